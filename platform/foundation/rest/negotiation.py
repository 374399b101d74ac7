"""Content negotiation of the REST API: each address has one representation."""

from collections.abc import Iterable

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class OneRepresentation(DefaultContentNegotiation):
    """Answers with what there is, whatever `Accept` says (RFC 9110, section 12.5.1).

    Some addresses have CSV or SVG, which no renderer makes: whoever accepts only that would be refused.
    """

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """The first renderer."""
        first = next(iter(renderers))
        return first, first.media_type

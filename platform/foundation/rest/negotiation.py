"""Content negotiation of the REST API: each address has one representation."""

from collections.abc import Iterable

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class OneRepresentation(DefaultContentNegotiation):
    """Answers with the only representation of an address, whatever `Accept` says (RFC 9110, section 12.5.1).

    Some addresses answer with CSV or SVG, which no renderer makes. A client that accepts only that would be refused.
    """

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        """Select the first renderer."""
        first = next(iter(renderers))
        return first, first.media_type

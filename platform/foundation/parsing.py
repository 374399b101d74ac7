"""How bodies of requests are read. Apart from `problems.py`, which imports the views that ask for this parser."""

from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from foundation.text import without_controls


class Parser(JSONParser):
    """JSON without control characters; one nested deeper than Python can follow is refused like any unreadable one."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The parsed body."""
        try:
            parsed: dict[str, Any] = without_controls(super().parse(stream, media_type, parser_context))
            return parsed
        except RecursionError:
            raise ParseError("JSON parse error - nested too deep") from None

"""How request bodies are parsed. Separate from `exception_handler.py`, which imports views that need this parser."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from foundation.text import clean_input, count_members

MAX_MEMBERS = 1_000
"""The most commas and opening brackets in a body. A request for the seats of 300 parties has 302."""


class Parser(JSONParser):
    """Parses JSON, and cleans its texts.

    JSON with too many members or nested too deep for Python is refused like any invalid JSON.
    """

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Parse the body. Refuses one with too many members."""
        body = stream.read()
        if count_members(body) > MAX_MEMBERS:
            raise ParseError("JSON parse error - too much in it")
        try:
            parsed: dict[str, Any] = clean_input(super().parse(BytesIO(body), media_type, parser_context))
            return parsed
        except RecursionError:
            raise ParseError("JSON parse error - nested too deep") from None

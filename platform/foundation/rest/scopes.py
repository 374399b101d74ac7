"""Finds the scope that a view asks of a token of the API. It imports no view, because authentication is loaded before
views.
"""

from typing import Any


def scope_of(view: Any, method: str) -> str | None:
    """The scope that a token of the API needs for a method of a view, or None if it takes no tokens."""
    scopes: dict[str, str] = getattr(view, "scopes", {})
    return scopes.get("GET" if method == "HEAD" else method)

"""Template filters for the page with a person's data."""

import json
from typing import Any

from django import template

register = template.Library()


@register.filter
def field_name(name: str) -> str:
    """The name of a field for people: `session · title` for `session__title`."""
    return name.replace("__", " · ").replace("_", " ")


@register.filter
def value_as_text(value: Any) -> str:
    """A value as text. "–" if there is none."""
    if value is None or value == "":
        return "–"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else str(value)

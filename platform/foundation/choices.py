"""Columns whose values the protocol declares as a `Literal`."""

from typing import TYPE_CHECKING, Any, TypeVar, get_args

from django.db import models

Value = TypeVar("Value")

if TYPE_CHECKING:
    Column = models.CharField[Value, Value]
else:  # Django's class takes no type argument at run time
    Column = models.CharField


def choices_of(values: Any) -> list[tuple[str, str]]:
    """The values of a `Literal` as choices of a column. The empty text is none: the column is `blank`."""
    return [(value, value.replace("_", " ").title()) for value in get_args(values) if value]

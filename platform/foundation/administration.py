"""The base of Balai's pages in Django's administration."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

from foundation.text import without_controls

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:  # Django's class is generic only for mypy
    Base = admin.ModelAdmin


class ModelAdmin(Base):
    """The base class of admin pages. It removes control characters from all texts that are entered."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The form field for a column. It removes control characters."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.CharField):
            parse = field.to_python
            field.to_python = lambda value: without_controls(parse(without_controls(value)))  # type: ignore[method-assign]
        return field

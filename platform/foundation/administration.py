"""The base of Balai's pages in Django's administration."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

from foundation.text import clean_input

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:  # Django's class is generic only for mypy
    Base = admin.ModelAdmin


class ModelAdmin(Base):
    """The base class of admin pages. It cleans all texts that are entered."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The form field for a column. It cleans what is entered before its length is checked."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.CharField):
            parse = field.to_python
            field.to_python = lambda value: clean_input(parse(clean_input(value)))  # type: ignore[method-assign]
        return field

"""Fields of the server's own forms."""

from typing import Any

from django import forms

from foundation.text import clean_input

LONGEST_ADDRESS = 254
"""Characters of an e-mail address that its column takes. Django's form field takes 320 unless it is told."""


class TextField(forms.CharField):
    """A field for a text that others read. It is cleaned before its length is checked."""

    def to_python(self, value: Any) -> Any:
        """The cleaned text."""
        return super().to_python(clean_input(value))

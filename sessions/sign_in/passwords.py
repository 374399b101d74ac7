"""Refuses passwords that are easily guessed because they consist of words of Balai or of its conferences."""

from django.core.exceptions import ValidationError
from django.utils.translation import pgettext_lazy

from foundation.accounts.models import User
from sessions.programme.models import Conference

WORDS = ("balai", "conference", "delegate", "delegation", "moderator", "organiser", "operator", "admin")
MIN_REMAINING = 8
"""How many characters of a password have to be left when these words are removed."""


class KnownWordsValidator:
    """A validator that removes `WORDS` and the conferences' short names and slugs from a password, and refuses a short
    rest.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Called by Django for each new password. Raises `ValidationError`."""
        rest = password.casefold()
        for word in _known_words():
            rest = rest.replace(word, "")
        if len(rest) < min(MIN_REMAINING, len(password)):
            raise ValidationError(
                pgettext_lazy("password", "This password is made of words that are known here. Add others."),
                code="password_of_known_words",
            )

    def get_help_text(self) -> str:
        """The sentence that a form shows beside the field."""
        return str(pgettext_lazy("password", "Do not make it of the name of Balai or of a conference."))


def _known_words() -> list[str]:
    """The words in lower case, the longest first, because one may contain another."""
    named = Conference.objects.values_list("short", "slug")
    words = {*WORDS, *(name.casefold() for names in named for name in names if len(name) > 2)}
    return sorted(words, key=len, reverse=True)

"""Refuses passwords that are easily guessed because they consist of words of Balai or of its conferences."""

import re
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import pgettext_lazy

from foundation.accounts.models import User
from sessions.programme.models import Conference

WORDS = ("balai", "conference", "delegate", "delegation", "moderator", "organiser", "operator", "admin")
MIN_REMAINING = 8
"""How many characters of a password have to be left when these words are removed."""

_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")


class KnownWordsValidator:
    """A validator that removes `WORDS`, the words of the conferences' names and those of `names` from a password, and
    refuses a short rest.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = tuple(names)

    def validate(self, password: str, user: User | None = None) -> None:
        """Called by Django for each new password. Raises `ValidationError`."""
        rest = _without_words(password, [*WORDS, *_names_of_conferences(), *self._names])
        if len(rest) < min(MIN_REMAINING, len(password)):
            raise ValidationError(
                pgettext_lazy("password", "This password is made of words that are known here. Add others."),
                code="password_of_known_words",
            )

    def get_help_text(self) -> str:
        """The sentence that a form shows beside the field."""
        return str(pgettext_lazy("password", "Do not make it of the name of Balai or of a conference."))


def _without_words(password: str, names: Iterable[str]) -> str:
    """What is left of a password without the words of these names, however they are spaced: nothing of `icdd2021`, if
    a name is `ICDD 2021`.
    """
    words = {word for name in names for word in _NO_LETTER_OR_DIGIT.split(name.casefold()) if len(word) > 2}
    rest = password.casefold()
    # The longest first, because one may contain another.
    for word in sorted(words, key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest


def _names_of_conferences() -> list[str]:
    rows = Conference.objects.values_list("short", "slug", "name", "venue")
    return [text for short, slug, name, venue in rows for text in (short, slug, venue, *name.values())]

"""The texts of summary records. Those of the chronology are in `minutes/texts.py`."""

from functools import cache
from typing import Final

from django.utils import translation
from django.utils.translation import pgettext_lazy

TEXTS: Final = {
    "title": pgettext_lazy("minutes: summary record", "Summary record: {title}"),
    "agenda": pgettext_lazy("minutes: summary record", "Agenda"),
    "participants": pgettext_lazy("minutes: summary record", "List of participants"),
    "delegation": pgettext_lazy("minutes: summary record", "Delegation"),
    "representatives": pgettext_lazy("minutes: summary record", "Representatives who spoke"),
    "answered": pgettext_lazy("minutes: summary record", "Answered the roll"),
    "chronology": pgettext_lazy("minutes: summary record", "Chronology"),
    "decisions": pgettext_lazy("minutes: summary record", "Decisions"),
    "annex": pgettext_lazy("minutes: summary record", "Annex {number}. {title}"),
    "quorum": pgettext_lazy("minutes: summary record", "{present} of {accredited} delegations were present."),
    "correction": pgettext_lazy("minutes: summary record", "Correction: {text} ({reason}; {by}, {at})"),
    "nothing": pgettext_lazy("minutes: summary record", "None."),
}


@cache
def texts(language: str) -> dict[str, str]:
    """The texts in a language, by key. Texts without a translation are in English."""
    with translation.override(language):
        return {key: str(text) for key, text in TEXTS.items()}

"""The texts of summary records. Texts that the minutes use too are in `minutes/texts.py`."""

from functools import cache
from typing import Final

from django.utils import translation
from django.utils.translation import pgettext_lazy

TEXTS: Final = {
    "title": pgettext_lazy("minutes: summary record", "Summary record: {title}"),
    "held": pgettext_lazy("minutes: summary record", "Held"),
    "opened": pgettext_lazy("minutes: summary record", "Opened"),
    "closed": pgettext_lazy("minutes: summary record", "Closed"),
    "place": pgettext_lazy("minutes: summary record", "Place"),
    "theme": pgettext_lazy("minutes: summary record", "Theme"),
    "chair": pgettext_lazy("minutes: summary record", "In the chair"),
    "state": pgettext_lazy("minutes: summary record", "State"),
    "agenda": pgettext_lazy("minutes: summary record", "Agenda"),
    "participants": pgettext_lazy("minutes: summary record", "List of participants"),
    "delegation": pgettext_lazy("minutes: summary record", "Delegation"),
    "representatives": pgettext_lazy("minutes: summary record", "Representatives who spoke"),
    "answered": pgettext_lazy("minutes: summary record", "Answered the roll"),
    "chronology": pgettext_lazy("minutes: summary record", "Chronology"),
    "decisions": pgettext_lazy("minutes: summary record", "Decisions"),
    "annex": pgettext_lazy("minutes: summary record", "Annex {number}. {title}"),
    "item": pgettext_lazy("minutes: summary record", "Item {item}: {title}"),
    "turn": pgettext_lazy("minutes: summary record", "{who} had the floor ({facts})."),
    "with_speaker": pgettext_lazy("minutes: summary record", "{party}, represented by {speaker},"),
    "behalf": pgettext_lazy("minutes: summary record", "on behalf of {group}"),
    "read_by": pgettext_lazy("minutes: summary record", "read by {reader}"),
    "ruling": pgettext_lazy(
        "minutes: summary record", "The chair ruled on what {party} had raised: {ruling}."
    ),
    "roll_call": pgettext_lazy(
        "minutes: summary record", "The roll was called: {present} of {accredited} delegations were present."
    ),
    "vote": pgettext_lazy("minutes: summary record", "Vote {number} was put: {facts}."),
    "vote_closed": pgettext_lazy("minutes: summary record", "Vote {number} was closed: {facts}."),
    "figures": pgettext_lazy(
        "minutes: summary record", "in favour {in_favour}, against {against}, abstentions {abstentions}"
    ),
    "decision": pgettext_lazy("minutes: summary record", "Decision {number}: {text}"),
    "quorum": pgettext_lazy("minutes: summary record", "{present} of {accredited} delegations were present."),
    "correction": pgettext_lazy("minutes: summary record", "Correction: {text} ({reason}; {by}, {at})"),
    "nothing": pgettext_lazy("minutes: summary record", "None."),
}


@cache
def texts(language: str) -> dict[str, str]:
    """The texts in a language, by key. Texts without a translation are in English."""
    with translation.override(language):
        return {key: str(text) for key, text in TEXTS.items()}

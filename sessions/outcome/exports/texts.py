"""The texts of exported outcome documents: headings, states, and what stands beside amendments."""

from functools import cache
from typing import Final

from django.utils import translation
from django.utils.translation import pgettext_lazy

TEXTS: Final = {
    "drafting": pgettext_lazy("outcome: export", "Draft, version {version}"),
    "reading": pgettext_lazy("outcome: export", "Draft, reading {reading}, version {version}"),
    "deciding": pgettext_lazy("outcome: export", "The delegations are deciding on this text"),
    "adopted": pgettext_lazy("outcome: export", "Adopted on {date}"),
    "illustrative": pgettext_lazy("outcome: export", "This text was invented for the demo."),
    "authentic": pgettext_lazy(
        "outcome: export", "Translation. The authentic text is in this language: {language}."
    ),
    "earlier": pgettext_lazy("outcome: export", "This translation is of an earlier text of the paragraph."),
    "untranslated": pgettext_lazy("outcome: export", "This paragraph is not translated yet."),
    "bracketed": pgettext_lazy(
        "outcome: export", "With the amendments before the delegations, in square brackets"
    ),
    "provenance": pgettext_lazy("outcome: export", "With what each paragraph rests on"),
    "amendment": pgettext_lazy("outcome: export", "{number}. {sponsor}"),
    "supported": pgettext_lazy("outcome: export", "{amendment}, supported by {supporters}"),
    "deletes": pgettext_lazy("outcome: export", "{amendment}: delete"),
    "agreed": pgettext_lazy("outcome: export", "Agreed"),
    "ad_referendum": pgettext_lazy("outcome: export", "Agreed ad referendum"),
    "rests_on": pgettext_lazy("outcome: export", "Rests on:"),
    "rests_on_nothing": pgettext_lazy("outcome: export", "Rests on nothing yet."),
    "turn": pgettext_lazy("outcome: export", "a turn"),
    "statement": pgettext_lazy("outcome: export", "a statement"),
    "question": pgettext_lazy("outcome: export", "a question"),
    "note": pgettext_lazy("outcome: export", "a note of the minutes"),
    "source": pgettext_lazy("outcome: export", "{label} ({kind})"),
    "source_at": pgettext_lazy("outcome: export", "{label} ({kind}, {at})"),
    "overtaken": pgettext_lazy("outcome: export", "Amendments whose words were changed meanwhile"),
    "number": pgettext_lazy("outcome: export", "No."),
    "sponsor": pgettext_lazy("outcome: export", "Sponsor and supporters"),
    "paragraph": pgettext_lazy("outcome: export", "Paragraph"),
    "words": pgettext_lazy("outcome: export", "Words"),
    "proposal": pgettext_lazy("outcome: export", "Proposal"),
    "reservations": pgettext_lazy("outcome: export", "Reservations"),
    "explanations": pgettext_lazy("outcome: export", "Explanations of position"),
    "on_paragraph": pgettext_lazy("outcome: export", "{party}, on paragraph {label}:"),
    "on_all": pgettext_lazy("outcome: export", "{party}:"),
    "corrigenda": pgettext_lazy("outcome: export", "Corrigenda"),
    "read_instead": pgettext_lazy("outcome: export", "Paragraph {label}: for “{wrong}” read “{right}”."),
    "delete_words": pgettext_lazy("outcome: export", "Paragraph {label}: delete “{wrong}”."),
    "digest": pgettext_lazy("outcome: export", "Digest of the adopted text"),
}


@cache
def texts(language: str) -> dict[str, str]:
    """The texts in a language, by key. Texts without a translation are in English."""
    with translation.override(language):
        return {key: str(text) for key, text in TEXTS.items()}

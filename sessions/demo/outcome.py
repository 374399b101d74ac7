"""The demo's outcome document: the Bali Message with its five areas. Its paragraphs are illustrative, not its text."""

from typing import Any

from foundation import clock
from foundation.clock import timestamp_text
from sessions.outcome import labels, markup
from sessions.outcome.models import Outcome, Paragraph
from sessions.outcome.protocol import ParagraphKind
from sessions.outcome.services import store_version
from sessions.programme.models import Conference

PREAMBLE = (
    "Recalling the Jakarta Message of the Regional Conference on Digital Diplomacy of 2019,",
    "Noting that the pandemic moved much of diplomacy to screens, and that not all countries could follow equally,",
)
PARAGRAPHS: dict[str, tuple[str, ...]] = {
    "Government policy framework": (
        "We will exchange our policies on digital diplomacy, and the reasons for them, at least once a year.",
        "We encourage foreign ministries to name a contact for digital diplomacy.",
    ),
    "Crisis management": (
        "We will share good practices in consular protection and public information during crises.",
        "We will keep a list of channels that work when others fail, and test them together.",
    ),
    "Data management": (
        "We will promote the use of open data for decisions, with due regard to privacy"
        "<fn>Each country follows its own law on the protection of personal data.</fn> and security.",
    ),
    "Innovation for small and medium enterprises": (
        "We will support small and medium enterprises in taking part in the digital economy across borders.",
    ),
    "Capacity building and digital inclusion": (
        "We will offer training to diplomats of all countries, in person and remotely.",
        "We will work to leave no country and no community without access.",
    ),
}
"""Invented paragraphs by area. The true text of the conference is not among the demo's public data."""


def write_document(conference: Conference, facts: dict[str, Any]) -> None:
    """Write the document, in its first reading."""
    kinds: list[tuple[ParagraphKind, str]] = [("preamble", text) for text in PREAMBLE]
    for area in facts["outcome"]["areas"]:
        kinds += [("area", area), *(("paragraph", text) for text in PARAGRAPHS[area])]
    at = clock.now()
    document = Outcome.objects.create(
        conference=conference,
        session=conference.sessions.filter(kind="closing").first(),
        title={"en": facts["outcome"]["title"]},
        access="delegations",
        reading=1,
        version=1,
        milestones=[{"version": 1, "label": "reading", "reading": 1, "at": timestamp_text(at)}],
        illustrative=True,
    )
    for place, ((kind, text), label) in enumerate(
        zip(kinds, labels.labels_of(kind for kind, _ in kinds), strict=True)
    ):
        row = Paragraph.objects.create(
            outcome=document,
            kind=kind,
            label=label,
            position=float(place),
            text=markup.clean(text),
            version=1,
        )
        store_version(row, "added", "", at)

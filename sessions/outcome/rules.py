"""Rules of outcome documents (OD1 to OD6). Pure."""

from datetime import datetime

from foundation.refusals import Refusal
from sessions.outcome.markup import check_length
from sessions.outcome.protocol import OutcomeState, ParagraphStatus

MOST_PARAGRAPHS = 1000
"""The highest number of paragraphs of a document."""
MOST_DOCUMENTS = 20
"""The highest number of outcome documents of a conference."""
_STATUSES = ("open", "ad_referendum", "agreed")
"""The statuses of a paragraph, each further in its negotiation than the one before."""
GAP = 1e-6
"""The least distance between two positions. If two positions would be closer, all paragraphs get new positions."""


def check_text_open(state: OutcomeState) -> None:
    """Check that the text of a document may change (OD1, OD7). Refuses `outcome.adopted`, `outcome.deciding`."""
    if state == "adopted":
        raise Refusal("outcome.adopted", "This document was adopted. Its text is frozen; add a corrigendum.")
    if state == "deciding":
        raise Refusal(
            "outcome.deciding",
            "The delegations are deciding on this document. End the procedure first; then it can change.",
        )


def check_not_adopted(state: OutcomeState) -> None:
    """Check that the document is not adopted (OD1). Refuses `outcome.adopted`."""
    if state == "adopted":
        check_text_open(state)


def check_not_deciding(state: OutcomeState) -> None:
    """Check that delegations do not decide on the document (OD7). Refuses `outcome.deciding`."""
    if state == "deciding":
        check_text_open(state)


def check_version(seen: int, present: int) -> None:
    """Check that a paragraph has not changed since the sender saw it (OD4). Refuses `outcome.paragraph_changed`."""
    if seen != present:
        raise Refusal(
            "outcome.paragraph_changed",
            "Somebody changed this paragraph meanwhile. Your words are kept here: compare both texts, and save again.",
        )


def check_paragraph_count(number: int) -> None:
    """Check that a document may have this many paragraphs. Refuses `outcome.too_long`."""
    if number > MOST_PARAGRAPHS:
        raise Refusal("outcome.too_long", f"A document has at most {MOST_PARAGRAPHS} paragraphs.")


def check_document_count(number: int) -> None:
    """Check that the conference may have one more outcome document. Refuses `outcome.too_many`."""
    if number >= MOST_DOCUMENTS:
        raise Refusal(
            "outcome.too_many", f"This conference has {number} outcome documents; that is all it can have."
        )


def check_reading(wanted: int, present: int) -> None:
    """Check that a reading of this number may begin (OD3). Refuses `outcome.no_such_reading`."""
    if wanted not in (present, present + 1):
        raise Refusal(
            "outcome.no_such_reading",
            f"The next reading is number {present + 1}. Begin that one, or the present one again.",
        )


def check_future(moment: datetime | None, now: datetime) -> None:
    """Check that a deadline lies in the future. Refuses `outcome.moment_passed`."""
    if moment is not None and moment <= now:
        raise Refusal("outcome.moment_passed", "This moment is over. Choose a later one.")


def check_text(text: str) -> None:
    """Check that a paragraph has text, and not too much of it. Refuses `outcome.empty`,
    `outcome.paragraph_too_long`.
    """
    if not text:
        raise Refusal("outcome.empty", "A paragraph needs some text. Write it, or delete the paragraph.")
    check_length(text)


def check_split(parts: tuple[str, str]) -> None:
    """Check that both parts of a split paragraph have text. Refuses `outcome.empty`."""
    for part in parts:
        check_text(part)


def status_of_both(one: ParagraphStatus, other: ParagraphStatus) -> ParagraphStatus:
    """The status of a paragraph that was made of two: the less advanced one of their statuses (OD6)."""
    return min(one, other, key=_STATUSES.index)


def positions_between(before: float | None, after: float | None, count: int = 1) -> list[float]:
    """`count` positions between two others, in order. None is the beginning or the end of the document.

    They are evenly spread. If each were halfway between the last one and the end, floating-point numbers could not tell
    them apart after about fifty.
    """
    if before is None:
        before = 0.0 if after is None else after - count - 1
    if after is None:
        after = before + count + 1
    step = (after - before) / (count + 1)
    return [before + step * (place + 1) for place in range(count)]


def nothing_to_undo_refusal() -> Refusal:
    """`outcome.nothing_to_undo`: a paragraph was not split or joined, or it changed since."""
    return Refusal(
        "outcome.nothing_to_undo",
        "This paragraph changed since it was split or joined, so that this cannot be undone. Join or split it again.",
    )


def unknown_refusal() -> Refusal:
    """The refusal `outcome.unknown`: there is no such document, or the seat may not see it."""
    return Refusal("outcome.unknown", "There is no such outcome document, or it is not open to you.")


def unknown_paragraph_refusal() -> Refusal:
    """The refusal `outcome.unknown_paragraph`: the document has no such paragraph."""
    return Refusal(
        "outcome.unknown_paragraph", "There is no such paragraph in this document. Look at the text again."
    )

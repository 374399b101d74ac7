"""Rules of the adoption of an outcome document (OD9 to OD12). Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from foundation.refusals import Refusal
from sessions.outcome import markup

MOST_RESERVATIONS = 100
"""The highest number of reservations and explanations of position of one party."""
SHORTEST_SILENCE = timedelta(minutes=1)
LONGEST_SILENCE = timedelta(days=90)


def check_objection_time(until: datetime, now: datetime) -> None:
    """Check that delegations may still object, or break the silence (OD9, OD10). Refuses `outcome.too_late`."""
    if now >= until:
        raise Refusal(
            "outcome.too_late",
            "The deadline is over. You can attach a reservation, or speak to the chair.",
        )


def check_running(kind: str | None, wanted: str) -> None:
    """Check that a procedure of this kind runs. Refuses `outcome.no_procedure`."""
    if kind != wanted:
        raise Refusal(
            "outcome.no_procedure",
            "Nobody asks for consensus at the moment."
            if wanted == "consensus"
            else "There is no silence procedure at the moment.",
        )


def check_adoptable(until: datetime, now: datetime, objections: int) -> None:
    """Check that the chair may adopt the document by consensus with the gavel now (OD9).

    Refuses `outcome.objections_stand`, `outcome.too_early`.
    """
    if objections:
        raise Refusal(
            "outcome.objections_stand",
            "A delegation objects, so there is no consensus. Ask it to withdraw the objection, or end the procedure.",
        )
    if now < until:
        raise Refusal("outcome.too_early", "Delegations can still object. Wait until the moment is over.")


def check_silence(until: datetime, now: datetime, remind_at: datetime | None = None) -> None:
    """Check the deadline of a silence procedure (OD10). Refuses `outcome.moment_passed`, `outcome.bad_deadline`."""
    if until <= now:
        raise Refusal("outcome.moment_passed", "This moment is over. Choose a later one.")
    if not SHORTEST_SILENCE <= until - now <= LONGEST_SILENCE:
        raise Refusal("outcome.bad_deadline", "A silence procedure lasts from one minute to 90 days.")
    if remind_at is not None and not now < remind_at < until:
        raise Refusal("outcome.bad_reminder", "The reminder comes after now and before the deadline.")


def check_later(until: datetime, present: datetime) -> None:
    """Check that the new deadline of a silence procedure is later than the present one. Refuses `outcome.not_later`."""
    if until <= present:
        raise Refusal("outcome.not_later", "An extension gives a later deadline than the present one.")


def check_adopted(state: str) -> None:
    """Check that a document was adopted (OD12). Refuses `outcome.not_adopted`."""
    if state != "adopted":
        raise Refusal("outcome.not_adopted", "This document is not adopted yet. Change its text instead.")


def check_reservable(state: str) -> None:
    """Check that reservations can be attached: delegations decide on the document, or have adopted it (OD11).

    Refuses `outcome.nothing_to_reserve`.
    """
    if state == "drafting":
        raise Refusal(
            "outcome.nothing_to_reserve",
            "The text is still being negotiated. Propose an amendment, or wait until it is put to adoption.",
        )


def check_reservation_count(of_party: int) -> None:
    """Check that a party may attach one more reservation. Refuses `outcome.too_many_reservations`."""
    if of_party >= MOST_RESERVATIONS:
        raise Refusal(
            "outcome.too_many_reservations", "This delegation has many reservations. Put several into one."
        )


def check_words_in_text(wrong: str, text: str) -> None:
    """Check that the wrong words that a corrigendum names are in the text or in one of its footnotes (OD12), as they
    are read, without marks. Refuses `outcome.no_such_words`.
    """
    if not any(wrong in each for each in (markup.without_markup(text), *markup.footnotes(text))):
        raise Refusal("outcome.no_such_words", "These words are not in the paragraph. Mark them again.")


def check_shown_to_delegations(access: str) -> None:
    """Check that delegations may see the document, and so can object. Refuses `outcome.hidden_from_delegations`."""
    if access == "staff":
        raise Refusal(
            "outcome.hidden_from_delegations",
            "Delegations cannot see this document, so none could object. Open it to them first.",
        )


def check_has_paragraphs(texts: Sequence[str]) -> None:
    """Check that the document has a text that can be adopted. Refuses `outcome.empty`."""
    if not texts:
        raise Refusal("outcome.empty", "The document has no paragraphs yet. Write the text first.")

"""Rules of the rapporteurs' notes (MN1 to MN4). Pure."""

from datetime import datetime, timedelta

from foundation.refusals import Refusal

MOST_NOTES = 3000
"""The most notes of a session, removed ones included."""
MOST_ASKED = 100
"""The most open requests of one party in a session."""


def check_number(notes: int) -> None:
    """Check how many notes a session has. Refuses `minutes.too_many_notes`."""
    if notes >= MOST_NOTES:
        raise Refusal("minutes.too_many_notes", f"This session has {notes} notes; that is all it can have.")


def check_version(seen: int, present: int) -> None:
    """Check that a note has not changed since the sender saw it (MN2). Refuses `minutes.note_changed`."""
    if seen != present:
        raise Refusal(
            "minutes.note_changed",
            "Somebody changed this note meanwhile. Your words are kept here: compare both, and save again.",
        )


def check_approver(author: str | None, approver: str | None) -> None:
    """Check that somebody else than its author approves a note (MN3). Refuses `minutes.own_note`."""
    if author is not None and author == approver:
        raise Refusal(
            "minutes.own_note", "You wrote this note. Ask another rapporteur or the chair to approve it."
        )


def check_waits(state: str) -> None:
    """Check that a note is not approved yet (MN3). Refuses `minutes.note_approved`."""
    if state == "approved":
        raise Refusal("minutes.note_approved", "This note is part of the minutes already.")


def check_is_approved(state: str) -> None:
    """Check that a note is part of the minutes (MN4). Refuses `minutes.no_such_item`."""
    if state != "approved":
        raise no_such_note()


def correctable_until(ended_at: datetime | None, days: int) -> datetime | None:
    """Until when delegations can ask for corrections (MN4). Null: as long as the session lasts."""
    return ended_at + timedelta(days=days) if ended_at is not None else None


def check_in_time(until: datetime | None, now: datetime) -> None:
    """Check that delegations can still ask for corrections (MN4). Refuses `minutes.too_late`."""
    if until is not None and now > until:
        raise Refusal("minutes.too_late", "The time for corrections is over. Write to the secretariat.")


def check_asked(number: int) -> None:
    """Check how many open requests a party has. Refuses `minutes.too_many_asked`."""
    if number >= MOST_ASKED:
        raise Refusal(
            "minutes.too_many_asked", "Your delegation has many open requests. Wait for their answers."
        )


def check_open(state: str) -> None:
    """Check that a request has no answer yet. Refuses `minutes.answered_already`."""
    if state != "asked":
        raise Refusal("minutes.answered_already", "This request was answered meanwhile.")


def check_answer(text: str | None, answer: str) -> None:
    """Check that a declined request has an answer (MN4). Refuses `minutes.no_answer`."""
    if text is None and not answer:
        raise Refusal("minutes.no_answer", "Say why the note stays as it is: the delegation reads it.")


def no_such_note() -> Refusal:
    """`minutes.no_such_item`: there is no such note, or it is not open to the seat."""
    return Refusal(
        "minutes.no_such_item", "There is no such item in this session's minutes. Look at them again."
    )

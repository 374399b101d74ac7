"""Rules of the rapporteurs' notes (MN1 to MN4). Pure."""

from datetime import datetime, timedelta

from foundation.refusals import Refusal

MOST_NOTES = 3000
"""The highest number of notes of a session. Removed ones count."""
MOST_ASKED = 100
"""The highest number of open requests for corrections of one party in a session."""


def check_note_count(notes: int) -> None:
    """Check that the session may have one more note. Refuses `minutes.too_many_notes`."""
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
    """Check that the person who approves a note is not its author (MN3). Refuses `minutes.own_note`."""
    if author is not None and author == approver:
        raise Refusal(
            "minutes.own_note", "You wrote this note. Ask another rapporteur or the chair to approve it."
        )


def check_not_approved(state: str) -> None:
    """Check that a note is not approved yet (MN3). Refuses `minutes.note_approved`."""
    if state == "approved":
        raise Refusal("minutes.note_approved", "This note is part of the minutes already.")


def check_is_approved(state: str) -> None:
    """Check that a note is part of the minutes (MN4). Refuses `minutes.no_such_item`."""
    if state != "approved":
        raise no_such_note()


def correctable_until(ended_at: datetime | None, days: int) -> datetime | None:
    """Until when delegations can ask for corrections (MN4): so many `days` after the session ended. Null while it
    lasts.
    """
    return ended_at + timedelta(days=days) if ended_at is not None else None


def check_in_time(until: datetime | None, now: datetime) -> None:
    """Check that delegations can still ask for corrections (MN4). Refuses `minutes.too_late`."""
    if until is not None and now > until:
        raise Refusal("minutes.too_late", "The time for corrections is over. Write to the secretariat.")


def check_request_count(number: int) -> None:
    """Check that the party may have one more open request. Refuses `minutes.too_many_asked`."""
    if number >= MOST_ASKED:
        raise Refusal(
            "minutes.too_many_asked", "Your delegation has many open requests. Wait for their answers."
        )


def check_open(state: str) -> None:
    """Check that a request for a correction has not been answered. Refuses `minutes.answered_already`."""
    if state != "asked":
        raise Refusal("minutes.answered_already", "This request was answered meanwhile.")


def check_answer(text: str | None, answer: str) -> None:
    """Check that a request that is declined gets an answer in words (MN4). Refuses `minutes.no_answer`."""
    if text is None and not answer:
        raise Refusal("minutes.no_answer", "Say why the note stays as it is: the delegation reads it.")


def no_such_note() -> Refusal:
    """The refusal `minutes.no_such_item`: there is no such note, or the seat may not see it."""
    return Refusal(
        "minutes.no_such_item", "There is no such item in this session's minutes. Look at them again."
    )

"""The course of a session, from the journal: its states, its agenda items, and who presided."""

from bisect import bisect_right
from datetime import datetime
from typing import Any

from foundation.journal.models import Entry as JournalEntry
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.parties.models import Participant
from sessions.programme.models import Session

EVENTS = (
    "session.opened", "session.suspended", "session.adjourned", "session.resumed", "session.closed",
    "floor.list_opened", "floor.list_closed", "floor.item_taken_up", "floor.handed_over",
    "floor.seated", "floor.unseated",
)  # fmt: skip
"""The events that the section lists. Of the changes on the podium, only those of the chair are among them (FL20). What
a carried motion did is listed as the event that says the same (FL27).
"""
_DONE_BY_VOTE = {"session_suspended": "session.suspended", "list_closed": "floor.list_closed"}


def session_course(session: Session) -> Section:
    """The section that says when the session and its list were opened, suspended, resumed and closed, which items it
    took up, and who presided.
    """
    columns = (
        Column("at", "moment"), Column("event", "word"), Column("item", "count"), Column("title"), Column("chair"),
        Column("reason"), Column("resumes_at", "moment"),
    )  # fmt: skip
    told = [
        each
        for each in public_events(session, *EVENTS, "vote.closed")
        if each.event.get("slot", "chair") == "chair"
        and (each.event["type"] != "vote.closed" or _done_by_vote(each.event))
    ]
    people = Participant.objects.in_bulk(
        {int(e.event["participant"]) for e in told if "participant" in e.event}
    )
    return Section("course", columns, tuple(Row(_describe_entry(e, people)) for e in told))


def _describe_entry(told: JournalEntry, people: dict[int, Participant]) -> tuple[Value, ...]:
    event: dict[str, Any] = told.event
    chair = name_in_minutes(people.get(int(event["participant"]))) if "participant" in event else ""
    goes_on = datetime.fromisoformat(event["resumes_at"]) if "resumes_at" in event else None
    title, reason = event.get("title", ""), event.get("reason", "")
    return told.at, _done_by_vote(event) or event["type"], event.get("item"), title, chair, reason, goes_on


def _done_by_vote(event: dict[str, Any]) -> str:
    """What a carried motion did to the session or its list, as the event that says the same. Empty if nothing."""
    return next((same for name, same in _DONE_BY_VOTE.items() if event.get(name)), "")


def name_in_minutes(person: Participant | None) -> str:
    """The words by which the minutes name a person: honorific, name and function."""
    if person is None:
        return ""
    name = " ".join(part for part in (person.honorific, person.name) if part)
    return ", ".join(part for part in (name, person.function) if part)


def public_events(session: Session, *types: str) -> list[JournalEntry]:
    """The entries of these event types in the session's stream that everyone may see, in order."""
    told = JournalEntry.objects.filter(stream=session.stream, everyone__isnull=False)
    return list(told.filter(event__type__in=types).order_by("seq"))


class Agenda:
    """The agenda items of a session by time (FL14). The minutes show them only if there was more than one."""

    def __init__(self, session: Session) -> None:
        told = public_events(session, "floor.item_taken_up")
        self._moments = [each.at for each in told]
        self._several = bool(self._moments) or len(session.floor.agenda) > 1
        self._items = [1, *(each.event["item"] for each in told)]

    def at(self, moment: datetime) -> int | None:
        """The number of the agenda item at a moment, or None if the session never went on to another item."""
        return self._items[bisect_right(self._moments, moment)] if self._moments else None

    def known(self, item: int) -> int | None:
        """The number of an agenda item, or None if the session had only one."""
        return item if self._several else None

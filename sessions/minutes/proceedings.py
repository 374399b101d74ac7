"""Sections of the minutes on the list of speakers, turns and rulings, from entries, turns and the journal."""

from typing import Any

from foundation.journal.models import Entry as JournalEntry
from sessions.floor.models import Entry, Turn
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.minutes.session_course import Agenda, name_in_minutes, public_events
from sessions.parties.models import Party
from sessions.programme.models import Session


def turns(session: Session) -> Section:
    """The section with every turn. If a turn is not over, the values that it gets at its end are empty."""
    columns = (
        Column("turn", "count"),
        Column("item", "count"),
        *party_columns(),
        Column("kind", "word"),
        Column("mode", "word"),
        Column("place", "word"),
        Column("on_behalf_of"),
        Column("speaker"),
        Column("read_by"),
        Column("simulated", "yes"),
        Column("given_out", "yes"),
        Column("inscribed_at", "moment", for_programs=True),
        Column("started_at", "moment"),
        Column("ended_at", "moment"),
        Column("allotted", "seconds"),
        Column("spoken", "seconds"),
        Column("overtime", "seconds"),
        Column("ended_by", "word"),
        Column("ended_reason"),
    )
    rows = session.turns.select_related("entry", "party", "speaker", "reader").order_by("number")
    agenda = Agenda(session)
    reasons = {told.event["turn"]: told.event["reason"] for told in public_events(session, "floor.ended")}
    return Section(
        "turns", columns, tuple(Row(_turn(row, agenda, reasons), f"turn/{row.number}") for row in rows)
    )


def _turn(row: Turn, agenda: Agenda, reasons: dict[str, str]) -> tuple[Value, ...]:
    over = row.ended_at is not None
    return (
        row.number,
        agenda.at(row.started_at),
        *party_values(row.party),
        row.entry.kind,
        row.entry.mode,
        row.place,
        row.entry.on_behalf_of,
        name_in_minutes(row.speaker),
        name_in_minutes(row.reader),
        row.speaker is not None and row.speaker.simulated,
        row.speaker is not None and row.speaker.given_out,
        row.entry.inscribed_at,
        row.started_at,
        row.ended_at,
        row.allotted,
        row.spoken if over else None,
        row.overtime if over else None,
        row.ended_by,
        reasons.get(str(row.number), ""),
    )


def entries(session: Session) -> Section:
    """The section with the list of speakers: every request for the floor, and its outcome."""
    columns = (
        Column("entry", "count"),
        Column("item", "count"),
        *party_columns(),
        Column("category", "word"),
        Column("kind", "word"),
        Column("mode", "word"),
        Column("place", "word"),
        Column("on_behalf_of"),
        Column("inscribed_at", "moment"),
        Column("state", "word"),
        Column("withdrawn_at", "moment"),
        Column("late_reason"),
    )
    rows = session.entries.select_related("party").order_by("number")
    agenda = Agenda(session)
    return Section("entries", columns, tuple(Row(_entry(row, agenda), f"entry/{row.number}") for row in rows))


def _entry(row: Entry, agenda: Agenda) -> tuple[Value, ...]:
    return (
        row.number,
        agenda.known(row.item),
        *party_values(row.party),
        row.category,
        row.kind,
        row.mode,
        row.place,
        row.on_behalf_of,
        row.inscribed_at,
        row.state,
        row.withdrawn_at,
        row.late_reason,
    )


def rulings(session: Session) -> Section:
    """The section with the rulings on points of order, and on motions that were ruled out of order (FL13)."""
    columns = (
        Column("turn", "count"),
        *party_columns(),
        Column("kind", "word"),
        Column("at", "moment"),
        Column("ruling", "word"),
        Column("text"),
        Column("spoken", "seconds"),
        Column("during_vote", "count"),
    )
    parties = party_by_id(session)
    events = public_events(session, "floor.ruled", "floor.motion_ruled_out")
    rows = (Row(_ruling(e, parties), f"ruling/{e.event['turn']}") for e in events)
    return Section("rulings", columns, tuple(rows))


def _ruling(told: JournalEntry, parties: dict[str, Party]) -> tuple[Value, ...]:
    event: dict[str, Any] = told.event
    party = party_values(parties.get(event["party"]))
    on_motion = event["type"] == "floor.motion_ruled_out"
    ruling = (
        ("motion", told.at, "out_of_order") if on_motion else ("point_of_order", told.at, event["ruling"])
    )
    during = event.get("during_vote")
    vote = int(during) if during else None
    return int(event["turn"]), *party, *ruling, event["text"], event["spoken"], vote


def party_columns() -> tuple[Column, Column]:
    """The two columns that name a party: its name, and its code, which is only in the CSV files."""
    return Column("party", "name"), Column("party_code", for_programs=True)


def party_values(party: Party | None) -> tuple[Value, Value]:
    """The values for `party_columns`. Both are empty without a party. A journalist's name is followed by the outlet."""
    return (_with_outlet(party), party.code) if party else ("", "")


def _with_outlet(party: Party) -> dict[str, str]:
    return {to: f"{name}, {party.outlet}" if party.outlet else name for to, name in party.names.items()}


def party_by_id(session: Session) -> dict[str, Party]:
    """The parties of the conference, by id."""
    return {str(row.pk): row for row in Party.objects.filter(conference=session.conference_id)}

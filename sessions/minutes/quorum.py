"""Sections of the minutes on roll calls, their answers, and decisions with their quorum (FL22)."""

from sessions.minutes.proceedings import party_by_id, party_columns, party_values
from sessions.minutes.sections import Column, Row, Section
from sessions.minutes.session_course import Agenda
from sessions.parties.models import Participant
from sessions.programme.models import Session
from sessions.rollcall.models import RollCall


def roll_calls(session: Session) -> Section:
    """The section with each roll call and its result."""
    columns = (
        Column("roll_call", "count"),
        Column("opened_at", "moment"),
        Column("closed_at", "moment"),
        Column("accredited", "count"),
        Column("present", "count"),
        Column("needed_to_open", "count"),
        Column("needed_to_decide", "count"),
    )
    rows = (
        Row(
            (
                row.number,
                row.opened_at,
                row.closed_at,
                len(row.accredited),
                len(row.answers.all()),
                row.needed_to_open,
                row.needed_to_decide,
            ),
            f"roll_call/{row.number}",
        )
        for row in _calls(session)
    )
    return Section("roll_calls", columns, tuple(rows))


def attendance(session: Session) -> Section:
    """The section with each delegation that was called, and its answer. It has closed roll calls only."""
    columns = (
        Column("roll_call", "count"),
        *party_columns(),
        Column("present", "yes"),
        Column("place", "word"),
        Column("answered_at", "moment"),
        Column("given_out", "yes"),
    )
    parties, given_out = party_by_id(session), _given_out_participants(session)
    rows: list[Row] = []
    for call in _calls(session):
        answers = {str(answer.party_id): answer for answer in call.answers.all()}
        for key in call.accredited if call.closed_at else ():
            answer = answers.get(key)
            said = (True, answer.place, answer.at) if answer else (False, "", None)
            by = answer.answered_by if answer else ""
            rows.append(Row((call.number, *party_values(parties.get(key)), *said, by in given_out)))
    return Section("attendance", columns, tuple(rows))


def _given_out_participants(session: Session) -> set[str]:
    """The participants whose seats the staff gave out, by id."""
    rows = Participant.objects.filter(conference=session.conference_id, given_out=True)
    return {str(pk) for pk in rows.values_list("pk", flat=True)}


def _calls(session: Session) -> list[RollCall]:
    return list(session.roll_calls.prefetch_related("answers").order_by("number"))


def decisions(session: Session) -> Section:
    """The section with the decisions, and how many parties were present."""
    columns = (
        Column("decision", "count"),
        Column("item", "count"),
        Column("at", "moment"),
        Column("text"),
        Column("roll_call", "count"),
        Column("present", "count"),
        Column("accredited", "count"),
        Column("needed", "count"),
        Column("proposal", "count"),
        Column("vote", "count"),
    )
    agenda = Agenda(session)
    rows = (
        Row(
            (
                row.number,
                agenda.at(row.at),
                row.at,
                row.text,
                row.roll_call.number if row.roll_call else None,
                row.present,
                row.accredited,
                row.needed,
                row.proposal,
                row.vote,
            ),
            f"decision/{row.number}",
        )
        for row in session.decisions.select_related("roll_call").order_by("number")
    )
    return Section("decisions", columns, tuple(rows))

"""Reads votes from the database, and writes what changed. It has no rules."""

from typing import Any, cast

from django.db.models import Model

from sessions.programme.models import Session
from sessions.votes.models import Vote
from sessions.votes.protocol import Answer, RulingFacts
from sessions.votes.rules import Quorum, Result
from sessions.votes.rules import Vote as Value

_SAME = (
    "number", "subject", "method", "majority", "motion", "motion_text", "of", "proposal", "question", "put_at",
    "closes_at", "suspended_at", "seed",
)  # fmt: skip
_QUORUM = ("present", "accredited", "needed", "counted_by")
_RESULT = ("in_favour", "against", "abstentions", "carried", "closed_at", "reason")


def shown_vote(session: Session) -> Vote | None:
    """The row of the vote that screens show: the vote under way, or the last one until the next grant."""
    return session.votes.filter(shown=True).first()


def to_vote(row: Vote) -> Value:
    """A row of the database as the value on which the rules decide."""
    return Value(
        party=str(row.party_id) if row.party_id else None,
        roll=tuple(row.roll),
        drawn=row.drawn or None,
        ruling=RulingFacts(**row.ruling) if row.ruling else None,
        quorum=Quorum(**{name: getattr(row, name) for name in _QUORUM}),
        result=Result(**{name: getattr(row, name) for name in _RESULT}) if row.closed_at else None,
        **{name: getattr(row, name) for name in _SAME},
    )


def answers_by_party(row: Vote) -> dict[str, Answer]:
    """The answers of the parties, by party."""
    return {str(party): cast(Answer, said) for party, said in row.ballots.values_list("party", "answer")}


def save_vote(session: Session, before: Value | None, after: Value | None) -> list[Model]:
    """Save the present vote if it changed. A vote that it replaces is no longer shown, and neither are that vote's
    ballots. If the replaced vote has no result, it is marked as dropped. Returns the rows that changed.
    """
    if before == after:
        return []
    rows: list[Model] = []
    if before is not None and (after is None or after.number != before.number):
        past = Vote.objects.get(session=session, number=before.number)
        past.shown, past.dropped = False, before.result is None
        past.save(update_fields=["shown", "dropped"])
        rows += [past, *_with_vote(past)]
    if after is not None:
        row, _ = Vote.objects.update_or_create(session=session, number=after.number, defaults=_columns(after))
        rows.append(row)
    return rows


def _with_vote(row: Vote) -> list[Model]:
    ballots = list(row.ballots.all())
    for each in ballots:
        each.vote = row  # its projection reads it
    return list(ballots)


def _columns(vote: Value) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(vote, name) for name in _SAME}
    found |= {name: getattr(vote.quorum, name) for name in _QUORUM}
    found |= {"party_id": vote.party, "roll": list(vote.roll), "drawn": vote.drawn or ""}
    found["ruling"] = vote.ruling.model_dump() if vote.ruling else None
    if vote.result is not None:
        found |= {name: getattr(vote.result, name) for name in _RESULT}
    return found

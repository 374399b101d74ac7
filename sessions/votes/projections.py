"""Projections of the present vote and its ballots: for everyone, and for each party its own."""

from django.db.models import QuerySet

from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.votes import models, protocol, rules, store


def show_vote(row: models.Vote, audience: Audience) -> protocol.Vote | None:
    """Show the vote under way, or the last one until the next grant."""
    if not row.shown:
        return None
    calls = row.method == "roll_call" and row.closed_at is None
    called, round_ = (
        rules.called_party(store.to_vote(row), store.answers_by_party(row)) if calls else (None, 1)
    )
    return protocol.Vote(
        id=str(row.number),
        subject=row.subject,
        method=row.method,
        majority=row.majority,
        party=str(row.party_id) if row.party_id else None,
        motion=row.motion,
        motion_text=row.motion_text,
        of=None if row.of is None else str(row.of),
        ruling=protocol.RulingFacts(**row.ruling) if row.ruling else None,
        proposal=None if row.proposal is None else str(row.proposal),
        question=row.question,
        put_at=timestamp_text(row.put_at),
        closes_at=timestamp_text_or_none(row.closes_at),
        suspended_at=timestamp_text_or_none(row.suspended_at),
        closed_at=timestamp_text_or_none(row.closed_at),
        roll=row.roll,
        drawn=row.drawn or None,
        seed=row.seed,
        called=called,
        round=round_,
        present=row.present,
        accredited=row.accredited,
        needed=row.needed,
        counted_by=row.counted_by,
        in_favour=row.in_favour,
        against=row.against,
        abstentions=row.abstentions,
        carried=row.carried,
        reason=row.reason,
    )


def _ballot(row: models.Ballot, cast_by: str | None) -> protocol.Ballot | None:
    if not row.vote.shown:
        return None
    return protocol.Ballot(
        id=str(row.party_id),
        vote=str(row.vote.number),
        answer=row.answer,
        place=row.place,
        at=timestamp_text(row.at),
        intended=row.intended,
        given_by=row.given_by,
        cast_by=cast_by,
    )


def show_ballot(row: models.Ballot, audience: Audience) -> protocol.Ballot | None:
    """Show a ballot of the shown vote. Moderators see who cast it."""
    return _ballot(row, row.cast_by or None if audience is Audience.MODERATORS else None)


def show_own_ballot(row: models.Ballot) -> protocol.Ballot | None:
    """Show a party its own ballot, and who cast it."""
    return _ballot(row, row.cast_by or None)


def _ballots(subject: int) -> QuerySet[models.Ballot]:
    return models.Ballot.objects.filter(vote__session=subject, vote__shown=True).select_related("vote")


def _own_ballots(subject: int, keys: frozenset[str]) -> QuerySet[models.Ballot]:
    parties = [int(key.removeprefix("party/")) for key in keys if key.startswith("party/")]
    return _ballots(subject).filter(party__in=parties)


def _party_id(row: models.Ballot) -> str:
    return str(row.party_id)


PROJECTIONS = [
    Projection(
        "vote", "session", models.Vote,
        lambda subject: models.Vote.objects.filter(session=subject, shown=True),
        show_vote, lambda row: str(row.number),
    ),
    Projection("ballot", "session", models.Ballot, _ballots, show_ballot, _party_id),
]  # fmt: skip
OWN_PROJECTIONS = [
    OwnProjection(
        "my_ballot", "session", models.Ballot, _own_ballots, show_own_ballot,
        lambda row: f"party/{row.party_id}", _party_id,
    ),
]  # fmt: skip

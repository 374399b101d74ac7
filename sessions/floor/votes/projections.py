"""Projection of the present vote, for everyone."""

from foundation.clock import stamp
from foundation.messages.projections import Audience, Projection
from sessions.floor import models
from sessions.floor.votes import protocol


def show_vote(row: models.Vote, audience: Audience) -> protocol.Vote | None:
    """Show the vote under way, or the last one until the next grant."""
    if row.session.floor.vote_id != row.pk:
        return None
    return protocol.Vote(
        id=str(row.number),
        subject=row.subject,
        party=str(row.party_id),
        motion=row.motion,
        motion_text=row.motion_text,
        of=str(row.of),
        put_at=stamp(row.put_at),
        in_favour=row.in_favour,
        against=row.against,
        abstentions=row.abstentions,
        carried=row.carried,
    )


PROJECTIONS = [
    Projection(
        "vote", "session", models.Vote,
        lambda subject: models.Vote.objects.filter(
            session=subject, pk__in=models.Floor.objects.filter(session=subject).values("vote")
        ).select_related("session__floor"),
        show_vote, lambda row: str(row.number),
    ),
]  # fmt: skip

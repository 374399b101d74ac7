"""Projection of proposals, for everyone."""

from foundation.messages.projections import Audience, Projection
from sessions.proposals import models, protocol


def show_proposal(row: models.Proposal, audience: Audience) -> protocol.Proposal:
    """Show a proposal."""
    return protocol.Proposal(
        id=str(row.number),
        symbol=row.symbol,
        title=row.title,
        sponsors=row.sponsors,
        text=row.text,
        link=row.link,
        state=row.state,
    )


PROJECTIONS = [
    Projection(
        "proposal", "session", models.Proposal,
        lambda subject: models.Proposal.objects.filter(session=subject).order_by("number"),
        show_proposal, lambda row: str(row.number),
    ),
]  # fmt: skip

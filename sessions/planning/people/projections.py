"""Projection of what only the staff may know of parties."""

from foundation.messages.projections import Audience, Projection
from sessions.parties.models import Party
from sessions.planning.people import protocol


def show_details(row: Party, audience: Audience) -> protocol.PartyDetails | None:
    """Show what only the staff may see of a party."""
    if audience is not Audience.MODERATORS:
        return None
    return protocol.PartyDetails(
        id=str(row.pk),
        groups=row.groups,
        rank=row.rank,
        most_members=row.most_members,
        microphone=row.microphone,
    )


PROJECTIONS = [
    Projection(
        "party_details", "conference", Party,
        lambda subject: Party.objects.filter(conference=subject), show_details, lambda row: str(row.pk),
    ),
]  # fmt: skip

"""Projections of parties, and of participants: everyone sees those who may speak, staff see all."""

from django.db.models import prefetch_related_objects

from foundation.messages.projections import Audience, Projection
from sessions.parties import models, protocol


def show_party(row: models.Party, audience: Audience) -> protocol.Party:
    """Show a party."""
    return protocol.Party(
        id=str(row.pk),
        category=row.category,
        code=row.code,
        name=row.name,
        spoken=row.spoken,
        outlet=row.outlet,
        region=row.region,
        place=row.place,
        theme=str(row.theme_id) if row.theme_id else None,
        has_video_statement=bool(row.video_statement_file),
        accredited=row.accredited,
        illustrative=row.illustrative,
    )


def show_participant(row: models.Participant, audience: Audience) -> protocol.Participant | None:
    """Show a participant. Everyone sees those who may speak, and those who sit on the podium."""
    if audience is Audience.EVERYONE and not row.speaks and not row.podiumseat_set.all():
        return None
    return protocol.Participant(
        id=str(row.pk),
        name=row.name,
        honorific=row.honorific,
        function=row.function,
        party=str(row.party_id) if row.party_id else None,
        place=row.place,
        roles=row.roles,
        simulated=row.simulated,
        given_out=row.given_out,
    )


def _participants(subject: int) -> list[models.Participant]:
    """The participants, with the rows that `show_participant` reads.

    These rows are read only for participants who need them. For thousands of delegates, who need none, reading them
    would take twice as long as all the rest of a snapshot.
    """
    rows = list(models.Participant.objects.filter(conference=subject))
    prefetch_related_objects(
        [row for row in rows if not row.speaks_everywhere], "session_roles", "podiumseat_set"
    )
    return rows


def _pk(row: models.Party | models.Participant) -> str:
    return str(row.pk)


PROJECTIONS = [
    Projection(
        "party", "conference", models.Party,
        lambda subject: models.Party.objects.filter(conference=subject), show_party, _pk,
    ),
    Projection(
        "participant", "conference", models.Participant,
        _participants, show_participant, _pk,
    ),
]  # fmt: skip

"""Projections of technical checks, for staff and for each participant."""

from collections.abc import Iterable

from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.technical_checks import models, protocol


def show_check(row: models.TechnicalCheck, audience: Audience) -> protocol.TechnicalCheck:
    """Show a participant's technical check to the staff only, because it describes a private device."""
    return protocol.TechnicalCheck(
        id=_key(row),
        at=timestamp_text(row.at),
        verdict=row.verdict,
        browser=row.browser,
        lines=row.lines,
    )


def show_own_check(row: models.TechnicalCheck) -> protocol.MyTechnicalCheck:
    """Show a participant's check to that participant."""
    return protocol.MyTechnicalCheck(
        id=_key(row), at=timestamp_text(row.at), verdict=row.verdict, lines=row.lines
    )


def _key(row: models.TechnicalCheck) -> str:
    return str(row.participant_id)


def _checks_of_conference(subject: int) -> Iterable[models.TechnicalCheck]:
    return models.TechnicalCheck.objects.filter(participant__conference=subject)


def _own_checks(subject: int, keys: frozenset[str]) -> Iterable[models.TechnicalCheck]:
    people = [key.removeprefix("person/") for key in keys if key.startswith("person/")]
    return models.TechnicalCheck.objects.filter(
        participant__conference=subject, participant__person__public_id__in=people
    ).select_related("participant__person")


PROJECTIONS = [
    Projection(
        "technical_check",
        "conference",
        models.TechnicalCheck,
        _checks_of_conference,
        show_check,
        _key,
        for_moderators=True,
    )
]
OWN_PROJECTIONS = [
    OwnProjection(
        "my_technical_check",
        "conference",
        models.TechnicalCheck,
        _own_checks,
        show_own_check,
        lambda row: f"person/{row.participant.person.public_id}",
        _key,
    ),
]

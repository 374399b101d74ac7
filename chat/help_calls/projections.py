"""Projections of help calls, for the staff and for the caller."""

from collections.abc import Iterable

from chat.help_calls import models, protocol
from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, OwnProjection, Projection


def show_call(row: models.HelpCall, audience: Audience) -> protocol.HelpCall | None:
    """Show a call for help while it is open."""
    if not row.is_open:
        return None
    return protocol.HelpCall(
        id=_key(row),
        name=row.name,
        visitor=row.visitor,
        guest=row.guest,
        participant=row.participant or None,
        party=str(row.party_id) if row.party_id else None,
        place=row.place,
        line=row.line,
        messages=row.messages,
        called_at=timestamp_text(row.called_at),
    )


def show_mine(row: models.HelpCall) -> protocol.MyHelpCall:
    """Show a call, open or closed, to the person who made it."""
    return protocol.MyHelpCall(
        id=_key(row),
        state="open" if row.is_open else "closed",
        messages=row.messages,
        called_at=timestamp_text(row.called_at),
    )


def _key(row: models.HelpCall) -> str:
    return str(row.pk)


def _mine(subject: int, keys: frozenset[str]) -> Iterable[models.HelpCall]:
    people = [key.removeprefix("person/") for key in keys if key.startswith("person/")]
    return models.HelpCall.objects.filter(conference=subject, person__in=people)


PROJECTIONS = [
    Projection(
        "help_call", "conference", models.HelpCall,
        lambda subject: models.HelpCall.objects.filter(conference=subject, is_open=True), show_call, _key,
        for_moderators=True,
    ),
]  # fmt: skip
OWN_PROJECTIONS = [
    OwnProjection(
        "my_help_call",
        "conference",
        models.HelpCall,
        _mine,
        show_mine,
        lambda row: f"person/{row.person}",
        _key,
    ),
]

"""Projections of publications. Like those of documents, they are for everyone, for the staff, and by clearance."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import QuerySet

from foundation.clock import timestamp_text_or_none
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.access.rules import CLEARANCE, owner_key, owner_key_in
from sessions.publication import protocol, rules
from sessions.publication.models import Publication

T = TypeVar("T", bound=protocol.Publication)


def show_publication(row: Publication, audience: Audience) -> protocol.Publication | None:
    """Show a decision on a public session to everyone, and any decision to the staff."""
    if audience is Audience.MODERATORS:
        return _show_as(row, protocol.Publication, "staff")
    return _show_as(row, protocol.Publication, "public") if row.session.access == "public" else None


def _show_as(row: Publication, entity: type[T], held: str) -> T:
    return entity(
        id=str(row.pk),
        session=str(row.session_id),
        part=row.part,
        readers=row.readers,
        published_at=timestamp_text_or_none(row.published_at),
        is_readable=held == "staff" or rules.may_read(row.readers, row.session.access, CLEARANCE[held]),
    )


def _show_if_held(held: str, entity: type[T]) -> Callable[[Publication], T | None]:
    def show(row: Publication) -> T | None:
        return _show_as(row, entity, held) if CLEARANCE[held] >= CLEARANCE[row.session.access] else None

    return show


def _publications_of(conference: int) -> QuerySet[Publication]:
    return Publication.objects.filter(session__conference=conference).select_related("session")


def _key(row: Publication) -> str:
    return str(row.pk)


def _projection_for_conference(held: str) -> OwnProjection:
    """The projection of publications for those who have this clearance in the whole conference."""

    def rows(conference: int, keys: frozenset[str]) -> Any:
        return _publications_of(conference) if owner_key(held) in keys else ()

    return OwnProjection(
        "my_publication", "conference", Publication, rows, _show_if_held(held, protocol.MyPublication),
        lambda row: owner_key(held), _key,
    )  # fmt: skip


def _projection_for_session(held: str) -> OwnProjection:
    """The projection of publications for those who have this clearance in one session."""

    def rows(conference: int, keys: frozenset[str]) -> Any:
        prefix = owner_key_in(held, "")
        sessions = [int(key.removeprefix(prefix)) for key in keys if key.startswith(prefix)]
        return _publications_of(conference).filter(session__in=sessions) if sessions else ()

    return OwnProjection(
        "my_session_publication", "conference", Publication, rows,
        _show_if_held(held, protocol.MySessionPublication),
        lambda row: owner_key_in(held, str(row.session_id)), _key,
    )  # fmt: skip


PROJECTIONS = [Projection("publication", "conference", Publication, _publications_of, show_publication, _key)]
OWN_PROJECTIONS = [
    *map(_projection_for_conference, ("registered", "delegations")),
    *map(_projection_for_session, ("code", "delegations", "staff")),
]

"""Finds sessions and conferences, and journals changes of the programme."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Model, QuerySet

from foundation.database import write_transaction
from foundation.ids import number
from foundation.journal import services as journal
from foundation.mail.server import sends_links
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import StreamFacts
from sessions import permissions
from sessions.programme import codes, rules
from sessions.programme.models import Conference, Day, Room, Session, Theme
from sessions.programme.protocol import ProgrammeEdited, SessionChanged

M = TypeVar("M", Day, Room, Theme, Session)


def shown_conferences() -> QuerySet[Conference]:
    """The conferences that this server shows. A demo's seats are open to all, so a demo is shown only while `DEMO` is
    on.
    """
    return Conference.objects.all() if settings.DEMO else Conference.objects.filter(is_demo=False)


def has_mail(conference: Conference) -> bool:
    """Whether e-mails of a conference are sent, or kept in its local box."""
    return bool(conference.local_box) or sends_links()


def shown_sessions() -> QuerySet[Session]:
    """The sessions of the shown conferences."""
    return Session.objects.all() if settings.DEMO else Session.objects.filter(conference__is_demo=False)


def find_conference(slug: str = "") -> Conference:
    """The conference of this slug, if it is shown. Without a slug, the only conference that is shown.

    Refuses `programme.unknown`, `programme.empty`, and `programme.which` if there are several.
    """
    if slug:
        found = shown_conferences().filter(slug=slug).first()
        if found is None:
            raise Refusal(
                "programme.unknown",
                "There is no such conference. Look at the address again, or open the first page.",
            )
        return found
    several = list(shown_conferences().order_by("pk")[:2])
    if not several:
        raise Refusal("programme.empty", "There is no conference yet. The organiser has to make one.")
    if len(several) > 1:
        raise Refusal("programme.which", "There are several conferences here. Choose one on the first page.")
    return several[0]


def find_session(session_id: int) -> Session:
    """The session whose stream is `session/<session_id>`. Refuses `wire.unknown_stream`."""
    session = shown_sessions().filter(pk=session_id).select_related("conference").first()
    if session is None:
        raise Refusal("wire.unknown_stream", "There is no such session.")
    return session


def find_by_code(typed: str) -> Session:
    """The session whose code somebody typed. Refuses `join.unknown_code`."""
    found = shown_sessions().filter(code=codes.stored_code(typed)).select_related("conference").first()
    if found is None:
        raise Refusal(
            "join.unknown_code",
            "There is no session with this code. Look at the hall screen again, or ask who invited you.",
        )
    return found


def find_streams(names: Collection[str]) -> dict[str, StreamFacts]:
    """The streams with these names. Streams that do not exist, or are not shown, are left out."""
    found: dict[str, StreamFacts] = {}
    if conferences := _stream_numbers(names, "conference"):
        for pk, is_demo in shown_conferences().filter(pk__in=conferences).values_list("pk", "is_demo"):
            withheld = permissions.WITHHELD_IN_DEMO if is_demo else frozenset()
            found[f"conference/{pk}"] = StreamFacts(str(pk), withheld=withheld)
    if sessions := _stream_numbers(names, "session"):
        rows = shown_sessions().filter(pk__in=sessions).values_list("pk", "conference_id", "access")
        for pk, conference, access in rows.order_by():
            found[f"session/{pk}"] = StreamFacts(str(conference), access)
    return {name: found[name] for name in names if name in found}


def _stream_numbers(names: Collection[str], kind: str) -> list[int]:
    parts = (name.partition("/") for name in names)
    return [number(subject) for each, _, subject in parts if each == kind]


def find_or_add_day(conference: int, on: date, *, is_confirmed: bool) -> tuple[Day, bool]:
    """The day of a conference on a date, and whether it was added. Refuses `programme.far_day`."""
    days = Day.objects.filter(conference=conference)
    found = days.filter(date=on).first()
    if found is not None:
        return found, False
    rules.check_near(on, days.values_list("date", flat=True), is_confirmed=is_confirmed)
    return Day.objects.create(conference_id=conference, date=on), True


def find_in(model: type[M], conference_id: int, key: str) -> M:
    """A day, room, theme or session of a conference. Refuses `programme.unknown_row`."""
    found = model._default_manager.filter(conference=conference_id, pk=number(key)).first()
    if found is None:
        raise Refusal(
            "programme.unknown_row", "It is not in the programme any more. Look at the programme again."
        )
    return found


_SET_UP_AHEAD = (
    "session_roles",
    "language_channels",
    "interpretation_policy",
    "caption_channels",
    "message_policy",
    "question_policy",
    "hall_sound",
)
"""What a session is given ahead: who does what in it, its languages, and how it is held."""


def is_used(row: Any) -> bool:
    """Whether another row of the database refers to this one. Not counted: a session's floor, the id that a file gave
    it, its calendars, and what was set up ahead for a session that has not begun.
    """
    is_session = isinstance(row, Session)
    if is_session and (row.state != "scheduled" or row.rehearsal):
        return True
    set_up = _SET_UP_AHEAD if is_session else ()
    # Also those that have no name on this side (`related_name="+"`).
    others = [
        relation
        for relation in row._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and relation.name not in ("floor", "file_id", "feeds", *set_up)
    ]
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in others
    )


def is_set_up(session: Session) -> bool:
    """Whether anything was set up ahead for a session that would go with it."""
    return any(
        Session.objects.filter(pk=session.pk, **{f"{one}__isnull": False}).exists() for one in _SET_UP_AHEAD
    )


def journal_session_change(session: Session, at: datetime, changed: Iterable[Model]) -> None:
    """Journal a session's change in the conference's stream. The caller holds the session's stream."""
    event = SessionChanged(session=str(session.pk))
    journal.append(f"conference/{session.conference_id}", event, at=at, changed=changed)


def journal_edits(
    conference_id: int,
    at: datetime,
    changed: Iterable[Model],
    sessions: Iterable[Session] = (),
    gone: Iterable[Model] = (),
) -> None:
    """Journal changes of rows in every stream that shows them. The caller deletes the rows `gone` afterwards."""
    event: Event = ProgrammeEdited()
    with write_transaction():
        for session in sessions:
            journal.append(session.stream, event, at=at, changed=[session])
        journal.append(f"conference/{conference_id}", event, at=at, changed=list(changed), gone=gone)

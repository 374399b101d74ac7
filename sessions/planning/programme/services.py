"""Changes what is planned: the conference, its days, rooms, themes and sessions."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.text import slugify

from foundation.audit.services import State, Subject
from foundation.journal import services as journal
from foundation.languages import text_in
from foundation.messages import edits
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.wire import signals
from sessions.floor import store
from sessions.floor.conflicts.services import update_session_conflicts
from sessions.floor.services import apply_rule
from sessions.planning.programme import colour, new_sessions, protocol, rules
from sessions.programme import services as programme
from sessions.programme.models import Conference, Day, Room, Session, Theme
from sessions.programme.rules import check_not_closed, in_zone, session_times
from sessions.roles import services as roles

_SAME = ("title", "description", "kind", "quorum_to_open", "quorum_to_decide", "order_policy")
MODELS: dict[str, Any] = {"day": Day, "room": Room, "theme": Theme, "session": Session}


def session_values(session: Session) -> protocol.SessionValues:
    """The values of a session that organisers can change, in the form in which the commands have them."""
    zone = session.conference.timezone
    starts, ends = in_zone(session.starts_at, zone), in_zone(session.ends_at, zone)
    same: dict[str, Any] = {name: getattr(session, name) for name in _SAME}
    return protocol.SessionValues.model_construct(
        theme=str(session.theme_id) if session.theme_id else None,
        room=str(session.room_id) if session.room_id else None,
        date=starts.date().isoformat(),
        starts=f"{starts:%H:%M}",
        ends=f"{ends:%H:%M}",
        **same,
    )


def add_session(context: Context, command: protocol.AddSession) -> None:
    """Add a session, with its day and its room if they are new.

    Refuses `programme.no_such_time`, `programme.far_day`, `programme.unknown_row`.
    """
    conference = Conference.objects.get(pk=context.subject)
    starts_at, ends_at = session_times(command.date, command.starts, command.ends, conference.timezone)
    on = date.fromisoformat(command.date)
    day, has_new_day = programme.find_or_add_day(conference.pk, on, is_confirmed=command.confirmed)
    room, has_new_room = _room_named(conference, command.room) if command.room else (None, False)
    theme = command.theme
    session = Session(
        conference=conference,
        day=day,
        room=room,
        theme=programme.find_in(Theme, conference.pk, theme) if theme is not None else None,
        kind=command.kind,
        title=command.title,
        description=command.description,
        access=command.access or conference.default_access,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    made = [row for row, is_new in ((day, has_new_day), (room, has_new_room)) if row and is_new]
    _journal_added(context, new_sessions.make_session(session), made)


def _room_named(conference: Conference, name: str) -> tuple[Room, bool]:
    """The room that has this name in any language, and whether it is made because it is missing."""
    for room in conference.rooms.all():
        if name.casefold() in {text.casefold() for text in room.name.values()}:
            return room, False
    return Room.objects.create(conference=conference, name=dict.fromkeys(conference.languages, name)), True


def _journal_added(context: Context, session: Session, made: Collection[Model]) -> None:
    """Journal that a session was added, with the rows `made` for it, such as its day and room."""
    journal.append(
        context.stream,
        protocol.SessionAdded(session=str(session.pk)),
        at=context.now,
        changed=[*made, session, session.floor],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )


def change_session(context: Context, command: protocol.ChangeSession) -> None:
    """Change what is planned of a session. If nothing differs from the present values, nothing happens.

    Refuses `edit.changed_meanwhile`, `edit.nothing_seen`, `session.closed`, `programme.has_begun`,
    `programme.no_such_time`, `programme.too_long`, `programme.far_day`, `programme.unknown_row`.
    """
    session = programme.find_session(context.subject)
    check_not_closed(session.state)
    present = session_values(session)
    changed = edits.changes(command.values, command.seen, present)
    if not changed:
        return
    rules.check_changes(session.state, frozenset(changed))
    made: list[Model] = []
    if changed.keys() & {"date", "starts", "ends"}:
        zone = session.conference.timezone
        session.starts_at, session.ends_at = rules.moved_times(command.values, present, zone)
        on = in_zone(session.starts_at, zone).date()
        session.day, is_new = programme.find_or_add_day(
            session.conference_id, on, is_confirmed=command.confirmed
        )
        made = [session.day] if is_new else []
    for name in changed.keys() & {"theme", "room"}:
        key = changed[name]
        row = None if key is None else programme.find_in(MODELS[name], session.conference_id, key)
        setattr(session, name, row)
    for name in changed.keys() - {"date", "starts", "ends", "theme", "room"}:
        setattr(session, name, changed[name])
    if changed.keys() & rules.TOLD:
        _count_change(session, context)
    session.save()
    _journal_session(
        context, session, protocol.SessionEdited(session=str(session.pk), fields=sorted(changed)), made
    )
    update_session_conflicts(session)
    signals.mark_dependent_changed(session.stream, Session)


def set_agenda(context: Context, command: protocol.SetAgenda) -> None:
    """Set the agenda of a session (FL14). If it is the present one, nothing happens.

    Refuses `programme.has_begun`, `edit.changed_meanwhile`, `programme.item_in_use`.
    """
    session = programme.find_session(context.subject)
    check_not_closed(session.state)
    if tuple(command.items) != tuple(store.row_of(session).agenda):
        apply_rule(context, lambda floor: rules.set_agenda(floor, command.items, command.seen))


def set_preset(context: Context, command: protocol.SetPreset) -> None:
    """Set the speaking times of a session to those of a preset (FL15). If it is the present one, nothing happens.

    Refuses `programme.has_begun`, `edit.changed_meanwhile`.
    """
    session = programme.find_session(context.subject)
    check_not_closed(session.state)
    if command.preset != store.row_of(session).preset:
        apply_rule(context, lambda floor: rules.set_preset(floor, command.preset, command.seen))


def set_speaking_times(context: Context, command: protocol.SetSpeakingTimes) -> None:
    """Set speaking times of a session (FL15). If nothing differs from the present ones, nothing happens.

    Refuses `programme.has_begun`, `edit.changed_meanwhile`, `edit.nothing_seen`, `floor.bad_replies`.
    """
    session = programme.find_session(context.subject)
    check_not_closed(session.state)
    floor = store.load_floor(session, context.now)
    if edits.changes(command.values, command.seen, rules.speaking_times(floor)):
        apply_rule(context, lambda floor: rules.set_speaking_times(floor, command))


def _count_change(session: Session, context: Context) -> None:
    session.sequence += 1
    session.changed_at = context.now


def _journal_session(context: Context, session: Session, event: Event, made: Collection[Model] = ()) -> None:
    """Journal a change of a session in its own stream and in the conference's."""
    by: dict[str, Any] = {"actor": context.seat.person, "acting_as": context.seat.participant}
    floor = store.row_of(session)
    session.floor = floor
    journal.append(session.stream, event, at=context.now, changed=[session], **by)
    shown = [*made, session, floor]
    journal.append(session.conference.stream, event, at=context.now, changed=shown, **by)


def cancel_session(context: Context, command: protocol.CancelSession) -> None:
    """Cancel a session. Refuses `session.closed`, `programme.has_begun`, `programme.cancelled_already`."""
    session = programme.find_session(context.subject)
    rules.check_cancel(session.state, session.cancelled_at is not None)
    session.cancelled_at = context.now
    _count_change(session, context)
    session.save(update_fields=["cancelled_at", "sequence", "changed_at"])
    _journal_session(context, session, protocol.SessionCancelled(session=str(session.pk)))


def restore_session(context: Context, command: protocol.RestoreSession) -> None:
    """Undo the cancellation of a session. Refuses `session.closed`, `programme.not_cancelled`."""
    session = programme.find_session(context.subject)
    check_not_closed(session.state)
    if session.cancelled_at is None:
        raise Refusal("programme.not_cancelled", "The session is not cancelled. Nothing is to be done.")
    session.cancelled_at = None
    _count_change(session, context)
    session.save(update_fields=["cancelled_at", "sequence", "changed_at"])
    _journal_session(context, session, protocol.SessionRestored(session=str(session.pk)))


def copy_session(context: Context, command: protocol.CopySession) -> None:
    """Add a session with the plan of another one.

    Refuses `programme.unknown_row`, `programme.no_such_time`, `programme.far_day`.
    """
    source: Session = programme.find_in(Session, context.subject, command.session)
    present = session_values(source)
    values = protocol.SessionValues(date=command.date, starts=command.starts)
    starts_at, ends_at = rules.moved_times(values, present, source.conference.timezone)
    day, is_new = programme.find_or_add_day(
        source.conference_id,
        in_zone(starts_at, source.conference.timezone).date(),
        is_confirmed=command.confirmed,
    )
    room = source.room if command.room is None else programme.find_in(Room, context.subject, command.room)
    session = new_sessions.copy_session(
        source,
        conference=source.conference,
        day=day,
        theme=source.theme,
        room=room,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    _journal_added(context, session, [day] if is_new else [])


def remove_session(context: Context, command: protocol.RemoveSession) -> None:
    """Remove a session that nobody used, with its roles. Refuses `programme.unknown_row`, `programme.in_use`,
    `programme.set_up`.
    """
    _remove_row(context, "session", command.session, is_confirmed=command.confirmed)


def add_room(context: Context, command: protocol.AddRoom) -> None:
    """Add a room. Refuses `programme.already_there`."""
    _check_names_are_free(Room.objects.filter(conference=context.subject), "name", command.name)
    row = Room.objects.create(conference_id=context.subject, name=command.name)
    _journal_edit(context, "room", row, "added")


def _check_names_are_free(others: Any, field: str, name: dict[str, str]) -> None:
    """Check that no other room or theme has one of these names: imports find them by name."""
    known = {text.casefold() for texts in others.values_list(field, flat=True) for text in texts.values()}
    if not known.isdisjoint(text.casefold() for text in name.values()):
        raise Refusal(
            "programme.already_there", "There is one of this name already. Choose it, or give another name."
        )


def change_room(context: Context, command: protocol.ChangeRoom) -> None:
    """Change a room's name. Refuses `edit.changed_meanwhile`, `edit.nothing_seen`, `programme.unknown_row`,
    `programme.already_there`.
    """
    row = programme.find_in(Room, context.subject, command.room)
    present = protocol.RoomValues.model_construct(name=row.name)
    changed = edits.changes(command.values, command.seen, present)
    _check_names_are_free(
        Room.objects.filter(conference=context.subject).exclude(pk=row.pk), "name", changed.get("name", {})
    )
    _change_row(context, "room", row, changed)


def remove_room(context: Context, command: protocol.RemoveRoom) -> None:
    """Remove a room. Refuses `programme.unknown_row`, `programme.in_use`."""
    _remove_row(context, "room", command.room)


def add_theme(context: Context, command: protocol.AddTheme) -> None:
    """Add a theme. Refuses `programme.already_there`."""
    rows = Theme.objects.filter(conference=context.subject)
    _check_names_are_free(rows, "title", command.title)
    base = slugify(text_in(command.title))[:40] or "theme"
    taken = {*rows.values_list("key", flat=True)}
    keys = (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2))
    row = Theme.objects.create(
        conference_id=context.subject, key=next(key for key in keys if key not in taken), title=command.title
    )
    _journal_edit(context, "theme", row, "added")


def change_theme(context: Context, command: protocol.ChangeTheme) -> None:
    """Change a theme's title. Refuses `edit.changed_meanwhile`, `edit.nothing_seen`, `programme.unknown_row`,
    `programme.already_there`.
    """
    row = programme.find_in(Theme, context.subject, command.theme)
    present = protocol.ThemeValues.model_construct(title=row.title)
    changed = edits.changes(command.values, command.seen, present)
    others = Theme.objects.filter(conference=context.subject).exclude(pk=row.pk)
    _check_names_are_free(others, "title", changed.get("title", {}))
    _change_row(context, "theme", row, changed)


def remove_theme(context: Context, command: protocol.RemoveTheme) -> None:
    """Remove a theme. Refuses `programme.unknown_row`, `programme.in_use`."""
    _remove_row(context, "theme", command.theme)


def add_day(context: Context, command: protocol.AddDay) -> None:
    """Add a day. Refuses `programme.no_such_time`, `programme.far_day`, `programme.already_there`."""
    try:
        given = date.fromisoformat(command.date)
    except ValueError:
        raise Refusal("programme.no_such_time", "There is no such date. Give another one.") from None
    row, is_new = programme.find_or_add_day(int(context.subject), given, is_confirmed=command.confirmed)
    if not is_new:
        raise Refusal("programme.already_there", "The conference has this day already.")
    _journal_edit(context, "day", row, "added")


def remove_day(context: Context, command: protocol.RemoveDay) -> None:
    """Remove a day. Refuses `programme.unknown_row`, `programme.in_use`."""
    _remove_row(context, "day", command.day)


def conference_values(conference: Conference) -> protocol.ConferenceValues:
    """The values of a conference that organisers can change, in the form in which the commands have them."""
    links = [protocol.Link.model_construct(**link) for link in conference.links]
    names = (
        "name",
        "languages",
        "short",
        "tagline",
        "host",
        "venue",
        "timezone",
        "shows_flags",
        "takes_reactions",
        "default_access",
        "accent",
    )
    return protocol.ConferenceValues.model_construct(
        links=links, **{name: getattr(conference, name) for name in names}
    )


def change_conference(context: Context, command: protocol.ChangeConference) -> None:
    """Change values of the conference.

    Refuses `edit.changed_meanwhile`, `edit.nothing_seen`, `programme.weak_colour`, `programme.status_colour`,
    `programme.no_such_zone`, `programme.zone_moves`.
    """
    row = Conference.objects.get(pk=context.subject)
    changed = edits.changes(command.values, command.seen, conference_values(row))
    if "accent" in changed:
        colour.check_accent(changed["accent"])
    if "timezone" in changed:
        _check_zone(row, changed["timezone"])
    if "links" in changed:
        changed["links"] = [link.model_dump() for link in changed["links"]]
    _change_row(context, "conference", row, changed)


def _check_zone(row: Conference, name: str) -> None:
    rules.check_timezone(name)
    for session in row.sessions.select_related("day"):
        if in_zone(session.starts_at, name).date() != session.day.date:
            raise Refusal(
                "programme.zone_moves",
                f"In this time zone a session would begin on another date: {session}. Move it first.",
            )


def archive(context: Context, command: protocol.ArchiveConference) -> None:
    """Archive the conference. Refuses `programme.still_running`."""
    row = Conference.objects.get(pk=context.subject)
    if row.sessions.filter(state__in=["open", "suspended"]).exists():
        raise Refusal(
            "programme.still_running",
            "A session is open or suspended. Close it, then archive the conference.",
        )
    if row.archived_at is None:
        _change_row(context, "conference", row, {"archived_at": context.now})


def unarchive(context: Context, command: protocol.UnarchiveConference) -> None:
    """Show an archived conference on the first page again."""
    row = Conference.objects.get(pk=context.subject)
    if row.archived_at is not None:
        _change_row(context, "conference", row, {"archived_at": None})


def _change_row(context: Context, what: str, row: Any, changed: dict[str, Any]) -> None:
    if not changed:
        return
    for name, value in changed.items():
        setattr(row, name, value)
    row.save(update_fields=list(changed))
    _journal_edit(context, what, row, "changed", sorted(changed))


def _remove_row(context: Context, what: str, key: str, *, is_confirmed: bool = False) -> None:
    row = programme.find_in(MODELS[what], context.subject, key)
    if programme.is_used(row):
        raise Refusal(
            "programme.in_use",
            "It is in use, so it stays. Cancel a session, or move what is there to another place first.",
        )
    shown = [row]
    if isinstance(row, Session):
        if programme.is_set_up(row) and not is_confirmed:
            raise Refusal(
                "programme.set_up",
                "Roles, languages, captions, rules of messages or questions, or the hall's sound were set up for it."
                " They go with it, and undo does not bring them back.",
            )
        roles.take_all(context, row)
        shown.append(row.floor)
    _journal_edit(context, what, row, "removed", gone=shown)
    row.delete()


def _journal_edit(
    context: Context,
    what: Any,
    row: Model,
    act: Any,
    fields: Collection[str] = (),
    gone: Collection[Model] = (),
) -> None:
    journal.append(
        context.stream,
        protocol.PlanEdited(what=what, id=str(row.pk), act=act, fields=list(fields)),
        at=context.now,
        changed=[] if gone else [row],
        gone=gone,
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )


def session_state(context: Context, command: Any) -> State:
    """A session and its planned values, for the audit log."""
    session = programme.find_session(context.subject)
    values = {name: getattr(session_values(session), name) for name in protocol.SessionValues.model_fields}
    return State(
        Subject("session", str(session.pk), str(session)),
        values | {"cancelled": session.cancelled_at is not None},
    )


def floor_state(context: Context, command: Any) -> State:
    """The agenda and the speaking times of a session, for the audit log."""
    session = programme.find_session(context.subject)
    row = store.row_of(session)
    figures = {name: getattr(row, name) for name in ("preset", "limits", "reply_limits", "ends_turns")}
    return State(
        Subject("session", str(session.pk), str(session)),
        {"agenda": row.agenda, **figures, "motion_speakers": row.motion_speakers},
    )


def conference_state(context: Context, command: Any) -> State:
    """A conference and its values, for the audit log."""
    row = Conference.objects.get(pk=context.subject)
    values = conference_values(row).model_dump(mode="json")
    return State(
        Subject("conference", str(row.pk), str(row)), values | {"archived": row.archived_at is not None}
    )

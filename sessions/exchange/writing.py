"""Writes the rows of a plan to the database. The caller has locked the streams, and is in the import's transaction.

Present rows are changed by the services of the commands. New rows are saved together, and journaled with one event for
each `BATCH_SIZE` rows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from django.db.models import Model, prefetch_related_objects

from foundation.accounts.models import User
from foundation.ids import number
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.wire import signals
from sessions.access.protocol import SetAccess
from sessions.access.services import set_access
from sessions.exchange import speaking_times, texts
from sessions.exchange.models import SessionId
from sessions.exchange.present_data import present_speaking_times
from sessions.exchange.programme_rows import ROLES as SESSION_ROLES
from sessions.exchange.programme_rows import by_participant
from sessions.exchange.rules import Plan, PlanStep, Values, folded_name
from sessions.floor import store
from sessions.invitations import services as invitations
from sessions.invitations.models import Invitation
from sessions.invitations.rules import Person
from sessions.parties import services as parties
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import ChangeRoles, Place
from sessions.parties.services import NewMember, Part, add_parts
from sessions.planning.people import services as people_planning
from sessions.planning.people.protocol import ChangeParty, ChangePerson
from sessions.planning.people.services import party_values
from sessions.planning.programme import services as planning
from sessions.planning.programme.new_sessions import make_session
from sessions.planning.programme.protocol import (
    AddRoom,
    AddTheme,
    CancelSession,
    ChangeSession,
    RestoreSession,
    SetAgenda,
    SetPreset,
    SetSpeakingTimes,
)
from sessions.planning.programme.rules import speaking_times as speaking_times_of
from sessions.programme.models import Conference, Day, Room, Session, Theme
from sessions.programme.protocol import SessionAccess, SessionKind
from sessions.programme.rules import session_times
from sessions.programme.services import journal_edits
from sessions.registration import services as registrations
from sessions.roles import services as roles
from sessions.roles.protocol import GiveSessionRole, TakeSessionRole

BATCH_SIZE = 100
"""The highest number of rows in one event. A frame with thousands of rows would be too large for slow lines."""

ReportProgress = Callable[[int], None]
"""A function that is called with the number of rows that were written since its last call."""

T = TypeVar("T")
PLAIN = ("code", "category", "region", "groups", "rank", "place", "accredited", "most_members", "microphone")
NAMES = ("name", "honorific", "function")
PERSON = (*NAMES, "place")
SEATED_BY = frozenset({"roles", "delegation", "place"})
"""The fields of a person that decide what its seat may do."""
RULES = ("order_policy", "quorum_to_open", "quorum_to_decide")
PLANNED = {
    "day": "date",
    "start": "starts",
    "end": "ends",
    "kind": "kind",
    **dict(zip(RULES, RULES, strict=True)),
}
"""The fields of a session that the command `ChangeSession` has too, with the same values. The names there are the
values here.
"""


class Themes:
    """The themes of a conference, by key and title. A theme that is asked for and missing is added."""

    def __init__(self, context: Context, conference: Conference) -> None:
        self._context, self._conference = context, conference
        self._rows: dict[str, Theme] = {}
        self._read_rows()

    def _read_rows(self) -> None:
        rows = list(self._conference.themes.order_by("-pk"))
        titles = {folded_name(title): row for row in rows for title in row.title.values()}
        self._rows = {folded_name(row.key): row for row in rows} | titles

    def get(self, values: Values) -> Theme | None:
        """The theme that a row names by key or title. It is added if it is missing. None if the row names none."""
        name = str(values["theme"])
        if name and folded_name(name) not in self._rows:
            first, *_ = self._conference.languages
            title = texts.names_of("theme", name, values, [first])
            planning.add_theme(self._context, AddTheme(title=title))
            self._read_rows()
        return self._rows[folded_name(name)] if name else None


def write(context: Context, conference: Conference, table: str, plan: Plan, tell: ReportProgress) -> None:
    """Carry out a plan. Refuses what the services of people and of their roles refuse."""
    writers = {"delegations": write_delegations, "people": write_people, "programme": write_programme}
    writers[table](context, conference, plan, tell)


@contextmanager
def naming_row(row: int) -> Iterator[None]:
    """Name the row of the file in a refusal, whose sentence only says what is wrong with it."""
    try:
        yield
    except Refusal as refusal:
        values = {**refusal.values, "row": row}
        raise Refusal(refusal.code, f"Row {row}: {refusal.message}", values=values) from refusal


def in_batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows in parts of at most `BATCH_SIZE`."""
    return (rows[at : at + BATCH_SIZE] for at in range(0, len(rows), BATCH_SIZE))


def write_delegations(context: Context, conference: Conference, plan: Plan, tell: ReportProgress) -> None:
    """Add and change the delegations of a plan."""
    themes = Themes(context, conference)
    for steps in in_batches(plan.steps_with("add")):
        rows = [_new_party(conference, step.values, themes) for step in steps]
        journal_edits(conference.pk, context.now, rows)
        tell(len(steps))
    known = Party.objects.filter(conference=conference).in_bulk()
    for step in plan.steps_with("change"):
        with naming_row(step.row):
            _change_party(context, known[number(step.id)], step.values, themes)
        tell(1)


def _new_party(conference: Conference, values: Values, themes: Themes) -> Party:
    return Party.objects.create(
        conference=conference,
        name=texts.text_by_language("name", values),
        spoken=texts.text_by_language("spoken", values),
        theme=themes.get(values),
        **{name: values[name] for name in PLAIN},
    )


def _change_party(context: Context, row: Party, values: Values, themes: Themes) -> None:
    changed: dict[str, Any] = {name: values[name] for name in PLAIN if name in values}
    changed |= _changed_texts(values, {"name": row.name, "spoken": row.spoken})
    if "theme" in values:
        theme = themes.get(values)
        changed["theme"] = str(theme.pk) if theme else None
    seen = party_values(row).model_dump(include=set(changed))
    people_planning.change_party(
        context, ChangeParty.model_validate({"party": str(row.pk), "values": changed, "seen": seen})
    )


def _changed_texts(values: Values, present: Mapping[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """The texts that change in at least one language. Each is returned with all of its languages."""
    changed = {base: texts.changed_texts(base, values, text) for base, text in present.items()}
    return {base: text for base, text in changed.items() if text != present[base]}


def write_people(context: Context, conference: Conference, plan: Plan, tell: ReportProgress) -> None:
    """Add and change the people of a plan. No e-mail is sent."""
    known_parties = Party.objects.filter(conference=conference).in_bulk()
    for steps in in_batches(plan.steps_with("add")):
        _add_people(context, conference, steps, known_parties)
        tell(len(steps))
    rows = Participant.objects.filter(conference=conference).select_related("invitation").in_bulk()
    quiet = [step for step in plan.steps_with("change") if SEATED_BY.isdisjoint(step.values)]
    for steps in in_batches(quiet):
        _rename(context, conference, [(rows[number(step.id)], step.values) for step in steps])
        tell(len(steps))
    for step in plan.steps_with("change"):
        if not SEATED_BY.isdisjoint(step.values):
            with naming_row(step.row):
                _change_person(context, conference, rows[number(step.id)], step.values)
            tell(1)
    signals.mark_changed(context.stream, invitations.SIGNAL)


def _add_people(
    context: Context, conference: Conference, steps: Sequence[PlanStep], known_parties: dict[int, Party]
) -> None:
    addressed = [step for step in steps if step.values["email"]]
    people = [Person(step.row, str(step.values["name"]), str(step.values["email"])) for step in addressed]
    listed = invitations.ListedUsers(conference.pk, people)
    members = {
        person.line: NewMember(person.name, listed.user(person), listed.former(person)) for person in people
    }
    without = [step for step in steps if not step.values["email"]]
    users = User.objects.create_without_address([str(step.values["name"]) for step in without])
    members |= {step.row: NewMember(user.name, user) for step, user in zip(without, users, strict=True)}
    rows = add_parts(context, [(members[step.row], _part(step.values, known_parties)) for step in steps])
    invitations.store_addresses(
        conference.pk,
        [
            (row, str(step.values["email"]), str(step.values["language"]))
            for row, step in zip(rows, steps, strict=True)
            if step.values["email"]
        ],
    )
    registrations.end_registrations(conference, [row.person for row in rows], context.now)


def _part(values: Values, known_parties: dict[int, Party]) -> Part:
    held = values["roles"]
    assert isinstance(held, list)
    return Part(
        _party(values, known_parties),
        held,
        cast(Place, values["place"]),
        str(values["honorific"]),
        str(values["function"]),
    )


def _party(values: Values, known_parties: dict[int, Party]) -> Party | None:
    return known_parties[number(str(values["delegation"]))] if values["delegation"] else None


def _rename(context: Context, conference: Conference, people: Sequence[tuple[Participant, Values]]) -> None:
    """Change fields that do not affect seats, for many people in one event. One command per person would take
    minutes.
    """
    rows = [row for row, _ in people]
    for row, values in people:
        for name in NAMES:
            if name in values:
                setattr(row, name, values[name])
        _change_invitation(conference, row, values)
    Participant.objects.bulk_update(rows, NAMES)
    prefetch_related_objects(rows, "session_roles", "podiumseat_set")
    journal_edits(conference.pk, context.now, rows)


def _change_person(context: Context, conference: Conference, row: Participant, values: Values) -> None:
    """Change a person. Refuses what `people.change` and `parties.change_roles` refuse."""
    changed: dict[str, Any] = {name: values[name] for name in PERSON if name in values}
    seen: dict[str, Any] = {name: getattr(row, name) for name in changed}
    if "delegation" in values:
        changed["party"] = str(values["delegation"]) or None
        seen["party"] = str(row.party_id) if row.party_id else None
    if changed:
        command = {"participant": str(row.pk), "values": changed, "seen": seen}
        people_planning.change_person(context, ChangePerson.model_validate(command))
    if "roles" in values:
        parties.change_roles(
            context, ChangeRoles.model_validate({"participant": str(row.pk), "roles": values["roles"]})
        )
    _change_invitation(conference, row, values)


def _change_invitation(conference: Conference, row: Participant, values: Values) -> None:
    invitation: Invitation | None = getattr(row, "invitation", None)
    if invitation is not None and "language" in values:
        invitation.language = str(values["language"])
        invitation.save(update_fields=["language"])
    if values.get("email"):
        language = str(values.get("language") or conference.languages[0])
        invitations.store_addresses(conference.pk, [(row, str(values["email"]), language)])


def write_programme(context: Context, conference: Conference, plan: Plan, tell: ReportProgress) -> None:
    """Add and change the sessions of a plan. Refuses what the commands that change a session refuse."""
    programme = _DaysRoomsThemes(context, conference)
    for steps in in_batches(plan.steps_with("add")):
        rows = []
        for step in steps:
            with naming_row(step.row):
                rows.append(_add_session(context, conference, step.values, programme))
        shown = [each for row in rows for each in (row, row.floor)]
        journal_edits(conference.pk, context.now, [*programme.take_new(), *shown])
        for row, step in zip(rows, steps, strict=True):
            with naming_row(step.row):
                _give_roles(context, row, step.values)
        tell(len(steps))
    known = {row.pk: row for row in conference.sessions.all()}
    for step in plan.steps_with("change"):
        row = known[number(step.id)]
        row.conference = conference
        with naming_row(step.row):
            _change_session(context, row, step.values, programme)
            _keep_id(row, step.values)
            _give_roles(context, row, step.values)
        tell(1)


class _DaysRoomsThemes:
    """The days, rooms and themes of a conference. One that is asked for and missing is added."""

    def __init__(self, context: Context, conference: Conference) -> None:
        self._context, self._conference = context, conference
        self._days = {day.date.isoformat(): day for day in conference.days.all()}
        self._rooms: dict[str, Room] = {}
        self._read_rooms()
        self.themes = Themes(context, conference)
        self._new: list[Model] = []

    def _read_rooms(self) -> None:
        rows = self._conference.rooms.order_by("-pk")
        self._rooms = {folded_name(name): room for room in rows for name in room.name.values()}

    def day(self, day: str) -> Day:
        """The day of the conference on this date. It is added if it is missing."""
        if day not in self._days:
            self._days[day] = Day.objects.create(conference=self._conference, date=date.fromisoformat(day))
            self._new.append(self._days[day])
        return self._days[day]

    def room(self, values: Values) -> Room | None:
        """The room that a row names. It is added if it is missing. None if the row names none."""
        name = str(values["room"])
        if name and folded_name(name) not in self._rooms:
            names = texts.names_of("room", name, values, self._conference.languages)
            planning.add_room(self._context, AddRoom(name=names))
            self._read_rooms()
        return self._rooms[folded_name(name)] if name else None

    def take_new(self) -> list[Model]:
        """The days that were added since the last call."""
        new, self._new = self._new, []
        return new


def _add_session(
    context: Context, conference: Conference, values: Values, programme: _DaysRoomsThemes
) -> Session:
    day, start, end = (str(values[name]) for name in ("day", "start", "end"))
    starts_at, ends_at = session_times(day, start, end, conference.timezone)
    row = Session(
        conference=conference,
        day=programme.day(day),
        room=programme.room(values),
        theme=programme.themes.get(values),
        kind=cast(SessionKind, values["kind"]),
        access=cast(SessionAccess, values["access"]),
        title=texts.text_by_language("title", values),
        description=texts.text_by_language("description", values),
        starts_at=starts_at,
        ends_at=ends_at,
        cancelled_at=context.now if values["cancelled"] else None,
        **{name: values[name] for name in RULES},
    )
    make_session(row, **_floor_values(values))
    _keep_id(row, values)
    return row


def _floor_values(values: Values) -> dict[str, Any]:
    """The agenda and the speaking times of a new session."""
    figures = speaking_times.figures_of(values)
    agenda: Any = values["agenda"] or [""]
    return {
        "agenda": agenda,
        "item_title": agenda[0],
        "limits": figures.limits.model_dump(),
        "reply_limits": list(figures.reply_limits),
        "ends_turns": figures.ends_turns,
        "motion_speakers": figures.motion_speakers.model_dump(),
        "preset": speaking_times.preset_of(values),
    }


def _keep_id(row: Session, values: Values) -> None:
    if values.get("id"):
        SessionId.objects.update_or_create(
            session=row, defaults={"conference_id": row.conference_id, "given": str(values["id"])}
        )


def _change_session(context: Context, row: Session, values: Values, programme: _DaysRoomsThemes) -> None:
    """Change the planned values of a session, and who may enter it."""
    in_session = replace(context, stream=row.stream)
    changed: dict[str, Any] = {planned: values[name] for name, planned in PLANNED.items() if name in values}
    changed |= _changed_texts(values, {"title": row.title, "description": row.description})
    for name, found in (("room", programme.room), ("theme", programme.themes.get)):
        if name in values:
            there = found(values)
            changed[name] = str(there.pk) if there else None
    # Without a new end, a session that is moved would keep its duration.
    if "starts" in changed or "date" in changed:
        changed.setdefault("ends", planning.session_values(row).ends)
    if changed:
        seen = planning.session_values(row).model_dump(include=set(changed))
        # The preview noted a day that is far from the others, and the organiser imports it.
        command = {"values": changed, "seen": seen, "confirmed": True}
        planning.change_session(in_session, ChangeSession.model_validate(command))
    if "access" in values:
        set_access(in_session, SetAccess.model_validate({"access": values["access"]}))
    _change_floor(in_session, row, values)
    if "cancelled" in values:
        if values["cancelled"]:
            planning.cancel_session(in_session, CancelSession())
        else:
            planning.restore_session(in_session, RestoreSession())


def _change_floor(in_session: Context, row: Session, values: Values) -> None:
    """Change the agenda and the speaking times of a session."""
    if "agenda" in values:
        agenda = {"items": values["agenda"], "seen": store.row_of(row).agenda}
        planning.set_agenda(in_session, SetAgenda.model_validate(agenda))
    if values.get(speaking_times.PRESET):
        preset = {"preset": values[speaking_times.PRESET], "seen": store.row_of(row).preset}
        planning.set_preset(in_session, SetPreset.model_validate(preset))
    elif not values.keys().isdisjoint(speaking_times.FIGURES):
        present = speaking_times_of(store.load_floor(row, in_session.now))
        wanted = speaking_times.figures_of(present_speaking_times(row) | values)
        changed = {**wanted.limits.model_dump(), "reply_limits": list(wanted.reply_limits)}
        changed |= {"ends_turns": wanted.ends_turns, "motion_speakers": wanted.motion_speakers}
        seen = {name: getattr(present, name) for name in changed}
        planning.set_speaking_times(
            in_session, SetSpeakingTimes.model_validate({"values": changed, "seen": seen})
        )


def _give_roles(context: Context, row: Session, values: Values) -> None:
    """Give the roles that a row names in a session to its people, and take them from everybody else."""
    for field, role in SESSION_ROLES.items():
        if field not in values:
            continue
        wanted: Any = values[field]
        of_role = row.session_roles.filter(role=role)
        if role != "interpreter":
            of_role = of_role.filter(language="")
        held = {f"{each} {tag}".rstrip() for each, tag in of_role.values_list("participant", "language")}
        for each in wanted:
            if each not in held:
                roles.give(context, GiveSessionRole.model_validate(_role(row, role, each)))
        for each in sorted(held.difference(wanted), key=by_participant):
            roles.take(context, TakeSessionRole.model_validate(_role(row, role, each)))


def _role(row: Session, role: str, held: str) -> dict[str, str]:
    participant, _, language = held.partition(" ")
    return {"participant": participant, "session": str(row.pk), "role": role, "language": language}

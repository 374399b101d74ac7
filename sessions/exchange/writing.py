"""Writes what a plan says. The caller has locked the streams, and is in the transaction of the whole import.

The rows are saved as the administration saves them: with the same checks and the same events.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.text import slugify

from foundation.accounts.models import User
from foundation.ids import number
from foundation.registry import Context
from foundation.wire import signals
from sessions.exchange import texts
from sessions.exchange.models import SessionId
from sessions.exchange.present import languages_of
from sessions.exchange.rules import Plan, Step, Values, plain
from sessions.floor import store
from sessions.floor.conflicts.services import settle_session
from sessions.invitations import services as invitations
from sessions.invitations.models import Invitation
from sessions.invitations.rules import Person
from sessions.parties.models import Participant, Party
from sessions.parties.services import (
    NewMember,
    Part,
    add_parts,
    all_roles_of,
    check_given_out,
    check_taken,
    overrule_tokens,
)
from sessions.programme import rules as programme_rules
from sessions.programme.models import Conference, Day, Room, Session, Theme
from sessions.programme.services import tell_edited
from sessions.registration import services as registrations
from sessions.roles import services as roles
from sessions.roles.protocol import GiveSessionRole, TakeSessionRole

TOGETHER = 100
"""How many rows one event has. A frame with thousands would be too large for slow lines."""

Tell = Callable[[int], None]
"""Is told how many more rows are written."""

T = TypeVar("T")
MAX_KEY_LENGTH = 50
PLAIN = ("code", "category", "region", "groups", "rank", "place", "accredited", "most_members")
SEATED_BY = frozenset({"roles", "delegation", "place"})
"""The fields of a person that decide what its seat may do."""
TIMES = frozenset({"day", "start", "end"})
SESSION_ROLES = {"chair": "moderator", "speakers": "panellist"}


class Themes:
    """The themes of a conference, by key. A new one is made when it is asked for."""

    def __init__(self, conference: Conference) -> None:
        self._conference = conference
        self._rows = {plain(row.key): row for row in conference.themes.all()}
        self._by_title = {plain(title): row for row in self._rows.values() for title in row.title.values()}
        self.new: list[Model] = []

    def get(self, name: str) -> Theme | None:
        """The theme of a key or title. None of an empty name."""
        if not name:
            return None
        found = self._rows.get(plain(name)) or self._by_title.get(plain(name))
        return found or self._make(name)

    def _make(self, title: str) -> Theme:
        key = slugify(title)[:MAX_KEY_LENGTH] or "theme"
        key = next(
            each for each in (key, *(f"{key[:44]}-{n}" for n in range(2, 10_000))) if each not in self._rows
        )
        language = languages_of(self._conference)[0]
        row = Theme.objects.create(conference=self._conference, key=key, title={language: title})
        self._rows[key] = self._by_title[plain(title)] = row
        self.new.append(row)
        return row

    def take_new(self) -> list[Model]:
        """The themes that were made since the last call."""
        new, self.new = self.new, []
        return new


def write(context: Context, conference: Conference, table: str, plan: Plan, tell: Tell) -> None:
    """Write a plan. Refuses what the services of people and of their roles refuse."""
    writers = {"delegations": write_delegations, "people": write_people, "programme": write_programme}
    writers[table](context, conference, plan, tell)


def together(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows in parts of `TOGETHER`."""
    return (rows[at : at + TOGETHER] for at in range(0, len(rows), TOGETHER))


def write_delegations(context: Context, conference: Conference, plan: Plan, tell: Tell) -> None:
    """Add and change delegations."""
    themes = Themes(conference)
    known = Party.objects.filter(conference=conference).in_bulk()
    for steps in together([step for step in plan.steps if step.verdict != "same"]):
        rows = []
        for step in steps:
            row = known[number(step.id)] if step.id else Party(conference=conference)
            _fill_party(row, step.values, themes)
            row.save()
            rows.append(row)
        tell_edited(conference.pk, context.now, [*themes.take_new(), *rows])
        tell(len(steps))


def _fill_party(row: Party, values: Values, themes: Themes) -> None:
    row.name = texts.changed("name", values, row.name)
    row.spoken = texts.changed("spoken", values, row.spoken)
    if "theme" in values:
        row.theme = themes.get(str(values["theme"]))
    for name in PLAIN:
        if name in values:
            setattr(row, name, values[name])


def write_people(context: Context, conference: Conference, plan: Plan, tell: Tell) -> None:
    """Add and change people. Nobody is written to."""
    parties = Party.objects.filter(conference=conference).in_bulk()
    for steps in together(plan.of("add")):
        _add_people(context, conference, steps, parties)
        tell(len(steps))
    changed = plan.of("change")
    rows = Participant.objects.filter(conference=conference).select_related("person", "invitation").in_bulk()
    for steps in together(changed):
        quiet = [
            rows[number(step.id)]
            for step in steps
            if not _change_person(context, conference, rows[number(step.id)], step.values, parties)
        ]
        if quiet:
            tell_edited(conference.pk, context.now, quiet)
        tell(len(steps))
    signals.touch(context.stream, invitations.SIGNAL)


def _add_people(
    context: Context, conference: Conference, steps: Sequence[Step], parties: dict[int, Party]
) -> None:
    addressed = [step for step in steps if step.values["email"]]
    people = [Person(step.row, str(step.values["name"]), str(step.values["email"])) for step in addressed]
    roster = invitations.Roster(conference.pk, people)
    members = [NewMember(person.name, roster.user(person), roster.former(person)) for person in people]
    without = [step for step in steps if not step.values["email"]]
    users = User.objects.create_without_address([str(step.values["name"]) for step in without])
    members += [NewMember(user.name, user) for user in users]
    parts = [_part(step.values, parties) for step in (*addressed, *without)]
    rows = add_parts(context, list(zip(members, parts, strict=True)))
    invitations.remember(
        conference.pk,
        [
            (row, str(step.values["email"]), str(step.values["language"]))
            for row, step in zip(rows, addressed, strict=False)
        ],
    )
    registrations.end(conference, [row.person for row in rows], context.now)


def _part(values: Values, parties: dict[int, Party]) -> Part:
    held = values["roles"]
    assert isinstance(held, list)
    return Part(
        _party(values, parties), held, str(values["place"]), str(values["honorific"]), str(values["function"])
    )


def _party(values: Values, parties: dict[int, Party]) -> Party | None:
    return parties[number(str(values["delegation"]))] if values["delegation"] else None


def _change_person(
    context: Context, conference: Conference, row: Participant, values: Values, parties: dict[int, Party]
) -> bool:
    """Change a person. True if its seat changed, which was journaled then.

    Refuses `parties.last_organiser`, `parties.last_moderator`, `parties.given_out`.
    """
    held = values.get("roles", row.roles)
    assert isinstance(held, list)
    check_taken(row, held)
    check_given_out(row, held)
    before = all_roles_of(row)
    for name in ("name", "honorific", "function", "place"):
        if name in values:
            setattr(row, name, values[name])
    row.roles = held
    if "delegation" in values:
        row.party = _party(values, parties)
    row.save()
    _change_invitation(conference, row, values)
    if SEATED_BY.isdisjoint(values):
        return False
    overrule_tokens(row, before)
    tell_edited(conference.pk, context.now, [row], reseats=str(row.person.public_id))
    return True


def _change_invitation(conference: Conference, row: Participant, values: Values) -> None:
    invitation: Invitation | None = getattr(row, "invitation", None)
    if invitation is not None and "language" in values:
        invitation.language = str(values["language"])
        invitation.save(update_fields=["language"])
    if values.get("email"):
        language = str(values.get("language") or languages_of(conference)[0])
        invitations.remember(conference.pk, [(row, str(values["email"]), language)])


def write_programme(context: Context, conference: Conference, plan: Plan, tell: Tell) -> None:
    """Add and change sessions. Refuses what `sessions.roles.services` refuses."""
    places = _Places(conference)
    known = {row.pk: row for row in conference.sessions.select_related("room", "day", "theme", "floor")}
    for steps in together(plan.of("add")):
        rows = [_add_session(conference, step.values, places) for step in steps]
        tell_edited(conference.pk, context.now, [*places.take_new(), *rows])
        for row, step in zip(rows, steps, strict=True):
            _give_roles(context, row, step.values)
        tell(len(steps))
    for step in plan.of("change"):
        _change_session(context, conference, known[number(step.id)], step.values, places)
        tell(1)


class _Places:
    """Days, rooms and themes of a conference. What is missing is made."""

    def __init__(self, conference: Conference) -> None:
        self._conference = conference
        self._days = {day.date.isoformat(): day for day in conference.days.all()}
        self._rooms = {
            plain(name): room for room in conference.rooms.order_by("-pk") for name in room.name.values()
        }
        self.themes = Themes(conference)
        self._new: list[Model] = []

    def day(self, day: str) -> Day:
        """The day of a date."""
        if day not in self._days:
            self._days[day] = Day.objects.create(conference=self._conference, date=date.fromisoformat(day))
            self._new.append(self._days[day])
        return self._days[day]

    def room(self, name: str) -> Room | None:
        """The room of this name. None of an empty name."""
        if not name:
            return None
        if plain(name) not in self._rooms:
            named = dict.fromkeys(languages_of(self._conference), name)
            self._rooms[plain(name)] = Room.objects.create(conference=self._conference, name=named)
            self._new.append(self._rooms[plain(name)])
        return self._rooms[plain(name)]

    def take_new(self) -> list[Model]:
        """What was made since the last call."""
        new, self._new = self._new, []
        return [*new, *self.themes.take_new()]


def _add_session(conference: Conference, values: Values, places: _Places) -> Session:
    row = Session(conference=conference)
    _fill_session(row, values, places, conference.timezone)
    row.save()
    _keep_id(row, values)
    return row


def _fill_session(row: Session, values: Values, places: _Places, zone: str) -> None:
    row.title = texts.changed("title", values, row.title)
    row.description = texts.changed("description", values, row.description)
    if not TIMES.isdisjoint(values):
        row.day = places.day(str(values["day"]))
        row.starts_at, row.ends_at = programme_rules.times(
            str(values["day"]), str(values["start"]), str(values["end"]), zone
        )
    if "room" in values:
        row.room = places.room(str(values["room"]))
    if "theme" in values:
        row.theme = places.themes.get(str(values["theme"]))
    for name in ("kind", "access"):
        if name in values:
            setattr(row, name, values[name])


def _keep_id(row: Session, values: Values) -> None:
    if values.get("id"):
        SessionId.objects.update_or_create(
            session=row, defaults={"conference_id": row.conference_id, "given": str(values["id"])}
        )


def _give_roles(context: Context, row: Session, values: Values) -> None:
    """Give those whom the row names their roles in the session, and take them from the others."""
    for field, role in SESSION_ROLES.items():
        if field not in values:
            continue
        wanted: Any = values[field]
        held = {
            str(each)
            for each in row.session_roles.filter(role=role, language="").values_list("participant", flat=True)
        }
        for participant in wanted:
            if participant not in held:
                command = {"participant": participant, "session": str(row.pk), "role": role}
                roles.give(context, GiveSessionRole.model_validate(command))
        for participant in sorted(held - {*wanted}, key=int):
            command = {"participant": participant, "session": str(row.pk), "role": role}
            roles.take(context, TakeSessionRole.model_validate(command))


def _change_session(
    context: Context, conference: Conference, row: Session, values: Values, places: _Places
) -> None:
    before = (row.starts_at, row.ends_at, row.room_id, row.title)
    _fill_session(row, _complete(row, values, conference), places, conference.timezone)
    if before != (row.starts_at, row.ends_at, row.room_id, row.title):
        row.sequence += 1
        row.changed_at = context.now
    row.save()
    _keep_id(row, values)
    floor = store.row_of(row)
    tell_edited(conference.pk, context.now, [*places.take_new(), row, floor], [row])
    if before[:2] != (row.starts_at, row.ends_at):
        settle_session(row)
    _give_roles(context, row, values)


def _complete(row: Session, values: Values, conference: Conference) -> Values:
    """The changed values. If one of the times changed, the others stand with it."""
    if TIMES.isdisjoint(values):
        return values
    return programme_rules.local_times(row.starts_at, row.ends_at, conference.timezone) | values

"""Reads the present delegations, people and sessions of a conference, for comparison with a table and for exports."""

from collections import Counter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import Q

from foundation.languages import in_order, text_in
from sessions.exchange import speaking_times
from sessions.exchange.delegation_rows import Delegations
from sessions.exchange.models import SessionId
from sessions.exchange.people_rows import ROLES, People
from sessions.exchange.programme_rows import ROLES as SESSION_ROLES
from sessions.exchange.programme_rows import Programme, by_participant
from sessions.exchange.rules import KnownRow, Value, Values, folded_name, ids_by_name
from sessions.floor import store
from sessions.floor.models import Floor
from sessions.floor.protocol import Limits, MotionSpeakers
from sessions.floor.speaking_time.presets import Figures, fitting_preset
from sessions.parties.models import Participant, Party
from sessions.parties.services import HAS_LEFT
from sessions.programme.models import Conference, Session, Theme
from sessions.programme.rules import local_times
from sessions.roles.models import SessionRole
from sessions.roles.rules import CHANNELS

BEGUN = frozenset({"day", "start", "kind", "cancelled", "agenda", *speaking_times.COLUMNS})
FIXED: dict[str, frozenset[str]] = {"scheduled": frozenset(), "closed": frozenset({"*"})}
"""The fields of a session that an import cannot change, by the session's state. A state that is not listed means that
the session has begun: then they are `BEGUN`.
"""


def delegations(conference: Conference) -> Delegations:
    """The delegations of a conference, without the parties of journalists."""
    rows = Party.objects.filter(conference=conference, outlet="").order_by("pk")
    themes = _Themes(conference)
    known = [
        KnownRow(str(row.pk), name_in(row.name, conference) or row.code, _delegation(row, themes, conference))
        for row in rows
    ]
    return Delegations(known, conference.languages, themes.index, {"theme": themes.titles})


def _delegation(row: Party, themes: "_Themes", conference: Conference) -> dict[str, Value]:
    return {
        "code": row.code,
        **_texts("name", row.name, conference),
        **_texts("spoken", row.spoken, conference),
        "category": row.category,
        "region": row.region,
        "groups": list(row.groups),
        "rank": row.rank,
        "place": row.place,
        "accredited": row.accredited,
        "theme": themes.label(row.theme_id),
        "most_members": row.most_members,
        "microphone": row.microphone,
    }


def _texts(base: str, text: dict[str, str], conference: Conference) -> dict[str, Value]:
    """The fields of a text by language, in the order of the conference's languages."""
    return {f"{base}:{tag}": text[tag] for tag in in_order(text, conference.languages)}


class _Themes:
    """The themes of a conference as a table writes them: by title, or by key if another theme has the same title."""

    def __init__(self, conference: Conference) -> None:
        rows = list(Theme.objects.filter(conference=conference).order_by("pk"))
        titles = {folded_name(title): row.pk for row in rows for title in row.title.values()}
        found = {folded_name(row.key): row.pk for row in rows} | titles
        self._labels: dict[int, str] = {}
        self.titles: dict[str, dict[str, str]] = {}
        for row in rows:
            title = name_in(row.title, conference) or row.key
            label = title if found[folded_name(title)] == row.pk else row.key
            self._labels[row.pk] = label
            self.titles[label] = row.title
        self.index = {name: self._labels[pk] for name, pk in found.items()}

    def label(self, pk: int | None) -> str:
        """How a table writes a theme. Empty for none."""
        return self._labels[pk] if pk else ""


def name_in(names: dict[str, str], conference: Conference) -> str:
    """The name in the first language of the conference, else in another one."""
    return text_in(names, conference.languages[0])


def people(conference: Conference) -> People:
    """The people of a conference, without given-out seats and without simulated participants."""
    rows = Participant.objects.filter(conference=conference, simulated=False, given_out=False)
    here = list(rows.exclude(HAS_LEFT).select_related("person", "invitation").order_by("pk"))
    left = rows.filter(HAS_LEFT).values_list("invitation__email", flat=True)
    parties = list(Party.objects.filter(conference=conference, outlet="").order_by("pk"))
    codes = Counter(party.code for party in parties)
    names = ids_by_name((name, str(party.pk)) for party in parties for name in party.name.values())
    return People(
        known=[KnownRow(str(row.pk), row.name, _person(row)) for row in here],
        delegations=names | ids_by_name((party.code, str(party.pk)) for party in parties),
        labels={
            str(each.pk): each.code if codes[each.code] == 1 and each.code else name_in(each.name, conference)
            for each in parties
        },
        places={str(each.pk): each.place for each in parties},
        members=Counter(str(row.party_id) for row in here if row.party_id),
        most_members={str(party.pk): party.most_members for party in parties},
        left=frozenset(filter(None, left)),
        languages=_server_languages(conference),
    )


def _server_languages(conference: Conference) -> list[str]:
    """The languages in which the server writes e-mails, beginning with the first language of the conference."""
    written = [str(tag) for tag, _ in settings.LANGUAGES]
    return sorted(written, key=lambda tag: tag != conference.languages[0])


def address_of(row: Participant) -> str:
    """The e-mail address of a participant: that of its invitation, else of its account. In lower case."""
    invitation = getattr(row, "invitation", None)
    return str((invitation.email if invitation else row.person.email) or "").lower()


def _person(row: Participant) -> dict[str, Value]:
    invitation = getattr(row, "invitation", None)
    return {
        "name": row.name,
        "honorific": row.honorific,
        "function": row.function,
        "email": address_of(row),
        "delegation": str(row.party_id or ""),
        "roles": [role for role in ROLES if role in row.roles],
        "place": row.place,
        # Who was never invited has no language: there is nothing that a table could change.
        **({"language": invitation.language} if invitation else {}),
    }


def programme(conference: Conference) -> Programme:
    """The sessions of a conference, with the participants who chair them and who sit on the podium."""
    found = conference.sessions.select_related("room", "file_id", "floor").prefetch_related(CHANNELS)
    rows = list(found.order_by("starts_at", "pk"))
    themes = _Themes(conference)
    adopted = {row.session_id: row.given for row in SessionId.objects.filter(conference=conference)}
    roles = _roles(conference)
    index, names = _index_of_people(conference)
    known = [
        KnownRow(
            str(row.pk),
            str(row),
            _session(row, roles.get(row.pk, {}), themes, conference)
            | {"id": adopted.get(row.pk) or generated_id(conference, row)},
            fixed=FIXED.get(row.state, BEGUN),
        )
        for row in rows
    ]
    newest_first = list(conference.rooms.order_by("-pk"))
    rooms = {
        folded_name(name): room_name(room, conference) for room in newest_first for name in room.name.values()
    }
    names_of_rooms = {room_name(room, conference): room.name for room in newest_first}
    return Programme(
        known=known,
        languages=conference.languages,
        zone=conference.timezone,
        access=conference.default_access,
        themes=themes.index,
        rooms=rooms,
        people=index,
        names=names,
        adopted=frozenset(map(str, adopted)),
        days=[day.isoformat() for day in conference.days.values_list("date", flat=True)],
        titles={"room": names_of_rooms, "theme": themes.titles},
        channels={str(row.pk): _spoken(row) for row in rows},
    )


def _spoken(row: Session) -> set[str]:
    return {each.language for each in getattr(row, CHANNELS).all() if not each.signed}


def generated_id(conference: Conference, session: Session) -> str:
    """The id under which a session is exported if no file gave it one. It is the same in each export."""
    return str(uuid5(NAMESPACE_URL, f"balai:{conference.slug}/session/{session.pk}"))


def room_name(room: Any, conference: Conference) -> str:
    """The name of a room in the conference's first language."""
    return name_in(room.name, conference)


def _session(
    row: Session, roles: dict[str, list[str]], themes: _Themes, conference: Conference
) -> dict[str, Value]:
    floor = row.floor
    return {
        **local_times(row.starts_at, row.ends_at, conference.timezone),
        "room": room_name(row.room, conference) if row.room else "",
        **_texts("title", row.title, conference),
        **_texts("description", row.description, conference),
        "kind": row.kind,
        "theme": themes.label(row.theme_id),
        "access": row.access,
        "cancelled": row.cancelled_at is not None,
        **{column: roles.get(role, []) for column, role in SESSION_ROLES.items()},
        "agenda": list(floor.agenda) if any(floor.agenda) else [],
        "order_policy": row.order_policy,
        "quorum_to_open": row.quorum_to_open,
        "quorum_to_decide": row.quorum_to_decide,
        **_speaking_times(floor),
    }


def present_speaking_times(row: Session) -> Values:
    """The values of the speaking times that a session has now."""
    return _speaking_times(store.row_of(row))


def _speaking_times(floor: Floor) -> Values:
    figures = Figures(
        Limits(**floor.limits),
        tuple(floor.reply_limits),
        floor.ends_turns,
        MotionSpeakers(**floor.motion_speakers),
    )
    preset: Any = floor.preset
    return speaking_times.values_of(figures, fitting_preset(figures, preset))


def _roles(conference: Conference) -> dict[int, dict[str, list[str]]]:
    """The ids of participants by session and role, in order. Interpreters have their language too: `12 fr`."""
    found: dict[int, dict[str, list[str]]] = {}
    held = SessionRole.objects.filter(session__conference=conference, participant__simulated=False)
    for session, role, participant, language in held.exclude(
        ~Q(role="interpreter"), ~Q(language="")
    ).values_list("session", "role", "participant", "language"):
        written = f"{participant} {language}".rstrip()
        found.setdefault(session, {}).setdefault(role, []).append(written)
    for roles in found.values():
        for each in roles.values():
            each.sort(key=by_participant)
    return found


def _index_of_people(conference: Conference) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Two mappings: from each text that a cell may use for a participant to ids, and from an id to the text that an
    export writes.
    """
    rows = Participant.objects.filter(conference=conference, simulated=False).exclude(HAS_LEFT)
    here = list(rows.select_related("person", "invitation", "party").order_by("pk"))
    often = Counter(folded_name(row.name) for row in here)
    parties = {row.pk: name_in(row.party.name, conference) if row.party else "" for row in here}
    in_party = {row.pk: f"{row.name} ({parties[row.pk]})" for row in here}
    names = {}
    for row in here:
        address = address_of(row)
        alone = row.name if often[folded_name(row.name)] == 1 else in_party[row.pk]
        names[str(row.pk)] = f"{row.name} <{address}>" if address else alone
    pairs = ((name, str(row.pk)) for row in here for name in (row.name, in_party[row.pk], address_of(row)))
    return ids_by_name(pairs), names

"""Reads the present delegations, people and sessions of a conference, for comparison with a table and for exports."""

from collections import Counter
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db.models import Q

from sessions.exchange.delegation_rows import Delegations
from sessions.exchange.models import SessionId
from sessions.exchange.people_rows import ROLES, People
from sessions.exchange.programme_rows import Programme
from sessions.exchange.rules import KnownRow, Value, folded_name, indexed
from sessions.parties.models import Participant, Party
from sessions.parties.services import HAS_LEFT
from sessions.programme.models import Conference, Session, Theme
from sessions.programme.rules import local_times
from sessions.roles.models import SessionRole

BEGUN = frozenset({"day", "start", "kind"})
FIXED: dict[str, frozenset[str]] = {"scheduled": frozenset(), "closed": frozenset({"*"})}
"""The fields of a session that an import cannot change, by the session's state. A state that is not listed means that
the session has begun: then they are `BEGUN`.
"""


def languages_of(conference: Conference) -> list[str]:
    """The languages in which a conference has its texts. At least one."""
    return list(conference.name) or ["en"]


def delegations(conference: Conference) -> Delegations:
    """The delegations of a conference, without the parties of journalists."""
    rows = Party.objects.filter(conference=conference, outlet="").select_related("theme").order_by("pk")
    known = [KnownRow(str(row.pk), _label(row), _delegation(row)) for row in rows]
    return Delegations(known, languages_of(conference), _themes(conference))


def _label(row: Party) -> str:
    return str(row)


def _delegation(row: Party) -> dict[str, Value]:
    return {
        "code": row.code,
        **{f"name:{tag}": text for tag, text in row.name.items()},
        **{f"spoken:{tag}": text for tag, text in row.spoken.items()},
        "category": row.category,
        "region": row.region,
        "groups": list(row.groups),
        "rank": row.rank,
        "place": row.place,
        "accredited": row.accredited,
        "theme": row.theme.key if row.theme else "",
        "most_members": row.most_members,
    }


def _themes(conference: Conference) -> dict[str, str]:
    rows = list(Theme.objects.filter(conference=conference).order_by("pk"))
    titles = {folded_name(title): row.key for row in rows for title in row.title.values()}
    return titles | {folded_name(row.key): row.key for row in rows}


def people(conference: Conference) -> People:
    """The people of a conference, without given-out seats and without simulated participants."""
    rows = Participant.objects.filter(conference=conference, simulated=False, given_out=False)
    here = list(rows.exclude(HAS_LEFT).select_related("person", "invitation").order_by("pk"))
    left = rows.filter(HAS_LEFT).values_list("invitation__email", flat=True)
    parties = list(Party.objects.filter(conference=conference, outlet="").order_by("pk"))
    codes = Counter(party.code for party in parties)
    names = indexed((name, str(party.pk)) for party in parties for name in party.name.values())
    return People(
        known=[KnownRow(str(row.pk), row.name, _person(row)) for row in here],
        delegations=names | indexed((party.code, str(party.pk)) for party in parties),
        labels={
            str(each.pk): each.code if codes[each.code] == 1 and each.code else str(each) for each in parties
        },
        members=Counter(str(row.party_id) for row in here if row.party_id),
        most_members={str(party.pk): party.most_members for party in parties},
        left=frozenset(filter(None, left)),
        languages=_server_languages(conference),
    )


def _server_languages(conference: Conference) -> list[str]:
    """The languages in which the server writes e-mails, beginning with the first language of the conference."""
    written = [str(tag) for tag, _ in settings.LANGUAGES]
    return sorted(written, key=lambda tag: tag != languages_of(conference)[0])


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
    rows = list(conference.sessions.select_related("theme", "room", "file_id").order_by("starts_at", "pk"))
    adopted = {row.session_id: row.given for row in SessionId.objects.filter(conference=conference)}
    roles = _roles(conference)
    index, names = _index_of_people(conference)
    known = [
        KnownRow(
            str(row.pk),
            str(row),
            _session(row, roles.get(row.pk, {})) | {"id": adopted.get(row.pk) or own_id(conference, row)},
            fixed=FIXED.get(row.state, BEGUN),
        )
        for row in rows
    ]
    rooms = {
        folded_name(name): room_name(room, conference)
        for room in conference.rooms.order_by("-pk")
        for name in room.name.values()
    }
    return Programme(
        known=known,
        languages=languages_of(conference),
        zone=conference.timezone,
        themes=_themes(conference),
        rooms=rooms,
        people=index,
        names=names,
        adopted=frozenset(map(str, adopted)),
        cancelled=frozenset(str(row.pk) for row in rows if row.cancelled_at),
    )


def own_id(conference: Conference, session: Session) -> str:
    """The id under which a session is exported if no file gave it one. It is the same in each export."""
    return str(uuid5(NAMESPACE_URL, f"balai:{conference.slug}/session/{session.pk}"))


def room_name(room: Any, conference: Conference) -> str:
    """The name of a room in the conference's first language."""
    return str(room.name.get(languages_of(conference)[0]) or room)


def _session(row: Session, roles: dict[str, list[str]]) -> dict[str, Value]:
    return {
        **local_times(row.starts_at, row.ends_at, row.conference.timezone),
        "room": room_name(row.room, row.conference) if row.room else "",
        **{f"title:{tag}": text for tag, text in row.title.items()},
        **{f"description:{tag}": text for tag, text in row.description.items()},
        "kind": row.kind,
        "theme": row.theme.key if row.theme else "",
        "access": row.access,
        "chair": roles.get("moderator", []),
        "speakers": roles.get("panellist", []),
    }


def _roles(conference: Conference) -> dict[int, dict[str, list[str]]]:
    """The ids of participants by session and role. They are in the order of the ids."""
    found: dict[int, dict[str, list[str]]] = {}
    held = SessionRole.objects.filter(session__conference=conference, role__in=("moderator", "panellist"))
    rows = held.filter(Q(participant__simulated=False)).order_by("participant")
    for session, role, participant in rows.values_list("session", "role", "participant"):
        found.setdefault(session, {}).setdefault(role, []).append(str(participant))
    return found


def _index_of_people(conference: Conference) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Two mappings: from each text that a cell may use for a participant to ids, and from an id to the text that an
    export writes.
    """
    rows = Participant.objects.filter(conference=conference, simulated=False).exclude(HAS_LEFT)
    here = list(rows.select_related("person", "invitation", "party").order_by("pk"))
    often = Counter(folded_name(row.name) for row in here)
    in_party = {row.pk: f"{row.name} ({row.party or ''})" for row in here}
    names = {}
    for row in here:
        address = address_of(row)
        alone = row.name if often[folded_name(row.name)] == 1 else in_party[row.pk]
        names[str(row.pk)] = f"{row.name} <{address}>" if address else alone
    pairs = ((name, str(row.pk)) for row in here for name in (row.name, in_party[row.pk], address_of(row)))
    return indexed(pairs), names

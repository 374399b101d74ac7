"""Finds what is missing until the conference opens. The number of queries does not depend on the size of the
conference.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet

from sessions.invitations import table
from sessions.notices.models import PrivacyNotice
from sessions.parties.models import Participant, Party
from sessions.parties.rights import Decision, decisions_under_way, last_voices
from sessions.parties.services import HAS_LEFT
from sessions.permissions import TABLE
from sessions.programme.models import Conference, Session
from sessions.programme.services import has_mail
from sessions.roles.rules import CHANNELS
from sessions.technical_checks.models import TechnicalCheck
from sessions.written_statements.models import WrittenStatement

SHOWN = 12
"""The highest number of ids in a line of the checklist."""
CHECKED_ROLES = [role for role, allowed in TABLE.items() if "media.publish" in allowed]
SIGN = "sign"
FAILED = ("failed", "unsure", "expired")
GRACE = timedelta(minutes=15)
"""A session may begin and end this much later than planned before it is overdue."""


@dataclass(frozen=True)
class Missing:
    """A line of the checklist: what is missing, how often, and the ids of the first of them."""

    kind: str
    count: int
    ids: tuple[str, ...] = ()


@dataclass(frozen=True)
class Overview:
    """The checklist, with the most urgent line first, and the time at which the first session begins. None if there is
    no session.
    """

    missing: tuple[Missing, ...]
    opens_at: datetime | None


@dataclass(frozen=True)
class UnderWay:
    """A decision under way, and the ids of the participants who are the last voice of their party in it."""

    decision: Decision
    last_voices: list[str]


def overview(conference: Conference, now: datetime) -> Overview:
    """What is missing in a conference."""
    held = conference.sessions.filter(cancelled_at=None)
    to_come = held.exclude(state="closed")
    rows = list(to_come.order_by("starts_at").prefetch_related("session_roles", CHANNELS))
    first = held.order_by("starts_at").values_list("starts_at", flat=True).first()
    lines = [
        *_overdue(rows, now),
        *_missing_on_server(conference),
        *_missing_line("programme_empty", [] if held.exists() else [0]),
        *_missing_line("no_delegation", [] if _delegations(conference).exists() else [0]),
        *_missing_in_sessions(conference, rows),
        *_missing_of_people(conference),
        *_missing_statements(conference, to_come),
        *_missing_line("no_privacy_notice", [] if _has_notice(conference) else [0]),
        *_missing_line("session_open_to_everyone", [row.pk for row in rows if row.access == "public"]),
    ]
    return Overview(tuple(lines), first)


def under_way(conference: int) -> list[UnderWay]:
    """The decisions under way in a conference. Until they are taken, nobody loses a voice in them."""
    return [UnderWay(each, last_voices(each)) for each in decisions_under_way(conference)]


def _missing_line(kind: str, ids: Iterable[int]) -> list[Missing]:
    found = [*ids]
    return [Missing(kind, len(found), tuple(str(one) for one in found[:SHOWN] if one))] if found else []


def _overdue(rows: list[Session], now: datetime) -> list[Missing]:
    """The sessions that should have begun, or gone on, or ended."""
    begins = {
        row.pk: row.resumes_at or row.starts_at
        for row in rows
        if row.state == "scheduled" or (row.state == "suspended" and row.resumes_at)
    }
    ends = {row.pk: row.ends_at for row in rows if row.pk not in begins}
    return [
        *_missing_line("session_not_begun", [pk for pk, at in begins.items() if at + GRACE < now]),
        *_missing_line("session_not_ended", [pk for pk, at in ends.items() if at + GRACE < now]),
    ]


def _missing_on_server(conference: Conference) -> list[Missing]:
    return [] if has_mail(conference) else [Missing("no_mail", 1)]


def _missing_in_sessions(conference: Conference, rows: list[Session]) -> list[Missing]:
    people = dict(_active_participants(conference).values_list("pk", "roles"))
    # The first organiser has the role of a moderator too, and does not chair every session.
    is_chaired = any("moderator" in roles and "organiser" not in roles for roles in people.values())
    without_moderator = [row.pk for row in rows if "moderator" not in _roles_in(row)]
    return [
        *_missing_line("session_without_moderator", [] if is_chaired else without_moderator),
        *_missing_line("room_taken_twice", _overlapping_sessions(rows)),
        *_missing_line("session_without_room", [row.pk for row in rows if row.room_id is None]),
        *_missing_line("session_without_interpreter", _without_interpreter(rows)),
        *_missing_line("interpreter_without_channel", _without_channel(rows, people)),
    ]


def _without_channel(rows: list[Session], people: Mapping[int, list[str]]) -> list[int]:
    """The interpreters who can work in no channel of a session to come. `people` are the roles in the conference of
    participants.
    """
    interpreters = {pk for pk, roles in people.items() if "interpreter" in roles}
    at_work = set()
    for row in rows:
        languages = {channel.language for channel in getattr(row, CHANNELS).all()}
        for held in row.session_roles.all():
            if held.role != "interpreter" or held.participant_id not in people:
                continue
            interpreters.add(held.participant_id)
            if held.language in languages or (languages and not held.language):
                at_work.add(held.participant_id)
    return sorted(interpreters - at_work)


def _roles_in(session: Session) -> set[str]:
    return {held.role for held in session.session_roles.all()}


def _without_interpreter(rows: list[Session]) -> list[int]:
    """The sessions that lack an interpreter into one of the languages into which other sessions are interpreted.

    An interpreter without a language counts for any language. A session has one sign language, so that any of them
    counts where others have another.
    """
    signed = {channel.language for row in rows for channel in getattr(row, CHANNELS).all() if channel.signed}
    into = {row.pk: _languages_of(row, signed) for row in rows}
    used = set().union(*into.values())
    wanted = used - {""} or used
    return [row.pk for row in rows if not (wanted <= into[row.pk] or "" in into[row.pk])]


def _languages_of(session: Session, signed: Collection[str]) -> set[str]:
    """The languages into which a session is interpreted. All sign languages are one."""
    into = (held.language for held in session.session_roles.all() if held.role == "interpreter")
    return {SIGN if language in signed else language for language in into}


def _active_participants(conference: Conference) -> QuerySet[Participant]:
    return Participant.objects.filter(conference=conference, simulated=False).exclude(HAS_LEFT)


def _overlapping_sessions(rows: list[Session]) -> list[int]:
    """The sessions that are planned in a room while another session there is not over yet. `rows` are ordered
    by start.
    """
    until: dict[int, datetime] = {}
    found = []
    for row in rows:
        if row.room_id is None:
            continue
        if row.starts_at < until.get(row.room_id, row.starts_at):
            found.append(row.pk)
        until[row.room_id] = max(until.get(row.room_id, row.ends_at), row.ends_at)
    return found


def _missing_of_people(conference: Conference) -> list[Missing]:
    members = Participant.objects.filter(party=OuterRef("pk"), simulated=False)
    empty = _delegations(conference).filter(~Exists(members)).order_by("pk").values_list("pk", flat=True)
    invitations = table.counts_of_conference(conference.pk)
    return [
        *_missing_line("delegation_without_members", empty),
        *_missing_count("invitation_not_sent", invitations["not_sent"]),
        *_missing_count("invitation_failed", sum(invitations[state] for state in FAILED)),
        *_missing_line(
            "never_tested",
            _participants_without_check(conference).order_by("pk").values_list("pk", flat=True),
        ),
    ]


def _delegations(conference: Conference) -> QuerySet[Party]:
    return Party.objects.filter(conference=conference, outlet="")


def _missing_count(kind: str, count: int) -> list[Missing]:
    return [Missing(kind, count)] if count else []


def _participants_without_check(conference: Conference) -> QuerySet[Participant]:
    """The remote speakers who have never tested their devices."""
    speakers = Q(party__isnull=False) | Q(session_roles__role="panellist")
    tested = TechnicalCheck.objects.filter(participant=OuterRef("pk"))
    rows = _active_participants(conference).filter(speakers, place="remote").exclude(given_out=True)
    return rows.filter(~Exists(tested)).distinct()


def _missing_statements(conference: Conference, to_come: QuerySet[Session]) -> list[Missing]:
    """The line of the checklist on accredited delegations that handed in neither a text nor a video. There is no such
    line if no session for country statements is still to come.
    """
    sessions = to_come.filter(kind="statements")
    if not sessions.exists():
        return []
    texts = WrittenStatement.objects.filter(party=OuterRef("pk"), session__in=sessions, withdrawn=False)
    rows = Party.objects.filter(conference=conference, accredited=True, video_statement_file="")
    rows = rows.filter(~Exists(texts), video_statement_coming=False).order_by("pk")
    return _missing_line("statement_not_handed_in", rows.values_list("pk", flat=True))


def _has_notice(conference: Conference) -> bool:
    return PrivacyNotice.objects.filter(conference=conference).exists()


def days_until(opens_at: datetime, now: datetime, zone: str) -> int:
    """Days until the day on which the conference opens, in its own time zone. Negative once that day is over."""
    here = ZoneInfo(zone)
    return (opens_at.astimezone(here).date() - now.astimezone(here).date()).days

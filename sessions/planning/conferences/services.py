"""Makes conferences that have the plan of another one."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.db.models import Model

from foundation import limits
from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.parties.conferences import make_conference
from sessions.parties.models import Participant, Party
from sessions.parties.services import participant_of
from sessions.planning.branding.models import Logo
from sessions.planning.conferences import protocol, rules
from sessions.planning.programme.new_sessions import copy_session
from sessions.planning.programme.rules import check_timezone
from sessions.programme.models import Conference, Day, Room, Theme
from sessions.programme.rules import in_zone

MADE = "programme.conference_made"
"""The act in the audit log of a conference that a signed-in person made, as a copy or new."""

_SAME = (
    "languages", "tagline", "host", "venue", "shows_flags", "takes_reactions", "publishes_parity", "default_access",
    "registration_needs_approval", "registration_places", "retention_days", "accent", "links",
)  # fmt: skip
_SAME_OF_A_PARTY = (
    "category", "code", "name", "spoken", "region", "place", "groups", "accredited", "rank", "most_members",
    "illustrative",
)  # fmt: skip


def copy_conference(context: Context, command: protocol.CopyConference) -> None:
    """Make a conference with the plan of this one. Its organiser is the sender of the command.

    Refuses `programme.needs_account`, `programme.too_many_copies`, `programme.slug_taken`, `programme.no_such_zone`,
    `programme.no_such_time`.
    """
    source = Conference.objects.get(pk=context.subject)
    copier = participant_of(source.pk, context.seat.participant or "")
    _check_can_sign_in(copier.person)
    check_pace(context.seat.person, context.now)
    _check_free(command.slug)
    zone = command.timezone or source.timezone
    check_timezone(zone)
    given, first = rules.parse_day(command.first_day), _first_day(source)
    shift = given - first if first else timedelta(0)
    copy, organiser = make_conference(
        copier.person,
        copier.name,
        [] if source.days.exists() else [given],
        slug=command.slug,
        name=command.name,
        short=command.short,
        timezone=zone,
        **{name: getattr(source, name) for name in _SAME},
    )
    _copy_logo(source, copy)
    made = _copy_plan(source, copy, shift, with_parties=command.parties)
    _journal_copy(context, source, copy, organiser, [copy, organiser, *made])


def _check_can_sign_in(person: User) -> None:
    if person.is_guest:
        raise Refusal(
            "programme.needs_account",
            "You came by a link or a code, so you could not come back to the new conference. Sign in with an account, "
            "then copy.",
        )


def check_pace(person: str, now: datetime) -> None:
    """Check how many conferences were made in a day, as copies or new. Refuses `programme.too_many_copies`."""
    since = now - timedelta(days=1)
    own, of_all = audit.times_done(MADE, since, person), audit.times_done(MADE, since)
    if own >= limits.CONFERENCES_OF_A_PERSON or of_all >= limits.CONFERENCES:
        raise Refusal(
            "programme.too_many_copies",
            f"{own if own >= limits.CONFERENCES_OF_A_PERSON else of_all} conferences were made within a day, and that "
            "is enough. Try again tomorrow.",
        )


def _check_free(slug: str) -> None:
    if Conference.objects.filter(slug=slug).exists():
        raise Refusal(
            "programme.slug_taken", f"There is a conference at /c/{slug}/ already. Give another address."
        )


def _first_day(source: Conference) -> date | None:
    """The earliest date among a conference's days and sessions. An import may have left sessions before the first of
    the days.
    """
    sessions = (
        in_zone(each, source.timezone).date() for each in source.sessions.values_list("starts_at", flat=True)
    )
    return min((*source.days.values_list("date", flat=True), *sessions), default=None)


def _copy_logo(source: Conference, copy: Conference) -> None:
    logo = Logo.objects.filter(conference=source).first()
    if logo is not None:
        Logo.objects.create(conference=copy, png=logo.png, digest=logo.digest)


def _copy_plan(source: Conference, copy: Conference, shift: timedelta, *, with_parties: bool) -> list[Model]:
    """Copy days, rooms, themes, sessions, and parties if wanted. Returns the new rows."""
    for day in source.days.all():
        Day.objects.create(conference=copy, date=_shifted_date(day.date, shift), title=day.title)
    rooms = {row.pk: Room.objects.create(conference=copy, name=row.name) for row in source.rooms.all()}
    themes = {
        row.pk: Theme.objects.create(conference=copy, key=row.key, title=row.title)
        for row in source.themes.all()
    }
    sessions = _copy_sessions(source, copy, shift, rooms, themes)
    parties = _copy_parties(source, copy, themes) if with_parties else []
    return [*copy.days.all(), *rooms.values(), *themes.values(), *sessions, *parties]


def _shifted_date(day: date, shift: timedelta) -> date:
    try:
        return day + shift
    except OverflowError:
        raise Refusal(
            "programme.no_such_time", "The last days would be after the year 9999. Give another first day."
        ) from None


def _copy_sessions(
    source: Conference, copy: Conference, shift: timedelta, rooms: dict[int, Room], themes: dict[int, Theme]
) -> list[Model]:
    made: list[Model] = []
    for session in source.sessions.filter(cancelled_at=None).select_related("floor"):
        starts_at, ends_at = rules.shifted_times(
            session.starts_at, session.ends_at, shift, source.timezone, copy.timezone
        )
        day, _ = Day.objects.get_or_create(conference=copy, date=in_zone(starts_at, copy.timezone).date())
        row = copy_session(
            session,
            conference=copy,
            day=day,
            starts_at=starts_at,
            ends_at=ends_at,
            room=rooms.get(session.room_id or 0),
            theme=themes.get(session.theme_id or 0),
        )
        made += [row, row.floor]
    return made


def _copy_parties(source: Conference, copy: Conference, themes: dict[int, Theme]) -> list[Party]:
    """Copy the parties, but not journalists: the name of such a party is that of a person."""
    return [
        Party.objects.create(
            conference=copy,
            theme=themes.get(party.theme_id or 0),
            **{name: getattr(party, name) for name in _SAME_OF_A_PARTY},
        )
        for party in source.parties.filter(outlet="")
    ]


def _journal_copy(
    context: Context, source: Conference, copy: Conference, organiser: Participant, made: Collection[Model]
) -> None:
    journal.append(
        copy.stream,
        protocol.ConferenceMade(like=source.slug),
        at=context.now,
        changed=made,
        actor=context.seat.person,
        acting_as=str(organiser.pk),
    )
    journal.append(
        source.stream,
        protocol.ConferenceCopied(slug=copy.slug),
        at=context.now,
        actor=context.seat.person,
        acting_as=context.seat.participant,
        audience=Audience.MODERATORS,
    )
    audit.record(
        MADE,
        actor=context.seat,
        conference=copy.pk,
        subject=Subject("conference", str(copy.pk), copy.short),
        after={"like": source.slug},
        address="",
    )

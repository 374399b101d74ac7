"""Gives out addresses of calendars, and writes the calendar that belongs to an address."""

from collections import Counter
from typing import Literal

from django.core import signing
from django.db.models import F

from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import read_transaction, write_transaction
from foundation.ids import number
from foundation.languages import in_language, language_of
from foundation.refusals import Refusal
from sessions import permissions
from sessions.calendars.appointments import (
    appointment,
    list_notes,
    may_enter,
    role_notes,
    sessions_in_calendars,
)
from sessions.calendars.ics import Appointment, calendar
from sessions.calendars.models import CalendarFeed
from sessions.floor.models import Entry
from sessions.parties.models import Participant
from sessions.parties.rights import session_roles_of
from sessions.parties.services import HAS_LEFT, party_of
from sessions.programme.models import Conference, Session
from sessions.programme.services import find_in, shown_conferences

FeedSubject = Literal["conference", "session", "delegation", "person"]
_signer = signing.Signer(sep=".", salt="balai.calendar")
DELEGATE = ("delegate",)


def calendar_path(seat: Seat, of: FeedSubject, session: str, party: str, language: str) -> str:
    """The path of a calendar for a seat. It stays the same until it is renewed.

    `session` is the number of a session. `party` is the number of a delegation. Without it, the delegation is the
    seat's own. Refuses `calendar.no_person`, `calendar.no_delegation`, `calendar.not_yours`, `programme.unknown_row`,
    `parties.unknown_party`.
    """
    with write_transaction():
        return path_of(_feed(seat, of, session, party, language_of(language)))


def renew_path(seat: Seat, of: FeedSubject, session: str, party: str, language: str, client: str) -> str:
    """Make a new path for a calendar. The earlier paths become invalid, in every language.

    A person may renew the person's own calendar, and the head of a delegation that of the delegation. An organiser may
    renew all calendars except those of persons. Refuses what `calendar_path` refuses, and `calendar.not_yours`.
    """
    is_organiser = permissions.allows(seat.roles, "parties.manage_all")
    is_head = of == "delegation" and "head" in seat.roles and party in ("", seat.party or "")
    if of != "person" and not is_organiser and not is_head:
        raise _not_yours_refusal()
    with write_transaction():
        feed = _feed(seat, of, session, party, language_of(language))
        same = CalendarFeed.objects.filter(
            conference=feed.conference_id,
            session=feed.session_id,
            party=feed.party_id,
            participant=feed.participant_id,
        )
        same.update(nonce=F("nonce") + 1)
        audit.record(
            "calendars.renew",
            actor=seat,
            conference=seat.conference,
            subject=Subject(
                of, str(feed.participant_id or feed.party_id or feed.session_id or ""), str(feed)
            ),
            address=client,
        )
        feed.refresh_from_db()
        return path_of(feed)


def _feed(seat: Seat, of: FeedSubject, session: str, party: str, language: str) -> CalendarFeed:
    conference = int(seat.conference)
    about: dict[str, int | None] = {"session_id": None, "party_id": None, "participant_id": None}
    match of:
        case "session":
            about["session_id"] = find_in(Session, conference, session).pk
        case "delegation":
            about["party_id"] = _party(seat, party)
        case "person":
            if seat.participant is None:
                raise Refusal(
                    "calendar.no_person",
                    "You have no part of your own in this conference. Take the calendar of the conference.",
                )
            about["participant_id"] = number(seat.participant)
        case "conference":
            pass
    row = (
        CalendarFeed.objects.filter(conference=conference, language=language, **about).order_by("pk").first()
    )
    return row or CalendarFeed.objects.create(conference_id=conference, language=language, **about)


def _party(seat: Seat, party: str) -> int:
    """The delegation whose calendar is asked for. Only an organiser may name a delegation that is not the
    seat's own.
    """
    if not party and seat.party is None:
        raise Refusal(
            "calendar.no_delegation", "You belong to no delegation. Take the calendar of the conference."
        )
    found = party_of(int(seat.conference), party or str(seat.party))
    if str(found.pk) != seat.party and not permissions.allows(seat.roles, "parties.manage_all"):
        raise _not_yours_refusal()
    return found.pk


def _not_yours_refusal() -> Refusal:
    return Refusal("calendar.not_yours", "This calendar belongs to others. Ask an organiser.")


def path_of(feed: CalendarFeed) -> str:
    """The path of a calendar. It contains a signature, so that nobody can guess it."""
    return f"/calendar/{_signer.sign(f'{feed.pk}.{feed.nonce}')}.ics"


def find_feed(token: str) -> CalendarFeed:
    """The feed that a path's token names. Refuses `calendar.unknown`."""
    try:
        pk, _, nonce = _signer.unsign(token).partition(".")
    except signing.BadSignature:
        raise _unknown_refusal() from None
    rows = CalendarFeed.objects.filter(conference__in=shown_conferences(), pk=number(pk), nonce=number(nonce))
    feed = rows.select_related("conference", "session__room", "party", "participant").first()
    if feed is None:
        raise _unknown_refusal()
    return feed


def _unknown_refusal() -> Refusal:
    return Refusal(
        "calendar.unknown",
        "There is no calendar at this address any more. Copy the new one from the programme.",
    )


def calendar_file(token: str, server: str) -> bytes:
    """The calendar that a path's token names, as an iCalendar file. `server` is the address of this server. Refuses
    `calendar.unknown`.
    """
    with read_transaction():
        feed = find_feed(token)
        conference = feed.conference
        return calendar(_appointments(feed, server), _calendar_name(feed), conference.timezone)


def _calendar_name(feed: CalendarFeed) -> str:
    conference = in_language(feed.conference.name, feed.language) or feed.conference.short
    if feed.session:
        return in_language(feed.session.title, feed.language)
    of = (
        feed.participant.name if feed.participant else feed.party.name_in(feed.language) if feed.party else ""
    )
    return f"{conference}: {of}" if of else conference


def _appointments(feed: CalendarFeed, server: str) -> list[Appointment]:
    conference, language = feed.conference, feed.language
    if feed.participant_id:
        return _appointments_of_person(feed, server)
    if feed.party_id:
        return _appointments_of_party(feed, server)
    rows = [feed.session] if feed.session else sessions_in_calendars(conference)
    return [appointment(row, conference, language, server) for row in rows]


def _appointments_of_person(feed: CalendarFeed, server: str) -> list[Appointment]:
    """The appointments of the sessions that a person may enter, with what the person does there."""
    row = Participant.objects.exclude(HAS_LEFT).filter(feeds=feed).first()
    if row is None:
        raise _unknown_refusal()
    own = session_roles_of(row)
    waiting = _waiting_entries(feed.conference, row.party_id)
    return [
        appointment(
            session,
            feed.conference,
            feed.language,
            server,
            [*role_notes(session, own, feed.language), *list_notes(waiting[session.pk], feed.language)],
        )
        for session in sessions_in_calendars(feed.conference)
        if may_enter(session, row.roles, own)
    ]


def _appointments_of_party(feed: CalendarFeed, server: str) -> list[Appointment]:
    """The appointments of the sessions that delegates may enter, with those on whose list the delegation is."""
    waiting = _waiting_entries(feed.conference, feed.party_id)
    return [
        appointment(
            session, feed.conference, feed.language, server, list_notes(waiting[session.pk], feed.language)
        )
        for session in sessions_in_calendars(feed.conference)
        if may_enter(session, DELEGATE, ())
    ]


def _waiting_entries(conference: Conference, party: int | None) -> Counter[int]:
    """How many entries of a party wait on the list of each session."""
    if party is None:
        return Counter()
    rows = Entry.objects.filter(session__conference=conference, party=party, state="waiting")
    return Counter(rows.values_list("session", flat=True))

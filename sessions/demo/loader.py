"""Loads the demo: ICDD 2021 from public facts, moved to today. Invented data are marked as illustrative."""

import itertools
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from foundation import clock, films
from foundation.accounts.models import User
from foundation.database import write_transaction
from foundation.languages import in_each_language
from sessions.demo.first_speakers import inscribe_first_speakers
from sessions.demo.negotiation import move_deadline
from sessions.demo.outcome import write_document
from sessions.demo.seats import main_session
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import Place
from sessions.planning.programme.new_sessions import make_session
from sessions.programme.models import Conference, Day, Room, Session, Theme
from sessions.programme.protocol import SessionKind, SessionState
from sessions.programme.services import journal_edits

SOURCE = Path(__file__).with_name("icdd-2021.json")
NOTICE = pgettext_lazy("demo", "Demo: conference of 16 November 2021")
LISTS = {"scheduled": "draft", "open": "open", "closed": "closed"}
"""The list of speakers in each state of a session."""
VIDEO_PARTY, VIDEO_FILE = "KH", "demo-kh.webm"
"""The party with a video statement, and its file."""

INTO_THE_REVIEW = timedelta(minutes=15)
"""For how long the Countries' Review has been going on when a visitor arrives."""

PEOPLE: tuple[tuple[str, str, Place, list[str]], ...] = (
    ("Organiser (demo)", "Organiser", "remote", ["organiser"]),
    ("Moderator (demo)", "Moderator", "remote", ["moderator"]),
    ("Operator (demo)", "Hall technician", "hall", ["operator"]),
    ("Interpreter (demo)", "Interpreter", "remote", ["interpreter"]),
    ("Rapporteur (demo)", "Rapporteur", "remote", ["rapporteur"]),
    ("Hall screen (demo)", "", "hall", ["hall_screen"]),
)


def load_demo(*additions: Callable[[Conference], None]) -> bool:
    """Load the demo into an empty database. `additions` add what other apps have in it. Returns False if the database
    has a conference already.
    """
    if Conference.objects.exists():
        return False
    facts = _read_facts()
    make_video()
    with write_transaction():
        conference = _make_conference(facts)
        themes = _make_themes(conference, facts)
        _make_parties(conference, facts, themes)
        _make_journalists(conference, facts)
        for name, function, place, roles in PEOPLE:
            _make_person(conference, None, name, function, place, roles)
        _make_programme(conference, facts, themes)
        write_document(conference, facts)
        inscribe_first_speakers(conference)
        for add in additions:
            add(conference)
    return True


def _read_facts() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(SOURCE.read_text(encoding="utf-8"))
    return facts


def make_video() -> None:
    """Make the file of the video statement, if there is none."""
    name = next(given["en"] for given in _read_facts()["delegations"] if given["code"] == VIDEO_PARTY)
    films.make_film(
        settings.DATA_DIR / "video_statements" / VIDEO_FILE,
        films.Shot(name),
        "SIMULATED · VIDEO STATEMENT",
        30,
    )


def move_to_now() -> None:
    """Move the programme of a loaded demo to now, unless its main session, the Countries' Review, still goes on."""
    conference = Conference.objects.filter(is_demo=True).first()
    if conference is None:
        return
    every = list(conference.sessions.select_related("floor"))
    review = main_session(conference)
    if review.starts_at <= clock.now() < review.ends_at:
        return
    shift = _rounded_to_five_minutes(clock.now()) - INTO_THE_REVIEW - review.starts_at
    # The journal keeps when things were said. So a session that was held stays at its time, but a Countries' Review.
    held = conference.sessions.filter(state="closed").exclude(kind="statements").exclude(turns=None)
    stay = set(held.values_list("pk", flat=True))
    sessions = [session for session in every if session.pk not in stay]
    with write_transaction():
        _shift_sessions(conference, sessions, shift)
        move_deadline(conference, review.starts_at, review.starts_at + shift)
        empty = conference.days.filter(sessions=None)
        floors = [session.floor for session in sessions]
        changed = [*sessions, *floors, *conference.days.exclude(pk__in=empty)]
        journal_edits(conference.pk, clock.now(), changed, sessions, gone=empty)
        empty.delete()


def _shift_sessions(conference: Conference, sessions: list[Session], shift: timedelta) -> None:
    zone = ZoneInfo(conference.timezone)
    for session in sessions:
        session.starts_at += shift
        session.ends_at += shift
        day = session.starts_at.astimezone(zone).date()
        session.day, _ = Day.objects.get_or_create(conference=conference, date=day)
        session.save()


def _rounded_to_five_minutes(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute - moment.minute % 5, second=0, microsecond=0)


def _make_conference(facts: dict[str, Any]) -> Conference:
    given = facts["conference"]
    return Conference.objects.create(
        slug=given["slug"],
        name=given["name"],
        short=given["short"],
        tagline=given["tagline"],
        host=given["host"],
        venue=given["venue"],
        timezone=given["timezone"],
        notice=in_each_language(NOTICE),
        shows_flags=True,
        publishes_parity="all",
        is_demo=True,
        default_access="public",
    )


def _make_themes(conference: Conference, facts: dict[str, Any]) -> dict[str, Theme]:
    return {
        theme["key"]: Theme.objects.create(
            conference=conference, key=theme["key"], title={"en": theme["title"]}
        )
        for theme in facts["themes"]
    }


def _make_parties(conference: Conference, facts: dict[str, Any], themes: dict[str, Theme]) -> None:
    invented = facts["illustrative"]
    theme_of = {code: themes[key] for key, codes in invented["theme_of"].items() for code in codes}
    microphones = map(str, itertools.count(1))
    for given in facts["delegations"]:
        place: Place = "hall" if given["code"] in invented["in_the_hall"] else "remote"
        party = Party.objects.create(
            conference=conference,
            code=given["code"],
            name={"en": given["en"], "id": given["id"]},
            spoken=given.get("spoken", {}),
            region=given["region"],
            place=place,
            theme=theme_of[given["code"]],
            video_statement_file=VIDEO_FILE if given["code"] == VIDEO_PARTY else "",
            microphone=next(microphones) if place == "hall" else "",
            illustrative=True,
        )
        _make_person(conference, party, f"Delegate of {given['en']} (demo)", "", place, ["delegate"])


def _make_journalists(conference: Conference, facts: dict[str, Any]) -> None:
    for given in facts["illustrative"]["journalists"]:
        party = Party.objects.create(
            conference=conference,
            category="other",
            name=given["name"],
            outlet=given["outlet"],
            accredited=False,
            illustrative=True,
        )
        _make_person(conference, party, given["name"]["en"], "", party.place, ["delegate"])


def _make_person(
    conference: Conference, party: Party | None, name: str, function: str, place: Place, roles: list[str]
) -> Participant:
    return Participant.objects.create(
        conference=conference,
        person=User.objects.create_guest(name),
        party=party,
        name=name,
        function=function,
        place=place,
        roles=roles,
    )


class _ShiftedCalendar:
    """Moves the times in the facts, so that the conference is held around today."""

    def __init__(self, conference: Conference, summit: date, review: str) -> None:
        self._conference = conference
        self._zone = ZoneInfo(conference.timezone)
        then = datetime.combine(summit, time.fromisoformat(review), self._zone)
        self._shift = _rounded_to_five_minutes(clock.now()) - INTO_THE_REVIEW - then

    def moment(self, day: str, at: str) -> datetime:
        """A date and a time of day in the facts, moved."""
        return datetime.combine(date.fromisoformat(day), time.fromisoformat(at), self._zone) + self._shift

    def day(self, moment: datetime) -> Day:
        """The day of the conference on which a moved moment lies. It is made if it is missing."""
        on = moment.astimezone(self._zone).date()
        return Day.objects.get_or_create(conference=self._conference, date=on)[0]


def _make_room(conference: Conference, name: Promise, **values: object) -> Room:
    return Room.objects.create(conference=conference, name=in_each_language(name, **values))


def _make_programme(conference: Conference, facts: dict[str, Any], themes: dict[str, Theme]) -> None:
    summit = facts["conference"]["summit"]["date"]
    planned = facts["illustrative"]["summit_sessions"]
    review = next(given["from"] for given in planned if given["kind"] == "statements")
    calendar = _ShiftedCalendar(conference, date.fromisoformat(summit), review)
    plenary = _make_room(conference, pgettext_lazy("demo", "Plenary hall"))
    online = _make_room(conference, pgettext_lazy("demo", "Online"))

    def add(
        day: str, given: dict[str, Any], kind: SessionKind, title: str, room: Room, state: SessionState
    ) -> None:
        starts = calendar.moment(day, given["from"])
        session = Session(
            conference=conference,
            day=calendar.day(starts),
            kind=kind,
            title={"en": title},
            theme=themes.get(given.get("theme", "")),
            room=room,
            starts_at=starts,
            ends_at=calendar.moment(day, given["to"]),
            state=state,
            illustrative=True,
        )
        make_session(session, list_state=LISTS[state])

    press = {"from": "10:00", "to": "11:00"}
    add(
        facts["conference"]["press_briefing"]["date"],
        press,
        "press_briefing",
        "Press briefing",
        online,
        "closed",
    )
    for given in facts["illustrative"]["week_sessions"]:
        add(
            given["date"],
            given,
            "side_session",
            given["title"].removeprefix("Side session: ").capitalize(),
            online,
            "closed",
        )
    for given in planned:
        if given["kind"] == "panel" and given["title"].startswith("the four parallel panels"):
            for number, title in enumerate(facts["programme"]["parallel_panels"], 1):
                room = _make_room(conference, pgettext_lazy("demo", "Room {number}"), number=number)
                add(summit, given, "panel", title, room, "scheduled")
            continue
        state: SessionState = "open" if given["from"] == review else "scheduled"
        if given["kind"] == "opening":
            state = "closed"
        add(summit, given, given["kind"], given["title"], plenary, state)

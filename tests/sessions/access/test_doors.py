"""Each door of a session, for each seat and each access policy. A door without a row fails."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.messages.protocol import Refused
from foundation.refusals import Refusal
from foundation.wire.execution import permit
from sessions.access import services
from sessions.models import WrittenStatement
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db

ACCESS = ("public", "code", "registered", "delegations", "staff")
ENTERS = {
    "guest": {"public"},
    "guest with the code": {"public", "code"},
    "registered": {"public", "code", "registered"},
    "registered person without a part": {"public", "code", "registered"},
    "interpreter": {"public", "code", "registered", "delegations"},
    "delegate": {"public", "code", "registered", "delegations"},
    "panellist": {"public", "code", "registered", "delegations"},
    "panellist of this session": {"public", "code", "registered", "delegations"},
    "moderator of this session": set(ACCESS),
    "moderator of another session": {"public", "code", "registered"},
    "moderator": set(ACCESS),
    "organiser": set(ACCESS),
    "operator": set(ACCESS),
    "hall_screen": set(ACCESS),
}
"""The policies under which each seat enters."""
REFUSALS = {refusal.code for refusal in services.REFUSALS.values()}


def seat_named(hall: Assembly, name: str) -> Seat:
    if name == "guest":
        return hall.guest()
    if name == "guest with the code":
        return replace(hall.guest(), entered=(str(hall.session.pk),))
    if name == "registered person without a part":
        return replace(hall.guest(), registered=True)
    role, _, of = name.partition(" of ")
    if of:
        session = hall.session if of == "this session" else hall.add_session()
        seat = hall.person("Someone", "audience", party=hall.party("Fiji"))
        return replace(seat, session_roles=((str(session.pk), role),))
    role = "audience" if name == "registered" else name
    return hall.person("Someone", role, party=hall.party("Fiji"))


def asked(method: str, path: str, body: Any = None) -> Callable[[Assembly, Seat], str]:
    """Ask at an address with the seat's bearer; returns the code of a refusal."""

    def ask(hall: Assembly, seat: Seat) -> str:
        bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
        path_of_session = path.replace("{session}", str(hall.session.pk))
        answer = Client().generic(
            method, path_of_session, body or "{}", content_type="application/json", headers=bearer
        )
        is_problem = answer.headers.get("Content-Type", "").startswith("application/problem+json")
        return str(answer.json()["code"]) if is_problem else ""

    return ask


def follow(hall: Assembly, seat: Seat) -> str:
    """Follow the stream, which sends the snapshot."""
    try:
        permit(seat, hall.stream, "wire.follow_session")
    except Refusal as refusal:
        return refusal.code
    return ""


def command(hall: Assembly, seat: Seat) -> str:
    """Send a command of the session."""
    answer = hall.do(seat, "question.ask", text="Who speaks next?")
    return answer.code if isinstance(answer, Refused) else ""


DOORS: dict[str, Callable[[Assembly, Seat], str]] = {
    "stream": follow,
    "command": command,
    "api/sessions/<int:session>/minutes": asked("GET", "/api/sessions/{session}/minutes"),
    "api/^sessions/(?P<session>[0-9]{1,15})/minutes/(?P<name>[a-z_]+)\\.(?P<kind>html|csv|zip)$": asked(
        "GET", "/api/sessions/{session}/minutes/turns.csv"
    ),
    "api/sessions/<int:session>/parity": asked("GET", "/api/sessions/{session}/parity"),
    "api/sessions/<int:session>/inscriptions": asked("POST", "/api/sessions/{session}/inscriptions"),
    "api/sessions/<int:session>/order": asked(
        "POST", "/api/sessions/{session}/order", '{"policy": "first_come"}'
    ),
    "api/sessions/<int:session>/written": asked("PUT", "/api/sessions/{session}/written"),
    "api/sessions/<int:session>/written/<int:statement>": asked("GET", "/api/sessions/{session}/written/1"),
    "api/sessions/<int:session>/written/<int:statement>/file": asked(
        "GET", "/api/sessions/{session}/written/1/file"
    ),
    "api/sessions/<int:session>/written/<int:statement>/original": asked(
        "GET", "/api/sessions/{session}/written/1/original"
    ),
    "api/sessions/<int:session>/media-token": asked(
        "POST", "/api/sessions/{session}/media-token", '{"action": "listen"}'
    ),
    "api/sessions/<int:session>/microphones/<str:unit>/press": asked(
        "POST", "/api/sessions/{session}/microphones/1/press"
    ),
    "api/sessions/<int:session>/publisher-keys": asked("GET", "/api/sessions/{session}/publisher-keys"),
    "api/sessions/<int:session>/publisher-keys/<uuid:key>": asked(
        "DELETE", "/api/sessions/{session}/publisher-keys/00000000-0000-4000-8000-000000000000"
    ),
}
OPEN = {
    "api/sessions/<int:session>": "what anyone may know before it takes a seat: no code, unless it is public",
    "api/sessions/<int:session>/qr.svg": "whoever asks has to know the code",
    "media/sessions/<int:session>/whip": "asks for a media token",
    "media/sessions/<int:session>/whep": "asks for a media token",
}
"""Doors that ask for no seat, and why."""


def addresses(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found += addresses(each, path)
        elif isinstance(each, URLPattern):
            found.append(path)
    return found


def test_no_door_of_a_session_is_without_a_row() -> None:
    # The front end's pages begin with "^". They show nothing of a session by themselves.
    found = (path for path in addresses(get_resolver()) if not path.startswith("^"))
    of_a_session = {path for path in found if "session>" in path}
    assert of_a_session - DOORS.keys() - OPEN.keys() == set()


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ENTERS)
def test_who_may_enter(name: str, door: str) -> None:
    hall = Assembly()
    seat = seat_named(hall, name)
    WrittenStatement.objects.create(
        pk=1,
        session=hall.session,
        party=hall.party("Chile"),
        language="en",
        text="We agree.",
        submitted_at=clock.now(),
        published_at=clock.now(),
    )
    entered = set()
    for access in ACCESS:
        hall.session.access = access
        hall.session.save()
        if DOORS[door](hall, seat) not in REFUSALS:
            entered.add(access)
    assert entered == ENTERS[name]


def test_a_seat_says_why_it_may_not_enter() -> None:
    hall = Assembly()
    guest = hall.guest()
    said = []
    for access in ACCESS[1:]:
        hall.session.access = access
        hall.session.save()
        said.append(follow(hall, guest))
    assert said == [
        "session.code_needed",
        "session.registered_only",
        "session.delegations_only",
        "session.staff_only",
    ]

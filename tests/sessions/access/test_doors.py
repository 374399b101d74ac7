"""Each door, for each seat and each access policy. An address without a row fails.

WHIP and WHEP are asked with media tokens in `tests/streaming/signalling/test_doors.py`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.messages.protocol import Refused
from foundation.refusals import Refusal
from foundation.wire.execution import permit
from sessions.access import services
from sessions.models import WrittenStatement
from sessions.seats.cards import codes
from sessions.seats.cards import services as cards
from sessions.seats.cards.api import TAKINGS
from sessions.seats.transfer import services as transfer
from streaming.models import SessionRecording, VideoStatement
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
        party = hall.conference.parties.get(name__en="Chile")
        exact = path.replace("{session}", str(hall.session.pk)).replace("{party}", str(party.pk))
        answer = Client().generic(
            method, exact, body or "{}", content_type="application/json", headers=bearer
        )
        is_problem = answer.headers.get("Content-Type", "").startswith("application/problem+json")
        return str(answer.json()["code"]) if is_problem else ""

    return ask


def move(hall: Assembly, seat: Seat) -> str:
    """Move the seat to another device, and ask for the minutes there."""
    with transaction.atomic():
        made = transfer.offer(seat, "/programme")
    taken = Client().post("/api/seats/continue/take", {"code": made.code}, content_type="application/json")
    return minutes(hall, taken.json()["token"])


def minutes(hall: Assembly, token: str) -> str:
    """Ask for the minutes; returns the code of a refusal."""
    bearer = {"Authorization": f"Bearer {token}"}
    answer = Client().get(f"/api/sessions/{hall.session.pk}/minutes", headers=bearer)
    return "" if answer.status_code == 200 else str(answer.json()["code"])


def administer(hall: Assembly, seat: Seat) -> str:
    """Open the administration with the seat's bearer, signed in to its account; returns "" if it opens."""
    client = Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"})
    client.force_login(User.objects.get(public_id=seat.person))
    answer = client.get("/admin/", follow=True)
    return "" if answer.status_code == 200 else str(answer.status_code)


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
    "api/seats/continue/take": move,
    "api/session-recordings/files/<int:file>/token": asked("POST", "/api/session-recordings/files/1/token"),
    "api/sessions/<int:session>/parity": asked("GET", "/api/sessions/{session}/parity"),
    "api/sessions/<int:session>/acts": asked("GET", "/api/sessions/{session}/acts"),
    "api/sessions/<int:session>/acts.csv": asked("GET", "/api/sessions/{session}/acts.csv"),
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
STAFF = {"moderator", "organiser", "operator"}
PERMITTED: dict[str, tuple[Callable[[Assembly, Seat], str], set[str]]] = {
    "admin/": (administer, set()),
    "api/seatcards": (asked("GET", "/api/seatcards"), STAFF),
    "api/seatcards/revoke": (asked("POST", "/api/seatcards/revoke", '{"party": "0"}'), STAFF),
    "api/video-statement": (asked("PUT", "/api/video-statement"), {"delegate", "panellist"}),
    "api/video-statements/<int:party>/token": (
        asked("POST", "/api/video-statements/{party}/token"),
        {"moderator", "moderator of this session"},
    ),
    "media/video-statement": (asked("GET", "/media/video-statement"), set()),
    "media/session-recording": (asked("GET", "/media/session-recording"), set()),
    "media/sessions/<int:session>/whip": (asked("POST", "/media/sessions/{session}/whip"), set()),
    "media/sessions/<int:session>/whep": (asked("POST", "/media/sessions/{session}/whep"), set()),
}
"""Doors that no access policy opens or closes: who comes in with a seat's bearer. Those below `media/` ask for a token
of their own."""
CLOSED = {"wire.forbidden", "media.token_forged", "403"}
OPEN = {
    **dict.fromkeys(("ca.crt", "api/phones"), "how phones reach this hall"),
    **dict.fromkeys(("static/app/assets/<str:path>", "gallery"), "files of the front end"),
    **dict.fromkeys(
        ("api/conferences", "api/c/<slug:slug>", "api/demo"), "what anyone may know of a conference"
    ),
    "api/sessions/<int:session>": "what anyone may know before it takes a seat: no code, unless it is public",
    "api/sessions/<int:session>/qr.svg": "whoever asks has to know the code: see below",
    **dict.fromkeys(
        (
            "api/c/<slug:slug>/seats",
            "api/c/<slug:slug>/seats/guest",
            "api/c/<slug:slug>/seats/visitor",
            "api/seats",
            "api/seats/guest",
            "api/seats/visitor",
            "api/seats/simulated",
            "api/seats/press",
            "api/seats/join",
            "api/seats/demo",
            "api/seatcards/look",
            "api/seatcards/take",
        ),
        "gives a seat, which is asked for at each door",
    ),
    **dict.fromkeys(
        ("api/seats/continue", "api/seats/continue/back", "api/seats/sign-out", "api/seats/data"),
        "about the seat itself",
    ),
    **dict.fromkeys(
        (
            "api/organise/people",
            "api/organise/people/check",
            "api/organise/registrations",
            "api/organise/overview",
            "api/organise/rights",
            "api/organise/audit",
            "api/organise/audit.csv",
            "api/organise/privacy",
            "api/organise/privacy/erasures",
            "api/organise/privacy/erasures/<int:erasure>",
        ),
        "of the conference: asks for a permission there",
    ),
    **dict.fromkeys(
        ("api/check-token", "media/check", "media/check/<str:name>", "media/health"), "of no session"
    ),
    **dict.fromkeys(
        ("media/resources/<str:name>", "media/resources/<str:name>/layers"), "asks who made the connection"
    ),
}
"""Addresses that are no door of a session, and why."""


def addresses(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            found += addresses(each, path)
        elif isinstance(each, URLPattern):
            found.append(path)
    return found


def test_no_address_is_without_a_row() -> None:
    # The front end's pages begin with "^". They show nothing of a session by themselves, nor do those of accounts.
    pages = ("^", "account/")
    found = {path for path in addresses(get_resolver()) if not path.startswith(pages)}
    found = {"admin/" if path.startswith("admin/") else path for path in found}
    assert found == {*DOORS, *PERMITTED, *OPEN} - {"stream", "command"}


@pytest.fixture
def hall() -> Assembly:
    """A session with a published statement, a recording, and a video statement of a party on its list."""
    hall = Assembly()
    chile = hall.party("Chile")
    WrittenStatement.objects.create(
        pk=1,
        session=hall.session,
        party=chile,
        language="en",
        text="We agree.",
        submitted_at=clock.now(),
        published_at=clock.now(),
    )
    recording = SessionRecording.objects.create(
        session=hall.session, state="ready", folder="made", started_at=clock.now()
    )
    recording.files.create(pk=1, slot="floor", name="floor.webm", at=0, seconds=60, octets=1000)
    hall.done(hall.moderator(), "floor.inscribe", party=str(chile.pk))
    VideoStatement.objects.create(
        party=chile, state="ready", file="chile.mp4", seconds=60, submitted_at=clock.now()
    )
    return hall


def opens_to(hall: Assembly, ask: Callable[[], str], refusals: set[str]) -> set[str]:
    """The access policies of the session under which the answer is none of these refusals."""
    opened = set()
    for access in ACCESS:
        hall.session.access = access
        hall.session.save()
        if ask() not in refusals:
            opened.add(access)
    return opened


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", ENTERS)
def test_who_may_enter(hall: Assembly, name: str, door: str) -> None:
    seat = seat_named(hall, name)
    assert opens_to(hall, lambda: DOORS[door](hall, seat), REFUSALS) == ENTERS[name]


@pytest.mark.parametrize("door", PERMITTED)
@pytest.mark.parametrize("name", ENTERS)
def test_who_is_permitted(hall: Assembly, name: str, door: str) -> None:
    seat = seat_named(hall, name)
    ask, permitted = PERMITTED[door]
    opened = opens_to(hall, lambda: ask(hall, seat), CLOSED)
    assert opened == (set(ACCESS) if name in permitted else set())


def test_a_seat_card_opens_what_its_party_may_enter(hall: Assembly) -> None:
    TAKINGS.forget()
    with transaction.atomic():
        cards.make_missing(hall.conference.pk)
    [card] = cards.cards_of(hall.conference.pk)
    code = {"code": codes.card_code(card.pk, card.key)}
    token = Client().post("/api/seatcards/take", code, content_type="application/json").json()["token"]
    assert opens_to(hall, lambda: minutes(hall, token), REFUSALS) == ENTERS["delegate"]


def test_the_qr_code_is_for_those_who_know_the_code(hall: Assembly) -> None:
    address = f"/api/sessions/{hall.session.pk}/qr.svg"

    def show(query: str) -> str:
        return str(Client().get(address + query).status_code)

    assert opens_to(hall, lambda: show(""), {"404"}) == {"public"}
    assert opens_to(hall, lambda: show("?code=AAAAAA"), {"404"}) == {"public"}
    assert opens_to(hall, lambda: show(f"?code={hall.session.code}"), {"404"}) == set(ACCESS)


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

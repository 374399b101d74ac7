"""Each entry point, for each seat and each access policy. An address without a row fails.

WHIP and WHEP are asked with media tokens in `tests/streaming/signalling/test_access.py`.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
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
from foundation.wire.execution import check_permission
from sessions.access import services
from sessions.models import WrittenStatement
from sessions.resources import outcomes
from sessions.resources.kinds import KINDS
from sessions.seats.cards import codes
from sessions.seats.cards import services as cards
from sessions.seats.transfer import services as transfer
from streaming.models import SessionRecording, VideoStatement
from tests.support.assembly import Assembly
from tests.support.tier import THOROUGH

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
ALL: dict[str, Sequence[str]] = dict.fromkeys(ENTERS, ACCESS)
AT_THE_BOUNDS: dict[str, Sequence[str]] = {
    "guest": ("public", "code"),
    "guest with the code": ("code", "registered"),
    "registered": ("registered", "delegations"),
    "delegate": ("delegations", "staff"),
    "moderator of another session": ("registered", "delegations", "staff"),
    "moderator": ("staff",),
}
"""Under each policy a seat that just enters, and but under `public`, where everyone does, one that just does not."""
ASKED = ALL if THOROUGH else AT_THE_BOUNDS
"""What each entry point is asked. The stream is asked all, because it is one rule for all entry points."""


def policies_of(name: str) -> Sequence[str]:
    """Those under which a seat is asked, also one that is not at the bounds of any, where all seats are tried."""
    return ASKED.get(name, ("delegations",))


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
        made = transfer.offer_code(seat, "/programme")
    taken = Client().post("/api/v1/seats/continue/take", {"code": made.code}, content_type="application/json")
    return minutes(hall, taken.json()["token"])


def minutes(hall: Assembly, token: str) -> str:
    """Ask for the minutes; returns the code of a refusal."""
    bearer = {"Authorization": f"Bearer {token}"}
    answer = Client().get(f"/api/v1/sessions/{hall.session.pk}/minutes", headers=bearer)
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
        check_permission(seat, hall.stream, "wire.follow_session")
    except Refusal as refusal:
        return refusal.code
    return ""


def follow_messages(hall: Assembly, seat: Seat) -> str:
    """Follow the stream of the session's messages."""
    try:
        check_permission(seat, f"chat/{hall.session.pk}", "wire.follow_chat")
    except Refusal as refusal:
        return refusal.code
    return ""


def write_message(hall: Assembly, seat: Seat) -> str:
    """Write a message to everyone in the session."""
    stream = f"chat/{hall.session.pk}"
    answer = hall.do(seat, "message.send", stream=stream, channel="everyone", text="We agree.")
    return answer.code if isinstance(answer, Refused) else ""


def follow_captions(hall: Assembly, seat: Seat) -> str:
    """Follow the stream of the session's captions."""
    try:
        check_permission(seat, f"captions/{hall.session.pk}", "wire.follow_captions")
    except Refusal as refusal:
        return refusal.code
    return ""


def command(hall: Assembly, seat: Seat) -> str:
    """Send a command of the session."""
    answer = hall.do(seat, "question.ask", text="Who speaks next?")
    return answer.code if isinstance(answer, Refused) else ""


ENTRY_POINTS: dict[str, Callable[[Assembly, Seat], str]] = {
    "stream": follow,
    "command": command,
    "messages": follow_messages,
    "message": write_message,
    "captions": follow_captions,
    "api/v1/sessions/<int:session>/minutes": asked("GET", "/api/v1/sessions/{session}/minutes"),
    "api/v1/^sessions/(?P<session>[0-9]{1,15})/minutes/(?P<name>[a-z_]+)\\.(?P<kind>html|csv|zip)$": asked(
        "GET", "/api/v1/sessions/{session}/minutes/turns.csv"
    ),
    "api/v1/sessions/<int:session>/minutes/exports": asked(
        "POST", "/api/v1/sessions/{session}/minutes/exports", '{"format": "pdf"}'
    ),
    "api/v1/sessions/<int:session>/minutes/exports/<slug:job>": asked(
        "GET", "/api/v1/sessions/{session}/minutes/exports/none"
    ),
    "api/v1/sessions/<int:session>/minutes/exports/<slug:job>/file": asked(
        "GET", "/api/v1/sessions/{session}/minutes/exports/none/file"
    ),
    "api/v1/sessions/<int:session>/record": asked("GET", "/api/v1/sessions/{session}/record"),
    "api/v1/seats/continue/take": move,
    "api/v1/sessions/<int:session>/announcements": asked("GET", "/api/v1/sessions/{session}/announcements"),
    "api/v1/sessions/<int:session>/announcements/<int:number>": asked(
        "DELETE", "/api/v1/sessions/{session}/announcements/1"
    ),
    "api/v1/sessions/<int:session>/citations": asked("GET", "/api/v1/sessions/{session}/citations"),
    "api/v1/sessions/<int:session>/messages": asked("GET", "/api/v1/sessions/{session}/messages"),
    "api/v1/sessions/<int:session>/reactions": asked("GET", "/api/v1/sessions/{session}/reactions"),
    "api/v1/sessions/<int:session>/reactions/statement/<int:statement>/<slug:kind>": asked(
        "PUT", "/api/v1/sessions/{session}/reactions/statement/1/agree"
    ),
    "api/v1/sessions/<int:session>/reactions/<slug:item>/<slug:kind>": asked(
        "PUT", "/api/v1/sessions/{session}/reactions/minutes/agree"
    ),
    "api/v1/sessions/<int:session>/questions": asked("GET", "/api/v1/sessions/{session}/questions"),
    "api/v1/sessions/<int:session>/questions/<int:number>/similar": asked(
        "GET", "/api/v1/sessions/{session}/questions/1/similar"
    ),
    "api/v1/sessions/<int:session>/polls": asked("GET", "/api/v1/sessions/{session}/polls"),
    "api/v1/sessions/<int:session>/polls/<int:number>": asked("GET", "/api/v1/sessions/{session}/polls/1"),
    "api/v1/sessions/<int:session>/polls/<int:number>/move": asked(
        "POST", "/api/v1/sessions/{session}/polls/1/move"
    ),
    "api/v1/sessions/<int:session>/polls/<int:number>/restore": asked(
        "POST", "/api/v1/sessions/{session}/polls/1/restore"
    ),
    "api/v1/sessions/<int:session>/polls/<int:number>/answers.csv": asked(
        "GET", "/api/v1/sessions/{session}/polls/1/answers.csv"
    ),
    "api/v1/session-recordings/files/<int:file>/chapters.vtt": asked(
        "GET", "/api/v1/session-recordings/files/1/chapters.vtt"
    ),
    "api/v1/session-recordings/files/<int:file>/captions.vtt": asked(
        "GET", "/api/v1/session-recordings/files/1/captions.vtt?language=en"
    ),
    "api/v1/sessions/<int:session>/captions": asked("GET", "/api/v1/sessions/{session}/captions?language=en"),
    "api/v1/sessions/<int:session>/captions.vtt": asked(
        "GET", "/api/v1/sessions/{session}/captions.vtt?language=en"
    ),
    "api/v1/sessions/<int:session>/captions/coming": asked(
        "PUT", "/api/v1/sessions/{session}/captions/coming", '{"language": "en", "text": "We"}'
    ),
    "api/v1/session-recordings/files/<int:file>/token": asked(
        "POST", "/api/v1/session-recordings/files/1/token"
    ),
    "api/v1/sessions/<int:session>/parity": asked("GET", "/api/v1/sessions/{session}/parity"),
    "api/v1/sessions/<int:session>/acts": asked("GET", "/api/v1/sessions/{session}/acts"),
    "api/v1/sessions/<int:session>/acts.csv": asked("GET", "/api/v1/sessions/{session}/acts.csv"),
    "api/v1/sessions/<int:session>/inscriptions": asked("POST", "/api/v1/sessions/{session}/inscriptions"),
    "api/v1/sessions/<int:session>/order": asked(
        "POST", "/api/v1/sessions/{session}/order", '{"policy": "first_come"}'
    ),
    "api/v1/sessions/<int:session>/written": asked("PUT", "/api/v1/sessions/{session}/written"),
    "api/v1/sessions/<int:session>/written/<int:statement>": asked(
        "GET", "/api/v1/sessions/{session}/written/1"
    ),
    "api/v1/sessions/<int:session>/written/<int:statement>/file": asked(
        "GET", "/api/v1/sessions/{session}/written/1/file"
    ),
    "api/v1/sessions/<int:session>/written/<int:statement>/original": asked(
        "GET", "/api/v1/sessions/{session}/written/1/original"
    ),
    "api/v1/sessions/<int:session>/media-token": asked(
        "POST", "/api/v1/sessions/{session}/media-token", '{"action": "listen"}'
    ),
    "api/v1/sessions/<int:session>/booths": asked("GET", "/api/v1/sessions/{session}/booths"),
    "api/v1/sessions/<int:session>/glossary": asked("GET", "/api/v1/sessions/{session}/glossary"),
    "api/v1/sessions/<int:session>/glossary/<int:term>": asked(
        "DELETE", "/api/v1/sessions/{session}/glossary/1"
    ),
    "api/v1/sessions/<int:session>/microphones/<str:unit>/press": asked(
        "POST", "/api/v1/sessions/{session}/microphones/1/press"
    ),
    "api/v1/sessions/<int:session>/publisher-keys": asked("GET", "/api/v1/sessions/{session}/publisher-keys"),
    "api/v1/sessions/<int:session>/publisher-keys/<uuid:key>": asked(
        "DELETE", "/api/v1/sessions/{session}/publisher-keys/00000000-0000-4000-8000-000000000000"
    ),
}
STAFF = {"moderator", "organiser", "operator"}
PERMITTED: dict[str, tuple[Callable[[Assembly, Seat], str], set[str]]] = {
    "admin/": (administer, set()),
    "api/v1/seatcards": (asked("GET", "/api/v1/seatcards"), STAFF),
    "api/v1/seatcards/revoke": (asked("POST", "/api/v1/seatcards/revoke", '{"party": "0"}'), STAFF),
    "api/v1/video-statement": (asked("PUT", "/api/v1/video-statement"), {"delegate", "panellist"}),
    "api/v1/video-statements/<int:party>/token": (
        asked("POST", "/api/v1/video-statements/{party}/token"),
        {"moderator", "moderator of this session"},
    ),
    "media/video-statement": (asked("GET", "/media/video-statement"), set()),
    "media/session-recording": (asked("GET", "/media/session-recording"), set()),
    "voices of booths": (
        asked(
            "POST",
            "/api/v1/sessions/{session}/media-token",
            '{"action": "listen", "feed": "talkback"}',
        ),
        {"moderator", "moderator of this session", "operator"},
    ),
    "media/sessions/<int:session>/whip": (asked("POST", "/media/sessions/{session}/whip"), set()),
    "media/sessions/<int:session>/whep": (asked("POST", "/media/sessions/{session}/whep"), set()),
}
"""Entry points that no access policy opens or closes: who comes in with a seat's bearer. Those below `media/` ask for
a token of their own."""
CLOSED = {"wire.forbidden", "media.token_forged", "403"}
OPEN = {
    **dict.fromkeys(("ca.crt", "api/v1/phones"), "how phones reach this hall"),
    **dict.fromkeys(
        (
            "api/v1/schema/",
            r"api/v1/^schema/(?P<name>minutes|participants)\.json$",
            "api/v1/docs/",
            "api/v1/docs/start.js",
            "api/v1/docs/protocol/",
            "api/v1/asyncapi.json",
        ),
        "the descriptions of the REST API and of the protocol",
    ),
    **dict.fromkeys(
        (
            "api/v1/calendars",
            "api/v1/c/<slug:slug>/announcements",
            "api/v1/c/<slug:slug>/announcements/<int:number>",
        ),
        "of the conference: asks for a permission there",
    ),
    "calendar/<str:token>.ics": "the signed token says whose calendar it is: tests/sessions/calendars",
    **dict.fromkeys(("static/app/assets/<str:path>", "gallery"), "files of the front end"),
    **dict.fromkeys(
        ("api/v1/conferences", "api/v1/c/<slug:slug>", "api/v1/demo"), "what anyone may know of a conference"
    ),
    **dict.fromkeys(
        (
            "api/v1/c/<slug:slug>/conference",
            "api/v1/c/<slug:slug>/copy",
            *(f"api/v1/c/<slug:slug>/{kind.name}" for kind in KINDS),
            *(f"api/v1/c/<slug:slug>/{kind.name}/<str:id>" for kind in KINDS),
            "api/v1/c/<slug:slug>/people/<str:id>/roles",
            "api/v1/c/<slug:slug>/invitations",
            "api/v1/c/<slug:slug>/invitations/<str:id>",
            "api/v1/c/<slug:slug>/invitations/<str:id>/send",
            "api/v1/c/<slug:slug>/invitations/<str:id>/withdraw",
            *(f"api/v1/{address}" for address in outcomes.VIEWS),
            "api/v1/c/<slug:slug>/documents/<str:id>/release",
            "api/v1/c/<slug:slug>/documents/<str:id>/move",
            "api/v1/c/<slug:slug>/documents/<str:id>/restore",
            "api/v1/c/<slug:slug>/documents/<str:id>/files/<str:language>",
            "api/v1/^c/(?P<slug>[-a-zA-Z0-9_]+)/sessions/(?P<id>[0-9]{1,15})/(?P<act>cancel|restore)$",
            *(
                f"api/v1/c/<slug:slug>/sessions/<str:id>/{part}"
                for part in ("agenda", "speaking-times", "access", "copy")
            ),
            "api/v1/^c/(?P<slug>[-a-zA-Z0-9_]+)/conference/(?P<act>archive|unarchive)$",
            "api/v1/c/<slug:slug>/registration",
            "api/v1/c/<slug:slug>/registrations",
            "api/v1/c/<slug:slug>/registrations/<str:id>",
            "api/v1/^c/(?P<slug>[-a-zA-Z0-9_]+)/registrations/(?P<id>[0-9]{1,15})/(?P<act>approve|decline)$",
            "api/v1/c/<slug:slug>/publications",
            "api/v1/^c/(?P<slug>[-a-zA-Z0-9_]+)/publications/(?P<id>[0-9]{1,15})$",
            "api/v1/^c/(?P<slug>[-a-zA-Z0-9_]+)/publications/(?P<id>[0-9]{1,15})"
            "/(?P<part>minutes|recording|questions)$",
        ),
        "for organisers: `tests/sessions/resources`",
    ),
    "api/v1/sessions/<int:session>": "what anyone may know before it takes a seat: no code, unless it is public",
    "api/v1/sessions/<int:session>/qr.svg": "whoever asks has to know the code: see below",
    **dict.fromkeys(
        (
            "api/v1/c/<slug:slug>/seats",
            "api/v1/c/<slug:slug>/seats/guest",
            "api/v1/c/<slug:slug>/seats/visitor",
            "api/v1/seats",
            "api/v1/seats/guest",
            "api/v1/seats/visitor",
            "api/v1/seats/simulated",
            "api/v1/seats/press",
            "api/v1/seats/join",
            "api/v1/seats/demo",
            "api/v1/seatcards/look",
            "api/v1/seatcards/take",
        ),
        "gives a seat, which is asked for at each entry point",
    ),
    **dict.fromkeys(
        ("api/v1/seats/continue", "api/v1/seats/continue/back", "api/v1/seats/sign-out", "api/v1/seats/data"),
        "about the seat itself",
    ),
    **dict.fromkeys(
        (
            "api/v1/organise/box",
            "api/v1/organise/people",
            "api/v1/organise/people/check",
            "api/v1/organise/people/letters",
            "api/v1/organise/registrations",
            "api/v1/organise/overview",
            "api/v1/organise/logo",
            "api/v1/organise/rights",
            "api/v1/organise/api-tokens",
            "api/v1/organise/api-tokens/<uuid:token>",
            "api/v1/organise/api-tokens/<uuid:token>/restore",
            "api/v1/organise/audit",
            "api/v1/organise/audit.csv",
            "api/v1/organise/privacy",
            "api/v1/organise/privacy/erasures",
            "api/v1/organise/privacy/erasures/<int:erasure>",
            "api/v1/organise/exchange/progress",
            "api/v1/organise/exchange/<slug:table>/preview",
            "api/v1/organise/exchange/<slug:table>/apply",
            "api/v1/organise/exchange/<slug:table>/template.<slug:kind>",
            "api/v1/organise/exchange/<slug:table>.<slug:kind>",
            "api/v1/organise/webhooks",
            "api/v1/organise/webhooks/<int:webhook>",
            "api/v1/organise/webhooks/<int:webhook>/restore",
            "api/v1/organise/webhooks/<int:webhook>/deliveries",
            "api/v1/organise/webhooks/<int:webhook>/test",
            "api/v1/organise/webhooks/deliveries/<int:delivery>/resend",
        ),
        "of the conference: asks for a permission there",
    ),
    "api/v1/c/<slug:slug>/logo": "everyone sees the conference's logo",
    "api/v1/documents/<int:document>/files/<str:language>": "of the conference: asks for a permission there",
    **dict.fromkeys(
        (
            "api/v1/outcomes/<int:outcome>/versions",
            "api/v1/outcomes/<int:outcome>/amendments.csv",
            "api/v1/outcomes/<int:outcome>/compare",
            "api/v1/outcomes/<int:outcome>/reactions",
            "api/v1/outcomes/<int:outcome>/reactions/<slug:kind>",
            "api/v1/outcomes/<int:outcome>/paragraphs/<int:paragraph>/merge",
            "api/v1/outcomes/<int:outcome>/exports",
            "api/v1/outcomes/<int:outcome>/exports/<slug:job>",
            "api/v1/outcomes/<int:outcome>/exports/<slug:job>/file",
        ),
        "asks who may see the outcome document: tests/sessions/outcome/test_access.py",
    ),
    **dict.fromkeys(
        (
            "api/v1/c/<slug:slug>/participants",
            "api/v1/c/<slug:slug>/participants.csv",
            "api/v1/c/<slug:slug>/participants/exports",
            "api/v1/c/<slug:slug>/participants/exports/<slug:job>",
            "api/v1/c/<slug:slug>/participants/exports/<slug:job>/file",
        ),
        "of the conference: tests/sessions/participant_list",
    ),
    "media/session-recording/<int:file>": "what is published to everyone: tests/sessions/publication",
    "api/v1/documents/files/<int:file>": "asks who may see the document: tests/sessions/documents",
    **dict.fromkeys(
        ("api/v1/check-token", "media/check", "media/check/<str:name>", "media/health"), "of no session"
    ),
    **dict.fromkeys(
        (
            "media/resources/<str:name>",
            "media/resources/<str:name>/layers",
            "media/resources/<str:name>/language",
            "media/resources/<str:name>/talkback",
        ),
        "asks who made the connection",
    ),
}
"""Addresses that are no entry point of a session, and why."""


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
    streams = {"stream", "command", "messages", "message", "captions", "voices of booths"}
    assert found == {*ENTRY_POINTS, *PERMITTED, *OPEN} - streams


def furnished() -> Assembly:
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


@pytest.fixture
def hall() -> Assembly:
    return furnished()


def opens_to(
    hall: Assembly, ask: Callable[[], str], refusals: set[str], policies: Sequence[str] = ACCESS
) -> set[str]:
    """The access policies of the session, of those that are asked, under which the answer is none of these refusals."""
    opened = set()
    for access in policies:
        hall.session.access = access
        hall.session.save()
        if ask() not in refusals:
            opened.add(access)
    return opened


def opens_to_each(
    hall: Assembly,
    ask: Callable[[Assembly, Seat], str],
    refusals: set[str],
    asked: dict[str, Sequence[str]] = ALL,
) -> dict[str, set[str]]:
    """The same for each seat and its policies. What one seat has changed is undone before the next."""
    opened = {}
    for name, policies in asked.items():
        unchanged = transaction.savepoint()
        seat = seat_named(hall, name)
        opened[name] = opens_to(hall, partial(ask, hall, seat), refusals, policies)
        transaction.savepoint_rollback(unchanged)
    return opened


def test_which_seat_enters_under_which_policy(hall: Assembly) -> None:
    assert opens_to_each(hall, ENTRY_POINTS["stream"], REFUSALS) == ENTERS


def test_each_policy_is_asked_with_one_who_may_and_one_who_may_not() -> None:
    asked = {policy: {name for name, its in AT_THE_BOUNDS.items() if policy in its} for policy in ACCESS}
    may = {policy: {name for name in names if policy in ENTERS[name]} for policy, names in asked.items()}
    assert [policy for policy in ACCESS if not may[policy]] == []
    assert [policy for policy in ACCESS if may[policy] == asked[policy]] == ["public"]


@pytest.mark.parametrize("entry_point", ENTRY_POINTS)
def test_who_may_enter(hall: Assembly, entry_point: str) -> None:
    expected = {name: ENTERS[name] & {*policies} for name, policies in ASKED.items()}
    assert opens_to_each(hall, ENTRY_POINTS[entry_point], REFUSALS, ASKED) == expected


@pytest.mark.parametrize("entry_point", PERMITTED)
def test_who_is_permitted(hall: Assembly, entry_point: str) -> None:
    ask, permitted = PERMITTED[entry_point]
    under_each = {"guest", "delegate", "moderator"}
    policies = {name: ACCESS if THOROUGH or name in under_each else ("delegations",) for name in ENTERS}
    expected = {name: set(policies[name]) if name in permitted else set() for name in ENTERS}
    assert opens_to_each(hall, ask, CLOSED | REFUSALS, policies) == expected


def test_a_seat_card_opens_what_its_party_may_enter(hall: Assembly) -> None:
    with transaction.atomic():
        cards.make_missing(hall.conference.pk)
    [card] = cards.cards_of(hall.conference.pk)
    code = {"code": codes.card_code(card.pk, card.key)}
    token = Client().post("/api/v1/seatcards/take", code, content_type="application/json").json()["token"]
    assert opens_to(hall, lambda: minutes(hall, token), REFUSALS) == ENTERS["delegate"]


def test_the_qr_code_is_for_those_who_know_the_code(hall: Assembly) -> None:
    address = f"/api/v1/sessions/{hall.session.pk}/qr.svg"

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

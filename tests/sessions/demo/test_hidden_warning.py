"""A database with a demo, on a server with `DEMO` off: nothing of the demo is shown or given out."""

import logging
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.database import write_transaction
from foundation.messages.protocol import Refused
from foundation.refusals import Refusal
from foundation.wire import execution
from sessions.demo.hidden_warning import demo_hidden_warning
from sessions.demo.seats import SEATS, SIMULATED
from sessions.models import Conference
from sessions.seats.cards import services as cards
from sessions.seats.cards.codes import card_code
from sessions.seats.transfer import services as continuing
from streaming.equipment_keys import services as keys
from streaming.microphones import seats as microphones
from tests.sessions.seats.test_api import post, problem
from tests.support.assembly import Assembly
from tests.support.demo import Demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> Demo:
    return Demo()


def bearer(seat: Seat) -> dict[str, str]:
    return {"Authorization": f"Bearer {seats.sign(seat)[0]}"}


@pytest.mark.parametrize("key", [*(seat.key for seat in SEATS), *SIMULATED])
def test_no_seat_of_it_is_given(demo: Demo, settings: Any, key: str) -> None:
    settings.DEMO = False
    people = User.objects.count()
    assert problem(post(Client(), "/api/v1/seats/demo", {"seat": key})) == (404, "demo.absent")
    assert problem(Client().get("/api/v1/demo"))[0] == 404
    assert User.objects.count() == people


def test_a_page_that_looks_for_it_logs_no_warning(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.DEMO = False
    caplog.set_level("INFO", "django.request")
    assert problem(Client().get("/api/v1/demo"))[0] == 404
    assert caplog.record_tuples == [("django.request", logging.INFO, "No demo: /api/v1/demo")]


@pytest.mark.parametrize("path", ["guest", "join", "visitor"])
def test_nobody_comes_in_to_it(demo: Demo, settings: Any, path: str) -> None:
    settings.DEMO = False
    body = {"code": demo.session.code} if path == "join" else {"session": str(demo.session.pk)}
    _, code = problem(post(Client(), f"/api/v1/seats/{path}", body))
    expected = {"guest": "wire.unknown_stream", "join": "join.unknown_code", "visitor": "programme.empty"}
    assert code == expected[path]
    assert problem(post(Client(), "/api/v1/seats/guest", {}))[1] == "programme.empty"


def test_a_seat_that_was_taken_before_is_good_for_nothing(demo: Demo, settings: Any) -> None:
    chair = demo.seat("moderator")
    settings.DEMO = False
    for stream in (demo.stream, demo.conference_stream):
        with pytest.raises(Refusal) as refused:
            execution.check_permission(chair, stream, execution.follow_permission(stream))
        assert refused.value.code == "wire.unknown_stream"
    answer = demo.ask("moderator", "floor.close_list")
    assert isinstance(answer, Refused)
    assert answer.code == "wire.unknown_stream"
    for path in (
        "/api/v1/seats/continue",
        "/api/v1/seats/simulated",
        "/api/v1/seatcards",
        "/api/v1/check-token",
        f"/api/v1/sessions/{demo.session.pk}/media-token",
    ):
        assert problem(post(Client(), path, {}, **bearer(chair))) == (404, "wire.unknown_stream")


def test_what_leads_to_it_from_outside_leads_nowhere(demo: Demo, settings: Any) -> None:
    with write_transaction():
        cards.make_missing(demo.conference.pk)
        offer = continuing.offer_code(demo.seat("fiji"), "/programme")
    card = cards.cards_of(demo.conference.pk)[0]
    _, key = keys.make_key(demo.session.pk, "Camera", demo.seat("operator").person)
    settings.DEMO = False
    assert problem(Client().get(f"/api/v1/sessions/{demo.session.pk}"))[1] == "wire.unknown_stream"
    assert Client().get(f"/api/v1/sessions/{demo.session.pk}/qr.svg").status_code == 404
    code = card_code(card.pk, card.key)
    assert problem(post(Client(), "/api/v1/seatcards/take", {"code": code}))[1] == "card.unknown_code"
    taken = post(Client(), "/api/v1/seats/continue/take", {"code": offer.code})
    assert problem(taken)[1] == "continue.unknown_code"
    with pytest.raises(Refusal) as refused:
        keys.authenticate_key(key)
    assert refused.value.code == "media.key_forged"
    assert microphones.request_floor("1") == "No party sits at this microphone."
    assert microphones.read_seating().parties == {}


def test_a_conference_beside_it_is_shown(demo: Demo, settings: Any) -> None:
    settings.DEMO = False
    hall = Assembly()
    given: Any = post(Client(), "/api/v1/seats/guest", {})
    assert given.json()["seat"]["conference"] == str(hall.conference.pk)


async def test_a_start_says_so_in_one_line(
    transactional_db: None, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    await Conference.objects.acreate(slug="real", short="Real")
    settings.DEMO = False
    await demo_hidden_warning.start()
    assert caplog.messages == []
    await Conference.objects.acreate(slug="demo", short="ICDD", is_demo=True)
    await demo_hidden_warning.start()
    assert caplog.messages == [
        "The database holds a demo, ICDD. It is hidden, and its seats are good for nothing, as DEMO is not set."
    ]
    settings.DEMO = True
    await demo_hidden_warning.start()
    assert len(caplog.messages) == 1


def test_the_demo_is_loaded_for_a_demo_alone(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="Set DEMO=1"):
        call_command("demo")
    assert not Conference.objects.exists()

"""Help calls from entrance pages, by visitors without a seat, who may be many."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from chat.help_calls import rules
from chat.help_calls.models import HelpCall
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.wire.models import Connection
from sessions.parties.services import visitor_seat
from tests.chat.help_calls.test_services import (
    LINE,
    ask,
    call,
    hall,
    mine,
    moment,
    number,
    on_their_pages,
    operator,
    queue,
)
from tests.sessions.seats.test_api import post, problem
from tests.support.assembly import Assembly
from tests.support.limited import limit

__all__ = ["hall", "moment", "operator"]
pytestmark = pytest.mark.django_db


def request_seat(body: Any = None, caller: str = "192.0.2.1") -> Any:
    """Request a visitor's seat."""
    return post(Client(REMOTE_ADDR=caller), "/api/v1/seats/visitor", body)


def visitors(hall: Assembly, count: int) -> list[Seat]:
    return [visitor_seat(hall.conference) for _ in range(count)]


def test_a_visitors_seat_makes_no_user_and_may_call_for_help(hall: Assembly) -> None:
    answer = request_seat()
    body = answer.json()
    seat, _ = seats.read(body["token"])
    assert (answer.status_code, seats.current(seat)) == (201, seat)
    assert (seat.roles, seat.name, seat.party, seat.participant) == (("visitor",), "", None, None)
    assert seat.conference == str(hall.conference.pk)
    assert User.objects.count() == 0
    assert seat.person != seats.read(request_seat().json()["token"])[0].person


def test_a_visitors_seat_is_of_the_sessions_conference(hall: Assembly) -> None:
    Assembly()
    body = {"session": str(hall.session.pk)}
    assert request_seat(body).json()["seat"]["conference"] == str(hall.conference.pk)


@pytest.mark.parametrize("session", ["", "999", "x", "-1", "٣"])
def test_an_unknown_session_still_gets_a_visitors_seat(hall: Assembly, session: str) -> None:
    assert request_seat({"session": session}).json()["seat"]["conference"] == str(hall.conference.pk)


def test_without_a_conference_there_is_no_visitors_seat() -> None:
    assert problem(request_seat())[1] == "programme.empty"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[]", "http.invalid"),
        ("5", "http.invalid"),
        ('{"session": ["4"]}', "http.invalid"),
        ('{"session": {}}', "http.invalid"),
        ('{"session": "' + "9" * 16 + '"}', "http.invalid"),
        ("{", "http.parse_error"),
        ("[" * 20_000, "http.parse_error"),
    ],
)
def test_garbage_is_a_problem(hall: Assembly, body: str, code: str) -> None:
    assert problem(request_seat(body)) == (400, code)


def test_visitors_are_limited_per_address(hall: Assembly, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "seat.visitor", address=2)
    assert [request_seat().status_code for _ in range(3)] == [201, 201, 429]
    assert problem(request_seat()) == (429, "seat.too_many")
    assert request_seat(caller="192.0.2.9").status_code == 201
    guest = post(Client(REMOTE_ADDR="192.0.2.1"), "/api/v1/seats/guest", {})
    assert guest.status_code == 201


def test_the_staff_sees_a_visitor_with_the_name_it_gives(hall: Assembly, moment: list[datetime]) -> None:
    (visitor,) = visitors(hall, 1)
    line = LINE | {"page": "/join", "publishing": "off"}
    assert ask(hall, visitor, "help.call", line=line, text="My code is refused.", name=" Ana ") == ""
    at = "2021-11-16T05:20:00.000Z"
    message = {"by": "caller", "name": "Ana", "text": "My code is refused.", "at": at, "away": False}
    assert queue(hall) == {
        number(visitor): {
            "id": number(visitor), "name": "Ana", "visitor": True, "guest": False, "participant": None, "party": None,
            "place": "remote", "line": line, "messages": [message], "called_at": at,
        }
    }  # fmt: skip


def test_a_seat_with_a_name_calls_under_that_name(hall: Assembly) -> None:
    fiji = hall.delegate("Fiji")
    assert ask(hall, fiji, "help.call", line=LINE, name="The operator") == ""
    assert queue(hall)[number(fiji)]["name"] == "Delegate of Fiji"


def test_a_caller_cannot_take_the_chairs_name_and_guests_are_marked(hall: Assembly) -> None:
    (visitor,) = visitors(hall, 1)
    assert ask(hall, visitor, "help.call", line=LINE, name="The Сhair") == "name.of_a_role"
    assert HelpCall.objects.count() == 0
    for seat, marked in ((hall.guest("Ana"), True), (hall.delegate("Fiji"), False)):
        assert ask(hall, seat, "help.call", line=LINE) == ""
        assert queue(hall)[number(seat)]["guest"] is marked


def test_a_name_has_a_greatest_length(hall: Assembly) -> None:
    (visitor,) = visitors(hall, 1)
    assert ask(hall, visitor, "help.call", line=LINE, name="x" * 61) == "wire.bad_command"
    assert HelpCall.objects.count() == 0


def test_one_call_of_a_visitor_is_open(hall: Assembly) -> None:
    (visitor,) = visitors(hall, 1)
    assert [call(hall, visitor) for _ in range(2)] == ["", "help.already_open"]


def test_a_flood_of_visitors_calls_leaves_room_for_others(
    hall: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MAX_VISITORS", 2)
    flood = visitors(hall, 3)
    on_their_pages(hall, *flood)
    assert [call(hall, visitor) for visitor in flood] == ["", "", "help.busy"]
    assert call(hall, hall.guest("Ana")) == ""
    assert call(hall, hall.delegate("Fiji")) == ""


def test_a_disconnected_visitor_gives_way_when_the_limit_is_reached(
    hall: Assembly, moment: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MAX_VISITORS", 2)
    ana, ben, cleo = visitors(hall, 3)
    on_their_pages(hall, ana, ben)
    for visitor in (ana, ben):
        call(hall, visitor)
        moment[0] += timedelta(seconds=1)
    Connection.objects.filter(person=ben.person).delete()
    assert call(hall, cleo) == ""
    assert set(queue(hall)) == {number(ana), number(cleo)}
    assert mine(hall, ben)[number(ben)]["state"] == "closed"


def test_an_answer_after_the_visitor_left_is_kept_and_marked(hall: Assembly, operator: Seat) -> None:
    (visitor,) = visitors(hall, 1)
    on_their_pages(hall, visitor)
    call(hall, visitor)
    Connection.objects.all().delete()
    assert ask(hall, operator, "help.say", call=number(visitor), text="Type K7M 3PX.") == ""
    (said,) = queue(hall)[number(visitor)]["messages"]
    assert (said["text"], said["away"]) == ("Type K7M 3PX.", True)
    assert mine(hall, visitor)[number(visitor)]["messages"] == [said]


def test_a_visitors_closed_call_is_deleted_after_a_day(hall: Assembly, moment: list[datetime]) -> None:
    ana, ben, cleo, dan = visitors(hall, 4)
    for visitor in (ana, ben, cleo):
        call(hall, visitor)
    for visitor in (ana, ben):
        ask(hall, visitor, "help.close", call=number(visitor))
    moment[0] += rules.VISITS_KEPT + timedelta(seconds=1)
    on_their_pages(hall, ben)
    assert call(hall, dan) == ""
    kept = {ben.person, cleo.person, dan.person}
    assert set(HelpCall.objects.values_list("person", flat=True)) == kept


def test_a_visitor_does_not_see_other_calls(hall: Assembly) -> None:
    ana, ben = visitors(hall, 2)
    call(hall, ana)
    for kind, rest in (("help.say", {"text": "Hello?"}), ("help.close", {})):
        assert ask(hall, ben, kind, call=number(ana), **rest) == "help.unknown"


ENDPOINTS = [
    ("get", "/api/v1/sessions/{0}/minutes", None),
    ("get", "/api/v1/sessions/{0}/parity", None),
    ("post", "/api/v1/sessions/{0}/inscriptions", {"rows": ""}),
    ("post", "/api/v1/sessions/{0}/order", {"policy": "first_come"}),
    ("post", "/api/v1/sessions/{0}/media-token", {"action": "listen", "feed": "own"}),
    ("post", "/api/v1/sessions/{0}/media-token", {"action": "publish", "feed": "own"}),
    ("post", "/api/v1/check-token", {}),
    ("post", "/api/v1/seats/continue", {"path": "/session/1"}),
    ("post", "/api/v1/seats/continue/back", {"device": ""}),
    ("post", "/api/v1/seats/simulated", {"audience": 1}),
    ("post", "/api/v1/seats/press", {"participant": "1", "session": "1"}),
    ("get", "/api/v1/seatcards", None),
    ("post", "/api/v1/seatcards", {}),
    ("post", "/api/v1/seatcards/revoke", {"party": "1"}),
]


@pytest.mark.parametrize(("method", "path", "body"), ENDPOINTS)
def test_a_visitors_token_is_refused_everywhere_else(
    hall: Assembly, method: str, path: str, body: dict[str, Any] | None
) -> None:
    bearer = {"Authorization": f"Bearer {request_seat().json()['token']}"}
    address = path.format(hall.session.pk)
    if method == "get":
        assert problem(Client().get(address, headers=bearer)) == (403, "wire.forbidden")
    else:
        assert problem(post(Client(), address, body, **bearer)) == (403, "wire.forbidden")

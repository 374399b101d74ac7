"""Help calls through the real handlers: the caller and the staff see them, and nobody else."""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from chat.help_calls import rules, services
from chat.help_calls.models import HelpCall
from chat.help_calls.protocol import HelpDesk
from foundation import clock
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done, Refused
from foundation.wire import leases
from foundation.wire.leases import SocketJoined
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
LINE = {
    "page": "/session/4", "connection": "live", "publishing": "lost", "loss": 0.25, "rtt_ms": 380.0,
    "browser": "Chromium 140, Android",
}  # fmt: skip
SECRET = "The picture stands still."


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def operator(hall: Assembly) -> Seat:
    return hall.person("Technician", "operator")


@pytest.fixture
def fiji(hall: Assembly) -> Seat:
    return hall.delegate("Fiji")


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The server's clock: it reads the one moment in this list."""
    moments = [datetime.fromisoformat("2021-11-16T05:20:00+00:00")]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return moments


def ask(hall: Assembly, seat: Seat, kind: str, **fields: Any) -> str:
    """Execute a command on the conference's stream; returns the code of its refusal, or ""."""
    answer: Done | Refused = hall.do(seat, kind, stream=hall.conference.stream, **fields)
    return answer.code if isinstance(answer, Refused) else ""


def call(hall: Assembly, seat: Seat, text: str = "") -> str:
    return ask(hall, seat, "help.call", line=LINE, text=text)


def on_their_pages(hall: Assembly, *seats: Seat) -> None:
    """Connect these seats."""
    process = uuid.uuid4()
    leases.renew(process)
    leases.store_changes(
        process, [SocketJoined(f"s{n}", hall.conference.stream, seat) for n, seat in enumerate(seats)]
    )


def number(seat: Seat) -> str:
    return str(HelpCall.objects.get(person=seat.person).pk)


def queue(hall: Assembly) -> Any:
    return journal.snapshot_of(hall.conference.stream, Audience.MODERATORS).entities["help_call"]


def mine(hall: Assembly, seat: Seat) -> Any:
    return journal.own_snapshot_of(hall.conference.stream, seat.keys).entities["my_help_call"]


def test_a_call_says_who_and_how_the_line_is(hall: Assembly, fiji: Seat, moment: list[datetime]) -> None:
    assert call(hall, fiji, SECRET) == ""
    message = {
        "by": "caller",
        "name": fiji.name,
        "text": SECRET,
        "at": "2021-11-16T05:20:00.000Z",
        "away": False,
    }
    assert queue(hall) == {
        number(fiji): {
            "id": number(fiji), "guest": False, "name": "Delegate of Fiji", "participant": fiji.participant,
            "party": fiji.party, "place": "remote", "line": LINE, "messages": [message],
            "visitor": False, "called_at": "2021-11-16T05:20:00.000Z",
        }
    }  # fmt: skip
    assert mine(hall, fiji)[number(fiji)]["messages"] == [message]


def test_an_answer_to_a_disconnected_caller_is_marked(hall: Assembly, fiji: Seat, operator: Seat) -> None:
    call(hall, fiji)
    ask(hall, operator, "help.say", call=number(fiji), text="Press Listen.")
    on_their_pages(hall, fiji)
    ask(hall, operator, "help.say", call=number(fiji), text="Are you there?")
    ask(hall, fiji, "help.say", call=number(fiji), text="Yes.")
    assert [message["away"] for message in mine(hall, fiji)[number(fiji)]["messages"]] == [True, False, False]


def test_a_call_is_answered_and_closed_and_can_still_be_read(
    hall: Assembly, fiji: Seat, operator: Seat, moment: list[datetime]
) -> None:
    call(hall, fiji, SECRET)
    assert ask(hall, operator, "help.say", call=number(fiji), text="Switch to the cable.") == ""
    better = LINE | {"publishing": "connected", "loss": 0.0}
    assert ask(hall, fiji, "help.say", call=number(fiji), text="It works.", line=better) == ""
    assert queue(hall)[number(fiji)]["line"] == better
    assert ask(hall, operator, "help.close", call=number(fiji)) == ""
    assert queue(hall) == {}
    own = mine(hall, fiji)[number(fiji)]
    assert (own["state"], [m["by"] for m in own["messages"]]) == ("closed", ["caller", "staff", "caller"])
    for kind, rest in (("help.say", {"text": "And now?"}), ("help.close", {})):
        assert ask(hall, fiji, kind, call=number(fiji), **rest) == "help.closed"


def test_the_next_call_overwrites_the_last(hall: Assembly, fiji: Seat, moment: list[datetime]) -> None:
    call(hall, fiji, SECRET)
    assert call(hall, fiji) == "help.already_open"
    ask(hall, fiji, "help.close", call=number(fiji))
    assert call(hall, fiji) == ""
    assert (HelpCall.objects.count(), queue(hall)[number(fiji)]["messages"]) == (1, [])


def test_four_calls_in_ten_minutes_are_enough(hall: Assembly, moment: list[datetime]) -> None:
    guest = hall.guest()
    for _ in range(rules.MAX_CALLS):
        assert call(hall, guest) == ""
        ask(hall, guest, "help.close", call=number(guest))
    assert call(hall, guest) == "help.too_often"
    moment[0] += timedelta(minutes=10)
    assert call(hall, guest) == ""


def test_calls_of_guests_leave_room_for_participants(
    hall: Assembly, fiji: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MAX_GUESTS", 2)
    guests = [hall.guest(str(n)) for n in range(3)]
    on_their_pages(hall, *guests)
    assert [call(hall, guest) for guest in guests] == ["", "", "help.busy"]
    assert call(hall, fiji) == ""


def test_others_do_not_learn_of_a_call(hall: Assembly, fiji: Seat) -> None:
    call(hall, fiji, SECRET)
    for stranger in (hall.delegate("Chile"), hall.guest("Ana")):
        for kind, rest in (("help.say", {"text": "Hello?"}), ("help.close", {})):
            assert ask(hall, stranger, kind, call=number(fiji), **rest) == "help.unknown"
    assert ask(hall, hall.person("Screen", "hall_screen"), "help.call", line=LINE) == "wire.forbidden"


def test_only_the_caller_and_the_staff_are_sent_a_call(hall: Assembly, fiji: Seat, operator: Seat) -> None:
    call(hall, fiji, SECRET)
    ask(hall, operator, "help.say", call=number(fiji), text=SECRET)
    ask(hall, operator, "help.close", call=number(fiji))
    entries = Entry.objects.filter(stream=hall.conference.stream)
    assert [(entry.everyone, [part["to"] for part in entry.own_parts]) for entry in entries] == [
        (None, [f"person/{fiji.person}"])
    ] * 3
    for stream in (hall.conference.stream, hall.stream):
        assert SECRET not in json.dumps(journal.snapshot_of(stream, Audience.EVERYONE).entities)
        chile = hall.delegate(f"Chile {stream}")
        assert SECRET not in json.dumps(journal.own_snapshot_of(stream, chile.keys).entities)


@pytest.mark.parametrize("role", ["moderator", "operator", "organiser"])
def test_the_staff_may_answer(hall: Assembly, fiji: Seat, role: str) -> None:
    call(hall, fiji)
    staff = hall.person("Staff", role)
    assert ask(hall, staff, "help.say", call=number(fiji), text="We are looking.") == ""


def test_a_caller_must_wait_and_a_call_ends(hall: Assembly, fiji: Seat) -> None:
    call(hall, fiji)
    said = [ask(hall, fiji, "help.say", call=number(fiji), text="?") for _ in range(rules.MAX_UNANSWERED)]
    assert said == [""] * rules.MAX_UNANSWERED
    assert ask(hall, fiji, "help.say", call=number(fiji), text="?") == "help.wait"


BAD: list[dict[str, Any]] = [
    {"text": "x" * 301},
    {"line": LINE | {"page": "x" * 81}},
    {"line": LINE | {"connection": "<b>"}},
    {"line": LINE | {"loss": -1}},
    {"line": LINE | {"more": 1}},
]


@pytest.mark.parametrize("fields", BAD, ids=lambda fields: json.dumps(fields)[:40])
def test_invalid_calls_are_refused(hall: Assembly, fiji: Seat, fields: dict[str, Any]) -> None:
    assert ask(hall, fiji, "help.call", **({"line": LINE} | fields)) == "wire.bad_command"
    assert HelpCall.objects.count() == 0


def test_the_desk_counts_connected_staff(hall: Assembly, operator: Seat, fiji: Seat) -> None:
    assert services.desk(hall.conference.pk) == HelpDesk(operators=0, moderators=0)
    on_their_pages(hall, operator, operator, hall.moderator(), fiji, hall.guest())
    assert services.desk(hall.conference.pk) == HelpDesk(operators=1, moderators=1)

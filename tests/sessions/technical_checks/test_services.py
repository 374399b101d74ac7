"""Technical checks by real commands: visible to staff and to the participant only."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done, Refused
from sessions.technical_checks.models import TechnicalCheck
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
NAMES = ("browser", "microphone", "camera", "speaker", "udp", "tcp")
GOOD = [{"name": name, "verdict": "good"} for name in NAMES]


@pytest.fixture
def hall() -> Assembly:
    return Assembly(state="scheduled")


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The server's clock: the one moment in this list. A test changes it."""
    moments = [datetime.fromisoformat("2021-11-13T01:12:00+00:00")]
    monkeypatch.setattr(clock, "now", lambda: moments[0])
    return moments


def submit(hall: Assembly, seat: Seat, **fields: Any) -> Done | Refused:
    command = {"browser": "Chromium 140, Linux", "lines": GOOD} | fields
    return hall.do(seat, "check.submit", stream=hall.conference.stream, **command)


def code(answer: Done | Refused) -> str:
    return answer.code if isinstance(answer, Refused) else ""


def shown(hall: Assembly, audience: Audience) -> Any:
    return journal.snapshot_of(hall.conference.stream, audience).entities["technical_check"]


def test_it_is_submitted_days_ahead_for_the_staff_and_for_oneself_alone(
    hall: Assembly, moment: list[datetime]
) -> None:
    fiji, chile = hall.delegate("Fiji"), hall.delegate("Chile")
    assert isinstance(submit(hall, fiji), Done)
    entry = Entry.objects.get(stream=hall.conference.stream)
    assert (entry.event["type"], entry.everyone) == ("check.submitted", None)
    assert [part["to"] for part in entry.own_parts] == [f"person/{fiji.person}"]
    (check,) = shown(hall, Audience.MODERATORS).values()
    assert (check["id"], check["verdict"], check["at"]) == (
        fiji.participant, "ready", "2021-11-13T01:12:00.000Z",
    )  # fmt: skip
    assert shown(hall, Audience.EVERYONE) == {}
    own = journal.own_snapshot_of(hall.conference.stream, fiji.keys).entities["my_technical_check"]
    assert list(own) == [fiji.participant]
    assert journal.own_snapshot_of(hall.conference.stream, chile.keys).entities["my_technical_check"] == {}


def test_the_last_one_counts_and_the_server_draws_the_verdict(hall: Assembly, moment: list[datetime]) -> None:
    fiji = hall.delegate("Fiji")
    submit(hall, fiji)
    assert code(submit(hall, fiji)) == "check.too_soon"
    moment[0] += timedelta(seconds=5)
    without = [line for line in GOOD if line["name"] != "camera"]
    assert isinstance(submit(hall, fiji, lines=without), Done)
    row = TechnicalCheck.objects.get()
    assert (row.verdict, row.at, len(row.lines)) == ("ready_without_picture", moment[0], 5)


BAD = [
    {"lines": []},
    {"lines": [*GOOD, *GOOD[:3]]},
    {"lines": [{"name": "roof", "verdict": "good"}]},
    {"lines": [{"name": "udp", "verdict": "fine"}]},
    {"lines": [{"name": "udp", "verdict": "good", "why": "<b>" * 9}]},
    {"lines": [{"name": "udp", "verdict": "good", "loss": 2}]},
    {"lines": [{"name": "udp", "verdict": "good", "rtt_ms": 1e9}]},
    {"browser": "x" * 81},
    {"verdict": "ready"},
]


@pytest.mark.parametrize("fields", BAD, ids=lambda fields: json.dumps(fields)[:50])
def test_what_is_not_a_check_is_refused(hall: Assembly, fields: dict[str, Any]) -> None:
    assert code(submit(hall, hall.delegate("Fiji"), **fields)) == "wire.bad_command"
    assert TechnicalCheck.objects.count() == 0


def test_two_verdicts_on_one_line_are_refused(hall: Assembly) -> None:
    assert code(submit(hall, hall.delegate("Fiji"), lines=[GOOD[0], GOOD[0]])) == "check.twice"


def test_a_guest_is_on_no_list(hall: Assembly) -> None:
    assert code(submit(hall, hall.guest("Ana"))) == "wire.forbidden"

"""However a session came to be, a remote delegation gets the floor in it: in a browser, on PostgreSQL."""

import json
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import ORGANISER, SECRET, Take
from tests.journeys.pages import give
from tests.sessions.exchange.files import csv_of, xlsx_of
from tests.sessions.exchange.icdd_schedules import pretalx
from tests.support.demo import without_video
from tests.support.hall import Hall
from tests.support.patience import PATIENCE
from tests.support.stack import Stack

pytestmark = pytest.mark.thorough

ORGANISER_SEAT = (
    "import json, sys; from foundation.accounts import seats; from sessions.models import Participant; "
    "from sessions.parties.services import seat_of; "
    "who = Participant.objects.get(person__email=sys.argv[1]); "
    "day = who.conference.sessions.earliest('starts_at').starts_at.date(); "
    "print(json.dumps([seats.sign(seat_of(who))[0], str(day)]))"
)
CANCEL_AND_RESTORE = (
    "import sys; from foundation.messages.protocol import CommandFrame; "
    "from foundation.wire.execution import execute; from sessions.models import Participant, Session; "
    "from sessions.parties.services import seat_of; "
    "seat = seat_of(Participant.objects.get(person__email=sys.argv[1])); "
    "stream = Session.objects.get(pk=sys.argv[2]).stream; "
    "[execute(seat, CommandFrame(id=kind, stream=stream, command={'type': kind})) "
    "for kind in ('programme.cancel_session', 'programme.restore_session')]"
)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """The demo on a PostgreSQL and a Redis of its own."""
    with Stack() as stack:
        folder = tmp_path / "data"
        folder.mkdir()
        hall = Hall(folder, **stack.environment)
        hall.manage("migrate", "--verbosity=0")
        without_video(folder)
        hall.manage("demo")
        hall.start()
        yield hall
        hall.stop()


class Organiser:
    """Makes sessions by every way that a program or a file has."""

    def __init__(self, hall: Hall) -> None:
        hall.account(ORGANISER, SECRET, "organiser")
        self._hall = hall
        self._token, self._day = json.loads(hall.python(ORGANISER_SEAT, ORGANISER))

    def by_rest(self, title: str) -> str:
        return self._made(
            "sessions", {"title": {"en": title}, "date": self._day, "starts": "20:00", "ends": "20:30"}
        )

    def by_copy(self, title: str) -> str:
        first = self.by_rest(title)
        return self._made(f"sessions/{first}/copy", {"date": self._day, "starts": "21:00"})

    def by_restoring(self, title: str) -> str:
        session = self.by_rest(title)
        self._hall.python(CANCEL_AND_RESTORE, ORGANISER, session)
        return session

    def by_csv(self, title: str) -> str:
        return self._from_file(csv_of(self._table(title)), title)

    def by_xlsx(self, title: str) -> str:
        return self._from_file(xlsx_of(self._table(title)), title)

    def by_json(self, title: str) -> str:
        schedule = pretalx()
        first, *_ = schedule["schedule"]["conference"]["days"]
        (room, (event, *_)), *_ = first["rooms"].items()
        event |= {"title": title, "date": f"{self._day}T20:00:00+08:00", "start": "20:00", "persons": []}
        del event["end"]
        schedule["schedule"]["conference"]["days"] = [first | {"date": self._day, "rooms": {room: [event]}}]
        return self._from_file(json.dumps(schedule).encode(), title)

    def _table(self, title: str) -> list[list[str]]:
        return [["day", "start", "end", "title:en"], [self._day, "20:00", "20:30", title]]

    def _made(self, path: str, body: dict[str, Any]) -> str:
        return str(self._hall.post(f"/api/v1/c/icdd-2021/{path}", body, self._token)["id"])

    def _from_file(self, content: bytes, title: str) -> str:
        digest = self._sent("programme/preview", content)["digest"]
        self._sent(f"programme/apply?digest={digest}", content)
        script = "import sys; from sessions.models import Session; print(Session.objects.get(title__en=sys.argv[1]).pk)"
        return self._hall.python(script, title).strip()

    def _sent(self, path: str, content: bytes) -> Any:
        headers = {"Content-Type": "application/octet-stream", "Authorization": f"Bearer {self._token}"}
        request = urllib.request.Request(
            f"{self._hall.url}/api/v1/organise/exchange/{path}", content, headers
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)


WAYS: list[Callable[[Organiser, str], str]] = [
    Organiser.by_rest,
    Organiser.by_copy,
    Organiser.by_restoring,
    Organiser.by_csv,
    Organiser.by_xlsx,
    Organiser.by_json,
]


def test_a_delegation_gets_the_floor_in_a_session_of_any_origin(hall: Hall, take: Take) -> None:
    organiser = Organiser(hall)
    moderator, fiji = take("moderator"), take("fiji")
    for way in WAYS:
        session = way(organiser, way.__name__)
        moderator.page.bring_to_front()
        moderator.page.goto(f"{hall.pages}/session/{session}/console")
        moderator.is_live()
        moderator.press("session-open")
        fiji.page.bring_to_front()
        fiji.page.goto(f"{hall.pages}/session/{session}")
        fiji.is_live()
        fiji.press("join-without")
        fiji.press("request-floor")
        expect(fiji.get("withdraw")).to_be_visible()
        moderator.page.bring_to_front()
        give(moderator, "Fiji")
        fiji.page.bring_to_front()
        expect(fiji.get("finish")).to_be_visible()

"""A conference without anything, and the REST endpoints of import and export for its organiser."""

from dataclasses import asdict
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from sessions.exchange import extract, services
from sessions.parties.models import Participant
from sessions.parties.services import seat_of
from sessions.programme.models import Conference
from tests.support.limited import limit


def unlimited(patch: pytest.MonkeyPatch) -> None:
    """Imports without a limit, read in this process: the same code as in the separate one, but faster."""
    limit(patch, "file.import", sender=1000)
    patch.setattr(services, "run_on_file", lambda module, path, **_: asdict(extract.read(path)))


def new_conference() -> Conference:
    """A conference without anything."""
    return Conference.objects.create(
        slug="rivers", name={"en": "Rivers", "id": "Sungai"}, short="Rivers", timezone="Asia/Makassar"
    )


def organiser_of(conference: Conference) -> Seat:
    """The seat of an organiser with an account."""
    account = User.objects.create_user("organiser@example.org", "a password", name="Organiser")
    row = Participant.objects.create(
        conference=conference, person=account, name="Organiser", roles=["organiser"]
    )
    return seat_of(row)


@pytest.fixture(autouse=True)
def _unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    unlimited(monkeypatch)


@pytest.fixture
def conference() -> Conference:
    return new_conference()


@pytest.fixture
def organiser(conference: Conference) -> Seat:
    return organiser_of(conference)


def unread(preview: Any) -> list[str]:
    """The columns that a preview does not read."""
    return [each["name"] for each in preview["columns"] if not each["field"]]


class ExchangeClient:
    """The REST endpoints, for one seat."""

    def __init__(self, seat: Seat) -> None:
        self._bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}

    def send(self, path: str, content: bytes) -> Any:
        return Client().post(
            f"/api/v1/organise/exchange/{path}",
            content,
            content_type="application/octet-stream",
            headers=self._bearer,
        )

    def preview(self, table: str, content: bytes) -> Any:
        answer = self.send(f"{table}/preview", content)
        assert answer.status_code == 200, answer.json()
        return answer.json()

    def carry_out(self, table: str, content: bytes) -> Any:
        digest = self.preview(table, content)["digest"]
        answer = self.send(f"{table}/apply?digest={digest}", content)
        assert answer.status_code == 200, answer.json()
        return answer.json()

    def get(self, path: str) -> Any:
        return Client().get(f"/api/v1/organise/exchange/{path}", headers=self._bearer)


@pytest.fixture
def exchange(organiser: Seat) -> ExchangeClient:
    return ExchangeClient(organiser)

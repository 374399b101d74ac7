"""An organiser of a small conference, and short ways to send commands."""

from typing import Any

import pytest

from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.messages.protocol import Refused
from sessions.models import Conference
from tests.support.assembly import Assembly


class Office(Assembly):
    """An assembly whose session is still to come, and its organiser."""

    def __init__(self) -> None:
        super().__init__(state="scheduled", list_state="draft")
        self.organiser: Seat = self.person("Organiser", "organiser")

    def plan(self, kind: str, /, **fields: Any) -> None:
        """Do a command on the conference's stream."""
        answer = self.do(self.organiser, kind, stream=self.conference.stream, **fields)
        assert not isinstance(answer, Refused), answer

    def plan_session(self, kind: str, /, **fields: Any) -> None:
        """Do a command on the session's stream."""
        answer = self.do(self.organiser, kind, **fields)
        assert not isinstance(answer, Refused), answer
        self.session.refresh_from_db()

    def copy_conference(self, name: dict[str, str]) -> Conference:
        """The next conference, made like this one. Its organiser gets an account first."""
        User.objects.filter(public_id=self.organiser.person).update(is_guest=False, email="o@example.org")
        self.plan("programme.copy_conference", slug="next", name=name, short="Next", first_day="2021-11-17")
        return Conference.objects.get(slug="next")

    def refused(self, kind: str, /, stream: str = "", **fields: Any) -> Refused:
        """A command that is refused, on the conference's stream or another one."""
        answer = self.do(self.organiser, kind, stream=stream or self.conference.stream, **fields)
        assert isinstance(answer, Refused), answer
        return answer


@pytest.fixture
def office(db: None) -> Office:
    return Office()

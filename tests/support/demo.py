"""The demo in this process's database, and commands that are done in it as the wire does them."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings

from foundation.accounts.seats import Seat
from foundation.messages.protocol import Ask, Done, Refused
from foundation.wire.execution import execute
from sessions.demo import loader
from sessions.demo import seats as offers
from sessions.parties.models import Participant, Party
from sessions.programme.models import Session


def without_film(folder: Path) -> None:
    """A stand-in for the demo's recorded statement, which takes seconds to make and is played by no test here."""
    film = folder / "recordings" / loader.RECORDING
    film.parent.mkdir(parents=True, exist_ok=True)
    film.touch()


class Demo:
    """The demo, loaded. `stream` is that of the open session; `seats` are taken once for each key."""

    def __init__(self) -> None:
        without_film(settings.DATA_DIR)
        loader.load()
        self.conference = offers.conference()
        self.session = offers.main_session(self.conference)
        self.stream, self.conference_stream = self.session.stream, self.conference.stream
        self.seats: dict[str, Seat] = {}
        self.last = ""
        """The type of the last command; `answer` is what was said to it."""
        self.answer: Done | Refused
        self._asked: tuple[Seat, Ask]

    def seat(self, key: str) -> Seat:
        """The seat of a key; `audience-2` and the like are further guests."""
        if key not in self.seats:
            self.seats[key] = offers.take(key.partition("-2")[0])
        return self.seats[key]

    def participant(self, key: str) -> str:
        """The participant in a seat."""
        return str(self.seat(key).participant)

    def party(self, code: str) -> Party:
        """The party of a country code."""
        return Party.objects.get(conference=self.conference, code=code)

    def member(self, code: str) -> Participant:
        """The first member of a party."""
        return self.party(code).members.order_by("pk")[0]

    def another_session(self, state: str) -> Session:
        """A session in a state."""
        return self.conference.sessions.filter(state=state)[0]

    def ask(self, key: str, kind: str, /, *, stream: str = "", id: str = "", **fields: Any) -> Done | Refused:
        """Do a command from a seat, on the open session's stream where none is given."""
        self.last = kind
        command = {"type": kind, **fields}
        ask = Ask(id=id or secrets.token_hex(8), stream=stream or self.stream, command=command)
        self._asked = self.seat(key), ask
        self.answer = execute(*self._asked)
        return self.answer

    def again(self) -> Done | Refused:
        """Send the last command once more, under the same id, as a browser does that heard no answer."""
        return execute(*self._asked)

    def do(self, key: str, kind: str, /, *, stream: str = "", id: str = "", **fields: Any) -> int:
        """As `ask`, where it must be done; returns its number."""
        answer = self.ask(key, kind, stream=stream, id=id, **fields)
        assert isinstance(answer, Done), answer
        return answer.seq

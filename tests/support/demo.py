"""The demo in this process's database, and commands as the wire runs them."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.messages.protocol import CommandFrame, Done, Refused
from foundation.wire.execution import execute
from sessions.demo import loader
from sessions.demo import seats as offers
from sessions.parties.models import Participant, Party
from sessions.parties.services import overrule_tokens
from sessions.programme.models import Session
from tests.support import tables


def without_video(folder: Path) -> None:
    """Put a stand-in for the demo's video statement, which takes seconds to make and is not played by these tests."""
    video = folder / "video_statements" / loader.VIDEO_FILE
    video.parent.mkdir(parents=True, exist_ok=True)
    video.touch()


_loaded: dict[str, dict[str, Any]] = {}
"""By hour: the rows of each table that `load_demo` filled, the first time in this process."""


def load() -> None:
    """Load the demo, or copy the rows that it made in the same hour: a tenth of the time."""
    made = _loaded.setdefault(f"{clock.now():%Y-%m-%d %H}", {})
    with transaction.atomic():
        filled = tables.filled()
        if not made or filled & made.keys():
            if loader.load_demo() and not made:
                made |= {table: tables.rows(table) for table in tables.filled() - filled}
            return
        for table, rows in made.items():
            tables.insert(table, rows)


class Demo:
    """The loaded demo. `stream` is the open session's; each key's seat is taken once."""

    def __init__(self) -> None:
        without_video(settings.DATA_DIR)
        load()
        self.conference = offers.conference()
        self.session = offers.main_session(self.conference)
        self.stream, self.conference_stream = self.session.stream, self.conference.stream
        self.seats: dict[str, Seat] = {}
        self.last = ""
        """The type of the last command; `answer` is its answer."""
        self.answer: Done | Refused
        self._asked: tuple[Seat, CommandFrame]

    def seat(self, key: str) -> Seat:
        """The seat of a key; `audience-2` and the like are further guests."""
        if key not in self.seats:
            self.seats[key] = offers.take_seat(key.partition("-2")[0])
        return self.seats[key]

    def participant(self, key: str) -> str:
        """The participant of a seat."""
        return str(self.seat(key).participant)

    def party(self, code: str) -> Party:
        """The party of a country code."""
        return Party.objects.get(conference=self.conference, code=code)

    def member(self, code: str) -> Participant:
        """The first member of a party."""
        return self.party(code).members.order_by("pk")[0]

    def set_roles(self, key: str, *roles: str) -> None:
        """Give a seat's participant these roles, as before the conference."""
        row = Participant.objects.select_related("person").get(pk=self.participant(key))
        row.roles = list(roles)
        row.save(update_fields=["roles"])
        overrule_tokens(row, row.roles)

    def another_session(self, state: str) -> Session:
        """Add a session in a state."""
        return self.conference.sessions.filter(state=state)[0]

    def ask(self, key: str, kind: str, /, *, stream: str = "", id: str = "", **fields: Any) -> Done | Refused:
        """Run a command from a seat, on the open session's stream if none is given."""
        self.last = kind
        command = {"type": kind, **fields}
        ask = CommandFrame(id=id or secrets.token_hex(8), stream=stream or self.stream, command=command)
        self._asked = self.seat(key), ask
        self.answer = execute(*self._asked)
        return self.answer

    def send_last_again(self) -> Done | Refused:
        """Send the last command again under the same id, like a browser that got no answer."""
        return execute(*self._asked)

    def do(self, key: str, kind: str, /, *, stream: str = "", id: str = "", **fields: Any) -> int:
        """Run a command that must succeed; returns its sequence number."""
        answer = self.ask(key, kind, stream=stream, id=id, **fields)
        assert isinstance(answer, Done), answer
        return answer.seq

"""A small conference in the test's database, and commands through the real handlers."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.journal.models import Entry
from foundation.messages.protocol import CommandFrame, Done, Refused
from foundation.wire import execution
from sessions.floor.models import Floor
from sessions.parties.models import Participant, Party
from sessions.parties.services import guest_seat, seat_of
from sessions.planning.programme.new_sessions import make_session
from sessions.programme.models import Conference, Day, Session

STARTS = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)
_ids = count(1)


class Assembly:
    """One conference with a session, its parties and people; `do` sends a command from a seat."""

    def __init__(self, state: str = "open", list_state: str = "open") -> None:
        self.conference = Conference.objects.create(
            slug=f"test-{next(_ids)}",
            name={"en": "Test"},
            short="Test",
            timezone="Asia/Makassar",
            default_access="public",
        )
        self.session = self.add_session(state, list_state)

    @property
    def stream(self) -> str:
        """The session's stream."""
        return self.session.stream

    def add_session(self, state: str = "open", list_state: str = "open") -> Session:
        """Another session, with its floor."""
        day, _ = Day.objects.get_or_create(conference=self.conference, date=STARTS.date())
        session = Session(
            conference=self.conference,
            day=day,
            kind="statements",
            title={"en": "Review"},
            starts_at=STARTS,
            ends_at=STARTS + timedelta(hours=3),
            state=state,
        )
        return make_session(session, list_state=list_state)

    def party(self, name: str, **fields: Any) -> Party:
        """Add a party."""
        return Party.objects.create(conference=self.conference, name={"en": name}, **fields)

    def person(self, name: str, *roles: str, party: Party | None = None, place: str = "remote") -> Seat:
        """Add a participant; returns its seat."""
        row = Participant.objects.create(
            conference=self.conference,
            person=User.objects.create_guest(name),
            name=name,
            party=party,
            place=place,
            roles=list(roles),
        )
        return seat_of(row)

    def delegate(self, name: str, **fields: Any) -> Seat:
        """Add a party with a delegate; returns the delegate's seat."""
        return self.person(f"Delegate of {name}", "delegate", party=self.party(name, **fields))

    def moderator(self, name: str = "Chair") -> Seat:
        """Add a moderator; returns its seat."""
        return self.person(name, "moderator")

    def guest(self, name: str = "", network: str = "") -> Seat:
        """A seat in the audience for a visitor from this network."""
        return guest_seat(self.conference, name, "remote", network)

    def do(self, seat: Seat, kind: str, /, id: str = "", stream: str = "", **fields: Any) -> Done | Refused:
        """Send a command to the session, under a new id if none is given."""
        ask = CommandFrame(
            id=id or f"command-{next(_ids)}",
            stream=stream or self.stream,
            command={"type": kind, **fields},
        )
        return execution.execute(seat, ask)

    def done(self, seat: Seat, kind: str, /, *, stream: str = "", **fields: Any) -> Entry:
        """Send a command that must succeed; returns the only journal entry that it made."""
        entries = Entry.objects.filter(stream=stream or self.stream).order_by("seq")
        before = entries.values_list("seq", flat=True).last() or 0
        answer = self.do(seat, kind, stream=stream, **fields)
        assert isinstance(answer, Done), answer
        (made,) = entries.filter(seq__gt=before)
        assert made.seq == answer.seq
        return made

    def code(self, seat: Seat, kind: str, /, **fields: Any) -> str:
        """Send a command that must be refused; returns the code. Checks that nothing was journaled."""
        before = Entry.objects.count()
        answer = self.do(seat, kind, **fields)
        assert isinstance(answer, Refused), answer
        assert Entry.objects.count() == before
        return answer.code

    def events(self, stream: str = "") -> list[str]:
        """The types of a stream's events, in order."""
        rows = Entry.objects.filter(stream=stream or self.stream).order_by("seq")
        return [entry.event["type"] for entry in rows]

    def floor(self) -> Floor:
        """The stored floor."""
        return Floor.objects.get(session=self.session)

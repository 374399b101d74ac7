"""A closed session with what was released of it, and an adopted outcome document."""

from typing import Any

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.messages.protocol import CommandFrame
from foundation.wire.execution import SentCommand, execute_batch
from sessions.models import Outcome, Publication, WrittenStatement
from streaming.models import SessionRecording
from tests.support.assembly import Assembly


@pytest.fixture
def statement(hall: Assembly) -> str:
    """A published statement of Peru."""
    row = WrittenStatement.objects.create(
        session=hall.session, party=hall.party("Peru"), language="en", text="We agree.",
        submitted_at=clock.now(), published_at=clock.now(),
    )  # fmt: skip
    return f"statement/{row.pk}"


@pytest.fixture
def over(hall: Assembly) -> Assembly:
    """The session is closed and was recorded. Nobody has decided who reads what."""
    hall.session.state = "closed"
    hall.session.save()
    recording = SessionRecording.objects.create(
        session=hall.session, state="ready", folder="made", started_at=clock.now()
    )
    recording.files.create(slot="floor", name="floor.webm", at=0, seconds=60, octets=1000)
    return hall


@pytest.fixture
def adopted(hall: Assembly) -> Outcome:
    return Outcome.objects.create(
        conference=hall.conference, title={"en": "Message"}, access="delegations", state="adopted"
    )


def publish(hall: Assembly, part: str, readers: str) -> None:
    Publication.objects.update_or_create(session=hall.session, part=part, defaults={"readers": readers})


def act(item: str, kind: str = "agree", do: str = "add") -> dict[str, Any]:
    return {"type": f"reaction.{do}", "item": item, "kind": kind}


def batch(stream: str, acts: list[tuple[Seat, dict[str, Any]]], of: str = "a") -> list[str]:
    """Send commands in one batch; returns the codes of their refusals."""
    sent = [
        SentCommand(seat, CommandFrame(id=f"in-a-batch-{of}-{number}", stream=stream, command=command))
        for number, (seat, command) in enumerate(acts)
    ]
    return [getattr(answer, "code", "") for answer in execute_batch(sent)]

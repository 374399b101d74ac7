"""An upload while it arrives: its sender's permission is checked again and again, and its rate."""

from pathlib import Path

import pytest

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.database import in_thread, write_transaction
from foundation.http.upload_hooks import Head
from foundation.refusals import Refusal
from streaming.video_statements import intake, upload_watch
from streaming.video_statements.files import IncomingUpload
from streaming.video_statements.upload_watch import CHECKS, LEAST, MinimumRate
from tests.streaming.relay.peers import until
from tests.streaming.video_statements.conftest import bearer, left
from tests.support.assembly import Assembly

pytestmark = pytest.mark.real_time


def refusal_of(body: IncomingUpload) -> str:
    """The refusal of the next octets."""
    try:
        body.write(b"x")
    except Refusal as refusal:
        return refusal.code
    return ""


def sent(seat: Seat) -> IncomingUpload:
    """What the server does when the head of a request has arrived."""
    body = intake.body_receiver(Head("PUT", intake.ADDRESS, bearer(seat)["Authorization"], 900_000))
    assert body is not None
    return body


def withdraw(seat: Seat) -> None:
    with write_transaction():
        seats.revise(seat.person, seat.conference, roles=(), withdrawn=True)


@pytest.fixture
async def fiji(transactional_db: None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Seat:
    monkeypatch.setattr(upload_watch, "CHECK_SECONDS", 0.01)
    return await in_thread(lambda: Assembly().delegate("Fiji"))


async def test_a_removed_delegate_frees_its_partys_upload(fiji: Seat, folder: Path) -> None:
    body = sent(fiji)
    body.write(b"some")
    await in_thread(withdraw, fiji)
    await until(lambda: not body.is_open)
    assert refusal_of(body) == "seat.withdrawn"
    assert left(folder) == []
    assert intake.begin_upload(fiji, None).is_open


async def test_an_upload_octet_by_octet_is_refused(fiji: Seat, folder: Path) -> None:
    body = sent(fiji)
    await until(lambda: not body.is_open, during=lambda: body.is_open and body.write(b"x"))
    assert refusal_of(body) == "video_statement.too_slow"
    assert left(folder) == []


async def test_a_complete_upload_is_not_watched(fiji: Seat) -> None:
    body = sent(fiji)
    body.has_come = True
    await until(lambda: not upload_watch._watches)
    body.refuse(Refusal("seat.withdrawn", "No."))
    assert (body.is_open, refusal_of(body)) == (True, "")
    body.discard()


def test_a_pace_is_kept_over_half_a_minute() -> None:
    pace, octets = MinimumRate(), 0
    for _ in range(3):
        for _ in range(CHECKS):
            pace.check(octets)
        octets += LEAST
    octets -= 1
    with pytest.raises(Refusal) as refused:
        pace.check(octets)
    assert refused.value.code == "video_statement.too_slow"

"""The scenarios of video statements; see `scenarios.py`."""

from streaming.video_statements import services as video_statements
from streaming.video_statements.files import IncomingUpload
from streaming.video_statements.rules import Facts
from tests.support.watched import Watched

FACTS = Facts(
    container="webm", picture="vp8", sound="opus", seconds=170.0, octets=20_000_000, width=640, height=360,
    most_octets=200_000, most_packets=80, key_gap=2.0, reordered=False, turned=False, channels=1, tracks=2,
    baseline=True,
)  # fmt: skip


def video_statement_remove(w: Watched) -> None:
    video_statement_handed_in(w)
    w.do("fiji", "video_statement.remove", stream=w.demo.conference_stream)


def video_statement_handed_in(w: Watched, facts: Facts = FACTS) -> None:
    """Fiji uploads a video statement over REST. Its file is not read here."""
    seat, body = w.demo.seat("fiji"), IncomingUpload(None)
    with w.checked():
        video_statements.receive_upload(seat, str(seat.party), body, facts)
    body.discard()


def floor_start_playback(w: Watched) -> None:
    video_statement_handed_in(w)
    speaker = w.demo.participant("fiji")
    w.do("fiji", "floor.inscribe", mode="video_statement", speaker=speaker)
    w.do("moderator", "floor.grant", entry="3", token=0, confirmed=True)
    w.do("fiji", "floor.start_playback", token=1)

"""Chapters as WebVTT, read again by FFmpeg's parser."""

import io
from datetime import timedelta

import av
import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from streaming.models import SessionRecording
from streaming.webvtt import Cue, webvtt_file
from tests.support.assembly import Assembly

HOURS = 3600


def cues(written: str) -> list[tuple[float, float, str]]:
    """What FFmpeg reads of a WebVTT file: begin, end and text of each cue."""
    with av.open(io.BytesIO(written.encode()), format="webvtt") as opened:
        stream = opened.streams[0]
        assert stream.codec_context.name == "webvtt"
        return [
            (
                float(packet.pts * packet.time_base),
                float((packet.pts + packet.duration) * packet.time_base),
                bytes(packet).decode(),
            )
            for packet in opened.demux(stream)
            if packet.size
        ]


def test_a_file_has_a_cue_for_each_turn_within_it() -> None:
    found = [Cue(0, 10, "Peru"), Cue(12.5, 40, "Fiji"), Cue(50, 70, "Chile")]
    assert cues(webvtt_file(found, 20, 60, "Review")) == [(0, 20, "Fiji"), (30, 40, "Chile")]
    assert webvtt_file(found, 20, 60, "Review") == (
        "WEBVTT Review\n\n1\n00:00:00.000 --> 00:00:20.000\nFiji\n\n2\n00:00:30.000 --> 00:00:40.000\nChile\n"
    )


def test_long_recordings_and_odd_names() -> None:
    found = [Cue(101 * HOURS, 102 * HOURS, "A --> B\n\n<b>&</b>"), Cue(5.0001, 5.0004, "Short")]
    assert cues(webvtt_file(found, 0, 200 * HOURS, "-->\n\n9")) == [
        (101 * HOURS, 102 * HOURS, "A --&gt; B &lt;b&gt;&amp;&lt;/b&gt;")
    ]


def test_no_turns_are_no_cues() -> None:
    assert webvtt_file([], 0, 10, "") == "WEBVTT\n"


@pytest.mark.django_db
def test_the_chapters_of_a_file_in_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Assembly()
    began = clock.now()
    seconds = 0.0
    monkeypatch.setattr(clock, "now", lambda: began + timedelta(seconds=seconds))
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    hall.conference.parties.update(name={"en": "Fiji", "id": "Republik Fiji"})
    for turn in range(2):
        seconds = 10 + 40 * turn
        hall.done(fiji, "floor.inscribe")
        hall.done(chair, "floor.grant", entry=str(turn + 1), token=hall.floor().token, confirmed=True)
        seconds += 20
        hall.done(chair, "floor.end", token=hall.floor().token)
    recording = SessionRecording.objects.create(
        session=hall.session,
        state="ready",
        folder="made",
        started_at=began,
        stopped_at=began + timedelta(seconds=90),
    )
    file = recording.files.create(slot="floor", name="floor.webm", at=30, seconds=30, octets=1)
    headers = {"Authorization": f"Bearer {seats.sign(chair)[0]}"}
    path = f"/api/v1/session-recordings/files/{file.pk}/chapters.vtt?language=id"
    answer = Client().get(path, headers=headers)
    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert cues(answer.content.decode()) == [(20, 30, "Republik Fiji")]
    recording.files.update(seconds=0)
    found = cues(Client().get(path, headers=headers).content.decode())
    assert found == [(20, 40, "Republik Fiji")]
    missing = Client().get("/api/v1/session-recordings/files/999/chapters.vtt", headers=headers)
    assert (missing.status_code, missing.json()["code"]) == (404, "session_recording.no_file")

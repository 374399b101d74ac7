"""A party hands in its video statement over REST (FL4): kept, replaced, taken back; refusals leave nothing."""

import json
import resource
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.journal.models import Entry
from foundation.refusals import Refusal
from sessions.models import Party
from streaming.models import VideoStatement
from streaming.video_statements import files, intake, subprocesses
from streaming.video_statements.files import IncomingUpload
from streaming.video_statements.rules import Facts
from tests.streaming.video_statements.conftest import Make, bearer, hand_in, left
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json().get("code", "")


def party(seat: Seat) -> Party:
    return Party.objects.get(pk=seat.party)


def test_FL4_a_video_statement_that_can_be_played_is_ready_at_once(
    hall: Assembly, fiji: Seat, folder: Path, made: Make
) -> None:
    answer = hand_in(fiji, made("a.webm").read_bytes())

    row = VideoStatement.objects.get(party=fiji.party)
    assert answer.status_code == 201
    assert answer.json() == {"party": fiji.party, "state": "ready", "seconds": row.seconds}
    assert (party(fiji).video_statement_file, party(fiji).video_statement_coming) == (row.file, False)
    assert party(fiji).video_statement_seconds == row.seconds > 0
    assert files.path_of(row.file).read_bytes() == made("a.webm").read_bytes()
    assert left(folder) == [Path(row.file).name]
    assert hall.events(hall.conference.stream) == ["video_statement.received"]
    assert hall.done(fiji, "floor.inscribe", mode="video_statement")


def test_FL4_a_video_statement_that_is_converted_counts_for_the_list(
    hall: Assembly, fiji: Seat, made: Make
) -> None:
    answer = hand_in(fiji, made("aac.mp4", picture="h264", sound="aac").read_bytes())

    assert answer.json()["state"] == "converting"
    assert (party(fiji).video_statement_file, party(fiji).video_statement_coming) == ("", True)
    assert hall.done(fiji, "floor.inscribe", mode="video_statement")


def test_each_audience_sees_what_it_may(hall: Assembly, fiji: Seat, made: Make) -> None:
    hand_in(fiji, made("a.webm").read_bytes())
    entry = Entry.objects.get(stream=hall.conference.stream)
    staff, everyone = json.loads(entry.moderators), json.loads(entry.everyone or "")
    assert (set(staff["put"]), set(everyone["put"])) == (
        {"video_statement", "party", "party_details"},
        {"party"},
    )
    assert staff["put"]["video_statement"][fiji.party]["state"] == "ready"
    assert [(part["to"], set(part["put"])) for part in entry.own_parts] == [
        (f"party/{fiji.party}", {"my_video_statement"})
    ]


def test_a_new_video_statement_replaces_the_former(
    fiji: Seat, folder: Path, made: Make, django_capture_on_commit_callbacks: Any
) -> None:
    hand_in(fiji, made("a.webm").read_bytes())
    with django_capture_on_commit_callbacks(execute=True):
        hand_in(fiji, made("a.mp4", picture="h264").read_bytes())
    row = VideoStatement.objects.get(party=fiji.party)
    assert left(folder) == [Path(row.file).name]
    assert row.file.endswith(".mp4")


def test_a_refused_upload_leaves_nothing_and_keeps_the_former(
    hall: Assembly, fiji: Seat, folder: Path, made: Make
) -> None:
    hand_in(fiji, made("a.webm").read_bytes())
    before, events = left(folder), hall.events(hall.conference.stream)
    assert code(hand_in(fiji, b"Excellencies, " * 100)) == (415, "video_statement.not_a_video")
    assert code(hand_in(fiji, made("mute.webm", sound="").read_bytes())) == (422, "video_statement.no_sound")
    assert code(hand_in(fiji, made("a.webm").read_bytes()[:-2000])) == (422, "video_statement.cut_short")
    assert (left(folder), hall.events(hall.conference.stream)) == (before, events)


def test_FL4_a_video_that_is_too_long_or_too_large_is_refused(
    fiji: Seat, folder: Path, made: Make, settings: Any
) -> None:
    settings.VIDEO_STATEMENT_MOST_SECONDS = 1
    assert code(hand_in(fiji, made("a.webm").read_bytes())) == (422, "video_statement.too_long")
    settings.VIDEO_STATEMENT_MOST_MEGABYTES = 0
    assert code(hand_in(fiji, made("a.webm").read_bytes())) == (413, "video_statement.too_large")
    assert left(folder) == []


def test_an_upload_without_a_length_is_stopped_at_the_limit(folder: Path, settings: Any) -> None:
    settings.VIDEO_STATEMENT_MOST_MEGABYTES = 1
    body = IncomingUpload(None)
    body.write(bytes(900_000))
    with pytest.raises(Refusal) as refused:
        body.write(bytes(200_000))
    assert refused.value.code == "video_statement.too_large"
    body.discard()
    assert left(folder) == []


def test_a_full_disk_is_reported_before_and_during_an_upload(
    folder: Path, fiji: Seat, made: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = IncomingUpload(None)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(Refusal) as refused:
            body.write(bytes(200_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    body.discard()
    assert refused.value.code == "video_statement.no_room"

    monkeypatch.setattr(files, "RESERVE", 1 << 60)
    assert code(hand_in(fiji, made("a.webm").read_bytes())) == (507, "video_statement.no_room")
    assert left(folder) == []


def test_which_seats_may_hand_in(hall: Assembly, folder: Path, made: Make) -> None:
    octets = made("a.webm").read_bytes()
    assert code(Client().put("/api/v1/video-statement", octets)) == (401, "seat.missing")
    assert code(hand_in(hall.guest(), octets)) == (403, "wire.forbidden")
    assert code(hand_in(hall.moderator(), octets)) == (403, "wire.forbidden")
    assert code(hand_in(hall.person("Panellist", "panellist"), octets)) == (403, "video_statement.no_party")
    assert left(folder) == []


def test_a_party_sends_one_at_a_time(fiji: Seat, made: Make) -> None:
    first = intake.begin_upload(fiji, None)
    assert code(hand_in(fiji, made("a.webm").read_bytes())) == (409, "video_statement.busy")
    first.discard()
    assert hand_in(fiji, made("a.webm").read_bytes()).status_code == 201


def test_FL4_a_video_statement_cannot_change_while_it_has_the_floor(
    hall: Assembly, fiji: Seat, folder: Path, made: Make
) -> None:
    hand_in(fiji, made("a.webm").read_bytes())
    chair, before = hall.moderator(), left(folder)
    hall.done(fiji, "floor.inscribe", mode="video_statement")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert code(hand_in(fiji, made("a.webm").read_bytes())) == (409, "video_statement.playing")
    assert (
        hall.code(fiji, "video_statement.remove", stream=hall.conference.stream) == "video_statement.playing"
    )
    assert left(folder) == before
    hall.done(chair, "floor.end", token=1)
    assert hand_in(fiji, made("a.webm").read_bytes()).status_code == 201


def test_a_party_takes_its_own_back(
    hall: Assembly, fiji: Seat, folder: Path, made: Make, django_capture_on_commit_callbacks: Any
) -> None:
    hand_in(fiji, made("a.webm").read_bytes())
    with django_capture_on_commit_callbacks(execute=True):
        hall.do(fiji, "video_statement.remove", stream=hall.conference.stream)
    assert (left(folder), party(fiji).video_statement_file) == ([], "")
    assert hall.code(fiji, "video_statement.remove", stream=hall.conference.stream) == "video_statement.none"
    assert hall.code(fiji, "floor.inscribe", mode="video_statement") == "floor.no_video_statement"


def test_an_accepted_upload_is_announced(fiji: Seat) -> None:
    answer = Client().get("/api/v1/video-statement", headers=bearer(fiji))
    assert answer.json() == {"most_octets": 500_000_000, "most_seconds": 900}


def test_a_seat_withdrawn_during_the_upload_hands_in_nothing(
    fiji: Seat, folder: Path, made: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = subprocesses.probe

    def withdraw(path: Path) -> Facts:
        seats.revise(fiji.person, fiji.conference, roles=(), withdrawn=True)
        return probe(path)

    monkeypatch.setattr(subprocesses, "probe", withdraw)
    assert code(hand_in(fiji, made("a.webm").read_bytes())) == (403, "seat.withdrawn")
    assert (left(folder), VideoStatement.objects.count()) == ([], 0)

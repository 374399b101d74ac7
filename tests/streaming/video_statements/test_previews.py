"""Previews of a video statement: by ranges, for permitted persons, and not by a guessed or old URL."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from foundation.accounts.seats import Seat
from streaming import ranged_download
from tests.streaming.video_statements.conftest import Make, bearer, hand_in
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def video(fiji: Seat, made: Make) -> bytes:
    """The video that Fiji handed in."""
    octets = made("a.webm").read_bytes()
    hand_in(fiji, octets)
    return octets


def ask(seat: Seat, party: str | None) -> Any:
    return Client().post(f"/api/v1/video-statements/{party}/token", headers=bearer(seat))


def fetch(token: str, part: str = "bytes=0-") -> Any:
    headers = {"Authorization": f"Bearer {token}"} | ({"Range": part} if part else {})
    return Client().get("/media/video-statement", headers=headers)


def test_a_moderator_previews_a_video_by_ranges(
    hall: Assembly, fiji: Seat, video: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranged_download, "MAX_AT_ONCE", 10_000)
    given = ask(hall.moderator(), fiji.party).json()
    assert given["url"] == "/media/video-statement"

    octets = b""
    while len(octets) < len(video):
        answer = fetch(given["token"], f"bytes={len(octets)}-")
        assert answer.status_code == 206
        last = len(octets) + len(answer.content) - 1
        assert answer["Content-Range"] == f"bytes {len(octets)}-{last}/{len(video)}"
        octets += answer.content
    assert octets == video
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("video/webm", "no-store")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert fetch(given["token"], "bytes=5-9").content == video[5:10]


def test_which_seats_may_preview(hall: Assembly, fiji: Seat, video: bytes) -> None:
    assert ask(fiji, fiji.party).status_code == 201
    assert ask(hall.delegate("Chile"), fiji.party).json()["code"] == "wire.forbidden"
    assert ask(hall.guest(), fiji.party).json()["code"] == "wire.forbidden"
    assert ask(Assembly().moderator(), fiji.party).json()["code"] == "wire.wrong_conference"
    assert Client().post(f"/api/v1/video-statements/{fiji.party}/token").json()["code"] == "seat.missing"


def test_a_missing_video_cannot_be_previewed(
    hall: Assembly, fiji: Seat, video: bytes, django_capture_on_commit_callbacks: Any
) -> None:
    assert ask(hall.moderator(), "0").status_code == 404
    token = ask(fiji, fiji.party).json()["token"]
    with django_capture_on_commit_callbacks(execute=True):
        hall.do(fiji, "video_statement.remove", stream=hall.conference.stream)
    assert (fetch(token).status_code, fetch(token).json()["code"]) == (404, "video_statement.none")
    assert ask(fiji, fiji.party).json()["code"] == "video_statement.none"


def test_a_token_is_our_own_and_lasts_a_minute(fiji: Seat, video: bytes, settings: Settings) -> None:
    assert Client().get("/media/video-statement").json()["code"] == "media.token_missing"
    assert fetch("e30:forged").json()["code"] == "media.token_forged"
    settings.MEDIA_TOKEN_SECONDS = 0
    assert fetch(ask(fiji, fiji.party).json()["token"]).json()["code"] == "media.token_expired"


@pytest.mark.parametrize("part", ["", "bytes=9-5", "bytes=99999999-", "bytes=-5", "octets=0-1"])
def test_a_range_is_required(fiji: Seat, video: bytes, part: str) -> None:
    answer = fetch(ask(fiji, fiji.party).json()["token"], part)
    assert (answer.status_code, answer.json()["code"]) == (416, "video_statement.range_needed")


def test_a_preview_changes_nothing(folder: Path, video: bytes) -> None:
    assert Client().post("/media/video-statement").status_code == 405

"""A small conference whose parties hand in video statements, and videos of every kind, made once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from streaming.video_statements import services
from tests.support.assembly import Assembly
from tests.support.videos import video

Make = Callable[..., Path]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """A video by its file name and properties; equal ones are made once."""
    folder, known = tmp_path_factory.mktemp("videos"), dict[str, Path]()

    def make(name: str, **properties: Any) -> Path:
        key = f"{sorted(properties.items())}{name}"
        if key not in known:
            known[key] = video(folder / f"{len(known)}-{name}", **properties)
        return known[key]

    return make


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """The folder of video statements in this test."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "video_statements"


@pytest.fixture
def hall(db: None, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Assembly:
    # No other thread can write during a test's own transaction.
    monkeypatch.setattr(services, "RENEW_SECONDS", 3600)
    return Assembly()


@pytest.fixture
def fiji(hall: Assembly) -> Seat:
    return hall.delegate("Fiji")


def bearer(seat: Seat) -> dict[str, str]:
    """The authorization header of a seat."""
    return {"Authorization": f"Bearer {seats.sign(seat)[0]}"}


def hand_in(seat: Seat, octets: bytes) -> Any:
    """Hand in a file like a browser; returns the answer."""
    return Client().put(
        "/api/v1/video-statement", octets, content_type="application/octet-stream", headers=bearer(seat)
    )


def left(folder: Path) -> list[str]:
    """The names of all files in the folder."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())

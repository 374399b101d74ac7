"""The clips of the demo's delegations: made once, and used by the rehearsal."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from foundation.films import Shot, hall_shots
from foundation.films.clips import clip_path
from rehearsal.film_cache import FilmCache
from sessions.demo.clips import READY
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path / "rehearsal"


def made(capsys: pytest.CaptureFixture[str]) -> str:
    call_command("clips")
    return capsys.readouterr().out


@pytest.mark.thorough
def test_the_hall_and_each_delegation_have_one_that_the_rehearsal_finds(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    demo = Assembly()
    demo.conference.is_demo = True
    demo.conference.save()
    demo.party("Fiji")
    demo.party("", code="CL")
    demo.party("Indonesia", place="hall")
    demo.party("Ana Nusa", outlet="The Paper")
    Assembly().party("Japan")
    assert made(capsys) == "Clips made: 5.\n"
    names = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert (len(names), "ready" in names) == (6, True)

    cache = FilmCache(folder)
    shots = [Shot("Fiji"), Shot("CL"), *hall_shots(["Indonesia"])]
    assert [asyncio.run(cache.film(shot)).seconds for shot in shots] == [24.0] * 5
    assert made(capsys) == "Clips made: 0.\n"
    later = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert later | {"ready": 0} == names | {"ready": 0}


@pytest.mark.thorough
def test_one_that_was_begun_is_made_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo = Assembly()
    demo.conference.is_demo = True
    demo.conference.save()
    demo.party("Fiji")
    made(capsys)
    clip = clip_path(folder, Shot("Fiji"))
    clip.rename(clip.with_suffix(".part.webm"))
    assert made(capsys) == "Clips made: 1.\n"
    assert (clip.exists(), list(folder.glob("*.part.webm"))) == (True, [])


def test_without_a_demo_there_are_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Assembly().party("Fiji")
    assert made(capsys) == "Clips made: 0.\n"
    assert not (folder / READY).exists(), "the next start makes them"

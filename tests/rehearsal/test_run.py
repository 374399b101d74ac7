"""A rehearsal in a real hall, from the outside: it fills the room, gives way to people, and ends with the hall."""

import asyncio
import contextlib
import json
import os
import pty
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.support.fork_server import Started
from tests.support.hall import ROOT, Hall, copied, free_port
from tests.support.patience import PATIENCE
from tests.support.prepared import original
from tests.support.tab import Tab


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    hall = Hall(copied(original(video=True), tmp_path_factory.mktemp("hall") / "data"))
    hall.start()
    yield hall
    hall.stop()


@pytest.fixture(scope="module")
def rehearsal(hall: Hall) -> Iterator[Started]:
    report = f"--report={hall.folder / 'report.json'}"
    process = hall.rehearse("--audience=6", "--listening=1", "--pace=3", report)
    try:
        _wait_for(hall.folder / "rehearse.log", "come in.", process)
        yield process
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


class Watching(Tab):
    """A tab with time-outs for a busy machine."""

    async def until(self, true: Any) -> None:
        """Wait until a condition on the received state is true."""
        async with self._news, asyncio.timeout(PATIENCE):
            await self._news.wait_for(true)


@pytest.mark.thorough
async def test_the_room_fills_and_simulated_seats_give_way_to_people(hall: Hall, rehearsal: Started) -> None:
    session = f"session/{hall.session()}"
    conference = f"conference/{hall.seat('audience')['seat']['conference']}"
    async with Watching(hall, hall.seat("audience")["token"]) as guest:
        room, programme = await guest.follow(session), await guest.follow(conference)
        chat = await guest.follow(f"chat/{hall.session()}")

        def turn() -> dict[str, Any]:
            return next(iter(room.entities.get("turn", {}).values()), {})

        def people(party: str) -> list[bool]:
            """For each connected person of a party, whether they are simulated."""
            here = room.signals["presence"]["parties"].get(party, {"hall": [], "remote": []})
            return [programme.entities["participant"][p]["simulated"] for p in here["hall"] + here["remote"]]

        await guest.until(lambda: bool(turn()))
        assert people(turn()["party"]) == [True]
        await guest.until(lambda: len(room.entities["entry"]) >= 8)
        await guest.until(lambda: bool(room.entities.get("question")))
        assert all(row["simulated"] for row in room.entities["question"].values())
        messages = chat.entities.setdefault("message", {})
        await guest.until(lambda: any(row["edited_at"] for row in messages.values()))
        assert {row["channel"] for row in messages.values()} == {"everyone"}
        assert all(row["simulated"] for row in messages.values())
        await guest.until(lambda: bool(chat.signals.get("message.reactions", {}).get("counts")))
        await guest.until(lambda: bool(room.signals.get("media.lines", {}).get("publishing")))
        await guest.until(lambda: room.signals["presence"]["audience_simulated"] == 6)
        await guest.until(lambda: room.signals["media.lines"]["hall"])
        channels = room.entities["language_channel"]
        await guest.until(lambda: all(row["on_duty"] for row in channels.values()))
        assert set(channels) == {"fr", "es"}

        interpreter = hall.seat("interpreter")
        async with Watching(hall, interpreter["token"]) as booth:
            await booth.follow(session)
            me = interpreter["seat"]["participant"]
            asked = await booth.do(session, "interpretation.hand_over", language="fr", to=me, now=False)
            assert "done" in asked
            await guest.until(lambda: channels["fr"]["on_duty"] == me)
            assert "done" in await booth.do(session, "interpretation.go_off_duty", language="fr")
            await guest.until(lambda: channels["fr"]["on_duty"] not in (None, me))

        fiji = hall.seat("fiji")
        # It may be away for a while.
        await guest.until(lambda: people(fiji["seat"]["party"]) == [True])
        async with Watching(hall, fiji["token"]) as delegate:
            await delegate.follow(session)
            await guest.until(lambda: people(fiji["seat"]["party"]) == [False])
            assert "done" in await delegate.do(session, "floor.inscribe")

        async with Watching(hall, hall.seat("moderator")["token"]) as moderator:
            floor = await moderator.follow(session)
            await guest.until(lambda: room.signals["presence"]["moderators"] == 1)
            await guest.until(lambda: bool(turn()) or len(room.entities["entry"]) > 0)
            while True:
                held = next(iter(floor.entities.get("turn", {}).values()), None)
                token = floor.entities["floor"][hall.session()]["token"]
                if held is None:
                    first = min(floor.entities["entry"].values(), key=lambda entry: entry["order"])
                    await moderator.do(session, "floor.grant", entry=first["id"], token=token, confirmed=True)
                elif "done" in await moderator.do(session, "floor.revoke", token=token):
                    break
            await guest.until(lambda: not turn())
            assert held["party"] not in {row["party"] for row in room.entities["entry"].values()}


@pytest.mark.thorough
async def test_a_turn_in_the_hall_is_heard(hall: Hall, rehearsal: Started) -> None:
    session = f"session/{hall.session()}"
    seat = hall.seat("moderator")
    async with Watching(hall, seat["token"]) as moderator, asyncio.timeout(PATIENCE):
        room = await moderator.follow(session)
        parties = (await moderator.follow(f"conference/{seat['seat']['conference']}")).entities["party"]

        def turn() -> dict[str, Any]:
            return next(iter(room.entities.get("turn", {}).values()), {})

        def waits_in_the_hall() -> str | None:
            entries = room.entities.get("entry", {}).values()
            return next((row["id"] for row in entries if parties[row["party"]]["place"] == "hall"), None)

        def is_heard() -> bool:
            lines, speaking = (room.signals.get(f"media.{kind}") or {} for kind in ("lines", "speaking"))
            in_hall = turn().get("place") == lines.get("floor") == "hall"
            return in_hall and "floor" in speaking.get("slots", ())

        # The delegation may have finished before its film was made: then another one is called.
        while not is_heard():
            token = room.entities["floor"][hall.session()]["token"]
            entry = waits_in_the_hall()
            if turn().get("place") == "remote":
                await moderator.do(session, "floor.revoke", token=token)
            elif turn():
                await moderator.until(lambda: is_heard() or not turn())
            elif entry:
                await moderator.do(session, "floor.grant", entry=entry, token=token, confirmed=True)
            else:
                await moderator.until(lambda: waits_in_the_hall() or turn())
        assert turn()["dropped_at"] is None


@pytest.mark.thorough
async def test_ctrl_c_ends_it_with_a_report(hall: Hall, rehearsal: Started) -> None:
    rehearsal.send_signal(signal.SIGINT)
    assert rehearsal.wait(PATIENCE) == 0
    report = json.loads((hall.folder / "report.json").read_text())
    assert (report["failed_connects"], report["gaps"]) == (0, 0)
    written = {kind for kind in report["done"] if kind.startswith("message.")}
    assert written >= {"message.send", "message.edit", "message.react"}
    # Its author may delete a message in the moment in which another answers it.
    refusals = {code for code in report["refusals"] if code.startswith("message.")}
    assert refusals <= {"message.unknown", "message.deleted"}
    # People can go on duty in the booths at once.
    async with Watching(hall, hall.seat("audience")["token"]) as guest:
        room = await guest.follow(f"session/{hall.session()}")
        assert [row["on_duty"] for row in room.entities["language_channel"].values()] == [None, None]


def test_a_terminal_shows_a_bar_and_at_the_end_the_report(hall: Hall) -> None:
    ours, theirs = pty.openpty()
    process = hall.rehearse("--audience=60", "--delegations=1", "--minutes=0.05", to=theirs)
    os.close(theirs)
    shown = b"".join(_read(ours)).decode()
    os.close(ours)
    assert process.wait(PATIENCE) == 0
    lines = re.split(r"[\r\n]+", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown))
    assert "1 simulated delegations come in." in lines
    assert any(line.startswith("The audience comes in ━") for line in lines), shown
    *_, report = shown.rpartition("comes in")
    assert "Sockets at once" in report
    # No cursor is left where the bar was: the server uses the same terminal.
    assert report.count("\x1b[2K") <= 2


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("--session=6", "--seat-token and --session go together"),
        ("--seat-token=x", "--seat-token and --session go together"),
        ("--url=hall.example", "begins with http:// or https://"),
        ("--pace=nan", "The pace is a number above 0."),
        ("--audience=-1", "0 or more"),
        ("--report=/proc/none/report.json", "cannot be written to /proc/none/report.json"),
    ],
)
def test_wrong_options_are_refused_before_anyone_connects(wrong: str, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        call_command("rehearse", wrong)


def test_it_fails_if_no_server_answers(hall: Hall) -> None:
    nobody = f"--url=http://127.0.0.1:{free_port()}"
    with pytest.raises(CommandError, match="had let anybody in"):
        call_command("rehearse", nobody, "--minutes=0.001")


@pytest.mark.thorough
def test_it_fails_in_an_unknown_session(hall: Hall) -> None:
    token = hall.seat("moderator")["token"]
    process = hall.rehearse(f"--seat-token={token}", "--session=9999")
    assert process.wait(PATIENCE) == 1
    assert "There is no such session" in (hall.folder / "rehearse.log").read_text()


@pytest.mark.thorough
def test_make_run_ends_both(hall: Hall, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(hall.folder, folder, ignore=shutil.ignore_patterns("*.log"))
    port = str(free_port())
    log = tmp_path / "log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            ["tools/run.sh", port],
            cwd=ROOT,
            env=hall._environment | {"DATA_DIR": str(folder)},
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        _wait_for(log, "The simulated chair conducts.", process)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def _read(terminal: int) -> Iterator[bytes]:
    """Everything written to a terminal until nobody holds it open."""
    with contextlib.suppress(OSError):
        while piece := os.read(terminal, 65_536):
            yield piece


def _wait_for(log: Path, sentence: str, process: "Started | subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while sentence not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < end, log.read_text()
        time.sleep(0.05)

"""The watcher of booths, with a relay that tells which channels have a source."""

import pytest

from streaming.interpretation import held_clock
from streaming.interpretation.held_clock import WatchedBooths
from streaming.signalling import booth_watcher
from streaming.signalling.booth_watcher import BoothWatcher
from tests.streaming.relay.peers import until

SESSION = 2


async def test_the_clock_stops_while_a_booth_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    acts: list[str] = []
    heard: list[str] = ["fr"]
    watched = [WatchedBooths(SESSION, frozenset({"fr"}), is_held=False)]

    def change(name: str, *, is_held: bool) -> None:
        acts.append(name)
        watched[:] = [WatchedBooths(SESSION, frozenset({"fr"}), is_held)]

    monkeypatch.setattr(held_clock, "watched_booths", lambda: list(watched))
    monkeypatch.setattr(held_clock, "hold_clock", lambda _: change("hold", is_held=True))
    monkeypatch.setattr(held_clock, "release_clock", lambda _: change("release", is_held=False))
    monkeypatch.setattr(booth_watcher, "GRACE_SECONDS", 0)
    watcher = BoothWatcher(lambda stream: stream == f"session/{SESSION}", lambda _: heard)
    await watcher.start()
    try:
        heard.clear()
        watcher.poll_soon()
        await until(lambda: acts == ["hold"])
        heard.append("fr")
        watcher.poll_soon()
        await until(lambda: acts == ["hold", "release"])
    finally:
        await watcher.stop()

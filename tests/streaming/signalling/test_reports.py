"""The quality of lines, from real packets (FL18)."""

from contextlib import AsyncExitStack

import pytest

from foundation.database import in_thread
from sessions.floor.readiness import services
from sessions.models import LineReport
from streaming.signalling import polling, reports
from streaming.signalling.media import Media
from streaming.signalling.reports import RecentLoss
from tests.streaming.relay.peers import until
from tests.streaming.signalling.conftest import Chair, take
from tests.streaming.signalling.test_disconnect_detector import publishes


def test_loss_covers_the_last_fifteen_seconds() -> None:
    arrivals = RecentLoss()
    assert arrivals.add(0.0, 0, 0) == 0.0
    assert arrivals.add(5.0, 100, 100) == 0.0
    assert arrivals.add(10.0, 200, 190) == pytest.approx(0.05)
    assert arrivals.add(20.0, 300, 290) == pytest.approx(0.05)
    assert arrivals.add(25.1, 400, 390) == 0.0
    assert arrivals.add(26.0, 10, 9) == 0.0  # the sender began anew
    assert arrivals.add(27.0, 20, 14) == pytest.approx(0.5)


def test_late_packets_make_no_negative_loss() -> None:
    arrivals = RecentLoss()
    arrivals.add(0.0, 100, 90)
    assert arrivals.add(1.0, 110, 105) == 0.0


async def test_FL18_a_delegate_on_deck_is_ready_once_its_microphone_was_heard(
    demo: str, media: Media, peers: AsyncExitStack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "POLL_SECONDS", 0.05)
    monkeypatch.setattr(reports, "REPORT_SECONDS", 0.1)
    verdict = ""

    async def look() -> None:
        nonlocal verdict
        signal = await in_thread(services.on_deck, int(demo))
        verdict = signal.entries["3"].verdict

    await Chair(demo, await take("fiji")).do(type="floor.inscribe")
    await look()
    assert verdict == "absent"
    fiji = await publishes(peers, demo, "fiji")
    await until(lambda: verdict == "silent", during=look)
    await fiji.say(word=b"hm")
    await until(lambda: verdict == "not_heard", during=look)

    async def speak() -> None:
        await fiji.say(word=b"a word that is long enough for a voice")
        await look()

    await until(lambda: verdict == "ready", during=speak)
    await media.relay.hang_up(fiji.resource)
    await until(lambda: verdict == "absent", during=look)
    assert await in_thread(LineReport.objects.count) == 0

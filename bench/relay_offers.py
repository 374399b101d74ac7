"""Cost of offers, normal and hostile ones, and of a moderator's command while a guest floods the endpoints.

Part of `relay_flood.py`, which writes the figures. Run as a program it is the flood: it posts an offer on many
connections again and again, by the orders in its first line of input, until the input ends.
"""

import asyncio
import contextlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from aiortc.sdp import SessionDescription

from streaming.relay import MediaRefusal, offers
from streaming.relay.extensions import FROM_PUBLISHERS
from tests.support.hall import Hall
from tests.support.tab import Tab

CHANGES, REPEATED = 400, 7
CONNECTIONS, GUESTS, SECONDS, COMMAND_EVERY = 20, 20, 8.0, 0.15
SLOTS = ("floor", "chair", "hall", "slides", "programme", *(f"panel-{number}" for number in range(1, 7)))
HEAD = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
TRANSPORT = (
    "a=recvonly\r\na=rtcp-mux\r\na=setup:actpass\r\na=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\n"
    "a=fingerprint:sha-256 " + ":".join(["AB"] * 32) + "\r\n"
)
NUMBERS = (*range(96, 128), *range(35, 64))
LINES: tuple[Callable[[random.Random], str], ...] = (
    lambda dice: f"a=ssrc:{dice.getrandbits(32)} cname:{dice.getrandbits(32)}",
    lambda dice: f"a=ssrc-group:FID {dice.getrandbits(32)} {dice.getrandbits(32)}",
    lambda dice: f"a=msid:{dice.getrandbits(32)} {dice.getrandbits(32)}",
    lambda dice: f"a=rtpmap:{dice.choice(NUMBERS)} VP8/90000",
    lambda dice: f"a=rtpmap:{dice.choice(NUMBERS)} H264/90000",
    lambda dice: f"a=rtpmap:{dice.choice(NUMBERS)} rtx/90000",
    lambda dice: f"a=rtpmap:{dice.choice(NUMBERS)} opus/48000/{dice.randrange(999)}",
    lambda dice: f"a=fmtp:{dice.choice(NUMBERS)} apt={dice.choice(NUMBERS)};x={dice.getrandbits(32)}",
    lambda dice: (
        f"a=fmtp:{dice.choice(NUMBERS)} packetization-mode=1;profile-level-id={dice.randrange(1 << 24):06x}"
    ),
    lambda dice: f"a=fmtp:{dice.choice(NUMBERS)} " + ";".join(["a"] * dice.randrange(450)),
    lambda dice: (
        f"a=rtcp-fb:{dice.choice(('*', *NUMBERS))} {dice.choice(('nack', 'nack pli', 'goog-remb', 'x'))}"
    ),
    lambda dice: f"a=extmap:{dice.randrange(256)} {dice.choice(sorted(FROM_PUBLISHERS))}",
    lambda dice: f"a=extmap:{dice.randrange(256)} urn:{dice.getrandbits(32)}",
    lambda dice: f"a=candidate:{dice.getrandbits(32)} 1 udp 1 192.0.2.1 9 typ host",
    lambda dice: f"a=rid:{dice.getrandbits(32)} send",
    lambda dice: (
        "a=simulcast:send " + ";".join(f"{dice.getrandbits(16):x}" for _ in range(dice.randrange(150)))
    ),
    lambda dice: f"a=fingerprint:sha-256 {dice.getrandbits(64):x}",
    lambda dice: f"a=mid:{dice.getrandbits(32)}",
    lambda dice: f"a=x:{'x' * dice.randrange(1000)}",
)
"""Every kind of line on which trimming or parsing spends time, with random values."""


def medium(kind: str, mid: int, codecs: list[str], lines: list[str]) -> str:
    """The SDP of a receive-only medium."""
    numbers = " ".join(map(str, NUMBERS[: len(codecs)]))
    named = [f"a=rtpmap:{number} {codec}" for number, codec in zip(NUMBERS, codecs, strict=False)]
    rest = "".join(f"{line}\r\n" for line in [*named, *lines])
    return f"m={kind} 9 UDP/TLS/RTP/SAVPF {numbers}\r\na=mid:{mid}\r\n{TRANSPORT}{rest}"


def offer(slots: int, codecs: int, sound: list[str], picture: list[str]) -> str:
    """A listener's offer with this many codecs in each medium, and these lines."""
    return HEAD + "".join(
        medium("audio", 2 * number, ["opus/48000/2"] * codecs, sound)
        + medium("video", 2 * number + 1, ["VP8/90000"] * codecs, picture)
        for number in range(slots)
    )


def hostile(dice: random.Random) -> str:
    """An offer near the limits: a few kinds of lines, as many as are accepted."""
    slots = dice.randint(1, len(SLOTS))
    kinds = [dice.choice(LINES) for _ in range(dice.randint(1, 3))]
    count = min(330, 2000 // (2 * slots) - 30)
    sound, picture = ([dice.choice(kinds)(dice) for _ in range(count)] for _ in range(2))
    return offer(slots, dice.choice((1, 24)), sound, picture)


def shortened(text: str) -> str:
    """The offer, where each medium is cut to as many lines as the largest real offer has."""
    while len(text) > offers.LARGEST:
        media = text.split("m=")
        text = "m=".join(
            [media[0], *(one[: int(len(one) * 0.9)].rpartition("\r\n")[0] + "\r\n" for one in media[1:])]
        )
    return text


def cost_ms(text: str) -> float:
    """CPU milliseconds to read a listener's offer and parse it by aiortc; the least of several runs.

    A refused offer costs what its refusal takes.
    """
    times = []
    for _ in range(REPEATED):
        began = time.thread_time()
        try:
            read = offers.trim_offer(text, FROM_PUBLISHERS)
            SessionDescription.parse(read)
        except (MediaRefusal, ValueError, AssertionError):
            pass
        times.append(time.thread_time() - began)
    return min(times) * 1000


def worst(changes: int = CHANGES) -> tuple[float, str]:
    """The cost of the most expensive of many hostile offers, and that offer."""
    dice = random.Random(12)
    found = ((cost_ms(text), text) for text in (shortened(hostile(dice)) for _ in range(changes)))
    return max(found, key=lambda each: each[0])


def quadratic() -> str:
    """An offer of 130 kB that once blocked the loop for a second: aiortc searches each SSRC among all before it."""
    return offer(1, 1, [], [f"a=ssrc:{number} c:" for number in range(8029)])


def measure() -> dict[str, float]:
    """All figures; each is printed at once."""
    honest, (most, costly) = offer(5, 1, [], []), worst()
    figures = {"offer_honest_ms": cost_ms(honest), "offer_worst_ms": most}
    print(
        f"reading and parsing an offer: honest {figures['offer_honest_ms']:.1f} ms, the worst {most:.1f} ms"
    )
    floods = {"quiet": None, "many_ssrcs": quadratic(), "worst": costly, "honest": honest}
    with tempfile.TemporaryDirectory() as folder:
        hall = Hall(Path(folder), SOCKET_COMMANDS_A_MINUTE="100000")
        hall.prepare()
        try:
            for name, text in floods.items():
                # A new hall, because a flood uses up its rate limits.
                hall.start()
                times = asyncio.run(commands_beside(hall, text))
                hall.end()
                figures |= {f"command_beside_{name}_worst_ms": times[-1]}
                print(
                    f"{name}: {len(times)} commands, median {times[len(times) // 2]:.0f} ms, worst {times[-1]:.0f} ms"
                )
        finally:
            hall.end()
    return figures


async def commands_beside(hall: Hall, text: str | None) -> list[float]:
    """Sorted milliseconds from a moderator's commands to their answers, during a flood of this offer."""
    stream, times = f"session/{hall.session()}", list[float]()
    async with Tab.of(hall, "moderator") as tab, flooded(hall, text):
        await tab.follow(stream)
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            began = time.perf_counter()
            answer = await tab.do(stream, ("floor.close_list", "floor.open_list")[len(times) % 2])
            assert "done" in answer, answer
            times.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(COMMAND_EVERY)
        # The list is left as it was.
        await tab.do(stream, "floor.open_list")
    return sorted(times)


@contextlib.asynccontextmanager
async def flooded(hall: Hall, text: str | None) -> AsyncIterator[None]:
    """A context in which the endpoints are flooded with this offer."""
    if text is None:
        yield
        return
    slots, session = text.count("m=audio"), hall.session()
    tokens = [
        hall.post(f"/api/v1/sessions/{session}/media-token", {"action": "listen"}, guest["token"])["token"]
        for guest in (hall.post("/api/v1/seats/guest", {}) for _ in range(GUESTS))
    ]
    path = f"/media/sessions/{session}/whep?slots={','.join(SLOTS[:slots])}"
    orders = {"port": hall.port, "path": path, "tokens": tokens, "offer": text, "connections": CONNECTIONS}
    process = await asyncio.create_subprocess_exec(
        sys.executable, __file__, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(orders).encode() + b"\n")
    await process.stdin.drain()
    try:
        yield
    finally:
        process.stdin.close()
        print((await process.stdout.read()).decode().strip())
        await process.wait()


async def flood(orders: dict[str, Any]) -> None:
    """Post offers on many connections until standard input ends; prints the number of each status."""
    statuses: Counter[str] = Counter()
    posting = [
        asyncio.create_task(post(orders, orders["tokens"][number % len(orders["tokens"])], statuses))
        for number in range(orders["connections"])
    ]
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for task in posting:
        task.cancel()
    await asyncio.wait(posting)
    print("  answered: " + ", ".join(f"{status} × {count}" for status, count in statuses.most_common()))


async def post(orders: dict[str, Any], token: str, statuses: Counter[str]) -> None:
    """Post on one connection after another, because a refusal may close one."""
    body = orders["offer"].encode()
    head = (
        f"POST {orders['path']} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    while True:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", orders["port"])
            writer.write(head.encode() + body)
            statuses[(await reader.read()).decode(errors="replace")[9:12]] += 1
            writer.close()
        except OSError as error:
            statuses[type(error).__name__] += 1


if __name__ == "__main__":
    asyncio.run(flood(json.loads(sys.stdin.readline())))

"""The cost of unknown senders: of a datagram, of an offer, and the effect of 20,000 datagrams a second on listeners.

    .venv/bin/python bench/relay_flood.py

The relay has one publisher and a few listeners; strangers send to all their ports. The process under test has one core,
all other processes have another. All traffic stays on 127.0.0.1. Offers flood a hall of their own (`relay_offers.py`).
Writes bench/results/relay_flood.json.
"""

import asyncio
import contextlib
import os
import struct
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import relay_clip
import relay_offers
import report
from relay_processes import call, process

RATE, SECONDS, LISTENERS = 20_000, 5.0, 5
ROW = "{:<26}{:>12}{:>10}{:>10}{:>10}{:>10}"


def attribute(kind: int, value: bytes) -> bytes:
    """A STUN attribute."""
    return struct.pack("!HH", kind, len(value)) + value + bytes(-len(value) % 4)


def check(user: str) -> bytes:
    """An ICE check like a browser's, from one that does not know the password (RFC 8445, section 7.2.2)."""
    attributes = (
        (0x0006, f"{user}:abcd".encode()),
        (0x802A, bytes(8)),
        (0x0024, bytes(4)),
        (0x0008, bytes(20)),
    )
    body = b"".join(attribute(*each) for each in attributes)
    return struct.pack("!HHI", 1, len(body), 0x2112A442) + bytes(12) + body


def kinds(user: str) -> dict[str, bytes]:
    """The datagrams that strangers send, by their names in the figures."""
    return {
        "rtp": b"\x80\x60" + bytes(200),
        "dtls": b"\x16\xfe\xfd" + bytes(200),
        "stun": check("nobody"),
        "stun_of_a_known_name": check(user),
    }


@contextlib.asynccontextmanager
async def started() -> AsyncIterator[list[str]]:
    """The processes: relay, publishers, listeners, strangers."""
    last = (os.cpu_count() or 1) - 1
    roles = "relay", "publishers", "listeners", "strangers"
    async with contextlib.AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        yield [
            await stack.enter_async_context(process(role, f"{folder}/{role}", 0 if role == "relay" else last))
            for role in roles
        ]


async def measure() -> dict[str, float]:
    """Measure without a flood, then with each kind, for some seconds each."""
    figures: dict[str, float] = {}
    async with started() as (relay, publishers, listeners, strangers):
        await call(publishers, "publish", to=relay)
        await call(listeners, "join", to=relay, number=LISTENERS, slots=1, together=1)
        peers = await call(relay, "ports_and_users")
        ports = [port for port, _ in peers]

        async def course(data: bytes | None, to: list[int]) -> tuple[float, float, int]:
            await asyncio.sleep(1)
            await call(listeners, "mark")
            before, sent = (await call(relay, "used"))["cpu"], 0
            if data is None:
                await asyncio.sleep(SECONDS)
            else:
                sent = await call(strangers, "flood", ports=to, data=data.hex(), rate=RATE, seconds=SECONDS)
            used = (await call(relay, "used"))["cpu"] - before
            counts = await call(listeners, "counts")
            return used, 100 * counts["lost"] / max(1, counts["expected"]), sent

        quiet, lost, _ = await course(None, [])
        print(ROW.format("nothing", "", "", "", f"{quiet / SECONDS:.3f}", f"{lost:.3f}"))
        for name, data in kinds(peers[0][1]).items():
            to = ports[:1] if name == "stun_of_a_known_name" else ports
            used, lost, sent = await course(data, to)
            each = (used - quiet) / sent * 1e6
            figures |= {f"{name}_us": each, f"{name}_loss_percent": lost, f"{name}_core": used / SECONDS}
            print(
                ROW.format(
                    name, sent, f"{sent / SECONDS:.0f}", f"{each:.2f}", f"{used / SECONDS:.3f}", f"{lost:.3f}"
                )
            )
    return figures


def main() -> None:
    """Measure, print and write the figures."""
    relay_clip.clip_path()
    print(ROW.format("", "sent", "a second", "us each", "core", "loss %"))
    report.write("relay_flood", asyncio.run(measure()) | relay_offers.measure(), {})


if __name__ == "__main__":
    main()

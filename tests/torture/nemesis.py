"""What is done to the hall, by a seed: each fault once in an order of chance, then more while there is work."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import redis

from foundation.wire.unauthenticated_limit import MAX_PER_ADDRESS
from tests.support.hall import Hall
from tests.support.own_site import origin
from tests.support.stack import NOBODY, Stack
from tests.support.tcp_proxy import TcpProxy


@dataclass(frozen=True)
class Span:
    """For how long, in seconds: a process is stopped, the network fails, a server is away, a client bears silence."""

    frozen: float
    failing: float
    away: float
    patience: float


LONG = Span(frozen=30, failing=10, away=3, patience=5)
SHORT = Span(frozen=2, failing=1.5, away=0.2, patience=1.2)

Doing = Callable[[], Awaitable[None]]


class Nemesis:
    """The faults, by name; each ends with everything as it was."""

    def __init__(
        self,
        stack: Stack,
        halls: list[Hall],
        lines: list[TcpProxy],
        sign: Path,
        span: Span,
        dice: random.Random,
        hush: Callable[[], None],
    ) -> None:
        """`hush` lets nobody send anything new for now: what a fault left behind is not covered by what comes next."""
        self._hush = hush
        self._stack, self._halls, self._lines, self._sign = stack, halls, lines, sign
        self._span, self._dice = span, dice
        self.refused = 0
        """How many handshakes of the storms were refused."""
        self.faults: dict[str, Doing] = {
            "a web process killed": self._kill,
            "a web process frozen": self._freeze,
            "PostgreSQL restarted under a web process that starts": self._restart_under_start,
            "Redis restarted": self._restart_redis,
            "Redis flushed": self._flush_redis,
            "PostgreSQL restarted": self._restart_postgres,
            "PostgreSQL crashed": self._crash_postgres,
            "no room on the disk": self._fill_disk,
            "hints lost, doubled, late": self._break_hints,
            "a line cut": self._cut,
            "a line silent": self._silence,
            "a storm refused": self._storm,
        }

    def order(self) -> list[str]:
        """Each fault once."""
        return self._dice.sample(sorted(self.faults), len(self.faults))

    async def _kill(self) -> None:
        hall = self._dice.choice(self._halls)
        hall.kill()
        await asyncio.sleep(self._span.away)
        await asyncio.to_thread(hall.start)

    async def _restart_under_start(self) -> None:
        """The process has bound its port, and is about to ask the database, or just asks."""
        hall = self._dice.choice(self._halls)
        hall.kill()
        await asyncio.to_thread(hall.start)
        await self._restart_postgres()

    async def _freeze(self) -> None:
        hall = self._dice.choice(self._halls)
        hall.pause()
        await asyncio.sleep(self._span.frozen)
        hall.resume()

    async def _restart_redis(self) -> None:
        """Those of one line come back meanwhile, some to the process that has heard less."""
        self._stack.redis.stop()
        line = self._dice.choice(self._lines)
        line.cut()
        line.restore()
        await asyncio.sleep(self._span.away)
        self._stack.redis.start()

    async def _flush_redis(self) -> None:
        with redis.Redis.from_url(self._stack.environment["REDIS_URL"]) as client:
            client.flushall()

    async def _restart_postgres(self) -> None:
        await self._back_soon("INT")

    async def _crash_postgres(self) -> None:
        await self._back_soon("QUIT")

    async def _back_soon(self, ending: str) -> None:
        self._stack.postgres.stop(ending)
        await asyncio.sleep(self._span.away)
        self._stack.postgres.start()

    async def _fill_disk(self) -> None:
        """No file of PostgreSQL's may be written further than its first page: it stops at its next commit."""
        for pid in _family(self._stack.postgres.pid):
            # As the user that PostgreSQL runs as; one that has ended meanwhile needs no limit.
            limit = ["setpriv", *NOBODY, "prlimit", f"--pid={pid}", "--fsize=8192:"]
            await (await asyncio.create_subprocess_exec(*limit, stderr=asyncio.subprocess.DEVNULL)).wait()
        await asyncio.sleep(self._span.away)
        await self._back_soon("QUIT")

    async def _break_hints(self) -> None:
        """At the end all are lost, of the last command too: nothing says *look* to who looks not by itself."""
        all_lost = self._sign.with_suffix(".all")
        self._sign.touch()
        await asyncio.sleep(self._span.failing * 0.5)  # how long it fails so
        all_lost.touch()
        await asyncio.sleep(self._span.failing * 0.3)  # how long it fails so
        self._hush()
        await asyncio.sleep(self._span.failing * 0.2)  # how long it fails so
        self._sign.unlink()
        all_lost.unlink()

    async def _cut(self) -> None:
        await self._fail(TcpProxy.cut)

    async def _silence(self) -> None:
        await self._fail(TcpProxy.stop_passing)

    async def _fail(self, how: Callable[[TcpProxy], None]) -> None:
        line = self._dice.choice(self._lines)
        how(line)
        await asyncio.sleep(self._span.failing)
        line.restore()

    async def _storm(self) -> None:
        """Everyone's socket ends, and before they are back the server is full of strangers."""
        hall = self._dice.choice(self._halls)
        for line in self._lines:
            line.cut()
        strangers: list[asyncio.StreamWriter] = []
        answers = await asyncio.gather(*(_knock(hall, strangers) for _ in range(MAX_PER_ADDRESS + 200)))
        self.refused += answers.count(False)
        await asyncio.sleep(self._span.failing / 2)
        for line in self._lines:
            line.restore()
        await asyncio.sleep(self._span.failing / 2)
        for writer in strangers:
            writer.transport.abort()


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [pid, *map(int, children.split())]


async def _knock(hall: Hall, strangers: list[asyncio.StreamWriter]) -> bool:
    """Open a WebSocket that never says who it is; False where it was refused. It joins the strangers, and stays."""
    with suppress(OSError, asyncio.IncompleteReadError):
        reader, writer = await asyncio.open_connection("127.0.0.1", hall.port)
        url = f"ws://127.0.0.1:{hall.port}/ws"
        writer.write(
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{hall.port}\r\nOrigin: {origin(url)}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: balai.v1\r\n\r\n".encode()
        )
        strangers.append(writer)
        return b" 403 " not in await reader.readline()
    return True

"""However a connection ends, nothing is left behind: no task, no socket, no track with its history."""

import asyncio
import gc
import os
import re
import weakref
from collections.abc import Awaitable, Callable

import pytest
from aiortc import RTCSessionDescription

from streaming.relay import Origin, Relay
from streaming.relay.history import History
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import FakeListener, FakePublisher, until


class Course:
    """A connected publisher and listener; each method ends both in its way."""

    def __init__(self, relay: Relay, ana: FakePublisher, listener: FakeListener) -> None:
        self.relay, self.ana, self.listener = relay, ana, listener

    async def hung_up(self) -> None:
        """Hang up, as when a page is left, a token expires or a seat is withdrawn."""
        for peer in (self.ana, self.listener):
            assert await self.relay.hang_up(peer.resource)

    async def crashed(self) -> None:
        """The machines at the other end lose power."""
        for peer in (self.ana, self.listener):
            await peer.vanish()

    async def closed_socket(self) -> None:
        """The processes at the other end are killed: packets sent there are refused."""
        for peer in (self.ana, self.listener):
            for protocol in peer.dtls.transport._connection._protocols:
                protocol.transport.abort()

    async def closed_by_the_far_end(self) -> None:
        """The browsers close their connections."""
        for peer in (self.ana, self.listener):
            await peer.pc.close()

    async def revoked_while_a_keyframe_is_awaited(self) -> None:
        """The floor is given, nobody sends the requested keyframe, and the floor is taken again."""
        stage = self.relay.stage("session/1")
        stage.assign("floor", None)
        stage.assign("floor", "ana")
        await until(lambda: self.ana.asked_for_keyframe, during=self.ana.show)
        stage.assign("floor", None)
        heard = len(self.listener.heard("floor", "video"))
        for _ in range(5):
            await self.ana.show(key=True)
        await self.hung_up()
        assert len(self.listener.heard("floor", "video")) == heard

    async def relay_closed(self) -> None:
        """The relay stops."""
        await self.relay.close()


WAYS = [
    Course.crashed,
    Course.closed_by_the_far_end,
    Course.relay_closed,
    *(
        pytest.param(each, marks=pytest.mark.thorough)
        for each in (Course.hung_up, Course.closed_socket, Course.revoked_while_a_keyframe_is_awaited)
    ),
]


def histories() -> "weakref.WeakSet[History]":
    """All histories that exist in this process."""
    gc.collect()
    return weakref.WeakSet(one for one in gc.get_objects() if issubclass(type(one), Keeper))


class Keeper(History):
    """A history whose deletion can be observed."""

    __slots__ = ("__weakref__",)


def counts() -> tuple[int, int]:
    """The numbers of tasks, and of open files and sockets."""
    return len(asyncio.all_tasks()), len(os.listdir("/proc/self/fd"))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
async def test_nothing_is_left_behind(
    relay: Relay,
    publish: Publish,
    listen: Listen,
    monkeypatch: pytest.MonkeyPatch,
    way: Callable[[Course], Awaitable[None]],
) -> None:
    monkeypatch.setattr("streaming.relay.track.History", Keeper)
    relay._start_beat()
    tasks, files = counts()
    stage = relay.stage("session/1")
    stage.assign("floor", "ana")
    ana, listener = await publish("ana"), await listen(["floor"])
    await until(lambda: listener.heard("floor", "audio"), during=ana.say)
    await ana.show(key=True)
    assert histories()
    await way(Course(relay, ana, listener))
    resources = ana.resource, listener.resource
    await until(lambda: not any(relay.has_resource(resource) for resource in resources), every=0.5)
    for peer in (ana, listener):
        await peer.pc.close()
    await until(lambda: all(now <= then for now, then in zip(counts(), (tasks, files), strict=True)))
    assert stage.listeners == frozenset()
    await until(lambda: not histories(), every=0.5)


async def test_a_certificate_that_was_not_offered_ends_the_peer_and_leaves_nothing(
    relay: Relay,
) -> None:
    relay._start_beat()
    tasks, files = counts()
    async with FakePublisher() as publisher:
        offer = re.sub(r"(fingerprint:\S+ )..", r"\g<1>00", await publisher.offer())
        answer = await relay.publish("session/1", offer, source="ana", origin=Origin())
        await publisher.pc.setRemoteDescription(RTCSessionDescription(answer.sdp, "answer"))
        await until(lambda: not relay.has_resource(answer.resource), every=0.5)
        assert not relay.stage("session/1").sources
    await until(lambda: all(now <= then for now, then in zip(counts(), (tasks, files), strict=True)))

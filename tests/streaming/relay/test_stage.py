"""The stage with real peers on loopback: who hears whom, and when not."""

from streaming.relay import Relay
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import until


async def test_an_assigned_source_is_heard_and_seen(relay: Relay, publish: Publish, listen: Listen) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana = await publish("ana")
    ear = await listen(["floor", "chair"])

    async def send() -> None:
        await ana.say(word=b"hello")
        await ana.show(key=True)

    await until(lambda: ear.heard("floor", "audio") and len(ear.heard("floor", "video")) >= 3, during=send)

    assert ear.heard("floor", "audio")[0].payload == b"hello"
    assert ear.heard("chair", "audio") == ear.heard("chair", "video") == []

"""Listeners that tune a slot's sound to another slot of the stage: interpretation, and the floor turned off."""

import asyncio
from itertools import pairwise

import pytest

from streaming.relay import INTERPRETATION, SIGN, MediaRefusal, Origin, Relay
from tests.streaming.relay.conftest import Listen, Publish
from tests.streaming.relay.peers import FakeListener, FakePublisher, until


def words(listener: FakeListener, slot: str) -> list[bytes]:
    """The sound packets of a slot, without the numbers that mark them."""
    return [packet.payload[:-2] for packet in listener.heard(slot, "audio")]


async def say_all(**publishers: FakePublisher) -> None:
    """Let each publisher say its name once."""
    for name, publisher in publishers.items():
        await publisher.say(word=name.encode())


async def settle(listener: FakeListener) -> None:
    """Wait until no more packets arrive."""
    seen = -1
    while seen != len(listener.packets):
        seen = len(listener.packets)
        await asyncio.sleep(0.05)


async def test_a_tuned_slot_has_the_sound_of_one_channel_after_another(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    stage.assign("language/fr", "fr")
    stage.assign("language/es", "es")
    fr, es = await publish("fr", kinds=("audio",)), await publish("es", kinds=("audio",))
    listener = await listen(["floor", INTERPRETATION])
    await say_all(fr=fr, es=es)
    await settle(listener)
    assert listener.packets == []

    relay.tune(listener.resource, {INTERPRETATION: "language/fr"})
    await until(lambda: len(words(listener, INTERPRETATION)) > 3, during=lambda: say_all(fr=fr, es=es))
    await settle(listener)
    before = len(words(listener, INTERPRETATION))
    relay.tune(listener.resource, {INTERPRETATION: "language/es"})
    await until(
        lambda: len(words(listener, INTERPRETATION)) > before + 3, during=lambda: say_all(fr=fr, es=es)
    )

    heard = words(listener, INTERPRETATION)
    assert heard == [b"fr"] * before + [b"es"] * (len(heard) - before)
    packets = listener.heard(INTERPRETATION, "audio")
    assert {(b.sequence_number - a.sequence_number) & 0xFFFF for a, b in pairwise(packets)} == {1}
    assert listener.heard("floor", "audio") == []


async def test_a_handover_changes_the_sound_of_all_who_are_tuned_to_the_channel(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    stage = relay.stage("session/1")
    stage.assign("language/fr", "ana")
    ana, ben = await publish("ana", kinds=("audio",)), await publish("ben", kinds=("audio",))
    listeners = [await listen(["floor", INTERPRETATION]), await listen([INTERPRETATION])]
    for listener in listeners:
        relay.tune(listener.resource, {INTERPRETATION: "language/fr"})
    await until(
        lambda: all(words(listener, INTERPRETATION) for listener in listeners),
        during=lambda: say_all(ana=ana, ben=ben),
    )

    stage.assign("language/fr", "ben")
    await until(
        lambda: all(b"ben" in words(listener, INTERPRETATION) for listener in listeners),
        during=lambda: say_all(ana=ana, ben=ben),
    )

    for listener in listeners:
        heard = words(listener, INTERPRETATION)
        began = heard.index(b"ben")
        assert heard == [b"ana"] * began + [b"ben"] * (len(heard) - began)


async def test_the_floor_off_sends_its_picture_and_none_of_its_sound(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign("floor", "ana")
    ana = await publish("ana")
    listener = await listen(["floor", INTERPRETATION])
    relay.tune(listener.resource, {"floor": None})

    async def talk() -> None:
        await ana.say(word=b"ana")
        await ana.show(key=True)

    await until(lambda: len(listener.heard("floor", "video")) > 10, during=talk)
    assert listener.heard("floor", "audio") == []

    relay.tune(listener.resource, {"floor": "floor"})
    await until(lambda: words(listener, "floor"), during=talk)


async def test_nobody_hears_their_own_interpretation(relay: Relay, publish: Publish, listen: Listen) -> None:
    relay.stage("session/1").assign("language/fr", "booth")
    booth = await publish("booth", kinds=("audio",), origin=Origin("ana"))
    own = await listen([INTERPRETATION], origin=Origin("ana"))
    other = await listen([INTERPRETATION], origin=Origin("ben"))
    for listener in (own, other):
        relay.tune(listener.resource, {INTERPRETATION: "language/fr"})

    await until(lambda: words(other, INTERPRETATION), during=lambda: say_all(booth=booth))
    await settle(own)

    assert own.packets == []


async def test_a_channel_that_gets_a_source_later_is_heard(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    listener = await listen([INTERPRETATION])
    relay.tune(listener.resource, {INTERPRETATION: "language/fr"})
    ana = await publish("ana", kinds=("audio",))

    relay.stage("session/1").assign("language/fr", "ana")

    await until(lambda: words(listener, INTERPRETATION), during=lambda: say_all(ana=ana))


async def test_interpretation_has_no_picture_and_the_signer_no_sound(
    relay: Relay, publish: Publish, listen: Listen
) -> None:
    relay.stage("session/1").assign(SIGN, "signer")
    signer = await publish("signer")
    listener = await listen(["floor", INTERPRETATION, SIGN])

    async def talk() -> None:
        await signer.say()
        await signer.show(key=True)

    await until(lambda: listener.heard(SIGN, "video"), during=talk)

    assert set(listener.ssrcs) == {
        ("floor", "audio"),
        ("floor", "video"),
        (INTERPRETATION, "audio"),
        (SIGN, "video"),
    }


async def test_an_offer_with_a_picture_for_interpretation_is_refused(relay: Relay) -> None:
    async with FakeListener(["floor"]) as listener:
        offer = await listener.offer()
        with pytest.raises(MediaRefusal) as refused:
            await relay.listen("session/1", offer, slots=[INTERPRETATION], origin=Origin())

    assert refused.value.code == "media.slots_mismatch"


async def test_an_unknown_resource_is_tuned_to_nothing(relay: Relay) -> None:
    relay.tune("unknown", {"floor": None})

    assert relay.slots_of("unknown") == ()

"""The relay's refusals, and what they leave behind."""

import pytest

from streaming.relay import MediaRefusal, Origin, Relay
from tests.streaming.relay.conftest import Publish


@pytest.mark.parametrize(
    ("offer", "code"),
    [
        ("", "media.sdp_malformed"),
        ("hello", "media.sdp_malformed"),
        ("v=0\r\n", "media.sdp_malformed"),
        ("v=0\r\nm=audio nonsense\r\na=sendonly\r\n", "media.no_common_codec"),
        (f"v=0\r\n{'m=audio ' * 40000}", "media.sdp_malformed"),
    ],
)
async def test_a_malformed_offer_is_refused_and_leaves_nothing(relay: Relay, offer: str, code: str) -> None:
    with pytest.raises(MediaRefusal) as refused:
        await relay.publish("session/1", offer, source="ana", origin=Origin())

    assert refused.value.code == code
    assert refused.value.message.endswith(".")

    assert relay.stage("session/1").sources == {}
    assert relay.stage("session/1").listeners == frozenset()


async def test_a_malformed_offer_does_not_replace_a_source(relay: Relay, publish: Publish) -> None:
    await publish("ana")

    with pytest.raises(MediaRefusal):
        await relay.publish("session/1", "nonsense", source="ana", origin=Origin())

    assert relay.stage("session/1").sources["ana"].connected


async def test_candidates_are_taken_and_a_restart_is_refused(relay: Relay, publish: Publish) -> None:
    ana = await publish("ana")
    username = next(line for line in ana.pc.localDescription.sdp.splitlines() if "ice-ufrag" in line)
    candidate = "a=candidate:1 1 udp 1 192.0.2.1 9 typ host"
    fragment = "\r\n".join((username, "m=audio 9 UDP/TLS/RTP/SAVPF 0", "a=mid:0", candidate))

    assert await relay.add_candidates(ana.resource, fragment)
    assert not await relay.add_candidates("unknown", fragment)
    with pytest.raises(MediaRefusal) as refused:
        await relay.add_candidates(ana.resource, fragment.replace(username, "a=ice-ufrag:other"))
    assert refused.value.code == "media.restart_unsupported"

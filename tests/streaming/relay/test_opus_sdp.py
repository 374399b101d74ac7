"""The sound of an SDP answer."""

import pytest

from streaming.relay import Origin, offers, opus_sdp
from tests.streaming.relay.conftest import Listen, Publish

SOUND, PICTURE = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n", "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"
ANSWER = "\r\n".join(
    [
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 minptime=10",
        "a=sendonly",
        "m=video 9 UDP/TLS/RTP/SAVPF 96",
        "a=rtpmap:96 VP8/90000",
        "a=rtcp-fb:96 nack",
        "",
    ]
)


@pytest.mark.parametrize("said", ["a=rtcp-fb:111 nack\r\n", "a=rtcp-fb:* nack\r\n"])
def test_an_answer_has_nack_for_sound_if_the_offer_has(said: str) -> None:
    answer = opus_sdp.with_opus(ANSWER, offers.nack_payload_types(SOUND + said), opus_sdp.SPEECH)

    assert answer == ANSWER.replace(
        "a=fmtp:111 minptime=10", f"a=rtcp-fb:111 nack\r\na=fmtp:111 {opus_sdp.SPEECH}"
    )


@pytest.mark.parametrize(
    "said",
    ["", "a=rtcp-fb:111 nack pli\r\n", "a=rtcp-fb:96 nack\r\n", f"{PICTURE}a=rtcp-fb:* nack\r\n"],
)
def test_an_answer_has_no_nack_for_sound_otherwise(said: str) -> None:
    assert opus_sdp.with_opus(
        ANSWER, offers.nack_payload_types(SOUND + said), opus_sdp.SPEECH
    ) == ANSWER.replace("111 minptime=10", f"111 {opus_sdp.SPEECH}")


def test_a_codec_without_parameters_gets_some() -> None:
    bare = ANSWER.replace("a=fmtp:111 minptime=10\r\n", "")

    assert f"a=fmtp:111 {opus_sdp.HALL}\r\n" in opus_sdp.with_opus(bare, (), opus_sdp.HALL)
    assert "111" not in offers.nack_payload_types(bare)


@pytest.mark.parametrize(
    ("origin", "parameters"),
    [
        (Origin("ana"), {"useinbandfec=1", "usedtx=1"}),
        (Origin(is_hall_feed=True), {"useinbandfec=1", "stereo=1", "maxaveragebitrate=96000"}),
    ],
)
async def test_speech_leaves_out_silence_and_the_hall_has_two_channels(
    publish: Publish, origin: Origin, parameters: set[str]
) -> None:
    answer = (await publish("ana", origin=origin)).answer_sdp

    (said,) = (line for line in answer.splitlines() if line.startswith("a=fmtp:96 "))
    assert set(said.removeprefix("a=fmtp:96 ").split(";")) == {"minptime=10", *parameters}
    assert "a=rtcp-fb:96 nack\r\n" in answer


async def test_a_listener_is_told_that_there_may_be_two_channels(listen: Listen) -> None:
    answer = (await listen(["floor", "hall"])).answer_sdp

    assert answer.count(f"a=fmtp:96 {opus_sdp.FORWARDED}\r\n") == answer.count("a=rtcp-fb:96 nack\r\n") == 2

import pytest

from streaming.relay import MediaRefusal, offers
from streaming.relay.extensions import AUDIO_LEVEL, FROM_PUBLISHERS, RID, TO_LISTENERS

HEAD = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=ice-ufrag:abcd\r\n"
AUDIO = """m=audio 9 UDP/TLS/RTP/SAVPF 111 63 0
a=mid:0
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendonly
a=rtpmap:111 opus/48000/2
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=fmtp:63 111/111
a=rtpmap:0 PCMU/8000
a=candidate:1 1 udp 1 192.0.2.1 9 typ host
a=end-of-candidates
""".replace("\n", "\r\n")
VIDEO = """m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 45
a=mid:1
a=sendonly
a=rtpmap:96 VP8/90000
a=rtcp-fb:96 nack pli
a=rtpmap:97 rtx/90000
a=fmtp:97 apt=96
a=rtpmap:102 H264/90000
a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
a=rtpmap:103 rtx/90000
a=fmtp:103 apt=102
a=rtpmap:45 AV1/90000
a=rtcp-fb:45 nack pli
a=rid:q send
a=simulcast:send q
""".replace("\n", "\r\n")


def receiving(section: str) -> str:
    return section.replace("sendonly", "recvonly")


def test_only_what_is_read_is_left() -> None:
    lines = offers.trim(HEAD + AUDIO + VIDEO, {AUDIO_LEVEL}).splitlines()

    assert lines[5:11] == [
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "a=mid:0",
        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "a=sendonly",
        "a=rtpmap:111 opus/48000/2",
        "a=fmtp:111 minptime=10;useinbandfec=1",
    ]
    assert lines[11] == "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103"
    assert lines[-1] == "a=fmtp:103 apt=102"
    assert not [line for line in lines if "AV1" in line or ":45 " in line or "candidate" in line]


def test_a_medium_that_is_not_carried_is_refused() -> None:
    with pytest.raises(MediaRefusal) as refused:
        offers.trim(HEAD + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n", ())

    assert refused.value.code == "media.sdp_malformed"


def test_a_medium_without_a_codec_in_common_is_refused() -> None:
    with pytest.raises(MediaRefusal) as refused:
        offers.trim(HEAD + VIDEO.replace("VP8", "VP9").replace("H264", "H265"), ())

    assert refused.value.code == "media.no_common_codec"


@pytest.mark.parametrize("sections", [AUDIO, VIDEO, AUDIO + VIDEO])
def test_a_publisher_sends_one_of_each_kind_at_most(sections: str) -> None:
    offers.check_publication(HEAD + sections)


@pytest.mark.parametrize(
    ("sections", "code"),
    [
        (receiving(AUDIO), "media.sdp_malformed"),
        (VIDEO + VIDEO, "media.too_many_tracks"),
        (AUDIO + receiving(VIDEO), "media.too_many_tracks"),
    ],
)
def test_a_publisher_that_does_otherwise_is_refused(sections: str, code: str) -> None:
    with pytest.raises(MediaRefusal) as refused:
        offers.check_publication(HEAD + sections)

    assert refused.value.code == code


@pytest.mark.parametrize("sections", [AUDIO + VIDEO + AUDIO + VIDEO, VIDEO + VIDEO + AUDIO + AUDIO])
def test_a_listener_offers_sound_and_picture_for_each_slot(sections: str) -> None:
    offers.check_reception(HEAD + receiving(sections), 2)


@pytest.mark.parametrize(
    "sections",
    [AUDIO + VIDEO, receiving(AUDIO), receiving(AUDIO + VIDEO + VIDEO), receiving(AUDIO + VIDEO) + AUDIO],
)
def test_a_listener_that_offers_otherwise_is_refused(sections: str) -> None:
    with pytest.raises(MediaRefusal) as refused:
        offers.check_reception(HEAD + sections, 1)

    assert refused.value.code == "media.slots_mismatch"


def test_a_direction_unsaid_is_both() -> None:
    assert list(offers.directions(HEAD + AUDIO.replace("a=sendonly\r\n", ""))) == [("audio", "sendrecv")]


def test_the_user_name_of_ice_is_found() -> None:
    assert offers.username(HEAD) == "abcd"
    assert offers.username("m=audio 9 RTP 0\r\n") is None


LAYERED = VIDEO.replace(
    "a=rid:q send\r\na=simulcast:send q\r\n",
    f"""a=extmap:10/sendrecv {RID}
a=extmap:3 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
a=rid:l send
a=rid:m send
a=rid:h send
a=simulcast:send l;m;h
""".replace("\n", "\r\n"),
)


def test_the_header_extensions_of_each_side_are_left() -> None:
    offer = HEAD + AUDIO + LAYERED

    publishers = offers.extensions(offers.trim(offer, FROM_PUBLISHERS))
    listeners = offers.extensions(offers.trim(offer, TO_LISTENERS))

    sound = {AUDIO_LEVEL: 1, "urn:ietf:params:rtp-hdrext:sdes:mid": 4}
    assert publishers == [sound, {RID: 10}]
    assert listeners == [sound, {"http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time": 3}]


@pytest.mark.parametrize(
    ("said", "layers"),
    [
        ("send l;m;h", ("l", "m", "h")),
        ("send l,L;~h", ("l", "h")),
        ("recv x send l;h", ("l", "h")),
        ("send l", ()),
        ("recv l;h", ()),
    ],
)
def test_the_layers_of_a_picture_are_named(said: str, layers: tuple[str, ...]) -> None:
    offer = HEAD + AUDIO + LAYERED.replace("send l;m;h", said)

    assert offers.layers(offer) == layers


@pytest.mark.parametrize(
    "offer",
    [
        HEAD + AUDIO,
        HEAD + VIDEO,
        # Equipment that sends H.264, and one whose packets would not say of which layer they are.
        HEAD + LAYERED.replace("SAVPF 96 97 102 103", "SAVPF 102 103 96 97"),
        HEAD + LAYERED.replace(RID, "urn:else"),
    ],
)
def test_other_pictures_have_one_layer(offer: str) -> None:
    assert offers.layers(offer) == ()


def test_an_answer_takes_the_layers_up_to_a_limit() -> None:
    answer = HEAD + AUDIO + receiving(VIDEO).replace("a=mid:1", "c=IN IP4 127.0.0.1\r\na=mid:1")

    taken = offers.limited(offers.with_layers(answer, ("l", "h")), 900).splitlines()

    picture = taken.index("m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 45")
    assert taken[picture + 1 : picture + 4] == ["c=IN IP4 127.0.0.1", "b=TIAS:900", "a=mid:1"]
    assert taken[-3:] == ["a=rid:l recv", "a=rid:h recv", "a=simulcast:recv l;h"]
    assert offers.with_layers(answer, ()) == answer


def test_of_very_many_layers_the_first_four_are_taken_each_once() -> None:
    many = ";".join(["l", "l", *(f"x{number}" for number in range(20_000))])

    assert offers.layers(LAYERED.replace("l;m;h", many)) == ("l", "x0", "x1", "x2")

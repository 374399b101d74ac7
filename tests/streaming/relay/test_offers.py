import pytest

from streaming.relay import MediaRefusal, offers
from streaming.relay.extensions import AUDIO_LEVEL, FROM_PUBLISHERS, MID, RID, TO_LISTENERS

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


def test_only_the_lines_that_are_read_are_left() -> None:
    transport = "a=ice-ufrag:abcd\r\na=fingerprint:sha-256 AB\r\na=setup:actpass\r\n"
    more = "a=rtcp-mux\r\na=msid:a b\r\na=ssrc:1 cname:c\r\na=ssrc-group:FID 1 2\r\n"
    lines = offers.trim_offer(HEAD + transport + AUDIO + more + VIDEO, {AUDIO_LEVEL}).splitlines()

    assert lines == [
        "v=0",
        "a=setup:actpass",
        "a=ice-ufrag:abcd",
        "a=fingerprint:sha-256 AB",
        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
        "a=mid:0",
        "a=rtcp-mux",
        "a=sendonly",
        "a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level",
        "a=rtpmap:111 opus/48000/2",
        "m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103",
        "a=mid:1",
        "a=simulcast:send q",
        "a=sendonly",
        "a=rtpmap:96 VP8/90000",
        "a=rtpmap:97 rtx/90000",
        "a=fmtp:97 apt=96",
        "a=rtpmap:102 H264/90000",
        "a=fmtp:102 packetization-mode=1;profile-level-id=42e01f",
        "a=rtpmap:103 rtx/90000",
        "a=fmtp:103 apt=102",
        "a=rtcp-fb:96 nack pli",
    ]


def lines_of(section: str, attribute: str) -> list[str]:
    return [
        line for line in offers.trim_offer(HEAD + section, FROM_PUBLISHERS).splitlines() if attribute in line
    ]


def repeated(line: str, count: int) -> str:
    """Lines of this kind, each different."""
    return "".join(line.format(number) + "\r\n" for number in range(count))


# The input that aiortc's parser takes longest for, and what is left of it.
@pytest.mark.parametrize(
    ("said", "attribute", "left"),
    [
        ("a=ssrc:{} c:", "a=ssrc:", []),
        ("a=ssrc-group:FID {}", "a=ssrc-group:", []),
        ("a=msid:{} a", "a=msid:", []),
        ("a=candidate:{} 1 udp 1 192.0.2.1 9 typ host", "a=candidate", []),
        ("a=group:BUNDLE {}", "a=group", []),
        ("a=rtpmap:111 opus/48000/{}", "a=rtpmap:111", ["a=rtpmap:111 opus/48000/2"]),
        ("a=fmtp:111 x={}", "a=fmtp", []),
        ("a=rtcp-fb:* nack {}", "a=rtcp-fb", []),
        ("a=rtcp-fb:111 nack\r\na=x:{}", "a=rtcp-fb", ["a=rtcp-fb:111 nack"]),
        ("a=extmap:{} " + AUDIO_LEVEL, "a=extmap", [f"a=extmap:1 {AUDIO_LEVEL}", f"a=extmap:4 {MID}"]),
        ("a=mid:{}", "a=mid", ["a=mid:0"]),
        ("a=ice-pwd:{}", "a=ice-pwd", ["a=ice-pwd:0"]),
        ("a=simulcast:send a;{}", "a=simulcast", ["a=simulcast:send a;0"]),
    ],
)
def test_the_first_of_repeated_lines_is_left(said: str, attribute: str, left: list[str]) -> None:
    assert lines_of(AUDIO + repeated(said, 150), attribute) == left


def test_each_codec_is_left_once_with_its_retransmission() -> None:
    numbers = range(96, 108)
    said = "".join(
        f"a=rtpmap:{number} VP8/90000\r\na=rtpmap:{number + 20} rtx/90000\r\na=fmtp:{number + 20} apt={number}\r\n"
        for number in numbers
    )
    section = f"m=video 9 RTP {' '.join(str(number) for number in numbers)} 116 116\r\n{said}"

    assert offers.trim_offer(HEAD + section, ()).splitlines()[2:] == [
        "m=video 9 RTP 96 116",
        "a=sendrecv",
        "a=rtpmap:96 VP8/90000",
        "a=rtpmap:116 rtx/90000",
        "a=fmtp:116 apt=96",
    ]


def test_only_compatible_profiles_of_h264_are_left() -> None:
    profiles = ("42001f", "42e01f", "42e028", "4d001f", "64001f", "zz")
    said = "".join(
        f"a=rtpmap:{number} H264/90000\r\na=fmtp:{number} packetization-mode=1; profile-level-id={profile}\r\n"
        for number, profile in enumerate(profiles, 96)
    )
    without_mode = "a=rtpmap:120 H264/90000\r\na=fmtp:120 profile-level-id=42e01f\r\n"
    section = f"m=video 9 RTP 120 96 97 98 99 100 101\r\n{without_mode}{said}"

    assert lines_of(section, "m=") == ["m=video 9 RTP 96 97"]
    with pytest.raises(MediaRefusal) as refused:
        offers.trim_offer(HEAD + "m=video 9 RTP 120\r\n" + without_mode, ())
    assert refused.value.code == "media.no_common_codec"


def of_octets(count: int) -> str:
    """A medium that makes the whole offer this large."""
    rest = count - len(HEAD + AUDIO)
    return AUDIO + ("a=x:".ljust(999, "x") + "\n") * (rest // 1000) + "\n".rjust(rest % 1000, "x")


def of_lines(count: int) -> str:
    return AUDIO + repeated("a=ssrc:{} c:", count - len(AUDIO.splitlines()))


def codecs(count: int) -> str:
    return "m=video 9 RTP 96\r\n" + "".join(f"a=rtpmap:{96 + at} VP8/90000\r\n" for at in range(count))


@pytest.mark.parametrize(
    ("most", "more"),
    [
        (of_octets(64 * 1024), of_octets(64 * 1024 + 1)),
        (AUDIO + f"a=x:{'x' * 1020}", AUDIO + f"a=x:{'x' * 1021}"),
        (of_lines(352), of_lines(353)),
        (codecs(24), codecs(25)),
        ("m=audio 9 RTP 0\r\n" * 24, "m=audio 9 RTP 0\r\n" * 25),
        (AUDIO + repeated("a=fingerprint:sha-1 {}", 8), AUDIO + repeated("a=fingerprint:sha-1 {}", 9)),
    ],
)
def test_an_offer_has_a_largest_size(most: str, more: str) -> None:
    def code(section: str) -> str:
        try:
            offers.trim_offer(HEAD + section, ())
        except MediaRefusal as refusal:
            return refusal.code
        return ""

    assert code(most) in ("", "media.no_common_codec")
    assert code(more) == "media.sdp_malformed"


@pytest.mark.parametrize(
    "end", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"]
)
def test_lines_are_counted_wherever_the_parser_ends_them(end: str) -> None:
    assert len(HEAD.splitlines()) == 5
    with pytest.raises(MediaRefusal):
        offers.trim_offer(HEAD + end * 2044, ())
    most = HEAD + end * (2048 - 5 - len(AUDIO.splitlines())) + AUDIO
    assert offers.trim_offer(most, ()).splitlines()[2] == "m=audio 9 UDP/TLS/RTP/SAVPF 111"


def test_a_medium_that_is_not_carried_is_refused() -> None:
    with pytest.raises(MediaRefusal) as refused:
        offers.trim_offer(HEAD + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n", ())

    assert refused.value.code == "media.sdp_malformed"


def test_a_medium_without_a_codec_in_common_is_refused() -> None:
    with pytest.raises(MediaRefusal) as refused:
        offers.trim_offer(HEAD + VIDEO.replace("VP8", "VP9").replace("H264", "H265"), ())

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
def test_a_publisher_with_other_media_is_refused(sections: str, code: str) -> None:
    with pytest.raises(MediaRefusal) as refused:
        offers.check_publication(HEAD + sections)

    assert refused.value.code == code


@pytest.mark.parametrize("sections", [AUDIO + VIDEO + AUDIO + VIDEO, VIDEO + VIDEO + AUDIO + AUDIO])
def test_a_listener_offers_sound_and_picture_for_each_slot(sections: str) -> None:
    offers.check_reception(HEAD + receiving(sections), ["floor", "chair"])


@pytest.mark.parametrize(
    "sections",
    [AUDIO + VIDEO, receiving(AUDIO), receiving(AUDIO + VIDEO + VIDEO), receiving(AUDIO + VIDEO) + AUDIO],
)
def test_a_listener_with_other_media_is_refused(sections: str) -> None:
    with pytest.raises(MediaRefusal) as refused:
        offers.check_reception(HEAD + sections, ["floor"])

    assert refused.value.code == "media.slots_mismatch"


def test_a_missing_direction_is_sendrecv() -> None:
    assert list(offers.media_directions(HEAD + AUDIO.replace("a=sendonly\r\n", ""))) == [
        ("audio", "sendrecv")
    ]


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

    publishers = offers.extension_ids(offers.trim_offer(offer, FROM_PUBLISHERS))
    listeners = offers.extension_ids(offers.trim_offer(offer, TO_LISTENERS))

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

    assert offers.layer_names(offer) == layers


@pytest.mark.parametrize(
    "offer",
    [
        HEAD + AUDIO,
        HEAD + VIDEO,
        # Equipment that sends H.264, and a peer whose packets would not name their layer.
        HEAD + LAYERED.replace("SAVPF 96 97 102 103", "SAVPF 102 103 96 97"),
        HEAD + LAYERED.replace(RID, "urn:else"),
    ],
)
def test_other_pictures_have_one_layer(offer: str) -> None:
    assert offers.layer_names(offer) == ()


def test_an_answer_takes_the_layers_up_to_a_limit() -> None:
    answer = HEAD + AUDIO + receiving(VIDEO).replace("a=mid:1", "c=IN IP4 127.0.0.1\r\na=mid:1")

    taken = offers.with_bandwidth(offers.with_layers(answer, ("l", "h")), 900).splitlines()

    picture = taken.index("m=video 9 UDP/TLS/RTP/SAVPF 96 97 102 103 45")
    assert taken[picture + 1 : picture + 4] == ["c=IN IP4 127.0.0.1", "b=TIAS:900", "a=mid:1"]
    assert taken[-3:] == ["a=rid:l recv", "a=rid:h recv", "a=simulcast:recv l;h"]
    assert offers.with_layers(answer, ()) == answer


def test_of_very_many_layers_the_first_four_are_taken_each_once() -> None:
    many = ";".join(["l", "l", *(f"x{number}" for number in range(200))])

    assert offers.layer_names(LAYERED.replace("l;m;h", many)) == ("l", "x0", "x1", "x2")

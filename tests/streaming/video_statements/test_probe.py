"""Facts of a stranger's file (FL4): real files, real damage, in the real subprocess."""

import io
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from av.packet import Packet

from foundation.processes.subprocesses import environment
from foundation.refusals import Refusal
from streaming.video_statements import subprocesses
from streaming.video_statements.probe import PacketReader
from streaming.video_statements.rules import MAX_BITS, Facts, check_facts, needs_converting
from tests.streaming.video_statements.conftest import Make

MOST = 900
H264 = {"picture": "h264"}
KINDS = ("video", "audio")


def read(path: Path) -> Facts:
    """Read the facts in this process, which is quicker than the subprocess and does the same."""
    return PacketReader(path).read_facts()


def refusal(path: Path) -> str:
    with pytest.raises(Refusal) as refused:
        check_facts(read(path), MOST)
    return refused.value.code


def archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as files:
        files.writestr("letter.txt", "Dear colleagues, " * 50)
    return packed.getvalue()


def test_FL4_the_facts_of_a_video_are_those_of_its_packets(made: Make) -> None:
    assert subprocesses.probe(made("a.webm")) == Facts(
        container="webm", picture="vp8", sound="opus", seconds=pytest.approx(2, abs=0.1),
        octets=made("a.webm").stat().st_size, most_octets=pytest.approx(9000, abs=5000),
        most_packets=pytest.approx(70, abs=5), width=160, height=90, key_gap=pytest.approx(1, abs=0.1),
        reordered=False, turned=False, channels=1, tracks=2, baseline=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "properties"), [("a.webm", {}), ("a.mp4", H264), ("a.webm", {"seconds": 5, "gop": 2})]
)
def test_a_video_that_the_relay_plays_is_not_converted(
    made: Make, name: str, properties: dict[str, object]
) -> None:
    facts = read(made(name, **properties))
    check_facts(facts, MOST)
    assert not needs_converting(facts)


@pytest.mark.parametrize(
    ("name", "properties"),
    [
        ("aac.mp4", H264 | {"sound": "aac"}),
        ("b-frames.mp4", {"picture": "h264-b"}),
        ("rare-keys.mp4", H264 | {"gop": 4, "seconds": 4}),
        ("rare-keys.webm", {"gop": 4, "seconds": 4}),
        ("vp9.webm", {"picture": "vp9"}),
        ("wide.webm", {"width": 1920, "height": 1080, "seconds": 0.2}),
        ("heavy.webm", {"noise": True, "width": 640, "height": 360}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_video_that_listeners_cannot_decode_is_converted(
    made: Make, name: str, properties: dict[str, object]
) -> None:
    facts = read(made(name, **properties))
    check_facts(facts, MOST)
    assert needs_converting(facts)


def altered(video_file: Path, target: Path, packets_for: Callable[[Packet], list[bytes]]) -> Path:
    """The video with changed picture packets; each may become several, due at the same time."""
    with av.open(str(video_file)) as old, av.open(str(target), "w") as new:
        streams = {stream: new.add_stream_from_template(stream) for stream in old.streams}
        for packet in old.demux():
            if packet.pts is None:
                continue
            is_picture = packet.stream.type == "video" and not packet.is_keyframe
            for octets in packets_for(packet) if is_picture else [bytes(packet)]:
                copy = Packet(octets)
                copy.pts, copy.dts, copy.time_base = packet.pts, packet.dts, packet.time_base
                copy.is_keyframe, copy.stream = packet.is_keyframe, streams[packet.stream]
                new.mux(copy)
    return target


@pytest.mark.parametrize(
    "packets_for",
    [lambda packet: [bytes(packet) + bytes(60_000)], lambda packet: [bytes(packet)] * 30],
    ids=["large pictures", "many packets"],
)
def test_a_video_that_would_flood_every_listener_for_a_second_is_converted(
    made: Make, tmp_path: Path, packets_for: Callable[[Packet], list[bytes]]
) -> None:
    long = made("long.webm", seconds=10)
    once = altered(
        long,
        tmp_path / "a.webm",
        lambda of: packets_for(of) if 1 <= of.pts * of.time_base < 2.5 else [bytes(of)],
    )
    facts = read(once)
    check_facts(facts, MOST)
    assert 8 * facts.octets < MAX_BITS * facts.seconds
    assert needs_converting(facts)
    assert not needs_converting(read(altered(long, tmp_path / "b.webm", lambda of: [bytes(of)])))


def test_a_video_whose_pictures_grow_for_a_moment_is_converted(made: Make, tmp_path: Path) -> None:
    path = tmp_path / "grows.webm"
    large = made("wide.webm", width=1920, height=1080, seconds=0.2)
    with (
        av.open(str(made("long.webm", seconds=3))) as video_file,
        av.open(str(large)) as other,
        av.open(str(path), "w") as grown,
    ):
        streams = {
            kind: grown.add_stream_from_template(video_file.streams.get({kind: 0})[0]) for kind in KINDS
        }
        keyframe = next(packet for packet in other.demux(video=0) if packet.is_keyframe)
        for packet in video_file.demux(video=0, audio=0):
            if packet.dts is None:
                continue
            kind, sent = packet.stream.type, packet
            if kind == "video" and packet.pts == 1000 and packet.is_keyframe:
                sent = keyframe
                sent.pts, sent.dts = packet.pts, packet.dts
            sent.stream = streams[kind]
            grown.mux(sent)
    facts = read(path)
    assert (facts.width, facts.height) == (1920, 1080)
    assert needs_converting(facts)


def test_FL4_a_file_that_is_no_video_is_refused_whatever_its_name(tmp_path: Path) -> None:
    for number, octets in enumerate(
        (b"", b"Excellencies, " * 200, archive(), b"\x1aE\xdf\xa3 and nothing else")
    ):
        path = tmp_path / f"{number}.webm"
        path.write_bytes(octets)
        assert refusal(path) == "video_statement.not_a_video"


def box(name: bytes, content: bytes) -> bytes:
    """A box of an MP4 file."""
    return (8 + len(content)).to_bytes(4, "big") + name + content


def test_a_photo_is_no_video(tmp_path: Path) -> None:
    photo = tmp_path / "photo.mp4"
    photo.write_bytes(
        box(b"ftyp", b"heic\0\0\0\0mif1heic") + box(b"meta", bytes(200)) + box(b"mdat", bytes(500))
    )
    assert refusal(photo) == "video_statement.not_a_video"


def test_a_video_with_metadata_of_its_editing_program_is_taken(made: Make, tmp_path: Path) -> None:
    octets = made("a.mp4", **H264).read_bytes()
    xmp = box(b"uuid", bytes(16) + b'<?xpacket begin=""?><x:xmpmeta/>')
    for number, extended in enumerate((octets + xmp, octets + box(b"meta", bytes(40)))):
        path = tmp_path / f"{number}.mp4"
        path.write_bytes(extended)
        assert read(path).picture == "h264"


def test_a_video_that_hides_another_file_is_refused(made: Make, tmp_path: Path) -> None:
    webm, mp4 = made("a.webm").read_bytes(), made("a.mp4", **H264).read_bytes()
    page = b"\x00\x00\x00\x18ftypmp42<script>alert(1)</script>"
    for number, octets in enumerate(
        (webm + archive(), mp4 + archive(), mp4 + box(b"free", archive()), mp4[:24] + page[24:] + mp4[24:])
    ):
        path = tmp_path / f"{number}.webm"
        path.write_bytes(octets)
        assert refusal(path) in ("video_statement.disguised", "video_statement.corrupt")
    assert refusal(tmp_path / "0.webm") == "video_statement.disguised"
    assert refusal(tmp_path / "2.webm") == "video_statement.disguised"


@pytest.mark.parametrize(("name", "properties"), [("a.webm", {}), ("a.mp4", H264)])
def test_a_video_that_was_cut_off_is_refused(
    made: Make, tmp_path: Path, name: str, properties: dict[str, object]
) -> None:
    whole = made(name, **properties).read_bytes()
    for part in (2, 4):
        cut = tmp_path / name
        cut.write_bytes(whole[: len(whole) - len(whole) // part])
        assert refusal(cut) == "video_statement.cut_short"


def _zeroed(octets: bytearray, middle: int) -> None:
    octets[middle : middle + 3000] = bytes(3000)


def _scrambled(octets: bytearray, middle: int) -> None:
    octets[middle : middle + 3000] = bytes(range(250)) * 12


@pytest.mark.parametrize("damage", [_zeroed, _scrambled])
@pytest.mark.parametrize(("name", "properties"), [("a.webm", {}), ("a.mp4", H264)])
def test_a_video_that_is_damaged_in_the_middle_is_refused(
    made: Make,
    tmp_path: Path,
    name: str,
    properties: dict[str, object],
    damage: Callable[[bytearray, int], None],
) -> None:
    octets = bytearray(made(name, seconds=8, **properties).read_bytes())
    damage(octets, len(octets) // 2)
    damaged = tmp_path / name
    damaged.write_bytes(octets)
    assert refusal(damaged) == "video_statement.corrupt"


def test_a_video_without_picture_or_sound_or_in_strange_codecs_is_refused(made: Make) -> None:
    assert refusal(made("mute.webm", sound="")) == "video_statement.no_sound"
    assert refusal(made("dark.webm", picture="")) == "video_statement.no_picture"
    assert refusal(made("odd.mp4", picture="mpeg4")) == "video_statement.unknown_codec"
    assert refusal(made("odd.mp4", picture="h264", sound="mp3")) == "video_statement.unknown_codec"


def test_a_video_that_is_too_long_is_refused(made: Make) -> None:
    facts = read(made("a.webm"))
    with pytest.raises(Refusal) as refused:
        check_facts(facts, 1)
    assert refused.value.code == "video_statement.too_long"
    assert refused.value.message.startswith("The video is 0:02 long; at most 0:01")


def test_a_playlist_leads_nowhere(tmp_path: Path, made: Make) -> None:
    playlist = tmp_path / "list.mp4"
    playlist.write_text(f"#EXTM3U\n#EXTINF:2,\nfile://{made('a.mp4', **H264)}\n")
    assert refusal(playlist) == "video_statement.not_a_video"


def test_a_file_that_takes_too_long_to_read_is_refused(made: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocesses, "PROBE_SECONDS", 0.01)
    with pytest.raises(Refusal) as refused:
        subprocesses.probe(made("a.webm"))
    assert refused.value.code == "video_statement.unreadable"


def test_the_reading_subprocess_is_limited_and_its_refusal_is_returned(made: Make, tmp_path: Path) -> None:
    cut = tmp_path / "cut.webm"
    cut.write_bytes(made("a.webm").read_bytes()[:-2000])
    with pytest.raises(Refusal) as refused:
        subprocesses.probe(cut)
    assert refused.value.code == "video_statement.cut_short"

    bound = (
        "import threading; from foundation.processes import resource_limits;"
        "resource_limits.limit_process(seconds=5, memory=1 << 30);"
        "print('bound', flush=True); threading.Event().wait()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", bound],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"bound\n"
        limits = (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CORE)
        assert [resource.prlimit(process.pid, limit) for limit in limits] == [
            (5, 5), (1 << 30, 1 << 30), (0, 0), (0, 0),
        ]  # fmt: skip
        assert process.stdin is not None
        process.stdin.close()

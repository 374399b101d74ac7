"""Checks that a file is a whole WebM or MP4 and nothing else, before anything decodes it.

It reads the headers of a file and skips the contents whose sizes they give. Pure: it takes a file, and returns the
container's name or raises a refusal.
"""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, Literal

from foundation.refusals import Refusal

Container = Literal["webm", "mp4"]

EBML, SEGMENT, CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
OF_A_SEGMENT = {0x114D9B74, 0x1549A966, 0x1654AE6B, 0x1C53BB6B, 0x1254C367, 0x1043A770, 0xEC, 0xBF}
"""The ids of elements that may be in a segment: SeekHead, Info, Tracks, Cues, Tags, Chapters, Void and CRC-32.
Attachments are not among them, because they are files of their own.
"""
OF_A_CLUSTER = {0xE7, 0xA3, 0xA0, 0xAB, 0xA7, 0xEC, 0xBF}
"""The ids of elements that may be in a cluster: Timestamp, SimpleBlock, BlockGroup, PrevSize, Position, Void and CRC-32
(RFC 9559, section 5.1.3).
"""
BOXES = {
    b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"styp", b"pdin", b"emsg",
    b"uuid", b"meta", b"prft",
}  # fmt: skip
"""The top-level boxes that an MP4 file may have (ISO 14496-12, 4.2). They follow one another to the end of the file.

Editing programs and cameras write their own metadata into `uuid` and `meta`.
"""
OTHER_FILES = (b"%pdf-", b"<html", b"<script", b"<!doctype", b"<?php", b"#!/")
HEAD = 1024


def container_of(file: BinaryIO, size: int) -> Container:
    """The name of a file's container, after its whole structure was checked.

    Refuses `video_statement.not_a_video`, `video_statement.cut_short`, `video_statement.corrupt`,
    `video_statement.disguised`.
    """
    head = file.read(HEAD)
    if head[:4] == EBML.to_bytes(4, "big") and b"webm" in head[:64]:
        kind: Container = "webm"
        _walk_webm(file, size)
    elif head[4:8] == b"ftyp":
        kind = "mp4"
        _walk_mp4(file, size)
    else:
        raise _not_a_video_refusal()
    if any(sign in head.lower() for sign in OTHER_FILES) or zipfile.is_zipfile(file):
        raise _disguised_refusal()
    return kind


def _not_a_video_refusal() -> Refusal:
    return Refusal(
        "video_statement.not_a_video", "This is neither a WebM nor an MP4 file. Choose the video itself."
    )


def _disguised_refusal() -> Refusal:
    return Refusal(
        "video_statement.disguised",
        "Another file is hidden in this one. Export the video again from the program that made it.",
    )


def _cut_short_refusal() -> Refusal:
    return Refusal(
        "video_statement.cut_short",
        "The file ends too early: it was not copied whole. Copy it again, then send it.",
    )


def _corrupt_refusal() -> Refusal:
    return Refusal(
        "video_statement.corrupt",
        "The file is damaged and cannot be played to its end. Export it again, then send it.",
    )


def _walk_mp4(file: BinaryIO, size: int) -> None:
    names = [name for name, _ in _boxes(file, size)]
    if b"moov" not in names and b"meta" in names:
        raise _not_a_video_refusal()  # a photo (HEIC, AVIF)
    if b"moov" not in names:
        raise _cut_short_refusal()  # the index is written last


def _boxes(file: BinaryIO, size: int) -> Iterator[tuple[bytes, int]]:
    at = 0
    while at < size:
        file.seek(at)
        header = file.read(16)
        length, name, header_size = int.from_bytes(header[:4], "big"), header[4:8], 8
        if name not in BOXES:
            raise _disguised_refusal() if at else _corrupt_refusal()
        if length == 1:
            length, header_size = int.from_bytes(header[8:16], "big"), 16
        at += length or size - at
        if length and length < header_size:
            raise _corrupt_refusal()
        if at > size:
            raise _cut_short_refusal()
        yield name, at


def _walk_webm(file: BinaryIO, size: int) -> None:
    _, at, after = _element(file, 0, size)
    found, at, end = _element(file, after or size, size)
    if found != SEGMENT:
        raise _corrupt_refusal()
    _walk_segment(file, at, size if end is None else end)
    if end is not None and end < size:
        raise _disguised_refusal()


def _walk_segment(file: BinaryIO, at: int, end: int) -> None:
    """Check that the elements of a segment and of its clusters follow one another without gaps. Recorders may leave
    sizes unknown.
    """
    cluster_end: int | None = None
    clusters = 0
    while at < end:
        found, body, after = _element(file, at, end)
        within = cluster_end is None or at < cluster_end
        if found == CLUSTER:
            clusters, cluster_end, at = clusters + 1, after, body
            continue
        known = found in OF_A_SEGMENT or (clusters > 0 and within and found in OF_A_CLUSTER)
        if not known or after is None:
            raise _corrupt_refusal()
        at = after
        if cluster_end is not None and body < cluster_end < at:
            raise _corrupt_refusal()
    if not clusters:
        raise _cut_short_refusal()


def _element(file: BinaryIO, at: int, end: int) -> tuple[int, int, int | None]:
    """The id of the element at `at`, and where its contents begin and end. The end is None if the element's size is
    unknown.
    """
    file.seek(at)
    head = file.read(12)
    if not head:
        raise _cut_short_refusal()
    wide = 9 - head[0].bit_length()
    found = int.from_bytes(head[:wide], "big")
    if wide > 4 or len(head) <= wide:
        raise _corrupt_refusal()
    length_wide = 9 - head[wide].bit_length()
    body = at + wide + length_wide
    if length_wide > 8 or body > end:
        raise _corrupt_refusal()
    mask = (1 << 7 * length_wide) - 1
    length = int.from_bytes(head[wide : wide + length_wide], "big") & mask
    if length == mask:
        return found, body, None
    if body + length > end:
        raise _cut_short_refusal()
    return found, body, body + length

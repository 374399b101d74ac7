"""Reels: films one after the other, cut where a keyframe is."""

import asyncio
from pathlib import Path

import pytest

from foundation.films import Shot
from foundation.films import film as films
from rehearsal.film import BEAT_SECONDS, CUT_AFTER, EncodedPiece, Film, FilmTrack, Reel


def film(name: str) -> Film:
    """Two seconds of five pictures a second, and of ten pieces of sound."""
    return Film(
        2.0,
        {
            kind: tuple(
                EncodedPiece(number / per_second, f"{name}{number}".encode(), -20)
                for number in range(2 * per_second)
            )
            for kind, per_second in (("video", 5), ("audio", 10))
        },
    )


@pytest.mark.parametrize(("kind", "most"), [("video", 0.2), ("audio", 0.1)])
async def test_a_cut_begins_the_other_film_with_its_first_picture_and_times_rise(
    kind: str, most: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    reel = Reel(film("a"))
    pieces = reel.pieces(kind)
    sent = [next(pieces) for _ in range(3)]
    monkeypatch.setattr(Reel, "now", sent[-1].at)
    reel.cut_to(film("b"))
    while sent[-1].data != b"b1":
        sent.append(next(pieces))
    cut = next(piece for piece in sent if piece.data == b"b0")
    assert cut.at == pytest.approx(sent[2].at + CUT_AFTER)
    times = [piece.at for piece in sent]
    assert times == sorted(set(times))
    assert sent[-3].data.startswith(b"a")
    assert cut.at - sent[-3].at <= most + 1e-9


async def test_a_cut_is_after_a_picture_that_is_shown_for_long_and_was_taken_already() -> None:
    still = Film(4.0, {"video": (EncodedPiece(0.0, b"a0"), EncodedPiece(2.0, b"a1")), "audio": ()})
    reel = Reel(still)
    pieces = reel.pieces("video")
    taken = [next(pieces), next(pieces)]
    reel.cut_to(film("b"))
    cut = next(pieces)
    assert (taken[-1].data, cut.data) == (b"a1", b"b0")
    assert cut.at == pytest.approx(taken[-1].at + CUT_AFTER)


async def test_sound_and_pictures_of_all_reels_are_due_together(tmp_path: Path) -> None:
    shot, path = Shot("Fiji"), tmp_path / "fiji.webm"
    films.make_film(path, shot, "SIMULATED", 2)
    read = Film.read(path, shot)
    reels = [Reel(read), Reel(read)]
    reels[1].cut_to(read)
    due = [piece.at for pieces in read.pieces.values() for piece in pieces]
    due += [reel._began for reel in reels] + [next(reels[1].pieces("video")).at]
    assert [at / BEAT_SECONDS for at in due] == pytest.approx([round(at / BEAT_SECONDS) for at in due])
    assert [pieces[0].at for pieces in read.pieces.values()] == [0.0, 0.0]


async def test_two_tracks_of_a_reel_are_cut_at_the_same_moment_and_a_film_is_repeated() -> None:
    reel = Reel(film("a"))
    reel.cut_to(film("b"))
    reel.cut_to(film("c"))
    begun = [next(reel.pieces(kind)) for kind in ("video", "audio")]
    assert [piece.data for piece in begun] == [b"c0", b"c0"]
    assert begun[0].at == begun[1].at >= 2 * CUT_AFTER
    pieces = reel.pieces("video")
    assert [next(pieces).data for _ in range(11)][-1] == b"c0"


async def test_a_track_tells_the_level_of_what_it_sends() -> None:
    track = FilmTrack("audio", Reel(film("a")))
    packet = await track.recv()
    assert (bytes(packet), track.level) == (b"a0", -20)
    track.stop()
    await asyncio.sleep(0)

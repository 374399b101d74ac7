"""The history: which cursors can resume; a reader that resumes gets each frame exactly once."""

from hypothesis import given
from hypothesis import strategies as st

from foundation.journal.services import cursor
from foundation.messages.projections import Audience
from foundation.wire.history import EncodedEntry, History, parse_cursor


def encoded(seq: int, *, public: bool = True, nonce: str = "") -> EncodedEntry:
    return EncodedEntry(seq, nonce or f"n{seq}", b"e%d" % seq if public else None, b"m%d" % seq, (), "")


def history_of(public: list[bool], size: int) -> History:
    history = History(size)
    for seq, shown in enumerate(public, 1):
        history.append(encoded(seq, public=shown))
    return history


@given(st.lists(st.booleans(), max_size=40), st.integers(1, 12), st.integers(0, 45))
def test_a_known_point_gives_exactly_the_later_entries(public: list[bool], size: int, seq: int) -> None:
    history = history_of(public, size)
    nonce = f"n{seq}" if seq else "0"
    missed = history.since(seq, nonce)
    first_kept = max(1, len(public) - size + 1)
    reachable = seq == len(public) or first_kept <= seq < len(public) or (seq == 0 and first_kept == 1)
    if reachable:
        assert missed is not None
        assert [entry.seq for entry in missed] == list(range(seq + 1, len(public) + 1))
    else:
        assert missed is None


@given(st.lists(st.booleans(), min_size=1, max_size=20), st.integers(0, 25))
def test_another_nonce_gives_none(public: list[bool], seq: int) -> None:
    assert history_of(public, 50).since(seq, "other") is None


@given(st.lists(st.booleans(), max_size=20))
def test_the_head_and_the_last_public_number(public: list[bool]) -> None:
    history = history_of(public, 5)
    assert (history.seq, history.nonce) == ((len(public), f"n{len(public)}") if public else (0, "0"))
    assert history.public_seq == max((seq for seq, shown in enumerate(public, 1) if shown), default=0)


def test_frames_by_audience() -> None:
    secret = encoded(3, public=False)
    assert (secret.frame(Audience.EVERYONE), secret.frame(Audience.MODERATORS)) == (None, b"m3")


@given(st.integers(0, 10**17), st.text("0123456789abcdef", min_size=1), st.sampled_from(Audience))
def test_a_cursor_is_read_as_it_was_written(seq: int, nonce: str, audience: Audience) -> None:
    assert parse_cursor(cursor(seq, nonce, audience)) == (seq, nonce, audience.value)


@given(st.none() | st.text())
def test_any_other_text_is_no_cursor_or_harmless(text: str | None) -> None:
    point = parse_cursor(text)
    assert point is None or (point[0] >= 0 and bool(point[1]) and bool(point[2]))


def test_garbage_is_no_cursor() -> None:
    for text in (None, "", "1", "1.", "1.n", "1.n.", ".n.e", "-1.n.e", "x.n.e", "9" * 30 + ".n.e"):
        assert parse_cursor(text) is None

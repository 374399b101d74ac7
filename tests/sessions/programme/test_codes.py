"""Session codes: their characters, how typed codes are read, and uniqueness."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessions.programme import codes
from tests.support.assembly import Assembly

LOOK_ALIKE = ("0OQ", "1IL", "2Z", "5S", "6G", "8B", "UV")


def test_a_code_is_no_word_and_has_nothing_that_looks_alike() -> None:
    assert set("AEIOU") & set(codes.ALPHABET) == set()
    assert [alike for alike in LOOK_ALIKE if len(set(alike) & set(codes.ALPHABET)) > 1] == []
    assert len(set(codes.ALPHABET)) ** codes.LENGTH == 64_000_000
    for _ in range(100):
        code = codes.make_code()
        assert (len(code), set(code) <= set(codes.ALPHABET)) == (6, True)


@pytest.mark.parametrize(
    "typed",
    ["K7M3PX", "k7m3px", " k7m 3px ", "K7M-3PX", "K7M–3PX",
     "Ｋ７Ｍ３ＰＸ", "K٧M٣PX", "k۷m۳px", "K७M३PX", "K7M\u200b3PX"]
)  # fmt: skip
def test_a_code_is_read_however_it_was_typed(typed: str) -> None:
    assert codes.stored_code(typed) == "K7M3PX"


@given(st.text(max_size=40))
def test_anything_can_be_typed(typed: str) -> None:
    assert codes.stored_code(codes.stored_code(typed)) == codes.stored_code(typed)


@pytest.mark.django_db
def test_each_session_has_a_code_of_its_own_and_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made = iter(["CCCCCC", "CCCCCC", "CCCCCC", "DDDDDD"])
    monkeypatch.setattr(codes, "make_code", lambda: next(made))
    hall = Assembly()
    other = hall.add_session()
    other.save()
    assert [session.code for session in (hall.session, other)] == ["CCCCCC", "DDDDDD"]

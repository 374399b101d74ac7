"""How long a statement in writing may be, and until when its text is held (FL4). Pure."""

from functools import cache
from unicodedata import name

from foundation.refusals import Refusal

MOST_WORDS, MOST_WORDS_OF_A_GROUP = 500, 800
MOST_CHARACTERS = 24_000
"""As it is kept, with its marks."""
MOST_OF_A_PARTY = 5
"""How many statements a party may hand in in one session."""


UNSPACED = (
    "CJK UNIFIED", "CJK COMPATIBILITY", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "BOPOMOFO",
    "YI", "THAI", "LAO", "KHMER", "MYANMAR", "TAI THAM", "TAI LE", "NEW TAI LUE", "TAI VIET", "TIBETAN", "JAVANESE",
    "BALINESE",
)  # fmt: skip
"""How the names of letters begin whose scripts have no spaces between words; `written.ts` has the same scripts."""


def count(text: str) -> int:
    """How many words a plain text has; where a script has no spaces between them, each letter is one."""
    return sum(map(_words_in, text.split()))


def _words_in(piece: str) -> int:
    """Of what has no space in it: its letters of such scripts, and what is written between them; one at the least."""
    alone = "".join(" " if is_unspaced(each) else each for each in piece)
    beside = [each for each in alone.split() if any(map(str.isalnum, each))]
    return alone.count(" ") + len(beside) or 1


@cache
def is_unspaced(character: str) -> bool:
    """Whether it is a letter of a script without spaces between words."""
    return character.isalnum() and name(character, "").startswith(UNSPACED)


def check(text: str, kept: str, of_a_group: bool) -> None:
    """FL4: a plain text, and as it is kept.

    Refuses `written.empty`, `written.too_long`, `written.too_many_characters`.
    """
    most = MOST_WORDS_OF_A_GROUP if of_a_group else MOST_WORDS
    words = count(text)
    if not words:
        raise Refusal("written.empty", "There is no text in this statement. Write it, then hand it in.")
    if words > most:
        raise Refusal(
            "written.too_long", f"The statement has {words} words; at most {most} are allowed. Shorten it."
        )
    if len(kept) > MOST_CHARACTERS:
        raise Refusal(
            "written.too_many_characters",
            f"The statement has more than {MOST_CHARACTERS} characters. Shorten it, or take some marks out.",
        )


def check_number(handed_in: int) -> None:
    """Everyone carries every statement of a session. Refuses `written.too_many`."""
    if handed_in >= MOST_OF_A_PARTY:
        raise Refusal(
            "written.too_many",
            f"Your party has handed in {handed_in} statements in this session; that is all it can.",
        )


def check_single(held: bool) -> None:
    """A party speaks one text of a kind in a capacity. Refuses `written.already_held`."""
    if held:
        raise Refusal(
            "written.already_held",
            "Your party has already handed in the text that it will speak. Replace that one, or take it back.",
        )


def check_held(held: bool) -> None:
    """What was published stays as it is. Refuses `written.is_public`."""
    if not held:
        raise Refusal(
            "written.is_public",
            "Everyone can read this statement already; it stays as it is. Hand in another one.",
        )


def is_held(spoken: bool, speaks: bool) -> bool:
    """A text that is spoken is held until its party is called; while that turn runs there is nothing to wait for."""
    return spoken and not speaks

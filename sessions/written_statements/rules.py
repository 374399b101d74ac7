"""Rules of written statements: how long they may be, and until when a text is held (FL4). Pure."""

from functools import lru_cache
from math import ceil
from unicodedata import name

from foundation.refusals import Refusal

MAX_WORDS, MAX_WORDS_OF_A_GROUP = 500, 800
MAX_CHARACTERS = 24_000
"""The highest number of characters of a statement, counted in the stored form, with its tags."""
MAX_OF_A_PARTY = 5
"""How many statements a party may hand in in one session."""


CHARACTERS = (
    "CJK UNIFIED", "CJK COMPATIBILITY", "IDEOGRAPHIC", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "BOPOMOFO", "YI",
)  # fmt: skip
"""The scripts without spaces whose texts are counted in characters, by the beginnings of Unicode names. The front end's
`writtenStatements.ts` has the same.
"""
LETTERS = (
    "THAI", "LAO", "KHMER", "MYANMAR", "TAI THAM", "TAI LE", "NEW TAI LUE", "TAI VIET", "TIBETAN", "JAVANESE",
    "BALINESE",
)  # fmt: skip
"""The alphabets without spaces between words, by the beginnings of Unicode names. The front end's
`writtenStatements.ts` has the same.
"""
LETTERS_PER_WORD = 4
"""The average letters of a word in the scripts `LETTERS`: an estimate, because only a dictionary finds their words (UAX
29, section 4). Marks do not count.
"""


def count_words(text: str) -> int:
    """Count the words of a plain text.

    In scripts without spaces, words are estimated: one per character (`CHARACTERS`), or one per `LETTERS_PER_WORD`
    letters (`LETTERS`).
    """
    return sum(map(_words_in, text.split()))


def _words_in(piece: str) -> int:
    """The number of words in a text without spaces, at least one: words of scripts without spaces, plus the runs
    between them.
    """
    alone = "".join(" " if is_unspaced(each) else each for each in piece)
    beside = [each for each in alone.split() if any(map(str.isalnum, each))]
    letters = sum(_is_of(each, LETTERS) for each in piece)
    return alone.count(" ") - letters + ceil(letters / LETTERS_PER_WORD) + len(beside) or 1


def is_unspaced(character: str) -> bool:
    """Whether it is a letter of a script without spaces between words."""
    return _is_of(character, CHARACTERS + LETTERS)


@lru_cache(8192)
def _is_of(character: str, scripts: tuple[str, ...]) -> bool:
    return character.isalnum() and name(character, "").startswith(scripts)


def check_text(text: str, kept: str, of_a_group: bool) -> None:
    """Check the length of a statement's plain text, and of its stored form `kept` (FL4).

    Refuses `written.empty`, `written.too_long`, `written.too_many_characters`.
    """
    most = MAX_WORDS_OF_A_GROUP if of_a_group else MAX_WORDS
    words = count_words(text)
    if not words:
        raise Refusal("written.empty", "There is no text in this statement. Write it, then hand it in.")
    if words > most:
        raise Refusal(
            "written.too_long",
            f"The statement has {words} words; at most {most} are allowed. Shorten it.",
            values={"most": most},
        )
    if len(kept) > MAX_CHARACTERS:
        raise Refusal(
            "written.too_many_characters",
            f"The statement has more than {MAX_CHARACTERS} characters. Shorten it, or take some marks out.",
        )


def check_statement_count(handed_in: int) -> None:
    """Check that a party may hand in one more statement. The limit exists because every screen holds all statements of
    a session. Refuses `written.too_many`.
    """
    if handed_in >= MAX_OF_A_PARTY:
        raise Refusal(
            "written.too_many",
            f"Your party has handed in {handed_in} statements in this session; that is all it can.",
        )


def check_single(held: bool) -> None:
    """Check that the party has no other held text of this kind for itself, or for a group. Refuses
    `written.already_held`.
    """
    if held:
        raise Refusal(
            "written.already_held",
            "Your party has already handed in the text that it will speak. Replace that one, or take it back.",
        )


def check_held(held: bool) -> None:
    """Check that a statement is still held, so that it can be changed. Refuses `written.is_public`."""
    if not held:
        raise Refusal(
            "written.is_public",
            "Everyone can read this statement already; it stays as it is. Hand in another one.",
        )


def is_held(to_be_spoken: bool, party_speaks_now: bool) -> bool:
    """Whether a text is held: it will be spoken, and the turn in which its party speaks it has not begun."""
    return to_be_spoken and not party_speaks_now

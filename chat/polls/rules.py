"""What a poll may ask, what an answer may say, and how answers are counted. Pure."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category, normalize

from foundation.refusals import Refusal
from foundation.text import clean_name, is_readable

MIN_OPTIONS = 2
MAX_OPTIONS = 12
RATINGS = 5
"""A rating is a figure from 1 to this."""
MAX_WORDS = 3
"""The most words of one person."""
LONGEST_WORD = 40
MAX_POLLS = 200
"""The most polls of a session."""
LIVE_WORDS = 30
"""How many words of an open poll are sent each time that somebody answers."""
LISTED_WORDS = 100
"""How many words of a closed poll are shown."""
KEPT_WORDS = 1000
"""How many words of a closed poll are stored."""

NEXT: Mapping[str, Collection[str]] = {
    "edit": ("draft",),
    "move": ("draft",),
    "delete": ("draft",),
    "open": ("draft",),
    "undo_open": ("open",),
    "close": ("open",),
    "show": ("open", "closed"),
    "choose_words": ("open", "closed"),
}
"""For each action, the states of a poll in which it is possible."""

_SENTENCES = {
    "edit": "This poll was opened meanwhile: its question and options stay.",
    "move": "This poll was opened meanwhile: it does not wait any more.",
    "delete": "This poll was opened meanwhile: it stays in the minutes.",
    "open": "This poll was opened already. Prepare another one.",
    "undo_open": "This poll is not open any more.",
    "close": "This poll is not open.",
    "show": "Open the poll first, then show it on the hall screen.",
    "choose_words": "Nobody has answered this poll yet.",
}


def check_act(act: str, state: str) -> None:
    """Check that an action `act` is possible in this state of a poll. Refuses `poll.wrong_state`."""
    if state not in NEXT[act]:
        raise Refusal("poll.wrong_state", _SENTENCES[act])


def check_readable(text: str) -> None:
    """Check that a text has at least one visible character. Refuses `poll.blank`."""
    if not is_readable(text):
        raise Refusal("poll.blank", "Write a question and options that can be read.")


def check_options(kind: str, options: Sequence[str], most: int) -> None:
    """Check the options of a poll: 2 to 12 different ones, or none where people rate or write words.

    Refuses `poll.blank`, `poll.options`, `poll.same_options`, `poll.most`.
    """
    if kind in ("rating", "words"):
        if options:
            raise Refusal("poll.options", "People rate or write words here: this poll has no options.")
        return
    for option in options:
        check_readable(option)
    if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        raise Refusal("poll.options", f"A poll has from {MIN_OPTIONS} to {MAX_OPTIONS} options.")
    if len({comparable_text(option) for option in options}) != len(options):
        raise Refusal("poll.same_options", "Two options are the same. Change one of them.")
    if kind == "multiple" and not 2 <= most <= len(options):
        raise Refusal("poll.most", "Let people choose at least two options, and at most all of them.")


def comparable_text(text: str) -> str:
    """A text in the form in which it is compared with others."""
    return normalize("NFC", text.casefold())


def normal_word(text: str) -> str:
    """A word of a word cloud in the form in which it is counted.

    It is composed (NFC), in small letters and on one line, without marks of direction, zero-width characters and
    symbols, and without punctuation around it.
    """
    word = comparable_text(clean_name(text))
    while word and category(word[0])[0] in "PZ":
        word = word[1:]
    while word and category(word[-1])[0] in "PZ":
        word = word[:-1]
    return word


def check_answer(
    kind: str, options: int, most: int, choices: Sequence[int], words: Sequence[str]
) -> list[int] | list[str]:
    """The checked form of an answer: the numbers of the options, or the words.

    Refuses `poll.bad_answer`, `poll.too_many_choices`, `poll.blank_words`, `poll.too_many_words`, `poll.long_word`.
    """
    if kind == "words":
        if choices:
            raise _bad_answer()
        return _checked_words(words)
    last = RATINGS if kind == "rating" else options
    if words or not choices or len(set(choices)) != len(choices) or not all(1 <= n <= last for n in choices):
        raise _bad_answer()
    if len(choices) > {"single": 1, "rating": 1, "multiple": most}.get(kind, options):
        raise Refusal("poll.too_many_choices", "You chose more options than this poll takes. Take one back.")
    return list(choices) if kind == "ranking" else sorted(choices)


def _bad_answer() -> Refusal:
    return Refusal("poll.bad_answer", "This answer does not fit the poll. Reload the page, and choose again.")


def _checked_words(words: Sequence[str]) -> list[str]:
    found = list(dict.fromkeys(word for word in map(normal_word, words) if word))
    if not found:
        raise Refusal("poll.blank_words", "Write at least one word.")
    if len(found) > MAX_WORDS:
        raise Refusal("poll.too_many_words", f"Write at most {MAX_WORDS} words.")
    if any(len(word) > LONGEST_WORD for word in found):
        raise Refusal("poll.long_word", f"A word may have at most {LONGEST_WORD} characters.")
    return found


def stored_answer(answer: Sequence[int] | Sequence[str]) -> str:
    """An answer as it is stored. Equal answers have equal texts."""
    return "\n".join(str(each) for each in answer) if _is_words(answer) else ",".join(map(str, answer))


def _is_words(answer: Sequence[int] | Sequence[str]) -> bool:
    return bool(answer) and isinstance(answer[0], str)


def choices_of(stored: str) -> list[int]:
    """The numbers of the options in a stored answer."""
    return [int(number) for number in stored.split(",")]


def words_of(stored: str) -> list[str]:
    """The words of a stored answer."""
    return stored.split("\n")


@dataclass
class Totals:
    """The counted answers of a poll, as `protocol.PollResult` says. `words` are all words, the most frequent first."""

    answers: int = 0
    counts: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    words: list[tuple[str, int]] = field(default_factory=list)


def tally(kind: str, options: int, answers: Iterable[tuple[str, int]]) -> Totals:
    """Count answers, given as stored answers and how many people gave each.

    In `ranking` with n options, the first has n points, the second n - 1, and so on; one that is not ranked has none
    (Borda's count).
    """
    if kind == "words":
        return _tally_words(answers)
    size = RATINGS if kind == "rating" else options
    totals = Totals(counts=[0] * size, firsts=[0] * size if kind == "ranking" else [])
    for stored, people in answers:
        totals.answers += people
        for place, number in enumerate(choices_of(stored)):
            totals.counts[number - 1] += people * (size - place if kind == "ranking" else 1)
            if kind == "ranking" and place == 0:
                totals.firsts[number - 1] += people
    return totals


def _tally_words(answers: Iterable[tuple[str, int]]) -> Totals:
    counted: Counter[str] = Counter()
    total = 0
    for stored, people in answers:
        total += people
        for word in words_of(stored):
            counted[word] += people
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return Totals(answers=total, words=ranked)

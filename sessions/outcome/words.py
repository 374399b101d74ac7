"""Works on the words of paragraphs: their differences, anchors in a paragraph that changes, and the merge of two edits.
Pure.

A text is a list of tokens that join to the text again: a word, a run of spaces, a mark of punctuation, an ideograph, or
one mark of the markup (`markup.py`). A footnote is one token. A change is a range of tokens of the base text and the
tokens that replace it. An insertion has an empty range.
"""

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from rapidfuzz.distance import LCSseq, Opcode

# Chinese, Japanese and Thai have no spaces between words: each of their characters is a token.
_ALONE = r"\u0e00-\u0e7f\u2e80-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"[^\W{_ALONE}]+(?:['’\-][^\W{_ALONE}]+)*|\s+|[{_ALONE}]"
    r"|<fn>.*?</fn>|</?[bi]>|&(?:lt|gt|amp);|.",
    re.DOTALL,
)

Kind = Literal["same", "added", "removed"]


# A paragraph of 20,000 ideographs takes 1.5 MB as tokens: the cache is for the few paragraphs that are worked on.
@lru_cache(32)
def tokens(text: str) -> tuple[str, ...]:
    """The list of tokens of a text."""
    return tuple(_TOKEN.findall(text))


@lru_cache(32)
def offsets(text: str) -> tuple[int, ...]:
    """The offset of each token in characters. The last offset is the length of the text."""
    return (0, *accumulate(len(token) for token in tokens(text)))


def token_range(text: str, start: int, end: int) -> tuple[int, int]:
    """The range of tokens that covers the characters from `start` to `end`. A token of which only a part is covered
    counts.
    """
    at = offsets(text)
    if start == end:
        here = bisect_left(at, start)
        return here, here
    return bisect_right(at, start) - 1, bisect_left(at, end)


@dataclass(frozen=True)
class Change:
    """A change: the tokens from `start` to `end` of the base text are replaced by `new`."""

    start: int
    end: int
    new: tuple[str, ...]


def changes(base: Sequence[str], after: Sequence[str]) -> list[Change]:
    """The changes that turn the text `base` into the text `after`.

    Changes with only a space between them are one change. An insertion that would give the same text further to the
    left is put there, so that the same edit is always the same change.
    """
    runs: list[list[Opcode]] = []
    for op in LCSseq.opcodes(base, after):
        if op.tag == "equal":
            continue
        gap = base[runs[-1][-1].src_end : op.src_start] if runs else ()
        if runs and len(gap) <= 1 and all(token.isspace() for token in gap):
            runs[-1].append(op)
        else:
            runs.append([op])
    spans = [(run[0], run[-1]) for run in runs]
    return _move_left(
        base,
        [
            Change(first.src_start, last.src_end, tuple(after[first.dest_start : last.dest_end]))
            for first, last in spans
        ],
    )


def _move_left(base: Sequence[str], found: list[Change]) -> list[Change]:
    out: list[Change] = []
    for edit in found:
        floor = out[-1].end if out else 0
        start, end, new = edit.start, edit.end, deque(edit.new)
        while start == end and new and start > floor and base[start - 1] == new[-1]:
            new.rotate()
            start = end = start - 1
        if out and start == floor:
            out[-1] = Change(out[-1].start, end, (*out[-1].new, *new))
        else:
            out.append(Change(start, end, tuple(new)))
    return out


def apply_changes(base: Sequence[str], edits: Sequence[Change]) -> list[str]:
    """The base text after these changes, which do not overlap."""
    out: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        out += [*base[at : edit.start], *edit.new]
        at = edit.end
    return [*out, *base[at:]]


def common_length(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens at the beginning are the same in two texts."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


Fate = Literal["moved", "done", "overtaken"]


def rebase(edit: Change, base: Sequence[str], edits: Sequence[Change]) -> tuple[Fate, Change]:
    """What becomes of a proposed change (`edit`) of the base text after these `edits` of it.

    `moved`: it still stands, perhaps at another place. `done`: the edits made this change. `overtaken`: the words that
    it changes, or the place of its insertion, were changed. Two insertions at one place overtake each other, because
    nothing says which comes first.
    """
    own = changes(base, apply_changes(base, [edit]))
    if {*own} <= {*edits}:
        return "done", edit
    # Edits insert as far left as they can.
    return _rebase_shifted(own[0] if edit.start == edit.end and len(own) == 1 else edit, edits)


def _rebase_shifted(edit: Change, edits: Sequence[Change]) -> tuple[Fate, Change]:
    """The result of `rebase` for a change that is written like the edits."""
    if edit in edits:
        return "done", edit
    shift = 0
    for other in edits:
        apart = other.end < edit.start or edit.end < other.start
        beside = (other.end == edit.start or edit.end == other.start) and not (
            other.start == other.end or edit.start == edit.end
        )
        if not apart and not beside:
            return "overtaken", edit
        if other.end <= edit.start:
            shift += len(other.new) - (other.end - other.start)
    return "moved", Change(edit.start + shift, edit.end + shift, edit.new)


@dataclass(frozen=True)
class Conflict:
    """A place that two edits changed in different ways: its text before, and after each of the edits."""

    base: str
    theirs: str
    mine: str


@dataclass(frozen=True)
class Merge:
    """The result of a merge: the text, or None and the conflicts."""

    text: str | None
    conflicts: tuple[Conflict, ...] = ()


def merge(base: str, theirs: str, mine: str) -> Merge:
    """The three-way merge of a paragraph, word by word. Changes that overlap are conflicts."""
    old = tokens(base)
    left, right = changes(old, tokens(theirs)), changes(old, tokens(mine))
    taken, conflicts = list(left), []
    for edit in right:
        near = _touching_changes(edit, left)
        fate, _ = _rebase_shifted(edit, near)
        if fate == "moved":
            taken.append(edit)
        elif fate == "overtaken":
            conflicts.append(_conflict(old, edit, near))
    if conflicts:
        return Merge(None, tuple(conflicts))
    return Merge("".join(apply_changes(old, taken)))


def _touching_changes(edit: Change, others: Sequence[Change]) -> Sequence[Change]:
    """Those of the changes `others` that overlap a change or are beside it, in their order."""
    first = bisect_left(others, edit.start, key=lambda other: other.end)
    return others[first : bisect_right(others, edit.end, key=lambda other: other.start)]


def _conflict(old: Sequence[str], edit: Change, hit: Sequence[Change]) -> Conflict:
    start = min(edit.start, *(other.start for other in hit))
    end = max(edit.end, *(other.end for other in hit))
    part = old[start:end]
    theirs = apply_changes(part, [Change(other.start - start, other.end - start, other.new) for other in hit])
    mine = apply_changes(part, [Change(edit.start - start, edit.end - start, edit.new)])
    return Conflict("".join(part), "".join(theirs), "".join(mine))


LEAST_SAME = 0.25
"""If two texts have less of their words in common, they are shown as one instead of the other. A few small words
between struck ones and new ones help no reader.
"""


def difference(base: str, after: str) -> list[tuple[Kind, str]]:
    """Two texts as runs of words that are the same, removed or added."""
    old, new = tokens(base), tokens(after)
    edits = changes(old, new)
    if _is_mostly_new(old, new, edits):
        return [("removed", base), ("added", after)]
    runs: list[tuple[Kind, str]] = []
    at = 0
    for edit in edits:
        parts: list[tuple[Kind, Sequence[str]]] = [
            ("same", old[at : edit.start]),
            ("removed", old[edit.start : edit.end]),
            ("added", edit.new),
        ]
        runs += [(kind, "".join(part)) for kind, part in parts if part]
        at = edit.end
    return [*runs, ("same", "".join(old[at:]))] if at < len(old) else runs


def _is_mostly_new(old: Sequence[str], new: Sequence[str], edits: Sequence[Change]) -> bool:
    """Whether so few words stayed that a text is another one."""

    def count(part: Sequence[str]) -> int:
        return sum(token[0].isalnum() for token in part)

    same = count(old) - sum(count(old[edit.start : edit.end]) for edit in edits)
    return 0 < same < LEAST_SAME * min(count(old), count(new))


CONTEXT = 3
"""How many words before and after an amendment are kept, so that people can find its place again."""


def words_around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after a range of tokens."""
    all_tokens = tokens(text)
    before = [at for at in range(start) if not all_tokens[at].isspace()][-CONTEXT:]
    after = [at for at in range(end, len(all_tokens)) if not all_tokens[at].isspace()][:CONTEXT]
    first = before[0] if before else start
    last = after[-1] + 1 if after else end
    return "".join(all_tokens[first:start]), "".join(all_tokens[end:last])

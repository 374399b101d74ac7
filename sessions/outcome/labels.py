"""Labels of paragraphs: PP1 for the preamble, I for an area, 1 for a paragraph, (a) for an item of a list. Pure.

They follow the order until the first reading begins. From then on a label stays, because delegations speak of it: a new
paragraph after 12 is 12 bis.
"""

from collections.abc import Iterable, Sequence

from sessions.outcome.protocol import ParagraphKind

_AGAIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def labels_of(kinds: Iterable[ParagraphKind]) -> list[str]:
    """The labels of paragraphs of these kinds, in their order."""
    counts = {"preamble": 0, "area": 0, "paragraph": 0, "item": 0}
    labels = []
    for kind in kinds:
        if kind != "item":
            counts["item"] = 0
        counts[kind] += 1
        labels.append(_label(kind, counts[kind]))
    return labels


def _label(kind: ParagraphKind, count: int) -> str:
    if kind == "preamble":
        return f"PP{count}"
    if kind == "area":
        return _roman(count)
    return f"({_letters(count)})" if kind == "item" else str(count)


def _roman(count: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (count // value)
        count %= value
    return text


def _letters(count: int) -> str:
    text = ""
    while count:
        count, rest = divmod(count - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def inserted_label(
    kind: ParagraphKind, before: Sequence[tuple[ParagraphKind, str]], taken: Iterable[str]
) -> str:
    """The label of a new paragraph, if the labels of the others stay.

    `before` has the kinds and labels of the paragraphs before it, in order. `taken` are the labels of its kind that the
    document has or has had. For items of a list, only those below the same paragraph count.
    """
    taken = set(taken)
    last = _label(kind, 0)
    for each, label in before:
        if kind == "item" and each != "item":
            last = _label(kind, 0)
        if each == kind:
            last = label.split(" ")[0]
    known = next(count for count in range(len(taken) + 2) if _label(kind, count) == last)
    following = _label(kind, known + 1)
    if following not in taken:
        return following
    for word in _AGAIN:
        if f"{last} {word}" not in taken:
            return f"{last} {word}"
    number = len(_AGAIN) + 2
    while f"{last} {number}" in taken:
        number += 1
    return f"{last} {number}"

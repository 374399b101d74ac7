"""Labels of paragraphs (OD2)."""

import pytest

from sessions.outcome import labels
from sessions.outcome.protocol import ParagraphKind


def test_OD2_labels_follow_the_order() -> None:
    kinds: list[ParagraphKind] = [
        "preamble",
        "preamble",
        "area",
        "paragraph",
        "item",
        "item",
        "paragraph",
        "area",
        "paragraph",
        "item",
    ]
    assert labels.labels_of(kinds) == ["PP1", "PP2", "I", "1", "(a)", "(b)", "2", "II", "3", "(a)"]


BEFORE: list[tuple[ParagraphKind, str]] = [("area", "I"), ("paragraph", "1"), ("item", "(a)")]


@pytest.mark.parametrize(
    ("kind", "before", "taken", "expected"),
    [
        ("paragraph", BEFORE, ["1", "2"], "1 bis"),
        ("paragraph", BEFORE, ["1", "2", "1 bis"], "1 ter"),
        ("paragraph", [*BEFORE, ("paragraph", "1 bis")], ["1", "2", "1 bis"], "1 ter"),
        ("paragraph", [*BEFORE, ("paragraph", "2")], ["1", "2"], "3"),
        ("item", BEFORE, ["(a)"], "(b)"),
        ("item", BEFORE, ["(a)", "(b)"], "(a) bis"),
        ("paragraph", [], ["1"], "0 bis"),
        ("preamble", [], [], "PP1"),
    ],
)
def test_OD2_a_new_paragraph_between_others(
    kind: ParagraphKind, before: list[tuple[ParagraphKind, str]], taken: list[str], expected: str
) -> None:
    assert labels.inserted_label(kind, before, taken) == expected


def test_OD2_a_label_is_never_given_twice() -> None:
    taken = ["1", "2"]
    for _ in range(15):
        new = labels.inserted_label("paragraph", [("paragraph", "1")], taken)
        assert new not in taken
        taken.append(new)
    assert taken[-1] == "1 16"

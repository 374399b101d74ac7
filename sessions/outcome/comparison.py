"""Reads what a document was in an earlier version, and compares two versions word by word. It writes nothing."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from sessions.outcome import words
from sessions.outcome.models import Outcome, ParagraphVersion

Change = Literal["same", "changed", "added", "removed", "moved"]


@dataclass(frozen=True)
class ComparedVersions:
    """A paragraph in two versions. `runs` are its words: the same, removed or added. `label` is that of the later
    version.
    """

    paragraph: int
    kind: str
    label: str
    change: Change
    runs: list[tuple[words.Kind, str]]


def paragraphs_in(document: Outcome, version: int) -> list[ParagraphVersion]:
    """The paragraphs of a version of the document, in order."""
    return _present_in_version(_version_rows(document, version), version)


def _version_rows(document: Outcome, version: int) -> list[ParagraphVersion]:
    rows = ParagraphVersion.objects.filter(paragraph__outcome=document, number__lte=version)
    shown = ("paragraph", "number", "kind", "label", "position", "text", "deleted")
    return list(rows.order_by("number", "pk").only(*shown))


def _present_in_version(rows: list[ParagraphVersion], version: int) -> list[ParagraphVersion]:
    latest = {row.paragraph_id: row for row in rows if row.number <= version}
    present = (row for row in latest.values() if not row.deleted)
    return sorted(present, key=lambda row: (row.position, row.paragraph_id))


def compare(document: Outcome, before: int, after: int) -> list[ComparedVersions]:
    """The paragraphs of two versions, in the order of the later one. Deleted paragraphs are at their former places."""
    rows = _version_rows(document, max(before, after))
    old, new = _present_in_version(rows, before), _present_in_version(rows, after)
    was = {row.paragraph_id: row for row in old}
    stays = {row.paragraph_id for row in new}
    moved = _moved_paragraphs([row.paragraph_id for row in old if row.paragraph_id in stays], new)
    found = [_compare_versions(was.get(row.paragraph_id), row, row.paragraph_id in moved) for row in new]
    gone_after: dict[int | None, list[ComparedVersions]] = defaultdict(list)
    above: int | None = None
    for row in old:
        if row.paragraph_id in stays:
            above = row.paragraph_id
        else:
            removed: list[tuple[words.Kind, str]] = [("removed", row.text)]
            gone = ComparedVersions(row.paragraph_id, row.kind, row.label, "removed", removed)
            gone_after[above].append(gone)
    return [*gone_after[None], *(each for row in found for each in (row, *gone_after[row.paragraph]))]


def _moved_paragraphs(before: list[int], new: list[ParagraphVersion]) -> set[int]:
    """The paragraphs that have moved. They are those outside of the longest common order of the paragraphs of both
    versions.
    """
    known = set(before)
    after = [row.paragraph_id for row in new if row.paragraph_id in known]
    edits = words.changes([str(each) for each in before], [str(each) for each in after])
    return {int(each) for edit in edits for each in edit.new}


def _compare_versions(
    old: ParagraphVersion | None, new: ParagraphVersion, is_moved: bool
) -> ComparedVersions:
    if old is None:
        return ComparedVersions(new.paragraph_id, new.kind, new.label, "added", [("added", new.text)])
    if old.text == new.text:
        change: Change = "moved" if is_moved else "same"
        return ComparedVersions(new.paragraph_id, new.kind, new.label, change, [("same", new.text)])
    runs = words.difference(old.text, new.text)
    return ComparedVersions(new.paragraph_id, new.kind, new.label, "changed", runs)

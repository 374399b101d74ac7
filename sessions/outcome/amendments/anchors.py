"""Moves the anchors of amendments and comments when their paragraph changes, is split, joined or deleted (OD5).

Its functions are reactions: they run in the transaction of the change, and return the rows that they changed.
"""

import itertools
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Model

from foundation.ids import number
from foundation.registry import Reaction
from sessions.outcome import words
from sessions.outcome.amendments.models import OPEN, Amendment, Comment
from sessions.outcome.amendments.protocol import Fate
from sessions.outcome.models import Paragraph, ParagraphVersion
from sessions.outcome.protocol import (
    AcceptanceUndone,
    JoinUndone,
    ParagraphDeleted,
    ParagraphRestored,
    ParagraphsJoined,
    ParagraphSplit,
    ParagraphWritten,
    SplitUndone,
)


def _anchored(paragraph: str) -> list[Amendment | Comment]:
    """The open amendments to words, and the comments on words, that still stand in a paragraph."""
    amendments = Amendment.objects.filter(paragraph=number(paragraph), kind="words", state__in=OPEN, fate="")
    comments = Comment.objects.filter(paragraph=number(paragraph), on_words=True, removed_at=None, fate="")
    rows: list[Amendment | Comment] = [
        *amendments.select_related("paragraph"),
        *comments.select_related("paragraph"),
    ]
    return rows


def follow_writing(stream: str, event: ParagraphWritten, now: datetime) -> Iterable[Model]:
    """A reaction: move the anchors in a paragraph whose text changed."""
    rows = _anchored(event.paragraph)
    if not rows:
        return []
    _rebase_anchors(rows, *_texts_of_versions(event.paragraph, event.before, event.version), event.version)
    return rows


def _rebase_anchors(rows: Iterable[Amendment | Comment], before: str, after: str, version: int) -> None:
    """Move anchors from one text of their paragraph to another text of it."""
    old = words.tokens(before)
    edits = words.changes(old, words.tokens(after))
    for row in rows:
        new = words.tokens(row.text) if isinstance(row, Amendment) else ("",)
        fate, edit = words.rebase(words.Change(row.start, row.end, new), old, edits)
        if fate == "moved":
            row.start, row.end, row.base = edit.start, edit.end, version
            row.words_before, row.words_after = words.words_around(after, row.start, row.end)
        else:
            row.fate = fate
        row.save()


def _texts_of_versions(paragraph: str, before: int, after: int) -> tuple[str, str]:
    rows = ParagraphVersion.objects.filter(paragraph=number(paragraph))
    found = dict(rows.filter(number__in=(before, after)).values_list("number", "text"))
    return found[before], found[after]


def catch_up(row: Amendment, paragraph: Paragraph) -> None:
    """Move an anchor through all versions that its paragraph has had since the anchor's own version."""
    if row.kind == "paragraph":
        row.fate = "deleted" if paragraph.deleted_at is not None else ""
        return
    versions = list(paragraph.versions.filter(number__gte=row.base).order_by("number"))
    row.fate = ""
    for before, after in itertools.pairwise(versions):
        if not row.fate and before.text != after.text:
            _rebase_anchors([row], before.text, after.text, after.number)
    if paragraph.deleted_at is not None:
        row.fate = "deleted"


def follow_split(stream: str, event: ParagraphSplit, now: datetime) -> Iterable[Model]:
    """A reaction to the split of a paragraph: anchors behind the split get the new paragraph. Anchors that the split
    cuts are overtaken.
    """
    made = Paragraph.objects.get(pk=number(event.into))
    first = Paragraph.objects.get(pk=number(event.paragraph))
    before, after = _texts_of_versions(event.paragraph, event.before, first.version)
    old, left, right = words.tokens(before), words.tokens(after), words.tokens(made.text)
    # Spaces and marks at the split may be in neither part.
    ends, begins = words.common_length(old, left), len(old) - words.common_length(old[::-1], right[::-1])
    shift = len(right) - len(old)
    rows = _anchored(event.paragraph)
    for row in rows:
        if row.start >= begins or event.token <= row.start < row.end:
            row.paragraph, row.base = made, made.version
            _set_range(row, max(row.start, begins) + shift, max(row.end, begins) + shift, right)
        elif row.end <= event.token:
            row.base = first.version
            _set_range(row, min(row.start, ends), min(row.end, ends), left)
        else:
            row.fate = "overtaken"
        row.save()
    return rows


def _set_range(row: Amendment | Comment, start: int, end: int, tokens: Sequence[str]) -> None:
    """Give an anchor its range in one part of a paragraph that was split. It is overtaken if none of its words are in
    that part.
    """
    if start == end and row.start < row.end:
        row.fate = "overtaken"
    row.start, row.end, row.words = start, end, "".join(tokens[start:end])


def follow_joining(stream: str, event: ParagraphsJoined, now: datetime) -> Iterable[Model]:
    """A reaction to the joining of two paragraphs: the anchors of the one that was appended get the other one."""
    row_of = Paragraph.objects.get(pk=number(event.paragraph))
    kept = _anchored(event.paragraph)
    for row in kept:
        row.base = row_of.version
        row.save(update_fields=["base"])
    rows = _anchored(event.joined)
    for row in rows:
        row.paragraph = row_of
        row.start, row.end = row.start + event.tokens, row.end + event.tokens
        row.base = row_of.version
        row.save()
    others = _move_to_paragraph(_rows_without_range(event.joined, [*rows]), row_of)
    version = row_of.versions.get(number=row_of.version)
    version.brought = version.brought | {
        "amendments": [each.pk for each in others if isinstance(each, Amendment)],
        "comments": [each.pk for each in others if isinstance(each, Comment)],
    }
    version.save(update_fields=["brought"])
    return [*kept, *rows, *others]


def _move_to_paragraph(rows: list[Amendment | Comment], paragraph: Paragraph) -> list[Amendment | Comment]:
    """Move the rows of a paragraph that have no range of words to another paragraph."""
    for row in rows:
        row.paragraph = paragraph
        row.save(update_fields=["paragraph"])
    return rows


def follow_undone_split(stream: str, event: SplitUndone, now: datetime) -> Iterable[Model]:
    """A reaction to the undoing of a split: all anchors get the paragraph that has their words again. Anchors that the
    split cut are restored.
    """
    row_of = Paragraph.objects.get(pk=number(event.paragraph))
    other = Paragraph.objects.get(pk=number(event.split_off))
    left, _ = _texts_of_versions(event.paragraph, event.split, row_of.version)
    old, first, second = words.tokens(row_of.text), words.tokens(left), words.tokens(other.text)
    ends, begins = words.common_length(old, first), len(old) - words.common_length(old[::-1], second[::-1])
    shift = len(second) - len(old)
    kept, rows = _anchored(event.paragraph), _anchored(event.split_off)
    for row in kept:
        row.base = row_of.version
        _set_range(row, min(row.start, ends), min(row.end, ends), old)
        row.save()
    for row in rows:
        row.paragraph, row.base = row_of, row_of.version
        _set_range(row, max(row.start - shift, begins), max(row.end - shift, begins), old)
        row.save()
    others = _move_to_paragraph(_rows_without_range(event.split_off, rows), row_of)
    return [*kept, *rows, *others, *_restore_ranges(row_of, event.split)]


def _restore_ranges(paragraph: Paragraph, undone: int) -> list[Amendment | Comment]:
    """Restore the anchors that only the change of this version overtook, because the text before that change is there
    again.
    """
    rows = [
        row
        for row in _rows_without_range(str(paragraph.pk), [])
        if row.fate in ("overtaken", "done") and row.base < undone
    ]
    texts = paragraph.versions.filter(number__lt=undone)
    stand = [
        row for row in rows if {each.text for each in texts if each.number >= row.base} == {paragraph.text}
    ]
    for row in stand:
        row.fate, row.base = "", paragraph.version
        row.save(update_fields=["fate", "base"])
    return stand


def follow_undone_acceptance(stream: str, event: AcceptanceUndone, now: datetime) -> Iterable[Model]:
    """A reaction to the undoing of an acceptance: the accepted amendments are on the table again, and the other anchors
    move back.
    """
    row_of = Paragraph.objects.get(pk=number(event.paragraph))
    kept = _anchored(event.paragraph)
    _rebase_anchors(
        kept, *_texts_of_versions(event.paragraph, event.acceptance, row_of.version), row_of.version
    )
    stood = _restore_ranges(row_of, event.acceptance)
    accepted = row_of.versions.get(number=event.acceptance).brought["accepted"]
    back = list(Amendment.objects.filter(pk__in=accepted).select_related("paragraph"))
    for row in back:
        row.state, row.decided_at = Amendment.State.TABLED, None
        # The words are those before the acceptance, on which it stood.
        row.base = row.base if row.fate else row_of.version
        row.save()
    return [*kept, *stood, *back]


def follow_undone_join(stream: str, event: JoinUndone, now: datetime) -> Iterable[Model]:
    """A reaction to the undoing of a join: each anchor gets the paragraph that has its words. The restored paragraph
    gets back the rows that the join had moved.
    """
    row_of = Paragraph.objects.get(pk=number(event.paragraph))
    other = Paragraph.objects.get(pk=number(event.restored))
    rows = _anchored(event.paragraph)
    for row in rows:
        if row.start >= event.tokens:
            row.paragraph, row.base = other, other.version
            row.start, row.end = row.start - event.tokens, row.end - event.tokens
        elif row.end < event.tokens:
            row.base = row_of.version
        else:
            # It stands on words of both.
            row.fate = "overtaken"
        row.save()
    brought = row_of.versions.get(number=event.join).brought
    others = [
        row
        for row in _rows_without_range(event.paragraph, rows)
        if row.pk in brought.get("amendments" if isinstance(row, Amendment) else "comments", ())
    ]
    return [*rows, *_move_to_paragraph(others, other)]


def _rows_without_range(paragraph: str, but: Sequence[Amendment | Comment]) -> list[Amendment | Comment]:
    """What belongs to a paragraph without a range that stands: proposed paragraphs after it, comments on all of it, and
    what is overtaken.
    """
    known = {(type(row), row.pk) for row in but}
    amendments = Amendment.objects.filter(paragraph=number(paragraph), state__in=OPEN)
    comments = Comment.objects.filter(paragraph=number(paragraph), removed_at=None)
    rows: list[Amendment | Comment] = [*amendments, *comments]
    return [row for row in rows if (type(row), row.pk) not in known]


def follow_deletion(stream: str, event: ParagraphDeleted, now: datetime) -> Iterable[Model]:
    """A reaction to the deletion of a paragraph: mark its open amendments."""
    return _set_fate(event.paragraph, "", "deleted")


def follow_restoration(stream: str, event: ParagraphRestored, now: datetime) -> Iterable[Model]:
    """A reaction to the restoration of a paragraph: its amendments stand again. No text changed while it was
    deleted.
    """
    return _set_fate(event.paragraph, "deleted", "")


def _set_fate(paragraph: str, before: Fate, after: Fate) -> list[Model]:
    rows: list[Model] = []
    for row in _rows_without_range(paragraph, []):
        if row.fate == before:
            row.fate = after
            row.save(update_fields=["fate"])
            rows.append(row)
    return rows


REACTIONS = [
    Reaction(ParagraphWritten, follow_writing),
    Reaction(ParagraphSplit, follow_split),
    Reaction(ParagraphsJoined, follow_joining),
    Reaction(SplitUndone, follow_undone_split),
    Reaction(JoinUndone, follow_undone_join),
    Reaction(AcceptanceUndone, follow_undone_acceptance),
    Reaction(ParagraphDeleted, follow_deletion),
    Reaction(ParagraphRestored, follow_restoration),
]

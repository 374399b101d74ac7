"""Converts the text of a paragraph to runs, and the amendments to it to alternatives for its words. Pure."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sessions.exports.content import Alternative, Choice, Inline, Run
from sessions.outcome.words import tokens

_NOTE = re.compile(r"<fn>(.*)</fn>", re.DOTALL)


@dataclass(frozen=True)
class ExportedAmendment:
    """An amendment for export: its range in tokens of the paragraph, its new words in the markup, and who proposes
    them.
    """

    start: int
    end: int
    text: str
    author: str
    said: str
    at: str


def runs(text: str) -> tuple[Run, ...]:
    """The runs of a text in the markup."""
    return _join_runs(_styled_runs(tokens(text)))


def _styled_runs(all_tokens: Iterable[str], like: Run | None = None) -> list[Run]:
    """A run for each token. Its form is that of `like`, changed by the marks before the token. The runs of marks
    themselves are empty.
    """
    form = replace(like, text="", note="") if like else Run("")
    found = []
    for token in all_tokens:
        if token in ("<b>", "</b>"):
            form = replace(form, bold=token == "<b>")
            found.append(form)
        elif token in ("<i>", "</i>"):
            form = replace(form, italic=token == "<i>")
            found.append(form)
        elif note := _NOTE.fullmatch(token):
            found.append(replace(form, note=html.unescape(note[1])))
        else:
            found.append(replace(form, text=html.unescape(token)))
    return found


def _join_runs(styled: Iterable[Run]) -> tuple[Run, ...]:
    """The runs without empty ones. Neighbours of the same form become one run, but not beyond a footnote."""
    found: list[Run] = []
    for run in styled:
        if not run.text and not run.note:
            continue
        last = found[-1] if found else None
        if last and not last.note and (last.bold, last.italic) == (run.bold, run.italic):
            found[-1] = replace(run, text=last.text + run.text)
        else:
            found.append(run)
    return tuple(found)


def with_amendments(text: str, amendments: Iterable[ExportedAmendment]) -> tuple[Inline, ...]:
    """A paragraph with its amendments. Those that touch the same words are alternatives to each other.

    Where the ranges of alternatives differ, each one repeats the words that it leaves as they are.
    """
    styled = _styled_runs(tokens(text))
    found: list[Inline] = []
    at = 0
    for group in _group_overlapping(amendments):
        start, end = group[0].start, max(each.end for each in group)
        found += _join_runs(styled[at:start])
        alternatives = map(partial(_alternative, styled, start, end), group)
        found.append(Choice(_join_runs(styled[start:end]), tuple(alternatives)))
        at = end
    return (*found, *_join_runs(styled[at:]))


def _group_overlapping(amendments: Iterable[ExportedAmendment]) -> list[list[ExportedAmendment]]:
    groups: list[list[ExportedAmendment]] = []
    for each in sorted(amendments, key=lambda each: (each.start, each.end)):
        last = groups[-1] if groups else None
        end = max(other.end for other in last) if last else 0
        if last and (each.start < end or each.start == each.end == last[0].start == end):
            last.append(each)
        else:
            groups.append([each])
    return groups


def _alternative(styled: Sequence[Run], start: int, end: int, each: ExportedAmendment) -> Alternative:
    like = styled[min(each.start, len(styled) - 1)] if styled else None
    new = _styled_runs(tokens(each.text), like)
    # A deletion of everything has no words: the others keep those around them.
    around = (styled[start : each.start], styled[each.end : end])
    return Alternative(_join_runs([*around[0], *new, *around[1]]), each.author, each.said, each.at)

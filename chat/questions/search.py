"""Finds questions of a session: by filters and words, in an order, and those that are similar to one."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from rapidfuzz import fuzz, process, utils

from chat.questions.models import Question
from chat.questions.projections import SHOWN
from foundation import ids
from sessions.models import Session

ORDERS = ("asked", "newest", "votes")
SIMILAR = 55
"""The least similarity of two texts that are suggested for a merge, of 100."""
MAX_SIMILAR = 8


def _has_label(value: str) -> Q:
    return Q(labels__icontains=f'"{value}"')


FILTERS: dict[str, Callable[[Any], Q]] = {
    "state": lambda value: Q(state=value),
    "language": lambda value: Q(language=value),
    "addressee": lambda value: Q(addressee=value),
    "party": lambda value: Q(party=value, anonymous=False),
    "place": lambda value: Q(place=value, anonymous=False),
    "q": lambda value: Q(text__icontains=value) | Q(answer__icontains=value),
}
"""The filters of everyone. What would tell who asked anonymously is not filtered by."""

FILTERS_OF_MODERATORS: dict[str, Callable[[Any], Q]] = FILTERS | {
    "label": _has_label,
    "party": lambda value: Q(party=value),
    "place": lambda value: Q(place=value),
    "q": lambda value: Q(text__icontains=value) | Q(answer__icontains=value) | Q(name__icontains=value),
}


@dataclass(frozen=True)
class Page:
    """The numbers of the questions on a page, whether another page follows, and how many questions all have."""

    numbers: list[int]
    has_next: bool
    total: int


def page(session: Session, wanted: Mapping[str, Any], cast: Mapping[int, int], *, moderates: bool) -> Page:
    """A page of the questions that a reader may see and that the filters select, in the wanted order.

    It begins after the question `after`, also if that one is not among them any more. `cast` are the votes by which the
    reader may have them in order. Only moderators may filter by label: the caller checks that.
    """
    rows = Question.objects.filter(session=session)
    filters = FILTERS_OF_MODERATORS if moderates else FILTERS
    if not moderates:
        rows = rows.filter(state__in=SHOWN, withheld=False)
    for name in wanted.keys() & filters.keys():
        rows = rows.filter(filters[name](wanted[name]))

    def place(number: int) -> tuple[int, int]:
        if wanted["order"] == "newest":
            return 0, -number
        return (-cast.get(number, 0) if wanted["order"] == "votes" else 0), number

    found = sorted(rows.values_list("number", flat=True), key=place)
    start = bisect_right(found, place(ids.number(wanted["after"])), key=place) if "after" in wanted else 0
    end = start + wanted["limit"]
    return Page(found[start:end], end < len(found), len(found))


def similar(question: Question) -> list[tuple[Question, float]]:
    """Other questions of the session that ask nearly the same, the most similar first, each with its similarity in
    percent.

    Only questions into which this one can be merged are among them.
    """
    others = Question.objects.filter(
        session=question.session_id, state__in=("pending", "approved", "answering")
    )
    texts = dict(others.exclude(pk=question.pk).values_list("pk", "text"))
    found = process.extract(
        question.text,
        texts,
        scorer=fuzz.token_set_ratio,
        processor=utils.default_process,
        score_cutoff=SIMILAR,
        limit=MAX_SIMILAR,
    )
    rows = Question.objects.in_bulk([pk for _, _, pk in found])
    return [(rows[pk], score) for _, score, pk in found]

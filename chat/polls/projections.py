"""Projections of polls. Nobody's own answer is in them."""

from collections.abc import Collection
from datetime import datetime

from chat.polls import models, protocol, rules
from foundation.clock import timestamp_text
from foundation.messages.projections import Audience, Projection


def show_poll(row: models.Poll, audience: Audience) -> protocol.Poll | None:
    """Show a poll. Only moderators see drafts, and closed ones that are withheld after the session.

    Nobody sees a deleted one.
    """
    if row.removed_at is not None:
        return None
    if audience is not Audience.MODERATORS and (row.state == "draft" or row.withheld):
        return None
    return facts_of(row, audience)


def facts_of(row: models.Poll, audience: Audience) -> protocol.Poll:
    """A poll for those who see it. Only moderators see words that are hidden."""
    return protocol.Poll(
        id=str(row.number),
        kind=row.kind,
        question=row.question,
        options=row.options,
        most=row.most,
        anonymous=row.anonymous,
        results=row.results,
        position=row.position,
        state=row.state,
        on_screen=row.on_screen,
        opened_at=_moment(row.opened_at),
        closed_at=_moment(row.closed_at),
        result=closed_result(row, moderates=audience is Audience.MODERATORS),
    )


def closed_result(row: models.Poll, *, moderates: bool = False) -> protocol.PollResult | None:
    """The result of a closed poll. None before its closing."""
    if row.totals is None:
        return None
    return result_of(
        rules.Totals(**row.totals), row.hidden_words, moderates=moderates, most_words=rules.LISTED_WORDS
    )


def result_of(
    totals: rules.Totals, hidden: Collection[str], *, moderates: bool, most_words: int
) -> protocol.PollResult:
    """The totals in the form in which they are sent. Hidden words are left out. Moderators get them in a member of
    their own.
    """
    shown = [pair for pair in totals.words if pair[0] not in hidden]
    kept_back = [pair for pair in totals.words if pair[0] in hidden] if moderates else []
    return protocol.PollResult(
        answers=totals.answers,
        counts=totals.counts,
        firsts=totals.firsts,
        words=_counts(shown[:most_words]),
        distinct=len(shown),
        hidden=_counts(kept_back[:most_words]),
    )


def _counts(pairs: Collection[tuple[str, int]]) -> list[protocol.WordCount]:
    return [protocol.WordCount(word=word, count=count) for word, count in pairs]


def _moment(at: datetime | None) -> str | None:
    return timestamp_text(at) if at is not None else None


PROJECTIONS = [
    Projection(
        "poll", "session", models.Poll,
        lambda subject: models.Poll.objects.filter(session=subject, removed_at=None).order_by("number"),
        show_poll, lambda row: str(row.number),
    )
]  # fmt: skip

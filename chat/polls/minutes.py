"""The section of the minutes with the polls of a session, by their totals."""

from collections.abc import Iterator

from chat.polls.models import Poll
from chat.polls.projections import closed_result
from chat.polls.protocol import PollResult
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.models import Session

WORDS = 20
"""How many words of a word cloud the minutes list."""


def polls(session: Session) -> Section:
    """Every closed poll: a row with the number of all who answered, and one for each option, figure or word.

    Nobody's answer is in it.
    """
    columns = (
        Column("poll", "count"),
        Column("closed_at", "moment"),
        Column("poll_kind", "word"),
        Column("text"),
        Column("option"),
        Column("answers", "count"),
        Column("points", "count"),
    )
    rows: list[Row] = []
    for poll in Poll.objects.filter(session=session, state="closed").order_by("number"):
        result = closed_result(poll)
        assert result is not None
        about = (poll.number, poll.closed_at, f"poll_{poll.kind}", poll.question)
        # The first row of a poll alone is named, because a name stands for one row.
        rows.append(Row((*about, "", result.answers, None), f"poll/{poll.number}"))
        rows += [Row((*about, *line)) for line in _lines(poll, result)]
    return Section("polls", columns, tuple(rows))


def _lines(poll: Poll, result: PollResult) -> Iterator[tuple[str, Value, Value]]:
    """For each option, figure or word: its text, how many people chose it, and its points if people put options in
    order. In a `ranking` the number is that of the people who put the option first.
    """
    match poll.kind:
        case "words":
            for each in result.words[:WORDS]:
                yield each.word, each.count, None
        case "rating":
            for figure, count in enumerate(result.counts, start=1):
                yield str(figure), count, None
        case "ranking":
            for option, points, firsts in zip(poll.options, result.counts, result.firsts, strict=True):
                yield option, firsts, points
        case _:
            for option, count in zip(poll.options, result.counts, strict=True):
                yield option, count, None

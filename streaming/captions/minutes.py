"""The section of the minutes with the captions: what was said in each turn, by language."""

from sessions.minutes.sections import Column, Row, Section
from sessions.models import Session
from streaming.captions.models import Caption

WORDS: dict[str, str] = {
    "captioner": "by_captioner",
    "automatic": "by_engine",
    "prepared": "by_prepared_text",
}
"""The code of each source in the minutes."""


def transcript(session: Session) -> Section:
    """The captions of each turn and language, one row for those that follow each other from one source."""
    columns = (
        Column("turn", "count"),
        Column("language"),
        Column("source", "word"),
        Column("began_at", "moment"),
        Column("ended_at", "moment"),
        Column("text"),
    )
    rows: list[list[Caption]] = []
    shown = Caption.objects.filter(session=session, removed=False)
    for row in shown.order_by("language", "number"):
        if rows and _key(rows[-1][-1]) == _key(row):
            rows[-1].append(row)
        else:
            rows.append([row])
    rows.sort(key=lambda each: (each[0].began_at, each[0].language))
    return Section("transcript", columns, tuple(map(_row, rows)))


def _key(row: Caption) -> tuple[int | None, str, str]:
    return row.turn, row.language, row.source


def _row(captions: list[Caption]) -> Row:
    first, last = captions[0], captions[-1]
    text = " ".join(each.text for each in captions)
    values = (first.turn, first.language, WORDS[first.source], first.began_at, last.ended_at, text)
    return Row(values, f"caption/{first.number}")

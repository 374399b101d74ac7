"""The published parity ledger, and the corrections of the minutes (FL23, FL25)."""

from sessions.minutes.parity import services as parity
from sessions.minutes.parity.rules import LedgerLine
from sessions.minutes.sections import Column, Row, Section, Value
from sessions.programme.models import Session, Theme


def ledger(session: Session) -> Section:
    """The section with the published part of the parity ledger (FL23). Each row has one of place, theme and region."""
    columns = (
        Column("of", "word"),
        Column("place", "word"),
        Column("theme", "name"),
        Column("region", "word"),
        Column("turns", "count"),
        Column("spoken", "seconds"),
        Column("overtime", "seconds"),
        Column("called", "count"),
        Column("mean_wait", "seconds"),
        Column("waiting", "count"),
        Column("refusals", "count"),
    )
    themes = {str(row.pk): row.title for row in Theme.objects.filter(conference=session.conference_id)}
    rows = (Row(_share(line, themes)) for line in parity.published(session))
    return Section("parity", columns, tuple(rows))


def _share(line: LedgerLine, themes: dict[str, dict[str, str]]) -> tuple[Value, ...]:
    return (
        line.of,
        line.key if line.of == "place" else "",
        themes.get(line.key, "") if line.of == "theme" else "",
        line.key if line.of == "region" else "",
        line.turns,
        line.spoken,
        line.overtime,
        line.called,
        line.mean_wait,
        line.waiting,
        line.refusals,
    )


def corrections(session: Session) -> Section:
    """The section with the corrections of the minutes. On the page, each correction stands beside its item."""
    columns = (
        Column("correction", "count"),
        Column("of", "word"),
        Column("item", "count"),
        Column("at", "moment"),
        Column("text"),
        Column("reason"),
        Column("by"),
    )
    rows = (
        Row((row.number, row.of, row.item, row.at, row.text, row.reason, row.by.name if row.by else ""))
        for row in session.corrections.select_related("by").order_by("number")
    )
    return Section("corrections", columns, tuple(rows))

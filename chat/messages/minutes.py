"""The section of the minutes with the messages to everyone."""

from chat.messages.models import ChatMessage
from chat.messages.rules import EVERYONE
from sessions.minutes.proceedings import party_by_id, party_columns, party_values
from sessions.minutes.sections import Column, Row, Section
from sessions.models import Session


def messages(session: Session) -> Section:
    """Each message to everyone that was shown. If it was deleted, only that, and by whom, is listed."""
    columns = (
        Column("message", "count"),
        Column("at", "moment"),
        Column("written_by"),
        *party_columns(),
        Column("simulated", "yes"),
        Column("text"),
        Column("reply_to", "count"),
        Column("deleted", "word"),
        Column("guest", "yes"),
    )
    parties = party_by_id(session)
    shown = ChatMessage.objects.filter(session=session, channel=EVERYONE, held=False)
    rows = []
    for row in shown.select_related("reply_to").order_by("number"):
        party = party_values(parties.get(str(row.party_id)) if row.party_id else None)
        text = "" if row.deleted_by else row.text
        deleted = f"deleted_by_{row.deleted_by}" if row.deleted_by else ""
        reply_to = row.reply_to.number if row.reply_to is not None else None
        values = (row.number, row.sent_at, row.name, *party, row.simulated, text)
        rows.append(Row((*values, reply_to, deleted, row.guest), f"message/{row.number}"))
    return Section("messages", columns, tuple(rows))

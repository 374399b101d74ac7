"""The section of the minutes with the reactions to written statements, as numbers of people."""

from typing import get_args

from chat.messages.protocol import ReactionKind
from chat.reactions import signals
from chat.reactions.models import ReleaseReaction
from chat.reactions.released import STATEMENT
from sessions.minutes.proceedings import party_columns, party_values
from sessions.minutes.sections import Column, Row, Section
from sessions.models import Session
from sessions.written_statements.services import published_statements


def reactions(session: Session) -> Section:
    """For each written statement to which people reacted: how many, by kind. Who reacted is in no minutes.

    Reactions to the recording and the minutes are not in it: those who read these may be fewer, or came later.
    """
    columns = (
        Column("statement", "count"),
        *party_columns(),
        *(Column(f"reaction_{kind}", "count") for kind in get_args(ReactionKind)),
    )
    rows: list[Row] = []
    if session.conference.takes_reactions:
        found = signals.counts(
            ReleaseReaction.objects.filter(stream=session.stream, item__startswith=STATEMENT)
        )
        for number, row in enumerate(published_statements(session), start=1):
            if counted := found.get(f"{STATEMENT}{row.pk}"):
                of_kinds = (counted.get(kind, 0) for kind in get_args(ReactionKind))
                rows.append(Row((number, *party_values(row.party), *of_kinds)))
    return Section("reactions", columns, tuple(rows))

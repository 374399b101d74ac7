"""The section of the minutes with the heads of the journal, by which a record can be checked later."""

from foundation.journal import services as journal
from sessions.minutes.sections import Column, Row, Section
from sessions.programme.models import Session


def journal_heads(session: Session) -> Section:
    """The section with the last entries of the session's and of the conference's stream, with their hashes."""
    streams = [session.stream, session.conference.stream]
    heads = journal.sealed_heads(streams)
    columns = (Column("stream"), Column("last_entry", "count"), Column("head"))
    return Section("journal", columns, tuple(Row((name, *heads[name])) for name in streams if name in heads))

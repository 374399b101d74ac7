"""What was released of a session or an outcome document, and who may see it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from foundation import ids
from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from sessions.models import Conference, Outcome, Session
from sessions.programme.services import find_session
from sessions.publication.parts import published_parts
from sessions.publication.services import check_is_reader, is_open_to_everyone, readers_of
from sessions.written_statements.services import published_statements

STATEMENT, OUTCOME = "statement/", "outcome"
PARTS = ("recording", "minutes")
"""The parts of a session to which people react once they are published."""


@dataclass(frozen=True)
class Released:
    """Something that was released.

    `part` and `readers` say to whom a part of a session is published. Whatever has no part is seen by whoever may
    follow its stream.
    """

    item: str
    session: Session | None = None
    part: str = ""
    readers: str = ""

    def is_seen_by(self, seat: Seat | None) -> bool:
        """Whether a reader who may follow the stream sees it. Without a seat: whether everyone does."""
        if self.session is None or not self.part:
            return seat is not None
        if seat is None:
            return is_open_to_everyone(self.session, self.readers)
        try:
            check_is_reader(seat, self.session, self.part, self.readers)
        except Refusal:
            return False
        return True


def conference_of(stream: str) -> Conference:
    """The conference of a session's or an outcome document's stream, which must exist."""
    if ids.kind(stream) == "outcome":
        return Outcome.objects.select_related("conference").get(pk=ids.subject(stream)).conference
    return find_session(ids.subject(stream)).conference


def released_in(stream: str, items: Collection[str]) -> dict[str, Released]:
    """Those of the items that were released in a stream, by item. The number of queries does not grow with them."""
    if ids.kind(stream) == "outcome":
        adopted = Outcome.objects.filter(pk=ids.subject(stream), state="adopted", removed_at=None).exists()
        found: Iterable[Released] = [Released(OUTCOME)] if adopted else []
        return {each.item: each for each in found if each.item in items}
    session = find_session(ids.subject(stream))
    wanted = [ids.number(item.removeprefix(STATEMENT)) for item in items if item.startswith(STATEMENT)]
    statements = published_statements(session).filter(pk__in=wanted) if wanted else ()
    found = [
        *(Released(f"{STATEMENT}{row.pk}", session) for row in statements),
        *_published_parts(session, [part for part in PARTS if part in items]),
    ]
    return {each.item: each for each in found}


def all_released_in(stream: str) -> dict[str, Released]:
    """All that was released in a stream, by item. Statements are in the order of the minutes."""
    if ids.kind(stream) == "outcome":
        return released_in(stream, [OUTCOME])
    session = find_session(ids.subject(stream))
    statements = [Released(f"{STATEMENT}{row.pk}", session) for row in published_statements(session)]
    return {each.item: each for each in [*statements, *_published_parts(session, PARTS)]}


def _published_parts(session: Session, parts: Collection[str]) -> Iterable[Released]:
    """Those parts of a session that are published. Nothing of a session is before it is closed."""
    if session.state != "closed":
        return
    for part in parts:
        readers = readers_of(session, part)
        facts = published_parts()[part].facts([session]).get(session.pk)
        if readers != "nobody" and facts is not None and facts.is_there:
            yield Released(part, session, part, readers)

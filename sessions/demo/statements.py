"""The list of speakers as the demo's visitor finds it: open, one delegation waiting in the hall, one recorded."""

from foundation import clock
from foundation.journal import services as journal
from sessions.floor import protocol
from sessions.floor.models import Entry, Floor
from sessions.parties.models import Party
from sessions.programme.models import Conference, Session

FIRST_SPEAKERS = (("AU", "live"), ("KH", "recorded"))


def inscribe_first_speakers(conference: Conference) -> None:
    """Open every list of the sessions to come, and put the first two on that of the open one."""
    now = clock.now()
    for session in conference.sessions.exclude(state=Session.State.CLOSED):
        is_open = session.state == Session.State.OPEN
        floor = Floor.objects.create(session=session, list_state="open" if is_open else "draft")
        if is_open:
            entries = [_inscribe(session, floor, code, mode) for code, mode in FIRST_SPEAKERS]
            event = protocol.ListOpened(closes_at=None)
            journal.append(session.stream, event, at=now, changed=[floor, *entries])


def _inscribe(session: Session, floor: Floor, code: str, mode: str) -> Entry:
    party = Party.objects.get(conference=session.conference, code=code)
    entry = Entry.objects.create(
        session=session,
        number=floor.next_number,
        party=party,
        category=party.category,
        kind="statement",
        mode=mode,
        place=party.place,
        inscribed_at=clock.now(),
    )
    floor.next_number += 1
    floor.save()
    return entry

"""Makes the demo's first list of speakers: it is open, with a delegation that waits in the hall and a video
statement.
"""

from foundation import clock
from foundation.journal import services as journal
from sessions.floor import protocol
from sessions.floor.models import Entry, Floor
from sessions.parties.models import Party
from sessions.programme.models import Conference, Session

FIRST_SPEAKERS = (("AU", "live"), ("KH", "video_statement"))


def inscribe_first_speakers(conference: Conference) -> None:
    """Put the first two parties on the list of the open session."""
    for session in conference.sessions.filter(state="open").select_related("floor"):
        entries = [_inscribe(session, session.floor, code, mode) for code, mode in FIRST_SPEAKERS]
        event = protocol.ListOpened(closes_at=None)
        journal.append(session.stream, event, at=clock.now(), changed=[session.floor, *entries])


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

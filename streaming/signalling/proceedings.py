"""What the gate reads of the proceedings, in one transaction."""

from foundation.accounts.models import SeatRevision
from foundation.database import reading
from foundation.journal.models import Stream
from foundation.registry import house
from sessions.models import Floor, PodiumSeat
from streaming.signalling.placing import Proceedings


def read(session: int) -> Proceedings:
    """Who holds the floor of a session and who is seated, and the number up to which that is so."""
    with reading():
        stream = Stream.objects.filter(name=f"session/{session}").first()
        floor = Floor.objects.filter(session=session).select_related(*_TURN).first()
        seats = PodiumSeat.objects.filter(session=session, participant__isnull=False)
        podium = tuple(seats.order_by("slot").values_list("slot", "participant__person__public_id"))
    seq = stream.seq if stream else 0
    seated = tuple((slot, str(person)) for slot, person in podium)
    turn = floor.turn if floor else None
    if turn is None or floor is None:
        return Proceedings(seq, speaking=False, podium=seated)
    return Proceedings(
        seq=seq,
        speaking=turn.suspended_at is None and floor.session.state == "open",
        turn=str(turn.number),
        party=str(turn.party_id),
        place=turn.place,
        speaker=str(turn.speaker.person.public_id) if turn.speaker else "",
        recording=turn.party.recording if turn.entry.mode == "recorded" else "",
        podium=seated,
    )


_TURN = ("session", "turn__party", "turn__entry", "turn__speaker__person")


def barred(people: dict[str, str]) -> set[str]:
    """Of the persons given (with their conference), those who may no longer listen."""
    rows = SeatRevision.objects.filter(person__in=people)
    return {
        str(row.person)
        for row in rows
        if people[str(row.person)] == row.conference
        and (row.withdrawn or not house().allows(row.roles, "media.listen"))
    }

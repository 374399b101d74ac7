"""Finds the seats of the demo's people, for what the demo does in their names."""

from foundation.accounts.seats import Seat
from sessions.parties.models import Participant
from sessions.parties.services import seat_of


def delegate_of(conference: int, code: str) -> Seat:
    """The seat of the first member of a party."""
    members = Participant.objects.filter(conference=conference, party__code=code)
    return seat_of(members.order_by("pk")[0])


def holder_of(conference: int, role: str) -> Seat | None:
    """The seat of the first person who has a role, if anyone has it still."""
    people = Participant.objects.filter(conference=conference).order_by("pk")
    return next((seat_of(each) for each in people if role in each.roles), None)


def required_holder_of(conference: int, role: str) -> Seat:
    """As `holder_of`, in a demo that was just made."""
    seat = holder_of(conference, role)
    assert seat is not None
    return seat

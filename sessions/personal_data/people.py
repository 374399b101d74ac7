"""A person, with all the keys by which tables refer to persons."""

from dataclasses import dataclass
from uuid import UUID

from allauth.account.models import EmailAddress

from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from sessions.invitations.models import Invitation
from sessions.parties.models import Participant


@dataclass(frozen=True)
class Person:
    """A person: the account, if there is one, the public id, the part in each conference, and the e-mail addresses."""

    user: User | None
    public_id: UUID
    parts: tuple[tuple[int, int], ...]
    """The number of each conference, with the number of the person's participant in it."""
    emails: tuple[str, ...] = ()

    def participants_in(self, conference: int | None) -> list[int]:
        """The participants of the person. If a conference is given, only the one in it."""
        return [part for where, part in self.parts if conference in (None, where)]


def person_of_user(user: User) -> Person:
    """The person of an account."""
    parts = Participant.objects.filter(person=user).order_by("pk").values_list("conference", "pk")
    emails = {user.email, *EmailAddress.objects.filter(user=user).values_list("email", flat=True)} - {None}
    if not emails:
        # A person who has not accepted an invitation has no account yet. The invitation has the address.
        emails |= {*Invitation.objects.filter(participant__person=user).values_list("email", flat=True)}
    # E-mails are sent to the lower-case form of an address, however the account has it.
    found = {form for email in emails for form in (str(email), str(email).lower())}
    return Person(user, user.public_id, tuple(parts), tuple(sorted(found)))


def person_of_seat(seat: Seat) -> Person:
    """The person in a seat. A visitor, who can only call for help, has no account."""
    user = User.objects.filter(public_id=seat.person).first()
    return person_of_user(user) if user is not None else Person(None, UUID(seat.person), ())

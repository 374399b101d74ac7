"""A conference with an organiser, two delegations and a mail server."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import Settings

from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.jobs.models import Job
from foundation.mail.sender import MailSender
from foundation.messages.protocol import Done, Refused
from sessions.invitations.models import Invitation
from sessions.models import Participant, Party
from tests.support.assembly import Assembly
from tests.support.mailbox import Mailbox, mailbox


@dataclass
class Office:
    """The organiser's desk: `do` sends a command on the conference's stream."""

    hall: Assembly
    organiser: Seat
    fiji: Party
    chile: Party
    box: Mailbox

    def do(self, kind: str, seat: Seat | None = None, /, **fields: Any) -> Done | Refused:
        """Send a command; the organiser's, unless a seat is given."""
        return self.hall.do(seat or self.organiser, kind, stream=self.hall.conference.stream, **fields)

    def code(self, kind: str, seat: Seat | None = None, /, **fields: Any) -> str:
        """Send a command; returns the code of its refusal, "" if it is done."""
        answer = self.do(kind, seat, **fields)
        return answer.code if isinstance(answer, Refused) else ""

    def add(self, people: str, seat: Seat | None = None, **fields: Any) -> str:
        """Add people to Fiji; returns the code of the refusal."""
        about = {"party": str(self.fiji.pk), "language": "en"} | fields
        return self.code("invitations.add_people", seat, people=people, **about)

    def invited(self, people: str = "Ana Example <ana@example.org>", **fields: Any) -> str:
        """Add a person, and send the invitation; returns the path of the link in its e-mail."""
        assert self.add(people, **fields) == ""
        assert self.code("invitations.send") == ""
        return self.links()[-1]

    def links(self) -> list[str]:
        """The paths of the links in the outbox, in order."""
        texts = Job.objects.order_by("pk").values_list("payload__text", flat=True)
        found = (re.search(r"https://hall\.example(/account/invitation/\w+/)", text or "") for text in texts)
        return [each[1] for each in found if each]

    def send_all(self) -> None:
        """Let the outbox send what is due."""
        sender = MailSender()
        while sender.work_once():
            pass

    def head(self) -> Seat:
        """The seat of the head of Fiji's delegation."""
        return self.hall.person("Head", "delegate", "head", party=self.fiji)

    def person(self, email: str = "ana@example.org") -> Participant:
        """Whoever was invited at an address."""
        return Invitation.objects.select_related("participant__person").get(email=email).participant


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    settings.PUBLIC_URL, settings.INVITATION_DAYS = "https://hall.example", 14
    settings.MAILS_A_MINUTE = 1_000_000
    hall = Assembly()
    hall.conference.name = {"en": "Conference on Rivers", "id": "Konferensi Sungai"}
    hall.conference.venue = "Ballroom"
    hall.conference.save()
    organiser = hall.person("Organiser", "organiser")
    User.objects.filter(public_id=organiser.person).update(email="organiser@example.org")
    fiji, chile = hall.party("Fiji"), hall.party("Chile")
    with mailbox() as (box, server):
        settings.MAIL_SERVER, settings.MAIL_FROM = server, "Balai <hall@hall.example>"
        yield Office(hall, organiser, fiji, chile, box)

"""A conference whose registration is open, with a real SMTP server behind it."""

import re
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from foundation.accounts.seats import Seat
from foundation.jobs.models import Job
from foundation.mail.sender import MailSender
from foundation.messages.protocol import Refused
from sessions.models import Registration
from tests.support.assembly import Assembly
from tests.support.mailbox import Mailbox, mailbox


class Desk:
    """The organiser's desk, and people who register at its pages."""

    def __init__(self, box: Mailbox) -> None:
        self.hall, self.box = Assembly(), box
        self.organiser: Seat = self.hall.person("Organiser", "organiser")
        self.page = self.hall.conference.registration_page
        self.set(open=True)

    def do(self, kind: str, **fields: Any) -> str:
        """Send a command as the organiser; returns the code of a refusal."""
        answer = self.hall.do(self.organiser, kind, stream=self.hall.conference.stream, **fields)
        return answer.code if isinstance(answer, Refused) else ""

    def set(self, *, open: bool = True, needs_approval: bool = False, places: int | None = None) -> None:
        """Say how people register."""
        assert self.do("registration.set", open=open, needs_approval=needs_approval, places=places) == ""

    def mails(self, to: str) -> list[EmailMessage]:
        """Send what waits; returns the e-mails that the server took for an address."""
        sender = MailSender()
        while sender.work_once():
            pass
        return self.box.to(to)

    def ask(self, email: str, name: str = "Ana Sukma", client: Client | None = None, **more: Any) -> Client:
        """Fill the form in; returns the browser."""
        browser = client or Client()
        given = {"name": name, "organisation": "University of Rivers", "email": email}
        answer = browser.post(self.page, given, **more)
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{self.page}code/")
        return browser

    def code(self, email: str) -> str:
        """The code of the newest e-mail that waits for an address."""
        row = Job.objects.filter(to=email, payload__subject__icontains=":").latest("pk")
        return str(row.payload["subject"]).rpartition(" ")[2]

    def confirm(self, browser: Client, code: str) -> Any:
        """Type a code; returns the answer."""
        return browser.post(f"{self.page}code/", {"code": code})

    def register(self, email: str, name: str = "Ana Sukma") -> Registration:
        """Register somebody from the form to the end."""
        browser = self.ask(email, name)
        assert self.confirm(browser, self.code(email)).status_code == 302
        return Registration.objects.get(email=email)

    def states(self) -> dict[str, str]:
        """The state of each registration, by address."""
        return dict(Registration.objects.order_by("pk").values_list("email", "state"))


def text_of(answer: Any) -> str:
    """The text of a page."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def desk(db: None, settings: Settings) -> Iterator[Desk]:
    cache.clear()
    with mailbox() as (box, server):
        settings.MAIL_SERVER, settings.MAIL_FROM = server, "Balai <hall@example.org>"
        settings.PUBLIC_URL = "https://hall.example.org"
        settings.MAILS_A_MINUTE = 1_000_000
        yield Desk(box)

"""Scenarios of what organisers do ahead: the programme, parties, people and invitations."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from foundation.accounts.models import User
from foundation.mail.server import MailServer
from sessions.parties.models import Participant
from sessions.parties.services import seat_of
from tests.support.watched import Watched

ADDRESS = "ana@example.org"


def do_as_organiser(w: Watched, command: str, /, stream: str = "", **fields: Any) -> None:
    """Send a command as an organiser, on the conference's stream or another one."""
    if "organiser" not in w.demo.seats:
        row = Participant.objects.create(
            conference=w.demo.conference,
            person=User.objects.create_user("organiser@example.org"),
            name="Organiser",
            roles=["organiser"],
        )
        w.demo.seats["organiser"] = seat_of(row)
    w.do("organiser", command, stream=stream or w.demo.conference_stream, **fields)


def day_after(w: Watched, days: int) -> str:
    """A date some days after the last one of the demo, whose days are those around today."""
    return f"{w.demo.conference.days.latest('date').date + timedelta(days):%Y-%m-%d}"


def _ana(w: Watched) -> str:
    return str(Participant.objects.get(invitation__email=ADDRESS).pk)


def programme_add_session(w: Watched) -> None:
    do_as_organiser(
        w,
        "programme.add_session",
        title={"en": "Rivers"},
        date=day_after(w, 1),
        starts="09:00",
        ends="11:00",
        room="A new room",
        kind="panel",
        access="delegations",
    )


def parties_add(w: Watched) -> None:
    do_as_organiser(w, "parties.add", name={"en": "Atlantis", "id": "Atlantis"}, place="hall", most_members=3)


def parties_set_most_members(w: Watched) -> None:
    do_as_organiser(w, "parties.set_most_members", party=str(w.demo.party("FJ").pk), most_members=4)


def parties_remove_member(w: Watched) -> None:
    invitations_send(w)
    do_as_organiser(w, "parties.remove_member", participant=_ana(w))


def invitations_add_people(w: Watched) -> None:
    people = f"Ana <{ADDRESS}>\nben@example.org"
    do_as_organiser(
        w, "invitations.add_people", people=people, party=str(w.demo.party("FJ").pk), language="en"
    )


def invitations_send(w: Watched) -> None:
    invitations_add_people(w)
    with _mail_server():
        do_as_organiser(w, "invitations.send")


def invitations_send_test(w: Watched) -> None:
    with _mail_server():
        do_as_organiser(w, "invitations.send_test", kind="invitation", language="en")


def invitations_write_letter(w: Watched) -> None:
    text = {"values": {"paragraph": "Welcome."}, "seen": {"paragraph": ""}}
    do_as_organiser(w, "invitations.write_letter", kind="invitation", language="en", **text)


@contextmanager
def _mail_server() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as given:
        given.setattr(settings, "MAIL_SERVER", MailServer("127.0.0.1", 25))
        given.setattr(settings, "MAIL_FROM", "hall@example.org")
        given.setattr(settings, "PUBLIC_URL", "https://hall.example")
        yield


def invitations_revoke(w: Watched) -> None:
    invitations_send(w)
    do_as_organiser(w, "invitations.revoke", participant=_ana(w))

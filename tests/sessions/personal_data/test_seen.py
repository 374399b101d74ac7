"""What each role sees of a person: snapshots of both streams and REST answers, field by field (docs/privacy.md)."""

import json

import pytest
from django.test import Client

from chat.models import HelpCall
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.registry import registry
from sessions import models, permissions
from tests.sessions.personal_data.conftest import World, leave_traces

pytestmark = pytest.mark.django_db

READABLE = (
    "/api/v1/sessions/{session}",
    "/api/v1/sessions/{session}/minutes",
    "/api/v1/sessions/{session}/minutes/minutes.html",
    "/api/v1/sessions/{session}/minutes/turns.csv",
    "/api/v1/organise/audit",
    "/api/v1/organise/people",
    "/api/v1/organise/rights",
    "/api/v1/organise/privacy",
    "/api/v1/seatcards",
    "/api/v1/sessions/{session}/publisher-keys",
    "/api/v1/sessions/{session}/messages",
    "/api/v1/sessions/{session}/messages?channel=delegates",
    "/api/v1/sessions/{session}/messages?channel=backstage",
)
"""What a seat may read over REST, whatever it is answered."""

LISTENING = (
    "audience",
    "interpreter",
    "rapporteur",
    "captioner",
    "hall_screen",
    "delegate",
    "panellist",
    "head",
)
STAFF = ("moderator", "operator", "organiser")
ROLES = (*LISTENING, *STAFF)

MARKS = {
    "a speaker's name": ("Ana Radrodro", ROLES),
    "the name of a listener who is registered": ("Registered Rita", STAFF),
    "the name under a question": ("Asking Abe", ROLES),
    "the name under an anonymous question": ("Hidden Hana", ("moderator",)),
    "the name beside a message to everyone": ("Writing Wira", ROLES),
    "a message in the channel of another delegation": ("Say four years", ()),
    "a technical check": ("Firefox of Ana", STAFF),
    "a call for help": ("Calling Cara", STAFF),
    "an e-mail address": ("ana@example.org", ("organiser",)),
    "a network address": ("192.0.2.1", ("organiser",)),
    "a second factor's secret": ("hidden-secret", ()),
}
"""A text that stands for each kind of data, and the roles that see it."""


def prepare(world: World) -> None:
    """Write each of `MARKS` where Balai stores it."""
    leave_traces(world)
    hall = world.hall
    rita = User.objects.create_user("rita@example.net", "a long secret", name="Registered Rita")
    models.Participant.objects.create(
        conference=hall.conference, person=rita, name="Registered Rita", roles=["audience"]
    )
    for number, (name, anonymous) in enumerate((("Asking Abe", False), ("Hidden Hana", True)), 2):
        hall.done(hall.guest(name), "question.ask", text="Why?", anonymous=anonymous)
        hall.done(world.chair, "question.approve", question=str(number))
    stream = f"chat/{hall.session.pk}"
    hall.done(hall.guest("Writing Wira"), "message.send", stream=stream, channel="everyone", text="Hello.")
    models.TechnicalCheck.objects.update(browser="Firefox of Ana")
    HelpCall.objects.update(name="Calling Cara")


def seen(world: World, seat: Seat) -> str:
    """All that a seat may read of others."""
    texts = []
    streams = [world.hall.conference.stream, world.hall.stream]
    if permissions.allows(seat.roles, "wire.follow_chat"):
        streams.append(f"chat/{world.hall.session.pk}")
    for stream in streams:
        narrower = permissions.sees_withheld(seat.roles, stream)
        audience = Audience.MODERATORS if narrower else Audience.EVERYONE
        texts.append(json.dumps(journal.snapshot_of(stream, audience).entities, ensure_ascii=False))
        texts.append(
            json.dumps(
                journal.own_snapshot_of(stream, registry().owner_keys_of(seat)).entities, ensure_ascii=False
            )
        )
    client = Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"})
    for path in READABLE:
        texts.append(client.get(path.format(session=world.hall.session.pk)).content.decode())
    return "\n".join(texts)


def test_a_role_sees_of_a_person_what_the_table_says(world: World) -> None:
    prepare(world)
    for role in ROLES:
        text = seen(world, world.hall.person("Someone", role))
        found = {what for what, (mark, _) in MARKS.items() if mark in text}
        assert (role, found) == (role, {what for what, (_, roles) in MARKS.items() if role in roles})


def test_the_table_has_every_role() -> None:
    assert {*ROLES} == permissions.TABLE.keys() - {"visitor", "role_elsewhere"}
    assert {role for role in ROLES if permissions.runs_the_conference((role,))} == {*STAFF}

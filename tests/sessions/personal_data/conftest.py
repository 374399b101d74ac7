"""A conference in which Ana of Fiji left traces in every table."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from chat.models import Announcement
from foundation import clock
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.services import Subject, record
from foundation.mail.outbox import Mail, queue
from foundation.wire.models import Connection, Process
from sessions import models
from sessions.notices import services as notices
from sessions.parties.services import seat_of
from sessions.seats.transfer import services as transfer
from streaming.models import Acknowledgement, Caption, LanguageChannel, PublisherKey, SessionRecording
from tests.support.assembly import Assembly

EMAIL, NAME = "ana@example.org", "Ana Radrodro"


@dataclass
class World:
    """The conference, Ana's account, her part and her seat, and the chair's seat."""

    hall: Assembly
    ana: User
    part: models.Participant
    seat: Seat
    chair: Seat


@pytest.fixture
def world() -> World:
    hall = Assembly()
    ana = User.objects.create_user(EMAIL, "a long secret", name=NAME)
    part = models.Participant.objects.create(
        conference=hall.conference, person=ana, name=NAME, honorific="H.E.", function="Minister",
        party=hall.party("Fiji"), roles=["delegate"],
    )  # fmt: skip
    return World(hall, ana, part, seat_of(part), hall.moderator())


def register(user: User, hall: Assembly) -> models.Registration:
    """Register a person for a conference."""
    return models.Registration.objects.create(
        conference=hall.conference, person=user, name=user.name, email=user.email, language="en",
        state="registered", asked_at=clock.now(),
    )  # fmt: skip


def leave_traces(world: World) -> None:
    """Write a row of each table for Ana."""
    hall, ana, part, seat = world.hall, world.ana, world.part, world.seat
    now, session = clock.now(), hall.session
    EmailAddress.objects.create(user=ana, email=EMAIL, verified=True, primary=True)
    Authenticator.objects.create(user=ana, type="totp", data={"secret": "hidden"})
    SocialAccount.objects.create(user=ana, provider="oidc", uid="ana-at-the-ministry")
    notices.publish_notice(hall.conference.pk, {"en": "We store your name."}, now)
    notices.accept_notice(ana, hall.conference, "en", now)
    models.ErasureRequest.objects.create(conference=hall.conference, person=ana, asked_at=now)
    models.Invitation.objects.create(
        conference=hall.conference, participant=part, email=EMAIL, language="en", accepted_at=now
    )
    register(ana, hall)
    models.Unconfirmed.objects.create(
        conference=hall.conference,
        name=NAME,
        email=EMAIL,
        language="en",
        expires_at=now + timedelta(minutes=10),
    )
    models.SessionRole.objects.create(session=session, participant=part, role="panellist")
    entry = hall.done(seat, "floor.inscribe", speaker=str(part.pk))
    assert entry.event["type"] == "floor.inscribed"
    hall.done(world.chair, "floor.grant", entry="1", token=0, confirmed=True)
    models.PodiumSeat.objects.create(session=session, slot="panel1", participant=part)
    hall.done(world.chair, "presence.check_in", participant=str(part.pk))
    hall.done(world.chair, "rollcall.open")
    models.RollAnswer.objects.create(
        roll_call=models.RollCall.objects.get(), party=hall.party("Chile"), place="hall", at=now,
        answered_by=str(part.pk),
    )  # fmt: skip
    models.Correction.objects.create(session=session, number=1, of="turn", item=1, text="a", by=part, at=now)
    note = models.Note.objects.create(session=session, number=1, at=now, text="Fiji agreed.", author=part)
    note.requests.create(party=part.party, asked_by=part, text="Fiji did not.", asked_at=now)
    document = models.Outcome.objects.create(conference=hall.conference, title={"en": "Message"}, version=1)
    paragraph = document.paragraphs.create(label="1", position=1, text="We agree.", version=1)
    paragraph.versions.create(
        number=1, kind="paragraph", label="1", position=1, text="We agree.", cause="written", at=now,
        by=ana.public_id,
    )  # fmt: skip
    paragraph.translations.create(language="id", of_version=1, text="Kami setuju.", by=ana.public_id, at=now)
    said = {"outcome": document, "paragraph": paragraph, "base": 1, "party": part.party, "author": part}
    models.Amendment.objects.create(**said, text="all", number=1, tabled_at=now)
    models.Comment.objects.create(**said, text="Why?", at=now)
    models.Publication.objects.create(session=session, part="minutes", readers="everyone", published_by=part)
    lines: list[Any] = [{"name": "browser", "verdict": "good"}]
    hall.do(seat, "check.submit", stream=hall.conference.stream, browser="Firefox", lines=lines)
    Announcement.objects.create(
        conference=hall.conference,
        number=1,
        texts={"en": "The bus leaves at six."},
        made_by=part,
        made_at=now,
    )
    models.CalendarFeed.objects.create(conference=hall.conference, participant=part, language="en")
    models.ApiToken.objects.create(
        maker=part, digest="a" * 64, name="Website", made_at=now, expires_at=now, scopes=["programme:read"]
    )
    models.KeptAnswer.objects.create(
        person=part.person.public_id, key="1", digest="b" * 64, status=201, at=now
    )
    models.LineReport.objects.create(session=session, participant=part, at=now, began_at=now, has_sound=True)
    card = models.SeatCard.objects.create(party=part.party, key="key", made_at=now)
    models.CardSeat.objects.create(card=card, participant=part)
    transfer.offer_code(seat, "/programme")
    models.SeatDevice.objects.create(person=ana.public_id, conference=str(hall.conference.pk), device="phone")
    hall.do(world.chair, "parties.change_roles", stream=hall.conference.stream, participant=str(part.pk),
            roles=["delegate", "panellist"])  # fmt: skip
    process = Process.objects.create(renewed_at=now)
    Connection.objects.create(
        process=process, socket="1", stream=hall.stream, person=seat.person, place="remote"
    )
    models.Editing.objects.create(paragraph=paragraph, participant=part, at=now)
    rests_on = f"Turns: 1 · Fiji · H.E. {NAME}, Minister · 05:20"
    hall.do(
        world.chair, "outcome.cite", stream=document.stream, paragraph=str(paragraph.pk), kind="turn",
        session=str(session.pk), target="1", label=rests_on,
    )  # fmt: skip
    hall.done(seat, "question.ask", text="Who pays?")
    hall.done(world.chair, "question.approve", question="1")
    hall.do(seat, "question.vote", question="1")
    hall.done(world.chair, "question.block", question="1")
    chat = f"chat/{session.pk}"
    hall.done(seat, "message.send", stream=chat, channel="everyone", text="We agree.")
    hall.done(seat, "message.send", stream=chat, channel=f"party/{part.party.pk}", text="Say four years.")
    hall.done(world.chair, "message.send", stream=chat, channel="backstage", text="Fiji is next.")
    hall.do(seat, "message.react", stream=chat, message="1", kind="agree")
    hall.do(seat, "message.mark_read", stream=chat, channel="everyone", message="1")
    hall.done(world.chair, "message.block", stream=chat, message="1")
    statement = models.WrittenStatement.objects.create(
        session=session, party=part.party, language="en", text="We agree.", submitted_at=now, published_at=now
    )
    hall.do(seat, "reaction.add", item=f"statement/{statement.pk}", kind="agree")
    Caption.objects.create(
        session=session, number=1, language="en", source="captioner", person=seat.person, text="We agree.",
        began_at=now, ended_at=now, written_at=now,
    )  # fmt: skip
    hall.done(world.chair, "poll.draft", kind="rating", question="How good is it?", anonymous=False)
    hall.done(world.chair, "poll.open", poll="1")
    hall.do(seat, "poll.answer", poll="1", choices=[4], salt="0123456789abcdef")
    line = {"page": "/", "connection": "live", "publishing": "off", "browser": ""}
    hall.do(seat, "help.call", stream=hall.conference.stream, line=line)
    recording = SessionRecording.objects.create(session=session, folder="recording", started_at=now)
    Acknowledgement.objects.create(recording=recording, person=seat.person, participant=part, at=now)
    LanguageChannel.objects.create(session=session, language="fr", position=0, on_duty=part, since=now)
    PublisherKey.objects.create(session=session, label="OBS", digest="0", made_by=ana.public_id, made_at=now)
    record(
        "sign_in.done", actor=ana, address="192.0.2.1", subject=Subject("person", str(ana.public_id), NAME)
    )
    LogEntry.objects.create(user=ana, object_repr="a room", action_flag=CHANGE)
    chair = hall.conference.participants.get(name="Chair").person
    for row in (ana, part):
        LogEntry.objects.create(
            user=chair,
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=str(row),
            action_flag=CHANGE,
        )
    queue([Mail(key="mail", to=EMAIL, subject="Welcome", text="Welcome", box="")])

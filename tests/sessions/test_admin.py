"""The administration: every page opens, changes are journaled, and values that no screen could show are refused."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from chat.models import Announcement, ChatMessage, HelpCall, MessagePolicy, Poll, Question, QuestionPolicy
from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.journal.models import Entry
from sessions import models
from streaming.models import (
    Acknowledgement,
    Caption,
    CaptionChannel,
    GlossaryTerm,
    InterpretationPolicy,
    LanguageChannel,
    PublisherKey,
    SessionRecording,
    SessionRecordingFile,
    VideoStatement,
)
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
LABELS = ("conference", "chat", "streaming", "accounts")
OURS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in LABELS),
    key=lambda model: model._meta.label,
)
READ_ONLY = (
    models.Floor, models.Entry, models.Turn, models.PodiumSeat, models.Swap, models.Ordering, models.Vote,
    models.Ballot, models.Proposal,
    models.Clash, models.WrittenStatement, models.Document, models.DocumentFile, models.Webhook, models.WebhookDelivery,
    models.WebhookCursor, models.Outcome, models.Paragraph, models.ParagraphVersion, models.Citation,
    models.Amendment, models.Comment, models.Procedure, models.Objection, models.Reservation, models.Corrigendum,
    models.Translation, models.Editing,
    models.Clash, models.WrittenStatement, models.Document, models.DocumentFile, models.Publication,
    models.Webhook, models.WebhookDelivery,
    models.WebhookCursor,
    models.Attendance, models.CheckIn, models.HallSound, models.TechnicalCheck, models.RollCall,
    models.RollAnswer, models.Decision, models.Correction, models.Note, models.CorrectionRequest,
    models.RefusedRequest, Announcement, HelpCall, Poll, Question, QuestionPolicy, ChatMessage, MessagePolicy,
    VideoStatement,
    models.LineReport, models.HallConfirmation, models.SeatCard, models.CardSeat,
    models.PrivacyNotice, models.Consent, models.ErasureRequest, models.Invitation, models.LetterText,
    models.SessionRole, models.SessionId, models.ColumnChoices, models.CalendarFeed, models.Registration,
    models.Unconfirmed,
    models.ApiToken, models.KeptAnswer,
    SessionRecording, SessionRecordingFile, Acknowledgement, PublisherKey, Caption, CaptionChannel,
    GlossaryTerm, InterpretationPolicy, LanguageChannel,
)  # fmt: skip


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org", "a long secret", name="Root"))
    return client


@pytest.fixture
def hall() -> Assembly:
    """A conference with a row of every model."""
    hall = Assembly()
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    theme = models.Theme.objects.create(conference=hall.conference, key="recovery", title={"en": "Recovery"})
    room = models.Room.objects.create(conference=hall.conference, name={"en": "Plenary hall"})
    models.Session.objects.update(theme=theme, room=room)
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chair, "floor.seat", slot="chair", participant=chair.participant)
    hall.done(hall.delegate("Chile"), "floor.inscribe")
    hall.done(hall.delegate("Peru"), "floor.inscribe")
    entries = models.Entry.objects.filter(session=hall.session).order_by("number")
    models.Swap.objects.create(
        session=hall.session, number=2, entry=entries[1], moves=0, with_entry=entries[2], with_moves=0,
        proposed_at=clock.now(),
    )  # fmt: skip
    hall.done(chair, "floor.order", policy="first_come", shown=[])
    hall.done(chair, "question.set_policy", slow_s=30)
    hall.done(chair, "announcement.make", texts={"en": "The bus leaves at six."})
    hall.done(chair, "message.send", stream=f"chat/{hall.session.pk}", channel="everyone", text="Welcome.")
    hall.done(chair, "message.set_policy", stream=f"chat/{hall.session.pk}", slow_s=30)
    hall.done(chair, "captions.open", language="en")
    hall.done(chair, "caption.write", stream=f"captions/{hall.session.pk}", language="en", text="Welcome.")
    hall.done(chair, "proposal.add", title="On trust", text="Trust each other.")
    vote = models.Vote.objects.create(
        session=hall.session, number=1, subject="appeal", party_id=fiji.party, of=1, put_at=clock.now()
    )
    vote.ballots.create(party_id=fiji.party, answer="yes", place="remote", at=clock.now())
    hall.done(fiji, "written.submit", language="en", text="We agree.")
    models.ApiToken.objects.create(
        maker_id=int(chair.participant or 0),
        digest="1" * 64,
        name="Website",
        scopes=["programme:read"],
        made_at=clock.now(),
        expires_at=clock.now(),
    )
    models.KeptAnswer.objects.create(
        person=chair.person, key="1", digest="1" * 64, status=201, at=clock.now()
    )
    paper = models.Document.objects.create(conference=hall.conference, title={"en": "Agenda"})
    paper.files.create(
        language="en",
        file="file.pdf",
        name="a.pdf",
        kind="pdf",
        octets=1,
        sha256="0" * 64,
        uploaded_at=clock.now(),
    )
    note = models.Note.objects.create(session=hall.session, number=1, at=clock.now(), text="Fiji agreed.")
    note.requests.create(party_id=fiji.party, text="Fiji did not.", asked_at=clock.now())
    document = models.Outcome.objects.create(conference=hall.conference, title={"en": "Message"})
    row = document.paragraphs.create(label="1", position=1, text="We agree.")
    row.versions.create(
        number=0, kind="paragraph", label="1", position=1, text="We agree.", cause="added", at=clock.now()
    )
    row.citations.create(kind="turn", session=hall.session, target="1", label="Fiji")
    row.translations.create(language="id", of_version=0, text="Kami setuju.", at=clock.now())
    models.Editing.objects.create(paragraph=row, participant_id=fiji.participant, at=clock.now())
    said = {"outcome": document, "paragraph": row, "party_id": fiji.party, "base": 0}
    models.Amendment.objects.create(**said, number=1, text="all", tabled_at=clock.now())
    models.Comment.objects.create(**said, text="Why?", at=clock.now())
    procedure = document.procedures.create(kind="silence", version=0, begun_at=clock.now(), until=clock.now())
    procedure.objections.create(party_id=fiji.party, at=clock.now())
    document.reservations.create(kind="reservation", party_id=fiji.party, text="Not us.", at=clock.now())
    document.corrigenda.create(number=1, paragraph=row, wrong="agree", right="agreed", at=clock.now())
    models.Publication.objects.create(session=hall.session, part="minutes", readers="everyone")
    hook = models.Webhook.objects.create(
        conference=hall.conference, url="https://hooks.example.org/", secret="whsec_c2VjcmV0", since=clock.now(),
        made_at=clock.now(),
    )  # fmt: skip
    hook.deliveries.create(
        key="test", type="webhook.test", message_id="msg_1", body="{}", due=clock.now(), first_due=clock.now(),
        made_at=clock.now(),
    )  # fmt: skip
    models.WebhookCursor.objects.create(stream=hall.conference.stream, seq=1)
    PublisherKey.objects.create(
        session=hall.session, label="OBS", digest="0" * 64, made_by=chair.person, made_at=clock.now()
    )
    hall.done(chair, "interpretation.set_channels", languages=["fr"])
    GlossaryTerm.objects.create(
        conference=hall.conference, term="quorum", language="fr", translation="quorum"
    )
    hall.done(chair, "interpretation.set_policy", meeting="override")
    VideoStatement.objects.create(party_id=fiji.party, state="ready", seconds=170, submitted_at=clock.now())
    recording = SessionRecording.objects.create(
        session=hall.session, state="ready", folder="recording", started_at=clock.now()
    )
    SessionRecordingFile.objects.create(
        recording=recording, slot="floor", name="floor.webm", at=0, seconds=60, octets=1000
    )
    Acknowledgement.objects.create(
        recording=recording, person=fiji.person, participant_id=fiji.participant, at=clock.now()
    )
    hall.done(fiji, "question.ask", text="Who pays?")
    hall.done(chair, "poll.draft", kind="words", question="What matters most?")
    hall.done(chair, "presence.check_in", participant=fiji.participant)
    line = {"page": "/", "connection": "live", "publishing": "off", "browser": ""}
    hall.do(fiji, "help.call", stream=hall.conference.stream, line=line)
    lines = [{"name": "browser", "verdict": "good"}]
    hall.do(fiji, "check.submit", stream=hall.conference.stream, browser="", lines=lines)
    hall.done(hall.person("Operator", "operator"), "sound.play_at", player="screen")
    hall.code(fiji, "floor.restore", entry="1")
    hall.done(chair, "rollcall.open")
    for party in models.Party.objects.all():
        hall.done(chair, "rollcall.answer", roll_call="1", party=str(party.pk))
    hall.done(chair, "rollcall.close", roll_call="1")
    hall.done(chair, "decision.record", text="Adopted.")
    hall.done(chair, "minutes.correct", of="decision", item="1", text="Adopted as amended.", reason="Misread")
    models.LineReport.objects.create(
        session=hall.session,
        participant_id=fiji.participant,
        at=clock.now(),
        began_at=clock.now(),
        has_sound=True,
    )
    models.HallConfirmation.objects.create(session=hall.session, entry=entries[1], at=clock.now())
    again = hall.add_session("scheduled", "draft")
    models.Clash.objects.create(party_id=fiji.party, first=hall.session, second=again, open=False)
    models.Registration.objects.create(
        conference=hall.conference, person=User.objects.create_guest("Ana"), name="Ana", email="ana@example.org",
        language="en", state="asked", asked_at=clock.now(),
    )  # fmt: skip
    models.Unconfirmed.objects.create(
        conference=hall.conference, name="Bo", email="bo@example.org", language="en", expires_at=clock.now()
    )
    models.SessionRole.objects.create(session=again, participant_id=fiji.participant, role="panellist")
    models.SessionId.objects.create(conference=hall.conference, session=again, given="S2")
    models.ColumnChoices.objects.create(
        conference=hall.conference, table="people", fields={"land": "delegation"}
    )
    models.CalendarFeed.objects.create(conference=hall.conference, language="en")
    card = models.SeatCard.objects.create(party_id=fiji.party, key="key", made_at=clock.now())
    models.CardSeat.objects.create(card=card, participant_id=fiji.participant)
    models.Invitation.objects.create(
        conference=hall.conference, participant_id=fiji.participant, email="ana@example.org", language="en"
    )
    models.LetterText.objects.create(conference=hall.conference, kind="reminder", language="en")
    models.Attendance.objects.create(session=hall.session, party_id=fiji.party, since=clock.now())
    notice = models.PrivacyNotice.objects.create(
        conference=hall.conference, version=1, text={"en": "We store your name."}, at=clock.now()
    )
    person = hall.conference.participants.order_by("pk")[0].person
    models.Consent.objects.create(notice=notice, person=person, language="en", at=clock.now())
    models.ErasureRequest.objects.create(conference=hall.conference, person=person, asked_at=clock.now())
    return hall


def address(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def first(model: type[Model]) -> Model:
    row = model._default_manager.first()
    assert row is not None
    return row


@contextmanager
def undone() -> Iterator[None]:
    """Roll the block back at its end."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def form_of(client: Client, row: Model) -> dict[str, Any]:
    """The form data of a row's page, unchanged."""
    form = client.get(address(type(row), "change", row.pk)).context["adminform"].form
    values: dict[str, Any] = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if hasattr(field, "fields"):
            for number, part in enumerate(field.widget.decompress(value)):
                values[f"{name}_{number}"] = "" if part is None else part
        elif value not in (None, False):
            values[name] = value
        if field.show_hidden_initial:
            values[f"initial-{name}"] = values.get(name, "")
    return values


# One conference serves all models, because it takes a third of a second to create.


@pytest.mark.thorough
def test_every_page_opens(client: Client, hall: Assembly, subtests: pytest.Subtests) -> None:
    for model in OURS:
        with subtests.test(model._meta.label):
            row = first(model)
            assert client.get(address(model, "changelist")).status_code == 200
            assert client.get(address(model, "change", row.pk)).status_code == 200
            assert client.get(address(model, "add")).status_code == (403 if model in READ_ONLY else 200)


def test_every_page_saves_and_tells_the_conference(
    client: Client, hall: Assembly, subtests: pytest.Subtests
) -> None:
    for model in OURS:
        if model in READ_ONLY:
            continue
        with subtests.test(model._meta.label), undone():
            row = first(model)
            before = Entry.objects.filter(stream=hall.conference.stream).count()
            answer = client.post(address(model, "change", row.pk), form_of(client, row))
            assert answer.status_code == 302, answer.context["errors"]
            told = hall.events(hall.conference.stream)[before:]
            assert told == ([] if model is User else ["programme.edited"])


def test_what_has_a_writer_of_its_own_is_only_looked_at(
    client: Client, hall: Assembly, subtests: pytest.Subtests
) -> None:
    for model in READ_ONLY:
        with subtests.test(model._meta.label):
            row = first(model)
            assert client.post(address(model, "change", row.pk), {}).status_code == 403
            assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_what_nobody_used_is_deleted_and_screens_are_told(
    client: Client, hall: Assembly, subtests: pytest.Subtests
) -> None:
    conference = hall.conference
    unused: list[tuple[str, Any]] = [
        ("day", models.Day.objects.create(conference=conference, date=date(2030, 1, 1))),
        ("theme", models.Theme.objects.create(conference=conference, key="typo", title={"en": "Typo"})),
        ("room", models.Room.objects.create(conference=conference, name={"en": "Typo"})),
        ("session", hall.add_session("scheduled", "draft")),
        # An accredited one takes part in the decision on the demo's outcome document.
        ("party", models.Party.objects.create(conference=conference, name={"en": "Typo"}, accredited=False)),
    ]
    for kind, row in unused:
        with subtests.test(kind):
            key = str(row.pk)
            assert client.get(address(type(row), "delete", row.pk)).status_code == 200
            assert client.post(address(type(row), "delete", row.pk), {"post": "yes"}).status_code == 302
            assert not type(row).objects.filter(pk=key).exists()
            told = json.loads(Entry.objects.filter(stream=conference.stream).latest("seq").everyone or "")
            assert told["drop"][kind] == [key]


def test_a_session_with_roles_is_not_deleted(client: Client, hall: Assembly) -> None:
    session, chair = hall.add_session("scheduled", "draft"), hall.moderator()
    models.SessionRole.objects.create(
        session=session, participant_id=int(chair.participant or 0), role="moderator"
    )
    page = address(models.Session, "delete", session.pk)
    assert client.post(page, {"post": "yes"}).status_code == 403


def test_a_conference_that_has_nothing_is_deleted(client: Client, hall: Assembly) -> None:
    empty = models.Conference.objects.create(slug="typo", short="Typo")
    row = address(models.Conference, "delete", empty.pk)
    day = models.Day.objects.create(conference=empty, date=date(2030, 1, 1))
    assert client.post(row, {"post": "yes"}).status_code == 403
    day.delete()
    assert client.get(row).status_code == 200
    assert client.post(row, {"post": "yes"}).status_code == 302
    assert [*models.Conference.objects.all()] == [hall.conference]
    assert client.get(address(models.Conference, "changelist")).status_code == 200


def test_a_conference_has_each_date_once(client: Client, hall: Assembly) -> None:
    there = models.Day.objects.get(pk=hall.session.day_id)
    form = {"conference": there.conference_id, "date": f"{there.date}", "title": "{}"}
    answer = client.post(address(models.Day, "add"), form)
    assert answer.context["adminform"].form.errors == {
        "date": ["The conference has this day already. Add sessions to that one."]
    }
    other = models.Conference.objects.create(slug="other", short="Other")
    assert client.post(address(models.Day, "add"), form | {"conference": other.pk}).status_code == 302
    assert client.post(address(models.Day, "change", there.pk), form).status_code == 302


def test_what_was_used_is_not_deleted(client: Client, hall: Assembly, subtests: pytest.Subtests) -> None:
    for model in OURS:
        if model is User:
            continue
        with subtests.test(model._meta.label):
            assert client.get(address(model, "delete", first(model).pk)).status_code == 403


def test_an_edited_session_is_told_to_its_own_stream_and_to_the_programme(
    client: Client, hall: Assembly
) -> None:
    form = form_of(client, hall.session) | {"title": '{"en": "Second review"}'}
    assert client.post(address(models.Session, "change", hall.session.pk), form).status_code == 302
    own = Entry.objects.filter(stream=hall.stream).latest("seq")
    programme = Entry.objects.filter(stream=hall.conference.stream).latest("seq")
    for told in (own, programme):
        assert '"title":{"en":"Second review"}' in (told.everyone or "")
    assert (own.event, programme.event) == ({"type": "programme.edited"},) * 2


def test_times_of_a_session_are_in_its_conferences_zone_which_is_named(
    client: Client, hall: Assembly
) -> None:
    models.Conference.objects.filter(pk=hall.conference.pk).update(timezone="Asia/Makassar")
    row, page = hall.session, address(models.Session, "change", hall.session.pk)
    models.Session.objects.filter(pk=row.pk).update(
        starts_at=datetime(2026, 5, 4, 1, 30, tzinfo=UTC), ends_at=datetime(2026, 5, 4, 3, tzinfo=UTC)
    )
    models.Day.objects.filter(pk=row.day_id).update(date=date(2026, 5, 4))
    shown = client.get(page).content.decode()
    assert 'value="09:30:00"' in shown
    assert shown.count("In the time zone Asia/Makassar.") == 2
    assert (
        "2026-05-04 09:30 Asia/Makassar" in client.get(address(models.Session, "changelist")).content.decode()
    )
    form = form_of(client, row) | {"starts_at_0": "2026-05-04", "starts_at_1": "10:00:00"}
    form |= {"ends_at_0": "2026-05-04", "ends_at_1": "12:00:00"}
    assert client.post(page, form).status_code == 302
    row.refresh_from_db()
    assert (row.starts_at, row.ends_at) == (
        datetime(2026, 5, 4, 2, tzinfo=UTC),
        datetime(2026, 5, 4, 4, tzinfo=UTC),
    )


def test_a_session_lies_on_its_day_and_in_its_conference(
    client: Client, hall: Assembly, subtests: pytest.Subtests
) -> None:
    other = Assembly()
    room = models.Room.objects.create(conference=other.conference, name={"en": "Elsewhere"})
    theme = models.Theme.objects.create(conference=other.conference, key="other", title={"en": "Other"})
    wrong: list[tuple[str, dict[str, Any]]] = [
        ("ends_at", {"ends_at_0": "2020-01-01"}),
        ("ends_at", {"ends_at_0": "2099-01-01"}),
        ("starts_at", {"starts_at_0": "2020-01-01", "ends_at_0": "2020-01-01"}),
        ("room", {"room": room.pk}),
        ("theme", {"theme": theme.pk}),
        ("day", {"day": other.session.day_id}),
    ]
    form = form_of(client, hall.session)
    for name, given in wrong:
        with subtests.test(name):
            answer = client.post(address(models.Session, "change", hall.session.pk), form | given)
            assert list(answer.context["adminform"].form.errors) == [name]


def test_a_day_and_a_zone_stay_where_sessions_would_come_to_lie_on_another_date(
    client: Client, hall: Assembly
) -> None:
    starts = datetime(2026, 5, 4, 1, 30, tzinfo=UTC)
    models.Session.objects.filter(conference=hall.conference).update(starts_at=starts)
    models.Day.objects.filter(conference=hall.conference).update(date=date(2026, 5, 4))
    for row, name, given in (
        (models.Day.objects.get(pk=hall.session.day_id), "date", "2026-05-05"),
        (hall.conference, "timezone", "America/New_York"),
    ):
        row.refresh_from_db()
        answer = client.post(address(type(row), "change", row.pk), form_of(client, row) | {name: given})
        assert list(answer.context["adminform"].form.errors) == [name]


def test_FL15_an_organiser_applies_a_preset_to_a_session(client: Client, hall: Assembly) -> None:
    form = form_of(client, hall.session) | {"preset": "general_assembly"}
    assert client.post(address(models.Session, "change", hall.session.pk), form).status_code == 302
    told = Entry.objects.filter(stream=hall.stream).latest("seq")
    assert (told.event["type"], told.event["preset"]) == ("floor.limits_set", "general_assembly")
    assert told.actor == str(User.objects.get(name="Root").public_id)
    assert hall.floor().reply_limits == [600, 300]


def test_FL26_the_speaking_times_of_a_closed_session_stay(client: Client, hall: Assembly) -> None:
    models.Session.objects.filter(pk=hall.session.pk).update(state="closed")
    form = form_of(client, hall.session) | {"preset": "general_assembly"}
    answer = client.post(address(models.Session, "change", hall.session.pk), form)
    assert list(answer.context["adminform"].form.errors) == ["preset"]


def test_the_state_of_a_session_is_not_the_organisers(client: Client, hall: Assembly) -> None:
    form = form_of(client, hall.session) | {"state": "closed", "reason": "x"}
    assert client.post(address(models.Session, "change", hall.session.pk), form).status_code == 302
    hall.session.refresh_from_db()
    assert (hall.session.state, hall.session.reason) == ("open", "")


def test_a_new_session_has_its_floor(client: Client, hall: Assembly) -> None:
    form = form_of(client, hall.session) | {"title": '{"en": "New"}'}
    assert client.post(address(models.Session, "add"), form).status_code == 302
    session = models.Session.objects.latest("pk")
    assert (session.title, session.floor.list_state) == ({"en": "New"}, "draft")


def test_changed_roles_overrule_the_seats_that_were_signed(client: Client, hall: Assembly) -> None:
    fiji = hall.delegate("Vanuatu")
    row = models.Participant.objects.get(pk=fiji.participant)
    form = form_of(client, row) | {"name": "Another name"}
    client.post(address(models.Participant, "change", row.pk), form)
    assert seats.revision_of(fiji.person, fiji.conference) == 0
    client.post(address(models.Participant, "change", row.pk), form | {"roles": '["moderator"]'})
    assert seats.current(fiji).roles == ("moderator",)


@pytest.fixture
def organiser(hall: Assembly) -> models.Participant:
    """The only organiser, who has an account."""
    seat = hall.person("Olga", "organiser", "moderator")
    User.objects.filter(public_id=seat.person).update(email="olga@example.org")
    return models.Participant.objects.select_related("person").get(pk=seat.participant)


def another_organiser(hall: Assembly) -> None:
    seat = hall.person("Otto", "organiser")
    User.objects.filter(public_id=seat.person).update(email="otto@example.org")


def errors(client: Client, row: Model, **given: Any) -> list[str]:
    """The fields with an error, after a row's page was sent with other values. None is an empty field."""
    form = {name: value for name, value in (form_of(client, row) | given).items() if value is not None}
    answer = client.post(address(type(row), "change", row.pk), form)
    return [] if answer.status_code == 302 else list(answer.context["adminform"].form.errors)


def test_the_only_organiser_keeps_its_role_and_its_account(
    client: Client, hall: Assembly, organiser: models.Participant, subtests: pytest.Subtests
) -> None:
    stranger, other = User.objects.create_user("ana@example.org", "a long secret"), Assembly()
    # Without an account nobody organises.
    hall.person("Expected", "organiser")
    takes: list[tuple[Model, dict[str, Any], str]] = [
        (organiser, {"roles": '["moderator"]'}, "roles"),
        (organiser, {"simulated": "on"}, "roles"),
        (organiser, {"person": stranger.pk}, "roles"),
        (organiser, {"conference": other.conference.pk}, "roles"),
        (organiser.person, {"is_active": None}, "is_active"),
        (organiser.person, {"email": None}, "email"),
    ]
    for row, given, field in takes:
        with subtests.test(**{name: str(value) for name, value in given.items()}):
            assert errors(client, row, **given) == [field]
    assert errors(client, organiser, name="Olga Organiser", roles='["organiser"]') == []
    assert errors(client, organiser.person, email="organiser@example.org") == []
    another_organiser(hall)
    for row, given, _ in takes:
        with subtests.test("another", **{name: str(value) for name, value in given.items()}), undone():
            assert errors(client, row, **given) == []


def test_nobody_loses_its_voice_in_a_vote_that_is_under_way(client: Client) -> None:
    hall = Assembly()
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    terms = {"method": "electronic"}
    vote = hall.done(chair, "vote.put_question", token=hall.floor().token, question="Coffee?", terms=terms)
    member = models.Participant.objects.get(pk=fiji.participant)
    takes: list[tuple[Model, dict[str, Any], str]] = [
        (member, {"roles": '["audience"]'}, "roles"),
        (member, {"party": ""}, "roles"),
        (member.party, {"accredited": None}, "accredited"),
        (hall.session, {"access": "staff"}, "access"),
    ]
    for row, given, field in takes:
        assert errors(client, row, **given) == [field], given
    hall.done(chair, "vote.drop", vote=vote.event["vote"])
    for row, given, _ in takes:
        assert errors(client, row, **given) == [], given


def test_what_a_vote_needs_is_checked_under_the_lock_of_its_writers(
    client: Client, hall: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[str] = []
    held: list[list[str]] = []
    lock = journal.lock
    monkeypatch.setattr(journal, "lock", lambda stream: (locked.append(stream), lock(stream))[1])
    monkeypatch.setattr("sessions.admin.check_change", lambda change: held.append([*locked]))
    member = hall.delegate("Fiji").participant
    unused = hall.party("Chile")
    errors(client, models.Participant.objects.get(pk=member), roles='["audience"]')
    errors(client, models.Party.objects.get(members=member), accredited=None)
    locked.clear()
    errors(client, hall.session, access="staff")
    locked.clear()
    client.post(reverse("admin:conference_party_delete", args=[unused.pk]), {"post": "yes"})
    conference, session = [hall.conference.stream], [hall.session.stream]
    assert [each[:1] for each in held] == [conference, conference, session, conference]


def test_an_account_that_is_not_active_is_edited(
    client: Client, hall: Assembly, organiser: models.Participant
) -> None:
    User.objects.filter(pk=organiser.person_id).update(is_active=False)
    organiser.person.refresh_from_db()
    assert errors(client, organiser.person, name="Olga Organiser") == []


def test_no_account_with_a_part_is_deleted(
    client: Client, hall: Assembly, organiser: models.Participant
) -> None:
    another_organiser(hall)
    page = address(User, "delete", organiser.person_id)
    assert client.post(page, {"post": "yes"}).status_code == 403
    many = {"action": "delete_selected", "_selected_action": [organiser.person_id], "post": "yes"}
    assert client.post(address(User, "changelist"), many).status_code == 403
    assert User.objects.filter(pk=organiser.person_id).exists()


GARBAGE: list[tuple[type[Model], str, str]] = [
    (models.Participant, "roles", '["emperor"]'),
    (models.Participant, "roles", '"moderator"'),
    (models.Participant, "roles", '{"moderator": true}'),
    (models.Party, "name", '"Fiji"'),
    (models.Party, "name", '{"en": 5}'),
    (models.Session, "title", '["Review"]'),
    (models.Day, "title", "[1]"),
    (models.Theme, "title", '["Recovery"]'),
    (models.Room, "name", '"Plenary"'),
    (models.Conference, "notice", '"Demo"'),
    (models.Conference, "timezone", "Bali/Sanur"),
]


def test_what_no_screen_could_show_is_a_mistake_in_the_form(
    client: Client, hall: Assembly, subtests: pytest.Subtests
) -> None:
    for model, field, text in GARBAGE:
        with subtests.test(model._meta.label, field=field, text=text):
            row = first(model)
            before = Entry.objects.count()
            answer = client.post(address(model, "change", row.pk), form_of(client, row) | {field: text})
            assert answer.status_code == 200
            assert list(answer.context["adminform"].form.errors) == [field]
            kept = model._default_manager.get(pk=row.pk)
            assert (getattr(kept, field), Entry.objects.count()) == (getattr(row, field), before)


def test_no_control_character_is_saved(client: Client, hall: Assembly) -> None:
    row: Any = first(models.Participant)
    form = form_of(client, row) | {"name": "A\x1bna", "function": "Head\x0bof delegation\x7f"}
    assert client.post(address(models.Participant, "change", row.pk), form).status_code == 302
    row.refresh_from_db()
    assert (row.name, row.function) == ("Ana", "Head\nof delegation")


def test_nobody_makes_a_demo_of_a_conference_in_the_administration(client: Client, hall: Assembly) -> None:
    form = form_of(client, hall.conference) | {"is_demo": "on"}
    assert client.post(address(models.Conference, "change", hall.conference.pk), form).status_code == 302
    hall.conference.refresh_from_db()
    assert hall.conference.is_demo is False


def test_the_administration_is_for_staff(hall: Assembly) -> None:
    client = Client()
    client.force_login(User.objects.create_user("fiji@example.org", "a long secret"))
    for model in OURS:
        assert client.get(address(model, "changelist")).status_code == 302


def test_who_is_moved_to_another_party_sits_for_it_at_once(client: Client, hall: Assembly) -> None:
    fiji, chile = hall.delegate("Fiji"), hall.delegate("Chile")
    row = models.Participant.objects.get(pk=fiji.participant)
    # Fiji takes part in the decision on the demo's outcome document, and keeps its voice.
    hall.person("Colleague", "delegate", party=row.party)
    form = form_of(client, row) | {"party": chile.party, "place": "hall"}
    assert client.post(address(models.Participant, "change", row.pk), form).status_code == 302
    now = seats.current(fiji)
    assert (now.party, now.place, now.roles) == (chile.party, "hall", fiji.roles)
    told = Entry.objects.filter(stream=hall.conference.stream).latest("seq")
    assert told.reseats == fiji.person


def test_FL4_an_old_page_of_a_party_writes_no_old_video_statement_back(
    client: Client, hall: Assembly
) -> None:
    party = models.Party.objects.latest("pk")
    form = form_of(client, party) | {"region": "Pacific"}
    models.Party.objects.filter(pk=party.pk).update(video_statement_file="new.webm")
    assert client.post(address(models.Party, "change", party.pk), form).status_code == 302
    party.refresh_from_db()
    assert (party.video_statement_file, party.region) == ("new.webm", "Pacific")


@pytest.mark.parametrize(
    ("model", "edited", "meanwhile"),
    [
        (
            models.Party,
            {"region": "Pacific"},
            {"video_statement_file": "new.webm", "video_statement_coming": True},
        ),
        (models.Session, {"title": '{"en": "Second review"}'}, {"state": "closed", "reason": "Late."}),
    ],
)
def test_what_is_written_while_a_form_is_saved_stays(
    client: Client,
    hall: Assembly,
    rf: RequestFactory,
    model: Any,
    edited: dict[str, str],
    meanwhile: dict[str, Any],
) -> None:
    read = model.objects.latest("pk")
    request, page = rf.post("/"), admin.site._registry[model]
    request.user = User.objects.get(name="Root")
    form = page.get_form(request, read)(form_of(client, read) | edited, instance=read)
    assert form.is_valid(), form.errors
    model.objects.filter(pk=read.pk).update(**meanwhile)
    with write_transaction():
        page.save_model(request, form.save(commit=False), form, change=True)
    kept = model.objects.get(pk=read.pk)
    assert {name: getattr(kept, name) for name in meanwhile} == meanwhile
    told = Entry.objects.filter(stream=hall.conference.stream).latest("seq").everyone or ""
    assert next(iter(edited.values())) in told.replace('":"', '": "')

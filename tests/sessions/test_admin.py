"""The administration: every page opens, changes are journaled, and values that no screen could show are refused."""

from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client, RequestFactory
from django.urls import reverse

from foundation import clock
from foundation.accounts.models import User
from foundation.database import write_transaction
from foundation.journal.models import Entry
from sessions import models
from sessions.webhooks.outbox import queue_test
from streaming.models import (
    Acknowledgement,
    GlossaryTerm,
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
CHANGED_HERE = (User, models.Conference, models.Party)
READ_ONLY = [model for model in OURS if model not in CHANGED_HERE]


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org", "a long secret", name="Root"))
    return client


@pytest.fixture(scope="module")
def hall(rows_of_module: None) -> Assembly:
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
    queue_test(hook)
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
            assert client.get(address(model, "changelist"), {"q": "x"}).status_code == 200
            assert client.get(address(model, "change", row.pk)).status_code == 200
            assert client.get(address(model, "add")).status_code == (200 if model is User else 403)


def test_what_has_a_writer_of_its_own_is_only_looked_at(
    client: Client, hall: Assembly, subtests: pytest.Subtests
) -> None:
    for model in READ_ONLY:
        with subtests.test(model._meta.label):
            row = first(model)
            assert client.post(address(model, "change", row.pk), {}).status_code == 403
            assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize(
    ("model", "field", "value", "others"),
    [
        (models.Conference, "publishes_parity", "totals", {"is_demo": "on", "timezone": "Bali/Sanur"}),
        (models.Party, "outlet", "Fiji Times", {"video_statement_file": "", "accredited": ""}),
    ],
)
def test_one_field_is_changed_and_told_and_no_other(
    client: Client, hall: Assembly, model: Any, field: str, value: str, others: dict[str, str]
) -> None:
    row = model.objects.latest("pk")
    before = model.objects.filter(pk=row.pk).values().get()
    form = form_of(client, row) | {field: value, **others}
    assert client.post(address(model, "change", row.pk), form).status_code == 302
    assert model.objects.filter(pk=row.pk).values().get() == before | {field: value}
    assert hall.events(hall.conference.stream)[-1] == "programme.edited"
    assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_no_control_character_is_saved(client: Client, hall: Assembly) -> None:
    party = models.Party.objects.latest("pk")
    form = {"outlet": "Fi\x1bji\x0bTimes\x7f"}
    assert client.post(address(models.Party, "change", party.pk), form).status_code == 302
    party.refresh_from_db()
    assert party.outlet == "Fiji\nTimes"


def test_what_is_written_while_a_form_is_saved_stays(
    client: Client, hall: Assembly, rf: RequestFactory
) -> None:
    read = models.Party.objects.latest("pk")
    request, page = rf.post("/"), admin.site._registry[models.Party]
    request.user = User.objects.get(name="Root")
    form = page.get_form(request, read)({"outlet": "Fiji Times"}, instance=read)
    assert form.is_valid(), form.errors
    models.Party.objects.filter(pk=read.pk).update(
        video_statement_file="new.webm", video_statement_coming=True
    )
    with write_transaction():
        page.save_model(request, form.save(commit=False), form, change=True)
    kept = models.Party.objects.get(pk=read.pk)
    assert (kept.video_statement_file, kept.video_statement_coming) == ("new.webm", True)
    told = Entry.objects.filter(stream=hall.conference.stream).latest("seq").everyone or ""
    assert '"outlet":"Fiji Times"' in told


def test_the_workspace_is_one_link_away(client: Client, hall: Assembly) -> None:
    for model in (models.Conference, models.Session, models.Party, models.Participant):
        page = client.get(address(model, "change", first(model).pk))
        assert f'href="/c/{hall.conference.slug}/organise"' in page.content.decode()


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


def test_the_only_organiser_keeps_its_account(
    client: Client, hall: Assembly, organiser: models.Participant
) -> None:
    # Without an account nobody organises.
    hall.person("Expected", "organiser")
    for field in ("is_active", "email"):
        assert errors(client, organiser.person, **{field: None}) == [field]
    assert errors(client, organiser.person, email="organiser@example.org") == []
    another_organiser(hall)
    for field in ("is_active", "email"):
        assert errors(client, organiser.person, **{field: None}) == []


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


def test_the_administration_is_for_staff(hall: Assembly) -> None:
    client = Client()
    client.force_login(User.objects.create_user("fiji@example.org", "a long secret"))
    for model in OURS:
        assert client.get(address(model, "changelist")).status_code == 302

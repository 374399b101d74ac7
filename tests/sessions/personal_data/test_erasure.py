"""An erased person: what goes, what stays under another name, and what the minutes still say."""

import json
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps

from chat.models import ChatMessage
from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.audit.models import AuditEntry
from foundation.database import write_transaction
from foundation.jobs.models import Job
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.journal.seals import Seal
from foundation.journal.verification import verify
from foundation.mail.outbox import Mail, queue
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from sessions import models
from sessions.minutes import services as minutes
from sessions.personal_data import erasure
from sessions.personal_data.tables import TABLES
from tests.sessions.personal_data.conftest import EMAIL, NAME, World, leave_traces
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def erase(world: World) -> list[erasure.Change]:
    with write_transaction():
        part = erasure.erase_part(world.ana, world.hall.conference, clock.now())
        return part + erasure.erase_account(world.ana)


def everything() -> str:
    """All values of all tables, with the frames of the journal."""
    rows: list[Any] = []
    for model in apps.get_models():
        rows += model._default_manager.values()
    return json.dumps(rows, default=str)


def test_name_and_address_go_from_every_table(world: World) -> None:
    leave_traces(world)
    assert NAME in everything()
    erase(world)
    left = everything()
    for each in (NAME, EMAIL, "192.0.2.1", "ana-at-the-ministry", "Minister", "H.E."):
        assert each not in left


def test_the_minutes_stay_and_name_the_delegation(world: World, moment: list[datetime]) -> None:
    # The last section has the numbers of the journal, which grows.
    leave_traces(world)
    before = json.dumps(json.loads(minutes.json_of(world.hall.session, "en"))["sections"][:-1])
    erase(world)
    after = json.loads(minutes.json_of(world.hall.session, "en"))["sections"][:-1]
    assert NAME in before
    named = before.replace(f"H.E. {NAME}, Minister", "Delegate of Fiji").replace(NAME, "Delegate of Fiji")
    assert json.loads(named) == after


def test_the_journal_forgets_and_its_chain_stays(world: World) -> None:
    leave_traces(world)
    before = {entry.pk: entry for entry in Entry.objects.order_by("pk")}
    erase(world)
    after = Entry.objects.in_bulk(before)
    sealed = {pk: (Seal.parse(entry.seal), Seal.parse(after[pk].seal)) for pk, entry in before.items()}
    erased = [pk for pk, (was, now) in sealed.items() if was.salts and not now.salts]
    kinds = {before[pk].event["type"] for pk in erased}
    assert kinds >= {"check.submitted", "question.asked", "help.called", "parties.roles_changed"}
    for pk, entry in after.items():
        was, (seal, now) = before[pk], sealed[pk]
        assert (now[:3], entry.event, entry.actor) == (seal[:3], was.event, was.actor)
        assert pk in erased or (entry.everyone, entry.moderators) == (was.everyone, was.moderators)
    for stream in (world.hall.stream, world.hall.conference.stream):
        assert verify(stream).fault == ""
        told = [
            entry.event
            for entry in journal.entries_since(stream, 1)
            if entry.event["type"] == "journal.erased"
        ]
        numbers = [after[pk].seq for pk in erased if after[pk].stream_id == stream]
        assert [each["entries"] for each in told] == [numbers]


def test_what_was_written_to_a_group_goes_and_what_everyone_read_stays(world: World) -> None:
    leave_traces(world)
    stream, channel = f"chat/{world.hall.session.pk}", f"party/{world.part.party_id}"
    erase(world)
    rows = {
        row.channel: (row.name, row.text) for row in ChatMessage.objects.filter(person=world.ana.public_id)
    }
    assert rows["everyone"] == ("Delegate of Fiji", "We agree.")
    assert rows[channel] == ("Delegate of Fiji", "")
    stored = "".join(f"{e.everyone}{e.moderators}{e.own}" for e in Entry.objects.filter(stream=stream))
    assert "We agree." in stored
    assert "Say four years" not in stored
    assert NAME not in stored
    assert verify(stream).fault == ""


def test_a_dry_run_leaves_the_journal_as_it_is(world: World) -> None:
    leave_traces(world)
    before = [*Entry.objects.order_by("pk").values()]
    with erasure.transaction_or_dry_run(dry_run=True):
        erasure.erase_part(world.ana, world.hall.conference, clock.now())
    assert [*Entry.objects.order_by("pk").values()] == before


def test_screens_show_the_other_name(world: World) -> None:
    leave_traces(world)
    erase(world)
    conference = journal.snapshot_of(world.hall.conference.stream, Audience.MODERATORS).entities
    assert conference["participant"][str(world.part.pk)]["name"] == "Delegate of Fiji"
    assert (conference["technical_check"], conference["help_call"]) == ({}, {})
    told = Entry.objects.filter(stream=world.hall.stream).latest("seq")
    assert '"author":"Delegate of Fiji"' in (told.everyone or "")


def test_the_seat_and_the_sign_in_end(world: World) -> None:
    leave_traces(world)
    erase(world)
    with pytest.raises(Refusal, match=r"seat\.withdrawn"):
        seats.current(world.seat)
    world.ana.refresh_from_db()
    assert (world.ana.is_active, world.ana.has_usable_password(), world.ana.email) == (False, False, None)


def test_whom_no_minutes_name_is_deleted(world: World) -> None:
    world.hall.do(world.seat, "check.submit", stream=world.hall.conference.stream, browser="Firefox",
                  lines=[{"name": "browser", "verdict": "good"}])  # fmt: skip
    erase(world)
    assert not User.objects.filter(pk=world.ana.pk).exists()
    assert not models.Participant.objects.filter(pk=world.part.pk).exists()
    told = Entry.objects.filter(stream=world.hall.conference.stream).latest("seq")
    drop = json.loads(told.moderators)["drop"]
    assert (drop["participant"], drop["technical_check"]) == ([str(world.part.pk)],) * 2


def test_e_mails_to_whoever_has_not_accepted_an_invitation_go(world: World) -> None:
    person = User.objects.create_without_address(["Ben"])[0]
    part = models.Participant.objects.create(conference=world.hall.conference, person=person, name="Ben")
    models.Invitation.objects.create(
        conference=world.hall.conference, participant=part, email="ben@example.org", language="en"
    )
    queue([Mail(key="invitation", to="ben@example.org", subject="You are invited", text="", box="")])
    with write_transaction():
        erasure.erase_part(person, world.hall.conference, clock.now())
        erasure.erase_account(person)
    assert not Job.objects.exists()
    assert "ben@example.org" not in everything()


def test_e_mails_go_in_whatever_case_the_account_has_the_address(world: World) -> None:
    User.objects.filter(pk=world.ana.pk).update(email="Ana@example.org")
    world.ana.refresh_from_db()
    for number, to in enumerate(("Ana@example.org", EMAIL)):
        queue([Mail(key=str(number), to=to, subject="Welcome", text="", box="")])
    erase(world)
    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("outlet", "name"), [("Jakarta Times", "Journalist of Jakarta Times"), ("", "Erased person")]
)
def test_a_party_that_has_its_members_name_gets_the_other_one(world: World, outlet: str, name: str) -> None:
    party = world.part.party
    assert party is not None
    leave_traces(world)
    party.name, party.outlet = {"en": NAME}, outlet
    party.save()
    erase(world)
    party.refresh_from_db()
    world.part.refresh_from_db()
    assert (party.name, world.part.name) == ({"en": name}, name)
    assert NAME not in everything()
    shown = journal.snapshot_of(world.hall.conference.stream, Audience.EVERYONE).entities
    assert shown["party"][str(party.pk)]["name"] == {"en": name}


def test_an_invited_persons_own_party_is_forgotten_in_the_audit_log(world: World) -> None:
    stream = world.hall.conference.stream
    organiser = world.hall.person("Olga", "organiser")
    world.hall.do(organiser, "parties.add", stream=stream, name={"en": NAME}, category="other")
    party = models.Party.objects.latest("pk")
    world.hall.do(organiser, "parties.set_most_members", stream=stream, party=str(party.pk), most_members=1)
    world.part.party = party
    world.part.save()
    erase(world)
    labels = AuditEntry.objects.order_by("pk").values_list("action", "subject_label")
    assert [*labels] == [("parties.add", "Erased person"), ("parties.set_most_members", "Erased person")]
    assert NAME not in str([*AuditEntry.objects.values()])


def test_a_journalist_is_forgotten_in_the_audit_log(world: World) -> None:
    organiser = world.hall.person("Olga", "organiser")
    world.hall.do(
        organiser,
        "press.add_journalist",
        stream=world.hall.conference.stream,
        name="Jo Radrodro",
        outlet="Times",
    )
    person = models.Participant.objects.get(name="Jo Radrodro").person
    with write_transaction():
        erasure.erase_part(person, world.hall.conference, clock.now())
        erasure.erase_account(person)
    assert AuditEntry.objects.get().subject_label == "Journalist of Times"
    assert "Jo Radrodro" not in everything()


def test_a_frame_and_a_new_snapshot_say_the_same(world: World) -> None:
    leave_traces(world)
    erase(world)
    frame = json.loads(Entry.objects.filter(stream=world.hall.conference.stream).latest("seq").everyone or "")
    shown = journal.snapshot_of(world.hall.conference.stream, Audience.EVERYONE).entities
    assert frame["put"]["participant"][str(world.part.pk)] == shown["participant"][str(world.part.pk)]
    assert (len(frame["drop"]["session_role"]), shown["session_role"]) == (1, {})


def test_a_part_in_another_conference_stays(world: World) -> None:
    leave_traces(world)
    other = Assembly()
    models.Participant.objects.create(conference=other.conference, person=world.ana, name=NAME)
    with write_transaction():
        erasure.erase_part(world.ana, world.hall.conference, clock.now())
    world.ana.refresh_from_db()
    assert (world.ana.email, world.ana.is_active) == (EMAIL, True)
    assert models.Participant.objects.get(conference=other.conference).name == NAME


def test_a_dry_run_says_what_would_change_and_changes_nothing(world: World) -> None:
    leave_traces(world)
    before, entries = everything(), Entry.objects.count()
    with erasure.transaction_or_dry_run(dry_run=True):
        ana = User.objects.get(pk=world.ana.pk)
        planned = erasure.erase_part(ana, world.hall.conference, clock.now())
        planned += erasure.erase_account(ana)
    assert (everything(), Entry.objects.count()) == (before, entries)
    assert planned == erase(world)
    done = {change.model: change.done for change in planned}
    assert done == {each.model: each.erased for each in TABLES}


def test_the_last_organiser_stays(world: World) -> None:
    world.part.roles = ["organiser"]
    world.part.save()
    with pytest.raises(Refusal, match=r"parties\.last_organiser"):
        erase(world)


def test_the_last_administrator_stays(world: World) -> None:
    world.ana.is_superuser = True
    world.ana.save()
    with pytest.raises(Refusal, match=r"privacy\.last_administrator"):
        erase(world)
    assert AuditEntry.objects.filter(name="Erased person").count() == 0

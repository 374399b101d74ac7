"""What is over goes, what the minutes need stays, and a second run finds nothing."""

from datetime import date, datetime, timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command

from chat.models import ChatMessage
from foundation import clock
from foundation.accounts.models import User
from foundation.audit.models import AuditEntry
from foundation.jobs.models import Job
from foundation.journal.models import Entry
from foundation.journal.verification import verify
from sessions import models
from sessions.personal_data import erasure, retention
from tests.sessions.personal_data.conftest import EMAIL, NAME, World, leave_traces, register
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def end(world: World, days: int | None = 30, ago: int = 31) -> datetime:
    """Let the conference be over; returns the present."""
    now = clock.now()
    world.hall.conference.retention_days = days
    world.hall.conference.save()
    models.Day.objects.filter(conference=world.hall.conference).update(date=now.date() - timedelta(days=ago))
    return now


@pytest.mark.parametrize(
    ("days", "last", "due"),
    [(30, date(2021, 10, 16), True), (30, date(2021, 10, 17), False), (None, date(2001, 1, 1), False)],
)
def test_a_period_begins_with_the_last_day(
    world: World, moment: list[datetime], days: int | None, last: date, due: bool
) -> None:
    world.hall.conference.retention_days = days
    models.Day.objects.update(date=last)
    assert retention.is_due(world.hall.conference, moment[0]) == due


def test_what_the_minutes_do_not_need_goes_and_the_rest_stays(world: World) -> None:
    leave_traces(world)
    other = world.hall.person("Ben", "delegate")
    now = end(world)
    counted = retention.delete_expired(now)[world.hall.conference.short]
    assert counted["conference.Participant"] == 2  # Ben and the chair
    assert not models.Participant.objects.filter(pk=other.participant).exists()
    assert not models.Invitation.objects.exists()
    assert not models.Consent.objects.exists()
    assert not AuditEntry.objects.filter(conference=str(world.hall.conference.pk)).exists()
    world.part.refresh_from_db()
    assert (world.part.name, models.Turn.objects.get().speaker) == (NAME, world.part)
    assert not models.TechnicalCheck.objects.exists()
    world.ana.refresh_from_db()
    assert (world.ana.email, world.ana.is_active) == (None, False)


def test_messages_that_only_a_group_read_go(world: World) -> None:
    leave_traces(world)
    stream = f"chat/{world.hall.session.pk}"
    world.hall.done(
        world.chair, "message.send", stream=stream, channel="delegates", text="Five minutes each."
    )
    other = world.hall.person("Ben", "delegate")
    world.hall.done(other, "message.send", stream=stream, channel="delegates", text="Agreed.")
    world.hall.done(world.chair, "message.block", stream=stream, message="5")
    now = end(world)
    assert "chat.ChatMessage" in retention.delete_expired(now)[world.hall.conference.short]
    assert [*ChatMessage.objects.values_list("text", flat=True)] == ["We agree."]
    stored = "".join(f"{e.everyone}{e.moderators}{e.own}" for e in Entry.objects.filter(stream=stream))
    for text in ("Say four years", "Fiji is next", "Five minutes", "Agreed."):
        assert text not in stored
    assert "We agree." in stored
    verdict = verify(stream)
    assert (verdict.fault, verdict.differences) == ("", [])
    assert retention.delete_expired(now) == {}


def test_an_account_with_a_part_elsewhere_stays(world: World) -> None:
    leave_traces(world)
    other = Assembly()
    models.Participant.objects.create(conference=other.conference, person=world.ana, name=NAME)
    retention.delete_expired(end(world))
    world.ana.refresh_from_db()
    assert (world.ana.email, world.ana.is_active) == (EMAIL, True)


@pytest.mark.parametrize("is_staff", [True, False])
def test_an_account_that_is_registered_elsewhere_or_administers_stays(world: World, is_staff: bool) -> None:
    world.ana.is_superuser = is_staff
    world.ana.save()
    if not is_staff:
        register(world.ana, Assembly())
    retention.delete_expired(end(world))
    world.ana.refresh_from_db()
    assert (world.ana.email, world.ana.is_active) == (EMAIL, True)
    assert models.Registration.objects.exists() != is_staff


def listener(hall: Assembly, email: str) -> User:
    """One of the audience, who registered."""
    user = User.objects.create_user(email, None, name="Ben")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    register(user, hall)
    return user


def test_the_accounts_of_the_audience_go_with_their_last_registration(world: World) -> None:
    other = Assembly()
    ben, eve = listener(world.hall, "ben@example.org"), listener(world.hall, "eve@example.org")
    row = register(eve, other)
    now = end(world)
    planned = retention.delete_expired(now, dry_run=True)
    counted = retention.delete_expired(now)[world.hall.conference.short]
    assert planned == {world.hall.conference.short: counted}
    assert (counted["conference.Registration"], counted["account.EmailAddress"]) == (2, 1)
    assert not User.objects.filter(pk=ben.pk).exists()
    assert [*models.Registration.objects.all()] == [row]
    assert User.objects.get(pk=eve.pk).email == "eve@example.org"
    models.Day.objects.update(date=now.date() - timedelta(days=31))
    models.Conference.objects.update(retention_days=30)
    retention.delete_expired(now)
    assert not User.objects.filter(pk=eve.pk).exists()


def test_codes_that_are_over_go(world: World) -> None:
    """Also while no conference has a period. A code that moved a seat is known for a day after its end."""
    leave_traces(world)
    code, now = models.Continuation.objects.get(), clock.now()
    over = {"conference.Unconfirmed": 1}
    assert retention.delete_expired(now) == {}
    assert retention.delete_expired(now + timedelta(minutes=11)) == {"": over}
    assert retention.delete_expired(code.expires_at + timedelta(hours=23)) == {}
    late = code.expires_at + timedelta(hours=25)
    assert retention.delete_expired(late) == {"": {"conference.Continuation": 1}}


def test_a_second_run_finds_nothing(world: World) -> None:
    leave_traces(world)
    now = end(world)
    assert retention.delete_expired(now) != {}
    assert retention.delete_expired(now) == {}


def test_a_dry_run_counts_the_same_and_deletes_nothing(world: World) -> None:
    leave_traces(world)
    now = end(world)
    before = models.Invitation.objects.count(), models.Participant.objects.count()
    planned = retention.delete_expired(now, dry_run=True)
    assert (models.Invitation.objects.count(), models.Participant.objects.count()) == before
    assert planned == retention.delete_expired(now)


@pytest.mark.parametrize(("days", "ago"), [(None, 1000), (30, 29)])
def test_nothing_goes_before_the_period_is_over_or_without_one(
    world: World, days: int | None, ago: int
) -> None:
    leave_traces(world)
    assert retention.delete_expired(end(world, days, ago)) == {}


def test_guests_and_e_mails_go_after_the_longest_period(world: World) -> None:
    now = end(world, ago=0)
    guest = User.objects.create_guest("Ben")
    User.objects.filter(pk=guest.pk).update(joined_at=now - timedelta(days=31))
    Job.objects.create(
        kind="mail",
        key="1",
        to="a@example.org",
        payload={},
        state="done",
        made_at=now,
        since=now,
        due=now - timedelta(days=31),
    )
    models.Conference.objects.create(slug="other", short="Other", retention_days=90)
    assert retention.delete_expired(now) == {}
    models.Conference.objects.filter(slug="other").delete()
    assert retention.delete_expired(now) == {"": {"accounts.User": 1, "jobs.Job": 1}}


def test_the_command_says_what_goes(world: World) -> None:
    leave_traces(world)
    end(world)
    out = StringIO()
    call_command("retention", "--dry-run", stdout=out)
    assert f"{world.hall.conference.short}:" in out.getvalue()
    assert "1 of conference.Invitation would go" in out.getvalue()
    assert models.Invitation.objects.exists()


def test_the_worker_deletes_what_is_over_once_a_day_and_codes_each_time(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_traces(world)
    now, worker = end(world), retention.RetentionWorker()
    assert worker.work_once() is False
    assert not models.Invitation.objects.exists()
    swept: list[datetime] = []
    monkeypatch.setattr(retention, "delete_expired", swept.append)
    monkeypatch.setattr(clock, "now", lambda: now)
    models.Unconfirmed.objects.update(expires_at=now - timedelta(minutes=1))
    worker.work_once()
    assert not models.Unconfirmed.objects.exists()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=1))
    worker.work_once()
    assert swept == [now + timedelta(days=1)]


def test_those_whom_minutes_need_are_found_at_once_as_one_by_one(world: World) -> None:
    leave_traces(world)
    world.hall.person("Ben", "delegate")
    parts = models.Participant.objects.all()
    assert (
        erasure.needed_participants()
        == {part.pk for part in parts if erasure.is_needed(part)}
        == {world.part.pk}
    )

"""The audit log: what is recorded, that it is recorded once, and that nothing changes it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from foundation import clock
from foundation.accounts.models import User
from foundation.audit import retention, triggers
from foundation.audit.models import AppendOnlyError, AuditEntry, Unlock
from foundation.audit.services import Subject, record
from foundation.messages.protocol import CommandFrame, Done, Refused
from foundation.registry import registry
from foundation.wire.execution import execute
from tests.support.assembly import Assembly

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.sqlite]


@pytest.fixture
def guarded() -> Iterator[None]:
    """The log as in production, with its triggers."""
    triggers.install_triggers(connection)
    yield
    triggers.drop_triggers(connection)


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


def entry(action: str = "seatcards.revoke", **fields: Any) -> AuditEntry:
    record(action, **{"actor": None, "address": "192.0.2.1"} | fields)
    return AuditEntry.objects.latest("pk")


def test_an_entry_says_who_did_what_to_whom_and_from_where() -> None:
    ana = User.objects.create_user("ana@example.org", "a long secret", name="Ana")
    made = entry(
        actor=ana,
        conference=7,
        subject=Subject("party", "3", "Fiji"),
        before={"phones": 2},
        after={"phones": 0},
    )
    assert (made.person, made.name, made.conference, made.address) == (
        ana.public_id,
        "Ana",
        "7",
        "192.0.2.1",
    )
    assert (made.subject_kind, made.subject_id, made.subject_label) == ("party", "3", "Fiji")
    assert (made.before, made.after, made.result) == ({"phones": 2}, {"phones": 0}, "done")


def test_no_secret_is_stored_and_no_long_text() -> None:
    sent = {"password": "x", "new_password": "x", "join_code": "x", "name": "y" * 1000, "list": ["z"] * 101}
    made = entry(after={"nested": [sent]})
    assert made.after == {
        "nested": [
            {
                "password": "(hidden)",
                "new_password": "(hidden)",
                "join_code": "(hidden)",
                "name": "y" * 500,
                "list": ["z"] * 100 + ["… 1 more"],
            }
        ]
    }


def test_the_code_of_a_country_is_no_secret() -> None:
    for code, stored in (("FJ", "FJ"), ("", ""), ("K7M3PX", "(hidden)"), ("fj", "(hidden)")):
        assert entry(after={"code": code}).after == {"code": stored}


def test_the_model_refuses_changes() -> None:
    made = entry()
    for change in (
        made.save,
        made.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(name="Eve"),
        lambda: AuditEntry.objects.bulk_update([made], ["name"]),
    ):
        with pytest.raises(AppendOnlyError):
            change()


@pytest.mark.usefixtures("guarded")
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_auditentry SET name = 'Eve'", "DELETE FROM audit_auditentry"]
)
def test_the_database_refuses_changes(statement: str) -> None:
    entry()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert AuditEntry.objects.exclude(name="Eve").count() == 1


@pytest.mark.usefixtures("guarded")
def test_retention_deletes_what_is_over_and_locks_the_log_again() -> None:
    entry(conference=7)
    later = clock.now() + timedelta(seconds=1)
    assert retention.delete_before(later, 8) == 0
    assert retention.delete_before(later, 7) == 1
    assert not Unlock.objects.exists()
    entry()
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.cursor().execute("DELETE FROM audit_auditentry")


@pytest.mark.usefixtures("guarded")
def test_an_erased_person_is_forgotten_and_what_it_did_to_others_stays() -> None:
    ana = User.objects.create_user("ana@example.org", "a long secret", name="Ana")
    did = entry(actor=ana, subject=Subject("party", "3", "Fiji"), after={"phones": 0})
    had = entry(subject=Subject("participant", "5", "Ana"), before={"name": "An"}, after={"name": "Ana"})
    other = entry(subject=Subject("participant", "6", "Ben"), after={"name": "Ben"})
    assert retention.forget_actor(ana.public_id, "Delegate of Fiji") == 1
    assert retention.forget_subject("participant", "5", "Delegate of Fiji") == 1
    for each in (did, had, other):
        each.refresh_from_db()
    assert (did.name, did.address, did.subject_label, did.after) == (
        "Delegate of Fiji",
        "",
        "Fiji",
        {"phones": 0},
    )
    assert (had.subject_label, had.before, had.after) == ("Delegate of Fiji", None, None)
    assert (other.subject_label, other.after) == ("Ben", {"name": "Ben"})


def change_roles(
    hall: Assembly, seat: Any, participant: str, roles: list[str], id: str = "command-1"
) -> Done | Refused:
    command = {"type": "parties.change_roles", "participant": participant, "roles": roles}
    return execute(seat, CommandFrame(id=id, stream=hall.conference.stream, command=command), "192.0.2.9")


def test_an_administrative_command_is_recorded_with_what_it_changed(hall: Assembly) -> None:
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    change_roles(hall, chair, str(fiji.participant), ["panellist"])
    made = AuditEntry.objects.get()
    assert (made.action, made.name, made.address) == ("parties.change_roles", "Chair", "192.0.2.9")
    assert (made.subject_kind, made.subject_label) == ("participant", "Delegate of Fiji")
    assert (made.before, made.after) == ({"roles": ["delegate"]}, {"roles": ["panellist"]})


def test_a_command_that_is_sent_again_is_recorded_once(hall: Assembly) -> None:
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    for _ in range(2):
        assert isinstance(change_roles(hall, chair, str(fiji.participant), ["panellist"]), Done)
        assert isinstance(
            change_roles(hall, fiji, str(fiji.participant), ["moderator"], id="command-2"), Refused
        )
    assert [each.result for each in AuditEntry.objects.order_by("pk")] == ["done", "wire.forbidden"]


def test_strangers_cannot_fill_the_log(hall: Assembly) -> None:
    fiji = hall.delegate("Fiji")
    assert isinstance(change_roles(hall, hall.guest(), str(fiji.participant), ["moderator"]), Refused)
    assert not AuditEntry.objects.exists()


PEOPLE = {
    "invitations.add_people": {"people": "Ana Radrodro <ana@example.org>\nnobody", "language": "en"},
    "press.add_journalist": {"name": "Ana Radrodro", "outlet": ""},
    "parties.add": {"name": {"en": "Ana Radrodro"}, "category": "other"},
}
"""Commands with names of people that no erasure would find, because they are refused."""


@pytest.mark.parametrize("kind", PEOPLE)
def test_nobody_is_named_by_a_command_that_is_refused(hall: Assembly, kind: str) -> None:
    by, stream = hall.person("Olga", "organiser"), hall.conference.stream
    hall.party("Ana Radrodro")
    assert isinstance(hall.do(by, kind, stream=stream, **PEOPLE[kind]), Refused)
    made = AuditEntry.objects.get()
    assert (made.action, made.result != "done", made.after is None) == (kind, True, False)
    assert "ana" not in str(made.after).lower()


NOT_AUDITED = {
    "help.call": "people who call for help",
    "invitations.send": "a test of an e-mail to oneself",
    "check.submit": "a participant's own technical check",
    "video_statement.submit": "a party's own video statement",
}
"""Permissions on the conference's stream whose commands are no administrative acts."""


def test_every_command_of_a_conference_is_audited_or_explained() -> None:
    handlers = [each for each in registry().handlers if each.stream == "conference" and not each.is_audited]
    assert {each.permission for each in handlers} == NOT_AUDITED.keys()

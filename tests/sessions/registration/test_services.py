"""The organiser decides, places are counted, and those who wait move up."""

import re
from functools import partial
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.addresses import accounts_of
from foundation.accounts.models import User
from foundation.audit.models import AuditEntry
from foundation.database import write_transaction
from foundation.jobs.models import Job
from foundation.journal.models import Entry
from foundation.refusals import Refusal
from sessions.invitations import services as invitations
from sessions.models import Participant, Registration
from sessions.parties.services import seat_for, seat_of
from sessions.personal_data import requests
from sessions.personal_data.erasure import erase_part
from sessions.registration import services
from tests.sessions.registration.conftest import Desk
from tests.support.threads import at_once


@pytest.mark.django_db
def test_an_organiser_decides_where_it_wants_to(desk: Desk) -> None:
    desk.set(needs_approval=True)
    ana, bo = desk.register("ana@example.org"), desk.register("bo@example.org")
    assert desk.states() == {"ana@example.org": "asked", "bo@example.org": "asked"}
    assert desk.do("registration.approve", registration=str(ana.pk)) == ""
    assert desk.do("registration.decline", registration=str(bo.pk)) == ""
    assert desk.states() == {"ana@example.org": "registered", "bo@example.org": "declined"}
    assert "you are registered" in desk.mails("ana@example.org")[-1]["Subject"]
    assert "no place" in desk.mails("bo@example.org")[-1].get_content()
    assert desk.do("registration.approve", registration=str(ana.pk)) == "registration.approved_already"
    assert desk.do("registration.decline", registration=str(bo.pk)) == "registration.declined_already"
    assert desk.do("registration.approve", registration="999") == "registration.unknown"


@pytest.mark.django_db
def test_a_decision_takes_effect_on_open_pages(desk: Desk) -> None:
    desk.set(needs_approval=True)
    row = desk.register("ana@example.org")
    seat = seat_for(User.objects.get(email="ana@example.org"), desk.hall.conference)
    assert not seat.registered
    desk.do("registration.approve", registration=str(row.pk))
    assert seats.current(seat).registered
    again = seat_for(row.person, desk.hall.conference)
    assert seats.current(again).registered
    desk.do("registration.decline", registration=str(row.pk))
    assert not seats.current(again).registered


@pytest.mark.django_db
def test_a_free_place_goes_to_the_first_who_waits(desk: Desk) -> None:
    desk.set(places=1)
    rows = [desk.register(f"{name}@example.org") for name in "abc"]
    assert [*desk.states().values()] == ["registered", "waiting", "waiting"]
    assert desk.do("registration.approve", registration=str(rows[1].pk)) == "registration.full"
    desk.do("registration.decline", registration=str(rows[0].pk))
    assert [*desk.states().values()] == ["declined", "registered", "waiting"]
    assert "you are registered" in desk.mails("b@example.org")[-1]["Subject"]
    assert "waiting list" in desk.mails("c@example.org")[-1]["Subject"]
    desk.set(places=2)
    assert [*desk.states().values()] == ["declined", "registered", "registered"]
    desk.set(places=1)
    assert [*desk.states().values()] == ["declined", "registered", "registered"]


@pytest.mark.thorough
@pytest.mark.django_db
def test_many_move_up_in_few_statements_and_one_event(desk: Desk, django_assert_max_num_queries: Any) -> None:
    desk.set(places=0)
    rows = [desk.register(f"{number}@example.org") for number in range(20)]
    open_seats = [seat_for(row.person, desk.hall.conference) for row in rows]
    with django_assert_max_num_queries(40):
        desk.set(places=15)
    assert [seats.current(seat).registered for seat in open_seats] == [True] * 15 + [False] * 5
    event = Entry.objects.filter(event__type="registration.changed").latest("seq").event
    assert (event["registrations"], event["state"]) == ([str(row.pk) for row in rows[:15]], "registered")
    assert "you are registered" in desk.mails("14@example.org")[-1]["Subject"]


@pytest.mark.django_db
def test_each_person_is_written_to_in_its_language(desk: Desk) -> None:
    browser = Client(headers={"Accept-Language": "id"})
    desk.ask("ana@example.org", client=browser)
    desk.confirm(browser, desk.code("ana@example.org"))
    row = Registration.objects.get()
    assert row.language == "id"
    desk.do("registration.decline", registration=str(row.pk))
    first, *_, last = desk.mails("ana@example.org")
    assert first["Subject"].startswith("Kode Anda")
    assert "pendaftaran" in last["Subject"].lower()


@pytest.mark.django_db
def test_events_name_nobody_and_are_withheld_from_everyone(desk: Desk) -> None:
    row = desk.register("ana@example.org")
    entries = Entry.objects.filter(event__type="registration.changed")
    (entry,) = entries
    assert entry.everyone is None
    assert entry.event == {
        "type": "registration.changed", "registrations": [str(row.pk)], "state": "registered",
    }  # fmt: skip
    assert "ana" not in (entry.moderators or "").lower()


@pytest.mark.django_db
def test_whose_part_was_ended_does_not_come_back_by_registering(desk: Desk) -> None:
    user = User.objects.create_user("ana@example.org", "a long and old secret", name="Ana")
    Participant.objects.create(conference=desk.hall.conference, person=user, name="Ana", roles=[])
    desk.ask("ana@example.org")
    assert "known" in desk.mails("ana@example.org")[-1]["Subject"]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_many_at_the_same_moment_as_many_are_registered_as_there_are_places(desk: Desk) -> None:
    desk.set(places=2)
    people = [f"{name}@example.org" for name in "abcde"]
    browsers = [(desk.ask(email), desk.code(email)) for email in people]
    answers = at_once(*(partial(desk.confirm, browser, code) for browser, code in browsers))
    assert [answer.status_code for answer in answers] == [302] * 5
    assert sorted(desk.states().values()) == ["registered"] * 2 + ["waiting"] * 3


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_one_code_at_the_same_moment_registers_once(desk: Desk) -> None:
    browser = desk.ask("ana@example.org")
    code = desk.code("ana@example.org")

    def confirm() -> int:
        twin = Client()
        twin.cookies = browser.cookies.copy()
        return int(desk.confirm(twin, code).status_code)

    answers = at_once(confirm, confirm)
    assert 302 in answers
    assert desk.states() == {"ana@example.org": "registered"}
    assert User.objects.filter(email="ana@example.org").count() == 1


@pytest.mark.django_db
def test_the_place_of_an_erased_person_goes_to_the_first_who_waits(desk: Desk) -> None:
    desk.set(places=1)
    ana = desk.register("ana@example.org").person
    desk.register("bo@example.org")
    seat = seat_for(ana, desk.hall.conference)
    with write_transaction():
        erase_part(ana, desk.hall.conference, clock.now())
    assert desk.states() == {"bo@example.org": "registered"}
    assert not seats.current(seat).registered


@pytest.mark.django_db
def test_whoever_is_erased_at_once_is_forgotten_in_the_audit_log_and_gives_its_place_up(desk: Desk) -> None:
    desk.set(needs_approval=True, places=1)
    ana, bo = desk.register("ana@example.org", "Ana Radrodro"), desk.register("bo@example.org")
    for row in (ana, bo):
        assert desk.do("registration.approve", registration=str(row.pk)) == ""
    assert desk.states() == {"ana@example.org": "registered", "bo@example.org": "waiting"}
    assert requests.request_erasure(ana.person, clock.now(), "192.0.2.1") is True
    assert desk.states() == {"bo@example.org": "registered"}
    about = AuditEntry.objects.filter(subject_kind="registration", subject_id=str(ana.pk)).order_by("pk")
    assert [*about.values_list("action", "subject_label")] == [
        ("registration.register", "Erased person"),
        ("registration.approve", "Erased person"),
    ]
    assert "Radrodro" not in str([*AuditEntry.objects.values()])


@pytest.mark.django_db
def test_an_address_that_gets_its_account_meanwhile_keeps_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another conference registers the address between the look for its account and the making of one."""
    looked_up = accounts_of

    def then_another_comes(emails: list[str]) -> dict[str, User]:
        found = looked_up(emails)
        monkeypatch.undo()
        made = User.objects.create_user("ana@example.org", None, name="Ana")
        EmailAddress.objects.create(user=made, email="ana@example.org", verified=True, primary=True)
        return found

    browser = desk.ask("ana@example.org")
    code = desk.code("ana@example.org")
    monkeypatch.setattr(services, "accounts_of", then_another_comes)
    assert desk.confirm(browser, code).status_code == 302
    account = EmailAddress.objects.get(verified=True).user
    assert User.objects.get(email="ana@example.org") == account == Registration.objects.get().person
    assert "_auth_user_id" not in browser.session, "an account that is there signs in by itself"


@pytest.mark.django_db
class TestAPart:
    """Whoever gets a part in the conference is no audience any more: its row rules, and a withdrawal stays."""

    @staticmethod
    def add(desk: Desk, email: str) -> None:
        """Add somebody to Fiji."""
        party, people = str(desk.hall.party("Fiji").pk), f"Ana Sukma <{email}>"
        assert desk.do("invitations.add_people", people=people, party=party, language="en") == ""

    def test_ends_a_registration_and_gives_its_place_on(self, desk: Desk) -> None:
        desk.set(places=1)
        ana = desk.register("ana@example.org")
        desk.register("bo@example.org")
        self.add(desk, "ana@example.org")
        assert desk.states() == {"bo@example.org": "registered"}
        assert desk.do("registration.decline", registration=str(ana.pk)) == "registration.unknown"
        assert seat_for(ana.person, desk.hall.conference).roles == ("delegate",)

    def test_ends_a_registration_when_an_invitation_is_accepted(self, desk: Desk) -> None:
        self.add(desk, "ana@example.org")
        assert desk.do("invitations.send") == ""
        ana = desk.register("ana@example.org").person
        path = re.search(r"/account/invitation/(\w+)/", Job.objects.earliest("pk").payload["text"])
        assert path is not None
        invitations.accept(path[1], ana)
        assert desk.states() == {}
        assert seat_for(ana, desk.hall.conference).roles == ("delegate",)

    def test_is_not_changed_by_a_decision(self, desk: Desk) -> None:
        desk.set(places=1)
        ana, bo = desk.register("ana@example.org"), desk.register("bo@example.org")
        seats_before = [
            seat_of(
                Participant.objects.create(
                    conference=desk.hall.conference, person=row.person, name=row.name, roles=["moderator"]
                )
            )
            for row in (ana, bo)
        ]
        desk.mails("ana@example.org")
        assert desk.do("registration.decline", registration=str(ana.pk)) == ""
        desk.set(places=2)
        assert [seats.current(seat) for seat in seats_before] == seats_before
        assert len(desk.mails("ana@example.org")) == 2, "the code, and that it is registered"

    def test_that_was_ended_stays_so_whatever_is_decided(self, desk: Desk) -> None:
        ana = desk.register("ana@example.org")
        row = Participant.objects.create(
            conference=desk.hall.conference, person=ana.person, name="Ana", roles=["delegate"]
        )
        seat = seat_of(row)
        assert desk.do("parties.remove_member", participant=str(row.pk)) == ""
        assert desk.do("registration.decline", registration=str(ana.pk)) == ""
        for take in (partial(seats.current, seat), partial(seat_for, ana.person, desk.hall.conference)):
            with pytest.raises(Refusal) as refused:
                take()
            assert refused.value.code == "seat.withdrawn"

    def test_that_is_erased_gives_its_place_on_and_stays_withdrawn(self, desk: Desk) -> None:
        desk.set(places=1)
        ana = desk.register("ana@example.org").person
        desk.register("bo@example.org")
        seat = seat_of(
            Participant.objects.create(
                conference=desk.hall.conference, person=ana, name="Ana", roles=["delegate"]
            )
        )
        with write_transaction():
            erase_part(ana, desk.hall.conference, clock.now())
        assert desk.states() == {"bo@example.org": "registered"}
        with pytest.raises(Refusal, match="withdrawn"):
            seats.current(seat)

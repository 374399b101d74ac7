"""The table of people: each state, filters, and what a head of delegation sees."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.wire import leases
from sessions.invitations import services, table
from sessions.models import CheckIn, Participant
from sessions.parties.services import seat_of
from tests.sessions.invitations.conftest import Office
from tests.sessions.invitations.test_services import code_of
from tests.sessions.seats.test_api import post, problem

pytestmark = pytest.mark.django_db


def read(seat: Seat, **filters: Any) -> Any:
    token, _ = seats.sign(seat)
    return Client().get("/api/v1/organise/people", filters, headers={"Authorization": f"Bearer {token}"})


def check(seat: Seat, people: str) -> Any:
    token, _ = seats.sign(seat)
    return post(
        Client(), "/api/v1/organise/people/check", {"people": people}, Authorization=f"Bearer {token}"
    )


def states(office: Office, **filters: Any) -> dict[str, str]:
    return {each["name"]: each["state"] for each in read(office.organiser, **filters).json()["people"]}


def submit_check(office: Office, email: str) -> None:
    lines = [{"name": "browser", "verdict": "good"}]
    seat = seat_of(office.person(email))
    assert office.code("check.submit", seat, browser="", lines=lines) == ""


def test_each_person_and_how_far_it_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("wait", "later", "refuse", "drop", "sent", "revoked", "in", "checked", "hall", "online")
    assert office.add("\n".join(f"{name} <{name}@example.org>" for name in names)) == ""
    assert office.add("new@example.org") == ""
    for name in names[1:]:
        assert (
            office.code("invitations.send", participants=[str(office.person(f"{name}@example.org").pk)]) == ""
        )
    office.send_all()
    office.code("invitations.send", participants=[str(office.person("wait@example.org").pk)])
    office.code("invitations.revoke", participant=str(office.person("revoked@example.org").pk))
    for name in ("in", "checked", "hall", "online"):
        [mail] = office.box.to(f"{name}@example.org")
        text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]  # all have one
        services.accept(code_of(next(line for line in text.splitlines() if line.startswith("https"))), None)
    submit_check(office, "checked@example.org")
    CheckIn.objects.create(
        session=office.hall.session, participant=office.person("hall@example.org"), at=clock.now()
    )
    process = uuid.uuid4()
    leases.renew(process)
    stream = office.hall.conference.stream
    leases.store_changes(
        process, [leases.SocketJoined("s1", stream, seat_of(office.person("online@example.org")))]
    )

    assert states(office) == {
        "Organiser": "accepted", "new": "not_sent", "wait": "waiting", "later": "waiting", "refuse": "failed",
        "drop": "unsure", "sent": "sent", "revoked": "revoked", "in": "accepted", "checked": "checked",
        "hall": "present", "online": "present",
    }  # fmt: skip
    body = read(office.organiser, state="failed").json()
    assert [each["reason"] for each in body["people"]] == ["550 5.1.1 No such mailbox"]
    assert body["counts"] == dict.fromkeys(table.STATES, 0) | {
        "not_sent": 1, "waiting": 2, "failed": 1, "unsure": 1, "sent": 1, "revoked": 1, "accepted": 2, "checked": 1,
        "present": 2,
    }  # fmt: skip
    later = clock.now() + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert states(office, text="sent@") == {"sent": "expired"}


def test_progress_counts_what_became_of_the_e_mails(office: Office) -> None:
    office.add("\n".join(f"{name}@example.org" for name in ("a", "b", "refuse", "drop", "later", "none")))
    chosen = Participant.objects.exclude(name="none").filter(party=office.fiji).values_list("pk", flat=True)
    office.code("invitations.send", participants=[str(pk) for pk in chosen])
    before = services.progress_signal(office.hall.conference.pk)
    office.send_all()
    after = services.progress_signal(office.hall.conference.pk)
    assert (before.waiting, before.not_sent) == (5, 1)
    assert (after.sent, after.failed, after.unsure, after.waiting, after.not_sent) == (2, 1, 1, 1, 1)


def test_progress_is_what_the_table_counts(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.add("\n".join(f"{name}@example.org" for name in ("a", "b", "refuse")))
    office.code("invitations.send")
    office.send_all()
    office.code("invitations.revoke", participant=str(office.person("b@example.org").pk))
    office.add("none@example.org")
    later = clock.now() + timedelta(days=15)
    monkeypatch.setattr(clock, "now", lambda: later)
    counted = dict(services.progress_signal(office.hall.conference.pk))
    assert counted == dict.fromkeys(table.INVITED, 0) | {
        "expired": 1,
        "revoked": 1,
        "failed": 1,
        "not_sent": 1,
    }
    counts = read(office.organiser, party=str(office.fiji.pk)).json()["counts"]
    assert counted == {state: counts[state] for state in table.INVITED}


def test_a_party_without_one_and_a_text_are_filters(office: Office) -> None:
    office.add("Ana <ana@example.org>")
    office.add("Cara <cara@example.org>", party=str(office.chile.pk))
    office.add("Mod <mod@example.org>", party=None, roles=["moderator"])
    assert set(states(office, party=str(office.fiji.pk))) == {"Ana"}
    assert set(states(office, party="none")) == {"Mod", "Organiser"}
    assert set(states(office, text="CARA@")) == {"Cara"}
    assert set(states(office, party="999")) == set()


def test_pages_follow_by_a_cursor(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sessions.invitations.api.PAGE", 2)
    monkeypatch.setattr("sessions.invitations.table.PAGE", 2)
    office.add("\n".join(f"p{n}@example.org" for n in range(4)))
    first = read(office.organiser).json()
    second = read(office.organiser, after=first["next"]).json()
    third = read(office.organiser, after=second["next"]).json()
    names = [each["name"] for body in (first, second, third) for each in body["people"]]
    assert (names, third["next"]) == (["Organiser", "p0", "p1", "p2", "p3"], None)


def test_addresses_are_the_organisers_alone(office: Office) -> None:
    head = office.head()
    office.add("Ana <ana@example.org>\nrefuse@example.org")
    office.add("Cara <cara@example.org>", party=str(office.chile.pk))
    office.code("invitations.send")
    office.send_all()
    body = read(head, party=str(office.chile.pk)).json()
    assert {each["name"] for each in body["people"]} == {"Head", "Ana", "refuse"}
    assert {(each["email"], each["reason"]) for each in body["people"]} == {("", "")}
    assert [each["party"] for each in body["parties"]] == [str(office.fiji.pk)]
    [ana] = read(office.organiser, text="Ana").json()["people"]
    assert (ana["email"], ana["language"], ana["roles"]) == ("ana@example.org", "en", ["delegate"])


def test_a_head_finds_names_and_guesses_no_address(office: Office) -> None:
    office.add("Ana Example <secret@example.org>")
    head = office.head()
    found = [read(head, text=text).json()["people"] for text in ("ana", "secret", "@example.org")]
    assert [[each["name"] for each in people] for people in found] == [["Ana Example"], [], []]
    assert [*states(office, text="secret")] == ["Ana Example"]


def test_a_head_asks_for_no_addresses_of_other_delegations(office: Office) -> None:
    office.add("Secret <secret@ministry.example>", party=str(office.chile.pk))
    head = office.head()
    assert office.add("ana@example.org") == ""
    people = "secret@ministry.example\nfree@ministry.example\nana@example.org"
    wrong = {seat.name: check(seat, people).json()["wrong"] for seat in (head, office.organiser)}
    assert [(line["text"], line["why"]) for line in wrong["Head"]] == [("ana@example.org", "there")]
    assert len(wrong["Organiser"]) == 2


def test_a_head_without_a_delegation_sees_nobody(office: Office) -> None:
    head = office.hall.person("Head", "head")
    assert read(head).json()["people"] == []
    assert read(head).json()["parties"] == []


@pytest.mark.parametrize("role", ["delegate", "moderator", "operator", "audience", "hall_screen"])
def test_nobody_else_reads_it(office: Office, role: str) -> None:
    seat = office.hall.person("Someone", role, party=office.fiji)
    assert problem(read(seat)) == (403, "wire.forbidden")
    token, _ = seats.sign(seat)
    answer = post(Client(), "/api/v1/organise/people/check", {"people": "a"}, Authorization=f"Bearer {token}")
    assert problem(answer) == (403, "wire.forbidden")


def test_who_left_acts_in_a_rehearsal_or_holds_a_card_is_not_listed(office: Office) -> None:
    office.add("ana@example.org")
    office.code("parties.remove_member", participant=str(office.person().pk))
    for flag in ("simulated", "given_out"):
        office.hall.person(flag, "delegate", party=office.fiji)
        Participant.objects.filter(name=flag).update(**{flag: True})
    assert set(states(office)) == {"Organiser"}


def test_parties_say_how_many_members_they_have_and_may_have(office: Office) -> None:
    office.add("ana@example.org")
    office.code("parties.set_most_members", party=str(office.fiji.pk), most_members=5)
    assert read(office.organiser).json()["parties"] == [
        {"party": str(office.fiji.pk), "members": 1, "most_members": 5},
        {"party": str(office.chile.pk), "members": 0, "most_members": None},
    ]


def test_a_list_is_checked_line_by_line_and_adds_nobody(office: Office) -> None:
    office.add("ana@example.org")
    people = "Ben <ben@example.org>\n\nnobody\nANA@example.org\nben@example.org"
    answer = check(office.organiser, people)
    assert answer.json() == {
        "right": 1,
        "wrong": [
            {"line": 3, "text": "nobody", "why": "address"},
            {"line": 4, "text": "ANA@example.org", "why": "there"},
            {"line": 5, "text": "ben@example.org", "why": "twice"},
        ],
    }
    assert Participant.objects.count() == 2

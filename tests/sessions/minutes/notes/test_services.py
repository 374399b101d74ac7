"""Rapporteurs' notes: who reads them when, reviews, and the corrections that delegations ask for (MN1 to MN4)."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from foundation.messages.protocol import Refused
from foundation.registry import registry
from sessions.minutes.notes.minutes import notes
from sessions.models import CorrectionRequest, Note
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
TEXT = "The representative of Fiji said that it agreed."


@pytest.fixture
def ana(hall: Assembly) -> Seat:
    return hall.person("Ana", "rapporteur")


@pytest.fixture
def ben(hall: Assembly) -> Seat:
    return hall.person("Ben", "rapporteur")


def own(hall: Assembly, seat: Seat) -> dict[str, Any]:
    return journal.own_snapshot_of(hall.stream, registry().owner_keys_of(seat)).entities


def public(hall: Assembly) -> dict[str, Any]:
    return journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["note"]


def approved(hall: Assembly, ana: Seat, ben: Seat) -> Note:
    hall.done(ana, "minutes.note", text=TEXT)
    hall.done(ben, "minutes.approve_note", note="1", version=1)
    return Note.objects.get()


def test_MN1_a_note_of_a_turn_has_the_turns_moment(
    moment: list[datetime], hall: Assembly, chair: Seat, fiji: Seat, ana: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    began = moment[0]
    moment[0] += timedelta(minutes=5)
    hall.done(ana, "minutes.note", turn="1", text=TEXT)
    hall.done(ana, "minutes.note", text="The chair recalled the rules.")
    hall.done(
        ana, "minutes.note", at=timestamp_text(began - timedelta(minutes=1)), text="The meeting began late."
    )
    assert [(row.number, row.turn, row.at) for row in Note.objects.order_by("number")] == [
        (1, 1, began),
        (2, None, moment[0]),
        (3, None, began - timedelta(minutes=1)),
    ]
    assert hall.code(ana, "minutes.note", turn="9", text=TEXT) == "minutes.no_such_turn"
    assert hall.code(ana, "minutes.note", at="then", text=TEXT) == "minutes.no_moment"


def test_MN2_a_draft_is_read_by_those_who_write_notes_alone(
    hall: Assembly, chair: Seat, fiji: Seat, ana: Seat, ben: Seat
) -> None:
    entry = hall.done(ana, "minutes.note", text=TEXT)
    assert entry.everyone is None
    assert TEXT not in entry.moderators
    guest, organiser = hall.guest(), hall.person("Olga", "organiser")
    here = replace(hall.person("Cy", "audience"), session_roles=((str(hall.session.pk), "rapporteur"),))
    elsewhere = replace(hall.person("Di", "audience"), session_roles=(("999", "rapporteur"),))
    readers = {seat.name: TEXT in str(own(hall, seat)) for seat in (ana, ben, chair, organiser, here)}
    assert set(readers.values()) == {True}, readers
    assert [TEXT in str(own(hall, seat)) for seat in (fiji, guest, elsewhere)] == [False, False, False]
    assert public(hall) == {}


def test_MN2_who_saves_second_is_told(hall: Assembly, ana: Seat, ben: Seat) -> None:
    hall.done(ana, "minutes.note", text=TEXT)
    hall.done(ben, "minutes.change_note", note="1", version=1, text="Fiji agreed.")
    assert hall.code(ana, "minutes.change_note", note="1", version=1, text="No.") == "minutes.note_changed"
    assert Note.objects.get().text == "Fiji agreed."


def test_MN3_another_than_its_author_approves_a_note(hall: Assembly, ana: Seat, ben: Seat) -> None:
    hall.done(ana, "minutes.note", text=TEXT)
    hall.done(ana, "minutes.submit_note", note="1")
    assert hall.code(ana, "minutes.approve_note", note="1", version=1) == "minutes.own_note"
    assert hall.code(ben, "minutes.approve_note", note="1", version=2) == "minutes.note_changed"
    hall.done(ben, "minutes.approve_note", note="1", version=1)
    assert hall.code(ben, "minutes.approve_note", note="1", version=1) == "minutes.note_approved"
    assert public(hall)["1"]["text"] == TEXT
    assert [row.values[3] for row in notes(hall.session).rows] == [TEXT]
    # Whoever changes it becomes its author, and it is reviewed anew.
    hall.done(ben, "minutes.change_note", note="1", version=1, text="Fiji agreed.")
    assert public(hall) == {}
    assert hall.code(ben, "minutes.approve_note", note="1", version=2) == "minutes.own_note"
    hall.done(ana, "minutes.approve_note", note="1", version=2)


def test_a_removed_note_comes_back_as_a_draft(hall: Assembly, ana: Seat, ben: Seat) -> None:
    approved(hall, ana, ben)
    hall.done(ana, "minutes.remove_note", note="1")
    assert (public(hall), list(notes(hall.session).rows)) == ({}, [])
    assert hall.code(ana, "minutes.remove_note", note="1") == "minutes.no_such_item"
    hall.done(ana, "minutes.restore_note", note="1")
    assert hall.code(ana, "minutes.restore_note", note="1") == "minutes.no_such_item"
    assert Note.objects.get().state == "draft"


def test_MN4_a_delegation_asks_and_is_answered(
    hall: Assembly, fiji: Seat, chile: Seat, ana: Seat, ben: Seat
) -> None:
    approved(hall, ana, ben)
    entry = hall.done(fiji, "minutes.ask_correction", note="1", text="Fiji agreed in principle.")
    assert entry.everyone is None
    hall.done(chile, "minutes.ask_correction", note="1", text="Chile agreed.")
    first, second = CorrectionRequest.objects.order_by("pk")
    assert "principle" in str(own(hall, fiji))
    assert "principle" not in str(own(hall, chile))
    accepted = {"request": str(first.pk), "text": "Fiji agreed in principle.", "version": 1}
    # Somebody changed the note since the rapporteur saw it: those words are not replaced unseen.
    hall.done(ben, "minutes.change_note", note="1", version=1, text="Fiji agreed, with thanks.")
    assert hall.code(ana, "minutes.answer_correction", **accepted) == "minutes.note_changed"
    assert (
        hall.code(ana, "minutes.answer_correction", **{**accepted, "version": None}) == "minutes.note_changed"
    )
    hall.done(ana, "minutes.approve_note", note="1", version=2)
    hall.done(ana, "minutes.answer_correction", **{**accepted, "version": 2})
    assert public(hall)["1"]["text"] == "Fiji agreed in principle."
    assert hall.code(ana, "minutes.answer_correction", request=str(second.pk)) == "minutes.no_answer"
    hall.done(ana, "minutes.answer_correction", request=str(second.pk), answer="Chile did not speak.")
    answered = own(hall, chile)["my_asked_correction"][str(second.pk)]
    assert (answered["state"], answered["answer"]) == ("declined", "Chile did not speak.")
    refused = hall.code(ana, "minutes.answer_correction", request=str(first.pk), answer="No.")
    assert refused == "minutes.answered_already"


def test_MN4_corrections_are_asked_for_within_seven_days(
    moment: list[datetime], hall: Assembly, chair: Seat, fiji: Seat, ana: Seat, ben: Seat
) -> None:
    approved(hall, ana, ben)
    hall.done(chair, "session.close")
    moment[0] += timedelta(days=7)
    hall.done(fiji, "minutes.ask_correction", note="1", text="In principle.")
    moment[0] += timedelta(seconds=1)
    before = Entry.objects.count()
    assert hall.code(fiji, "minutes.ask_correction", note="1", text="In principle.") == "minutes.too_late"
    assert Entry.objects.count() == before


def test_MN4_only_what_is_in_the_minutes_is_corrected(hall: Assembly, fiji: Seat, ana: Seat) -> None:
    hall.done(ana, "minutes.note", text=TEXT)
    assert hall.code(fiji, "minutes.ask_correction", note="1", text="No.") == "minutes.no_such_item"


def test_requests_and_notes_are_limited(
    hall: Assembly, fiji: Seat, ana: Seat, ben: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(hall, ana, ben)
    monkeypatch.setattr("sessions.minutes.notes.rules.MOST_ASKED", 1)
    monkeypatch.setattr("sessions.minutes.notes.rules.MOST_NOTES", 1)
    hall.done(fiji, "minutes.ask_correction", note="1", text="No.")
    assert hall.code(fiji, "minutes.ask_correction", note="1", text="No.") == "minutes.too_many_asked"
    assert hall.code(ana, "minutes.note", text=TEXT) == "minutes.too_many_notes"


@pytest.mark.parametrize("at", ["tomorrow", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"])
def test_MN1_a_moment_that_no_place_can_show_is_refused(hall: Assembly, ana: Seat, at: str) -> None:
    answer = hall.do(ana, "minutes.note", at=at, text=TEXT)
    assert isinstance(answer, Refused)
    assert answer.code == "minutes.no_moment"

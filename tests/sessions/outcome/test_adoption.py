"""Adoption by consensus and by silence, reservations and corrigenda (OD7, OD9 to OD12)."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.journal.models import Entry
from sessions.models import Outcome, Party, Procedure, Reservation
from sessions.outcome import digest
from sessions.outcome.adoption import rules, services
from sessions.outcome.adoption.worker import SilenceWorker
from tests.sessions.outcome.conftest import TEXT, Drafting

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def silence(moment: list[datetime], reading: Drafting) -> Drafting:
    """A document whose silence procedure ends in an hour."""
    reading.do(reading.chair, "begin_silence", until=timestamp_text(moment[0] + HOUR))
    return reading


def state(drafting: Drafting) -> str:
    return str(drafting.now(drafting.document).state)


def test_OD9_the_gavel_falls_when_the_moment_for_objections_is_over(
    moment: list[datetime], reading: Drafting
) -> None:
    chair = reading.chair
    assert reading.code(chair, "adopt") == "outcome.no_procedure"
    reading.do(chair, "ask_consensus", seconds=30)
    assert reading.code(chair, "adopt") == "outcome.too_early"
    moment[0] += timedelta(seconds=30)
    reading.do(chair, "adopt")
    assert state(reading) == "adopted"


def test_OD9_an_objection_stands_until_it_is_withdrawn(
    moment: list[datetime], reading: Drafting, fiji: Seat
) -> None:
    chair = reading.chair
    reading.do(chair, "ask_consensus", seconds=30)
    moment[0] += timedelta(seconds=40)
    # The gavel has not fallen yet.
    reading.do(fiji, "object", reason="Not paragraph 1.")
    assert reading.code(chair, "adopt") == "outcome.objections_stand"
    reading.do(fiji, "withdraw_objection")
    assert reading.code(fiji, "withdraw_objection") == "outcome.no_objection"
    reading.do(chair, "adopt")
    assert state(reading) == "adopted"


def test_OD9_the_chair_ends_a_procedure_without_consensus(reading: Drafting, fiji: Seat) -> None:
    reading.do(reading.chair, "ask_consensus", seconds=30)
    reading.do(fiji, "object")
    reading.do(reading.chair, "end_procedure")
    assert (state(reading), Procedure.objects.get().result) == ("drafting", "ended")


def test_OD7_the_text_stands_still_while_delegations_decide(silence: Drafting, fiji: Seat) -> None:
    row = silence.paragraphs()[1]
    edit = {"paragraph": str(row.pk), "version": row.version}
    assert silence.code(silence.chair, "write", text="We.", **edit) == "outcome.deciding"
    assert silence.code(silence.chair, "delete_paragraph", **edit) == "outcome.deciding"
    assert silence.code(fiji, "propose", **silence.place(row, "all"), text="some") == "outcome.deciding"
    until = timestamp_text(datetime.fromisoformat("2099-01-01T00:00:00+00:00"))
    assert silence.code(silence.chair, "begin_silence", until=until) == "outcome.bad_deadline"
    assert silence.code(silence.chair, "ask_consensus", seconds=30) == "outcome.deciding"


def test_OD7_nothing_of_a_document_changes_while_delegations_decide(silence: Drafting) -> None:
    chair, row = silence.chair, silence.paragraphs()[1]
    for name, value, seen in (
        ("title", {"en": "Another"}, {"en": "Message"}),
        ("symbol", "A/1", ""),
        ("access", "staff", "delegations"),
        ("session", str(silence.hall.session.pk), None),
        ("amendments_until", "2999-01-01T00:00:00+00:00", None),
    ):
        change = {"values": {name: value}, "seen": {name: seen}}
        assert silence.code(chair, "change", **change) == "outcome.deciding", name
    assert silence.code(chair, "mark", paragraph=str(row.pk), status="agreed") == "outcome.deciding"
    cited = {"kind": "turn", "session": str(silence.hall.session.pk), "target": "1", "label": "1"}
    assert silence.code(chair, "cite", paragraph=str(row.pk), **cited) == "outcome.deciding"
    assert silence.code(chair, "remove_citation", citation="1") == "outcome.deciding"


def test_OD7_a_translation_that_is_missing_is_written_while_delegations_decide(silence: Drafting) -> None:
    chair, row = silence.chair, silence.paragraphs()[1]
    there = {"paragraph": str(row.pk), "language": "fr", "of_version": row.version}
    silence.do(chair, "translate", text="Nous.", seen="", **there)
    assert silence.code(chair, "translate", text="Vous.", seen="Nous.", **there) == "outcome.deciding"
    assert silence.code(chair, "translate", text="", seen="Nous.", **there) == "outcome.deciding"


def test_OD10_what_delegations_cannot_see_is_not_decided(moment: list[datetime], reading: Drafting) -> None:
    reading.do(reading.chair, "change", values={"access": "staff"}, seen={"access": "delegations"})
    until = timestamp_text(moment[0] + HOUR)
    assert reading.code(reading.chair, "begin_silence", until=until) == "outcome.hidden_from_delegations"
    assert reading.code(reading.chair, "ask_consensus", seconds=5) == "outcome.hidden_from_delegations"


def test_OD10_a_silence_that_holds_adopts_the_document(moment: list[datetime], silence: Drafting) -> None:
    moment[0] += HOUR - timedelta(seconds=1)
    services.run_due()
    assert state(silence) == "deciding"
    moment[0] += timedelta(seconds=1)
    services.run_due()
    assert state(silence) == "adopted"
    before = Entry.objects.count()
    SilenceWorker().work_once()
    assert Entry.objects.count() == before


def test_OD10_it_is_adopted_at_its_deadline_also_if_no_server_ran(
    moment: list[datetime], silence: Drafting
) -> None:
    deadline = moment[0] + HOUR
    moment[0] += timedelta(days=2)
    services.run_due()
    assert silence.now(silence.document).adopted_at == deadline


def test_OD10_a_clock_that_is_set_back_moves_no_deadline(
    monkeypatch: pytest.MonkeyPatch, reading: Drafting, fiji: Seat
) -> None:
    wall, steady = [clock.now().timestamp()], [0.0]
    seconds = SimpleNamespace(time=lambda: wall[0], monotonic=lambda: steady[0])
    monkeypatch.setattr(clock, "time", seconds)
    monkeypatch.setattr(clock, "_clock", clock.Clock())
    deadline = timestamp_text(clock.now() + HOUR)
    reading.do(reading.chair, "begin_silence", until=deadline)
    # An hour passes, and meanwhile the machine's clock is set back by two.
    steady[0] += HOUR.total_seconds()
    wall[0] -= HOUR.total_seconds()
    assert reading.code(fiji, "break_silence") == "outcome.too_late"
    services.run_due()
    assert timestamp_text(reading.now(reading.document).adopted_at) == deadline


def test_the_conference_hears_of_an_adoption_and_of_the_documents_head(
    moment: list[datetime], silence: Drafting
) -> None:
    moment[0] += HOUR
    services.run_due()
    stream = silence.hall.conference.stream
    told, head = Entry.objects.filter(stream=stream).order_by("-seq")[:2]
    assert (told.event["type"], told.event["adopted"]) == ("outcome.told", True)
    last = Entry.objects.filter(stream=silence.stream).latest("seq")
    assert (head.event["type"], head.event["seq"]) == ("journal.head_recorded", last.seq)


def test_OD10_one_second_early_breaks_the_silence(
    moment: list[datetime], silence: Drafting, fiji: Seat
) -> None:
    moment[0] += HOUR - timedelta(seconds=1)
    silence.do(fiji, "break_silence")
    assert (state(silence), Procedure.objects.get().result) == ("drafting", "broken")
    moment[0] += timedelta(seconds=2)
    services.run_due()
    assert state(silence) == "drafting"


def test_OD10_one_second_late_is_refused_though_nothing_was_recorded_yet(
    moment: list[datetime], silence: Drafting, fiji: Seat
) -> None:
    moment[0] += HOUR + timedelta(seconds=1)
    assert silence.code(fiji, "break_silence") == "outcome.too_late"
    assert (
        silence.code(silence.chair, "extend_silence", until=timestamp_text(moment[0] + HOUR))
        == "outcome.too_late"
    )
    assert silence.code(silence.chair, "end_procedure") == "outcome.too_late"
    services.run_due()
    assert state(silence) == "adopted"


def test_OD10_a_document_that_fails_does_not_hold_up_another(
    moment: list[datetime], silence: Drafting, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Drafting(silence.hall, silence.chair)
    other.do(other.chair, "begin_silence", until=timestamp_text(moment[0] + HOUR))
    freeze = services._store_adoption

    def failing(document: Outcome, *args: Any) -> None:
        if document == silence.document:
            raise ValueError
        freeze(document, *args)

    monkeypatch.setattr(services, "_store_adoption", failing)
    moment[0] += HOUR
    services.run_due()
    assert (state(silence), state(other)) == ("deciding", "adopted")


def test_OD10_an_extension_is_later(moment: list[datetime], silence: Drafting) -> None:
    chair = silence.chair
    assert (
        silence.code(chair, "extend_silence", until=timestamp_text(moment[0] + HOUR)) == "outcome.not_later"
    )
    silence.do(chair, "extend_silence", until=timestamp_text(moment[0] + 2 * HOUR))
    moment[0] += HOUR
    services.run_due()
    assert state(silence) == "deciding"


def test_OD10_a_reminder_is_sent_once(moment: list[datetime], reading: Drafting) -> None:
    until, remind_at = timestamp_text(moment[0] + HOUR), timestamp_text(moment[0] + HOUR / 2)
    reading.do(reading.chair, "begin_silence", until=until, remind_at=remind_at)
    moment[0] += HOUR / 2
    for _ in range(2):
        services.run_due()
    events = reading.hall.events(reading.stream)
    assert events.count("outcome.silence_reminded") == 1


@pytest.mark.parametrize(
    ("until", "remind", "code"),
    [
        (-HOUR, None, "outcome.moment_passed"),
        (timedelta(seconds=59), None, "outcome.bad_deadline"),
        (timedelta(days=91), None, "outcome.bad_deadline"),
        (HOUR, 2 * HOUR, "outcome.bad_reminder"),
        (HOUR, -HOUR, "outcome.bad_reminder"),
    ],
)
def test_OD10_deadlines_that_make_no_sense_are_refused(
    moment: list[datetime], reading: Drafting, until: timedelta, remind: timedelta | None, code: str
) -> None:
    given = {"until": timestamp_text(moment[0] + until)}
    if remind is not None:
        given["remind_at"] = timestamp_text(moment[0] + remind)
    assert reading.code(reading.chair, "begin_silence", **given) == code


def test_OD1_an_adopted_text_has_its_digest_and_is_frozen(
    moment: list[datetime], silence: Drafting, fiji: Seat
) -> None:
    moment[0] += HOUR
    services.run_due()
    document = silence.now(silence.document)
    rows = [(row.kind, row.label, row.text) for row in silence.paragraphs()]
    octets = digest.canonical({"en": "Message"}, "en", rows)
    assert document.sha256 == digest.sha256(octets)
    assert {row.status for row in silence.paragraphs()} == {"agreed"}
    row = silence.paragraphs()[1]
    edit = {"paragraph": str(row.pk), "version": row.version}
    for kind, fields in (
        ("write", {"text": "We.", **edit}),
        ("mark", {"paragraph": str(row.pk), "status": "open"}),
        ("take_up", {"paragraph": str(row.pk)}),
        ("change", {"values": {"symbol": "A"}, "seen": {"symbol": ""}}),
        ("remove", {}),
        ("begin_silence", {"until": timestamp_text(moment[0] + HOUR)}),
    ):
        assert silence.code(silence.chair, kind, **fields) == "outcome.adopted", kind
    assert silence.code(fiji, "propose", **silence.place(row, "all"), text="some") == "outcome.adopted"
    # Who may see it can still be widened.
    silence.do(silence.chair, "change", values={"access": "public"}, seen={"access": "delegations"})


def test_OD11_reservations_attach_once_the_text_is_put_to_adoption(
    moment: list[datetime], reading: Drafting, fiji: Seat, chile: Seat
) -> None:
    given = {"kind": "reservation", "text": "Not every year."}
    assert reading.code(fiji, "reserve", **given) == "outcome.nothing_to_reserve"
    reading.do(reading.chair, "begin_silence", until=timestamp_text(moment[0] + HOUR))
    reading.do(fiji, "reserve", **given, paragraph=str(reading.paragraphs()[1].pk))
    moment[0] += HOUR
    services.run_due()
    reading.do(chile, "reserve", kind="explanation", text="We joined.")
    row = Reservation.objects.earliest("pk")
    assert reading.code(chile, "withdraw_reservation", reservation=str(row.pk)) == "outcome.not_yours"
    reading.do(fiji, "withdraw_reservation", reservation=str(row.pk))
    assert (
        reading.code(fiji, "withdraw_reservation", reservation=str(row.pk)) == "outcome.unknown_reservation"
    )


def test_OD11_a_delegation_attaches_a_limited_number_of_reservations(
    monkeypatch: pytest.MonkeyPatch, silence: Drafting, fiji: Seat, chile: Seat
) -> None:
    monkeypatch.setattr(rules, "MOST_RESERVATIONS", 2)
    given = {"kind": "reservation", "text": "Not every year."}
    for code in ("", "", "outcome.too_many_reservations"):
        assert silence.code(fiji, "reserve", **given) == code
    assert silence.code(chile, "reserve", **given) == ""
    silence.do(fiji, "withdraw_reservation", reservation=str(Reservation.objects.earliest("pk").pk))
    assert silence.code(fiji, "reserve", **given) == ""


def test_OD12_a_corrigendum_leaves_the_adopted_text(moment: list[datetime], silence: Drafting) -> None:
    row = silence.paragraphs()[1]
    given = {"paragraph": str(row.pk), "wrong": "good practices", "right": "good practice"}
    assert silence.code(silence.chair, "correct", **given) == "outcome.not_adopted"
    moment[0] += HOUR
    services.run_due()
    silence.do(silence.chair, "correct", **given)
    assert silence.code(silence.chair, "correct", **{**given, "wrong": "absent"}) == "outcome.no_such_words"
    document = Outcome.objects.get()
    assert (document.corrigenda.get().number, silence.now(row).text) == (1, TEXT)


def test_OD12_the_wrong_words_are_named_as_readers_see_them(
    moment: list[datetime], silence: Drafting
) -> None:
    silence.do(silence.chair, "end_procedure")
    row = silence.paragraphs()[1]
    silence.write(row, "We share <b>R&amp;D</b><fn>As in paragraph 2.</fn> data.")
    silence.do(silence.chair, "ask_consensus", seconds=30)
    moment[0] += timedelta(seconds=30)
    silence.do(silence.chair, "adopt")
    given = {"paragraph": str(row.pk), "wrong": "share R&D data", "right": "share data on R&D"}
    silence.do(silence.chair, "correct", **given)
    assert silence.code(silence.chair, "correct", **{**given, "wrong": "<b>"}) == "outcome.no_such_words"
    # Those of a footnote, too.
    silence.do(silence.chair, "correct", **{**given, "wrong": "in paragraph 2", "right": "in paragraph 3"})


def test_a_delegation_that_lost_its_accreditation_withdraws_its_objection(
    reading: Drafting, fiji: Seat
) -> None:
    reading.do(reading.chair, "ask_consensus", seconds=30)
    reading.do(fiji, "object")
    Party.objects.filter(pk=int(fiji.party or "")).update(accredited=False)
    assert reading.code(fiji, "object") == "outcome.not_accredited"
    reading.do(fiji, "withdraw_objection")


def test_OD10_an_extension_can_have_a_reminder(moment: list[datetime], silence: Drafting) -> None:
    later = moment[0] + 2 * HOUR
    past = {"until": timestamp_text(later), "remind_at": timestamp_text(moment[0])}
    assert silence.code(silence.chair, "extend_silence", **past) == "outcome.bad_reminder"
    silence.do(
        silence.chair,
        "extend_silence",
        until=timestamp_text(later),
        remind_at=timestamp_text(later - timedelta(minutes=10)),
    )
    assert Procedure.objects.get().remind_at == later - timedelta(minutes=10)
    # Without another one, the reminder stays.
    silence.do(silence.chair, "extend_silence", until=timestamp_text(later + HOUR))
    assert Procedure.objects.get().remind_at == later - timedelta(minutes=10)


def test_a_delegation_without_accreditation_does_not_object(silence: Drafting) -> None:
    observer = silence.hall.delegate("Observer", accredited=False)
    assert silence.code(observer, "break_silence") == "outcome.not_accredited"
    assert silence.code(silence.hall.delegate("Peru"), "object") == "outcome.no_procedure"


def test_a_delegation_does_not_break_the_silence_of_another(
    silence: Drafting, fiji: Seat, chile: Seat
) -> None:
    assert silence.code(fiji, "break_silence", party=chile.party) == "wire.forbidden"
    silence.do(silence.chair, "break_silence", party=chile.party)


def test_an_empty_document_is_not_put_to_adoption(drafting: Drafting) -> None:
    row = drafting.paragraphs()[0]
    drafting.do(drafting.chair, "delete_paragraph", paragraph=str(row.pk), version=row.version)
    assert drafting.code(drafting.chair, "ask_consensus", seconds=30) == "outcome.empty"


def test_OD10_a_document_is_not_removed_while_delegations_could_break_the_silence(silence: Drafting) -> None:
    # Nobody can break it in a removed document, and at the deadline it would be adopted.
    assert silence.code(silence.chair, "remove") == "outcome.deciding"
    silence.do(silence.chair, "end_procedure")
    silence.do(silence.chair, "remove")

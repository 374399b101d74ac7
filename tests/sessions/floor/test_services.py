"""The floor by real commands, on a real database."""

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.journal.models import Entry as Journaled
from foundation.wire import leases
from foundation.wire.leases import SocketJoined
from sessions.floor import models, services
from sessions.parties.models import Participant, Party
from sessions.programme.services import journal_edits
from sessions.written_statements.models import WrittenStatement
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def frame(entry: Journaled, audience: str = "everyone") -> Any:
    return json.loads(getattr(entry, audience))


def test_FL24_each_command_is_one_event_with_actor_and_time(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, moment: list[datetime]
) -> None:
    other = hall.person("Second", "delegate", party=Party.objects.get(pk=fiji.party))
    limits = {"state": 60, "group": 60, "observer": 60, "other": 60}
    script: list[tuple[Seat, str, dict[str, Any]]] = [
        (chair, "floor.close_list", {}),
        (chair, "floor.open_list", {}),
        (fiji, "floor.inscribe", {}),
        (chile, "floor.inscribe", {}),
        (fiji, "floor.withdraw", {"entry": "1"}),
        (fiji, "floor.restore", {"entry": "1"}),
        (fiji, "floor.change_speaker", {"entry": "1", "speaker": other.participant}),
        (chair, "floor.move", {"entry": "2", "moves": 0, "before": "1", "before_moves": 0}),
        (chair, "floor.set_limits", {"limits": limits}),
        (chair, "floor.grant", {"entry": "1", "token": 0, "confirmed": True}),
        (chair, "floor.extend", {"token": 1, "seconds": 30}),
        (chair, "floor.suspend_turn", {"token": 1}),
        (chair, "floor.resume_turn", {"token": 2}),
        (fiji, "floor.change_speaker", {"entry": "1", "speaker": fiji.participant}),
        (fiji, "floor.finish", {"token": 3}),
        (chair, "floor.grant", {"entry": "2", "token": 3, "confirmed": True}),
        (chair, "floor.end", {"token": 4}),
        (fiji, "floor.inscribe", {"kind": "intervention"}),
        (chair, "floor.grant", {"entry": "3", "token": 4, "confirmed": True}),
        (chair, "session.suspend", {"reason": "Lunch."}),
        (chair, "session.resume", {}),
        (chair, "floor.revoke", {"token": 6, "reason": "Off the subject."}),
        (chair, "floor.seat", {"slot": "chair", "participant": chair.participant}),
        (chair, "floor.unseat", {"slot": "chair"}),
        (fiji, "written.submit", {"language": "en", "text": "We agree."}),
        (chair, "session.close", {}),
    ]
    for seat, kind, fields in script:
        moment[0] += timedelta(seconds=1)
        entry = hall.done(seat, kind, **fields)
        assert (entry.actor, entry.at) == (seat.person, moment[0]), kind
        assert (frame(entry)["actor"], frame(entry)["at"]) == (
            seat.participant,
            clock.timestamp_text(moment[0]),
        )
    assert hall.events() == [
        "floor.list_closed", "floor.list_opened", "floor.inscribed", "floor.inscribed", "floor.withdrawn",
        "floor.restored", "floor.speaker_changed", "floor.moved", "floor.limits_set", "floor.granted",
        "floor.extended", "floor.turn_suspended", "floor.turn_resumed", "floor.speaker_changed",
        "floor.ended", "floor.granted", "floor.ended", "floor.inscribed", "floor.granted",
        "session.suspended", "session.resumed", "floor.ended", "floor.seated", "floor.unseated",
        "written.submitted", "session.closed",
    ]  # fmt: skip


def test_FL24_what_was_decided_is_stored(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat, moment: list[datetime]
) -> None:
    start = moment[0]
    hall.done(fiji, "floor.inscribe")
    hall.done(chile, "floor.inscribe", place="hall")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    moment[0] += timedelta(seconds=20)
    hall.done(chair, "floor.suspend_turn", token=1)
    moment[0] += timedelta(seconds=100)
    hall.done(chair, "floor.resume_turn", token=2)
    moment[0] += timedelta(seconds=170)
    hall.done(chair, "floor.grant", entry="2", token=3, confirmed=True)
    first, second = models.Turn.objects.order_by("number")
    assert (first.number, first.started_at, first.ended_at, first.ended_by, first.overtime) == (
        1, start, moment[0], "next", 10.0,
    )  # fmt: skip
    assert first.suspended == timedelta(seconds=100)
    assert (second.number, second.entry.number, second.place, second.ended_at) == (4, 2, "hall", None)
    assert (hall.floor().token, hall.floor().turn, hall.floor().next_number) == (4, second, 3)
    assert [e.state for e in models.Entry.objects.order_by("number")] == ["called", "called"]


@pytest.mark.parametrize(
    ("kind", "by"),
    [
        ("floor.end", "closed"),
        ("floor.revoke", "revoked"),
        ("session.close", "session"),
        ("finish", "finished"),
    ],
)
def test_FL16_the_minutes_say_how_a_turn_ended(
    hall: Assembly, chair: Seat, fiji: Seat, kind: str, by: str
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    if kind == "session.close":
        hall.done(chair, kind)
    elif kind == "finish":
        hall.done(fiji, "floor.finish", token=1)
    else:
        hall.done(chair, kind, token=1)
    turn = models.Turn.objects.get()
    assert (turn.ended_by, turn.ended_at is not None, hall.floor().turn) == (by, True, None)


def test_FL26_a_closed_session_takes_no_command_that_changes_the_floor(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "session.close")
    codes = {
        "session.open": "session.wrong_state",
        "session.suspend": "session.wrong_state",
        "session.resume": "session.wrong_state",
        "session.close": "session.wrong_state",
        "floor.open_list": "session.closed",
        "floor.close_list": "floor.list_closed",
    }
    assert {kind: hall.code(chair, kind) for kind in codes} == codes
    assert hall.code(fiji, "floor.inscribe") == "session.closed"
    assert hall.code(chair, "floor.grant", entry="1", token=0, confirmed=True) == "session.not_open"


def test_FL2_the_whole_party_is_told_of_a_withdrawal_and_nobody_else(
    hall: Assembly, fiji: Seat, moment: list[datetime]
) -> None:
    hall.done(fiji, "floor.inscribe")
    entry = hall.done(fiji, "floor.withdraw", entry="1")
    (told,) = entry.own_parts
    assert told == {
        "to": f"party/{fiji.party}",
        "put": {
            "my_withdrawn_entry": {
                "1": {
                    "id": "1",
                    "kind": "statement",
                    "withdrawn_by": fiji.participant,
                    "reason": "",
                    "restorable_until": "2021-11-16T05:22:00.000Z",
                }
            }
        },
        "drop": {"my_unheard_entry": ["1"]},
    }
    assert (frame(entry)["put"], frame(entry)["drop"]) == ({}, {"entry": ["1"]})


@pytest.mark.parametrize(("waited", "back"), [(120.0, True), (120.001, False)])
def test_FL2_the_database_knows_the_two_minutes_too(
    hall: Assembly, fiji: Seat, moment: list[datetime], waited: float, back: bool
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(fiji, "floor.withdraw", entry="1")
    moment[0] += timedelta(seconds=waited)
    if back:
        hall.done(fiji, "floor.restore", entry="1")
    else:
        assert hall.code(fiji, "floor.restore", entry="1") == "floor.too_late"


def test_FL2_an_operator_inscribes_for_the_hall(hall: Assembly) -> None:
    operator = hall.person("Operator", "operator", place="hall")
    japan = hall.party("Japan", place="hall")
    entry = hall.done(operator, "floor.inscribe", party=str(japan.pk))
    assert (entry.event["party"], entry.event["place"]) == (str(japan.pk), "hall")
    hall.done(operator, "floor.withdraw", entry="1")


def test_FL2_a_member_in_the_hall_stands_on_the_list_as_in_the_hall(hall: Assembly) -> None:
    japan = hall.party("Japan", place="remote")
    seat = hall.person("In the hall", "delegate", party=japan, place="hall")
    assert hall.done(seat, "floor.inscribe").event["place"] == "hall"


def test_FL3_a_late_reason_is_recorded_for_all_to_see(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(chair, "floor.close_list")
    entry = hall.done(chair, "floor.inscribe", party=fiji.party, reason="Its ferry was late.")
    assert entry.event["late_reason"] == "Its ferry was late."
    for audience in ("everyone", "moderators"):
        assert frame(entry, audience)["put"]["entry"]["1"]["late_reason"] == "Its ferry was late."


def test_FL3_an_operator_does_not_add_to_a_closed_list(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    operator = hall.person("Operator", "operator")
    hall.done(chair, "floor.close_list")
    code = hall.code(operator, "floor.inscribe", party=fiji.party, reason="Late.")
    assert code == "floor.list_closed"


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "2021-11-16", "2021-11-16T05:30:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00+14:00",
        "\ud83d", "2021-13-01T00:00:00Z", "١٢",
    ],
)  # fmt: skip
def test_FL3_a_closing_time_is_a_moment_with_its_time_zone(hall: Assembly, chair: Seat, text: str) -> None:
    assert hall.code(chair, "floor.open_list", closes_at=text) in ("floor.bad_time", "wire.bad_command")


def test_FL3_an_announced_closing_is_told_in_utc_and_brought_about_by_time(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    entry = hall.done(chair, "floor.open_list", closes_at="2021-11-16T13:30:00+08:00")
    assert entry.event["closes_at"] == "2021-11-16T05:30:00.000Z"
    assert frame(entry)["put"]["floor"][str(hall.session.pk)]["closes_at"] == "2021-11-16T05:30:00.000Z"
    moment[0] += timedelta(minutes=10, microseconds=-1)
    assert services.sessions_due() == []
    services.apply_time(hall.session.pk)
    assert hall.events() == ["floor.list_opened"]
    moment[0] += timedelta(microseconds=1)
    assert services.sessions_due() == [hall.session.pk]
    assert hall.code(fiji, "floor.inscribe") == "floor.list_closed"
    services.apply_time(hall.session.pk)
    services.apply_time(hall.session.pk)
    assert (hall.events(), services.sessions_due()) == (["floor.list_opened", "floor.list_closed"], [])
    last = Journaled.objects.get(stream=hall.stream, seq=2)
    assert (last.actor, last.at, frame(last)["actor"]) == ("", moment[0], None)


def test_FL16_where_it_is_set_so_time_ends_a_turn(
    hall: Assembly, chair: Seat, fiji: Seat, moment: list[datetime]
) -> None:
    limits = {"state": 60, "group": 60, "observer": 60, "other": 60}
    hall.done(chair, "floor.set_limits", limits=limits, ends_turns=True)
    hall.done(fiji, "floor.inscribe")
    assert services.sessions_due() == []
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert services.sessions_due() == [hall.session.pk]
    moment[0] += timedelta(seconds=59)
    services.apply_time(hall.session.pk)
    moment[0] += timedelta(seconds=1)
    process = uuid.uuid4()
    leases.renew(process)
    leases.store_changes(process, [SocketJoined("socket", hall.stream, chair)])
    services.apply_time(hall.session.pk)
    assert hall.events() == ["floor.limits_set", "floor.inscribed", "floor.granted", "floor.ended"]
    assert (models.Turn.objects.get().ended_by, services.sessions_due()) == ("time", [])
    assert hall.events(hall.conference.stream) == ["programme.session_changed"] * 2


def test_FL15_all_who_wait_are_told_of_their_new_limit(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chile, "floor.inscribe", on_behalf_of="Group of 77")
    entry = hall.done(
        chair, "floor.set_limits", limits={"state": 60, "group": 90, "observer": 60, "other": 60}
    )
    put = frame(entry)["put"]
    assert {number: body["limit"] for number, body in put["entry"].items()} == {"1": 60, "2": 90}
    assert put["floor"][str(hall.session.pk)]["limits"]["group"] == 90


def test_FL5_the_party_itself_is_warned_that_its_group_speaks_too(
    hall: Assembly, fiji: Seat, chile: Seat
) -> None:
    Party.objects.filter(pk=fiji.party).update(groups=["Pacific Islands Forum"])
    hall.done(chile, "floor.inscribe", on_behalf_of="Pacific Islands Forum")
    entry = hall.done(fiji, "floor.inscribe")
    for audience in ("everyone", "moderators"):
        assert frame(entry, audience)["event"]["group_warning"] == "Pacific Islands Forum"


def test_FL5_a_group_that_is_a_party_is_a_group_by_any_of_its_names(
    hall: Assembly, fiji: Seat, chair: Seat
) -> None:
    Party.objects.filter(pk=fiji.party).update(groups=["Pacific Islands Forum"])
    names = {"en": "Pacific Islands Forum", "id": "Forum Kepulauan Pasifik"}
    forum = Party.objects.create(conference=hall.conference, name=names, category="group")
    hall.done(chair, "floor.inscribe", party=str(forum.pk))
    entry = hall.done(fiji, "floor.inscribe")
    assert frame(entry)["event"]["group_warning"] == "Pacific Islands Forum"
    hall.done(fiji, "floor.withdraw", entry="2")
    rows = [{"party": fiji.party}]
    many = hall.done(chair, "floor.inscribe_many", rows=rows)
    assert frame(many)["event"]["rows"][0]["group_warning"] == "Pacific Islands Forum"


def test_FL4_a_statement_in_writing_takes_no_turn(hall: Assembly, fiji: Seat, moment: list[datetime]) -> None:
    entry = hall.done(
        fiji, "written.submit", language="fj", text=" Vinaka. ", on_behalf_of=" Pacific Islands Forum "
    )
    row = WrittenStatement.objects.get()
    assert frame(entry)["put"] == {
        "written_statement": {
            str(row.pk): {
                "id": str(row.pk),
                "party": fiji.party,
                "language": "fj",
                "text": "Vinaka.",
                "rich": False,
                "words": 1,
                "kind": "statement",
                "spoken": False,
                "held": False,
                "file": "",
                "on_behalf_of": "Pacific Islands Forum",
                "submitted_at": "2021-11-16T05:20:00.000Z",
            }
        }
    }
    assert (models.Entry.objects.count(), models.Turn.objects.count()) == (0, 0)


def test_FL4_a_statement_that_is_too_long_is_refused(hall: Assembly, fiji: Seat) -> None:
    words = "word " * 501
    assert hall.code(fiji, "written.submit", language="en", text=words) == "written.too_long"
    code = hall.code(fiji, "written.submit", language="en", text=words, on_behalf_of="   ")
    assert code == "written.too_long"
    hall.done(fiji, "written.submit", language="en", text=words, on_behalf_of="PIF")
    forum = hall.delegate("Pacific Islands Forum", category="group")
    hall.done(forum, "written.submit", language="en", text=words)


def test_FL1_an_entry_outlives_the_seat_that_made_it(hall: Assembly, fiji: Seat, chair: Seat) -> None:
    hall.done(fiji, "floor.inscribe", speaker=fiji.participant)
    member = Participant.objects.get(pk=fiji.participant)
    journal_edits(member.conference_id, clock.now(), [], gone=[member])
    member.delete()
    entry = hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    assert frame(entry)["put"]["turn"]["1"]["speaker"] is None


def test_FL1_a_speaker_is_a_member_of_the_entrys_party(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    assert (
        hall.code(fiji, "floor.change_speaker", entry="1", speaker=chile.participant) == "floor.not_a_member"
    )
    assert (
        hall.code(fiji, "floor.change_speaker", entry="1", speaker=chair.participant) == "floor.not_a_member"
    )
    assert hall.code(fiji, "floor.change_speaker", entry="1", speaker="0") == "parties.unknown_participant"
    assert hall.code(fiji, "floor.change_speaker", entry="9", speaker=fiji.participant) == "floor.entry_gone"


def test_parties_and_people_of_another_conference_are_unknown(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    elsewhere = Assembly()
    stranger = elsewhere.delegate("Elsewhere")
    assert hall.code(chair, "floor.inscribe", party=stranger.party) == "parties.unknown_party"
    assert hall.code(chair, "floor.inscribe") == "parties.party_needed"
    code = hall.code(chair, "floor.seat", slot="chair", participant=stranger.participant)
    assert code == "parties.unknown_participant"
    assert hall.code(stranger, "floor.inscribe") == "wire.wrong_conference"


def test_FL12_who_moves_on_the_podium_leaves_the_place_before(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(chair, "floor.seat", slot="chair", participant=fiji.participant)
    entry = hall.done(chair, "floor.seat", slot="panel-1", participant=fiji.participant)
    assert frame(entry)["drop"] == {"podium_seat": ["chair"]}
    assert frame(entry)["put"] == {
        "podium_seat": {"panel-1": {"id": "panel-1", "participant": fiji.participant}}
    }


def test_the_programme_hears_who_speaks_and_nothing_of_the_list(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    assert hall.events(hall.conference.stream) == []
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    (told,) = Journaled.objects.filter(stream=hall.conference.stream)
    assert frame(told)["put"]["live"][str(hall.session.pk)]["party"] == fiji.party
    hall.done(chair, "floor.extend", token=1, seconds=10)
    assert hall.events(hall.conference.stream) == ["programme.session_changed"]

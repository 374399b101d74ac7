"""Readiness from the rows that relays and the desk write (FL18), and its effect on a grant (FL19)."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.database import write_transaction
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Refused
from foundation.wire import signals
from sessions.floor.readiness import rules, services
from sessions.floor.readiness.protocol import SIGNAL as READINESS
from sessions.floor.readiness.rules import ReportedLine
from sessions.models import LineReport, Party
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def line(of: Seat, now: datetime, **changes: Any) -> ReportedLine:
    good = ReportedLine(
        str(of.participant), str(of.party), now - timedelta(minutes=1), True, now, now, 0.0, 0.05
    )
    return replace(good, **changes)


def verdicts(hall: Assembly) -> dict[str, str]:
    return {key: row.verdict for key, row in services.on_deck(hall.session.pk).entries.items()}


def test_FL18_a_line_makes_an_entry_ready_until_no_relay_reports_it(
    hall: Assembly, fiji: Seat, chile: Seat, moment: list[datetime]
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(chile, "floor.inscribe")
    assert verdicts(hall) == {"1": "absent", "2": "absent"}
    with write_transaction():
        services.store_reports(
            hall.session.pk, [line(fiji, moment[0]), line(chile, moment[0], heard_at=None)], ()
        )
    assert verdicts(hall) == {"1": "ready", "2": "not_heard"}
    with write_transaction():
        services.store_reports(hall.session.pk, [line(fiji, moment[0], loss=0.2)], [str(chile.participant)])
    assert verdicts(hall) == {"1": "lossy", "2": "absent"}
    assert LineReport.objects.count() == 1
    moment[0] += timedelta(seconds=6)
    assert verdicts(hall) == {"1": "absent", "2": "absent"}


def test_FL18_the_desk_confirms_a_speaker_in_the_hall(hall: Assembly) -> None:
    operator, japan = hall.person("Operator", "operator"), hall.delegate("Japan", place="hall")
    hall.done(japan, "floor.inscribe", place="hall")
    assert verdicts(hall) == {"1": "not_confirmed"}
    entry = hall.done(operator, "floor.confirm_in_hall", entry="1")
    assert entry.event == {"type": "floor.confirmed_in_hall", "entry": "1", "party": japan.party}
    assert verdicts(hall) == {"1": "ready"}
    shown = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["hall_confirmation"]
    assert list(shown) == ["1"]
    assert hall.code(operator, "floor.confirm_in_hall", entry="1") == "floor.confirmed_already"
    entry = hall.done(operator, "floor.unconfirm_in_hall", entry="1")
    assert entry.event == {"type": "floor.unconfirmed_in_hall", "entry": "1", "party": japan.party}
    assert verdicts(hall) == {"1": "not_confirmed"}
    assert hall.code(operator, "floor.unconfirm_in_hall", entry="1") == "floor.not_confirmed"
    assert hall.code(operator, "floor.confirm_in_hall", entry="9") == "floor.entry_gone"


def test_FL18_a_check_in_confirms_as_well(hall: Assembly) -> None:
    operator, japan = hall.person("Operator", "operator"), hall.delegate("Japan", place="hall")
    hall.done(japan, "floor.inscribe", place="hall")
    hall.done(operator, "presence.check_in", participant=japan.participant)
    assert verdicts(hall) == {"1": "ready"}


def test_FL18_who_speaks_from_afar_is_not_confirmed_by_the_desk(hall: Assembly, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe")
    operator = hall.person("Operator", "operator")
    assert hall.code(operator, "floor.confirm_in_hall", entry="1") == "floor.not_in_hall"


def test_FL18_a_video_statement_is_ready_once_its_file_is_here(
    hall: Assembly, fiji: Seat, tmp_path: Path, settings: Any
) -> None:
    settings.DATA_DIR = tmp_path
    Party.objects.filter(pk=fiji.party).update(video_statement_file="fiji.webm")
    hall.done(fiji, "floor.inscribe", mode="video_statement")
    assert verdicts(hall) == {"1": "no_video_statement"}
    (tmp_path / "video_statements").mkdir()
    (tmp_path / "video_statements" / "fiji.webm").touch()
    assert verdicts(hall) == {"1": "ready"}


def test_FL18_the_holder_is_judged_too_and_whoever_stands_far_down_is_not(
    hall: Assembly, chair: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sessions.floor.readiness.rules.JUDGED", 2)
    for name in ("Fiji", "Chile", "Peru", "Japan"):
        hall.done(hall.delegate(name), "floor.inscribe")
    hall.done(chair, "floor.grant", entry="2", token=0, confirmed=True)
    assert verdicts(hall) == {"2": "absent", "1": "absent", "3": "absent"}


def test_FL19_a_grant_of_who_is_not_ready_says_why_and_asks(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe")
    refused = hall.do(chair, "floor.grant", entry="1", token=0)
    assert isinstance(refused, Refused)
    assert (refused.code, refused.message) == (
        "floor.not_ready", "Nobody of this party is connected. Call it anyway, or call it later.",
    )  # fmt: skip
    event = hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True).event
    assert (event["turn"], event["not_ready"]) == ("1", "absent")


def test_FL19_who_is_ready_is_called_at_once(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe")
    with write_transaction():
        services.store_reports(hall.session.pk, [line(fiji, clock.now())], ())
    assert hall.done(chair, "floor.grant", entry="1", token=0).event["not_ready"] is None


def test_FL19_another_refusal_comes_first(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe")
    assert hall.code(chair, "floor.grant", entry="1", token=4) == "floor.token_changed"
    assert hall.code(chair, "floor.grant", entry="7", token=0) == "floor.entry_gone"


@pytest.mark.django_db(transaction=True)
def test_FL18_screens_are_told_when_a_report_or_the_list_changes(
    hall: Assembly, fiji: Seat, moment: list[datetime]
) -> None:
    told: list[tuple[str, str, str]] = []
    stop = signals.call_when_changed(told.append)
    try:
        hall.done(fiji, "floor.inscribe")
        services.store_reports(hall.session.pk, [line(fiji, moment[0])], ())
        hall.done(hall.moderator(), "presence.check_in", participant=fiji.participant)
    finally:
        stop()
    assert [each for each in told if each[1] == READINESS] == [(hall.stream, READINESS, "")] * 3


def test_FL18_on_deck_are_those_who_come_next_rights_of_reply_where_they_are_taken_now(
    hall: Assembly,
    chair: Seat,
    fiji: Seat,
    chile: Seat,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    monkeypatch.setattr(rules, "JUDGED", 2)
    for kind in ("statement", "intervention", "right_of_reply"):
        hall.done(fiji, "floor.inscribe", kind=kind)
    hall.done(chile, "floor.inscribe", kind="right_of_reply")
    assert list(verdicts(hall)) == ["1", "2"]
    told: list[signals.ChangedSignal] = []
    stop = signals.call_when_changed(told.append)
    with django_capture_on_commit_callbacks(execute=True):
        hall.done(chair, "floor.turn_to_replies", takes_replies=True)
    stop()
    assert (hall.stream, READINESS, "") in told
    assert list(verdicts(hall)) == ["3", "4"]

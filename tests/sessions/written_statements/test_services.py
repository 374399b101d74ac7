"""The text of a spoken statement is held until its party is called (FL4), and only permitted readers see it before."""

import json
from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from sessions.written_statements.models import WrittenStatement
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
SECRET = "The sea is ours to keep."


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def chair(hall: Assembly) -> Seat:
    return hall.moderator()


@pytest.fixture
def fiji(hall: Assembly) -> Seat:
    return hall.delegate("Fiji")


def hand_in(hall: Assembly, seat: Seat, **fields: Any) -> Entry:
    return hall.done(seat, "written.submit", **{"language": "en", "text": SECRET, "spoken": True, **fields})


def shown(entry: Entry) -> tuple[Any, Any]:
    """The statement in everyone's frame, and in the moderators'."""
    frames = [
        json.loads(frame)["put"]["written_statement"] for frame in (entry.everyone or "", entry.moderators)
    ]
    everyone, moderators = (next(iter(frame.values())) for frame in frames)
    return everyone, moderators


def call(hall: Assembly, chair: Seat, number: str, token: int) -> Entry:
    return hall.done(chair, "floor.grant", entry=number, token=token, confirmed=True)


def snapshot(hall: Assembly, audience: Audience) -> str:
    return json.dumps(journal.snapshot_of(hall.stream, audience).entities)


def test_FL4_a_statement_in_writing_alone_is_published_at_once(hall: Assembly, fiji: Seat) -> None:
    everyone, moderators = shown(hand_in(hall, fiji, spoken=False, text="<p>We <b>agree</b>.", rich=True))
    assert everyone == moderators
    assert (everyone["text"], everyone["rich"], everyone["words"]) == ("<p>We <b>agree</b>.</p>", True, 2)
    assert (everyone["spoken"], everyone["held"]) == (False, False)


def test_FL4_until_its_party_is_called_everyone_hears_only_that_a_text_was_handed_in(
    hall: Assembly, fiji: Seat
) -> None:
    entry = hand_in(hall, fiji, language="fj")
    everyone, moderators = shown(entry)
    assert (everyone["text"], everyone["words"], everyone["held"]) == ("", 0, True)
    assert (moderators["text"], moderators["words"], moderators["held"]) == (SECRET, 6, True)
    assert SECRET not in (entry.everyone or "")
    assert SECRET not in snapshot(hall, Audience.EVERYONE)
    assert SECRET in snapshot(hall, Audience.MODERATORS)


def test_FL4_its_own_party_reads_it_and_no_other(hall: Assembly, fiji: Seat) -> None:
    entry = hand_in(hall, fiji)
    assert [(part["to"], list(part["put"])) for part in entry.own_parts] == [
        (f"held/{fiji.party}", ["my_statement"])
    ]
    chile = hall.delegate("Chile")
    assert SECRET in json.dumps(journal.own_snapshot_of(hall.stream, fiji.keys).entities)
    assert SECRET not in json.dumps(journal.own_snapshot_of(hall.stream, chile.keys).entities)


def test_FL4_the_event_that_calls_its_party_publishes_it(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(fiji, "floor.inscribe")
    hand_in(hall, fiji)
    entry = call(hall, chair, "1", 0)
    everyone, moderators = shown(entry)
    assert everyone == moderators
    assert (everyone["text"], everyone["spoken"], everyone["held"]) == (SECRET, True, False)
    assert entry.event["type"] == "floor.granted"
    dropped = [(part["to"], part["drop"].get("my_statement")) for part in entry.own_parts]
    assert (f"held/{fiji.party}", [everyone["id"]]) in dropped


def test_FL4_a_call_in_another_capacity_or_for_a_point_of_order_publishes_nothing(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(fiji, "floor.inscribe", kind="point_of_order")
    hand_in(hall, fiji, on_behalf_of="Islands")
    hand_in(hall, fiji, text="In our own name.")
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=0)
    assert WrittenStatement.objects.filter(held=True).count() == 2
    hall.done(chair, "floor.rule", token=1, ruling="noted")
    called = call(hall, chair, "1", hall.floor().token)
    assert SECRET not in (called.everyone or "")
    assert [row.on_behalf_of for row in WrittenStatement.objects.filter(held=True)] == ["Islands"]


def test_FL4_a_call_for_an_intervention_leaves_the_text_of_the_statement_held(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe", kind="intervention")
    hall.done(fiji, "floor.inscribe")
    hand_in(hall, fiji)
    hand_in(hall, fiji, text="A word on that.", kind="intervention")
    called = call(hall, chair, "1", 0)
    assert SECRET not in (called.everyone or "")
    assert shown(called)[0]["text"] == "A word on that."
    assert shown(call(hall, chair, "2", 1))[0]["text"] == SECRET


@pytest.mark.parametrize(("text_for", "speaks_for"), [("G77", "G-77 and China"), ("Islands", " islands ")])
def test_FL4_a_text_for_a_group_is_published_however_the_group_was_spelled(
    hall: Assembly, chair: Seat, fiji: Seat, text_for: str, speaks_for: str
) -> None:
    hall.done(fiji, "floor.inscribe", on_behalf_of=speaks_for)
    hand_in(hall, fiji, on_behalf_of=text_for)
    again = {"language": "en", "text": "x", "spoken": True, "on_behalf_of": "Another spelling"}
    assert hall.code(fiji, "written.submit", **again) == "written.already_held"
    assert shown(call(hall, chair, "1", 0))[0]["text"] == SECRET
    assert shown(hand_in(hall, fiji, on_behalf_of="Yet another"))[0]["held"] is False


def test_FL4_a_text_that_comes_with_the_turn_is_published_at_once(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    call(hall, chair, "1", 0)
    everyone, _ = shown(hand_in(hall, fiji))
    assert (everyone["text"], everyone["spoken"], everyone["held"]) == (SECRET, True, False)


def test_FL4_and_one_that_comes_while_a_point_of_order_interrupts_the_turn_is_too(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    hall.done(hall.delegate("Chile"), "floor.inscribe", kind="point_of_order")
    call(hall, chair, "1", 0)
    hall.done(chair, "floor.recognise", confirmed=True, entry="2", token=1)
    assert shown(hand_in(hall, fiji))[0]["text"] == SECRET


def test_FL4_the_next_text_of_a_party_that_has_spoken_is_held_before_it_asks_for_the_floor_again(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    call(hall, chair, "1", 0)
    hall.done(chair, "floor.end", token=1)
    everyone, _ = shown(hand_in(hall, fiji))
    assert (everyone["text"], everyone["held"]) == ("", True)
    hall.done(fiji, "floor.inscribe")
    assert shown(call(hall, chair, "2", 1))[0]["text"] == SECRET


def test_FL4_a_held_text_that_is_replaced_while_its_party_has_withdrawn_stays_held(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe")
    call(hall, chair, "1", 0)
    hall.done(chair, "floor.end", token=1)
    hall.done(fiji, "floor.inscribe")
    first, _ = shown(hand_in(hall, fiji, text="A draft."))
    hall.done(fiji, "floor.withdraw", entry="2")
    everyone, _ = shown(hand_in(hall, fiji, replaces=first["id"]))
    assert (everyone["text"], everyone["held"]) == ("", True)


def test_FL4_its_party_replaces_it_before_it_is_called(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    first, _ = shown(hand_in(hall, fiji))
    everyone, moderators = shown(hand_in(hall, fiji, text="Another.", replaces=first["id"]))
    assert (everyone["id"], everyone["text"], moderators["text"]) == (first["id"], "", "Another.")
    assert hall.code(fiji, "written.submit", language="en", text="x", spoken=True) == "written.already_held"
    chile = hall.delegate("Chile")
    replacing = {"language": "en", "text": "x", "replaces": first["id"]}
    assert hall.code(chile, "written.submit", **replacing) == "written.unknown"


def test_FL4_its_party_takes_it_back_before_it_is_called(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    statement = shown(hand_in(hall, fiji))[0]["id"]
    assert hall.code(hall.delegate("Chile"), "written.withdraw", statement=statement) == "written.unknown"
    entry = hall.done(fiji, "written.withdraw", statement=statement)
    assert json.loads(entry.everyone or "")["drop"] == {"written_statement": [statement]}
    assert WrittenStatement.objects.get().text == ""
    assert SECRET not in snapshot(hall, Audience.MODERATORS)
    assert hall.code(fiji, "written.withdraw", statement=statement) == "written.unknown"


def test_FL4_what_everyone_has_read_stays(hall: Assembly, fiji: Seat) -> None:
    statement = shown(hand_in(hall, fiji, spoken=False))[0]["id"]
    assert hall.code(fiji, "written.withdraw", statement=statement) == "written.is_public"
    replacing = {"language": "en", "text": "x", "replaces": statement}
    assert hall.code(fiji, "written.submit", **replacing) == "written.is_public"


def test_FL4_html_without_words_is_no_statement(hall: Assembly, fiji: Seat) -> None:
    blank = {"language": "en", "text": "<p><img src=x></p>", "rich": True}
    assert hall.code(fiji, "written.submit", **blank) == "written.empty"

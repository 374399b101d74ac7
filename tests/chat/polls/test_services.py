"""Polls through the real handlers, with a real database."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from chat.polls import answers, services
from chat.polls.minutes import polls
from chat.polls.models import Poll, PollAnswer
from chat.polls.rules import MAX_POLLS
from foundation import clock
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Answer, Entry
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done, Refused
from tests.support.assembly import Assembly
from tests.support.limited import limit

pytestmark = pytest.mark.django_db
SALT = "0123456789abcdef"


def prepare(hall: Assembly, chair: Seat, kind: str = "single", **fields: Any) -> str:
    """Draft and open a poll; returns its number."""
    options = ["Yes", "No", "Later"] if kind in ("single", "multiple", "ranking") else []
    fields = {"kind": kind, "question": "Shall we go on?", "options": options} | fields
    entry = hall.done(chair, "poll.draft", **fields)
    number = str(entry.event["poll"])
    hall.done(chair, "poll.open", poll=number)
    return number


def answer(hall: Assembly, seat: Seat, poll: str = "1", *choices: int, **fields: Any) -> Done | Refused:
    return hall.do(seat, "poll.answer", poll=poll, choices=list(choices), salt=SALT, **fields)


def seen(**fields: Any) -> dict[str, Any]:
    """A poll as the sender of a change saw it."""
    plain = {"kind": "single", "question": "Go on?", "options": ["Yes", "No"], "most": 1}
    return plain | {"anonymous": True, "results": "live"} | fields


def waiting(hall: Assembly) -> list[str]:
    """The numbers of the polls that wait, in their order."""
    rows = services.polls_of(hall.session.pk).filter(state="draft").order_by("position", "number")
    return [str(row.number) for row in rows]


def shown(hall: Assembly, audience: Audience = Audience.EVERYONE) -> Any:
    return journal.snapshot_of(hall.stream, audience).entities["poll"]


def counts(hall: Assembly) -> Any:
    result = answers.result(hall.session.pk).result
    return result and (result.answers, result.counts)


def test_only_moderators_see_a_draft(hall: Assembly, chair: Seat) -> None:
    entry = hall.done(chair, "poll.draft", kind="single", question="Go on?", options=["Yes", "No"])
    assert (entry.everyone, shown(hall)) == (None, {})
    assert shown(hall, Audience.MODERATORS)["1"]["question"] == "Go on?"
    opened = hall.done(chair, "poll.open", poll="1")
    body = {
        "id": "1",
        "kind": "single",
        "question": "Go on?",
        "options": ["Yes", "No"],
        "most": 1,
        "anonymous": True,
        "results": "live",
        "position": 1,
        "state": "open",
        "on_screen": False,
        "opened_at": opened.event and shown(hall)["1"]["opened_at"],
        "closed_at": None,
        "result": None,
    }
    assert shown(hall)["1"] == body
    assert json.loads(opened.everyone or "")["put"]["poll"] == {"1": body}


def test_a_draft_is_edited_and_deleted_but_no_opened_poll(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "poll.draft", kind="single", question="Go on?", options=["Yes", "No"])
    new = {"poll": "1", "kind": "rating", "question": "How good?", "seen": seen()}
    hall.done(chair, "poll.edit", **new)
    assert shown(hall, Audience.MODERATORS)["1"]["kind"] == "rating"
    assert hall.code(chair, "poll.edit", **new) == "poll.changed"
    hall.done(chair, "poll.delete", poll="1")
    assert shown(hall, Audience.MODERATORS) == {}
    assert prepare(hall, chair) == "2"
    for act, fields in (("delete", {}), ("edit", new), ("move", {"position": 0}), ("open", {})):
        assert hall.code(chair, f"poll.{act}", **fields | {"poll": "2"}) == "poll.wrong_state"


@pytest.mark.parametrize(
    "change",
    [{"options": ["Yes", "Never"]}, {"anonymous": False}, {"results": "after"}, {"kind": "ranking"}],
)
def test_a_draft_that_somebody_else_changed_is_looked_at_again(
    hall: Assembly, chair: Seat, change: dict[str, Any]
) -> None:
    draft = {"kind": "single", "question": "Go on?", "options": ["Yes", "No"]}
    hall.done(chair, "poll.draft", **draft)
    hall.done(chair, "poll.edit", poll="1", seen=seen(), **draft | change)
    assert hall.code(chair, "poll.edit", poll="1", seen=seen(), **draft) == "poll.changed"
    hall.done(chair, "poll.edit", poll="1", seen=seen(**change), **draft)


def test_drafts_are_put_in_order_and_one_that_was_deleted_comes_back_to_its_place(
    hall: Assembly, chair: Seat
) -> None:
    for question in ("One?", "Two?", "Three?"):
        hall.done(chair, "poll.draft", kind="words", question=question)
    entry = hall.done(chair, "poll.move", poll="3", position=0)
    assert (entry.everyone, waiting(hall)) == (None, ["3", "1", "2"])
    deleted = hall.done(chair, "poll.delete", poll="1")
    assert json.loads(deleted.moderators or "")["drop"] == {"poll": ["1"]}
    assert (waiting(hall), list(shown(hall, Audience.MODERATORS))) == (["3", "2"], ["2", "3"])
    for act in ("delete", "open", "close", "show"):
        assert hall.code(chair, f"poll.{act}", poll="1") == "poll.unknown"
    hall.done(chair, "poll.restore", poll="1")
    assert waiting(hall) == ["3", "1", "2"]
    assert hall.code(chair, "poll.restore", poll="1") == "poll.unknown"
    hall.done(chair, "poll.move", poll="3", position=1000)
    assert waiting(hall) == ["1", "2", "3"]


def test_a_deleted_draft_is_kept_for_a_day_and_not_longer_than_its_session(
    hall: Assembly, chair: Seat
) -> None:
    for question in ("One?", "Two?", "Three?"):
        hall.done(chair, "poll.draft", kind="words", question=question)
    hall.done(chair, "poll.delete", poll="1")
    Poll.objects.filter(number=1).update(removed_at=clock.now() - services.RESTORABLE_FOR * 2)
    assert hall.code(chair, "poll.restore", poll="1") == "poll.unknown"
    hall.done(chair, "poll.delete", poll="2")
    assert sorted(Poll.objects.values_list("number", flat=True)) == [2, 3]
    hall.done(chair, "session.close")
    assert list(Poll.objects.values_list("number", flat=True)) == [3]


def test_the_opening_of_a_poll_is_undone_until_somebody_answers(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    prepare(hall, chair)
    hall.done(chair, "poll.show", poll="1")
    entry = hall.done(chair, "poll.undo_open", poll="1")
    assert json.loads(entry.everyone or "")["drop"] == {"poll": ["1"]}
    draft = shown(hall, Audience.MODERATORS)["1"]
    assert (draft["state"], draft["opened_at"], draft["on_screen"]) == ("draft", None, False)
    refused = answer(hall, fiji, "1", 1)
    assert isinstance(refused, Refused)
    assert refused.code == "poll.unknown"
    assert hall.code(chair, "poll.undo_open", poll="1") == "poll.wrong_state"
    hall.done(chair, "poll.open", poll="1")
    answer(hall, fiji, "1", 1)
    assert hall.code(chair, "poll.undo_open", poll="1") == "poll.answered"
    hall.done(chair, "poll.close", poll="1")
    assert hall.code(chair, "poll.undo_open", poll="1") == "poll.wrong_state"


def test_one_poll_is_open_at_a_time(hall: Assembly, chair: Seat) -> None:
    prepare(hall, chair)
    hall.done(chair, "poll.draft", kind="words", question="What matters?")
    assert hall.code(chair, "poll.open", poll="2") == "poll.one_at_a_time"
    hall.done(chair, "poll.close", poll="1")
    hall.done(chair, "poll.open", poll="2")
    with pytest.raises(IntegrityError), transaction.atomic():
        Poll.objects.filter(number=1).update(state="open")


def test_a_session_has_a_limit_of_polls(hall: Assembly, chair: Seat) -> None:
    Poll.objects.bulk_create(
        Poll(session=hall.session, number=n, kind="words", question="?", drafted_at=hall.session.starts_at)
        for n in range(1, MAX_POLLS + 1)
    )
    assert hall.code(chair, "poll.draft", kind="words", question="More?") == "poll.too_many"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"question": "\u200b\u202e"}, "poll.blank"),
        ({"options": ["Yes"]}, "poll.options"),
        ({"options": ["Yes", "yes\u200b"]}, "poll.same_options"),
        ({"question": "x" * 161}, "wire.bad_command"),
        ({"options": ["x" * 81, "y"]}, "wire.bad_command"),
    ],
)
def test_what_no_poll_can_ask(hall: Assembly, chair: Seat, fields: dict[str, Any], code: str) -> None:
    good: dict[str, Any] = {"kind": "single", "question": "Go on?", "options": ["Yes", "No"]}
    refused = hall.do(chair, "poll.draft", **good | fields)
    assert isinstance(refused, Refused)
    assert refused.code == code


def test_marks_of_direction_leave_a_question_and_its_options(hall: Assembly, chair: Seat) -> None:
    prepare(hall, chair, question="Go\u202e on?", options=["<b>Yes</b>", "No\u2067"])
    assert shown(hall)["1"]["question"] == "Go on?"
    assert shown(hall)["1"]["options"] == ["<b>Yes</b>", "No"]


def test_one_answer_a_person_which_may_be_changed_until_the_closing(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    prepare(hall, chair)
    assert isinstance(answer(hall, fiji, "1", 1), Done)
    assert isinstance(answer(hall, chile, "1", 1), Done)
    assert isinstance(answer(hall, fiji, "1", 3), Done)
    assert counts(hall) == (2, [1, 0, 1])
    mine = answers.my_answers(hall.session.pk, [fiji.person, "nobody"])
    assert (mine[fiji.person].poll, mine[fiji.person].choices) == ("1", [3])
    assert mine["nobody"].poll == ""
    hall.done(chair, "poll.close", poll="1")
    late = answer(hall, fiji, "1", 2)
    assert isinstance(late, Refused)
    closed_at = shown(hall)["1"]["closed_at"]
    assert (late.code, closed_at in late.message) == ("poll.closed", True)
    assert shown(hall)["1"]["result"]["counts"] == [1, 0, 1]
    assert hall.code(chair, "poll.close", poll="1") == "poll.closed"


def test_the_closing_is_journaled_with_the_totals(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    prepare(hall, chair)
    answer(hall, fiji, "1", 2)
    entry = hall.done(chair, "poll.close", poll="1")
    assert entry.event == {
        "type": "poll.closed",
        "poll": "1",
        "result": {
            "answers": 1, "counts": [0, 1, 0], "firsts": [], "words": [], "distinct": 0, "hidden": [],
        },
    }  # fmt: skip
    assert shown(hall)["1"]["result"] == entry.event["result"]


def test_of_an_anonymous_poll_nothing_tells_who_answered_what(hall: Assembly, chair: Seat) -> None:
    prepare(hall, chair)
    voter = hall.guest("Ana")
    answer(hall, voter, "1", 2)
    stored = PollAnswer.objects.get()
    assert (stored.name, stored.party) == ("", "")
    hall.done(chair, "poll.close", poll="1")
    assert not PollAnswer.objects.exists()
    told = "".join(f"{e.event}{e.everyone}{e.moderators}{e.own_parts}{e.actor}" for e in Entry.objects.all())
    assert voter.person not in told


def test_the_remembered_answer_of_a_command_does_not_tell_what_was_chosen(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    """Its digest covers a random salt, so that nobody can try all options."""
    prepare(hall, chair)
    for seat, salt in ((fiji, "a" * 16), (chile, "b" * 16)):
        hall.do(seat, "poll.answer", poll="1", choices=[2], salt=salt)
    people = [fiji.person, chile.person]
    assert len(set(Answer.objects.filter(person__in=people).values_list("digest", flat=True))) == 2
    unsalted = hall.do(fiji, "poll.answer", poll="1", choices=[2])
    assert isinstance(unsalted, Refused)
    assert unsalted.code == "wire.bad_command"


def test_named_answers_stay_with_the_name_and_the_party(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    prepare(hall, chair, anonymous=False)
    answer(hall, fiji, "1", 2)
    hall.done(chair, "poll.close", poll="1")
    stored = PollAnswer.objects.get()
    assert (stored.name, stored.party, stored.answer) == ("Delegate of Fiji", fiji.party, "2")
    assert "Delegate of Fiji" not in json.dumps(shown(hall, Audience.MODERATORS))


def test_results_that_are_hidden_until_the_closing(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    prepare(hall, chair, results="after")
    answer(hall, fiji, "1", 2)
    told = answers.result(hall.session.pk)
    assert (told.poll, told.answers, told.result) == ("1", 1, None)
    moderators = answers.moderators_result(hall.session.pk)
    assert moderators.result is not None
    assert moderators.result.counts == [0, 1, 0]
    hall.done(chair, "poll.close", poll="1")
    assert shown(hall)["1"]["result"]["counts"] == [0, 1, 0]
    assert answers.result(hall.session.pk).poll == ""


def test_moderators_do_not_answer(hall: Assembly, chair: Seat) -> None:
    prepare(hall, chair)
    refused = answer(hall, chair, "1", 1)
    assert isinstance(refused, Refused)
    assert refused.code == "wire.forbidden"


def test_nobody_answers_a_draft_or_a_poll_of_another_session(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(chair, "poll.draft", kind="words", question="What matters?")
    other = hall.add_session()
    for stream in (hall.stream, other.stream):
        refused = hall.do(fiji, "poll.answer", stream=stream, poll="1", words=["water"], salt=SALT)
        assert isinstance(refused, Refused)
        assert refused.code == "poll.unknown"


def test_words_are_hidden_by_moderators_and_by_the_sessions_list(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(chair, "question.set_policy", words=["coal"])
    prepare(hall, chair, "words")
    answer(hall, fiji, words=["Water", "brown coal", "Oil"])
    answer(hall, chile, words=["WATER", "oil"])

    def told() -> list[tuple[str, int]]:
        result = answers.result(hall.session.pk).result
        return [(each.word, each.count) for each in result.words] if result else []

    def kept_back() -> list[str]:
        result = answers.moderators_result(hall.session.pk).result
        return [each.word for each in result.hidden] if result else []

    assert (told(), kept_back()) == ([("oil", 2), ("water", 2)], ["brown coal"])
    hall.done(chair, "poll.hide_word", poll="1", word="OIL")
    hall.done(chair, "poll.show_word", poll="1", word="brown coal")
    assert (told(), kept_back()) == ([("water", 2), ("brown coal", 1)], ["oil"])
    assert hall.code(chair, "poll.hide_word", poll="1", word="gas") == "poll.no_such_word"
    closing = hall.done(chair, "poll.close", poll="1")
    assert "oil" not in f"{closing.event}{closing.everyone}"
    shown_to_all = shown(hall)["1"]["result"]
    assert ([each["word"] for each in shown_to_all["words"]], shown_to_all["hidden"]) == (
        ["water", "brown coal"],
        [],
    )
    hall.done(chair, "poll.hide_word", poll="1", word="water")
    assert [each["word"] for each in shown(hall)["1"]["result"]["words"]] == ["brown coal"]


def test_words_of_the_list_that_were_not_shown_stay_hidden_after_the_closing(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    hall.done(chair, "question.set_policy", words=["coal"])
    prepare(hall, chair, "words")
    answer(hall, fiji, words=["coal"])
    hall.done(chair, "poll.close", poll="1")
    assert shown(hall)["1"]["result"]["words"] == []
    assert [each["word"] for each in shown(hall, Audience.MODERATORS)["1"]["result"]["hidden"]] == ["coal"]


def test_the_hall_screen_shows_one_poll(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "poll.draft", kind="words", question="What matters?")
    assert hall.code(chair, "poll.show", poll="1") == "poll.wrong_state"
    hall.done(chair, "poll.open", poll="1")
    hall.done(chair, "poll.show", poll="1")
    hall.done(chair, "poll.close", poll="1")
    prepare(hall, chair)
    hall.done(chair, "poll.show", poll="2")
    assert [each["on_screen"] for each in shown(hall).values()] == [False, True]
    assert hall.code(chair, "poll.hide", poll="1") == "poll.not_shown"
    hall.done(chair, "poll.hide", poll="2")
    assert not Poll.objects.filter(on_screen=True).exists()


def test_a_closed_poll_leaves_the_hall_screen_to_the_next_speaker(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    def given() -> Any:
        entry = hall.done(fiji, "floor.inscribe").event["entry"]
        granted = hall.done(chair, "floor.grant", entry=entry, token=hall.floor().token, confirmed=True)
        return json.loads(granted.everyone or "")["put"].get("poll")

    prepare(hall, chair)
    hall.done(chair, "poll.show", poll="1")
    assert given() is None
    hall.done(chair, "floor.end", token=hall.floor().token)
    hall.done(chair, "poll.close", poll="1")
    assert given()["1"]["on_screen"] is False
    hall.done(chair, "poll.show", poll="1")
    assert Poll.objects.get().on_screen


def test_a_closed_poll_leaves_the_hall_screen_to_what_comes_later(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    prepare(hall, chair)
    hall.done(chair, "poll.close", poll="1")
    question = hall.done(fiji, "question.ask", text="Why?").event["question"]
    hall.done(chair, "question.approve", question=question)
    terms = {"method": "show_of_hands", "language": "en", "seconds": None}
    for command, fields in (
        ("question.pin", {"question": question}),
        ("vote.put_question", {"token": hall.floor().token, "question": "Go on?", "terms": terms}),
    ):
        hall.done(chair, "poll.show", poll="1")
        put = json.loads(hall.done(chair, command, **fields).everyone or "")["put"]["poll"]
        assert put["1"]["on_screen"] is False, command
    hall.done(chair, "poll.show", poll="1")
    vote = next(iter(journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["vote"]))
    hall.done(chair, "vote.close", vote=vote, reason="", in_favour=1, against=0, abstentions=0)
    assert not Poll.objects.filter(on_screen=True).exists()
    hall.done(chair, "poll.show", poll="1")
    hall.done(chair, "rollcall.open")
    assert not Poll.objects.filter(on_screen=True).exists()


def test_an_open_poll_is_closed_with_its_session(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    prepare(hall, chair)
    hall.done(chair, "poll.show", poll="1")
    answer(hall, fiji, "1", 1)
    entry = hall.done(chair, "session.close")
    put = json.loads(entry.everyone or "")["put"]["poll"]["1"]
    assert (put["state"], put["on_screen"], put["result"]["counts"]) == ("closed", False, [1, 0, 0])
    assert not PollAnswer.objects.exists()
    late = answer(hall, fiji, "1", 1)
    assert isinstance(late, Refused)
    assert late.code == "poll.closed"


def test_new_guests_of_one_address_answer_slowly(
    hall: Assembly, chair: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "poll.answer", newcomers=2)
    prepare(hall, chair)
    network = "the-hotel"
    guests = [hall.guest(network=network) for _ in range(3)]
    results = [answer(hall, replace(guest, taken_at=2**40), "1", 1) for guest in guests]
    assert [getattr(each, "code", "") for each in results] == ["", "", "poll.answer_later"]
    assert isinstance(answer(hall, replace(guests[0], taken_at=2**40), "1", 2), Done)
    assert isinstance(answer(hall, replace(guests[2], taken_at=1), "1", 2), Done)


def test_moderators_see_many_answers_of_one_address(hall: Assembly, chair: Seat) -> None:
    prepare(hall, chair)
    for _ in range(9):
        answer(hall, replace(hall.guest(network="one"), taken_at=1), "1", 1)
    assert answers.moderators_result(hall.session.pk).of_one_network == 0
    answer(hall, replace(hall.guest(network="one"), taken_at=1), "1", 1)
    assert answers.moderators_result(hall.session.pk).of_one_network == 10


def test_the_minutes_have_closed_polls_by_totals(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    prepare(hall, chair, "ranking", anonymous=False)
    answer(hall, fiji, "1", 3, 1, 2)
    answer(hall, chile, "1", 3)
    assert polls(hall.session).rows == ()
    hall.done(chair, "poll.close", poll="1")
    prepare(hall, chair, "words")
    answer(hall, fiji, "2", words=["water"])
    hall.done(chair, "poll.close", poll="2")
    prepare(hall, chair, "rating")
    hall.done(chair, "poll.close", poll="3")
    rows = polls(hall.session).rows
    assert [row.item for row in rows if row.item] == ["poll/1", "poll/2", "poll/3"]
    lines = [row.values[2:] for row in rows]
    question = "Shall we go on?"
    assert lines == [
        ("poll_ranking", question, "", 2, None),
        ("poll_ranking", question, "Yes", 0, 2),
        ("poll_ranking", question, "No", 0, 1),
        ("poll_ranking", question, "Later", 2, 6),
        ("poll_words", question, "", 1, None),
        ("poll_words", question, "water", 1, None),
        ("poll_rating", question, "", 0, None),
        *(("poll_rating", question, str(figure), 0, None) for figure in range(1, 6)),
    ]
    assert "Fiji" not in str(lines)


def test_polls_are_withheld_with_the_minutes(hall: Assembly, chair: Seat) -> None:
    prepare(hall, chair)
    hall.done(chair, "session.close")
    organiser = hall.person("Organiser", "organiser")
    publish: dict[str, Any] = {"part": "minutes", "readers": "delegations", "seen": "entrants"}
    entry = hall.done(organiser, "publication.publish", **publish)
    assert json.loads(entry.everyone or "")["drop"] == {"poll": ["1"]}
    assert shown(hall) == {}
    back = publish | {"readers": "entrants", "seen": "delegations"}
    hall.done(organiser, "publication.publish", **back)
    assert list(shown(hall)) == ["1"]

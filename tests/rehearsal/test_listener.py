"""The behaviour of a simulated listener."""

from itertools import pairwise
from random import Random
from typing import Any

from rehearsal.acts import Act, SendCommand
from rehearsal.listener import MANY_QUESTIONS, Listener, ListenerNumber
from rehearsal.plan import ASKERS, Plan
from rehearsal.questions import QUESTIONS
from tests.rehearsal.scenes import Scene, question

NOBODYS: dict[str, dict[str, Any]] = {}


def acts(
    listeners: list[Listener], scene: Scene, seconds: int, mine: dict[str, dict[str, Any]] = NOBODYS
) -> list[tuple[int, SendCommand]]:
    """The listeners' actions, second by second."""
    found: list[tuple[int, SendCommand]] = []
    for second in range(seconds):
        for one in listeners:
            act: Act | None = one.decide(scene.room, 100.0 + second, mine)
            if isinstance(act, SendCommand):
                found.append((second, act))
    return found


def crowd(count: int = 24) -> list[Listener]:
    return [Listener(ListenerNumber(n, count), Plan(), Random(n)) for n in range(count)]


def test_a_question_is_asked_every_twenty_seconds_and_none_twice() -> None:
    asked = [
        (at, act.fields["text"]) for at, act in acts(crowd(), Scene(), 900) if act.type == "question.ask"
    ]
    times = [at for at, _ in asked]
    assert times[0] <= 3
    assert {later - earlier for earlier, later in pairwise(times)} == {20}
    assert len({text for _, text in asked}) == len(asked) == 45
    assert {text for _, text in asked} <= set(QUESTIONS)


def test_a_text_that_is_shown_is_not_asked_again() -> None:
    scene = Scene()
    scene.asked(question(1, "approved") | {"text": QUESTIONS[0]})
    (_, act), *_ = acts(crowd(1), scene, 10)
    assert act.type != "question.ask" or act.fields["text"] != QUESTIONS[0]


def test_an_asker_with_a_pending_or_dismissed_question_skips_a_turn() -> None:
    pending = {"my_question": {"1": {"id": "1", "state": "pending"}}}
    assert [a for _, a in acts(crowd(1), Scene(), 300, pending) if a.type == "question.ask"] == []
    dismissed = {"my_question": {"1": {"id": "1", "state": "dismissed"}}}
    often = [at for at, act in acts(crowd(1), Scene(), 200, {}) if act.type == "question.ask"]
    seldom = [at for at, act in acts(crowd(1), Scene(), 200, dismissed) if act.type == "question.ask"]
    assert (len(often), len(seldom)) == (10, 5)


def test_once_there_are_many_questions_few_are_asked() -> None:
    scene = Scene()
    scene.asked(*(question(n, "answered") for n in range(1, MANY_QUESTIONS + 1)))
    asked = [at for at, act in acts(crowd(), scene, 3600) if act.type == "question.ask"]
    assert 0 < len([at for at in asked if at > 20 * ASKERS]) < 10


def test_each_votes_once_for_what_is_open() -> None:
    scene = Scene()
    scene.asked(
        question(1, "approved"), question(2, "approved"), question(3, "pending"), question(4, "answered")
    )
    for one in crowd():
        votes = [a.fields["question"] for _, a in acts([one], scene, 2000) if a.type == "question.vote"]
        assert sorted(votes) == ["1", "2"]


def test_a_large_audience_votes_no_faster_than_the_hall_can_take() -> None:
    scene = Scene()
    scene.asked(*(question(n, "approved") for n in range(1, 30)))
    votes = [act for _, act in acts(crowd(1000), scene, 60) if act.type == "question.vote"]
    assert 45 < len(votes) < 150


def test_nobody_acts_while_the_session_is_not_open() -> None:
    scene = Scene()
    scene.set("session", {"1": {"id": "1", "state": "suspended"}})
    scene.asked(question(1, "approved"))
    assert acts(crowd(), scene, 200) == []


def test_the_catalogue_fits_a_question() -> None:
    assert len(set(QUESTIONS)) == len(QUESTIONS) >= 45
    assert all(text.endswith("?") and len(text) <= 140 for text in QUESTIONS)


def test_each_listener_answers_a_poll_once_with_one_of_its_options() -> None:
    scene = Scene()
    scene.set("poll", {"1": {"id": "1", "state": "open", "options": ["Yes", "No"]}})
    given = [act for _, act in acts(crowd(), scene, 120) if act.type == "poll.answer"]
    assert len(given) == 24
    assert {choice for act in given for choice in act.fields["choices"]} == {1, 2}
    assert len({act.fields["salt"] for act in given}) == 24


def test_each_listener_reacts_once_to_each_published_statement() -> None:
    scene = Scene()
    rows = {"1": {"id": "1", "held": False}, "2": {"id": "2", "held": True}, "3": {"id": "3", "held": False}}
    scene.set("written_statement", rows)
    for one in crowd(5):
        given = [act for _, act in acts([one], scene, 3000) if act.type == "reaction.add"]
        assert [act.fields["item"] for act in given] == ["statement/1", "statement/3"]
        assert {act.fields["kind"] for act in given} <= {"agree", "thanks", "question"}


def test_a_large_audience_reacts_no_faster_than_once_a_second() -> None:
    scene = Scene()
    scene.set("written_statement", {str(n): {"id": str(n), "held": False} for n in range(1, 10)})
    given = [act for _, act in acts(crowd(1000), scene, 60) if act.type == "reaction.add"]
    assert 30 < len(given) < 100

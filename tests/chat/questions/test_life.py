"""The life of a question: each question gets an outcome that its asker can follow, and the record keeps."""

from datetime import timedelta
from typing import Any

import pytest

from chat.questions import votes
from chat.questions.models import Question, Vote
from foundation import clock
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done
from sessions.models import PodiumSeat
from tests.support.assembly import Assembly
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


def asked(hall: Assembly, seat: Seat, text: str = "Who pays?", **fields: Any) -> str:
    """Ask a question; returns its number."""
    hall.done(seat, "question.ask", text=text, **fields)
    return str(Question.objects.order_by("pk").last().number)  # type: ignore[union-attr]  # there is one


def approved(hall: Assembly, chair: Seat, seat: Seat, text: str = "Who pays?", **fields: Any) -> str:
    number = asked(hall, seat, text, **fields)
    hall.done(chair, "question.approve", question=number)
    return number


def shown(hall: Assembly, audience: Audience = Audience.EVERYONE) -> dict[str, Any]:
    return journal.snapshot_of(hall.stream, audience).entities["question"]


def mine(hall: Assembly, seat: Seat, number: str) -> dict[str, Any]:
    found: dict[str, Any] = journal.own_snapshot_of(hall.stream, seat.keys).entities["my_question"][number]
    return found


def policy(hall: Assembly, audience: Audience) -> dict[str, Any]:
    found: dict[str, Any] = journal.snapshot_of(hall.stream, audience).entities["question_policy"][
        str(hall.session.pk)
    ]
    return found


# Asking


def test_a_delegation_asks_in_its_name(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    number = approved(hall, chair, fiji, for_party=True, language="en", addressee="chair")
    question = shown(hall)[number]
    assert (question["author"], question["party"], question["for_party"]) == ("", fiji.party, True)
    assert (question["language"], question["addressee"]) == ("en", "chair")
    assert shown(hall, Audience.MODERATORS)[number]["asked_by"] == "Delegate of Fiji"


def test_only_a_member_asks_for_a_delegation_and_never_anonymously(hall: Assembly, fiji: Seat) -> None:
    assert hall.code(hall.guest(), "question.ask", text="Why?", for_party=True) == "question.no_party"
    assert hall.code(fiji, "question.ask", text="Why?", for_party=True, anonymous=True) == "question.no_party"


def test_a_question_addresses_who_is_on_the_podium_or_a_party(
    hall: Assembly, fiji: Seat, chile: Seat
) -> None:
    panellist = hall.person("Panellist", "panellist")
    PodiumSeat.objects.create(session=hall.session, slot="panel-1", participant_id=panellist.participant)
    asked(hall, fiji, addressee=f"participant/{panellist.participant}")
    asked(hall, fiji, addressee=f"party/{chile.party}")
    to = f"participant/{fiji.participant}"
    assert hall.code(chile, "question.ask", text="Why?", addressee=to) == "question.no_addressee"
    assert hall.code(chile, "question.ask", text="Why?", addressee="party/999999") == "parties.unknown_party"
    assert hall.code(chile, "question.ask", text="Why?", addressee="everyone") == "wire.bad_command"


@pytest.mark.parametrize(
    ("anonymity", "asked_by", "place"), [("moderators", "Delegate of Fiji", "remote"), ("nobody", "", "")]
)
def test_a_session_says_who_knows_an_anonymous_asker(
    hall: Assembly, chair: Seat, fiji: Seat, anonymity: str, asked_by: str, place: str
) -> None:
    hall.done(chair, "question.set_policy", anonymity=anonymity)
    number = asked(hall, fiji, anonymous=True)
    question = shown(hall, Audience.MODERATORS)[number]
    assert (question["asked_by"], question["place"], question["author"]) == (asked_by, place, "")
    if anonymity == "nobody":
        assert question["party"] is None
        assert not Question.objects.filter(name__contains="Fiji").exists()
    assert mine(hall, fiji, number)["state"] == "pending"


def test_a_session_may_forbid_anonymous_questions(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(chair, "question.set_policy", anonymity="forbidden")
    assert hall.code(fiji, "question.ask", text="Why?", anonymous=True) == "question.needs_name"
    asked(hall, fiji)


def test_limits_of_a_session(
    hall: Assembly, chair: Seat, fiji: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    hall.done(chair, "question.set_policy", slow_s=60, max_pending=2)
    asked(hall, fiji)
    assert hall.code(fiji, "question.ask", text="And?") == "question.slow"
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=61))
    asked(hall, fiji)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=130))
    assert hall.code(fiji, "question.ask", text="And?") == "question.too_many"
    hall.done(chair, "question.set_policy", is_open=False)
    assert hall.code(hall.guest(), "question.ask", text="And?") == "question.not_taken"


def test_a_setting_that_somebody_else_changed_is_looked_at_again(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "question.set_policy", slow_s=60, words=["shame"])
    seen = {"slow_s": 30}
    assert hall.code(chair, "question.set_policy", slow_s=0, seen=seen) == "question.policy_changed"
    assert policy(hall, Audience.MODERATORS)["slow_s"] == 60
    hall.done(chair, "question.set_policy", slow_s=0, words=[], seen={"slow_s": 60, "words": ["shame"]})
    assert (policy(hall, Audience.MODERATORS)["slow_s"], policy(hall, Audience.MODERATORS)["words"]) == (
        0,
        [],
    )


def test_who_is_blocked_asks_no_more_until_it_is_undone(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    number = asked(hall, fiji, anonymous=True)
    hall.done(chair, "question.block", question=number)
    blocks = journal.snapshot_of(hall.stream, Audience.MODERATORS).entities["question_block"]
    assert blocks == {number: {"id": number, "name": "Delegate of Fiji"}}
    assert journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["question_block"] == {}
    assert hall.code(chair, "question.block", question=number) == "question.blocked_already"
    assert hall.code(fiji, "question.ask", text="And?") == "question.blocked"
    hall.done(chair, "question.unblock", question=number)
    assert hall.code(chair, "question.unblock", question=number) == "question.not_blocked"
    asked(hall, fiji)


def test_words_of_the_list_are_marked_for_moderators(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    hall.done(chair, "question.set_policy", words=["shame"])
    number = approved(hall, chair, fiji, "Is it no shame?")
    assert shown(hall, Audience.MODERATORS)[number]["flagged"] == ["shame"]
    assert (shown(hall)[number]["flagged"], policy(hall, Audience.EVERYONE)["words"]) == ([], [])


def test_an_asker_changes_the_words_and_takes_the_question_back(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    number = asked(hall, fiji)
    assert hall.code(chile, "question.revise", question=number, text="I pay?") == "question.not_yours"
    assert hall.code(chile, "question.withdraw", question=number) == "question.not_yours"
    hall.done(fiji, "question.revise", question=number, text="Who pays for it?")
    hall.done(chair, "question.approve", question=number)
    assert shown(hall)[number]["text"] == "Who pays for it?"
    assert hall.code(fiji, "question.revise", question=number, text="Who?") == "question.wrong_state"
    hall.done(fiji, "question.withdraw", question=number)
    assert (number in shown(hall), mine(hall, fiji, number)["state"]) == (False, "withdrawn")


# Deciding


def test_a_question_is_answered_in_a_turn(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> None:
    first, second = approved(hall, chair, chile), approved(hall, chair, chile, "And when?")
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chair, "question.begin_answer", question=first)
    assert (shown(hall)[first]["state"], shown(hall)[first]["turn"]) == ("answering", "1")
    hall.done(chair, "question.begin_answer", question=second)
    taken = shown(hall)
    assert [taken[each]["state"] for each in (first, second)] == ["answered", "answering"]
    assert (taken[first]["answer_kind"], taken[first]["turn"]) == ("live", "1")
    hall.done(chair, "question.answer", question=second)
    assert mine(hall, chile, second)["answer_kind"] == "live"


def test_a_question_is_answered_in_writing_after_the_session(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    number, pending = approved(hall, chair, fiji), asked(hall, fiji, "And when?")
    hall.done(chair, "session.close")
    hall.done(chair, "question.write_answer", question=number, answer=" The host\u202e. ")
    hall.done(chair, "question.write_answer", question=number, answer="The hosts, in equal parts.")
    hall.done(chair, "question.write_answer", question=pending, answer="In May.")
    question = shown(hall)[number]
    assert (question["state"], question["answer_kind"]) == ("answered", "written")
    assert question["answer"] == mine(hall, fiji, number)["answer"] == "The hosts, in equal parts."
    assert shown(hall)[pending]["answer"] == "In May."


def test_a_deferred_question_says_why_to_everyone_and_a_dismissed_one_to_its_asker(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    first, second = approved(hall, chair, fiji), asked(hall, fiji, "And when?")
    hall.done(chair, "question.defer", question=first, reason="To the closing session.")
    hall.done(chair, "question.dismiss", question=second, reason="Asked this morning.")
    assert (shown(hall)[first]["reason"], second in shown(hall)) == ("To the closing session.", False)
    assert mine(hall, fiji, second)["reason"] == "Asked this morning."
    hall.done(chair, "question.restore", question=first)
    assert shown(hall)[first]["state"] == "approved"


def test_an_edit_keeps_the_earlier_words_in_sight(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    number = approved(hall, chair, fiji)
    hall.done(chair, "question.edit", question=number, text="Who pays for this?", seen="Who pays?")
    stale = hall.code(chair, "question.edit", question=number, text="Who?", seen="Who pays?")
    assert stale == "question.words_changed"
    assert [each["text"] for each in shown(hall)[number]["earlier"]] == ["Who pays?"]
    assert mine(hall, fiji, number)["text"] == "Who pays for this?"


def test_a_claim_keeps_another_moderator_away(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    other = hall.moderator("Second")
    number = asked(hall, fiji)
    hall.done(chair, "question.claim", question=number)
    assert shown(hall, Audience.MODERATORS)[number]["claimed_by"] == chair.participant
    for kind, fields in [
        ("approve", {}),
        ("dismiss", {"reason": "No."}),
        ("claim", {}),
        ("label", {"labels": ["A"]}),
    ]:
        assert hall.code(other, f"question.{kind}", question=number, **fields) == "question.claimed"
    assert hall.code(other, "question.release", question=number) == "question.not_claimed"
    hall.done(other, "question.claim", question=number, take_over=True)
    assert hall.code(chair, "question.approve", question=number) == "question.claimed"
    hall.done(other, "question.approve", question=number)
    assert shown(hall, Audience.MODERATORS)[number]["claimed_by"] is None


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_who_claim_at_once_one_has_it() -> None:
    hall = Assembly()
    number = asked(hall, hall.delegate("Fiji"))
    moderators = [hall.moderator(name) for name in ("First", "Second")]
    answers = at_once(
        *(lambda seat=seat: hall.do(seat, "question.claim", question=number) for seat in moderators)
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Done", "Refused"]


def test_the_moderators_order_holds_approved_questions_until_they_are_taken(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    first, second = approved(hall, chair, fiji), approved(hall, chair, chile)
    hall.done(chair, "question.arrange", next_up=[second, first], seen=[])
    assert hall.code(chair, "question.arrange", next_up=[first], seen=[]) == "question.order_changed"
    pending = asked(hall, fiji)
    wrong = hall.code(chair, "question.arrange", next_up=[pending], seen=[second, first])
    assert wrong == "question.not_approved"
    hall.done(chair, "question.begin_answer", question=second)
    assert policy(hall, Audience.EVERYONE)["next_up"] == [first]


def test_a_question_whose_approval_is_taken_back_leaves_the_moderators_order(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    first, second = approved(hall, chair, fiji), approved(hall, chair, fiji, "Who decides?")
    hall.done(chair, "question.arrange", next_up=[first, second], seen=[])
    hall.done(chair, "question.defer", question=second, reason="Later")
    hall.done(chair, "question.restore", question=second)
    hall.done(chair, "question.restore", question=first)
    assert policy(hall, Audience.EVERYONE)["next_up"] == []
    hall.done(chair, "question.arrange", next_up=[second], seen=[])


def test_the_floor_is_offered_and_taken(hall: Assembly, chair: Seat, fiji: Seat, chile: Seat) -> None:
    number = approved(hall, chair, fiji)
    of_guest = approved(hall, chair, hall.guest())
    assert hall.code(chair, "question.offer_floor", question=of_guest) == "question.no_delegation"
    assert hall.code(fiji, "question.decline_floor", question=number) == "question.not_offered"
    hall.done(chair, "question.offer_floor", question=number)
    assert mine(hall, fiji, number)["offered"]
    assert not shown(hall)[number]["offered"]
    hall.done(fiji, "question.decline_floor", question=number)
    hall.done(chair, "question.offer_floor", question=number)
    hall.done(chile, "floor.inscribe")
    assert shown(hall)[number]["state"] == "approved"
    entry = hall.done(fiji, "floor.inscribe")
    assert f'"{number}":{{"id":"{number}"' in (entry.everyone or "").replace(" ", "")
    assert (shown(hall)[number]["state"], shown(hall)[number]["answer_kind"]) == ("answered", "floor")


def test_the_offer_of_the_floor_is_taken_back(hall: Assembly, chair: Seat, fiji: Seat) -> None:
    number = approved(hall, chair, fiji)
    assert hall.code(chair, "question.withdraw_offer", question=number) == "question.not_offered"
    hall.done(chair, "question.offer_floor", question=number)
    other = hall.person("Second moderator", "moderator")
    hall.done(other, "question.claim", question=number)
    assert hall.code(chair, "question.withdraw_offer", question=number) == "question.claimed"
    entry = hall.done(other, "question.withdraw_offer", question=number)
    assert (entry.everyone, mine(hall, fiji, number)["offered"]) == (None, False)
    hall.done(fiji, "floor.inscribe")
    assert shown(hall)[number]["state"] == "approved"


# Merging


def vote(hall: Assembly, seat: Seat, number: str) -> None:
    assert isinstance(hall.do(seat, "question.vote", question=number), Done)


def counts(hall: Assembly) -> dict[str, int]:
    return votes.votes(hall.session.pk).counts


def voted(hall: Assembly, seat: Seat) -> list[str]:
    return votes.my_votes(hall.session.pk, [seat.person])[seat.person].questions


def test_a_merge_unites_the_votes_and_each_person_counts_once(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    first, second = approved(hall, chair, fiji), approved(hall, chair, chile)
    both, one, other = hall.guest(), hall.guest(), hall.guest()
    for seat, number in [(both, first), (both, second), (one, first), (other, second)]:
        vote(hall, seat, number)
    hall.done(chair, "question.merge", question=second, into=first)
    assert (counts(hall), voted(hall, other), voted(hall, both)) == ({first: 3}, [first], [first])
    assert (second in shown(hall), mine(hall, chile, second)["merged_into"]) == (False, first)
    # A vote for the merged question counts for the other, and is withdrawn there.
    late = hall.guest()
    vote(hall, late, second)
    assert counts(hall) == {first: 4}
    for seat in (both, late):
        hall.do(seat, "question.withdraw_vote", question=first)
    assert (counts(hall), voted(hall, both)) == ({first: 2}, [])
    hall.done(chair, "question.restore", question=second)
    assert counts(hall) == {first: 1, second: 1}


def test_merged_questions_follow_to_the_last_and_make_no_circle(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    first, second, third = (approved(hall, chair, fiji) for _ in range(3))
    voter = hall.guest()
    vote(hall, voter, first)
    hall.done(chair, "question.merge", question=first, into=second)
    hall.done(chair, "question.merge", question=second, into=third)
    assert (counts(hall), voted(hall, voter)) == ({third: 1}, [third])
    for into in (first, second, third):
        assert hall.code(chair, "question.merge", question=third, into=into) == "question.same"
    assert hall.code(chair, "question.merge", question=third, into="99") == "question.unknown"


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_votes_that_arrive_while_questions_are_merged_are_all_counted() -> None:
    hall = Assembly()
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    first, second = approved(hall, chair, fiji), approved(hall, chair, fiji)
    people = [hall.guest() for _ in range(12)]
    acts = [
        lambda seat=seat, number=number: hall.do(seat, "question.vote", question=number)
        for seat, number in zip(people, [first, second] * 6, strict=True)
    ]
    merge = lambda: hall.do(chair, "question.merge", question=second, into=first)  # noqa: E731
    answers = at_once(*acts[:6], merge, *acts[6:])
    assert {type(answer) for answer in answers} == {Done}
    assert (counts(hall), Vote.objects.count()) == ({first: len(people)}, len(people))


def test_hidden_numbers_of_votes_are_for_moderators_until_the_session_is_closed(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    number = approved(hall, chair, fiji)
    vote(hall, hall.guest(), number)
    hall.done(chair, "question.set_policy", hides_votes=True)
    assert (counts(hall), votes.hidden_votes(hall.session.pk).counts) == ({}, {number: 1})
    hall.done(chair, "session.close")
    assert (counts(hall), votes.hidden_votes(hall.session.pk).counts) == ({number: 1}, {})


def test_a_vote_counts_for_the_question_that_one_is_merged_into_before_its_row_is_locked(
    hall: Assembly, chair: Seat, fiji: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = approved(hall, chair, fiji), approved(hall, chair, fiji)
    read = votes.merges_of

    def merged_after_the_first_read(session_id: int) -> Any:
        monkeypatch.setattr(votes, "merges_of", read)
        found = read(session_id)
        into = Question.objects.get(number=first)
        Question.objects.filter(number=second).update(
            state="merged", before_merge="approved", merged_into=into
        )
        return found

    monkeypatch.setattr(votes, "merges_of", merged_after_the_first_read)
    vote(hall, hall.guest(), second)
    assert counts(hall) == {first: 1}


def test_a_point_of_order_does_not_take_the_floor_that_was_offered(
    hall: Assembly, chair: Seat, fiji: Seat
) -> None:
    number = approved(hall, chair, fiji)
    hall.done(chair, "question.offer_floor", question=number)
    hall.done(fiji, "floor.inscribe", kind="point_of_order")
    assert shown(hall)[number]["state"] == "approved"
    hall.done(fiji, "floor.inscribe")
    assert shown(hall)[number]["answer_kind"] == "floor"

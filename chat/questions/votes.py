"""Votes for questions: cast in batches, counted with those of merged questions, and sent as signals."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Count

from chat import guests
from chat.questions import protocol, rules
from chat.questions.models import Question, Vote
from chat.questions.policy import policy_of
from chat.questions.projections import SHOWN
from chat.questions.protocol import GuestVotes, HiddenVotes, MyVotes, Votes
from foundation import ids
from foundation.accounts.seats import Seat
from foundation.ids import subject
from foundation.refusals import Refusal
from foundation.registry import BatchedCommand, SignalSource
from foundation.wire import signals
from sessions.models import Session
from sessions.programme.rules import check_not_closed
from sessions.programme.services import find_session

VOTES, HIDDEN_VOTES = "question.votes", "question.hidden_votes"
GUEST_VOTES, MY_VOTES = "question.guest_votes", "question.my_votes"


def merges_of(session_id: int) -> dict[int, tuple[int, int | None]]:
    """By the number of each merged question: the number and the key of the question that it was merged into."""
    rows = Question.objects.filter(session=session_id, merged_into__isnull=False)
    return {
        number: (into, key)
        for number, into, key in rows.values_list("number", "merged_into__number", "merged_into")
    }


def merged_in(session_id: int) -> dict[int, int]:
    """The merged questions of a session, and the questions into which they were merged, by their numbers."""
    return {number: into for number, (into, _) in merges_of(session_id).items()}


def mark_counts_changed(stream: str) -> None:
    """Send the numbers of votes again."""
    signals.mark_changed(stream, VOTES)
    signals.mark_changed(stream, HIDDEN_VOTES)


def vote(stream: str, acts: Sequence[BatchedCommand], now: datetime) -> list[Refusal | None]:
    """Cast and withdraw votes of one session, in the order in which they came.

    A person's second vote for a question changes nothing, nor does the withdrawal of a vote that was not cast. A vote
    for a merged question counts for the question that stands for it.
    """
    session = find_session(subject(stream))
    group = _MergedQuestions(session, {ids.number(act.command.question) for act in acts})
    batch = _VoteBatch(group, {act.seat.person for act in acts}, now)
    refusals: list[Refusal | None] = []
    for act in acts:
        try:
            check_not_closed(session.state)
            batch.take(group.final_question(ids.number(act.command.question)), act)
            refusals.append(None)
        except Refusal as refusal:
            refusals.append(refusal)
    batch.save()
    done = [act.seat for act, refusal in zip(acts, refusals, strict=True) if refusal is None]
    if done:
        mark_counts_changed(stream)
    for seat in done:
        signals.mark_changed(stream, MY_VOTES, seat.person)
        if seat.network:
            signals.mark_changed(stream, GUEST_VOTES)
    return refusals


class _MergedQuestions:
    """Questions with those that stand for them, and all that are merged into the latter.

    Their rows are locked until the commit, so that none is decided or merged in between.
    """

    def __init__(self, session: Session, numbers: Collection[int]) -> None:
        while True:
            merges = merges_of(session.pk)
            self._parents = {number: into for number, (into, _) in merges.items()}
            roots = {rules.final_question(number, self._parents) for number in numbers}
            wanted = roots | {
                number for number in self._parents if rules.final_question(number, self._parents) in roots
            }
            # In the order of their keys, so that two batches do not wait for each other.
            rows = Question.objects.filter(session=session, number__in={*numbers, *wanted}).order_by("pk")
            self._rows = {row.number: row for row in rows.select_for_update(no_key=True)}
            if all(row.merged_into_id == merges.get(row.number, (0, None))[1] for row in self._rows.values()):
                return
            # A question was merged, or its merge undone, after it was read and before it was locked.

    def final_question(self, number: int) -> Question | None:
        """The question with this number, or the one that it was merged into."""
        return self._rows.get(rules.final_question(number, self._parents))

    def final_questions(self) -> dict[int, Question]:
        """By the key of each row: the row that stands for it."""
        return {
            row.pk: root
            for row in self._rows.values()
            if (root := self.final_question(row.number)) is not None
        }


class _VoteBatch:
    """The votes that a batch casts and withdraws."""

    def __init__(self, group: _MergedQuestions, people: Collection[str], now: datetime) -> None:
        self._now = now
        roots = group.final_questions()
        self._members: dict[int, list[int]] = defaultdict(list)
        for pk, root in roots.items():
            self._members[root.pk].append(pk)
        rows = Vote.objects.filter(question__in=roots, person__in=people)
        self._before = {
            (roots[question].pk, person) for question, person in rows.values_list("question_id", "person")
        }
        self._wanted: dict[tuple[int, str], Seat | None] = {}
        """By question and person: the seat if the vote is to stand, None if it is withdrawn."""

    def take(self, question: Question | None, act: BatchedCommand) -> None:
        """Add a vote or a withdrawal. Refuses `question.unknown`, `question.wrong_state`, `question.vote_later`."""
        if question is None:
            raise unknown_refusal()
        rules.check_act("vote", question.state)
        seat, key = act.seat, (question.pk, act.seat.person)
        if isinstance(act.command, protocol.WithdrawVote):
            self._wanted[key] = None
            return
        stands = self._wanted[key] is not None if key in self._wanted else key in self._before
        if not stands:
            guests.check_pace("question.vote", seat, self._now)
        self._wanted[key] = seat

    def save(self) -> None:
        """Write what differs from before."""
        gone: dict[int, list[str]] = defaultdict(list)
        new = []
        for key in sorted(self._wanted):
            seat, (question, person) = self._wanted[key], key
            if seat is None and key in self._before:
                gone[question].append(person)
            elif seat is not None and key not in self._before:
                new.append(Vote(question_id=question, person=person, network=seat.network))
        for question, people in gone.items():
            Vote.objects.filter(question__in=self._members[question], person__in=people).delete()
        Vote.objects.bulk_create(new)


def unknown_refusal() -> Refusal:
    """`question.unknown`: the session has no question with this number."""
    return Refusal(
        "question.unknown", "There is no such question in this session. Look at the questions again."
    )


def counts(session_id: int, states: Iterable[str] = SHOWN) -> dict[int, int]:
    """The number of people who voted for each question in these states, by its number.

    Votes for merged questions count for the question that stands for them, each person once.
    """
    shown = Question.objects.filter(session=session_id, state__in=states)
    found = dict.fromkeys(shown.values_list("number", flat=True), 0)
    cast = Vote.objects.filter(question__session=session_id).order_by().values_list("question__number")
    found |= {number: count for number, count in cast.annotate(Count("pk")) if number in found}
    if not (parents := merged_in(session_id)):
        return found
    standing = {number: rules.final_question(number, parents) for number in {*parents, *parents.values()}}
    people: dict[int, set[str]] = defaultdict(set)
    votes = Vote.objects.filter(question__session=session_id, question__number__in=standing)
    for number, person in votes.values_list("question__number", "person"):
        people[standing[number]].add(person)
    return found | {number: len(voters) for number, voters in people.items() if number in found}


def are_hidden(session: Session) -> bool:
    """Whether only moderators may know the numbers of votes now, and the order by them."""
    return policy_of(session).hides_votes and session.state != "closed"


def votes(session_id: int) -> Votes:
    """The signal `question.votes`."""
    return Votes(counts={} if are_hidden(find_session(session_id)) else _public_counts(session_id))


def hidden_votes(session_id: int) -> HiddenVotes:
    """The signal `question.hidden_votes`."""
    return HiddenVotes(counts=_public_counts(session_id) if are_hidden(find_session(session_id)) else {})


def _public_counts(session_id: int) -> dict[str, int]:
    withheld = set(
        Question.objects.filter(session=session_id, withheld=True).values_list("number", flat=True)
    )
    return {str(number): cast for number, cast in counts(session_id).items() if number not in withheld}


def guest_votes(session_id: int) -> GuestVotes:
    """The signal `question.guest_votes`: how many votes for a question came from guests at one address.

    Of several addresses the largest number counts. Numbers below `guests.MANY_OF_ONE_ADDRESS` are left out.
    """
    cast = Vote.objects.filter(question__session=session_id, question__state__in=SHOWN).exclude(network="")
    at_one = cast.values_list("question__number", "network").annotate(votes_now=Count("pk"))
    found: dict[str, int] = {}
    for number, _, count in at_one.filter(votes_now__gte=guests.MANY_OF_ONE_ADDRESS).order_by("votes_now"):
        found[str(number)] = count
    return GuestVotes(counts=found)


def my_votes(session_id: int, persons: Collection[str]) -> dict[str, MyVotes]:
    """The signal `question.my_votes` of each of these persons: the questions that the person voted for."""
    parents = merged_in(session_id)
    voted: dict[str, dict[str, None]] = {person: {} for person in persons}
    rows = Vote.objects.filter(question__session=session_id, person__in=persons).order_by("pk")
    for person, number in rows.values_list("person", "question__number"):
        voted[str(person)][str(rules.final_question(number, parents))] = None
    return {person: MyVotes(questions=list(numbers)) for person, numbers in voted.items()}


SIGNALS = [
    SignalSource(VOTES, "session", read=votes),
    SignalSource(HIDDEN_VOTES, "session", read=hidden_votes, permission="question.moderate"),
    SignalSource(GUEST_VOTES, "session", read=guest_votes, permission="question.moderate"),
    SignalSource(MY_VOTES, "session", read_own=my_votes),
]

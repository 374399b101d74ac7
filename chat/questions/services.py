"""The services of questions and votes. Only they write them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db.models import Count, Max, Model

from chat.questions import protocol, rules
from chat.questions.models import Question, Vote
from chat.questions.projections import SHOWN
from chat.questions.protocol import GuestVotes, MyVotes, Votes
from foundation import ids
from foundation.accounts.seats import Seat
from foundation.ids import subject
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.rate_limit import RateLimiter
from foundation.refusals import Refusal
from foundation.registry import Act, Context, SignalSource
from foundation.wire import signals
from foundation.wire.execution import throttled_refusal
from sessions.parties.services import is_guest
from sessions.programme.rules import check_not_closed
from sessions.programme.services import find

VOTES, GUEST_VOTES, MY_VOTES = "question.votes", "question.guest_votes", "question.my_votes"

GUESTS_VOTES = RateLimiter(size=2000, rate=50)
"""The limit on votes of guests at one address. It lets all people in a hall of two thousand vote at once."""

NEWCOMERS_VOTES = RateLimiter(size=20, rate=1)
"""The stricter limit on votes of guests at one address who took their seats within the last `rules.NEWCOMER_FOR`."""

GUESTS_QUESTIONS = RateLimiter(size=100, rate=1)
"""The limit on questions of guests at one address.

It leaves room for a whole hall, and stops a flood from many guest seats.
"""


def ask(context: Context, command: protocol.AskQuestion) -> None:
    """Ask a question. Only moderators and the asker see it until it is approved.

    Refuses `session.closed`, `question.blank`, `question.too_many`, `wire.throttled`.
    """
    session, seat = find(context.subject), context.seat
    check_not_closed(session.state)
    rules.check_text(command.text)
    waiting = Question.objects.filter(session=session, person=seat.person, state=Question.State.PENDING)
    rules.check_pending(waiting.count())
    if seat.network and not GUESTS_QUESTIONS.take(seat.network):
        raise throttled_refusal()
    last = Question.objects.filter(session=session).aggregate(last=Max("number"))["last"] or 0
    row = Question.objects.create(
        session=session,
        number=last + 1,
        person=seat.person,
        name=seat.name,
        party_id=seat.party,
        anonymous=command.anonymous,
        simulated=seat.simulated,
        guest=is_guest(seat),
        text=command.text,
        asked_at=context.now,
    )
    _journal(
        context, protocol.QuestionAsked(question=str(row.number)), [row], Audience.MODERATORS, named=False
    )


def approve(context: Context, command: protocol.ApproveQuestion) -> None:
    """Show a question to everyone."""
    row = _find(context, command.question)
    rules.check("approve", row.state)
    row.state, row.reason = Question.State.APPROVED, ""
    row.save()
    _journal(context, protocol.QuestionApproved(question=command.question), [row])
    signals.mark_changed(context.stream, VOTES)


def dismiss(context: Context, command: protocol.DismissQuestion) -> None:
    """Dismiss a question with a reason that the asker sees."""
    row = _find(context, command.question)
    rules.check("dismiss", row.state)
    audience = Audience.EVERYONE if row.state in SHOWN else Audience.MODERATORS
    row.state, row.reason, row.pinned = Question.State.DISMISSED, command.reason, False
    row.save()
    _journal(context, protocol.QuestionDismissed(question=command.question), [row], audience)
    signals.mark_changed(context.stream, VOTES)


def pin(context: Context, command: protocol.PinQuestion) -> None:
    """Show a question on the hall screen. It replaces the question that is shown there."""
    row = _find(context, command.question)
    rules.check("pin", row.state)
    before = Question.objects.filter(session=row.session_id, pinned=True).exclude(pk=row.pk).first()
    changed: list[Model] = [row]
    if before is not None:
        before.pinned = False
        before.save()
        changed.append(before)
    row.pinned = True
    row.save()
    _journal(context, protocol.QuestionPinned(question=command.question), changed)


def unpin(context: Context, command: protocol.UnpinQuestion) -> None:
    """Take a question off the hall screen. Refuses `question.not_pinned`."""
    row = _find(context, command.question)
    if not row.pinned:
        raise Refusal(
            "question.not_pinned",
            "This question is not on the hall screen any more. Look at the questions again.",
        )
    row.pinned = False
    row.save()
    _journal(context, protocol.QuestionUnpinned(question=command.question), [row])


def answer(context: Context, command: protocol.AnswerQuestion) -> None:
    """Mark a question as answered. It leaves the hall screen."""
    row = _find(context, command.question)
    rules.check("answer", row.state)
    row.state, row.pinned = Question.State.ANSWERED, False
    row.save()
    _journal(context, protocol.QuestionAnswered(question=command.question), [row])


def restore(context: Context, command: protocol.RestoreQuestion) -> None:
    """Undo the last decision on a question. It leaves the hall screen."""
    row = _find(context, command.question)
    rules.check("restore", row.state)
    audience = Audience.EVERYONE if row.state in SHOWN else Audience.MODERATORS
    row.state, row.reason, row.pinned = rules.RESTORED[row.state], "", False
    row.save()
    _journal(context, protocol.QuestionRestored(question=command.question), [row], audience)
    signals.mark_changed(context.stream, VOTES)


def vote(stream: str, acts: Sequence[Act], now: datetime) -> list[Refusal | None]:
    """Cast and withdraw votes of one session, in the order in which they came.

    A person's second vote for a question changes nothing, nor does the withdrawal of a vote that was not cast.
    """
    session = find(subject(stream))
    numbers = {ids.number(act.command.question) for act in acts}
    # Locked until the commit, so that no question is dismissed or answered in between. In the order of their keys, so
    # that two batches do not wait for each other.
    rows = Question.objects.filter(session=session, number__in=numbers).order_by("pk")
    questions = {row.number: row for row in rows.select_for_update(no_key=True)}
    people = {act.seat.person for act in acts}
    cast = set(
        Vote.objects.filter(question__in=questions.values(), person__in=people).values_list(
            "question_id", "person"
        )
    )
    batch = _VoteBatch(now, frozenset(cast))
    refusals: list[Refusal | None] = []
    for act in acts:
        try:
            check_not_closed(session.state)
            row = questions.get(ids.number(act.command.question))
            if row is None:
                raise _unknown_refusal()
            rules.check("vote", row.state)
            batch.take(row, act)
            refusals.append(None)
        except Refusal as refusal:
            refusals.append(refusal)
    batch.save()
    if any(refusal is None for refusal in refusals):
        signals.mark_changed(stream, VOTES)
    for act, refusal in zip(acts, refusals, strict=True):
        if refusal is None:
            signals.mark_changed(stream, MY_VOTES, act.seat.person)
            if act.seat.network:
                signals.mark_changed(stream, GUEST_VOTES)
    return refusals


class _VoteBatch:
    """The votes that a batch casts and withdraws. `cast` are the votes before it: (question's key, person)."""

    def __init__(self, now: datetime, cast: frozenset[tuple[int, str]]) -> None:
        self._now, self._cast = now, cast
        self._wanted: dict[tuple[int, str], Seat | None] = {}
        """By question and person: the seat if the vote is to stand, None if it is withdrawn."""

    def take(self, question: Question, act: Act) -> None:
        """Add a vote or a withdrawal. Refuses `question.vote_later`."""
        seat, key = act.seat, (question.pk, act.seat.person)
        if isinstance(act.command, protocol.WithdrawVote):
            self._wanted[key] = None
            return
        stands = self._wanted[key] is not None if key in self._wanted else key in self._cast
        if not stands:
            _check_pace(seat, self._now)
        self._wanted[key] = seat

    def save(self) -> None:
        """Write what differs from before."""
        gone: dict[int, list[str]] = defaultdict(list)
        new = []
        for key, seat in sorted(self._wanted.items(), key=lambda item: item[0]):
            question, person = key
            if seat is None and key in self._cast:
                gone[question].append(person)
            elif seat is not None and key not in self._cast:
                new.append(Vote(question_id=question, person=person, network=seat.network))
        for question, people in gone.items():
            Vote.objects.filter(question=question, person__in=people).delete()
        Vote.objects.bulk_create(new)


def _check_pace(seat: Seat, now: datetime) -> None:
    """Limit votes of guests per address. Refuses `question.vote_later`."""
    if not seat.network:
        return
    is_new = rules.is_newcomer(seat.taken_at, now)
    if (is_new and not NEWCOMERS_VOTES.take(seat.network)) or not GUESTS_VOTES.take(seat.network):
        raise Refusal(
            "question.vote_later",
            "Many guests of your network vote just now. Vote again a minute after you came in.",
        )


def _find(context: Context, number: str) -> Question:
    """Return a question of a session that is not closed. Refuses `session.closed`, `question.unknown`."""
    check_not_closed(find(context.subject).state)
    found = Question.objects.filter(session=context.subject, number=ids.number(number)).first()
    if found is None:
        raise _unknown_refusal()
    return found


def _unknown_refusal() -> Refusal:
    return Refusal(
        "question.unknown", "There is no such question in this session. Look at the questions again."
    )


def _journal(
    context: Context,
    event: Event,
    changed: list[Model],
    audience: Audience = Audience.EVERYONE,
    named: bool = True,
) -> None:
    journal.append(
        context.stream,
        event,
        at=context.now,
        changed=changed,
        actor=context.seat.person,
        acting_as=context.seat.participant if named else None,
        audience=audience,
    )


def votes(session_id: int) -> Votes:
    """The signal `question.votes`: the number of votes for each question that everyone sees."""
    shown = Question.objects.filter(session=session_id, state__in=SHOWN, withheld=False)
    counts = shown.annotate(votes_now=Count("votes")).values_list("number", "votes_now")
    return Votes(counts={str(number): count for number, count in counts})


def guest_votes(session_id: int) -> GuestVotes:
    """The signal `question.guest_votes`: how many votes for a question came from guests at one address.

    If there were several addresses, it is the highest number. Numbers below `rules.MANY_OF_ONE_ADDRESS` are left out.
    """
    cast = Vote.objects.filter(question__session=session_id, question__state__in=SHOWN).exclude(network="")
    at_one = cast.values_list("question__number", "network").annotate(votes_now=Count("pk"))
    counts: dict[str, int] = {}
    for number, _, count in at_one.filter(votes_now__gte=rules.MANY_OF_ONE_ADDRESS).order_by("votes_now"):
        counts[str(number)] = count
    return GuestVotes(counts=counts)


def my_votes(session_id: int, persons: Collection[str]) -> dict[str, MyVotes]:
    """The signal `question.my_votes` of each of these persons: the questions that the person voted for."""
    voted: dict[str, list[str]] = {person: [] for person in persons}
    rows = Vote.objects.filter(question__session=session_id, person__in=persons).order_by("pk")
    for person, number in rows.values_list("person", "question__number"):
        voted[str(person)].append(str(number))
    return {person: MyVotes(questions=numbers) for person, numbers in voted.items()}


SIGNALS = [
    SignalSource(VOTES, "session", read=votes),
    SignalSource(GUEST_VOTES, "session", read=guest_votes, permission="question.moderate"),
    SignalSource(MY_VOTES, "session", read_own=my_votes),
]

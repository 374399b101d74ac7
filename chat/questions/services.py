"""The services of questions and votes. Only they write them."""

from collections.abc import Collection

from django.db.models import Count, Max, Model

from chat.questions import protocol, rules
from chat.questions.models import Question, Vote
from chat.questions.projections import SHOWN
from chat.questions.protocol import GuestVotes, MyVotes, Votes
from foundation import ids
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.messages.protocol import Event
from foundation.rate_limit import RateLimiter
from foundation.refusals import Refusal
from foundation.registry import Context, SignalSource
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


def vote(context: Context, command: protocol.VoteQuestion) -> None:
    """Vote for a question. A second vote of the same person changes nothing."""
    row = _find(context, command.question)
    rules.check("vote", row.state)
    seat = context.seat
    if not Vote.objects.filter(question=row, person=seat.person).exists():
        _pace(context)
        Vote.objects.get_or_create(question=row, person=seat.person, defaults={"network": seat.network})
    _touch(context)


def _pace(context: Context) -> None:
    """Limit votes of guests per address. Refuses `question.vote_later`."""
    seat = context.seat
    if not seat.network:
        return
    is_new = rules.is_newcomer(seat.taken_at, context.now)
    if (is_new and not NEWCOMERS_VOTES.take(seat.network)) or not GUESTS_VOTES.take(seat.network):
        raise Refusal(
            "question.vote_later",
            "Many guests of your network vote just now. Vote again a minute after you came in.",
        )


def withdraw_vote(context: Context, command: protocol.WithdrawVote) -> None:
    """Withdraw a vote. If there is no vote, nothing changes."""
    row = _find(context, command.question)
    rules.check("vote", row.state)
    Vote.objects.filter(question=row, person=context.seat.person).delete()
    _touch(context)


def _touch(context: Context) -> None:
    signals.mark_changed(context.stream, VOTES)
    if context.seat.network:
        signals.mark_changed(context.stream, GUEST_VOTES)
    signals.mark_changed(context.stream, MY_VOTES, context.seat.person)


def _find(context: Context, number: str) -> Question:
    """Return a question of a session that is not closed. Refuses `session.closed`, `question.unknown`."""
    check_not_closed(find(context.subject).state)
    found = Question.objects.filter(session=context.subject, number=ids.number(number)).first()
    if found is None:
        raise Refusal(
            "question.unknown", "There is no such question in this session. Look at the questions again."
        )
    return found


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

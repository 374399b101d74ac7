"""The only writer of ballots. It also decides how a vote is taken, and counts it (FL28)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from django.db.models import Model
from django.utils.crypto import salted_hmac

from foundation.accounts.seats import Seat
from foundation.ids import number, subject
from foundation.journal import services as journal
from foundation.messages.protocol import Event
from foundation.refusals import Refusal
from foundation.registry import Context, Reaction
from sessions import permissions
from sessions.parties import alphabet
from sessions.parties.models import Party
from sessions.parties.protocol import Place
from sessions.parties.rights import Decision
from sessions.parties.services import party_named
from sessions.programme.models import Session
from sessions.programme.protocol import SessionClosed, SessionState
from sessions.programme.services import find_session
from sessions.proposals.models import Proposal
from sessions.rollcall import services as rollcalls
from sessions.votes import models, protocol, rules, store
from sessions.votes.protocol import Answer, Giver, Subject
from sessions.votes.rules import Quorum, Tally, Vote


def terms_of(
    session: Session, subject: Subject, wanted: protocol.Terms, token: int, now: datetime
) -> dict[str, Any]:
    """How the vote that begins at the floor's token `token` is taken, as fields of `rules.Vote`.

    Locks the conference's stream, because the rights of parties and members change under that lock.

    Refuses `vote.appeal_is_voted`, `vote.moment_needed`, `vote.nobody_votes`; for a proposal also `rollcall.no_quorum`
    and `rollcall.still_open`.
    """
    journal.lock(session.conference.stream)
    roll = _alphabetical(session, wanted.language)
    rules.check_terms(subject, wanted.method, wanted.seconds, roll)
    quorum = quorum_of(session, subject)
    if subject == "proposal":
        rollcalls.check_closing(session)
        rules.check_quorum(quorum)
    drawn, seed = None, ""
    if wanted.method == "roll_call":
        seed = salted_hmac("sessions.votes.roll", f"{session.pk}/{token}", algorithm="sha256").hexdigest()[
            :32
        ]
        roll, drawn = rules.order_of_roll_call(seed, roll)
    return {
        "method": wanted.method,
        "closes_at": rules.end_of_voting(now, wanted.seconds),
        "roll": roll,
        "drawn": drawn,
        "seed": seed,
        "quorum": quorum,
    }


def _alphabetical(session: Session, language: str) -> tuple[str, ...]:
    """The accredited parties in the alphabetical order of their names in a language."""
    rows = Party.objects.filter(conference=session.conference_id, accredited=True)
    spelled = sorted(rows, key=lambda row: (alphabet.sort_key(row.name_in(language), language), row.pk))
    return tuple(str(row.pk) for row in spelled)


def quorum_of(session: Session, subject: Subject, roll: Collection[str] | None = None) -> Quorum:
    """Who is present, by the session's last roll call, or else as connected or checked in. Only a vote on a proposal
    needs a quorum (rule 67). If a `roll` is given, only the parties on it count as present.
    """
    found = rollcalls.counted_presence(session)
    return Quorum(
        present=len(found.present if roll is None else {*found.present}.intersection(roll)),
        accredited=len(found.accredited),
        needed=found.needed if subject == "proposal" else 0,
        counted_by=found.counted_by,
    )


def cast_vote(context: Context, command: protocol.CastVote) -> None:
    """Cast a vote, or answer the roll."""
    session, party = _session_and_party(context, command.party)
    row, vote = _find_vote_under_way(session, command.vote, context.now)
    said = store.answers_by_party(row) if vote.method == "roll_call" else {}
    rules.check_cast(_session_state(session), vote, said, str(party.pk), command.answer, party.accredited)
    ballot = _save_ballot(context, row, party, command.answer, command.seen)
    event = protocol.BallotCast(
        vote=command.vote, party=str(party.pk), answer=command.answer, place=ballot.place
    )
    shown: list[Model] = [ballot, row] if vote.method == "roll_call" else [ballot]
    _journal(context, event, shown)


def object_to(context: Context, command: protocol.ObjectToDecision) -> None:
    """Object to a decision without a vote, or take the objection back."""
    session, party = _session_and_party(context, command.party)
    row, vote = _find_vote_under_way(session, command.vote, context.now)
    rules.check_objection(_session_state(session), vote, str(party.pk), party.accredited)
    ballot = _save_ballot(context, row, party, "object" if command.objects else "", command.seen)
    _journal(
        context,
        protocol.VoteObjected(vote=command.vote, party=str(party.pk), objects=command.objects),
        [ballot],
    )


def correct(context: Context, command: protocol.CorrectVote) -> None:
    """Note what a party had intended to vote."""
    session, party = _session_and_party(context, command.party)
    row = session.votes.filter(number=number(command.vote)).first()
    rules.check_correction(_session_state(session), store.to_vote(row) if row else None, str(party.pk))
    assert row is not None
    ballot, _ = models.Ballot.objects.get_or_create(
        vote=row, party=party, defaults={"place": party.place, "at": context.now}
    )
    ballot.vote = row  # its projection reads it
    ballot.intended, ballot.corrected_at = command.answer, context.now
    ballot.save(update_fields=["intended", "corrected_at"])
    _journal(
        context,
        protocol.VoteCorrected(vote=command.vote, party=str(party.pk), answer=command.answer),
        [ballot],
    )


def close_vote(session: Session, vote: Vote, entered: Tally | None, reason: str, now: datetime) -> Vote:
    """The vote with its result. Refuses what `rules.close_vote` refuses."""
    row = session.votes.get(number=vote.number)
    accredited = Party.objects.filter(conference=session.conference_id, accredited=True)
    keys = {str(pk) for pk in accredited.values_list("pk", flat=True)}
    said = store.answers_by_party(row)
    quorum = rules.with_voters(quorum_of(session, vote.subject, vote.roll), vote, said)
    return rules.close_vote(vote, entered, said, keys, reason, quorum, now)


def _session_and_party(context: Context, named: str | None) -> tuple[Session, Party]:
    """The session, and the party for which the sender votes: its own, or with a permission any other.

    Refuses `vote.not_yours`.
    """
    session, party = find_session(context.subject), party_named(context, named)
    if context.seat.party != str(party.pk) and not permissions.allows(context.roles, "vote.cast_others"):
        raise Refusal(
            "vote.not_yours", "You vote for your own delegation alone. Let the others vote for theirs."
        )
    return session, party


def _find_vote_under_way(session: Session, named: str, now: datetime) -> tuple[models.Vote, Vote]:
    row = session.votes.filter(number=number(named)).first()
    vote = rules.find_vote_under_way(
        store.to_vote(row) if row is not None and not row.dropped else None, named, now
    )
    assert row is not None
    return row, vote


def _save_ballot(
    context: Context, row: models.Vote, party: Party, answer: Answer, seen: Answer
) -> models.Ballot:
    """Save a party's answer, in place of its previous answer. Refuses `vote.delegation_voted`."""
    giver = _giver(context.seat, party)
    before = row.ballots.filter(party=party).values_list("answer", "given_by").first()
    if before is not None:
        rules.check_replacement(cast(Answer, before[0]), before[1], answer, giver, seen)
    ballot = models.Ballot(
        vote=row,
        party=party,
        answer=answer,
        place=cast(Place, context.seat.place) if context.seat.party == str(party.pk) else party.place,
        at=context.now,
        cast_by=context.seat.participant or "",
        given_by=giver,
    )
    models.Ballot.objects.bulk_create(
        [ballot],
        update_conflicts=True,
        unique_fields=["vote", "party"],
        update_fields=["answer", "place", "at", "cast_by", "given_by"],
    )
    return ballot


def _giver(seat: Seat, party: Party) -> Giver:
    """Who gives a party's ballot from this seat. A simulated seat is its party's own."""
    if seat.party != str(party.pk):
        return "desk"
    return "card" if seat.given_out and not seat.simulated else "delegation"


def _session_state(session: Session) -> SessionState:
    return session.state


def _journal(context: Context, event: Event, changed: list[Model]) -> None:
    seat = context.seat
    journal.append(
        context.stream, event, at=context.now, changed=changed, actor=seat.person, acting_as=seat.participant
    )


def _on_vote_begun(stream: str, event: protocol.VotePut, now: datetime) -> list[Model]:
    """A reaction: mark the proposal on which a vote began."""
    return [] if event.proposal is None else [_update_proposal(stream, event.proposal, under_vote=True)]


def _on_vote_closed(stream: str, event: protocol.VoteClosed, now: datetime) -> list[Model]:
    """A reaction to the end of a vote: give the proposal its result, and make the decision that was taken (FL22).

    If somebody objected to a decision without a vote, the proposal can still be voted on.
    """
    if event.proposal is None:
        return []
    rejected = "tabled" if event.method == "without_a_vote" else "not_adopted"
    row = _update_proposal(
        stream, event.proposal, under_vote=False, state="adopted" if event.carried else rejected
    )
    if not event.carried:
        return [row]
    vote = row.session.votes.get(number=number(event.vote))
    decision = rollcalls.decided_by_vote(
        row.session,
        now,
        by_roll_call=vote.counted_by == "roll_call",
        text=f"{row.symbol} {row.title}".strip(),
        proposal=row.number,
        vote=vote.number,
        present=vote.present,
        accredited=vote.accredited,
        needed=vote.needed,
    )
    return [row, decision]


def _on_vote_dropped(stream: str, event: protocol.VoteDropped | SessionClosed, now: datetime) -> list[Model]:
    """A reaction: allow another vote on a proposal whose vote ended without a result."""
    rows = list(Proposal.objects.filter(session=subject(stream), under_vote=True))
    for row in rows:
        row.under_vote = False
        row.save(update_fields=["under_vote"])
    return list(rows)


def decisions(conference: int) -> list[Decision]:
    """The votes that have no result yet."""
    votes = models.Vote.objects.filter(session__conference=conference, shown=True, closed_at=None)
    return [
        Decision(
            vote.session.stream,
            f"a vote in “{vote.session}”",
            vote.session.title,
            "vote.cast",
            frozenset(vote.roll),
            None if vote.suspended_at else vote.closes_at,
        )
        for vote in votes.select_related("session")
    ]


def _update_proposal(stream: str, proposal: str, **fields: Any) -> Proposal:
    row = find_session(subject(stream)).proposals.get(number=number(proposal))
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
    return row


REACTIONS = [
    Reaction(protocol.VotePut, _on_vote_begun),
    Reaction(protocol.VoteClosed, _on_vote_closed),
    Reaction(protocol.VoteDropped, _on_vote_dropped),
    Reaction(SessionClosed, _on_vote_dropped),
]

"""Services for appeals, and for the begin and the end of a vote (FL13, FL28)."""

from typing import Any

from foundation.registry import Context
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.services import actor_of, apply_rule
from sessions.floor.voting import protocol, rules
from sessions.parties.services import party_named
from sessions.press.rules import check_not_press
from sessions.programme.services import find_session
from sessions.proposals.services import proposal_of
from sessions.votes import services as votes
from sessions.votes.protocol import Subject, Terms
from sessions.votes.rules import Tally


def raise_appeal(context: Context, command: protocol.RaiseAppeal) -> None:
    """Appeal against the ruling (FL13)."""
    party = party_named(context, command.party)
    check_not_press(party.outlet)
    actor = actor_of(context, "floor.inscribe_others")
    apply_rule(
        context, lambda floor: rules.raise_appeal(floor, actor, command.ruling, str(party.pk), context.now)
    )


def withdraw_appeal(context: Context, command: protocol.WithdrawAppeal) -> None:
    """Withdraw an appeal (FL13)."""
    actor = actor_of(context, "floor.withdraw_others")
    apply_rule(context, lambda floor: rules.withdraw_appeal(floor, actor, command.ruling, context.now))


def appeal(context: Context, command: protocol.Appeal) -> None:
    """Put an appeal to the vote (FL13)."""
    named = party_named(context, command.party)
    check_not_press(named.outlet)
    party, c, terms = str(named.pk), command, _terms(context, "appeal", command.token, command.terms)
    apply_rule(context, lambda floor: rules.appeal(floor, c.ruling, party, c.token, context.now, **terms))


def put_to_vote(context: Context, command: protocol.PutToVote) -> None:
    """Put a motion to the vote (FL13)."""
    terms = _terms(context, "motion", command.token, command.terms)
    apply_rule(context, lambda floor: rules.put_to_vote(floor, command.token, context.now, **terms), "voted")


def put_proposal(context: Context, command: protocol.PutProposal) -> None:
    """Put a proposal to the vote (FL28)."""
    row = proposal_of(find_session(context.subject), command.proposal)
    vote = _terms(context, "proposal", command.token, command.terms)
    vote |= {"subject": "proposal", "proposal": row.number, "majority": command.majority}
    apply_rule(
        context, lambda floor: rules.put_proposal_or_question(floor, command.token, context.now, **vote)
    )


def put_question(context: Context, command: protocol.PutQuestion) -> None:
    """Ask for an indicative vote (FL28)."""
    vote = _terms(context, "indicative", command.token, command.terms)
    vote |= {"subject": "indicative", "question": command.question}
    apply_rule(
        context, lambda floor: rules.put_proposal_or_question(floor, command.token, context.now, **vote)
    )


def _terms(context: Context, subject: Subject, token: int, terms: Terms) -> dict[str, Any]:
    """How the vote is taken, as fields of the vote that begins at the next token."""
    return votes.terms_of(find_session(context.subject), subject, terms, token + 1, context.now)


def close(context: Context, command: protocol.CloseVote) -> None:
    """Close a vote (FL28)."""
    c, session = command, find_session(context.subject)
    entered = None
    if c.in_favour is not None and c.against is not None:
        entered = Tally(c.in_favour, c.against, c.abstentions)

    def rule(floor: Floor) -> Outcome:
        vote = rules.find_vote_under_way(floor, c.vote)
        return rules.close_vote(
            floor, votes.close_vote(session, vote, entered, c.reason, context.now), context.now
        )

    apply_rule(context, rule, "lapsed")


def drop(context: Context, command: protocol.DropVote) -> None:
    """End a vote without a result (FL13)."""
    apply_rule(context, lambda floor: rules.drop_vote(floor, command.vote, command.reason, context.now))

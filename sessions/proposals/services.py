"""The only writer of proposals, except for their state after a vote (FL29)."""

from typing import cast

from foundation.ids import number
from foundation.journal import services as journal
from foundation.messages.protocol import Event
from foundation.registry import Context
from sessions.parties.services import party_named
from sessions.programme.models import Session
from sessions.programme.services import find_session
from sessions.proposals import protocol, rules
from sessions.proposals.models import Proposal

Fields = protocol.AddProposal | protocol.ChangeProposal


def known_proposal(session: Session, named: str) -> Proposal:
    """The proposal of a session that a command names. Refuses `proposal.unknown`."""
    row = session.proposals.filter(number=number(named)).first()
    rules.check_known(row is not None)
    assert row is not None
    return row


def proposal_of(session: Session, named: str) -> Proposal:
    """The proposal that a command names, if it can be voted on. Refuses `proposal.unknown`, `proposal.decided`."""
    row = known_proposal(session, named)
    rules.check_votable(cast(protocol.State, row.state))
    return row


def add(context: Context, command: protocol.AddProposal) -> None:
    """Put a proposal before the session."""
    session = find_session(context.subject)
    rules.check_add(session.state, command.link, command.text)
    row = Proposal(session=session, number=session.proposals.count() + 1)
    _fill_fields(context, row, command)
    row.save()
    _journal(context, protocol.ProposalAdded(proposal=str(row.number), **_event_fields(row)), row)


def change(context: Context, command: protocol.ChangeProposal) -> None:
    """Correct a proposal."""
    row = _find_undecided(context, command.proposal)
    rules.check_add(row.session.state, command.link, command.text)
    _fill_fields(context, row, command)
    row.save()
    _journal(context, protocol.ProposalChanged(proposal=str(row.number), **_event_fields(row)), row)


def withdraw(context: Context, command: protocol.WithdrawProposal) -> None:
    """Note that a proposal was withdrawn."""
    row = _find_undecided(context, command.proposal)
    row.state = "withdrawn"
    row.save(update_fields=["state"])
    _journal(context, protocol.ProposalWithdrawn(proposal=str(row.number)), row)


def _find_undecided(context: Context, named: str) -> Proposal:
    session = find_session(context.subject)
    row = known_proposal(session, named)
    rules.check_open(session.state, cast(protocol.State, row.state), row.under_vote)
    return row


def _fill_fields(context: Context, row: Proposal, fields: Fields) -> None:
    row.symbol, row.title, row.text, row.link = fields.symbol, fields.title, fields.text, fields.link
    row.sponsors = list(dict.fromkeys(str(party_named(context, each).pk) for each in fields.sponsors))


def _event_fields(row: Proposal) -> dict[str, str | list[str]]:
    return {"symbol": row.symbol, "title": row.title, "sponsors": row.sponsors}


def _journal(context: Context, event: Event, row: Proposal) -> None:
    seat = context.seat
    journal.append(
        context.stream, event, at=context.now, changed=[row], actor=seat.person, acting_as=seat.participant
    )

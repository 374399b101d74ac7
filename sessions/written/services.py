"""The only writer of statements in writing."""

from foundation.journal import services as journal
from foundation.registry import Context
from sessions.parties.services import party_named
from sessions.programme.services import find
from sessions.written import protocol, rules
from sessions.written.models import WrittenStatement


def submit(context: Context, command: protocol.SubmitStatement) -> None:
    """FL4: a statement in writing takes no turn."""
    rules.check(command.text, command.on_behalf_of)
    party, session = party_named(context, None), find(context.subject)
    rules.check_number(WrittenStatement.objects.filter(session=session, party=party).count())
    row = WrittenStatement.objects.create(
        session=session,
        party=party,
        language=command.language,
        text=command.text,
        on_behalf_of=command.on_behalf_of,
        submitted_at=context.now,
    )
    journal.append(
        context.stream,
        protocol.StatementSubmitted(statement=str(row.pk), party=str(party.pk)),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )

"""The only writer of technical checks."""

from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.parties.services import participant_of
from sessions.technical_checks import protocol, rules
from sessions.technical_checks.models import TechnicalCheck


def submit(context: Context, command: protocol.SubmitCheck) -> None:
    """Store the check of the seat's participant. Refuses `check.twice`, `check.too_soon`, `check.no_part`."""
    rules.check_lines(command.lines)
    if context.seat.participant is None:
        raise Refusal(
            "check.no_part",
            "Only checks of participants are on the list of the staff. Read your results on this page.",
        )
    participant = participant_of(context.subject, context.seat.participant)
    former = TechnicalCheck.objects.filter(participant=participant).first()
    rules.check_pause(former.at if former else None, context.now)
    row = former or TechnicalCheck(participant=participant)
    row.at, row.browser, row.verdict = context.now, command.browser, rules.verdict(command.lines)
    row.lines = [line.model_dump(mode="json") for line in command.lines]
    row.save()
    journal.append(
        context.stream,
        protocol.CheckSubmitted(participant=str(participant.pk)),
        at=context.now,
        changed=[row],
        actor=context.seat.person,
        acting_as=context.seat.participant,
        audience=Audience.MODERATORS,
    )

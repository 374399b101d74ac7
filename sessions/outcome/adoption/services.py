"""The only writer of procedures, objections, reservations and corrigenda. It also adopts documents."""

import logging
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from foundation import clock
from foundation.clock import timestamp_text
from foundation.database import write_transaction
from foundation.ids import number
from foundation.journal import services as journal
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions import permissions
from sessions.outcome import digest
from sessions.outcome import rules as documents
from sessions.outcome.adoption import letters, protocol, rules
from sessions.outcome.adoption.models import Corrigendum, Objection, Procedure, Reservation
from sessions.outcome.amendments.rules import check_accredited, check_own
from sessions.outcome.models import Outcome
from sessions.outcome.services import (
    audience_of_event,
    find_outcome,
    find_paragraph,
    journal_document,
    journal_event,
    journal_in_conference,
    parse_moment,
)
from sessions.parties.models import Party
from sessions.parties.rights import Decision
from sessions.parties.services import party_named

logger = logging.getLogger(__name__)

DESK = "outcome.object_for_others"


def ask_consensus(context: Context, command: protocol.AskConsensus) -> None:
    """Ask whether the document can be adopted by consensus (OD9).

    Refuses `outcome.deciding`, `outcome.adopted`, `outcome.empty`, `outcome.hidden_from_delegations`.
    """
    document = find_outcome(context.subject)
    _begin_procedure(context, document, "consensus", context.now + timedelta(seconds=command.seconds), None)


def begin_silence(context: Context, command: protocol.BeginSilence) -> None:
    """Begin a silence procedure (OD10).

    Refuses `outcome.deciding`, `outcome.adopted`, `outcome.empty`, `outcome.no_moment`, `outcome.moment_passed`,
    `outcome.bad_deadline`, `outcome.bad_reminder`, `outcome.hidden_from_delegations`.
    """
    document = find_outcome(context.subject)
    until, remind_at = parse_moment(command.until), parse_moment(command.remind_at)
    assert until is not None
    rules.check_silence(until, context.now, remind_at)
    letters.queue_letters(_begin_procedure(context, document, "silence", until, remind_at), "began")


def _begin_procedure(
    context: Context,
    document: Outcome,
    kind: protocol.ProcedureKind,
    until: datetime,
    remind_at: datetime | None,
) -> Procedure:
    documents.check_text_open(document.state)
    rules.check_shown_to_delegations(document.access)
    rules.check_has_paragraphs([row.text for row in document.paragraphs.filter(deleted_at=None)])
    document.state = "deciding"
    document.save(update_fields=["state"])
    row = Procedure.objects.create(
        outcome=document,
        kind=kind,
        version=document.version,
        begun_at=context.now,
        until=until,
        remind_at=remind_at,
    )
    event = protocol.ProcedureBegan(procedure=str(row.pk), kind=kind, until=timestamp_text(until))
    journal_event(context, event, [document, row])
    journal_document(context, document)
    return row


def object_to_consensus(context: Context, command: protocol.ObjectToConsensus) -> None:
    """Object to the consensus, for a delegation. To object again changes the reason.

    An objection counts as long as the gavel has not fallen. Refuses `outcome.no_procedure`, `outcome.not_accredited`,
    `wire.forbidden`.
    """
    document = find_outcome(context.subject)
    row = _find_running_procedure(document, "consensus")
    party = _find_party(context, command.party)
    objection = _store_objection(row, party, command.reason, context.now)
    journal_event(
        context, protocol.ConsensusObjected(procedure=str(row.pk), party=str(party.pk)), [objection]
    )


def _store_objection(row: Procedure, party: Party, reason: str, now: datetime) -> Objection:
    objection, _ = Objection.objects.update_or_create(
        procedure=row, party=party, defaults={"reason": reason, "at": now, "withdrawn_at": None}
    )
    return objection


def withdraw_objection(context: Context, command: protocol.WithdrawObjection) -> None:
    """Withdraw an objection. A delegation that is not accredited any more can, too.

    Refuses `outcome.no_procedure`, `outcome.no_objection`, `wire.forbidden`.
    """
    row = _find_running_procedure(find_outcome(context.subject), "consensus")
    party = _acting_party(context, command.party)
    objection = row.objections.filter(party=party, withdrawn_at=None).first()
    if objection is None:
        raise Refusal("outcome.no_objection", "This delegation has not objected.")
    objection.withdrawn_at = context.now
    objection.save(update_fields=["withdrawn_at"])
    journal_event(
        context, protocol.ObjectionWithdrawn(procedure=str(row.pk), party=str(party.pk)), [objection]
    )


def adopt(context: Context, command: protocol.AdoptByConsensus) -> None:
    """Adopt the document by consensus (OD9).

    Refuses `outcome.no_procedure`, `outcome.too_early`, `outcome.objections_stand`.
    """
    document = find_outcome(context.subject)
    row = _find_running_procedure(document, "consensus")
    rules.check_adoptable(row.until, context.now, row.objections.filter(withdrawn_at=None).count())
    _store_adoption(document, row, context.now, context)


def extend_silence(context: Context, command: protocol.ExtendSilence) -> None:
    """Give a silence procedure a later deadline, and another reminder if one is asked for.

    Refuses `outcome.no_procedure`, `outcome.too_late`, `outcome.no_moment`, `outcome.not_later`,
    `outcome.bad_deadline`, `outcome.bad_reminder`.
    """
    row = _find_running_procedure(find_outcome(context.subject), "silence")
    rules.check_objection_time(row.until, context.now)
    until, remind_at = parse_moment(command.until), parse_moment(command.remind_at)
    assert until is not None
    rules.check_later(until, row.until)
    rules.check_silence(until, context.now, remind_at)
    before, row.until, row.remind_at = row.until, until, remind_at or row.remind_at
    row.save(update_fields=["until", "remind_at"])
    journal_event(
        context, protocol.ProcedureExtended(procedure=str(row.pk), until=timestamp_text(until)), [row]
    )
    letters.queue_letters(row, "extended", former_until=before)


def break_silence(context: Context, command: protocol.BreakSilence) -> None:
    """Break the silence (OD10).

    Refuses `outcome.no_procedure`, `outcome.too_late`, `outcome.not_accredited`, `wire.forbidden`.
    """
    document = find_outcome(context.subject)
    row = _find_running_procedure(document, "silence")
    rules.check_objection_time(row.until, context.now)
    party = _find_party(context, command.party)
    objection = _store_objection(row, party, command.reason, context.now)
    _end_procedure(document, row, "broken", context.now)
    journal_event(
        context,
        protocol.SilenceBroken(procedure=str(row.pk), party=str(party.pk)),
        [document, row, objection],
    )
    journal_document(context, document)
    letters.queue_letters(row, "broken", broken_by=party)


def end_procedure(context: Context, command: protocol.EndProcedure) -> None:
    """End a procedure without a result. Refuses `outcome.no_procedure`, `outcome.too_late`."""
    document = find_outcome(context.subject)
    row = document.procedures.filter(result="").first()
    if row is None:
        rules.check_running(None, "silence")
    assert row is not None
    if row.kind == "silence":
        # At the deadline the silence held, even if the server has not recorded it yet.
        rules.check_objection_time(row.until, context.now)
    _end_procedure(document, row, "ended", context.now)
    journal_event(context, protocol.ProcedureEnded(procedure=str(row.pk)), [document, row])
    journal_document(context, document)
    if row.kind == "silence":
        letters.queue_letters(row, "ended")


def _end_procedure(
    document: Outcome, row: Procedure, result: protocol.ProcedureResult, now: datetime
) -> None:
    row.result, row.ended_at = result, now
    row.save(update_fields=["result", "ended_at"])
    document.state = "drafting"
    document.save(update_fields=["state"])


def run_due() -> None:
    """Adopt the documents whose silence has lasted until the deadline, and send the reminders that are due.

    If this fails for one document, the error is logged, and the others are adopted.
    """
    now = clock.now()
    due = Procedure.objects.filter(result="", kind="silence", outcome__removed_at=None)
    due = due.filter(Q(until__lte=now) | Q(remind_at__lte=now))
    for pk, outcome in list(due.values_list("pk", "outcome_id")):
        try:
            _run_due_procedure(due.filter(pk=pk), outcome)
        except Exception:
            logger.exception(
                "The silence procedure of outcome/%s could not be ended; it is tried again", outcome
            )


def _run_due_procedure(due: QuerySet[Procedure], outcome: int) -> None:
    with write_transaction():
        journal.lock(f"outcome/{outcome}")
        now = clock.now()
        row = due.select_related("outcome__conference").first()
        if row is None:
            return
        if row.until <= now:
            _store_adoption(row.outcome, row, now, None)
            letters.queue_letters(row, "held")
        elif row.remind_at is not None and row.remind_at <= now:
            _send_reminder(row, now)


def _send_reminder(row: Procedure, now: datetime) -> None:
    row.remind_at = None
    row.save(update_fields=["remind_at"])
    event = protocol.SilenceReminded(procedure=str(row.pk))
    journal.append(row.outcome.stream, event, at=now, changed=[row])
    letters.queue_letters(row, "reminder")


def _store_adoption(document: Outcome, row: Procedure, now: datetime, context: Context | None) -> None:
    """Adopt a document. The digest of its text is stored, and the text does not change any more (OD1)."""
    row.result, row.ended_at = "held", now
    row.save(update_fields=["result", "ended_at"])
    paragraphs = list(document.paragraphs.filter(deleted_at=None).order_by("position", "pk"))
    octets = digest.canonical(
        document.title, document.language, [(each.kind, each.label, each.text) for each in paragraphs]
    )
    # By silence it is adopted at the deadline, also if no server ran then.
    adopted_at = row.until if row.kind == "silence" else now
    document.state, document.adopted_at = "adopted", adopted_at
    document.sha256 = digest.sha256(octets)
    document.taken_up = None
    document.milestones = [
        *document.milestones,
        {
            "version": document.version,
            "label": "adopted",
            "reading": document.reading,
            "at": timestamp_text(adopted_at),
        },
    ]
    document.save()
    changed = [each for each in paragraphs if each.status != "agreed"]
    for each in changed:
        each.status = "agreed"
        each.save(update_fields=["status"])
    event = protocol.OutcomeAdopted(procedure=str(row.pk), sha256=document.sha256)
    actor = context.seat.person if context else ""
    acting_as = context.seat.participant if context else None
    journal.append(
        document.stream,
        event,
        at=now,
        changed=[document, row, *changed],
        actor=actor,
        acting_as=acting_as,
    )
    journal.record_head(
        document.conference.stream, document.stream, at=now, audience=audience_of_event(document)
    )
    journal_in_conference(document, now, actor, acting_as, adopted=True)


def reserve(context: Context, command: protocol.Reserve) -> None:
    """Attach a reservation or an explanation of position (OD11).

    Refuses `outcome.nothing_to_reserve`, `outcome.unknown_paragraph`, `outcome.not_accredited`,
    `outcome.too_many_reservations`, `wire.forbidden`.
    """
    document = find_outcome(context.subject)
    rules.check_reservable(document.state)
    party = _find_party(context, command.party)
    rules.check_reservation_count(document.reservations.filter(party=party, withdrawn_at=None).count())
    row = Reservation.objects.create(
        outcome=document,
        kind=command.kind,
        paragraph=find_paragraph(document, command.paragraph) if command.paragraph is not None else None,
        party=party,
        text=command.text,
        at=context.now,
    )
    journal_event(context, protocol.Reserved(reservation=str(row.pk), party=str(party.pk)), [row])


def withdraw_reservation(context: Context, command: protocol.WithdrawReservation) -> None:
    """Withdraw a reservation. Refuses `outcome.unknown_reservation`, `outcome.not_yours`."""
    document = find_outcome(context.subject)
    row = document.reservations.filter(pk=number(command.reservation), withdrawn_at=None).first()
    if row is None:
        raise Refusal(
            "outcome.unknown_reservation", "There is no such reservation. Look at the document again."
        )
    if not permissions.allows(context.roles, DESK):
        check_own(str(row.party_id), context.seat.party)
    row.withdrawn_at = context.now
    row.save(update_fields=["withdrawn_at"])
    journal_event(context, protocol.ReservationWithdrawn(reservation=str(row.pk)), [row])


def correct(context: Context, command: protocol.AddCorrigendum) -> None:
    """Add a corrigendum (OD12). Refuses `outcome.not_adopted`, `outcome.unknown_paragraph`, `outcome.no_such_words`."""
    document = find_outcome(context.subject)
    rules.check_adopted(document.state)
    paragraph = find_paragraph(document, command.paragraph)
    rules.check_words_in_text(command.wrong, paragraph.text)
    row = Corrigendum.objects.create(
        outcome=document,
        number=document.corrigenda.count() + 1,
        paragraph=paragraph,
        wrong=command.wrong,
        right=command.right,
        note=command.note,
        at=context.now,
    )
    journal_event(context, protocol.CorrigendumAdded(corrigendum=str(row.pk), number=row.number), [row])


def decisions(conference: int) -> list[Decision]:
    """The procedures that run. Each accredited party can object."""
    running = Procedure.objects.filter(
        result="", outcome__conference=conference, outcome__removed_at=None
    ).select_related("outcome")
    accredited = Party.objects.filter(conference=conference, accredited=True).values_list("pk", flat=True)
    parties = frozenset(map(str, accredited)) if running else frozenset()
    return [
        Decision(
            row.outcome.stream,
            f"the decision on “{row.outcome}”",
            row.outcome.title,
            "outcome.object",
            parties,
            row.until,
        )
        for row in running
    ]


def _find_running_procedure(document: Outcome, kind: str) -> Procedure:
    row = document.procedures.filter(result="").first()
    rules.check_running(row.kind if row else None, kind)
    assert row is not None
    return row


def _find_party(context: Context, named: str | None) -> Party:
    """The accredited party for which a seat acts. Refuses `outcome.not_accredited`, and what `_acting_party` does."""
    party = _acting_party(context, named)
    check_accredited(party.accredited)
    return party


def _acting_party(context: Context, named: str | None) -> Party:
    """The party for which a seat acts: its own, or at the desk the party that the command names. Refuses
    `wire.forbidden`.
    """
    if named is not None and named != context.seat.party and not permissions.allows(context.roles, DESK):
        raise Refusal("wire.forbidden", "You act for your own delegation only.")
    return party_named(context, named)

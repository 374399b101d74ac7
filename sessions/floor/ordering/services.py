"""Previews a policy, applies it and undoes it (FL7)."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.crypto import salted_hmac

from foundation.registry import Context
from sessions.floor import ordering_store
from sessions.floor import store as floors
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.floor.ordering import protocol, rules
from sessions.floor.ordering.policies import Facts
from sessions.floor.ordering.protocol import Choice
from sessions.floor.services import apply_rule
from sessions.parties import alphabet
from sessions.parties.models import Party
from sessions.programme.models import Session
from sessions.programme.services import find_session


def preview(session: Session, choice: Choice, now: datetime) -> tuple[Floor, rules.OrderPlan]:
    """The present floor, and the list as a policy would order it. Changes nothing."""
    floor = floors.load_floor(session, now)
    return floor, rules.plan_order(floor, choice, _facts_for_policy(session, floor, choice))


def order_list(context: Context, command: protocol.OrderList) -> None:
    """Put the list in order (FL7)."""
    c = command
    choice = Choice(policy=c.policy, language=c.language, letter=c.letter, draws_letter=c.draws_letter)
    session = find_session(context.subject)

    def rule(floor: Floor) -> Outcome:
        return rules.order_list(
            floor, choice, _facts_for_policy(session, floor, choice), command.shown, context.now
        )

    apply_rule(context, rule, reason=command.reason)


def undo(context: Context, command: protocol.UndoOrder) -> None:
    """Undo an ordering (FL7)."""
    session = find_session(context.subject)

    def rule(floor: Floor) -> Outcome:
        before = floor.ordering.previous if floor.ordering else None
        return rules.undo_order(floor, command.ordering, ordering_store.find_ordering(session, before))

    apply_rule(context, rule)


def _facts_for_policy(session: Session, floor: Floor, choice: Choice) -> Facts:
    """The data of the parties that the policy needs. Nothing else is read."""
    match choice.policy:
        case "lots":
            return Facts(seed=_seed(session, floor))
        case "precedence":
            ranks = Party.objects.filter(conference=session.conference_id).values_list("pk", "rank")
            return Facts(ranks={str(pk): rank for pk, rank in ranks if rank is not None})
        case "alternate_regions":
            return Facts(regions={pk: party.region for pk, party in _waiting_parties(floor).items()})
        case "alphabetical":
            return _alphabetical_facts(_waiting_parties(floor), choice, _seed(session, floor))
        case _:
            return Facts()


def _waiting_parties(floor: Floor) -> dict[str, Party]:
    rows = Party.objects.in_bulk({int(entry.party) for entry in floor.waiting})
    return {str(pk): party for pk, party in rows.items()}


def _alphabetical_facts(parties: Mapping[str, Party], choice: Choice, seed: str) -> Facts:
    language = choice.language
    if not any(party.has_name_in(language) for party in parties.values()):
        return Facts()
    names = {pk: party.name_in(language) for pk, party in parties.items()}
    initials = {pk: alphabet.initial(name, language) for pk, name in names.items()}
    letters = {*initials.values(), choice.letter.upper()} - {""}
    return Facts(
        seed=seed,
        names={pk: alphabet.sort_key(name, language) for pk, name in names.items()},
        initials=initials,
        letters={letter: alphabet.sort_key(letter, language) for letter in letters},
    )


def _seed(session: Session, floor: Floor) -> str:
    """The seed of the session's next draw. It is fixed in advance, so that a second preview draws the same lots."""
    draw = f"{session.pk}/{floor.orderings + 1}"
    return salted_hmac("sessions.floor.ordering.lots", draw, algorithm="sha256").hexdigest()[:32]

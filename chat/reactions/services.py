"""Adds and withdraws reactions to what was released. They are written in batches."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from chat import guests
from chat.messages.protocol import ReactionKind
from chat.reactions import protocol, signals
from chat.reactions.models import ReleaseReaction
from chat.reactions.released import OUTCOME, STATEMENT, conference_of, released_in
from foundation.refusals import Refusal
from foundation.registry import BatchedCommand
from foundation.wire.signals import mark_changed
from sessions.models import Conference

Key = tuple[str, str, ReactionKind]
"""An item, a person, and the kind of reaction."""


def react(stream: str, acts: Sequence[BatchedCommand], now: datetime) -> list[Refusal | None]:
    """Add and withdraw reactions in one stream, in the order in which they came.

    Refuses `reaction.off`, `reaction.not_released`, `reaction.later`.
    """
    conference = conference_of(stream)
    if not conference.takes_reactions:
        return [_off_refusal() for _ in acts]
    released = released_in(stream, {_item(act) for act in acts})
    people = {act.seat.person for act in acts}
    stored = ReleaseReaction.objects.filter(stream=stream, item__in=released, person__in=people)
    before: set[Key] = set(stored.values_list("item", "person", "kind"))
    wanted: dict[Key, bool] = {}
    refusals: list[Refusal | None] = []
    for act in acts:
        item, seat = released.get(_item(act)), act.seat
        key = (_item(act), seat.person, act.command.kind)
        stays = isinstance(act.command, protocol.AddReleaseReaction | protocol.AddOutcomeReaction)
        try:
            if item is None or not item.is_seen_by(seat):
                raise not_released_refusal()
            if stays and key not in before and key not in wanted:
                guests.check_pace("reaction.add", seat, now)
        except Refusal as refusal:
            refusals.append(refusal)
            continue
        wanted[key] = stays
        refusals.append(None)
    _save(conference, stream, wanted)
    _mark_changed(stream, wanted)
    return refusals


def _item(act: BatchedCommand) -> str:
    of_session = isinstance(act.command, protocol.AddReleaseReaction | protocol.WithdrawReleaseReaction)
    return str(act.command.item) if of_session else OUTCOME


def _save(conference: Conference, stream: str, wanted: dict[Key, bool]) -> None:
    gone: dict[tuple[str, ReactionKind], list[str]] = defaultdict(list)
    for (item, person, kind), stays in sorted(wanted.items()):
        if not stays:
            gone[item, kind].append(person)
    for (item, kind), people in gone.items():
        ReleaseReaction.objects.filter(stream=stream, item=item, kind=kind, person__in=people).delete()
    new = [
        ReleaseReaction(conference=conference, stream=stream, item=item, person=person, kind=kind)
        for (item, person, kind), stays in sorted(wanted.items())
        if stays
    ]
    ReleaseReaction.objects.bulk_create(new, ignore_conflicts=True)


def _mark_changed(stream: str, wanted: dict[Key, bool]) -> None:
    """Send the counts again, if signals have them."""
    people = {person for item, person, _ in wanted if item == OUTCOME or item.startswith(STATEMENT)}
    if people:
        mark_changed(stream, signals.COUNTS)
    for person in people:
        mark_changed(stream, signals.MINE, person)


def _off_refusal() -> Refusal:
    return Refusal("reaction.off", "The organiser of this conference takes no reactions.")


def not_released_refusal() -> Refusal:
    """`reaction.not_released`: there is nothing of this name that is released to the sender."""
    return Refusal(
        "reaction.not_released", "This is not released, or not to you. Reload the page to see what is."
    )

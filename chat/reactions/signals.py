"""The signals of reactions: the counts of those items that all see who follow the stream, and each person's own."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from functools import partial

from django.db.models import Count, Model, QuerySet

from chat.reactions import protocol
from chat.reactions.models import ReleaseReaction
from chat.reactions.released import OUTCOME, STATEMENT, conference_of
from foundation.ids import kind, subject
from foundation.registry import Reaction, SignalSource
from foundation.wire.signals import mark_changed
from sessions.models import Outcome, Session
from sessions.planning.programme.protocol import PlanEdited

COUNTS, MINE = "reaction.counts", "reaction.mine"


def counts(rows: QuerySet[ReleaseReaction]) -> dict[str, dict[str, int]]:
    """The number of people who reacted, by item and kind."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    counted = rows.order_by("item", "kind").values_list("item", "kind").annotate(Count("pk"))
    for item, each, count in counted:
        found[item][each] = count
    return dict(found)


def mine(rows: QuerySet[ReleaseReaction], persons: Collection[str]) -> dict[str, dict[str, list[str]]]:
    """The reactions of each of these persons, by item."""
    found: dict[str, dict[str, list[str]]] = {person: {} for person in persons}
    own = rows.filter(person__in=persons).order_by("pk")
    for person, item, each in own.values_list("person", "item", "kind"):
        found[person].setdefault(item, []).append(each)
    return found


def _shown(stream: str) -> QuerySet[ReleaseReaction]:
    """The reactions to what all see who follow a stream. Who sees the parts of a session is decided for each reader,
    so signals do not have them.
    """
    if not conference_of(stream).takes_reactions:
        return ReleaseReaction.objects.none()
    rows = ReleaseReaction.objects.filter(stream=stream)
    return rows.filter(item__startswith=STATEMENT) if kind(stream) == "session" else rows.filter(item=OUTCOME)


def _counts(of: str, number: int) -> protocol.ReleaseReactions:
    return protocol.ReleaseReactions(counts=counts(_shown(f"{of}/{number}")))


def _mine(of: str, number: int, persons: Collection[str]) -> dict[str, protocol.MyReleaseReactions]:
    found = mine(_shown(f"{of}/{number}"), persons)
    return {person: protocol.MyReleaseReactions(mine=items) for person, items in found.items()}


def follow_switch(stream: str, event: PlanEdited, now: datetime) -> Collection[Model]:
    """Send the counts of a conference again, because its organiser switched reactions on or off."""
    if event.what == "conference" and "takes_reactions" in event.fields:
        for session in Session.objects.filter(conference=subject(stream)).values_list("pk", flat=True):
            mark_changed(f"session/{session}", COUNTS)
        for outcome in Outcome.objects.filter(conference=subject(stream)).values_list("pk", flat=True):
            mark_changed(f"outcome/{outcome}", COUNTS)
    return []


SIGNALS = [
    SignalSource(COUNTS, "session", read=partial(_counts, "session")),
    SignalSource(MINE, "session", read_own=partial(_mine, "session")),
    SignalSource(COUNTS, "outcome", read=partial(_counts, "outcome")),
    SignalSource(MINE, "outcome", read_own=partial(_mine, "outcome")),
]
REACTIONS = [Reaction(PlanEdited, follow_switch)]

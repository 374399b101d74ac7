"""The signals of messages: what is new, what a person has read, and reactions."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count, Max

from chat.messages import protocol
from chat.messages.models import ChatMessage, MessageReaction, ReadMark
from chat.messages.policy import policy_of
from chat.messages.rules import EVERYONE
from foundation.registry import SignalSource
from sessions.programme.services import find_session

LATEST, MY_MARKS = "message.latest", "message.my_marks"
REACTIONS, MY_REACTIONS = "message.reactions", "message.my_reactions"


def latest(session_id: int) -> protocol.LatestMessage:
    """The signal `message.latest`."""
    shown = ChatMessage.objects.filter(session=session_id, channel=EVERYONE, held=False, deleted_by="")
    number = shown.aggregate(last=Max("number"))["last"] or 0
    return protocol.LatestMessage(everyone=number, mode=policy_of(find_session(session_id)).mode)


def my_marks(session_id: int, persons: Collection[str]) -> dict[str, protocol.MyReadMarks]:
    """The signal `message.my_marks` of each of these persons."""
    marks: dict[str, dict[str, int]] = {person: {} for person in persons}
    rows = ReadMark.objects.filter(session=session_id, person__in=persons)
    for person, channel, number in rows.values_list("person", "channel", "number"):
        marks[person][channel] = number
    return {person: protocol.MyReadMarks(marks=read) for person, read in marks.items()}


def reactions(session_id: int) -> protocol.Reactions:
    """The signal `message.reactions`: of the messages in the snapshot of the channel `everyone`."""
    live = ChatMessage.objects.filter(session=session_id, channel=EVERYONE, is_live=True, held=False)
    return protocol.Reactions(counts=counts(live.values_list("pk", flat=True)))


def counts(messages: Collection[int]) -> dict[str, dict[str, int]]:
    """The number of people who reacted to messages, given by their keys, by the message's number and kind."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    rows = MessageReaction.objects.filter(message__in=messages).order_by("message__number", "kind")
    for number, kind, count in rows.values_list("message__number", "kind").annotate(Count("pk")):
        found[str(number)][kind] = count
    return dict(found)


def reactions_of(person: str, messages: Collection[int]) -> dict[str, list[str]]:
    """A person's own reactions to messages, given by their keys, by the message's number."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = MessageReaction.objects.filter(message__in=messages, person=person).order_by("pk")
    for number, kind in rows.values_list("message__number", "kind"):
        found[str(number)].append(kind)
    return dict(found)


def my_reactions(session_id: int, persons: Collection[str]) -> dict[str, protocol.MyReactions]:
    """The signal `message.my_reactions` of each of these persons."""
    mine: dict[str, dict[str, list[str]]] = {person: {} for person in persons}
    rows = MessageReaction.objects.filter(
        message__session=session_id, message__is_live=True, person__in=persons
    )
    for person, number, kind in rows.order_by("pk").values_list("person", "message__number", "kind"):
        mine[person].setdefault(str(number), []).append(kind)
    return {person: protocol.MyReactions(mine=kinds) for person, kinds in mine.items()}


SIGNALS = [
    SignalSource(LATEST, "session", read=latest),
    SignalSource(MY_MARKS, "session", read_own=my_marks),
    SignalSource(REACTIONS, "chat", read=reactions),
    SignalSource(MY_REACTIONS, "chat", read_own=my_reactions),
]

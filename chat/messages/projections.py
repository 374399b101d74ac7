"""Projections of messages: those to everyone, those of groups for their members, and those of each author."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from chat.messages import protocol
from chat.messages.models import ChatMessage, MessageBlock, MessagePolicy, MessageRecipient
from chat.messages.rules import EVERYONE, booth_of, party_of
from chat.wordings import latest_wordings
from foundation.clock import timestamp_text, timestamp_text_or_none
from foundation.messages.projections import Audience, OwnProjection, Projection
from sessions.access.services import channel_key, channel_key_in
from sessions.models import SessionRole

E = TypeVar("E", bound=protocol.ChatMessage)


def facts_of(row: ChatMessage, entity: type[E], *, moderates: bool, **more: Any) -> E:
    """A message for those who see it. Only moderators read what was deleted. `more` are values of that entity alone."""
    is_readable = moderates or not row.deleted_by
    traces = moderates or (row.channel != EVERYONE and not row.deleted_by)
    return entity(
        id=str(row.number),
        channel=row.channel,
        text=row.text if is_readable else "",
        author=row.name,
        party=str(row.party_id) if row.party_id else None,
        role=row.role,
        place=row.place,
        guest=row.guest,
        simulated=row.simulated,
        reply_to=str(row.reply_to.number) if row.reply_to is not None else None,
        sent_at=timestamp_text(row.sent_at),
        edited_at=timestamp_text_or_none(row.edited_at),
        earlier=[protocol.MessageWording(**each) for each in latest_wordings(row.earlier)] if traces else [],
        held=row.held if moderates else False,
        flagged=row.flagged if moderates else [],
        deleted=row.deleted_by,
        pinned=row.pinned,
        **more,
    )


def _show(row: ChatMessage, audience: Audience) -> protocol.ChatMessage | None:
    moderates = audience is Audience.MODERATORS
    if not row.is_live or (row.held and not moderates):
        return None
    return facts_of(row, protocol.ChatMessage, moderates=moderates)


def _show_in_group(row: ChatMessage) -> protocol.MyGroupMessage | None:
    if not row.is_live:
        return None
    counted = Counter(each.kind for each in row.reactions.all())
    return facts_of(row, protocol.MyGroupMessage, moderates=False, reactions=dict(sorted(counted.items())))


def _show_copy(row: MessageRecipient) -> protocol.MyGroupMessage | None:
    return _show_in_group(row.message)


def _show_mine(row: ChatMessage) -> protocol.MyMessage | None:
    if not row.is_live or row.deleted_by:
        return None
    return protocol.MyMessage(
        id=str(row.number),
        channel=row.channel,
        text=row.text,
        held=row.held,
        sent_at=timestamp_text(row.sent_at),
    )


def show_policy(row: MessagePolicy, audience: Audience) -> protocol.MessagePolicy:
    """Show how a session takes messages."""
    return protocol.MessagePolicy(id=str(row.session_id), mode=row.mode, slow_s=row.slow_s)


def show_block(row: MessageBlock, audience: Audience) -> protocol.MessageBlock:
    """Show a person who may write no more."""
    return protocol.MessageBlock(id=_blocked_by(row), name=row.message.name or row.person[:8])


def owner_in_conference(row: ChatMessage) -> str | None:
    """The owner key of those who read a group's channel by their role in the conference or by their delegation.

    None in a booth's channel, of which each interpreter has a copy.
    """
    if row.channel == EVERYONE or booth_of(row.channel):
        return None
    party = party_of(row.channel)
    return f"held/{party}" if party else channel_key(row.channel)


def owner_in_session(row: ChatMessage) -> str | None:
    """The owner key of those who read a group's channel by their role in the session."""
    if row.channel == EVERYONE or party_of(row.channel) or booth_of(row.channel):
        return None
    return channel_key_in(row.channel, str(row.session_id))


def channels_of(session: int, keys: Iterable[str]) -> list[str]:
    """The channels of groups in a session that a reader with these owner keys reads."""
    found: dict[str, None] = {}
    for key in sorted(keys):
        kind, _, rest = key.partition("/")
        channel, _, only = rest.partition("/")
        if kind == "held":
            found[f"party/{rest}"] = None
        elif kind == "channel" and only in ("", str(session)):
            found[channel] = None
    return list(found)


def _live_messages(session: int) -> Iterable[ChatMessage]:
    rows = ChatMessage.objects.filter(session=session, is_live=True, channel=EVERYONE)
    return rows.select_related("reply_to").order_by("number")


def _of_groups(
    of: Callable[[ChatMessage], str | None],
) -> Callable[[int, frozenset[str]], Iterable[ChatMessage]]:
    def rows(session: int, keys: frozenset[str]) -> Iterable[ChatMessage]:
        channels = channels_of(session, keys)
        found = ChatMessage.objects.filter(session=session, is_live=True, channel__in=channels)
        found = found.select_related("reply_to").prefetch_related("reactions")
        return [row for row in found.order_by("number") if of(row) in keys]

    return rows


def _copies(session: int, keys: frozenset[str]) -> Iterable[MessageRecipient]:
    rows = MessageRecipient.objects.filter(message__session=session, person__in=_people(keys))
    live = rows.filter(message__is_live=True).select_related("message__reply_to")
    found = list(live.prefetch_related("message__reactions").order_by("message__number"))
    if not any(booth_of(row.message.channel) for row in found):
        return found
    assigned = _booths_of(session, {row.person for row in found})
    return [row for row in found if _still_reads(row, assigned)]


def _booths_of(session: int, people: set[str]) -> set[tuple[str, str]]:
    """The persons who interpret in a session, each with a language, or with "" for every booth."""
    roles = SessionRole.objects.filter(
        session=session, role="interpreter", participant__person__public_id__in=people
    )
    return {(str(who), to) for who, to in roles.values_list("participant__person__public_id", "language")}


def _still_reads(row: MessageRecipient, assigned: set[tuple[str, str]]) -> bool:
    """Whether the copy's person still has a part in the channel. Who leaves a booth does not see its messages."""
    booth = booth_of(row.message.channel)
    return booth is None or bool({(row.person, booth), (row.person, "")} & assigned)


def _own_messages(session: int, keys: frozenset[str]) -> Iterable[ChatMessage]:
    rows = ChatMessage.objects.filter(session=session, is_live=True, person__in=_people(keys), deleted_by="")
    return rows.order_by("number")


def _people(keys: frozenset[str]) -> list[str]:
    return [key.removeprefix("person/") for key in keys if key.startswith("person/")]


def _number(row: ChatMessage) -> str:
    return str(row.number)


def _blocked_by(row: MessageBlock) -> str:
    return str(row.message.number)


PROJECTIONS = [
    Projection(
        "message", "chat", ChatMessage, _live_messages, _show, _number,
        is_secret=lambda row: row.channel != EVERYONE,
    ),
    Projection(
        "message_policy", "chat", MessagePolicy,
        lambda subject: MessagePolicy.objects.filter(session=subject),
        show_policy, lambda row: str(row.session_id),
    ),
    Projection(
        "message_block", "chat", MessageBlock,
        lambda subject: MessageBlock.objects.filter(session=subject).select_related("message"),
        show_block, _blocked_by, for_moderators=True,
    ),
]  # fmt: skip
OWN_PROJECTIONS = [
    OwnProjection(
        "my_group_message", "chat", ChatMessage, _of_groups(owner_in_conference), _show_in_group,
        owner_in_conference, _number,
    ),
    OwnProjection(
        "my_group_message", "chat", ChatMessage, _of_groups(owner_in_session), _show_in_group,
        owner_in_session, _number,
    ),
    OwnProjection(
        "my_group_message", "chat", MessageRecipient, _copies, _show_copy,
        lambda row: f"person/{row.person}", lambda row: str(row.message.number),
    ),
    OwnProjection(
        "my_message", "chat", ChatMessage, _own_messages, _show_mine, lambda row: f"person/{row.person}", _number
    ),
]  # fmt: skip

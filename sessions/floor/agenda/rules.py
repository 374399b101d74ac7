"""Rules of a session's agenda items (FL14). Pure."""

from dataclasses import replace

from foundation.refusals import Refusal
from sessions.floor.agenda import protocol
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.programme.rules import check_not_closed


def name_item(floor: Floor, item: int, title: str) -> Outcome:
    """Name an item, or add one at the end of the agenda (FL14). Refuses `session.closed`, `floor.no_such_item`."""
    check_not_closed(floor.session)
    if item > len(floor.agenda) + 1:
        raise _no_such_item_refusal()
    agenda = (*floor.agenda[: item - 1], title, *floor.agenda[item:])
    present = title if item == floor.item else floor.item_title
    return Outcome(
        replace(floor, agenda=agenda, item_title=present), protocol.ItemNamed(item=item, title=title)
    )


def take_up(floor: Floor, title: str | None, seen: int, item: int | None = None) -> Outcome:
    """Take up another item, by its number, or a new one by its title (FL14). Its list opens.

    Entries that wait on the previous item's list keep their places there. New rights of reply belong to the new item;
    those that wait keep their place and their number.

    Refuses `session.closed`, `floor.item_changed`, `floor.no_such_item`.
    """
    check_not_closed(floor.session)
    if seen != floor.item:
        raise Refusal(
            "floor.item_changed",
            "Another moderator took up the next item at the same moment. See which one it is, then act.",
        )
    agenda = floor.agenda if title is None else (*floor.agenda, title)
    number = len(agenda) if title is not None else item
    known = number is not None and 1 <= number <= min(len(agenda), protocol.MAX_ITEMS)
    if number is None or not known or number == floor.item or (title is not None and item is not None):
        raise _no_such_item_refusal()
    listed = floor.list_state if floor.session == "scheduled" else "open"
    left = replace(floor, item=number, item_title=agenda[number - 1], agenda=agenda)
    after = replace(left, list_state=listed, closes_at=None, debate="open", ordering=None)
    event = protocol.ItemTakenUp(item=number, title=after.item_title, waiting=len(after.waiting))
    return Outcome(after, event)


def _no_such_item_refusal() -> Refusal:
    return Refusal("floor.no_such_item", "There is no such item to take up. Look at the agenda again.")

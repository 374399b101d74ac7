"""Rules of a session's agenda items (FL14). Pure."""

from dataclasses import replace

from foundation.refusals import Refusal
from sessions.floor.agenda import protocol
from sessions.floor.core.speakers_list import Outcome
from sessions.floor.core.state import Floor
from sessions.programme.rules import check_not_closed


def take_up(floor: Floor, title: str, seen: int) -> Outcome:
    """Take up the next item (FL14). New rights of reply belong to it. Waiting entries keep their place and their
    number.

    Refuses `session.closed`, `floor.item_changed`.
    """
    check_not_closed(floor.session)
    if seen != floor.item:
        raise Refusal(
            "floor.item_changed",
            "Another moderator took up the next item at the same moment. See which one it is, then act.",
        )
    after = replace(floor, item=floor.item + 1, item_title=title)
    return Outcome(after, protocol.ItemTakenUp(item=after.item, title=title))

"""The scenarios of readiness, the chair and agenda items; see `scenarios.py`."""

from tests.support.watched import Watched


def floor_hand_over(w: Watched) -> None:
    w.do("moderator", "floor.seat", slot="chair", participant=w.demo.participant("chile"))
    w.do("moderator", "floor.hand_over", chair=w.demo.participant("chile"))


def floor_take_up_item(w: Watched) -> None:
    w.do("fiji", "floor.inscribe", kind="right_of_reply")
    w.do("moderator", "floor.take_up_item", title="Consular protection", seen=1)
    w.do("moderator", "floor.take_up_item", title="Any other business", seen=2)
    w.do("fiji", "floor.inscribe")
    w.do("moderator", "floor.take_up_item", item=1, seen=3)


def floor_name_item(w: Watched) -> None:
    w.do("moderator", "floor.name_item", item=2, title="Consular protection")
    w.do("fiji", "floor.inscribe", item=2)
    w.do("moderator", "floor.name_item", item=1, title="Opening")


def floor_confirm_in_hall(w: Watched) -> None:
    w.do("operator", "floor.confirm_in_hall", entry="1")


def floor_unconfirm_in_hall(w: Watched) -> None:
    floor_confirm_in_hall(w)
    w.do("operator", "floor.unconfirm_in_hall", entry="1")


def floor_carry_over(w: Watched) -> None:
    """Fiji was not heard, and is carried to another session."""
    w.do("fiji", "floor.inscribe")
    w.do("moderator", "session.close")
    other = w.demo.another_session("scheduled")
    w.streams.append(other.stream)
    w.do("moderator", "floor.carry_over", to=str(other.pk))

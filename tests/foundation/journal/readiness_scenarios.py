"""The scenarios of readiness and of the chair, as those of `scenarios.py`."""

from tests.support.watched import Watched


def floor_hand_over(w: Watched) -> None:
    w.do("moderator", "floor.seat", slot="chair", participant=w.demo.participant("chile"))
    w.do("moderator", "floor.hand_over", chair=w.demo.participant("chile"))


def floor_confirm_in_hall(w: Watched) -> None:
    w.do("operator", "floor.confirm_in_hall", entry="1")


def floor_unconfirm_in_hall(w: Watched) -> None:
    floor_confirm_in_hall(w)
    w.do("operator", "floor.unconfirm_in_hall", entry="1")

"""The scenarios of appeals, motions and their votes; see `scenarios.py`."""

from tests.foundation.journal.scenarios import _recognised, _speaking
from tests.support.watched import Watched


def _ruled(w: Watched) -> int:
    """Fiji continues after the ruling on Chile's point of order; returns the token."""
    token = _recognised(w)
    w.do("moderator", "floor.rule", token=token, ruling="not_upheld")
    return token + 1


def _appealed(w: Watched) -> int:
    token = _ruled(w)
    w.do("moderator", "floor.appeal", token=token, ruling="2", party=str(w.demo.party("CL").pk))
    return token + 1


def _moved(w: Watched) -> int:
    """Chile's motion has the floor; returns the token."""
    token = _speaking(w)
    w.do("chile", "floor.inscribe", kind="motion", motion="closure_of_list")
    w.do("moderator", "floor.recognise", entry="4", token=token)
    return token + 1


def floor_appeal(w: Watched) -> None:
    _appealed(w)


def floor_put_to_vote(w: Watched) -> None:
    w.do("moderator", "floor.put_to_vote", token=_moved(w))


def floor_enter_vote(w: Watched) -> None:
    token = _appealed(w)
    w.do("moderator", "floor.enter_vote", token=token, in_favour=3, against=12, abstentions=2)
    w.do("chile", "floor.inscribe", kind="motion", motion="suspension")
    w.do("moderator", "floor.recognise", entry="5", token=token + 1)
    w.do("moderator", "floor.put_to_vote", token=token + 2)
    w.do("moderator", "floor.enter_vote", token=token + 3, in_favour=9, against=2)
    w.do("moderator", "floor.grant", entry="1", token=token + 4, confirmed=True)
    w.do("moderator", "floor.revoke", token=token + 5)
    w.do("chile", "floor.inscribe", kind="motion", motion="other", text="That the room be aired.")
    w.do("moderator", "floor.recognise", entry="6", token=token + 5)
    w.do("moderator", "floor.put_to_vote", token=token + 6)
    w.do("moderator", "floor.enter_vote", token=token + 7, in_favour=1, against=1)


def floor_drop_vote(w: Watched) -> None:
    floor_put_to_vote(w)
    w.do("moderator", "floor.drop_vote", token=3)


def floor_rule_out_of_order(w: Watched) -> None:
    w.do("moderator", "floor.rule_out_of_order", token=_moved(w), text="It was decided already.")


def floor_raise_appeal(w: Watched) -> None:
    _ruled(w)
    w.do("chile", "floor.raise_appeal", ruling="2")


def floor_withdraw_appeal(w: Watched) -> None:
    floor_raise_appeal(w)
    w.do("chile", "floor.withdraw_appeal", ruling="2")

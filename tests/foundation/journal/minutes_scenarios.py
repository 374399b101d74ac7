"""The scenarios of roll calls, decisions and corrections; see `scenarios.py`."""

from sessions.models import Session
from tests.support.watched import Watched


def _rolled(w: Watched) -> str:
    """Open a roll call; returns its number."""
    w.do("moderator", "rollcall.open")
    return "1"


def rollcall_open(w: Watched) -> None:
    rollcall_close(w)
    w.do("moderator", "rollcall.open")


def rollcall_answer(w: Watched) -> None:
    roll = _rolled(w)
    for key in ("fiji", "japan"):
        w.do(key, "rollcall.answer", roll_call=roll)
    w.do("moderator", "rollcall.answer", roll_call=roll, party=str(w.demo.party("CL").pk))
    w.do("fiji", "rollcall.answer", roll_call=roll, present=False)


def rollcall_close(w: Watched) -> None:
    rollcall_answer(w)
    w.do("moderator", "rollcall.close", roll_call="1")


def decision_record(w: Watched) -> None:
    Session.objects.update(quorum_to_decide="none")
    rollcall_close(w)
    w.do("moderator", "decision.record", text="The Bali Message is adopted.")


def minutes_correct(w: Watched) -> None:
    w.do("fiji", "floor.inscribe")
    w.do("moderator", "floor.grant", entry="3", token=0, confirmed=True)
    w.do("moderator", "floor.end", token=1)
    w.do(
        "moderator",
        "minutes.correct",
        of="turn",
        item="1",
        text="She spoke for the Pacific.",
        reason="Misheard",
    )

"""The scenarios of roll calls, decisions and corrections; see `scenarios.py`."""

from sessions.minutes.notes.models import CorrectionRequest
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


def _noted(w: Watched) -> str:
    """A note on Fiji's turn, by the rapporteur; returns its number."""
    w.do("fiji", "floor.inscribe")
    w.do("moderator", "floor.grant", entry="3", token=0, confirmed=True)
    w.do("rapporteur", "minutes.note", turn="1", text="The representative of Fiji said that it agreed.")
    return "1"


def minutes_note(w: Watched) -> None:
    _noted(w)
    w.do("rapporteur", "minutes.note", text="The chair recalled the rules.")


def minutes_change_note(w: Watched) -> None:
    minutes_approve_note(w)
    w.do("rapporteur", "minutes.change_note", note="1", version=1, text="Fiji agreed.")


def minutes_submit_note(w: Watched) -> None:
    w.do("rapporteur", "minutes.submit_note", note=_noted(w))


def minutes_approve_note(w: Watched) -> None:
    minutes_submit_note(w)
    w.do("moderator", "minutes.approve_note", note="1", version=1)


def minutes_remove_note(w: Watched) -> None:
    minutes_approve_note(w)
    w.do("moderator", "minutes.remove_note", note="1")


def minutes_restore_note(w: Watched) -> None:
    minutes_remove_note(w)
    w.do("rapporteur", "minutes.restore_note", note="1")


def minutes_ask_correction(w: Watched) -> None:
    minutes_approve_note(w)
    w.do("fiji", "minutes.ask_correction", note="1", text="Fiji agreed in principle.")


def minutes_answer_correction(w: Watched) -> None:
    minutes_ask_correction(w)
    asked = str(CorrectionRequest.objects.latest("pk").pk)
    w.do("chile", "minutes.ask_correction", note="1", text="Chile, too.")
    other = str(CorrectionRequest.objects.latest("pk").pk)
    w.do("rapporteur", "minutes.answer_correction", request=other, answer="Chile did not take the floor.")
    w.do(
        "rapporteur", "minutes.answer_correction", request=asked, version=1, text="Fiji agreed in principle."
    )

"""The scenarios of polls; see `scenarios.py`."""

from tests.support.watched import Watched

SALT = "0123456789abcdef"


def _drafted(w: Watched, number: str = "1", kind: str = "single", **fields: object) -> str:
    """Prepare a poll; returns its number."""
    options = ["Yes", "No"] if kind == "single" else []
    w.do("moderator", "poll.draft", kind=kind, question=f"Why {number}?", options=options, **fields)
    return number


def _opened(w: Watched, number: str = "1", kind: str = "single", **fields: object) -> str:
    w.do("moderator", "poll.open", poll=_drafted(w, number, kind, **fields))
    return number


def poll_draft(w: Watched) -> None:
    _drafted(w)


def poll_edit(w: Watched) -> None:
    seen = {
        "kind": "single",
        "question": "Why 1?",
        "options": ["Yes", "No"],
        "most": 1,
        "anonymous": True,
        "results": "live",
    }
    w.do("moderator", "poll.edit", poll=_drafted(w), seen=seen, kind="rating", question="How good is it?")


def poll_move(w: Watched) -> None:
    _drafted(w)
    w.do("moderator", "poll.move", poll=_drafted(w, "2"), position=0)


def poll_delete(w: Watched) -> None:
    w.do("moderator", "poll.delete", poll=_drafted(w))


def poll_restore(w: Watched) -> None:
    poll_delete(w)
    w.do("moderator", "poll.restore", poll="1")


def poll_open(w: Watched) -> None:
    _opened(w)


def poll_undo_open(w: Watched) -> None:
    w.do("moderator", "poll.show", poll=_opened(w))
    w.do("moderator", "poll.undo_open", poll="1")


def poll_answer(w: Watched) -> None:
    w.do("audience", "poll.answer", poll=_opened(w), choices=[1], salt=SALT)
    w.do("fiji", "poll.answer", poll="1", choices=[2], salt=SALT)


def poll_close(w: Watched) -> None:
    poll_answer(w)
    w.do("moderator", "poll.close", poll="1")
    _opened(w, "2", results="after", anonymous=False)
    w.do("moderator", "poll.show", poll="2")
    w.do("moderator", "poll.close", poll="2")


def poll_show(w: Watched) -> None:
    w.do("moderator", "poll.show", poll=_opened(w))
    w.do("moderator", "poll.close", poll="1")
    w.do("moderator", "poll.show", poll=_opened(w, "2"))


def poll_hide(w: Watched) -> None:
    poll_show(w)
    w.do("moderator", "poll.hide", poll="2")


def poll_hide_word(w: Watched) -> None:
    w.do("audience", "poll.answer", poll=_opened(w, kind="words"), words=["Water", "Coal"], salt=SALT)
    w.do("moderator", "poll.hide_word", poll="1", word="coal")
    w.do("moderator", "poll.close", poll="1")
    w.do("moderator", "poll.hide_word", poll="1", word="water")


def poll_show_word(w: Watched) -> None:
    poll_hide_word(w)
    w.do("moderator", "poll.show_word", poll="1", word="coal")

"""Scenarios of captions."""

from typing import Any

from foundation import limits
from streaming.captions import rules
from tests.support.watched import Watched


def _do(w: Watched, kind: str, /, **fields: Any) -> None:
    stream = f"captions/{w.demo.session.pk}"
    if stream not in w.streams:
        w.streams.append(stream)
    w.do("moderator", f"caption.{kind}", stream=stream, **fields)


def captions_open(w: Watched) -> None:
    w.do("moderator", "captions.open", language="en")
    w.do("moderator", "captions.open", language="id")


def captions_close(w: Watched) -> None:
    captions_open(w)
    _do(w, "write_coming", language="en", text="The delegation of")
    w.do("moderator", "captions.close", language="en")
    w.do("moderator", "captions.open", language="en")
    w.do("moderator", "captions.close", language="en")


def captions_show_in_hall(w: Watched) -> None:
    captions_open(w)
    w.do("moderator", "captions.show_in_hall", language="en")
    w.do("moderator", "captions.show_in_hall", language="id")
    w.do("moderator", "captions.close", language="id")
    w.do("moderator", "captions.show_in_hall", language="en")
    w.do("moderator", "captions.show_in_hall", language="")


def caption_write_coming(w: Watched) -> None:
    captions_open(w)
    _do(w, "write_coming", language="en", text="The delegation of")


def caption_write(w: Watched) -> None:
    captions_open(w)
    _do(w, "write", language="en", text="The delegation of Fiji agrees.", began_ms_ago=4000, ended_ms_ago=500)
    _do(w, "write", language="id", text="Delegasi Fiji setuju.")
    for number in range(rules.LIVE):
        if number % 15 == 0:
            limits.LIMITS["caption.write"].rates["person"].forget_all()
        _do(w, "write", language="en", text=f"Sentence {number}.")


def caption_correct(w: Watched) -> None:
    captions_open(w)
    _do(w, "write", language="en", text="The delegation of Figi agrees.")
    _do(w, "correct", caption="1", text="The delegation of Fiji agrees.")


def caption_remove(w: Watched) -> None:
    captions_open(w)
    _do(w, "write", language="en", text="The delegation of Fiji agrees.")
    _do(w, "remove", caption="1")


def caption_restore(w: Watched) -> None:
    caption_remove(w)
    _do(w, "restore", caption="1")

"""The scenarios of technical checks and help calls; see `scenarios.py`."""

from chat.models import HelpCall
from tests.support.watched import Watched

LINE = {
    "page": "/programme", "connection": "live", "publishing": "off", "loss": None, "rtt_ms": None, "browser": "Firefox",
}  # fmt: skip


def check_submit(w: Watched) -> None:
    lines = [{"name": "browser", "verdict": "good"}, {"name": "udp", "verdict": "bad", "why": "no_way"}]
    for key in ("fiji", "moderator"):
        w.do(key, "check.submit", stream=w.demo.conference_stream, browser="Firefox", lines=lines)


def _called(w: Watched, key: str = "audience") -> str:
    """Open a help call; returns its id."""
    w.do(key, "help.call", stream=w.demo.conference_stream, line=LINE, text="I hear nothing.")
    return str(HelpCall.objects.get(person=w.demo.seat(key).person).pk)


def help_call(w: Watched) -> None:
    help_close(w)
    _called(w)
    _called(w, "fiji")


def help_say(w: Watched) -> None:
    call = _called(w)
    w.do("moderator", "help.say", stream=w.demo.conference_stream, call=call, text="Press Listen.")
    w.do("audience", "help.say", stream=w.demo.conference_stream, call=call, text="Thank you.", line=LINE)


def help_close(w: Watched) -> None:
    w.do("moderator", "help.close", stream=w.demo.conference_stream, call=_called(w))

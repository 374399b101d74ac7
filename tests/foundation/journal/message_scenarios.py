"""Scenarios of messages: to everyone, to groups, and to those who are called soon."""

from typing import Any

from tests.support.watched import Watched


def _do(w: Watched, key: str, kind: str, /, **fields: Any) -> None:
    stream = f"chat/{w.demo.session.pk}"
    if stream not in w.streams:
        w.streams.append(stream)
    w.do(key, f"message.{kind}", stream=stream, **fields)


def _send(w: Watched, key: str = "audience", channel: str = "everyone", **fields: Any) -> None:
    _do(w, key, "send", channel=channel, **{"text": "We agree.", **fields})


def _held(w: Watched) -> None:
    _do(w, "moderator", "set_policy", mode="approved")
    _send(w)


def message_send(w: Watched) -> None:
    _send(w)
    _send(w, "fiji", reply_to="1")
    _send(w, "fiji", f"party/{w.demo.party('FJ').pk}")
    _send(w, "moderator", "backstage")
    _send(w, "chile", "delegates")
    _do(w, "moderator", "set_policy", mode="approved")
    _send(w)
    _send(w, "moderator")


def message_edit(w: Watched) -> None:
    _send(w)
    _do(w, "audience", "edit", message="1", text="We do agree.")
    _send(w, "fiji", "delegates")
    _do(w, "fiji", "edit", message="2", text="We do agree.")
    _held(w)
    _do(w, "audience", "edit", message="3", text="We do agree.")
    _do(w, "audience", "edit", message="1", text="We agreed.")


def message_delete(w: Watched) -> None:
    _send(w)
    _send(w)
    _do(w, "moderator", "delete", message="1")
    _do(w, "audience", "delete", message="2")
    _send(w, "moderator", "backstage")
    _do(w, "moderator", "delete", message="3")
    _held(w)
    _do(w, "moderator", "delete", message="4")


def message_restore(w: Watched) -> None:
    _send(w)
    _do(w, "moderator", "delete", message="1")
    _do(w, "moderator", "restore", message="1")


def message_approve(w: Watched) -> None:
    _held(w)
    _do(w, "moderator", "approve", message="1")


def message_pin(w: Watched) -> None:
    _send(w)
    _send(w)
    _do(w, "moderator", "pin", message="1")
    _do(w, "moderator", "pin", message="2")
    _send(w, "fiji", f"party/{w.demo.party('FJ').pk}")
    _do(w, "fiji", "pin", message="3")


def message_unpin(w: Watched) -> None:
    message_pin(w)
    _do(w, "moderator", "unpin", message="2")


def message_block(w: Watched) -> None:
    _send(w)
    _do(w, "moderator", "block", message="1")


def message_unblock(w: Watched) -> None:
    message_block(w)
    _do(w, "moderator", "unblock", message="1")


def message_set_policy(w: Watched) -> None:
    _do(w, "moderator", "set_policy", mode="read_only", slow_s=10)
    _do(w, "moderator", "set_policy", mode="open")


def message_react(w: Watched) -> None:
    _send(w)
    _do(w, "fiji", "react", message="1", kind="agree")
    _send(w, "fiji", f"party/{w.demo.party('FJ').pk}")
    _do(w, "fiji", "react", message="2", kind="thanks")
    _send(w, "moderator", "backstage")
    _do(w, "moderator", "react", message="3", kind="agree")


def message_withdraw_reaction(w: Watched) -> None:
    message_react(w)
    _do(w, "fiji", "withdraw_reaction", message="1", kind="agree")
    _do(w, "fiji", "withdraw_reaction", message="2", kind="thanks")


def message_mark_read(w: Watched) -> None:
    _send(w)
    _do(w, "fiji", "mark_read", channel="everyone", message="1")

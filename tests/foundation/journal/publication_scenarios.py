"""Scenarios of what organisers publish of a closed session."""

from typing import Any

from tests.foundation.journal.organiser_scenarios import do_as_organiser
from tests.support.watched import Watched


def _close(w: Watched) -> None:
    # The organiser's part is made by the first command, and no frame tells of it.
    do_as_organiser(w, "programme.add_room", name={"en": "Annex"})
    w.do("audience", "question.ask", text="Why?")
    w.do("moderator", "question.approve", question="1")
    w.do("moderator", "session.close")


def _publish(w: Watched, part: str, readers: str, seen: str) -> None:
    _do(w, "publication.publish", part=part, readers=readers, seen=seen)


def _do(w: Watched, command: str, **fields: Any) -> None:
    do_as_organiser(w, command, stream=w.demo.stream, **fields)


def publication_publish(w: Watched) -> None:
    _close(w)
    _publish(w, "minutes", "everyone", "entrants")
    _publish(w, "recording", "participants", "nobody")
    _publish(w, "questions", "delegations", "entrants")
    w.do("moderator", "session.set_access", access="delegations")
    w.do("moderator", "session.set_access", access="public")
    _publish(w, "questions", "everyone", "delegations")


def publication_withdraw(w: Watched) -> None:
    _close(w)
    _do(w, "publication.withdraw", part="questions", seen="entrants")
    _publish(w, "minutes", "everyone", "entrants")
    _do(w, "publication.withdraw", part="minutes", seen="everyone")

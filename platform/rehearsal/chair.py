"""The behaviour of the simulated chair. It conducts only while no human moderator is connected. Pure."""

from collections.abc import Callable

from rehearsal.acts import Act, Leave, OpenSocket, SendCommand
from rehearsal.plan import Plan
from rehearsal.room import ON_DECK, Entity, Room

VOTES_EVERY = 6
"""The chair asks for an indicative vote after this many speakers."""
QUESTION = "Is the sound good where you are? (A rehearsal asks.)"
NOBODY_VOTED = "No delegation of the rehearsal voted for or against."
POLL = {
    "kind": "single",
    "question": "What helps you most to follow from where you are? (A rehearsal asks.)",
    "options": ["A good picture", "Interpretation", "The text on the screen", "Chapters in the recording"],
}
"""The one poll of a rehearsal."""
POLL_AFTER, POLL_LASTS = 240, 60
"""Seconds at pace 1 until the poll is opened, and until it is closed."""
ANNOUNCEMENT = {
    "texts": {
        "en": "This is a rehearsal: all delegations that speak are simulated.",
        "id": "Ini gladi: semua delegasi yang berbicara adalah simulasi.",
    }
}
"""The one announcement of a rehearsal."""
ANNOUNCES_AFTER, ANNOUNCED_FOR = 90, 60
"""Seconds at pace 1 until the announcement is made, and until it is withdrawn."""
APPROVES_AFTER, APPROVES_FOR = 120, 60
"""Seconds at pace 1 until messages to everyone wait for approval, and until they no longer do."""
DELETES_EVERY = 12
"""The chair deletes each message to everyone whose number divides by this, and restores every second one of them."""
MAX_SHOWN = 6
"""The most approved questions at a time. Beyond that the oldest are marked as answered."""


class Chair:
    """Decides about twice a second, from the present state of the room."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.here = False
        """Whether its socket is open. Set by the simulated person."""
        self.conducts = False
        self._before: float | None = None
        self._person_seen: float | None = None
        self._acted_at = -1e9
        self._since: dict[str, float] = {}
        self._called_later: set[str] = set()
        self._first = True
        self._granted = 0
        """The number of speakers since the last vote."""
        self._approved = False
        """Whether the chair let messages wait for approval."""
        self._deleted: set[str] = set()
        """The messages that it deleted."""
        self._announced = False
        """Whether the announcement was made."""
        self._polled = False
        """Whether the poll was prepared."""
        self._spoken, self._turn = 0.0, ""

    def decide(self, room: Room, now: float) -> Act | None:
        """The next action, or None. `now` is in seconds of a monotonic clock."""
        passed, self._before = now - (self._before if self._before is not None else now), now
        self._count_spoken_time(room, passed)
        if room.human_moderator():
            self._person_seen, self.conducts, self._since = now, False, {}
            return Leave() if self.here else None
        away = self._person_seen is not None and now - self._person_seen < self._seconds_at_pace(
            self.plan.chair_back_after
        )
        if not self.here:
            return None if away else OpenSocket()
        self.conducts = True
        if now - self._acted_at < self._seconds_at_pace(1.0):
            return None
        act = self._next_step(room, now)
        if act is not None:
            self._acted_at = now
        return act

    def _next_step(self, room: Room, now: float) -> Act | None:
        steps: list[Callable[[Room, float], Act | None]] = [
            self._open_session_or_list, self._wait_for_line, self._point_of_order, self._resume_turn, self._close_turn,
            self._move_human_party_forward, self._confirm_parties_in_hall, self._grant, self._moderate_questions,
            self._run_poll, self._announce, self._moderate_messages,
        ]  # fmt: skip
        return next((act for step in steps if (act := step(room, now)) is not None), None)

    def _open_session_or_list(self, room: Room, now: float) -> Act | None:
        floor = room.floor
        if room.state == "suspended" and not room.adjourned and self._has_lasted("suspended", True, now, 20):
            return SendCommand("session.resume")
        closed = room.state == "open" and floor is not None and floor["list_state"] != "open"
        return SendCommand("floor.open_list") if self._has_lasted("closed list", closed, now, 20) else None

    def _resume_turn(self, room: Room, now: float) -> Act | None:
        turn = room.turn
        held = turn is not None and turn["suspended_at"] is not None and turn["dropped_at"] is None
        stands = room.state == "open" and held
        if not self._has_lasted("stands", stands, now, 12) or room.floor is None:
            return None
        return SendCommand("floor.resume_turn", {"token": room.floor["token"]})

    def _wait_for_line(self, room: Room, now: float) -> Act | None:
        """Return a holder whose connection is lost for longer than the grace period to the list (FL20)."""
        turn = room.turn
        gone = turn is not None and turn["dropped_at"] is not None
        if not self._has_lasted("line gone", gone, now, 32) or room.floor is None:
            return None
        return SendCommand("floor.return_to_list", {"token": room.floor["token"]})

    def _point_of_order(self, room: Room, now: float) -> Act | None:
        """Recognise a point of order or a motion after some seconds, give its party time to speak, and decide on it.
        Put an appeal to the vote (FL13).
        """
        turn, points = room.turn, room.points_of_order
        hears = turn is not None and turn["kind"] in ("point_of_order", "motion", "on_motion")
        if room.floor is None or room.state != "open":
            return None
        token = room.floor["token"]
        vote = room.vote
        if self._has_lasted("vote", vote is not None, now, 12) and vote is not None:
            return SendCommand("vote.close", {"vote": vote["id"], "reason": NOBODY_VOTED})
        appellant = room.floor.get("appellant")
        if self._has_lasted("appeal", appellant is not None and vote is None, now, 4):
            appeal = {"token": token, "ruling": room.floor["ruled"], "party": appellant}
            return SendCommand("floor.appeal", {**appeal, "terms": {"method": "electronic"}})
        if turn is not None and hears:
            return (
                self._decide_on_procedure(room, token) if self._spoken > self._seconds_at_pace(25) else None
            )
        if self._has_lasted("motion", room.motion is not None and vote is None, now, 4):
            return self._decide_on_procedure(room, token)
        if self._has_lasted("point", bool(points) and vote is None and room.motion is None, now, 4):
            return _calls("floor.recognise", room, points[0], token)
        return None

    def _decide_on_procedure(self, room: Room, token: int) -> SendCommand:
        """Rule on a point of order, hear the next speaker on a motion, or put the motion to the vote (FL13, FL27)."""
        if room.turn is not None and room.turn["kind"] == "point_of_order":
            return SendCommand("floor.rule", {"token": token, "ruling": "noted"})
        if room.motion_speakers:
            return _calls("floor.hear_on_motion", room, room.motion_speakers[0], token)
        return SendCommand("floor.put_to_vote", {"token": token, "terms": {"method": "electronic"}})

    def _close_turn(self, room: Room, now: float) -> Act | None:
        """End a turn a few seconds after its time is up (FL16)."""
        turn = room.turn
        over = turn is not None and self._spoken > turn["allotted"] + 10
        return SendCommand("floor.end", {"token": room.floor["token"]}) if over and room.floor else None

    def _move_human_party_forward(self, room: Room, now: float) -> Act | None:
        """Move a human party's entry to the second place, so that a visitor of the demo speaks soon."""
        waiting = room.waiting
        for entry in waiting[2:]:
            if room.has_human(entry["party"]) and not room.has_human(waiting[1]["party"]):
                return SendCommand("floor.move", _move_fields(entry, waiting[1]))
        return None

    def _grant(self, room: Room, now: float) -> Act | None:
        free = room.state == "open" and room.turn is None and room.vote is None and room.motion is None
        floor = room.floor or {}
        free = free and floor.get("appellant") is None and floor.get("debate", "open") == "open"
        if not self._has_lasted("empty", free, now, 3):
            return None
        if (later := self._call_later(room)) is not None:
            return later
        if self._granted >= VOTES_EVERY and room.floor is not None:
            self._granted = 0
            asked = {"question": QUESTION, "terms": {"method": "electronic"}}
            return SendCommand("vote.put_question", {"token": room.floor["token"], **asked})
        chosen = self._next_entry(room, now)
        if chosen is None or room.floor is None:
            return None
        self._first = False
        self._granted += 1
        return _calls("floor.grant", room, chosen, room.floor["token"])

    def _confirm_parties_in_hall(self, room: Room, now: float) -> Act | None:
        """Confirm entries whose speakers sit in the hall, as an operator does at the desk (FL18)."""
        for entry in room.waiting[:ON_DECK]:
            if room.readiness_verdict(entry) == "not_confirmed" and room.members_here(entry["party"]):
                return SendCommand("floor.confirm_in_hall", {"entry": entry["id"]})
        return None

    def _call_later(self, room: Room) -> Act | None:
        """Call the first entry later (FL19), if it is not ready and another entry is. Each entry is called later once
        at most.
        """
        waiting = room.waiting
        if self._first or not waiting or room.is_ready(waiting[0]) or waiting[0]["id"] in self._called_later:
            return None
        if not any(room.is_ready(entry) for entry in waiting):
            return None
        self._called_later.add(waiting[0]["id"])
        return SendCommand("floor.call_later", {"entry": waiting[0]["id"], "moves": waiting[0]["moves"]})

    def _next_entry(self, room: Room, now: float) -> Entity | None:
        """The entry to call next: the first one that is ready.

        The first speaker of a rehearsal must be remote and live, unless there is no such entry for a while. If no entry
        is ready for a while, the first entry is called.
        """
        ready = [entry for entry in room.waiting if room.is_ready(entry)]
        seen = [entry for entry in ready if entry["place"] == "remote" and entry["mode"] == "live"]
        # A connection takes the same time at any pace.
        if self._first and not self._has_lasted("nobody seen", not seen, now, 12 * self.plan.pace):
            return seen[0] if seen else None
        if ready:
            return ready[0]
        return room.waiting[0] if room.waiting and self._has_lasted("nobody ready", True, now, 12) else None

    def _moderate_questions(self, room: Room, now: float) -> Act | None:
        pending, shown = room.questions("pending"), room.questions("approved")
        if self._has_lasted("pending", bool(pending), now, 5):
            return SendCommand("question.approve", {"question": pending[0]["id"]})
        pinned = next((question for question in shown if question["pinned"]), None)
        if pinned is not None:
            over = self._has_lasted("pinned", True, now, 40)
            return SendCommand("question.answer", {"question": pinned["id"]}) if over else None
        self._since.pop("pinned", None)
        if len(shown) > MAX_SHOWN:
            return SendCommand("question.answer", {"question": shown[0]["id"]})
        wanted = max(shown, key=lambda question: room.votes.get(question["id"], 0), default=None)
        if wanted is not None and self._has_lasted("nothing pinned", True, now, 45):
            self._since.pop("nothing pinned")
            return SendCommand("question.pin", {"question": wanted["id"]})
        return None

    def _run_poll(self, room: Room, now: float) -> Act | None:
        """Ask the audience once. A poll that a person prepared is left alone."""
        polls = list(room.entities_of("poll").values())
        if not polls:
            waits = room.state == "open" and not self._polled
            self._polled |= self._has_lasted("no poll", waits, now, POLL_AFTER)
            return SendCommand("poll.draft", dict(POLL)) if waits and self._polled else None
        own = next((poll for poll in polls if poll["question"] == POLL["question"]), None)
        if own is None or len(polls) > 1:
            return None
        if own["state"] == "draft":
            return SendCommand("poll.open", {"poll": own["id"]})
        is_over = self._has_lasted("poll", own["state"] == "open", now, POLL_LASTS)
        return SendCommand("poll.close", {"poll": own["id"]}) if is_over else None

    def _announce(self, room: Room, now: float) -> Act | None:
        """Announce something once, and withdraw it after a while. Announcements of people are left alone."""
        shown = room.entities_of("announcement").values()
        own = next((each for each in shown if each["texts"] == ANNOUNCEMENT["texts"]), None)
        if own is not None:
            is_over = self._has_lasted("announcement", True, now, ANNOUNCED_FOR)
            return SendCommand("announcement.withdraw", {"announcement": own["id"]}) if is_over else None
        waits = room.state == "open" and not self._announced
        self._announced |= self._has_lasted("no announcement", waits, now, ANNOUNCES_AFTER)
        return SendCommand("announcement.make", dict(ANNOUNCEMENT)) if waits and self._announced else None

    def _moderate_messages(self, room: Room, now: float) -> Act | None:
        """Approve messages that wait, keep one at the top, delete some, and let them wait for approval for a while."""
        if room.state != "open" or not room.messages:
            return None
        return (
            self._approve_message(room, now)
            or self._delete_or_restore_message(room)
            or self._set_message_mode(room, now)
            or self._pin_message(room, now)
        )

    def _approve_message(self, room: Room, now: float) -> Act | None:
        held = [row for row in room.messages if row["held"]]
        if not self._has_lasted("message held", bool(held), now, 4):
            return None
        return _message_command("approve", held[0])

    def _delete_or_restore_message(self, room: Room) -> Act | None:
        for row in room.messages:
            if int(row["id"]) % DELETES_EVERY == 0 and row["id"] not in self._deleted and not row["held"]:
                self._deleted.add(row["id"])
                return _message_command("delete", row)
        for row in room.chat.entities.get("message", {}).values():
            undone = row["id"] in self._deleted and int(row["id"]) % (2 * DELETES_EVERY) == 0
            if undone and row["deleted"] == "moderator":
                return _message_command("restore", row)
        return None

    def _pin_message(self, room: Room, now: float) -> Act | None:
        pinned = next((row for row in room.messages if row["pinned"]), None)
        if pinned is not None:
            over = self._has_lasted("message at the top", True, now, 60)
            return _message_command("unpin", pinned) if over else None
        self._since.pop("message at the top", None)
        shown = [row for row in room.messages if not row["held"]]
        wanted = self._has_lasted("no message at the top", bool(shown), now, 30)
        if not wanted:
            return None
        self._since.pop("no message at the top")
        return _message_command("pin", shown[-1])

    def _set_message_mode(self, room: Room, now: float) -> Act | None:
        """Let messages to everyone wait for approval once, unless a person set something else."""
        if not self._approved and self._has_lasted(
            "messages", room.message_mode == "open", now, APPROVES_AFTER
        ):
            self._approved = True
            return SendCommand("message.set_policy", {"mode": "approved"}, on="chat")
        waits = self._approved and room.message_mode == "approved"
        if self._has_lasted("approval", waits, now, APPROVES_FOR):
            return SendCommand("message.set_policy", {"mode": "open"}, on="chat")
        return None

    def _count_spoken_time(self, room: Room, passed: float) -> None:
        turn = room.turn
        if turn is None or turn["id"] != self._turn:
            self._spoken, self._turn = 0.0, turn["id"] if turn else ""
        elif turn["suspended_at"] is None:
            self._spoken += passed

    def _has_lasted(self, what: str, true: bool, now: float, seconds: float) -> bool:
        """Whether the condition `what`, which is now `true` or not, has been true without a break for so many seconds
        at pace 1.
        """
        if not true:
            self._since.pop(what, None)
            return False
        return now - self._since.setdefault(what, now) >= self._seconds_at_pace(seconds)

    def _seconds_at_pace(self, at_pace_one: float) -> float:
        return self.plan.seconds(at_pace_one)


def _message_command(act: str, row: Entity) -> SendCommand:
    return SendCommand(f"message.{act}", {"message": row["id"]}, on="chat")


def _move_fields(entry: Entity, before: Entity) -> dict[str, object]:
    return {
        "entry": entry["id"],
        "moves": entry["moves"],
        "before": before["id"],
        "before_moves": before["moves"],
        "reason": "A visitor of the demo speaks soon.",
    }


def _calls(command: str, room: Room, entry: Entity, token: int) -> SendCommand:
    """Give an entry the floor, also if it is not ready."""
    all_the_same = {} if room.is_ready(entry) else {"confirmed": True}
    return SendCommand(command, {"entry": entry["id"], "token": token, **all_the_same})

"""The part of the state machine that sets speaking times, and opens, suspends and closes the session."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from sessions.floor.core import session_state
from sessions.floor.core.state import Floor
from sessions.floor.protocol import Limits
from sessions.floor.speaking_time import rules as limits_rules
from sessions.floor.speaking_time.presets import PRESETS
from sessions.planning.programme import rules as planning
from sessions.planning.programme.protocol import SetSpeakingTimes
from tests.sessions.floor.machine_ordering import rarely
from tests.sessions.floor.machine_playback import PlaybackMachine

seconds = st.integers(10, 3600)
limits = st.builds(Limits, state=seconds, group=seconds, observer=seconds, other=seconds)
MAX_REPLIES = 3
replies = st.one_of(st.none(), st.lists(seconds, min_size=1, max_size=MAX_REPLIES))


def _speaking_times(floor: Floor, times: dict[str, Any]) -> SetSpeakingTimes:
    present = planning.speaking_times(floor)
    return SetSpeakingTimes.model_validate(
        {"values": times, "seen": {name: getattr(present, name) for name in times}}
    )


class SessionMachine(PlaybackMachine):
    """A machine whose session opens and closes."""

    @rule(limits=limits, ends_turns=st.sampled_from([None, False, True]), replies=replies)
    def set_limits(self, limits: Limits, ends_turns: bool | None, replies: list[int] | None) -> None:
        self.attempt(lambda of: limits_rules.set_limits(of, limits, ends_turns, replies))

    @rule(preset=st.sampled_from(sorted(PRESETS)))
    def apply_preset(self, preset: Any) -> None:
        self.attempt(lambda of: limits_rules.apply_preset(of, preset))

    @rule(
        preset=st.sampled_from(sorted(PRESETS)),
        items=st.lists(st.sampled_from(["Opening", "Review"]), max_size=3),
        times=st.fixed_dictionaries(
            {}, optional={"state": seconds, "order": seconds, "ends_turns": st.booleans()}
        ),
    )
    def plan(self, preset: Any, items: list[str], times: dict[str, Any]) -> None:
        self.attempt(lambda of: planning.set_preset(of, preset, of.preset))
        self.attempt(lambda of: planning.set_speaking_times(of, _speaking_times(of, times)))
        self.attempt(lambda of: planning.set_agenda(of, items, of.agenda))

    @rule(minutes=st.one_of(st.none(), st.integers(1, 1440)))
    def set_budget(self, minutes: int | None) -> None:
        self.attempt(lambda of: limits_rules.set_budget(of, minutes, self.now))

    @precondition(lambda self: self.floor.session == "scheduled")
    @rule()
    def open_session(self) -> None:
        self.attempt(session_state.open_session)

    @rule(really=rarely)
    def suspend_session(self, really: bool) -> None:
        if really:
            self.attempt(lambda of: session_state.suspend_session(of, "Lunch.", self.now))

    @precondition(lambda self: self.floor.session in ("open", "suspended"))
    @rule(really=rarely, days=st.integers(-1, 3))
    def adjourn_session(self, really: bool, days: int) -> None:
        if really:
            resumes_at = self.now + timedelta(days=days)
            self.attempt(lambda of: session_state.adjourn_session(of, resumes_at, "Until then.", self.now))

    @precondition(lambda self: self.floor.session == "suspended")
    @rule()
    def resume_session(self) -> None:
        if self.floor.adjourned_at is None:
            self.attempt(lambda of: session_state.resume_session(of, self.now))
        else:
            self.attempt(lambda of: session_state.resume_with_budget(of, self.now, self.now))

    @precondition(lambda self: self.floor.session != "scheduled")
    @rule(really=rarely)
    def close_session(self, really: bool) -> None:
        if really:
            self.attempt(lambda of: session_state.close_session(of, self.now))

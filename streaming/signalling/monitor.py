"""Measures who speaks, ten times a second, and the quality of each line, once a second. It writes nothing."""

import asyncio
import logging
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from foundation.messages.protocol import Signal
from foundation.wire import signals
from streaming.relay import LANGUAGE, SIGN, TALKBACK, Relay, Source, Stage
from streaming.signalling.media_tokens import MediaToken
from streaming.signalling.protocol import (
    BOOTHS,
    LINE_STATES,
    SPEAKING,
    TALK,
    Booth,
    Booths,
    LineState,
    LineStates,
    Speaking,
    TalkbackState,
)
from streaming.signalling.slot_assignment import HALL, PROGRAMME, SLIDES, Publication
from streaming.signalling.talkback import Talkback

TICK_SECONDS = 0.1
SECOND = 10
"""The number of ticks in a second."""
PAUSE_SECONDS = 1.0
"""Seconds of silence after which a person no longer speaks. Pauses between words and sentences are shorter."""
QUIETEST = -127
NOBODY_SPEAKS = Speaking(slots=[], panel=None)
NO_STATES = LineStates(lines={}, hall=None, hall_key=None, hall_simulated=False)
NO_BOOTHS = Booths(booths={})
NOBODY_TALKS = TalkbackState(language="", participant="", listeners=0)

logger = logging.getLogger(__name__)


@dataclass
class Voice:
    """One source's sound: whether it speaks, and how loud it was.

    It speaks once it was heard in two of three ticks, so that a cough or a key press does not count. It stops after a
    pause.
    """

    speaks: bool = False
    loudest: int | None = None
    """The highest level over the last second, in dBov."""
    _ticks: list[bool] = field(default_factory=list)
    _levels: list[int] = field(default_factory=list)

    def note_tick(self, voiced_at: float | None, level: int | None, now: float) -> None:
        """Note one tick: `voiced_at` is when a voice was last heard, `level` is the present level. Times are seconds of
        one clock.
        """
        silence = math.inf if voiced_at is None else now - voiced_at
        self._ticks = [*self._ticks[-2:], silence < TICK_SECONDS]
        self.speaks = silence < PAUSE_SECONDS and (self.speaks or sum(self._ticks) > 1)
        self._levels = [*self._levels[1 - SECOND :], QUIETEST if level is None else level]
        self.loudest = None if level is None else max(self._levels)


class SpeechAndQualityMonitor:
    """Measures for each stage who speaks and how good each line is, and signals changes to the session.

    `lines(stream)` returns the persons' own sources at a stage. `hall_sender(stream)` returns the token with
    which the hall is published. `talkback` knows which interpreter speaks to the moderator and the operator.
    """

    def __init__(
        self,
        relay: Relay,
        lines: Callable[[str], list[Publication]],
        hall_sender: Callable[[str], MediaToken | None],
        talkback: Talkback,
    ) -> None:
        self._relay, self._lines, self._hall_sender, self._talkback = relay, lines, hall_sender, talkback
        self._voices: dict[tuple[str, str], Voice] = {}
        self._speaking: dict[str, Speaking] = {}
        self._states: dict[str, LineStates] = {}
        self._booths: dict[str, Booths] = {}
        self._hearers: dict[str, int] = {}
        self._tick, self._now = 0, 0.0

    def start(self) -> None:
        """Begin to measure."""
        self._task = asyncio.create_task(self._tick_for_ever())

    async def stop(self) -> None:
        """Stop measuring."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def speaking(self, stream: str) -> Speaking:
        """The slots in which someone speaks now."""
        return self._speaking.get(stream, NOBODY_SPEAKS)

    def line_states(self, stream: str) -> LineStates:
        """The state of each line in the last second."""
        return self._states.get(stream, NO_STATES)

    def booths(self, stream: str) -> Booths:
        """The language channels in the last second."""
        return self._booths.get(stream, NO_BOOTHS)

    def talkback(self, stream: str) -> TalkbackState:
        """Who speaks to the moderator and the operator now, and how many would hear it, as last counted."""
        listeners, stage = self._hearers.get(stream, 0), self._relay.stages.get(stream)
        talk = self._talkback.known(stream)
        if talk is None or stage is None or stage.slots.get(TALKBACK) != talk.source:
            return TalkbackState(language="", participant="", listeners=listeners)
        return TalkbackState(language=talk.language, participant=talk.participant, listeners=listeners)

    async def _tick_for_ever(self) -> None:
        while True:
            await asyncio.sleep(TICK_SECONDS)
            try:
                self.tick(asyncio.get_running_loop().time())
            except Exception:
                logger.exception("The monitor failed; it measures again in %s s", TICK_SECONDS)

    def tick(self, now: float) -> None:
        """Make one tick, at the loop's time `now`."""
        self._now = now
        stages = [stage for stage in self._relay.stages.values() if stage.name.startswith("session/")]
        self._measure_voices(stages, now)
        for stage in stages:
            before, self._speaking[stage.name] = self.speaking(stage.name), self._who_speaks(stage)
            self._signal_if_changed(stage.name, SPEAKING, before, self._speaking[stage.name])
        if self._tick % SECOND == 0:
            for stage in stages:
                known, self._states[stage.name] = self.line_states(stage.name), self._line_states(stage)
                self._signal_if_changed(stage.name, LINE_STATES, known, self._states[stage.name])
                heard, self._booths[stage.name] = self.booths(stage.name), self._booths_of(stage)
                self._signal_if_changed(stage.name, BOOTHS, heard, self._booths[stage.name])
                self._count_hearers(stage)
        self._tick += 1

    def _count_hearers(self, stage: Stage) -> None:
        """Count who would hear an interpreter who speaks to the moderator and the operator."""
        hearers = sum(TALKBACK in listener.slots for listener in stage.listeners)
        if self._hearers.get(stage.name, 0) != hearers:
            self._hearers[stage.name] = hearers
            signals.mark_changed_now((stage.name, TALK, ""))

    def _measure_voices(self, stages: list[Stage], now: float) -> None:
        before, self._voices = self._voices, {}
        for stage in stages:
            for source in stage.sources.values():
                voice = self._voices[stage.name, source.id] = before.get((stage.name, source.id)) or Voice()
                voice.note_tick(source.voiced_at, source.level, now)

    def _signal_if_changed(self, stream: str, signal: str, before: Signal, after: Signal) -> None:
        if before != after:
            signals.mark_changed_now((stream, signal, ""))

    def _who_speaks(self, stage: Stage) -> Speaking:
        voices = {
            slot: self._voices[stage.name, source]
            for slot, source in sorted(stage.slots.items())
            if source is not None and source in stage.sources and _has_a_voice_of_its_own(slot)
        }
        slots = [slot for slot, voice in voices.items() if voice.speaks]
        return Speaking(slots=slots, panel=self._loudest_panellist(stage.name, slots, voices))

    def _loudest_panellist(self, stream: str, slots: list[str], voices: dict[str, Voice]) -> str | None:
        """The slot of the loudest panellist who speaks, chosen once a second. If none speaks, the last one."""
        shown = self.speaking(stream).panel
        speak = [slot for slot in slots if slot.startswith("panel-")]
        if not speak or (shown in speak and self._tick % SECOND):
            return shown
        return max(speak, key=lambda slot: voices[slot].loudest or QUIETEST)

    def _line_states(self, stage: Stage) -> LineStates:
        sources = stage.sources
        own = sorted(self._lines(stage.name), key=lambda line: line.order)
        lines = {
            line.participant: self._line_state(stage.name, sources[line.source])
            for line in own
            if line.participant and sources[line.source].connected
        }
        hall = sources.get(HALL)
        if hall is None or not hall.connected:
            return LineStates(lines=lines, hall=None, hall_key=None, hall_simulated=False)
        sender = self._hall_sender(stage.name)
        return LineStates(
            lines=lines,
            hall=self._line_state(stage.name, hall),
            hall_key=sender.person if sender and sender.is_equipment else None,
            hall_simulated=sender is not None and sender.is_simulated,
        )

    def _booths_of(self, stage: Stage) -> Booths:
        tuned = Counter(to for listener in stage.listeners for to in listener.tuned.values())
        booths = {}
        for slot, source in stage.slots.items():
            kind, _, language = slot.partition("/")
            here = stage.sources.get(source or "")
            if kind == LANGUAGE:
                listeners = tuned[slot] + tuned[f"{PROGRAMME}/{language}"]
                booths[language] = Booth(line=self._line_state_or_none(stage.name, here), listeners=listeners)
            elif kind == SIGN:
                listeners = sum(SIGN in listener.wanted for listener in stage.listeners)
                booths[SIGN] = Booth(line=self._line_state_or_none(stage.name, here), listeners=listeners)
        return Booths(booths=booths)

    def _line_state_or_none(self, stream: str, source: Source | None) -> LineState | None:
        return None if source is None else self._line_state(stream, source)

    def _line_state(self, stream: str, source: Source) -> LineState:
        stats, picture = source.stats(), source.best_track("video", self._now)
        width, height = (picture and picture.size) or (None, None)
        return LineState(
            rtt_ms=None if stats.rtt is None else round(1000 * stats.rtt),
            loss=round(stats.loss, 2),
            level=self._voices[stream, source.id].loudest,
            width=width,
            height=height,
            candidate_type=source.candidate_type,
        )


def _has_a_voice_of_its_own(slot: str) -> bool:
    """Whether a slot's speaker is shown to speak. The programme repeats another slot, and interpreters do not count."""
    return slot.split("/")[0] not in (PROGRAMME, SLIDES, LANGUAGE, SIGN, TALKBACK)

"""The gate: opens and closes the relay's slots as the journal says (FL11). It decides nothing.

It follows hints, and also reads the last number of each stream from the database ten times a second. It closes every
`floor` slot if it could not read them for three seconds, or if another relay may carry the session.
"""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path

from foundation.database import OwnThread, in_thread
from foundation.ids import subject
from foundation.journal import services as journal
from sessions.floor.playback import services as playback
from streaming.relay import TALKBACK, FileSource, MediaRefusal, Relay, Stage
from streaming.signalling import floor_snapshot
from streaming.signalling.slot_assignment import (
    PROGRAMME,
    FloorSnapshot,
    Publication,
    assign_sources,
    changed_slots,
    may_show,
    playback_source,
    slots_without_state,
)
from streaming.signalling.talkback import Talk, Talkback

POLL_SECONDS = 0.1
BLIND_SECONDS = 3.0
JUST_BEGUN = 2.0
"""Seconds. A video statement that should have played for less than this is played from its beginning."""

logger = logging.getLogger(__name__)


def _heads_and_changed_floors(
    known: dict[str, journal.Head | None],
) -> dict[str, tuple[journal.Head | None, FloorSnapshot | None]]:
    """The head of each stream, and the state of the floor if the head is not the known one.

    One call reads both, so that a grant waits for only one change of threads. A session that cannot be read is left
    out.
    """
    heads, news = journal.heads(list(known)), {}
    for stream, before in known.items():
        head = heads.get(stream)
        try:
            news[stream] = head, None if head == before else floor_snapshot.read_floor(subject(stream))
        except Exception:
            logger.exception("The gate could not read %s; it tries again", stream)
    return news


class Gate:
    """Follows the sessions whose stages this relay carries.

    `lines(stream)` returns the persons' sources, `screens(stream)` the screens they show, `booths(stream)` the
    microphones of interpreters. `talkback` knows which of these speaks to the moderator and the operator.
    `placed(stream)` is called when a slot gets another source. `carries(stream)` is
    whether this relay, and no other, carries the session.
    """

    def __init__(
        self,
        relay: Relay,
        lines: Callable[[str], list[Publication]],
        screens: Callable[[str], list[Publication]],
        booths: Callable[[str], list[Publication]],
        placed: Callable[[str], None],
        video_statements: Path,
        talkback: Talkback | None = None,
        carries: Callable[[str], bool] = lambda stream: True,
    ) -> None:
        self._relay, self._video_statements, self._carries = relay, video_statements, carries
        self._lines, self._screens, self._booths, self._placed = lines, screens, booths, placed
        self.talkback = talkback or Talkback(relay)
        self._known: dict[str, FloorSnapshot] = {}
        self._heads: dict[str, journal.Head | None] = {}
        self._started: dict[str, str] = {}
        self._shut: set[str] = set()
        """Sessions whose floors were closed because their present state is not known.

        Their slots have to be assigned again.
        """
        self._wake = asyncio.Event()
        self._asked_at: dict[str, float] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to follow the journal."""
        self._loop = asyncio.get_running_loop()
        self._thread = OwnThread()
        self._unlisten = journal.call_after_commits(self._on_commit)
        self._tasks = [
            asyncio.create_task(self._read_heads_for_ever()),
            asyncio.create_task(self._close_unknown_for_ever()),
        ]

    async def stop(self) -> None:
        """Stop following the journal."""
        self._unlisten()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._thread.close()

    def _on_commit(self, stream: str, seq: int) -> None:
        if stream in self._known:
            self._loop.call_soon_threadsafe(self._wake.set)

    async def follow_stream(self, stream: str) -> None:
        """Follow a session from now on. When this returns, its slots are assigned."""
        if stream not in self._known:
            asked_at, read = self._loop.time(), await self._read_floor(stream)
            self._known.setdefault(stream, read)  # a snapshot that was read meanwhile is at least as new
            self._asked_at.setdefault(stream, asked_at)
        self.assign_slots(stream)

    def unfollow_stream(self, stream: str) -> None:
        """Stop following a session. When this returns, its slots are empty and its video statement is stopped."""
        for known in (self._known, self._heads, self._asked_at, self._started):
            known.pop(stream, None)
        self._shut.discard(stream)
        stage = self._relay.stage(stream)
        for slot in stage.slots:
            stage.assign(slot, None)
        for source in stage.sources.values():
            if isinstance(source, FileSource):
                self._spawn(source.close())

    def assign_slots(self, stream: str) -> None:
        """Assign the right source to each slot. Called when the floor or a line has changed."""
        if stream in self._known and not self._is_state_unknown(stream):
            self._assign_slots_of(stream)

    def _assign_slots_of(self, stream: str) -> None:
        if not self._carries(stream):
            self._shut.add(stream)
            return
        now, stage = self._known[stream], self._relay.stage(stream)
        talk = self.talkback.current(stream, now)
        sources = assign_sources(
            now,
            self._lines(stream),
            self._screens(stream),
            self._booths(stream),
            talk.person if talk else "",
        )
        wanted = changed_slots(stage.slots, sources)
        for slot, source in wanted.items():
            stage.assign(slot, source)
        if wanted:
            self._placed(stream)
        self._update_playback(stage, now)
        self._shut.discard(stream)

    def may_show(self, stream: str, person: str, party: str) -> bool:
        """Whether this person may show a screen in a session that is carried here."""
        return may_show(self._known[stream], person, party)

    def begin_talk(self, stream: str, talk: Talk) -> None:
        """Let an interpreter speak to the moderator and the operator. Refuses `media.talkback_busy`."""
        self.talkback.begin(stream, talk, self._known[stream])
        self.assign_slots(stream)

    def channels_of_talk(self, stream: str) -> list[str]:
        """The language channels in which a booth would be heard now if it did not speak to the staff."""
        talk, now = self.talkback.known(stream), self._known.get(stream)
        if talk is None or now is None or self._relay.stage(stream).slots.get(TALKBACK) != talk.source:
            return []
        return [language for language, person in now.booths if person == talk.person]

    def end_talk(self, stream: str, resource: str) -> None:
        """Let an interpreter's microphone be in its channel again, if it has one."""
        self.talkback.end(stream, resource)
        self.assign_slots(stream)

    def languages(self, stream: str) -> list[str]:
        """The language channels of a session that is carried here."""
        return [language for language, _ in self._known[stream].booths]

    def _update_playback(self, stage: Stage, now: FloorSnapshot) -> None:
        """Play a turn's video statement once, pause it while the turn is paused, and stop it with the turn."""
        wanted = playback_source(now.turn) if now.video_statement else None
        kept = wanted, playback_source(now.waiting)
        for source in [s for s in stage.sources.values() if isinstance(s, FileSource)]:
            if source.id not in kept:
                self._spawn(source.close())
            elif source.id == wanted and now.speaking:
                source.resume()
            else:
                source.pause()
        if wanted is not None and now.speaking and self._started.get(stage.name) != wanted:
            self._started[stage.name] = wanted
            self._spawn(self._play_file(stage, now, wanted))

    async def _play_file(self, stage: Stage, now: FloorSnapshot, source: str) -> None:
        """Play the file, and tell the floor how it ended. The turn's clock follows it (FL4)."""
        session, turn = subject(stage.name), int(now.turn)
        try:
            path, at = str(self._video_statements / now.video_statement), now.played
            player = await stage.play_file(path, source=source, at=at if at > JUST_BEGUN else 0.0)
            if not self._carries(stage.name):  # the session was lost while the file was opened
                await player.close()
            if await player.wait_until_over():
                await in_thread(playback.video_ended, session, turn)
        except MediaRefusal as refusal:
            logger.error("The video statement of %s cannot be played: %s", source, refusal)
            self._started.pop(stage.name, None)
            await in_thread(playback.video_failed, session, turn)

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.append(task)
        task.add_done_callback(self._tasks.remove)

    async def _read_heads_for_ever(self) -> None:
        while True:
            # Not `wait_for`: in Python 3.11 it can lose a cancellation that comes as it ends.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._wake.wait()
            self._wake.clear()
            try:
                await self._read_heads()
            except Exception:
                logger.exception("The gate could not ask for the heads")
                await asyncio.sleep(POLL_SECONDS)

    async def _read_heads(self) -> None:
        """Read the last number of each stream, and update the slots of the sessions whose number has changed. If one
        update fails, the others are still made.
        """
        asked_at = self._loop.time()
        known = {stream: self._heads.get(stream) for stream in self._known}
        news = await self._thread.run(_heads_and_changed_floors, known) if known else {}
        for stream, (head, read) in news.items():
            if stream not in self._known:  # it was dropped meanwhile
                continue
            try:
                self._assign_slots_at(stream, head, read, asked_at)
            except Exception:
                logger.exception("The gate could not follow %s; it tries again", stream)

    def _assign_slots_at(
        self, stream: str, head: journal.Head | None, read: FloorSnapshot | None, asked_at: float
    ) -> None:
        """Assign the slots of a session. `read` is the state of its floor if its head has changed, else None.

        If this raises, the head counts as not read, and the next call tries again.
        """
        if read is not None:
            self._known[stream] = read
        if read is not None or stream in self._shut:
            self._assign_slots_of(stream)
        self._heads[stream], self._asked_at[stream] = head, asked_at

    async def _read_floor(self, stream: str) -> FloorSnapshot:
        return await self._thread.run(floor_snapshot.read_floor, int(stream.removeprefix("session/")))

    def _is_state_unknown(self, stream: str) -> bool:
        blind = self._loop.time() - self._asked_at[stream] > BLIND_SECONDS
        return blind or not self._carries(stream)

    async def _close_unknown_for_ever(self) -> None:
        """Close the floor, screen and languages of sessions that were not read in time, or may be carried elsewhere."""
        while True:
            await asyncio.sleep(POLL_SECONDS)
            for stream in filter(self._is_state_unknown, list(self._known)):
                try:
                    self._shut.add(stream)
                    self._close_slots(self._relay.stage(stream))
                except Exception:
                    logger.exception("The gate could not close a floor; it tries again in %s s", POLL_SECONDS)

    def _close_slots(self, stage: Stage) -> None:
        closed = slots_without_state(stage.slots)
        for slot, source in closed.items():
            stage.assign(slot, source)
        if closed.keys() - {"floor", PROGRAMME}:
            self._placed(stage.name)

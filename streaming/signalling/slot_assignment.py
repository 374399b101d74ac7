"""Assigns sources to slots by who holds the floor and who is seated (FL11, FL12). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from streaming.relay.slots import LANGUAGE, SIGN, TALKBACK

HALL = "hall"
"""The slot and the source of the hall's own camera and mix."""
SLIDES = "slides"
"""The slot of a screen that the holder or a seated person shows."""
HALL_BOOTH = "hall_booth"
"""The prefix of the sources of booths in the hall. Like the hall's own, they belong to no person."""
INTERPRETER = "interpreter"
"""The prefix of the sources of interpreters: a microphone, or the camera of a sign-language interpreter."""
PLAYBACK = "playback"
"""The prefix of the sources of video statements."""
PROGRAMME = "programme"
"""The slot for a player that can show only one: the holder, else the chair, else the hall.

`programme/fr` is its sound in French: the interpreter, else the programme's own sound.
"""


@dataclass(frozen=True)
class FloorSnapshot:
    """The state of the floor at one moment.

    `is_playback` is whether the turn is a video statement that nobody introduces. `video_statement` is its file, empty
    while it is converted. `played` is its position in seconds. `reader` is who reads the statement out, if anyone
    does. `place` is then the reader's (FL4). `waiting` is a turn with a video statement that a point of order
    interrupted (FL13). `podium` is the person seated in each slot. `language` is the language that is spoken, or empty.
    `booths` are the language channels, each with the person on duty, the key of the hall's booth that is, or "".
    `signer` is the person on duty in the sign channel, or "".
    """

    speaking: bool
    turn: str = ""
    party: str = ""
    place: str = ""
    speaker: str = ""
    reader: str = ""
    is_playback: bool = False
    video_statement: str = ""
    played: float = 0.0
    waiting: str = ""
    podium: tuple[tuple[str, str], ...] = ()
    language: str = ""
    booths: tuple[tuple[str, str], ...] = ()
    signer: str = ""
    is_silent: bool = False
    """Whether the session is suspended or closed. Then nothing of it is heard or seen, not even its hall (FL26)."""


class ConnectionState(IntEnum):
    """The state of a person's connection to the relay."""

    CONNECTING, CONNECTED, SENDING = range(3)


@dataclass(frozen=True)
class Publication:
    """A person's source at the relay. `order` rises with each new connection."""

    source: str
    person: str
    party: str
    order: int
    participant: str = ""
    state: ConnectionState = ConnectionState.SENDING


def assign_sources(
    now: FloorSnapshot,
    lines: Iterable[Publication],
    screens: Iterable[Publication] = (),
    booths: Iterable[Publication] = (),
    talking: str = "",
) -> dict[str, str]:
    """Assign a source to each slot. A slot that is not in the result is empty.

    `talking` is the person in a booth who speaks to the moderator and the operator, or "".
    """
    if now.is_silent:
        return {}
    here = list(lines)
    slots = {HALL: HALL} | {slot: f"person/{person}" for slot, person in now.podium}
    floor = _floor_source(now, here)
    if floor:
        slots["floor"] = floor
    screen = _screen_source(now, screens)
    if screen:
        slots[SLIDES] = screen
    chair = slots.get("chair") if any(line.source == slots.get("chair") for line in here) else None
    programme = floor or chair or HALL
    return slots | {PROGRAMME: programme} | _interpreter_sources(now, booths, programme, talking)


def _interpreter_sources(
    now: FloorSnapshot, booths: Iterable[Publication], programme: str, talking: str
) -> dict[str, str]:
    """The sources for the slots of language channels, of the signer and of who talks to the moderator and the operator,
    and for the sound of the programme in each language.

    A channel whose interpreter has no line, or talks, is empty. In the language that is spoken, the programme has its
    own sound.
    """
    here = {line.person: line.source for line in booths if line.state > ConnectionState.CONNECTING}
    slots = {SIGN: here[now.signer]} if now.signer in here else {}
    if now.booths and talking in here:
        slots[TALKBACK] = here.pop(talking)
    for language, person in now.booths:
        slots[f"{PROGRAMME}/{language}"] = programme
        if person in here:
            slots[f"{LANGUAGE}/{language}"] = here[person]
            if language != now.language:
                slots[f"{PROGRAMME}/{language}"] = here[person]
    return slots


def _floor_source(now: FloorSnapshot, lines: list[Publication]) -> str | None:
    """The source for the slot `floor`. Of the holder's sources, one that sends is preferred, then the intended
    speaker's, then the newest.
    """
    if not now.speaking:
        return None
    if now.is_playback:
        return playback_source(now.turn) if now.video_statement else None
    if now.reader:
        return _reader_source(now, lines)
    if now.place == "hall":
        return HALL
    own = (line for line in lines if line.party == now.party)
    chosen = max(own, key=lambda line: (line.state, line.person == now.speaker, line.order), default=None)
    return chosen.source if chosen else None


def _reader_source(now: FloorSnapshot, lines: list[Publication]) -> str | None:
    """The line of the person who reads the statement out (FL4). None for a person in the hall or on the podium.

    These are heard in the slot of the hall or of their seat.
    """
    if now.place == "hall" or now.reader in (person for _, person in now.podium):
        return None
    read = [line for line in lines if line.person == now.reader]
    return max(read, key=lambda line: (line.state, line.order)).source if read else None


def may_show(now: FloorSnapshot, person: str, party: str) -> bool:
    """Whether this person's screen may be in `slides`: the person has the floor, reads out, or is seated."""
    if any(person == seated for _, seated in now.podium):
        return True
    if not now.speaking:
        return False
    return person == now.reader if now.reader else bool(party) and party == now.party


def _screen_source(now: FloorSnapshot, screens: Iterable[Publication]) -> str | None:
    """The screen that began first: another one does not replace it."""
    may = (
        line
        for line in screens
        if line.state > ConnectionState.CONNECTING and may_show(now, line.person, line.party)
    )
    first = min(may, key=lambda line: line.order, default=None)
    return first.source if first else None


def playback_source(turn: str) -> str:
    """The relay's id of the file that plays for a turn."""
    return f"{PLAYBACK}/{turn}"


def changed_slots(before: Mapping[str, str | None], after: Mapping[str, str]) -> dict[str, str | None]:
    """The assignments that lead from the slots as they are (`before`) to the slots as they should be (`after`)."""
    slots = before.keys() | after.keys()
    return {slot: after.get(slot) for slot in sorted(slots) if before.get(slot) != after.get(slot)}


def slots_without_state(slots: Mapping[str, str | None]) -> dict[str, str | None]:
    """The assignments that close the floor, the screen, the languages, the signer and the voice of a booth while the
    state of the floor is not known.

    The hall takes their place in the programme.
    """
    closed: dict[str, str | None] = {
        slot: None
        for slot, source in slots.items()
        if source is not None and slot.split("/")[0] in ("floor", SLIDES, LANGUAGE, SIGN, TALKBACK)
    }
    silent = {slots[slot] for slot in closed}
    programmes = (slot for slot in slots if slot.split("/")[0] == PROGRAMME)
    return closed | {slot: HALL for slot in programmes if slots[slot] in silent}

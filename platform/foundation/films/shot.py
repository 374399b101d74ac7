"""What a film shows and how it sounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from foundation.films import hall_pictures, picture, voice
from foundation.films.canvas import Pixels
from foundation.films.voice import Sound


@dataclass(frozen=True)
class Shot:
    """A remote speaker, a delegation that speaks at its `seat` in the hall, the hall's `podium`, or the `whole` hall.

    `name` stands below the picture, and chooses the speaker's voice. `plates` are the nameplates of the whole hall.
    """

    name: str
    kind: Literal["remote", "seat", "podium", "whole"] = "remote"
    plates: tuple[str, ...] = ()

    @property
    def _is_of_a_speaker(self) -> bool:
        return self.kind in ("remote", "seat")

    @property
    def key(self) -> str:
        """A name for its file: two shots with the same key are the same."""
        return self.name if self.kind == "remote" else "/".join((self.kind, self.name, *self.plates))

    @property
    def per_second(self) -> int:
        """Pictures per second."""
        return picture.PER_SECOND if self._is_of_a_speaker else hall_pictures.STILL_PER_SECOND

    def pictures(self, caption: str, seconds: int) -> Iterator[Pixels]:
        """All pictures, in RGB."""
        if self.kind == "remote":
            return picture.draw_pictures(self.name, caption, seconds)
        if self.kind == "seat":
            return hall_pictures.draw_seat(self.name, caption, seconds)
        if self.kind == "podium":
            return hall_pictures.draw_podium(self.name, caption, seconds)
        return hall_pictures.draw_hall(self.name, self.plates, caption, seconds)

    def samples(self, seconds: int) -> Sound:
        """All of its sound: mono samples at `voice.RATE`. In the hall there is the sound of the room."""
        if self.kind == "remote":
            return voice.voice_samples(self.name, seconds)
        room = voice.room_samples(seconds)
        return room + voice.voice_samples(self.name, seconds) if self.kind == "seat" else room

    def level_dbov(self, seconds: int, at: float) -> int:
        """The level of its sound at a moment, in dBov. -90 is silence."""
        if self.kind == "remote":
            return voice.level_dbov(self.name, seconds, at)
        spoken = voice.level_dbov(self.name, seconds, at) if self.kind == "seat" else voice.ROOM_DBOV
        return max(voice.ROOM_DBOV, spoken)


def hall_shots(delegations: list[str]) -> list[Shot]:
    """The shots of a hall in which these delegations sit, by name: all of it, its podium, and each at its seat."""
    whole = Shot("The hall", "whole", tuple(delegations))
    return [whole, Shot("The podium", "podium"), *(Shot(name, "seat") for name in delegations)]

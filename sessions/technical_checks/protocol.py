"""Protocol of technical checks, days ahead or just before a session. Stream `conference/…`."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message

LineName = Literal["browser", "microphone", "device", "band", "camera", "speaker", "udp", "tcp"]
"""`device` is the kind of microphone, `band` how high its sound reaches."""
LineVerdict = Literal["good", "poor", "bad", "absent"]
"""`absent` means that there was nothing to test: no camera, or a server without media over TCP."""
Verdict = Literal["ready", "ready_without_picture", "not_ready"]

Plain = StringConstraints(strip_whitespace=True)


class CheckLine(Message):
    """One tested feature. `why` is the front end's code for the finding."""

    name: LineName
    verdict: LineVerdict
    why: str = Field(default="", pattern=r"^[a-z_]{0,40}$")
    loss: float | None = Field(default=None, ge=0, le=1)
    """The fraction of packets that did not reach the relay."""
    rtt_ms: float | None = Field(default=None, ge=0, le=60_000)
    band_hz: int | None = Field(default=None, ge=0, le=200_000)
    """The highest frequency that the browser measured in the sound of the microphone."""
    level_dbov: int | None = Field(default=None, ge=-127, le=0)
    """The loudest level that the relay heard, in dBov (RFC 6464)."""


class SubmitCheck(Command):
    """Submit my technical check, which replaces the previous one. The server decides the verdict."""

    type: Literal["check.submit"] = "check.submit"
    browser: Annotated[str, Plain, Field(max_length=80)]
    """The browser's name, version and system, such as `Chromium 140, Linux`."""
    lines: list[CheckLine] = Field(min_length=1, max_length=8)


class CheckSubmitted(Event):
    """A participant submitted a technical check. To moderators, operators and organisers."""

    type: Literal["check.submitted"] = "check.submitted"
    participant: str


class TechnicalCheck(Entity):
    """The last check of a participant, for moderators, operators and organisers. `id` is the participant's."""

    at: str
    verdict: Verdict
    browser: str
    lines: list[CheckLine]


class MyTechnicalCheck(Entity):
    """My own last check."""

    at: str
    verdict: Verdict
    lines: list[CheckLine]


ENTITIES = {"technical_check": TechnicalCheck, "my_technical_check": MyTechnicalCheck}

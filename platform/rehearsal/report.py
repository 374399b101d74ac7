"""The report of a rehearsal."""

import json
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_TIMES = 50_000
"""How many times of each kind are kept, the latest ones. A rehearsal may run for days."""


def _last_times() -> deque[float]:
    return deque(maxlen=MAX_TIMES)


@dataclass
class Media:
    """The figures of one connection. A publisher's `lost` is from the relay's reports. Times are in milliseconds."""

    packets: int = 0
    lost: int = 0
    round_trip: float | None = None

    def with_later(self, later: "Media") -> "Media":
        """The sum of the figures of this connection and of a later one of the same sender."""
        trip = later.round_trip if later.round_trip is not None else self.round_trip
        return Media(self.packets + later.packets, self.lost + later.lost, trip)


@dataclass
class Report:
    """The figures of a rehearsal. Times are in milliseconds."""

    connects: deque[float] = field(default_factory=_last_times)
    failed_connects: int = 0
    commands: deque[float] = field(default_factory=_last_times)
    events: deque[float] = field(default_factory=_last_times)
    gaps: int = 0
    resumes: int = 0
    done: Counter[str] = field(default_factory=Counter)
    """How many commands of each type were done."""
    refusals: Counter[str] = field(default_factory=Counter)
    published: dict[str, Media] = field(default_factory=dict)
    listened: dict[str, Media] = field(default_factory=dict)
    seconds: float = 0.0
    most_sockets: int = 0

    def as_json(self) -> dict[str, Any]:
        """The report as JSON."""
        return {
            "seconds": round(self.seconds, 1),
            "sockets": self.most_sockets,
            "connect_ms": _time_percentiles(self.connects),
            "failed_connects": self.failed_connects,
            "command_ms": _time_percentiles(self.commands),
            "event_ms": _time_percentiles(self.events),
            "gaps": self.gaps,
            "resumes": self.resumes,
            "done": dict(self.done.most_common()),
            "refusals": dict(self.refusals.most_common()),
            "published": _media_summary(self.published),
            "listened": _media_summary(self.listened),
        }

    def write(self, path: Path) -> None:
        """Write the report to a file, as JSON."""
        path.write_text(json.dumps(self.as_json(), indent=2) + "\n", encoding="utf-8")

    def table_rows(self) -> list[tuple[str, str]]:
        """The report as a table of two columns."""
        body = self.as_json()
        refusals = ", ".join(f"{code} {count}" for code, count in body["refusals"].items())
        said = Counter[str]()
        for kind, count in body["done"].items():
            said[kind.partition(".")[0]] += count
        return [
            ("Time", f"{body['seconds']} s"),
            ("Sockets at once", str(body["sockets"])),
            ("Connecting", _times_text(body["connect_ms"]) + f", {body['failed_connects']} failed"),
            ("Commands answered", _times_text(body["command_ms"])),
            ("Events arrived", _times_text(body["event_ms"])),
            ("Gaps, resumed", f"{body['gaps']}, {body['resumes']}"),
            ("Done", ", ".join(f"{concept} {count}" for concept, count in said.most_common()) or "nothing"),
            ("Refusals", refusals or "none"),
            ("Sent", _media_text(body["published"])),
            ("Heard", _media_text(body["listened"])),
        ]


def _time_percentiles(values: Iterable[float]) -> dict[str, float]:
    ordered = sorted(values)
    if not ordered:
        return {"count": 0}
    return {"count": len(ordered), "p50": _percentile(ordered, 0.5), "p99": _percentile(ordered, 0.99)}


def _percentile(ordered: list[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1)


def _times_text(times: dict[str, float]) -> str:
    if not times["count"]:
        return "0"
    return f"{times['count']}: half within {times['p50']} ms, 99 % within {times['p99']} ms"


def _media_summary(lines: dict[str, Media]) -> dict[str, Any]:
    trips = [line.round_trip for line in lines.values() if line.round_trip is not None]
    packets, lost = sum(line.packets for line in lines.values()), sum(line.lost for line in lines.values())
    return {
        "lines": len(lines),
        "packets": packets,
        "lost": lost,
        "loss": round(lost / (packets + lost), 5) if packets + lost else 0.0,
        "round_trip_ms": _time_percentiles(trips),
    }


def _media_text(media: dict[str, Any]) -> str:
    if not media["lines"]:
        return "no line"
    trips = media["round_trip_ms"]
    trip = f", round trip {trips['p50']} ms" if trips["count"] else ""
    return f"{media['packets']} packets on {media['lines']} lines, {media['loss']:.2%} lost{trip}"

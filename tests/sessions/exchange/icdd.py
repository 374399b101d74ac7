"""ICDD 2021 as tables for import. `icdd_files.py` writes them to tests/data/icdd-2021, with the schedules.

Delegations, themes, dates and titles of panels are the public facts of the demo. People are invented and have "Demo" in
their names; so are times and rooms.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from tests.sessions.exchange import files

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "tests" / "data" / "icdd-2021"
FACTS: dict[str, Any] = json.loads((ROOT / "sessions/demo/icdd-2021.json").read_text(encoding="utf-8"))
ZONE = ZoneInfo(FACTS["conference"]["timezone"])
THEMES: dict[str, str] = {each["key"]: each["title"] for each in FACTS["themes"]}
SUMMIT: str = FACTS["conference"]["summit"]["date"]
SITE = "https://pretalx.example/icdd-2021"

HEAD, MEMBER = "Demo delegate 1 of {}", "Demo delegate 2 of {}"
CHAIRS = tuple(f"Demo moderator {number}" for number in range(1, 5))
STAFF = {"Demo technician": "operator", "Demo interpreter": "interpreter"}
IN_INDONESIAN = {"Opening": "Pembukaan", "Press briefing": "Taklimat pers"}
"""Titles that the table of the programme has in a second language. A schedule has one language for each event."""


@dataclass(frozen=True)
class Meeting:
    """A session of the programme. `speakers` are names."""

    day: str
    start: str
    end: str
    room: str
    kind: str
    title: str
    theme: str = ""
    speakers: tuple[str, ...] = ()
    chair: str = CHAIRS[0]
    description: str = ""

    @property
    def guid(self) -> str:
        """The id that all files have for it."""
        return str(uuid5(NAMESPACE_URL, f"{SITE}/{self.title}"))

    @property
    def begins(self) -> datetime:
        """When it begins, in the time zone of the venue."""
        return datetime.fromisoformat(f"{self.day}T{self.start}").replace(tzinfo=ZONE)

    @property
    def ends(self) -> datetime:
        """When it ends."""
        return datetime.fromisoformat(f"{self.day}T{self.end}").replace(tzinfo=ZONE)

    @property
    def duration(self) -> str:
        """How long it lasts, as both programs write it below a day."""
        minutes = int((self.ends - self.begins).total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"


def meetings() -> list[Meeting]:
    """The programme, in the order of time and room."""
    invented = FACTS["illustrative"]
    countries = [each["en"] for each in FACTS["delegations"]]
    heads = [HEAD.format(country) for country in countries]
    planned = [
        Meeting(
            FACTS["conference"]["press_briefing"]["date"], "10:00", "11:00", "Online", "press_briefing",
            "Press briefing", speakers=(HEAD.format("Indonesia"),),
        )
    ]  # fmt: skip
    for at, given in enumerate(invented["week_sessions"]):
        title = given["title"].removeprefix("Side session: ").capitalize()
        spoken = (MEMBER.format(countries[at]), MEMBER.format(countries[at + 3]))
        planned.append(
            Meeting(
                given["date"], given["from"], given["to"], "Online", "side_session", title, speakers=spoken
            )
        )
    for given in invented["summit_sessions"]:
        times = (SUMMIT, given["from"], given["to"])
        if given["title"].startswith("the four parallel panels"):
            planned += [
                Meeting(
                    *times, f"Room {at + 1}", "panel", title, THEMES["crisis"] if "crisis" in title else "",
                    (heads[2 * at], heads[2 * at + 1]), CHAIRS[at],
                    "Who does what, and with whom.\n\nQuestions from the hall and from remote participants.",
                )
                for at, title in enumerate(FACTS["programme"]["parallel_panels"])
            ]  # fmt: skip
        else:
            planned.append(
                Meeting(
                    *times, "Plenary hall", given["kind"], given["title"], THEMES.get(given.get("theme"), "")
                )
            )
    return planned


def delegations() -> files.Rows:
    """The table of delegations."""
    invented = FACTS["illustrative"]
    theme_of = {code: THEMES[key] for key, codes in invented["theme_of"].items() for code in codes}
    head = ["code", "name:en", "name:id", "spoken:en", "category", "region", "place", "accredited", "theme"]
    rows = [
        [
            each["code"], each["en"], each["id"], each.get("spoken", {}).get("en", ""), "state", each["region"],
            "hall" if each["code"] in invented["in_the_hall"] else "remote", "yes", theme_of[each["code"]],
        ]
        for each in FACTS["delegations"]
    ]  # fmt: skip
    return [head, *rows]


def people() -> files.Rows:
    """The table of people: two for each delegation, and the staff."""
    rows = [["name", "function", "email", "delegation", "roles", "place", "language"]]
    for each in FACTS["delegations"]:
        code = each["code"].lower()
        place = "hall" if each["code"] in FACTS["illustrative"]["in_the_hall"] else "remote"
        language = "id" if code == "id" else "en"
        for number, (name, roles) in enumerate(((HEAD, "delegate, head"), (MEMBER, "delegate")), 1):
            address = f"demo.{code}.{number}@example.org"
            rows.append([name.format(each["en"]), "", address, each["code"], roles, place, language])
    for number, name in enumerate(CHAIRS, 1):
        rows.append(
            [name, "Moderator", f"demo.moderator.{number}@example.org", "", "moderator", "hall", "en"]
        )
    for name, role in STAFF.items():
        rows.append(
            [
                name,
                name.removeprefix("Demo ").capitalize(),
                f"demo.{role}@example.org",
                "",
                role,
                "hall",
                "id",
            ]
        )
    return rows


def programme() -> files.Rows:
    """The table of the programme."""
    head = ["id", "day", "start", "end", "room", "title:en", "title:id", "description:en", "kind", "theme", "access",
            "chair", "speakers"]  # fmt: skip
    rows = [
        [
            each.guid, each.day, each.start, each.end, each.room, each.title, IN_INDONESIAN.get(each.title, ""),
            each.description, each.kind, each.theme, "public", each.chair, "; ".join(each.speakers),
        ]
        for each in meetings()
    ]  # fmt: skip
    return [head, *rows]

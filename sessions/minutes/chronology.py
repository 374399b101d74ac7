"""The course of a session in sentences, made from the sections of its minutes. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sessions.minutes.readable import ReadingContext
from sessions.minutes.sections import Kind, Section, Value

SECTIONS = ("course", "roll_calls", "turns", "rulings", "votes", "decisions", "notes")
"""The sections whose rows are events. Rapporteurs' notes on a turn belong to the turn."""
ENDINGS = ("session.suspended", "session.adjourned", "session.closed", "floor.list_closed")
"""The events of the course that end something. A carried motion causes some of them, at the moment of its vote."""
DECIDED = ("adopted", "not_adopted", "overturned", "stands", "indicative")
"""The results of votes that were concluded."""
ANSWERED = ("answered", "answered_in_writing", "asked_from_the_floor")
"""What became of a question that was answered."""
Fields = dict[str, Value]


@dataclass(frozen=True)
class HappenedEvent:
    """What happened at a moment. `item` is the row of the minutes that says so. `heading` stands before it."""

    at: datetime
    text: str
    item: str
    heading: str
    is_last: bool
    """It follows the others of its moment."""


class Chronology:
    """What the sections say, in sentences of the reader's language."""

    def __init__(self, sections: Iterable[Section], reader: ReadingContext) -> None:
        self._reader = reader
        self._sections = {each.name: each for each in sections}
        self._proposals = {
            row["proposal"]: " ".join(filter(None, (str(row["symbol"]), str(row["title"]))))
            for row, _ in self.rows("proposals")
        }
        """Symbol and title of each proposal, by number."""

    def rows(self, section: str) -> Iterator[tuple[Fields, str]]:
        """The rows of a section. Each is a mapping from column names to values, with the name of the row's item."""
        found = self._sections.get(section)
        for row in found.rows if found else ():
            assert found is not None
            names = (column.name for column in found.columns)
            yield dict(zip(names, row.values, strict=True)), row.item

    def events(self) -> list[HappenedEvent]:
        """What happened, in order. What happened at the same moment is in the order of the sections, but what ended
        then follows the others, and rapporteurs' notes follow that.
        """
        found = [
            each for section in SECTIONS for row in self.rows(section) for each in self._of_row(section, *row)
        ]
        return sorted(found, key=lambda each: (each.at, each.is_last))

    def in_short(self) -> list[str]:
        """The session in a few sentences: its decisions and votes, what the chair ruled, and figures."""
        return [
            *(self._decision_text(row) for row, _ in self.rows("decisions")),
            *(self._outcome_text(row) for row, _ in self.rows("votes") if row["result"] in DECIDED),
            *(self._ruling_text(row) for row, _ in self.rows("rulings")),
            *self._roll_call(),
            *self._figures(),
        ]

    def facts(self, place: str, theme: str, state: str) -> list[tuple[str, str]]:
        """When and where the session was held, and who presided: labels and values."""
        course = [row for row, _ in self.rows("course")]
        moments = {
            key: next((row["at"] for row in course if row["event"] == f"session.{key}"), None)
            for key in ("opened", "closed")
        }
        chairs = dict.fromkeys(str(row["chair"]) for row in course if row["chair"])
        facts = (
            ("held", self._reader.date),
            ("opened", self._value_text(moments["opened"])),
            ("closed", self._value_text(moments["closed"])),
            ("place", place),
            ("theme", theme),
            ("chair", "; ".join(chairs)),
            ("state", state),
        )
        return [(self._format_text(key), value) for key, value in facts if value]

    def _roll_call(self) -> Iterator[str]:
        closed = [row for row, _ in self.rows("roll_calls") if row["closed_at"]]
        yield from (self._format_text("roll_call", **row) for row in closed[-1:])

    def _figures(self) -> Iterator[str]:
        turns = [row for row, _ in self.rows("turns")]
        if turns:
            spoken = sum(float(str(row["spoken"] or 0)) for row in turns)
            parties = {self._value_text(row["party"]) for row in turns}
            time = self._value_text(spoken, "seconds")
            yield self._format_text("short.spoke", parties=len(parties), turns=len(turns), time=time)
        asked = [row["disposition"] for row, _ in self.rows("questions")]
        if asked:
            answered = sum(state in ANSWERED for state in asked)
            yield self._format_text("short.questions", asked=len(asked), answered=answered)

    def _format_text(self, key: str, **values: object) -> str:
        return self._reader.word(f"chronology.{key}").format(**values)

    def _value_text(self, value: Value, kind: Kind = "text") -> str:
        return self._reader.cell(kind, value).text

    def _of_row(self, section: str, row: Fields, item: str) -> Iterator[HappenedEvent]:
        """The events that a row of the minutes reports."""
        last = section == "notes" or row.get("event") in ENDINGS
        for at, text in self._moments_of_row(section, row):
            if isinstance(at, datetime):
                yield HappenedEvent(at, text, item, self._heading(section, row), last)

    def _heading(self, section: str, row: Fields) -> str:
        if section == "course" and row["event"] == "floor.item_taken_up":
            return self._format_text("item", item=row["item"], title=row["title"])
        return ""

    def _moments_of_row(self, section: str, row: Fields) -> Iterator[tuple[Value, str]]:
        match section:
            case "course":
                yield row["at"], self._session_event_text(row)
            case "roll_calls":
                yield row["closed_at"], self._format_text("roll_call", **row)
            case "turns":
                yield row["started_at"], self._turn_text(row)
            case "rulings":
                yield row["at"], self._ruling_text(row)
            case "votes":
                yield row["put_at"], self._vote_text(row)
                yield row["closed_at"], self._result_text(row)
            case "decisions":
                yield row["at"], self._decision_text(row)
            case "notes" if not row["turn"]:
                yield row["at"], str(row["text"])

    @staticmethod
    def _join_facts(facts: Iterable[str]) -> str:
        return ", ".join(filter(None, facts))

    def _session_event_text(self, row: Fields) -> str:
        more = self._join_facts((str(row["chair"] or ""), _without_stop(row["reason"])))
        until = self._value_text(row["resumes_at"])
        said = self._value_text(row["event"], "word")
        return f"{said}: {self._join_facts([more, until])}." if more or until else f"{said}."

    def _turn_text(self, row: Fields) -> str:
        who = self._value_text(row["party"])
        if speaker := self._value_text(row["speaker"]):
            who = self._format_text("with_speaker", party=who, speaker=speaker)
        facts = [self._value_text(row[name], "word") for name in ("kind", "mode", "place")]
        if group := self._value_text(row["on_behalf_of"]):
            facts.append(self._format_text("behalf", group=group))
        if reader := self._value_text(row["read_by"]):
            facts.append(self._format_text("read_by", reader=reader))
        facts += [self._value_text(row["spoken"], "seconds"), _without_stop(row["ended_reason"])]
        return self._format_text("turn", who=who, facts=self._join_facts(facts))

    def _ruling_text(self, row: Fields) -> str:
        ruling = self._value_text(row["ruling"], "word")
        said = self._format_text("ruling", party=self._value_text(row["party"]), ruling=ruling)
        return f"{said} {row['text']}".strip()

    def _vote_text(self, row: Fields) -> str:
        method = self._value_text(row["method"], "word")
        return self._format_text("vote", number=row["vote"], facts=self._subject_text(row, method))

    def _subject_text(self, row: Fields, method: str = "") -> str:
        subject, motion = (self._value_text(row[name], "word") for name in ("subject", "motion"))
        of = (self._proposals.get(row["proposal"], ""), self._value_text(row["party"]))
        return self._join_facts((subject, motion, *of, method, _without_stop(row["question"])))

    def _result_text(self, row: Fields) -> str:
        return self._format_text("vote_closed", number=row["vote"], facts=self._result_facts(row))

    def _outcome_text(self, row: Fields) -> str:
        subject, result = self._subject_text(row), self._result_facts(row)
        return self._format_text("short.vote", number=row["vote"], subject=subject, result=result)

    def _result_facts(self, row: Fields) -> str:
        figures = ""
        if row["in_favour"] is not None:
            figures = self._format_text(
                "figures", **{name: row[name] for name in ("in_favour", "against", "abstentions")}
            )
        return self._join_facts(
            [self._value_text(row["result"], "word"), figures, _without_stop(row["reason"])]
        )

    def _decision_text(self, row: Fields) -> str:
        return self._format_text("decision", number=row["decision"], text=row["text"])


def _without_stop(value: Value) -> str:
    """A text that a person wrote, to stand in a sentence that has a full stop of its own."""
    return str(value or "").strip().removesuffix(".").removesuffix("。")

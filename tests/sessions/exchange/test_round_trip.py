"""What organisers plan survives a round trip: exported, imported into an empty conference, and exported again, the
files are the same.
"""

import io
from itertools import count
from typing import Any, get_args

import hypothesis
import pytest
from hypothesis import strategies as st
from openpyxl.reader.excel import load_workbook

from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.journal.models import Entry
from foundation.messages.protocol import CommandFrame, Done
from foundation.spreadsheets import BYTE_ORDER_MARK
from foundation.wire import execution
from sessions.exchange import delegation_rows, people_rows, programme_rows
from sessions.invitations.protocol import AddPeople
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import AddParty
from sessions.parties.services import seat_of
from sessions.planning.people.protocol import PartyValues, PersonValues
from sessions.planning.programme.protocol import AddSession, SessionValues, SpeakingTimes
from sessions.programme.models import Conference, Room, Session, Theme
from sessions.programme.protocol import Policy, Quorum, SessionAccess, SessionKind
from sessions.roles.protocol import GiveSessionRole
from tests.sessions.exchange.conftest import ExchangeClient, unread
from tests.support.tier import THOROUGH

TABLES = ("delegations", "people", "programme")
_numbers = count(1)

OF_A_DELEGATION = {
    **{
        name: name
        for name in ("name", "spoken", "category", "code", "region", "place", "theme", "accredited")
    },
    **{name: name for name in ("groups", "rank", "most_members", "microphone")},
}
OF_A_PERSON = {
    **{name: name for name in ("name", "honorific", "function", "place", "roles", "language")},
    **{"party": "delegation", "email": "email"},
}
OF_A_SESSION = {
    **{
        name: name
        for name in ("title", "description", "kind", "theme", "room", "access", "agenda", "cancelled")
    },
    **{
        name: name
        for name in ("quorum_to_open", "quorum_to_decide", "order_policy", "ends_turns", "motion_speakers")
    },
    **{
        "date": "day",
        "starts": "start",
        "ends": "end",
        "preset": "speaking_times",
        "reply_limits": "limit_replies",
    },
    **{
        name: f"limit_{name}"
        for name in ("state", "group", "observer", "other", "order", "on_motion", "explanation")
    },
    **{"moderator": "chair", "panellist": "speakers", "interpreter": "interpreters"},
    **{
        "rapporteur": "rapporteurs",
        "captioner": "captioners",
        "operator": "operators",
        "delegate": "delegates",
    },
}
"""The column for each attribute that the workspace can set. docs/exchange.md says what is left out, and why."""


def test_each_attribute_that_the_workspace_sets_has_a_column() -> None:
    added = AddParty.model_fields.keys() - {"type"}
    assert OF_A_DELEGATION.keys() == PartyValues.model_fields.keys() | added
    assert set(OF_A_DELEGATION.values()) == {*delegation_rows.TEXTS, *delegation_rows.COLUMNS}
    added = AddPeople.model_fields.keys() - {"type", "people"}
    assert OF_A_PERSON.keys() == PersonValues.model_fields.keys() | added | {"email"}
    assert set(OF_A_PERSON.values()) == {*people_rows.COLUMNS}
    added = AddSession.model_fields.keys() - {"type", "confirmed"}
    roles = set(GiveSessionRole.model_fields["role"].annotation.__args__)  # type: ignore[union-attr]  # a Literal
    planned = {*SessionValues.model_fields, *SpeakingTimes.model_fields, "preset", "agenda", "cancelled"}
    assert OF_A_SESSION.keys() == planned | added | roles
    assert set(OF_A_SESSION.values()) == {*programme_rows.TEXTS, *programme_rows.COLUMNS} - {"id"}


class Office:
    """A conference, and commands of its organiser."""

    def __init__(self) -> None:
        self.conference = Conference.objects.create(
            slug=f"trip-{next(_numbers)}", name={"en": "Rivers", "id": "Sungai"}, short="Rivers",
            timezone="Asia/Makassar",
        )  # fmt: skip
        account, _ = User.objects.get_or_create(email="organiser@example.org", defaults={"name": "Organiser"})
        row = Participant.objects.create(
            conference=self.conference, person=account, name="Organiser", roles=["organiser"]
        )
        self.seat: Seat = seat_of(row)
        self.exchange = ExchangeClient(self.seat)

    def do(self, kind: str, /, stream: str = "", **fields: Any) -> None:
        """Do a command on the conference's stream or another one."""
        frame = CommandFrame(
            id=f"round-trip-{next(_numbers)}",
            stream=stream or self.conference.stream,
            command={"type": kind, **fields},
        )
        answer = execution.execute(self.seat, frame)
        assert isinstance(answer, Done), (kind, fields, answer)

    def files(self, kind: str) -> dict[str, bytes]:
        """The exported tables."""
        return {table: self.exchange.get(f"{table}.{kind}").content for table in TABLES}


LETTERS = "aZé ñ\u00a0\u202f عربي中文;,\"'=+-@#<>[]()|/:0–"
line = st.text(LETTERS, max_size=12).map(lambda text: f"x{text}x".strip())
"""A text of one line. Letters around it, because commands take off blanks."""

start = st.sampled_from(["", "=", "'", '"', "+", "@", "# e", "-"])
title = st.builds("{}{}".format, start, line)
several_lines = st.lists(line, min_size=1, max_size=3).map("\n".join)
seconds = st.integers(10, 3600)
sides = st.fixed_dictionaries({"in_favour": st.integers(0, 10), "against": st.integers(0, 10)})
motions = (
    "suspension",
    "adjournment",
    "adjournment_of_debate",
    "closure_of_debate",
    "closure_of_list",
    "other",
)


def by_language(texts: st.SearchStrategy[str], least: int) -> st.SearchStrategy[dict[str, str]]:
    """Texts in the conference's languages, and in others."""
    return st.dictionaries(st.sampled_from(["en", "id", "fr", "zh-Hans"]), texts, min_size=least, max_size=3)


delegations = st.fixed_dictionaries(
    {
        "spoken": by_language(title, 0),
        "category": st.sampled_from(["state", "group", "observer", "other"]),
        "region": title,
        "place": st.sampled_from(["hall", "remote"]),
        "accredited": st.booleans(),
        "groups": st.lists(title, max_size=3, unique=True),
        "rank": st.none() | st.integers(1, 30_000),
        "most_members": st.none() | st.integers(5, 500),
        "microphone": title,
    }
)
people = st.fixed_dictionaries(
    {"honorific": title, "function": title, "place": st.sampled_from(["hall", "remote"])}
)
speaking = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            ("state", "group", "observer", "other", "order", "explanation", "on_motion"), seconds
        ),
        "reply_limits": st.lists(seconds, min_size=1, max_size=5),
        "ends_turns": st.booleans(),
        "motion_speakers": st.fixed_dictionaries(dict.fromkeys(motions, sides)),
    },
)
sessions = st.fixed_dictionaries(
    {
        "title": by_language(title, 1),
        "description": by_language(several_lines, 0),
        "kind": st.sampled_from(get_args(SessionKind)),
        "access": st.sampled_from(get_args(SessionAccess)),
        "quorum_to_open": st.sampled_from(get_args(Quorum)),
        "quorum_to_decide": st.sampled_from(get_args(Quorum)),
        "order_policy": st.sampled_from(get_args(Policy)),
        "date": st.integers(1, 28).map(lambda day: f"2021-11-{day:02}"),
        "starts": st.integers(0, 287).map(lambda n: f"{n // 12:02}:{n % 12 * 5:02}"),
        "agenda": st.lists(title, max_size=3),
        "preset": st.sampled_from(["conference", "general_assembly", "who"]),
        "times": speaking,
        "cancelled": st.booleans(),
        "room": st.integers(0, 3),
        "theme": st.integers(0, 3),
        "roles": st.lists(
            st.tuples(
                st.integers(0, 3),
                st.sampled_from(
                    [
                        "moderator",
                        "panellist",
                        "interpreter",
                        "rapporteur",
                        "captioner",
                        "operator",
                        "delegate",
                    ]
                ),
                st.sampled_from(["", "fr", "zh-Hans"]),
            ),
            max_size=5,
        ),
    }
)
ROOMS = [{"en": "Hall A", "id": "Ruang A"}, {"fr": "Salle « B »"}, {"en": '"East"; garden', "ar": "حديقة"}]
THEMES = [{"en": "Water", "id": "Air"}, {"fr": "Eau ; sel"}, {"en": "water-2"}]
NAMES = ["Ana Example", "Ben; Example [fr]", "Dr. Cara Example [fr]", "Dan (Fiji)"]


def plan(office: Office, data: st.DataObject) -> None:
    """Plan a conference by commands, as pages of the workspace do."""
    conference = office.conference
    for name in ROOMS:
        office.do("programme.add_room", name=name)
    for name in THEMES:
        office.do("programme.add_theme", title=name)
    rooms, themes = (
        [None, *(str(row.pk) for row in of.objects.filter(conference=conference).order_by("pk"))]
        for of in (Room, Theme)
    )
    parties = _parties(office, data, themes)
    people = _people(office, data, parties)
    for values in data.draw(st.lists(sessions, min_size=1, max_size=3)):
        _session(office, values, rooms, themes, people)


def _parties(office: Office, data: st.DataObject, themes: list[str | None]) -> list[str]:
    found = []
    for code, name in (
        ("FJ", {"en": "Fiji"}),
        ("", {"fr": "Sénat"}),
        ("", {"id": "Palang; Merah", "en": "=Cross"}),
    ):
        office.do("parties.add", name=name, code=code)
        row = Party.objects.filter(conference=office.conference).latest("pk")
        values = data.draw(delegations) | {"theme": themes[data.draw(st.integers(0, 3))]}
        seen = {"category": row.category, "place": row.place, "accredited": row.accredited, "theme": None}
        seen |= {name: getattr(row, name) for name in values.keys() - seen.keys()}
        office.do("parties.change", party=str(row.pk), values=values, seen=seen)
        found.append(str(row.pk))
    return found


def _people(office: Office, data: st.DataObject, parties: list[str]) -> list[str]:
    found = []
    for at, name in enumerate(NAMES):
        party = data.draw(st.sampled_from([None, *parties]))
        roles = ["delegate"] if party else ["moderator"]
        if at % 2:
            user, *_ = User.objects.create_without_address([name])
            Participant.objects.create(
                conference=office.conference, person=user, name=name, party_id=party, roles=roles
            )
        else:
            address, language = f"p{at}@example.org", data.draw(st.sampled_from(["en", "id"]))
            office.do(
                "invitations.add_people",
                people=f"{name};{address}",
                party=party,
                roles=roles,
                language=language,
            )
        row = Participant.objects.filter(conference=office.conference).latest("pk")
        values = data.draw(people)
        seen = {name: getattr(row, name) for name in values}
        office.do("people.change", participant=str(row.pk), values=values, seen=seen)
        found.append(str(row.pk))
    return found


def _session(
    office: Office,
    values: dict[str, Any],
    rooms: list[str | None],
    themes: list[str | None],
    people: list[str],
) -> None:
    first = {name: values[name] for name in ("title", "description", "kind", "access", "date", "starts")}
    ends = "23:59" if values["starts"] < "23:55" else "00:30"
    office.do("programme.add_session", **first, ends=ends, confirmed=True)
    row = Session.objects.filter(conference=office.conference).latest("pk")
    usual = {"quorum_to_open": "third", "quorum_to_decide": "majority", "order_policy": "first_come"}
    changed = {name: values[name] for name in usual} | {
        "room": rooms[values["room"]],
        "theme": themes[values["theme"]],
    }
    office.do(
        "programme.change_session", row.stream, values=changed, seen=usual | {"room": None, "theme": None}
    )
    office.do("programme.set_agenda", row.stream, items=values["agenda"], seen=[""])
    office.do("programme.set_preset", row.stream, preset=values["preset"], seen="conference")
    if values["times"]:
        row.refresh_from_db()
        floor = row.floor
        seen = {**floor.limits, "explanation": floor.limits.get("explanation", 180)}
        seen |= {name: getattr(floor, name) for name in ("reply_limits", "ends_turns", "motion_speakers")}
        seen = {name: seen[name] for name in values["times"]}
        office.do("programme.set_speaking_times", row.stream, values=values["times"], seen=seen)
    if values["cancelled"]:
        office.do("programme.cancel_session", row.stream)
    for person, role, language in values["roles"]:
        into = language if role == "interpreter" else ""
        office.do(
            "session_roles.give", session=str(row.pk), participant=people[person], role=role, language=into
        )


def compared(files: dict[str, bytes]) -> Any:
    """What is compared of exported tables: the bytes, but of a workbook the cells, because it has the time of the
    export.
    """
    if files["people"].startswith(BYTE_ORDER_MARK.encode()):
        return files
    return {
        table: [*load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)]
        for table, content in files.items()
    }


@pytest.mark.hypothesis
@pytest.mark.django_db
@pytest.mark.parametrize("kind", [pytest.param("csv", marks=pytest.mark.thorough), "xlsx"])
def test_what_is_planned_survives_the_way_into_an_empty_conference(kind: str) -> None:
    @hypothesis.settings(
        max_examples=10 if THOROUGH else 3,
        phases=[hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    @hypothesis.given(st.data())
    def survives(data: st.DataObject) -> None:
        office, empty = Office(), Office()
        plan(office, data)
        written = office.files(kind)
        for table in TABLES:
            preview = empty.exchange.preview(table, written[table])
            assert (preview["faults"], unread(preview)) == ([], [])
            empty.exchange.carry_out(table, written[table])
        assert compared(empty.files(kind)) == compared(written)
        entries = Entry.objects.count()
        for at in (empty, office):
            for table in TABLES:
                again = at.exchange.carry_out(table, written[table])
                assert (again["added"], again["changed"]) == (0, 0)
        assert Entry.objects.count() == entries

    survives()

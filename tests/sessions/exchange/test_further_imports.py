"""Further imports into a conference that has everything already, and what is exported of it."""

import datetime
import io

import pytest
from openpyxl.reader.excel import load_workbook

from foundation.accounts.seats import Seat
from foundation.journal.models import Entry
from sessions.invitations.models import Invitation
from sessions.parties.models import Participant, Party
from sessions.programme.models import Conference, Session
from sessions.roles.models import SessionRole
from tests.sessions.exchange import files
from tests.sessions.exchange.conftest import ExchangeClient, new_conference, organiser_of, unlimited, unread
from tests.sessions.exchange.test_services import DELEGATIONS, PEOPLE, PROGRAMME
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def conference(rows_of_module: None) -> Conference:
    return new_conference()


@pytest.fixture(scope="module")
def organiser(conference: Conference) -> Seat:
    return organiser_of(conference)


@pytest.fixture(scope="module")
def filled(organiser: Seat) -> ExchangeClient:
    """The conference with everything from files."""
    exchange = ExchangeClient(organiser)
    with pytest.MonkeyPatch.context() as patch:
        unlimited(patch)
        for table, rows in (("delegations", DELEGATIONS), ("people", PEOPLE), ("programme", PROGRAMME)):
            exchange.carry_out(table, files.csv_of(rows))
    return exchange


def test_a_second_import_changes_nothing(filled: ExchangeClient) -> None:
    entries = Entry.objects.count()
    for table, rows in (("delegations", DELEGATIONS), ("people", PEOPLE), ("programme", PROGRAMME)):
        counts = filled.preview(table, files.csv_of(rows))["counts"]
        assert counts == {"add": 0, "change": 0, "same": len(rows) - 1, "wrong": 0}
        filled.carry_out(table, files.csv_of(rows))
    assert Entry.objects.count() == entries


@pytest.mark.parametrize("table", ["delegations", "people", "programme"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_exported_changes_nothing_when_it_is_imported(
    filled: ExchangeClient, table: str, kind: str
) -> None:
    exported = filled.get(f"{table}.{kind}")
    assert exported.headers["Content-Disposition"] == f'attachment; filename="rivers-{table}.{kind}"'
    preview = filled.preview(table, exported.content)
    assert (preview["counts"]["add"], preview["counts"]["change"], preview["faults"]) == (0, 0, [])
    assert preview["counts"]["same"] >= 2
    assert unread(preview) == []


@pytest.mark.parametrize("kind", ["json", "xml"])
def test_an_exported_schedule_changes_nothing_when_it_is_imported(filled: ExchangeClient, kind: str) -> None:
    exported = filled.get(f"programme.{kind}").content
    preview = filled.preview("programme", exported)
    assert (preview["form"], preview["counts"]) == (kind, {"add": 0, "change": 0, "same": 2, "wrong": 0})


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "xml"])
def test_a_programme_that_is_exported_makes_the_same_one_elsewhere(filled: ExchangeClient, kind: str) -> None:
    exported = filled.get(f"programme.{kind}").content
    before = [
        (row.title, row.starts_at, row.ends_at, str(row.room), row.kind)
        for row in Session.objects.order_by("pk")
    ]
    SessionRole.objects.all().delete()
    Session.objects.all().delete()
    filled.carry_out("programme", exported)
    titles = {"en"} if kind in ("json", "xml") else {"en", "id"}
    after = [
        (row.title, row.starts_at, row.ends_at, str(row.room), row.kind)
        for row in Session.objects.order_by("starts_at")
    ]
    assert after == [
        ({tag: text for tag, text in row[0].items() if tag in titles}, *row[1:]) for row in before
    ]


def test_formulas_leave_as_texts(filled: ExchangeClient) -> None:
    assert b"'=Red Cross" in filled.get("delegations.csv").content
    sheet = load_workbook(io.BytesIO(filled.get("delegations.xlsx").content)).active
    assert sheet is not None
    assert ("=Red Cross", "s") in {(cell.value, cell.data_type) for row in sheet.iter_rows() for cell in row}


def test_a_conference_that_changed_since_the_preview_is_left_alone(filled: ExchangeClient) -> None:
    rows = files.csv_of([["code", "rank"], ["FJ", "9"]])
    digest = filled.preview("delegations", rows)["digest"]
    Party.objects.filter(code="FJ").update(rank=5)
    refused = filled.send(f"delegations/apply?digest={digest}", rows).json()
    assert (refused["code"], Party.objects.get(code="FJ").rank) == ("exchange.changed_meanwhile", 5)


def test_a_refusal_in_the_middle_undoes_the_whole(filled: ExchangeClient, organiser: Seat) -> None:
    rows = files.csv_of(
        [["name", "email", "roles", "function"], ["Dan Example", "dan@example.org", "", "Chair"],
         ["Organiser", "organiser@example.org", "audience", ""]]
    )  # fmt: skip
    digest = filled.preview("people", rows)["digest"]
    refused = filled.send(f"people/apply?digest={digest}", rows).json()
    assert (refused["code"], refused["values"]) == ("parties.last_organiser", {"row": 3})
    assert refused["detail"].startswith("Row 3: ")
    assert Participant.objects.get(name="Dan Example").function == ""


def test_a_change_of_time_or_room_counts_for_calendars(filled: ExchangeClient) -> None:
    rows = [["id", "day", "start", "end"], ["S1", "2021-11-16", "11:00", "12:00"]]
    filled.carry_out("programme", files.csv_of(rows))
    row = Session.objects.get(kind="opening")
    assert (row.sequence, row.starts_at.isoformat()) == (1, "2021-11-16T03:00:00+00:00")
    filled.carry_out("programme", files.csv_of([["id", "kind", "description"], ["S1", "panel", "Other"]]))
    row.refresh_from_db()
    assert (row.sequence, row.kind, row.description) == (1, "panel", {"en": "Other"})


def test_roles_of_a_session_follow_the_table(filled: ExchangeClient) -> None:
    rows = [["id", "chair", "speakers"], ["S1", "", "dan@example.org"]]
    filled.carry_out("programme", files.csv_of(rows))
    held = SessionRole.objects.filter(session__kind="opening")
    assert set(held.values_list("participant__name", "role")) == {("Dan Example", "panellist")}


def test_a_person_who_left_is_back_with_a_new_invitation(
    filled: ExchangeClient, conference: Conference, organiser: Seat
) -> None:
    hall = Assembly()
    ana = Participant.objects.get(name="Ana Example")
    hall.do(organiser, "parties.remove_member", stream=conference.stream, participant=str(ana.pk))
    assert Participant.objects.get(pk=ana.pk).roles == []
    filled.carry_out("people", files.csv_of(PEOPLE))
    ana.refresh_from_db()
    assert (ana.roles, ana.party) == (["delegate", "head"], Party.objects.get(code="FJ"))


def test_the_seat_of_a_person_follows_the_table(filled: ExchangeClient, conference: Conference) -> None:
    ana = Participant.objects.get(name="Ana Example")
    filled.carry_out(
        "people", files.csv_of([["name", "email", "delegation"], ["Ana", "ana@example.org", "CI"]])
    )
    last = Entry.objects.filter(stream=conference.stream).order_by("-seq")[0]
    assert (last.event["type"], last.reseats) == ("people.changed", str(ana.person.public_id))


def test_a_new_name_or_address_changes_no_seat(filled: ExchangeClient, conference: Conference) -> None:
    before = Entry.objects.filter(stream=conference.stream).count()
    rows = [
        ["name", "email", "delegation", "function", "language"],
        ["Ana Example", "ana@example.org", "FJ", "President", "en"],
        ["Cara Example", "cara@example.org", "=Red Cross", "Head of office", "id"],
    ]
    assert filled.carry_out("people", files.csv_of(rows))["changed"] == 2
    [entry] = Entry.objects.filter(stream=conference.stream).order_by("seq")[before:]
    assert (entry.event["type"], entry.reseats) == ("programme.edited", "")
    invitations = Invitation.objects.filter(participant__name__in=("Ana Example", "Cara Example"))
    assert set(invitations.values_list("email", "language", "participant__function")) == {
        ("ana@example.org", "en", "President"),
        ("cara@example.org", "id", "Head of office"),
    }


def test_open_sessions_are_told(filled: ExchangeClient) -> None:
    session = Session.objects.get(kind="opening")
    filled.carry_out("programme", files.csv_of([["id", "room"], ["S1", "Garden"]]))
    events = Entry.objects.filter(stream=session.stream).values_list("event__type", flat=True)
    assert list(events) == ["programme.session_edited"]


def test_a_schedule_is_imported_twice_and_moved_once(filled: ExchangeClient, conference: Conference) -> None:
    first = files.schedule_json(files.event(track="Water"))
    assert filled.carry_out("programme", first) == {"added": 1, "changed": 0, "same": 0}
    row = Session.objects.get(title__en="Rivers without borders")
    assert set(row.session_roles.values_list("participant__name", "role")) == {("Ana Example", "panellist")}
    assert filled.carry_out("programme", first) == {"added": 0, "changed": 0, "same": 1}
    moved = files.schedule_json(
        files.event(track="Water", date="2021-11-16T14:00:00+08:00", title="Rivers again")
    )
    assert filled.carry_out("programme", moved) == {"added": 0, "changed": 1, "same": 0}
    row.refresh_from_db()
    assert (row.title, row.starts_at.isoformat(), row.sequence) == (
        {"en": "Rivers again"}, "2021-11-16T06:00:00+00:00", 1,
    )  # fmt: skip


PLAN = [
    ["id", "agenda", "order_policy", "quorum_to_open", "quorum_to_decide", "cancelled", "limit_observer",
     "limit_replies", "ends_turns", "interpreters", "rapporteurs"],
    ["S1", "Opening\nReview", "lots", "none", "two_thirds", "yes", "1:30", "2:00; 2:00", "yes",
     "ben@example.org [fr]; Cara Example", "Dan Example <dan@example.org>"],
]  # fmt: skip


def test_a_plan_is_changed_by_a_file_once(filled: ExchangeClient) -> None:
    filled.carry_out("programme", files.csv_of(PLAN))
    row = Session.objects.get(kind="opening")
    assert (row.order_policy, row.quorum_to_open, row.quorum_to_decide) == ("lots", "none", "two_thirds")
    assert row.cancelled_at is not None
    assert (row.floor.agenda, row.floor.item_title) == (["Opening", "Review"], "Opening")
    assert (row.floor.limits["observer"], row.floor.limits["state"]) == (90, 180)
    assert (row.floor.reply_limits, row.floor.ends_turns, row.floor.preset) == ([120, 120], True, None)
    roles = row.session_roles.exclude(role__in=("moderator", "panellist"))
    assert set(roles.values_list("participant__name", "role", "language")) == {
        ("Ben Example", "interpreter", "fr"), ("Cara Example", "interpreter", ""), ("Dan Example", "rapporteur", ""),
    }  # fmt: skip
    entries = Entry.objects.count()
    filled.carry_out("programme", files.csv_of(PLAN))
    assert Entry.objects.count() == entries
    back = [["id", "cancelled", "speaking_times", "agenda", "interpreters"], ["S1", "no", "who", "", ""]]
    filled.carry_out("programme", files.csv_of(back))
    row = Session.objects.get(kind="opening")
    assert (row.cancelled_at, row.floor.preset, row.floor.agenda) == (None, "who", [""])
    assert (row.floor.limits["observer"], row.floor.ends_turns) == (120, False)
    assert not row.session_roles.filter(role="interpreter").exists()


def test_the_language_of_an_interpreter_is_read_in_any_case(filled: ExchangeClient) -> None:
    rows = [["id", "interpreters"], ["S1", "ben@example.org [FR]; Cara Example [fr]; Dan Example [pt-br]"]]
    filled.carry_out("programme", files.csv_of(rows))
    roles = Session.objects.get(kind="opening").session_roles.filter(role="interpreter")
    assert sorted(roles.values_list("language", flat=True)) == ["fr", "fr", "pt-BR"]
    assert filled.preview("programme", files.csv_of(rows))["counts"]["same"] == 1


def test_a_time_in_a_cell_counts_more_than_the_preset_beside_it(filled: ExchangeClient) -> None:
    rows = files.csv_of([["id", "speaking_times", "limit_state"], ["S1", "general_assembly", "5:00"]])
    filled.carry_out("programme", rows)
    floor = Session.objects.get(kind="opening").floor
    assert (floor.limits["state"], floor.limits["group"], floor.preset) == (300, 900, None)
    assert filled.preview("programme", rows)["counts"]["same"] == 1


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("limit_state", "0:09", "speaking_time"),
        ("limit_state", "60:01", "speaking_time"),
        ("limit_state", "three", "speaking_time"),
        ("limit_replies", "1:00;" * 6, "reply_times"),
        ("limit_replies", ";", "reply_times"),
        ("limit_replies", "1:00; 99", "speaking_time"),
        ("motion_speakers", "suspension 0 for 0 against", "motion_speakers"),
        ("motion_speakers", "2/2", "motion_speakers"),
        ("speaking_times", "parliament", "one_of"),
        ("order_policy", "shortest", "one_of"),
        ("quorum_to_open", "half", "one_of"),
        ("ends_turns", "perhaps", "yes_or_no"),
        ("cancelled", "perhaps", "yes_or_no"),
        ("agenda", "\n".join("ab"[n % 2] * 3 for n in range(61)), "agenda"),
        ("interpreters", "Nobody [fr]", "unknown_person"),
    ],
)
def test_a_wrong_cell_of_a_plan_is_named(filled: ExchangeClient, column: str, cell: str, code: str) -> None:
    [fault] = filled.preview("programme", files.csv_of([["id", column], ["S1", cell]]))["faults"]
    assert (fault["row"], fault["column"], fault["code"]) == (2, column, code)


def test_interpreters_into_too_many_languages_are_wrong_before_the_import(filled: ExchangeClient) -> None:
    spoken = ["ar", "en", "es", "fr", "hi", "id", "ja", "ko", "pt", "ru", "sw", "zh"]
    cell = "; ".join(f"Ben Example [{tag}]" for tag in [*spoken, "ils"])
    filled.carry_out("programme", files.csv_of([["id", "interpreters"], ["S1", cell]]))
    assert filled.preview("programme", filled.get("programme.csv").content)["faults"] == []
    # The language that nobody interprets any more stays open.
    other = files.csv_of([["id", "interpreters"], ["S1", cell.replace("[ar]", "[tr]")]])
    [fault] = filled.preview("programme", other)["faults"]
    assert (fault["row"], fault["column"], fault["code"]) == (2, "interpreters", "too_many_languages")


def test_the_times_of_a_spreadsheet_are_speaking_times(filled: ExchangeClient) -> None:
    rows = [["id", "limit_state", "limit_group"], ["S1", datetime.time(3, 30), "04:00:00"]]
    filled.carry_out("programme", files.xlsx_of(rows))
    limits = Session.objects.get(kind="opening").floor.limits
    assert (limits["state"], limits["group"]) == (210, 240)


def test_a_session_that_has_begun_keeps_its_agenda_and_speaking_times(filled: ExchangeClient) -> None:
    exported = filled.get("programme.csv").content
    Session.objects.filter(kind="opening").update(state="open")
    assert filled.preview("programme", exported)["faults"] == []
    for column, cell in (("agenda", "Other"), ("limit_state", "5:00"), ("cancelled", "yes")):
        [fault] = filled.preview("programme", files.csv_of([["id", column], ["S1", cell]]))["faults"]
        assert fault["code"] == "has_begun"


def test_a_party_without_an_english_name_is_found_again(
    filled: ExchangeClient, conference: Conference
) -> None:
    senate = Party.objects.create(conference=conference, name={"fr": "Sénat"})
    Participant.objects.filter(name="Cara Example").update(party=senate)
    assert filled.preview("people", filled.get("people.csv").content)["faults"] == []

"""Who may follow an outcome document, see its summary, and ask for its versions: role × access policy."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.refusals import Refusal
from foundation.registry import registry
from foundation.wire.execution import check_permission
from sessions.access.services import audience_of
from sessions.exports.worker import export_worker
from sessions.models import Outcome
from sessions.outcome import api, comparison
from sessions.outcome.adoption.models import Procedure
from tests.sessions.outcome.conftest import TEXT, Drafting
from tests.support.assembly import Assembly
from tests.support.limited import limit
from tests.support.tier import THOROUGH

pytestmark = pytest.mark.django_db
ACCESS = ("public", "registered", "delegations", "staff")
SEES = {
    "guest": {"public"},
    "registered person": {"public", "registered"},
    "audience": {"public", "registered"},
    "head": {"public", "registered"},
    "panellist of a session": {"public", "registered"},
    "interpreter": {"public", "registered", "delegations"},
    "rapporteur": set(ACCESS),
    "delegate": {"public", "registered", "delegations"},
    "panellist": {"public", "registered", "delegations"},
    "operator": set(ACCESS),
    "hall_screen": set(ACCESS),
    "moderator": set(ACCESS),
    "organiser": set(ACCESS),
}
"""The access of documents that each seat sees."""
OF_EACH_KIND = (
    (*SEES,) if THOROUGH else ("guest", "head", "interpreter", "delegate", "rapporteur", "organiser")
)
"""Seats of each kind; all are tried where the rule itself is tested."""
DRAFTS = {"rapporteur", "moderator", "organiser"}


def seat_named(hall: Assembly, name: str) -> Seat:
    if name == "guest":
        return hall.guest()
    if name == "registered person":
        return replace(hall.guest(), registered=True)
    if name == "panellist of a session":
        return replace(
            hall.person("Someone", "audience"), session_roles=((str(hall.session.pk), "panellist"),)
        )
    return hall.person("Someone", name, party=hall.party("Fiji"))


def with_access(drafting: Drafting, check: Callable[[], bool]) -> set[str]:
    found = set()
    for access in ACCESS:
        Outcome.objects.update(access=access)
        if check():
            found.add(access)
    return found


def fetch(seat: Seat, path: str, body: Any = None) -> Any:
    client = Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"})
    return client.get(path) if body is None else client.post(path, body, content_type="application/json")


def ask(seat: Seat, path: str, body: Any = None) -> int:
    return int(fetch(seat, path, body).status_code)


@pytest.mark.parametrize("name", SEES)
def test_who_may_follow_a_document(drafting: Drafting, name: str) -> None:
    seat = seat_named(drafting.hall, name)

    codes: set[str] = set()

    def follows() -> bool:
        try:
            check_permission(seat, drafting.stream, "wire.follow_outcome")
        except Refusal as refusal:
            codes.add(refusal.code)
            return False
        return True

    assert with_access(drafting, follows) == SEES[name]
    assert codes <= {"outcome.not_open"}


@pytest.mark.parametrize("name", SEES)
def test_who_sees_that_there_is_one(drafting: Drafting, name: str) -> None:
    seat = seat_named(drafting.hall, name)
    stream = drafting.hall.conference.stream
    roles = seat.roles_in(stream)

    def sees() -> bool:
        shown = journal.snapshot_of(stream, audience_of(roles, stream)).entities["outcome"]
        own = journal.own_snapshot_of(stream, registry().owner_keys_of(seat)).entities["my_outcome"]
        return str(drafting.document.pk) in {*shown, *own}

    # The hall screen asks for a document that somebody opened on it: it has no list.
    expected = SEES[name] - {"staff"} if name == "hall_screen" else SEES[name]
    assert with_access(drafting, sees) == expected


@pytest.mark.parametrize("name", OF_EACH_KIND)
def test_who_may_ask_for_versions_and_merges(drafting: Drafting, name: str) -> None:
    (row,) = drafting.add(TEXT)
    seat = seat_named(drafting.hall, name)
    base = f"/api/v1/outcomes/{drafting.document.pk}"
    for path in (f"{base}/versions", f"{base}/compare?before=1&after=2", f"{base}/amendments.csv"):
        assert with_access(drafting, lambda path=path: ask(seat, path) == 200) == SEES[name], path
    body = {"version": row.version, "text": "We."}
    merged = with_access(drafting, lambda: ask(seat, f"{base}/paragraphs/{row.pk}/merge", body) == 200)
    assert merged == (SEES[name] if name in DRAFTS else set())


def test_a_comparison_is_made_once_and_only_so_many_are_made(
    drafting: Drafting, monkeypatch: pytest.MonkeyPatch
) -> None:
    (row,) = drafting.add(TEXT)
    Outcome.objects.update(access="public")
    made: list[tuple[int, int]] = []

    def compare(document: Outcome, before: int, after: int) -> list[Any]:
        made.append((before, after))
        return []

    monkeypatch.setattr(comparison, "compare", compare)
    limit(monkeypatch, "outcome.compare", person=4)
    guest = drafting.hall.guest()
    path = f"/api/v1/outcomes/{drafting.document.pk}/compare"
    last = drafting.now(drafting.document).version
    for _ in range(10):
        assert ask(guest, f"{path}?before=0&after={last}") == 200
    # No more than what is there: later versions are the present one.
    assert ask(guest, f"{path}?before=0&after={last + 7}") == 200
    assert made == [(0, last)]
    drafting.write(row, "We will meet.")
    assert ask(guest, f"{path}?before=0&after={last}") == 200
    assert made == [(0, last), (0, last)]
    answers = [ask(guest, f"{path}?before={last}&after={after}") for after in (last, 0, 1)]
    assert answers == [200, 200, 429]
    assert ask(guest, f"{path}?before=0&after={last}") == 200


def test_documents_without_entries_have_comparisons_of_their_own(drafting: Drafting) -> None:
    stream = drafting.hall.conference.stream
    fields = {"title": {"en": "Another"}, "areas": ["Health"]}
    drafting.hall.do(drafting.chair, "outcome.create", stream=stream, **fields)
    texts = []
    for document in Outcome.objects.order_by("pk"):
        path = f"/api/v1/outcomes/{document.pk}/compare?before=0&after=1"
        (area,) = fetch(drafting.chair, path).json()["paragraphs"]
        texts.append("".join(run["text"] for run in area["runs"]))
    assert texts == ["Capacity building", "Health"]


def test_all_versions_can_be_asked_for_by_and_by(drafting: Drafting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MOST_VERSIONS", 2)
    drafting.add("One.", "Two.")
    (row,) = drafting.add("Three.")
    drafting.write(row, "Four.")
    path = f"/api/v1/outcomes/{drafting.document.pk}/versions"

    def versions(query: str = "") -> list[int]:
        answer = fetch(drafting.chair, path + query)
        return [each["version"] for each in answer.json()["versions"]]

    last = drafting.now(drafting.document).version
    assert versions() == [last, last - 1]
    assert versions(f"?below={last - 1}") == [last - 2, last - 2]
    assert versions("?below=1") == []
    assert fetch(drafting.chair, f"{path}?below=x").status_code == 400


@pytest.mark.parametrize("name", OF_EACH_KIND)
def test_who_may_export(drafting: Drafting, name: str, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    drafting.add(TEXT)
    seat = seat_named(drafting.hall, name)
    base = f"/api/v1/outcomes/{drafting.document.pk}/exports"
    body = {"format": "docx", "form": "bracketed"}
    assert with_access(drafting, lambda: ask(seat, base, body) == 202) == SEES[name]
    job = next((tmp_path / "exports").iterdir()).name.removeprefix(f"outcome-{drafting.document.pk}-")
    assert with_access(drafting, lambda: ask(seat, f"{base}/{job}") == 200) == SEES[name]
    export_worker.work_once()
    assert with_access(drafting, lambda: ask(seat, f"{base}/{job}/file") == 200) == SEES[name]


def test_a_visitor_and_another_conference_see_nothing(drafting: Drafting) -> None:
    Outcome.objects.update(access="public")
    other = Assembly().moderator()
    with pytest.raises(Refusal, match="another conference"):
        check_permission(other, drafting.stream, "wire.follow_outcome")
    visitor = replace(drafting.hall.guest(), roles=("visitor",))
    with pytest.raises(Refusal, match="role"):
        check_permission(visitor, drafting.stream, "wire.follow_outcome")


def test_a_merge_of_two_edits(drafting: Drafting) -> None:
    (row,) = drafting.add(TEXT)
    drafting.write(row, TEXT.replace("We", "They"))
    client = Client(headers={"Authorization": f"Bearer {seats.sign(drafting.chair)[0]}"})
    path = f"/api/v1/outcomes/{drafting.document.pk}/paragraphs/{row.pk}/merge"

    def merge(text: str) -> Any:
        body = {"version": row.version, "text": text}
        return client.post(path, body, content_type="application/json").json()

    merged = merge(TEXT.replace("all", "some"))
    assert merged["text"] == TEXT.replace("We", "They").replace("all", "some")
    assert merged["version"] == drafting.now(row).version
    conflict = merge(TEXT.replace("We", "You"))
    assert conflict["text"] is None
    assert conflict["conflicts"] == [{"base": "We", "theirs": "They", "mine": "You"}]


def test_what_a_session_gave_to_the_document(drafting: Drafting) -> None:
    (row,) = drafting.add(TEXT)
    session = str(drafting.hall.session.pk)
    cited = {"kind": "turn", "session": session, "target": "1", "label": "Fiji"}
    drafting.do(drafting.chair, "cite", paragraph=str(row.pk), **cited)

    def citations(seat: Seat) -> Any:
        client = Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"})
        return client.get(f"/api/v1/sessions/{session}/citations").json()["citations"]

    assert [each["label"] for each in citations(drafting.chair)] == ["1"]
    assert citations(drafting.hall.guest()) == []
    Outcome.objects.update(access="staff")
    assert [each["label"] for each in citations(seat_named(drafting.hall, "rapporteur"))] == ["1"]
    assert citations(seat_named(drafting.hall, "delegate")) == []


def public_frames(drafting: Drafting) -> str:
    """What everyone got in the conference's stream."""
    rows = Entry.objects.filter(stream=drafting.hall.conference.stream, everyone__isnull=False)
    return "".join(row.everyone or "" for row in rows)


def test_nobody_else_hears_of_a_document_that_is_not_open(drafting: Drafting) -> None:
    """Its number is in no frame of the conference that everyone gets, whatever happens to it."""
    hall, chair, stream = drafting.hall, drafting.chair, drafting.hall.conference.stream
    drafting.add(TEXT)
    drafting.do(chair, "change", values={"symbol": "A/1"}, seen={"symbol": ""})
    drafting.do(chair, "change", values={"access": "staff"}, seen={"access": "delegations"})
    drafting.do(chair, "begin_reading", reading=1)
    drafting.do(chair, "remove")
    hall.do(chair, "outcome.restore", stream=stream, outcome=str(drafting.document.pk))
    drafting.do(chair, "change", values={"access": "delegations"}, seen={"access": "staff"})
    drafting.do(chair, "ask_consensus", seconds=5)
    Procedure.objects.update(until=clock.now() - timedelta(seconds=1))
    drafting.do(chair, "adopt")
    assert "outcome" not in public_frames(drafting)


def test_everyone_hears_that_a_document_is_open_and_that_it_is_not_any_more(drafting: Drafting) -> None:
    stream = drafting.hall.conference.stream

    def heard() -> list[tuple[str, list[str]]]:
        frames = [json.loads(row.everyone) for row in Entry.objects.filter(stream=stream) if row.everyone]
        told = [frame for frame in frames if frame["event"]["type"].startswith("outcome.")]
        return [(frame["event"]["outcome"], [*frame["put"].get("outcome", {})]) for frame in told]

    document = str(drafting.document.pk)
    drafting.do(drafting.chair, "change", values={"access": "public"}, seen={"access": "delegations"})
    assert heard() == [(document, [document])]
    drafting.do(drafting.chair, "change", values={"access": "staff"}, seen={"access": "public"})
    assert heard() == [(document, [document]), (document, [])]


def test_a_rapporteur_keeps_a_document_that_its_delegation_sees_no_more(drafting: Drafting) -> None:
    """Each change of access leaves the frames at what a snapshot says."""
    stream, chair = drafting.hall.conference.stream, drafting.chair
    keys = registry().owner_keys_of(seat_named(drafting.hall, "rapporteur"))
    document, before = str(drafting.document.pk), "delegations"
    for access in ("staff", "registered", "staff", "public", "delegations"):
        drafting.do(chair, "change", values={"access": access}, seen={"access": before})
        before = access
        known: set[str] = set()
        for entry in Entry.objects.filter(stream=stream).order_by("seq"):
            for part in json.loads(entry.own):
                if part["to"] in keys:
                    known |= part["put"].get("my_outcome", {}).keys()
                    known -= {*part["drop"].get("my_outcome", [])}
        assert known == journal.own_snapshot_of(stream, keys).entities["my_outcome"].keys()
        assert known == ({document} if access != "public" else set()), access

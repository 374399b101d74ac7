"""Commands of documents, and who sees which document in a snapshot and in frames."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.models import RestrictedError
from django.test.utils import CaptureQueriesContext

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.clock import timestamp_text
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.messages.projections import Audience
from foundation.messages.protocol import Refused
from foundation.registry import registry
from sessions.access.services import audience_of
from sessions.documents import files, services
from sessions.documents.models import Document, DocumentFile
from sessions.documents.worker import DocumentWorker
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
TITLE = {"en": "Draft report"}


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Ana", "organiser")


def act(hall: Assembly, seat: Seat, kind: str, **fields: Any) -> str:
    """Send a command of the conference; returns the code of its refusal."""
    answer = hall.do(seat, f"documents.{kind}", stream=hall.conference.stream, **fields)
    return answer.code if isinstance(answer, Refused) else ""


def add(hall: Assembly, seat: Seat, **fields: Any) -> Document:
    assert act(hall, seat, "add", **{"title": TITLE, **fields}) == ""
    return Document.objects.latest("pk")


def change(hall: Assembly, seat: Seat, paper: Document, **values: tuple[Any, Any]) -> None:
    """Change values of a document, each from what was seen to another."""
    seen, wanted = ({name: pair[side] for name, pair in values.items()} for side in (0, 1))
    assert act(hall, seat, "change", document=str(paper.pk), seen=seen, values=wanted) == ""


def seen_by(hall: Assembly, seat: Seat) -> list[str]:
    """The ids of the documents that a seat is sent."""
    stream = hall.conference.stream
    shared = journal.snapshot_of(stream, audience_of(seat.roles_in(stream), stream)).entities["document"]
    own = journal.own_snapshot_of(stream, registry().owner_keys_of(seat)).entities
    return sorted({*shared, *own["my_document"], *own["my_session_document"]})


def last(hall: Assembly) -> Entry:
    return Entry.objects.filter(stream=hall.conference.stream).latest("seq")


SEES = {
    "guest": {"public"},
    "registered person": {"public", "registered"},
    "audience": {"public", "registered"},
    "delegate": {"public", "registered", "delegations"},
    "interpreter": {"public", "registered", "delegations"},
    "hall_screen": {"public", "registered", "delegations"},
    "moderator": {"public", "registered", "delegations", "staff"},
    "operator": {"public", "registered", "delegations", "staff"},
    "organiser": {"public", "registered", "delegations", "staff"},
}


@pytest.mark.parametrize("name", SEES)
def test_who_is_sent_which_document(hall: Assembly, organiser: Seat, name: str) -> None:
    rows = {
        access: add(hall, organiser, access=access)
        for access in ("public", "registered", "delegations", "staff")
    }
    withheld = add(hall, organiser, embargo="held")
    guest = {"guest": hall.guest(), "registered person": replace(hall.guest(), registered=True)}
    seat = guest.get(name) or hall.person("Someone", name)
    expected = {str(rows[access].pk) for access in SEES[name]}
    if name in ("moderator", "operator", "organiser"):
        expected.add(str(withheld.pk))
    assert seen_by(hall, seat) == sorted(expected)


def test_a_document_of_a_session_is_shown_to_those_who_may_enter_it(hall: Assembly, organiser: Seat) -> None:
    session = str(hall.session.pk)
    paper = str(add(hall, organiser, session=session).pk)
    withheld = str(add(hall, organiser, session=session, embargo="held").pk)
    guest, delegate = hall.guest(), hall.delegate("Fiji")
    with_code = replace(guest, entered=(session,))
    audience = hall.person("Someone", "audience")
    panellist = replace(audience, session_roles=((session, "panellist"),))
    chair = replace(audience, session_roles=((session, "moderator"),))
    everyone = (guest, with_code, audience, panellist, delegate)
    for access, sees in (
        ("public", everyone),
        ("code", everyone[1:]),
        ("registered", everyone[2:]),
        ("delegations", everyone[3:]),
        ("staff", ()),
    ):
        hall.do(organiser, "session.set_access", access=access)
        assert [seat in sees for seat in everyone] == [seen_by(hall, seat) == [paper] for seat in everyone]
        assert seen_by(hall, chair) == sorted([paper, withheld])


def test_the_change_of_a_sessions_access_takes_its_documents_away_at_once(
    hall: Assembly, organiser: Seat
) -> None:
    paper = add(hall, organiser, session=str(hall.session.pk))
    hall.do(organiser, "session.set_access", access="staff")
    entry = Entry.objects.get(stream=hall.conference.stream, event__type="documents.access_followed")
    assert f'"drop":{{"document":["{paper.pk}"]}}' in str(entry.everyone)


def test_everyone_hears_nothing_of_a_document_that_is_not_public(hall: Assembly, organiser: Seat) -> None:
    paper = add(hall, organiser, access="registered")
    assert last(hall).everyone is None
    change(hall, organiser, paper, access=("registered", "public"))
    assert '"Draft report"' in str(last(hall).everyone)


def test_two_organisers_who_change_one_value(hall: Assembly, organiser: Seat) -> None:
    paper = add(hall, organiser, symbol="ICDD/2021/3")
    change = {"document": str(paper.pk), "seen": {"symbol": "ICDD/2021/3"}}
    assert act(hall, organiser, "change", values={"symbol": "ICDD/2021/4"}, **change) == ""
    assert (
        act(hall, organiser, "change", values={"symbol": "ICDD/2021/5"}, **change) == "edit.changed_meanwhile"
    )
    paper.refresh_from_db()
    assert (paper.symbol, paper.title) == ("ICDD/2021/4", TITLE)


def test_a_symbol_is_given_once(hall: Assembly, organiser: Seat) -> None:
    paper = add(hall, organiser, symbol="ICDD/2021/3")
    assert act(hall, organiser, "add", title=TITLE, symbol="icdd/2021/3") == "documents.symbol_taken"
    assert act(hall, organiser, "remove", document=str(paper.pk)) == ""
    again = add(hall, organiser, symbol="ICDD/2021/3")
    assert act(hall, organiser, "restore", document=str(paper.pk)) == "documents.symbol_taken"
    change(hall, organiser, again, symbol=("ICDD/2021/3", ""))
    assert act(hall, organiser, "restore", document=str(paper.pk)) == ""


def test_a_session_of_another_conference_is_none(hall: Assembly, organiser: Seat) -> None:
    assert (
        act(hall, organiser, "add", title=TITLE, session=str(Assembly().session.pk)) == "wire.unknown_stream"
    )


def test_a_document_of_another_conference_is_none(hall: Assembly, organiser: Seat) -> None:
    other = Assembly()
    paper = add(other, other.person("Ben", "organiser"))
    assert act(hall, organiser, "remove", document=str(paper.pk)) == "documents.unknown"
    assert act(hall, organiser, "release", document=str(paper.pk)) == "documents.unknown"


@pytest.mark.parametrize(
    ("embargo_until", "code"),
    [
        (None, "documents.no_moment"),
        ("2001-01-01T00:00:00Z", "documents.moment_passed"),
        ("soon", "documents.no_moment"),
    ],
)
def test_an_embargo_needs_a_moment_to_come(
    hall: Assembly, organiser: Seat, embargo_until: Any, code: str
) -> None:
    assert act(hall, organiser, "add", title=TITLE, embargo="until", embargo_until=embargo_until) == code


def test_a_document_is_released_when_its_moment_comes(
    hall: Assembly, organiser: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = clock.now() + timedelta(hours=1)
    paper = add(hall, organiser, embargo="until", embargo_until=timestamp_text(until))
    keeper = DocumentWorker()
    keeper.work_once()
    assert seen_by(hall, hall.guest()) == []
    monkeypatch.setattr(clock, "now", lambda: until + timedelta(seconds=1))
    keeper.work_once()
    keeper.work_once()
    assert seen_by(hall, hall.guest()) == [str(paper.pk)]
    assert last(hall).event == {"type": "documents.released", "document": str(paper.pk), "by_time": True}


def test_who_may_release_a_document(hall: Assembly, organiser: Seat) -> None:
    session = str(hall.session.pk)
    other = str(hall.add_session().pk)
    audience = hall.person("Someone", "audience")
    chair, elsewhere, operator = (
        replace(audience, session_roles=((of, role),))
        for of, role in ((session, "moderator"), (other, "moderator"), (session, "operator"))
    )
    of_conference = str(add(hall, organiser, embargo="held").pk)
    of_session = str(add(hall, organiser, embargo="held", session=session).pk)
    for seat in (audience, elsewhere, operator, hall.person("Op", "operator"), hall.delegate("Fiji")):
        assert act(hall, seat, "release", document=of_session) == "wire.forbidden"
    assert act(hall, chair, "release", document=of_conference) == "wire.forbidden"
    assert act(hall, chair, "release", document=of_session) == ""
    assert act(hall, hall.moderator(), "release", document=of_conference) == ""
    assert len(seen_by(hall, hall.guest())) == 2


def test_documents_are_ordered_within_their_session(hall: Assembly, organiser: Seat) -> None:
    a, b, c = (add(hall, organiser) for _ in range(3))
    of_session = add(hall, organiser, session=str(hall.session.pk))
    assert act(hall, organiser, "move", document=str(c.pk), position=0) == ""
    rows = list(Document.objects.filter(session=None))
    assert [(row.pk, row.position) for row in rows] == [(c.pk, 0), (a.pk, 1), (b.pk, 2)]
    of_session.refresh_from_db()
    assert of_session.position == 0


def test_a_file_can_be_restored_for_a_day(
    hall: Assembly, organiser: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = add(hall, organiser)
    one, two = (
        DocumentFile.objects.create(
            document=paper, language="en", file=name, name=name, kind="pdf", octets=1, sha256="0" * 64,
            uploaded_at=clock.now(), removed_at=removed_at,
        )
        for name, removed_at in (("one.pdf", clock.now()), ("two.pdf", None))
    )  # fmt: skip
    for row in (one, two):
        files.path_of(row.file).write_bytes(b"%PDF-")
    assert act(hall, organiser, "restore_file", file=str(one.pk)) == ""
    two.refresh_from_db()
    assert two.removed_at is not None
    services.delete_removed()
    assert DocumentFile.objects.count() == 2
    later = clock.now() + services.KEPT + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    services.delete_removed()
    assert [row.pk for row in DocumentFile.objects.all()] == [one.pk]
    assert act(hall, organiser, "restore_file", file=str(two.pk)) == "documents.unknown"


def test_a_session_with_documents_cannot_be_deleted_but_its_conference_can(
    hall: Assembly, organiser: Seat
) -> None:
    add(hall, organiser, session=str(hall.session.pk))
    with pytest.raises(RestrictedError):
        hall.session.delete()
    hall.conference.delete()
    assert not Document.objects.exists()


def test_the_audit_log_has_what_stood_there_before(hall: Assembly, organiser: Seat) -> None:
    paper = add(hall, organiser, symbol="A/1")
    act(hall, organiser, "change", document=str(paper.pk), values={"symbol": "A/2"}, seen={"symbol": "A/1"})
    entry = AuditEntry.objects.get(action="documents.change")
    assert (entry.before["symbol"], entry.after["symbol"]) == ("A/1", "A/2")


def test_more_documents_need_no_more_queries(hall: Assembly, organiser: Seat) -> None:
    stream, delegate = hall.conference.stream, hall.delegate("Fiji")

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            journal.snapshot_of(stream, Audience.MODERATORS)
            journal.own_snapshot_of(stream, registry().owner_keys_of(delegate))
        return len(counted)

    add(hall, organiser, session=str(hall.session.pk), access="registered")
    few = queries()
    for _ in range(12):
        add(hall, organiser, session=str(hall.session.pk), access="registered")
    assert queries() == few

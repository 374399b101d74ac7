"""Who edits a paragraph now: told to those who draft, for as long as the editor is open."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from foundation import clock
from foundation.accounts.seats import Seat
from foundation.clock import timestamp_text
from foundation.journal.models import Entry
from foundation.registry import registry
from foundation.wire import leases
from foundation.wire.leases import SocketJoined, SocketLeft
from sessions.models import Editing, Paragraph
from sessions.outcome.editing.services import TIMEOUT, editors
from tests.sessions.outcome.conftest import TEXT, Drafting

pytestmark = pytest.mark.django_db
PROCESS = uuid.UUID(int=1)


@pytest.fixture
def row(drafting: Drafting) -> Paragraph:
    return drafting.add(TEXT)[0]


def socket_of(seat: Seat) -> str:
    return seat.person[:32]


def connected(drafting: Drafting, seat: Seat) -> Seat:
    leases.renew(PROCESS)
    leases.store_changes(PROCESS, [SocketJoined(socket_of(seat), drafting.stream, seat)])
    return seat


def shown(drafting: Drafting) -> list[tuple[str, str]]:
    return [(each.paragraph, each.name) for each in editors(drafting.document.pk).editors]


@pytest.fixture
def rapporteur(drafting: Drafting) -> Seat:
    return connected(drafting, drafting.hall.person("Ana", "rapporteur"))


def test_an_open_editor_is_shown_until_it_is_closed(
    drafting: Drafting, row: Paragraph, rapporteur: Seat
) -> None:
    chair = connected(drafting, drafting.chair)
    before = Entry.objects.count()
    named: Any = {"paragraph": str(row.pk)}
    drafting.do(rapporteur, "begin_editing", **named)
    drafting.do(chair, "begin_editing", **named)
    drafting.do(rapporteur, "begin_editing", **named)
    assert [paragraph for paragraph, _ in shown(drafting)] == [str(row.pk)] * 2
    assert shown(drafting)[0] == (str(row.pk), "Ana")
    drafting.do(rapporteur, "end_editing", **named)
    drafting.do(rapporteur, "end_editing", **named)
    assert len(shown(drafting)) == 1
    # Nothing of it is in the journal.
    assert Entry.objects.count() == before


def test_an_editor_ends_with_its_line(drafting: Drafting, row: Paragraph, rapporteur: Seat) -> None:
    drafting.do(rapporteur, "begin_editing", paragraph=str(row.pk))
    leases.store_changes(PROCESS, [SocketLeft(socket_of(rapporteur), drafting.stream, lost=True)])
    assert shown(drafting) == []
    connected(drafting, rapporteur)
    assert shown(drafting) == [(str(row.pk), "Ana")]
    leases.store_changes(PROCESS, [SocketLeft(socket_of(rapporteur), drafting.stream)])
    assert shown(drafting) == []


def test_an_editor_that_is_not_renewed_counts_as_closed(
    drafting: Drafting, row: Paragraph, rapporteur: Seat
) -> None:
    drafting.do(rapporteur, "begin_editing", paragraph=str(row.pk))
    Editing.objects.update(at=clock.now() - TIMEOUT - timedelta(seconds=1))
    assert shown(drafting) == []
    drafting.do(rapporteur, "begin_editing", paragraph=str(row.pk))
    assert shown(drafting) == [(str(row.pk), "Ana")]


def test_the_page_is_told_when_an_editor_runs_out(
    moment: list[datetime], drafting: Drafting, row: Paragraph, rapporteur: Seat
) -> None:
    drafting.do(rapporteur, "begin_editing", paragraph=str(row.pk))
    moment[0] += TIMEOUT / 2
    leases.renew(PROCESS)
    drafting.do(rapporteur, "begin_editing", paragraph=str(row.pk))
    assert [each.until for each in editors(drafting.document.pk).editors] == [
        timestamp_text(moment[0] + TIMEOUT)
    ]


def test_a_deleted_paragraph_has_no_editor(drafting: Drafting, row: Paragraph, rapporteur: Seat) -> None:
    drafting.do(rapporteur, "begin_editing", paragraph=str(row.pk))
    drafting.do(drafting.chair, "delete_paragraph", paragraph=str(row.pk), version=drafting.now(row).version)
    assert shown(drafting) == []
    assert drafting.code(rapporteur, "begin_editing", paragraph=str(row.pk)) == "outcome.unknown_paragraph"


def test_only_those_who_draft_are_told(drafting: Drafting) -> None:
    (source,) = (each for each in registry().signals_of(drafting.stream) if each.type == "outcome.editors")
    told = {
        role
        for role in (
            "moderator",
            "organiser",
            "rapporteur",
            "operator",
            "delegate",
            "interpreter",
            "audience",
        )
        if registry().allows((role,), source.permission)
    }
    assert told == {"moderator", "organiser", "rapporteur"}

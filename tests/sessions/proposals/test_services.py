"""Proposals before a session (FL29)."""

from typing import Any

import pytest

from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db

FIELDS = {"title": "On trust", "text": "Trust each other."}


def shown(hall: Assembly) -> dict[str, Any]:
    return journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["proposal"]


def test_FL29_a_proposal_has_symbol_title_sponsors_and_text_or_link(
    hall: Assembly, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(chair, "proposal.add", symbol="L.1", sponsors=[fiji.party, chile.party, fiji.party], **FIELDS)
    hall.done(chair, "proposal.add", title="On data", link="https://example.org/l2.pdf")
    assert shown(hall) == {
        "1": {
            "id": "1",
            "symbol": "L.1",
            "title": "On trust",
            "sponsors": [fiji.party, chile.party],
            "text": "Trust each other.",
            "link": "",
            "state": "tabled",
        },
        "2": {
            "id": "2",
            "symbol": "",
            "title": "On data",
            "sponsors": [],
            "text": "",
            "link": "https://example.org/l2.pdf",
            "state": "tabled",
        },
    }


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "On trust"}, "proposal.empty"),
        ({"title": "On trust", "link": "javascript:alert(1)"}, "proposal.bad_link"),
        ({"title": "On trust", "link": "https://[::1"}, "proposal.bad_link"),
        ({"title": "On trust", "link": "example.org/l1"}, "proposal.bad_link"),
        ({"title": " ", "text": "Trust."}, "wire.bad_command"),
        (FIELDS | {"sponsors": ["0"]}, "parties.unknown_party"),
        (FIELDS | {"text": "T" * 4001}, "wire.bad_command"),
    ],
)
def test_FL29_what_is_no_proposal_is_refused(
    hall: Assembly, chair: Seat, fields: dict[str, Any], code: str
) -> None:
    assert hall.code(chair, "proposal.add", **fields) == code


def test_FL29_a_proposal_is_corrected_or_withdrawn_until_it_is_decided(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "proposal.add", **FIELDS)
    hall.done(chair, "proposal.change", proposal="1", title="On mutual trust", text="Trust.")
    assert shown(hall)["1"]["title"] == "On mutual trust"
    assert hall.code(chair, "proposal.change", proposal="2", **FIELDS) == "proposal.unknown"
    hall.done(chair, "proposal.withdraw", proposal="1")
    assert shown(hall)["1"]["state"] == "withdrawn"
    for kind, fields in (("proposal.withdraw", {}), ("proposal.change", FIELDS)):
        assert hall.code(chair, kind, proposal="1", **fields) == "proposal.decided"
    asked = {"token": 0, "terms": {"method": "show_of_hands"}}
    assert hall.code(chair, "vote.put_proposal", proposal="1", **asked) == "proposal.decided"
    assert hall.code(chair, "vote.put_proposal", proposal="7", **asked) == "proposal.unknown"


def test_FL29_a_closed_session_takes_no_proposals(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "session.close")
    assert hall.code(chair, "proposal.add", **FIELDS) == "session.closed"

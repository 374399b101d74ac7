"""Rules of documents, without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from foundation.refusals import Refusal
from sessions.access.rules import CLEARANCE, owner_keys
from sessions.documents import rules

NOW = datetime(2021, 11, 16, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.mark.parametrize(
    ("own", "session", "expected"),
    [
        ("public", None, "public"),
        ("public", "public", "public"),
        ("public", "code", "code"),
        ("registered", "code", "registered"),
        ("delegations", "staff", "staff"),
        ("staff", "public", "staff"),
    ],
)
def test_a_document_is_never_more_open_than_its_session(own: str, session: str | None, expected: str) -> None:
    assert rules.access_of(own, session) == expected


def test_an_embargo_ends_at_a_later_moment_or_by_a_release() -> None:
    assert rules.released_at("none", None, None, NOW) == NOW
    assert rules.released_at("none", None, NOW, LATER) == NOW
    assert rules.released_at("until", LATER, NOW, NOW) is None
    assert rules.released_at("held", None, NOW, NOW) is None
    for until, code in ((None, "documents.no_moment"), (NOW, "documents.moment_passed")):
        with pytest.raises(Refusal) as refused:
            rules.released_at("until", until, None, NOW)
        assert refused.value.code == code


def test_the_later_of_two_is_told_what_stands_there() -> None:
    now = {"symbol": "A/2", "title": {"en": "Report"}}
    rules.check_seen({"symbol"}, {"symbol": "A/2"}, now)
    with pytest.raises(Refusal, match="Now it is: A/2") as refused:
        rules.check_seen({"symbol"}, {"symbol": "A/1"}, now)
    assert refused.value.code == "edit.changed_meanwhile"
    with pytest.raises(Refusal, match="Now it is: Report"):
        rules.check_seen({"title"}, {"title": {"en": "Draft"}}, now)


@pytest.mark.parametrize("seen", [{}, {"title": {}}, {"symbol": "", "title": {}}])
def test_a_change_names_what_was_seen(seen: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_seen({"symbol"}, seen, {"symbol": "", "title": {}})
    assert refused.value.code == "documents.not_seen"


def test_a_seat_is_in_one_group_of_the_conference_and_in_those_of_its_sessions() -> None:
    assert owner_keys(CLEARANCE["public"], {}) == frozenset()
    assert owner_keys(CLEARANCE["public"], {"4": CLEARANCE["code"]}) == {"cleared/code/4"}
    assert owner_keys(CLEARANCE["registered"], {"4": CLEARANCE["staff"], "5": CLEARANCE["registered"]}) == {
        "cleared/registered",
        "cleared/staff/4",
    }
    assert owner_keys(CLEARANCE["staff"], {}) == {"cleared/delegations"}

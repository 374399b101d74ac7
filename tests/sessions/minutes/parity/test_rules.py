"""Arithmetic of the parity ledger, without a database."""

from sessions.minutes.parity import rules
from sessions.minutes.parity.rules import LedgerLine, Tally, Unit

UNITS = {"1": Unit("7", "Pacific"), "2": Unit("7", "Americas"), "3": Unit("", "")}
TALLIES = [
    Tally("1", "remote", turns=2, spoken=100.0, overtime=10.0, called=1, waited=60.0, refusals=3),
    Tally("1", "hall", turns=1, spoken=50.0, called=1, waited=20.0),
    Tally("2", "hall", turns=1, spoken=25.5, called=2, waited=101.0, waiting=1),
    Tally("3", "remote", waiting=1),
]


def share(of: str, key: str, *figures: float | None) -> LedgerLine:
    names = ("turns", "spoken", "overtime", "called", "mean_wait", "waiting", "refusals")
    return LedgerLine.model_validate({"of": of, "key": key, **dict(zip(names, figures, strict=True))})


HALL = share("place", "hall", 2, 75.5, 0.0, 3, 40.3, 1, 0)
REMOTE = share("place", "remote", 2, 100.0, 10.0, 1, 60.0, 1, 3)


def test_FL23_hall_against_remote_and_by_theme_and_region() -> None:
    assert rules.ledger(TALLIES, UNITS) == [
        HALL,
        REMOTE,
        share("theme", "7", 4, 175.5, 10.0, 4, 45.2, 1, 3),
        share("theme", "", 0, 0.0, 0.0, 0, None, 1, 0),
        share("region", "Americas", 1, 25.5, 0.0, 2, 50.5, 1, 0),
        share("region", "Pacific", 3, 150.0, 10.0, 2, 40.0, 0, 3),
        share("region", "", 0, 0.0, 0.0, 0, None, 1, 0),
    ]


def test_an_empty_session_has_a_ledger_of_nothing() -> None:
    nothing = (0, 0.0, 0.0, 0, None, 0, 0)
    assert rules.ledger([], {}) == [share("place", "hall", *nothing), share("place", "remote", *nothing)]


def test_FL23_the_organiser_decides_what_is_published() -> None:
    lines = rules.ledger(TALLIES, UNITS)
    assert rules.published(lines, "nothing") == []
    assert rules.published(lines, "totals") == [HALL, REMOTE]
    assert rules.published(lines, "all") == lines

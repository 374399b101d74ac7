"""Which names of a page are reported as missing in the code."""

import pytest

from tests.support.code_names import missing_names


@pytest.mark.parametrize(
    "there",
    [
        "`platform/foundation/wire/hub.py` (`Hub.follow`, `pong_frame`)",
        "`hub.py`, `wire/hub.py`, `sessions/floor/` and `frontend/src/wire`",
        "`frontend/src/state/seat.ts`, `tokens.css` and `tools/check.sh`",
        "`tests.support.tier.THOROUGH`, `hub.pong_frame` and `Hub.follow`",
        "`floor.grant`, `wire.id_reused` and `question.ask`",
        "`asyncio.sleep`, `hall.example`, `schedule.xml` and `/api/v1/seats`",
    ],
)
def test_names_that_are_there_or_of_others(there: str) -> None:
    assert missing_names(there) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("`platform/foundation/wire/hubs.py`", ["platform/foundation/wire/hubs.py"]),
        ("`sessions/debates/`", ["sessions/debates/"]),
        ("`frontend/src/sockets`", ["frontend/src/sockets"]),
        ("`hub.py` (`Hub.follow`, `refresh_seats`)", ["hub.py: refresh_seats"]),
        ("`hub.py` (`Feed.open`)", ["hub.py: Feed.open"]),
        ("`frontend/src/state/seat.ts` (`chase`)", ["frontend/src/state/seat.ts: chase"]),
        ("`tests.support.tier.EVERYTHING`", ["tests.support.tier.EVERYTHING"]),
        ("`hub.chase(…)`", ["hub.chase(…)"]),
        ("`Hub.chase`", ["Hub.chase"]),
        ("`floor.chase`", ["floor.chase"]),
    ],
)
def test_names_that_are_missing(text: str, missing: list[str]) -> None:
    assert missing_names(text) == missing

"""The hall audio by real commands."""

import pytest

from foundation.journal import services as journal
from foundation.messages.projections import Audience
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def shown(hall: Assembly) -> dict[str, str]:
    rows = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities.get("hall_sound", {})
    return {key: entity["player"] for key, entity in rows.items()}


def test_one_player_takes_over_from_another() -> None:
    hall = Assembly()
    operator, key = hall.person("Operator", "operator"), str(hall.session.pk)
    assert shown(hall) == {}
    for player in ("desk-0123456789abcdef", "screen", ""):
        entry = hall.done(operator, "sound.play_at", player=player)
        assert entry.event == {"type": "sound.plays_at", "player": player}
        assert shown(hall) == {key: player}


@pytest.mark.parametrize("player", ["radio", "desk-", "desk-XYZ", "desk-" + "0" * 40])
def test_nobody_else_plays(player: str) -> None:
    hall = Assembly()
    operator = hall.person("Operator", "operator")
    assert hall.code(operator, "sound.play_at", player=player) == "wire.bad_command"

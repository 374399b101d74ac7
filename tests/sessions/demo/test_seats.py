"""The demo's seats, also after a change of roles."""

import pytest

from foundation.refusals import Refusal
from sessions.demo import seats
from sessions.models import Participant
from tests.support.demo import Demo


@pytest.mark.parametrize("key", ["operator", "fiji"])
def test_a_seat_that_nobody_holds_any_more_is_refused(db: None, key: str) -> None:
    participant = Demo().participant(key)
    Participant.objects.filter(pk=participant).delete()
    with pytest.raises(Refusal) as refused:
        seats.take_seat(key)
    assert refused.value.code == "demo.seat_gone"

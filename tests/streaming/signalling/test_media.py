"""The media of a process that has not started them: nobody is there, and everything else raises."""

import pytest

from streaming.signalling.media import Media
from streaming.signalling.media_state import NO_LINES
from streaming.signalling.monitor import NO_STATES, NOBODY_SPEAKS


def test_before_the_start_there_are_no_lines() -> None:
    media = Media()
    assert (media.lines_signal(1), media.speaking_signal(1), media.line_states_signal(1)) == (
        NO_LINES,
        NOBODY_SPEAKS,
        NO_STATES,
    )
    with pytest.raises(RuntimeError, match="not started"):
        _ = media.relay

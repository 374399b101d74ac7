"""What a closed session still takes (FL25, FL26). Pure."""

from foundation.refusals import Refusal


def check_not_closed(state: str) -> None:
    """What a session decided, heard and was asked is over with it. Refuses `session.closed`."""
    if state == "closed":
        raise Refusal("session.closed", "The session is closed. Only corrections to its record can be added.")

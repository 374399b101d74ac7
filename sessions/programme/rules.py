"""Rule for closed sessions (FL25, FL26). Pure."""

from foundation.refusals import Refusal


def check_not_closed(state: str) -> None:
    """Refuse a change to a closed session, with `session.closed`."""
    if state == "closed":
        raise Refusal(
            "session.closed", "The session is closed. Only corrections to its minutes can be added."
        )

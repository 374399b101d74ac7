"""The clips of the demo's simulated delegations, made beside the first run so that the hall opens at once."""

from pathlib import Path

from foundation import films
from sessions.parties.models import Party, Place

READY = "ready"
"""The file in the clips' folder that says that they are made: `tools/run.sh` looks at it alone."""


def prepare(folder: Path) -> int:
    """Make those that are not there yet; gives how many those were.

    A delegation in the hall sends no picture of its own, and journalists come as people.
    """
    remote = Party.objects.filter(conference__is_demo=True, place=Place.REMOTE, outlet="").order_by("pk")
    made = films.clips(folder, [party.name.get("en") or party.code for party in remote])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / READY).touch()
    return made

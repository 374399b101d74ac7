"""Makes the clips of the demo's simulated delegations in the background of the first start. So the start is not
delayed.
"""

from pathlib import Path

from foundation import films
from sessions.parties.models import Party

READY = "ready"
"""A file in the clips' folder that marks them as complete. `tools/run.sh` looks for it."""


def prepare(folder: Path) -> int:
    """Make the missing clips. Returns their number.

    A delegation in the hall sends no picture of its own, and journalists have no simulated seats.
    """
    remote = Party.objects.filter(conference__is_demo=True, place="remote", outlet="").order_by("pk")
    made = films.make_missing_clips(folder, [str(party) for party in remote])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / READY).touch()
    return made

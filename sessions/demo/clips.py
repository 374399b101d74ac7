"""Makes the clips of the demo's simulated delegations in the background of the first start. So the start is not
delayed.
"""

from pathlib import Path

from foundation import films
from sessions.parties.models import Party

READY = "ready"
"""A file in the clips' folder that marks them as complete. `tools/run.sh` looks for it."""


def prepare(folder: Path) -> int:
    """Make the missing clips, the hall's first. Returns their number.

    A delegation in the hall is seen there, and journalists have no simulated seats. Without a demo, which the server
    may still lay out, there are none, and nothing is marked as complete.
    """
    parties = Party.objects.filter(conference__is_demo=True, outlet="").order_by("pk")
    if not parties:
        return 0
    hall = films.hall_shots([str(party) for party in parties if party.place == "hall"])
    remote = [films.Shot(str(party)) for party in parties if party.place == "remote"]
    # All of the hall, its podium, and the first who speaks there.
    made = films.make_missing_clips(folder, [*hall[:3], *remote, *hall[3:]])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / READY).touch()
    return made

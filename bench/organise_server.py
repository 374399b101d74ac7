"""What the organiser's workspace costs at the server, in a process and a database of its own.

    organise_server.py

lays out the demo in DATA_DIR with 40 sessions and 4,300 people of its 21 delegations, and prints as JSON: the median
milliseconds and the queries of the programme as the API gives it to an organiser (`GET /api/v1/c/<slug>/sessions`),
and of the whole snapshot of the conference's stream for the staff; the milliseconds of the overview; the 99th
percentile of the API's lists; and the seconds of an import of 4,300 more people from a CSV file.
"""

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "platform"), str(ROOT)]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from foundation.accounts import seats  # noqa: E402
from foundation.accounts.models import User  # noqa: E402
from foundation.journal import services as journal  # noqa: E402
from foundation.messages.projections import Audience  # noqa: E402
from sessions.models import Conference, Participant, Party  # noqa: E402
from sessions.parties.services import seat_of  # noqa: E402
from sessions.planning.overview.services import overview  # noqa: E402
from tests.support.demo import Demo  # noqa: E402

PEOPLE, SESSIONS = 4300, 40
ROUNDS, LIST_ROUNDS = 15, 60


def furnish(conference: Conference) -> None:
    """Add sessions and people until there are as many as the figures name."""
    like = conference.sessions.order_by("pk").first()
    assert like is not None
    for number in range(SESSIONS - conference.sessions.count()):
        like.pk, like.code = None, ""
        like.title, like.state = {"en": f"Session {number}", "id": f"Sesi {number}"}, "scheduled"
        like.starts_at += timedelta(hours=1)
        like.ends_at = like.starts_at + timedelta(minutes=50)
        like._state.adding = True
        like.save()
    parties = list(Party.objects.filter(conference=conference, outlet="").order_by("pk"))
    names = [f"Member {number}" for number in range(PEOPLE)]
    users = User.objects.create_without_address(names)
    Participant.objects.bulk_create(
        Participant(
            conference=conference, person=user, party=parties[n % len(parties)], name=name, roles=["delegate"]
        )
        for n, (user, name) in enumerate(zip(users, names, strict=True))
    )


def timed(act: Callable[[], Any], rounds: int = ROUNDS) -> list[float]:
    """Call `act` in rounds. Returns the milliseconds of each, without a first one that fills caches."""
    act()
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        took.append((time.perf_counter() - began) * 1000)
    return took


def queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


class Organiser:
    """An organiser of the conference, who asks the API."""

    def __init__(self, conference: Conference) -> None:
        person = User.objects.create_user("organiser@example.org")
        row = Participant.objects.create(
            conference=conference, person=person, name="Organiser", roles=["organiser"]
        )
        self.headers = {"Authorization": f"Bearer {seats.sign(seat_of(row))[0]}"}
        self.at = f"/api/v1/c/{conference.slug}"
        self.client = Client(SERVER_NAME="127.0.0.1")

    def get(self, path: str) -> Any:
        """The JSON at a path below the conference's."""
        answer = self.client.get(f"{self.at}/{path}", headers=self.headers)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def programme(self) -> None:
        """Read all sessions."""
        assert len(self.get(f"sessions?limit={SESSIONS}")["items"]) == SESSIONS

    def imported(self, table: str, content: bytes) -> float:
        """The seconds from the preview to the end of the import."""
        began = time.perf_counter()
        at = f"/api/v1/organise/exchange/{table}"
        kind = {"content_type": "text/csv", "headers": self.headers}
        preview = self.client.post(f"{at}/preview", content, **kind).json()
        assert preview["counts"]["wrong"] == 0, preview["faults"][:3]
        done = self.client.post(f"{at}/apply?digest={preview['digest']}", content, **kind)
        assert done.status_code == 200, done.content
        assert done.json()["added"] == PEOPLE
        return time.perf_counter() - began


def people(conference: Conference) -> bytes:
    """The content of a CSV file with new people."""
    names = [str(party) for party in Party.objects.filter(conference=conference, outlet="").order_by("pk")]
    lines = ["name,email,delegation,roles,place"]
    lines += [
        f"New member {n},new{n}@example.org,{names[n % len(names)]},delegate,remote" for n in range(PEOPLE)
    ]
    return "\n".join(lines).encode()


def main() -> None:
    call_command("migrate", verbosity=0)
    demo = Demo()
    conference = demo.conference
    furnish(conference)
    organiser = Organiser(conference)
    snapshot = lambda: journal.snapshot_of(conference.stream, Audience.MODERATORS)  # noqa: E731
    lists = [
        took
        for path in ("sessions", "parties", "people", "rooms")
        for took in timed(lambda p=path: organiser.get(p), LIST_ROUNDS)
    ]
    figures = {
        "programme_ms": statistics.median(timed(organiser.programme)),
        "programme_queries": queries(organiser.programme),
        "snapshot_ms": statistics.median(timed(snapshot)),
        "snapshot_queries": queries(snapshot),
        "overview_ms": statistics.median(timed(lambda: overview(conference))),
        "api_list_p99_ms": statistics.quantiles(lists, n=100)[98],
        "import_people_4300_s": organiser.imported("people", people(conference)),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()

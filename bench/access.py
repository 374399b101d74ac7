"""The cost of entry: sign-ins, a change of an access policy, invitations, and 4,300 people who enter at once.

    make bench-access

Each part has a fresh demo, with one web process on a core of its own. The load runs on another core. All traffic stays
on loopback.

- Sign-ins with Argon2, 5 a second, while a moderator acts before 100 followers.
- 4,300 people are added, 500 at a time, and invited by one command: until all e-mails are in the outbox.
- A session with 1,000 listeners is closed to all but staff.
- 4,300 people come within 10 s, by the session's code: each loads the pages' files, takes a seat and follows. Once with
  nginx in front, as in `docs/examples/nginx.conf`, which serves the files; once directly at the process.
"""

import asyncio
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import report
from wire import ended, loaded, on_core, orders_for
from wire_crowd import allow_many_files

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

import django  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from playwright.sync_api import sync_playwright  # noqa: E402

from tests.journeys.conftest import launched  # noqa: E402
from tests.support import databases  # noqa: E402
from tests.support.hall import Hall, free_port  # noqa: E402
from tests.support.proxy import nginx  # noqa: E402
from tests.support.tab import Tab  # noqa: E402

SIGN_INS, A_SECOND = 100, 5.0
SECRET = "a long and old secret"
INSIDE, IN_SESSION, EVERYONE = 100, 1000, 4300
BATCH = 500
ARRIVE_S = 10.0
Figures = dict[str, float]


@contextmanager
def hall_of(folder: str, **settings: str) -> Iterator[Hall]:
    """A fresh demo, served by a web process on the first core."""
    hall = Hall(Path(folder), PROCESS_TYPE="web", **settings)
    hall.prepare()
    hall.start(*on_core(0), sys.executable, "platform/manage.py", "serve", f"--port={hall.port}")
    try:
        yield hall
    finally:
        hall.stop()


@contextmanager
def watched(hall: Hall) -> Iterator[Figures]:
    """A context in which a moderator and followers are in a session.

    It yields a dictionary, which has their figures when the context ends.
    """
    orders = orders_for(hall)
    orders["audience"] = orders["audience"][:INSIDE]
    orders["stop"] = str(hall.folder / "stop")
    path = hall.folder / "inside.json"
    path.write_text(json.dumps(orders))
    command = [*on_core(1), "nice", "-n", "-5", sys.executable, str(HERE / "access_inside.py"), str(path)]
    figures: Figures = {}
    with ended(subprocess.Popen(command, stdout=subprocess.PIPE, text=True)) as inside:
        assert inside.stdout is not None
        assert inside.stdout.readline() == "ready\n"
        yield figures
        Path(orders["stop"]).touch()
        figures |= json.loads(inside.stdout.readline())


class SignIn:
    """One sign-in by the page's form. The constructor gets the form, `post` is timed."""

    def __init__(self, hall: Hall, email: str) -> None:
        self.line, self.email = http.client.HTTPConnection(urlsplit(hall.url).netloc, timeout=30), email
        self.line.request("GET", "/account/login/")
        answer = self.line.getresponse()
        answer.read()
        cookies = (each.partition(";")[0] for each in answer.headers.get_all("Set-Cookie", []))
        self.cookies = dict(cookie.split("=", 1) for cookie in cookies)
        self.line.close()

    def post(self) -> float:
        """Send the password; returns the milliseconds until the answer, which must be a success."""
        form = {
            "login": self.email,
            "password": SECRET,
            "csrfmiddlewaretoken": self.cookies["csrftoken"],
        }
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        began = time.perf_counter()
        self.line.request("POST", "/account/login/", urlencode(form), headers)
        answer = self.line.getresponse()
        answer.read()
        took = (time.perf_counter() - began) * 1000
        assert answer.status == 302, answer.status
        self.line.close()
        return took


def sign_ins() -> Figures:
    """Measure sign-ins, and the commands of a moderator meanwhile."""
    with tempfile.TemporaryDirectory() as folder, hall_of(folder, STAFF_MFA="optional") as hall:
        emails = [f"person-{number}@example.org" for number in range(SIGN_INS)]
        hall.accounts(emails, SECRET, "delegate")
        forms = [SignIn(hall, email) for email in emails]
        with watched(hall) as alone:
            time.sleep(5)
        (hall.folder / "stop").unlink()
        took: list[float] = []
        with watched(hall) as inside:
            threads = []
            for form in forms:
                threads.append(threading.Thread(target=lambda form=form: took.append(form.post())))
                threads[-1].start()
                time.sleep(1 / A_SECOND)
            for thread in threads:
                thread.join()
        assert len(took) == SIGN_INS, "a sign-in failed"
        took.sort()
        return {
            "sign_in_p50_ms": took[SIGN_INS // 2],
            "sign_in_p99_ms": took[int(SIGN_INS * 0.99) - 1],
            "sign_in_command_alone_p50_ms": alone["p50_ms"],
            "sign_in_command_alone_worst_ms": alone["worst_ms"],
            "sign_in_command_p50_ms": inside["p50_ms"],
            "sign_in_command_worst_ms": inside["worst_ms"],
        }


def policy() -> Figures:
    """Measure how long it takes to close a session to its audience while many are in it."""
    with tempfile.TemporaryDirectory() as folder, hall_of(folder) as hall:
        orders = orders_for(hall)
        orders["audience"] = orders["audience"][:IN_SESSION]
        path = hall.folder / "policy.json"
        path.write_text(json.dumps(orders))
        return {"policy_change_to_out_s": loaded("access_policy.py", str(path))["out_s"]}


def files_of(hall: Hall) -> list[str]:
    """The files that a browser loads on its way from the page of the session code to the session's page."""
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_page()
        seen: list[str] = []
        page.on("request", lambda asked: seen.append(urlsplit(asked.url).path))
        page.goto(f"{hall.url}/join/{hall.code()}")
        page.get_by_test_id("guest-enter").click()
        page.wait_for_url(f"{hall.pages}/session/{hall.session()}")
        page.get_by_test_id("connection").wait_for()
        page.wait_for_load_state("networkidle")
        browser.close()
    return [path for path in dict.fromkeys(seen) if path.startswith("/static/")]


def rush(*, proxied: bool) -> Figures:
    """Measure 4,300 people who enter at once, with nginx in front if `proxied`."""
    with tempfile.TemporaryDirectory() as folder, hall_of(folder, TRUSTED_PROXIES="127.0.0.1") as hall:
        orders = orders_for(hall)
        files = files_of(hall)
        service, port = (
            nginx(hall.folder / "nginx", [hall.port], on_core(1)) if proxied else (None, hall.port)
        )
        try:
            coming = {
                "port": port,
                "people": EVERYONE,
                "arrive_s": ARRIVE_S,
                "files": files,
                "code": hall.code(),
                "streams": [orders["conference"], orders["session"]],
            }
            path = hall.folder / "rush.json"
            path.write_text(json.dumps(coming))
            with watched(hall) as inside:
                found: Figures = loaded("access_rush.py", str(path))
        finally:
            if service is not None:
                service.stop()
        kind = "rush" if proxied else "rush_without_proxy"
        return {
            f"{kind}_{EVERYONE}_s": found["s"],
            f"{kind}_one_p50_s": found["one_p50_s"],
            f"{kind}_one_worst_s": found["one_worst_s"],
            f"{kind}_asked_again": found["asked_again"],
            f"{kind}_dropped": found["dropped"],
            f"{kind}_event_p50_ms": inside["p50_ms"],
            f"{kind}_event_worst_ms": inside["worst_ms"],
            f"{kind}_files": float(len(files)),
        }


async def invite_all(hall: Hall) -> Figures:
    """Add everyone, 500 at a time, and invite them by one command."""
    token = hall.token_of(roles=["organiser"])
    conference = f"conference/{hall.seat('moderator')['seat']['conference']}"
    hall.is_demo(False)  # a demo queues no e-mails
    async with Tab(hall, token) as organiser:
        await organiser.follow(conference)
        began = time.perf_counter()
        for first in range(0, EVERYONE, BATCH):
            numbers = range(first, min(EVERYONE, first + BATCH))
            people = "\n".join(f"Person {number} <person-{number}@example.org>" for number in numbers)
            await organiser.do(conference, "invitations.add_people", people=people, language="en")
        added = time.perf_counter()
        await organiser.do(conference, "invitations.send")
        queued = time.perf_counter()
    waiting = databases.rows(hall.folder, "SELECT COUNT(*) FROM jobs_job")[0][0]
    assert waiting == EVERYONE, waiting
    return {
        f"people_added_s_{EVERYONE}": added - began,
        f"invitations_queued_s_{EVERYONE}": queued - added,
    }


def invitations() -> Figures:
    """Measure how long it takes to queue invitations while the mail server is down."""
    mail = {"MAIL_URL": f"smtp://127.0.0.1:{free_port()}", "MAIL_FROM": "Balai <hall@hall.example>"}
    with (
        tempfile.TemporaryDirectory() as folder,
        hall_of(
            folder, PUBLIC_URL="http://hall.example", ALLOWED_HOSTS="127.0.0.1,hall.example", **mail
        ) as hall,
    ):
        return asyncio.run(invite_all(hall))


PARTS: dict[str, Any] = {
    "invitations": invitations,
    "sign_ins": sign_ins,
    "policy": policy,
    "rush": lambda: rush(proxied=True),
    "rush_without_proxy": lambda: rush(proxied=False),
}


def main() -> None:
    """Measure all parts, or those that are named; print, and write `bench/results/access.json`."""
    allow_many_files()
    figures: Figures = {"load_average_before": os.getloadavg()[0]}
    for part in sys.argv[1:] or PARTS:
        found = PARTS[part]()
        for name, value in found.items():
            print(f"{name:<40}{value:>12.3f}", flush=True)
        figures |= found
    if sys.argv[1:]:
        print(f"written to {report.merge('access', figures).relative_to(ROOT)}")
        return
    both = figures[f"rush_{EVERYONE}_s"], figures[f"rush_without_proxy_{EVERYONE}_s"]
    print(
        f"written to {report.write('access', figures, {'rush_proxy_vs_without': both[0] / both[1]}).relative_to(ROOT)}"
    )


if __name__ == "__main__":
    main()

"""Deliveries of webhooks: from the journal to a real server on this machine."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from standardwebhooks import Webhook as Verifier

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.jobs import queue
from foundation.jobs.models import Job
from sessions.documents.models import Document
from sessions.models import Webhook
from sessions.personal_data.retention import RetentionWorker
from sessions.webhooks import outbox, sender
from sessions.webhooks.facts import TYPES
from sessions.webhooks.sender import WebhookSender
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@dataclass
class Receiver:
    """A server that keeps what it gets, and answers with the statuses that it is given, then with 204."""

    url: str
    got: list[tuple[dict[str, str], str]] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)

    def bodies(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, body in self.got]

    def types(self) -> list[str]:
        return [body["type"] for body in self.bodies()]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            kept.targets.append(self.path)
            kept.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(kept.statuses.pop(0) if kept.statuses else 204)
            self.send_header("Location", kept.url)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept = Receiver(f"http://127.0.0.1:{server.server_port}/hook?key=a")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield kept
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _loopback(settings: Any) -> None:
    settings.WEBHOOKS_ALLOWED_HOSTS = ["127.0.0.1"]


@pytest.fixture
def hall() -> Assembly:
    return Assembly("scheduled")


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Ana", "organiser")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Sets the clock ahead."""
    now: list[datetime] = [clock.now()]

    def ahead(by: timedelta) -> None:
        now[0] += by
        monkeypatch.setattr(clock, "now", lambda: now[0])

    return ahead


def ask(method: str, path: str, seat: Seat, body: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    address = f"/api/v1/organise/webhooks{path}"
    return Client().generic(
        method, address, json.dumps(body or {}), content_type="application/json", headers=headers
    )


def add(seat: Seat, url: str, *events: str) -> dict[str, Any]:
    answer = ask("POST", "", seat, {"url": url, "events": list(events or TYPES)})
    assert answer.status_code == 201, answer.json()
    made: dict[str, Any] = answer.json()
    return made


def listed(seat: Seat) -> list[tuple[str, int | None]]:
    """Why the last try of each webhook failed, and the HTTP status."""
    return [(each["reason"], each["status"]) for each in ask("GET", "", seat).json()["webhooks"]]


def work() -> None:
    """What the background service does until nothing is due."""
    service = WebhookSender()
    while service.work_once():
        pass


def test_a_fact_arrives_signed_under_the_secret_that_was_shown(
    hall: Assembly, organiser: Seat, receiver: Receiver
) -> None:
    secret = add(organiser, receiver.url)["secret"]
    hall.done(hall.moderator(), "session.open")
    work()
    [(headers, body)] = receiver.got
    told = Verifier(secret).verify(body, headers)
    assert (told["type"], told["data"]["session"]["id"]) == ("session.opened", str(hall.session.pk))
    assert told["data"]["conference"] == {"id": str(hall.conference.pk), "slug": hall.conference.slug}
    assert [each["state"] for each in told["data"]["entities"]["session"]] == ["open"]
    assert headers["content-type"] == "application/json; charset=utf-8"
    work()
    assert len(receiver.got) == 1


def test_a_whole_session_is_told_in_order(hall: Assembly, organiser: Seat, receiver: Receiver) -> None:
    add(organiser, receiver.url)
    chair, fiji = hall.moderator(), hall.delegate("Fiji")
    hall.done(chair, "session.open")
    hall.done(fiji, "written.submit", language="en", text="We agree.", spoken=True)
    work()
    hall.done(fiji, "floor.inscribe")
    hall.done(chair, "floor.grant", entry="1", token=0, confirmed=True)
    hall.done(chair, "floor.end", token=1)
    hall.done(chair, "session.close")
    work()
    assert receiver.types() == [
        "session.opened",
        "floor.granted",
        "statement.released",
        "floor.ended",
        "session.closed",
    ]
    assert "We agree." in receiver.got[2][1]


def test_only_the_chosen_events_of_what_happens_from_now_on(
    hall: Assembly, organiser: Seat, receiver: Receiver
) -> None:
    chair = hall.moderator()
    hall.done(chair, "session.open")
    add(organiser, receiver.url, "session.suspended")
    hall.done(chair, "session.suspend", reason="Coffee")
    hall.done(chair, "session.resume")
    work()
    assert receiver.types() == ["session.suspended"]


def test_nothing_that_not_everyone_may_see(hall: Assembly, organiser: Seat, receiver: Receiver) -> None:
    add(organiser, receiver.url)
    hall.session.access = "delegations"
    hall.session.save()
    hall.done(hall.moderator(), "session.open")
    for access, embargo in (("staff", "none"), ("registered", "none"), ("public", "held")):
        hall.do(
            organiser, "documents.add", stream=hall.conference.stream, title={"en": access}, access=access,
            embargo=embargo,
        )  # fmt: skip
    work()
    assert receiver.got == []
    withheld = str(Document.objects.get(embargo="held").pk)
    hall.do(organiser, "documents.release", stream=hall.conference.stream, document=withheld)
    work()
    assert receiver.types() == ["document.released"]


def test_nothing_of_another_conference(hall: Assembly, organiser: Seat, receiver: Receiver) -> None:
    add(organiser, receiver.url)
    other = Assembly("scheduled")
    other.done(other.moderator(), "session.open")
    work()
    assert receiver.got == []


def test_what_is_not_taken_is_tried_again_under_the_same_id(
    hall: Assembly, organiser: Seat, receiver: Receiver, later: Callable[[timedelta], None]
) -> None:
    add(organiser, receiver.url)
    receiver.statuses = [500, 503]
    chair = hall.moderator()
    hall.done(chair, "session.open")
    hall.done(chair, "session.suspend", reason="Coffee")
    work()
    assert receiver.types() == ["session.opened"]
    first = Job.objects.get(payload__type="session.opened")
    assert (first.state, first.payload["status"], first.attempts) == ("waiting", 500, 1)
    assert listed(organiser) == [("The address answered 500.", 500)]
    later(timedelta(seconds=31))
    work()
    later(timedelta(seconds=61))
    work()
    sent = [headers["webhook-id"] for headers, _ in receiver.got]
    assert receiver.types() == ["session.opened"] * 3 + ["session.suspended"]
    assert sent[:3] == [first.payload["message_id"]] * 3
    assert {row.state for row in Job.objects.all()} == {"done"}
    assert listed(organiser) == [("", None)]


def test_after_a_day_it_has_failed_and_can_be_sent_again(
    hall: Assembly, organiser: Seat, receiver: Receiver, later: Callable[[timedelta], None]
) -> None:
    add(organiser, receiver.url, "session.opened")
    receiver.statuses = [500] * 40
    hall.done(hall.moderator(), "session.open")
    for _ in range(40):
        work()
        later(timedelta(hours=1))
    row = Job.objects.get()
    assert (row.state, row.payload["status"]) == ("failed", 500)
    receiver.statuses, tried = [], len(receiver.got)
    assert ask("POST", f"/deliveries/{row.pk}/resend", organiser).status_code == 200
    work()
    row.refresh_from_db()
    assert (row.state, len(receiver.got)) == ("done", tried + 1)
    assert {headers["webhook-id"] for headers, _ in receiver.got} == {row.payload["message_id"]}


def test_others_wait_while_an_address_fails_and_are_tried_when_one_was_given_up(
    hall: Assembly, organiser: Seat, receiver: Receiver, later: Callable[[timedelta], None]
) -> None:
    hook = add(organiser, receiver.url)
    receiver.statuses = [500, 500]
    later(timedelta(seconds=0))
    for _ in range(3):
        ask("POST", f"/{hook['id']}/test", organiser)
    work()
    assert (len(receiver.got), Job.objects.filter(attempts=0).count()) == (1, 2)
    assert set(Job.objects.values_list("due", flat=True)) == {clock.now() + outbox.KIND.first_wait}
    Job.objects.update(since=clock.now() - timedelta(days=1))
    later(outbox.KIND.first_wait)
    work()
    assert sorted(Job.objects.values_list("state", flat=True)) == ["failed", "waiting", "waiting"]
    assert len(receiver.got) == 2
    later(outbox.KIND.first_wait)
    work()
    assert sorted(Job.objects.values_list("state", flat=True)) == ["done", "done", "failed"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirection_is_not_followed(
    hall: Assembly, organiser: Seat, receiver: Receiver, status: int
) -> None:
    hook = add(organiser, receiver.url)
    receiver.statuses = [status]
    ask("POST", f"/{hook['id']}/test", organiser)
    work()
    assert len(receiver.got) == 1
    row = Job.objects.get()
    assert (row.state, row.payload["status"], "redirection" in row.reason) == ("waiting", status, True)


def test_an_address_that_wants_no_more_is_switched_off(
    hall: Assembly, organiser: Seat, receiver: Receiver
) -> None:
    hook = add(organiser, receiver.url, "session.opened")
    receiver.statuses = [410]
    ask("POST", f"/{hook['id']}/test", organiser)
    work()
    assert not Webhook.objects.get().is_active
    assert ask("POST", f"/{hook['id']}/test", organiser).json()["code"] == "webhook.off"
    hall.done(hall.moderator(), "session.open")
    ask(
        "PUT",
        f"/{hook['id']}",
        organiser,
        {"url": receiver.url, "events": ["session.opened"], "is_active": True},
    )
    work()
    assert receiver.types() == ["webhook.test"]


def test_nobody_listens_there(hall: Assembly, organiser: Seat) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        hook = add(organiser, f"http://127.0.0.1:{taken.getsockname()[1]}/")
        ask("POST", f"/{hook['id']}/test", organiser)
        work()
    row = Job.objects.get()
    assert (row.state, row.payload["status"], "refused" in row.reason) == ("waiting", None, True)


def test_a_server_that_never_ends_its_answer_is_cut_off(
    hall: Assembly, organiser: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "WHOLE_SECONDS", 0.2)
    done = threading.Event()

    def drip(server: socket.socket) -> None:
        connection, _ = server.accept()
        with connection:
            while not done.wait(0.05):
                try:
                    connection.send(b"HTTP/1.1 200 OK\r\nX: y\r\n"[:5])
                except OSError:
                    return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip, args=(server,))
        thread.start()
        hook = add(organiser, f"http://127.0.0.1:{server.getsockname()[1]}/")
        ask("POST", f"/{hook['id']}/test", organiser)
        work()
        done.set()
        thread.join()
    assert Job.objects.get().state == "waiting"


@pytest.mark.parametrize(
    "addresses", [["10.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["fe80::1%eth0"], ["::ffff:169.254.169.254"]]
)
def test_a_name_that_leads_to_a_private_network_is_not_connected_to(
    hall: Assembly, organiser: Seat, monkeypatch: pytest.MonkeyPatch, settings: Any, addresses: list[str]
) -> None:
    settings.WEBHOOKS_ALLOWED_HOSTS = []
    tried = []
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", (address, 443)) for address in addresses]
    )
    monkeypatch.setattr(socket, "create_connection", lambda *given, **_: tried.append(given))
    hook = add(organiser, "https://hooks.example.org/")
    ask("POST", f"/{hook['id']}/test", organiser)
    work()
    assert tried == []
    assert "not of the public Internet" in Job.objects.get().reason


def test_a_name_of_the_intranet_that_the_host_allows_is_connected_to(
    hall: Assembly, organiser: Seat, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.WEBHOOKS_ALLOWED_HOSTS = ["hooks.ministry.internal"]
    tried: list[Any] = []

    def connect(address: Any, **_: Any) -> None:
        tried.append(address)
        raise OSError("not in this test")

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(0, 0, 0, "", ("10.20.3.4", 443))])
    monkeypatch.setattr(socket, "create_connection", connect)
    hook = add(organiser, "https://hooks.ministry.internal/")
    ask("POST", f"/{hook['id']}/test", organiser)
    work()
    assert tried == [("10.20.3.4", 443)]


@pytest.mark.parametrize(
    ("path", "target"), [("", "/"), ("?x=1", "/?x=1"), ("/a?x=1", "/a?x=1"), ("/a/", "/a/")]
)
def test_the_target_of_a_request_begins_with_a_slash(
    hall: Assembly, organiser: Seat, receiver: Receiver, path: str, target: str
) -> None:
    hook = add(organiser, receiver.url.removesuffix("/hook?key=a") + path)
    ask("POST", f"/{hook['id']}/test", organiser)
    work()
    assert receiver.targets == [target]


def test_a_message_whose_process_ended_is_sent_again(
    hall: Assembly, organiser: Seat, receiver: Receiver, later: Callable[[timedelta], None]
) -> None:
    hook = add(organiser, receiver.url)
    ask("POST", f"/{hook['id']}/test", organiser)
    assert queue.claim_next(outbox.KIND) is not None
    work()
    assert receiver.got == []
    later(outbox.KIND.lease + timedelta(seconds=1))
    work()
    assert receiver.types() == ["webhook.test"]


def test_a_webhook_that_was_removed_while_it_was_sent(
    hall: Assembly, organiser: Seat, receiver: Receiver
) -> None:
    hook = add(organiser, receiver.url)
    ask("POST", f"/{hook['id']}/test", organiser)
    job = queue.claim_next(outbox.KIND)
    assert job is not None
    assert ask("DELETE", f"/{hook['id']}", organiser).status_code == 200
    Webhook.objects.all().delete()
    queue.store(outbox.KIND, job, *WebhookSender().do(job))
    assert receiver.got == []
    outbox.delete_old()
    assert not Job.objects.exists()


def test_a_removed_webhook_is_restored_with_its_secret(
    hall: Assembly, organiser: Seat, receiver: Receiver, later: Callable[[timedelta], None]
) -> None:
    hook = add(organiser, receiver.url)
    ask("POST", f"/{hook['id']}/test", organiser)
    ask("DELETE", f"/{hook['id']}", organiser)
    assert ask("GET", "", organiser).json()["webhooks"] == []
    assert ask("DELETE", f"/{hook['id']}", organiser).json()["code"] == "webhook.unknown"
    later(timedelta(seconds=1))
    hall.done(hall.moderator(), "session.open")
    work()
    assert receiver.got == []

    later(timedelta(seconds=1))
    assert ask("POST", f"/{hook['id']}/restore", organiser).json()["id"] == hook["id"]
    assert ask("POST", f"/{hook['id']}/restore", organiser).json()["code"] == "webhook.unknown"
    hall.done(hall.moderator("Other"), "session.suspend")
    work()
    told = [Verifier(hook["secret"]).verify(body, headers) for headers, body in receiver.got]
    assert [each["type"] for each in told] == ["webhook.test", "session.suspended"]
    actions = AuditEntry.objects.filter(action__startswith="webhooks.").order_by("pk")
    assert [entry.action for entry in actions] == ["webhooks.add", "webhooks.remove", "webhooks.restore"]


def test_a_removed_webhook_is_deleted_after_a_day(
    organiser: Seat, receiver: Receiver, later: Callable[[timedelta], None]
) -> None:
    hook = add(organiser, receiver.url)
    ask("DELETE", f"/{hook['id']}", organiser)
    outbox.delete_old()
    assert Webhook.objects.exists()
    later(outbox.RESTORABLE + timedelta(seconds=1))
    outbox.delete_old()
    assert not Webhook.objects.exists()
    assert ask("POST", f"/{hook['id']}/restore", organiser).json()["code"] == "webhook.unknown"


def test_a_change_that_somebody_else_made_meanwhile_is_kept(organiser: Seat, receiver: Receiver) -> None:
    hook = add(organiser, receiver.url, "session.opened")
    seen = {"url": receiver.url, "events": ["session.opened"], "is_active": True}
    other = seen | {"events": ["vote.closed"]}
    assert ask("PUT", f"/{hook['id']}", organiser, other | {"seen": seen}).status_code == 200
    late = ask("PUT", f"/{hook['id']}", organiser, seen | {"events": ["session.closed"], "seen": seen})
    assert (late.status_code, late.json()["code"]) == (409, "edit.changed_meanwhile")
    # What the two did not both change is changed.
    off = ask("PUT", f"/{hook['id']}", organiser, other | {"is_active": False, "seen": other})
    assert (off.json()["is_active"], off.json()["events"]) == (False, ["vote.closed"])


def test_old_deliveries_are_forgotten(
    hall: Assembly, organiser: Seat, receiver: Receiver, later: Callable[[timedelta], None]
) -> None:
    hook = add(organiser, receiver.url)
    ask("POST", f"/{hook['id']}/test", organiser)
    work()
    later(outbox.KEPT + timedelta(days=1))
    RetentionWorker().work_once()
    assert not Job.objects.exists()


def test_the_secret_is_shown_once_and_is_in_no_log(hall: Assembly, organiser: Seat) -> None:
    made = add(organiser, "https://hooks.example.org/a", "session.opened")
    assert made["secret"].startswith("whsec_")
    ask(
        "PUT",
        f"/{made['id']}",
        organiser,
        {"url": made["url"], "events": ["vote.closed"], "is_active": False},
    )
    listed = ask("GET", "", organiser)
    ask("DELETE", f"/{made['id']}", organiser)
    assert made["secret"] not in listed.content.decode()
    entries = AuditEntry.objects.filter(action__startswith="webhooks.").order_by("pk")
    assert [entry.action for entry in entries] == ["webhooks.add", "webhooks.change", "webhooks.remove"]
    assert made["secret"] not in str([(entry.before, entry.after) for entry in entries])
    assert (entries[1].before["events"], entries[1].after["events"]) == (["session.opened"], ["vote.closed"])


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"url": "https://hooks.example.org/", "events": []}, "webhook.no_event"),
        ({"url": "https://hooks.example.org/", "events": ["help.called"]}, "webhook.unknown_event"),
        ({"url": "https://10.0.0.1/", "events": ["vote.closed"]}, "webhook.private_address"),
        (
            {"url": "https://hooks.example.org/", "events": ["vote.closed"], "secret": "x"},
            "http.invalid",
        ),
        ({"url": 5, "events": "vote.closed"}, None),
        ([], None),
    ],
)
def test_what_is_not_taken(hall: Assembly, organiser: Seat, body: Any, code: str | None) -> None:
    answer = ask("POST", "", organiser, body)
    assert answer.status_code == 400
    assert code in (None, answer.json()["code"])


def test_deliveries_are_listed_by_page(hall: Assembly, organiser: Seat) -> None:
    hook = add(organiser, "https://hooks.example.org/")
    for _ in range(51):
        ask("POST", f"/{hook['id']}/test", organiser)
    first = ask("GET", f"/{hook['id']}/deliveries", organiser).json()
    rest = ask("GET", f"/{hook['id']}/deliveries?before={first['next']}", organiser).json()
    assert (len(first["deliveries"]), len(rest["deliveries"]), rest["next"]) == (50, 1, None)
    assert ask("GET", "", organiser).json()["webhooks"][0]["waiting"] == 51


def test_a_webhook_of_another_conference_is_none(hall: Assembly, organiser: Seat) -> None:
    other = add(Assembly().person("Ben", "organiser"), "https://hooks.example.org/")["id"]
    change = {"url": "https://hooks.example.org/", "events": ["vote.closed"], "is_active": True}
    for method, path in (("PUT", ""), ("DELETE", ""), ("GET", "/deliveries"), ("POST", "/test")):
        answer = ask(method, f"/{other}{path}", organiser, change)
        assert (answer.status_code, answer.json()["code"]) == (404, "webhook.unknown")


def test_a_conference_has_so_many(hall: Assembly, organiser: Seat) -> None:
    for _ in range(20):
        add(organiser, "https://hooks.example.org/")
    answer = ask("POST", "", organiser, {"url": "https://hooks.example.org/", "events": ["vote.closed"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "webhook.too_many")

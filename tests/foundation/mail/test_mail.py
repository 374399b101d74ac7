"""E-mails are sent once, by a real SMTP server, and what it refuses is told."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes
from email.policy import SMTP, default
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from config.environment import Environment
from foundation import clock
from foundation.jobs import queue as jobs
from foundation.jobs.models import Job
from foundation.lan.certificates import certificate_for
from foundation.mail import outbox, sender
from foundation.mail.outbox import Mail
from foundation.mail.sender import MailSender
from foundation.mail.server import MailServer
from tests.support.mailbox import Mailbox, mailbox
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db

State = Job.State
ADA = "ada@example.org"


class Moment:
    """A clock that moves only when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = clock.now()
        monkeypatch.setattr(clock, "now", lambda: self.now)

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def moment(monkeypatch: pytest.MonkeyPatch) -> Moment:
    return Moment(monkeypatch)


@pytest.fixture
def taken(settings: Settings) -> Iterator[Mailbox]:
    with mailbox() as (box, server):
        settings.MAIL_SERVER, settings.MAIL_FROM = server, "Balai <hall@example.org>"
        settings.MAILS_A_MINUTE = 1_000_000
        yield box


def mail(to: str = ADA, **fields: Any) -> Mail:
    given = {"key": to, "to": to, "subject": "Your seat", "text": "Selamat datang\n", "box": ""}
    return Mail(**given | fields)


def send_all() -> None:
    sending = MailSender()
    while sending.work_once():
        pass


def state_of(key: str = ADA) -> tuple[str, str]:
    stored = Job.objects.get(key=key)
    return stored.state, stored.reason


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("Message\r\nBcc: eve@example.org", "Message Bcc: eve@example.org"),
        ("Message\u2028Bcc: eve@example.org\x85and\x0bmore", "Message Bcc: eve@example.org and more"),
        (
            "=?utf-8?q?Message=0D=0ABcc:_eve=40example.org?=",
            "= ?utf-8?q?Message=0D=0ABcc:_eve=40example.org?=",
        ),
        ("About =?utf-8?b?YQ0KQmNjOiB4?=", "About = ?utf-8?b?YQ0KQmNjOiB4?="),
        (
            "مؤتمر الدول الجزرية الصغيرة النامية " * 5,
            "مؤتمر الدول الجزرية الصغيرة النامية " * 4 + "مؤتمر الدول الجزرية الصغيرة النامية",
        ),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_subject_is_one_header_whatever_is_in_it(subject: str, shown: str) -> None:
    written = sender.compose(mail(subject=subject).job())
    lines = written.as_bytes(policy=SMTP).split(b"\r\n")
    read = message_from_bytes(b"\r\n".join(lines), policy=default)
    assert (read["Subject"], read["Bcc"]) == (shown, None)
    assert max(map(len, lines)) <= 78


def test_an_e_mail_arrives_as_it_was_queued(taken: Mailbox) -> None:
    outbox.queue([mail(html="<p>Selamat datang</p>", calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")])
    send_all()
    [arrived] = taken.mails
    assert [arrived[name] for name in ("From", "To", "Subject", "Auto-Submitted")] == [
        "Balai <hall@example.org>",
        ADA,
        "Your seat",
        "auto-generated",
    ]
    assert arrived["Message-ID"].endswith("@example.org>")
    kinds = [part.get_content_type() for part in arrived.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/calendar"]
    assert arrived.get_body(("plain",)).get_content().splitlines() == ["Selamat datang"]
    assert state_of() == ("done", "")


def test_what_is_queued_twice_is_sent_once(taken: Mailbox) -> None:
    outbox.queue([mail()])
    send_all()
    outbox.queue([mail(), mail("ben@example.org")])
    send_all()
    assert [each["To"] for each in taken.mails] == [ADA, "ben@example.org"]


def test_of_an_e_mail_that_is_over_nothing_is_kept_but_what_became_of_it(
    taken: Mailbox, moment: Moment
) -> None:
    addresses = [ADA, "refuse@example.org", "drop@example.org", "later@example.org"]
    outbox.queue([mail(address, html="<p>code</p>") for address in addresses])
    outbox.queue([mail("late@example.org", expires_at=moment.now)])
    send_all()
    kept = Job.objects.exclude(payload={"subject": "Your seat"})
    assert [each.to for each in kept] == ["later@example.org"]


def test_many_are_sent_over_one_connection_and_a_code_overtakes_them(taken: Mailbox) -> None:
    outbox.queue([mail(f"p{number}@example.org", is_bulk=True) for number in range(20)])
    outbox.queue([mail()])
    send_all()
    assert [each["To"] for each in taken.mails][:2] == [ADA, "p0@example.org"]
    assert (len(taken.mails), taken.connections) == (21, 1)


def test_a_refused_address_fails_alone_with_the_servers_reason(taken: Mailbox) -> None:
    outbox.queue([mail("refuse@example.org"), mail()])
    send_all()
    assert state_of("refuse@example.org") == ("failed", "550 5.1.1 No such mailbox")
    assert state_of() == ("done", "")


def test_what_is_refused_for_now_is_tried_again_with_growing_waits(taken: Mailbox, moment: Moment) -> None:
    outbox.queue([mail("later@example.org")])
    waits = []
    for _ in range(outbox.KIND.max_attempts):
        send_all()
        stored = Job.objects.get()
        waits.append((stored.due - moment.now) / timedelta(minutes=1))
        moment.now = stored.due
    assert waits == [1, 2, 4, 8, 16, 32, 64, 0]
    assert state_of("later@example.org") == ("failed", "451 4.3.0 Try again later")


def test_a_connection_that_ends_before_data_is_tried_again(taken: Mailbox, moment: Moment) -> None:
    outbox.queue([mail("gone@example.org"), mail()])
    send_all()
    assert state_of("gone@example.org")[0] == "waiting"
    assert state_of() == ("done", "")


def test_a_connection_that_ends_after_data_leaves_it_unsure_and_is_not_tried_again(
    taken: Mailbox, moment: Moment
) -> None:
    outbox.queue([mail("drop@example.org"), mail()])
    send_all()
    moment.passes(days=1)
    send_all()
    assert state_of("drop@example.org")[0] == "unsure"
    assert len(taken.to("drop@example.org")) == 1
    assert state_of() == ("done", "")


def test_a_server_that_falls_silent_delays_what_it_has_not_taken(
    taken: Mailbox, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    outbox.queue([mail("deaf@example.org"), mail("mute@example.org")])
    with monkeypatch.context() as impatient:
        # Long enough for the answers that do come, on a busy machine too.
        impatient.setattr(sender, "TIMEOUT_SECONDS", 2)
        send_all()
    assert state_of("deaf@example.org")[0] == "waiting"
    assert state_of("mute@example.org")[0] == "unsure"
    outbox.queue([mail()])
    send_all()
    assert state_of() == ("done", "")


@pytest.mark.parametrize(("security", "option"), [("tls", "ssl_context"), ("starttls", "tls_context")])
def test_it_is_sent_encrypted_to_a_server_with_a_trusted_certificate_alone(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str, option: str
) -> None:
    made = certificate_for(tmp_path, "127.0.0.1", "mail.example")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.certificate, made.key)
    settings.MAIL_FROM, settings.MAILS_A_MINUTE = "hall@example.org", 1_000_000
    options = {option: context} | ({"require_starttls": True} if security == "starttls" else {})
    with mailbox(security=security, **options) as (box, settings.MAIL_SERVER):
        outbox.queue([mail()])
        send_all()
        assert (state_of(), box.mails) == (("waiting", ""), [])
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.crt"))
        send_all()
    assert state_of() == ("done", "")
    assert [each["To"] for each in box.mails] == [ADA]


def test_what_is_cancelled_in_time_is_not_sent(taken: Mailbox) -> None:
    outbox.queue([mail("ada@example.org"), mail("ben@example.org")])
    outbox.cancel(["ben@example.org", "nobody"])
    send_all()
    outbox.cancel(["ada@example.org"])
    assert [each["To"] for each in taken.mails] == [ADA]
    assert state_of() == ("done", "")


@pytest.mark.parametrize(
    "comes_back", [jobs.put_back, lambda job: jobs.store(outbox.KIND, job, State.WAITING, "451 Later")]
)
def test_what_is_cancelled_while_it_is_sent_is_not_tried_again(
    taken: Mailbox, moment: Moment, comes_back: Callable[[Job], None]
) -> None:
    outbox.queue([mail()])
    claimed = jobs.claim_next(outbox.KIND)
    assert claimed is not None
    outbox.cancel([ADA])
    comes_back(claimed)
    moment.passes(hours=1)
    send_all()
    assert taken.mails == []
    assert state_of() == ("failed", "It could not be sent in time.")


def test_what_is_cancelled_while_the_server_takes_it_is_sent(taken: Mailbox) -> None:
    outbox.queue([mail()])
    claimed = jobs.claim_next(outbox.KIND)
    assert claimed is not None
    outbox.cancel([ADA])
    jobs.store(outbox.KIND, claimed, State.DONE)
    assert state_of() == ("done", "")


def test_a_process_that_ended_while_it_sent_leaves_it_unsure(taken: Mailbox, moment: Moment) -> None:
    outbox.queue([mail()])
    assert jobs.claim_next(outbox.KIND) is not None
    assert jobs.claim_next(outbox.KIND) is None
    moment.passes(seconds=59)
    send_all()
    assert state_of() == ("running", "")
    moment.passes(seconds=2)
    send_all()
    assert state_of() == ("unsure", "Balai stopped while it sent this.")
    assert taken.mails == []


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_senders_at_the_same_moment_each_sends_what_the_other_does_not(taken: Mailbox) -> None:
    outbox.queue([mail(f"p{number}@example.org") for number in range(30)])
    at_once(send_all, send_all)
    assert sorted(each["To"] for each in taken.mails) == sorted(
        f"p{number}@example.org" for number in range(30)
    )
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


def test_a_dead_server_delays_and_loses_nothing(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    with mailbox() as (_, server):
        pass
    settings.MAIL_SERVER, settings.MAIL_FROM = server, "hall@example.org"
    outbox.queue([mail()])
    sending = MailSender()
    assert [sending.work_once(), sending.work_once()] == [False, False]
    assert state_of() == ("waiting", "")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    with mailbox(server.port) as (box, _):
        assert sending.work_once()
        sending.work_once()
    assert [each["To"] for each in box.mails] == [ADA]


def test_a_code_that_could_not_be_sent_in_time_is_not_sent(taken: Mailbox, moment: Moment) -> None:
    outbox.queue([mail(expires_at=moment.now + timedelta(minutes=3))])
    moment.passes(minutes=3)
    send_all()
    assert state_of() == ("failed", "It could not be sent in time.")
    assert taken.mails == []


def test_listeners_are_told_of_what_was_given_up(moment: Moment) -> None:
    outbox.queue([mail()])
    assert jobs.claim_next(outbox.KIND) is not None
    outbox.queue([mail("late@example.org", expires_at=moment.now + timedelta(minutes=1))])
    told: list[str] = []

    def heard(job: Job, **_: object) -> None:
        told.append(f"{job.key}: {job.state}")

    jobs.stored.connect(heard)
    moment.passes(minutes=2)
    jobs.claim_next(outbox.KIND)
    assert sorted(told) == [f"{ADA}: unsure", "late@example.org: failed"]


def test_of_many_that_are_late_none_is_sent(taken: Mailbox, moment: Moment) -> None:
    outbox.queue([mail(f"p{number}@example.org", expires_at=moment.now) for number in range(5)])
    send_all()
    assert set(Job.objects.values_list("state", flat=True)) == {"failed"}
    assert taken.mails == []


def test_an_address_with_a_line_break_reaches_no_server(taken: Mailbox) -> None:
    outbox.queue([mail("ada@example.org\nBcc: all@example.org")])
    send_all()
    assert Job.objects.get().state == State.FAILED
    assert taken.mails == []


def test_without_a_mail_server_nothing_is_started(settings: Settings) -> None:
    settings.MAIL_SERVER = None
    sending = MailSender()
    asyncio.run(sending.start())
    assert sending._thread is None


def test_the_address_of_a_mail_server() -> None:
    read = Environment({"MAIL_URL": "smtp+tls://ada:p%40ss@mail.example.org"}).mail_server("MAIL_URL")
    assert read == MailServer("mail.example.org", 587, "ada", "p@ss", "starttls")

"""The organiser's seat of the demo, which every visitor can take: what it may not do, and that nothing leaves."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.models import AuditEntry
from foundation.clock import timestamp_text
from foundation.jobs.models import Job
from foundation.mail import outbox
from foundation.mail.outbox import Mail
from foundation.mail.sender import MailSender
from foundation.messages.protocol import Refused
from foundation.refusals import Refusal
from foundation.wire.execution import check_permission
from sessions.api_tokens import services as api_tokens
from sessions.audit.services import page_of_entries
from sessions.models import Conference, Outcome, Participant
from sessions.permissions import TABLE, WITHHELD_IN_DEMO
from sessions.webhooks import outbox as webhooks
from sessions.webhooks.sender import WebhookSender
from tests.sessions.seats.test_api import post, problem
from tests.sessions.test_organise_endpoints import ENDPOINTS, code_at
from tests.sessions.webhooks.test_delivery import Receiver, _loopback, receiver  # noqa: F401  # fixtures
from tests.support.assembly import Assembly
from tests.support.demo import Demo
from tests.support.mailbox import Mailbox, mailbox

pytestmark = pytest.mark.django_db

ANA = "ana@example.org"


@pytest.fixture
def demo() -> Demo:
    return Demo()


@pytest.fixture
def smtp(settings: Any) -> Iterator[Mailbox]:
    """A mail server, as a demo beside real conferences may have one."""
    with mailbox() as (box, server):
        settings.MAIL_SERVER, settings.MAIL_FROM = server, "Balai <hall@example.org>"
        settings.MAILS_A_MINUTE = 1_000_000
        settings.PUBLIC_URL = "https://hall.example"
        yield box


def send_all() -> None:
    """What the background services do until nothing is due."""
    mails, hooks = MailSender(), WebhookSender()
    while mails.work_once() or hooks.work_once():
        pass


def rest(seat: Seat, method: str, path: str, body: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    address = f"/api/v1/organise/{path}"
    return Client().generic(
        method, address, json.dumps(body or {}), content_type="application/json", headers=headers
    )


def kept(seat: Seat) -> list[dict[str, Any]]:
    answer = rest(seat, "GET", "box")
    assert answer.status_code == 200, answer.json()
    return list(answer.json()["kept"])


def invite(demo: Demo, people: str = f"Ana Example <{ANA}>", *roles: str) -> None:
    stream = demo.conference_stream
    fields: dict[str, Any] = {"people": people, "language": "en", "roles": list(roles or ("delegate",))}
    party = {"party": str(demo.party("FJ").pk)} if not roles else {}
    demo.do("organiser", "invitations.add_people", stream=stream, **fields | party)
    demo.do("organiser", "invitations.send", stream=stream)


def test_the_seat_is_taken_at_the_demos_door_and_opens_the_workspace(demo: Demo) -> None:
    taken = post(Client(), "/api/v1/seats/demo", {"seat": "organiser"}).json()
    assert taken["seat"]["roles"] == ["organiser"]
    offered = Client().get("/api/v1/demo").json()["seats"]
    assert [each["path"] for each in offered if each["key"] == "organiser"] == ["/c/icdd-2021/organise"]
    seat = demo.seat("organiser")
    for path in ("overview", "people", "registrations", "api-tokens", "audit", "privacy", "webhooks", "box"):
        assert rest(seat, "GET", path).status_code == 200, path


def test_it_opens_nothing_of_a_hidden_demo(demo: Demo, settings: Any) -> None:
    seat = demo.seat("organiser")
    with transaction.atomic():
        _, token = api_tokens.make_token(seat, "Script", ["people:read"], 30)
    assert api_tokens.seat_of_token(token, "people:read").participant == seat.participant
    settings.DEMO = False
    assert problem(post(Client(), "/api/v1/seats/demo", {"seat": "organiser"})) == (404, "demo.absent")
    assert {code_at(*endpoint, seat) for endpoint in ENDPOINTS} == {"wire.unknown_stream"}
    answer = demo.ask("organiser", "programme.add_room", stream=demo.conference_stream, name={"en": "Room"})
    assert isinstance(answer, Refused)
    assert answer.code == "wire.unknown_stream"
    with pytest.raises(Refusal) as refused:
        api_tokens.seat_of_token(token, "people:read")
    assert refused.value.code == "api_token.forged"


def test_it_opens_nothing_of_another_conference(demo: Demo) -> None:
    hall, seat = Assembly(), demo.seat("organiser")
    for permission in sorted(TABLE["organiser"]):
        for stream in (hall.stream, hall.conference.stream):
            with pytest.raises(Refusal) as refused:
                check_permission(seat, stream, permission)
            assert refused.value.code == "wire.wrong_conference"


@pytest.mark.parametrize("permission", sorted(WITHHELD_IN_DEMO))
def test_what_is_withheld_is_withheld_from_all_and_in_the_demo_alone(demo: Demo, permission: str) -> None:
    hall = Assembly()
    check_permission(hall.person("Ana", "organiser"), hall.conference.stream, permission)
    for key in ("organiser", "moderator"):
        with pytest.raises(Refusal) as refused:
            check_permission(demo.seat(key), demo.conference_stream, permission)
        assert refused.value.code == "wire.withheld"


def test_it_copies_no_conference_hides_none_and_opens_no_registration(demo: Demo) -> None:
    stream = demo.conference_stream
    for kind, fields in (
        ("programme.archive", {}),
        ("registration.set", {"open": True, "needs_approval": False}),
    ):
        answer = demo.ask("organiser", kind, stream=stream, **fields)
        assert isinstance(answer, Refused)
        assert answer.code == "wire.withheld"
    seat = demo.seat("organiser")
    assert problem(rest(seat, "PUT", "privacy", {"retention_days": 0})) == (403, "wire.withheld")
    asked = {"participant": demo.participant("fiji")}
    assert problem(rest(seat, "POST", "privacy/erasures", asked)) == (403, "wire.withheld")
    assert problem(rest(seat, "POST", "privacy/erasures/1")) == (403, "wire.withheld")
    found = Conference.objects.get()
    assert (found.archived_at, found.registration_open, found.retention_days) == (None, False, None)


def test_an_invitation_is_kept_and_makes_no_connection(demo: Demo, smtp: Mailbox) -> None:
    invite(demo)
    send_all()
    assert (smtp.connections, smtp.mails) == (0, [])
    [mail] = kept(demo.seat("organiser"))
    assert (mail["kind"], mail["to"]) == ("mail", ANA)
    assert "Accept at this address" in mail["text"]
    people = rest(demo.seat("organiser"), "GET", "people?text=Ana").json()
    assert [(row["name"], row["state"]) for row in people["people"]] == [("Ana Example", "sent")]


def test_it_is_kept_without_a_mail_server_too(demo: Demo, settings: Any) -> None:
    settings.MAIL_SERVER, settings.PUBLIC_URL = None, ""
    seat = demo.seat("organiser")
    assert rest(seat, "GET", "people").json()["sends_mail"] is True
    invite(demo)
    demo.do(
        "organiser", "invitations.send_test", stream=demo.conference_stream, kind="invitation", language="en"
    )
    assert [mail["to"] for mail in kept(seat)] == ["organiser@demo.example", ANA]


def test_its_invitation_makes_no_account(demo: Demo, smtp: Mailbox) -> None:
    invite(demo, f"Ana Example <{ANA}>", "organiser")
    found = re.search(
        r"https://hall\.example(/account/invitation/\w+/)", kept(demo.seat("organiser"))[0]["text"]
    )
    assert found
    page, people = Client().get(found[1]), User.objects.count()
    assert page.status_code == 200
    assert b'<form method="post" action=""' not in page.content
    answer = Client().post(found[1])
    assert (answer.status_code, b'data-code="invitation.demo"' in answer.content) == (403, True)
    assert User.objects.count() == people
    assert not User.objects.filter(email=ANA).exists()


def test_it_does_not_learn_who_has_an_account(demo: Demo, smtp: Mailbox) -> None:
    """Nor does it give the account a part, and with it more rights on this server."""
    user = User.objects.create_user(ANA, None, name="Ana")
    invite(demo)
    assert not Participant.objects.filter(person=user).exists()
    people = rest(demo.seat("organiser"), "GET", "people?text=Ana").json()["people"]
    assert [row["state"] for row in people] == ["sent"]


def test_the_letters_of_a_silence_procedure_are_kept(demo: Demo, smtp: Mailbox) -> None:
    invite(demo)
    document = Outcome.objects.get(conference=demo.conference)
    until = timestamp_text(clock.now() + timedelta(hours=2))
    demo.do("organiser", "outcome.begin_silence", stream=document.stream, until=until)
    send_all()
    assert smtp.connections == 0
    assert [mail["to"] for mail in kept(demo.seat("organiser"))] == [ANA, ANA]


def test_mail_of_a_conference_beside_it_is_sent_and_not_shown(demo: Demo, smtp: Mailbox) -> None:
    hall = Assembly()
    organiser, stream = hall.person("Bea", "organiser"), hall.conference.stream
    hall.do(
        organiser, "invitations.add_people", stream=stream, people=ANA, language="en", roles=["moderator"]
    )
    hall.do(organiser, "invitations.send", stream=stream)
    send_all()
    assert [mail["To"] for mail in smtp.mails] == [ANA]
    assert kept(demo.seat("organiser")) == []
    assert problem(rest(organiser, "GET", "box")) == (404, "demo.absent")


def test_a_box_holds_the_newest_hundred(demo: Demo) -> None:
    box = demo.conference.local_box
    for start in (0, 60):
        outbox.queue(
            [Mail(key=f"{n}", to=ANA, subject=f"{n}", text="", box=box) for n in range(start, start + 60)]
        )
    shown = [each["subject"] for each in kept(demo.seat("organiser"))]
    assert shown == [str(n) for n in reversed(range(20, 120))]
    assert Job.objects.count() == 100


def test_a_webhook_is_kept_and_makes_no_connection(demo: Demo, receiver: Receiver) -> None:  # noqa: F811
    seat = demo.seat("organiser")
    made = rest(seat, "POST", "webhooks", {"url": receiver.url, "events": ["session.suspended"]}).json()
    demo.do("moderator", "session.suspend")
    rest(seat, "POST", f"webhooks/{made['id']}/test")
    send_all()
    assert receiver.got == []
    listed = rest(seat, "GET", f"webhooks/{made['id']}/deliveries").json()["deliveries"]
    assert [(each["type"], each["state"], each["status"]) for each in listed] == [
        ("session.suspended", "kept", None),
        ("webhook.test", "kept", None),
    ]
    shown = kept(seat)
    assert [(each["kind"], each["to"], each["subject"]) for each in shown] == [
        ("webhook", receiver.url, "session.suspended"),
        ("webhook", receiver.url, "webhook.test"),
    ]
    assert json.loads(shown[0]["text"])["data"]["session"]["id"] == str(demo.session.pk)
    again = rest(seat, "POST", f"webhooks/deliveries/{listed[0]['id']}/resend")
    assert again.status_code == 200
    send_all()
    assert receiver.got == []


def test_messages_to_a_webhook_are_kept_up_to_a_hundred(demo: Demo, receiver: Receiver) -> None:  # noqa: F811
    seat = demo.seat("organiser")
    made = rest(seat, "POST", "webhooks", {"url": receiver.url, "events": ["session.suspended"]}).json()
    for _ in range(webhooks.MAX_KEPT + 5):
        rest(seat, "POST", f"webhooks/{made['id']}/test")
    send_all()
    assert webhooks.KIND.jobs.count() == webhooks.MAX_KEPT


def test_the_audit_log_shows_no_address_of_other_visitors(demo: Demo) -> None:
    seat = demo.seat("organiser")
    rest(seat, "PUT", "privacy", {"text": {"en": "Nothing is stored."}})
    entries = rest(seat, "GET", "audit").json()["entries"]
    assert [(each["action"], each["address"]) for each in entries] == [("privacy.publish_notice", "")]
    [row] = page_of_entries(demo.conference.pk, 10)
    assert (row.address, AuditEntry.objects.get().address) == ("", "127.0.0.1")

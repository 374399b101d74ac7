"""E-mails of a silence procedure: by a real SMTP server, once, in each reader's language, to those who may act."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from foundation.accounts.models import User
from foundation.clock import timestamp_text
from foundation.mail.sender import MailSender
from sessions.models import Invitation, Participant
from sessions.outcome.adoption import letters, services
from sessions.outcome.adoption.worker import SilenceWorker
from tests.sessions.outcome.conftest import Drafting
from tests.support.mailbox import Mailbox, mailbox

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def taken(settings: Settings) -> Iterator[Mailbox]:
    with mailbox() as (box, server):
        settings.MAIL_SERVER, settings.MAIL_FROM = server, "Balai <hall@example.org>"
        settings.MAILS_A_MINUTE = 1_000_000
        yield box


def send(box: Mailbox) -> list[Any]:
    """Send what waits; returns what came since the last time."""
    before = len(box.mails)
    sending = MailSender()
    while sending.work_once():
        pass
    return box.mails[before:]


def contact(drafting: Drafting, name: str, language: str = "en", **fields: Any) -> Participant:
    """A delegate who accepted an invitation, of a party of the same name."""
    conference = drafting.hall.conference
    address = f"{name.lower()}@example.org"
    given: dict[str, Any] = {"roles": ["delegate"], "accredited": True, **fields}
    row = Participant.objects.create(
        conference=conference,
        person=User.objects.create_user(address),
        party=drafting.hall.party(name, accredited=given.pop("accredited")),
        name=name,
        **given,
    )
    Invitation.objects.create(
        conference=conference,
        participant=row,
        email=address,
        language=language,
        accepted_at=datetime.now().astimezone(),
    )
    return row


@pytest.fixture
def silence(moment: list[datetime], reading: Drafting, settings: Settings) -> Drafting:
    """A silence procedure of an hour, with a reminder after half of it, and two delegations that have addresses."""
    settings.PUBLIC_URL = "https://hall.example.org"
    contact(reading, "Fiji")
    contact(reading, "Chile", "id")
    reading.do(
        reading.chair,
        "begin_silence",
        until=timestamp_text(moment[0] + HOUR),
        remind_at=timestamp_text(moment[0] + HOUR / 2),
    )
    return reading


def facts(mails: list[Any]) -> list[tuple[str, str]]:
    return sorted((mail["To"], mail["Subject"]) for mail in mails)


def test_who_is_written_to_in_which_language(silence: Drafting, taken: Mailbox) -> None:
    arrived = send(taken)
    assert facts(arrived) == [
        ("chile@example.org", "Test: prosedur diam atas “Message”"),
        ("fiji@example.org", "Test: silence procedure on “Message”"),
    ]
    text = arrived[0].get_body(("plain",)).get_content()
    assert f"https://hall.example.org/c/{silence.hall.conference.slug}/outcome/{silence.document.pk}" in text
    assert "(Asia/Makassar, UTC+0800)" in text


def test_a_reminder_comes_once_also_from_two_servers(
    moment: list[datetime], silence: Drafting, taken: Mailbox
) -> None:
    send(taken)
    moment[0] += HOUR / 2 - timedelta(seconds=1)
    SilenceWorker().work_once()
    assert send(taken) == []
    moment[0] += timedelta(seconds=1)
    SilenceWorker().work_once()
    SilenceWorker().work_once()
    arrived = send(taken)
    assert facts(arrived) == [
        ("chile@example.org", "Pengingat: masa diam atas “Message” segera berakhir"),
        ("fiji@example.org", "Reminder: silence on “Message” ends soon"),
    ]
    moment[0] += timedelta(minutes=5)
    SilenceWorker().work_once()
    assert send(taken) == []


def test_a_server_that_was_down_reminds_when_it_runs_again(
    moment: list[datetime], silence: Drafting, taken: Mailbox
) -> None:
    moment[0] += HOUR - timedelta(minutes=5)
    services.run_due()
    # The one of the beginning was still waiting, and is not sent any more.
    assert {mail["Subject"][:8] for mail in send(taken)} == {"Reminder", "Penginga"}


def test_a_server_that_was_down_until_the_deadline_tells_only_the_result(
    moment: list[datetime], silence: Drafting, taken: Mailbox
) -> None:
    moment[0] += 2 * HOUR
    services.run_due()
    assert facts(send(taken)) == [
        ("chile@example.org", "“Message” telah disahkan"),
        ("fiji@example.org", "“Message” is adopted"),
    ]


def test_a_broken_silence_is_told_with_the_name_of_who_broke_it(silence: Drafting, taken: Mailbox) -> None:
    fiji = silence.hall.conference.parties.get(name__en="Fiji")
    organiser = silence.hall.person("Amina", "organiser")
    silence.do(organiser, "break_silence", party=str(fiji.pk), reason="Secret reason")
    arrived = send(taken)
    assert facts(arrived)[1] == ("fiji@example.org", "Silence on “Message” was broken")
    text = arrived[0].get_body(("plain",)).get_content()
    assert "Fiji" in text
    assert "Secret" not in text


def test_each_extension_is_told(moment: list[datetime], silence: Drafting, taken: Mailbox) -> None:
    send(taken)
    for hours in (2, 3):
        silence.do(silence.chair, "extend_silence", until=timestamp_text(moment[0] + hours * HOUR))
        assert facts(send(taken))[1] == ("fiji@example.org", "Silence on “Message” was extended")
    silence.do(silence.chair, "end_procedure")
    assert facts(send(taken))[1][1] == "The silence procedure on “Message” was ended"


def test_an_extension_has_a_reminder_of_its_own(
    moment: list[datetime], silence: Drafting, taken: Mailbox
) -> None:
    moment[0] += HOUR / 2
    services.run_due()
    send(taken)
    # Of two extensions in a row, the e-mail of the first still waits.
    for hours in (2, 3):
        until = moment[0] + hours * HOUR
        silence.do(
            silence.chair,
            "extend_silence",
            until=timestamp_text(until),
            remind_at=timestamp_text(until - timedelta(minutes=5)),
        )
    assert [subject for _, subject in facts(send(taken))][1:] == ["Silence on “Message” was extended"]
    moment[0] += 3 * HOUR - timedelta(minutes=5)
    services.run_due()
    assert facts(send(taken))[1] == ("fiji@example.org", "Reminder: silence on “Message” ends soon")


def test_consensus_in_the_room_sends_nothing(
    moment: list[datetime], reading: Drafting, taken: Mailbox
) -> None:
    contact(reading, "Fiji")
    reading.do(reading.chair, "ask_consensus", seconds=30)
    reading.do(reading.chair, "end_procedure")
    assert send(taken) == []


def test_only_those_who_may_break_the_silence_are_written_to(
    moment: list[datetime], reading: Drafting, taken: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    contact(reading, "Observer", accredited=False)
    contact(reading, "Audience", roles=["audience"])
    contact(reading, "Machine", simulated=True)
    left = contact(reading, "Left")
    User.objects.filter(pk=left.person_id).update(is_active=False)
    invited = contact(reading, "Invited")
    Invitation.objects.filter(participant=invited).update(accepted_at=None)
    revoked = contact(reading, "Revoked")
    Invitation.objects.filter(participant=revoked).update(accepted_at=None, revoked_at=moment[0])
    contact(reading, "Fiji")
    reading.do(reading.chair, "begin_silence", until=timestamp_text(moment[0] + HOUR))
    assert [to for to, _ in facts(send(taken))] == ["fiji@example.org", "invited@example.org"]
    reading.do(reading.chair, "end_procedure")
    send(taken)
    monkeypatch.setattr(letters, "MOST_READERS", 1)
    reading.do(reading.chair, "begin_silence", until=timestamp_text(moment[0] + HOUR))
    assert len(send(taken)) == 1

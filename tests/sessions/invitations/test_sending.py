"""What goes out: the preview, the conference's own texts, a test to oneself, and reminders."""

from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.jobs.models import Job
from sessions.invitations.models import Invitation, LetterText
from sessions.invitations.protocol import LetterKind
from sessions.invitations.texts import complete_text, own_texts, standard_text_in
from sessions.models import Participant
from tests.sessions.invitations.conftest import Office
from tests.sessions.invitations.test_letters import part, sent

pytestmark = pytest.mark.django_db

PEOPLE = {
    "en": "Ana <ana@example.org>\nBen <ben@example.org>",
    "id": "Citra <citra@example.org>",
    "ar": "Dalia <dalia@example.org>",
}


def body_of(mail: EmailMessage, kind: str) -> str:
    return part(mail, kind).replace("\r\n", "\n")


def ask(seat: Seat, fields: dict[str, Any]) -> Any:
    client = Client(headers={"Authorization": f"Bearer {seats.sign(seat)[0]}"})
    return client.post("/api/v1/organise/people/letters", fields, content_type="application/json")


def preview(office: Office, seat: Any = None, **fields: Any) -> dict[str, Any]:
    answer = ask(seat or office.organiser, fields)
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


def write(office: Office, kind: LetterKind = "invitation", language: str = "en", **texts: str) -> str:
    """Write texts over those that stand there."""
    known = complete_text(
        own_texts(office.hall.conference.pk, kind).get(language), standard_text_in(kind, language)
    )
    seen = {name: getattr(known, name) for name in texts}
    return office.code("invitations.write_letter", kind=kind, language=language, values=texts, seen=seen)


def days_later(monkeypatch: pytest.MonkeyPatch, days: float) -> None:
    later = clock.now() + timedelta(days=days)
    monkeypatch.setattr(clock, "now", lambda: later)


def remind(office: Office, **fields: Any) -> str:
    return office.code("invitations.send", kind="reminder", **fields)


def test_the_preview_counts_by_language_and_sends_nothing(office: Office) -> None:
    for language, people in PEOPLE.items():
        office.add(people, language=language)
    shown = preview(office)
    assert (shown["count"], shown["left_out"], shown["own_address"]) == (4, 0, "organiser@example.org")
    assert [(each["language"], each["count"], each["names"]) for each in shown["letters"]] == [
        ("en", 2, ["Ana", "Ben"]),
        ("id", 1, ["Citra"]),
        ("ar", 1, ["Dalia"]),
    ]
    english, _, arabic = shown["letters"]
    assert english["text"] == english["standard"]
    assert english["text"]["greeting"] == "{name}, you are invited."
    assert english["subject"] == "Invitation: Conference on Rivers"
    assert english["body"].startswith("Ana, you are invited.\n")
    assert "XXXX-XXXX-XXXX" in english["body"]
    assert arabic["body"].startswith("Dalia")
    assert not Job.objects.exists()
    assert set(Invitation.objects.values_list("digest", "sent")) == {(None, 0)}


def test_the_preview_is_of_those_who_are_chosen(office: Office) -> None:
    for language, people in PEOPLE.items():
        office.add(people, language=language)
    ben = str(office.person("ben@example.org").pk)
    shown = preview(office, participants=[ben])
    assert [(each["language"], each["names"]) for each in shown["letters"]] == [("en", ["Ben"]), ("id", [])]
    assert shown["letters"][1]["body"].startswith("Organiser, Anda diundang.")


def test_nothing_is_sent_that_changed_since_the_preview(office: Office) -> None:
    office.add(PEOPLE["en"])
    shown = preview(office)
    office.add(PEOPLE["id"], language="id")
    assert office.code("invitations.send", seen=shown["digest"]) == "edit.changed_meanwhile"
    shown = preview(office)
    write(office, subject="Come")
    assert office.code("invitations.send", seen=shown["digest"]) == "edit.changed_meanwhile"
    assert not Job.objects.exists()
    assert preview(office)["digest"] == preview(office)["digest"]
    assert office.code("invitations.send", seen=preview(office)["digest"]) == ""
    assert Job.objects.count() == 3


def test_what_organisers_write_is_sent(office: Office) -> None:
    assert (
        write(
            office,
            subject="  Come to {conference}, {name}",
            greeting="Dear {name},",
            paragraph="Bring a <coat> & {code}.\n\nSee you at {conference}.",
        )
        == ""
    )
    office.invited("Ana & Co <ana@example.org>")
    mail = sent(office)
    text, html = body_of(mail, "text/plain"), body_of(mail, "text/html")
    assert mail["Subject"] == "Come to Conference on Rivers, Ana & Co"
    assert text.startswith(
        "Dear Ana & Co,\n\nBring a <coat> & {code}.\n\nSee you at Conference on Rivers.\n\n"
    )
    assert "<p>Dear Ana &amp; Co,</p>" in html
    assert "<p>Bring a &lt;coat&gt; &amp; {code}.</p>" in html
    assert "<coat>" not in html


def test_a_name_is_no_placeholder(office: Office) -> None:
    office.hall.conference.name = {"en": "{name} and {conference}"}
    office.hall.conference.save()
    office.invited("{conference} <ana@example.org>")
    assert body_of(sent(office), "text/plain").startswith("{conference}, you are invited.\n")
    assert sent(office)["Subject"] == "Invitation: {name} and {conference}"


def test_own_texts_are_of_a_kind_and_a_language(office: Office) -> None:
    write(office, subject="Come", paragraph="Soon.")
    write(office, "reminder", subject="Come at last")
    office.add(PEOPLE["en"])
    office.add(PEOPLE["id"], language="id")
    subjects = {each["language"]: each["subject"] for each in preview(office)["letters"]}
    assert subjects == {"en": "Come", "id": "Undangan: Konferensi Sungai"}
    shown = {each["language"]: each for each in preview(office, kind="reminder")["letters"]}
    assert (shown["en"]["text"]["subject"], shown["en"]["text"]["paragraph"]) == ("Come at last", "")


def test_of_two_organisers_who_write_a_text_the_second_is_refused(office: Office) -> None:
    asked = {"kind": "invitation", "language": "en", "seen": {"paragraph": ""}}
    assert office.code("invitations.write_letter", values={"paragraph": "Bring a coat."}, **asked) == ""
    second = {"values": {"paragraph": "Bring an umbrella."}, **asked}
    assert office.code("invitations.write_letter", **second) == "edit.changed_meanwhile"
    assert LetterText.objects.get().paragraph == "Bring a coat."


def test_what_is_as_balais_own_is_not_stored(office: Office) -> None:
    standard = preview(office)["letters"][0]["standard"]
    assert write(office, **standard | {"paragraph": "Welcome."}) == ""
    row = LetterText.objects.get()
    assert (row.subject, row.greeting, row.paragraph) == ("", "", "Welcome.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": "Come\nBcc: ben@example.org"},
        {"subject": "Come\u2028Bcc: ben@example.org"},
        {"greeting": "Dear\nname"},
        {"subject": "x" * 151},
        {"greeting": "x" * 201},
        {"paragraph": "x" * 2001},
        {"kind": "bill"},
    ],
)
def test_a_text_that_is_no_line_or_too_long_is_refused(office: Office, wrong: dict[str, str]) -> None:
    kind = wrong.get("kind", "invitation")
    values = {name: text for name, text in wrong.items() if name != "kind"}
    seen = dict.fromkeys(values, "")
    command = {"kind": kind, "language": "en", "values": values, "seen": seen}
    assert office.code("invitations.write_letter", **command) == "wire.bad_command"
    assert not LetterText.objects.exists()


def test_an_unknown_language_is_refused(office: Office) -> None:
    assert write(office, language="tlh") == "invitations.unknown_language"
    kind = {"kind": "invitation", "language": "tlh"}
    assert office.code("invitations.send_test", **kind) == "invitations.unknown_language"


def test_a_test_goes_to_oneself_alone_and_its_link_opens_nothing(office: Office) -> None:
    write(office, subject="Come", paragraph="Bring a coat.")
    office.add(PEOPLE["en"])
    assert office.code("invitations.send_test", kind="invitation", language="en") == ""
    office.send_all()
    assert not office.box.to("ana@example.org")
    [mail] = office.box.to("organiser@example.org")
    assert mail["Subject"] == "Test: Come"
    text = body_of(mail, "text/plain")
    assert text.startswith("Organiser, you are invited.\n\nBring a coat.\n")
    assert "https://hall.example/account/invitation/XXXXXXXXXXXX/" in text
    assert Client().get("/account/invitation/XXXXXXXXXXXX/").status_code == 404
    assert Invitation.objects.filter(participant__name="Organiser").count() == 0


def test_the_same_test_is_sent_once_a_minute(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def tests_after_another(**fields: str) -> int:
        assert office.code("invitations.send_test", **{"kind": "invitation", "language": "en"} | fields) == ""
        return Job.objects.count()

    at_the_full_minute = clock.now().replace(second=0)
    monkeypatch.setattr(clock, "now", lambda: at_the_full_minute)
    assert [tests_after_another(), tests_after_another(), tests_after_another(language="id")] == [1, 1, 2]
    write(office, subject="Come")
    assert [tests_after_another(), tests_after_another()] == [3, 3]
    days_later(monkeypatch, 1 / 24 / 60)
    assert tests_after_another() == 4


def test_a_test_needs_an_address_and_a_mail_server(office: Office, settings: Any) -> None:
    User.objects.filter(email="organiser@example.org").update(email=None)
    kind = {"kind": "reminder", "language": "en"}
    assert office.code("invitations.send_test", **kind) == "invitations.no_own_address"
    settings.MAIL_SERVER = None
    assert office.code("invitations.send_test", **kind) == "invitations.no_mail"


def test_a_reminder_leaves_the_first_link_valid(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    first = office.invited()
    office.send_all()
    days_later(monkeypatch, 13)
    assert remind(office) == ""
    office.send_all()
    mail = office.box.to("ana@example.org")[-1]
    assert mail["Subject"] == "Reminder: Conference on Rivers"
    assert body_of(mail, "text/plain").startswith("Ana Example, your invitation is still open.\n")
    row = Invitation.objects.get()
    assert (row.sent, row.reminders) == (1, 1)
    # Both links work, the first one also beyond its former time.
    days_later(monkeypatch, 13)
    second = (
        f"/account/invitation/{body_of(mail, 'text/plain').split('/account/invitation/')[1].split('/')[0]}/"
    )
    assert second != first
    assert [Client().get(path).status_code for path in (first, second)] == [200, 200]
    assert Client().post(first, {"accept": "1"}).status_code == 302
    assert Client().get(second).status_code == 410


def test_an_invitation_ends_the_links_of_reminders(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.invited()
    office.send_all()
    days_later(monkeypatch, 2)
    remind(office)
    reminded = office.links()[-1]
    assert office.code("invitations.send", participants=[str(office.person().pk)]) == ""
    assert Client().get(reminded).status_code == 404
    row = Invitation.objects.get()
    assert (row.sent, row.reminders, row.reminder_digest) == (2, 0, None)


def test_a_revoked_reminder_opens_nothing(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.invited()
    office.send_all()
    days_later(monkeypatch, 2)
    remind(office)
    reminded = office.links()[-1]
    office.code("invitations.revoke", participant=str(office.person().pk))
    assert Client().get(reminded).status_code == 410
    office.send_all()
    assert len(office.box.to("ana@example.org")) == 1


def test_nobody_is_reminded_twice_within_a_day(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.invited()
    office.send_all()
    assert remind(office) == "invitations.nobody_to_remind"
    shown = preview(office, kind="reminder")
    assert (shown["count"], shown["left_out"]) == (0, 1)
    days_later(monkeypatch, 1.1)
    assert preview(office, kind="reminder")["count"] == 1
    assert remind(office) == ""
    office.send_all()
    assert remind(office) == "invitations.nobody_to_remind"
    assert remind(office, participants=[str(office.person().pk)]) == "invitations.nobody_to_remind"
    days_later(monkeypatch, 1.1)
    assert remind(office) == ""
    assert len(set(Job.objects.values_list("key", flat=True))) == 3


def test_who_accepted_or_was_not_invited_is_not_reminded(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("expired", "failed", "revoked", "accepted", "sent", "unsure", "waiting")
    office.add("\n".join(f"{name} <{name}@example.org>" for name in names))
    office.code("invitations.send")
    rows = {row.email.partition("@")[0]: row for row in Invitation.objects.all()}
    for name, state in (
        ("failed", Job.State.FAILED),
        ("unsure", Job.State.UNSURE),
        ("waiting", Job.State.WAITING),
    ):
        Job.objects.filter(key=rows[name].mail_key).update(state=state)
    others = [rows[name].mail_key for name in ("expired", "revoked", "accepted", "sent")]
    Job.objects.filter(key__in=others).update(state=Job.State.DONE)
    office.code("invitations.revoke", participant=str(rows["revoked"].participant_id))
    Invitation.objects.filter(pk=rows["accepted"].pk).update(accepted_at=clock.now())
    days_later(monkeypatch, 2)
    Invitation.objects.filter(pk=rows["expired"].pk).update(expires_at=clock.now() - timedelta(hours=1))
    office.add("new <new@example.org>")
    [letter, _] = preview(office, kind="reminder")["letters"]
    assert letter["names"] == ["expired", "sent", "unsure"]


def test_a_head_reminds_its_own_delegates(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.add("Ana <ana@example.org>")
    office.add("Cara <cara@example.org>", party=str(office.chile.pk))
    office.code("invitations.send")
    office.send_all()
    days_later(monkeypatch, 2)
    head = office.head()
    shown = preview(office, head, kind="reminder")
    assert [name for letter in shown["letters"] for name in letter["names"]] == ["Ana"]
    assert office.code("invitations.send", head, kind="reminder") == ""
    cara = str(office.person("cara@example.org").pk)
    assert office.code("invitations.send", head, kind="reminder", participants=[cara]) == "parties.not_yours"
    refused = ask(head, {"participants": [cara]})
    assert (refused.status_code, refused.json()["code"]) == (409, "parties.not_yours")
    asked = {"kind": "reminder", "language": "en", "values": {}, "seen": {}}
    assert office.code("invitations.write_letter", head, **asked) == "wire.forbidden"
    assert Participant.objects.filter(invitation__reminders=1).get().name == "Ana"

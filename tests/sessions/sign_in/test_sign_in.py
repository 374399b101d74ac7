"""Sign-in by password, mailed code, authenticator app and provider; and the second factor of staff."""

import base64
import hashlib
import hmac
import re
import struct
import time
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core import mail as django_mail
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from foundation import clock
from foundation.accounts.models import User
from foundation.accounts.passwords import Argon2Hasher
from foundation.jobs.models import Job
from foundation.limits import FREE_FAILURES
from foundation.mail.server import MailServer
from sessions.models import Participant
from tests.sessions.seats.test_api import post, problem
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
ANA, SECRET = "ana@example.org", "a long and old secret"


@pytest.fixture(autouse=True)
def no_counts_of_other_tests() -> None:
    cache.clear()


@pytest.fixture
def mailing(settings: Settings) -> None:
    settings.MAIL_SERVER, settings.MAIL_FROM = MailServer("127.0.0.1", 1), "hall@example.org"


def ana_in(hall: Assembly, *roles: str) -> User:
    user = User.objects.create_user(ANA, SECRET)
    Participant.objects.create(conference=hall.conference, person=user, name="Ana", roles=list(roles))
    return user


@pytest.fixture
def delegate(hall: Assembly) -> User:
    return ana_in(hall, "delegate")


@pytest.fixture
def moderator(hall: Assembly, settings: Settings) -> User:
    settings.STAFF_MFA = "required"
    return ana_in(hall, "moderator")


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def by_password(client: Client, password: str = SECRET, address: str = ANA) -> int:
    form = {"login": address, "password": password}
    return client.post("/account/login/", form).status_code


def totp(secret: str, step: int = 0) -> str:
    """A code of RFC 6238; `step` moves by 30 s."""
    moment = struct.pack(">Q", int(time.time() // 30) + step)
    mac = hmac.new(base64.b32decode(secret), moment, hashlib.sha1).digest()
    start = mac[-1] & 15
    return f"{(struct.unpack('>I', mac[start : start + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def add_app(client: Client) -> str:
    """Add an authenticator app; returns its secret."""
    page = client.get("/account/2fa/totp/activate/", follow=True)
    if page.redirect_chain:  # allauth asks for the password again
        client.post(page.redirect_chain[-1][0], {"password": SECRET})
        page = client.get("/account/2fa/totp/activate/")
    secret: str = page.context["form"].secret
    assert client.post("/account/2fa/totp/activate/", {"code": totp(secret)}).status_code == 302
    return secret


def test_a_person_signs_in_by_password_and_takes_its_seat(hall: Assembly, delegate: User) -> None:
    client = Client()
    assert by_password(client) == 302
    answer = post(client, "/api/v1/seats")
    assert (answer.status_code, answer.json()["seat"]["roles"]) == (201, ["delegate"])


def test_an_address_is_read_whatever_its_letters(delegate: User) -> None:
    client = Client()
    assert by_password(client, address="Ana@Example.org") == 302


def test_wrong_passwords_are_limited_and_the_form_says_how_long(
    delegate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = Client(), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    for _ in range(FREE_FAILURES + 3):
        by_password(client, "wrong")
    page = client.post("/account/login/", {"login": ANA, "password": SECRET}).content.decode()
    assert re.search(r"Too many wrong passwords. Try again in \d+ seconds.", page)
    assert not signed_in(client)


def test_an_unknown_account_gets_the_same_answer_and_costs_the_same(
    delegate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    monkeypatch.setattr(Argon2Hasher, "encode", lambda self, password, salt: hashed.append(password) or "!")
    monkeypatch.setattr(Argon2Hasher, "verify", lambda self, password, encoded: hashed.append(password))
    errors = [
        Client().post("/account/login/", {"login": each, "password": "wrong"}).context["form"].errors
        for each in (ANA, "nobody@example.org")
    ]
    assert errors[0] == errors[1] != {}
    assert hashed == ["wrong"] * 2


def test_nobody_makes_an_account_of_their_own() -> None:
    page = Client().post("/account/signup/", {"email": "new@example.org", "password1": SECRET})
    assert "by invitation" in page.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


def test_no_page_changes_an_address(delegate: User) -> None:
    client = Client()
    by_password(client)
    assert client.post("/account/email/", {"email": "other@example.org", "action_add": ""}).status_code == 404


@pytest.mark.parametrize("then", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_leads_to_this_site_alone(delegate: User, then: str) -> None:
    answer = Client().post("/account/login/", {"login": ANA, "password": SECRET, "next": then})
    assert answer["Location"] == "/"


def test_a_mailed_code_signs_in(mailing: None, delegate: User) -> None:
    client = Client()
    assert client.post("/account/login/code/", {"email": ANA}).status_code == 302
    [mail] = Job.objects.all()
    assert (mail.to, mail.state, django_mail.outbox) == (ANA, "waiting", [])
    assert mail.payload["text"].startswith("Balai, the hall of your conference, writes to you.")
    [code] = re.findall(r"^([A-Z0-9-]{6,10})\s*$", mail.payload["text"], re.MULTILINE)
    assert client.post("/account/login/code/confirm/", {"code": code}).status_code == 302
    assert signed_in(client)


@pytest.mark.parametrize(("age", "is_accepted"), [(590, True), (610, False)])
def test_a_mailed_code_and_its_e_mail_last_ten_minutes(
    mailing: None, delegate: User, age: int, is_accepted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = Client(), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)
    client.post("/account/login/code/", {"email": ANA})
    [mail] = Job.objects.all()
    assert mail.expires_at == now + timedelta(minutes=10)
    [code] = re.findall(r"^([A-Z0-9-]{6,10})\s*$", mail.payload["text"], re.MULTILINE)
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= age
    session.save()
    client.post("/account/login/code/confirm/", {"code": code})
    assert signed_in(client) == is_accepted


def test_an_unknown_address_gets_the_same_answer_and_an_e_mail_of_its_own(
    mailing: None, delegate: User
) -> None:
    answers = [Client().post("/account/login/code/", {"email": each}) for each in (ANA, "nobody@example.org")]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, "/account/login/code/confirm/")
    ] * 2
    assert [mail.to for mail in Job.objects.order_by("pk")] == [ANA, "nobody@example.org"]


def test_without_a_mail_server_a_forgotten_password_leads_to_the_organisers(delegate: User) -> None:
    answer = Client().post("/account/password/reset/", {"email": ANA})
    assert answer.status_code == 503
    assert "Ask an organiser" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_staff_need_a_second_factor_for_their_seat(hall: Assembly, moderator: User) -> None:
    client = Client()
    by_password(client)
    assert problem(post(client, "/api/v1/seats")) == (403, "seat.second_factor")
    secret = add_app(client)
    assert post(client, "/api/v1/seats").status_code == 201

    again = Client()
    by_password(again)
    assert not signed_in(again)
    assert again.post("/account/2fa/authenticate/", {"code": totp(secret, 1)}).status_code == 302
    assert post(again, "/api/v1/seats").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_a_new_second_factor_leads_on_to_where_the_person_came_from(hall: Assembly, moderator: User) -> None:
    client, programme = Client(), hall.conference.page_path("/programme")
    by_password(client)
    client.get("/account/second-factor/", {"next": programme})
    add_app(client)
    for page in ("/account/2fa/recovery-codes/", "/account/2fa/recovery-codes/", "/account/2fa/"):
        assert f'class="button act" href="{programme}"' in client.get(page).content.decode()


@pytest.mark.django_db(transaction=True)
def test_recovery_codes_are_shown_once(moderator: User) -> None:
    client = Client()
    by_password(client)
    add_app(client)
    codes = Authenticator.objects.get(user=moderator, type="recovery_codes").wrap().get_unused_codes()
    first, second = (client.get("/account/2fa/recovery-codes/").content.decode() for _ in range(2))
    assert [code in first for code in codes] == [True] * len(codes)
    assert [code in second for code in codes] == [False] * len(codes)
    assert f"<bdi>testserver</bdi> · <bdi>{moderator.email}</bdi>" in first
    assert 'href="/account/2fa/recovery-codes/generate/"' in second
    assert 'type="checkbox"' not in first


def test_the_second_factor_leads_on_to_this_site_alone(moderator: User) -> None:
    client = Client()
    by_password(client)
    client.get("/account/second-factor/", {"next": "https://elsewhere.example/"})
    assert client.session["return_path"] == "/"


def test_the_pages_of_the_account_lead_back_to_the_conference(hall: Assembly, delegate: User) -> None:
    client, programme = Client(), hall.conference.page_path("/programme")
    by_password(client)
    assert '<a href="/">To the conference</a>' in client.get("/account/data/").content.decode()
    client.get("/account/data/", {"next": programme})
    for page in ("/account/data/", "/account/2fa/", "/account/password/change/"):
        assert f'<a href="{programme}">To the conference</a>' in client.get(page).content.decode()
    client.get("/account/data/", {"next": "https://elsewhere.example/"})
    client.get("/account/second-factor/", {"next": "/admin/"})
    assert '<a href="/">To the conference</a>' in client.get("/account/data/").content.decode()


def test_a_host_may_leave_the_second_factor_to_its_staff(
    hall: Assembly, moderator: User, settings: Settings
) -> None:
    settings.STAFF_MFA = "optional"
    client = Client()
    by_password(client)
    assert post(client, "/api/v1/seats").status_code == 201


def test_a_delegate_needs_no_second_factor(hall: Assembly, delegate: User, settings: Settings) -> None:
    settings.STAFF_MFA = "required"
    client = Client()
    by_password(client)
    assert post(client, "/api/v1/seats").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_a_code_of_an_app_is_good_once(moderator: User) -> None:
    client = Client()
    by_password(client)
    code = totp(add_app(client), 1)
    first, second = Client(), Client()
    for each in (first, second):
        by_password(each)
        each.post("/account/2fa/authenticate/", {"code": code})
    assert [signed_in(first), signed_in(second)] == [True, False]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("passkeys", [0, 1])
def test_a_passkey_is_offered_to_whoever_has_one(
    moderator: User, passkeys: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("allauth.mfa.webauthn.internal.auth.get_credentials", lambda _: [])
    client, again = Client(), Client()
    by_password(client)
    add_app(client)
    for _ in range(passkeys):
        Authenticator.objects.create(
            user=moderator, type="webauthn", data={"name": "laptop", "credential": {}}
        )
    by_password(again)
    page = again.get("/account/2fa/authenticate/").content.decode()
    assert page.count("Use a passkey") == passkeys


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_named_in_the_readers_language(moderator: User) -> None:
    client = Client(headers={"accept-language": "ar"})
    by_password(client)
    add_app(client)
    adding = client.get("/account/2fa/webauthn/add/")
    key = Authenticator.objects.create(user=moderator, type="webauthn", data={"name": "laptop"})
    naming = client.get(f"/account/2fa/webauthn/keys/{key.pk}/edit/")
    assert all("اسم مفتاح المرور" in page.content.decode() for page in (adding, naming))
    # Nor is anything else English on the pages of passkeys.
    keys = client.get("/account/2fa/webauthn/").content.decode()
    removing = client.get(f"/account/2fa/webauthn/keys/{key.pk}/remove/").content.decode()
    for page in (keys, removing, adding.content.decode(), naming.content.decode()):
        main = re.search(r"<main>(.*)</main>", page, re.S)
        assert main is not None
        words = re.sub(r"<script.*?</script>|<[^>]*>", " ", main[1], flags=re.S).replace("laptop", "")
        assert set(re.findall(r"[A-Za-z]+", words)) <= {"JavaScript"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["id", "fr", "es"])
def test_adding_a_passkey_has_no_words_of_another_language(moderator: User, language: str) -> None:
    client = Client(headers={"accept-language": language})
    by_password(client)
    add_app(client)
    page = client.get("/account/2fa/webauthn/add/").content.decode()
    english = ("Passwordless", "Security Key", "Name of the passkey")
    assert not [words for words in english if words in page]


def test_a_sign_in_begins_again_if_the_factors_are_removed_meanwhile(moderator: User) -> None:
    Authenticator.objects.create(user=moderator, type="webauthn", data={"name": "laptop", "credential": {}})
    client = Client()
    client.post("/account/login/?next=/c/hall", {"login": ANA, "password": SECRET})
    Authenticator.objects.all().delete()
    page = client.get("/account/login/", follow=True)
    assert [to for to, _ in page.redirect_chain] == [
        "/account/2fa/authenticate/",
        "/account/login/?next=/c/hall",
    ]
    assert (page.status_code, signed_in(client)) == (200, False)
    # The person signs in by the password alone, and is led to a new factor before a moderator's seat.
    answer = client.post("/account/login/?next=/c/hall", {"login": ANA, "password": SECRET})
    assert (answer["Location"], signed_in(client)) == ("/c/hall", True)
    assert post(client, "/api/v1/seats").json()["code"] == "seat.second_factor"
    assert client.get("/account/second-factor/?next=/c/hall")["Location"] == "/account/2fa/"


@pytest.mark.django_db(transaction=True)
def test_the_administration_removes_a_factor_and_shows_no_secret(settings: Settings) -> None:
    settings.STAFF_MFA = "required"
    User.objects.create_superuser(ANA, SECRET)
    client = Client()
    by_password(client)
    secret = add_app(client)
    row = Authenticator.objects.get(type="totp")
    page = client.get(f"/admin/mfa/authenticator/{row.pk}/change/")
    assert page.status_code == 200
    assert secret not in page.content.decode()
    assert client.get("/admin/mfa/authenticator/add/").status_code == 403
    assert client.post(f"/admin/mfa/authenticator/{row.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Authenticator.objects.filter(pk=row.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_staff_prove_their_second_factor_again_each_day(
    hall: Assembly, moderator: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, now = Client(), clock.now()
    by_password(client)
    add_app(client)
    assert post(client, "/api/v1/seats").status_code == 201
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=settings.SEAT_MOST_SECONDS + 60))
    assert problem(post(client, "/api/v1/seats")) == (403, "seat.second_factor")


def test_a_new_password_is_told_by_e_mail(
    mailing: None, delegate: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, new, now = Client(), "another long secret", clock.now()
    by_password(client)
    monkeypatch.setattr(clock, "now", lambda: now)
    client.post("/account/password/change/", {"oldpassword": SECRET, "password1": new, "password2": new})
    [mail] = Job.objects.all()
    assert (mail.to, mail.payload["subject"], mail.expires_at) == (
        ANA,
        "Password changed",
        now + timedelta(days=1),
    )


def test_without_a_mail_server_a_password_is_changed_all_the_same(delegate: User) -> None:
    client, new = Client(), "another long secret"
    by_password(client)
    form = {"oldpassword": SECRET, "password1": new, "password2": new}
    assert client.post("/account/password/change/", form).status_code == 302
    assert by_password(Client(), new) == 302


def test_a_first_password_is_chosen_by_who_has_just_signed_in(mailing: None, delegate: User) -> None:
    client = Client()
    delegate.set_unusable_password()
    delegate.save()
    EmailAddress.objects.create(user=delegate, email=ANA, verified=True, primary=True)
    client.force_login(delegate)
    new = {"password1": "another long secret", "password2": "another long secret"}
    answer = client.post("/account/password/set/", new)
    assert answer["Location"].startswith("/account/reauthenticate/code/")
    delegate.refresh_from_db()
    assert not delegate.has_usable_password()


def test_a_sign_in_ends_however_it_is_used(delegate: User) -> None:
    client, signed_in_at = Client(), clock.now() - timedelta(days=10)
    by_password(client)
    session = client.session
    session["signed_in_at"] = signed_in_at.isoformat()
    session.save()
    row = Session.objects.get(session_key=session.session_key)
    assert row.expire_date == signed_in_at + timedelta(days=14)


def test_a_sign_in_has_a_new_key_and_a_cookie_that_no_script_reads(delegate: User) -> None:
    client = Client()
    client.get("/account/login/code/confirm/")
    session = client.session
    session["before"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    by_password(client)
    cookie = client.cookies["sessionid"]
    assert cookie.value != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", "")


def test_a_new_proof_changes_the_key(delegate: User) -> None:
    client = Client()
    by_password(client)
    before = client.session.session_key
    client.post("/account/reauthenticate/", {"password": SECRET})
    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
    assert signed_in(client)


@pytest.mark.parametrize("new", ["balai2027", "Ana@example.org", "conference-1", "Test-2027!", "12345678901"])
def test_a_password_of_known_words_is_refused(hall: Assembly, delegate: User, new: str) -> None:
    client = Client()
    by_password(client)
    form = {"oldpassword": SECRET, "password1": new, "password2": new}
    assert client.post("/account/password/change/", form).status_code == 200
    delegate.refresh_from_db()
    assert delegate.check_password(SECRET)


def test_a_long_password_of_any_characters_is_accepted_as_it_was_typed(delegate: User) -> None:
    client, new = Client(), f" {'ñ☃ balai ' * 12}"
    by_password(client)
    client.post("/account/password/change/", {"oldpassword": SECRET, "password1": new, "password2": new})
    assert by_password(Client(), new) == 302
    assert by_password(Client(), new.strip()) == 200


def test_the_last_factor_of_staff_stays(moderator: User) -> None:
    client = Client()
    by_password(client)
    add_app(client)
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=moderator, type="totp").exists()
    key = Authenticator.objects.create(user=moderator, type="webauthn", data={"name": "key"})
    Authenticator.objects.filter(type="totp").delete()
    assert client.post(f"/account/2fa/webauthn/keys/{key.pk}/remove/").status_code == 403
    assert Authenticator.objects.filter(pk=key.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_administration_asks_for_the_second_factor(settings: Settings) -> None:
    settings.STAFF_MFA = "required"
    User.objects.create_superuser(ANA, SECRET)
    client = Client()
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/account/login/?next=")
    by_password(client)
    assert client.get("/admin/", follow=True).redirect_chain[-1][0].startswith("/account/2fa/")
    add_app(client)
    assert client.get("/admin/").status_code == 200


def test_the_administration_is_closed_to_whoever_is_no_administrator(delegate: User) -> None:
    client = Client()
    by_password(client)
    assert client.get("/admin/", follow=True).status_code == 403


def test_sign_in_speaks_the_readers_language() -> None:
    page = Client().get("/account/login/", headers={"Accept-Language": "id"})
    assert 'lang="id"' in page.content.decode()
    assert "Accept-Language" in page["Vary"]
    assert 'lang="en"' in Client().get("/account/login/").content.decode()

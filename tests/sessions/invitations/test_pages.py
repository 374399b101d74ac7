"""The pages of an invitation: a look spends nothing, one button accepts."""

import re
from collections.abc import Collection

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from pytest_django import Settings

from foundation import clock
from foundation.accounts.addresses import accounts_of
from foundation.accounts.models import User
from foundation.jobs.models import Job
from sessions.invitations import services
from sessions.models import Conference, Consent, Day, Participant
from sessions.notices import services as notices
from tests.sessions.invitations.conftest import Office
from tests.sessions.seats.test_api import post
from tests.support.limited import limit

pytestmark = pytest.mark.django_db


def accepted(office: Office) -> str:
    return f"/account/invitation/accepted/{office.hall.conference.slug}/"


def programme(office: Office) -> str:
    return office.hall.conference.page_path("/programme")


def signed_in(email: str, name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user(email, "a long secret", name=name))
    return client


def text_of(client: Client, path: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(path).content.decode()))


def test_the_page_names_conference_delegation_person_place_and_dates(office: Office) -> None:
    text = text_of(Client(), office.invited())
    for part in ("Conference on Rivers", "Ana Example", "Fiji", "Ballroom", "16 November 2021", "browser"):
        assert part in text


def test_the_page_is_in_the_readers_language(office: Office) -> None:
    path = office.invited()
    page = Client(headers={"Accept-Language": "id"}).get(path).content.decode()
    assert '<html lang="id"' in page
    assert "Konferensi Sungai" in page


def test_a_look_spends_nothing_and_the_button_accepts(office: Office) -> None:
    client, path = Client(), office.invited()
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert services.progress_signal(office.hall.conference.pk).accepted == 0
    answer = client.post(path)
    assert (answer.status_code, answer["Location"]) == (302, accepted(office))
    ana = office.person().person
    assert (ana.email, EmailAddress.objects.get(user=ana).verified) == ("ana@example.org", True)
    seat = post(client, "/api/v1/seats").json()["seat"]
    assert (seat["name"], seat["party"], seat["roles"]) == ("Ana Example", str(office.fiji.pk), ["delegate"])


def test_the_notice_is_shown_and_accepted_in_the_readers_language(office: Office) -> None:
    conference, path = office.hall.conference, office.invited()
    notices.publish_notice(conference.pk, {"en": "We are the host.", "id": "Kami tuan rumah."}, clock.now())
    client = Client(headers={"Accept-Language": "id"})
    page = client.get(path).content.decode()
    assert "Kami tuan rumah." in page
    assert f"/account/privacy/{conference.slug}/" in page
    assert not Consent.objects.exists()
    client.post(path)
    consent = Consent.objects.get()
    assert (consent.person, consent.language) == (office.person().person, "id")


def test_a_new_account_may_choose_a_password_or_go_on_without(office: Office) -> None:
    client, path = Client(), office.invited()
    page = client.post(path, follow=True)
    assert (page.status_code, page.request["PATH_INFO"]) == (200, accepted(office))
    assert "/account/2fa/webauthn/add/" in page.content.decode()
    # Without a password the passkey is to be enough to sign in.
    passkey = client.get("/account/2fa/webauthn/add/").context["form"]
    assert passkey["passwordless"].initial is True
    found = re.search(r'href="(/account/password/set/[^"]+)"', page.content.decode())
    assert found is not None
    assert client.get(found[1]).status_code == 200
    done = client.post(found[1], {"password1": "a long and old secret", "password2": "a long and old secret"})
    assert (done.status_code, done["Location"]) == (302, programme(office))
    assert office.person().person.check_password("a long and old secret")
    assert post(client, "/api/v1/seats").status_code == 201


def test_a_first_password_is_told_in_the_readers_language(office: Office) -> None:
    client = Client(headers={"Accept-Language": "id"})
    client.post(office.invited())
    chosen = {"password1": "a long and old secret", "password2": "a long and old secret"}
    client.post("/account/password/set/", chosen)
    assert "Kata sandi Anda sudah disetel." in client.get("/account/data/").content.decode()


def test_who_went_on_without_a_password_signs_in_by_a_code(office: Office) -> None:
    Client().post(office.invited())
    client = Client()
    client.post("/account/login/code/", {"email": "ana@example.org"})
    mail = Job.objects.exclude(key__startswith="invitation/").get()
    [code] = re.findall(r"^([A-Z0-9-]{6,10})\s*$", mail.payload["text"], re.MULTILINE)
    assert client.post("/account/login/code/confirm/", {"code": code}).status_code == 302
    assert post(client, "/api/v1/seats").json()["seat"]["name"] == "Ana Example"


def test_staff_are_led_to_the_second_factor(office: Office, settings: Settings) -> None:
    settings.STAFF_MFA = "required"
    client, path = Client(), office.invited("mod@example.org", party=None, roles=["moderator"])
    page = client.post(path, follow=True).content.decode()
    assert 'class="button act" href="/account/2fa/"' in page
    assert "Go to the conference" not in page
    assert client.session["return_path"] == programme(office)
    password = re.search(r'href="(/account/password/set/[^"]+)"', page)
    assert password is not None
    chosen = {"password1": "a long and old secret", "password2": "a long and old secret"}
    assert client.post(password[1], chosen)["Location"] == accepted(office)
    assert post(client, "/api/v1/seats").json()["code"] == "seat.second_factor"
    assert client.get("/account/2fa/webauthn/add/").status_code == 200


def test_the_code_is_typed_in_any_form(office: Office) -> None:
    path = office.invited()
    code = path.rstrip("/").rpartition("/")[2]
    client = Client()
    assert client.get("/account/invitation/").status_code == 200
    for typed in (code, f" {code[:4].lower()}-{code[4:8]} {code[8:]} "):
        answer = client.post("/account/invitation/", {"code": typed})
        assert (answer.status_code, answer["Location"]) == (302, path)


@pytest.mark.parametrize("path", ["/account/invitation/CCCCCCCCCCCC/", "/account/invitation/forged/"])
def test_a_forged_link_opens_nothing(office: Office, path: str) -> None:
    assert (Client().get(path).status_code, Client().post(path).status_code) == (404, 404)


def test_a_spent_link_says_what_to_do(office: Office) -> None:
    path = office.invited()
    Client().post(path)
    answer = Client().post(path)
    assert answer.status_code == 410
    assert "Sign in with its address" in answer.content.decode()


def test_who_is_late_by_a_moment_is_told_and_not_sent_to_sign_in(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, read = office.invited(), accounts_of

    def accepted_meanwhile(emails: Collection[str]) -> dict[str, User]:
        monkeypatch.setattr(services, "accounts_of", read)
        assert Client().post(path)["Location"] == accepted(office)
        return read(emails)

    monkeypatch.setattr(services, "accounts_of", accepted_meanwhile)
    assert Client().post(path).status_code == 410


def test_wrong_codes_are_few_and_right_ones_cost_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "wrong_code.invitation", address=3)
    path, client = office.invited(), Client()
    answers = [client.get("/account/invitation/CCCCCCCCCCCC/").status_code for _ in range(4)]
    assert answers == [404, 404, 404, 429]
    assert client.post("/account/invitation/", {"code": "CCCC"}).status_code == 429
    assert client.get(path).status_code == 200


def test_a_link_of_a_conference_that_is_hidden_opens_nothing(office: Office, settings: Settings) -> None:
    path = office.invited()
    Conference.objects.update(is_demo=True)
    settings.DEMO = False
    assert Client().get(path).status_code == 404


class TestAnAccount:
    """An address that has an account already."""

    def test_its_owner_signs_in_first(self, office: Office) -> None:
        User.objects.create_user("ana@example.org", "a long secret", name="Ana")
        path = office.invited()
        answer = Client().post(path)
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"/account/login/?next={path.replace('/', '%2F')}",
        )
        assert services.progress_signal(office.hall.conference.pk).accepted == 0

    def test_its_owner_accepts_and_goes_to_the_conference(self, office: Office) -> None:
        client = signed_in("ana@example.org", "Ana")
        path = office.invited()
        assert client.post(path)["Location"] == programme(office)
        assert services.progress_signal(office.hall.conference.pk).accepted == 1
        assert post(client, "/api/v1/seats").json()["seat"]["party"] == str(office.fiji.pk)

    def test_that_was_made_since_takes_the_part_over(self, office: Office) -> None:
        path = office.invited()
        expected = office.person().person
        client = signed_in("Ana@example.org", "Ana")
        assert client.post(path)["Location"] == programme(office)
        assert office.person().person.email == "Ana@example.org"
        assert not User.objects.filter(pk=expected.pk).exists()

    def test_whose_address_was_corrected_is_opened_by_nobody_else(self, office: Office) -> None:
        root = User.objects.create_superuser("rot@example.org", "a long secret", name="Root")
        TOTP.activate(root, generate_totp_secret())
        assert office.add("rot@example.org") == ""
        User.objects.filter(pk=root.pk).update(email="root@example.org")
        assert office.code("invitations.send") == ""
        client, path = Client(), office.links()[-1]
        assert "Sign in to it to accept" in text_of(client, path)
        assert client.post(path)["Location"].startswith("/account/login/")
        root.refresh_from_db()
        assert ("_auth_user_id" in client.session, root.email) == (False, "root@example.org")

    def test_with_another_part_in_the_conference_is_refused(self, office: Office) -> None:
        path = office.invited()
        client = signed_in("ana@example.org", "Ana")
        ana = User.objects.get(email="ana@example.org")
        Participant.objects.create(
            conference=office.hall.conference, person=ana, name="Ana", roles=["operator"]
        )
        answer = client.post(path)
        assert (answer.status_code, "another part" in answer.content.decode()) == (409, True)
        assert services.progress_signal(office.hall.conference.pk).accepted == 0


class TestSomebodyElse:
    """Somebody else is signed in at this browser."""

    def test_is_asked(self, office: Office) -> None:
        path, client = office.invited(), signed_in("ben@example.org", "Ben")
        text = text_of(client, path)
        assert "You are signed in as Ben. This invitation is for Ana Example." in text
        assert "Stay signed in as Ben" in text

    def test_is_signed_out_by_the_button(self, office: Office) -> None:
        path, client = office.invited(), signed_in("ben@example.org", "Ben")
        assert client.post(path)["Location"] == accepted(office)
        assert post(client, "/api/v1/seats").json()["seat"]["name"] == "Ana Example"

    def test_is_signed_out_and_the_owner_of_the_account_signs_in(self, office: Office) -> None:
        User.objects.create_user("ana@example.org", "a long secret", name="Ana")
        path, client = office.invited(), signed_in("ben@example.org", "Ben")
        assert client.post(path)["Location"].startswith("/account/login/")
        assert "_auth_user_id" not in client.session


def test_days_without_a_programme_are_left_out(office: Office) -> None:
    path = office.invited()
    Day.objects.all().delete()
    assert "Dates" not in text_of(Client(), path)

"""The first organiser: one link, one account, one conference."""

import re
from datetime import timedelta
from functools import partial
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from foundation import clock
from foundation.accounts.models import User
from foundation.refusals import Refusal
from sessions.first_run import services
from sessions.first_run.sentences import sentence
from sessions.models import Conference, Day, OrganiserLink, Participant
from tests.sessions.seats.test_api import post
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db

GIVEN = {
    "person": "Ana",
    "email": "ana@example.org",
    "password": "a long and old secret",
    "name": "Conference on Rivers",
    "short": "Rivers 2027",
    "venue": "Hall (demo)",
    "timezone": "Asia/Makassar",
    "languages": ["en", "id"],
    "first_day": "2027-03-01",
    "last_day": "2027-03-03",
}


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("organiser_link", *arguments, stdout=out)
    return out.getvalue()


def path_of(text: str) -> str:
    found = re.search(r"http://localhost:8000(/account/organiser/\S+)", text)
    assert found is not None
    return found[1]


def refused(path: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        services.check_link(path.rstrip("/").rpartition("/")[2])
    return caught.value


def code_of(path: str) -> str:
    return refused(path).code


def test_a_link_makes_an_organiser_and_a_conference(settings: Settings) -> None:
    client, path = Client(), path_of(printed())
    assert client.get(path).status_code == 200
    answer = client.post(path, GIVEN)
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/account/second-factor/?next=%2Fc%2Frivers-2027%2Fprogramme",
    )
    assert client.get(answer["Location"])["Location"] == "/account/2fa/"
    conference = Conference.objects.get()
    assert (conference.slug, conference.timezone) == ("rivers-2027", "Asia/Makassar")
    assert conference.name == {"en": "Conference on Rivers", "id": "Conference on Rivers"}
    assert [str(day) for day in Day.objects.all()] == ["2027-03-01", "2027-03-02", "2027-03-03"]
    assert Participant.objects.get().roles == ["organiser", "moderator"]
    assert EmailAddress.objects.get().verified
    settings.STAFF_MFA = "optional"
    assert post(client, "/api/v1/seats").json()["seat"]["roles"] == ["organiser", "moderator"]
    assert client.get("/admin/").status_code == 200


def test_the_password_stays_as_it_was_typed() -> None:
    password = "  a long and old secret "
    Client().post(path_of(printed()), GIVEN | {"password": password})
    assert User.objects.get().check_password(password)


def test_without_a_password_the_next_page_adds_a_passkey() -> None:
    browser = Client()
    answer = browser.post(path_of(printed()), GIVEN | {"password": ""})
    assert not User.objects.get().has_usable_password()
    assert browser.get(answer["Location"])["Location"] == "/account/2fa/"
    page = browser.get("/account/2fa/webauthn/add/")
    assert page.context["form"]["passwordless"].initial is True


def test_a_look_spends_nothing() -> None:
    client, path = Client(), path_of(printed())
    for _ in range(3):
        client.get(path)
    assert client.post(path, GIVEN).status_code == 302


def test_a_link_is_good_once() -> None:
    path = path_of(printed())
    assert Client().post(path, GIVEN).status_code == 302
    again = Client().post(path, GIVEN | {"email": "ben@example.org"})
    assert again.status_code == 404
    assert "Sign in with the account" in again.content.decode()
    assert User.objects.count() == 1
    assert code_of(path) == "first_run.spent"


def test_a_new_link_ends_the_earlier_ones() -> None:
    first, second = (path_of(printed("--if-none")) for _ in range(2))
    assert Client().post(first, GIVEN).status_code == 404
    assert code_of(first) == "first_run.spent"
    assert Client().post(second, GIVEN).status_code == 302


def test_the_first_organiser_ends_all_links() -> None:
    tokens = [services.new_link() for _ in range(2)]
    # Two that were printed at the same moment are both open.
    OrganiserLink.objects.update(spent_at=None)
    paths = [f"/account/organiser/{token}/" for token in tokens]
    assert Client().post(paths[1], GIVEN).status_code == 302
    assert Client().post(paths[0], GIVEN | {"email": "ben@example.org"}).status_code == 404
    assert (code_of(paths[0]), User.objects.count()) == ("first_run.spent", 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_two_links_at_the_same_moment_one_wins() -> None:
    tokens = [services.new_link() for _ in range(2)]
    OrganiserLink.objects.update(spent_at=None)

    def begin(token: str, email: str) -> int:
        return Client().post(f"/account/organiser/{token}/", GIVEN | {"email": email}).status_code

    emails = ("ana@example.org", "ben@example.org")
    answers = at_once(*(partial(begin, token, email) for token, email in zip(tokens, emails, strict=True)))
    assert sorted(answers) == [302, 404]
    assert (User.objects.count(), Conference.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_link_at_the_same_moment_one_wins_and_the_other_is_told() -> None:
    path = path_of(printed())

    def begin(email: str) -> int:
        return Client().post(path, GIVEN | {"email": email}).status_code

    answers = at_once(*(partial(begin, f"{name}@example.org") for name in ("ana", "ben", "cara")))
    assert sorted(answers) == [302, 404, 404]
    assert (User.objects.count(), Conference.objects.count()) == (1, 1)


def test_a_link_lasts_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    path, later = path_of(printed()), clock.now() + timedelta(days=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert Client().post(path, GIVEN).status_code == 404
    assert code_of(path) == "first_run.expired"
    assert not User.objects.exists()


def test_a_link_that_opens_nothing_says_so_in_the_readers_language() -> None:
    page = Client(headers={"Accept-Language": "id"}).get("/account/organiser/forged/").content.decode()
    assert "Tautan ini tidak ada. Cetak yang lain dengan `manage.py organiser_link`." in page


def test_a_forged_link_opens_nothing() -> None:
    assert Client().get("/account/organiser/forged/").status_code == 404
    assert code_of("forged") == "first_run.unknown"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"password": "123"}, "password"),
        ({"email": "ana@example.org\nBcc: ben@example.org"}, "email"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"languages": []}, "languages"),
        ({"last_day": "2027-02-28"}, "last_day"),
        ({"last_day": "2037-02-28"}, "last_day"),
    ],
)
def test_what_is_wrong_is_said_and_spends_nothing(wrong: dict[str, Any], field: str) -> None:
    path = path_of(printed())
    answer = Client().post(path, GIVEN | wrong)
    assert list(answer.context["form"].errors) == [field]
    assert not Conference.objects.exists()
    assert Client().post(path, GIVEN).status_code == 302


def test_the_page_says_what_the_refusal_says(monkeypatch: pytest.MonkeyPatch) -> None:
    used, late = path_of(printed()), path_of(printed())
    refusals = [refused(used), refused("/account/organiser/nobody")]
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)
    refusals.append(refused(late))
    assert [each.code for each in refusals] == ["first_run.spent", "first_run.unknown", "first_run.expired"]
    assert [sentence(each) for each in refusals] == [each.message for each in refusals]


def test_the_first_field_to_correct_has_the_focus() -> None:
    browser, path = Client(), path_of(printed())
    focused = re.compile(r"<(?:input|select)[^>]* name=\"(\w+)\"[^>]* autofocus")
    assert focused.findall(browser.get(path).content.decode()) == []
    answer = browser.post(path, GIVEN | {"email": "nobody", "last_day": ""})
    assert focused.findall(answer.content.decode()) == ["email"]


def test_an_address_that_has_an_account_is_refused_and_spends_nothing() -> None:
    User.objects.create_user("Ana@example.org", "another secret")
    path = path_of(printed())
    assert "has an account" in Client().post(path, GIVEN).content.decode()
    assert Client().post(path, GIVEN | {"email": "ben@example.org"}).status_code == 302


def test_a_start_prints_a_link_only_while_there_is_no_organiser() -> None:
    path = path_of(printed("--if-none"))
    Client().post(path, GIVEN)
    assert printed("--if-none") == ""
    assert path_of(printed()) != path


def test_the_token_is_stored_nowhere() -> None:
    token = services.new_link()
    assert token not in str(OrganiserLink.objects.values())


def test_two_conferences_of_one_name_have_two_addresses() -> None:
    for email in ("ana@example.org", "ben@example.org"):
        Client().post(path_of(printed()), GIVEN | {"email": email})
    assert list(Conference.objects.order_by("pk").values_list("slug", flat=True)) == [
        "rivers-2027",
        "rivers-2027-2",
    ]

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
from foundation.audit.models import AuditEntry
from foundation.limits import CONFERENCES_OF_A_PERSON
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


DETAILS = {name: value for name, value in GIVEN.items() if name != "password"}


def test_the_password_is_asked_for_when_all_else_is_right() -> None:
    browser, path = Client(), path_of(printed())
    wrong = browser.post(path, DETAILS | {"last_day": "2027-02-28"})
    assert (list(wrong.context["form"].errors), "password" in wrong.context["form"].fields) == (
        ["last_day"],
        False,
    )
    asked = browser.post(path, DETAILS)
    assert list(asked.context["form"].fields) == ["password"]
    assert not User.objects.exists()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', asked.content.decode())
    given = {name: [each for known, each in hidden if known == name] for name, _ in hidden}
    given.pop("csrfmiddlewaretoken", None)
    assert browser.post(path, given | {"password": GIVEN["password"]}).status_code == 302
    assert (User.objects.get().email, Conference.objects.get().venue) == ("ana@example.org", "Hall (demo)")


def test_from_the_password_one_comes_back_to_what_was_typed() -> None:
    browser, path = Client(), path_of(printed())
    assert 'name="back"' in browser.post(path, DETAILS).content.decode()
    back = browser.post(path, DETAILS | {"password": "", "back": ""}).context["form"]
    assert (back["name"].value(), back["languages"].value(), back.errors) == (
        "Conference on Rivers",
        ["en", "id"],
        {},
    )
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("password", "details"),
    [
        ("", {}),
        ("icdd2021", {"short": "ICDD 2021"}),
        ("2021-ICDD", {"short": "ICDD 2021"}),
        ("riversconference1", {}),
        ("ana.example", {}),
        ("Makassarhall1", {"venue": "Makassar Hall"}),
    ],
)
def test_a_password_of_what_was_typed_is_refused_and_spends_nothing(
    password: str, details: dict[str, str]
) -> None:
    path = path_of(printed())
    answer = Client().post(path, GIVEN | details | {"password": password})
    assert list(answer.context["form"].errors) == ["password"]
    if password:
        assert password not in answer.content.decode()
    assert not User.objects.exists()
    assert Client().post(path, GIVEN).status_code == 302


def signed_in(user: User) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


def test_whoever_is_signed_in_gets_the_conference_of_a_link(settings: Settings) -> None:
    settings.STAFF_MFA = "required"
    ana = User.objects.create_user("ana@example.org", "another secret", name="Ana")
    path = path_of(printed())
    answer = signed_in(ana).post(path, DETAILS)
    assert answer["Location"] == "/account/second-factor/?next=%2Fc%2Frivers-2027%2Fprogramme"
    part = Participant.objects.get()
    assert (part.person, part.name, part.roles) == (ana, "Ana", ["organiser", "moderator"])
    assert code_of(path) == "first_run.spent"
    ana.refresh_from_db()
    assert ana.is_superuser
    ben = User.objects.create_user("ben@example.org", "another secret", name="Ben")
    assert signed_in(ben).post(path_of(printed()), DETAILS).status_code == 302
    ben.refresh_from_db()
    assert not ben.is_superuser


def test_the_page_of_a_link_leads_to_the_sign_in_of_a_known_address() -> None:
    User.objects.create_user("Ana@example.org", "another secret")
    path = path_of(printed())
    page = Client().post(path, DETAILS).content.decode()
    assert f"/account/login/?next={path}" in page
    assert "Sign in to it and open this link again" in page


def test_an_organiser_makes_a_further_conference(settings: Settings) -> None:
    browser = Client()
    browser.post(path_of(printed()), GIVEN)
    settings.STAFF_MFA = "optional"
    assert "/account/conferences/new/" in browser.get("/account/data/").content.decode()
    answer = browser.post("/account/conferences/new/", DETAILS | {"short": "Lakes 2028"})
    assert answer["Location"] == "/c/lakes-2028/programme"
    assert list(Conference.objects.order_by("pk").values_list("slug", flat=True)) == [
        "rivers-2027",
        "lakes-2028",
    ]
    assert {part.name for part in Participant.objects.all()} == {"Ana"}
    acts = AuditEntry.objects.exclude(conference="").order_by("pk")
    assert [*acts.values_list("action", "subject_label")] == [
        ("first_run.done", "Rivers 2027"),
        ("programme.conference_made", "Lakes 2028"),
    ]
    wrong = browser.post("/account/conferences/new/", DETAILS | {"last_day": "2027-02-28"})
    assert list(wrong.context["form"].errors) == ["last_day"]


def test_a_person_makes_so_many_new_conferences_a_day(settings: Settings) -> None:
    settings.STAFF_MFA = "optional"
    browser = Client()
    browser.post(path_of(printed()), GIVEN)
    for _ in range(CONFERENCES_OF_A_PERSON):
        assert browser.post("/account/conferences/new/", DETAILS).status_code == 302
    answer = browser.post("/account/conferences/new/", DETAILS)
    assert answer.context["form"].non_field_errors() == [
        "Enough conferences were made today. Try again tomorrow."
    ]
    assert "Enough conferences were made today" in answer.content.decode()
    assert Conference.objects.count() == 1 + CONFERENCES_OF_A_PERSON


def test_an_address_that_was_taken_at_the_same_moment_is_chosen_anew(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STAFF_MFA = "optional"
    browser = Client()
    browser.post(path_of(printed()), GIVEN)
    real, early = services._free_slug, ["rivers-2027"]
    monkeypatch.setattr(services, "_free_slug", lambda short: early.pop() if early else real(short))
    assert browser.post("/account/conferences/new/", DETAILS).status_code == 302
    assert Conference.objects.filter(slug="rivers-2027-2").exists()


def test_a_further_conference_needs_the_second_factor(settings: Settings) -> None:
    settings.STAFF_MFA = "required"
    browser = Client()
    browser.post(path_of(printed()), GIVEN)
    answer = browser.post("/account/conferences/new/", DETAILS)
    assert answer["Location"] == "/account/second-factor/?next=%2Faccount%2Fconferences%2Fnew%2F"
    assert Conference.objects.count() == 1


def test_only_organisers_make_conferences() -> None:
    Client().post(path_of(printed()), GIVEN)
    delegate = User.objects.create_user("ben@example.org", "another secret", name="Ben")
    Participant.objects.create(
        conference=Conference.objects.get(), person=delegate, name="Ben", roles=["delegate"]
    )
    assert signed_in(delegate).post("/account/conferences/new/", DETAILS).status_code == 403
    assert "/account/conferences/new/" not in signed_in(delegate).get("/account/data/").content.decode()
    assert Client().post("/account/conferences/new/", DETAILS)["Location"].startswith("/account/login/")
    assert Conference.objects.count() == 1


def test_the_organiser_of_a_demo_makes_no_conferences() -> None:
    Client().post(path_of(printed()), GIVEN)
    Conference.objects.update(is_demo=True)
    User.objects.update(is_superuser=False, is_staff=False)
    assert signed_in(User.objects.get()).post("/account/conferences/new/", DETAILS).status_code == 403


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


@pytest.mark.database
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


@pytest.mark.database
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
        ({"first_day": "0027-03-01", "last_day": "0027-03-03"}, "first_day"),
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

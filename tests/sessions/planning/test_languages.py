"""A conference's languages have an order, which its name, a JSON object, does not keep on PostgreSQL."""

import importlib
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from django.apps import apps

from sessions.exchange import exports, present_data
from sessions.first_run import services as first_run
from sessions.models import Conference, Room
from tests.sessions.planning.conftest import Office

pytestmark = [pytest.mark.django_db, pytest.mark.database]
NAME = {"en": "Rivers", "fr": "Fleuves", "ar": "أنهار"}


def again(conference: Conference) -> Conference:
    """The conference as the database returns it: PostgreSQL sorts the members of its name."""
    return Conference.objects.get(pk=conference.pk)


def by_the_first_organiser(office: Office) -> Conference:
    given = first_run.NewConference(
        name="Rivers", short="Rivers", venue="", timezone="UTC", languages=["en", "fr", "ar"],
        first_day=date(2027, 3, 1), last_day=date(2027, 3, 1),
    )  # fmt: skip
    account = {"person": "Olga", "email": "olga@example.org"}
    return first_run.make_organiser_and_conference(first_run.new_link(), account, "a secret", given, "")[1]


def by_a_copy(office: Office) -> Conference:
    return office.copy_conference(NAME)


def by_a_new_name(office: Office) -> Conference:
    office.plan("programme.change_conference", values={"name": NAME}, seen={"name": {"en": "Test"}})
    return office.conference


@pytest.mark.parametrize("made", [by_the_first_organiser, by_a_copy, by_a_new_name])
def test_english_french_and_arabic_begin_with_english(
    office: Office, made: Callable[[Office], Conference]
) -> None:
    conference = again(made(office))
    assert conference.languages == ["en", "fr", "ar"]
    assert present_data.people(conference).languages[:2] == ["en", "id"]
    assert [name for name in exports.template(conference, "delegations")[0] if name.startswith("name")] == [
        "name:en", "name:fr", "name:ar",
    ]  # fmt: skip


def test_an_organiser_puts_another_language_first(office: Office) -> None:
    by_a_new_name(office)
    seen = {"languages": ["en", "fr", "ar"]}
    office.plan("programme.change_conference", values={"languages": ["fr", "en", "ar", "ru"]}, seen=seen)
    conference = again(office.conference)
    assert conference.languages == ["fr", "en", "ar"]
    assert present_data.people(conference).languages[0] == "fr"
    assert by_a_copy(office).languages == ["fr", "en", "ar"]


def test_a_language_that_the_name_loses_or_gains_is_lost_or_gained(office: Office) -> None:
    by_a_new_name(office)
    office.plan(
        "programme.change_conference", values={"name": {"ar": "أنهار", "ru": "Реки"}}, seen={"name": NAME}
    )
    assert again(office.conference).languages == ["ar", "ru"]


def test_names_of_new_rooms_are_in_every_language(office: Office) -> None:
    by_a_new_name(office)
    plan = {
        "title": {"en": "Lakes"},
        "date": "2021-11-17",
        "starts": "09:00",
        "ends": "10:30",
        "room": "Hall",
    }
    office.plan("programme.add_session", **plan)
    assert Room.objects.get().name == dict.fromkeys(["en", "fr", "ar"], "Hall")


@pytest.mark.parametrize(
    ("database", "order"), [("sqlite", ["ar", "en", "fr"]), ("postgresql", ["en", "fr", "ar"])]
)
def test_the_order_of_a_conference_that_is_there(office: Office, database: str, order: list[str]) -> None:
    """SQLite kept it. PostgreSQL lost it, so it is that of the server."""
    stored = dict(sorted(NAME.items()))
    Conference.objects.filter(pk=office.conference.pk).update(name=stored, languages=[])
    editor = SimpleNamespace(connection=SimpleNamespace(vendor=database))
    importlib.import_module("sessions.migrations.0036_languages").keep_order(apps, editor)
    assert again(office.conference).languages == order

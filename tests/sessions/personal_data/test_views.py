"""The pages of one's own data, and of what a conference stores."""

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts.models import User
from foundation.audit.models import AuditEntry
from sessions import models
from sessions.notices import services as notices
from sessions.personal_data.tables import TABLES
from tests.sessions.personal_data.conftest import EMAIL, NAME, World, leave_traces

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_one_signs_in_first(world: World) -> None:
    for path in ("/account/data/", "/account/data.json"):
        answer = Client().get(path)
        assert answer["Location"] == f"/account/login/?next={path}"
    assert Client().post("/account/data/erase/").status_code == 302
    assert User.objects.filter(pk=world.ana.pk).exists()


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_page_has_all_of_it(world: World, language: str) -> None:
    leave_traces(world)
    page = signed_in(world.ana).get("/account/data/", headers={"Accept-Language": language})
    text = page.content.decode()
    assert text.count('<section class="panel">') == len(TABLES) + 1
    assert EMAIL in text
    assert f'<html lang="{language}"' in text
    assert page["Cache-Control"].startswith("max-age=0")


def test_the_file_has_all_of_it(world: World) -> None:
    leave_traces(world)
    answer = signed_in(world.ana).get("/account/data.json")
    assert answer.json()["data"].keys() == {each.model for each in TABLES}
    assert "attachment" in answer["Content-Disposition"]


def test_whom_no_minutes_name_is_erased_at_once_and_signed_out(world: World) -> None:
    client = signed_in(world.ana)
    assert client.get("/account/data/erase/").status_code == 405
    assert "Your data are erased" in client.post("/account/data/erase/").content.decode()
    assert not User.objects.filter(pk=world.ana.pk).exists()
    assert "_auth_user_id" not in client.session
    assert NAME not in str([*AuditEntry.objects.values()])


def test_whom_minutes_name_asks_an_organiser(world: World) -> None:
    leave_traces(world)
    models.ErasureRequest.objects.all().delete()
    client = signed_in(world.ana)
    assert client.post("/account/data/erase/").status_code == 302
    client.post("/account/data/erase/")
    assert models.ErasureRequest.objects.get().person == world.ana
    assert "You have asked for it" in client.get("/account/data/").content.decode()
    assert models.Participant.objects.get(pk=world.part.pk).name == NAME


def test_the_only_administrator_is_told_why_not(world: World) -> None:
    world.ana.is_superuser = True
    world.ana.save()
    page = signed_in(world.ana).post("/account/data/erase/", follow=True)
    assert "You are the only administrator" in page.content.decode()
    assert User.objects.filter(pk=world.ana.pk).exists()


def test_a_conference_says_what_is_stored_and_why(world: World) -> None:
    conference = world.hall.conference
    path = f"/account/privacy/{conference.slug}/"
    assert "no retention period" in Client().get(path).content.decode()
    notices.publish_notice(conference.pk, {"en": "We are the host.", "id": "Kami tuan rumah."}, clock.now())
    conference.retention_days = 90
    conference.save()
    text = Client().get(path, headers={"Accept-Language": "id"}).content.decode()
    assert "Kami tuan rumah." in text
    assert "90" in text
    assert text.count("<dt>") == len(TABLES)
    assert Client().get("/account/privacy/nowhere/").status_code == 404

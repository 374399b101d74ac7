"""Every change that is made in Django's administration is in the audit log."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from foundation.accounts.models import User
from foundation.audit.administration import AuditedAdmin
from foundation.audit.models import AuditEntry
from tests.support.assembly import Assembly

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.sqlite]


@pytest.fixture
def client() -> Client:
    client = Client(REMOTE_ADDR="192.0.2.5")
    client.force_login(User.objects.create_superuser("root@example.org", "a long secret", name="Root"))
    return client


def last() -> AuditEntry:
    return AuditEntry.objects.latest("pk")


def test_every_page_records_its_changes() -> None:
    assert [page for page in admin.site._registry.values() if not isinstance(page, AuditedAdmin)] == []


def test_a_change_is_recorded_with_what_was_before(client: Client) -> None:
    hall = Assembly()
    fiji = hall.party("Fiji", outlet="Fiji Tiems")
    page = reverse("admin:conference_party_change", args=[fiji.pk])
    assert client.post(page, {"outlet": "Fiji Times"}).status_code == 302
    made = last()
    assert (made.action, made.name, made.address) == ("admin.change", "Root", "192.0.2.5")
    assert (made.conference, made.subject_kind, made.subject_label) == (
        str(hall.conference.pk),
        "party",
        "Fiji",
    )
    assert (made.before, made.after) == ({"outlet": "Fiji Tiems"}, {"outlet": "Fiji Times"})


def test_an_addition_and_a_deletion_are_recorded(client: Client) -> None:
    ana = User.objects.create_user("ana@example.org", "a long secret")
    client.post(reverse("admin:account_emailaddress_add"), {"user": ana.pk, "email": "a@example.org"})
    assert (last().action, last().subject_kind) == ("admin.add", "emailaddress")
    row = EmailAddress.objects.get()
    client.post(reverse("admin:account_emailaddress_delete", args=[row.pk]), {"post": "yes"})
    assert (last().action, last().subject_label) == ("admin.delete", str(row))
    assert not EmailAddress.objects.exists()


def test_rows_that_are_deleted_together_are_recorded_one_by_one(client: Client) -> None:
    ana = User.objects.create_user("ana@example.org", "a long secret")
    rows = [EmailAddress.objects.create(user=ana, email=f"{name}@example.org") for name in ("a", "b")]
    form = {"action": "delete_selected", "_selected_action": [row.pk for row in rows], "post": "yes"}
    client.post(reverse("admin:account_emailaddress_changelist"), form)
    actions = AuditEntry.objects.filter(action="admin.delete").values_list("subject_id", flat=True)
    assert {*actions} == {str(row.pk) for row in rows}
    assert not EmailAddress.objects.exists()

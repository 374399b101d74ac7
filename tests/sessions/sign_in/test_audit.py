"""What the audit log says of sign-ins, passwords and second factors."""

import pytest
from django.core.cache import cache
from django.test import Client

from foundation.accounts.models import User
from foundation.audit.models import AuditEntry
from tests.sessions.sign_in.test_sign_in import ANA, SECRET, add_app, by_password
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_counts_of_other_tests() -> None:
    cache.clear()


@pytest.fixture
def ana(hall: Assembly) -> User:
    return User.objects.create_user(ANA, SECRET, name="Ana")


def entries() -> list[tuple[str, str, str]]:
    """What was recorded, with whose name and which result, the first first."""
    return [*AuditEntry.objects.order_by("pk").values_list("action", "name", "result")]


def test_sign_ins_failed_ones_and_sign_outs_are_recorded_with_the_address(ana: User) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    by_password(client, "wrong")
    by_password(client)
    client.post("/account/logout/")
    assert entries() == [
        ("sign_in.failed", "Ana", "password"),
        ("sign_in.done", "Ana", "done"),
        ("sign_in.ended", "Ana", "done"),
    ]
    assert {*AuditEntry.objects.values_list("person", "address")} == {(ana.public_id, "192.0.2.7")}
    assert AuditEntry.objects.get(action="sign_in.done").after == {"by": ["password"]}


def test_of_an_unknown_account_nothing_that_was_typed_is_stored(ana: User) -> None:
    by_password(Client(), address="mysecret@example.org")
    [entry] = AuditEntry.objects.all()
    assert (entry.person, entry.name, entry.subject_label) == (None, "", "")
    assert "mysecret" not in str(vars(entry))


# allauth tells of a new factor after the transaction.
@pytest.mark.django_db(transaction=True)
def test_second_factors_and_passwords_are_recorded_and_no_secret_of_them(ana: User) -> None:
    client = Client()
    by_password(client)
    secret = add_app(client)
    client.post("/account/2fa/totp/deactivate/")
    new = "another long secret"
    form = {"oldpassword": SECRET, "password1": new, "password2": new}
    assert client.post("/account/password/change/", form).status_code == 302
    assert [action for action, *_ in entries()] == [
        "sign_in.done",
        "second_factor.added",
        "second_factor.added",
        "second_factor.removed",
        "second_factor.removed",
        "password.changed",
    ]
    stored = str([*AuditEntry.objects.values()])
    assert not any(each in stored for each in (secret, SECRET, new))


def test_a_wrong_code_of_an_app_is_recorded(ana: User) -> None:
    client = Client()
    by_password(client)
    add_app(client)
    other = Client()
    by_password(other)
    other.post("/account/2fa/authenticate/", {"code": "000000"})
    assert entries()[-1] == ("sign_in.failed", "Ana", "second_factor")

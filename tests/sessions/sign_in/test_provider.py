"""Sign-in by a real OpenID Connect provider on loopback. Only a verified address is that of an account."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from oidc_provider_mock import User as ProviderUser
from oidc_provider_mock import run_server_in_thread
from pytest_django import Settings

from foundation.accounts.models import User
from foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
ANA, SECRET = "ana@example.org", "a long and old secret"


def provider_at(settings: Settings, url: str) -> None:
    app = {"provider_id": "oidc", "name": "Ministry", "client_id": "balai", "secret": "secret"}
    app_settings = {"server_url": url, "email_authentication": True}
    apps = [app | {"settings": app_settings}]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": apps}}


@contextmanager
def running(settings: Settings, *others: ProviderUser) -> Iterator[str]:
    """A provider within this block, which Balai knows; its address. It knows `others` too."""
    cache.clear()
    people = [
        ProviderUser(sub="verified", claims={"email": ANA, "email_verified": True}),
        ProviderUser(sub="another", claims={"email": ANA, "email_verified": True}),
        ProviderUser(sub="unverified", claims={"email": ANA, "email_verified": False}),
        ProviderUser(sub="text", claims={"email": ANA, "email_verified": "false"}),
        ProviderUser(sub="stranger", claims={"email": "stranger@example.org", "email_verified": True}),
        *others,
    ]
    with run_server_in_thread(user_claims=people) as server:
        url = f"http://localhost:{server.server_port}"
        provider_at(settings, url)
        yield url


@pytest.fixture
def provider(settings: Settings) -> Iterator[str]:
    with running(settings) as url:
        yield url


@pytest.fixture
def ana() -> User:
    """An account as an invitation makes it: its address is confirmed."""
    ana = User.objects.create_user(ANA, SECRET)
    EmailAddress.objects.create(user=ana, email=ANA, verified=True, primary=True)
    return ana


def signed_in_there(client: Client, subject: str, process: str = "login") -> str:
    """Sign in there; returns the path by which the provider sends back."""
    begun = client.post(f"/account/oidc/oidc/login/?process={process}")
    chosen = httpx.post(begun["Location"], data={"sub": subject})
    back = urlsplit(chosen.headers["Location"])
    return f"{back.path}?{back.query}"


def come_back_as(client: Client, subject: str, process: str = "login") -> int:
    """Sign in there, and come back; returns the status of the page where that ends."""
    ended = client.get(signed_in_there(client, subject, process))
    if ended.status_code == 302 and ended["Location"] != "/":
        ended = client.get(ended["Location"])
    return ended.status_code


def person_of(client: Client) -> int | None:
    key = client.session.get("_auth_user_id")
    return int(key) if key else None


def test_a_verified_address_signs_in_its_account(provider: str, ana: User) -> None:
    client = Client()
    come_back_as(client, "verified")
    assert person_of(client) == ana.pk
    again = Client()
    come_back_as(again, "verified")
    assert person_of(again) == ana.pk


def test_another_subject_with_the_same_address_does_not_sign_in(provider: str, ana: User) -> None:
    come_back_as(Client(), "verified")
    client = Client()
    refused = client.get(signed_in_there(client, "another"))
    assert refused.status_code == 403
    assert "not the account" in refused.content.decode()
    assert person_of(client) is None
    assert [*SocialAccount.objects.values_list("user", "uid")] == [(ana.pk, "verified")]
    assert AuditEntry.objects.order_by("pk").values_list("action", "person", "result").last() == (
        "sign_in.failed",
        ana.public_id,
        "provider",
    )


def test_whoever_signed_in_another_way_adds_another_subject(provider: str, ana: User) -> None:
    come_back_as(Client(), "verified")
    client = Client()
    client.post("/account/login/", {"login": ANA, "password": SECRET})
    client.post("/account/reauthenticate/", {"password": SECRET})
    come_back_as(client, "another", process="connect")
    again = Client()
    come_back_as(again, "another")
    assert person_of(again) == ana.pk


@pytest.mark.parametrize("subject", ["unverified", "text", "stranger"])
def test_no_other_address_opens_an_account(provider: str, ana: User, subject: str) -> None:
    client = Client()
    assert come_back_as(client, subject) == 200
    assert person_of(client) is None
    assert not SocialAccount.objects.exists()
    assert User.objects.count() == 1


def test_whoever_declines_there_is_not_signed_in(provider: str, ana: User) -> None:
    client = Client()
    begun = client.post("/account/oidc/oidc/login/")
    declined = httpx.post(begun["Location"], data={"action": "deny"})
    back = urlsplit(declined.headers["Location"])
    # The provider for Python 3.11 leaves `state` out, and is refused.
    assert client.get(f"{back.path}?{back.query}", follow=True).status_code == (
        200 if "state=" in back.query else 401
    )
    assert person_of(client) is None


def test_an_answer_that_nobody_asked_for_is_refused(provider: str, ana: User) -> None:
    client = Client()
    client.get("/account/oidc/oidc/login/callback/?code=forged&state=forged", follow=True)
    assert person_of(client) is None


def test_an_id_token_that_another_key_signed_signs_nobody_in(
    settings: Settings, provider: str, ana: User
) -> None:
    with run_server_in_thread() as forger:
        keys = {"jwks_uri": f"http://localhost:{forger.server_port}/jwks"}
        [app] = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        app["settings"]["openid_configuration_overrides"] = keys
        client = Client()
        assert come_back_as(client, "verified") == 401
    assert person_of(client) is None


@pytest.mark.parametrize(
    ("issued", "expires", "signs_in"),
    [(-600, -30, True), (-600, -120, False), (30, 600, True), (120, 600, False)],
    ids=["expired 30 s ago", "expired 120 s ago", "issued in 30 s", "issued in 120 s"],
)
def test_the_clock_of_the_provider_may_differ_by_a_minute(
    settings: Settings, ana: User, issued: int, expires: int, signs_in: bool
) -> None:
    now = int(time.time())
    times = {"iat": now + issued, "exp": now + expires}
    odd = ProviderUser(sub="odd", claims={"email": ANA, "email_verified": True, **times})
    client = Client()
    with running(settings, odd):
        come_back_as(client, "odd")
    assert person_of(client) == (ana.pk if signs_in else None)


def test_metadata_of_another_issuer_sign_nobody_in(settings: Settings, provider: str, ana: User) -> None:
    provider_at(settings, provider.replace("http://", "http://other@"))
    client = Client()
    assert come_back_as(client, "verified") == 401
    assert person_of(client) is None


def test_without_a_provider_there_is_no_way_back_from_it() -> None:
    assert Client().get("/account/oidc/oidc/login/callback/?code=a&state=b").status_code == 404


def test_a_provider_that_is_away_is_said_to_be(settings: Settings, provider: str) -> None:
    provider_at(settings, "http://localhost:1")
    answer = Client().post("/account/oidc/oidc/login/")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()


def test_a_provider_that_went_away_meanwhile_is_said_to_be(settings: Settings, ana: User) -> None:
    client = Client()
    with running(settings):
        back = signed_in_there(client, "verified")
    answer = client.get(back)
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()
    assert person_of(client) is None

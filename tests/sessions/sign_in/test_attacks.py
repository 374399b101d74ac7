"""Sign-in under attack: answers of a provider that come twice, broken passkeys, and addresses of elsewhere."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from foundation.accounts.models import User
from tests.sessions.sign_in.test_provider import ana, person_of, provider, signed_in_there
from tests.sessions.sign_in.test_sign_in import ANA, SECRET, by_password, no_counts_of_other_tests

__all__ = ["ana", "no_counts_of_other_tests", "provider"]
pytestmark = pytest.mark.django_db(transaction=True)

ELSEWHERE = [
    *("https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example"),
    *("https:evil.example", "http:///evil.example", "/\t/evil.example", "javascript:alert(1)"),
]


def test_an_answer_of_the_provider_is_good_once(provider: str, ana: User) -> None:
    browser = Client()
    back = signed_in_there(browser, "verified")
    browser.get(back)
    assert person_of(browser) == ana.pk
    browser.post("/account/logout/")
    browser.get(back, follow=True)
    assert person_of(browser) is None


def test_an_answer_of_the_provider_is_of_the_browser_that_asked(provider: str, ana: User) -> None:
    attacker, victim = Client(), Client()
    back = signed_in_there(attacker, "verified")
    victim.get(back, follow=True)
    assert person_of(victim) is None
    # Nor with a sign-in of its own under way.
    victim.post("/account/oidc/oidc/login/")
    victim.get(back, follow=True)
    assert person_of(victim) is None


@pytest.mark.parametrize("then", ELSEWHERE)
def test_no_way_to_sign_in_leads_elsewhere(provider: str, ana: User, then: str) -> None:
    by_provider = Client()
    begun = by_provider.post("/account/oidc/oidc/login/", {"process": "login", "next": then})
    [(state, *_)] = by_provider.session["socialaccount_states"].values()
    assert state.get("next", "/") == "/"
    assert begun.status_code == 302
    by_words = Client()
    assert (
        by_words.post("/account/login/", {"login": ANA, "password": SECRET, "next": then})["Location"] == "/"
    )
    again = by_words.post("/account/reauthenticate/", {"password": SECRET, "next": then})
    assert "evil" not in again["Location"]
    assert "javascript" not in again["Location"]
    out = by_words.post("/account/logout/", {"next": then})
    assert out["Location"] == "/"


@pytest.mark.parametrize(
    "credential",
    [
        *("", "null", "[]", "1", "{}", '"x"', '{"response": null}', '{"response": []}'),
        *('{"response": {"userHandle": 1}}', '{"response": {"userHandle": "%"}}'),
        json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "MQ"}}),
    ],
)
def test_what_is_no_answer_of_a_passkey_is_refused(ana: User, credential: str) -> None:
    browser = Client()
    browser.get("/account/2fa/webauthn/login/", headers={"accept": "application/json"})
    answer = browser.post("/account/2fa/webauthn/login/", {"credential": credential}, follow=True)
    assert answer.status_code == 200
    assert person_of(browser) is None
    by_password(browser)
    browser.post("/account/reauthenticate/", {"password": SECRET})
    browser.get("/account/2fa/webauthn/add/")
    fields: dict[str, Any] = {"name": "laptop", "credential": credential}
    assert browser.post("/account/2fa/webauthn/add/", fields).status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()

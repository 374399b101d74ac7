"""The pages and e-mails of sign-in have Balai's words in every language, and none of django-allauth's."""

import importlib.util
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import Any

import allauth
import pytest
from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import to_locale

from foundation.accounts.models import User
from tests.sessions.sign_in.test_provider import running
from tests.sessions.sign_in.test_sign_in import SECRET, add_app, by_password, mailing, moderator
from tests.support.tier import THOROUGH

__all__ = ["mailing", "moderator"]
pytestmark = pytest.mark.django_db(transaction=True)

LANGUAGES = [code for code, _ in settings.LANGUAGES]
ENTRANCE = (
    *("login/", "login/code/", "password/reset/", "signup/", "inactive/"),
    *("oidc/oidc/login/", "provider/login/cancelled/", "provider/login/error/"),
)
"""Pages for those who are not signed in, below `/account/`."""
OF_AN_ACCOUNT = (
    *("logout/", "password/change/", "reauthenticate/", "provider/", "2fa/", "2fa/reauthenticate/"),
    *("2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/"),
    *("2fa/webauthn/", "2fa/webauthn/add/"),
)
MAILS = (
    *(
        f"account/email/{name}"
        for name in (
            *("login_code", "password_reset_code", "password_changed", "password_reset", "password_set"),
            "unknown_account",
        )
    ),
    *(
        f"mfa/email/{name}"
        for name in (
            *("recovery_codes_generated", "totp_activated", "totp_deactivated"),
            *("webauthn_added", "webauthn_removed"),
        )
    ),
    *(f"socialaccount/email/account_{name}" for name in ("connected", "disconnected")),
)
MESSAGES = (
    *(
        f"account/messages/{name}"
        for name in ("logged_in", "logged_out", "login_code_sent", "password_changed", "password_set")
    ),
    *(
        f"mfa/messages/{name}"
        for name in (
            *("recovery_codes_generated", "totp_activated", "totp_deactivated"),
            *("webauthn_added", "webauthn_removed"),
        )
    ),
    *(f"socialaccount/messages/account_{name}" for name in ("connected", "connected_other", "disconnected")),
)


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """`tools/catalogues.py` as a module."""
    path = Path(__file__).parents[3] / "tools" / "catalogues.py"
    spec = importlib.util.spec_from_file_location("catalogues", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def phrases_of_allauth(tool: ModuleType, language: str) -> set[str]:
    """What allauth itself says in a language, in words of more than one kind, where Balai says something else. The
    parts between placeholders stand for the whole.
    """
    locale = to_locale({"zh": "zh-hans"}.get(language, language))
    path = Path(allauth.__file__).parent / "locale" / locale / "LC_MESSAGES" / "django.po"
    theirs = tool.read_po(BytesIO(path.read_bytes()), domain="django") if path.exists() else {}
    [folder] = [each for each in settings.LOCALE_PATHS if each.name == "locale_of_allauth"]
    ours = tool.read(folder / to_locale(language) / "LC_MESSAGES" / "django.po")
    found = set()
    for text in (each for each in ours if each.id):
        entry = theirs.get(text.id) if theirs else None
        for words in {str(entry.string) if entry else "", text.id} - {""}:
            if words != text.string and " " in words:
                found |= {part.strip() for part in re.split(r"%\(\w+\)s|\{\w+\}|<[^>]*>", words)}
    own = " ".join(str(each.string) for each in ours if each.id)
    return {part for part in found if len(part) > 12 and part not in own}


def words_of(page: bytes) -> str:
    main = re.search(r"<main>(.*)</main>", page.decode(), re.DOTALL)
    assert main is not None, page[:600]
    return re.sub(r"<script.*?</script>|<[^>]*>", " ", main[1], flags=re.DOTALL)


def page_of(browser: Client, path: str) -> str:
    """The words of a page below `/account/`, which is there and leads nowhere else."""
    answer = browser.get(f"/account/{path}", follow=True)
    status = 401 if path == "provider/login/error/" else 200
    assert (path, answer.status_code, answer.redirect_chain) == (path, status, [])
    return words_of(answer.content)


def check(found: str, phrases: set[str], where: str) -> None:
    said = [phrase for phrase in phrases if phrase in found or escape(phrase) in found]
    assert (where, said) == (where, [])


@pytest.fixture
def provider(settings: Any) -> Iterator[str]:
    with running(settings) as url:
        yield url


@pytest.mark.parametrize("language", LANGUAGES if THOROUGH else ["en", "ar"])
def test_no_page_has_words_of_allauth(
    tool: ModuleType, moderator: User, mailing: None, provider: str, language: str
) -> None:
    phrases = phrases_of_allauth(tool, language)
    assert phrases
    browser = Client(headers={"accept-language": language})
    for path in ENTRANCE:
        check(page_of(browser, path), phrases, path)
    by_password(browser)
    adding = browser.get("/account/2fa/totp/activate/", follow=True)
    if adding.redirect_chain:
        check(words_of(adding.content), phrases, "reauthenticate")
        browser.post(adding.redirect_chain[-1][0], {"password": SECRET})
        adding = browser.get("/account/2fa/totp/activate/")
    check(words_of(adding.content), phrases, "activate")
    add_app(browser)
    for path in OF_AN_ACCOUNT:
        check(page_of(browser, path), phrases, path)
    about = {"name": "laptop", "credential": {}}
    key = Authenticator.objects.create(user=moderator, type="webauthn", data=about)
    for path in (f"2fa/webauthn/keys/{key.pk}/{act}/" for act in ("edit", "remove")):
        check(page_of(browser, path), phrases, path)
    key.delete()
    again = Client(headers={"accept-language": language})
    by_password(again)
    check(words_of(again.get("/account/2fa/authenticate/").content), phrases, "authenticate")
    coded = Client(headers={"accept-language": language})
    for path in ("login/code/", "password/reset/"):
        answer = coded.post(f"/account/{path}", {"email": moderator.email}, follow=True)
        check(words_of(answer.content), phrases, f"{path} confirm")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_e_mail_or_message_has_words_of_allauth(tool: ModuleType, language: str) -> None:
    phrases = phrases_of_allauth(tool, language)
    about = {
        "current_site": {"name": "Balai", "domain": "hall.example"},
        "email": "ana@example.org",
        "code": "ABC-DEF",
        "provider": "OpenID",
        "user": User(email="ana@example.org", name="Ana"),
        "recipient": "ana@example.org",
        "request": RequestFactory().get("/"),
    }
    with translation.override(language):
        for prefix in MAILS:
            mail = get_adapter().render_mail(prefix, "ana@example.org", dict(about))
            check(f"{mail.subject}\n{mail.body}", phrases, prefix)
            assert "/signup/" not in mail.body
        for name in MESSAGES:
            check(render_to_string(f"{name}.txt", about), phrases, name)


def test_the_words_are_ours_in_each_language() -> None:
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = translation.gettext("Use a security key")
    assert said == {
        "en": "Use a passkey",
        "fr": "Utiliser une clé d’accès",
        "es": "Usar una llave de acceso",
        "ar": "استخدام مفتاح مرور",
        "zh": "使用通行密钥",
        "ru": "Использовать ключ доступа",
        "id": "Gunakan passkey",
    }


def test_recovery_codes_are_printed_by_a_script_of_this_site(moderator: User) -> None:
    browser = Client()
    by_password(browser)
    add_app(browser)
    shown = browser.get("/account/2fa/recovery-codes/").content.decode()
    assert '<button class="button" type="button" data-print hidden>Print them</button>' in shown
    assert re.search(r'<script src="[^"]*/print\.js"></script>', shown)
    # They are shown once, and so is the button.
    assert "data-print" not in browser.get("/account/2fa/recovery-codes/").content.decode()


@pytest.mark.parametrize("path", ["email/", "confirm-email/", "confirm-email/abc/", "password/reset/done/"])
def test_pages_of_what_nobody_does_are_not_there(path: str) -> None:
    answer = Client().get(f"/account/{path}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")


def test_the_address_of_the_account_leads_to_what_is_stored_about_the_person(moderator: User) -> None:
    browser = Client()
    by_password(browser)
    assert browser.get("/account/", follow=True).redirect_chain == [("/account/data/", 302)]

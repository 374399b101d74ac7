"""Composes the e-mails of registration, in the language of their recipients."""

import uuid
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import pgettext

from foundation.languages import in_language, language_of
from foundation.mail.outbox import Mail
from sessions.programme.models import Conference
from sessions.registration.models import Registration


def confirmation_letter(
    conference: Conference, asked: int, email: str, language: str, code: str, until: datetime
) -> Mail:
    """The e-mail with the code by which a person confirms the address."""
    with translation.override(language_of(language)):
        name = _conference_name(conference)
        text = pgettext(
            "registration e-mail",
            "Your code to register for {conference}: {code}\n\n"
            "Type it on the page where you registered, within 10 minutes. If it was not you, do nothing.",
        )
        subject = pgettext("registration e-mail", "Your code: {code}").format(code=code)
    return _mail(
        conference, f"confirm/{asked}", email, subject, text.format(conference=name, code=code), until
    )


def already_registered_letter(
    conference: Conference, asked: int, email: str, language: str, code: str, until: datetime
) -> Mail:
    """The e-mail to an address whose owner has a part or a registration already. Only the owner learns that, and not a
    stranger who typed the address.
    """
    with translation.override(language_of(language)):
        name = _conference_name(conference)
        text = pgettext(
            "registration e-mail",
            "You are known to {conference} already, so no other registration is needed. Sign in with this address:\n\n"
            "{link}\n\nIf it was not you who registered, do nothing.",
        )
        subject = pgettext("registration e-mail", "{conference}: you are known already")
    return _mail(
        conference,
        f"confirm/{asked}",
        email,
        subject.format(conference=name),
        text.format(conference=name, link=_sign_in(conference)),
        until,
    )


def new_state_letter(conference: Conference, row: Registration) -> Mail:
    """The e-mail that tells a person the new state of the person's registration."""
    with translation.override(language_of(row.language)):
        name = _conference_name(conference)
        subject, text = _texts(row.state)
    return _mail(
        conference,
        f"{row.pk}/{uuid.uuid4()}",
        row.email,
        subject.format(conference=name),
        text.format(conference=name, name=row.name, link=_sign_in(conference)),
        None,
    )


def _texts(state: str) -> tuple[str, str]:
    match state:
        case "registered":
            return (
                pgettext("registration e-mail", "{conference}: you are registered"),
                pgettext(
                    "registration e-mail",
                    "{name}, you are registered for {conference}.\n\n"
                    "Sign in with this address; you get a code by e-mail each time:\n\n{link}",
                ),
            )
        case "asked":
            return (
                pgettext("registration e-mail", "{conference}: your registration has arrived"),
                pgettext(
                    "registration e-mail",
                    "{name}, the organiser of {conference} decides on your registration. You get an e-mail then.",
                ),
            )
        case "waiting":
            return (
                pgettext("registration e-mail", "{conference}: you are on the waiting list"),
                pgettext(
                    "registration e-mail",
                    "{name}, all places of {conference} are taken. You get an e-mail as soon as one is free for you.",
                ),
            )
        case _:
            return (
                pgettext("registration e-mail", "{conference}: your registration"),
                pgettext(
                    "registration e-mail",
                    "{name}, the organiser of {conference} can give you no place. What is open to everyone "
                    "stays open to you.",
                ),
            )


def _conference_name(conference: Conference) -> str:
    return in_language(conference.name, translation.get_language()) or conference.short


def _sign_in(conference: Conference) -> str:
    then = urlencode({"next": conference.page_path("/programme")})
    return f"{settings.PUBLIC_URL}{reverse('account_request_login_code')}?{then}"


def _mail(conference: Conference, key: str, to: str, subject: str, text: str, until: datetime | None) -> Mail:
    key, box = f"registration/{key}", conference.local_box
    return Mail(key=key, to=to, subject=subject[:200], text=text, box=box, expires_at=until)

"""E-mails of a silence procedure to those who may break the silence, each in its reader's language."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import pgettext

from foundation.languages import in_language, language_of
from foundation.mail import outbox
from foundation.mail.outbox import Mail
from sessions import permissions
from sessions.access.rules import clearance, may_enter
from sessions.notices.models import Consent
from sessions.outcome.adoption.models import Procedure
from sessions.parties.models import Participant, Party
from sessions.programme.rules import in_zone

logger = logging.getLogger(__name__)

Reason = Literal["began", "reminder", "extended", "broken", "ended", "held"]
MOST_READERS = 2000
"""The most people who are written to about one procedure."""


def queue_letters(
    row: Procedure, reason: Reason, *, broken_by: Party | None = None, former_until: datetime | None = None
) -> None:
    """Queue an e-mail to each reader. Earlier ones that still wait are not sent any more: they would be wrong.
    `former_until` is the deadline before an extension.

    The same e-mail is sent once, however often it is queued. The caller is in a transaction.
    """
    readers = _readers(row)
    wrong = [(each, row.until) for each in _SENTENCES if each != reason]
    if former_until is not None:
        wrong += [("reminder", former_until), ("extended", former_until)]
    outbox.cancel([_key(row, each, until, of) for each, until in wrong for of, _, _ in readers])
    texts: dict[str, tuple[str, str]] = {}
    mails = []
    for reader, address, tag in readers:
        language = language_of(tag)
        if language not in texts:
            with translation.override(language):
                texts[language] = _texts(row, reason, broken_by)
        subject, text = texts[language]
        mails.append(
            Mail(
                key=_key(row, reason, row.until, reader),
                to=address,
                subject=subject,
                text=text,
                box=row.outcome.conference.local_box,
                is_bulk=True,
                # A reminder that comes after the deadline misleads.
                expires_at=row.until if reason in ("began", "reminder", "extended") else None,
            )
        )
    outbox.queue(mails)


def _key(row: Procedure, reason: Reason, until: datetime, reader: int) -> str:
    # Each extension is told of, and has a reminder of its own.
    moment = f"/{until:%Y%m%dT%H%M%S}" if reason in ("extended", "reminder") else ""
    return f"silence/{row.pk}/{reason}{moment}/{reader}"


def _readers(row: Procedure) -> list[tuple[int, str, str]]:
    """The number, e-mail address and language of those who may break the silence for their delegation."""
    people = (
        Participant.objects.filter(conference=row.outcome.conference_id, party__accredited=True)
        .filter(simulated=False, given_out=False, person__is_active=True)
        .select_related("person", "invitation")
        .order_by("pk")
    )
    # Who came without an invitation may have read the privacy notice in a language.
    consents = Consent.objects.filter(notice__conference=row.outcome.conference_id).order_by("at")
    languages = dict(consents.values_list("person", "language"))
    found: dict[str, tuple[int, str, str]] = {}
    for each in people:
        address, language = _address(each, languages.get(each.person_id, ""))
        if address and _may_break(each, row) and address not in found:
            found[address] = (each.pk, address, language)
    if len(found) > MOST_READERS:
        logger.warning("Only %s of %s readers are told of %s", MOST_READERS, len(found), row.outcome.stream)
    return list(found.values())[:MOST_READERS]


def _address(person: Participant, language: str) -> tuple[str, str]:
    """Where, and in which language, to write to somebody. Empty if nobody gave an address, or it was revoked."""
    invitation = getattr(person, "invitation", None)
    if invitation is None:
        return (person.person.email or "").lower(), language
    if invitation.revoked_at is not None and invitation.accepted_at is None:
        return "", ""
    # Who accepted signs in with an address that may be another one by now.
    address = person.person.email if invitation.accepted_at is not None else None
    return (address or invitation.email).lower(), invitation.language


def _may_break(person: Participant, row: Procedure) -> bool:
    held = clearance(person.roles, is_registered=True, has_code=False)
    return permissions.allows(person.roles, "outcome.object") and may_enter(row.outcome.access, held)


def _texts(row: Procedure, reason: Reason, broken_by: Party | None) -> tuple[str, str]:
    """Subject and text in the current language."""
    language, document = translation.get_language(), row.outcome
    values = {
        "conference": in_language(document.conference.name, language) or document.conference.short,
        "title": in_language(document.title, language) or document.symbol,
        "until": _moment(row.until, document.conference.timezone),
        "party": broken_by.name_in(language) if broken_by else "",
    }
    subject, text = _SENTENCES[reason]()
    why = pgettext(
        "silence e-mail",
        "You get this e-mail because you may act for your delegation in {conference}. Do not reply to it.",
    )
    link = settings.PUBLIC_URL + document.conference.page_path(f"/outcome/{document.pk}")
    written = f"{text.format(**values)}\n\n{link}\n\n{why.format(**values)}\n"
    return subject.format(**values)[:200], written


def _moment(at: datetime, zone: str) -> str:
    there = in_zone(at, zone)
    return f"{date_format(there, 'DATETIME_FORMAT')} ({zone}, UTC{there:%z})"


def _texts_of_beginning() -> tuple[str, str]:
    return (
        pgettext("silence e-mail", "{conference}: silence procedure on “{title}”"),
        pgettext(
            "silence e-mail",
            "A silence procedure on “{title}” has begun. The text is adopted if no delegation breaks the silence "
            "until {until}.\n\nRead the text, and break the silence if your delegation cannot agree, at this address:",
        ),
    )


def _texts_of_reminder() -> tuple[str, str]:
    return (
        pgettext("silence e-mail", "Reminder: silence on “{title}” ends soon"),
        pgettext(
            "silence e-mail",
            "The silence procedure on “{title}” ends on {until}. If no delegation breaks the silence until then, "
            "the text is adopted.\n\nRead the text, and break the silence if your delegation cannot agree, at this "
            "address:",
        ),
    )


def _texts_of_extension() -> tuple[str, str]:
    return (
        pgettext("silence e-mail", "Silence on “{title}” was extended"),
        pgettext(
            "silence e-mail",
            "The silence procedure on “{title}” has a later deadline: {until}. The text is adopted then if no "
            "delegation breaks the silence.\n\nRead the text at this address:",
        ),
    )


def _texts_of_break() -> tuple[str, str]:
    return (
        pgettext("silence e-mail", "Silence on “{title}” was broken"),
        pgettext(
            "silence e-mail",
            "{party} has broken the silence on “{title}”. The text is not adopted, and is negotiated further.\n\n"
            "What was said is at this address:",
        ),
    )


def _texts_of_end() -> tuple[str, str]:
    return (
        pgettext("silence e-mail", "The silence procedure on “{title}” was ended"),
        pgettext(
            "silence e-mail",
            "The chair has ended the silence procedure on “{title}” without a result. The text is not adopted.\n\n"
            "It is at this address:",
        ),
    )


def _texts_of_adoption() -> tuple[str, str]:
    return (
        pgettext("silence e-mail", "“{title}” is adopted"),
        pgettext(
            "silence e-mail",
            "No delegation has broken the silence on “{title}” until {until}, so the text is adopted.\n\n"
            "Read it, and attach reservations and explanations of position, at this address:",
        ),
    )


_SENTENCES: dict[Reason, Callable[[], tuple[str, str]]] = {
    "began": _texts_of_beginning,
    "reminder": _texts_of_reminder,
    "extended": _texts_of_extension,
    "broken": _texts_of_break,
    "ended": _texts_of_end,
    "held": _texts_of_adoption,
}

"""The only writer of privacy notices, and of who accepted them."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Count

from foundation.accounts.models import User
from foundation.languages import language_of
from sessions.notices.models import Consent, PrivacyNotice
from sessions.programme.models import Conference


def current_notice(conference: Conference | int) -> PrivacyNotice | None:
    """The notice in force, or None if the organiser has written none."""
    return PrivacyNotice.objects.filter(conference=conference).order_by("-version").first()


def text_in(notice: PrivacyNotice | None, language: str) -> str:
    """The notice in a language, or in another language if it has no text in this one."""
    if notice is None:
        return ""
    return str(notice.text.get(language) or next((text for text in notice.text.values() if text), ""))


def publish_notice(conference: int, text: Mapping[str, str], at: datetime) -> PrivacyNotice | None:
    """Make a new version of the notice. If the text is the present one, nothing is made. The caller holds the
    conference's stream.
    """
    written = {language_of(tag): each.strip() for tag, each in text.items() if each.strip()}
    before = current_notice(conference)
    if before is not None and before.text == written:
        return None
    version = before.version + 1 if before else 1
    return PrivacyNotice.objects.create(conference_id=conference, version=version, text=written, at=at)


def accept_notice(person: User, conference: Conference, language: str, at: datetime) -> None:
    """Record that a person accepted the notice in force, in the language in which it was shown.

    Call it in the transaction in which an invited person accepts, or in which a person registers. Nothing is recorded
    if there is no notice. Only the first acceptance of a version is stored.
    """
    notice = current_notice(conference)
    if notice is not None:
        Consent.objects.get_or_create(
            notice=notice, person=person, defaults={"language": language_of(language), "at": at}
        )


def counts_of_consent(conference: int) -> list[dict[str, str | int]]:
    """How many people accepted each version of the notice, by language. The newest version is first."""
    rows = Consent.objects.filter(notice__conference=conference).values("notice__version", "language")
    counted = rows.annotate(count=Count("pk")).order_by("-notice__version", "language")
    return [
        {"version": row["notice__version"], "language": row["language"], "count": row["count"]}
        for row in counted
    ]

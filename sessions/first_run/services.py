"""Makes conferences: by the link for the first organiser, and for organisers and administrators without one."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac
from django.utils.text import slugify

from foundation import clock
from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.refusals import Refusal
from sessions.first_run.models import OrganiserLink
from sessions.parties.conferences import make_conference
from sessions.parties.models import Participant
from sessions.planning.conferences.services import MADE, check_pace
from sessions.programme.models import Conference

LINK_LIFETIME = timedelta(days=1)

BY_LINK = "first_run.done"
"""The act in the audit log of a conference that was made by the link."""


@dataclass(frozen=True)
class NewConference:
    """A conference as it was filled in. `languages` are codes. `name` is its name in all of these languages."""

    name: str
    short: str
    venue: str
    timezone: str
    languages: Sequence[str]
    first_day: date
    last_day: date


def has_organiser() -> bool:
    """Whether there is an administrator, or an organiser of a conference that is no demo."""
    return _administrators().exists() or _organisers().exists()


def new_link() -> str:
    """Make a new link and return its token. Earlier links become invalid."""
    token = secrets.token_urlsafe(24)
    with write_transaction():
        _mark_all_links_used()
        OrganiserLink.objects.create(digest=_digest(token), expires_at=clock.now() + LINK_LIFETIME)
        audit.record("first_run.link", actor=None, address="")
    return token


def check_link(token: str) -> None:
    """Check that a link can be used. Refuses `first_run.spent`, `first_run.unknown` or `first_run.expired`."""
    link = OrganiserLink.objects.filter(digest=_digest(token)).first()
    if link is None:
        raise Refusal("first_run.unknown", f"There is no such link. {_ANOTHER}")
    if link.spent_at is not None:
        raise _spent_refusal()
    if link.expires_at <= clock.now():
        raise Refusal("first_run.expired", f"This link has expired. {_ANOTHER}")


def check_address(email: str) -> None:
    """Check that no account has this address. Refuses `first_run.taken`."""
    if User.objects.filter(email__iexact=email).exists():
        raise Refusal(
            "first_run.taken",
            "This address has an account. Sign in to it and open this link again, or give another address.",
        )


def make_organiser_and_conference(
    token: str, account: Mapping[str, str], password: str, given: NewConference, address: str
) -> tuple[User, Conference]:
    """Use a link to make the organiser, and the conference with its days. All other links become invalid. `account`
    has the organiser's `person` (the name) and `email`.

    If two requests use one link at the same moment, one of them succeeds. Refuses as `check_link` and `check_address`
    do.
    """
    with write_transaction():
        _use_link(token)
        check_address(account["email"])
        # An administrator too, because accounts and lost second factors are managed in the administration.
        user = User.objects.create_superuser(account["email"], password, name=account["person"])
        EmailAddress.objects.create(user=user, email=account["email"], verified=True, primary=True)
        return user, _make_conference(user, given, address)


def make_conference_by_link(token: str, user: User, given: NewConference, address: str) -> Conference:
    """Use a link to make a conference, whose organiser is an account that is here already. The account becomes an
    administrator if there is none. Refuses as `check_link` does.
    """
    with write_transaction():
        _use_link(token)
        if not _administrators().exists():
            user.is_staff = user.is_superuser = True
            user.save(update_fields=["is_staff", "is_superuser"])
        return _make_conference(user, given, address)


def make_further_conference(user: User, given: NewConference, address: str) -> Conference:
    """Make a conference for somebody who may (`may_make_conferences`). Refuses `programme.too_many_copies`."""
    with write_transaction():
        # Of two requests of one person at the same moment, the second counts what the first made.
        User.objects.select_for_update().get(pk=user.pk)
        check_pace(str(user.public_id), clock.now())
        return _make_conference(user, given, address, MADE)


def may_make_conferences(user: User) -> bool:
    """Whether somebody makes conferences without a link: administrators, and organisers of a conference that is no
    demo.
    """
    return user.is_superuser or _organisers().filter(person=user).exists()


def _administrators() -> QuerySet[User]:
    return User.objects.filter(is_superuser=True, is_active=True)


def _organisers() -> QuerySet[Participant]:
    return Participant.objects.filter(conference__is_demo=False, roles__icontains='"organiser"')


def _make_conference(user: User, given: NewConference, address: str, act: str = BY_LINK) -> Conference:
    """Make a conference with its days and its organiser. The caller is in a transaction."""
    try:
        with transaction.atomic():
            return _make_conference_once(user, given, address, act)
    except IntegrityError:
        # At the same moment another conference got the address. Now it is seen.
        return _make_conference_once(user, given, address, act)


def _make_conference_once(user: User, given: NewConference, address: str, act: str) -> Conference:
    duration = (given.last_day - given.first_day).days + 1
    conference, _ = make_conference(
        user,
        user.name,
        [given.first_day + timedelta(days=number) for number in range(duration)],
        roles=["organiser", "moderator"],
        slug=_free_slug(given.short),
        name=dict.fromkeys(given.languages, given.name),
        languages=list(given.languages),
        short=given.short,
        venue=given.venue,
        timezone=given.timezone,
    )
    audit.record(
        act,
        actor=user,
        conference=conference.pk,
        subject=Subject("conference", str(conference.pk), conference.short),
        address=address,
    )
    return conference


def _use_link(token: str) -> None:
    """Use a link up. The caller is in a transaction. Refuses as `check_link` does."""
    check_link(token)
    if _digest(token) not in _mark_all_links_used():
        raise _spent_refusal()


def _mark_all_links_used() -> set[str]:
    """Mark every link that was not used as used. Returns their digests. The caller is in a transaction."""
    # Locked in one order: two requests with two links wait for each other, and the second finds its link used.
    links = OrganiserLink.objects.select_for_update().filter(spent_at=None).order_by("pk")
    spent = {link.digest for link in links}
    OrganiserLink.objects.filter(digest__in=spent).update(spent_at=clock.now())
    return spent


def _spent_refusal() -> Refusal:
    return Refusal(
        "first_run.spent",
        "This link was used, or replaced by a newer one. Sign in with the account that was made, or use the newer one.",
    )


_ANOTHER = "Print another with `manage.py organiser_link`."


def _digest(token: str) -> str:
    return salted_hmac("balai.first_run", token, algorithm="sha256").hexdigest()


def _free_slug(short: str) -> str:
    slug = slugify(short)[:40] or "conference"
    taken = set(Conference.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(each for each in numbered if each not in taken)

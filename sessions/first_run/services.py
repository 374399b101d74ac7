"""Makes links for the first organiser, and uses them."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.models import EmailAddress
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
from sessions.programme.models import Conference

LINK_LIFETIME = timedelta(days=1)


@dataclass(frozen=True)
class FirstRunData:
    """What the first organiser filled in: an account, and a conference. `languages` are codes. `name` is the name of
    the conference in all of these languages.
    """

    email: str
    password: str
    person: str
    name: str
    short: str
    venue: str
    timezone: str
    languages: Sequence[str]
    first_day: date
    last_day: date


def has_organiser() -> bool:
    """Whether there is an administrator, or an organiser of a conference that is no demo."""
    of_a_conference = Participant.objects.filter(conference__is_demo=False, roles__icontains='"organiser"')
    return User.objects.filter(is_superuser=True, is_active=True).exists() or of_a_conference.exists()


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


def make_organiser_and_conference(token: str, given: FirstRunData, address: str) -> tuple[User, Conference]:
    """Use a link to make the organiser, and the conference with its days. All other links become invalid.

    If two requests use one link at the same moment, one of them succeeds. Refuses as `check_link` does, and
    `first_run.taken` if the address has an account.
    """
    with write_transaction():
        check_link(token)
        if _digest(token) not in _mark_all_links_used():
            raise _spent_refusal()
        if User.objects.filter(email__iexact=given.email).exists():
            raise Refusal("first_run.taken", "This address has an account. Give another address.")
        # An administrator too, because precedence, themes and lost second factors are managed in the administration.
        user = User.objects.create_superuser(given.email, given.password or None, name=given.person)
        EmailAddress.objects.create(user=user, email=given.email, verified=True, primary=True)
        duration = (given.last_day - given.first_day).days + 1
        conference, _ = make_conference(
            user,
            given.person,
            [given.first_day + timedelta(days=number) for number in range(duration)],
            roles=["organiser", "moderator"],
            slug=_free_slug(given.short),
            name=dict.fromkeys(given.languages, given.name),
            short=given.short,
            venue=given.venue,
            timezone=given.timezone,
        )
        audit.record(
            "first_run.done",
            actor=user,
            conference=conference.pk,
            subject=Subject("conference", str(conference.pk), conference.short),
            address=address,
        )
    return user, conference


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

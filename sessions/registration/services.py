"""The only writer of registrations."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import get_args

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.db.models import Count, F
from django.utils.crypto import constant_time_compare, salted_hmac

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.addresses import accounts_of, free_address
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit import services as audit
from foundation.audit.services import State, Subject
from foundation.database import write_transaction
from foundation.ids import number
from foundation.journal import services as journal
from foundation.mail import outbox
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import Context, SignalSource
from foundation.wire import signals
from sessions.notices import services as notices
from sessions.parties.models import Participant
from sessions.programme import codes
from sessions.programme.models import Conference
from sessions.registration import letters, protocol, rules
from sessions.registration.models import Registration, Unconfirmed

MANAGE = "registration.manage"
SIGNAL = "registrations"
CODE_LIFETIME = timedelta(minutes=10)
"""How long a code can be typed."""

MAX_TRIES = 5
"""How many wrong codes may be typed for one registration. A code has 26 bits."""


@dataclass(frozen=True)
class RegistrationData:
    """The data that a person gave to register. `language` is that of the page."""

    name: str
    organisation: str
    email: str
    language: str


def check_open(conference: Conference) -> None:
    """Check that people may register. Refuses `registration.closed`."""
    if not conference.registration_open:
        raise Refusal(
            "registration.closed", "Nobody can register for this conference now. Ask the organiser."
        )


def send_code(conference: Conference, given: RegistrationData) -> int:
    """Send a code to the address that a person gave. Returns the number of this request, for `confirm`.

    If the address has or had a part, or is registered, the e-mail says that instead. The sender of the request cannot
    see that from the response or its duration. Refuses `registration.closed`.
    """
    check_open(conference)
    now, code = clock.now(), codes.make_code()
    email = given.email.lower()
    account = accounts_of([email]).get(email)
    known = account is not None and _has_part(conference, account)
    with write_transaction():
        Unconfirmed.objects.filter(expires_at__lt=now).delete()
        row = Unconfirmed.objects.create(
            conference=conference,
            name=given.name,
            organisation=given.organisation,
            email=email,
            language=given.language,
            # Nobody can type the code of an address that is known already.
            digest=_digest(secrets.token_hex() if known else code),
            expires_at=now + CODE_LIFETIME,
        )
        letter = letters.already_registered_letter if known else letters.confirmation_letter
        outbox.queue([letter(conference, row.pk, email, given.language, code, row.expires_at)])
    return row.pk


def _has_part(conference: Conference, account: User) -> bool:
    part = Participant.objects.filter(conference=conference, person=account)
    return part.exists() or Registration.objects.filter(conference=conference, person=account).exists()


def confirm(asked: int, typed: str, address: str = "") -> tuple[Registration, bool]:
    """Register the person who typed the right code. Returns the registration, and whether its account is new.

    Refuses `registration.wrong_code`; `registration.code_over` after too many wrong codes, after the end of the code,
    and when it is used again; `registration.closed`, `registration.has_part`, `seat.deactivated`.
    """
    row = _count_attempt(asked)
    if not constant_time_compare(row.digest, _digest(codes.stored_code(typed))):
        raise Refusal("registration.wrong_code", "This is not the code of the e-mail. Look at it again.")
    with write_transaction():
        conference = row.conference
        journal.lock(conference.stream)
        if not Unconfirmed.objects.filter(pk=row.pk).delete()[0]:
            raise _code_over_refusal()
        conference.refresh_from_db()
        check_open(conference)
        return _register(conference, row, clock.now(), address)


def _count_attempt(asked: int) -> Unconfirmed:
    """Count an attempt to type the code, even if it fails later. Two attempts at the same moment count as two."""
    with write_transaction():
        open_codes = Unconfirmed.objects.filter(pk=asked, tries__lt=MAX_TRIES, expires_at__gt=clock.now())
        if not open_codes.update(tries=F("tries") + 1):
            raise _code_over_refusal()
    row = Unconfirmed.objects.filter(pk=asked).select_related("conference").first()
    if row is None:
        raise _code_over_refusal()
    return row


def _code_over_refusal() -> Refusal:
    return Refusal("registration.code_over", "This code is over. Register again to get another.")


def _register(
    conference: Conference, given: Unconfirmed, now: datetime, address: str
) -> tuple[Registration, bool]:
    user, is_new = _account_of_address(given)
    if Participant.objects.filter(conference=conference, person=user).exists():
        raise Refusal(
            "registration.has_part", "This address has a part in the conference already. Sign in with it."
        )
    state = rules.first_state(
        needs_approval=conference.registration_needs_approval,
        places=conference.registration_places,
        taken=_taken_places(conference),
    )
    row, made = Registration.objects.get_or_create(
        conference=conference,
        person=user,
        defaults={
            "name": given.name,
            "organisation": given.organisation,
            "email": given.email,
            "language": given.language,
            "state": state,
            "asked_at": now,
        },
    )
    notices.accept_notice(user, conference, given.language, now)
    if made:
        _announce_new_state(conference, [row], now, actor=str(user.public_id))
        audit.record(
            "registration.register",
            actor=user,
            conference=conference.pk,
            subject=Subject("registration", str(row.pk), row.name),
            after={"state": row.state},
            address=address,
        )
    return row, is_new


def _account_of_address(given: Unconfirmed) -> tuple[User, bool]:
    """The account of a confirmed address, and whether it was made now. Refuses `seat.deactivated`."""
    known = accounts_of([given.email]).get(given.email)
    if known is not None:
        if not known.is_active:
            raise seats.deactivated_refusal()
        return known, False
    try:
        with transaction.atomic():
            free_address(given.email)
            user = User.objects.create_user(given.email, None, name=given.name)
            EmailAddress.objects.create(user=user, email=given.email, verified=True, primary=True)
    except IntegrityError:
        # At the same moment the address got an account in another conference.
        return accounts_of([given.email])[given.email], False
    return user, True


def _taken_places(conference: Conference) -> int:
    return Registration.objects.filter(conference=conference, state="registered").count()


def set_rules(context: Context, command: protocol.SetRegistration) -> None:
    """Change whether and how people may register. Additional places go to the waiting list. If there are fewer places,
    nobody loses one.
    """
    conference = Conference.objects.get(pk=context.subject)
    conference.registration_open = command.open
    conference.registration_needs_approval = command.needs_approval
    conference.registration_places = command.places
    conference.save(update_fields=["registration_open", "registration_needs_approval", "registration_places"])
    journal.append(
        context.stream,
        protocol.RegistrationSet(open=command.open),
        at=context.now,
        changed=[conference],
        actor=context.seat.person,
        acting_as=context.seat.participant,
    )
    signals.mark_changed(context.stream, SIGNAL)
    _fill_free_places(conference, context.now)


def rules_of(context: Context, command: protocol.SetRegistration) -> State:
    """The rules of registration, for the audit log."""
    row = Conference.objects.get(pk=context.subject)
    values = {
        "open": row.registration_open,
        "needs_approval": row.registration_needs_approval,
        "places": row.registration_places,
    }
    return State(Subject("conference", str(row.pk), str(row)), values)


def approve(context: Context, command: protocol.ApproveRegistration) -> None:
    """Give a registration a place, or a place on the waiting list. Refuses `registration.unknown`, and what the rule
    refuses."""
    row = _find_registration(context, command.registration)
    places = row.conference.registration_places
    row.state = rules.approve(_state_of(row), places=places, taken=_taken_places(row.conference))
    row.save(update_fields=["state"])
    _announce_new_state(row.conference, [row], context.now, by=context.seat)


def decline(context: Context, command: protocol.DeclineRegistration) -> None:
    """Decline a registration, or take its place away. The first person on the waiting list gets the free place.

    Refuses `registration.unknown`, and what `rules.decline` refuses.
    """
    row = _find_registration(context, command.registration)
    row.state = rules.decline(_state_of(row))
    row.save(update_fields=["state"])
    _announce_new_state(row.conference, [row], context.now, by=context.seat)
    _fill_free_places(row.conference, context.now)


def end_registrations(conference: Conference, people: Iterable[User], now: datetime) -> None:
    """End the registrations of people who got a part. Their places go to the waiting list.

    The caller holds the conference's stream.
    """
    if Registration.objects.filter(conference=conference, person__in=people).delete()[0]:
        _fill_free_places(conference, now)
        signals.mark_changed(conference.stream, SIGNAL)


def give_away_erased_place(user: User, conference: Conference, at: datetime, *, had_part: bool) -> None:
    """Give the place of an erased registration to the first person on the waiting list. The caller holds the
    conference's stream.
    """
    if not had_part:
        seats.revise(str(user.public_id), str(conference.pk), roles=("audience",))
    _fill_free_places(conference, at)
    signals.mark_changed(conference.stream, SIGNAL)


def state_of(context: Context, command: protocol.ApproveRegistration | protocol.DeclineRegistration) -> State:
    """A registration and its state, for the audit log. Refuses `registration.unknown`."""
    row = _find_registration(context, command.registration)
    return State(Subject("registration", str(row.pk), row.name), {"state": row.state})


def _find_registration(context: Context, registration: str) -> Registration:
    rows = Registration.objects.filter(conference=context.subject).select_related("conference", "person")
    row = rows.filter(pk=number(registration)).first()
    if row is None:
        raise Refusal("registration.unknown", "This registration is no longer here. Look at the list again.")
    return row


def _state_of(row: Registration) -> protocol.RegistrationState:
    return row.state


def _fill_free_places(conference: Conference, now: datetime) -> None:
    """Give free places to people on the waiting list, in its order. The caller holds the conference's stream."""
    waiting = Registration.objects.filter(conference=conference, state="waiting")
    rows = waiting.select_related("person").order_by("asked_at", "pk")
    if conference.registration_places is not None:
        rows = rows[: max(0, conference.registration_places - _taken_places(conference))]
    up = list(rows)
    for row in up:
        row.state = "registered"
    Registration.objects.bulk_update(up, ["state"], batch_size=500)
    _announce_new_state(conference, up, now)


def _announce_new_state(
    conference: Conference,
    rows: Sequence[Registration],
    now: datetime,
    by: Seat | None = None,
    actor: str = "",
) -> None:
    """Tell the people, their open pages and the organisers that these registrations have a new state. It is the same
    for all of them.

    People who have or had a part are not told, and their seats do not change.
    """
    for start in range(0, len(rows), protocol.MAX_CHANGED):
        some = rows[start : start + protocol.MAX_CHANGED]
        people = _revise_seats_and_mail(conference, some)
        journal.append(
            conference.stream,
            protocol.RegistrationChanged(
                registrations=[str(row.pk) for row in some], state=_state_of(some[0])
            ),
            at=now,
            actor=by.person if by else actor,
            acting_as=by.participant if by else None,
            audience=Audience.MODERATORS,
            # The open pages of many follow when the changed seats are read next.
            reseats=people[0] if len(people) == 1 else "",
        )
    signals.mark_changed(conference.stream, SIGNAL)


def _revise_seats_and_mail(conference: Conference, rows: Sequence[Registration]) -> list[str]:
    """Revise the seats of those people who have no part, and send them e-mails. Returns their public ids."""
    parts = Participant.objects.filter(conference=conference, person__in=[row.person_id for row in rows])
    not_audience = set(parts.values_list("person", flat=True))
    audience = [row for row in rows if row.person_id not in not_audience]
    people = [str(row.person.public_id) for row in audience]
    is_registered = rows[0].state == "registered"
    seats.revise_all(people, str(conference.pk), roles=("audience",), registered=is_registered)
    outbox.queue([letters.new_state_letter(conference, row) for row in audience])
    return people


def registrations_signal(conference_id: int) -> protocol.Registrations:
    """The signal `registrations` of a conference: how many registrations are in each state."""
    rows = Registration.objects.filter(conference=conference_id).order_by().values_list("state")
    found = dict(rows.annotate(Count("pk")))
    return protocol.Registrations(
        **{state: found.get(state, 0) for state in get_args(protocol.RegistrationState)}
    )


def _digest(code: str) -> str:
    return salted_hmac("balai.registration", code, algorithm="sha256").hexdigest()


SIGNALS = [SignalSource(SIGNAL, "conference", read=registrations_signal, permission=MANAGE)]

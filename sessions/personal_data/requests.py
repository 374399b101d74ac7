"""Requests for erasure. The person asks. If minutes name the person, an organiser decides; otherwise it is done at
once.
"""

from datetime import datetime

from django.db.models import Q

from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import write_transaction
from foundation.refusals import Refusal
from sessions import permissions
from sessions.invitations.models import Invitation
from sessions.parties.models import Participant
from sessions.parties.services import participant_of
from sessions.personal_data import erasure, people
from sessions.personal_data.erasure import Change
from sessions.personal_data.models import ErasureRequest
from sessions.personal_data.tables import table_of
from sessions.programme.models import Conference
from sessions.registration.models import Registration


def request_erasure(user: User, at: datetime, address: str) -> bool:
    """Erase a person at once, or ask the organisers if minutes name the person. Returns whether everything is done.

    Refuses `privacy.last_administrator`.
    """
    with write_transaction():
        for part in Participant.objects.filter(person=user).select_related("conference", "party"):
            if _needs_decision(part):
                _store_request(part, at, by_person=True)
            else:
                erasure.erase_part(user, part.conference, at)
        for conference in _conferences_without_part(user):
            erasure.erase_part(user, conference, at)
        audit.record("privacy.ask_erasure", actor=user, address=address, subject=_subject(user))
        if ErasureRequest.objects.filter(person=user, done_at=None).exists():
            return False
        erasure.erase_account(user)
        return True


def request_erasure_for(conference: Conference, participant: str, at: datetime) -> ErasureRequest:
    """Note that a participant asked an organiser, for example by letter. Refuses `parties.unknown_participant`."""
    with write_transaction():
        return _store_request(participant_of(conference.pk, participant), at, by_person=False)


def waiting_requests(conference: Conference) -> list[ErasureRequest]:
    """The requests that an organiser has to decide, the oldest first."""
    rows = ErasureRequest.objects.filter(conference=conference, done_at=None).exclude(person=None)
    return list(rows.select_related("person").order_by("asked_at", "pk"))


def execute_request(conference: Conference, number: int, at: datetime, *, dry_run: bool) -> list[Change]:
    """Erase the part of a request's person; returns what changed. A dry run changes nothing.

    The account is erased too if nothing else needs it and no other request waits. If an organiser noted the request,
    the person must have accepted the part too.

    Refuses `privacy.unknown_request`, `parties.last_organiser`, `privacy.last_administrator`.
    """
    with erasure.transaction_or_dry_run(dry_run):
        rows = ErasureRequest.objects.select_for_update()
        row = rows.filter(conference=conference, pk=number, done_at=None).first()
        if row is None or row.person_id is None:
            raise Refusal(
                "privacy.unknown_request", "This request is done already, or there is none. Reload the page."
            )
        user = User.objects.get(pk=row.person_id)
        row.done_at = at
        row.save(update_fields=["done_at"])
        has_asked = row.asked_by_person
        # Before the part is erased with its invitation.
        may_end_account = has_asked or not user.email or _has_accepted(user, conference)
        changes = erasure.erase_part(user, conference, at)
        waits = ErasureRequest.objects.filter(person=user, done_at=None).exists()
        if may_end_account and not waits and not erasure.is_account_needed(user, has_asked=has_asked):
            changes += erasure.erase_account(user)
    return changes


def _needs_decision(part: Participant) -> bool:
    """Whether an organiser has to decide about a part, because minutes name the person or the person runs the
    conference.
    """
    return erasure.is_needed(part) or permissions.runs_the_conference(part.roles)


def _has_accepted(user: User, conference: Conference) -> bool:
    """Whether the person accepted the invitation to a part, or got the part without an invitation.

    An erasure deletes the invitation, so a part that has ended and has no invitation counts as not accepted.
    """
    part = Participant.objects.filter(conference=conference, person=user).first()
    if part is None:
        return False
    invitation = Invitation.objects.filter(participant=part).first()
    if invitation is None:
        return part.party_id is not None or bool(part.roles)
    return invitation.accepted_at is not None


def _store_request(part: Participant, at: datetime, *, by_person: bool) -> ErasureRequest:
    row, _ = ErasureRequest.objects.get_or_create(
        conference=part.conference, person=part.person, done_at=None, defaults={"asked_at": at}
    )
    if by_person and not row.asked_by_person:
        row.asked_by_person = True
        row.save(update_fields=["asked_by_person"])
    return row


def _conferences_without_part(user: User) -> list[Conference]:
    """The conferences for which the person registered, or in which it asked something as one of the audience."""
    person = people.person_of_user(user)
    of_questions = table_of("chat.Question").rows_about(person).values("session__conference")
    of_calls = table_of("chat.HelpCall").rows_about(person).values("conference")
    parts = [conference for conference, _ in person.parts]
    of_registrations = Registration.objects.filter(person=user).values("conference")
    there = Q(pk__in=of_questions) | Q(pk__in=of_calls) | Q(pk__in=of_registrations)
    return list(Conference.objects.filter(there).exclude(pk__in=parts).order_by("pk"))


def _subject(user: User) -> Subject:
    return Subject("person", str(user.public_id), str(user))

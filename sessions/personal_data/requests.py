"""Requests for erasure: asked by the person, executed by an organiser, or at once where no minutes name the person."""

from datetime import datetime

from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.audit.services import Subject
from foundation.database import writing
from foundation.refusals import Refusal
from sessions import permissions
from sessions.parties.models import Participant
from sessions.parties.services import participant_of
from sessions.personal_data import erasure, people
from sessions.personal_data.erasure import Change
from sessions.personal_data.models import ErasureRequest
from sessions.personal_data.tables import table
from sessions.programme.models import Conference


def ask(user: User, at: datetime, address: str) -> bool:
    """Erase a person at once, or ask the organisers where minutes name it. Returns whether nothing is left to do.

    Refuses `privacy.last_administrator`.
    """
    with writing():
        for part in Participant.objects.filter(person=user).select_related("conference", "party"):
            if _waits(part):
                _request(part, at)
            else:
                erasure.erase_part(user, part.conference, at)
        for conference in _without_a_part(user):
            erasure.erase_part(user, conference, at)
        audit.record("privacy.ask_erasure", actor=user, address=address, subject=_subject(user))
        if ErasureRequest.objects.filter(person=user, done_at=None).exists():
            return False
        erasure.erase_account(user)
        return True


def ask_for(conference: Conference, participant: str, at: datetime) -> ErasureRequest:
    """Note that a participant asked an organiser, for example by letter. Refuses `parties.unknown_participant`."""
    with writing():
        return _request(participant_of(conference.pk, participant), at)


def waiting(conference: Conference) -> list[ErasureRequest]:
    """The requests that an organiser has to decide, the oldest first."""
    rows = ErasureRequest.objects.filter(conference=conference, done_at=None).exclude(person=None)
    return list(rows.select_related("person").order_by("asked_at", "pk"))


def execute(conference: Conference, number: int, at: datetime, *, dry_run: bool) -> list[Change]:
    """Erase the person of a request; returns what changed. A dry run changes nothing.

    Refuses `privacy.unknown_request`, `parties.last_organiser`, `privacy.last_administrator`.
    """
    with erasure.maybe(dry_run):
        rows = ErasureRequest.objects.select_for_update()
        row = rows.filter(conference=conference, pk=number, done_at=None).first()
        if row is None or row.person_id is None:
            raise Refusal(
                "privacy.unknown_request", "This request is done already, or there is none. Reload the page."
            )
        user = User.objects.get(pk=row.person_id)
        row.done_at = at
        row.save(update_fields=["done_at"])
        changes = erasure.erase_part(user, conference, at)
        if not ErasureRequest.objects.filter(person=user, done_at=None).exists() and _has_left(user):
            changes += erasure.erase_account(user)
    return changes


def _waits(part: Participant) -> bool:
    """Whether an organiser decides: minutes name the person, or it runs the conference."""
    return erasure.is_needed(part) or permissions.runs_the_conference(part.roles)


def _has_left(user: User) -> bool:
    """Whether all parts of the person have ended."""
    return not any(Participant.objects.filter(person=user).values_list("roles", flat=True))


def _request(part: Participant, at: datetime) -> ErasureRequest:
    row, _ = ErasureRequest.objects.get_or_create(
        conference=part.conference, person=part.person, done_at=None, defaults={"asked_at": at}
    )
    return row


def _without_a_part(user: User) -> list[Conference]:
    """The conferences in which the person asked something as one of the audience."""
    person = people.of_user(user)
    of_questions = table("chat.Question").of(person).values("session__conference")
    of_calls = table("chat.HelpCall").of(person).values("conference")
    parts = [conference for conference, _ in person.parts]
    there = Conference.objects.filter(pk__in=of_questions) | Conference.objects.filter(pk__in=of_calls)
    return list(there.exclude(pk__in=parts).distinct().order_by("pk"))


def _subject(user: User) -> Subject:
    return Subject("person", str(user.public_id), str(user))

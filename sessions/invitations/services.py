"""Adds people who are to be invited, and opens, accepts and revokes their links. `sending` makes the links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.dispatch import receiver

from foundation import clock
from foundation.accounts.addresses import accounts_of, free_address
from foundation.accounts.models import User
from foundation.audit import services as audit
from foundation.audit.services import State, Subject
from foundation.database import write_transaction
from foundation.ids import number
from foundation.jobs import queue as jobs
from foundation.jobs.models import Job
from foundation.journal import services as journal
from foundation.mail import outbox
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import Context, Reaction, SignalSource
from foundation.wire import signals
from sessions import permissions
from sessions.invitations import codes, protocol, rules, table
from sessions.invitations.models import Invitation
from sessions.invitations.rules import Link, Person
from sessions.notices import services as notices
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import Left
from sessions.parties.services import (
    HAS_LEFT,
    NewMember,
    add_members,
    check_own_delegate,
    end_seats,
    participant_of,
    party_of,
)
from sessions.programme.models import Conference
from sessions.programme.services import shown_conferences
from sessions.registration import services as registrations

SIGNAL = "invitations"
KEY = "invitation/"
"""The prefix of the keys under which e-mails with invitations and reminders are in the outbox."""

BATCH_SIZE = 500
"""How many rows one statement writes."""


def add_people(context: Context, command: protocol.AddPeople) -> None:
    """Add the people of a list: all of them, or nobody.

    Refuses `invitations.empty`, `invitations.too_many`, `invitations.wrong_lines`, `invitations.unknown_language`,
    `parties.unknown_party`, `parties.not_yours`, `parties.no_number`, `parties.full`, `parties.was_removed`.
    """
    party = _party(context, command)
    language = check_language(command.language)
    people = read_people(context.subject, command.people)
    listed = ListedUsers(context.subject, people)
    members = [NewMember(person.name, listed.user(person), listed.former(person)) for person in people]
    place = command.place or (party.place if party else "remote")
    rows = add_members(context, members, party, command.roles, place)
    store_addresses(
        context.subject, [(row, each.email, language) for row, each in zip(rows, people, strict=True)]
    )
    conference = Conference.objects.get(pk=context.subject)
    registrations.end_registrations(conference, [row.person for row in rows], context.now)
    signals.mark_changed(context.stream, SIGNAL)


def people_count_of(context: Context, command: protocol.AddPeople) -> State:
    """The number of people in a party, or in the conference, for the audit log. Refuses `parties.unknown_party`."""
    people = Participant.objects.filter(conference=context.subject).exclude(HAS_LEFT)
    if command.party is not None:
        people = people.filter(party=party_of(context.subject, command.party))
    return State(audit_subject(context.subject, command.party), {"people": people.count()})


def audit_subject(conference_id: int, party: str | None) -> Subject:
    """A party, or the conference, as the subject of an entry of the audit log."""
    if party is None:
        return Subject("conference", str(conference_id), Conference.objects.get(pk=conference_id).short)
    row = party_of(conference_id, party)
    return Subject("party", str(row.pk), str(row))


def read_people(conference_id: int, text: str) -> list[Person]:
    """Parse a list of people for a conference. Refuses a list with wrong lines."""
    right, wrong = rules.read_people(text, addresses_of_participants(conference_id))
    rules.check_no_wrong_lines(wrong)
    return right


def addresses_of_participants(conference_id: int, party: int | None = None) -> set[str]:
    """The e-mail addresses of the participants of a conference, or of a party of it, in lower case."""
    here = Participant.objects.filter(conference=conference_id).exclude(HAS_LEFT)
    if party is not None:
        here = here.filter(party=party)
    rows = here.values_list("invitation__email", "person__email")
    return {email.lower() for row in rows for email in row if email}


def _party(context: Context, command: protocol.AddPeople) -> Party | None:
    """The party to which people are added. The head of a delegation adds delegates to its own party."""
    seat = context.seat
    if permissions.allows(seat.roles, "parties.manage_all"):
        return party_of(context.subject, command.party) if command.party else None
    if seat.party is None or command.party not in (None, seat.party) or command.roles != ["delegate"]:
        raise Refusal(
            "parties.not_yours", "You add delegates to your own delegation. Ask an organiser for others."
        )
    party = party_of(context.subject, seat.party)
    if party.most_members is None:
        raise Refusal(
            "parties.no_number",
            "Nobody has said yet how many members your delegation may have. Ask an organiser.",
        )
    return party


def check_language(code: str) -> str:
    """A language of e-mails. Refuses `invitations.unknown_language`."""
    if code not in dict(settings.LANGUAGES):
        raise Refusal(
            "invitations.unknown_language", "Nobody can be written to in this language. Choose another."
        )
    return code


class ListedUsers:
    """Finds the users for the people of a list: the users whose addresses the server knows, and new users for the
    others. In a demo all are new: anyone can take its organiser's seat, and nobody may learn there who has an account.
    """

    def __init__(self, conference_id: int, people: Sequence[Person]) -> None:
        emails = {person.email for person in people}
        is_demo = Conference.objects.filter(pk=conference_id, is_demo=True).exists()
        self._accounts = {} if is_demo else accounts_of(emails)
        left = Participant.objects.filter(HAS_LEFT, conference=conference_id).select_related("person")
        by_account = {row.person_id: row for row in left.filter(person__in=self._accounts.values())}
        self._former = {
            email: by_account[user.pk] for email, user in self._accounts.items() if user.pk in by_account
        }
        for row in left.filter(invitation__email__in=emails).select_related("invitation"):
            self._former[row.invitation.email] = row
        known = self._accounts.keys() | self._former.keys()
        new = [person for person in people if person.email not in known]
        made = User.objects.create_without_address([person.name for person in new])
        self._new = {person.email: user for person, user in zip(new, made, strict=True)}

    def former(self, person: Person) -> Participant | None:
        """The participant's row of this person, if the person had a part in the conference and left it."""
        return self._former.get(person.email)

    def user(self, person: Person) -> User:
        """The user for a person of the list."""
        former = self.former(person)
        return former.person if former else self._accounts.get(person.email) or self._new[person.email]


def store_addresses(conference_id: int, people: Iterable[tuple[Participant, str, str]]) -> None:
    """Store the e-mail addresses and languages of new participants.

    If a person left and was added again, the person's invitation starts anew.
    """
    invitations = [
        Invitation(conference_id=conference_id, participant=row, email=email, language=language)
        for row, email, language in people
    ]
    Invitation.objects.bulk_create(
        invitations,
        batch_size=BATCH_SIZE,
        update_conflicts=True,
        unique_fields=["participant"],
        update_fields=[
            "email",
            "language",
            "digest",
            "mail_key",
            "made_at",
            "expires_at",
            "revoked_at",
            "accepted_at",
            "reminder_digest",
            "reminders",
            "reminded_at",
        ],
    )


def revoke(context: Context, command: protocol.RevokeInvitation) -> None:
    """Make a participant's link invalid, and end the seats that its account took before it accepted.

    Refuses `invitations.none_open`, `parties.not_yours`, `parties.unknown_participant`.
    """
    participant = participant_of(context.subject, command.participant)
    check_own_delegate(context.seat, participant)
    if not _revoke(participant.pk, context.now):
        raise Refusal("invitations.none_open", "This person has no open invitation that could be withdrawn.")
    end_seats(participant)
    journal.append(
        context.stream,
        protocol.InvitationRevoked(participant=str(participant.pk)),
        at=context.now,
        actor=context.seat.person,
        acting_as=context.seat.participant,
        audience=Audience.MODERATORS,
    )
    signals.mark_changed(context.stream, SIGNAL)


def state_of(context: Context, command: protocol.RevokeInvitation) -> State:
    """A participant and whether its link was revoked, for the audit log. Refuses `parties.unknown_participant`."""
    row = participant_of(context.subject, command.participant)
    revoked = Invitation.objects.filter(participant=row, revoked_at__isnull=False).exists()
    return State(Subject("participant", str(row.pk), row.name), {"is_revoked": revoked})


def _revoke(participant: int, now: datetime) -> bool:
    """Revoke a participant's link that was not used, and cancel its e-mail. Returns whether there was such a link."""
    rows = Invitation.objects.filter(participant=participant, accepted_at=None, revoked_at=None).exclude(
        sent=0
    )
    outbox.cancel(list(rows.values_list("mail_key", flat=True)))
    return bool(rows.update(revoked_at=now))


def _revoke_when_left(stream: str, event: Left, now: datetime) -> list[Invitation]:
    """Revoke the link of a participant whose part ended."""
    _revoke(number(event.participant), now)
    signals.mark_changed(stream, SIGNAL)
    return []


REACTIONS = [Reaction(Left, _revoke_when_left)]


@dataclass(frozen=True)
class OpenInvitation:
    """An invitation whose link is valid, and the account for which it is, if there is one."""

    invitation: Invitation
    account: User | None

    @property
    def participant(self) -> Participant:
        """The invited participant."""
        return self.invitation.participant


def open_link(code: str) -> OpenInvitation:
    """The invitation of a code, if its link is valid. Refuses `invitation.unknown`, `.spent`, `.revoked`,
    `.expired`.
    """
    digest = codes.digest(code)
    rows = Invitation.objects.filter(
        Q(digest=digest) | Q(reminder_digest=digest), conference__in=shown_conferences()
    )
    row = rows.select_related("participant__party", "participant__person", "conference").first()
    rules.check_link(_link_of(row) if row else None, clock.now())
    assert row is not None  # else it was refused
    return OpenInvitation(row, _account_of_invitation(row))


def _account_of_invitation(row: Invitation) -> User | None:
    """The account for which an invitation is: the participant's own, else the one with the invitation's address. Or
    None, as in a demo, whose invitations nobody accepts.
    """
    if row.conference.is_demo:
        return None
    person = row.participant.person
    return person if _is_account(person) else accounts_of([row.email]).get(row.email)


def _is_account(person: User) -> bool:
    """Whether somebody signs in as this person, even if its address is another one now."""
    if person.email or person.has_usable_password():
        return True
    ways = (EmailAddress, Authenticator, SocialAccount)
    return any(way.objects.filter(user=person).exists() for way in ways)


def _link_of(row: Invitation) -> Link:
    assert row.expires_at is not None  # a link has been made
    return Link(row.expires_at, row.revoked_at is not None, row.accepted_at is not None)


def accept(code: str, signed_in: User | None, address: str = "", language: str = "en") -> tuple[User, bool]:
    """Use a link. Its participant then belongs to the invited person's account, which is made if it does not exist.

    The person also accepts the privacy notice, which the page showed in `language`.

    Returns the account, and whether it is new. If two requests use one link at the same moment, one of them succeeds.
    Refuses as `open_link` does, and `invitation.sign_in` if the account's owner is not signed in,
    `invitation.other_part` if the account has another part in the conference, `invitation.demo`.
    """
    with write_transaction():
        stream = open_link(code).invitation.conference.stream
        journal.lock(stream)
        # Read again under the lock: of two requests at the same moment, the second finds the link used.
        opened = open_link(code)
        row, now = opened.invitation, clock.now()
        _check_no_demo(row.conference)
        account = _account(opened, signed_in)
        row.accepted_at = now
        row.save(update_fields=["accepted_at"])
        notices.accept_notice(account, row.conference, language, now)
        journal.append(
            stream,
            protocol.InvitationAccepted(participant=str(row.participant_id)),
            at=now,
            actor=str(account.public_id),
            acting_as=str(row.participant_id),
            audience=Audience.MODERATORS,
        )
        registrations.end_registrations(row.conference, [account], now)
        audit.record(
            "invitations.accept",
            actor=account,
            conference=row.conference_id,
            subject=Subject("participant", str(row.participant_id), row.participant.name),
            address=address,
        )
        signals.mark_changed(stream, SIGNAL)
        return account, opened.account is None


def _check_no_demo(conference: Conference) -> None:
    """Refuse `invitation.demo`: everyone reads a demo's e-mails, so its links confirm no address."""
    if conference.is_demo:
        raise Refusal(
            "invitation.demo",
            "The demo makes no accounts, so its invitations cannot be accepted. Take a seat of it.",
        )


def _account(opened: OpenInvitation, signed_in: User | None) -> User:
    row, person = opened.participant, opened.participant.person
    if opened.account is None:
        return _new_account(opened.invitation, person)
    if opened.account != signed_in:
        raise _sign_in_refusal()
    if opened.account != person:
        _assign_to_account(row, opened.account)
    return opened.account


def _new_account(invitation: Invitation, person: User) -> User:
    """Make the person's row an account: it gets the invitation's address, which the link has confirmed."""
    free_address(invitation.email)
    person.email = invitation.email
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
            EmailAddress.objects.create(user=person, email=invitation.email, verified=True, primary=True)
    except IntegrityError:
        # At the same moment the address got an account by the invitation of another conference.
        raise _sign_in_refusal() from None
    return person


def _sign_in_refusal() -> Refusal:
    return Refusal("invitation.sign_in", "This address has an account. Sign in to it, and accept then.")


def _assign_to_account(row: Participant, account: User) -> None:
    """Assign a participant to an account that was made after the participant was added."""
    if Participant.objects.filter(conference=row.conference_id, person=account).exists():
        raise Refusal(
            "invitation.other_part",
            "Your account has another part in this conference. Ask the organiser to remove one of the two.",
        )
    expected = row.person
    row.person = account
    row.save(update_fields=["person"])
    expected.delete()


def progress_signal(conference_id: int) -> protocol.Invitations:
    """The signal `invitations` of a conference."""
    return protocol.Invitations(**table.counts_of_conference(conference_id))


@receiver(jobs.stored)
def _on_mail_stored(job: Job, **_: object) -> None:
    """Update the signal when the state of an e-mail with an invitation changes."""
    if job.key.startswith(KEY):
        rows = Invitation.objects.filter(mail_key=job.key)
        for conference in rows.values_list("conference_id", flat=True):
            signals.mark_changed(f"conference/{conference}", SIGNAL)


SIGNALS = [SignalSource(SIGNAL, "conference", read=progress_signal, permission="people.read")]

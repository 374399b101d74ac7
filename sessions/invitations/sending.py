"""Sends invitations and reminders, shows what would be sent, and sends a test to oneself."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db.models import Q, QuerySet, Sum

from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.audit.services import State, Subject
from foundation.ids import number
from foundation.journal import services as journal
from foundation.languages import language_of
from foundation.mail import outbox
from foundation.mail.outbox import Mail
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from foundation.registry import Context
from foundation.wire import signals
from sessions import permissions
from sessions.invitations import codes, protocol, table
from sessions.invitations.letters import Letters
from sessions.invitations.models import Invitation
from sessions.invitations.protocol import LetterKind
from sessions.invitations.rules import REMINDER_WAIT
from sessions.invitations.services import BATCH_SIZE, KEY, SIGNAL, audit_subject, check_language
from sessions.invitations.texts import Text, complete_text, standard_text_in
from sessions.parties.models import Participant
from sessions.parties.services import check_own_delegate, party_of
from sessions.programme.models import Conference
from sessions.programme.services import has_mail

TEST_KEY = "invitation-test/"
"""The prefix of the keys under which tests are in the outbox."""

EXAMPLE_CODE = "XXXXXXXXXXXX"
"""A code of no invitation, which stands in previews and tests."""

CAN_BE_REMINDED = ("sent", "unsure", "expired")
"""The states (`table.INVITED`) of those who got an invitation and did not accept it."""

SENT_FIELDS = (
    *("digest", "mail_key", "sent", "made_at", "expires_at", "revoked_at"),
    *("reminder_digest", "reminders", "reminded_at"),
)


@dataclass(frozen=True)
class Recipients:
    """Who is sent an e-mail, and how many are left out because they were written to within `REMINDER_WAIT`."""

    invitations: list[Invitation]
    left_out: int = 0


@dataclass(frozen=True)
class LetterPreview:
    """What goes out in one language: the recipients, the texts, and one e-mail as it will be."""

    language: str
    names: Sequence[str]
    text: Text
    standard: Text
    subject: str
    body: str


@dataclass(frozen=True)
class Preview:
    """What would be sent, by language: those of most recipients first."""

    letters: Sequence[LetterPreview]
    count: int
    left_out: int
    digest: str
    """Says to whom which texts go. With it the command sends what was seen, or nothing."""


def send(context: Context, command: protocol.SendInvitations) -> None:
    """Make links and queue the e-mails with them. Chosen participants who are not in the conference, or have accepted,
    are left out.

    Refuses `invitations.no_mail`, `invitations.nobody`, `invitations.nobody_to_remind`, `parties.unknown_party`,
    `parties.not_yours`, `edit.changed_meanwhile`.
    """
    conference = Conference.objects.get(pk=context.subject)
    _check_mail(conference)
    chosen = recipients(context.seat, command, context.now).invitations
    if not chosen:
        raise _nobody(command.kind)
    letters = Letters(conference, context.now, command.kind)
    if command.seen is not None and command.seen != _digest(conference, letters, chosen):
        raise Refusal(
            "edit.changed_meanwhile",
            f"Nothing was sent: the texts or the recipients changed meanwhile. Now it goes to {len(chosen)} people. "
            "Look at it, and send it again.",
        )
    _queue_letters(letters, chosen, context.now)
    journal.append(
        context.stream,
        protocol.InvitationsSent(kind=command.kind, count=len(chosen), party=command.party),
        at=context.now,
        actor=context.seat.person,
        acting_as=context.seat.participant,
        audience=Audience.MODERATORS,
    )
    signals.mark_changed(context.stream, SIGNAL)


def send_test(context: Context, command: protocol.SendTestLetter) -> None:
    """Send an e-mail to the sender's own address, as others get it. The same e-mail is sent once a minute.

    Refuses `invitations.no_mail`, `invitations.unknown_language`, `invitations.no_own_address`.
    """
    conference = Conference.objects.get(pk=context.subject)
    _check_mail(conference)
    language = check_language(command.language)
    address = own_address(context.seat)
    if not address:
        raise Refusal(
            "invitations.no_own_address", "Your account has no e-mail address to which a test could be sent."
        )
    letters = Letters(conference, context.now, command.kind, is_test=True)
    row = _example(context.seat, conference, language, context.now)
    # The outbox leaves a known key out: the same e-mail is sent once a minute, and at once when the text has changed.
    text = letters.own_texts.get(language)
    about = f"{context.now:%Y%m%d%H%M}/{sha256(repr(text).encode()).hexdigest()[:16]}"
    row.email = address
    row.mail_key = f"{TEST_KEY}{row.participant_id}/{command.kind}/{language}/{about}"
    outbox.queue([letters.letter(row, EXAMPLE_CODE)])


def preview(seat: Seat, command: protocol.SendInvitations, now: datetime) -> Preview:
    """What a command would send, also in the conference's languages that nobody of the recipients has. Nothing is sent.

    Refuses `parties.unknown_party`, `parties.not_yours`.
    """
    conference = Conference.objects.get(pk=seat.conference)
    found = recipients(seat, command, now)
    letters = Letters(conference, now, command.kind)
    by_language: dict[str, list[Invitation]] = defaultdict(list)
    for row in found.invitations:
        by_language[language_of(row.language)].append(row)
    order = [code for code, _ in settings.LANGUAGES]
    shown = [code for code in order if code in by_language or code in conference.languages]
    shown.sort(key=lambda code: -len(by_language[code]))
    previews = []
    for language in shown:
        rows = by_language[language]
        standard = standard_text_in(command.kind, language)
        example = rows[0] if rows else _example(seat, conference, language, now)
        example.mail_key, example.expires_at = "", _expiry(now)
        mail = letters.letter(example, EXAMPLE_CODE)
        previews.append(
            LetterPreview(
                language,
                [row.participant.name for row in rows],
                complete_text(letters.own_texts.get(language), standard),
                standard,
                mail.subject,
                mail.text,
            )
        )
    digest = _digest(conference, letters, found.invitations)
    return Preview(previews, len(found.invitations), found.left_out, digest)


def _digest(conference: Conference, letters: Letters, chosen: Sequence[Invitation]) -> str:
    to = [(row.pk, row.email, row.language, row.participant.name) for row in chosen]
    texts = sorted((tag, vars(text)) for tag, text in letters.own_texts.items())
    return sha256(repr((letters.kind, sorted(conference.name.items()), to, texts)).encode()).hexdigest()


def own_address(seat: Seat) -> str:
    """The address to which the holder of a seat can send a test. Empty if there is none. Nobody has an account in a
    demo, whose e-mails are kept, so a test there has an example of an address (RFC 2606).
    """
    address = User.objects.filter(public_id=seat.person).values_list("email", flat=True).first()
    if not address and Conference.objects.get(pk=seat.conference).local_box:
        return "organiser@demo.example"
    return address or ""


def sent_count_of(context: Context, command: protocol.SendInvitations) -> State:
    """The number of invitations, or reminders, that were sent to a command's participants so far, for the audit log.
    Refuses `parties.unknown_party`, `parties.not_yours`.
    """
    rows = Invitation.objects.filter(conference=context.subject)
    party = _party_invited(context.seat, command.party)
    about = audit_subject(context.subject, party)
    if command.participants:
        rows = rows.filter(participant__in=[number(each) for each in command.participants])
    elif party is not None:
        rows = rows.filter(participant__party=number(party))
    if len(command.participants) == 1 and (row := rows.select_related("participant").first()) is not None:
        about = Subject("participant", str(row.participant_id), row.participant.name)
    sent = {_counter(command.kind): number_sent(rows, command.kind)}
    return State(about, {"participants": command.participants, **sent})


def number_sent(rows: "QuerySet[Invitation]", kind: LetterKind) -> int:
    """How many e-mails of a kind these invitations had so far."""
    return int(rows.aggregate(sent=Sum(_counter(kind), default=0))["sent"])


def _counter(kind: LetterKind) -> str:
    return "sent" if kind == "invitation" else "reminders"


def recipients(seat: Seat, command: protocol.SendInvitations, now: datetime) -> Recipients:
    """The invitations that a command sends or reminds of: never those which were accepted. Refuses
    `parties.unknown_party`, `parties.not_yours`.
    """
    conference = int(seat.conference)
    rows = Invitation.objects.filter(conference=conference, accepted_at=None).exclude(
        participant__roles=[], participant__party=None
    )
    rows = (
        rows.select_related("participant__party")
        .prefetch_related("participant__session_roles")
        .order_by("pk")
    )
    if command.participants:
        rows = rows.filter(participant__in=[number(each) for each in command.participants])
        for row in rows:
            check_own_delegate(seat, row.participant)
    else:
        party = _party_invited(seat, command.party)
        if party is not None:
            rows = rows.filter(participant__party=party_of(conference, party))
        if command.kind == "invitation":
            rows = rows.filter(digest=None)
    if command.kind == "invitation":
        return Recipients(list(rows))
    return _to_remind(rows, conference, now)


def _to_remind(rows: "QuerySet[Invitation]", conference: int, now: datetime) -> Recipients:
    invited = table.invitations(conference).filter(invited__in=CAN_BE_REMINDED)
    rows = rows.filter(participant__in=invited.values("pk"))
    recent = Q(made_at__gt=now - REMINDER_WAIT) | Q(reminded_at__gt=now - REMINDER_WAIT)
    return Recipients([*rows.exclude(recent)], rows.filter(recent).count())


def _nobody(kind: LetterKind) -> Refusal:
    if kind == "reminder":
        return Refusal(
            "invitations.nobody_to_remind",
            "Nobody here can be reminded: they accepted, have no invitation, or were written to within a day.",
        )
    return Refusal(
        "invitations.nobody", "Nobody here waits for an invitation. Choose people to send them another one."
    )


def _check_mail(conference: Conference) -> None:
    if not has_mail(conference):
        raise Refusal(
            "invitations.no_mail",
            "This server sends no e-mails. Whoever runs it has to set MAIL_URL, MAIL_FROM and PUBLIC_URL.",
        )


def _party_invited(seat: Seat, party: str | None) -> str | None:
    """The party whose people are invited. None if they are the people of the whole conference."""
    if permissions.allows(seat.roles, "parties.manage_all"):
        return party
    if seat.party is None or party not in (None, seat.party):
        raise Refusal(
            "parties.not_yours", "You look after your own delegation's members. Ask an organiser for others."
        )
    return seat.party


def _queue_letters(letters: Letters, chosen: Sequence[Invitation], now: datetime) -> None:
    outbox.cancel([row.mail_key for row in chosen if row.mail_key])
    mails = [_make_link(letters, row, now) for row in chosen]
    Invitation.objects.bulk_create(
        chosen,
        batch_size=BATCH_SIZE,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=SENT_FIELDS,
    )
    outbox.queue(mails)


def _make_link(letters: Letters, row: Invitation, now: datetime) -> Mail:
    """The e-mail with a new link. An invitation ends the earlier links; a reminder lets them be valid as long as its
    own.
    """
    code = codes.make_code()
    row.expires_at = _expiry(now)
    if letters.kind == "reminder":
        row.reminders += 1
        row.reminder_digest, row.reminded_at = codes.digest(code), now
        row.mail_key = f"{KEY}{row.pk}/{row.sent}/{row.reminders}"
    else:
        row.sent += 1
        row.digest, row.made_at, row.revoked_at = codes.digest(code), now, None
        row.reminder_digest, row.reminders, row.reminded_at = None, 0, None
        row.mail_key = f"{KEY}{row.pk}/{row.sent}"
    return letters.letter(row, code)


def _expiry(now: datetime) -> datetime:
    return now + timedelta(days=settings.INVITATION_DAYS)


def _example(seat: Seat, conference: Conference, language: str, now: datetime) -> Invitation:
    """An invitation of the person who asks, which is stored nowhere."""
    own = Participant.objects.select_related("party").get(pk=number(seat.participant or "0"))
    return Invitation(
        conference=conference, participant=own, language=language, expires_at=_expiry(now), mail_key=""
    )

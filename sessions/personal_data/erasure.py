"""Erases a person's data. The minutes stay intact: a substitute such as *Delegate of Fiji* replaces the name of the
person in them.

A dry run does all of it in a transaction, and rolls it back.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import transaction
from django.db.models import Model, Q

from foundation.accounts.models import User
from foundation.audit import retention as audit_retention
from foundation.database import write_transaction
from foundation.journal import entry_erasure
from foundation.journal import services as journal
from foundation.messages.projections import Audience
from foundation.refusals import Refusal
from sessions.minutes.session_course import name_in_minutes
from sessions.outcome.models import LONGEST_LABEL, Citation, Outcome
from sessions.parties.models import Participant, Party
from sessions.parties.protocol import Left
from sessions.parties.services import HAS_LEFT, check_last_organiser, withdraw_access
from sessions.personal_data import people
from sessions.personal_data.models import ErasureRequest
from sessions.personal_data.people import Person
from sessions.personal_data.tables import TABLES, Erased, PersonalDataTable, table_of
from sessions.programme.models import Conference, Session
from sessions.programme.protocol import ProgrammeEdited
from sessions.registration import services as registrations
from sessions.registration.models import Registration

ERASED_PERSON = "Erased person"

OF_SCREENS = ("conference.TechnicalCheck", "conference.SessionRole", "chat.HelpCall")
"""The tables of a conference's stream whose rows are removed from screens when the person is."""

_PARTS = table_of("conference.Participant")
BY_HAND = ("accounts.User", "conference.Participant", "audit.AuditEntry", "chat.Question", "chat.ChatMessage")
"""The tables whose rows need more than a change of values, so that code of their own erases them."""


@dataclass(frozen=True)
class Change:
    """What an erasure did, or would do, to a table: how many rows it deletes, changes or keeps."""

    model: str
    what: str
    count: int
    done: Erased


@contextmanager
def transaction_or_dry_run(dry_run: bool) -> Iterator[None]:
    """A transaction. If `dry_run`, it is rolled back at its end."""
    with write_transaction():
        yield
        if dry_run:
            transaction.set_rollback(True)


def is_needed(part: Participant) -> bool:
    """Whether the minutes refer to a participant. If so, its row has to stay, with a substitute name."""
    return any(stored.rows_of_participant(part.pk).exists() for stored in TABLES if stored.is_of_minutes)


def needed_participants() -> set[int]:
    """The participants of all conferences to whom minutes refer."""
    found: set[int] = set()
    for stored in TABLES:
        for name, kind in stored.refers.items() if stored.is_of_minutes else ():
            if kind == "participant":
                rows: Any = stored.rows.exclude(**{f"{name}__isnull": True}).order_by()
                found |= {int(each) for each in rows.values_list(name, flat=True).distinct() if each}
    return found


def name_for(part: Participant | None) -> str:
    """The name that replaces the name of an erased person in the minutes."""
    if part is None or part.party is None:
        return ERASED_PERSON
    if is_named_like(part.party, part):
        return f"Journalist of {part.party.outlet}" if part.party.outlet else ERASED_PERSON
    return f"Delegate of {part.party}"


def is_named_like(party: Party, part: Participant) -> bool:
    """Whether a party has the name of its only member, as the parties of journalists and of invited persons have."""
    return bool(party.outlet) or part.name.casefold() in {text.casefold() for text in party.name.values()}


def erase_part(user: User, conference: Conference, at: datetime, *, is_over: bool = False) -> list[Change]:
    """Erase a person's part in a conference. The caller is in a transaction, and holds no stream.

    A conference that `is_over` needs no organiser any more. Otherwise refuses `parties.last_organiser`.
    """
    person = people.person_of_user(user)
    part = Participant.objects.filter(conference=conference, person=user).select_related("party").first()
    _lock_streams(person, conference)
    if part is not None and not is_over:
        check_last_organiser(part, ())
    name = name_for(part)
    needed = part is not None and is_needed(part)
    for row in Registration.objects.filter(conference=conference, person=user):
        audit_retention.forget_subject("registration", str(row.pk), name)
    _erase_frames(person, conference, part, name, at)
    _forget_in_citations(person, conference, part, name, at)
    changes = [
        _forget_questions(person, conference, name, at),
        _forget_messages(person, conference, name, at),
    ]
    if not user.email:
        # Without an account, only the invitation has the address, and it is deleted below.
        changes.append(_erase_in_table(table_of("jobs.Job"), person))
    for stored in TABLES:
        if stored.is_of_a_conference and stored.model not in BY_HAND and stored.model not in OF_SCREENS:
            changes.append(_erase_in_table(stored, person, conference.pk))
    changes += _end_part(person, conference, part, name, at, needed=needed)
    gone = any(change.model == "conference.Registration" and change.count for change in changes)
    if gone and not is_over:
        registrations.give_away_erased_place(user, conference, at, had_part=part is not None)
    return [change for change in changes if change.count]


def is_account_needed(user: User, *, over: Collection[int] = (), has_asked: bool = False) -> bool:
    """Whether an account is still needed: the person has a part or a registration in a conference that is not among
    those that are `over`, or administers the server.

    The row of an erased part does not count. If the person `has_asked` for the erasure, administering the server does
    not count either.
    """
    if (user.is_staff or user.is_superuser) and not has_asked:
        return True
    done = ErasureRequest.objects.filter(person=user, done_at__isnull=False)
    has_part = ~HAS_LEFT | Q(session_roles__isnull=False) | ~Q(conference__in=done.values("conference"))
    parts = Participant.objects.filter(has_part, person=user).exclude(conference__in=over)
    registered = Registration.objects.filter(person=user).exclude(conference__in=over)
    return parts.exists() or registered.exists()


def erase_account(user: User) -> list[Change]:
    """Erase an account whose parts are erased. Its row stays, without a name, while minutes refer to it.

    The caller is in a transaction. Refuses `privacy.last_administrator`.
    """
    _check_not_last_administrator(user)
    person = people.person_of_user(user)
    part = Participant.objects.filter(person=user).select_related("party").order_by("pk").first()
    name = part.name if part is not None else ERASED_PERSON
    changes = [
        _erase_in_table(stored, person)
        for stored in TABLES
        if not stored.is_of_a_conference and stored.model not in BY_HAND
    ]
    about = LogEntry.objects.filter(content_type__app_label="accounts", content_type__model="user")
    about.filter(object_id=str(user.pk)).update(object_repr=name, change_message="")
    audit_retention.forget_subject("person", str(user.public_id), name)
    count = audit_retention.forget_actor(user.public_id, name)
    changes.append(_make_change(table_of("audit.AuditEntry"), count, "forgotten"))
    changes.append(_erase_user(user, stays=part is not None))
    return [change for change in changes if change.count]


def _erase_user(user: User, *, stays: bool) -> Change:
    if not stays:
        user.delete()
        return _make_change(table_of("accounts.User"), 1, "deleted")
    user.name, user.email, user.last_login = "", None, None
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    return _make_change(table_of("accounts.User"), 1, "forgotten")


def _lock_streams(person: Person, conference: Conference) -> None:
    """Lock the streams of all sessions in which the person's name stands or the person has a role, in one order, then
    those of their messages, those of the outcome documents, and then the conference's.
    """
    tables = (table_of("chat.Question"), table_of("conference.SessionRole"))
    rows = (table.rows_about(person, conference.pk).values_list("session", flat=True) for table in tables)
    for session in sorted({*chain.from_iterable(rows)}):
        journal.lock(f"session/{session}")
    for session in sorted({row.session_id for row in _messages(person, conference)}):
        journal.lock(f"chat/{session}")
    for document in _outcomes_of_conference(conference):
        journal.lock(document.stream)
    journal.lock(conference.stream)


def _erase_frames(
    person: Person, conference: Conference, part: Participant | None, name: str, at: datetime
) -> None:
    """Replace the person's name in the frames of the journal, and remove calls for help and technical checks
    from them.
    """
    asked: dict[str, list[tuple[Model, entry_erasure.Values]]] = {}
    for row in _questions_of_person(person, conference):
        asked.setdefault(f"session/{row.session_id}", []).append((row, {"author": name, "asked_by": name}))
    for row in _question_blocks(person, conference):
        asked.setdefault(f"session/{row.session_id}", []).append((row, {"name": name}))
    for row in _messages(person, conference):
        asked.setdefault(f"chat/{row.session_id}", []).append((row, _erased_message(row, name)))
        copies = [(copy, _erased_message(row, name)) for copy in row.recipients.select_related("message")]
        asked[f"chat/{row.session_id}"] += copies
    for row in _message_blocks(person, conference):
        asked.setdefault(f"chat/{row.session_id}", []).append((row, {"name": name}))
    for stream, rows in sorted(asked.items(), key=lambda each: (not each[0].startswith("session/"), each[0])):
        entry_erasure.erase(stream, rows, at=at)
    told = rows_to_remove(
        row for model in OF_SCREENS for row in table_of(model).rows_about(person, conference.pk)
    )
    if part is not None:
        told.append((part, {"name": name, "honorific": "", "function": ""}))
        if part.party is not None and is_named_like(part.party, part):
            told.append((part.party, {"name": {"en": name}, "spoken": {}}))
    entry_erasure.erase(conference.stream, told, at=at)


def _outcomes_of_conference(conference: Conference) -> Iterable[Outcome]:
    return Outcome.objects.filter(conference=conference).order_by("pk")


def _forget_in_citations(
    person: Person, conference: Conference, part: Participant | None, name: str, at: datetime
) -> None:
    """Replace the person's name in the citations of outcome documents, whose labels repeat the words of the minutes."""
    names = {row.name for row in _questions_of_person(person, conference)}
    if part is not None:
        names |= {part.name, name_in_minutes(part)}
    longest_first = sorted(filter(None, names), key=len, reverse=True)
    if not longest_first:
        return
    found = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for document in _outcomes_of_conference(conference):
        told: list[tuple[Model, entry_erasure.Values]] = []
        for row in Citation.objects.filter(paragraph__outcome=document).select_related("paragraph"):
            label = found.sub(lambda _: name, row.label)[:LONGEST_LABEL]
            if label != row.label:
                row.label = label
                row.save(update_fields=["label"])
                told.append((row, {"label": label}))
        if told:
            entry_erasure.erase(document.stream, told, at=at)
            journal.append(document.stream, ProgrammeEdited(), at=at, changed=[row for row, _ in told])


def _questions_of_person(person: Person, conference: Conference) -> list[Any]:
    return list(table_of("chat.Question").rows_about(person, conference.pk))


def _question_blocks(person: Person, conference: Conference) -> list[Any]:
    """Where moderators take no more questions of the person. Their entities repeat the asker's name."""
    return list(table_of("chat.QuestionBlock").rows_about(person, conference.pk).select_related("question"))


def rows_to_remove(rows: Iterable[Model]) -> list[tuple[Model, entry_erasure.Values]]:
    """The rows in the form that `entry_erasure.erase` takes, to remove them from the frames as a whole."""
    return [(row, None) for row in rows]


def _messages(person: Person, conference: Conference) -> list[Any]:
    rows = table_of("chat.ChatMessage").rows_about(person, conference.pk)
    return list(rows.select_related("session", "reply_to"))


def _message_blocks(person: Person, conference: Conference) -> list[Any]:
    """Where moderators take no more messages of the person. Their entities repeat the author's name."""
    return list(table_of("chat.MessageBlock").rows_about(person, conference.pk).select_related("message"))


def _erased_message(row: Any, name: str) -> entry_erasure.Values:
    """The new values of a message. The minutes have only messages to everyone. The words of all other messages are
    removed too.
    """
    if row.channel == "everyone":
        return {"author": name}
    return {"author": name, "text": "", "earlier": []}


def _forget_messages(person: Person, conference: Conference, name: str, at: datetime) -> Change:
    """Replace the person's name beside the person's messages, and delete the words of those to a group only."""
    rows = _messages(person, conference)
    for row in rows:
        row.name = name
        if row.channel != "everyone":
            row.text, row.earlier = "", []
        row.save(update_fields=["name", "text", "earlier"])
    blocks = _message_blocks(person, conference)
    for session in sorted({row.session_id for row in rows}):
        changed = [row for row in [*rows, *blocks] if row.session_id == session]
        journal.append(f"chat/{session}", ProgrammeEdited(), at=at, changed=changed)
    return _make_change(table_of("chat.ChatMessage"), len(rows), "forgotten")


def delete_group_messages(conference: Conference, at: datetime) -> int:
    """Delete the messages that only groups read, from the frames too. Returns how many there were.

    No minutes have them, so they go when the retention period is over. The caller is in a transaction.
    """
    messages: Any = table_of("chat.ChatMessage").rows_of_conference(conference.pk).exclude(channel="everyone")
    for session in sorted({*messages.values_list("session", flat=True)}):
        stream = f"chat/{session}"
        journal.lock(stream)
        rows = list(messages.filter(session=session).select_related("reply_to"))
        copies = [copy for row in rows for copy in row.recipients.select_related("message")]
        blocks: Any = table_of("chat.MessageBlock").rows.filter(message__in=rows).select_related("message")
        gone = list(blocks)
        entry_erasure.erase(stream, rows_to_remove([*rows, *copies, *gone]), at=at)
        if gone:
            journal.append(stream, ProgrammeEdited(), at=at, gone=gone, audience=Audience.MODERATORS)
    count: int = messages.count()
    messages.delete()
    return count


def _forget_questions(person: Person, conference: Conference, name: str, at: datetime) -> Change:
    """Replace the person's name in the person's questions, on every screen. Questions that were asked anonymously are
    among them.
    """
    stored = table_of("chat.Question")
    rows = _questions_of_person(person, conference)
    for row in rows:
        row.name = name
        row.save(update_fields=["name"])
    for session in Session.objects.filter(pk__in={row.session_id for row in rows}).order_by("pk"):
        asked = [
            row for row in [*rows, *_question_blocks(person, conference)] if row.session_id == session.pk
        ]
        journal.append(session.stream, ProgrammeEdited(), at=at, changed=asked)
    return _make_change(stored, len(rows), "forgotten")


def _end_part(
    person: Person, conference: Conference, part: Participant | None, name: str, at: datetime, *, needed: bool
) -> list[Change]:
    """End a person's seats in a conference, and remove the person's name and the person's own rows from every
    screen.
    """
    leaving = {model: list(table_of(model).rows_about(person, conference.pk)) for model in OF_SCREENS}
    gone = [row for rows in leaving.values() for row in rows]
    changes = [_make_change(table_of(model), len(rows), "deleted") for model, rows in leaving.items()]
    for model, rows in leaving.items():
        # Deleted before the event, whose projections read the remaining rows. The objects in `gone` keep their keys.
        table_of(model).rows.filter(pk__in=[row.pk for row in rows]).delete()
    if part is None:
        if gone:
            journal.append(conference.stream, ProgrammeEdited(), at=at, gone=gone)
    else:
        withdraw_access(part)
        audit_retention.forget_subject("participant", str(part.pk), name)
        about = LogEntry.objects.filter(
            content_type__app_label="conference", content_type__model="participant"
        )
        about.filter(object_id=str(part.pk)).update(object_repr=name, change_message="")
        parties = _rename_party(part, name)
        changes.append(_rename_participant(part, name) if needed else _make_change(_PARTS, 1, "deleted"))
        left = Left(participant=str(part.pk))
        changed, gone = ([part, *parties], gone) if needed else (parties, [part, *gone])
        who = str(person.public_id)
        journal.append(conference.stream, left, at=at, changed=changed, gone=gone, reseats=who)
    if part is not None and not needed:
        part.delete()
    return changes


def _rename_party(part: Participant, name: str) -> list[Model]:
    """Give the substitute name to the member's party, if it had its member's name. Returns the renamed parties."""
    party = part.party
    if party is None or not is_named_like(party, part):
        return []
    audit_retention.forget_subject("party", str(party.pk), name)
    party.name, party.spoken = {"en": name}, {}
    party.save(update_fields=["name", "spoken"])
    return [party]


def _rename_participant(part: Participant, name: str) -> Change:
    part.name, part.honorific, part.function, part.roles, part.party = name, "", "", [], None
    part.save(update_fields=["name", "honorific", "function", "roles", "party"])
    return _make_change(_PARTS, 1, "forgotten")


def _erase_in_table(stored: PersonalDataTable, person: Person, conference: int | None = None) -> Change:
    rows: Any = stored.rows_about(person, conference)
    count = rows.count()
    if stored.erased == "deleted":
        rows.delete()
    elif stored.erased == "forgotten":
        rows.update(**stored.forget)
    return _make_change(stored, count, stored.erased)


def _make_change(stored: PersonalDataTable, count: int, done: Erased) -> Change:
    return Change(stored.model, str(stored.what), count, done)


def _check_not_last_administrator(user: User) -> None:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise Refusal("privacy.last_administrator", "This is the only administrator. Make another one first.")

"""The texts of the e-mails of invitations that organisers may write: subject, greeting and a paragraph."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import pgettext

from foundation.journal import services as journal
from foundation.messages import edits
from foundation.messages.projections import Audience
from foundation.registry import Context
from sessions.invitations import protocol
from sessions.invitations.models import LetterText
from sessions.invitations.protocol import LetterKind
from sessions.invitations.services import check_language


@dataclass(frozen=True)
class Text:
    """The texts of an e-mail, with the placeholders `{name}` and `{conference}`."""

    subject: str
    greeting: str
    paragraph: str = ""


def standard_text(kind: LetterKind) -> Text:
    """Balai's own texts, in the current language."""
    if kind == "reminder":
        return Text(
            pgettext("invitation e-mail", "Reminder: {conference}"),
            pgettext("invitation e-mail", "{name}, your invitation is still open."),
        )
    return Text(
        pgettext("invitation e-mail", "Invitation: {conference}"),
        pgettext("invitation e-mail", "{name}, you are invited."),
    )


def standard_text_in(kind: LetterKind, language: str) -> Text:
    """Balai's own texts, in a language."""
    with translation.override(language):
        return standard_text(kind)


def own_texts(conference_id: int, kind: LetterKind) -> dict[str, Text]:
    """The texts that a conference has written, by language. An empty one stands for Balai's own."""
    rows = LetterText.objects.filter(conference=conference_id, kind=kind)
    return {row.language: Text(row.subject, row.greeting, row.paragraph) for row in rows}


def complete_text(own: Text | None, standard: Text) -> Text:
    """The texts that are sent: the conference's own, and Balai's for those that it did not write."""
    if own is None:
        return standard
    return Text(own.subject or standard.subject, own.greeting or standard.greeting, own.paragraph)


def write_letter(context: Context, command: protocol.WriteLetter) -> None:
    """Store the conference's own texts.

    Refuses `invitations.unknown_language`, `edit.nothing_seen`, `edit.changed_meanwhile`.
    """
    language = check_language(command.language)
    standard = standard_text_in(command.kind, language)
    present = complete_text(own_texts(context.subject, command.kind).get(language), standard)
    changed = edits.changes(command.values, command.seen, protocol.LetterValues(**vars(present)))
    # What is as Balai's own follows it when it changes.
    own = {name: "" if text == getattr(standard, name) else text for name, text in changed.items()}
    if not own:
        return
    LetterText.objects.update_or_create(
        own, conference_id=context.subject, kind=command.kind, language=language
    )
    journal.append(
        context.stream,
        protocol.LetterWritten(kind=command.kind, language=language),
        at=context.now,
        actor=context.seat.person,
        acting_as=context.seat.participant,
        audience=Audience.MODERATORS,
    )

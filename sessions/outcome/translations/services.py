"""The only writer of translations."""

from foundation.messages.edits import check_seen
from foundation.refusals import Refusal
from foundation.registry import Context
from sessions.outcome.rules import check_not_deciding
from sessions.outcome.services import find_outcome, find_paragraph, journal_event
from sessions.outcome.translations import protocol
from sessions.outcome.translations.models import Translation

MOST_LANGUAGES = 12


def translate(context: Context, command: protocol.TranslateParagraph) -> None:
    """Write a paragraph in another language. This is possible after the adoption too. While delegations decide, only a
    translation that they do not have yet can be written: one that is missing, or in place of one of an earlier text.

    Refuses `outcome.unknown_paragraph`, `outcome.deciding`, `outcome.authentic_language`, `outcome.unseen_version`,
    `outcome.too_many_languages`, `edit.changed_meanwhile`.
    """
    document = find_outcome(context.subject)
    paragraph = find_paragraph(document, command.paragraph)
    if command.language == document.language:
        raise Refusal(
            "outcome.authentic_language",
            "This is the language of the authentic text. Change the text itself.",
        )
    if not paragraph.versions.filter(number=command.of_version).exists():
        raise Refusal("outcome.unseen_version", "The paragraph has no such version. Look at the text again.")
    row = Translation.objects.filter(paragraph=paragraph, language=command.language).first()
    check_seen("text", command.seen, row.text if row else "")
    if row is not None and row.of_version == paragraph.version:
        check_not_deciding(document.state)
    event = protocol.ParagraphTranslated(paragraph=str(paragraph.pk), language=command.language)
    if not command.text:
        if row is not None:
            journal_event(context, event, gone=[row])
            row.delete()
        return
    if row is None:
        languages = Translation.objects.filter(paragraph__outcome=document).values("language").distinct()
        if languages.exclude(language=command.language).count() >= MOST_LANGUAGES:
            raise Refusal(
                "outcome.too_many_languages", f"A document has at most {MOST_LANGUAGES} language versions."
            )
        row = Translation(paragraph=paragraph, language=command.language)
    row.of_version, row.text, row.by, row.at = (
        command.of_version,
        command.text,
        context.seat.person,
        context.now,
    )
    row.save()
    journal_event(context, event, [row])

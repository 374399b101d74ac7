"""The texts of a session that tell which words will be said: statements that were handed in, names, documents."""

from collections.abc import Iterator

from django.utils.html import strip_tags

from sessions.models import Party, Session, WrittenStatement


def texts_of(session: Session) -> Iterator[str]:
    """The English texts of a session and its conference."""
    statements = WrittenStatement.objects.filter(session=session, withdrawn=False, language="en")
    for text, rich in statements.values_list("text", "rich"):
        yield strip_tags(text.replace("</p>", "\n")) if rich else text
    yield from FORMULAS
    for party in Party.objects.filter(conference=session.conference_id):
        name = party.name_in("en")
        yield f"I give the floor to {name}."
        yield f"The distinguished representative of {name} has the floor."
    yield from (str(text) for text in (session.title.get("en"), session.description.get("en")) if text)


FORMULAS = (
    "Thank you, Chair.",
    "Thank you, Mister Chair. Thank you, Madam Chair.",
    "Mister President, Excellencies, distinguished delegates, ladies and gentlemen.",
    "I now give the floor to the next speaker on the list.",
    "The meeting is suspended. The meeting is resumed. The meeting is adjourned.",
    "Are there any objections? I see none. It is so decided.",
)
"""What is said in every meeting."""

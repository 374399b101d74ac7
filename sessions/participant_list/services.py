"""The list of participants of a conference: delegations in protocol order, and those who speak without one."""

import csv
import io
from collections.abc import Iterable
from functools import cache
from typing import Final

from django.utils import translation
from django.utils.translation import pgettext_lazy

from foundation.database import read_transaction
from foundation.languages import in_language
from foundation.messages.protocol import Message
from foundation.spreadsheets import BYTE_ORDER_MARK, escape_formula
from sessions.exports.content import Block, Document, Heading, Paragraph, Run, text
from sessions.parties import alphabet, protocol
from sessions.parties.models import Participant, Party
from sessions.parties.services import HAS_LEFT
from sessions.programme.models import Conference

CATEGORIES: Final = ("state", "group", "observer", "other")
TEXTS: Final = {
    "title": pgettext_lazy("participants: list", "List of participants"),
    "state": pgettext_lazy("participants: list", "States"),
    "group": pgettext_lazy("participants: list", "Groups of states"),
    "observer": pgettext_lazy("participants: list", "Observers"),
    "other": pgettext_lazy("participants: list", "Others"),
    "alone": pgettext_lazy("participants: list", "Speakers without a delegation"),
    "head": pgettext_lazy("participants: list", "head of delegation"),
    "nobody": pgettext_lazy("participants: list", "Nobody was named."),
    "empty": pgettext_lazy("participants: list", "There are no participants yet."),
}
NO_DAY: Final = "2000-01-01"
"""The date of the file of a conference without days."""
COLUMNS: Final = (
    "category",
    "party",
    "party_code",
    "accredited",
    "name",
    "honorific",
    "function",
    "head",
    "place",
)


class ListedPerson(Message):
    """A person on the list. `head` says whether the person heads a delegation."""

    name: str
    honorific: str
    function: str
    head: bool
    place: protocol.Place


class ListedParty(Message):
    """A delegation, organisation or guest, with its members: heads first, then by name."""

    category: protocol.Category
    name: str
    code: str
    accredited: bool
    members: list[ListedPerson]


class ParticipantList(Message):
    """The list of participants in a language.

    `parties` are in protocol order: by category, then by rank, then by name. `others` speak, and belong to no party.
    """

    conference: str
    language: str
    parties: list[ListedParty]
    others: list[ListedPerson]


def read_list(conference: Conference, language: str) -> ParticipantList:
    """The list. It has the people whom everyone who follows the conference can see."""
    with read_transaction():
        parties = list(Party.objects.filter(conference=conference))
        people = Participant.objects.filter(conference=conference, simulated=False, given_out=False)
        rows = people.exclude(HAS_LEFT).prefetch_related("session_roles")
        shown = [row for row in rows if row.speaks]
    of_party: dict[int | None, list[Participant]] = {}
    for row in shown:
        of_party.setdefault(row.party_id, []).append(row)

    def place(party: Party) -> tuple[int, bool, int, alphabet.SortKey]:
        rank = party.rank
        name = alphabet.sort_key(party.name_in(language), language)
        return CATEGORIES.index(party.category), rank is None, rank or 0, name

    return ParticipantList(
        conference=in_language(conference.name, language),
        language=language,
        parties=[
            ListedParty(
                category=party.category,
                name=party.name_in(language),
                code=party.code,
                accredited=party.accredited,
                members=_people(of_party.get(party.pk, ()), language),
            )
            for party in sorted(parties, key=place)
        ],
        others=_people(of_party.get(None, ()), language),
    )


def _people(rows: Iterable[Participant], language: str) -> list[ListedPerson]:
    people = [
        ListedPerson(
            name=row.name,
            honorific=row.honorific,
            function=row.function,
            head="head" in row.roles,
            place=row.place,
        )
        for row in rows
    ]
    return sorted(people, key=lambda each: (not each.head, alphabet.sort_key(each.name, language)))


def as_csv(found: ParticipantList) -> str:
    """A row for each person, and for each party without a member (RFC 4180)."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for party in found.parties:
        about = [
            party.category,
            escape_formula(party.name),
            escape_formula(party.code),
            _yes_or_no(party.accredited),
        ]
        people: list[ListedPerson | None] = [*party.members] or [None]
        rows.writerows([*about, *cells] for cells in map(_person_cells, people))
    rows.writerows(["", "", "", "", *_person_cells(each)] for each in found.others)
    return BYTE_ORDER_MARK + written.getvalue()


def _person_cells(person: ListedPerson | None) -> list[str]:
    if person is None:
        return [""] * 5
    names = [escape_formula(each) for each in (person.name, person.honorific, person.function)]
    return [*names, _yes_or_no(person.head), person.place]


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"


@cache
def _texts(language: str) -> dict[str, str]:
    with translation.override(language):
        return {key: str(each) for key, each in TEXTS.items()}


def as_document(conference: Conference, found: ParticipantList) -> Document:
    """The list as a document for DOCX and PDF."""
    texts = _texts(found.language)
    day = conference.days.order_by("date").values_list("date", flat=True).first()
    return Document(
        title=texts["title"],
        symbol=f"{conference.slug.upper()}/INF.1",
        language=found.language,
        date=day.isoformat() if day else NO_DAY,
        author=found.conference,
        above=(found.conference,),
        below=(in_language(conference.notice, found.language),) if conference.notice else (),
        blocks=tuple(_blocks(found, texts)),
    )


def _blocks(found: ParticipantList, texts: dict[str, str]) -> Iterable[Block]:
    for category in CATEGORIES:
        parties = [each for each in found.parties if each.category == category]
        if parties:
            yield Heading(1, text(texts[category]))
        for party in parties:
            yield Heading(2, text(party.name))
            yield from (_person_line(each, texts) for each in party.members)
            if not party.members:
                yield Paragraph(text(texts["nobody"]), lesser=True)
    if found.others:
        yield Heading(1, text(texts["alone"]))
        yield from (_person_line(each, texts) for each in found.others)
    if not found.parties and not found.others:
        yield Paragraph(text(texts["empty"]))


def _person_line(person: ListedPerson, texts: dict[str, str]) -> Paragraph:
    name = " ".join(filter(None, (person.honorific, person.name)))
    more = ", ".join(filter(None, (person.function, texts["head"] if person.head else "")))
    return Paragraph((Run(name, bold=True), *text(f", {more}" if more else "")), indent=1)

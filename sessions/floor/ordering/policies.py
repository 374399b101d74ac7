"""The policies of FL7: each puts entries in an order. Pure: names, ranks, regions and the seed are arguments."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from foundation.lots import draw
from foundation.refusals import Refusal
from sessions.floor.core.state import UNRANKED, Entry
from sessions.floor.ordering.protocol import Choice

SortKey = tuple[int, ...]


@dataclass(frozen=True)
class Facts:
    """What a policy needs to know: data of the parties by party id, and the seed of the lots."""

    seed: str = ""
    names: Mapping[str, SortKey] = field(default_factory=dict)
    """The sort key of each party's name in the chosen language."""
    initials: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, SortKey] = field(default_factory=dict)
    """The sort key of each letter: of the parties' initials (`initials`), and of the letter from which the alphabet
    begins.
    """
    ranks: Mapping[str, int] = field(default_factory=dict)
    """The rank of precedence of each party that has one."""
    regions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class OrderedEntries:
    """The order that a policy gives, and what was drawn for it."""

    entries: list[Entry]
    letter: str = ""
    seed: str = ""
    drawn: tuple[tuple[str, ...], ...] = ()


def put_in_order(
    choice: Choice, entries: Sequence[Entry], last: Entry | None, facts: Facts
) -> OrderedEntries:
    """Put entries in the order of a policy. `entries` are in their present order. `last` is the entry in front of them,
    which keeps its place.

    Refuses `floor.nothing_to_draw`, `floor.no_ranks`, `floor.no_names`.
    """
    match choice.policy:
        case "first_come":
            return OrderedEntries(_by_category(entries, lambda of: sorted(of, key=lambda e: e.number)))
        case "precedence":
            return _by_precedence(entries, facts)
        case "alphabetical":
            return _alphabetical(choice, entries, facts)
        case "lots":
            return _by_lots(entries, facts.seed)
        case "groups_first":
            return OrderedEntries(sorted(entries, key=lambda e: not speaks_for_a_group(e)))
        case "alternate_places":
            return OrderedEntries(_sides_in_turn(entries, last, lambda e: e.place))
        case "alternate_regions":
            return OrderedEntries(_sides_in_turn(entries, last, lambda e: facts.regions.get(e.party, "")))


def speaks_for_a_group(entry: Entry) -> bool:
    """Whether the entry is of a group, or of a party on behalf of one."""
    return entry.category == "group" or entry.on_behalf_of != ""


def categories_of(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The entries by category. Entries keep their order. Categories are in the order of FL6."""
    by_category = sorted(entries, key=lambda e: e.category_place)
    return [list(of) for _, of in groupby(by_category, key=lambda e: e.category)]


def _by_category(entries: Iterable[Entry], put: Callable[[list[Entry]], Iterable[Entry]]) -> list[Entry]:
    return [entry for of in categories_of(entries) for entry in put(of)]


def _by_precedence(entries: Sequence[Entry], facts: Facts) -> OrderedEntries:
    if not facts.ranks:
        raise Refusal("floor.no_ranks", "No party has a rank yet. The organiser gives ranks to the parties.")
    rank: Callable[[Entry], tuple[int, int]] = lambda e: (facts.ranks.get(e.party, UNRANKED), e.number)  # noqa: E731
    return OrderedEntries(_by_category(entries, lambda of: sorted(of, key=rank)))


def _by_lots(entries: Sequence[Entry], seed: str) -> OrderedEntries:
    if not entries:
        raise Refusal(
            "floor.nothing_to_draw",
            "Lots are drawn for the entries after the next two, and there are none. Wait until more have come.",
        )
    here = {str(entry.number): entry for entry in entries}
    drawn = [draw(seed, (str(e.number) for e in of)) for of in categories_of(entries)]
    return OrderedEntries(
        [here[number] for numbers in drawn for number in numbers],
        seed=seed,
        drawn=tuple(tuple(numbers) for numbers in drawn),
    )


def _alphabetical(choice: Choice, entries: Sequence[Entry], facts: Facts) -> OrderedEntries:
    if entries and not facts.names:
        raise Refusal("floor.no_names", "No party has a name in this language. Choose another language.")
    letter, seed = choice.letter.upper(), ""
    drawn: tuple[tuple[str, ...], ...] = ()
    if choice.draws_letter:
        letters = draw(facts.seed, {facts.initials[e.party] for e in entries} - {""})
        if not letters:
            raise Refusal("floor.nothing_to_draw", "A letter is drawn from the names behind the next two.")
        letter, drawn, seed = letters[0], (tuple(letters),), facts.seed
    # Without parties to order no letter was looked up.
    first = facts.letters.get(letter, ())

    def key(entry: Entry) -> tuple[bool, SortKey, int]:
        name = facts.names[entry.party]
        return name < first, name, entry.number

    return OrderedEntries(_by_category(entries, lambda of: sorted(of, key=key)), letter, seed, drawn)


def _sides_in_turn(entries: Sequence[Entry], last: Entry | None, side: Callable[[Entry], str]) -> list[Entry]:
    """Within each category, take an entry of each side in turn, until all are taken. The side of the entry `last`,
    which is in front of them, has the last turn.
    """
    result: list[Entry] = []
    for of in categories_of(entries):
        queues: dict[str, list[Entry]] = {}
        for entry in of:
            queues.setdefault(side(entry), []).append(entry)
        before = side(last) if last else None
        if before in queues:
            queues[before] = queues.pop(before)
        rounds = max(len(queue) for queue in queues.values())
        result += [queue[i] for i in range(rounds) for queue in queues.values() if i < len(queue)]
        last = result[-1]
    return result

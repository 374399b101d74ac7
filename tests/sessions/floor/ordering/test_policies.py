"""Each policy alone, without a database: it orders the entries behind the next two."""

import hashlib
from typing import Any

import pytest

from foundation.lots import draw
from sessions.floor.core.state import Entry
from sessions.floor.ordering.policies import Facts, put_in_order
from sessions.floor.ordering.protocol import Choice
from sessions.parties import alphabet
from tests.support.floors import entry, refused

STATES = [entry(3), entry(1), entry(2)]
MIXED = [
    entry(5, category="other"),
    entry(4),
    entry(3, category="group"),
    entry(2),
    entry(1, category="other"),
]


NOTHING = Facts()


def numbers(
    policy: Any, entries: list[Entry], facts: Facts = NOTHING, last: Entry | None = None, **choice: Any
) -> list[int]:
    found = put_in_order(Choice(policy=policy, **choice), entries, last, facts)
    return [one.number for one in found.entries]


def spelled(**names: str) -> Facts:
    letters = {alphabet.initial(name, "en") for name in names.values()} | set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return Facts(
        seed="s",
        names={party: alphabet.sort_key(name, "en") for party, name in names.items()},
        initials={party: alphabet.initial(name, "en") for party, name in names.items()},
        letters={letter: alphabet.sort_key(letter, "en") for letter in letters},
    )


COUNTRIES = spelled(p1="Fiji", p2="Åland", p3="Chile", p4="China", p5="Zambia")


@pytest.mark.parametrize(
    "policy", ["first_come", "alphabetical", "groups_first", "alternate_places", "alternate_regions"]
)
def test_FL7_a_policy_of_nobody_is_nobody(policy: str) -> None:
    assert numbers(policy, []) == []


def test_FL7_first_come_is_the_number_within_each_category() -> None:
    assert numbers("first_come", MIXED) == [2, 4, 3, 1, 5]


def test_FL7_alphabetical_within_each_category() -> None:
    assert numbers("alphabetical", MIXED, COUNTRIES) == [2, 4, 3, 1, 5]
    assert numbers("alphabetical", STATES, COUNTRIES) == [2, 3, 1]


@pytest.mark.parametrize(
    ("letter", "becomes"),
    [
        ("A", [2, 3, 1]),
        ("B", [3, 1, 2]),
        ("c", [3, 1, 2]),
        ("D", [1, 2, 3]),
        ("F", [1, 2, 3]),
        ("G", [2, 3, 1]),
    ],
)
def test_FL7_alphabetical_begins_at_a_chosen_letter_and_goes_round(letter: str, becomes: list[int]) -> None:
    facts = spelled(p1="Fiji", p2="Åland", p3="Chile")
    assert numbers("alphabetical", STATES, facts, letter=letter) == becomes


def test_FL7_entries_of_one_name_go_by_number() -> None:
    facts = spelled(p1="Fiji", p2="Chile")
    twice = [entry(7, "p1"), entry(3, "p1", kind="intervention"), entry(5, "p2")]
    assert numbers("alphabetical", twice, facts) == [5, 3, 7]


def test_FL7_a_letter_is_drawn_from_those_of_the_list() -> None:
    found = put_in_order(Choice(policy="alphabetical", draws_letter=True), STATES, None, COUNTRIES)
    drawn = tuple(draw("s", ["A", "C", "F"]))
    assert (found.letter, found.seed, found.drawn) == (drawn[0], "s", (drawn,))
    assert [e.number for e in found.entries] == numbers("alphabetical", STATES, COUNTRIES, letter=drawn[0])


def test_FL7_precedence_is_the_rank_of_the_party_and_then_the_number() -> None:
    facts = Facts(ranks={"p2": 9, "p3": 1, "p5": 0})
    assert numbers("precedence", [entry(1), entry(4), entry(2), entry(3)], facts) == [3, 2, 1, 4]
    assert numbers("precedence", [*MIXED, entry(6)], facts) == [2, 4, 6, 3, 5, 1]
    with refused("floor.no_ranks"):
        numbers("precedence", STATES)


def test_FL7_lots_are_the_hashes_of_seed_and_entry_within_each_category() -> None:
    def by_hash(*of: int) -> list[int]:
        return sorted(of, key=lambda n: hashlib.sha256(f"a5:{n}".encode()).hexdigest())

    found = put_in_order(Choice(policy="lots"), MIXED, None, Facts(seed="a5"))
    assert [e.number for e in found.entries] == [*by_hash(2, 4), 3, *by_hash(1, 5)]
    assert (found.seed, found.letter) == ("a5", "")
    assert found.drawn == (tuple(map(str, by_hash(2, 4))), ("3",), tuple(map(str, by_hash(1, 5))))


def test_FL7_whoever_comes_or_goes_changes_nothing_between_the_others() -> None:
    items = [str(n) for n in range(1, 60)]
    drawn = draw("a5", items)
    for gone in items[::7]:
        assert draw("a5", [item for item in items if item != gone]) == [
            item for item in drawn if item != gone
        ]
    assert draw("a6", items) != drawn


def test_FL7_lots_favour_nobody() -> None:
    first = [draw(f"seed {n}", ["1", "2", "3", "4", "5"])[0] for n in range(5000)]
    assert {item: round(first.count(item) / 5000, 1) for item in "12345"} == dict.fromkeys("12345", 0.2)


@pytest.mark.parametrize(("policy", "choice"), [("lots", {}), ("alphabetical", {"draws_letter": True})])
def test_FL7_there_has_to_be_something_to_draw_from(policy: str, choice: dict[str, bool]) -> None:
    with refused("floor.nothing_to_draw"):
        numbers(policy, [], **choice)


def test_FL7_a_name_without_letters_is_nothing_to_draw_from() -> None:
    with refused("floor.nothing_to_draw"):
        numbers("alphabetical", [entry(1)], spelled(p1="4711"), draws_letter=True)


def test_FL7_a_language_that_nobody_has_a_name_in_is_refused() -> None:
    with refused("floor.no_names"):
        numbers("alphabetical", STATES, Facts())


def test_FL7_groups_go_first_and_all_else_stays() -> None:
    listed = [
        entry(5),
        entry(4, category="observer"),
        entry(3, on_behalf_of="PIF"),
        entry(2, category="group"),
        entry(1),
    ]
    assert numbers("groups_first", listed) == [3, 2, 5, 4, 1]


def placed(*of: tuple[int, str]) -> list[Entry]:
    return [entry(number, place={"h": "hall", "r": "remote"}[place]) for number, place in of]


@pytest.mark.parametrize(
    ("last", "becomes"),
    [(None, [1, 3, 2, 6, 4, 5]), ("hall", [3, 1, 6, 2, 4, 5]), ("remote", [1, 3, 2, 6, 4, 5])],
)
def test_FL7_remote_and_hall_alternate_while_there_are_both(last: Any, becomes: list[int]) -> None:
    listed = placed((1, "h"), (2, "h"), (3, "r"), (4, "h"), (5, "h"), (6, "r"))
    assert numbers("alternate_places", listed, last=last and entry(9, place=last)) == becomes


def test_FL7_alternating_goes_on_from_one_category_to_the_next() -> None:
    listed = [entry(1, place="hall"), entry(2, place="hall", category="other"), entry(3, category="other")]
    assert numbers("alternate_places", listed) == [1, 3, 2]


def test_FL7_regions_take_turns_in_the_order_in_which_they_come() -> None:
    facts = Facts(
        regions={"p1": "asia", "p2": "asia", "p3": "africa", "p4": "asia", "p5": "", "p6": "africa"}
    )
    listed = [entry(n) for n in range(1, 7)]
    assert numbers("alternate_regions", listed, facts) == [1, 3, 5, 2, 6, 4]
    assert numbers("alternate_regions", listed, facts, last=entry(2)) == [3, 5, 1, 6, 2, 4]


def test_a_letter_is_no_trouble_where_nobody_is_to_be_ordered() -> None:
    assert numbers("alphabetical", [], language="en", letter="S") == []

"""Assigns the identities and habits of simulated delegations. Pure, except for the random generator."""

from random import Random
from typing import Any

from rehearsal.delegation import Profile
from rehearsal.plan import Plan
from rehearsal.room import Entity


def order_of_arrival(parties: list[Entity], offered: frozenset[str], rng: Random) -> list[Entity]:
    """The parties in the order in which they arrive: four remote ones for each one in the hall, at random. Parties
    whose seat is on offer come last.
    """
    drawn = sorted(parties, key=lambda party: int(party["id"]))
    rng.shuffle(drawn)
    own = [party for party in drawn if party["id"] not in offered]
    remote = [party for party in own if party["place"] == "remote"]
    hall = [party for party in own if party["place"] == "hall"]
    mixed: list[Entity] = []
    while remote or hall:
        mixed += remote[:4] + hall[:1]
        remote, hall = remote[4:], hall[1:]
    return mixed + [party for party in drawn if party["id"] in offered]


def profiles(
    parties: list[Entity], seats: list[dict[str, Any]], offered: frozenset[str], plan: Plan
) -> list[Profile]:
    """The profiles of all delegations. Only remote parties that arrive early get habits, because they are on deck,
    where habits can be seen.
    """
    remote = [party["id"] for party in parties if party["place"] == "remote" and party["id"] not in offered]
    late, drops = remote[3 : 3 + plan.late], remote[2 : 2 + 4 * plan.drops : 4]
    return [
        Profile(
            party=party["id"],
            participant=seat["seat"]["participant"],
            place=party["place"],
            rank=rank,
            asks=party["id"] not in offered,
            late=party["id"] in late,
            drops=party["id"] in drops,
        )
        for rank, (party, seat) in enumerate(zip(parties, seats, strict=True))
    ]

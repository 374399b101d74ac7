"""Ordering the list by real commands and REST requests, on a real database (FL7, FL8)."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from foundation.accounts import seats
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry as Journaled
from foundation.lots import draw
from foundation.messages.projections import Audience
from sessions.floor.models import Entry
from sessions.parties.models import Party
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
NAMES = "Fiji", "Åland", "Zambia", "Chile", "Égypte", "Japan"


@pytest.fixture
def listed(hall: Assembly) -> Assembly:
    """Six states are on the list."""
    for name in NAMES:
        hall.done(hall.delegate(name), "floor.inscribe")
    return hall


def preview(hall: Assembly, seat: Seat | None, body: Any, session: int = 0) -> Any:
    headers = {"Authorization": f"Bearer {seats.sign(seat)[0]}"} if seat else {}
    path = f"/api/v1/sessions/{session or hall.session.pk}/order"
    answer = Client().post(path, json.dumps(body), content_type="application/json", headers=headers)
    return answer.json() | {"status": answer.status_code}


def shown(hall: Assembly, chair: Seat, **choice: Any) -> list[dict[str, Any]]:
    seen = preview(hall, chair, choice)["order"]
    return [{"entry": one["entry"], "moves": one["moves"]} for one in seen]


def order(hall: Assembly, chair: Seat, **choice: Any) -> Journaled:
    return hall.done(chair, "floor.order", shown=shown(hall, chair, **choice), **choice)


def listing(hall: Assembly) -> list[str]:
    entries: dict[str, Any] = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["entry"]
    return sorted(entries, key=lambda number: entries[number]["order"])


def test_FL7_a_preview_says_each_present_and_new_place_and_changes_nothing(
    listed: Assembly, chair: Seat
) -> None:
    before = Journaled.objects.count(), listing(listed)
    seen = preview(listed, chair, {"policy": "alphabetical"})
    assert seen == {
        "status": 200, "letter": "",
        "order": [
            {"entry": entry, "moves": 0, "left": int(entry), "taken": place}
            for place, entry in enumerate("124563", 1)
        ],
    }  # fmt: skip
    assert (Journaled.objects.count(), listing(listed)) == before


def test_FL8_applying_is_one_event_with_policy_seed_and_places(listed: Assembly, chair: Seat) -> None:
    told = order(listed, chair, policy="lots")
    seed = told.event["seed"]
    drawn = draw(seed, ["3", "4", "5", "6"])
    assert listing(listed) == ["1", "2", *drawn]
    assert told.event == {
        "type": "floor.ordered", "ordering": "1", "policy": "lots", "language": "", "letter": "", "seed": seed,
        "places": [
            {"entry": entry, "left": int(entry), "taken": place}
            for place, entry in enumerate(drawn, 3) if int(entry) != place
        ],
        "reason": "",
    }  # fmt: skip
    assert (told.actor, len(seed)) == (chair.person, 32)
    put = json.loads(told.everyone or "")["put"]
    assert put["ordering"]["1"] | {"at": ""} == {
        "id": "1", "policy": "lots", "language": "", "letter": "", "seed": seed, "drawn": [drawn], "at": "",
    }  # fmt: skip


def test_FL7_looking_again_draws_no_other_lots_and_each_draw_has_its_own(
    listed: Assembly, chair: Seat
) -> None:
    first = shown(listed, chair, policy="lots")
    assert [shown(listed, chair, policy="lots") for _ in range(3)] == [first] * 3
    seeds = [order(listed, chair, policy="lots").event["seed"] for _ in range(3)]
    assert len(set(seeds)) == 3
    other = Assembly()
    for name in NAMES:
        other.done(other.delegate(name), "floor.inscribe")
    assert order(other, other.moderator(), policy="lots").event["seed"] not in seeds


def test_FL7_a_letter_is_drawn_and_told(listed: Assembly, chair: Seat) -> None:
    seen = preview(listed, chair, {"policy": "alphabetical", "draws_letter": True})
    told = order(listed, chair, policy="alphabetical", draws_letter=True).event
    letters = draw(told["seed"], ["C", "E", "J", "Z"])
    assert (seen["letter"], told["letter"], told["language"]) == (letters[0], letters[0], "en")
    becomes = {"C": "456", "E": "563", "J": "634", "Z": "345"}
    first = {"C": "4563", "E": "5634", "J": "6345", "Z": "3456"}[letters[0]]
    assert (listing(listed), first[:3] in becomes.values()) == (["1", "2", *first], True)


def test_FL7_names_are_the_organisers_in_the_chosen_language(listed: Assembly, chair: Seat) -> None:
    Party.objects.filter(name__en="Japan").update(name={"en": "Japan", "id": "Aepang"})
    order(listed, chair, policy="alphabetical", language="id")
    assert listing(listed) == ["1", "2", "6", "4", "5", "3"]
    order(listed, chair, policy="alphabetical", language="en", letter="e")
    assert listing(listed) == ["1", "2", "5", "6", "3", "4"]


def test_FL7_ranks_are_the_parties(listed: Assembly, chair: Seat) -> None:
    Party.objects.filter(name__en="Japan").update(rank=1)
    order(listed, chair, policy="precedence")
    assert listing(listed) == ["1", "2", "6", "3", "4", "5"]
    listed.done(listed.delegate("Nauru", rank=2), "floor.inscribe")
    assert listing(listed) == ["1", "2", "6", "7", "3", "4", "5"]


def test_FL7_regions_alternate(listed: Assembly, chair: Seat) -> None:
    Party.objects.filter(name__en__in=["Zambia", "Égypte"]).update(region="africa")
    Party.objects.filter(name__en="Åland").update(region="africa")
    order(listed, chair, policy="alternate_regions")
    assert listing(listed) == ["1", "2", "4", "3", "6", "5"]


def test_FL7_an_ordering_is_taken_back_and_the_one_before_is_shown_again(
    listed: Assembly, chair: Seat
) -> None:
    first = order(listed, chair, policy="lots")
    before = listing(listed)
    order(listed, chair, policy="alphabetical")
    told = listed.done(chair, "floor.undo_order", ordering="2")
    assert (told.event["type"], listing(listed)) == ("floor.order_undone", before)
    put = json.loads(first.everyone or "")["put"]["ordering"]
    assert journal.snapshot_of(listed.stream, Audience.EVERYONE).entities["ordering"] == put
    listed.done(chair, "floor.undo_order", ordering="1")
    assert listing(listed) == ["1", "2", "3", "4", "5", "6"]
    assert journal.snapshot_of(listed.stream, Audience.EVERYONE).entities["ordering"] == {}
    assert order(listed, chair, policy="lots").event["ordering"] == "3"


def test_FL7_refused_orderings(listed: Assembly, chair: Seat, fiji: Seat) -> None:
    seen = shown(listed, chair, policy="alphabetical")
    listed.done(chair, "floor.move", entry="3", moves=0, before="5", before_moves=0)
    assert listed.code(chair, "floor.order", policy="alphabetical", shown=seen) == "floor.list_changed"
    assert listed.code(chair, "floor.undo_order", ordering="1") == "floor.order_gone"
    assert listed.code(chair, "floor.order", policy="precedence", shown=seen) == "floor.no_ranks"
    assert (
        listed.code(chair, "floor.order", policy="alphabetical", language="xx", shown=seen)
        == "floor.no_names"
    )
    assert listed.code(fiji, "floor.order", policy="first_come", shown=[]) == "wire.forbidden"


@pytest.mark.parametrize(
    "choice", [{"policy": "by_size"}, {"policy": "alphabetical", "letter": "ab"}, [], {}]
)
def test_FL7_what_is_no_choice_is_not_understood(listed: Assembly, chair: Seat, choice: Any) -> None:
    seen = preview(listed, chair, choice)
    assert (seen["status"], seen["code"]) == (400, "wire.bad_command")


def test_FL7_a_preview_is_a_moderators(listed: Assembly, chair: Seat, fiji: Seat) -> None:
    body = {"policy": "first_come"}
    assert preview(listed, None, body)["code"] == "seat.missing"
    assert preview(listed, fiji, body)["code"] == "wire.forbidden"
    assert preview(listed, Assembly().moderator(), body)["code"] == "wire.wrong_conference"
    assert preview(listed, chair, body, session=999)["code"] == "wire.unknown_stream"
    assert preview(listed, chair, {"policy": "precedence"})["code"] == "floor.no_ranks"
    listed.done(chair, "session.close")
    assert preview(listed, chair, body)["code"] == "session.closed"


# Cost


def crowded(size: int) -> Assembly:
    """A session with this many entries, whose parties' names are not in order."""
    hall = Assembly()
    for n in range(size):
        party = hall.party(f"Party {(n * 37) % 1000:03}", rank=size - n)
        Entry.objects.create(
            session=hall.session, number=n + 1, party=party, category="state", kind="statement", mode="live",
            place="hall" if n % 3 else "remote", inscribed_at=hall.session.starts_at,
        )  # fmt: skip
    hall.session.floor.next_number = size + 1
    hall.session.floor.save()
    return hall


def cost(hall: Assembly, chair: Seat, kind: str, **fields: Any) -> tuple[int, int, int]:
    """The number of queries of a command, the number of entries in its frame, and the frame's length."""
    with CaptureQueriesContext(connection) as queries:
        told = hall.done(chair, kind, **fields)
    frame = told.everyone or ""
    return len(queries) - 2, len(json.loads(frame)["put"].get("entry", {})), len(frame)


LIMITS = {"state": 60, "group": 60, "observer": 60, "other": 60}


def costs(size: int) -> dict[str, tuple[int, int, int]]:
    hall = crowded(size)
    chair = hall.moderator()
    last, middle = str(size), str(size - 2)
    found = {
        "far": cost(hall, chair, "floor.move", entry=last, moves=0, before="1", before_moves=0),
        "behind": cost(hall, chair, "floor.move", entry="1", moves=0),
        "near": cost(hall, chair, "floor.move", entry=last, moves=1, before=middle, before_moves=0),
        "limits": cost(hall, chair, "floor.set_limits", limits=LIMITS),
        "grant": cost(hall, chair, "floor.grant", entry="2", token=0, confirmed=True),
    }
    for policy in ("lots", "alphabetical", "precedence", "first_come"):
        found[policy] = cost(
            hall, chair, "floor.order", policy=policy, shown=shown(hall, chair, policy=policy)
        )
    found["undo"] = cost(hall, chair, "floor.undo_order", ordering="4")
    return found


@pytest.mark.thorough
def test_FL8_what_a_command_costs_is_flat_up_to_200_entries() -> None:
    few, many = costs(20), costs(200)
    assert {kind: queries for kind, (queries, _, _) in few.items()} == {
        kind: queries for kind, (queries, _, _) in many.items()
    }
    assert {kind: many[kind][1] for kind in ("far", "near", "grant")} == {"far": 1, "near": 1, "grant": 0}
    assert max(size for _, _, size in many.values()) < 90_000

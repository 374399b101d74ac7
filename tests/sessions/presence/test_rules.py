"""Rules of presence (FL21): people and parties count, not sockets."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sessions.presence.rules import (
    Guests,
    SeenConnection,
    StoredAttendance,
    attendance_changes,
    presence_signal,
)

NOW = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)
GRACE = timedelta(seconds=30)
PARTIES = ("1", "2", "3")

missing = st.none() | st.integers(0, 60).map(lambda seconds: NOW - timedelta(seconds=seconds))
records = st.dictionaries(st.sampled_from(PARTIES), st.tuples(st.booleans(), missing)).map(
    lambda rows: [
        StoredAttendance(party, present, since if present else None)
        for party, (present, since) in rows.items()
    ]
)
people = st.lists(
    st.builds(
        lambda n, party, place, role: SeenConnection(f"p{n}", f"{n}", party, place, (role,)),
        st.integers(0, 5),
        st.sampled_from(["", *PARTIES]),
        st.sampled_from(["hall", "remote"]),
        st.sampled_from(["delegate", "moderator"]),
    ),
    unique_by=lambda seen: seen.person,
)
guests = st.lists(
    st.builds(
        Guests,
        st.sampled_from(["hall", "remote"]), st.just(("audience",)), st.booleans(), st.integers(1, 5000),
    )
)  # fmt: skip


@given(st.sets(st.sampled_from(PARTIES)), records)
def test_settle_is_the_difference_of_who_is_here_and_the_record(
    connected: set[str], attended: list[StoredAttendance]
) -> None:
    changes = attendance_changes(connected, attended, NOW, GRACE)
    rows = {row.party: row for row in attended}
    for party in PARTIES:
        row = rows.get(party)
        recorded, since = (row.present, row.missing_since) if row else (False, None)
        here = party in connected
        assert (party in changes.arrived) == (here and not recorded)
        assert (party in changes.back) == (here and recorded and since is not None)
        assert (party in changes.missing) == (not here and recorded and since is None)
        assert (party in changes.left) == (not here and since is not None and NOW - since >= GRACE)


@given(st.sets(st.sampled_from(PARTIES)), records)
def test_what_was_settled_stays_settled(connected: set[str], attended: list[StoredAttendance]) -> None:
    changes = attendance_changes(connected, attended, NOW, GRACE)
    rows = {row.party: row for row in attended}
    for party in changes.arrived | changes.back:
        rows[party] = StoredAttendance(party, True, None)
    for party in changes.missing:
        rows[party] = StoredAttendance(party, True, NOW)
    for party in changes.left:
        rows[party] = StoredAttendance(party, False, None)
    again = attendance_changes(connected, rows.values(), NOW, GRACE)
    assert not (again.arrived | again.back | again.missing | again.left)


@given(people, st.data())
def test_more_sockets_of_the_same_people_change_nothing(
    seen: list[SeenConnection], data: st.DataObject
) -> None:
    tabs = [one for one in seen for _ in range(data.draw(st.integers(1, 3)))]
    assert presence_signal(data.draw(st.permutations(tabs))) == presence_signal(seen)


@given(people, guests)
def test_everyone_is_counted_once(seen: list[SeenConnection], crowd: list[Guests]) -> None:
    value = presence_signal(seen, crowd)
    assert set(value.parties) == {one.party for one in seen if one.party}
    for party, members in value.parties.items():
        here = [one for one in seen if one.party == party]
        assert len(members.hall) + len(members.remote) == len(here)
        assert members.hall == sorted(one.participant for one in here if one.place == "hall")
    assert value.audience_hall + value.audience_remote == sum(some.number for some in crowd)
    assert value.audience_simulated == sum(some.number for some in crowd if some.simulated)
    assert value.moderators == sum(one.roles == ("moderator",) for one in seen)
    assert value.people == sorted(one.participant for one in seen if not one.party)

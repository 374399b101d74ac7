"""What organisers change of parties and participants."""

from foundation.accounts.models import SeatRevision
from foundation.journal.models import Entry
from sessions.models import Amendment, Outcome
from sessions.parties.models import Participant, Party
from sessions.programme.models import Theme
from tests.sessions.planning.conftest import Office


def test_a_party_is_changed_and_the_staff_see_its_details(office: Office) -> None:
    party = office.party("Fiji")
    theme = Theme.objects.create(conference=office.conference, key="seas", title={"en": "Seas"})
    office.plan(
        "parties.change",
        party=str(party.pk),
        values={
            "name": {"en": "Fiji", "id": "Fiji"},
            "rank": 3,
            "groups": ["Pacific"],
            "theme": str(theme.pk),
        },
        seen={"name": {"en": "Fiji"}, "rank": None, "groups": [], "theme": None},
    )

    party.refresh_from_db()
    assert (party.rank, party.groups, party.theme) == (3, ["Pacific"], theme)
    entry = Entry.objects.filter(stream=office.conference.stream).latest("seq")
    assert entry.event["fields"] == ["groups", "name", "rank", "theme"]
    assert '"party_details"' in (entry.moderators or "")
    assert '"rank":3' not in (entry.everyone or "")


def test_two_organisers_change_one_cell(office: Office) -> None:
    party = office.party("Fiji", region="Oceania")
    told = office.refused(
        "parties.change", party=str(party.pk), values={"region": "Asia"}, seen={"region": ""}
    )
    assert (told.code, "Oceania" in told.message) == ("edit.changed_meanwhile", True)


def test_a_party_takes_no_name_of_another_one(office: Office) -> None:
    party = office.party("Fiji")
    office.party("Chile")
    told = office.refused(
        "parties.change", party=str(party.pk), values={"name": {"en": "chile"}}, seen={"name": {"en": "Fiji"}}
    )
    assert told.code == "parties.already_there"


def test_a_forty_character_name_in_arabic_is_kept(office: Office) -> None:
    name = "جمهورية الأصدقاء المتحدة والجزر المجاورة"
    party = office.party("Friends")
    values, seen = {"name": {"ar": name}}, {"name": {"en": "Friends"}}
    office.plan("parties.change", party=str(party.pk), values=values, seen=seen)
    party.refresh_from_db()
    assert party.name == {"ar": name}


def test_only_a_party_that_nobody_uses_is_removed(office: Office) -> None:
    seat = office.delegate("Fiji")
    assert office.refused("parties.remove", party=str(seat.party)).code == "parties.in_use"
    chile = office.party("Chile")
    office.plan("parties.remove", party=str(chile.pk))
    assert not Party.objects.filter(pk=chile.pk).exists()
    assert office.refused("parties.remove", party=str(chile.pk)).code == "parties.unknown_party"


def test_a_party_that_proposed_something_is_not_removed(office: Office) -> None:
    party, document = office.party("Fiji"), Outcome.objects.create(conference=office.conference)
    Amendment.objects.create(outcome=document, party=party, base=0, number=1)
    assert office.refused("parties.remove", party=str(party.pk)).code == "parties.in_use"


def test_a_person_who_moves_has_another_seat(office: Office) -> None:
    seat = office.delegate("Fiji")
    chile = office.party("Chile")
    office.plan(
        "people.change",
        participant=str(seat.participant),
        values={"party": str(chile.pk), "place": "hall", "function": "Counsellor"},
        seen={"party": seat.party, "place": "remote", "function": ""},
    )

    row = Participant.objects.get(pk=seat.participant)
    assert (row.party, row.place, row.function) == (chile, "hall", "Counsellor")
    revision = SeatRevision.objects.get(person=seat.person)
    assert (revision.party, revision.place) == (str(chile.pk), "hall")


def test_a_person_who_was_removed_is_not_changed(office: Office) -> None:
    seat = office.delegate("Fiji")
    office.plan("parties.remove_member", participant=str(seat.participant))
    told = office.refused(
        "people.change",
        participant=str(seat.participant),
        values={"honorific": "H.E."},
        seen={"honorific": ""},
    )
    assert told.code == "parties.was_removed"

"""Language channels as commands change them."""

import json
import re
import uuid
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from chat.models import ChatMessage, ReadMark
from foundation import clock
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.journal.verification import verify
from foundation.messages.projections import Audience
from foundation.messages.protocol import Done, Refused
from sessions.models import Session, SessionRole
from sessions.parties.services import interpreted_streams
from sessions.roles.rules import SIGN_LANGUAGES
from streaming.equipment_keys import services as keys
from streaming.models import LanguageChannel
from streaming.signalling.floor_snapshot import read_floor
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


def channel(hall: Assembly, language: str) -> Any:
    """A channel as everyone sees it, or None."""
    return (
        journal.snapshot_of(hall.stream, Audience.EVERYONE).entities.get("language_channel", {}).get(language)
    )


def languages(hall: Assembly) -> list[str]:
    rows = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities.get("language_channel", {})
    return sorted(rows, key=lambda language: rows[language]["position"])


def assign(hall: Assembly, seat: Seat, *tags: str) -> None:
    for tag in tags:
        SessionRole.objects.create(
            session=hall.session, participant_id=int(seat.participant or 0), role="interpreter", language=tag
        )


@pytest.fixture
def ana(hall: Assembly) -> Seat:
    seat = hall.person("Ana", "interpreter")
    assign(hall, seat, "fr", "es")
    return seat


@pytest.fixture
def ben(hall: Assembly) -> Seat:
    seat = hall.person("Ben", "interpreter")
    assign(hall, seat, "fr", "es")
    return seat


@pytest.fixture(autouse=True)
def channels(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "interpretation.set_channels", languages=["fr", "es"])


def test_channels_stand_in_the_order_of_the_organiser_and_keep_who_is_on_duty(
    hall: Assembly, chair: Seat, ana: Seat
) -> None:
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    hall.done(ana, "interpretation.choose_incoming", language="fr", incoming="es")
    hall.done(chair, "interpretation.set_channels", languages=["en", "fr"])

    assert languages(hall) == ["en", "fr"]
    assert (channel(hall, "fr")["on_duty"], channel(hall, "fr")["incoming"]) == (ana.participant, "")


def test_of_two_organisers_who_change_the_languages_the_second_is_refused(
    hall: Assembly, chair: Seat
) -> None:
    act = "interpretation.set_channels"
    hall.done(chair, act, languages=["fr", "es", "ar"], seen=["fr", "es"])
    second = hall.do(chair, act, languages=["fr", "es", "ru"], seen=["fr", "es"])
    assert isinstance(second, Refused)
    assert (second.code, "fr · es · ar" in second.message) == ("edit.changed_meanwhile", True)
    assert languages(hall) == ["fr", "es", "ar"]
    same = hall.do(chair, act, languages=["fr", "es", "ar"], seen=["fr", "es"])
    assert isinstance(same, Done)


def test_of_two_organisers_who_choose_the_sign_language_the_second_is_refused(
    hall: Assembly, chair: Seat
) -> None:
    act = "interpretation.set_sign_channel"
    hall.done(chair, act, language="ase", seen="")
    assert hall.code(chair, act, language="fsl", seen="") == "edit.changed_meanwhile"
    hall.done(chair, act, language="fsl", seen="ase")


def test_the_same_channels_again_change_nothing(hall: Assembly, chair: Seat) -> None:
    before = journal.heads([hall.stream])
    hall.do(chair, "interpretation.set_channels", languages=["fr", "es"])
    assert journal.heads([hall.stream]) == before


def test_a_handover_is_offered_and_accepted(hall: Assembly, ana: Seat, ben: Seat) -> None:
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    assert hall.code(ben, "interpretation.go_on_duty", language="fr") == "interpretation.occupied"
    hall.done(ben, "interpretation.hand_over", language="fr", to=ben.participant)
    offered = channel(hall, "fr")
    assert (offered["on_duty"], offered["offered_to"], offered["offered_by"]) == (
        ana.participant,
        ben.participant,
        ben.participant,
    )
    entry = hall.done(ana, "interpretation.accept_handover", language="fr")

    assert entry.event == {"type": "interpretation.handed_over", "language": "fr", "to": ben.participant}
    after = channel(hall, "fr")
    assert (after["on_duty"], after["offered_to"], after["offered_by"]) == (ben.participant, None, None)
    assert after["since"] > offered["since"]


def test_an_interpreter_is_on_duty_in_one_channel(hall: Assembly, ana: Seat, ben: Seat) -> None:
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    hall.done(ana, "interpretation.go_on_duty", language="es")
    assert (channel(hall, "fr")["on_duty"], channel(hall, "es")["on_duty"]) == (None, ana.participant)
    hall.done(ben, "interpretation.go_on_duty", language="fr")
    hall.done(ana, "interpretation.hand_over", language="fr", to=ana.participant, now=True)
    assert (channel(hall, "fr")["on_duty"], channel(hall, "es")["on_duty"]) == (ana.participant, None)


def test_a_two_way_booth_is_heard_in_another_channel(hall: Assembly, ana: Seat) -> None:
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    assert (channel(hall, "fr")["held_by"], channel(hall, "es")["held_by"]) == ("fr", None)
    entry = hall.done(ana, "interpretation.choose_outgoing", language="fr", outgoing="es")

    assert entry.event == {"type": "interpretation.outgoing_chosen", "language": "fr", "outgoing": "es"}
    assert (channel(hall, "fr")["held_by"], channel(hall, "es")["held_by"]) == (None, "fr")
    assert (channel(hall, "fr")["outgoing"], channel(hall, "fr")["second"]) == ("es", "es")
    assert read_floor(hall.session.pk).booths == (("fr", ""), ("es", ana.person))
    hall.done(ana, "interpretation.choose_outgoing", language="fr", outgoing="fr")
    assert (channel(hall, "fr")["outgoing"], channel(hall, "fr")["second"]) == ("fr", "es")
    hall.done(ana, "interpretation.go_off_duty", language="fr")
    assert channel(hall, "fr")["held_by"] is None


def test_booths_that_meet_on_a_channel_are_interlocked_or_the_last_is_heard(
    hall: Assembly, chair: Seat, ana: Seat, ben: Seat
) -> None:
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    hall.done(ben, "interpretation.choose_outgoing", language="es", outgoing="fr")
    assert hall.code(ben, "interpretation.go_on_duty", language="es") == "interpretation.channel_held"
    assert channel(hall, "es")["on_duty"] is None

    hall.done(chair, "interpretation.set_policy", meeting="override")
    hall.done(ben, "interpretation.go_on_duty", language="es")
    assert (channel(hall, "fr")["on_duty"], channel(hall, "fr")["held_by"]) == (None, "es")
    assert read_floor(hall.session.pk).booths == (("fr", ben.person), ("es", ""))


def test_a_booth_whose_second_channel_is_closed_goes_off_duty(hall: Assembly, chair: Seat, ana: Seat) -> None:
    hall.done(ana, "interpretation.choose_outgoing", language="fr", outgoing="es")
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    hall.done(chair, "interpretation.set_channels", languages=["fr", "en"])

    french = channel(hall, "fr")
    assert (french["on_duty"], french["outgoing"], french["second"], french["held_by"]) == (
        None,
        "fr",
        "",
        None,
    )


def test_only_those_who_are_assigned_to_a_channel_work_in_it(hall: Assembly, ana: Seat) -> None:
    eve = hall.person("Eve", "interpreter")
    assert hall.code(eve, "interpretation.go_on_duty", language="fr") == "interpretation.not_assigned"
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    assert (
        hall.code(ana, "interpretation.hand_over", language="fr", to=eve.participant)
        == "interpretation.not_assigned"
    )
    assert hall.code(ana, "interpretation.go_on_duty", language="de") == "interpretation.unknown_language"


def sign_channel(hall: Assembly) -> Any:
    """The sign channel as everyone sees it, or None."""
    rows = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities.get("sign_channel", {})
    return next(iter(rows.values()), None)


def test_a_session_has_one_sign_channel_beside_its_languages(
    hall: Assembly, chair: Seat, ana: Seat, ben: Seat
) -> None:
    hall.done(chair, "interpretation.set_sign_channel", language="ase")
    assert (sign_channel(hall)["id"], languages(hall)) == ("ase", ["fr", "es"])
    repeated = "interpretation.repeated_language"
    assert hall.code(chair, "interpretation.set_sign_channel", language="fr") == repeated
    assert hall.code(chair, "interpretation.set_channels", languages=["fr", "ase"]) == repeated

    hall.done(chair, "interpretation.show_sign_in_hall", shown=True)
    entry = hall.done(chair, "interpretation.set_sign_channel", language="ils")
    assert entry.event == {"type": "interpretation.sign_channel_set", "language": "ils"}
    assert (sign_channel(hall)["id"], sign_channel(hall)["on_hall_screen"]) == ("ils", True)

    hall.done(chair, "interpretation.set_channels", languages=["es"])
    assert sign_channel(hall)["id"] == "ils"
    hall.done(chair, "interpretation.set_sign_channel", language="")
    assert sign_channel(hall) is None
    assert (
        hall.code(chair, "interpretation.show_sign_in_hall", shown=True) == "interpretation.unknown_language"
    )


def assigned(hall: Assembly, seat: Seat, language: str, act: str = "give") -> str:
    """Give the role of an interpreter, or take it, as an organiser. Returns the code of a refusal."""
    answer = hall.do(
        hall.person("Organiser", "organiser"),
        f"session_roles.{act}",
        stream=hall.conference.stream,
        session=str(hall.session.pk),
        participant=seat.participant,
        role="interpreter",
        language=language,
    )
    return answer.code if isinstance(answer, Refused) else ""


def roles_of(seat: Seat) -> list[str]:
    held = SessionRole.objects.filter(participant=int(seat.participant or 0))
    return [*held.values_list("language", flat=True)]


def roles_in(hall: Assembly) -> list[str]:
    rows = journal.snapshot_of(hall.conference.stream, Audience.EVERYONE).entities["session_role"]
    return sorted(row["language"] for row in rows.values())


def test_who_is_assigned_to_a_language_opens_its_channel(hall: Assembly) -> None:
    carla = hall.person("Carla", "interpreter")
    assert assigned(hall, carla, "ar") == ""
    assert languages(hall) == ["fr", "es", "ar"]
    last = Entry.objects.filter(stream=hall.stream).order_by("seq").last()
    assert last is not None
    assert last.event == {"type": "interpretation.channels_set", "languages": ["fr", "es", "ar"]}
    assert list(json.loads(last.everyone or "")["put"]["language_channel"]) == ["ar"]
    hall.done(carla, "interpretation.go_on_duty", language="ar")

    assert assigned(hall, carla, "ar", act="take") == ""
    assert languages(hall) == ["fr", "es", "ar"], "its listeners keep it"


def test_a_sign_language_is_opened_as_such_and_no_second_one(hall: Assembly) -> None:
    signer = hall.person("Signer", "interpreter")
    assert assigned(hall, signer, "ase") == ""
    assert (sign_channel(hall)["id"], languages(hall)) == ("ase", ["fr", "es"])
    assert assigned(hall, signer, "ils") == ""
    assert (sign_channel(hall)["id"], languages(hall)) == ("ase", ["fr", "es"])


def test_no_channel_is_opened_for_any_language_another_role_or_a_closed_session(hall: Assembly) -> None:
    carla = hall.person("Carla", "interpreter")
    assert assigned(hall, carla, "") == ""
    Session.objects.filter(pk=hall.session.pk).update(state="closed")
    assert assigned(hall, carla, "ar") == ""
    assert languages(hall) == ["fr", "es"]


def test_a_session_has_no_channel_too_many_and_none_twice(hall: Assembly, chair: Seat) -> None:
    carla = hall.person("Carla", "interpreter")
    hall.done(chair, "interpretation.set_channels", languages=[f"x{letter}" for letter in "abcdefghijkl"])
    assert assigned(hall, carla, "ar") == "interpretation.too_many_languages"
    assert "ar" not in roles_in(hall)


def test_a_language_in_other_letters_is_that_of_the_channel(hall: Assembly, chair: Seat) -> None:
    carla = hall.person("Carla", "interpreter")
    assert [assigned(hall, carla, tag) for tag in ("FR", "fr", "pt-br", "PT-BR")] == [""] * 4
    assert (languages(hall), roles_in(hall)) == (["fr", "es", "pt-BR"], ["fr", "pt-BR"])
    hall.done(carla, "interpretation.go_on_duty", language="Fr")
    hall.done(
        chair, "interpretation.set_channels", languages=["FR", "PT-br", "zh-HANT"], seen=["FR", "ES", "pt-br"]
    )
    assert (languages(hall), roles_in(hall)) == (["fr", "pt-BR", "zh-Hant"], ["fr", "pt-BR"])
    assert channel(hall, "fr")["on_duty"] == carla.participant
    assert assigned(hall, carla, "Pt-Br", "take") == ""
    assert (assigned(hall, carla, "ASE"), sign_channel(hall)["id"]) == ("", "ase")
    assert hall.code(chair, "interpretation.set_channels", languages=["fr", "FR"]) == (
        "interpretation.repeated_language"
    )
    assert verify(hall.conference.stream).fault == ""


def test_who_interprets_into_a_closed_channel_loses_the_role(
    hall: Assembly, chair: Seat, ana: Seat, ben: Seat
) -> None:
    assert assigned(hall, ana, "") == ""
    hall.done(chair, "interpretation.set_channels", languages=["es"])
    assert roles_in(hall) == ["", "es", "es"]
    hall.done(chair, "interpretation.set_sign_channel", language="ase")
    assert assigned(hall, ben, "ase") == ""
    hall.done(chair, "interpretation.set_sign_channel", language="ils")
    assert roles_in(hall) == ["", "es", "es"]
    assert verify(hall.conference.stream).fault == ""


def test_earlier_interpreters_get_their_channels(hall: Assembly, ana: Seat) -> None:
    assign(hall, ana, "ar", "ase", "ils", "")
    migration = import_module("streaming.migrations.0009_channels_of_interpreters")
    migration.open_channels(apps, None)
    assert (languages(hall), sign_channel(hall)["id"]) == (["fr", "es", "ar"], "ase")


def test_earlier_tags_in_other_letters_are_written_in_the_usual_form(hall: Assembly, ana: Seat) -> None:
    assign(hall, ana, "FR", "zh-HANT")
    LanguageChannel.objects.filter(language="fr").update(language="FR", incoming="ES", held_by="FR")
    LanguageChannel.objects.filter(language="es").update(outgoing="FR", second="Fr")
    LanguageChannel.objects.create(session=hall.session, language="ES", position=2)
    for number, (spelled, pinned) in enumerate((("booth/fr", True), ("booth/FR", True), ("booth/ES", True))):
        ChatMessage.objects.create(
            session=hall.session, number=number, channel=spelled, pinned=pinned, sent_at=clock.now()
        )
        ReadMark.objects.create(session=hall.session, person=ana.person, channel=spelled, number=number)
    keys.make_key(hall.session.pk, "Booth", ana.person, "FR")
    import_module("streaming.migrations.0010_usual_tags").write_usual_tags(apps, None)
    assert sorted(roles_of(ana)) == ["es", "fr", "zh-Hant"]
    stored = LanguageChannel.objects.order_by("pk")
    assert [*stored.values_list("language", "incoming", "outgoing", "second", "held_by")] == [
        ("fr", "es", "", "", "fr"), ("es", "", "fr", "fr", "")
    ]  # fmt: skip
    messages = ChatMessage.objects.order_by("number")
    assert [*messages.values_list("channel", "pinned")] == [
        ("booth/fr", True), ("booth/fr", False), ("booth/es", True)
    ]  # fmt: skip
    assert [*ReadMark.objects.order_by("number").values_list("channel", "number")] == [
        ("booth/fr", 0), ("booth/es", 2)
    ]  # fmt: skip
    assert keys.booth_key(hall.session.pk, "fr") is not None


def test_the_page_offers_the_sign_languages_that_the_rules_know() -> None:
    page = Path("frontend/src/views/interpretation/signLanguages.ts").read_text(encoding="utf-8")
    assert set(re.findall(r'^  "([a-z]+)",$', page, re.MULTILINE)) == SIGN_LANGUAGES


def test_signers_hand_over_as_booths_do_and_are_on_duty_in_one_channel(
    hall: Assembly, chair: Seat, ana: Seat, ben: Seat
) -> None:
    hall.done(chair, "interpretation.set_sign_channel", language="ase")
    assert hall.code(ana, "interpretation.go_on_duty", language="ase") == "interpretation.not_assigned"
    assign(hall, ana, "ase")
    assign(hall, ben, "ase")
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    entry = hall.done(ana, "interpretation.go_on_duty", language="ase")
    assert entry.everyone is not None
    assert "sign_channel" in json.loads(entry.everyone)["put"]
    assert (channel(hall, "fr")["on_duty"], sign_channel(hall)["on_duty"]) == (None, ana.participant)

    hall.done(ana, "interpretation.hand_over", language="ase", to=ben.participant)
    hall.done(ben, "interpretation.accept_handover", language="ase")
    assert sign_channel(hall)["on_duty"] == ben.participant


def test_a_signer_interprets_from_the_floor_or_from_a_booth_and_no_booth_from_a_signer(
    hall: Assembly, chair: Seat, ana: Seat
) -> None:
    hall.done(chair, "interpretation.set_sign_channel", language="ase")
    assign(hall, ana, "ase")
    hall.done(ana, "interpretation.choose_incoming", language="ase", incoming="fr")
    refused = hall.code(ana, "interpretation.choose_incoming", language="fr", incoming="ase")
    assert refused == "interpretation.unknown_language"

    hall.done(chair, "interpretation.set_channels", languages=["es"])
    assert sign_channel(hall)["incoming"] == ""


def test_the_language_of_a_turn_is_chosen_at_inscription_and_changed(
    hall: Assembly, chair: Seat, ana: Seat, fiji: Seat
) -> None:
    hall.done(fiji, "floor.inscribe", language="en")

    entities = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities
    assert entities["entry"]["1"]["language"] == "en"
    token = entities["floor"][str(hall.session.pk)]["token"]
    hall.done(chair, "floor.grant", entry="1", token=token, confirmed=True)
    entry = hall.done(ana, "floor.set_language", entry="1", language="fr")

    assert entry.event["language"] == "fr"
    (turn,) = journal.snapshot_of(hall.stream, Audience.EVERYONE).entities["turn"].values()
    assert turn["language"] == "fr"
    assert hall.code(ana, "floor.set_language", entry="9", language="fr") == "floor.entry_gone"


def test_whose_assignment_is_taken_is_heard_no_longer(hall: Assembly, ana: Seat, ben: Seat) -> None:
    organiser = hall.person("Olga", "organiser")
    conference = hall.conference.stream
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    hall.done(ana, "interpretation.hand_over", language="fr", to=ben.participant)
    role = {"session": str(hall.session.pk), "role": "interpreter"}
    hall.done(
        organiser, "session_roles.take", stream=conference, participant=ana.participant, language="es", **role
    )
    assert (channel(hall, "fr")["on_duty"], channel(hall, "fr")["offered_to"]) == (
        ana.participant,
        ben.participant,
    )
    hall.done(
        organiser, "session_roles.take", stream=conference, participant=ben.participant, language="fr", **role
    )
    assert (channel(hall, "fr")["on_duty"], channel(hall, "fr")["offered_to"]) == (ana.participant, None)
    hall.done(
        organiser, "session_roles.take", stream=conference, participant=ana.participant, language="fr", **role
    )
    assert (channel(hall, "fr")["on_duty"], channel(hall, "fr")["held_by"]) == (None, None)
    assert hall.events()[-2:] == ["interpretation.handover_cancelled", "interpretation.went_off_duty"]
    assert dict(read_floor(hall.session.pk).booths)["fr"] == ""


def test_whoever_is_removed_from_the_conference_is_on_duty_nowhere(hall: Assembly, ana: Seat) -> None:
    organiser, other, closed = (
        hall.person("Olga", "organiser"),
        hall.add_session(),
        hall.add_session("closed"),
    )
    who = int(ana.participant or 0)
    for session in (other, closed):
        SessionRole.objects.create(session=session, participant_id=who, role="interpreter", language="fr")
        LanguageChannel.objects.create(session=session, language="fr", position=0, on_duty_id=who)
    assert interpreted_streams(who) == [hall.stream, other.stream, closed.stream]
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    hall.done(organiser, "parties.remove_member", stream=hall.conference.stream, participant=ana.participant)
    assert [*LanguageChannel.objects.exclude(on_duty=None).values_list("session", flat=True)] == [closed.pk]
    assert hall.events()[-1] == hall.events(other.stream)[-1] == "interpretation.went_off_duty"


def give_key(hall: Assembly, language: str) -> Any:
    row, _ = keys.make_key(hall.session.pk, "Booth 1", str(uuid.uuid4()), language)
    return row


def test_the_booth_in_the_hall_takes_the_place_of_who_is_on_duty(
    hall: Assembly, chair: Seat, ana: Seat, ben: Seat
) -> None:
    operator = hall.person("Olga", "operator")
    hall.done(ana, "interpretation.go_on_duty", language="fr")
    hall.done(ana, "interpretation.hand_over", language="fr", to=ben.participant)
    assert (
        hall.code(operator, "interpretation.put_hall_on_duty", language="fr")
        == "interpretation.no_hall_booth"
    )
    key = give_key(hall, "fr")
    hall.done(operator, "interpretation.put_hall_on_duty", language="fr")
    shown = channel(hall, "fr")
    assert (shown["from_hall"], shown["on_duty"], shown["offered_to"]) == (True, None, None)
    assert shown["since"] is not None
    entries = journal.snapshot_of(hall.stream, Audience.EVERYONE).seq
    hall.do(operator, "interpretation.put_hall_on_duty", language="fr")
    assert journal.snapshot_of(hall.stream, Audience.EVERYONE).seq == entries

    assert hall.code(ana, "interpretation.go_on_duty", language="fr") == "interpretation.hall_on_duty"
    assert hall.code(ana, "interpretation.go_off_duty", language="fr") == "interpretation.not_on_duty"
    hall.done(operator, "interpretation.take_hall_off_duty", language="fr")
    assert (channel(hall, "fr")["from_hall"], channel(hall, "fr")["since"]) == (False, None)
    assert (
        hall.code(operator, "interpretation.take_hall_off_duty", language="fr")
        == "interpretation.hall_not_on_duty"
    )
    hall.done(ana, "interpretation.go_on_duty", language="fr")

    keys.revoke_key(hall.session.pk, str(key.public_id))
    assert (
        hall.code(operator, "interpretation.put_hall_on_duty", language="fr")
        == "interpretation.no_hall_booth"
    )


def test_the_booth_in_the_hall_stays_in_its_channel(
    hall: Assembly, chair: Seat, ana: Seat, ben: Seat
) -> None:
    """Two-way booths give way to it, whatever is set for booths that meet, and its channel is not taken from it."""
    hall.done(ben, "interpretation.go_on_duty", language="es")
    hall.done(ben, "interpretation.choose_outgoing", language="es", outgoing="fr")
    give_key(hall, "fr")
    hall.done(chair, "interpretation.put_hall_on_duty", language="fr")
    assert (channel(hall, "fr")["held_by"], channel(hall, "es")["on_duty"]) == ("fr", None)
    moved = hall.code(ana, "interpretation.choose_outgoing", language="fr", outgoing="es")
    assert moved == "interpretation.hall_on_duty"

    hall.done(chair, "interpretation.set_policy", meeting="override")
    assert hall.code(ben, "interpretation.go_on_duty", language="es") == "interpretation.hall_on_duty"
    assert channel(hall, "fr")["held_by"] == "fr"


def test_no_booth_in_the_hall_is_on_duty_in_the_sign_channel(hall: Assembly, chair: Seat) -> None:
    hall.done(chair, "interpretation.set_sign_channel", language="ase")
    give_key(hall, "ase")
    refused = hall.code(chair, "interpretation.put_hall_on_duty", language="ase")
    assert refused == "interpretation.unknown_language"


def test_a_booth_of_the_hall_is_off_duty_when_its_key_is_revoked(
    hall: Assembly, chair: Seat, ben: Seat
) -> None:
    french, spanish = give_key(hall, "fr"), give_key(hall, "es")
    for language in ("fr", "es"):
        hall.done(chair, "interpretation.put_hall_on_duty", language=language)
    before = journal.snapshot_of(hall.stream, Audience.EVERYONE).seq
    keys.revoke_key(hall.session.pk, str(french.public_id), chair.person)
    assert journal.snapshot_of(hall.stream, Audience.EVERYONE).seq == before + 1
    shown = channel(hall, "fr")
    assert (shown["from_hall"], shown["since"], shown["held_by"]) == (False, None, None)
    assert read_floor(hall.session.pk).booths == (("fr", ""), ("es", str(spanish.public_id)))
    assert verify(hall.stream).fault == ""
    hall.done(ben, "interpretation.go_on_duty", language="fr")

    # A key of a booth that is off duty changes no channel.
    spare = channel(hall, "fr")
    keys.revoke_key(hall.session.pk, str(give_key(hall, "fr").public_id))
    assert channel(hall, "fr") == spare


def test_another_key_of_the_booth_is_taken_once_it_is_switched_on_again(hall: Assembly, chair: Seat) -> None:
    first = give_key(hall, "fr")
    hall.done(chair, "interpretation.put_hall_on_duty", language="fr")
    keys.revoke_key(hall.session.pk, str(first.public_id))
    second = give_key(hall, "fr")
    hall.done(chair, "interpretation.put_hall_on_duty", language="fr")
    assert LanguageChannel.objects.get(language="fr").hall_booth == second

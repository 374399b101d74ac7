"""Messages through the real handlers, with a real database."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from chat.messages import rules, signals
from chat.messages.minutes import messages
from chat.messages.models import ChatMessage
from chat.messages.services import find_streams
from foundation import clock
from foundation.accounts.seats import Seat
from foundation.journal import services as journal
from foundation.journal.models import Entry
from foundation.journal.verification import verify
from foundation.messages.protocol import CommandFrame
from foundation.registry import registry
from foundation.wire.execution import SentCommand, execute_batch
from sessions.models import SessionRole
from sessions.parties.models import Party
from tests.support.assembly import Assembly
from tests.support.limited import limit
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def stream(hall: Assembly) -> str:
    return f"chat/{hall.session.pk}"


@pytest.fixture(autouse=True)
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, "message.write", person=10_000)


@pytest.fixture
def send(hall: Assembly, stream: str) -> Callable[..., Entry]:
    def run(seat: Seat, channel: str = "everyone", text: str = "We agree.", **fields: Any) -> Entry:
        return hall.done(seat, "message.send", stream=stream, channel=channel, text=text, **fields)

    return run


Send = Callable[..., Entry]


def read_by(seat: Seat, stream: str) -> dict[str, Any]:
    """The messages that a seat is sent when it follows the stream, by id."""
    audience = registry().audience_of(seat.roles_in(stream), stream)
    found = journal.snapshot_of(stream, audience).entities["message"]
    own = journal.own_snapshot_of(stream, registry().owner_keys_of(seat)).entities
    return found | own.get("my_group_message", {})


def texts(seat: Seat, stream: str) -> list[str]:
    return [each["text"] for each in read_by(seat, stream).values()]


def colleague(hall: Assembly, seat: Seat) -> Seat:
    """The seat of another member of this seat's delegation."""
    return hall.person("Capital", "delegate", party=Party.objects.get(pk=seat.party))


def own_channel(seat: Seat) -> str:
    return f"party/{seat.party}"


def outsiders(stream: str) -> str:
    """All that was sent of a stream to everyone."""
    frames = Entry.objects.filter(stream=stream, everyone__isnull=False)
    return "\n".join(frames.values_list("everyone", flat=True))


def test_everyone_reads_what_a_guest_writes_to_everyone(
    hall: Assembly, stream: str, send: Send, fiji: Seat
) -> None:
    guest = hall.guest("Wayan")
    entry = send(guest, text="Where is the text?")
    shown = json.loads(entry.everyone or "")["put"]["message"]["1"]
    assert (shown["author"], shown["text"], shown["guest"]) == ("Wayan", "Where is the text?", True)
    assert texts(fiji, stream) == ["Where is the text?"]


def test_a_delegations_channel_is_its_own(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    capital = colleague(hall, fiji)
    secret = "Say four years, not three."
    entry = send(capital, own_channel(fiji), secret)
    assert (texts(fiji, stream), texts(capital, stream)) == ([secret], [secret])
    organiser, operator = hall.person("O", "organiser"), hall.person("P", "operator")
    for other in (chile, chair, organiser, operator, hall.guest("Wayan")):
        assert texts(other, stream) == []
        assert hall.code(other, "message.send", stream=stream, channel=own_channel(fiji), text="Hello")
    assert secret not in entry.moderators
    assert entry.everyone is None
    assert json.loads(entry.moderators)["actor"] is None
    assert secret not in json.dumps(messages(hall.session).rows, default=str)


def test_a_seat_given_out_by_the_staff_has_no_part_in_the_delegations_channel(
    hall: Assembly, stream: str, send: Send, fiji: Seat
) -> None:
    send(fiji, own_channel(fiji), "Say four years.")
    given = replace(fiji, given_out=True)
    assert texts(given, stream) == []
    code = hall.code(given, "message.send", stream=stream, channel=own_channel(fiji), text="Who is there?")
    assert code == "message.given_seat"


def test_an_edit_counts_as_a_message_for_slow_mode_and_limits(
    hall: Assembly,
    stream: str,
    send: Send,
    chair: Seat,
    fiji: Seat,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    moment = [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: moment[0])
    send(fiji)
    hall.done(chair, "message.set_policy", stream=stream, slow_s=60)
    edit = {"stream": stream, "message": "1"}
    assert hall.code(fiji, "message.edit", text="No.", **edit) == "message.slow"
    moment[0] += timedelta(seconds=60)
    hall.done(fiji, "message.edit", text="No.", **edit)
    assert hall.code(fiji, "message.edit", text="Yes.", **edit) == "message.slow"
    again = {"channel": "everyone", "text": "And again."}
    assert hall.code(fiji, "message.send", stream=stream, **again) == "message.slow"
    hall.done(chair, "message.set_policy", stream=stream, slow_s=0)
    limit(monkeypatch, "message.write", person=1)
    hall.done(fiji, "message.edit", text="Yes.", **edit)
    assert hall.code(fiji, "message.edit", text="No.", **edit) == "wire.throttled"
    # What changes nothing is no message.
    hall.do(fiji, "message.edit", text="Yes.", **edit)


def test_readers_get_the_latest_wordings_and_the_record_keeps_all(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat
) -> None:
    send(fiji, text="0")
    for number in range(1, 21):
        hall.done(fiji, "message.edit", stream=stream, message="1", text=str(number))
    shown = [each["text"] for each in read_by(chair, stream)["1"]["earlier"]]
    assert shown == ["17", "18", "19"]
    assert [each["text"] for each in ChatMessage.objects.get().earlier] == [str(each) for each in range(20)]


def test_who_is_moved_to_another_delegation_changes_nothing_in_the_former_ones_channel(
    hall: Assembly, stream: str, send: Send, fiji: Seat, chile: Seat
) -> None:
    send(fiji, own_channel(fiji), "Say four years.")
    organiser = hall.person("Organiser", "organiser")
    moved = {"values": {"party": chile.party}, "seen": {"party": fiji.party}}
    hall.done(
        organiser, "people.change", stream=hall.conference.stream, participant=fiji.participant, **moved
    )
    gone = {"stream": stream, "message": "1"}
    assert hall.code(fiji, "message.edit", text="Say two.", **gone) == "message.not_your_channel"
    assert hall.code(fiji, "message.pin", **gone) == "message.not_your_channel"
    # One's own words can be taken back wherever they stand.
    hall.done(fiji, "message.delete", **gone)


@pytest.mark.parametrize(
    ("channel", "readers"),
    [
        ("delegates", {"moderator", "organiser", "delegate", "panellist"}),
        ("backstage", {"moderator", "organiser", "operator", "rapporteur"}),
        ("booths", {"moderator", "operator", "interpreter"}),
    ],
)
def test_who_reads_and_writes_a_groups_channel(
    hall: Assembly, stream: str, channel: str, readers: set[str]
) -> None:
    roles = (
        "moderator", "organiser", "operator", "rapporteur", "interpreter", "panellist", "delegate", "audience",
    )  # fmt: skip
    seats = {role: hall.person(f"The {role}", role, party=hall.party("Fiji")) for role in roles}
    for role, seat in seats.items():
        answer = hall.do(seat, "message.send", stream=stream, channel=channel, text=f"I am {role}")
        assert hasattr(answer, "done") == (role in readers), role
    assert {role for role, seat in seats.items() if len(texts(seat, stream)) == len(readers)} == readers
    assert outsiders(stream) == ""


def test_a_booths_channel_is_of_its_interpreters(
    hall: Assembly, stream: str, send: Send, chair: Seat
) -> None:
    def interpreter(name: str, language: str) -> Seat:
        seat = hall.person(name, "interpreter")
        SessionRole.objects.create(
            session=hall.session,
            participant_id=int(seat.participant or 0),
            role="interpreter",
            language=language,
        )
        return seat

    ana, ben, any_booth = interpreter("Ana", "fr"), interpreter("Ben", "fr"), interpreter("Cy", "")
    eva = interpreter("Eva", "es")
    entry = send(ana, "booth/fr", "Your turn in five minutes.")
    for seat in (ana, ben, any_booth):
        assert texts(seat, stream) == ["Your turn in five minutes."]
    send(any_booth, "booth/fr", "Thank you.", reply_to="1")
    hall.done(ana, "message.edit", stream=stream, message="1", text="Your turn in ten minutes.")
    assert texts(ben, stream) == ["Your turn in ten minutes.", "Thank you."]

    # A booth in which nobody has the language as a role has a channel too.
    send(any_booth, "booth/de", "Is anybody here?")
    SessionRole.objects.filter(participant_id=int(ben.participant or 0)).delete()
    assert texts(ben, stream) == []

    operator = hall.person("P", "operator")
    for other in (eva, chair, operator, hall.person("O", "organiser"), hall.guest("Wayan")):
        assert texts(other, stream) == []
        assert hall.code(other, "message.send", stream=stream, channel="booth/fr", text="Hello") == (
            "message.not_your_channel"
        )
    assert "minutes" not in entry.moderators
    assert outsiders(stream) == ""


def test_a_role_in_one_session_opens_the_channel_of_that_session(hall: Assembly, stream: str) -> None:
    fiji = hall.party("Fiji")
    seat = replace(hall.person("Ana", "audience", party=fiji), roles=(), session_roles=())
    here = replace(seat, session_roles=((str(hall.session.pk), "panellist"),))
    elsewhere = replace(seat, session_roles=((str(hall.session.pk + 1), "panellist"),))
    hall.done(hall.moderator(), "message.send", stream=stream, channel="delegates", text="Five minutes each.")
    assert texts(here, stream) == ["Five minutes each."]
    assert texts(elsewhere, stream) == []


def test_who_is_called_soon_reads_and_writes_backstage(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    send(chair, "backstage", "Nobody is called yet.")
    hall.done(fiji, "floor.inscribe", speaker=fiji.participant)
    send(chair, "backstage", "Fiji, you are next.")
    assert texts(fiji, stream) == ["Fiji, you are next."]
    assert texts(chile, stream) == []
    send(fiji, "backstage", "My sound is bad.")
    assert texts(chair, stream)[-1] == "My sound is bad."
    assert hall.code(chile, "message.send", stream=stream, channel="backstage", text="And me?") == (
        "message.not_your_channel"
    )
    hall.done(chile, "floor.inscribe", kind="point_of_order")
    assert hall.code(chile, "message.send", stream=stream, channel="backstage", text="And me?") == (
        "message.not_your_channel"
    )
    hall.done(chair, "message.delete", stream=stream, message="2")
    assert read_by(fiji, stream)["2"]["text"] == ""


def test_held_messages_are_seen_by_moderators_and_the_author(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(chair, "question.set_policy", words=["scandal"])
    send(fiji, text="What a Scandal!")
    assert texts(chile, stream) == []
    assert read_by(chair, stream)["1"]["flagged"] == ["scandal"]
    own = journal.own_snapshot_of(stream, fiji.keys).entities["my_message"]
    assert own["1"]["held"] is True
    assert outsiders(stream) == ""
    hall.done(chair, "message.approve", stream=stream, message="1")
    assert texts(chile, stream) == ["What a Scandal!"]
    assert hall.code(chair, "message.approve", stream=stream, message="1") == "message.not_held"


def test_an_edit_cannot_smuggle_a_word_past_the_moderators(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(chair, "question.set_policy", words=["scandal"])
    send(fiji)
    hall.done(fiji, "message.edit", stream=stream, message="1", text="A scandal.")
    assert texts(chile, stream) == []
    assert json.loads(Entry.objects.filter(stream=stream).latest("seq").everyone or "")["drop"] == {
        "message": ["1"]
    }


def test_a_message_that_waits_after_an_edit_leaves_the_top(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(chair, "question.set_policy", words=["scandal"])
    send(fiji)
    hall.done(chair, "message.pin", stream=stream, message="1")
    hall.done(fiji, "message.edit", stream=stream, message="1", text="A scandal.")
    hall.done(chair, "message.approve", stream=stream, message="1")
    assert read_by(chile, stream)["1"]["pinned"] is False


def test_traces_of_an_edit_and_a_deletion(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    send(fiji, text="Three years.")
    hall.done(fiji, "message.edit", stream=stream, message="1", text="Four years.")
    assert read_by(chile, stream)["1"]["edited_at"]
    assert read_by(chile, stream)["1"]["earlier"] == []
    assert [each["text"] for each in read_by(chair, stream)["1"]["earlier"]] == ["Three years."]
    hall.done(chair, "message.delete", stream=stream, message="1")
    gone = read_by(chile, stream)["1"]
    assert (gone["text"], gone["deleted"]) == ("", "moderator")
    assert read_by(chair, stream)["1"]["text"] == "Four years."
    hall.done(chair, "message.restore", stream=stream, message="1")
    assert read_by(chile, stream)["1"]["text"] == "Four years."
    hall.done(fiji, "message.delete", stream=stream, message="1")
    assert read_by(chile, stream)["1"]["deleted"] == "author"
    assert hall.code(chair, "message.restore", stream=stream, message="1") == "message.not_deleted"


def test_others_messages_are_not_edited_or_deleted(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    send(fiji)
    send(fiji, own_channel(fiji), "Say four years.")
    edit = {"message": "1", "text": "We refuse."}
    assert hall.code(chile, "message.edit", stream=stream, **edit) == "message.not_yours"
    assert hall.code(chair, "message.edit", stream=stream, **edit) == "message.not_yours"
    assert hall.code(chile, "message.delete", stream=stream, message="1") == "message.not_yours"
    for other in (chile, chair):
        for act in ("delete", "pin"):
            assert hall.code(other, f"message.{act}", stream=stream, message="2") == "message.unknown"
    assert hall.code(chile, "message.pin", stream=stream, message="1") == "message.not_yours"


def test_a_message_is_edited_for_a_quarter_of_an_hour(
    hall: Assembly, stream: str, send: Send, fiji: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(fiji)
    moment = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "now", lambda: moment)
    assert hall.code(fiji, "message.edit", stream=stream, message="1", text="No.") == "message.too_late"
    hall.done(fiji, "message.delete", stream=stream, message="1")


def test_the_snapshot_has_the_latest_messages_of_each_channel_and_the_pinned_one(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "LIVE", 3)
    for number in range(1, 4):
        send(fiji, text=f"Message {number}")
    hall.done(chair, "message.pin", stream=stream, message="1")
    send(fiji, own_channel(fiji), "Ours")
    for number in range(5, 8):
        send(fiji, text=f"Message {number}")
    assert sorted(read_by(fiji, stream)) == ["1", "4", "5", "6", "7"]
    hall.done(chair, "message.unpin", stream=stream, message="1")
    assert sorted(read_by(fiji, stream)) == ["4", "5", "6", "7"]
    assert verify(stream).fault == ""
    assert verify(stream).differences == []


def test_slow_mode_read_only_and_off(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat
) -> None:
    hall.done(chair, "message.set_policy", stream=stream, slow_s=60)
    send(fiji)
    again = {"stream": stream, "channel": "everyone", "text": "And again."}
    assert hall.code(fiji, "message.send", **again) == "message.slow"
    send(chair)
    send(chair)
    hall.done(chair, "message.set_policy", stream=stream, slow_s=0, mode="read_only")
    assert hall.code(fiji, "message.send", **again) == "message.read_only"
    send(chair)
    send(fiji, own_channel(fiji))
    hall.done(chair, "message.set_policy", stream=stream, mode="off")
    assert hall.code(chair, "message.send", **again) == "message.off"


def test_a_blocked_person_writes_to_everyone_no_more(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat
) -> None:
    send(fiji)
    hall.done(chair, "message.block", stream=stream, message="1")
    again = {"stream": stream, "channel": "everyone", "text": "And again."}
    assert hall.code(fiji, "message.send", **again) == "message.blocked"
    assert hall.code(chair, "message.block", stream=stream, message="1") == "message.blocked_already"
    send(fiji, own_channel(fiji))
    hall.done(chair, "message.unblock", stream=stream, message="1")
    send(fiji)
    assert hall.code(chair, "message.unblock", stream=stream, message="1") == "message.not_blocked"


def test_a_flood_of_one_person_is_stopped(
    hall: Assembly, stream: str, fiji: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, "message.write", person=3)
    codes = [
        getattr(hall.do(fiji, "message.send", stream=stream, channel="everyone", text="🎉" * 900), "code", "")
        for _ in range(5)
    ]
    assert codes == ["", "", "", "wire.throttled", "wire.throttled"]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("\u202eevil\u202c text", "evil text"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("a\u200bb", "ab"),
        ("  line\r\nline  ", "line\nline"),
    ],
)
def test_what_a_text_keeps(
    hall: Assembly, stream: str, send: Send, fiji: Seat, text: str, stored: str
) -> None:
    send(fiji, text=text)
    assert texts(fiji, stream) == [stored]


def test_a_message_of_ten_thousand_characters_is_refused(hall: Assembly, stream: str, fiji: Seat) -> None:
    code = hall.code(fiji, "message.send", stream=stream, channel="everyone", text="A" * 10_000)
    assert (code, texts(fiji, stream)) == ("wire.bad_command", [])


@pytest.mark.parametrize("text", ["\u200b\u200b", "\u202e", "\ufe0f"])
def test_a_text_without_a_visible_character_is_refused(
    hall: Assembly, stream: str, fiji: Seat, text: str
) -> None:
    code = hall.code(fiji, "message.send", stream=stream, channel="everyone", text=text)
    assert code == "message.blank"


def test_a_reply_is_to_a_message_of_its_channel(
    hall: Assembly, stream: str, send: Send, fiji: Seat, chile: Seat
) -> None:
    send(fiji)
    send(chile, reply_to="1", text="So do we.")
    assert read_by(fiji, stream)["2"]["reply_to"] == "1"
    send(fiji, own_channel(fiji), "Say four years.")
    for wrong in ("3", "9", "x"):
        fields = {"channel": "everyone", "text": "What?", "reply_to": wrong}
        assert hall.code(chile, "message.send", stream=stream, **fields) == "message.unknown"


def test_the_pinned_line_of_a_delegation_replaces_the_one_before(
    hall: Assembly, stream: str, send: Send, fiji: Seat
) -> None:
    capital = colleague(hall, fiji)
    for text in ("Say three years.", "Say four years."):
        send(capital, own_channel(fiji), text)
    hall.done(capital, "message.pin", stream=stream, message="1")
    hall.done(fiji, "message.pin", stream=stream, message="2")
    assert [each["text"] for each in read_by(fiji, stream).values() if each["pinned"]] == ["Say four years."]


def test_nothing_is_written_after_the_session(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat
) -> None:
    send(fiji)
    hall.done(chair, "session.close")
    for kind, fields in {
        "send": {"channel": "everyone", "text": "Late."},
        "edit": {"message": "1", "text": "Late."},
        "delete": {"message": "1"},
        "pin": {"message": "1"},
        "react": {"message": "1", "kind": "agree"},
        "set_policy": {"slow_s": 5},
    }.items():
        assert hall.code(chair, f"message.{kind}", stream=stream, **fields) == "session.closed", kind
    assert not hasattr(
        hall.do(fiji, "message.mark_read", stream=stream, channel="everyone", message="1"), "code"
    )


def test_who_follows_the_messages_after_the_session(hall: Assembly, stream: str, chair: Seat) -> None:
    assert find_streams([stream, "chat/0", "chat/x"])[stream].access == "public"
    hall.done(chair, "session.close")
    organiser = hall.person("O", "organiser")
    publish = {"part": "questions", "readers": "delegations", "seen": "entrants"}
    hall.done(organiser, "publication.publish", **publish)
    assert find_streams([stream])[stream].access == "delegations"
    hall.done(organiser, "publication.withdraw", part="questions", seen="delegations")
    assert find_streams([stream])[stream].access == "staff"


def test_a_session_for_delegations_has_no_messages_for_guests(hall: Assembly, stream: str) -> None:
    hall.session.access = "delegations"
    hall.session.save()
    code = hall.code(hall.guest("Wayan"), "message.send", stream=stream, channel="everyone", text="Hello")
    assert code == "session.delegations_only"


def batch(stream: str, acts: list[tuple[Seat, dict[str, Any]]], of: str = "a") -> list[str]:
    """Send commands in one batch; returns the codes of their refusals."""
    sent = [
        SentCommand(seat, CommandFrame(id=f"in-a-batch-{of}-{number}", stream=stream, command=command))
        for number, (seat, command) in enumerate(acts)
    ]
    return [getattr(answer, "code", "") for answer in execute_batch(sent)]


def test_each_person_counts_once_for_each_reaction(
    hall: Assembly, stream: str, send: Send, fiji: Seat, chile: Seat
) -> None:
    send(fiji)
    send(fiji, own_channel(fiji))

    def react(message: str, kind: str = "agree", act: str = "react") -> dict[str, Any]:
        return {"type": f"message.{act}", "message": message, "kind": kind}

    codes = batch(
        stream,
        [
            (fiji, react("1")), (fiji, react("1")), (chile, react("1")), (chile, react("1", "thanks")),
            (chile, react("1", act="withdraw_reaction")), (chile, react("2")), (chile, react("7")),
        ],
    )  # fmt: skip
    assert codes == ["", "", "", "", "", "message.unknown", "message.unknown"]
    assert signals.reactions(hall.session.pk).counts == {"1": {"agree": 1, "thanks": 1}}
    mine = signals.my_reactions(hall.session.pk, [fiji.person, chile.person])
    assert (mine[fiji.person].mine, mine[chile.person].mine) == ({"1": ["agree"]}, {"1": ["thanks"]})


def react(seat: Seat, message: str, kind: str = "agree", act: str = "react") -> tuple[Seat, dict[str, Any]]:
    return seat, {"type": f"message.{act}", "message": message, "kind": kind}


@pytest.mark.parametrize("channel", ["delegates", "backstage", "own"])
def test_reactions_in_a_groups_channel_are_told_to_its_members_alone(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, chile: Seat, channel: str
) -> None:
    members = {"delegates": [fiji, chile, chair], "backstage": [chair, hall.person("R", "rapporteur")]}
    inside = members.get(channel, [fiji, colleague(hall, fiji)])
    outside = {"delegates": [hall.guest()], "backstage": [fiji]}.get(channel, [chile, chair])
    send(inside[0], own_channel(fiji) if channel == "own" else channel)
    before = Entry.objects.filter(stream=stream).count()
    acts = [react(seat, "1") for seat in (*inside, *outside)] + [react(inside[1], "1", "thanks")]
    assert batch(stream, acts) == [""] * len(inside) + ["message.unknown"] * len(outside) + [""]
    entry = Entry.objects.filter(stream=stream).latest("seq")
    assert Entry.objects.filter(stream=stream).count() == before + 1
    assert (entry.everyone, json.loads(entry.moderators)["actor"]) == (None, None)
    expected = {"agree": len(inside), "thanks": 1}
    assert [read_by(seat, stream)["1"]["reactions"] for seat in inside] == [expected] * len(inside)
    assert [read_by(seat, stream) for seat in outside] == [{}] * len(outside)
    assert signals.reactions(hall.session.pk).counts == {}
    assert signals.my_reactions(hall.session.pk, [inside[1].person])[inside[1].person].mine == {
        "1": ["agree", "thanks"]
    }
    # What changes nothing is not journaled.
    assert batch(
        stream, [react(inside[1], "1"), react(inside[0], "1", "question", "withdraw_reaction")], "b"
    ) == ["", ""]
    assert Entry.objects.filter(stream=stream).count() == before + 1
    assert batch(stream, [react(inside[1], "1", "thanks", "withdraw_reaction")], "c") == [""]
    assert read_by(inside[0], stream)["1"]["reactions"] == {"agree": len(inside)}
    assert (verify(stream).fault, verify(stream).differences) == ("", [])


def test_who_is_called_soon_reacts_backstage(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat, chile: Seat
) -> None:
    hall.done(fiji, "floor.inscribe", speaker=fiji.participant)
    send(chair, "backstage", "Fiji, you are next.")
    assert batch(stream, [react(fiji, "1", "thanks"), react(chile, "1")]) == ["", "message.unknown"]
    for seat in (fiji, chair):
        assert read_by(seat, stream)["1"]["reactions"] == {"thanks": 1}


def test_a_read_mark_never_goes_back(
    hall: Assembly, stream: str, send: Send, fiji: Seat, chile: Seat
) -> None:
    for _ in range(3):
        send(fiji)
    send(fiji, own_channel(fiji))

    def mark(seat: Seat, message: str, channel: str = "everyone") -> tuple[Seat, dict[str, Any]]:
        return seat, {"type": "message.mark_read", "channel": channel, "message": message}

    assert batch(stream, [mark(fiji, "2"), mark(fiji, "1"), mark(chile, "1")]) == ["", "", ""]
    assert batch(f"chat/{hall.session.pk}", []) == []
    answers = [
        hall.do(seat, "message.mark_read", stream=stream, channel=channel, message=number)
        for seat, channel, number in (
            (fiji, "everyone", "1"),
            (fiji, own_channel(fiji), "4"),
            (chile, own_channel(fiji), "4"),
            (chile, "everyone", "4"),
        )
    ]
    assert [getattr(answer, "code", "") for answer in answers] == [
        "",
        "",
        "message.unknown",
        "message.unknown",
    ]
    marks = signals.my_marks(hall.session.pk, [fiji.person, chile.person])
    assert marks[fiji.person].marks == {"everyone": 2, own_channel(fiji): 4}
    assert marks[chile.person].marks == {"everyone": 1}


def test_the_latest_message_is_one_that_everyone_sees(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat
) -> None:
    assert signals.latest(hall.session.pk).everyone == 0
    send(fiji)
    send(fiji, own_channel(fiji))
    hall.done(chair, "message.set_policy", stream=stream, mode="approved")
    send(fiji)
    assert signals.latest(hall.session.pk).model_dump() == {"everyone": 1, "mode": "approved"}


def test_the_minutes_have_what_was_said_to_everyone(
    hall: Assembly, stream: str, send: Send, chair: Seat, fiji: Seat
) -> None:
    send(fiji, text="First")
    send(fiji, text="Second", reply_to="1")
    hall.done(chair, "message.delete", stream=stream, message="1")
    send(fiji, "delegates", "Third")
    rows = messages(hall.session).rows
    named = [
        dict(zip([c.name for c in messages(hall.session).columns], row.values, strict=True)) for row in rows
    ]
    assert [(row["text"], row["deleted"], row["reply_to"]) for row in named] == [
        ("", "deleted_by_moderator", None),
        ("Second", "", 1),
    ]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_messages_of_many_at_once_have_numbers_without_a_gap(hall: Assembly, stream: str) -> None:
    seats = [hall.delegate("Fiji") for _ in range(4)]

    def write(seat: Seat) -> list[str]:
        fields = {"stream": stream, "channel": "everyone", "text": "We agree."}
        return [getattr(hall.do(seat, "message.send", **fields), "code", "") for _ in range(5)]

    assert at_once(*(partial(write, seat) for seat in seats)) == [[""] * 5] * 4
    assert sorted(ChatMessage.objects.values_list("number", flat=True)) == list(range(1, 21))

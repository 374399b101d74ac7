"""What each role may do, command by command."""

import pytest

from config.concepts import REGISTRY
from foundation.messages.protocol import Refused
from foundation.messages.schema import type_of
from sessions import permissions
from sessions.models import Outcome
from tests.support.assembly import Assembly
from tests.support.tier import THOROUGH

SPEAKING = {
    "floor.raise_appeal", "floor.withdraw_appeal", "floor.speak_on_motion", "floor.withdraw_motion",
    "floor.inscribe", "written.submit", "written.withdraw", "floor.withdraw", "floor.restore", "floor.change_speaker",
    "floor.finish", "floor.propose_swap", "floor.answer_swap", "floor.cancel_swap", "rollcall.answer",
    "video_statement.remove", "floor.start_playback", "session_recording.acknowledge",
    "vote.cast", "vote.object", "vote.correct", "poll.answer",
}  # fmt: skip
ASKING = {
    "question.ask", "question.revise", "question.withdraw", "question.decline_floor", "question.vote",
    "question.withdraw_vote", "help.call", "help.say", "help.close",
    "message.send", "message.edit", "message.delete", "message.pin", "message.unpin", "message.react",
    "message.withdraw_reaction", "message.mark_read", "reaction.add", "reaction.withdraw", "reaction.add_to_outcome",
    "reaction.withdraw_from_outcome",
}  # fmt: skip
PREPARING_POLLS = {"poll.draft", "poll.edit", "poll.move", "poll.delete", "poll.restore"}
RUNNING_POLLS = PREPARING_POLLS | {
    "poll.open", "poll.undo_open", "poll.close", "poll.show", "poll.hide", "poll.hide_word", "poll.show_word",
}  # fmt: skip
WRITING_CAPTIONS = {
    "captions.open",
    "captions.close",
    "caption.write_coming",
    "caption.write",
    "caption.correct",
}
MODERATING_CAPTIONS = WRITING_CAPTIONS | {
    "captions.show_in_hall", "caption.remove", "caption.restore", "interpretation.show_sign_in_hall",
}  # fmt: skip
CHECKING_IN = {
    "presence.check_in", "presence.check_out", "floor.confirm_in_hall", "floor.unconfirm_in_hall",
}  # fmt: skip
CHAIRING = {
    "session.open", "session.suspend", "session.adjourn", "session.resume", "session.close", "session.set_access",
    "parties.change_roles", "press.add_journalist",
    "floor.inscribe_many", "floor.open_list", "floor.close_list", "floor.inscribe", "floor.withdraw", "floor.restore",
    "floor.change_speaker", "floor.move", "floor.order", "floor.undo_order", "floor.call_later", "floor.wait",
    "floor.play_video_statement",
    "floor.read_out", "floor.name_reader", "floor.return_to_list", "floor.recognise", "floor.rule", "floor.appeal",
    "floor.rule_out_of_order", "floor.raise_appeal", "floor.withdraw_appeal",
    "floor.speak_on_motion", "floor.hear_on_motion", "floor.withdraw_motion",
    "floor.put_to_vote", "vote.put_proposal", "vote.put_question", "vote.take_explanations", "vote.close", "vote.drop",
    "floor.cancel_swap",
    "vote.cast", "vote.object", "vote.correct", "proposal.add", "proposal.change", "proposal.withdraw",
    "floor.grant", "floor.end", "floor.revoke", "floor.extend",
    "floor.suspend_turn", "floor.resume_turn", "floor.set_limits", "floor.seat", "floor.unseat",
    "floor.apply_preset", "floor.set_budget", "floor.turn_to_replies", "floor.take_up_item",
    "floor.name_item", "floor.carry_over", "floor.hand_over",
    "question.approve", "question.dismiss", "question.pin", "question.unpin", "question.answer",
    "question.restore", "question.merge", "question.begin_answer", "question.write_answer", "question.defer",
    "question.edit", "question.label", "question.claim", "question.release", "question.offer_floor",
    "question.withdraw_offer", "question.block", "question.unblock", "question.arrange", "question.set_policy",
    "message.restore", "message.approve", "message.block", "message.unblock", "message.set_policy",
    "rollcall.open", "rollcall.answer", "rollcall.close", "decision.record", "minutes.correct",
    "floor.start_playback", "session_recording.start", "session_recording.stop",
    "session_recording.acknowledge", "session_recording.make_programme", "session_recording.delete",
}  # fmt: skip
INTERPRETING = {
    "interpretation.go_on_duty", "interpretation.go_off_duty", "interpretation.hand_over",
    "interpretation.accept_handover", "interpretation.cancel_handover", "interpretation.choose_incoming",
    "interpretation.choose_outgoing", "interpretation.ask_slower", "interpretation.report_sound",
    "floor.set_language", "session_recording.acknowledge",
}  # fmt: skip
SWITCHING_HALL_BOOTHS = {"interpretation.put_hall_on_duty", "interpretation.take_hall_off_duty"}
LOOKING_AFTER = {
    "parties.remove_member", "invitations.add_people", "invitations.send", "invitations.send_test",
    "invitations.revoke",
}  # fmt: skip
PLANNING = {
    "programme.change_session", "programme.cancel_session", "programme.restore_session", "programme.copy_session",
    "programme.set_agenda", "programme.set_preset", "programme.set_speaking_times",
    "programme.remove_session", "programme.add_room", "programme.change_room", "programme.remove_room",
    "programme.add_theme", "programme.change_theme", "programme.remove_theme", "programme.add_day",
    "programme.remove_day", "programme.change_conference", "programme.archive", "programme.unarchive",
    "programme.copy_conference", "parties.change", "parties.remove", "people.change",
}  # fmt: skip
DOCUMENTS = {
    "documents.add", "documents.change", "documents.move", "documents.remove", "documents.restore",
    "documents.release", "documents.remove_file", "documents.restore_file",
}  # fmt: skip
ANNOUNCING = {"announcement.make", "announcement.withdraw", "announcement.restore"}
ANNOUNCING_TO_ALL = {
    "announcement.make_to_conference", "announcement.withdraw_from_conference", "announcement.restore_to_conference",
}  # fmt: skip
AMENDING = {
    "outcome.propose", "outcome.propose_paragraph", "outcome.change_amendment", "outcome.discard_draft",
    "outcome.table", "outcome.withdraw_amendment", "outcome.support", "outcome.end_support", "outcome.comment",
    "outcome.remove_comment",
}  # fmt: skip
OBJECTING = {
    "outcome.object", "outcome.withdraw_objection", "outcome.break_silence", "outcome.reserve",
    "outcome.withdraw_reservation",
}  # fmt: skip
NOTING = {
    "minutes.note", "minutes.change_note", "minutes.submit_note", "minutes.approve_note", "minutes.remove_note",
    "minutes.restore_note", "minutes.answer_correction",
}  # fmt: skip
DRAFTING = AMENDING | NOTING | {
    "outcome.add_paragraphs", "outcome.write", "outcome.split", "outcome.join", "outcome.undo", "outcome.move",
    "outcome.delete_paragraph", "outcome.restore_paragraph", "outcome.renumber", "outcome.cite",
    "outcome.remove_citation", "outcome.accept", "outcome.merge", "outcome.reject", "outcome.reconsider",
    "outcome.resolve_comment", "outcome.translate", "outcome.correct", "outcome.begin_editing", "outcome.end_editing",
}  # fmt: skip
OUTCOMES = DRAFTING | OBJECTING | {
    "outcome.create", "outcome.remove", "outcome.restore", "outcome.change", "outcome.begin_reading",
    "outcome.take_up", "outcome.mark", "outcome.ask_consensus", "outcome.adopt", "outcome.begin_silence",
    "outcome.extend_silence", "outcome.end_procedure",
}  # fmt: skip
PUBLISHING = {"publication.publish", "publication.withdraw"}
MAY = {
    "moderator": CHAIRING
    | RUNNING_POLLS
    | ASKING
    | CHECKING_IN
    | OUTCOMES
    | ANNOUNCING
    | MODERATING_CAPTIONS
    | SWITCHING_HALL_BOOTHS
    | {
        "check.submit",
        "documents.release",
        "interpretation.set_channels",
        "interpretation.set_policy",
        "interpretation.set_sign_channel",
        "floor.set_language",
    },
    "panellist": SPEAKING
    | {"poll.answer"}
    | ASKING
    | AMENDING
    | OBJECTING
    | {"check.submit", "minutes.ask_correction"},
    "delegate": SPEAKING
    | {"poll.answer"}
    | ASKING
    | AMENDING
    | OBJECTING
    | {"check.submit", "minutes.ask_correction"},
    "operator": ASKING
    | CHECKING_IN
    | MODERATING_CAPTIONS
    | SWITCHING_HALL_BOOTHS
    | {
        "floor.inscribe",
        "floor.withdraw",
        "floor.restore",
        "floor.change_speaker",
        "floor.raise_appeal",
        "floor.withdraw_appeal",
        "floor.speak_on_motion",
        "floor.withdraw_motion",
        "check.submit",
        "sound.play_at",
        "rollcall.answer",
        "vote.cast",
        "vote.object",
        "vote.correct",
        "vote.close",
    },
    "organiser": ASKING
    | ANNOUNCING
    | ANNOUNCING_TO_ALL
    | LOOKING_AFTER
    | {
        "session.set_access",
        "session_roles.give",
        "session_roles.take",
        "interpretation.set_channels",
        "interpretation.set_sign_channel",
        "interpretation.set_policy",
        "registration.set",
        "registration.approve",
        "registration.decline",
        "programme.add_session",
        "invitations.write_letter",
        "parties.add",
        "parties.set_most_members",
        "parties.change_roles",
        "press.add_journalist",
    }
    | PLANNING
    | DOCUMENTS
    | OUTCOMES
    | PREPARING_POLLS
    | PUBLISHING,
    "head": ASKING | LOOKING_AFTER | {"poll.answer"},
    "interpreter": ASKING | INTERPRETING | {"check.submit", "outcome.translate"},
    "rapporteur": ASKING | DRAFTING | {"poll.answer"},
    "captioner": ASKING | WRITING_CAPTIONS,
    "audience": ASKING | {"poll.answer"},
    "hall_screen": set(),
    "role_elsewhere": ASKING | {"check.submit", "documents.release"},
    "visitor": {"help.call", "help.say", "help.close"},
    "emperor": set(),
}
SEEN_POLL = {
    "kind": "words", "question": "?", "options": [], "most": 1, "anonymous": True, "results": "live",
}  # fmt: skip
SAMPLES = {
    "programme.change_session": {"values": {"kind": "panel"}, "seen": {"kind": "panel"}},
    "programme.set_agenda": {"items": ["Opening"], "seen": [""]},
    "programme.set_preset": {"preset": "who", "seen": "conference"},
    "programme.set_speaking_times": {"values": {"state": 300}, "seen": {"state": 180}},
    "programme.copy_session": {"session": "0", "date": "2027-03-01", "starts": "09:00"},
    "programme.copy_conference": {
        "slug": "next",
        "name": {"en": "Next"},
        "short": "Next",
        "first_day": "2027-03-01",
    },
    "programme.remove_session": {"session": "0"},
    "programme.add_room": {"name": {"en": "Annex"}},
    "programme.change_room": {"room": "0", "values": {"name": {"en": "A"}}, "seen": {"name": {"en": "B"}}},
    "programme.remove_room": {"room": "0"},
    "programme.add_theme": {"title": {"en": "Seas"}},
    "programme.change_theme": {
        "theme": "0",
        "values": {"title": {"en": "A"}},
        "seen": {"title": {"en": "B"}},
    },
    "programme.remove_theme": {"theme": "0"},
    "programme.add_day": {"date": "2027-03-01", "confirmed": True},
    "programme.remove_day": {"day": "0"},
    "programme.change_conference": {"values": {"host": "A"}, "seen": {"host": "B"}},
    "parties.change": {"party": "0", "values": {"region": "A"}, "seen": {"region": "B"}},
    "parties.remove": {"party": "0"},
    "people.change": {"participant": "0", "values": {"place": "hall"}, "seen": {"place": "remote"}},
    "documents.add": {"title": {"en": "Agenda"}},
    "documents.change": {"document": "0", "values": {"symbol": "A"}, "seen": {"symbol": ""}},
    "documents.move": {"document": "0", "position": 0},
    "documents.remove": {"document": "0"},
    "documents.restore": {"document": "0"},
    "documents.release": {"document": "0"},
    "documents.remove_file": {"file": "0"},
    "documents.restore_file": {"file": "0"},
    "minutes.note": {"text": "Fiji agreed."},
    "minutes.change_note": {"note": "0", "version": 1, "text": "Fiji agreed."},
    "minutes.submit_note": {"note": "0"},
    "minutes.approve_note": {"note": "0", "version": 1},
    "minutes.remove_note": {"note": "0"},
    "minutes.restore_note": {"note": "0"},
    "minutes.ask_correction": {"note": "0", "text": "Fiji did not."},
    "minutes.answer_correction": {"request": "0", "answer": "The recording says so."},
    "outcome.create": {"title": {"en": "Message"}},
    "outcome.restore": {"outcome": "0"},
    "outcome.change": {"values": {"symbol": "A"}, "seen": {"symbol": ""}},
    "outcome.begin_reading": {"reading": 1},
    "outcome.add_paragraphs": {"after": "0", "paragraphs": [{"text": "We agree."}]},
    "outcome.write": {"paragraph": "0", "version": 0, "text": "We agree."},
    "outcome.split": {"paragraph": "0", "version": 0, "at": 1},
    "outcome.join": {"paragraph": "0", "version": 0, "joined": "0", "joined_version": 0},
    "outcome.undo": {"paragraph": "0", "version": 0},
    "outcome.move": {"paragraph": "0", "after": None},
    "outcome.delete_paragraph": {"paragraph": "0", "version": 0},
    "outcome.restore_paragraph": {"paragraph": "0"},
    "outcome.take_up": {"paragraph": "0"},
    "outcome.mark": {"paragraph": "0", "status": "agreed"},
    "outcome.begin_editing": {"paragraph": "0"},
    "outcome.end_editing": {"paragraph": "0"},
    "outcome.cite": {"paragraph": "0", "kind": "turn", "session": "0", "target": "1", "label": "Fiji"},
    "outcome.remove_citation": {"citation": "0"},
    "outcome.propose": {"paragraph": "0", "version": 0, "start": 0, "end": 0, "text": "all"},
    "outcome.propose_paragraph": {"after": "0", "text": "We agree."},
    "outcome.change_amendment": {"amendment": "0", "version": 0, "start": 0, "end": 0, "text": "all"},
    "outcome.merge": {"amendments": ["0"], "paragraph": "0", "version": 0, "text": "We agree."},
    "outcome.accept": {"amendment": "0", "version": 0},
    "outcome.reject": {"amendment": "0", "reason": "No."},
    "outcome.comment": {"paragraph": "0", "version": 0, "text": "Why?"},
    "outcome.resolve_comment": {"comment": "0"},
    "outcome.remove_comment": {"comment": "0"},
    "outcome.ask_consensus": {"seconds": 30},
    "outcome.begin_silence": {"until": "2099-01-01T09:00:00Z"},
    "outcome.extend_silence": {"until": "2099-01-01T09:00:00Z"},
    "outcome.reserve": {"kind": "reservation", "text": "Not us."},
    "outcome.withdraw_reservation": {"reservation": "0"},
    "outcome.correct": {"paragraph": "0", "wrong": "a", "right": "b"},
    "outcome.translate": {"paragraph": "0", "language": "id", "of_version": 0, "text": "Kami setuju."},
    "publication.publish": {"part": "minutes", "readers": "everyone", "seen": "entrants"},
    "publication.withdraw": {"part": "minutes", "seen": "everyone"},
    "session.set_access": {"access": "code"},
    "session.adjourn": {"resumes_at": "2099-01-01T09:00:00Z"},
    "written.submit": {"language": "en", "text": "We agree."},
    "written.withdraw": {"statement": "1"},
    "floor.inscribe_many": {"rows": [{"party": "0"}]},
    "floor.change_speaker": {"entry": "1", "speaker": "1"},
    "floor.name_reader": {"entry": "1", "reader": "0"},
    "floor.set_language": {"entry": "1", "language": "fr"},
    "interpretation.set_channels": {"languages": ["fr"]},
    "interpretation.set_sign_channel": {"language": "ase"},
    "interpretation.show_sign_in_hall": {"shown": True},
    "interpretation.hand_over": {"language": "fr", "to": "0"},
    "interpretation.choose_incoming": {"language": "fr", "incoming": ""},
    "interpretation.choose_outgoing": {"language": "fr", "outgoing": "en"},
    "floor.move": {"entry": "1", "moves": 0},
    "floor.order": {"policy": "first_come", "shown": []},
    "floor.undo_order": {"ordering": "1"},
    "floor.grant": {"entry": "1", "token": 9},
    "floor.call_later": {"entry": "1", "moves": 0},
    "floor.recognise": {"entry": "1", "token": 9},
    "floor.rule": {"token": 9, "ruling": "noted"},
    "floor.appeal": {"token": 9, "ruling": "1", "party": "0"},
    "floor.rule_out_of_order": {"token": 9, "text": "It was decided already."},
    "floor.raise_appeal": {"ruling": "1"},
    "floor.speak_on_motion": {"motion": "1", "side": "for"},
    "floor.hear_on_motion": {"entry": "1", "token": 9},
    "floor.withdraw_motion": {"motion": "1"},
    "floor.withdraw_appeal": {"ruling": "1"},
    "vote.put_proposal": {"token": 9, "proposal": "1"},
    "vote.put_question": {"token": 9, "question": "Shall we go on?"},
    "vote.take_explanations": {"proposal": None},
    "vote.close": {"vote": "9"},
    "vote.drop": {"vote": "9"},
    "vote.cast": {"vote": "9", "answer": "yes"},
    "vote.object": {"vote": "9"},
    "vote.correct": {"vote": "9", "answer": "yes"},
    "proposal.add": {"title": "On trust", "text": "Trust each other."},
    "proposal.change": {"proposal": "1", "title": "On trust", "text": "Trust each other."},
    "proposal.withdraw": {"proposal": "1"},
    "floor.propose_swap": {"entry": "1", "with_entry": "2"},
    "floor.answer_swap": {"swap": "1", "agrees": True},
    "floor.cancel_swap": {"swap": "1"},
    "floor.extend": {"token": 9, "seconds": 30},
    "floor.set_limits": {"limits": {"state": 60, "group": 60, "observer": 60, "other": 60}},
    "floor.apply_preset": {"preset": "who"},
    "floor.set_budget": {"minutes": 30},
    "floor.turn_to_replies": {"takes_replies": False},
    "floor.seat": {"slot": "chair", "participant": "0"},
    "floor.unseat": {"slot": "chair"},
    "floor.hand_over": {"chair": "0"},
    "floor.take_up_item": {"title": "Any other business", "seen": 1},
    "floor.name_item": {"item": 1, "title": "Opening"},
    "floor.carry_over": {"to": "0"},
    "question.ask": {"text": "Who speaks next?"},
    "question.dismiss": {"question": "1", "reason": "Asked before."},
    "question.defer": {"question": "1", "reason": "To the closing session."},
    "question.revise": {"question": "1", "text": "Who speaks then?"},
    "question.edit": {"question": "1", "text": "Who speaks then?", "seen": "Who speaks next?"},
    "question.merge": {"question": "1", "into": "2"},
    "question.write_answer": {"question": "1", "answer": "Every delegation in turn."},
    "question.label": {"question": "1", "labels": ["Order"]},
    "question.arrange": {"next_up": [], "seen": []},
    "question.set_policy": {"slow_s": 30},
    "announcement.make": {"texts": {"en": "The bus leaves at six."}},
    "announcement.make_to_conference": {"texts": {"en": "The bus leaves at six."}},
    "captions.open": {"language": "en"},
    "captions.close": {"language": "en"},
    "captions.show_in_hall": {"language": "en"},
    "caption.write_coming": {"language": "en", "text": "We"},
    "caption.write": {"language": "en", "text": "We agree."},
    "caption.correct": {"caption": "1", "text": "We agree."},
    "message.send": {"channel": "everyone", "text": "We agree."},
    "message.edit": {"message": "1", "text": "We agree."},
    "message.react": {"message": "1", "kind": "agree"},
    "message.withdraw_reaction": {"message": "1", "kind": "agree"},
    "message.mark_read": {"channel": "everyone", "message": "1"},
    "message.set_policy": {"slow_s": 30},
    "reaction.add": {"item": "minutes", "kind": "agree"},
    "reaction.withdraw": {"item": "minutes", "kind": "agree"},
    "reaction.add_to_outcome": {"kind": "agree"},
    "reaction.withdraw_from_outcome": {"kind": "agree"},
    "poll.draft": {"kind": "words", "question": "What matters most?"},
    "poll.edit": {"poll": "1", "seen": SEEN_POLL, "kind": "words", "question": "What matters most?"},
    "poll.move": {"poll": "1", "position": 0},
    "poll.hide_word": {"poll": "1", "word": "water"},
    "poll.show_word": {"poll": "1", "word": "water"},
    "poll.answer": {"poll": "1", "words": ["water"], "salt": "0123456789abcdef"},
    "parties.change_roles": {"participant": "0", "roles": []},
    "session_roles.give": {"session": "0", "participant": "0", "role": "panellist"},
    "registration.set": {"open": True, "needs_approval": False, "places": None},
    "registration.approve": {"registration": "0"},
    "registration.decline": {"registration": "0"},
    "session_roles.take": {"session": "0", "participant": "0", "role": "panellist"},
    "press.add_journalist": {"name": "A", "outlet": "B"},
    "programme.add_session": {
        "title": {"en": "A"},
        "date": "2027-03-01",
        "starts": "09:00",
        "ends": "10:00",
        "confirmed": True,
    },
    "parties.add": {"name": {"en": "Fiji"}},
    "parties.set_most_members": {"party": "0", "most_members": 5},
    "parties.remove_member": {"participant": "0"},
    "invitations.add_people": {"people": "nobody", "language": "en"},
    "invitations.send": {},
    "invitations.send_test": {"kind": "reminder", "language": "en"},
    "invitations.write_letter": {"kind": "reminder", "language": "en", "values": {}, "seen": {}},
    "invitations.revoke": {"participant": "0"},
    "sound.play_at": {"player": "screen"},
    "presence.check_in": {"participant": "0"},
    "presence.check_out": {"participant": "0"},
    "rollcall.answer": {"roll_call": "1"},
    "rollcall.close": {"roll_call": "1"},
    "decision.record": {"text": "Adopted."},
    "minutes.correct": {"of": "turn", "item": "1", "text": "She", "reason": "Misheard"},
    "check.submit": {"browser": "", "lines": [{"name": "browser", "verdict": "good"}]},
    "help.call": {
        "line": {"page": "/", "connection": "live", "publishing": "off", "browser": ""},
    },
    "help.say": {"call": "1", "text": "Hello?"},
    "help.close": {"call": "1"},
}
OF_A_RECORDING = {
    "session_recording.stop",
    "session_recording.acknowledge",
    "session_recording.make_programme",
    "session_recording.delete",
}
OF_AN_AMENDMENT = {
    "outcome.discard_draft", "outcome.table", "outcome.withdraw_amendment", "outcome.support",
    "outcome.end_support", "outcome.reconsider",
}  # fmt: skip
OF_AN_ENTRY = {"floor.confirm_in_hall", "floor.unconfirm_in_hall", "floor.withdraw", "floor.restore"}
OF_A_CHANNEL = {
    "interpretation.go_on_duty", "interpretation.go_off_duty", "interpretation.accept_handover",
    "interpretation.cancel_handover", "interpretation.ask_slower", "interpretation.report_sound",
    "interpretation.put_hall_on_duty", "interpretation.take_hall_off_duty",
}  # fmt: skip
OF_A_TURN = {
    "floor.end", "floor.finish", "floor.revoke", "floor.suspend_turn", "floor.resume_turn", "floor.wait",
    "floor.play_video_statement", "floor.start_playback", "floor.read_out", "floor.return_to_list",
    "floor.put_to_vote",
}  # fmt: skip


def sample(kind: str) -> dict[str, object]:
    if kind in SAMPLES:
        return dict(SAMPLES[kind])
    if kind in OF_AN_ENTRY:
        return {"entry": "1"}
    if kind in OF_A_CHANNEL:
        return {"language": "fr"}
    if kind in OF_A_TURN:
        return {"token": 9}
    if kind in OF_A_RECORDING:
        return {"recording": "1"}
    if kind in OF_AN_AMENDMENT:
        return {"amendment": "0"}
    concept = kind.partition(".")[0]
    return {concept: "1"} if concept in ("question", "message", "poll", "announcement", "caption") else {}


KINDS = {type_of(handler.command): handler.stream for handler in REGISTRY.handlers}
"""The kind of stream of each command."""
COMMANDS = sorted(type_of(handler.command) for handler in REGISTRY.handlers)


def test_every_command_is_permitted_to_a_role() -> None:
    assert sorted(set().union(*MAY.values())) == COMMANDS
    assert sorted(set().union(*(MAY[role] for role in OF_EACH_COMMAND))) == COMMANDS


@pytest.mark.parametrize("role", MAY)
def test_FL24_each_role_has_the_permissions_of_its_commands(role: str) -> None:
    allowed = {
        type_of(each.command) for each in REGISTRY.handlers if permissions.allows((role,), each.permission)
    }
    assert allowed == MAY[role]


FEW = ("moderator", "organiser", "interpreter", "panellist", "operator", "emperor")
OF_EACH_COMMAND = (*MAY,) if THOROUGH else FEW
"""Roles of which one or more may send each command, and one or more may not."""


@pytest.mark.django_db
@pytest.mark.parametrize("role", OF_EACH_COMMAND)
def test_FL24_each_role_may_send_its_commands_and_no_others(role: str) -> None:
    hall = Assembly()
    seat = hall.person("Someone", role, party=hall.party("Fiji"))
    document = Outcome.objects.create(conference=hall.conference, title={"en": "Message"}, access="public")
    streams = {
        "conference": hall.conference.stream,
        "session": hall.stream,
        "outcome": document.stream,
        "chat": f"chat/{hall.session.pk}",
        "captions": f"captions/{hall.session.pk}",
    }
    passed = set()
    for kind in COMMANDS:
        stream = streams[KINDS[kind]]
        answer = hall.do(seat, kind, stream=stream, **sample(kind))
        refusal = answer.code if isinstance(answer, Refused) else ""
        assert refusal not in ("wire.bad_command", "wire.wrong_stream", "wire.unknown_command"), kind
        if refusal != "wire.forbidden":
            passed.add(kind)
    assert passed == MAY[role]


def test_several_roles_add_up_and_none_is_nothing() -> None:
    both = ("audience", "operator")
    assert permissions.allows(both, "floor.inscribe_others")
    assert not permissions.allows((), "wire.follow_session")
    assert not permissions.allows(("emperor",), "wire.follow_session")


@pytest.mark.parametrize("role", MAY)
def test_who_is_sent_what_is_withheld_from_everyone(role: str) -> None:
    assert permissions.moderates((role,)) == (role == "moderator")
    assert permissions.sees_withheld((role,), "session/4") == (role == "moderator")
    staff = ("moderator", "operator", "organiser")
    assert permissions.sees_withheld((role,), "conference/1") == (role in staff)


@pytest.mark.parametrize("role", [role for role in MAY if role not in ("emperor", "visitor")])
def test_everyone_listens(role: str) -> None:
    for permission in ("wire.follow_conference", "wire.follow_session", "media.listen", "seats.continue"):
        assert permissions.allows((role,), permission), permission


def test_a_visitor_calls_for_help_and_nothing_else() -> None:
    assert permissions.TABLE["visitor"] == {"wire.follow_conference", "help.call"}


def test_FL11_who_may_publish() -> None:
    def publishers(permission: str) -> set[str]:
        return {role for role in permissions.TABLE if permissions.allows((role,), permission)}

    assert publishers("media.publish") == {"moderator", "panellist", "delegate"}
    assert publishers("media.show_screen") == {"moderator", "panellist", "delegate"}
    assert publishers("media.publish_hall") == {"operator"}
    assert publishers("media.publish_booth") == {"interpreter"}
    assert publishers("media.check") == {
        "moderator", "panellist", "delegate", "operator", "interpreter", "role_elsewhere",
    }  # fmt: skip


def test_who_sees_the_halls_picture_in_the_hall() -> None:
    watchers = {role for role in permissions.TABLE if permissions.allows((role,), "media.watch_hall")}
    assert watchers == {"operator", "hall_screen"}


def test_who_sees_how_lines_are() -> None:
    seers = {role for role in permissions.TABLE if permissions.allows((role,), "media.see_lines")}
    assert seers == {"moderator", "operator"}
    seers = {role for role in permissions.TABLE if permissions.allows((role,), "media.see_booths")}
    assert seers == {"moderator", "operator", "interpreter"}


def test_who_hears_a_booth_that_speaks_to_those_who_run_the_session() -> None:
    hearers = {role for role in permissions.TABLE if permissions.allows((role,), "media.hear_talkback")}
    assert hearers == {"moderator", "operator"}

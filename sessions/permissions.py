"""The table of what each role may do. Nothing else decides it.

A permission has the name of the command that it allows, if there is one.
"""

from collections.abc import Collection
from typing import Final

from foundation.accounts.roles import ROLE_ELSEWHERE
from foundation.ids import kind

ALL_LISTENERS: Final = frozenset(
    {
        "wire.follow_conference",
        "wire.follow_session",
        "wire.follow_outcome",
        "wire.follow_chat",
        "wire.follow_captions",
        "message.write",
        "reaction.give",
        "seats.continue",
        "media.listen",
        "question.ask",
        "question.vote",
        "question.withdraw_vote",
        "help.call",
    }
)
CHECKED: Final = ALL_LISTENERS | {"media.check", "check.submit"}
"""The permissions that each role has whose holders test their devices in advance. These people are on the staff's list
of technical checks.
"""
STAFF: Final = ALL_LISTENERS | {
    "wire.staff",
    "session.enter_staff",
    "help.answer",
    "seatcards.manage",
    "media.listen_when_full",
    "written.read_original",
    "acts.read",
}
"""The permissions that every role of the staff has. The staff run the conference, see calls for help, and hand out seat
cards.
"""
CHECKED_STAFF: Final = CHECKED | STAFF
DRAFTERS: Final = frozenset({"outcome.draft", "outcome.propose", "outcome.translate", "minutes.note"})
"""The permissions of those who write outcome documents, and notes of the minutes. They may also propose for parties."""
SPEAKERS: Final = CHECKED | {
    "message.read_delegates",
    "session.enter_delegations",
    "media.listen_when_full",
    "media.publish",
    "media.show_screen",
    "session_recording.acknowledge",
    "floor.inscribe",
    "floor.raise_appeal",
    "floor.speak_on_motion",
    "floor.withdraw_motion",
    "written.submit",
    "written.withdraw",
    "video_statement.submit",
    "floor.start_playback",
    "floor.withdraw",
    "floor.restore",
    "floor.change_speaker",
    "floor.finish",
    "floor.propose_swap",
    "floor.answer_swap",
    "floor.cancel_swap",
    "rollcall.answer",
    "vote.cast",
    "outcome.propose",
    "outcome.object",
    "minutes.ask_correction",
    "poll.answer",
}
CHAIR: Final = (
    CHECKED_STAFF
    | DRAFTERS
    | {
        "outcome.manage",
        "outcome.preside",
        "outcome.object",
        "outcome.object_for_others",
        "media.publish",
        "media.show_screen",
        "media.see_lines",
        "interpretation.manage",
        "interpretation.switch_hall",
        "media.see_booths",
        "media.hear_talkback",
        "floor.set_language",
        "session_recording.start",
        "session_recording.stop",
        "session_recording.acknowledge",
        "session_recording.download",
        "session_recording.make_programme",
        "session_recording.delete",
        "seats.simulate",
        "session.open",
        "session.suspend",
        "session.adjourn",
        "session.resume",
        "session.close",
        "session.set_access",
        "parties.change_roles",
        "press.add_journalist",
        "floor.open_list",
        "floor.close_list",
        "floor.inscribe",
        "floor.inscribe_others",
        "floor.inscribe_many",
        "floor.withdraw",
        "floor.withdraw_others",
        "floor.restore",
        "floor.change_speaker",
        "floor.move",
        "floor.order",
        "floor.call_later",
        "floor.wait",
        "floor.recognise",
        "floor.rule",
        "floor.raise_appeal",
        "floor.appeal",
        "floor.speak_on_motion",
        "floor.hear_on_motion",
        "floor.withdraw_motion",
        "floor.put_to_vote",
        "vote.put",
        "vote.close",
        "vote.drop",
        "vote.cast_others",
        "proposal.add",
        "proposal.change",
        "proposal.withdraw",
        "floor.cancel_swap",
        "floor.play_video_statement",
        "floor.start_playback",
        "video_statement.preview",
        "written.read_held",
        "floor.read_out",
        "floor.name_reader",
        "floor.return_to_list",
        "floor.grant",
        "floor.end",
        "floor.revoke",
        "floor.extend",
        "floor.suspend_turn",
        "floor.resume_turn",
        "floor.set_limits",
        "floor.apply_preset",
        "floor.set_budget",
        "floor.turn_to_replies",
        "floor.take_up_item",
        "floor.name_item",
        "floor.carry_over",
        "floor.hand_over",
        "floor.seat",
        "floor.unseat",
        "question.moderate",
        "announcement.make",
        "message.moderate",
        "captions.write",
        "captions.moderate",
        "interpretation.show_sign_in_hall",
        "message.read_delegates",
        "message.read_backstage",
        "message.read_booths",
        "poll.prepare",
        "poll.run",
        "poll.read_answers",
        "presence.check_in",
        "presence.check_out",
        "rollcall.open",
        "rollcall.close",
        "rollcall.answer",
        "rollcall.answer_others",
        "vote.cast",
        "decision.record",
        "minutes.correct",
        "parity.read",
        "floor.confirm_in_hall",
        "floor.unconfirm_in_hall",
        "media.manage_keys",
        "documents.ask_release",
        "documents.release",
    }
)

GIVEN_BY_MODERATORS: Final = frozenset(
    {"moderator", "panellist", "delegate", "audience", "interpreter", "rapporteur", "captioner"}
)
"""The roles in the conference that `parties.change_roles` gives and takes without `parties.manage_all`."""

MANAGERS: Final = frozenset(
    {
        "parties.remove_member",
        "invitations.add_people",
        "invitations.send",
        "invitations.revoke",
        "people.read",
    }
)
"""The permissions of organisers for everyone, which the head of a delegation has for its own delegates."""

TABLE: Final[dict[str, frozenset[str]]] = {
    "moderator": CHAIR,
    "organiser": STAFF
    | MANAGERS
    | DRAFTERS
    | {
        "invitations.write_letter",
        "announcement.make",
        "announcement.make_to_conference",
        "message.read_delegates",
        "message.read_backstage",
        "outcome.manage",
        "outcome.preside",
        "outcome.object",
        "outcome.object_for_others",
        "session.set_access",
        "session_roles.manage",
        "interpretation.manage",
        "glossary.read",
        "glossary.add",
        "glossary.manage",
        "media.manage_keys",
        "registration.manage",
        "registration.set",
        "programme.add_session",
        "programme.change_session",
        "programme.set_agenda",
        "programme.set_preset",
        "programme.set_speaking_times",
        "programme.cancel_session",
        "programme.restore_session",
        "programme.copy_session",
        "programme.remove_session",
        "programme.add_room",
        "programme.change_room",
        "programme.remove_room",
        "programme.add_theme",
        "programme.change_theme",
        "programme.remove_theme",
        "programme.add_day",
        "programme.remove_day",
        "programme.change_conference",
        "programme.copy_conference",
        "programme.archive",
        "programme.unarchive",
        "parties.add",
        "parties.change",
        "parties.remove",
        "people.change",
        "parties.change_roles",
        "parties.manage_all",
        "press.add_journalist",
        "seats.simulate",
        "parity.read",
        "audit.read",
        "api_tokens.manage",
        "privacy.manage",
        "privacy.erase",
        "privacy.set_retention",
        "exchange.manage",
        "documents.manage",
        "publication.manage",
        "poll.prepare",
        "poll.read_answers",
        "webhooks.manage",
        "box.read",
        "documents.ask_release",
        "documents.release",
    },
    "head": ALL_LISTENERS | MANAGERS | {"poll.answer"},
    "operator": CHECKED_STAFF
    | {
        "captions.write",
        "captions.moderate",
        "interpretation.show_sign_in_hall",
        "message.read_backstage",
        "message.read_booths",
        "media.publish_hall",
        "media.manage_keys",
        "interpretation.switch_hall",
        "media.watch_hall",
        "media.see_lines",
        "media.see_booths",
        "media.hear_talkback",
        "microphones.see",
        "sound.play_at",
        "floor.inscribe",
        "floor.inscribe_others",
        "floor.raise_appeal",
        "floor.speak_on_motion",
        "floor.withdraw_motion",
        "floor.withdraw",
        "floor.withdraw_others",
        "floor.restore",
        "floor.change_speaker",
        "presence.check_in",
        "presence.check_out",
        "rollcall.answer",
        "rollcall.answer_others",
        "vote.cast",
        "vote.cast_others",
        "vote.close",
        "floor.confirm_in_hall",
        "floor.unconfirm_in_hall",
    },
    "panellist": SPEAKERS,
    "delegate": SPEAKERS,
    "interpreter": CHECKED
    | {
        "session.enter_delegations",
        "written.read_held",
        "message.read_booths",
        "media.listen_when_full",
        "media.publish_booth",
        "media.see_booths",
        "interpretation.work",
        "glossary.read",
        "glossary.add",
        "session_recording.acknowledge",
        "floor.set_language",
        "outcome.translate",
    },
    "rapporteur": ALL_LISTENERS
    | DRAFTERS
    | {"session.enter_delegations", "media.listen_when_full", "message.read_backstage", "poll.answer"},
    "captioner": ALL_LISTENERS
    | {
        "captions.write",
        "glossary.read",
        "session.enter_delegations",
        "written.read_held",
        "media.listen_when_full",
    },
    "audience": ALL_LISTENERS | {"poll.answer"},
    "hall_screen": frozenset(
        {
            "wire.follow_conference",
            "wire.follow_session",
            "wire.follow_outcome",
            "wire.follow_captions",
            "session.enter_staff",
            "seats.continue",
            "media.listen",
            "media.listen_when_full",
            "media.watch_hall",
        }
    ),
    "visitor": frozenset({"wire.follow_conference", "help.call"}),
    # A person with a role in one session may follow the conference, and test devices ahead.
    ROLE_ELSEWHERE: CHECKED | {"documents.ask_release"},
}

WITHHELD_IN_DEMO: Final = frozenset(
    {
        "programme.copy_conference",
        "programme.archive",
        "programme.unarchive",
        "registration.set",
        "privacy.erase",
        "privacy.set_retention",
    }
)
"""What nobody may do in a demo, because anyone can take its organiser's seat: make a conference that is no demo, hide
the demo, let its data be deleted, erase a person (with the e-mails to an address that somebody typed), or let people
register, which makes accounts.
"""


def allows(roles: Collection[str], permission: str) -> bool:
    """Whether any of the roles has the permission. An unknown role has none."""
    return any(permission in TABLE.get(role, ()) for role in roles)


def runs_the_conference(roles: Collection[str]) -> bool:
    """Whether any of the roles is of the staff, who need a second factor."""
    return allows(roles, "wire.staff")


def moderates(roles: Collection[str]) -> bool:
    """Whether any of the roles is a moderator's. A moderator may add entries to a closed list."""
    return allows(roles, "question.moderate")


def sees_withheld(roles: Collection[str], stream: str) -> bool:
    """Whether readers with these roles belong to the narrower audience of a stream. That is a session's moderators, a
    conference's staff, or those who write an outcome document.

    An operator sees calls for help, but not questions that wait for approval.
    """
    if kind(stream) == "outcome":
        return allows(roles, "outcome.draft")
    return allows(roles, "wire.staff") if kind(stream) == "conference" else moderates(roles)

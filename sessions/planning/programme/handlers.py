"""Handlers of planning the programme."""

from typing import Any

from foundation.messages.protocol import Command
from foundation.registry import Handler
from sessions.planning.programme import protocol as p
from sessions.planning.programme import services as s


def _of_conference(command: type[Command], run: Any, **more: Any) -> Handler:
    return Handler(command, command.model_fields["type"].default, run, stream="conference", **more)


def _of_session(command: type[Command], run: Any, state: Any = s.session_state) -> Handler:
    name = command.model_fields["type"].default
    return Handler(command, name, run, administrative=True, state=state)


HANDLERS = [
    _of_conference(p.AddSession, s.add_session),
    _of_session(p.ChangeSession, s.change_session),
    _of_session(p.SetAgenda, s.set_agenda, s.floor_state),
    _of_session(p.SetPreset, s.set_preset, s.floor_state),
    _of_session(p.SetSpeakingTimes, s.set_speaking_times, s.floor_state),
    _of_session(p.CancelSession, s.cancel_session),
    _of_session(p.RestoreSession, s.restore_session),
    _of_conference(p.CopySession, s.copy_session),
    _of_conference(p.RemoveSession, s.remove_session, locks=lambda command: [f"session/{command.session}"]),
    _of_conference(p.AddRoom, s.add_room),
    _of_conference(p.ChangeRoom, s.change_room),
    _of_conference(p.RemoveRoom, s.remove_room),
    _of_conference(p.AddTheme, s.add_theme),
    _of_conference(p.ChangeTheme, s.change_theme),
    _of_conference(p.RemoveTheme, s.remove_theme),
    _of_conference(p.AddDay, s.add_day),
    _of_conference(p.RemoveDay, s.remove_day),
    _of_conference(p.ChangeConference, s.change_conference, state=s.conference_state),
    _of_conference(p.ArchiveConference, s.archive, state=s.conference_state),
    _of_conference(p.UnarchiveConference, s.unarchive, state=s.conference_state),
]

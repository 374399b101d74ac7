"""Handlers of the floor and of the session's state."""

from foundation.registry import Handler
from sessions.floor import protocol, services
from sessions.programme import protocol as programme

HANDLERS = [
    Handler(programme.OpenSession, "session.open", services.open_session),
    Handler(programme.SuspendSession, "session.suspend", services.suspend_session),
    Handler(programme.AdjournSession, "session.adjourn", services.adjourn_session),
    Handler(programme.ResumeSession, "session.resume", services.resume_session),
    Handler(programme.CloseSession, "session.close", services.close_session),
    Handler(protocol.OpenList, "floor.open_list", services.open_list),
    Handler(protocol.CloseList, "floor.close_list", services.close_list),
    Handler(protocol.Inscribe, "floor.inscribe", services.inscribe),
    Handler(protocol.Withdraw, "floor.withdraw", services.withdraw),
    Handler(protocol.Restore, "floor.restore", services.restore),
    Handler(protocol.ChangeSpeaker, "floor.change_speaker", services.change_speaker),
    Handler(protocol.SetLanguage, "floor.set_language", services.set_language),
    Handler(protocol.Move, "floor.move", services.move),
    Handler(protocol.Grant, "floor.grant", services.grant),
    Handler(protocol.End, "floor.end", services.end),
    Handler(protocol.Finish, "floor.finish", services.finish),
    Handler(protocol.Revoke, "floor.revoke", services.revoke),
    Handler(protocol.Extend, "floor.extend", services.extend),
    Handler(protocol.SuspendTurn, "floor.suspend_turn", services.suspend_turn),
    Handler(protocol.ResumeTurn, "floor.resume_turn", services.resume_turn),
    Handler(protocol.TurnToReplies, "floor.turn_to_replies", services.turn_to_replies),
]

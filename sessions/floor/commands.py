"""The doors of the floor and of the session's state."""

from foundation.registry import Door
from sessions.floor import protocol, services
from sessions.podium import protocol as podium
from sessions.programme import protocol as programme

DOORS = [
    Door(programme.OpenSession, "session.open", services.open_session),
    Door(programme.SuspendSession, "session.suspend", services.suspend_session),
    Door(programme.ResumeSession, "session.resume", services.resume_session),
    Door(programme.CloseSession, "session.close", services.close_session),
    Door(protocol.OpenList, "floor.open_list", services.open_list),
    Door(protocol.CloseList, "floor.close_list", services.close_list),
    Door(protocol.Inscribe, "floor.inscribe", services.inscribe),
    Door(protocol.Withdraw, "floor.withdraw", services.withdraw),
    Door(protocol.Restore, "floor.restore", services.restore),
    Door(protocol.ChangeSpeaker, "floor.change_speaker", services.change_speaker),
    Door(protocol.Move, "floor.move", services.move),
    Door(protocol.Grant, "floor.grant", services.grant),
    Door(protocol.End, "floor.end", services.end),
    Door(protocol.Finish, "floor.finish", services.finish),
    Door(protocol.Revoke, "floor.revoke", services.revoke),
    Door(protocol.Extend, "floor.extend", services.extend),
    Door(protocol.SuspendTurn, "floor.suspend_turn", services.suspend_turn),
    Door(protocol.ResumeTurn, "floor.resume_turn", services.resume_turn),
    Door(protocol.TurnToReplies, "floor.turn_to_replies", services.turn_to_replies),
    Door(podium.SeatParticipant, "floor.seat", services.seat),
    Door(podium.UnseatParticipant, "floor.unseat", services.unseat),
]

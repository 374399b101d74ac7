"""The scenarios of appeals, motions and their votes; see `scenarios.py`."""

from sessions.programme.models import Session
from sessions.votes.models import Vote
from tests.foundation.journal.scenarios import _recognised, _speaking
from tests.support.watched import Watched


def _ruled(w: Watched) -> int:
    """Fiji continues after the ruling on Chile's point of order; returns the token."""
    token = _recognised(w)
    w.do("moderator", "floor.rule", token=token, ruling="not_upheld")
    return token + 1


def _appealed(w: Watched) -> int:
    token = _ruled(w)
    w.do("moderator", "floor.appeal", token=token, ruling="2", party=str(w.demo.party("CL").pk))
    return token + 1


def _moved(w: Watched) -> int:
    """Chile's motion has the floor; returns the token."""
    token = _speaking(w)
    w.do("chile", "floor.inscribe", kind="motion", motion="closure_of_list")
    w.do("moderator", "floor.recognise", confirmed=True, entry="4", token=token)
    return token + 1


def _debated(w: Watched) -> int:
    """Japan speaks against Chile's motion to adjourn the debate; returns the token."""
    token = _speaking(w)
    w.do("chile", "floor.inscribe", kind="motion", motion="adjournment_of_debate")
    w.do("moderator", "floor.recognise", confirmed=True, entry="4", token=token)
    _against(w, token + 1)
    w.do("moderator", "floor.hear_on_motion", confirmed=True, entry="5", token=token + 1)
    return token + 2


def _against(w: Watched, motion: int) -> None:
    party = str(w.demo.party("JP").pk)
    w.do("operator", "floor.speak_on_motion", motion=str(motion), side="against", party=party)


def floor_speak_on_motion(w: Watched) -> None:
    _against(w, _moved(w))


def floor_hear_on_motion(w: Watched) -> None:
    token = _debated(w)
    w.do("chile", "floor.inscribe", kind="motion", motion="suspension")
    w.do("moderator", "floor.recognise", confirmed=True, entry="6", token=token)
    w.do("moderator", "floor.put_to_vote", token=token + 1)
    w.do("moderator", "vote.close", vote=str(token + 2), in_favour=2, against=9)
    w.do("fiji", "floor.speak_on_motion", motion=str(token - 1), side="for")
    w.do("moderator", "floor.hear_on_motion", confirmed=True, entry="7", token=token + 3)


def floor_withdraw_motion(w: Watched) -> None:
    token = _debated(w)
    w.do("chile", "floor.withdraw_motion", motion=str(token - 1))


def floor_appeal(w: Watched) -> None:
    _appealed(w)


def floor_put_to_vote(w: Watched) -> None:
    w.do("moderator", "floor.put_to_vote", token=_moved(w))


def vote_close(w: Watched) -> None:
    token = _appealed(w)
    w.do("moderator", "vote.close", vote=str(token), in_favour=3, against=12, abstentions=2)
    w.do("chile", "floor.inscribe", kind="motion", motion="suspension")
    w.do("moderator", "floor.recognise", confirmed=True, entry="5", token=token + 1)
    w.do("moderator", "floor.put_to_vote", token=token + 2)
    w.do("moderator", "vote.close", vote=str(token + 3), in_favour=9, against=2)
    w.do("moderator", "session.resume")
    w.do("moderator", "floor.grant", entry="1", token=token + 4, confirmed=True)
    w.do("moderator", "floor.revoke", token=token + 5)
    w.do("chile", "floor.inscribe", kind="motion", motion="other", text="That the room be aired.")
    w.do("moderator", "floor.recognise", confirmed=True, entry="6", token=token + 5)
    w.do("moderator", "floor.put_to_vote", token=token + 6)
    w.do("moderator", "vote.close", vote=str(token + 7), in_favour=1, against=1)


def vote_drop(w: Watched) -> None:
    floor_put_to_vote(w)
    w.do("moderator", "vote.drop", vote="3")


def floor_rule_out_of_order(w: Watched) -> None:
    w.do("moderator", "floor.rule_out_of_order", token=_moved(w), text="It was decided already.")


def floor_raise_appeal(w: Watched) -> None:
    _ruled(w)
    w.do("chile", "floor.raise_appeal", ruling="2")


def floor_withdraw_appeal(w: Watched) -> None:
    floor_raise_appeal(w)
    w.do("chile", "floor.withdraw_appeal", ruling="2")


def _under_vote(w: Watched, method: str, **terms: object) -> str:
    """A proposal of Chile is put to the vote; returns the vote's id."""
    Session.objects.update(quorum_to_decide="none")
    chile = str(w.demo.party("CL").pk)
    w.do("moderator", "proposal.add", symbol="L.1", title="On trust", sponsors=[chile], text="Trust.")
    w.do("moderator", "vote.put_proposal", token=0, proposal="1", terms={"method": method, **terms})
    return "1"


def _closed(w: Watched) -> None:
    """A vote by ballot is over; the floor's token is 1."""
    vote = _under_vote(w, "electronic")
    w.do("chile", "vote.cast", vote=vote, answer="no")
    w.do("moderator", "vote.close", vote=vote)


def _asked(w: Watched, token: int, method: str) -> str:
    question, terms = "Shall we go on?", {"method": method}
    w.do("moderator", "vote.put_question", token=token, question=question, terms=terms)
    return str(token + 1)


def vote_put_proposal(w: Watched) -> None:
    _under_vote(w, "electronic")


def vote_put_question(w: Watched) -> None:
    _closed(w)
    _asked(w, 1, "roll_call")


def vote_cast(w: Watched) -> None:
    vote = _asked(w, 0, "roll_call")
    roll = Vote.objects.get().roll
    w.do("moderator", "vote.cast", vote=vote, answer="pass", party=roll[0])
    w.do("moderator", "vote.cast", vote=vote, answer="absent", party=roll[1])
    w.do("moderator", "vote.drop", vote=vote)
    vote = _asked(w, 1, "electronic")
    w.do("chile", "vote.cast", vote=vote, answer="no")
    w.do("chile", "vote.cast", vote=vote, answer="yes")


def vote_take_explanations(w: Watched) -> None:
    _closed(w)
    w.do("moderator", "vote.take_explanations", proposal="1")
    w.do("japan", "floor.inscribe", kind="explanation_of_vote")
    w.do("fiji", "floor.inscribe", kind="explanation_of_vote")
    w.do("moderator", "floor.grant", entry="1", token=1, confirmed=True)
    w.do("moderator", "vote.take_explanations", proposal=None)


def vote_object(w: Watched) -> None:
    vote = _under_vote(w, "without_a_vote", seconds=60)
    w.do("chile", "vote.object", vote=vote)
    w.do("chile", "vote.object", vote=vote, objects=False)
    w.do("chile", "vote.object", vote=vote)


def vote_correct(w: Watched) -> None:
    _closed(w)
    w.do("chile", "vote.correct", vote="1", answer="abstain")


def proposal_add(w: Watched) -> None:
    w.do("moderator", "proposal.add", title="On trust", text="Trust each other.")


def proposal_change(w: Watched) -> None:
    proposal_add(w)
    w.do(
        "moderator",
        "proposal.change",
        proposal="1",
        symbol="L.1",
        title="On trust",
        link="https://example.org/l1",
    )


def proposal_withdraw(w: Watched) -> None:
    proposal_add(w)
    w.do("moderator", "proposal.withdraw", proposal="1")

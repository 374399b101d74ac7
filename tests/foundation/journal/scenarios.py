"""One scenario per command, with the command's name: what comes before, and the command itself at the end."""

from datetime import timedelta

from foundation import clock
from foundation.accounts.models import User
from foundation.clock import timestamp_text
from sessions.floor.disconnections import services as failures
from sessions.models import Registration
from tests.support.watched import Watched

LIMITS = {"state": 100, "group": 110, "observer": 120, "other": 130}


def _inscribed(w: Watched) -> str:
    """Fiji is on the list, after the demo's two entries; returns its entry."""
    w.do("fiji", "floor.inscribe")
    return "3"


def _speaking(w: Watched) -> int:
    """Fiji has the floor; returns the token."""
    w.do("moderator", "floor.grant", entry=_inscribed(w), token=0, confirmed=True)
    return 1


def _suspended(w: Watched) -> int:
    w.do("moderator", "floor.suspend_turn", token=_speaking(w))
    return 2


def _asked(w: Watched, number: str = "1") -> str:
    w.do("audience", "question.ask", text=f"Why {number}?", anonymous=number == "1")
    return number


def _approved(w: Watched, number: str = "1") -> str:
    w.do("moderator", "question.approve", question=_asked(w, number))
    return number


def _pinned(w: Watched) -> str:
    w.do("moderator", "question.pin", question=_approved(w))
    return "1"


def session_open(w: Watched) -> None:
    session = w.demo.another_session("scheduled")
    w.streams.append(session.stream)
    w.do("moderator", "session.open", stream=session.stream)


def session_suspend(w: Watched) -> None:
    _speaking(w)
    w.do("moderator", "session.suspend", reason="Coffee")


def session_adjourn(w: Watched) -> None:
    _speaking(w)
    w.do(
        "moderator",
        "session.adjourn",
        resumes_at=timestamp_text(clock.now() + timedelta(days=1)),
        reason="Until tomorrow",
    )


def session_set_access(w: Watched) -> None:
    _speaking(w)
    w.do("moderator", "session.set_access", access="delegations")


def session_resume(w: Watched) -> None:
    session_suspend(w)
    w.do("moderator", "session.resume")


def session_close(w: Watched) -> None:
    _speaking(w)
    w.do("moderator", "poll.draft", kind="single", question="Shall we go on?", options=["Yes", "No"])
    w.do("moderator", "poll.open", poll="1")
    w.do("moderator", "poll.show", poll="1")
    w.do("audience", "poll.answer", poll="1", choices=[1], salt="0123456789abcdef")
    w.do("moderator", "session.close")


def parties_change_roles(w: Watched) -> None:
    participant = w.demo.participant("fiji")
    roles = ["moderator", "delegate"]
    w.do(
        "moderator",
        "parties.change_roles",
        stream=w.demo.conference_stream,
        participant=participant,
        roles=roles,
    )


def _organiser(w: Watched) -> None:
    """The moderator is an organiser too."""
    w.demo.set_roles("moderator", "moderator", "organiser")


def session_roles_give(w: Watched) -> None:
    _organiser(w)
    w.do(
        "moderator",
        "session_roles.give",
        stream=w.demo.conference_stream,
        session=str(w.demo.session.pk),
        participant=w.demo.participant("interpreter"),
        role="interpreter",
        language="fr",
    )


def session_roles_take(w: Watched) -> None:
    session_roles_give(w)
    w.do(
        "moderator",
        "session_roles.take",
        stream=w.demo.conference_stream,
        session=str(w.demo.session.pk),
        participant=w.demo.participant("interpreter"),
        role="interpreter",
        language="fr",
    )


def _registration(w: Watched, state: str) -> str:
    """Somebody registered; returns its number."""
    _organiser(w)
    row = Registration.objects.create(
        conference=w.demo.conference,
        person=User.objects.create_user("ana@example.org", None, name="Ana"),
        name="Ana",
        email="ana@example.org",
        language="en",
        state=state,
        asked_at=clock.now(),
    )
    return str(row.pk)


def registration_set(w: Watched) -> None:
    _registration(w, "waiting")
    w.do(
        "moderator",
        "registration.set",
        stream=w.demo.conference_stream,
        open=True,
        needs_approval=True,
        places=10,
    )


def registration_approve(w: Watched) -> None:
    row = _registration(w, "asked")
    w.do("moderator", "registration.approve", stream=w.demo.conference_stream, registration=row)


def registration_decline(w: Watched) -> None:
    row = _registration(w, "registered")
    w.do("moderator", "registration.decline", stream=w.demo.conference_stream, registration=row)


def press_add_journalist(w: Watched) -> None:
    w.do(
        "moderator",
        "press.add_journalist",
        stream=w.demo.conference_stream,
        name="A journalist",
        outlet="The Evening Sample",
        place="hall",
    )


def floor_open_list(w: Watched) -> None:
    w.do("moderator", "floor.close_list")
    w.do("moderator", "floor.open_list", closes_at=(clock.now() + timedelta(hours=1)).isoformat())


def floor_close_list(w: Watched) -> None:
    floor_open_list(w)
    w.do("moderator", "floor.close_list")


def floor_inscribe(w: Watched) -> None:
    _inscribed(w)
    w.do("moderator", "floor.close_list")
    japan = str(w.demo.party("JP").pk)
    w.do(
        "moderator", "floor.inscribe", party=japan, reason="They were waiting outside", on_behalf_of="Islands"
    )


def floor_inscribe_many(w: Watched) -> None:
    rows = [{"party": str(w.demo.party(code).pk)} for code in ("JP", "FJ")]
    w.do("moderator", "floor.inscribe_many", rows=rows)
    w.do("moderator", "floor.close_list")
    rows = [{"party": row["party"], "kind": "intervention", "on_behalf_of": "Islands"} for row in rows]
    w.do("moderator", "floor.inscribe_many", rows=rows, reason="Handed in on paper")


def floor_withdraw(w: Watched) -> None:
    w.do("fiji", "floor.withdraw", entry=_inscribed(w))
    w.do("chile", "floor.inscribe")
    w.do("moderator", "floor.withdraw", entry="4")


def floor_restore(w: Watched) -> None:
    floor_withdraw(w)
    w.do("fiji", "floor.restore", entry="3")


def floor_change_speaker(w: Watched) -> None:
    speaker = w.demo.participant("fiji")
    w.do("fiji", "floor.change_speaker", entry=_inscribed(w), speaker=speaker)
    w.do("moderator", "floor.grant", entry="3", token=0, confirmed=True)
    w.do("moderator", "floor.change_speaker", entry="3", speaker=speaker)


def floor_move(w: Watched) -> None:
    w.do("moderator", "floor.move", entry=_inscribed(w), moves=0, before="1", before_moves=0)


def _ordered(w: Watched, policy: str = "lots", **choice: object) -> None:
    """Put the four entries in order."""
    shown = [{"entry": number, "moves": 0} for number in ("1", "2")]
    w.do("moderator", "floor.order", policy=policy, shown=shown, **choice)


def floor_order(w: Watched) -> None:
    _inscribed(w)
    w.do("chile", "floor.inscribe")
    _ordered(w, "alphabetical", letter="C")
    w.do("chile", "floor.withdraw", entry="4")
    _ordered(w, "first_come")


def floor_undo_order(w: Watched) -> None:
    floor_order(w)
    w.do("moderator", "floor.undo_order", ordering="2")
    w.do("moderator", "floor.undo_order", ordering="1")


def floor_grant(w: Watched) -> None:
    w.do("fiji", "written.submit", language="en", text="Good morning.", spoken=True)
    _speaking(w)
    w.do("moderator", "floor.grant", entry="1", token=1, confirmed=True)


def floor_end(w: Watched) -> None:
    w.do("moderator", "floor.end", token=_speaking(w))


def floor_finish(w: Watched) -> None:
    w.do("fiji", "floor.finish", token=_speaking(w))


def floor_revoke(w: Watched) -> None:
    w.do("moderator", "floor.revoke", token=_speaking(w), reason="Not on the agenda")


def floor_extend(w: Watched) -> None:
    w.do("moderator", "floor.extend", token=_speaking(w), seconds=30)


def floor_suspend_turn(w: Watched) -> None:
    _suspended(w)


def floor_resume_turn(w: Watched) -> None:
    w.do("moderator", "floor.resume_turn", token=_suspended(w))


def _dropped(w: Watched, entry: str = "") -> int:
    """The holder of the floor was connected, and has lost the connection; returns the token."""
    w.do("moderator", "floor.grant", entry=entry or _inscribed(w), token=0, confirmed=True)
    held = failures.watched_turns()[0]
    failures.store_reached(held, "line", clock.now())
    with w.checked():
        assert failures.holder_dropped(held, clock.now())
    return 1


def floor_wait(w: Watched) -> None:
    w.do("moderator", "floor.wait", token=_dropped(w))


def floor_play_video_statement(w: Watched) -> None:
    cambodia = str(w.demo.party("KH").pk)
    w.do("moderator", "floor.inscribe", party=cambodia, on_behalf_of="Islands", place="remote")
    w.do("moderator", "floor.play_video_statement", token=_dropped(w, "3"))


def floor_read_out(w: Watched) -> None:
    w.do("moderator", "floor.read_out", token=_dropped(w))


def floor_name_reader(w: Watched) -> None:
    w.do("moderator", "floor.seat", slot="chair", participant=w.demo.participant("moderator"))
    w.do("fiji", "floor.inscribe", mode="read_out")
    w.do("moderator", "floor.name_reader", entry="3", reader=w.demo.participant("fiji"))
    w.do("chile", "floor.inscribe", mode="read_out")
    w.do("moderator", "floor.grant", entry="4", token=0, confirmed=True)
    w.do("moderator", "floor.grant", entry="3", token=1, confirmed=True)
    w.do("moderator", "floor.name_reader", entry="3", reader=w.demo.participant("moderator"))


def floor_return_to_list(w: Watched) -> None:
    w.do("moderator", "floor.return_to_list", token=_dropped(w))


def floor_call_later(w: Watched) -> None:
    _inscribed(w)
    w.do("moderator", "floor.call_later", entry="1", moves=0)


def _recognised(w: Watched) -> int:
    """Fiji's turn is interrupted by Chile's point of order; returns the token."""
    token = _speaking(w)
    w.do("moderator", "floor.close_list")
    w.do("chile", "floor.inscribe", kind="point_of_order")
    w.do("moderator", "floor.recognise", confirmed=True, entry="4", token=token)
    return token + 1


def floor_recognise(w: Watched) -> None:
    _recognised(w)


def floor_rule(w: Watched) -> None:
    w.do("moderator", "floor.rule", token=_recognised(w), ruling="upheld", text="It is so.")


def _proposed(w: Watched) -> str:
    _inscribed(w)
    w.do("chile", "floor.inscribe")
    w.do("fiji", "floor.propose_swap", entry="3", with_entry="4")
    return "3"


def floor_propose_swap(w: Watched) -> None:
    swap = _proposed(w)
    w.do("fiji", "floor.withdraw", entry=swap)
    w.do("fiji", "floor.restore", entry=swap)
    w.do("chile", "floor.propose_swap", entry="4", with_entry="3")


def floor_answer_swap(w: Watched) -> None:
    w.do("chile", "floor.answer_swap", swap=_proposed(w), agrees=False)
    w.do("fiji", "floor.propose_swap", entry="3", with_entry="4")
    w.do("chile", "floor.answer_swap", swap="3", agrees=True)


def floor_cancel_swap(w: Watched) -> None:
    w.do("fiji", "floor.cancel_swap", swap=_proposed(w))
    w.do("fiji", "floor.propose_swap", entry="3", with_entry="4")
    w.do("moderator", "floor.cancel_swap", swap="3")


def floor_set_limits(w: Watched) -> None:
    _speaking(w)
    w.do("moderator", "floor.set_limits", limits=LIMITS, ends_turns=True)


def floor_apply_preset(w: Watched) -> None:
    w.do("fiji", "floor.inscribe", kind="right_of_reply")
    w.do("moderator", "floor.apply_preset", preset="general_assembly")
    w.do("moderator", "floor.apply_preset", preset="who")


def floor_set_budget(w: Watched) -> None:
    w.do("moderator", "floor.extend", token=_speaking(w), seconds=30)
    w.do("moderator", "floor.set_budget", minutes=45)
    w.do("moderator", "floor.end", token=1)
    w.do("moderator", "floor.set_budget", minutes=None)


def floor_turn_to_replies(w: Watched) -> None:
    w.do("fiji", "floor.inscribe", kind="right_of_reply")
    w.do("fiji", "floor.inscribe", kind="right_of_reply", on_behalf_of="Islands")
    w.do("moderator", "floor.turn_to_replies", takes_replies=True)
    w.do("fiji", "floor.withdraw", entry="3")
    w.do("fiji", "floor.restore", entry="3")
    w.do("moderator", "floor.grant", entry="3", token=0, confirmed=True)
    w.do("moderator", "floor.turn_to_replies", takes_replies=False)


def floor_seat(w: Watched) -> None:
    w.do("moderator", "floor.seat", slot="chair", participant=w.demo.participant("moderator"))
    w.do("moderator", "floor.seat", slot="panel-1", participant=w.demo.participant("fiji"))
    w.do("moderator", "floor.seat", slot="panel-1", participant=w.demo.participant("chile"))


def floor_unseat(w: Watched) -> None:
    floor_seat(w)
    w.do("moderator", "floor.unseat", slot="chair")


def presence_check_in(w: Watched) -> None:
    w.do("operator", "presence.check_in", participant=w.demo.participant("japan"))
    w.do("moderator", "presence.check_in", participant=w.demo.participant("fiji"))


def presence_check_out(w: Watched) -> None:
    presence_check_in(w)
    w.do("operator", "presence.check_out", participant=w.demo.participant("japan"))


def sound_play_at(w: Watched) -> None:
    w.do("operator", "sound.play_at", player="desk-0123456789abcdef")
    w.do("operator", "sound.play_at", player="screen")


def question_ask(w: Watched) -> None:
    _asked(w)
    w.do("fiji", "question.ask", text="And how?")


def question_approve(w: Watched) -> None:
    _approved(w)


def question_dismiss(w: Watched) -> None:
    w.do("moderator", "question.dismiss", question=_asked(w), reason="Asked before")
    w.do("moderator", "question.dismiss", question=_approved(w, "2"), reason="Off the subject")


def question_pin(w: Watched) -> None:
    _pinned(w)
    w.do("moderator", "question.pin", question=_approved(w, "2"))


def question_unpin(w: Watched) -> None:
    w.do("moderator", "question.unpin", question=_pinned(w))


def question_answer(w: Watched) -> None:
    w.do("moderator", "question.answer", question=_pinned(w))


def question_restore(w: Watched) -> None:
    question_dismiss(w)
    w.do("moderator", "question.restore", question="1")
    w.do("moderator", "question.answer", question=_approved(w, "3"))
    w.do("moderator", "question.restore", question="3")
    w.do("moderator", "question.restore", question="3")


def question_revise(w: Watched) -> None:
    w.do("audience", "question.revise", question=_asked(w), text="Why then?")


def question_withdraw(w: Watched) -> None:
    w.do("audience", "question.withdraw", question=_asked(w))
    w.do("audience", "question.withdraw", question=_approved(w, "2"))


def question_decline_floor(w: Watched) -> None:
    question_offer_floor(w)
    w.do("fiji", "question.decline_floor", question="1")


def question_merge(w: Watched) -> None:
    question_vote(w)
    w.do("moderator", "question.merge", question=_approved(w, "2"), into="1")
    w.do("moderator", "question.merge", question=_asked(w, "3"), into="1")
    w.do("moderator", "question.merge", question="1", into=_approved(w, "4"))
    w.do("moderator", "question.restore", question="1")
    w.do("moderator", "question.merge", question="1", into="4")


def question_begin_answer(w: Watched) -> None:
    _speaking(w)
    w.do("moderator", "question.begin_answer", question=_approved(w))
    w.do("moderator", "question.begin_answer", question=_approved(w, "2"))


def question_write_answer(w: Watched) -> None:
    w.do("moderator", "question.write_answer", question=_asked(w), answer="In three years.")
    w.do("moderator", "question.answer", question=_approved(w, "2"))
    w.do("moderator", "question.write_answer", question="2", answer="As was said.")


def question_defer(w: Watched) -> None:
    w.do("moderator", "question.defer", question=_pinned(w), reason="To the closing session")
    w.do("moderator", "question.restore", question="1")
    w.do("moderator", "question.defer", question="1", reason="To the closing session")


def question_edit(w: Watched) -> None:
    w.do("moderator", "question.edit", question=_asked(w), text="Why is it?", seen="Why 1?")
    w.do("moderator", "question.edit", question=_approved(w, "2"), text="Why is that?", seen="Why 2?")


def question_label(w: Watched) -> None:
    w.do("moderator", "question.label", question=_asked(w), labels=["Funds", "Order"])


def question_claim(w: Watched) -> None:
    w.do("moderator", "question.claim", question=_asked(w))


def question_release(w: Watched) -> None:
    question_claim(w)
    w.do("moderator", "question.release", question="1")


def question_offer_floor(w: Watched) -> None:
    w.do("fiji", "question.ask", text="May Fiji ask?")
    w.do("moderator", "question.approve", question="1")
    w.do("moderator", "question.offer_floor", question="1")


def question_withdraw_offer(w: Watched) -> None:
    question_offer_floor(w)
    w.do("moderator", "question.withdraw_offer", question="1")


def question_block(w: Watched) -> None:
    w.do("moderator", "question.block", question=_asked(w))


def question_unblock(w: Watched) -> None:
    question_block(w)
    w.do("moderator", "question.unblock", question="1")


def question_arrange(w: Watched) -> None:
    first, second = _approved(w), _approved(w, "2")
    w.do("moderator", "question.arrange", next_up=[second, first], seen=[])
    w.do("moderator", "question.answer", question=second)
    w.do("moderator", "question.arrange", next_up=[], seen=[first])


def question_set_policy(w: Watched) -> None:
    w.do("moderator", "question.set_policy", words=["Funds"], hides_votes=True, anonymity="nobody")


def question_vote(w: Watched) -> None:
    w.do("audience", "question.vote", question=_approved(w))


def question_withdraw_vote(w: Watched) -> None:
    question_vote(w)
    w.do("audience", "question.withdraw_vote", question="1")

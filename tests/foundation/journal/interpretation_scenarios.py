"""Scenarios of interpretation: a function for each command."""

import uuid

from sessions.models import SessionRole
from streaming.equipment_keys.services import make_key
from tests.support.watched import Watched


def _booth(w: Watched) -> tuple[str, str]:
    """The French and the Spanish channel, with two interpreters in each. Returns their ids."""
    ids = w.demo.participant("interpreter"), w.demo.participant("moderator")
    w.demo.set_roles("moderator", "moderator", "interpreter")
    for participant in ids:
        for language in ("fr", "es"):
            SessionRole.objects.create(
                session=w.demo.session, participant_id=participant, role="interpreter", language=language
            )
    w.do("moderator", "interpretation.set_channels", languages=["fr", "es"])
    return ids


def interpretation_set_channels(w: Watched) -> None:
    interpretation_choose_incoming(w)
    w.do("interpreter", "interpretation.choose_outgoing", language="es", outgoing="fr")
    w.do("interpreter", "interpretation.go_on_duty", language="es")
    w.do("moderator", "interpretation.set_channels", languages=["es", "en"])


def interpretation_set_sign_channel(w: Watched) -> None:
    SessionRole.objects.create(
        session=w.demo.session,
        participant_id=w.demo.participant("interpreter"),
        role="interpreter",
        language="ase",
    )
    _booth(w)
    w.do("moderator", "interpretation.set_sign_channel", language="ase")
    w.do("interpreter", "interpretation.go_on_duty", language="fr")
    w.do("interpreter", "interpretation.go_on_duty", language="ase")
    w.do("interpreter", "interpretation.choose_incoming", language="ase", incoming="fr")
    w.do("moderator", "interpretation.set_channels", languages=["es"])
    w.do("moderator", "interpretation.set_sign_channel", language="ils")
    w.do("moderator", "interpretation.set_sign_channel", language="")


def interpretation_show_sign_in_hall(w: Watched) -> None:
    w.do("moderator", "interpretation.set_sign_channel", language="ase")
    w.do("moderator", "interpretation.show_sign_in_hall", shown=True)
    w.do("moderator", "interpretation.show_sign_in_hall", shown=False)


def interpretation_go_on_duty(w: Watched) -> None:
    _booth(w)
    w.do("interpreter", "interpretation.go_on_duty", language="fr")
    w.do("interpreter", "interpretation.go_on_duty", language="es")


def interpretation_go_off_duty(w: Watched) -> None:
    interpretation_go_on_duty(w)
    w.do("interpreter", "interpretation.go_off_duty", language="es")


def _give_key(w: Watched) -> None:
    make_key(w.demo.session.pk, "Booth 1", str(uuid.uuid4()), "es")


def interpretation_put_hall_on_duty(w: Watched) -> None:
    interpretation_go_on_duty(w)
    _give_key(w)
    w.do("moderator", "interpretation.put_hall_on_duty", language="es")


def interpretation_take_hall_off_duty(w: Watched) -> None:
    interpretation_put_hall_on_duty(w)
    w.do("moderator", "interpretation.take_hall_off_duty", language="es")


def interpretation_hand_over(w: Watched) -> None:
    _, other = _booth(w)
    w.do("interpreter", "interpretation.go_on_duty", language="fr")
    w.do("interpreter", "interpretation.hand_over", language="fr", to=other)
    w.do("moderator", "interpretation.hand_over", language="fr", to=other, now=True)


def interpretation_accept_handover(w: Watched) -> None:
    _, other = _booth(w)
    w.do("interpreter", "interpretation.go_on_duty", language="fr")
    w.do("moderator", "interpretation.go_on_duty", language="es")
    w.do("interpreter", "interpretation.hand_over", language="fr", to=other)
    w.do("moderator", "interpretation.accept_handover", language="fr")


def interpretation_cancel_handover(w: Watched) -> None:
    _, other = _booth(w)
    w.do("interpreter", "interpretation.go_on_duty", language="fr")
    w.do("moderator", "interpretation.hand_over", language="fr", to=other)
    w.do("interpreter", "interpretation.cancel_handover", language="fr")


def interpretation_choose_incoming(w: Watched) -> None:
    _booth(w)
    w.do("interpreter", "interpretation.choose_incoming", language="es", incoming="fr")


def interpretation_choose_outgoing(w: Watched) -> None:
    _booth(w)
    w.do("moderator", "interpretation.set_policy", meeting="override")
    w.do("moderator", "interpretation.go_on_duty", language="es")
    w.do("interpreter", "interpretation.choose_incoming", language="fr", incoming="es")
    w.do("interpreter", "interpretation.go_on_duty", language="fr")
    w.do("interpreter", "interpretation.choose_outgoing", language="fr", outgoing="es")


def interpretation_set_policy(w: Watched) -> None:
    _booth(w)
    w.do("moderator", "interpretation.set_policy", meeting="override")
    w.do("moderator", "interpretation.set_policy", meeting="interlock")


def interpretation_ask_slower(w: Watched) -> None:
    _booth(w)
    w.do("interpreter", "interpretation.ask_slower", language="fr")


def interpretation_report_sound(w: Watched) -> None:
    _booth(w)
    w.do("interpreter", "interpretation.report_sound", language="fr")


def floor_set_language(w: Watched) -> None:
    w.do("fiji", "floor.inscribe", language="en")
    entry = w.demo.session.entries.latest("number")
    w.do("interpreter", "floor.set_language", entry=str(entry.number), language="fr")

"""Handlers of interpretation."""

from foundation.registry import Handler
from streaming.interpretation import protocol, services

WORK, SWITCH_HALL = "interpretation.work", "interpretation.switch_hall"

HANDLERS = [
    Handler(
        protocol.SetChannels,
        "interpretation.manage",
        services.set_channels,
        administrative=True,
        state=services.channels_of,
    ),
    Handler(
        protocol.SetSignChannel,
        "interpretation.manage",
        services.set_sign_channel,
        administrative=True,
        state=services.sign_channel_of,
    ),
    Handler(protocol.ShowSignInHall, "interpretation.show_sign_in_hall", services.show_sign_in_hall),
    Handler(protocol.GoOnDuty, WORK, services.go_on_duty),
    Handler(protocol.GoOffDuty, WORK, services.go_off_duty),
    Handler(protocol.PutHallOnDuty, SWITCH_HALL, services.put_hall_on_duty),
    Handler(protocol.TakeHallOffDuty, SWITCH_HALL, services.take_hall_off_duty),
    Handler(protocol.HandOverBooth, WORK, services.hand_over),
    Handler(protocol.AcceptHandover, WORK, services.accept_handover),
    Handler(protocol.CancelHandover, WORK, services.cancel_handover),
    Handler(protocol.ChooseIncoming, WORK, services.choose_incoming),
    Handler(protocol.ChooseOutgoing, WORK, services.choose_outgoing),
    Handler(
        protocol.SetInterpretationPolicy,
        "interpretation.manage",
        services.set_policy,
        administrative=True,
        state=services.policy_of,
    ),
    Handler(protocol.AskSlower, WORK, services.ask_slower),
    Handler(protocol.ReportSound, WORK, services.report_sound),
]

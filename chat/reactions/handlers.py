"""The handlers of reactions to what was released."""

from chat.reactions import protocol, services
from foundation.registry import Handler

GIVE = "reaction.give"

HANDLERS = [
    Handler(protocol.AddReleaseReaction, GIVE, journaled=False, run_batch=services.react),
    Handler(protocol.WithdrawReleaseReaction, GIVE, journaled=False, run_batch=services.react),
    Handler(protocol.AddOutcomeReaction, GIVE, stream="outcome", journaled=False, run_batch=services.react),
    Handler(
        protocol.WithdrawOutcomeReaction,
        GIVE,
        stream="outcome",
        journaled=False,
        run_batch=services.react,
    ),
]

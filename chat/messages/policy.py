"""How a session takes messages to everyone: the defaults, or what the moderators set."""

from chat.messages.models import MessagePolicy
from sessions.models import Session


def policy_of(session: Session) -> MessagePolicy:
    """The session's policy. The row is not saved if it has the defaults."""
    return MessagePolicy.objects.filter(session=session).first() or MessagePolicy(session=session)

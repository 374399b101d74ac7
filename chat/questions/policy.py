"""How a session takes questions: the defaults, or what the moderators set."""

from chat.questions.models import QuestionPolicy
from sessions.models import Session


def policy_of(session: Session) -> QuestionPolicy:
    """The session's policy. The row is not saved if it has the defaults."""
    return QuestionPolicy.objects.filter(session=session).first() or QuestionPolicy(session=session)

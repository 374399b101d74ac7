"""What the written word stores; each concept's models stand in its own folder."""

from chat.help_calls.models import HelpCall
from chat.questions.models import Question, Vote

__all__ = ["HelpCall", "Question", "Vote"]

"""The models of all concepts in this app. Each concept defines its own."""

from chat.help_calls.models import HelpCall
from chat.questions.models import Question, QuestionBlock, QuestionPolicy, Vote

__all__ = ["HelpCall", "Question", "QuestionBlock", "QuestionPolicy", "Vote"]

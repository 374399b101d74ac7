"""The models of all concepts in this app. Each concept defines its own."""

from chat.announcements.models import Announcement
from chat.help_calls.models import HelpCall
from chat.messages.models import (
    ChatMessage,
    MessageBlock,
    MessagePolicy,
    MessageReaction,
    MessageRecipient,
    ReadMark,
)
from chat.polls.models import Poll, PollAnswer
from chat.questions.models import Question, QuestionBlock, QuestionPolicy, Vote
from chat.reactions.models import ReleaseReaction

__all__ = [
    "Announcement",
    "ChatMessage",
    "HelpCall",
    "MessageBlock",
    "MessagePolicy",
    "MessageReaction",
    "MessageRecipient",
    "Poll",
    "PollAnswer",
    "Question",
    "QuestionBlock",
    "QuestionPolicy",
    "ReadMark",
    "ReleaseReaction",
    "Vote",
]

"""Withholds the polls of a closed session from those who may not read its minutes, which have their results."""

from chat.polls.models import Poll
from sessions.publication.withholding import reactions_for

REACTIONS = reactions_for(Poll, "minutes")

"""Polls of the people in a session. They are not votes of delegations, which `sessions/votes/` has.

All messages belong to the stream `session/…`.
"""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foundation.messages.protocol import Command, Entity, Event, Message, Signal

PollKind = Literal["single", "multiple", "rating", "ranking", "words"]
PollState = Literal["draft", "open", "closed"]
PollResults = Literal["live", "after"]

PollQuestion = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=160)]
Option = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Options = Annotated[list[Option], Field(max_length=25)]
CloudWord = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class WordCount(Message):
    """A word, and how many people wrote it."""

    word: str
    count: int


class PollResult(Message):
    """The result of a poll. `answers` is the number of people who answered.

    `counts` has a number for each option, in the order of the options: how many people chose it. In a `rating` it has a
    number for each figure from 1 to 5, and in a `ranking` the points of each option. `firsts` says for each option of a
    `ranking` how many people put it first.

    `words` are the most frequent words that are not hidden. `distinct` is the number of all words that are not hidden.
    `hidden` are the hidden words. Only moderators get them.
    """

    answers: int
    counts: list[int]
    firsts: list[int]
    words: list[WordCount]
    distinct: int
    hidden: list[WordCount]


class Poll(Entity):
    """A poll of the people in a session. Moderators see drafts, too."""

    kind: PollKind
    question: str
    options: list[str]
    most: int
    """The most options that a person may choose in `multiple`."""
    anonymous: bool
    """Whether nobody is told who answered what. If not, the staff can read each answer with the name."""
    results: PollResults
    """Whether everyone sees the result while the poll is open (`live`), or only after it was closed."""
    position: int
    """The place among the polls that wait. Equal ones are in the order of their ids."""
    state: PollState
    on_screen: bool
    """Whether the hall screen shows it."""
    opened_at: str | None
    closed_at: str | None
    result: PollResult | None
    """The result at the closing. Null before."""


class OpenPollResult(Signal):
    """The open poll, how many people answered it, and its result. The result is null if it is hidden until the closing.

    `poll` is empty if no poll is open.
    """

    poll: str
    answers: int
    result: PollResult | None


class OpenPollForModerators(Signal):
    """For moderators: the open poll and its result, also if it is hidden from the others.

    `of_one_network` is the highest number of answers that came from guests at one address. It is 0 if there are less
    than ten.
    """

    poll: str
    result: PollResult | None
    of_one_network: int


class MyPollAnswer(Signal):
    """The reader's own answer to the open poll. `poll` is empty if there is none."""

    poll: str
    choices: list[int]
    words: list[str]


class SeenPoll(Message):
    """What the sender of a change saw of a poll."""

    kind: PollKind
    question: str
    options: list[str]
    most: int
    anonymous: bool
    results: PollResults


class DraftPoll(Command):
    """Prepare a poll. Only moderators see it until it is opened."""

    type: Literal["poll.draft"] = "poll.draft"
    kind: PollKind
    question: PollQuestion
    options: Options = []
    most: Annotated[int, Field(ge=1, le=12)] = 1
    anonymous: bool = True
    results: PollResults = "live"


class EditPoll(Command):
    """Change a poll that was not opened yet. `seen` is the poll as the sender saw it."""

    type: Literal["poll.edit"] = "poll.edit"
    poll: str
    seen: SeenPoll
    kind: PollKind
    question: PollQuestion
    options: Options = []
    most: Annotated[int, Field(ge=1, le=12)] = 1
    anonymous: bool = True
    results: PollResults = "live"


class MovePoll(Command):
    """Move a poll that was not opened yet to a place among those that wait. The first place is 0."""

    type: Literal["poll.move"] = "poll.move"
    poll: str
    position: Annotated[int, Field(ge=0, le=1000)]


class DeletePoll(Command):
    """Delete a poll that was not opened yet. It can be restored for a day."""

    type: Literal["poll.delete"] = "poll.delete"
    poll: str


class RestorePoll(Command):
    """Restore a poll that was deleted, at its former place."""

    type: Literal["poll.restore"] = "poll.restore"
    poll: str


class OpenPoll(Command):
    """Open a poll: from now on people answer it. A session has one open poll at a time."""

    type: Literal["poll.open"] = "poll.open"
    poll: str


class UndoOpenPoll(Command):
    """Undo the opening of a poll that nobody has answered yet: it waits again."""

    type: Literal["poll.undo_open"] = "poll.undo_open"
    poll: str


class ClosePoll(Command):
    """Close a poll. Its result is final, and everyone sees it."""

    type: Literal["poll.close"] = "poll.close"
    poll: str


class ShowPoll(Command):
    """Show a poll on the hall screen, with its result if everyone may see that."""

    type: Literal["poll.show"] = "poll.show"
    poll: str


class HidePoll(Command):
    """Take a poll off the hall screen."""

    type: Literal["poll.hide"] = "poll.hide"
    poll: str


class HideWord(Command):
    """Hide a word of a word cloud from everyone but moderators."""

    type: Literal["poll.hide_word"] = "poll.hide_word"
    poll: str
    word: CloudWord


class ShowWord(Command):
    """Show a word of a word cloud that was hidden."""

    type: Literal["poll.show_word"] = "poll.show_word"
    poll: str
    word: CloudWord


class AnswerPoll(Command):
    """Answer the open poll, or change one's own answer to it.

    `choices` are the numbers of the options, from 1 on: one of `single`, at most `most` of `multiple`, the figure of
    `rating`, and in `ranking` the best first. `words` are for a word cloud. `salt` is random: the server stores a
    digest of this command, and without the salt the choice could be guessed from it.
    """

    type: Literal["poll.answer"] = "poll.answer"
    poll: str
    choices: Annotated[list[Annotated[int, Field(ge=1, le=12)]], Field(max_length=25)] = []
    words: Annotated[list[CloudWord], Field(max_length=25)] = []
    salt: Annotated[str, StringConstraints(min_length=16, max_length=64)]


class PollDrafted(Event):
    """A poll was prepared. Only moderators see it."""

    type: Literal["poll.drafted"] = "poll.drafted"
    poll: str


class PollEdited(Event):
    """A poll that was not opened yet was changed."""

    type: Literal["poll.edited"] = "poll.edited"
    poll: str


class PollsMoved(Event):
    """Polls that were not opened yet are in another order."""

    type: Literal["poll.moved"] = "poll.moved"
    poll: str


class PollDeleted(Event):
    """A poll that was not opened yet was deleted."""

    type: Literal["poll.deleted"] = "poll.deleted"
    poll: str


class PollRestored(Event):
    """A poll that was deleted waits again."""

    type: Literal["poll.restored"] = "poll.restored"
    poll: str


class PollOpened(Event):
    """A poll was opened: people answer it."""

    type: Literal["poll.opened"] = "poll.opened"
    poll: str


class PollOpeningUndone(Event):
    """A poll that nobody had answered is not open any more. It waits again."""

    type: Literal["poll.opening_undone"] = "poll.opening_undone"
    poll: str


class PollClosed(Event):
    """A poll was closed with this result."""

    type: Literal["poll.closed"] = "poll.closed"
    poll: str
    result: PollResult


class PollShown(Event):
    """The hall screen shows a poll."""

    type: Literal["poll.shown"] = "poll.shown"
    poll: str


class PollHidden(Event):
    """The hall screen shows no poll."""

    type: Literal["poll.hidden"] = "poll.hidden"
    poll: str


class WordsChosen(Event):
    """A moderator hid a word of a word cloud, or showed it again."""

    type: Literal["poll.words_chosen"] = "poll.words_chosen"
    poll: str


ENTITIES = {"poll": Poll}
SIGNALS: dict[str, type[Signal]] = {
    "poll.result": OpenPollResult,
    "poll.moderators_result": OpenPollForModerators,
    "poll.my_answer": MyPollAnswer,
}

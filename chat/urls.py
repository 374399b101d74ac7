"""The URL patterns of the REST endpoints of questions, polls and messages."""

from django.urls import path

from chat.messages import api as messages
from chat.polls import api as polls
from chat.questions import api as questions
from chat.reactions import api as reactions

urlpatterns = [
    path("sessions/<int:session>/messages", messages.MessagesView.as_view()),
    path("sessions/<int:session>/reactions", reactions.SessionReactionsView.as_view()),
    path(
        "sessions/<int:session>/reactions/statement/<int:statement>/<slug:kind>",
        reactions.StatementReactionView.as_view(),
    ),
    path(
        "sessions/<int:session>/reactions/<slug:item>/<slug:kind>",
        reactions.PartReactionView.as_view(),
    ),
    path("outcomes/<int:outcome>/reactions", reactions.OutcomeReactionsView.as_view()),
    path("outcomes/<int:outcome>/reactions/<slug:kind>", reactions.OutcomeReactionView.as_view()),
    path("sessions/<int:session>/questions", questions.QuestionsView.as_view()),
    path("sessions/<int:session>/questions/<int:number>/similar", questions.SimilarView.as_view()),
    path("sessions/<int:session>/polls", polls.PollsView.as_view()),
    path("sessions/<int:session>/polls/<int:number>", polls.PollView.as_view()),
    path("sessions/<int:session>/polls/<int:number>/move", polls.MovePollView.as_view()),
    path("sessions/<int:session>/polls/<int:number>/restore", polls.RestorePollView.as_view()),
    path("sessions/<int:session>/polls/<int:number>/answers.csv", polls.PollAnswersView.as_view()),
]

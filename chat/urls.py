"""The URL patterns of the REST endpoints of questions, polls, messages, reactions and announcements."""

from django.urls import path

from chat.announcements import api as announcements
from chat.messages import api as messages
from chat.polls import api as polls
from chat.questions import api as questions
from chat.reactions import api as reactions

urlpatterns = [
    path("sessions/<int:session>/announcements", announcements.SessionAnnouncementsView.as_view()),
    path(
        "sessions/<int:session>/announcements/<int:number>", announcements.SessionAnnouncementView.as_view()
    ),
    path("c/<slug:slug>/announcements", announcements.ConferenceAnnouncementsView.as_view()),
    path("c/<slug:slug>/announcements/<int:number>", announcements.ConferenceAnnouncementView.as_view()),
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

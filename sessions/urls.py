"""URL patterns of the proceedings' REST endpoints, below /api/v1/."""

from django.urls import path, re_path

from sessions.api_tokens.api import ApiTokensView, ApiTokenView, RestoreView
from sessions.audit.api import AuditFileView, AuditView
from sessions.calendars.api import CalendarsView
from sessions.demo.api import BoxView, DemoSeatView, DemoView
from sessions.documents.api import DownloadView, UploadView
from sessions.exchange.api import ApplyView, ExportView, PreviewFileView, ProgressView, TemplateView
from sessions.floor.bulk_inscription.api import InscriptionsView
from sessions.floor.ordering.api import PreviewView
from sessions.invitations.api import LettersView, PeopleCheckView, PeopleView
from sessions.minutes.acts_api import ActsFileView, ActsView
from sessions.minutes.api import MinutesFileView, MinutesView
from sessions.minutes.exports.api import MinutesExportFileView, MinutesExportsView, MinutesExportView
from sessions.minutes.parity.api import ParityView
from sessions.outcome.api import CitationsView, CompareView, MergeView, VersionsView
from sessions.outcome.exports.api import (
    AmendmentListView,
    OutcomeExportFileView,
    OutcomeExportsView,
    OutcomeExportView,
)
from sessions.participant_list import api as participants
from sessions.personal_data import api as privacy
from sessions.planning.branding.api import LogoView, OrganiseLogoView
from sessions.planning.overview.api import OverviewView
from sessions.press.api import SeatLinkView
from sessions.programme.api import ConferencesView, ConferenceView, QrCodeView, SessionView
from sessions.publication.api import RecordView
from sessions.registration.api import RegistrationsView
from sessions.resources import api as resources
from sessions.resources import (
    invitations,
    kinds,
    outcomes,
    publications,
    registrations,
    schemas,
    session_plans,
)
from sessions.resources.roles import RolesView
from sessions.roles.api import RightsView
from sessions.seats import api
from sessions.seats.cards import api as seatcards
from sessions.seats.transfer import api as continuing
from sessions.webhooks import api as webhooks
from sessions.written_statements.api import (
    HandInView,
    StatementFileView,
    StatementOriginalView,
    StatementView,
)

urlpatterns = [
    path("conferences", ConferencesView.as_view()),
    path("c/<slug:slug>", ConferenceView.as_view()),
    path("c/<slug:slug>/logo", LogoView.as_view()),
    path("c/<slug:slug>/seats", api.SeatsView.as_view()),
    path("c/<slug:slug>/seats/guest", api.GuestSeatView.as_view()),
    path("c/<slug:slug>/seats/visitor", api.VisitorSeatView.as_view()),
    path("c/<slug:slug>/copy", resources.CopyView.as_view()),
    path("c/<slug:slug>/conference", resources.item_view(kinds.CONFERENCE).as_view()),
    *(path(f"c/<slug:slug>/{kind.name}", resources.collection_view(kind).as_view()) for kind in kinds.KINDS),
    *(
        path(f"c/<slug:slug>/{kind.name}/<str:id>", resources.item_view(kind).as_view())
        for kind in kinds.KINDS
    ),
    path("c/<slug:slug>/people/<str:id>/roles", RolesView.as_view()),
    path("c/<slug:slug>/invitations", invitations.InvitationsView.as_view()),
    path("c/<slug:slug>/invitations/<str:id>", resources.item_view(kinds.INVITATIONS).as_view()),
    path("c/<slug:slug>/invitations/<str:id>/send", invitations.SendInvitationView.as_view()),
    path("c/<slug:slug>/invitations/<str:id>/withdraw", invitations.WithdrawInvitationView.as_view()),
    path("c/<slug:slug>/documents/<str:id>/release", resources.ReleaseView.as_view()),
    path("c/<slug:slug>/documents/<str:id>/move", resources.MoveDocumentView.as_view()),
    path("c/<slug:slug>/documents/<str:id>/restore", resources.RestoreDocumentView.as_view()),
    path("c/<slug:slug>/documents/<str:id>/files/<str:language>", resources.LanguageVersionView.as_view()),
    re_path(
        r"^c/(?P<slug>[-a-zA-Z0-9_]+)/sessions/(?P<id>[0-9]{1,15})/(?P<act>cancel|restore)$",
        resources.SessionActView.as_view(),
    ),
    re_path(
        r"^c/(?P<slug>[-a-zA-Z0-9_]+)/conference/(?P<act>archive|unarchive)$", resources.ArchiveView.as_view()
    ),
    path("c/<slug:slug>/sessions/<str:id>/copy", resources.CopySessionView.as_view()),
    path("c/<slug:slug>/registration", registrations.RulesView.as_view()),
    path("c/<slug:slug>/registrations", resources.collection_view(kinds.REGISTRATIONS).as_view()),
    path("c/<slug:slug>/registrations/<str:id>", resources.item_view(kinds.REGISTRATIONS).as_view()),
    re_path(
        r"^c/(?P<slug>[-a-zA-Z0-9_]+)/registrations/(?P<id>[0-9]{1,15})/(?P<act>approve|decline)$",
        registrations.DecisionView.as_view(),
    ),
    path("c/<slug:slug>/sessions/<str:id>/agenda", session_plans.AgendaView.as_view()),
    path("c/<slug:slug>/sessions/<str:id>/speaking-times", session_plans.SpeakingTimesView.as_view()),
    path("c/<slug:slug>/sessions/<str:id>/access", session_plans.AccessView.as_view()),
    *(path(address, view.as_view()) for address, view in outcomes.VIEWS.items()),
    path("c/<slug:slug>/publications", publications.PublicationsView.as_view()),
    re_path(
        r"^c/(?P<slug>[-a-zA-Z0-9_]+)/publications/(?P<id>[0-9]{1,15})$",
        publications.PublicationView.as_view(),
    ),
    re_path(
        r"^c/(?P<slug>[-a-zA-Z0-9_]+)/publications/(?P<id>[0-9]{1,15})"
        r"/(?P<part>minutes|recording|questions)$",
        publications.PublishView.as_view(),
    ),
    re_path(r"^schema/(?P<name>minutes|participants)\.json$", schemas.schema),
    path("c/<slug:slug>/participants", participants.ParticipantListView.as_view()),
    path("c/<slug:slug>/participants.csv", participants.ParticipantFileView.as_view()),
    path("c/<slug:slug>/participants/exports", participants.ParticipantExportsView.as_view()),
    path("c/<slug:slug>/participants/exports/<slug:job>", participants.ParticipantExportView.as_view()),
    path(
        "c/<slug:slug>/participants/exports/<slug:job>/file", participants.ParticipantExportFileView.as_view()
    ),
    path("sessions/<int:session>", SessionView.as_view()),
    path("sessions/<int:session>/qr.svg", QrCodeView.as_view()),
    path("sessions/<int:session>/parity", ParityView.as_view()),
    path("sessions/<int:session>/minutes", MinutesView.as_view()),
    re_path(
        r"^sessions/(?P<session>[0-9]{1,15})/minutes/(?P<name>[a-z_]+)\.(?P<kind>html|csv|zip)$",
        MinutesFileView.as_view(),
    ),
    path("sessions/<int:session>/minutes/exports", MinutesExportsView.as_view()),
    path("sessions/<int:session>/minutes/exports/<slug:job>", MinutesExportView.as_view()),
    path("sessions/<int:session>/minutes/exports/<slug:job>/file", MinutesExportFileView.as_view()),
    path("sessions/<int:session>/record", RecordView.as_view()),
    path("sessions/<int:session>/acts", ActsView.as_view()),
    path("sessions/<int:session>/acts.csv", ActsFileView.as_view()),
    path("sessions/<int:session>/inscriptions", InscriptionsView.as_view()),
    path("sessions/<int:session>/order", PreviewView.as_view()),
    path("sessions/<int:session>/written", HandInView.as_view()),
    path("sessions/<int:session>/written/<int:statement>", StatementView.as_view()),
    path("sessions/<int:session>/written/<int:statement>/file", StatementFileView.as_view()),
    path("sessions/<int:session>/written/<int:statement>/original", StatementOriginalView.as_view()),
    path("documents/<int:document>/files/<str:language>", UploadView.as_view()),
    path("documents/files/<int:file>", DownloadView.as_view()),
    path("outcomes/<int:outcome>/versions", VersionsView.as_view()),
    path("outcomes/<int:outcome>/exports", OutcomeExportsView.as_view()),
    path("outcomes/<int:outcome>/exports/<slug:job>", OutcomeExportView.as_view()),
    path("outcomes/<int:outcome>/exports/<slug:job>/file", OutcomeExportFileView.as_view()),
    path("outcomes/<int:outcome>/amendments.csv", AmendmentListView.as_view()),
    path("outcomes/<int:outcome>/compare", CompareView.as_view()),
    path("outcomes/<int:outcome>/paragraphs/<int:paragraph>/merge", MergeView.as_view()),
    path("sessions/<int:session>/citations", CitationsView.as_view()),
    path("seatcards", seatcards.CardsView.as_view()),
    path("seatcards/revoke", seatcards.RevokeView.as_view()),
    path("seatcards/look", seatcards.CardOwnerView.as_view()),
    path("seatcards/take", seatcards.TakeCardSeatView.as_view()),
    path("organise/overview", OverviewView.as_view()),
    path("organise/box", BoxView.as_view()),
    path("organise/logo", OrganiseLogoView.as_view()),
    path("calendars", CalendarsView.as_view()),
    path("organise/people", PeopleView.as_view()),
    path("organise/people/check", PeopleCheckView.as_view()),
    path("organise/people/letters", LettersView.as_view()),
    path("organise/registrations", RegistrationsView.as_view()),
    path("organise/rights", RightsView.as_view()),
    path("organise/api-tokens", ApiTokensView.as_view()),
    path("organise/api-tokens/<uuid:token>", ApiTokenView.as_view()),
    path("organise/api-tokens/<uuid:token>/restore", RestoreView.as_view()),
    path("organise/audit", AuditView.as_view()),
    path("organise/audit.csv", AuditFileView.as_view()),
    path("organise/exchange/progress", ProgressView.as_view()),
    path("organise/exchange/<slug:table>/preview", PreviewFileView.as_view()),
    path("organise/exchange/<slug:table>/apply", ApplyView.as_view()),
    path("organise/exchange/<slug:table>/template.<slug:kind>", TemplateView.as_view()),
    path("organise/exchange/<slug:table>.<slug:kind>", ExportView.as_view()),
    path("organise/webhooks", webhooks.WebhooksView.as_view()),
    path("organise/webhooks/<int:webhook>", webhooks.WebhookView.as_view()),
    path("organise/webhooks/<int:webhook>/restore", webhooks.RestoreWebhookView.as_view()),
    path("organise/webhooks/<int:webhook>/deliveries", webhooks.DeliveriesView.as_view()),
    path("organise/webhooks/<int:webhook>/test", webhooks.TestView.as_view()),
    path("organise/webhooks/deliveries/<int:delivery>/resend", webhooks.ResendView.as_view()),
    path("organise/privacy", privacy.PrivacyView.as_view()),
    path("organise/privacy/erasures", privacy.ErasuresView.as_view()),
    path("organise/privacy/erasures/<int:erasure>", privacy.ErasureView.as_view()),
    path("seats/data", privacy.OwnDataView.as_view()),
    path("demo", DemoView.as_view()),
    path("seats", api.SeatsView.as_view()),
    path("seats/sign-out", api.SignOutView.as_view()),
    path("seats/guest", api.GuestSeatView.as_view()),
    path("seats/visitor", api.VisitorSeatView.as_view()),
    path("seats/simulated", api.SimulatedSeatsView.as_view()),
    path("seats/continue", continuing.ContinueView.as_view()),
    path("seats/continue/take", continuing.TakeView.as_view()),
    path("seats/continue/back", continuing.BackView.as_view()),
    path("seats/press", SeatLinkView.as_view()),
    path("seats/join", api.JoinView.as_view()),
    path("seats/demo", DemoSeatView.as_view()),
]

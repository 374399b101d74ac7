"""URL patterns of the media endpoints."""

from django.urls import include, path

from streaming.captions import api as captions
from streaming.equipment_keys import api as keys
from streaming.glossary import api as glossary
from streaming.interpretation import api as interpretation
from streaming.microphones import api as microphones
from streaming.session_recordings import api as recordings
from streaming.signalling import api
from streaming.video_statements import api as video_statements
from streaming.video_statements import previews

urlpatterns = [
    path("api/v1/sessions/<int:session>/captions", captions.CaptionsView.as_view()),
    path("api/v1/sessions/<int:session>/captions/coming", captions.ComingCaptionsView.as_view()),
    path("api/v1/sessions/<int:session>/captions.vtt", captions.CaptionsFileView.as_view()),
    path("api/v1/sessions/<int:session>/media-token", api.MediaTokenView.as_view()),
    path(
        "api/v1/sessions/<int:session>/microphones/<str:unit>/press",
        microphones.MicrophonePressView.as_view(),
    ),
    path("api/v1/sessions/<int:session>/publisher-keys", keys.KeysView.as_view()),
    path("api/v1/sessions/<int:session>/publisher-keys/<uuid:key>", keys.KeyView.as_view()),
    path("api/v1/sessions/<int:session>/booths", interpretation.BoothsView.as_view()),
    path("api/v1/sessions/<int:session>/glossary", glossary.GlossaryView.as_view()),
    path("api/v1/sessions/<int:session>/glossary/<int:term>", glossary.GlossaryTermView.as_view()),
    path("api/v1/check-token", api.CheckTokenView.as_view()),
    path("api/v1/video-statement", video_statements.VideoStatementView.as_view()),
    path("api/v1/video-statements/<int:party>/token", video_statements.PreviewTokenView.as_view()),
    path("api/v1/session-recordings/files/<int:file>/token", recordings.SessionRecordingTokenView.as_view()),
    path(
        "api/v1/session-recordings/files/<int:file>/chapters.vtt",
        recordings.SessionRecordingChaptersView.as_view(),
    ),
    path(
        "api/v1/session-recordings/files/<int:file>/captions.vtt",
        recordings.SessionRecordingCaptionsView.as_view(),
    ),
    path("media/video-statement", previews.download),
    path("media/session-recording", recordings.download),
    path("media/session-recording/<int:file>", recordings.open_file),
    path("media/", include("streaming.signalling.urls")),
]

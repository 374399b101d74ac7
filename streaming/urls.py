"""The addresses of the seen and heard."""

from django.urls import include, path

from streaming.equipment_keys import api as keys
from streaming.microphones import api as microphones
from streaming.session_recordings import api as tapes
from streaming.signalling import api
from streaming.video_statements import api as recordings
from streaming.video_statements import previews

urlpatterns = [
    path("api/sessions/<int:session>/media-token", api.MediaTokenView.as_view()),
    path("api/sessions/<int:session>/microphones/<str:unit>/press", microphones.PressView.as_view()),
    path("api/sessions/<int:session>/publisher-keys", keys.KeysView.as_view()),
    path("api/sessions/<int:session>/publisher-keys/<uuid:key>", keys.KeyView.as_view()),
    path("api/check-token", api.CheckTokenView.as_view()),
    path("api/recording", recordings.RecordingView.as_view()),
    path("api/recordings/<int:party>/token", recordings.PreviewTokenView.as_view()),
    path("api/tapes/files/<int:file>/token", tapes.TapeTokenView.as_view()),
    path("media/recording", previews.file),
    path("media/tape", tapes.file),
    path("media/", include("streaming.signalling.urls")),
]

"""`manage.py captions` says in one sentence why it cannot begin."""

import pytest
from django.core.management import CommandError, call_command

from sessions.models import Session
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "state", "sentence"),
    [
        ("xq", "open", "There is no such language. Choose one from the list."),
        ("en", "closed", "The session is closed, so no captions are taken."),
    ],
)
def test_captions_that_cannot_begin(language: str, state: str, sentence: str) -> None:
    session = Assembly().session
    Session.objects.update(state=state)
    with pytest.raises(CommandError, match=sentence):
        call_command("captions", session=session.pk, language=language, engine="sphinx")


def test_an_engine_that_there_is_not() -> None:
    with pytest.raises(CommandError, match="Name the engine"):
        call_command("captions", session=Assembly().session.pk, engine="oracle")

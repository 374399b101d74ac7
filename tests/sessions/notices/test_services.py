"""Versions of a conference's privacy notice, and who accepted which, in which language."""

import pytest

from foundation import clock
from foundation.accounts.models import User
from sessions.models import Consent
from sessions.notices import services as notices
from tests.support.assembly import Assembly
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(hall: Assembly) -> User:
    return User.objects.create_user("ana@example.org", "a long secret", name="Ana")


def publish(hall: Assembly, **text: str) -> None:
    notices.publish_notice(hall.conference.pk, text, clock.now())


def test_a_changed_text_is_a_new_version_and_the_same_is_none(hall: Assembly) -> None:
    publish(hall, en="We store your name.")
    publish(hall, en=" We store your name. ", id="")
    publish(hall, en="We store your name and e-mail.", id="Kami menyimpan nama Anda.")
    notice = notices.current_notice(hall.conference)
    assert notice is not None
    assert notice.version == 2
    assert notices.text_in(notice, "id") == "Kami menyimpan nama Anda."
    assert notices.text_in(notice, "fr") == "We store your name and e-mail."


def test_consent_is_to_a_version_in_a_language_and_the_first_counts(hall: Assembly, ana: User) -> None:
    now = clock.now()
    notices.accept_notice(ana, hall.conference, "en", now)
    assert not Consent.objects.exists()
    publish(hall, en="One")
    notices.accept_notice(ana, hall.conference, "id-ID", now)
    notices.accept_notice(ana, hall.conference, "en", now)
    publish(hall, en="Two")
    notices.accept_notice(ana, hall.conference, "en", now)
    assert notices.counts_of_consent(hall.conference.pk) == [
        {"version": 2, "language": "en", "count": 1},
        {"version": 1, "language": "id", "count": 1},
    ]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_two_consents_at_once_are_one() -> None:
    hall = Assembly()
    ana = User.objects.create_user("ana@example.org", "a long secret")
    publish(hall, en="One")

    def accept() -> None:
        notices.accept_notice(ana, hall.conference, "en", clock.now())

    at_once(accept, accept)
    assert Consent.objects.count() == 1

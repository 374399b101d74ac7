"""The language channels of the demo's open session, one of which its seat "Interpreter" works for."""

from sessions.demo import seats
from sessions.models import Participant, SessionRole
from sessions.programme.models import Conference
from streaming.interpretation.models import LanguageChannel

LANGUAGES = (seats.BOOTH, "es")


def add_channels(conference: Conference) -> None:
    """Add the channels to the open session of a demo, and the seat's interpreter to its booth."""
    session = seats.main_session(conference)
    for position, language in enumerate(LANGUAGES):
        LanguageChannel.objects.create(session=session, language=language, position=position)
    people = Participant.objects.filter(conference=conference, party=None, simulated=False)
    interpreter = next((person for person in people if "interpreter" in person.roles), None)
    if interpreter is not None:
        SessionRole.objects.create(
            session=session, participant=interpreter, role="interpreter", language=seats.BOOTH
        )


def add_missing_channels() -> None:
    """Add the channels to a demo that was made before it had any, while no server runs."""
    conference = Conference.objects.filter(is_demo=True).first()
    if conference is None:
        return
    session = seats.main_session(conference)
    roles = SessionRole.objects.filter(session=session, role="interpreter")
    if not LanguageChannel.objects.filter(session=session).exists() and not roles.exists():
        add_channels(conference)

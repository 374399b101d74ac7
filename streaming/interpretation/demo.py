"""The language channels of the demo's open session, one of which its seat "Interpreter" works for."""

from sessions.demo import seats
from sessions.models import Participant, SessionRole
from sessions.programme.models import Conference
from streaming.interpretation.models import LanguageChannel

LANGUAGES = (seats.BOOTH, "es")


def add_channels(conference: Conference) -> None:
    """Add the channels to the open session, and the seat's interpreter to its booth. For a demo that was just made."""
    session = seats.main_session(conference)
    for position, language in enumerate(LANGUAGES):
        LanguageChannel.objects.create(session=session, language=language, position=position)
    people = Participant.objects.filter(conference=conference, party=None)
    interpreter = next(person for person in people if "interpreter" in person.roles)
    SessionRole.objects.create(
        session=session, participant=interpreter, role=SessionRole.Role.INTERPRETER, language=seats.BOOTH
    )

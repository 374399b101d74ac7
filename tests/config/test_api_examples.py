"""The examples in the description of the REST API are what the server takes."""

import json
from itertools import pairwise
from typing import Any

import jsonschema
import pytest
from django.test import Client

from config import api_docs
from config.api_examples import EXAMPLES
from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from sessions.models import Invitation, Participant, Party
from sessions.parties.services import seat_of
from tests.support.assembly import Assembly

ALL = [(*address, summary) for address, examples in EXAMPLES.items() for summary in examples]


def content_of(method: str, path: str) -> dict[str, Any]:
    body = api_docs.document()["paths"][path][method]["requestBody"]
    found: dict[str, Any] = next(iter(body["content"].values()))
    return found


@pytest.mark.parametrize(("method", "path", "summary"), ALL)
def test_an_example_fits_its_schema(method: str, path: str, summary: str) -> None:
    content = content_of(method, path)
    whole = {"components": api_docs.document()["components"], **content["schema"]}
    jsonschema.Draft202012Validator(whole).validate(EXAMPLES[method, path][summary])
    assert summary in [each["summary"] for each in content["examples"].values()]


def invite(hall: Assembly, party: Party) -> list[int]:
    """Two people who have an invitation that was not sent."""
    ids = []
    for name in ("Mere", "Sione"):
        id = int(hall.person(name, "delegate", party=party).participant or 0)
        email = f"{name.lower()}@example.org"
        Invitation.objects.create(conference=hall.conference, participant_id=id, email=email, language="en")
        ids.append(id)
    return ids


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path", "summary"), ALL)
def test_the_server_takes_an_example(
    method: str, path: str, summary: str, settings: Any, tmp_path: Any
) -> None:
    settings.DATA_DIR = tmp_path
    hall = Assembly(state="scheduled")
    person = User.objects.create_user("organiser@example.org")
    row = Participant.objects.create(
        conference=hall.conference, person=person, name="Organiser", roles=["organiser"]
    )
    party = hall.party("Chile")
    invited = invite(hall, party)
    settings.MAIL_SERVER, settings.PUBLIC_URL = "smtp://127.0.0.1", "https://hall.example"
    named = {"12": hall.session.pk, "7": party.pk, "345": invited[0], "346": invited[1]}
    known = {
        "sessions": hall.session.pk,
        "parties": party.pk,
        "people": invited[0],
        "invitations": invited[0],
    }
    known["documents"] = hall.conference.documents.create(title={"en": "Note"}).pk
    outcome = hall.conference.outcomes.create(title={"en": "Message"}, reading=1)
    paragraph = outcome.paragraphs.create(pk=hall.session.pk, label="1", position=1, text="We agree.")
    paragraph.versions.create(number=0, text=paragraph.text, position=1, at=clock.now())
    known["outcomes"] = outcome.pk
    tabled = {"paragraph": paragraph, "base": 0, "end": 1, "words": "We", "text": "All", "number": 1}
    amendment = outcome.amendments.create(pk=party.pk, party=party, tabled_at=clock.now(), **tabled)
    parts = {"paragraphs": paragraph.pk, "amendments": amendment.pk}
    webhook = {"url": "https://example.org/other", "events": ["session.opened"]}
    headers = {"Authorization": f"Bearer {seats.sign(seat_of(row))[0]}"}

    def ask(method: str, path: str, body: Any) -> Any:
        text = body if isinstance(body, str) else json.dumps(body)
        for example, id in named.items():
            text = text.replace(f'"{example}"', f'"{id}"')
        kind = "text/csv" if isinstance(body, str) else "application/json"
        return Client().generic(method.upper(), path, text, kind, headers=headers)

    if "{webhook}" in path:
        known["webhooks"] = ask("post", "/api/v1/organise/webhooks", webhook).json()["id"]
    kinds = [before for before, name in pairwise(path.split("/")) if name.startswith("{")]
    address = path.format(
        slug=hall.conference.slug,
        table="delegations",
        id=next((known[each] for each in kinds if each in known), None),
        part=next((parts[each] for each in kinds if each in parts), None),
        webhook=known.get("webhooks"),
    )
    answer = ask(method, address, EXAMPLES[method, path][summary])
    assert answer.status_code in (200, 201, 204), answer.content

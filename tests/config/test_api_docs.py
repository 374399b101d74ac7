"""The description of the REST API is complete, and is what the server does: Schemathesis asks each operation."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from io import StringIO
from typing import Any

import drf_spectacular
import hypothesis
import jsonschema_rs
import pytest
import schemathesis
import yaml
from django.core import signals
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import close_old_connections
from django.test import Client
from django.urls import get_resolver
from schemathesis.checks import load_all_checks
from schemathesis.core import NOT_SET
from schemathesis.generation import GenerationMode
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.generation.hypothesis.builder import (
    InvalidHeadersExampleMark,
    InvalidRegexMark,
    MissingPathParameters,
    NonSerializableMark,
    UnsatisfiableExampleMark,
    UnserializablePayloadMark,
)
from schemathesis.pytest._test_builder import build_operation_test
from schemathesis.python._constants.orchestrator import make_constants_value_source
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from config import api_docs
from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.text import clean_input
from sessions.models import Invitation, Outcome
from tests.sessions.access.test_entry_points import addresses, furnished
from tests.support.assembly import Assembly

FEW = 1
EXAMPLES = [FEW, pytest.param(8, marks=pytest.mark.thorough), pytest.param(100, marks=pytest.mark.torture)]
"""How many requests of chance each operation gets; all but the few come with those at the bounds of its schema."""

NOT_MADE = (
    InvalidHeadersExampleMark, InvalidRegexMark, MissingPathParameters, NonSerializableMark, UnsatisfiableExampleMark,
    UnserializablePayloadMark,
)  # fmt: skip
"""How Schemathesis marks an operation for which it could not make each case."""

OF_SCHEMA = {"http.invalid", "http.parse_error", "wire.bad_command"}
"""The codes by which a request is refused that the description does not allow."""

Application = Callable[[dict[str, Any], Any], Any]


def closed(document: Any) -> Any:
    """The document with answers that hold nothing undeclared. Clients must ignore what is new; this server must not."""
    for name, each in document["components"]["schemas"].items():
        if not name.endswith("Request") and each.get("type") == "object" and each.get("properties"):
            each.setdefault("additionalProperties", False)
    return document


def with_peer(application: Application) -> Application:
    """Every server says the client's address. Schemathesis does not."""

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        return application({"REMOTE_ADDR": "127.0.0.1"} | environ, start_response)

    return app


schema = schemathesis.openapi.from_dict(closed(api_docs.document()))
schema.app = with_peer(WSGIHandler())
schema.config.generation.with_security_parameters = False
LEFT_OUT = {
    "/api/v1/organise/audit.csv": "a stream of another thread, which does not see the test's transaction"
}
schema = schema.exclude(path=list(LEFT_OUT))


@pytest.fixture(autouse=True)
def kept_connections() -> Iterator[None]:
    """The connection of a test stays open between its requests, as Django's test client keeps it."""
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (signals.request_started, signals.request_finished):
        signal.connect(close_old_connections)


def one_of(path: str, hall: Assembly) -> int:
    """The id of something that there is at the address of a resource."""
    conference = hall.conference
    kind = path.removeprefix("/api/v1/c/{slug}/").partition("/")[0]
    match kind:
        case "rooms":
            return (conference.rooms.first() or conference.rooms.create(name={"en": "Hall"})).pk
        case "themes":
            return (
                conference.themes.first() or conference.themes.create(key="water", title={"en": "Water"})
            ).pk
        case "documents":
            return (conference.documents.first() or conference.documents.create(title={"en": "Note"})).pk
        case "people":
            return int(hall.person("Mere", "delegate").participant or 0)
        case "session-roles":
            participant = hall.person("Mere", "delegate").participant
            return hall.session.session_roles.create(participant_id=participant, role="panellist").pk
        case "registrations":
            return registered(hall)
        case "invitations":
            return invited(hall)
        case "publications":
            return hall.session.pk
        case "outcomes":
            return (conference.outcomes.first() or conference.outcomes.create(title={"en": "Message"})).pk
        case "days" | "sessions" | "parties":
            return int(getattr(conference, kind).order_by("pk").values_list("pk", flat=True)[0])
    return 1


def registered(hall: Assembly) -> int:
    """The id of a registration."""
    person = User.objects.create_guest("Sera")
    return hall.conference.registrations.create(
        person=person,
        name="Sera",
        email="sera@example.org",
        language="en",
        state="asked",
        asked_at=clock.now(),
    ).pk


def invited(hall: Assembly) -> int:
    """The id of a person who has an invitation."""
    participant = int(hall.person("Mere", "delegate").participant or 0)
    Invitation.objects.create(
        conference=hall.conference,
        participant_id=participant,
        email=f"mere{participant}@example.org",
        language="en",
    )
    return participant


def part_of(path: str, hall: Assembly) -> int:
    """The id of something that there is in an outcome document."""
    document = Outcome.objects.get(pk=one_of("/api/v1/c/{slug}/outcomes", hall))
    row = document.paragraphs.first() or document.paragraphs.create(label="1", position=1, text="We agree.")
    row.versions.get_or_create(number=0, defaults={"text": row.text, "position": 1, "at": clock.now()})
    party = hall.conference.parties.order_by("pk")[0]
    about = {"paragraph": row, "party": party}
    match path.removeprefix("/api/v1/c/{slug}/outcomes/{id}/").partition("/")[0]:
        case "amendments":
            new = about | {"base": 0, "number": 1, "text": "All agree.", "tabled_at": clock.now()}
            return (document.amendments.first() or document.amendments.create(**new)).pk
        case "comments":
            new = about | {"base": 0, "text": "Why?", "at": clock.now()}
            return (document.comments.first() or document.comments.create(**new)).pk
        case "reservations":
            new = about | {"kind": "reservation", "text": "We do not.", "at": clock.now()}
            return (document.reservations.first() or document.reservations.create(**new)).pk
        case "citations":
            new = {"session": hall.session, "kind": "turn", "target": "1", "label": "Fiji"}
            return (row.citations.first() or row.citations.create(**new)).pk
    return row.pk


@pytest.fixture(scope="module")
def hall(rows_of_module: None) -> Assembly:
    return furnished()


@pytest.fixture(scope="module")
def token(hall: Assembly) -> str:
    """The token of someone who may do everything."""
    seat = hall.person("Someone", "moderator", "organiser", "operator", "delegate", party=hall.party("Fiji"))
    return seats.sign(seat)[0]


OPERATIONS = {each.ok().label: each.ok() for each in schema.get_all_operations()}

DEAR = {"POST /api/v1/organise/people/check"}
"""Schemathesis takes seconds of processor time to prepare them, for a text that may be very long."""

LABELS = [pytest.param(each, marks=[pytest.mark.thorough] if each in DEAR else []) for each in OPERATIONS]


@cache
def feedback() -> FeedbackSources:
    """Values from the server's sources, for all operations."""
    load_all_checks()
    return FeedbackSources(constants_value_source=make_constants_value_source(schema))


@pytest.mark.django_db
@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.parametrize("label", LABELS)
def test_each_operation(label: str, examples: int, hall: Assembly, token: str) -> None:
    """As `schema.parametrize` does, but an operation's cases are made in its test.

    Collected, those of all operations would take 9 s and 600 MB of each pytest process.
    """

    @hypothesis.settings(
        max_examples=examples,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    def is_answered(case: schemathesis.Case) -> None:
        ask(case, hall, token)

    schema.config.phases.coverage.enabled = examples > FEW
    of_operation = build_operation_test(
        config=schema.config,
        operation=OPERATIONS[label],
        test_func=is_answered,
        given_kwargs={},
        feedback=feedback(),
    )
    assert not [mark for mark in NOT_MADE if mark.is_set(of_operation)]
    of_operation()


def ask(case: schemathesis.Case, hall: Assembly, token: str) -> None:
    """Send a request, and compare the answer with the description."""
    is_right = case.meta is not None and case.meta.generation.mode is GenerationMode.POSITIVE
    if is_right:
        party = hall.conference.parties.order_by("pk")[0]
        known = {"session": hall.session.pk, "slug": hall.conference.slug, "party": party.pk}
        known |= {"statement": 1, "file": 1, "id": str(one_of(case.path, hall))}
        known["part"] = str(part_of(case.path, hall)) if "{part}" in case.path else "1"
        case.path_parameters = {
            name: known.get(name, value) for name, value in (case.path_parameters or {}).items()
        }
    # Control characters are removed before anything else reads them, so that a length counts without them.
    hypothesis.assume(case.body is NOT_SET or clean_input(case.body) == case.body)
    hypothesis.assume(clean_input(dict(case.query or {})) == dict(case.query or {}))
    headers = {"Authorization": f"Bearer {token}"}
    answer = case.call(headers=headers)
    # Other codes say what no schema can: a name without letters, a version that was changed meanwhile.
    is_refusal = answer.status_code >= 400 and answer.json()["code"] not in OF_SCHEMA
    excluded = [positive_data_acceptance, negative_data_rejection] if is_refusal else None
    case.validate_response(answer, headers=headers, excluded_checks=excluded)


def shape(path: str) -> str:
    """An address with its parameters left blank, as Django's patterns and OpenAPI write them alike."""
    plain = re.sub(r"[\^$\\]", "", path)
    return re.sub(r"\(\?P<\w+>[^)]*\)|<[^>]*>|\{[^}]*\}", "{}", plain)


def test_the_description_is_valid_and_complete() -> None:
    written = StringIO()
    call_command("spectacular", "--fail-on-warn", "--format", "openapi-json", stdout=written)
    # As `--validate` does, in a tenth of the time.
    specification = files(drf_spectacular) / "validation/openapi_3_1_schema.json"
    jsonschema_rs.validate(json.loads(specification.read_text()), json.loads(written.getvalue()))
    described = {shape(path.removeprefix("/")) for path in api_docs.document()["paths"]}
    found = {path for path in addresses(get_resolver()) if path.startswith("api/")} - api_docs.LEFT_OUT.keys()
    assert {shape(path) for path in found} == described


def test_the_document_is_served_as_json_and_as_yaml() -> None:
    assert Client().get("/api/v1/schema/").json() == api_docs.document()
    written = Client().get("/api/v1/schema/?format=yaml")
    assert written["Content-Type"] == "application/yaml"
    assert yaml.load(written.content, yaml.CSafeLoader) == api_docs.document()


def test_the_page_runs_no_script_of_its_own() -> None:
    page = Client().get("/api/v1/docs/").content.decode()
    assert re.findall(r"<script[^>]*>", page) == [
        '<script src="/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js">',
        '<script src="/api/v1/docs/start.js">',
    ]
    assert Client().get("/api/v1/docs/start.js").content.decode().startswith("SwaggerUIBundle(")

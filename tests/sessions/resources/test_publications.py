"""What is published of sessions, over REST, for organisers and their programs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chat.questions.models import Question
from foundation import clock
from foundation.accounts import seats
from sessions.api_tokens import services as tokens
from sessions.models import Publication, Session
from streaming.models import SessionRecording
from tests.sessions.resources.test_resources import Api
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Assembly:
    return Assembly(state="closed")


@pytest.fixture
def api(hall: Assembly) -> Api:
    return Api(hall, seats.sign(hall.person("Amina", "organiser"))[0])


def furnish(session: Session) -> None:
    """Two recordings, of which one is not ready; three questions, of which one waits; a correction."""
    made = SessionRecording.objects.create(
        session=session, state="ready", folder=f"made-{session.pk}", started_at=clock.now()
    )
    for slot, seconds in (("floor", 60), ("chair", 50)):
        made.files.create(slot=slot, name=f"{slot}.webm", at=0, seconds=seconds, octets=1)
    SessionRecording.objects.create(
        session=session, state="finishing", folder=f"next-{session.pk}", started_at=clock.now()
    )
    for number, state in enumerate(("answered", "approved", "pending"), 1):
        Question.objects.create(
            session=session, number=number, person="p", text="Why?", state=state, asked_at=clock.now()
        )
    session.corrections.create(number=1, of="turn", item=1, text="She", reason="He", at=clock.now())


def facts(part: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(part[name] for name in ("part", "readers", "is_there", "count", "seconds", "waiting"))


def test_what_there_is_of_a_session(hall: Assembly, api: Api) -> None:
    furnish(hall.session)
    hall.add_session("scheduled")
    (shown,) = api.get("publications")["items"]
    assert (shown["id"], shown["date"], shown["state"]) == (str(hall.session.pk), "2021-11-16", "closed")
    assert [facts(part) for part in shown["parts"]] == [
        ("minutes", "entrants", True, 1, 0, 0),
        ("recording", "nobody", True, 1, 60, 1),
        ("questions", "entrants", True, 2, 0, 1),
    ]


def test_more_sessions_take_no_more_queries(hall: Assembly, api: Api) -> None:
    furnish(hall.session)
    with CaptureQueriesContext(connection) as one:
        api.get("publications")
    for _ in range(3):
        furnish(hall.add_session("closed"))
    with CaptureQueriesContext(connection) as four:
        assert len(api.get("publications")["items"]) == 4
    assert len(four) == len(one)


def test_pages_and_the_date(hall: Assembly, api: Api) -> None:
    others = [hall.add_session(state) for state in ("open", "suspended")]
    first = api.get("publications?limit=2")
    second = api.get(f"publications?limit=2&after={first['next']}")
    shown = [row["id"] for row in first["items"] + second["items"]]
    assert shown == [str(each.pk) for each in (hall.session, *others)]
    assert second["next"] is None
    assert len(api.get("publications?date=2021-11-16")["items"]) == 3
    assert api.get("publications?date=2021-11-17")["items"] == []
    assert api.code("GET", "publications?who=me") == (400, "http.invalid")


def test_a_part_is_published_and_withdrawn(hall: Assembly, api: Api) -> None:
    path = f"publications/{hall.session.pk}"
    answer = api.ask("PUT", f"{path}/minutes", {"readers": "everyone"})
    assert answer.status_code == 200
    minutes = answer.json()["parts"][0]
    assert (minutes["readers"], minutes["is_decided"], minutes["published_by"]) == ("everyone", True, "Amina")
    assert answer.json() == api.get(path)
    assert api.code("PUT", f"{path}/minutes", {"readers": "nobody"}) == (200, "")
    assert Publication.objects.get().readers == "nobody"


def test_refusals(hall: Assembly, api: Api) -> None:
    path = f"publications/{hall.session.pk}"
    assert api.code("PUT", f"{path}/minutes", {"readers": "all"}) == (400, "http.invalid")
    assert api.code("PUT", f"{path}/minutes", {"readers": "nobody", "to": 1}) == (400, "http.invalid")
    assert api.code("PUT", f"{path}/films", {"readers": "nobody"})[0] == 404
    assert api.code("PUT", "publications/999/minutes", {"readers": "nobody"}) == (404, "http.not_found")
    assert api.code("PUT", f"{path}/minutes", {"readers": "nobody"}, If_Match='"other"') == (
        412, "http.changed",
    )  # fmt: skip
    hall.session.access = "code"
    hall.session.save()
    assert api.code("PUT", f"{path}/minutes", {"readers": "everyone"}) == (
        409, "publication.wider_than_session",
    )  # fmt: skip
    hall.session.state = "open"
    hall.session.save()
    assert api.code("PUT", f"{path}/minutes", {"readers": "entrants"}) == (409, "publication.not_over")


def test_organisers_alone(hall: Assembly) -> None:
    for seat in (hall.moderator(), hall.delegate("Fiji"), hall.guest()):
        api = Api(hall, seats.sign(seat)[0])
        for method, path in (
            ("GET", ""),
            ("GET", f"/{hall.session.pk}"),
            ("PUT", f"/{hall.session.pk}/minutes"),
        ):
            body = {"readers": "everyone"} if method == "PUT" else None
            assert api.code(method, f"publications{path}", body) == (403, "wire.forbidden")


def test_a_token_needs_its_scope(hall: Assembly) -> None:
    organiser = hall.person("Amina", "organiser")
    path = f"publications/{hall.session.pk}/minutes"
    codes = []
    for scope in ("record:read", "record:write"):
        _, token = tokens.make_token(organiser, scope, [scope], 1)
        api = Api(hall, token)
        codes.append((api.code("GET", "publications")[0], api.code("PUT", path, {"readers": "everyone"})[0]))
    assert codes == [(200, 403), (403, 200)]

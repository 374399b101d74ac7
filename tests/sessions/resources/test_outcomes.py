"""An outcome document over REST: from its creation to its corrigenda, by the commands of the wire."""

from datetime import timedelta
from typing import Any

import nh3
import pytest
from django.db import connection

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.seats import Seat
from sessions.api_tokens import services as tokens
from sessions.models import Amendment, Outcome
from tests.sessions.resources.test_resources import Api
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
TEXT = "We will share good practices with all countries."


@pytest.fixture
def hall() -> Assembly:
    return Assembly()


@pytest.fixture
def organiser(hall: Assembly) -> Seat:
    return hall.person("Amina", "organiser")


@pytest.fixture
def api(hall: Assembly, organiser: Seat) -> Api:
    return Api(hall, seats.sign(organiser)[0])


def post(api: Api, path: str, body: Any = None, status: int = 200, **headers: str) -> Any:
    answer = api.ask("POST", path, body, **headers)
    assert answer.status_code == status, answer.content
    return answer.json()


@pytest.fixture
def base(api: Api) -> str:
    """The address of a document with one paragraph."""
    body = {"title": {"en": "Message"}, "symbol": "L.1", "areas": ["Data"]}
    made = post(api, "outcomes", body, 201)
    path = f"outcomes/{made['id']}"
    area = api.get(f"{path}/paragraphs")["items"][0]
    added = {"after": area["id"], "paragraphs": [{"text": TEXT}]}
    post(api, f"{path}/paragraphs", added, 201)
    return path


def paragraph(api: Api, base: str) -> Any:
    return api.get(f"{base}/paragraphs")["items"][1]


def test_a_document_is_changed_removed_and_restored(hall: Assembly, api: Api, base: str) -> None:
    shown = api.get(base)
    assert (shown["symbol"], shown["access"], shown["version"]) == ("L.1", "delegations", 2)
    tag = api.ask("GET", base)["ETag"]
    changed = api.ask("PATCH", base, {"access": "public"}, If_Match=tag)
    assert (changed.status_code, changed.json()["access"]) == (200, "public")
    assert api.code("PATCH", base, {"symbol": "L.2"}, If_Match=tag) == (412, "http.changed")
    assert [each["id"] for each in api.get("outcomes?state=drafting")["items"]] == [shown["id"]]
    assert api.code("DELETE", base) == (204, "")
    assert api.code("GET", base) == (404, "http.not_found")
    assert api.get("outcomes")["items"] == []
    assert post(api, f"{base}/restore")["id"] == shown["id"]
    assert api.code("POST", f"{base}/restore") == (404, "outcome.unknown")


def test_paragraphs_are_written_only_as_they_were_read(api: Api, base: str) -> None:
    row = paragraph(api, base)
    path = f"{base}/paragraphs/{row['id']}"
    written = post(api, f"{path}/write", {"version": row["version"], "text": f"<b>{TEXT}</b>"})
    assert written["text"] == f"<b>{TEXT}</b>"
    assert api.code("POST", f"{path}/write", {"version": row["version"], "text": "We."}) == (
        409, "outcome.paragraph_changed",
    )  # fmt: skip
    split = post(api, f"{path}/split", {"version": written["version"], "at": 10})
    assert split["id"] == row["id"]
    first, second = api.get(f"{base}/paragraphs")["items"][1:]
    joined = {"version": first["version"], "joined": second["id"], "joined_version": second["version"]}
    post(api, f"{path}/join", joined)
    assert len(api.get(f"{base}/paragraphs")["items"]) == 2
    assert post(api, f"{path}/mark", {"status": "agreed"})["status"] == "agreed"
    assert post(api, f"{base}/take-up", {"paragraph": row["id"]})["taken_up"] == row["id"]
    assert post(api, f"{base}/renumber")["version"] > written["version"]
    assert post(api, f"{path}/move", {"after": None})["label"] == "1"
    assert api.code("DELETE", path) == (204, "")
    assert api.code("GET", path) == (404, "http.not_found")
    assert api.code("DELETE", path) == (404, "http.not_found")
    assert post(api, f"{path}/restore")["id"] == row["id"]


def test_texts_are_cleaned_before_the_transaction(
    api: Api, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_this_test, clean, inside = len(connection.atomic_blocks), nh3.clean, list[int]()

    def seen(html: str, **options: Any) -> str:
        inside.append(len(connection.atomic_blocks) - of_this_test)
        return clean(html, **options)

    monkeypatch.setattr(nh3, "clean", seen)
    one = paragraph(api, base)
    at = f"{base}/paragraphs"
    post(api, at, {"after": one["id"], "paragraphs": [{"text": "We thank <b>Bali</b>."}]}, 201)
    post(api, f"{at}/{one['id']}/write", {"version": one["version"], "text": "We share."})
    assert inside == [0] * len(inside) != []


def test_amendments_are_tabled_for_parties_and_decided(hall: Assembly, api: Api, base: str) -> None:
    fiji, chile = (hall.party(name, accredited=True) for name in ("Fiji", "Chile"))
    post(api, f"{base}/readings", {"reading": 1})
    row = paragraph(api, base)
    at = {"paragraph": row["id"], "version": row["version"], "start": TEXT.index("all"), "end": len(TEXT) - 1}
    body = at | {"text": "the region", "party": str(fiji.pk)}
    made = api.ask("POST", f"{base}/amendments", body, Idempotency_Key="amendment-1")
    again = api.ask("POST", f"{base}/amendments", body, Idempotency_Key="amendment-1")
    assert (made.status_code, again["Idempotency-Replayed"], Amendment.objects.count()) == (201, "true", 1)
    first = made.json()
    assert made["Location"] == f"{api.root}{base}/amendments/{first['id']}"
    assert (first["number"], first["party"], first["words"]) == (1, str(fiji.pk), "all countries")
    assert api.get(f"{base}/amendments/{first['id']}") == first
    path = f"{base}/amendments/{first['id']}"
    assert post(api, f"{path}/support", {"party": str(chile.pk)})["supporters"] == [str(chile.pk)]
    assert post(api, f"{path}/end-support", {"party": str(chile.pk)})["supporters"] == []
    assert post(api, f"{path}/reject", {"reason": "Too narrow."})["state"] == "rejected"
    assert post(api, f"{path}/reconsider")["state"] == "tabled"
    accepted = post(api, f"{path}/accept", {"version": row["version"]})
    assert accepted["state"] == "accepted"
    new = {"after": row["id"], "text": "We meet again.", "party": str(chile.pk)}
    second = post(api, f"{base}/amendments/paragraph", new, 201)
    assert post(api, f"{base}/amendments/{second['id']}/withdraw")["state"] == "withdrawn"
    row = paragraph(api, base)
    assert row["text"] == TEXT.replace("all countries", "the region")
    third = post(api, f"{base}/amendments", body | {"version": row["version"], "end": 38}, 201)
    merge = {"amendments": [third["id"]], "version": row["version"], "text": "We share."}
    merged = post(api, f"{base}/paragraphs/{row['id']}/merge-amendments", merge)
    assert merged["text"] == "We share."
    assert api.get(f"{base}/amendments/{third['id']}")["state"] == "merged"


def test_a_draft_of_an_amendment_is_neither_made_nor_seen(hall: Assembly, api: Api, base: str) -> None:
    fiji = hall.delegate("Fiji")
    hall.conference.parties.update(accredited=True)
    row = paragraph(api, base)
    at = {"paragraph": row["id"], "version": row["version"], "start": 0, "end": 2}
    stream = Outcome.objects.get().stream
    hall.do(fiji, "outcome.propose", stream=stream, **at, text="All", draft=True)
    draft = Amendment.objects.get()
    assert api.get(f"{base}/amendments")["items"] == []
    assert api.code("GET", f"{base}/amendments/{draft.pk}") == (404, "http.not_found")
    assert api.code("POST", f"{base}/amendments/{draft.pk}/withdraw") == (404, "http.not_found")
    body = at | {"text": "All", "party": fiji.party, "draft": True}
    assert api.code("POST", f"{base}/amendments", body) == (400, "wire.bad_command")


def test_comments_citations_and_translations(hall: Assembly, api: Api, base: str) -> None:
    row = paragraph(api, base)
    said = post(api, f"{base}/comments", {"paragraph": row["id"], "version": 2, "text": "Which?"}, 201)
    assert post(api, f"{base}/comments/{said['id']}/resolve")["resolved"]
    assert api.code("DELETE", f"{base}/comments/{said['id']}") == (204, "")
    assert api.get(f"{base}/comments")["items"] == []
    cited = {"paragraph": row["id"], "kind": "turn", "session": str(hall.session.pk), "target": "1"}
    first, second = (post(api, f"{base}/citations", cited | {"label": "Fiji"}, 201) for _ in range(2))
    assert first == second
    assert api.code("DELETE", f"{base}/citations/{first['id']}") == (204, "")
    words = {"language": "id", "of_version": row["version"], "text": "Kami berbagi."}
    post(api, f"{base}/paragraphs/{row['id']}/translate", words)
    (translated,) = api.get(f"{base}/translations")["items"]
    assert (translated["language"], translated["text"]) == ("id", "Kami berbagi.")


def test_adoption_by_silence_and_by_consensus(
    hall: Assembly, api: Api, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fiji = hall.party("Fiji", accredited=True)
    until = {"until": clock.timestamp_text(clock.now() + timedelta(hours=2))}
    assert post(api, f"{base}/silence", until)["state"] == "deciding"
    later = {"until": clock.timestamp_text(clock.now() + timedelta(hours=3))}
    post(api, f"{base}/silence/extend", later)
    broken = post(api, f"{base}/silence/break", {"party": str(fiji.pk), "reason": "Paragraph 1."})
    assert broken["state"] == "drafting"
    post(api, f"{base}/silence", until)
    post(api, f"{base}/procedures/end")
    post(api, f"{base}/consensus", {"seconds": 5})
    post(api, f"{base}/consensus/object", {"party": str(fiji.pk)})
    assert api.code("POST", f"{base}/consensus/adopt") == (409, "outcome.objections_stand")
    post(api, f"{base}/consensus/withdraw", {"party": str(fiji.pk)})
    now = clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(seconds=6))
    adopted = post(api, f"{base}/consensus/adopt")
    assert (adopted["state"], len(adopted["sha256"])) == ("adopted", 64)
    results = [each["result"] for each in api.get(f"{base}/procedures")["items"]]
    assert results == ["broken", "ended", "held"]
    kept = {"kind": "reservation", "text": "Not paragraph 1.", "party": str(fiji.pk)}
    reservation = post(api, f"{base}/reservations", kept, 201)
    assert api.code("DELETE", f"{base}/reservations/{reservation['id']}") == (204, "")
    row = paragraph(api, base)
    wrong = {"paragraph": row["id"], "wrong": "countries", "right": "states"}
    assert post(api, f"{base}/corrigenda", wrong, 201)["number"] == 1


def test_who_and_with_which_scope(hall: Assembly, organiser: Seat, api: Api, base: str) -> None:
    row = paragraph(api, base)
    write = f"{base}/paragraphs/{row['id']}/mark", {"status": "agreed"}
    for seat in (hall.moderator(), hall.person("Ana", "rapporteur"), hall.delegate("Fiji"), hall.guest()):
        other = Api(hall, seats.sign(seat)[0])
        assert other.code("GET", f"{base}/paragraphs") == (403, "wire.forbidden")
        assert other.code("POST", *write) == (403, "wire.forbidden")
    codes = []
    for scope in ("record:read", "record:write", "documents:write"):
        _, token = tokens.make_token(organiser, scope, [scope], 1)
        program = Api(hall, token)
        codes.append((program.code("GET", f"{base}/amendments")[0], program.code("POST", *write)[0]))
    assert codes == [(200, 403), (403, 200), (403, 403)]


def test_a_document_of_another_conference_is_not_there(hall: Assembly, base: str) -> None:
    other = Assembly()
    api = Api(other, seats.sign(other.person("Else", "organiser"))[0])
    assert api.code("GET", f"{base}/paragraphs") == (404, "http.not_found")
    assert api.code("POST", f"{base}/renumber") == (404, "http.not_found")
    assert api.code("POST", f"{base}/restore") == (404, "http.not_found")

"""REST resources of an outcome document, for programs of organisers: `/api/v1/c/<slug>/outcomes/<id>/…`.

The table of what is written is `outcome_parts.py`.
"""

from typing import Any

from drf_spectacular.utils import extend_schema
from pydantic import Field, create_model
from rest_framework.request import Request
from rest_framework.response import Response

from foundation.ids import number
from foundation.messages.protocol import Command, Message
from foundation.messages.schema import type_of
from foundation.refusals import Refusal
from foundation.rest.schema import IF_NONE_MATCH
from sessions.outcome import protocol as text
from sessions.outcome.models import Outcome
from sessions.programme.models import Conference
from sessions.resources import body_schemas, conditional_writes
from sessions.resources.api import (
    IDEMPOTENCY_KEY,
    IF_MATCH,
    NOT_MODIFIED,
    ResourceView,
    command_members,
    created_response,
    page_of,
    resource_response,
)
from sessions.resources.kinds import OUTCOMES, PageQuery
from sessions.resources.outcome_parts import (
    CHANGING,
    MAKING,
    OF_DOCUMENT,
    PARAGRAPHS,
    PARTS,
    REMOVING,
    DocumentAct,
    Part,
)

READ, WRITE = "record:read", "record:write"
BELOW = "c/<slug:slug>/outcomes/<str:id>"


class DocumentView(ResourceView):
    """What the parts of a document share."""

    kind = OUTCOMES
    part: Part

    def find_part(self, document: Outcome, part: str) -> Any:
        """The row with this id. Refuses `http.not_found`."""
        row = self.part.rows(document).filter(pk=number(part)).first()
        if row is None:
            raise Refusal("http.not_found", f"The document has no such {self.part.singular}.")
        return row

    def part_representation(self, document: Outcome, part: str) -> Any:
        """The representation of the row with this id."""
        return self.part.show(self.find_part(document, part))


def _body_schema(act: DocumentAct, *filled: str) -> Any:
    schema = body_schemas.command_schema(act.command)
    for name in {*filled, *act.hidden}:
        schema["properties"].pop(name, None)
    if needed := [each for each in schema.get("required", []) if each in schema["properties"]]:
        schema["required"] = needed
    else:
        schema.pop("required", None)
    return {"application/json": schema} if schema["properties"] else None


def _command_of_request(request: Request, act: DocumentAct, **filled: str) -> dict[str, Any]:
    """The command of a request, with the members that its address names."""
    given = command_members(request) if request.data else {}
    if extra := sorted({*filled, *act.hidden} & given.keys()):
        raise Refusal("wire.bad_command", f"This is not taken here: leave “{extra[0]}” out.")
    return given | filled | {"type": type_of(act.command)}


def _command_description(act: DocumentAct) -> str:
    return f"As the command `{type_of(act.command)}` does, with its refusals"


def _acts_on_document(act: DocumentAct) -> type[DocumentView]:
    def post(self: DocumentView, request: Request, slug: str, id: str) -> Response:
        seat, conference = self.seat_and_conference(request, slug)
        document = self.find_row(conference, id)
        prepared = conditional_writes.prepare(document.stream, _command_of_request(request, act))
        shown = conditional_writes.change_if_matching(
            request,
            document.stream,
            lambda: self.representation_of(conference, id),
            lambda before: conditional_writes.run_prepared(request, seat, prepared),
        )
        return resource_response(request, shown)

    return _view_class({"post": extend_schema(
        summary=act.says,
        description=f"{_command_description(act)}; and `http.changed` if `If-Match` names another version of the "
        "document.",
        parameters=[IF_MATCH],
        request=_body_schema(act),
        responses=OUTCOMES.representation,
    )(post)})  # fmt: skip


def _list_method(part: Part) -> Any:
    page: type[Message] = create_model(
        f"Outcome{part.name.title()}Page",
        __base__=Message,
        __doc__=f"A page of {part.name}. `next` is the cursor of the following page, or null.",
        items=(list[part.representation], Field()),  # type: ignore[name-defined]  # known when it runs
        next=(str | None, Field()),
    )

    def get(self: DocumentView, request: Request, slug: str, id: str) -> Response:
        _, conference = self.seat_and_conference(request, slug)
        given = PageQuery(data=request.query_params)
        given.is_valid(raise_exception=True)
        rows = part.rows(self.find_row(conference, id))
        if part is PARAGRAPHS:
            rows = rows.filter(deleted_at=None)
        return resource_response(request, page_of(rows, given.validated_data, part.show))

    return extend_schema(
        summary=f"The {part.name} of an outcome document",
        description=f"A page of {part.name}, in the order in which they were added. Refuses `seat.missing`, "
        "`programme.unknown`, `wire.forbidden`, `http.not_found`.",
        parameters=[PageQuery, IF_NONE_MATCH],
        responses={200: page, 304: NOT_MODIFIED},
    )(get)


def _make_method(part: Part, act: DocumentAct) -> Any:
    several = act.command is text.AddParagraphs
    answer: type[Message] = part.representation
    if several:
        answer = create_model(
            "OutcomeParagraphsAdded",
            __base__=Message,
            __doc__="The paragraphs that were added.",
            items=(list[part.representation], Field()),  # type: ignore[name-defined]  # known when it runs
        )

    def post(self: DocumentView, request: Request, slug: str, id: str) -> Response:
        seat, conference = self.seat_and_conference(request, slug)
        document, command = self.find_row(conference, id), _command_of_request(request, act)
        prepared = conditional_writes.prepare(document.stream, command)

        def run() -> Any:
            rows = part.rows(document).order_by("pk")
            known = rows.values_list("pk", flat=True).last() or 0
            conditional_writes.run_prepared(request, seat, prepared)
            made = [part.show(row) for row in rows.filter(pk__gt=known)]
            if several:
                return {"items": made}
            return made[0] if made else part.show(_existing_citation(part, document, command))

        found = conditional_writes.create_once(request, seat, document.stream, run)
        made = "" if several or found.status >= 400 else f"/{found.body['id']}"
        return created_response(request, found, f"/api/v1/c/{slug}/outcomes/{id}/{part.name}{made}")

    return extend_schema(
        summary=act.says,
        description=f"{_command_description(act)}; and `http.key_reused`.",
        parameters=[IDEMPOTENCY_KEY],
        request=_body_schema(act),
        responses={201: answer},
    )(post)


def _existing_citation(part: Part, document: Outcome, command: dict[str, Any]) -> Any:
    """The citation that exists already, if a command adds the same one again."""
    same = {name: command[name] for name in ("paragraph", "kind", "session", "target")}
    return part.rows(document).get(**same)


def _read_method(part: Part) -> Any:
    def get(self: DocumentView, request: Request, slug: str, id: str, part: str) -> Response:
        _, conference = self.seat_and_conference(request, slug)
        shown = self.part_representation(self.find_row(conference, id), part)
        if shown is None:
            raise _removed_refusal(self.part)
        return resource_response(request, shown)

    return extend_schema(
        summary=f"One {part.singular} of an outcome document",
        description="Refuses `seat.missing`, `wire.forbidden`, `http.not_found`.",
        parameters=[IF_NONE_MATCH],
        responses={200: part.representation, 304: NOT_MODIFIED},
    )(get)


def _removed_refusal(part: Part) -> Refusal:
    return Refusal("http.not_found", f"This {part.singular} was removed.")


def _change_method(part: Part, act: DocumentAct) -> Any:
    def post(self: DocumentView, request: Request, slug: str, id: str, part: str) -> Response:
        seat, conference = self.seat_and_conference(request, slug)
        document = self.find_row(conference, id)
        self.find_part(document, part)
        command = _command_of_request(request, act, **{self.part.one: part})
        prepared = conditional_writes.prepare(document.stream, command)
        shown = conditional_writes.change_if_matching(
            request,
            document.stream,
            lambda: self.part_representation(document, part),
            lambda before: conditional_writes.run_prepared(request, seat, prepared),
        )
        return resource_response(request, shown)

    return extend_schema(
        summary=act.says,
        description=f"{_command_description(act)}; and `http.changed` if `If-Match` names another version.",
        parameters=[IF_MATCH],
        request=_body_schema(act, part.one),
        responses=part.representation,
    )(post)


def _remove_method(part: Part, command: type[Command]) -> Any:
    def delete(self: DocumentView, request: Request, slug: str, id: str, part: str) -> Response:
        seat, conference = self.seat_and_conference(request, slug)
        document = self.find_row(conference, id)
        self.find_part(document, part)

        def act(before: Any) -> None:
            sent = {"type": type_of(command), self.part.one: part}
            if before is None:
                raise _removed_refusal(self.part)
            if "version" in command.model_fields:
                sent["version"] = before["version"]
            conditional_writes.run_command(request, seat, document.stream, sent)

        conditional_writes.remove_if_matching(
            request, document.stream, lambda: self.part_representation(document, part), act
        )
        return Response(status=204)

    return extend_schema(
        summary=f"Remove a {part.singular}",
        description=f"As the command `{type_of(command)}` does, with its refusals; and `http.changed`.",
        parameters=[IF_MATCH],
        responses={204: None},
    )(delete)


def _view_class(methods: dict[str, Any], part: Part | None = None) -> type[DocumentView]:
    scopes = {name.upper(): READ if name == "get" else WRITE for name in methods}
    return type("OutcomeView", (DocumentView,), {"scopes": scopes, "part": part, **methods})


class RestoreView(DocumentView):
    """Restore a document that was removed."""

    scopes = {"POST": WRITE}

    def find_row(self, conference: Conference, id: str) -> Any:
        """The row with this id, also if it was removed. Refuses `http.not_found`."""
        found = Outcome.objects.filter(conference=conference, pk=number(id)).first()
        if found is None:
            raise Refusal("http.not_found", "There is no such outcome document in this conference.")
        return found

    @extend_schema(parameters=[IF_MATCH], request=None, responses=OUTCOMES.representation)
    def post(self, request: Request, slug: str, id: str) -> Response:
        """Restore the document. As the command `outcome.restore` does, with its refusals; and `http.changed`."""
        seat, conference = self.seat_and_conference(request, slug)
        self.find_row(conference, id)
        command = {"type": type_of(text.RestoreOutcome), "outcome": id}
        shown = conditional_writes.change_if_matching(
            request,
            conference.stream,
            lambda: self.representation_of(conference, id),
            lambda before: conditional_writes.run_command(request, seat, conference.stream, command),
        )
        return resource_response(request, shown)


def _views() -> dict[str, type[DocumentView]]:
    found: dict[str, type[DocumentView]] = {f"{BELOW}/restore": RestoreView}
    found |= {f"{BELOW}/{act.path}": _acts_on_document(act) for act in OF_DOCUMENT}
    for part in PARTS:
        below, making = f"{BELOW}/{part.name}", MAKING.get(part, ())
        found[below] = _view_class({"get": _list_method(part)}, part)
        for act in making:
            if act.path:
                found[f"{below}/{act.path}"] = _view_class({"post": _make_method(part, act)}, part)
            else:
                found[below] = _view_class({"get": _list_method(part), "post": _make_method(part, act)}, part)
        at_one = {"get": _read_method(part)}
        if part in REMOVING:
            at_one["delete"] = _remove_method(part, REMOVING[part])
        found[f"{below}/<str:part>"] = _view_class(at_one, part)
        for act in CHANGING.get(part, ()):
            found[f"{below}/<str:part>/{act.path}"] = _view_class({"post": _change_method(part, act)}, part)
    return found


VIEWS = _views()
"""The views by address, below `/api/v1/`. An address with a fixed name comes before one that names a row."""

"""REST resources of a conference, for programs of organisers: `/api/v1/c/<slug>/…`.

A GET shows what the entities of the wire show. A change runs the command that the workspace would send, so that screens
change at once, and the audit log has it.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, get_args

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from pydantic import Field, ValidationError, create_model
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.accounts.seats import Seat
from foundation.http.bearer import bearer
from foundation.ids import number
from foundation.messages.protocol import Message
from foundation.messages.schema import type_of
from foundation.refusals import Refusal
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.schema import IF_NONE_MATCH
from foundation.rest.serializers import Body, Query
from foundation.wire.execution import check_permission, streams_locked_first, validation_sentence
from sessions.api_tokens.services import check_token_scope
from sessions.documents.protocol import MoveDocument, RestoreDocument
from sessions.parties.protocol import Place, Role
from sessions.planning.conferences.protocol import CopyConference
from sessions.planning.programme import protocol as plan
from sessions.programme.models import Conference, Session
from sessions.programme.services import find_conference
from sessions.resources import body_schemas, conditional_writes, kinds
from sessions.resources.kinds import Kind

PERMISSION = "parties.manage_all"
IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The ETag of what you read: 412 if somebody changed it since.",
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": conditional_writes.KEY},
    OpenApiParameter.HEADER,
    description="A random text of yours. The same request with it again, within 24 hours, gets the same answer.",
)
NOT_MODIFIED = OpenApiResponse(description="What you have is still the version.")


class ResourceView(APIView):
    """The base of the views of resources. `kind` describes the resource."""

    kind: Kind

    def seat_and_conference(self, request: Request, slug: str) -> tuple[Seat, Conference]:
        """The seat of the bearer, and the conference of the slug. Refuses `seat.missing`, `programme.unknown`,
        `wire.forbidden`.
        """
        seat, conference = seat_of_bearer(request), find_conference(slug)
        check_permission(seat, conference.stream, PERMISSION)
        return seat, conference

    def find_row(self, conference: Conference, id: str) -> Any:
        """The row of the conference with this id. Refuses `http.not_found`."""
        found = self.kind.rows(conference).filter(pk=number(id)).first()
        if found is None:
            raise Refusal("http.not_found", f"There is no such {self.kind.singular} in this conference.")
        return found

    def representation_of(self, conference: Conference, id: str) -> Any:
        """The representation of the row with this id, as JSON values."""
        return self.kind.show(self.find_row(conference, id)).model_dump(mode="json")

    def change_by_command(
        self,
        request: Request,
        seat: Seat,
        conference: Conference,
        id: str,
        stream: str,
        command: dict[str, Any],
    ) -> Response:
        """Run a command on the row with this id if `If-Match` allows it. Returns its new representation."""

        def run(before: Any) -> None:
            conditional_writes.run_command(request, seat, stream, command)

        def show() -> Any:
            return self.representation_of(conference, id)

        return resource_response(request, conditional_writes.change_if_matching(request, stream, show, run))


def resource_response(request: Request, shown: Any, status: int = 200, **headers: str) -> Response:
    """The response that shows a representation, with its ETag. 304 if the client has this version already."""
    tag = conditional_writes.etag(shown)
    headers |= {"ETag": tag, "Cache-Control": "private, no-cache"}
    known = {each.strip().removeprefix("W/") for each in request.headers.get("If-None-Match", "").split(",")}
    if request.method in ("GET", "HEAD") and known & {tag, "*"}:
        return Response(status=304, headers=headers)
    return Response(shown, status=status, headers=headers)


def created_response(
    request: Request, found: conditional_writes.StoredResponse, location: str = ""
) -> Response:
    """The response to a POST that made something, or that was refused. `location` is the new thing's address."""
    headers = {"Idempotency-Replayed": "true"} if found.is_repeated else {}
    if found.status >= 400:
        return Response(found.body, found.status, headers=headers, content_type="application/problem+json")
    headers["Location"] = location or f"{request.path.rstrip('/')}/{found.body['id']}"
    return resource_response(request, found.body, found.status, **headers)


def command_members(request: Request) -> dict[str, Any]:
    """The members of a command in a request's body. Refuses `wire.bad_command`."""
    if not isinstance(request.data, dict):
        raise Refusal("wire.bad_command", "The message is not understood: send a JSON object.")
    if "type" in request.data:
        raise Refusal("wire.bad_command", "The address says what is to be done: leave “type” out.")
    found: dict[str, Any] = _with_integers(request.data)
    return found


def _with_integers(value: Any) -> Any:
    """Convert numbers without a fraction to integers, as JSON Schema does. Commands do not convert them themselves."""
    if isinstance(value, list):
        return [_with_integers(each) for each in value]
    if isinstance(value, dict):
        return {name: _with_integers(each) for name, each in value.items()}
    return int(value) if isinstance(value, float) and value.is_integer() else value


ROLES_OF_PEOPLE = frozenset({"delegate", "audience"})
"""The roles with which a token adds or removes a person without the scope `roles:write`."""


class PersonSerializer(Body):
    """The body: a person to add. The command is `invitations.add_people`, with one person. For other roles than
    delegate and audience a token needs the scope `roles:write` too.
    """

    name = serializers.RegexField(r"^[^;<>\"\n]*[^\s;<>\"][^;<>\"\n]*$", max_length=120)
    email = serializers.EmailField(max_length=254)
    party = serializers.RegexField(kinds.ID, required=False, allow_null=True, default=None)
    roles = serializers.ListField(
        child=serializers.ChoiceField(Role.__args__),  # type: ignore[attr-defined]  # of a Literal
        min_length=1,
        max_length=9,
        default=["delegate"],
    )
    place = serializers.ChoiceField(get_args(Place), required=False, allow_null=True, default=None)
    language = serializers.RegexField(r"^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})?$", max_length=16, default="en")


def _command_to_add(kind: Kind, request: Request) -> dict[str, Any]:
    if kind.add is not None:
        return command_members(request) | {"type": type_of(kind.add)}
    given = PersonSerializer(data=request.data)
    given.is_valid(raise_exception=True)
    values = dict(given.validated_data)
    _check_scope_of_roles(request, values["roles"])
    line = f"{values.pop('name')};{values.pop('email')}"
    return values | {"type": "invitations.add_people", "people": line}


def _check_scope_of_roles(request: Request, roles: Collection[str]) -> None:
    """Check that a token may add or remove a person with these roles. Refuses `api_token.scope_missing`."""
    if not ROLES_OF_PEOPLE.issuperset(roles):
        check_token_scope(bearer(request.headers.get("Authorization", "")), "roles:write")


def _read_method(view: type[ResourceView]) -> Any:
    def get(self: ResourceView, request: Request, slug: str, id: str = "") -> Response:
        _, conference = self.seat_and_conference(request, slug)
        return resource_response(request, self.representation_of(conference, id or str(conference.pk)))

    kind = view.kind
    is_whole = kind is kinds.CONFERENCE
    words = "What organisers know of the conference." if is_whole else f"One {kind.singular}."
    return extend_schema(
        summary=words[:-1],
        description=f"{words} Refuses `seat.missing`, `wire.forbidden`, `http.not_found`.",
        parameters=[IF_NONE_MATCH],
        responses={200: kind.representation, 304: NOT_MODIFIED},
    )(get)


class ConfirmedQuery(Query):
    """The query of a change: whether a value that seems to be a mistake is meant."""

    confirmed = serializers.BooleanField(default=False)


def _confirmed(request: Request) -> dict[str, bool]:
    query = ConfirmedQuery(data=request.query_params)
    query.is_valid(raise_exception=True)
    return {"confirmed": query.validated_data["confirmed"]}


def _change_method(view: type[ResourceView]) -> Any:
    kind, command = view.kind, view.kind.change
    assert command is not None
    values_type: Any = command.model_fields["values"].annotation
    is_confirmable = "confirmed" in command.model_fields

    def patch(self: ResourceView, request: Request, slug: str, id: str = "") -> Response:
        seat, conference = self.seat_and_conference(request, slug)
        id = id or str(conference.pk)
        row, given = self.find_row(conference, id), command_members(request)
        try:
            values_type.model_validate(given, strict=True)
        except ValidationError as error:
            raise Refusal("wire.bad_command", validation_sentence(error)) from None

        confirmed = _confirmed(request) if is_confirmable else {}

        def act(before: Any) -> None:
            about = (
                {kind.one: id}
                if "values" in command.model_fields and kind.one in command.model_fields
                else {}
            )
            seen = {name: before[name] for name in given}
            sent = {"type": type_of(command), "values": given, "seen": seen} | about | confirmed
            conditional_writes.run_command(request, seat, kind.stream_of(row, conference), sent)

        stream = kind.stream_of(row, conference)
        return resource_response(
            request,
            conditional_writes.change_if_matching(
                request, stream, lambda: self.representation_of(conference, id), act
            ),
        )

    return extend_schema(
        summary=f"Change a {kind.singular}",
        description=f"Change the members that are given, as the command `{type_of(command)}` does, with its refusals; "
        "and `http.changed` if `If-Match` names another version.",
        parameters=[IF_MATCH, *([ConfirmedQuery] if is_confirmable else [])],
        request={"application/json": body_schemas.change_schema(command)},
        responses=kind.representation,
    )(patch)


def _remove_method(view: type[ResourceView]) -> Any:
    kind, command = view.kind, view.kind.remove
    assert command is not None
    is_confirmable = "confirmed" in command.model_fields
    members = command.model_fields.keys() - {"type", "confirmed"}

    def delete(self: ResourceView, request: Request, slug: str, id: str) -> Response:
        seat, conference = self.seat_and_conference(request, slug)
        row = self.find_row(conference, id)
        # A command of the conference's stream names the row.
        is_named = kind.one in command.model_fields
        stream = conference.stream if is_named else kind.stream_of(row, conference)

        def prepared_for(before: Any) -> conditional_writes.PreparedCommand:
            # A row that has no member of its own in the command is named by all of them, or by the stream.
            named = {kind.one: id} if is_named else {each: before[each] for each in members}
            confirmed = _confirmed(request) if is_confirmable else {}
            return conditional_writes.prepare(stream, {"type": type_of(command), **named, **confirmed})

        def show() -> Any:
            return self.representation_of(conference, id)

        def act(before: Any) -> None:
            if kind is kinds.PEOPLE:
                _check_scope_of_roles(request, before["roles"])
            conditional_writes.run_prepared(request, seat, prepared_for(before))

        first = streams_locked_first(*prepared_for(show()).parsed)
        conditional_writes.remove_if_matching(request, stream, show, act, first)
        return Response(status=204)

    return extend_schema(
        summary=f"Remove a {kind.singular}",
        description=f"Remove it, as the command `{type_of(command)}` does, with its refusals.",
        parameters=[IF_MATCH, *([ConfirmedQuery] if is_confirmable else [])],
        responses={204: None},
    )(delete)


def _list_method(view: type[ResourceView]) -> Any:
    kind = view.kind
    name = f"{kind.title}Page"
    page: type[Message] = create_model(
        name,
        __base__=Message,
        __doc__=f"A page of {kind.name}. `next` is the cursor of the following page, or null.",
        items=(list[kind.representation], Field()),  # type: ignore[name-defined]
        next=(str | None, Field()),
    )

    def get(self: ResourceView, request: Request, slug: str) -> Response:
        _, conference = self.seat_and_conference(request, slug)
        given = kind.query(data=request.query_params)
        given.is_valid(raise_exception=True)
        wanted = dict(given.validated_data)
        rows = kind.rows(conference)
        for filtered, value in wanted.items():
            if filtered in kind.filters:
                rows = rows.filter(kind.filters[filtered](value))
        return resource_response(
            request, page_of(rows, wanted, lambda row: kind.show(row).model_dump(mode="json"))
        )

    return extend_schema(
        summary=f"The {kind.name}",
        description=f"A page of {kind.name}, in the order in which they were added, and `next`, the cursor of the "
        "following page. Refuses `seat.missing`, `programme.unknown`, `wire.forbidden`.",
        parameters=[kind.query, IF_NONE_MATCH],
        responses={200: page, 304: NOT_MODIFIED},
    )(get)


def _add_method(view: type[ResourceView]) -> Any:
    kind = view.kind
    named = type_of(kind.add) if kind.add else "invitations.add_people"

    def post(self: ResourceView, request: Request, slug: str) -> Response:
        seat, conference = self.seat_and_conference(request, slug)
        command = _command_to_add(kind, request)
        prepared = conditional_writes.prepare(conference.stream, command)

        def act() -> Any:
            conditional_writes.run_prepared(request, seat, prepared)
            return self.representation_of(conference, str(_added_row(kind, conference, command).pk))

        first = streams_locked_first(*prepared.parsed)
        return created_response(
            request, conditional_writes.create_once(request, seat, conference.stream, act, first)
        )

    body = {"application/json": body_schemas.command_schema(kind.add)} if kind.add else PersonSerializer
    return extend_schema(
        summary=f"Add a {kind.singular}",
        description=f"Add it, as the command `{named}` does, with its refusals; and `http.key_reused`.",
        parameters=[IDEMPOTENCY_KEY],
        request=body,
        responses={201: kind.representation},
    )(post)


def _added_row(kind: Kind, conference: Conference, command: dict[str, Any]) -> Any:
    """The row that a command has added: the newest, or the one that has the command's members."""
    rows = kind.rows(conference).order_by("-pk")
    if kind.add is not None and not kind.one:
        rows = rows.filter(**kind.add.model_validate(command).model_dump(exclude={"type"}))
    return rows[0]


def page_of(rows: Any, wanted: Mapping[str, Any], show: Callable[[Any], Any]) -> dict[str, Any]:
    """A page of rows in the order of their ids, as `PageQuery` asked for it."""
    limit = wanted["limit"]
    found = list(rows.filter(pk__gt=number(wanted.get("after", "0"))).order_by("pk")[: limit + 1])
    items = [show(row) for row in found[:limit]]
    return {"items": items, "next": items[-1]["id"] if len(found) > limit else None}


def _scopes(kind: Kind) -> dict[str, str]:
    write = f"{kind.scope}:write"
    return {"GET": f"{kind.scope}:read", "POST": write, "PATCH": write, "DELETE": write}


def collection_view(kind: Kind) -> type[ResourceView]:
    """The view of all resources of a kind."""
    view = type(
        f"{kind.name.replace('-', ' ').title().replace(' ', '')}View",
        (ResourceView,),
        {"kind": kind, "scopes": _scopes(kind)},
    )
    view.get = _list_method(view)  # type: ignore[attr-defined]
    if kind.add is not None or kind is kinds.PEOPLE:
        view.post = _add_method(view)  # type: ignore[attr-defined]
    return view


def item_view(kind: Kind) -> type[ResourceView]:
    """The view of one resource of a kind."""
    view = type(
        f"{kind.title}View",
        (ResourceView,),
        {"kind": kind, "scopes": _scopes(kind)},
    )
    view.get = _read_method(view)  # type: ignore[attr-defined]
    if kind.change is not None:
        view.patch = _change_method(view)  # type: ignore[attr-defined]
    if kind.remove is not None:
        view.delete = _remove_method(view)  # type: ignore[attr-defined]
    return view


class ReleaseView(ResourceView):
    """`POST`: ends the embargo of a document."""

    kind = kinds.DOCUMENTS
    scopes = {"POST": "documents:write"}

    @extend_schema(parameters=[IF_MATCH], request=None, responses=kinds.DOCUMENTS.representation)
    def post(self, request: Request, slug: str, id: str) -> Response:
        """Release the document now, as the command `documents.release` does, with its refusals; and `http.changed`."""
        seat, conference = self.seat_and_conference(request, slug)
        self.find_row(conference, id)

        command = {"type": "documents.release", "document": id}
        return self.change_by_command(request, seat, conference, id, conference.stream, command)


class MoveDocumentView(ResourceView):
    """`POST`: gives a document another place among those of its session, or of the conference."""

    kind = kinds.DOCUMENTS
    scopes = {"POST": "documents:write"}

    @extend_schema(
        parameters=[IF_MATCH],
        request={"application/json": body_schemas.command_schema(MoveDocument, named_by="document")},
        responses=kinds.DOCUMENTS.representation,
    )
    def post(self, request: Request, slug: str, id: str) -> Response:
        """Move the document, as the command `documents.move` does, with its refusals; and `http.changed`."""
        seat, conference = self.seat_and_conference(request, slug)
        self.find_row(conference, id)
        given = command_members(request)
        if "document" in given:
            raise Refusal("wire.bad_command", "The address says which document it is: leave “document” out.")
        command = given | {"type": type_of(MoveDocument), "document": id}
        return self.change_by_command(request, seat, conference, id, conference.stream, command)


class RestoreDocumentView(ResourceView):
    """`POST`: restores a document that was removed."""

    kind = kinds.DOCUMENTS
    scopes = {"POST": "documents:write"}

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY], request=None, responses={201: kinds.DOCUMENTS.representation}
    )
    def post(self, request: Request, slug: str, id: str) -> Response:
        """Restore the document with its files, as the command `documents.restore` does within a day, with its refusals;
        and `http.key_reused`.
        """
        seat, conference = self.seat_and_conference(request, slug)
        command = {"type": type_of(RestoreDocument), "document": id}

        def act() -> Any:
            conditional_writes.run_command(request, seat, conference.stream, command)
            return self.representation_of(conference, id)

        found = conditional_writes.create_once(request, seat, conference.stream, act)
        return created_response(request, found, f"/api/v1/c/{slug}/documents/{id}")


class LanguageVersionView(ResourceView):
    """`DELETE`: removes a language version of a document."""

    kind = kinds.DOCUMENTS
    scopes = {"DELETE": "documents:write"}

    @extend_schema(parameters=[IF_MATCH], request=None, responses={204: None})
    def delete(self, request: Request, slug: str, id: str, language: str) -> Response:
        """Remove the file of this language, as the command `documents.remove_file` does. In the workspace it can be
        restored for a day. `If-Match` names a version of the document.

        Refuses `http.not_found`, `http.changed`.
        """
        seat, conference = self.seat_and_conference(request, slug)
        self.find_row(conference, id)

        def run(before: Any) -> None:
            found = [each["id"] for each in before["files"] if each["language"] == language]
            if not found:
                raise Refusal("http.not_found", "The document has no file in this language.")
            conditional_writes.run_command(
                request, seat, conference.stream, {"type": "documents.remove_file", "file": found[0]}
            )

        conditional_writes.remove_if_matching(
            request, conference.stream, lambda: self.representation_of(conference, id), run
        )
        return Response(status=204)


class CopyView(ResourceView):
    """`POST`: makes a new conference with the plan of this one."""

    kind = kinds.CONFERENCE
    scopes = {"POST": "programme:write"}

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": body_schemas.command_schema(CopyConference)},
        responses={201: kinds.CONFERENCE.representation},
    )
    def post(self, request: Request, slug: str) -> Response:
        """Make a new conference as the command `programme.copy_conference` does, with its refusals. A token made in the
        workspace of this conference opens nothing in the new one. Refuses also `http.key_reused`.
        """
        seat, conference = self.seat_and_conference(request, slug)
        command = command_members(request) | {"type": type_of(CopyConference)}

        def act() -> Any:
            conditional_writes.run_command(request, seat, conference.stream, command)
            copy = Conference.objects.get(slug=command["slug"])
            return self.representation_of(copy, str(copy.pk))

        found = conditional_writes.create_once(request, seat, conference.stream, act)
        made = found.body["slug"] if found.status < 400 else ""
        return created_response(request, found, f"/api/v1/c/{made}/conference")


class ArchiveView(ResourceView):
    """`POST`: archives the conference, or undoes that."""

    kind = kinds.CONFERENCE
    scopes = {"POST": "programme:write"}
    acts = {"archive": plan.ArchiveConference, "unarchive": plan.UnarchiveConference}

    @extend_schema(
        parameters=[IF_MATCH, OpenApiParameter("act", str, OpenApiParameter.PATH, enum=sorted(acts))],
        request=None,
        responses=kinds.CONFERENCE.representation,
    )
    def post(self, request: Request, slug: str, act: str) -> Response:
        """Archive the conference, or list it on the first page again, as the commands `programme.archive` and
        `programme.unarchive` do, with their refusals; and `http.changed`.
        """
        seat, conference = self.seat_and_conference(request, slug)
        id, command = str(conference.pk), {"type": type_of(self.acts[act])}
        return self.change_by_command(request, seat, conference, id, conference.stream, command)


class CopySessionView(ResourceView):
    """`POST`: adds a session like another one."""

    kind = kinds.SESSIONS
    scopes = {"POST": "programme:write"}

    @extend_schema(
        parameters=[IDEMPOTENCY_KEY],
        request={"application/json": body_schemas.command_schema(plan.CopySession, named_by="session")},
        responses={201: kinds.SESSIONS.representation},
    )
    def post(self, request: Request, slug: str, id: str) -> Response:
        """Add a session with the plan of this one at another time, as the command `programme.copy_session` does, with
        its refusals; and `http.not_found`, `http.key_reused`.
        """
        seat, conference = self.seat_and_conference(request, slug)
        self.find_row(conference, id)
        given = command_members(request)
        if "session" in given:
            raise Refusal(
                "wire.bad_command", "The address says which session is copied: leave “session” out."
            )
        command = given | {"type": type_of(plan.CopySession), "session": id}

        def act() -> Any:
            conditional_writes.run_command(request, seat, conference.stream, command)
            return self.representation_of(conference, str(self.kind.rows(conference).latest("pk").pk))

        found = conditional_writes.create_once(request, seat, conference.stream, act)
        made = found.body["id"] if found.status < 400 else ""
        return created_response(request, found, f"/api/v1/c/{slug}/sessions/{made}")


class SessionActView(ResourceView):
    """`POST`: cancels a session, or undoes its cancellation."""

    kind = kinds.SESSIONS
    scopes = {"POST": "programme:write"}
    acts = {"cancel": plan.CancelSession, "restore": plan.RestoreSession}

    @extend_schema(
        parameters=[IF_MATCH, OpenApiParameter("act", str, OpenApiParameter.PATH, enum=sorted(acts))],
        request=None,
        responses=kinds.SESSIONS.representation,
    )
    def post(self, request: Request, slug: str, id: str, act: str) -> Response:
        """Cancel the session, or restore it. A cancelled session stays in the programme and in calendars.

        Refuses what the commands `programme.cancel_session` and `programme.restore_session` refuse, and `http.changed`.
        """
        seat, conference = self.seat_and_conference(request, slug)
        row: Session = self.find_row(conference, id)
        command = {"type": type_of(self.acts[act])}
        return self.change_by_command(request, seat, conference, id, row.stream, command)

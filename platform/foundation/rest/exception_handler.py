"""REST framework's exception handler. Separate from `problems.py`, which the server needs before REST framework."""

from collections.abc import Iterator
from typing import Any

from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from foundation.http.problems import problem_body, status_of
from foundation.refusals import Refusal


def handle_exception(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn refusals and REST framework's own errors into problems. Other errors are not handled."""
    if isinstance(error, Refusal):
        status = status_of(error.code)
        return _response(problem_body(error.code, error.message, status, error.values), status)
    answer = exception_handler(error, context)
    if answer is None or not isinstance(error, exceptions.APIException):
        return answer
    status = answer.status_code
    code = f"http.{error.default_code}"
    return _response(problem_body(code, _validation_sentence(error), status), status)


def _validation_sentence(error: exceptions.APIException) -> str:
    return "; ".join(
        f"{where}: {text}" if where else text for where, text in _texts_with_paths("", error.detail)
    )


def _texts_with_paths(where: str, detail: Any) -> Iterator[tuple[str, str]]:
    """The texts in a validation error, each with the path to its member: `parties.0`."""
    if isinstance(detail, dict):
        for name, each in detail.items():
            yield from _texts_with_paths(f"{where}.{name}" if where else str(name), each)
    elif isinstance(detail, list) and not all(isinstance(each, str) for each in detail):
        for number, each in enumerate(detail):
            yield from _texts_with_paths(f"{where}.{number}", each)
    else:
        yield where, detail if isinstance(detail, str) else " ".join(detail)


def _response(content: dict[str, Any], status: int) -> Response:
    return Response(content, status=status, content_type="application/problem+json")

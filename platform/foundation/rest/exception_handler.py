"""REST framework's exception handler. Separate from `problems.py`, which the server needs before REST framework."""

from typing import Any

from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from foundation.http.problems import body, status_of
from foundation.refusals import Refusal


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turn refusals and REST framework's own errors into problems. Other errors are not handled."""
    if isinstance(error, Refusal):
        status = status_of(error.code)
        return _response(body(error.code, error.message, status), status)
    answer = exception_handler(error, context)
    if answer is None or not isinstance(error, exceptions.APIException):
        return answer
    status = answer.status_code
    code = f"http.{error.default_code}"
    return _response(body(code, _sentence(error), status), status)


def _sentence(error: exceptions.APIException) -> str:
    detail = error.detail
    if isinstance(detail, dict):
        return "; ".join(f"{field}: {' '.join(map(str, texts))}" for field, texts in detail.items())
    return str(detail) if isinstance(detail, str) else " ".join(map(str, detail))


def _response(content: dict[str, Any], status: int) -> Response:
    return Response(content, status=status, content_type="application/problem+json")

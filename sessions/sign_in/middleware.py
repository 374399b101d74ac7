"""The language of the pages that the server renders."""

from inspect import iscoroutinefunction
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.decorators import sync_and_async_middleware

PAGES = "/account/"


@sync_and_async_middleware
def in_readers_language(get_response: Any) -> Any:
    """A middleware that renders the pages of sign-in in the language that the browser asks for. All other responses
    stay in English.
    """
    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            if not request.path.startswith(PAGES):
                response: HttpResponseBase = await get_response(request)
                return response
            with translation.override(translation.get_language_from_request(request)):
                return _vary_by_language(await get_response(request))

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PAGES):
            response: HttpResponseBase = get_response(request)
            return response
        with translation.override(translation.get_language_from_request(request)):
            return _vary_by_language(get_response(request))

    return answer


def _vary_by_language(response: HttpResponseBase) -> HttpResponseBase:
    patch_vary_headers(response, ("Accept-Language",))
    return response

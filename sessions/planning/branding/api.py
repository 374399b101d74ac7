"""REST endpoints of a conference's logo."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.http.client_ip import address
from foundation.http.problems import problem, wrong_method
from foundation.rest.authentication import seat_of_bearer
from foundation.wire.execution import permit
from sessions.planning.branding import picture, services

ONE_YEAR = 365 * 24 * 3600


class OrganiseLogoView(APIView):
    """`PUT` and `DELETE /api/v1/organise/logo` with the bearer of an organiser's seat."""

    @extend_schema(request={"image/*": OpenApiTypes.BINARY}, responses={204: None})
    def put(self, request: Request) -> Response:
        """Set the logo: a PNG, JPEG or WebP of at most 2 MB, which is encoded anew.

        Refuses `seat.missing`, `wire.forbidden`, `branding.too_large`, `branding.not_a_picture`.
        """
        seat = seat_of_bearer(request)
        permit(seat, f"conference/{seat.conference}", services.MANAGE)
        png = picture.png_of(request._request.read(picture.MAX_BYTES + 1))
        services.set_logo(seat, png, address(request._request))
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Remove the logo. Refuses `seat.missing`, `wire.forbidden`."""
        seat = seat_of_bearer(request)
        permit(seat, f"conference/{seat.conference}", services.MANAGE)
        services.remove_logo(seat, address(request._request))
        return Response(status=204)


@csrf_exempt
def logo(request: HttpRequest, slug: str) -> HttpResponse:
    """`GET /api/v1/c/<slug>/logo?v=<digest>`: the logo, as a PNG, for everyone."""
    if request.method not in ("GET", "HEAD"):
        return wrong_method(request, ("GET", "HEAD"))
    row = services.logo_of(slug)
    if row is None:
        return problem("branding.no_logo", "This conference has no logo.", 404)
    answer = HttpResponse(bytes(row.png), content_type="image/png")
    answer.headers["ETag"] = f'"{row.digest}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    kept = ONE_YEAR if request.GET.get("v") == row.digest else 60
    answer.headers["Cache-Control"] = f"public, max-age={kept}"
    return answer

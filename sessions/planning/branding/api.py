"""REST endpoints of a conference's logo."""

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.http.client_ip import address
from foundation.rest.authentication import seat_of_bearer
from foundation.rest.serializers import Query
from foundation.wire.execution import check_permission
from sessions.planning.branding import picture, services

ONE_YEAR, ONE_MINUTE = 365 * 24 * 3600, 60
"""How long browsers may keep an answer, in seconds: one with the digest in its URL, and one without."""


class VersionSerializer(Query):
    """The answer: the digest of the logo, which is part of its URL."""

    v = serializers.CharField(max_length=16, required=False, allow_blank=True, default="")


class OrganiseLogoView(APIView):
    """`PUT` and `DELETE /api/v1/organise/logo` with the bearer of an organiser's seat."""

    @extend_schema(request={"image/*": OpenApiTypes.BINARY}, responses={204: None})
    def put(self, request: Request) -> Response:
        """Set the logo: a PNG, JPEG or WebP of at most 2 MB, which is encoded anew.

        Refuses `seat.missing`, `wire.forbidden`, `branding.too_large`, `branding.not_a_picture`.
        """
        seat = seat_of_bearer(request)
        check_permission(seat, f"conference/{seat.conference}", services.MANAGE)
        png = picture.png_of(request._request.read(picture.MAX_BYTES + 1))
        services.set_logo(seat, png, address(request._request))
        return Response(status=204)

    @extend_schema(responses={204: None})
    def delete(self, request: Request) -> Response:
        """Remove the logo. Refuses `seat.missing`, `wire.forbidden`."""
        seat = seat_of_bearer(request)
        check_permission(seat, f"conference/{seat.conference}", services.MANAGE)
        services.remove_logo(seat, address(request._request))
        return Response(status=204)


class LogoView(APIView):
    """The logo of a conference, as a PNG, for everyone."""

    authentication_classes = []

    @extend_schema(parameters=[VersionSerializer], responses={(200, "image/png"): OpenApiTypes.BINARY})
    def get(self, request: Request, slug: str) -> HttpResponse:
        """`GET /api/v1/c/<slug>/logo?v=<digest>`: at its own address it may be kept for a year.

        Refuses `branding.no_logo`.
        """
        given = VersionSerializer(data=request.query_params)
        given.is_valid(raise_exception=True)
        row = services.logo_of(slug)
        answer = HttpResponse(bytes(row.png), content_type="image/png")
        answer.headers["ETag"] = f'"{row.digest}"'
        kept = ONE_YEAR if given.validated_data["v"] == row.digest else ONE_MINUTE
        answer.headers["Cache-Control"] = f"public, max-age={kept}"
        return answer

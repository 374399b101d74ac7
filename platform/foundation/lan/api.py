"""What a phone needs to trust this server: the certificate of its authority, and the fingerprint."""

from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from foundation.lan.certificates import authority_of, fingerprint
from foundation.rest.serializers import Answer


class PhonesAnswer(Answer):
    """The answer: what a phone needs to reach this server over HTTPS."""

    https = serializers.CharField(allow_null=True)
    fingerprint = serializers.CharField(allow_null=True)


class PhonesView(APIView):
    """`GET /api/v1/phones`: the HTTPS address, at which a phone may use its microphone."""

    authentication_classes = []

    @extend_schema(responses=PhonesAnswer)
    def get(self, request: Request) -> Response:
        """The HTTPS address and the fingerprint. `https` is None without HTTPS. `fingerprint` is None if the
        certificate is a public authority's.
        """
        found = authority_of(settings.LAN_DIR) if settings.PUBLIC_HTTPS_URL else None
        return Response(
            {
                "https": settings.PUBLIC_HTTPS_URL or None,
                "fingerprint": None if found is None else fingerprint(found),
            }
        )


@require_safe
def authority(request: HttpRequest) -> HttpResponse:
    """`GET /ca.crt`: the authority's certificate in DER, the format that phones install."""
    found = authority_of(settings.LAN_DIR) if settings.PUBLIC_HTTPS_URL else None
    if found is None:
        return HttpResponse("This server has no certificate authority of its own.", "text/plain", 404)
    return HttpResponse(found.public_bytes(Encoding.DER), content_type="application/x-x509-ca-cert")

"""The bearer token of a request (RFC 6750)."""


def bearer(authorization: str) -> str | None:
    """The token in an `Authorization` header, or None if the header has no bearer token. An empty token gives ""."""
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None

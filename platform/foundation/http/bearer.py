"""The bearer of a request (RFC 6750)."""


def bearer(authorization: str) -> str | None:
    """The token of an `Authorization` header; None where it has no bearer, "" where that is empty."""
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None

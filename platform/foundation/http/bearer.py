"""The bearer token of a request (RFC 6750)."""


def bearer(authorization: str) -> str | None:
    """The token of an `Authorization` header; None if it is no bearer, "" if the token is empty."""
    scheme, _, token = authorization.partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None

"""How a browser is told to trust a certificate that no public authority signed."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def trusting(certificate: Path) -> str:
    """Chromium's flag to accept one certificate, by its key."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    known = sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    return f"--ignore-certificate-errors-spki-list={b64encode(known.digest()).decode()}"

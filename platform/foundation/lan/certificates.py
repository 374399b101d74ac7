"""A certificate authority for one local network, and this machine's certificate signed by it.

Browsers allow the microphone only on encrypted pages, and no public authority certifies a private address. The
authority is made once, in its own folder. Its certificate is limited to private addresses and this machine. RFC 5280
(4.2.1.10) wants the limit marked critical. It is not: a client that does not know it would refuse everything. Clients
that know it obey it.
"""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_network
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

AUTHORITY_LIFETIME = timedelta(days=3650)
CERTIFICATE_LIFETIME = timedelta(days=397)
"""The longest validity that browsers accept."""

RENEWED_BEFORE = timedelta(days=30)
MAX_CLOCK_DIFFERENCE = timedelta(days=1)
PRIVATE: list[IPv4Network | IPv6Network] = [
    ip_network(block)
    for block in (
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16", "127.0.0.0/8",
        "fc00::/7", "fe80::/10",
    )
]  # fmt: skip


@dataclass(frozen=True)
class CertificateFiles:
    """PEM files for a server, and whether the authority is new, so that phones must install it again."""

    certificate: Path
    key: Path
    fingerprint: str
    new_authority: bool


def certificate_for(folder: Path, address: str, name: str) -> CertificateFiles:
    """This machine's certificate for an address and a name. It is made if it is missing, expires soon or names others.

    A new authority is made if the present one may not sign this address or name.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    authority = _read_pair(folder, "ca")
    new = authority is None or not _may_sign(authority, address, name)
    if authority is None or new:
        authority = _make_authority(folder, address, name)
    present = _read_pair(folder, "hall")
    if present is None or not _is_usable(present, authority, address, name):
        _make_certificate(folder, authority, address, name)
    return CertificateFiles(folder / "hall.crt", folder / "hall.key", fingerprint(authority), new)


def authority_of(folder: Path) -> x509.Certificate | None:
    """The authority in a folder, or None if there is none."""
    return _read_certificate(folder / "ca.crt")


def fingerprint(certificate: x509.Certificate) -> str:
    """The SHA-256 fingerprint as browsers and phones show it."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _read_certificate(path: Path) -> x509.Certificate | None:
    try:
        return x509.load_pem_x509_certificate(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def _read_pair(folder: Path, stem: str) -> x509.Certificate | None:
    """Read a certificate. Returns None if it or its key is missing."""
    found = _read_certificate(folder / f"{stem}.crt")
    try:
        key = serialization.load_pem_private_key((folder / f"{stem}.key").read_bytes(), None)
    except (FileNotFoundError, ValueError):
        return None
    return found if found is not None and found.public_key() == key.public_key() else None


def _may_sign(authority: x509.Certificate, address: str, name: str) -> bool:
    limits = authority.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
    networks = [limit.value for limit in limits if isinstance(limit, x509.IPAddress)]
    known = any(IPv4Address(address) in network for network in networks if isinstance(network, IPv4Network))
    return known and x509.DNSName(name) in limits and authority.not_valid_after_utc > _now() + RENEWED_BEFORE


def _is_usable(present: x509.Certificate, authority: x509.Certificate, address: str, name: str) -> bool:
    try:
        present.verify_directly_issued_by(authority)
    except Exception:
        # Any error means that this authority did not sign the certificate.
        return False
    names = present.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    lasts = present.not_valid_after_utc > _now() + RENEWED_BEFORE
    return lasts and names == _subject_alternative_names(address, name)


def _make_authority(folder: Path, address: str, name: str) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"Balai at {name}")])
    own = ip_network(address)
    networks = PRIVATE if any(own.subnet_of(n) for n in PRIVATE if n.version == 4) else [*PRIVATE, own]  # type: ignore[arg-type]
    limits = [x509.DNSName(name), *(x509.IPAddress(network) for network in networks)]
    public = key.public_key()
    made = (
        _certificate_builder(subject, subject, public, AUTHORITY_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_key_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.NameConstraints(permitted_subtrees=limits, excluded_subtrees=None), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    _write_key_and_certificate(folder, "ca", key, made)
    return made


def _make_certificate(folder: Path, authority: x509.Certificate, address: str, name: str) -> None:
    signer = serialization.load_pem_private_key((folder / "ca.key").read_bytes(), None)
    assert isinstance(signer, ec.EllipticCurvePrivateKey)
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    public = key.public_key()
    made = (
        _certificate_builder(subject, authority.subject, public, CERTIFICATE_LIFETIME)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_key_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(_subject_alternative_names(address, name), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
        )
        .sign(signer, hashes.SHA256())
    )
    _write_key_and_certificate(folder, "hall", key, made)


def _certificate_builder(
    subject: x509.Name, issuer: x509.Name, public: ec.EllipticCurvePublicKey, lasts: timedelta
) -> x509.CertificateBuilder:
    begins = _now() - MAX_CLOCK_DIFFERENCE
    return (
        x509.CertificateBuilder(issuer, subject, public, x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + lasts)
    )


def _key_usage(signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _subject_alternative_names(address: str, name: str) -> x509.SubjectAlternativeName:
    return x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(address)), x509.DNSName(name)])


def _write_key_and_certificate(
    folder: Path, stem: str, key: ec.EllipticCurvePrivateKey, made: x509.Certificate
) -> None:
    """Write the key first, readable only by its owner. Each file is replaced atomically."""
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _replace_file(folder / f"{stem}.key", secret, 0o600)
    _replace_file(folder / f"{stem}.crt", made.public_bytes(serialization.Encoding.PEM), 0o644)


def _replace_file(path: Path, content: bytes, mode: int) -> None:
    part = path.with_suffix(f"{path.suffix}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    part.replace(path)


def _now() -> datetime:
    return datetime.now(UTC)

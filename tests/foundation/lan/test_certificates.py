"""The certificate authority: made once, kept secret, and valid for this machine only."""

import ssl
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.oid import NameOID

from foundation.lan import certificates
from foundation.lan.certificates import CertificateFiles, authority_of, certificate_for, fingerprint

NAME = "hall.local"


def made(folder: Path, address: str = "127.0.0.2", name: str = NAME) -> CertificateFiles:
    return certificate_for(folder / "lan", address, name)


def read(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())


def greets(folder: Path, files: CertificateFiles, host: str) -> str:
    """A TLS handshake in memory with a client that trusts only the authority; returns "", or why it failed."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(files.certificate, files.key)
    client = ssl.create_default_context(cafile=str(folder / "lan" / "ca.crt"))
    wires = [ssl.MemoryBIO() for _ in range(2)]
    ends = [
        server.wrap_bio(wires[0], wires[1], server_side=True),
        client.wrap_bio(wires[1], wires[0], server_hostname=host),
    ]
    for _ in range(8):
        for end in ends:
            try:
                end.do_handshake()
            except ssl.SSLWantReadError:
                pass
            except ssl.SSLCertVerificationError as error:
                return error.verify_message
    return ""


def test_the_files_are_secret_where_they_must_be(tmp_path: Path) -> None:
    made(tmp_path)
    folder = tmp_path / "lan"
    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in folder.iterdir()}
    assert modes == {"ca.crt": "0o644", "ca.key": "0o600", "hall.crt": "0o644", "hall.key": "0o600"}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"


def test_a_client_that_knows_the_authority_trusts_address_and_name(tmp_path: Path) -> None:
    files = made(tmp_path)
    assert [greets(tmp_path, files, host) for host in ("127.0.0.2", NAME)] == ["", ""]
    assert greets(tmp_path, files, "127.0.0.3") != ""
    assert greets(tmp_path, files, "other.local") != ""


def test_it_is_made_once(tmp_path: Path) -> None:
    first, again = made(tmp_path), made(tmp_path)
    assert (first.new_authority, again.new_authority) == (True, False)
    assert first.fingerprint == again.fingerprint
    before = first.certificate.read_bytes()
    made(tmp_path)
    assert again.certificate.read_bytes() == before


def test_another_private_address_gets_a_certificate_of_the_same_authority(tmp_path: Path) -> None:
    first, moved = made(tmp_path), made(tmp_path, "192.168.7.4")
    assert (moved.new_authority, moved.fingerprint) == (False, first.fingerprint)
    assert greets(tmp_path, moved, "192.168.7.4") == ""
    assert greets(tmp_path, moved, "127.0.0.2") != ""


@pytest.mark.parametrize(("address", "name"), [("203.0.113.7", NAME), ("127.0.0.2", "other.local")])
def test_an_authority_that_may_not_certify_this_is_replaced(tmp_path: Path, address: str, name: str) -> None:
    first, moved = made(tmp_path), made(tmp_path, address, name)
    assert (moved.new_authority, moved.fingerprint == first.fingerprint) == (True, False)
    assert [greets(tmp_path, moved, host) for host in (address, name)] == ["", ""]


@pytest.mark.parametrize(("address", "name"), [("203.0.113.7", NAME), ("127.0.0.2", "bank.example")])
def test_the_authority_can_sign_for_this_machine_only(tmp_path: Path, address: str, name: str) -> None:
    files = made(tmp_path)
    authority = authority_of(tmp_path / "lan")
    assert authority is not None
    certificates._make_certificate(tmp_path / "lan", authority, address, name)
    assert "permitted subtree violation" in greets(tmp_path, files, address)


def test_the_certificate_lasts_no_longer_than_browsers_take(tmp_path: Path) -> None:
    leaf, authority = read(made(tmp_path).certificate), authority_of(tmp_path / "lan")
    assert authority is not None
    assert leaf.not_valid_after_utc - leaf.not_valid_before_utc == timedelta(days=397)
    assert authority.not_valid_after_utc - authority.not_valid_before_utc == timedelta(days=3650)
    (name,) = authority.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert name.value == "Balai at hall.local"


@pytest.mark.parametrize(("days", "renewed"), [(365, False), (367, True)])
def test_it_is_renewed_a_month_before_its_end(
    tmp_path: Path, days: int, renewed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(tmp_path).certificate.read_bytes()
    now = certificates._now()
    monkeypatch.setattr(certificates, "_now", lambda: now + timedelta(days=days))
    again = made(tmp_path)
    assert (again.certificate.read_bytes() != first, again.new_authority) == (renewed, False)


@pytest.mark.parametrize("lost", ["hall.crt", "hall.key", "ca.crt", "ca.key"])
@pytest.mark.parametrize("how", ["gone", "torn"])
def test_a_lost_file_is_made_again(tmp_path: Path, lost: str, how: str) -> None:
    made(tmp_path)
    path = tmp_path / "lan" / lost
    path.unlink()
    if how == "torn":
        path.write_text("-----BEGIN")
    assert greets(tmp_path, made(tmp_path, "127.0.0.2"), "127.0.0.2") == ""


def test_a_fingerprint_is_written_as_phones_show_it(tmp_path: Path) -> None:
    authority = authority_of(tmp_path / "lan") or read(made(tmp_path).certificate)
    shown = fingerprint(authority).split(":")
    assert (len(shown), {len(part) for part in shown}) == (32, {2})
    assert authority_of(tmp_path / "nowhere") is None

"""Encoders that are not browsers: FFmpeg, and those with certificates of old versions."""

import asyncio
import hashlib
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiortc import RTCCertificate
from aiortc.rtcdtlstransport import RTCDtlsFingerprint
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from OpenSSL import SSL, crypto

from streaming.relay import Origin, Relay
from streaming.relay.relay import CONSENT_GOOD_FOR
from tests.streaming.relay.conftest import Publish
from tests.streaming.relay.peers import FakePublisher, until
from tests.streaming.relay.test_transport import peer_of
from tests.streaming.relay.whip_server import serve_whip
from tests.support.patience import PATIENCE

FFMPEG = Path(__file__).parent / "ffmpeg.py"


@asynccontextmanager
async def ffmpeg(relay: Relay, *options: str) -> AsyncIterator[None]:
    """FFmpeg publishes as the source "ffmpeg" of the stage "session/1"."""
    async with serve_whip(relay, "session/1") as address:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            FFMPEG,
            f"{address}/whip?source=ffmpeg",
            *options,
            stdin=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            assert process.stdin is not None
            process.stdin.close()
            await process.wait()


def certificate_files(folder: Path) -> list[str]:
    """FFmpeg's options for a certificate on P-256 and its key, made by `openssl` as in docs/deploy.md."""
    key = ec.generate_private_key(ec.SECP256R1())
    name, now = x509.Name([]), datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    dated = builder.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    certificate = dated.sign(key, hashes.SHA256())
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    patience = f"handshake_timeout={int(PATIENCE * 1000)}"
    return [f"cert_file={folder}/cert.pem", f"key_file={folder}/key.pem", patience]


@pytest.mark.real_time
@pytest.mark.parametrize(("flags", "ours"), [([], "client"), (["whip_flags=dtls_active"], "server")])
async def test_ffmpeg_publishes_in_both_roles(
    relay: Relay, tmp_path: Path, flags: list[str], ours: str
) -> None:
    sources = relay.stage("session/1").sources

    async with ffmpeg(relay, *certificate_files(tmp_path), *flags):
        await until(lambda: "ffmpeg" in sources and sources["ffmpeg"].connected)
        tracks = sources["ffmpeg"].tracks
        await until(lambda: all(track.reception.packets > 5 for track in tracks))

        assert {(track.kind, track.codec.split("/")[0]) for track in tracks} == {
            ("audio", "opus"),
            ("video", "H264"),
        }
        assert peer_of(relay, "ffmpeg")._dtls._role == ours
    await until(lambda: not sources)


@pytest.mark.real_time
async def test_ffmpeg_without_a_certificate_on_p256_fails_in_the_handshake(relay: Relay) -> None:
    sources = relay.stage("session/1").sources

    async with ffmpeg(relay):
        await until(lambda: "ffmpeg" in sources)
        source = sources["ffmpeg"]
        await until(lambda: source.state == "gone")

    assert (source.connected_at, source.was_reached) == (None, True)


async def test_the_checks_of_a_publisher_that_answers_none_are_its_consent(
    relay: Relay, publish: Publish
) -> None:
    ana = await publish("ana")
    ice, peer, loop = ana.dtls.transport._connection, peer_of(relay, "ana"), asyncio.get_running_loop()
    ice.request_received = lambda message, address, protocol: None
    began = loop.time()

    await until(lambda: loop.time() > began + 6 * CONSENT_GOOD_FOR, every=1.0)
    assert (relay.has_resource(ana.resource), peer._answers_consent) == (True, False)

    await ana.vanish()
    await until(lambda: not relay.has_resource(ana.resource), every=1.0)


class OldCertificate(RTCCertificate):
    """A certificate that wrongly claims X.509 version 2, like libdatachannel's up to 0.22.5 (its issue 1404), or 1."""

    def __init__(self, version: int) -> None:
        made = RTCCertificate.generateCertificate()
        self._pkey = crypto.PKey.from_cryptography_key(made._key)
        self._old = crypto.X509.from_cryptography(made._cert)
        self._old.set_version(version - 1)
        self._old.sign(self._pkey, "sha256")
        super().__init__(made._key, made._cert)

    def getFingerprints(self) -> list[RTCDtlsFingerprint]:
        octets = crypto.dump_certificate(crypto.FILETYPE_ASN1, self._old)
        return [RTCDtlsFingerprint("sha-256", hashlib.sha256(octets).digest().hex(":").upper())]

    def _create_ssl_context(self, srtp_profiles: Any) -> SSL.Context:
        context = super()._create_ssl_context(srtp_profiles)
        context.use_certificate(self._old)
        context.use_privatekey(self._pkey)
        return context


# There is no other way to make such a certificate.
@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")
@pytest.mark.parametrize("version", [1, 2])
async def test_an_encoder_with_an_old_certificate_publishes(relay: Relay, version: int) -> None:
    certificate = OldCertificate(version)
    async with FakePublisher() as publisher:
        publisher.pc._RTCPeerConnection__certificates = [certificate]  # type: ignore[attr-defined]  # private
        for transceiver in publisher.pc.getTransceivers():
            transceiver.receiver.transport._RTCDtlsTransport__local_certificate = certificate  # type: ignore[attr-defined]  # private
        answer = await relay.publish("session/1", await publisher.offer(), source="obs", origin=Origin("obs"))
        await publisher.accept(answer)
        source = relay.stage("session/1").sources["obs"]
        await until(lambda: source.stats().packets, during=publisher.say)
        assert source.connected

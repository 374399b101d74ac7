"""The hall at an address of the local network: HTTP for phones that listen, HTTPS for phones that speak."""

import json
import os
import re
import shlex
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from foundation.lan.addresses import local_name
from foundation.lan.certificates import fingerprint
from tests.support.hall import Hall, free_port
from tests.support.prepared import prepared
from tests.support.tab import Tab

ADDRESS = "127.0.0.2"


@pytest.fixture(scope="module")
def lan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hall]:
    """`make run LAN=127.0.0.2`, without its set-up."""
    settings = {"LAN": ADDRESS, "HTTPS_PORT": str(free_port()), "LIFE": "0"}
    hall = prepared(tmp_path_factory.mktemp("lan") / "data", **settings)
    hall.start("tools/run.sh", str(hall.port))
    yield hall
    hall.stop()


def printed(hall: Hall, what: str) -> str:
    """The rest of the line in the terminal's output that begins with a label."""
    found = re.search(rf"^{what}: +(\S+)", hall.log(), re.M)
    assert found is not None, hall.log()
    return found[1]


def secure(hall: Hall) -> str:
    return printed(hall, "With microphone").rstrip("/")


def trust(hall: Hall) -> ssl.SSLContext:
    """A phone that has installed the downloaded authority."""
    answer = httpx.get(f"http://{ADDRESS}:{hall.port}/ca.crt", trust_env=False)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/x-x509-ca-cert")
    authority = x509.load_der_x509_certificate(answer.content)
    assert fingerprint(authority) == printed(hall, "Its fingerprint")
    return ssl.create_default_context(cadata=authority.public_bytes(Encoding.PEM).decode())


def test_the_terminal_shows_the_address_and_a_code(lan: Hall) -> None:
    assert printed(lan, "Phones in the room") == f"http://{ADDRESS}:{lan.port}/"
    assert lan.log().count("█") > 100
    assert "\x1b" not in lan.log()
    assert lan.port != int(secure(lan).rpartition(":")[2])


@pytest.mark.parametrize("host", ["127.0.0.1", ADDRESS])
def test_it_answers_at_loopback_and_in_the_room(lan: Hall, host: str) -> None:
    url = f"http://{host}:{lan.port}"
    session = lan.session()
    answer = httpx.get(f"{url}/api/v1/sessions/{session}", trust_env=False).json()
    assert answer["join"] == f"http://{ADDRESS}:{lan.port}/join/{answer['code']}"
    assert httpx.get(f"{url}/api/v1/phones", trust_env=False).json() == {
        "https": secure(lan),
        "fingerprint": printed(lan, "Its fingerprint"),
    }


def test_only_its_own_host_names_are_accepted(lan: Hall) -> None:
    url = f"http://{ADDRESS}:{lan.port}/api/v1/demo"
    answers = {
        host: httpx.get(url, headers={"Host": host}, trust_env=False).status_code
        for host in (f"{local_name()}:{lan.port}", "evil.example")
    }
    assert answers == {f"{local_name()}:{lan.port}": 200, "evil.example": 400}


def test_without_the_authority_nothing_is_trusted(lan: Hall) -> None:
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(secure(lan), trust_env=False)


def test_plain_bytes_at_the_encrypted_port_get_no_answer(lan: Hall) -> None:
    with pytest.raises(httpx.HTTPError):
        httpx.get(secure(lan).replace("https:", "http:"), trust_env=False)


async def test_the_websocket_works_over_tls(lan: Hall) -> None:
    """Snapshots, events and answers are all encoded frames, whose fast path is only for plain sockets."""
    url, stream = secure(lan).replace("https:", "wss:") + "/ws", f"session/{lan.session()}"
    plain = f"ws://{ADDRESS}:{lan.port}/ws"
    context = trust(lan)
    async with Tab(lan, lan.seat("moderator")["token"], url=url, trust=context) as chair:
        reader = await chair.follow(stream)
        limits = {"state": 60, "group": 60, "observer": 60, "other": 60}
        for number in range(20):
            done = await chair.do(stream, "floor.set_limits", limits=limits | {"state": 61 + number})
            assert "done" in done, done
        await chair.wait(lambda: reader.seq >= done["seq"])
        (floor,) = reader.entities["floor"].values()
        assert floor["limits"]["state"] == 80
        async with Tab(lan, lan.seat("audience")["token"], url=plain) as phone:
            other = await phone.follow(stream)
            assert other.seq >= done["seq"]


async def test_a_page_of_the_local_network_may_open_a_websocket_and_others_may_not(lan: Hall) -> None:
    url, context = secure(lan).replace("https:", "wss:") + "/ws", trust(lan)
    async with connect(url, ssl=context, origin=secure(lan), subprotocols=["balai.v1"]) as ws:  # type: ignore[arg-type, list-item]
        await ws.send(json.dumps({"hello": "x"}))
        assert b"seat.forged" in (await ws.recv(decode=False))
    with pytest.raises(InvalidStatus):
        async with connect(url, ssl=context, origin="https://evil.example"):  # type: ignore[arg-type]
            pass


@pytest.mark.thorough
def test_an_address_of_another_machine_is_refused_in_one_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        ["tools/run.sh", "8000"],
        env=os.environ | {"LAN": "203.0.113.77", "DEMO": "1", "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("CommandError: 203.0.113.77 is no address of this machine. It has: ")
    assert not (tmp_path / "lan").exists()


@pytest.mark.thorough
def test_https_without_its_files_is_refused(tmp_path: Path) -> None:
    hall = prepared(tmp_path / "data")
    for arguments, missing in (([], "certificate"), (["--certificate", __file__], "key")):
        with pytest.raises(subprocess.CalledProcessError) as failed:
            hall.manage("serve", "--https-port=1", *arguments)
        assert failed.value.returncode == 1, missing


def test_settings_already_given_are_kept(tmp_path: Path) -> None:
    hall = Hall(tmp_path, ALLOWED_HOSTS="hall.example", ALLOWED_ORIGINS="https://friend.example")
    lines = hall.manage("lan", ADDRESS, "--port=8000", "--https-port=8443").splitlines()
    given = dict(shlex.split(line)[1].split("=", 1) for line in lines)
    assert given == {
        "ALLOWED_HOSTS": f"hall.example,{ADDRESS},{local_name()}",
        "ALLOWED_ORIGINS": (
            f"https://friend.example,http://{ADDRESS}:8000,https://{ADDRESS}:8443,"
            f"http://{local_name()}:8000,https://{local_name()}:8443"
        ),
        "MEDIA_ADDRESSES": f"127.0.0.1,{ADDRESS}",
        "PUBLIC_URL": f"http://{ADDRESS}:8000",
        "PUBLIC_HTTPS_URL": f"https://{ADDRESS}:8443",
        "LAN_ADDRESS": ADDRESS,
    }

"""The nginx of `docs/examples/nginx.conf`, on loopback."""

import socket
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from tests.support.hall import ROOT, free_port
from tests.support.stack import Service

FRAME = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr;
events {{ worker_connections 10000; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {example}
}}
"""


def answers(port: int) -> None:
    """Raises OSError where nobody listens."""
    socket.create_connection(("127.0.0.1", port), 1).close()


def nginx(folder: Path, web: Sequence[int], before: Sequence[str] = ()) -> tuple[Service, int]:
    """An nginx with the example's words, but for ports and the certificate, and its port.

    The web processes are at the ports `web`. `before` is put before its command.
    """
    port = free_port()
    example = (ROOT / "docs/examples/nginx.conf").read_text()
    lines = [line for line in example.splitlines() if "ssl_certificate" not in line]
    text = "\n".join(lines).replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")
    for number, process in enumerate((8000, 8001)):
        named = f"server 127.0.0.1:{process} fail_timeout=2s;"
        assert named in text
        there = named.replace(str(process), str(web[number])) if number < len(web) else ""
        text = text.replace(named, there)
    assert "/srv/balai/frontend/dist/current/" in text
    text = text.replace("/srv/balai/frontend/dist/current/", f"{settings.FRONTEND_DIR}/")
    folder.mkdir()
    (folder / "nginx.conf").write_text(FRAME.format(folder=folder, example=text))
    # One process: its workers would be another user, to whom the test's folder is closed.
    command = ["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "master_process off;"]
    service = Service(folder / "log", "TERM", [*before, *command], lambda: answers(port), as_nobody=False)
    service.start()
    return service, port

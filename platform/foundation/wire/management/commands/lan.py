"""`manage.py lan`: prints the settings for serving at this machine's address in the local network, for a shell."""

import io
import shlex
from argparse import ArgumentParser
from typing import Any

import segno
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from foundation.lan.addresses import NoAddressError, choose_address, local_name
from foundation.lan.certificates import CertificateFiles, certificate_for

LAST_PORT = 65_535


class Command(BaseCommand):
    """Writes settings to stdout, for a shell to read, and text for people to stderr."""

    help = "Print the settings for serving in the room's network, and show its address."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Called by Django. Declares the options."""
        parser.add_argument("address", help="1 to find it, or the address of this machine to use")
        parser.add_argument("--port", required=True, type=int, help="port of HTTP")
        parser.add_argument("--https-port", required=True, type=int, help="port of HTTPS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the settings. Without an address or a port it fails with one sentence."""
        if options["https_port"] > LAST_PORT:
            raise CommandError(
                f"There is no port {options['https_port']} for HTTPS. Name one, as HTTPS_PORT=8443."
            )
        try:
            address = choose_address(options["address"])
        except NoAddressError as error:
            raise CommandError(str(error)) from None
        name = local_name()
        certified = certificate_for(settings.LAN_DIR, address, name)
        plain, secure = f"http://{address}:{options['port']}", f"https://{address}:{options['https_port']}"
        origins = [
            plain,
            secure,
            f"http://{name}:{options['port']}",
            f"https://{name}:{options['https_port']}",
        ]
        given = {
            "ALLOWED_HOSTS": ",".join(dict.fromkeys([*settings.ALLOWED_HOSTS, address, name])),
            "ALLOWED_ORIGINS": ",".join(dict.fromkeys([*settings.ALLOWED_ORIGINS, *origins])),
            "MEDIA_ADDRESSES": ",".join(dict.fromkeys([*settings.MEDIA_ADDRESSES, address])),
            "PUBLIC_URL": plain,
            "PUBLIC_HTTPS_URL": secure,
            "LAN_ADDRESS": address,
        }
        for variable, value in given.items():
            self.stdout.write(f"export {variable}={shlex.quote(value)}")
        self._show_addresses(plain, secure, certified)

    def _show_addresses(self, plain: str, secure: str, certified: CertificateFiles) -> None:
        self.stderr.write(_qr_code(f"{plain}/", colours=self.stderr.isatty()))
        self.stderr.write(f"Phones in the room: {plain}/")
        self.stderr.write(f"With microphone:    {secure}/ once they know the certificate, see {plain}/phones")
        if certified.new_authority:
            self.stderr.write("The certificate is new: phones that knew an earlier one must learn it.")
        self.stderr.write(f"Its fingerprint:    {certified.fingerprint}")


def _qr_code(address: str, colours: bool) -> str:
    """A QR code in half blocks. If the terminal has colours, it is light on dark in any theme."""
    drawing = io.StringIO()
    segno.make(address, error="m").terminal(out=drawing, compact=True, border=2)
    lines = drawing.getvalue().splitlines()
    return "\n".join(f"\x1b[97;40m{line}\x1b[0m" if colours else line for line in lines)

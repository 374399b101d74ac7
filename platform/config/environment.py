"""Reads settings from environment variables. An error names the setting and says what to do."""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from ipaddress import ip_address, ip_network
from typing import Any, TypeAlias, TypeVar
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from foundation.mail.server import MailServer

ON, OFF = ("1", "true", "yes", "on"), ("0", "false", "no", "off")
SIMILAR_RATIO = 0.85
"""If the name of a variable is at least this similar to the name of a setting (ratio of `difflib`), it counts as a
misspelling.
"""
NAME_PREFIXES = ("BALAI_", "DJANGO_")
"""Prefixes that people add to the name of a setting."""
ORIGIN = re.compile(r"https?://(\[[\da-fA-F:.]+\]|[^\s/?#@:\\\[\]]+)(:\d{1,5})?/?")
HOST = re.compile(r"[A-Za-z0-9._-]+")
HTTP = ("http://", "https://")
MAIL_SCHEMES = {"smtp": ("", 25), "smtps": ("tls", 465), "smtp+tls": ("starttls", 587)}
"""How a connection to a mail server is secured, and its default port, by the scheme of its URL."""

T = TypeVar("T")
# The methods of `Environment` have the names of types, so the types need other names here.
Text: TypeAlias = str
Texts: TypeAlias = list[str]
Whole: TypeAlias = int
Number: TypeAlias = float
Switch: TypeAlias = bool


class Environment:
    """Reads the environment variables of a process. An empty variable counts as missing. The methods raise
    `ImproperlyConfigured`.
    """

    def __init__(self, variables: Mapping[Text, Text]) -> None:
        self._variables = variables
        self._known: set[Text] = set()

    def str(self, name: Text, default: Text = "") -> Text:
        """The variable as a text, or the default."""
        return self._stripped_value(name) or default

    def required_str(self, name: Text) -> Text:
        """The variable as a text. It must be given."""
        if given := self._stripped_value(name):
            return given
        for other in sorted(self._variables.keys() - self._known):
            if self._variables[other].strip() and _similar_name(other, [name]):
                raise _misspelt_name_error(other, name)
        raise ImproperlyConfigured(f"{name} is not set. Set it: docs/settings.md says what it is.")

    def choice(self, name: Text, default: Text, choices: Iterable[Text]) -> Text:
        """The variable as one of the given choices."""
        given = self._stripped_value(name)
        if given and given not in choices:
            raise _wrong_value_error(name, given, f"Give one of {', '.join(choices)}")
        return given or default

    def bool(self, name: Text, default: Switch) -> Switch:
        """The variable as a switch: on or off."""
        given = self._stripped_value(name).lower()
        if given and given not in ON + OFF:
            raise _wrong_value_error(name, given, "Give on or off")
        return given in ON if given else default

    def int(self, name: Text, default: Whole) -> Whole:
        """The variable as a whole number of 1 or more."""
        return self._integer(name, default, 1)

    def int_from_zero(self, name: Text, default: Whole) -> Whole:
        """The variable as a whole number of 0 or more."""
        return self._integer(name, default, 0)

    def float(self, name: Text, default: Number) -> Number:
        """The variable as a number above 0."""
        return self._parse_value(name, default, _above_zero, f"Give a number above 0, such as {default:g}")

    def list(self, name: Text, default: Iterable[Text]) -> Texts:
        """The variable as a list of texts, separated by commas."""
        return [text for part in self._stripped_value(name).split(",") if (text := part.strip())] or [
            *default
        ]

    def hosts(self, name: Text, default: Iterable[Text]) -> Texts:
        """The variable as host names, separated by commas. A scheme or a port is refused, because it would match no
        request.
        """
        given = self.list(name, default)
        for each in given:
            if "/" in each or re.search(r"^[^:[]+:|\]:", each):
                raise _wrong_value_error(
                    name, each, "Give names alone, without https:// and port, such as hall.example"
                )
            if re.search(r"\s", each):
                raise _wrong_value_error(name, each, "Separate names by commas, as hall.example,192.0.2.5")
        return given

    def url(self, name: Text, begins: tuple[Text, ...] = HTTP, needed: Switch = False) -> Text:
        """The variable as a URL that begins with one of the prefixes `begins`, without a slash at its end.

        If the variable is empty: "", or an error if `needed`.
        """
        given = (self.required_str(name) if needed else self._stripped_value(name)).rstrip("/")
        _check_schemes(name, [given] if given else [], begins)
        return given

    def secret_url(self, name: Text) -> Text:
        """The variable as a URL to which secrets are sent. It must have HTTPS or name this machine."""
        given = self.url(name)
        if given.startswith("http://") and not _is_loopback(urlsplit(given).hostname or ""):
            raise ImproperlyConfigured(f"{name}: secrets are sent there, so it has to begin with https://.")
        return given

    def urls(self, name: Text, begins: tuple[Text, ...] = HTTP) -> Texts:
        """The variable as URLs, separated by commas."""
        given = self.list(name, [])
        _check_schemes(name, given, begins)
        return given

    def origin(self, name: Text, begins: tuple[Text, ...] = HTTP) -> Text:
        """The variable as an origin: a scheme, a host and possibly a port, without a slash at the end. "" if it is not
        given.
        """
        given = self._stripped_value(name)
        return _origin(name, given, begins) if given else ""

    def origins(self, name: Text) -> Texts:
        """The variable as origins, separated by commas."""
        return [_origin(name, each, HTTP) for each in self.list(name, [])]

    def addresses(self, name: Text, default: Iterable[Text], pairs: Switch = False) -> Texts:
        """The variable as IP addresses, separated by commas. With `pairs`, an entry may be two addresses:
        `outer/inner`.

        The unspecified addresses 0.0.0.0 and :: are refused.
        """
        given = self.list(name, default)
        for each in given:
            for address in each.split("/", 1) if pairs else [each]:
                try:
                    if ip_address(address).is_unspecified:
                        raise ValueError
                except ValueError:
                    raise _wrong_value_error(name, each, "Give IP addresses such as 203.0.113.7") from None
        return given

    def hosts_and_networks(self, name: Text) -> Texts:
        """The variable as names of hosts, IP addresses or networks, separated by commas."""
        given = self.list(name, [])
        for each in given:
            try:
                ip_network(each)
            except ValueError:
                if "/" in each or not HOST.fullmatch(each):
                    raise _wrong_value_error(
                        name, each, "Give names of hosts, IP addresses or networks such as 10.20.0.0/16"
                    ) from None
        return given

    def database(self, name: Text, default: Text) -> dict[Text, Any]:
        """The variable as Django's settings of a database. It is a URL, which errors do not repeat, because it may hold
        a password.
        """
        given = self._stripped_value(name) or default
        try:
            if not given.startswith(("postgres://", "postgresql://", "sqlite:///")):
                raise ValueError
            found: dict[Text, Any] = environ.Env.db_url_config(given)
            if not found["NAME"]:
                raise ValueError
        except ValueError:
            raise ImproperlyConfigured(
                f"{name} is no address of a database. Give postgres://user:password@host/name, "
                "or leave it out for SQLite."
            ) from None
        return found

    def mail_server(self, name: Text) -> MailServer | None:
        """The variable as the server that sends e-mails, or None if there is none. It is a URL, which errors do not
        repeat, because it may hold a password.
        """
        if not (given := self._stripped_value(name)):
            return None
        try:
            parts = urlsplit(given)
            security, port = MAIL_SCHEMES[parts.scheme]
            if not parts.hostname or parts.path not in ("", "/"):
                raise ValueError
            user, password = unquote(parts.username or ""), unquote(parts.password or "")
            return MailServer(parts.hostname, parts.port or port, user, password, security)
        except (ValueError, KeyError):
            raise ImproperlyConfigured(
                f"{name} is no address of a mail server. Give smtp+tls://user:password@host:587, "
                "or smtps:// or smtp:// for one with TLS from the start or without."
            ) from None

    def check_names(self) -> None:
        """Refuse a variable whose name is similar to that of a setting, if the setting is not given.

        If the setting is given, refuse a variable whose name has the same letters and whose value differs.
        """
        not_given = [name for name in self._known if not self._stripped_value(name)]
        for other in sorted(self._variables.keys() - self._known):
            if not (value := self._variables[other].strip()):
                continue
            if meant := _similar_name(other, not_given):
                raise _misspelt_name_error(other, meant)
            for name in sorted(self._known):
                if _name_letters(name) == _name_letters(other) and self._stripped_value(name) != value:
                    raise ImproperlyConfigured(
                        f"{other} is no setting of Balai, and says something else than {name}, which is one. "
                        "Remove it, or make both the same."
                    )

    def _stripped_value(self, name: Text) -> Text:
        self._known.add(name)
        return self._variables.get(name, "").strip()

    def _integer(self, name: Text, default: Whole, least: Whole) -> Whole:
        def read(given: Text) -> Whole:
            if (number := int(given)) < least:
                raise ValueError
            return number

        what = f"Give a whole number of {least} or more, such as {default}"
        return self._parse_value(name, default, read, what)

    def _parse_value(self, name: Text, default: T, read: Callable[[Text], T], advice: Text) -> T:
        if not (given := self._stripped_value(name)):
            return default
        try:
            return read(given)
        except ValueError:
            raise _wrong_value_error(name, given, advice) from None


def _wrong_value_error(name: Text, given: Text, advice: Text) -> ImproperlyConfigured:
    return ImproperlyConfigured(f'{name} is "{given}". {advice}.')


def _misspelt_name_error(name: Text, meant: Text) -> ImproperlyConfigured:
    return ImproperlyConfigured(
        f"{name} is no setting of Balai. Write {meant} if that is meant; "
        f"if another program needs {name}, set {meant} too."
    )


def _similar_name(name: Text, settings: Iterable[Text]) -> Text:
    """The one of these settings whose name is similar to `name`, or "" if there is none."""
    return next(iter(get_close_matches(_normalized_name(name), settings, 1, SIMILAR_RATIO)), "")


def _normalized_name(name: Text) -> Text:
    """A name in the form of Balai's settings: upper case, with underscores, and without `NAME_PREFIXES`."""
    name = name.upper().replace("-", "_")
    for owner in NAME_PREFIXES:
        name = name.removeprefix(owner)
    return name


def _name_letters(name: Text) -> Text:
    return _normalized_name(name).replace("_", "")


def _origin(name: Text, given: Text, begins: tuple[Text, ...]) -> Text:
    """Check that `given` is an origin, and return it. The error does not repeat it, because it may hold a password."""
    _check_schemes(name, [given], begins)
    if not ORIGIN.fullmatch(given):
        raise ImproperlyConfigured(
            f"{name}: Balai is served at the root of a host. Give no path, only an address such as "
            "https://hall.example."
        )
    return given.rstrip("/")


def _above_zero(given: Text) -> Number:
    number = float(given)
    if not 0 < number < float("inf"):
        raise ValueError
    return number


def _is_loopback(host: Text) -> Switch:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_schemes(name: Text, given: Iterable[Text], begins: tuple[Text, ...]) -> None:
    """Check the schemes of URLs. The error does not repeat the URLs, because they may hold a password."""
    if not all(each.startswith(begins) and each not in begins for each in given):
        raise ImproperlyConfigured(f"{name}: an address has to begin with {' or '.join(begins)}.")

"""The error of a wrong setting is a sentence that names it and says what to do."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.environment import Environment

SETTINGS = Path(__file__).parents[2] / "platform" / "config" / "settings.py"
Read = Callable[[Environment], Any]


def read(of: Read, **variables: str) -> Any:
    return of(Environment(variables))


@pytest.mark.parametrize(
    ("of", "given", "value"),
    [
        (lambda env: env.str("NAME", "else"), "$a word", "$a word"),
        (lambda env: env.required_str("NAME"), " secret ", "secret"),
        (lambda env: env.choice("NAME", "", ("web", "relay")), "relay", "relay"),
        (lambda env: env.bool("NAME", False), "On", True),
        (lambda env: env.bool("NAME", True), "0", False),
        (lambda env: env.int("NAME", 5), "14400", 14400),
        (lambda env: env.int_from_zero("NAME", 5), "0", 0),
        (lambda env: env.float("NAME", 2), "0.5", 0.5),
        (lambda env: env.list("NAME", ["else"]), "a, b,,", ["a", "b"]),
        (lambda env: env.url("NAME"), "https://hall.example/", "https://hall.example"),
        (lambda env: env.origin("NAME"), "https://hall.example/", "https://hall.example"),
        (lambda env: env.origin("NAME"), "http://[::1]:8000", "http://[::1]:8000"),
        (
            lambda env: env.origins("NAME"),
            "http://192.0.2.5:8000/, https://hall.example",
            ["http://192.0.2.5:8000", "https://hall.example"],
        ),
        (lambda env: env.urls("NAME", ("turn:",)), "turn:a,turn:b", ["turn:a", "turn:b"]),
        (lambda env: env.addresses("NAME", []), "::1,192.0.2.5", ["::1", "192.0.2.5"]),
        (lambda env: env.addresses("NAME", [], pairs=True), "192.0.2.5/10.0.0.4", ["192.0.2.5/10.0.0.4"]),
        (
            lambda env: env.hosts_and_networks("NAME"),
            "hooks.internal, 10.20.0.0/16, fd12::1",
            ["hooks.internal", "10.20.0.0/16", "fd12::1"],
        ),
    ],
)
def test_a_setting_is_read(of: Read, given: str, value: object) -> None:
    assert read(of, NAME=given) == value


@pytest.mark.parametrize(
    ("of", "value"),
    [
        (lambda env: env.str("NAME"), ""),
        (lambda env: env.choice("NAME", "web", ("web", "relay")), "web"),
        (lambda env: env.bool("NAME", True), True),
        (lambda env: env.int("NAME", 5), 5),
        (lambda env: env.float("NAME", 2), 2),
        (lambda env: env.list("NAME", ["else"]), ["else"]),
        (lambda env: env.url("NAME"), ""),
        (lambda env: env.urls("NAME"), []),
        (lambda env: env.origin("NAME"), ""),
        (lambda env: env.origins("NAME"), []),
        (lambda env: env.addresses("NAME", ["127.0.0.1"]), ["127.0.0.1"]),
        (lambda env: env.database("NAME", "sqlite:///data.sqlite3")["NAME"], "data.sqlite3"),
    ],
)
@pytest.mark.parametrize("variables", [{}, {"NAME": ""}, {"NAME": " "}])
def test_an_empty_variable_counts_as_missing(of: Read, value: object, variables: dict[str, str]) -> None:
    assert read(of, **variables) == value


@pytest.mark.parametrize(
    "given", ["https://login.example/realm", "http://127.0.0.1:99", "http://localhost:99", "http://[::1]:99"]
)
def test_secrets_go_to_this_machine_without_https(given: str) -> None:
    assert read(lambda env: env.secret_url("NAME"), NAME=given) == given


@pytest.mark.parametrize(
    ("of", "given", "sentence"),
    [
        (
            lambda env: env.required_str("NAME"),
            " ",
            "NAME is not set. Set it: docs/settings.md says what it is.",
        ),
        (lambda env: env.choice("NAME", "", ("a", "b")), "c", 'NAME is "c". Give one of a, b.'),
        (lambda env: env.bool("NAME", False), "maybe", 'NAME is "maybe". Give on or off.'),
        *[
            (
                lambda env: env.int("NAME", 14400),
                given,
                f'NAME is "{given}". Give a whole number of 1 or more, such as 14400.',
            )
            for given in ("4h", "0", "-1", "1.5")
        ],
        (
            lambda env: env.int_from_zero("NAME", 30),
            "-1",
            'NAME is "-1". Give a whole number of 0 or more, such as 30.',
        ),
        *[
            (
                lambda env: env.float("NAME", 2),
                given,
                f'NAME is "{given}". Give a number above 0, such as 2.',
            )
            for given in ("2s", "0", "nan", "inf")
        ],
        (
            lambda env: env.url("NAME"),
            "hall.example",
            "NAME: an address has to begin with http:// or https://.",
        ),
        *[
            (
                lambda env: env.secret_url("NAME"),
                given,
                "NAME: secrets are sent there, so it has to begin with https://.",
            )
            for given in ("http://login.example", "http://127.0.0.1.example", "http://10.0.0.1/")
        ],
        (
            lambda env: env.urls("NAME", ("turn:", "turns:")),
            "turn:a,b",
            "NAME: an address has to begin with turn: or turns:.",
        ),
        (
            lambda env: env.origin("NAME"),
            "hall.example",
            "NAME: an address has to begin with http:// or https://.",
        ),
        *[
            (
                lambda env: env.origin("NAME"),
                given,
                "NAME: Balai is served at the root of a host. Give no path, only an address such as "
                "https://hall.example.",
            )
            for given in (
                "https://hall.example/balai",
                "https://hall.example?a=1",
                "https://hall.example/#a",
                "https://user:secret@hall.example",
                "https://:443",
                "https://hall.example:https",
                "https://hall .example",
            )
        ],
        *[
            (
                lambda env: env.addresses("NAME", []),
                given,
                f'NAME is "{given}". Give IP addresses such as 203.0.113.7.',
            )
            for given in ("localhost", "10.0.0.0/8")
        ],
        *[
            (
                lambda env: env.hosts_and_networks("NAME"),
                given,
                f'NAME is "{given}". Give names of hosts, IP addresses or networks such as 10.20.0.0/16.',
            )
            for given in ("https://hooks.internal", "10.20.0.1/16", "hooks internal", "hooks.internal:8443")
        ],
        *[
            (
                lambda env: env.database("NAME", ""),
                given,
                "NAME is no address of a database. Give postgres://user:password@host/name, or leave it out for "
                "SQLite.",
            )
            for given in ("balai", "mysql://a/b", "postgres://balai:secret@host")
        ],
    ],
)
def test_a_wrong_value_is_reported_with_what_to_do(of: Read, given: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured) as told:
        read(of, NAME=given)
    assert str(told.value) == sentence


@pytest.mark.parametrize(
    "name",
    [
        "SECRETKEY",
        "SECRET_KEYS",
        "secret_key",
        "SECRET-KEY",
        "BALAI_SECRET_KEY",
        "DJANGO_SECRET_KEY",
        "SECRT_KEY",
    ],
)
@pytest.mark.parametrize(
    "of", [lambda env: env.str("SECRET_KEY"), lambda env: env.required_str("SECRET_KEY")]
)
def test_a_misspelt_name_is_reported(of: Read, name: str) -> None:
    def start(env: Environment) -> None:
        of(env)
        env.check_names()

    with pytest.raises(ImproperlyConfigured, match=rf"^{name} is no setting of Balai. Write SECRET_KEY "):
        read(start, **{name: "x", "TURN_URL": "y"})


@pytest.mark.parametrize("name", ["SECRETKEY", "secret_key", "BALAI_SECRET_KEY"])
def test_a_name_with_the_same_letters_and_another_value_is_reported(name: str) -> None:
    env = Environment({name: "x", "SECRET_KEY": "y"})
    env.str("SECRET_KEY")
    with pytest.raises(ImproperlyConfigured) as told:
        env.check_names()
    assert str(told.value) == (
        f"{name} is no setting of Balai, and says something else than SECRET_KEY, which is one. "
        "Remove it, or make both the same."
    )


ORDINARY = {
    "PATH": "/bin", "HOME": "/root", "MODE": "a", "DEBUG": "1", "KEY": "x", "SECRET": "x", "PORT": "8000",
    "HOST": "a", "PGDATA": "/a", "XDG_DATA_DIRS": "/a", "XDG_DATA_HOME": "/a", "STATIC_URL": "/a", "REDIS_TLS_URL": "a",
    "TEST_DATABASE_URL": "a", "TEST_SECRET_KEY_OF_CI": "x", "AWS_SECRET_ACCESS_KEY": "x", "SECRETKEY": " ",
    "LOGLEVEL": "INFO", "SEAT_SECONDS_2": "1", "DJANGO_SETTINGS_MODULE": "config.settings", "NODE_PUBLIC_URL": "a",
}  # fmt: skip
"""Variables of other programs, and empty ones. LOGLEVEL equals LOG_LEVEL, and SEAT_SECONDS is given."""


def test_variables_of_other_programs_are_ignored() -> None:
    env = Environment(ORDINARY | {"LOG_LEVEL": "INFO", "SEAT_SECONDS": "5"})
    for name in re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', SETTINGS.read_text()):
        env.str(name)
    env.check_names()

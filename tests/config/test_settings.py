"""A wrong setting ends the command with one sentence."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.formats import date_format

from config.settings import _port_range
from tests.support import databases
from tests.support.fork_server import fork_server
from tests.support.hall import free_port
from tests.support.patience import PATIENCE
from tests.support.prepared import prepared

APPLIED = Path(__file__).parents[1] / "data" / "applied_migrations"
SECRET = "a7Qx-3vR_kP9wLz2Tn8Yb4Jd6Hs5Mf1C"


def manage(folder: Path, *command: str, **settings: str) -> tuple[int, str]:
    """Run a command with these settings only; returns its exit code and output."""
    with (folder / "written").open("wb") as written:
        process = fork_server().start(
            [*command], {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)} | settings, written.fileno()
        )
        code = process.wait(PATIENCE)
    return code, (folder / "written").read_text()


WRONG: list[tuple[dict[str, str], str]] = [
    ({"SECRET_KEY": SECRET, "PROCESS_TYPE": "relay"}, "RELAY_URL is not set. "),
    ({"SECRET_KEY": SECRET, "SEAT_SECONDS": "4h"}, 'SEAT_SECONDS is "4h". '),
    ({"SECRET_KEY": SECRET, "DATABASE_URL": "balai"}, "DATABASE_URL is no address of a database. "),
    ({"SECRET_KEY": SECRET, "DATABASE_URL": "sqlite:////nowhere/x"}, "DATABASE_URL names a file "),
    ({"SECRET_KEY": SECRET, "COOKIES_SECURE": "maybe"}, 'COOKIES_SECURE is "maybe". '),
    ({"SECRET_KEY": SECRET, "LOG_LEVEL": "loud"}, 'LOG_LEVEL is "loud". '),
    ({"SECRET_KEY": SECRET, "MEDIA_PORTS": "40000"}, 'MEDIA_PORTS is "40000". '),
    ({"SECRET_KEY": SECRET, "DATA_DIR": "/dev/null/data"}, "DATA_DIR is /dev/null/data, "),
    (
        {"SECRET_KEY": SECRET, "RECORDINGS_DIR": __file__},
        f"RECORDINGS_DIR is {__file__}, which is no folder. ",
    ),
    ({"SECRET_KEY": SECRET, "MEDIA_ADDRESSES": "0.0.0.0"}, 'MEDIA_ADDRESSES is "0.0.0.0". '),
    (
        {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "https://hall.example"},
        'ALLOWED_HOSTS is "https://hall.example". ',
    ),
    (
        {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "hall.example:443"},
        'ALLOWED_HOSTS is "hall.example:443". ',
    ),
    (
        {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "hall.example 192.0.2.5"},
        'ALLOWED_HOSTS is "hall.example 192.0.2.5". Separate ',
    ),
    (
        {"SECRET_KEY": SECRET, "PUBLIC_URL": "https://hall.example"},
        "PUBLIC_URL is https://hall.example, a name that ALLOWED_HOSTS does not have",
    ),
    ({"SECRET_KEY": SECRET, "RECORDINGS_DIR": "/dev/null/x"}, "RECORDINGS_DIR is /dev/null/x, "),
    (
        {"SECRET_KEY": SECRET, "MAIL_URL": "smtp://mail.example", "MAIL_FROM": "Balai"},
        'MAIL_FROM is "Balai". ',
    ),
    ({"SECRET_KEY": SECRET, "SEAT_MOST_SECONDS": "10"}, "SEAT_SECONDS is 14400, more than "),
    (
        {"SECRET_KEY": SECRET, "SOCKET_PONG_SECONDS": "60"},
        "SOCKET_PING_SECONDS and SOCKET_PONG_SECONDS are 70 ",
    ),
    ({"SECRET_KEY": SECRET, "SEATS_SECONDS": "1"}, "SEATS_SECONDS is no setting of Balai. "),
    ({"SECRETKEY": SECRET}, "SECRETKEY is no setting of Balai. "),
    (
        {"SECRET_KEY": SECRET, "SECRETKEY": "x"},
        "SECRETKEY is no setting of Balai, and says something else ",
    ),
    ({"SECRET_KEY": SECRET, "BALAI_SEAT_SECONDS": "1"}, "BALAI_SEAT_SECONDS is no setting of Balai. "),
    ({"SECRET_KEY": SECRET[1:]}, "SECRET_KEY can be guessed. "),
    ({"SECRET_KEY": "changeme" * 4}, "SECRET_KEY can be guessed. "),
    ({"SECRET_KEY": f"django-insecure-{SECRET}"}, "SECRET_KEY can be guessed. "),
    ({"SECRET_KEY": SECRET, "PUBLIC_URL": "https://hall.example/balai"}, "PUBLIC_URL: "),
    ({"SECRET_KEY": SECRET, "PUBLIC_HTTPS_URL": "https://hall.example/?a=1"}, "PUBLIC_HTTPS_URL: "),
    ({"SECRET_KEY": SECRET, "ALLOWED_ORIGINS": "https://hall.example/balai"}, "ALLOWED_ORIGINS: "),
    ({"SECRET_KEY": SECRET, "RELAY_ORIGINS": "https://hall.example/relay-1"}, "RELAY_ORIGINS: "),
]
"""Settings, and how the sentence about them begins."""

OF_COMMAND = [
    ({}, "SECRET_KEY is not set. "),
    ({"DJANGO_SETTINGS_MODULE": "foo"}, 'DJANGO_SETTINGS_MODULE is "foo", '),
    ({"DJANGO_SETTINGS_MODULE": "foo.settings"}, 'DJANGO_SETTINGS_MODULE is "foo.settings", '),
    ({"DJANGO_SETTINGS_MODULE": ""}, "SECRET_KEY is not set. "),
    *(pytest.param(*each, marks=pytest.mark.thorough) for each in WRONG),
]
"""Those of which `make test` asks a command, too."""

READ = """
import json, os, runpy, sys
from django.core.exceptions import ImproperlyConfigured
for settings in json.loads(sys.argv[1]):
    os.environ.clear()
    os.environ.update(settings)
    try:
        runpy.run_module("config.settings")
    except ImproperlyConfigured as error:
        print(error)
"""


def test_a_wrong_setting_is_told(tmp_path: Path) -> None:
    """All in one process: commands of their own, which `make thorough` runs, take longer."""
    of_all = [{"DATA_DIR": str(tmp_path / "data"), **settings} for settings, _ in WRONG]
    written = fork_server().run([json.dumps(of_all)], {"PATH": os.environ["PATH"]}, READ).splitlines()
    for line, (_, begins) in zip(written, WRONG, strict=True):
        assert line.startswith(begins)


@pytest.mark.parametrize("command", ["serve", pytest.param("migrate", marks=pytest.mark.thorough)])
@pytest.mark.parametrize(("settings", "begins"), OF_COMMAND)
def test_a_wrong_setting_is_one_sentence(
    tmp_path: Path, command: str, settings: dict[str, str], begins: str
) -> None:
    code, written = manage(tmp_path, command, **settings)
    assert (code, written.count("\n")) == (1, 1)
    assert written.startswith(begins)


def test_forms_of_the_public_address_are_of_this_site(tmp_path: Path) -> None:
    public = {"PUBLIC_URL": "http://Hall.example:8000", "PUBLIC_HTTPS_URL": "https://hall.example"}
    shown = "from django.conf import settings; print(*settings.CSRF_TRUSTED_ORIGINS)"
    given = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "hall.example", "ALLOWED_ORIGINS": "https://a.example"}
    assert manage(tmp_path, "shell", "--no-imports", "-c", shown, **given, **public) == (
        0,
        "https://a.example http://hall.example:8000 https://hall.example\n",
    )


@pytest.mark.parametrize(("given", "secure"), [({}, "False"), ({"COOKIES_SECURE": "1"}, "True")])
def test_cookies_are_for_https_alone_if_the_hall_says_so(
    tmp_path: Path, given: dict[str, str], secure: str
) -> None:
    shown = (
        "from django.conf import settings as its; print(its.SESSION_COOKIE_SECURE, its.CSRF_COOKIE_SECURE)"
    )
    written = manage(tmp_path, "shell", "--no-imports", "-c", shown, SECRET_KEY=SECRET, **given)
    assert written == (0, f"{secure} {secure}\n")


@pytest.mark.parametrize(
    "port", ["65536", *(pytest.param(each, marks=pytest.mark.thorough) for each in ("-1", "a"))]
)
def test_a_wrong_port_is_an_error_of_the_command_line(tmp_path: Path, port: str) -> None:
    code, written = manage(tmp_path, "serve", f"--port={port}", SECRET_KEY=SECRET)
    assert (code, written.splitlines()[-1]) == (
        2,
        f"manage.py serve: error: argument --port: {port} is no port. Give a number up to 65535.",
    )


@pytest.mark.parametrize("command", ["serve", pytest.param("demo", marks=pytest.mark.thorough)])
def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path, command: str) -> None:
    settings = {"DEMO": "1", "DATABASE_URL": f"sqlite:///{__file__}"}
    assert manage(tmp_path, command, **settings) == (
        1,
        "DATABASE_URL names a file that is no SQLite database. Correct it, or name a new file.\n",
    )


@pytest.mark.parametrize(
    ("command", "settings"),
    [
        ("serve", {"SECRET_KEY": SECRET}),
        (
            "serve",
            {"SECRET_KEY": SECRET, "PROCESS_TYPE": "relay", "RELAY_URL": "https://hall.example/relay-1"},
        ),
        pytest.param("demo", {"DEMO": "1"}, marks=pytest.mark.thorough),
    ],
)
def test_a_database_that_is_not_prepared_is_one_sentence(
    tmp_path: Path, command: str, settings: dict[str, str]
) -> None:
    assert manage(tmp_path, command, **settings) == (
        1,
        "The database is not prepared for this version of Balai. Run: python platform/manage.py migrate\n",
    )


@pytest.mark.parametrize("version", [pytest.param("before-0.1.0", marks=pytest.mark.thorough), "0.1.0"])
def test_what_cannot_be_migrated_is_refused_before_the_first_migration(tmp_path: Path, version: str) -> None:
    """The migrations that a version's file names were applied by its own `migrate`."""
    file = tmp_path / "old.sqlite3"
    applied = (APPLIED / f"{version}.txt").read_text().splitlines()
    with closing(sqlite3.connect(file)) as database, database:
        database.execute(
            "CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT)"
        )
        rows = [(*line.split(), "2026-11-28 02:51:53") for line in applied]
        database.executemany("INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, ?)", rows)
    code, written = manage(tmp_path, "migrate", SECRET_KEY=SECRET, DATABASE_URL=f"sqlite:///{file}")
    assert (code, written.count("\n")) == (1, 1), written
    assert written.startswith(
        "This database was made by another version of Balai, and cannot be brought to this one."
    )
    with closing(sqlite3.connect(file)) as database:
        assert database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == [
            ("django_migrations",)
        ]
        assert database.execute("SELECT count(*) FROM django_migrations").fetchone() == (len(applied),)


def test_a_relay_without_its_addresses_is_one_sentence(tmp_path: Path, subtests: pytest.Subtests) -> None:
    folder = prepared(tmp_path / "data").folder
    wrong = databases.settings(folder) | {"DEMO": "1", "MEDIA_ADDRESSES": "127.0.0.1,203.0.113.77"}
    for kind in ({}, {"PROCESS_TYPE": "relay", "RELAY_URL": "https://hall.example/relay-1"}):
        with subtests.test(kind=kind):
            assert manage(folder, "serve", f"--port={free_port()}", **wrong, **kind) == (
                1,
                "MEDIA_ADDRESSES has 203.0.113.77, which is not an address of this machine (Cannot assign requested "
                "address). Give one that it has; where it is translated, both, as 203.0.113.7/10.0.0.4.\n",
            )


@pytest.mark.parametrize("name", ["house.of.Cards", pytest.param("os.path", marks=pytest.mark.thorough)])
def test_a_microphone_system_that_is_not_there_is_one_sentence(tmp_path: Path, name: str) -> None:
    code, written = manage(tmp_path, "serve", SECRET_KEY=SECRET, MICROPHONES=name)
    assert (code, written.count("\n")) == (1, 1)
    assert written.startswith(f'MICROPHONES is "{name}". ')


def test_the_ports_of_media_are_a_range_or_any() -> None:
    assert _port_range("") == range(1)
    assert _port_range("40000-40999") == range(40000, 41000)


@pytest.mark.parametrize("given", ["40000", "40999-40000", "0-10", "60000-70000", "a-b", "-", "4-"])
def test_an_invalid_range_of_ports_is_reported(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MEDIA_PORTS"):
        _port_range(given)


def test_session_recordings_and_video_statements_lie_apart() -> None:
    assert settings.RECORDINGS_DIR != settings.DATA_DIR / "video_statements"


def test_libraries_speak_each_language_as_well() -> None:
    for language, _ in settings.LANGUAGES[1:]:
        with translation.override(language):
            assert translation.gettext("Forgot your password?") != "Forgot your password?"
            assert date_format(date(2021, 8, 16), "DATE_FORMAT") != "16 August 2021"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "16 November 2021, 13:20"),
        ("ar", "16 نوفمبر 2021، 13:20"),
        ("id", "16 November 2021, 13.20"),
        ("es", "16 de noviembre de 2021 a las 13:20"),
        ("zh", "2021年11月16日 13:20"),
    ],
)
def test_moments_are_written_as_on_the_pages(language: str, words: str) -> None:
    with translation.override(language):
        assert date_format(datetime(2021, 11, 16, 13, 20), "DATETIME_FORMAT") == words

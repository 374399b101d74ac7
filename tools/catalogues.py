"""catalogues.py: writes the texts of the sources into the server's catalogues, and compiles each django.po.

Sources mark their texts with Django's gettext functions. `catalogues.py --check` writes nothing: it exits with 1 if
something is wrong. Both print what is wrong, one fault a line. Neither needs Django's settings.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import allauth
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = Path("platform", "config", "locale")
LOCALE_OF_ALLAUTH = Path("platform", "config", "locale_of_allauth")
TEMPLATES = Path("sessions", "templates")
SOURCES = ("platform", "sessions", "chat", "streaming")
LAZY = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in LAZY},
    "gettext_noop": None,
}
ALLAUTH_FOLDERS = ("account", "mfa", "socialaccount", "templates")
NOT_INSTALLED = re.compile(
    r"socialaccount/providers/|/migrations/|/(admin|apps|models)\.py$|templates/(idp|openid|usersessions)/"
)
"""Files of parts that are not installed, and texts of Django's administration."""

NOT_MET_FILES = re.compile(
    r"templates/account/(confirm_email|confirm_phone|email_change|email_confirm|email\.html|phone_|signup"
    r"|verification_sent|verified_email|snippets/warn|password_reset_done)"
    r"|templates/account/email/(account_already|email_|password_reset_key)"
    r"|templates/account/messages/(cannot_delete|email_|phone_|primary_email|unverified)"
    r"|templates/mfa/(trust|webauthn/(base|signup))"
    r"|templates/socialaccount/(signup|snippets/login|login_redirect|messages/account_connected_updated)"
)
"""Pages and e-mails that nobody is shown: nobody signs up, changes an address, has a telephone number, or trusts a
browser, and passwords are reset by code.
"""

NOT_MET = re.compile(
    r"Username|.*[Uu]sername|.*phone|Phone|Email \(|Email address confirmation|.*same email|.*primary email"
    r"|This email address is already|A user is already|Remember Me|Login$|Please select only one"
    r"|You cannot add|Invalid or expired key|You cannot activate two-factor|Passwordless$"
    r"|An account already exists"
)
"""Texts of forms that nobody is shown, for the same reasons. *Passwordless* is a text of Balai's form."""
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")


def texts_of_sources(root: Path = ROOT) -> Catalog:
    """The texts that the sources mark, each with its files."""
    found = Catalog()
    for path in sorted(path for folder in SOURCES for path in (root / folder).rglob("*.*")):
        for line, text, comments, context in extract(
            "python", _python_of(path), KEYWORDS, ("Translators:",), strip_comment_tags=True
        ):
            file = path.relative_to(root).as_posix()
            found.add(text, locations=[(file, line)], auto_comments=comments, context=context)
    return found


def _python_of(path: Path) -> io.BytesIO:
    """The Python source of a file that marks texts. For a template, Python that has its texts, and X for all else."""
    if path.suffix == ".py" and b"gettext" in (source := path.read_bytes()):
        return io.BytesIO(source)
    if path.suffix in (".html", ".txt") and "templates" in path.parts:
        return io.BytesIO(templatize(path.read_text(encoding="utf-8")).encode())
    return io.BytesIO()


def catalogues(root: Path = ROOT, folder: Path = LOCALE) -> list[Path]:
    """The `django.po` of each language."""
    return sorted((root / folder).glob("*/LC_MESSAGES/django.po"))


def met_texts_of_allauth(root: Path = ROOT) -> Catalog:
    """The texts of django-allauth that a person can meet. Its pages and e-mails are used as they are, but for those
    that Balai's own templates replace, and their words are Balai's.
    """
    found = Catalog()
    own = {path.relative_to(root / TEMPLATES).as_posix() for path in (root / TEMPLATES).rglob("*.*")}
    package = Path(allauth.__file__).parent
    for path in sorted(path for folder in ALLAUTH_FOLDERS for path in (package / folder).rglob("*.*")):
        name = path.relative_to(package).as_posix()
        if NOT_INSTALLED.search(name) or NOT_MET_FILES.match(name) or name.removeprefix("templates/") in own:
            continue
        for _, text, _, context in extract("python", _without_indents(path), KEYWORDS):
            first = text if isinstance(text, str) else text[0]
            if first and not NOT_MET.match(first):
                found.add(text, locations=[(f"allauth/{name}", 1)], context=context)
    return found


def _without_indents(path: Path) -> io.BytesIO:
    """The Python source of a file. What stands for a template has the template's indents, which Python refuses."""
    source = _python_of(path)
    if path.suffix == ".py":
        return source
    return io.BytesIO(b"\n".join(line.strip() for line in source.read().split(b"\n")))


def read(path: Path) -> Catalog:
    """A catalogue in the language of its folder."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain="django")


def write(path: Path, sources: Catalog) -> None:
    """Add the texts that are new in the sources, drop those that are no longer there, and compile the catalogue."""
    catalogue = read(path)
    sources.creation_date = catalogue.creation_date
    catalogue.update(sources)
    written = io.BytesIO()
    write_po(written, catalogue, ignore_obsolete=True, include_lineno=False)
    path.write_bytes(written.getvalue())
    path.with_suffix(".mo").write_bytes(_compiled(read(path)))


def faults(path: Path, sources: Catalog) -> Iterator[str]:
    """What is wrong with a catalogue, in words."""
    catalogue = read(path)
    given, wanted = _by_id(catalogue), _by_id(sources)
    yield from (f"missing: {_name(wanted[key])}" for key in wanted.keys() - given.keys())
    yield from (f"in no source: {_name(given[key])}" for key in given.keys() - wanted.keys())
    yield from (f"in no source: {_name(each)}" for each in catalogue.obsolete.values())
    for key in sorted(given.keys() & wanted.keys(), key=str):
        yield from (f"{fault}: {_name(given[key])}" for fault in _faults_of(given[key], wanted[key]))
    compiled = path.with_suffix(".mo")
    made = _translations(_compiled(catalogue))
    if not compiled.exists() or _translations(compiled.read_bytes()) != made:
        yield f"{compiled.name} is not made from {path.name}"


def _by_id(catalogue: Catalog) -> dict[tuple[str | None, str], Message]:
    """The messages by context and text, without the header."""
    return {(each.context, _forms(each.id)[0]): each for each in catalogue if each.id}


def _faults_of(given: Message, wanted: Message) -> Iterator[str]:
    texts = _forms(given.string)
    if _forms(given.id) != _forms(wanted.id):
        yield "another plural than in the sources"
    if given.fuzzy:
        yield "fuzzy"
    if not all(texts):
        yield "not translated"
    elif any(_placeholders(text) not in map(_placeholders, _forms(given.id)) for text in texts):
        yield "other placeholders"


def _forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def _name(message: Message) -> str:
    text = f'"{_forms(message.id)[0]}"'
    return f"{text} ({message.context})" if message.context else text


def _compiled(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def _translations(compiled: bytes) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """What a `.mo` file translates. Its header is left out, because it names the version of Babel."""
    return {key: _forms(each.string) for key, each in _by_id(read_mo(io.BytesIO(compiled))).items()}


def main(arguments: list[str]) -> int:
    checks = "--check" in arguments
    found = []
    for folder, sources in ((LOCALE, texts_of_sources()), (LOCALE_OF_ALLAUTH, met_texts_of_allauth())):
        for path in catalogues(folder=folder):
            if not checks:
                write(path, sources)
            found += [f"{path.relative_to(ROOT)}: {fault}" for fault in sorted(faults(path, sources))]
    print(*found, sep="\n", end="\n" if found else "")
    if found and checks:
        print("Run `make catalogues`, then translate what is missing or fuzzy: docs/translating.md.")
    return int(checks and bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

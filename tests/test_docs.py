"""The pages say what the code does: the rules of the floor and their places, refusals, settings, links."""

import pkgutil
import re
from functools import cached_property
from pathlib import Path

import pytest

from foundation.messages.refusal_table import refusals
from foundation.version import __version__
from tests.journeys.budget import budgets
from tests.journeys.presses import table
from tests.support.code_names import missing_names

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "floor-rules.md").read_text(encoding="utf-8")
RULES = dict(re.findall(r"^### (FL\d+) .+ · (built|not yet)$", PAGE, re.MULTILINE))
PLACES = sorted(set(re.findall(r"`((?:sessions|streaming|foundation)(?:\.\w+)+)`", PAGE)))
CONCEPTS = ("floor", "written_statements", "press", "rollcall", "minutes.corrections", "votes", "proposals")
FLOOR = [f"sessions.{name}" for name in CONCEPTS]
DECISIONS = sorted(ROOT.glob("docs/decisions/[0-9]*.md"))
CODES = set(
    re.findall(
        r"`((?:floor|session|written|parties|inscriptions|press|rollcall|minutes|vote|proposal|decision)\.\w+)`",
        PAGE,
    )
)


def test_each_budget_is_of_a_state_that_a_journey_looks_at() -> None:
    journeys = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/journeys/test_*.py"))
    assert [state for state in budgets() if f'"{state}"' not in journeys] == []
    assert budgets()


def test_each_state_that_a_journey_looks_at_has_a_budget() -> None:
    journeys = "".join(path.read_text(encoding="utf-8") for path in ROOT.glob("tests/journeys/test_*.py"))
    looks = (
        r"(?:is_clean\w*|is_within_budget|at_console|on_screen|looks)\([^\"\n]*(?:\"\w+\", )?\"([\w' ]+)\""
    )
    assert sorted(set(re.findall(looks, journeys)) - set(budgets())) == []


def test_a_task_of_more_than_two_presses_has_a_reason() -> None:
    assert table()
    assert [task for task, (presses, reason) in table().items() if presses > 2 and not reason] == []


def test_every_rule_says_whether_it_is_built() -> None:
    assert list(RULES) == [f"FL{number}" for number in range(1, 30)]
    assert len(re.findall(r"^### ", PAGE, re.MULTILINE)) == 29


def test_what_is_built_has_a_test_that_names_it_and_nothing_else_has() -> None:
    tests = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = set(re.findall(r"def test_(FL\d+)_", tests))
    assert named == {rule for rule, state in RULES.items() if state == "built"}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_in_the_code_is_there(place: str) -> None:
    found = pkgutil.resolve_name(place)
    assert callable(found) or isinstance(found, property | cached_property)


def test_what_the_pages_name_in_the_code_is_there() -> None:
    # Decisions and the changelog tell what once was.
    pages = [
        *ROOT.glob("docs/*.md"),
        *(ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "SECURITY")),
    ]
    missing = {page.name: missing_names(page.read_text(encoding="utf-8")) for page in pages}
    assert {page: names for page, names in missing.items() if names} == {}


def test_every_refusal_of_the_floor_stands_under_its_rule() -> None:
    of_the_wire = ("seat.", "wire.")
    assert {code for code in refusals(FLOOR) if not code.startswith(of_the_wire)} - CODES == set()
    assert CODES - set(refusals(["sessions"])) == set()


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/**/*.md")), ids=lambda page: page.name)
def test_a_link_leads_to_a_page(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_page_is_in_one_list_of_the_index() -> None:
    links = re.findall(r"\]\((\w[\w-]*\.md)\)", (ROOT / "docs" / "README.md").read_text(encoding="utf-8"))
    assert sorted([*links, "README.md"]) == sorted(page.name for page in ROOT.glob("docs/*.md"))


def test_every_test_that_asvs_names_is_there() -> None:
    page = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]*test_\w+\.py)?(?:::(\w+))?`", page)
    file, missing = "", []
    for path, test in named:
        file = path or file
        source = ROOT / "tests" / file
        if not source.is_file() or (test and f"def {test}(" not in source.read_text(encoding="utf-8")):
            missing.append((file, test))
    assert missing == []


def test_every_setting_is_on_its_page_once_and_no_other() -> None:
    read = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "platform/config/settings.py").read_text())
    told = re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), re.M)
    assert sorted(told) == sorted(set(read))


def test_the_changelog_has_what_is_unreleased_and_then_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    releases = re.findall(r"^## (.+)$", text, re.M)
    assert releases[0] == "[Unreleased]"
    assert re.fullmatch(rf"\[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d", releases[1])
    assert [release for release in releases if not release.startswith("[")] == []
    sections = set(re.findall(r"^### (.+)$", text, re.M))
    assert sections - {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"} == set()


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.name)
def test_a_decision_has_a_status_says_what_was_rejected_and_is_in_the_index(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    head = re.match(r"# (\d{4}) (.+)\n\nStatus: (accepted|superseded by \[\d{4}\]\(\S+\.md\))[;\n]", text)
    assert head is not None
    assert "\n## Rejected\n" in text
    index = (page.parent / "README.md").read_text(encoding="utf-8")
    assert f"| [{head[1]}]({page.name}) {head[2]} | {head[3]}" in index


def test_the_map_names_every_concept() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {
        path.parent.name for root in ("sessions", "chat") for path in ROOT.glob(f"{root}/*/protocol.py")
    }
    folders |= {path.parent.name for path in ROOT.glob("platform/foundation/*/__init__.py")}
    assert [name for name in sorted(folders) if f"`{name}`" not in page and f"/{name}/`" not in page] == []

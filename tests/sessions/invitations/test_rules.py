"""Lists of people, and what a link opens."""

from datetime import UTC, datetime, timedelta

import pytest

from foundation.refusals import Refusal
from sessions.invitations import rules
from sessions.invitations.rules import Link, Person, WrongLine

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "name", "email"),
    [
        ("ana@example.org", "ana", "ana@example.org"),
        ("Ana Example <ana@example.org>", "Ana Example", "ana@example.org"),
        ('"Example, Ana" <Ana@Example.ORG>', "Example, Ana", "ana@example.org"),
        ("Ana Example;ana@example.org", "Ana Example", "ana@example.org"),
        ("Ana; Example ; ana@example.org", "Ana; Example", "ana@example.org"),
        ("Ana <b@exämple.org>", "Ana", "b@xn--exmple-cua.org"),
        ("<ana+hall@mail.example.org>", "anahall", "ana+hall@mail.example.org"),
        ("  Ana\tExample   <ana@example.org> ", "Ana Example", "ana@example.org"),
        ("王芳 <wang@example.cn>", "王芳", "wang@example.cn"),
    ],
)
def test_a_line_is_read(line: str, name: str, email: str) -> None:
    assert rules.read_people(line) == ([Person(1, name, email)], [])


@pytest.mark.parametrize(
    "line",
    [
        "Ana",
        "Ana Example ana@example.org",
        "ana@localhost",
        "ana@",
        "@example.org",
        "ana@example..org",
        "a na@example.org",
        "ana@example.org, ben@example.org",
        "Ana <ana@example.org> Ben <ben@example.org>",
        "Ana <ana@example.org",
        "ana@-example.org",
        "ana@example.org\\nBcc: ben@example.org",
        f"{'a' * 65}@example.org",
        f"ana@{'a' * 64}.org",
        f"ana@{'.'.join(['a' * 60] * 5)}.org",
        "anä@example.org",
    ],
)
def test_what_is_no_address_is_wrong(line: str) -> None:
    assert rules.read_people(line) == ([], [WrongLine(1, line, "address")])


def test_a_name_that_cannot_be_read_is_wrong() -> None:
    lines = ["--- <ana@example.org>", f"{'A' * 121} <ben@example.org>"]
    assert [each.why for each in rules.read_people("\n".join(lines))[1]] == ["name", "name"]


def test_an_address_is_one_person_whatever_its_case() -> None:
    right, wrong = rules.read_people(
        "ana@example.org\n\nANA@Example.org\nben@example.org", {"ben@example.org"}
    )
    assert right == [Person(1, "ana", "ana@example.org")]
    assert [(each.line, each.why) for each in wrong] == [(3, "twice"), (4, "there")]


def test_five_hundred_lines_with_three_wrong_ones_are_refused_with_their_numbers() -> None:
    lines = [f"Person {number} <p{number}@example.org>" for number in range(1, 501)]
    lines[11], lines[79], lines[332] = "nobody", "Person 1 <P1@example.org>", "--- <p333@example.org>"
    right, wrong = rules.read_people("\n".join(lines))
    assert len(right) == 497
    with pytest.raises(Refusal) as refused:
        rules.check_no_wrong_lines(wrong)
    assert (refused.value.code, refused.value.message) == (
        "invitations.wrong_lines",
        "Nobody was added. Mend line 12: no e-mail address; line 80: an address of an earlier line; "
        "line 333: a name that cannot be read.",
    )


def test_a_refusal_repeats_the_first_wrong_lines() -> None:
    with pytest.raises(Refusal, match="line 5: no e-mail address, and 45 more"):
        rules.check_no_wrong_lines(rules.read_people("\n".join("x" * 50))[1])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "invitations.empty"),
        (" \n\n", "invitations.empty"),
        ("a@example.org\n" * 501, "invitations.too_many"),
    ],
)
def test_a_list_has_someone_and_not_too_many(text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.read_people(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("link", "code"),
    [
        (None, "invitation.unknown"),
        (Link(NOW, False, False), "invitation.expired"),
        (Link(NOW + timedelta(days=1), True, False), "invitation.revoked"),
        (Link(NOW + timedelta(days=1), False, True), "invitation.spent"),
        (Link(NOW - timedelta(days=1), False, True), "invitation.spent"),
    ],
)
def test_what_opens_nothing_has_a_code_of_its_own(link: Link | None, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_link(link, NOW)
    assert refused.value.code == code


def test_a_link_opens_until_it_expires() -> None:
    rules.check_link(Link(NOW + timedelta(seconds=1), False, False), NOW)

"""People register at pages without scripts, confirm their address, and sign in later by a code."""

import re

import pytest
from django.test import Client

from foundation import clock
from foundation.accounts.models import User
from foundation.accounts.seats import Seat, current, read
from foundation.jobs.models import Job
from foundation.messages.protocol import Refused
from foundation.refusals import Refusal
from foundation.wire.execution import check_permission
from sessions.models import Participant, Registration, Unconfirmed
from sessions.registration import services
from tests.sessions.registration.conftest import Desk, text_of
from tests.sessions.seats.test_api import post

pytestmark = pytest.mark.django_db
ANA = "ana@example.org"


def seat_of(desk: Desk, browser: Client) -> Seat:
    answer = post(browser, f"/api/v1/c/{desk.hall.conference.slug}/seats", {})
    return read(answer.json()["token"])[0]


def may_enter(desk: Desk, seat: Seat, access: str) -> bool:
    desk.hall.session.access = access
    desk.hall.session.save()
    try:
        check_permission(current(seat), desk.hall.stream, "wire.follow_session")
    except Refusal:
        return False
    return True


def test_one_registers_by_a_code_and_enters_what_is_open_to_registered_people(desk: Desk) -> None:
    browser = desk.ask(ANA)
    (letter,) = desk.mails(ANA)
    code = letter["Subject"].rpartition(" ")[2]
    assert code in letter.get_content()
    assert desk.confirm(browser, code.lower()).headers["Location"] == f"{desk.page}done/"
    assert "You are registered" in text_of(browser.get(f"{desk.page}done/"))
    row = Registration.objects.get()
    assert (row.name, row.organisation, row.email, row.state) == (
        "Ana Sukma", "University of Rivers", ANA, "registered",
    )  # fmt: skip
    seat = seat_of(desk, browser)
    assert (seat.roles, seat.participant, seat.registered, seat.name) == (
        ("audience",), None, True, "Ana Sukma",
    )  # fmt: skip
    assert [may_enter(desk, seat, access) for access in ("registered", "delegations")] == [True, False]
    assert "you are registered" in desk.mails(ANA)[-1]["Subject"]


def test_one_signs_in_later_by_a_code_and_is_registered_still(desk: Desk) -> None:
    desk.register(ANA)
    browser = Client()
    browser.post("/account/login/code/", {"email": ANA})
    mail = Job.objects.filter(key__startswith="sign_in/").latest("pk")
    [code] = re.findall(r"^([A-Z0-9-]{6,10})\s*$", mail.payload["text"], re.MULTILINE)
    browser.post("/account/login/code/confirm/", {"code": code})
    assert may_enter(desk, seat_of(desk, browser), "registered")


def test_a_look_changes_nothing_and_the_page_works_in_indonesian(desk: Desk) -> None:
    assert "Your organisation" in text_of(Client().get(desk.page))
    assert "Organisasi" in text_of(Client().get(desk.page, headers={"Accept-Language": "id"}))
    assert not Unconfirmed.objects.exists()
    assert Client().get(f"{desk.page}code/").headers["Location"] == desk.page
    assert Client().get(f"{desk.page}done/").headers["Location"] == desk.page


def test_the_form_leads_to_what_is_stored_without_a_notice_too(desk: Desk) -> None:
    path = f"/account/privacy/{desk.hall.conference.slug}/"
    assert f'href="{path}"' in Client().get(desk.page).content.decode()
    assert Client().get(path).status_code == 200


def test_while_registration_is_closed_the_page_says_so(desk: Desk) -> None:
    browser = desk.ask(ANA)
    desk.set(open=False)
    answer = Client().get(desk.page)
    assert (answer.status_code, "Nobody can register" in text_of(answer)) == (403, True)
    assert desk.confirm(browser, desk.code(ANA)).status_code == 403
    assert not Registration.objects.exists()


def test_strangers_learn_nothing_of_an_address_that_is_known(desk: Desk) -> None:
    delegate = User.objects.create_user(ANA, "a long and old secret", name="Ana")
    Participant.objects.create(
        conference=desk.hall.conference, person=delegate, name="Ana", roles=["delegate"]
    )
    desk.register("bo@example.org", "Bo")
    for known in (ANA, ANA.upper(), "bo@example.org"):
        stranger = desk.ask(known)
        assert "We sent an e-mail" in text_of(stranger.get(f"{desk.page}code/"))
        assert "known" in desk.mails(known.lower())[-1]["Subject"]
        assert desk.confirm(stranger, "CDFGHJ").status_code == 403
    assert desk.states() == {"bo@example.org": "registered"}


def test_an_account_without_a_part_is_registered_and_not_signed_in(desk: Desk) -> None:
    user = User.objects.create_user(ANA, "a long and old secret", name="Ana", is_staff=True)
    browser = desk.ask(ANA)
    desk.confirm(browser, desk.code(ANA))
    assert Registration.objects.get().person == user
    assert "_auth_user_id" not in browser.session
    assert "Sign in" in text_of(browser.get(f"{desk.page}done/"))


def test_a_code_has_few_tries_and_an_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = desk.ask(ANA)
    codes = [desk.confirm(browser, "WRONGX").status_code for _ in range(services.MAX_TRIES)]
    assert codes == [403] * services.MAX_TRIES
    assert desk.confirm(browser, desk.code(ANA)).status_code == 410
    browser, now = desk.ask("bo@example.org"), clock.now() + services.CODE_LIFETIME
    monkeypatch.setattr(clock, "now", lambda: now)
    assert desk.confirm(browser, desk.code("bo@example.org")).status_code == 410
    assert not Registration.objects.exists()


def test_a_code_opens_nothing_in_another_browser(desk: Desk) -> None:
    desk.ask(ANA)
    stranger = desk.ask("bo@example.org")
    assert desk.confirm(stranger, desk.code(ANA)).status_code == 403
    assert not Registration.objects.exists()


LONG = f"{'a' * 64}@{'b' * 60}.{'c' * 60}.{'d' * 60}.example.org"
"""An address that Django's field takes, and its column does not."""


@pytest.mark.parametrize("email", ["ana@example.org\nBcc: x@example.org", "ana", "", "a@b@c", LONG])
def test_an_address_that_is_none_is_refused_beside_its_field(desk: Desk, email: str) -> None:
    answer = Client().post(desk.page, {"name": "Ana", "organisation": "", "email": email})
    assert (answer.status_code, Job.objects.count()) == (200, 0)


def test_an_address_asks_a_few_times_and_a_hall_many_times(desk: Desk) -> None:
    for number in range(20):
        desk.ask(f"person{number}@example.org")
    for _ in range(3):
        desk.ask(ANA)
    given = {"name": "Ana", "organisation": "", "email": ANA}
    assert Client().post(desk.page, given).status_code == 429


def test_the_session_says_where_one_registers(desk: Desk) -> None:
    facts = f"/api/v1/sessions/{desk.hall.session.pk}"
    assert Client().get(facts).json()["registration"] == desk.page
    desk.set(open=False)
    assert Client().get(facts).json()["registration"] == ""


def test_after_registering_one_is_led_where_one_wanted_to_go_on_this_site(desk: Desk) -> None:
    for then, led in (("/c/x/session/4", "/c/x/session/4"), ("https://evil.example", "/programme")):
        email = f"{len(led)}@example.org"
        browser = Client()
        given = {"name": "Ana", "organisation": "", "email": email}
        answer = browser.post(f"{desk.page}?next={then}", given)
        answer = browser.post(answer.headers["Location"], {"code": desk.code(email)})
        assert f'{led}"' in browser.get(answer.headers["Location"]).content.decode()


def test_a_registered_person_sends_no_command_of_a_participant(desk: Desk) -> None:
    browser = desk.ask(ANA)
    desk.confirm(browser, desk.code(ANA))
    answer = desk.hall.do(seat_of(desk, browser), "floor.inscribe")
    assert isinstance(answer, Refused)
    assert answer.code == "wire.forbidden"


def test_the_first_page_offers_the_conference_to_who_is_registered(desk: Desk) -> None:
    browser = desk.ask(ANA)
    desk.hall.session.access = "registered"
    desk.hall.session.save()
    assert browser.get("/api/v1/conferences").json() == {"conferences": [], "is_empty": False}
    desk.confirm(browser, desk.code(ANA))
    (conference,) = browser.get("/api/v1/conferences").json()["conferences"]
    assert (conference["slug"], conference["has_part"]) == (desk.hall.conference.slug, True)
    assert conference["registration"] == desk.page

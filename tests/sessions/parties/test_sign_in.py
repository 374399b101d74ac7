"""Seats end with the account by which they were taken, whichever way the account was changed."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.management.commands import changepassword
from django.contrib.auth.models import update_last_login
from django.core.management import call_command
from django.test import Client

from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.accounts.seats import Seat
from foundation.refusals import Refusal
from sessions.models import Participant
from sessions.parties.services import seat_for, seat_of
from streaming.signalling import floor_snapshot
from tests.sessions.seats.test_api import post, problem
from tests.streaming.signalling.conftest import camera_token
from tests.support.assembly import Assembly

pytestmark = pytest.mark.django_db
PASSWORD = "a long and old secret"


@pytest.fixture
def user(hall: Assembly) -> User:
    user = User.objects.create_user("ana@example.org", PASSWORD)
    party = hall.party("Fiji")
    Participant.objects.create(
        conference=hall.conference, person=user, party=party, name="Ana", roles=["delegate"]
    )
    return user


def code_of(ask: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        ask()
    return refused.value.code


def given_a_password(user: User) -> None:
    user.set_password("another long secret")
    user.save()


def command(user: User) -> None:
    """`manage.py changepassword`, typed in a terminal."""
    call_command("changepassword", user.email, stdout=io.StringIO())


def deactivated(user: User) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])


def by_the_administration(user: User) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org", PASSWORD))
    form = {"name": user.name, "email": user.email}
    assert client.post(f"/admin/accounts/user/{user.pk}/change/", form).status_code == 302


def many(user: User) -> None:
    assert User.objects.filter(email=user.email).update(is_active=False) == 1


def many_passwords(user: User) -> None:
    user.set_unusable_password()
    assert User.objects.bulk_update([user], ["password"]) == 1


def deleted(user: User) -> None:
    user.delete()


def deleted_with_others(user: User) -> None:
    User.objects.filter(pk=user.pk).delete()


WAYS = [
    given_a_password,
    command,
    deactivated,
    by_the_administration,
    many,
    many_passwords,
    deleted,
    deleted_with_others,
]


@pytest.mark.parametrize("change", WAYS)
def test_what_was_taken_before_the_account_changed_is_over(
    hall: Assembly, user: User, change: Callable[[User], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changepassword.Command, "_get_pass", lambda *args, **kwargs: "another long secret")
    seat, other = seat_for(user, hall.conference), hall.delegate("Chile")
    media_token = camera_token(str(hall.session.pk), seat)
    assert floor_snapshot.tokens_without_access({media_token}) == set()
    change(user)
    assert code_of(lambda: seats.current(seat)) == "seat.signed_out"
    assert floor_snapshot.tokens_without_access({media_token}) == {media_token}
    assert seats.current(other) == other


def test_signing_out_ends_the_seats_of_one_person_and_its_account(hall: Assembly, user: User) -> None:
    client, other = Client(enforce_csrf_checks=True), hall.delegate("Chile")
    client.force_login(user)
    seat = seat_for(user, hall.conference)
    bearer = {"Authorization": f"Bearer {seats.sign(seat)[0]}"}
    assert problem(post(client, "/api/v1/seats/sign-out", **bearer))[0] == 403
    assert seats.current(seat) == seat
    client.get("/account/logout/")
    token = client.cookies["csrftoken"].value
    assert post(client, "/api/v1/seats/sign-out", **bearer, **{"X-CSRFToken": token}).status_code == 204
    assert code_of(lambda: seats.current(seat)) == "seat.signed_out"
    assert "_auth_user_id" not in client.session
    assert seats.current(other) == other


def test_signing_out_leaves_another_account_of_the_browser_signed_in(hall: Assembly, user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    seat, guest = seat_for(user, hall.conference), hall.delegate("Chile")
    bearer = {"Authorization": f"Bearer {seats.sign(guest)[0]}"}
    assert post(client, "/api/v1/seats/sign-out", **bearer).status_code == 204
    assert code_of(lambda: seats.current(guest)) == "seat.signed_out"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert seats.current(seat) == seat


def test_a_guest_signs_out_and_comes_again(hall: Assembly) -> None:
    taken: Any = post(Client(), "/api/v1/seats/guest", {"name": "Ana"}).json()  # type: ignore[attr-defined]
    bearer = {"Authorization": f"Bearer {taken['token']}"}
    assert post(Client(), "/api/v1/seats/sign-out", **bearer).status_code == 204
    assert problem(post(Client(), "/api/v1/seats/sign-out", **bearer)) == (401, "seat.signed_out")
    assert post(Client(), "/api/v1/seats/guest", {"name": "Ana"}).status_code == 201


def test_nobody_signs_out_without_a_seat(hall: Assembly) -> None:
    assert problem(post(Client(), "/api/v1/seats/sign-out")) == (401, "seat.missing")


def test_what_changes_nothing_of_the_sign_in_ends_no_seat(hall: Assembly, user: User) -> None:
    seat = seat_for(user, hall.conference)
    user.name = "Ana Maria"
    user.save()
    update_last_login(User, user=user)  # type: ignore[no-untyped-call]
    User.objects.filter(pk=user.pk).update(name="Ana")
    User.objects.create_user("new@example.org", PASSWORD)
    assert seats.current(seat) == seat


def test_a_deactivated_account_takes_no_seat_until_it_is_active_again(hall: Assembly, user: User) -> None:
    row = Participant.objects.get(person=user)
    deactivated(user)
    for take in (lambda: seat_of(row), lambda: seat_for(user, hall.conference)):
        assert code_of(take) == "seat.deactivated"
    Participant.objects.filter(person=user).delete()
    assert code_of(lambda: seat_for(user, hall.conference)) == "seat.signed_out"
    user.is_active = True
    user.save()
    assert seats.current(seat_for(user, hall.conference)).roles == ("audience",)


def test_a_session_of_the_old_password_takes_no_seat(hall: Assembly, user: User) -> None:
    client = Client()
    client.force_login(user)
    before = User.objects.get(pk=user.pk)
    assert post(client, "/api/v1/seats").status_code == 201
    given_a_password(user)
    assert post(client, "/api/v1/seats").status_code == 403
    # The password changes between reading the session and signing the seat.
    assert code_of(lambda: seat_for(before, hall.conference)) == "seat.signed_out"


def test_a_role_that_is_taken_away_while_a_seat_is_signed_is_not_in_it(
    hall: Assembly, monkeypatch: pytest.MonkeyPatch
) -> None:
    chair, other = hall.moderator(), hall.moderator("Other")
    row, read = Participant.objects.get(pk=other.participant), seats.revision_of

    def then_changed(person: str, conference: str) -> int:
        number = read(person, conference)
        monkeypatch.setattr(seats, "revision_of", read)
        stream = hall.conference.stream
        hall.do(chair, "parties.change_roles", stream=stream, participant=other.participant, roles=[])
        return number

    monkeypatch.setattr(seats, "revision_of", then_changed)
    assert seats.current(seat_of(row)).roles == ()


def test_a_participant_who_is_deleted_sits_no_more(hall: Assembly, fiji: Seat) -> None:
    Participant.objects.get(pk=fiji.participant).delete()
    assert code_of(lambda: seats.current(fiji)) == "seat.signed_out"


def test_the_members_of_a_party_that_is_deleted_sit_no_more(hall: Assembly, fiji: Seat) -> None:
    Participant.objects.get(pk=fiji.participant).party.delete()  # type: ignore[union-attr]
    assert code_of(lambda: seats.current(fiji)) == "seat.signed_out"

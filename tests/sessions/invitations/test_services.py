"""People are added, invited, withdrawn; heads of delegation look after their own."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from foundation import clock
from foundation.accounts import seats
from foundation.accounts.models import User
from foundation.audit.models import AuditEntry
from foundation.jobs import queue as jobs
from foundation.jobs.models import Job
from foundation.journal.models import Entry
from foundation.mail import outbox
from foundation.refusals import Refusal
from foundation.wire import signals
from sessions.invitations import services
from sessions.invitations.models import Invitation
from sessions.models import Participant, Party
from sessions.parties.services import seat_for, seat_of
from tests.sessions.invitations.conftest import Office
from tests.support.assembly import Assembly
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


def code_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def refused(link: str) -> str:
    """Why a link opens nothing; "" if it does."""
    try:
        services.open_link(code_of(link))
    except Refusal as refusal:
        return refusal.code
    return ""


def test_people_are_where_their_delegation_is_unless_said_otherwise(office: Office) -> None:
    office.add("ana@example.org")
    Party.objects.filter(pk=office.fiji.pk).update(place="hall")
    office.add("ben@example.org")
    office.add("cara@example.org", place="remote")
    office.add("dan@example.org", party=None, roles=["moderator"])
    places = dict(Participant.objects.values_list("name", "place"))
    assert [places[name] for name in ("ana", "ben", "cara", "dan")] == ["remote", "hall", "remote", "remote"]


def test_people_are_there_before_they_have_an_account(office: Office) -> None:
    assert office.add("Ana Example <ana@example.org>\nben@example.org", place="hall") == ""
    ana, ben = Participant.objects.filter(party=office.fiji).order_by("pk")
    assert (ana.name, ana.roles, ana.place, ben.name) == ("Ana Example", ["delegate"], "hall", "ben")
    assert (ana.person.email, ana.person.has_usable_password(), ana.person.is_guest) == (None, False, False)
    assert ana.invitation.email == "ana@example.org"


def test_no_frame_and_no_event_has_an_address(office: Office) -> None:
    office.invited()
    for entry in Entry.objects.all():
        assert "ana@example.org" not in f"{entry.event}{entry.everyone}{entry.moderators}{entry.own_parts}"


def test_a_wrong_line_adds_nobody(office: Office) -> None:
    assert office.add("ana@example.org\nnobody") == "invitations.wrong_lines"
    assert not Participant.objects.filter(party=office.fiji).exists()
    assert User.objects.count() == 1


def test_an_address_is_one_person_of_the_conference(office: Office) -> None:
    assert office.add("ana@example.org") == ""
    assert office.add("ANA@example.org", party=str(office.chile.pk)) == "invitations.wrong_lines"
    assert office.add("Organiser@example.org") == "invitations.wrong_lines"


def test_who_has_an_account_gets_its_part_with_it(office: Office) -> None:
    ana = User.objects.create_user("Ana@Example.org", "secret", name="Ana")
    assert office.add("ana@example.org") == ""
    assert office.person().person == ana


def test_an_address_that_nobody_confirmed_is_nobodys(office: Office) -> None:
    thief = User.objects.create_user("ana@example.org", "secret")
    EmailAddress.objects.create(user=thief, email="ana@example.org", verified=False)
    link = office.invited()
    user, is_new = services.accept(code_of(link), thief)
    thief.refresh_from_db()
    assert (user == thief, is_new, thief.email, user.email) == (False, True, None, "ana@example.org")


def no_change(user: User) -> None:
    """The administrator corrects the address, and nothing else."""


def without_address(user: User) -> None:
    """The administrator removes the address too. The password is left."""
    user.email = None


def with_a_factor_alone(user: User) -> None:
    """Only the second factor is left."""
    user.email = None
    user.set_unusable_password()
    TOTP.activate(user, generate_totp_secret())


def with_a_second_address_alone(user: User) -> None:
    """Only an address that nobody has confirmed is left."""
    user.email = None
    user.set_unusable_password()
    EmailAddress.objects.create(user=user, email="root@example.org", verified=False)


def with_a_provider_alone(user: User) -> None:
    """Only the provider's account is left."""
    user.email = None
    user.set_unusable_password()
    SocialAccount.objects.create(user=user, provider="oidc", uid="root")


@pytest.mark.parametrize(
    "left",
    [
        no_change,
        without_address,
        with_a_factor_alone,
        with_a_second_address_alone,
        with_a_provider_alone,
    ],
)
def test_an_invitation_to_an_earlier_address_opens_no_account(
    office: Office, left: Callable[[User], None]
) -> None:
    root = User.objects.create_user("rot@example.org", "secret", name="Root")
    assert office.add("rot@example.org") == ""
    root.email = "root@example.org"
    left(root)
    root.save()
    assert office.code("invitations.send") == ""
    code, now_at = code_of(office.links()[-1]), root.email
    # Whoever has the earlier address now, and confirmed it.
    stranger = User.objects.create_user("rot@example.org", "secret", name="Rita")
    EmailAddress.objects.create(user=stranger, email="rot@example.org", verified=True)
    for reader in (None, stranger):
        with pytest.raises(Refusal, match=r"invitation\.sign_in"):
            services.accept(code, reader)
    assert services.accept(code, root) == (root, False)
    root.refresh_from_db()
    assert (root.email, office.person("rot@example.org").person) == (now_at, root)


def test_an_unknown_language_is_refused(office: Office) -> None:
    assert office.add("ana@example.org", language="tlh") == "invitations.unknown_language"


def test_five_hundred_people_in_one_list(office: Office) -> None:
    assert office.add("\n".join(f"Person {n} <p{n}@example.org>" for n in range(500))) == ""
    assert office.code("invitations.send") == ""
    assert Job.objects.count() == 500
    assert services.progress_signal(office.hall.conference.pk).waiting == 500


@pytest.mark.parametrize("scope", [{}, {"party": "fiji"}, {"participants": "ana"}])
def test_one_a_delegation_or_all_are_invited(office: Office, scope: dict[str, str]) -> None:
    office.add("ana@example.org")
    office.add("cara@example.org", party=str(office.chile.pk))
    given = {
        "party": str(office.fiji.pk),
        "participants": [str(office.person().pk)],
    }
    assert office.code("invitations.send", **{name: given[name] for name in scope}) == ""
    everyone = {"ana@example.org", "cara@example.org"} if not scope else {"ana@example.org"}
    assert set(Job.objects.values_list("to", flat=True)) == everyone


def recorded(office: Office) -> tuple[Any, ...]:
    made = AuditEntry.objects.latest("pk")
    return made.action, made.subject_kind, made.subject_label, made.before, made.after


def test_the_audit_log_says_who_was_invited_and_how_many(office: Office) -> None:
    office.add("Ana Example <ana@example.org>\nben@example.org")
    short, ana = office.hall.conference.short, str(office.person().pk)
    office.code("invitations.send")
    none, two = {"participants": [], "sent": 0}, {"participants": [], "sent": 2}
    assert recorded(office) == ("invitations.send", "conference", short, none, two)
    office.code("invitations.send", participants=[ana])
    once, again = {"participants": [ana], "sent": 1}, {"participants": [ana], "sent": 2}
    assert recorded(office) == ("invitations.send", "participant", "Ana Example", once, again)
    office.add("cara@example.org")
    office.code("invitations.send", party=str(office.fiji.pk))
    assert recorded(office)[1:] == (
        "party",
        "Fiji",
        {"participants": [], "sent": 3},
        {"participants": [], "sent": 4},
    )
    office.add("dan@example.org", party=None, roles=["moderator"])
    assert recorded(office)[:3] == ("invitations.add_people", "conference", short)


def test_who_is_invited_is_not_invited_twice_unless_chosen(office: Office) -> None:
    office.invited()
    assert office.code("invitations.send") == "invitations.nobody"
    assert office.code("invitations.send", participants=["999"]) == "invitations.nobody"
    assert office.code("invitations.send", participants=["999", str(office.person().pk)]) == ""


def test_a_new_link_kills_the_old_one_and_its_e_mail(office: Office) -> None:
    first = office.invited()
    office.code("invitations.send", participants=[str(office.person().pk)])
    [second] = office.links()
    assert (refused(first), refused(second)) == ("invitation.unknown", "")
    assert Invitation.objects.get().sent == 2


def test_a_link_lasts_as_long_as_the_setting_says(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    link, now = office.invited(), clock.now()
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=13, hours=23))
    assert refused(link) == ""
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=14))
    assert refused(link) == "invitation.expired"


def test_a_revoked_link_opens_nothing_and_is_not_sent(office: Office) -> None:
    link = office.invited()
    assert office.code("invitations.revoke", participant=str(office.person().pk)) == ""
    assert refused(link) == "invitation.revoked"
    assert not Job.objects.exists()
    assert office.code("invitations.revoke", participant=str(office.person().pk)) == "invitations.none_open"


def test_a_link_that_is_revoked_while_the_server_is_away_is_not_sent(office: Office) -> None:
    office.invited()
    claimed = jobs.claim_next(outbox.KIND)
    assert claimed is not None
    assert office.code("invitations.revoke", participant=str(office.person().pk)) == ""
    jobs.put_back(claimed)
    office.send_all()
    assert office.box.mails == []


def test_an_account_takes_no_seat_by_a_revoked_invitation(office: Office) -> None:
    ana, conference = (
        User.objects.create_user("ana@example.org", "secret", name="Ana"),
        office.hall.conference,
    )
    office.invited()
    seat, row = seat_for(ana, conference), office.person()
    assert office.code("invitations.revoke", participant=str(row.pk)) == ""
    with pytest.raises(Refusal, match=r"seat\.signed_out"):
        seats.current(seat)
    with pytest.raises(Refusal, match=r"seat\.withdrawn"):
        seat_for(ana, conference)
    assert office.code("invitations.send", participants=[str(row.pk)]) == ""
    assert seats.current(seat_for(ana, conference)).party == str(office.fiji.pk)
    services.accept(code_of(office.links()[-1]), ana)
    assert office.code("invitations.revoke", participant=str(row.pk)) == "invitations.none_open"
    assert seats.current(seat_for(ana, conference)).party == str(office.fiji.pk)


def test_who_is_removed_is_out_and_its_link_opens_nothing(office: Office) -> None:
    link = office.invited()
    seat = seat_of(office.person())
    assert office.code("parties.remove_member", participant=str(office.person().pk)) == ""
    assert refused(link) == "invitation.revoked"
    assert Entry.objects.get(event__type="parties.left").reseats == seat.person
    with pytest.raises(Refusal, match="withdrawn"):
        seats.current(seat)


def test_who_was_removed_can_be_added_again(office: Office) -> None:
    link = office.invited()
    user, _ = services.accept(code_of(link), None)
    row = office.person()
    office.code("parties.remove_member", participant=str(row.pk))
    assert office.add("Ana <ana@example.org>", party=str(office.chile.pk)) == ""
    row.refresh_from_db()
    assert (row.party, row.roles, row.person) == (office.chile, ["delegate"], user)
    assert seats.current(seat_of(row)).party == str(office.chile.pk)
    assert services.progress_signal(office.hall.conference.pk).not_sent == 1


def test_without_a_mail_server_nothing_is_queued(office: Office, settings: Settings) -> None:
    office.add("ana@example.org")
    settings.PUBLIC_URL = ""
    assert office.code("invitations.send") == "invitations.no_mail"
    settings.PUBLIC_URL, settings.MAIL_SERVER = "https://hall.example", None
    assert office.code("invitations.send") == "invitations.no_mail"


def test_the_last_organiser_stays(office: Office) -> None:
    me = str(office.organiser.participant)
    assert office.code("parties.remove_member", participant=me) == "parties.last_organiser"
    assert office.code("parties.change_roles", participant=me, roles=["delegate"]) == "parties.last_organiser"
    # Whoever has not accepted yet can organise nothing.
    link = office.invited("ben@example.org", party=None, roles=["organiser"])
    assert office.code("parties.remove_member", participant=me) == "parties.last_organiser"
    services.accept(code_of(link), None)
    assert office.code("parties.remove_member", participant=me) == ""


class TestHead:
    """The head of a delegation."""

    def test_adds_and_invites_its_own_within_the_number(self, office: Office) -> None:
        head = office.head()
        assert office.add("ana@example.org", head) == "parties.no_number"
        office.code("parties.set_most_members", party=str(office.fiji.pk), most_members=2)
        assert office.add("ana@example.org\nben@example.org", head) == "parties.full"
        assert office.add("ana@example.org", head, party=None) == ""
        assert office.add("ben@example.org", head) == "parties.full"
        assert office.code("invitations.send", head) == ""
        assert office.code("invitations.send", head, participants=[str(office.person().pk)]) == ""
        assert office.code("invitations.revoke", head, participant=str(office.person().pk)) == ""
        assert office.code("parties.remove_member", head, participant=str(office.person().pk)) == ""
        assert office.add("ben@example.org", head) == ""

    def test_touches_nobody_else(self, office: Office) -> None:
        head, chile = office.head(), str(office.chile.pk)
        office.code("parties.set_most_members", party=str(office.fiji.pk), most_members=9)
        office.add("cara@example.org", party=chile)
        office.add("op@example.org", roles=["delegate", "operator"])
        cara, operator = (str(office.person(f"{who}@example.org").pk) for who in ("cara", "op"))
        assert office.add("dan@example.org", head, party=chile) == "parties.not_yours"
        assert office.add("dan@example.org", head, roles=["moderator"]) == "parties.not_yours"
        assert office.add("dan@example.org", head, roles=["delegate", "head"]) == "parties.not_yours"
        assert office.code("invitations.send", head, party=chile) == "parties.not_yours"
        for participant in (cara, operator, str(office.organiser.participant), str(head.participant)):
            assert office.code("parties.remove_member", head, participant=participant) == "parties.not_yours"
        assert office.code("invitations.send", head, participants=[cara]) == "parties.not_yours"
        assert office.code("invitations.revoke", head, participant=cara) == "parties.not_yours"
        assert office.code("invitations.send", head, party=None) == ""
        assert set(Job.objects.values_list("to", flat=True)) == {"op@example.org"}

    def test_brings_nobody_back_who_was_removed(self, office: Office) -> None:
        head, ana = office.head(), User.objects.create_user("ana@example.org", "secret", name="Ana")
        office.code("parties.set_most_members", party=str(office.fiji.pk), most_members=9)
        for of in (office.chile, office.fiji):
            assert office.add("ana@example.org", party=str(of.pk)) == ""
            seat = seat_for(ana, office.hall.conference)
            assert office.code("parties.remove_member", participant=str(office.person().pk)) == ""
            assert office.add("ben@example.org\nana@example.org", head) == "parties.was_removed"
            with pytest.raises(Refusal, match=r"seat\.withdrawn"):
                seats.current(seat)
        assert not Invitation.objects.filter(email="ben@example.org").exists()

    def test_who_holds_a_seat_card_or_rehearses_is_no_member(self, office: Office) -> None:
        office.code("parties.set_most_members", party=str(office.fiji.pk), most_members=1)
        office.hall.person("Phone", "delegate", party=office.fiji)
        Participant.objects.filter(name="Phone").update(given_out=True)
        assert office.add("ana@example.org") == ""


def test_a_second_address_that_its_account_confirmed_is_that_accounts(office: Office) -> None:
    ana = User.objects.create_user("ana@work.example", "secret")
    EmailAddress.objects.create(user=ana, email="ana@example.org", verified=True)
    office.invited()
    assert office.person().person == ana


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_those_who_watch_are_told_of_each_e_mail(office: Office) -> None:
    office.invited()
    told: list[signals.ChangedSignal] = []
    stop = signals.call_when_changed(told.append)
    office.send_all()
    stop()
    assert told == [(office.hall.conference.stream, "invitations", "")]


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_an_address_that_two_conferences_invite_gets_one_account(office: Office) -> None:
    links = [office.invited()]
    hall = Assembly()
    organiser = hall.person("Organiser", "organiser")
    other = Office(hall, organiser, hall.party("Fiji"), hall.party("Chile"), office.box)
    links.append(other.invited())

    def accept(link: str) -> str:
        try:
            services.accept(code_of(link), None)
        except Refusal as refusal:
            return refusal.code
        return ""

    answers = at_once(*(partial(accept, link) for link in links))
    assert sorted(answers) == ["", "invitation.sign_in"]
    ana = User.objects.get(email="ana@example.org")
    services.accept(code_of(links[answers.index("invitation.sign_in")]), ana)
    assert Participant.objects.filter(person=ana).count() == 2


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_of_two_who_accept_at_the_same_moment_one_wins_and_the_other_is_told(office: Office) -> None:
    path = office.invited()

    def accept() -> tuple[int, str]:
        answer = Client().post(path)
        return answer.status_code, answer.headers.get("Location", "")

    answers = at_once(*(partial(accept) for _ in range(3)))
    then = f"/account/invitation/accepted/{office.hall.conference.slug}/"
    assert sorted(answers) == [(302, then), (410, ""), (410, "")]
    assert User.objects.filter(email="ana@example.org").count() == 1

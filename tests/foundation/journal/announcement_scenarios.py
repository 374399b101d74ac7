"""Scenarios of announcements, to a session and to the conference."""

from tests.foundation.journal.organiser_scenarios import do_as_organiser
from tests.support.watched import Watched

TEXTS = {"en": "The bus leaves at six.", "id": "Bus berangkat pukul enam."}


def announcement_make(w: Watched) -> None:
    w.do("moderator", "announcement.make", texts=TEXTS)
    w.do("moderator", "announcement.make", texts={"en": "The text is in the documents."})


def announcement_withdraw(w: Watched) -> None:
    announcement_make(w)
    w.do("moderator", "announcement.withdraw", announcement="1")


def announcement_restore(w: Watched) -> None:
    announcement_withdraw(w)
    w.do("moderator", "announcement.restore", announcement="1")


def announcement_make_to_conference(w: Watched) -> None:
    do_as_organiser(w, "announcement.make_to_conference", texts=TEXTS)


def announcement_withdraw_from_conference(w: Watched) -> None:
    announcement_make_to_conference(w)
    do_as_organiser(w, "announcement.withdraw_from_conference", announcement="1")


def announcement_restore_to_conference(w: Watched) -> None:
    announcement_withdraw_from_conference(w)
    do_as_organiser(w, "announcement.restore_to_conference", announcement="1")

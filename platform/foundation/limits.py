"""Who is limited to how many acts in what time. Whoever carries out an act asks for its limit by name.

Each process counts `LIMITS` and sockets by itself, so two processes allow twice as many. All processes together count
passwords (in the database), codes and registrations (in the cache) and new conferences (in the audit log).
"""

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.conf import settings

from foundation.refusals import Refusal

MAX_KNOWN = 10_000
"""How many keys a rate remembers. The key that was idle for longest is forgotten first."""


class TokenBucket:
    """Holds up to `size` tokens and gains `rate` tokens per second. Each action takes one."""

    def __init__(self, size: float, rate: float) -> None:
        self._size, self._rate = size, rate
        self._tokens, self._at = size, monotonic()

    def take(self) -> bool:
        """Take a token. Returns False if none is left."""
        now = monotonic()
        self._tokens = min(self._size, self._tokens + (now - self._at) * self._rate)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True


class Rate:
    """Each key (an address, a person, a party) may act `at_once` times, and then `a_second` times a second. Any thread
    may use it.

    `at_once` may be the name of a setting. Then so many come back in a minute.
    """

    def __init__(self, at_once: float | str, a_second: float = 0) -> None:
        self.at_once, self.a_second = at_once, a_second
        self._buckets: OrderedDict[str, TokenBucket] = OrderedDict()
        self._lock = threading.Lock()

    def figures(self) -> tuple[float, float]:
        """How many at once, and how many a second."""
        if not isinstance(self.at_once, str):
            return self.at_once, self.a_second
        most = int(getattr(settings, self.at_once))
        return most, most / 60

    def bucket(self) -> TokenBucket:
        """A full bucket."""
        return TokenBucket(*self.figures())

    def take(self, key: str) -> bool:
        """Count an act of this key. Returns False if the key has to wait."""
        with self._lock:
            bucket = self._buckets.get(key) or self._buckets.setdefault(key, self.bucket())
            self._buckets.move_to_end(key)
            if len(self._buckets) > MAX_KNOWN:
                self._buckets.popitem(last=False)
            return bucket.take()

    def forget_all(self) -> None:
        """Forget all keys."""
        with self._lock:
            self._buckets.clear()


class Limit:
    """The rates of an act by what their keys are, and the code and sentence of its refusal. If `says_when`, the
    refusal has the longest time until a key may act again.
    """

    def __init__(self, code: str, sentence: str, *, says_when: bool = False, **rates: Rate) -> None:
        self.code, self.sentence, self.rates = code, sentence, rates
        self._says_when = says_when

    def refusal(self) -> Refusal:
        """The refusal of a key that has to wait."""
        waits = [math.ceil(1 / rate.figures()[1]) for rate in self.rates.values() if self._says_when]
        return Refusal(self.code, self.sentence, retry_after=max(waits, default=None))


_CODES = "Too many wrong codes came from your network. Try again in a minute."
_COMMANDS = "Too many commands came within a minute. Wait a little, then try again."
_FILES = "Your party has sent many files. Send this one again in a minute."
_GUESTS = "Many guests of your network {} just now. {} again a minute after you came in."
_SEATS = "Too many seats were taken from your network. Try again in a minute."

NEWCOMER_FOR = timedelta(minutes=1)
"""A guest is a newcomer for this long after taking a seat."""

# `address`: a network address, which a whole hall may share. `guests`: all guests of one network address. `newcomers`:
# those of them who have just come. A hall of two thousand may vote, answer and react at once.
LIMITS = {
    "seat.guest": Limit("seat.too_many", _SEATS, address=Rate(1000, 5)),
    "seat.guest_with_code": Limit("seat.too_many", _SEATS, address=Rate(5000, 20)),
    "seat.visitor": Limit("seat.too_many", _SEATS, address=Rate(40, 0.1)),
    # Somebody who photographs a card cannot fill the conference with participants.
    "seat.card": Limit(
        "seat.too_many", "Too many seats were taken by this card. Try again in a minute.", card=Rate(20, 0.1)
    ),
    # Right codes do not count, and are never refused because of wrong ones (`look_up_code`).
    "wrong_code.session": Limit("join.too_many", _CODES, address=Rate(60, 0.5)),
    "wrong_code.card": Limit("card.too_many", _CODES, address=Rate(60, 0.5)),
    "wrong_code.invitation": Limit("invitation.too_many", _CODES, address=Rate(60, 0.5)),
    # 128 bits cannot be guessed, but the limit saves database queries.
    "wrong_code.transfer": Limit("continue.too_many", _CODES, address=Rate(60, 0.5)),
    # A person's sockets count together.
    "command.any": Limit("wire.throttled", _COMMANDS, person=Rate("SOCKET_COMMANDS_A_MINUTE")),
    # Captions and the words before them (`Handler.frequent`), which do not count as the former.
    "command.frequent": Limit("wire.throttled", _COMMANDS, person=Rate(60, 12)),
    "question.ask": Limit("wire.throttled", _COMMANDS, guests=Rate(100, 1)),
    "question.vote": Limit(
        "question.vote_later", _GUESTS.format("vote", "Vote"), newcomers=Rate(20, 1), guests=Rate(2000, 50)
    ),
    "poll.answer": Limit(
        "poll.answer_later", _GUESTS.format("answer", "Answer"), newcomers=Rate(20, 1), guests=Rate(2000, 50)
    ),
    "reaction.add": Limit(
        "reaction.later", _GUESTS.format("react", "Try"), newcomers=Rate(20, 1), guests=Rate(2000, 50)
    ),
    # New messages and edits.
    "message.write": Limit("wire.throttled", _COMMANDS, person=Rate(10, 0.5), guests=Rate(60, 2)),
    # New captions and corrections. A fast speaker needs one in two seconds.
    "caption.write": Limit("wire.throttled", _COMMANDS, person=Rate(20, 3)),
    "caption.write_coming": Limit("wire.throttled", _COMMANDS, person=Rate(20, 8)),
    "export.make": Limit(
        "exports.throttled", "You have asked for many exports. Ask again in a minute.", person=Rate(20, 0.2)
    ),
    # Comparisons that have to be made.
    "outcome.compare": Limit(
        "http.too_many",
        "Too many versions are compared at once. Wait a few seconds, then try again.",
        says_when=True,
        person=Rate(10, 0.2),
        guests=Rate(20, 0.5),
    ),
    "api.call": Limit(
        "http.too_many",
        "Too many requests came with this token. Wait a second, then try again.",
        token=Rate(300, 20),
    ),
    # Files that are refused after reading count like accepted ones.
    "file.statement": Limit("file.throttled", _FILES, sender=Rate(10, 1 / 30)),
    "file.video": Limit("file.throttled", _FILES, sender=Rate(10, 1 / 30)),
    "file.import": Limit("file.throttled", _FILES, sender=Rate(60, 1 / 30)),
    # An offer costs 4 to 18 ms of the loop that carries everybody's packets. The screens and the desk of a hall share a
    # seat. A hall connects again after a restart of the relay, which answers about 40 offers a second.
    "offer.person": Limit(
        "media.throttled",
        "You open too many connections. Wait a moment, then try again.",
        says_when=True,
        person=Rate(20, 1),
    ),
    "offer.address": Limit(
        "media.throttled",
        "Many connections are opened from your network. Wait a moment, then try again.",
        says_when=True,
        address=Rate("MEDIA_OFFERS_OF_AN_ADDRESS"),
    ),
}


def allows(name: str, **keys: str) -> bool:
    """Count an act. Returns False if one of the keys has to wait. An empty key has no limit.

    A rate counts nothing that one before it in the table did not allow.
    """
    return all(rate.take(keys[of]) for of, rate in LIMITS[name].rates.items() if keys[of])


def check(name: str, **keys: str) -> None:
    """Count an act. Refuses what the table says if one of the keys has to wait."""
    if not allows(name, **keys):
        raise LIMITS[name].refusal()


SOCKET_MESSAGES = Rate(200, 5)
"""The frames of a socket from the browser, pings and follows included. It is closed with 4008 if it sends more."""

SOCKET_FRAMES = Rate(400, 20)
"""The frames of a socket of any kind, parts of messages and control frames included. It is closed with 4008 if it sends
more. This also bounds the messages that wait.
"""

CONFERENCES_OF_A_PERSON, CONFERENCES = 5, 30
"""How many conferences a person, and all people of a server, make in a day. Refused with `programme.too_many_copies`.
Counted in the audit log.
"""

# In allauth's notation: `/ip` for each network address, `/user` and `/key` for each person or e-mail address.
SIGN_IN = {
    "login": "600/m/ip",
    # Wrong codes of a second factor: of everyone at an address, and of one person.
    "login_failed": "600/m/ip,5/5m/key",
    "request_login_code": "600/m/ip,3/m/key",
    "reset_password": "600/m/ip,3/m/key",
    "reauthenticate": "10/m/user",
}
REGISTRATION = {"register": "600/m/ip,3/m/key,20/h/key", "confirm": "600/m/ip"}


@dataclass(frozen=True)
class FailureLimit:
    """A limit on wrong passwords: `burst` at once, and then one more per interval. Counted in the database. Pure."""

    burst: int
    interval: timedelta

    def time_to_wait(self, until: datetime, now: datetime) -> timedelta:
        """How long the caller has to wait at the time `now` until another attempt is allowed. After `until`, no failure
        counts any more.
        """
        return max(until - now - (self.burst - 1) * self.interval, timedelta())

    def until_after_failure(self, until: datetime, now: datetime) -> datetime:
        """The time after which no failure counts any more, once there is one more. `until` is that time before it."""
        return max(until, now) + self.interval


ACCOUNT_FAILURES = FailureLimit(30, timedelta(seconds=30))
"""The limit of an account, over all addresses from which it has not signed in lately (`sign_in.too_soon`)."""

ADDRESS_FAILURES = FailureLimit(60, timedelta(seconds=10))
"""The limit of an address, over all accounts. An account that has signed in from there lately is exempt."""

FREE_FAILURES = 3
"""From this many wrong passwords in a row on there is a delay, per account and address. Fewer may be typing errors."""

LONGEST_DELAY = timedelta(minutes=1)
"""The longest delay: a stranger in the same network can keep the owner of an account from signing in for this long."""


def delay_after_failures(failures: int) -> timedelta:
    """How long an account has to wait at an address after so many failures in a row."""
    if failures < FREE_FAILURES:
        return timedelta()
    return min(timedelta(seconds=2 ** min(failures - FREE_FAILURES, 10)), LONGEST_DELAY)

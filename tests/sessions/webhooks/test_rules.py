"""Rules of webhooks, without a database and without a network."""

import json
from datetime import UTC, datetime
from ipaddress import ip_address
from typing import Any

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from foundation.refusals import Refusal
from sessions.webhooks import rules
from sessions.webhooks.facts import MAX_OCTETS, Fact, facts_of_frame, webhook_body

NONE = rules.AllowedHosts()
NOW = datetime(2021, 11, 16, 5, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::",
        "::127.0.0.1", "2001:0:0:0:0:0:80ff:fffe", "fec0::1", "3fff::1", "192.88.99.1", "192.0.0.8",
        "64:ff9b:1::1.1.1.1", "::ffff:0:1.1.1.1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_of_the_public_internet(address: str) -> None:
    assert not rules.is_reachable(ip_address(address), NONE)


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]
)
def test_an_address_of_the_public_internet(address: str) -> None:
    assert rules.is_reachable(ip_address(address), NONE)


def test_this_machine_is_asked_without_tls_if_its_address_is_allowed() -> None:
    here = rules.allowed_hosts(["127.0.0.1"])
    assert rules.is_reachable(ip_address("127.0.0.1"), here)
    assert not rules.is_reachable(ip_address("10.0.0.1"), here)
    rules.check_url("http://127.0.0.1:8000/hook", here)
    for url in ("http://example.org/", "http://10.0.0.1/", "http://127.0.0.2/"):
        with pytest.raises(Refusal):
            rules.check_url(url, here)


ALLOWED = rules.allowed_hosts(["Hooks.Ministry.Internal.", "10.20.0.0/16", "fd12::/16"])


@pytest.mark.parametrize(
    ("address", "host", "is_allowed"),
    [
        ("10.20.3.4", "", True),
        ("fd12::5", "anything.example", True),
        ("10.21.0.1", "", False),
        ("10.21.0.1", "hooks.ministry.internal", True),
        ("192.168.1.1", "HOOKS.ministry.internal.", True),
        ("fd99::1", "hooks.ministry.internal", True),
        ("127.0.0.1", "hooks.ministry.internal", False),
        ("169.254.169.254", "hooks.ministry.internal", False),
        ("fe80::1", "hooks.ministry.internal", False),
        ("::ffff:10.20.3.4", "", False),
        ("10.21.0.1", "other.ministry.internal", False),
        ("1.1.1.1", "hooks.example.org", True),
    ],
)
def test_an_address_of_an_intranet_that_the_host_allows(address: str, host: str, is_allowed: bool) -> None:
    assert rules.is_reachable(ip_address(address), ALLOWED, host) is is_allowed


def test_a_name_within_an_intranet_is_taken_if_it_is_allowed_or_may_lead_into_an_allowed_network() -> None:
    named = rules.allowed_hosts(["hooks.ministry.internal"])
    rules.check_url("https://hooks.ministry.internal/a", named)
    for url in ("https://other.ministry.internal/", "https://10.20.3.4/", "http://hooks.ministry.internal/"):
        with pytest.raises(Refusal):
            rules.check_url(url, named)
    rules.check_url("https://intranet/", ALLOWED)
    rules.check_url("https://10.20.3.4:8443/a", ALLOWED)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://example.org/", "webhook.bad_address"),
        ("ftp://example.org/", "webhook.bad_address"),
        ("https://", "webhook.bad_address"),
        ("https:///path", "webhook.bad_address"),
        ("https://user:secret@example.org/", "webhook.bad_address"),
        ("https://example.org/#part", "webhook.bad_address"),
        ("https://example.org:99999/", "webhook.bad_address"),
        ("https://example.org:0/", "webhook.bad_address"),
        ("https://exam ple.org/", "webhook.bad_address"),
        ("https://example.org/\r\nX: y", "webhook.bad_address"),
        ("https://[::1/", "webhook.bad_address"),
        ("https://例え.example/", "webhook.bad_address"),
        ("https://example.org/" + "x" * 500, "webhook.bad_address"),
        ("https://127.0.0.1/", "webhook.private_address"),
        ("https://[::1]/", "webhook.private_address"),
        ("https://169.254.169.254/latest/meta-data", "webhook.private_address"),
        ("https://localhost/", "webhook.private_address"),
        ("https://LOCALHOST./", "webhook.private_address"),
        ("https://printer.local/", "webhook.private_address"),
        ("https://db.internal/", "webhook.private_address"),
        ("https://intranet/", "webhook.private_address"),
        ("https://127.1/", "webhook.bad_address"),
        ("https://0177.0.0.1/", "webhook.bad_address"),
        ("https://10.0.0.0x1./", "webhook.bad_address"),
        ("https://example.org%2eevil.example/", "webhook.bad_address"),
        ("https://example.org\\.evil.example/", "webhook.bad_address"),
    ],
)
def test_a_url_that_is_not_taken(url: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rules.check_url(url, NONE)
    assert refused.value.code == code


def test_a_url_that_is_taken() -> None:
    rules.check_url("https://hooks.example.org:8443/a/b?key=c", NONE)


def test_the_signature_is_the_one_of_the_standard() -> None:
    secret, body = rules.new_secret(), '{"type":"session.opened","title":"Océan"}'
    stamp = int(datetime.now(UTC).timestamp())
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(stamp),
        "webhook-signature": rules.signature(secret, "msg_1", stamp, body),
    }
    assert Webhook(secret).verify(body, headers) == json.loads(body)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + " ", headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(rules.new_secret()).verify(body, headers)


def frame(event: dict[str, Any], **put: Any) -> dict[str, Any]:
    return {"stream": "session/4", "seq": 17, "at": "2021-11-16T05:20:00.000Z", "event": event, "put": put}


def test_what_a_frame_tells() -> None:
    said = {"held": False, "text": "We agree."}
    found = list(
        facts_of_frame(
            frame(
                {"type": "floor.granted", "party": "3"},
                turn={"1": {"id": "1"}},
                floor={"4": {}},
                written_statement={"9": said, "10": {"held": True}},
            )
        )
    )
    place = {"stream": "session/4", "seq": 17}
    at = "2021-11-16T05:20:00.000Z"
    granted = place | {"event": {"party": "3"}, "entities": {"turn": [{"id": "1"}]}}
    released = place | {"entities": {"written_statement": [said]}}
    assert found == [
        Fact("session/4/17", "floor.granted", at, granted),
        Fact("session/4/17/9", "statement.released", at, released),
    ]
    assert list(facts_of_frame(frame({"type": "floor.inscribed"}))) == []


def test_a_motion_that_suspends_the_session_is_told_as_that() -> None:
    event = {"type": "vote.closed", "carried": True, "session_suspended": True}
    told = list(facts_of_frame(frame(event, session={"4": {"id": "4"}}, vote={"3": {"id": "3"}})))
    suspended = {
        "stream": "session/4",
        "seq": 17,
        "event": {"reason": ""},
        "entities": {"session": [{"id": "4"}]},
    }
    assert [fact.type for fact in told] == ["vote.closed", "session.suspended"]
    assert told[1] == Fact("session/4/17/session", "session.suspended", "2021-11-16T05:20:00.000Z", suspended)


@pytest.mark.parametrize("part", ["minutes", "recording", "questions"])
def test_what_is_published_to_everyone_is_told(part: str) -> None:
    def told(readers: str) -> list[Fact]:
        return list(
            facts_of_frame(frame({"type": "publication.published", "part": part, "readers": readers}))
        )

    data = {"stream": "session/4", "seq": 17, "event": {"part": part, "readers": "everyone"}, "entities": {}}
    assert told("everyone") == [Fact("session/4/17", f"{part}.published", "2021-11-16T05:20:00.000Z", data)]
    assert told("entrants") == told("participants") == told("delegations") == []


def test_an_adoption_is_told_if_everyone_may_see_the_document() -> None:
    event = {"type": "outcome.told", "outcome": "7", "adopted": True}
    data = {
        "stream": "session/4",
        "seq": 17,
        "event": {"outcome": "7"},
        "entities": {"outcome": [{"id": "7"}]},
    }
    told = list(facts_of_frame(frame(event, outcome={"7": {"id": "7"}})))
    assert told == [Fact("session/4/17", "outcome.adopted", "2021-11-16T05:20:00.000Z", data)]
    assert list(facts_of_frame(frame(event))) == []
    assert list(facts_of_frame(frame(event | {"adopted": False}, outcome={"7": {"id": "7"}}))) == []


def test_a_large_body_comes_without_its_entities() -> None:
    fact = Fact("a", "vote.closed", "now", {"entities": {"vote": ["x" * MAX_OCTETS]}, "event": {"vote": "1"}})
    assert json.loads(webhook_body(fact, {"conference": {}}))["data"] == {
        "conference": {},
        "entities": {},
        "event": {"vote": "1"},
        "is_cut": True,
    }

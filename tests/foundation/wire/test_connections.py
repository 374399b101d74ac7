"""The number of connections, in total and per address."""

from foundation.wire.connections import ConnectionCounter


def test_connections_are_limited_per_address() -> None:
    connections = ConnectionCounter(100, 2)
    assert [connections.enter(each) for each in ("hall", "hall", "hall", "home")] == [True, True, False, True]
    connections.leave("hall")
    assert connections.enter("hall")


def test_connections_have_a_total_limit() -> None:
    connections = ConnectionCounter(3, 2)
    assert [connections.enter(each) for each in "abcd"] == [True, True, True, False]
    connections.leave("a")
    assert connections.enter("d")


def test_connections_of_a_proxy_count_for_its_clients() -> None:
    connections = ConnectionCounter(100, 2)
    assert all(connections.enter("") for _ in range(10))
    assert [connections.move("", each) for each in ("hall", "hall", "hall", "home")] == [
        True,
        True,
        False,
        True,
    ]
    assert connections.move("hall", "hall")
    assert connections.move("hall", "home")
    assert connections.move("", "hall")
    assert not connections.move("hall", "home")
    for each in ("hall", "hall", "home", "home"):
        connections.leave(each)
    assert [connections.move("", each) for each in ("home", "hall")] == [True, True]

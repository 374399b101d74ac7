"""How many connections stand, in all and of one address."""

from foundation.wire.connections import Connections


def test_one_address_has_its_share_and_others_theirs() -> None:
    connections = Connections(100, 2)
    assert [connections.enter(each) for each in ("hall", "hall", "hall", "home")] == [True, True, False, True]
    connections.leave("hall")
    assert connections.enter("hall")


def test_all_of_them_have_an_end() -> None:
    connections = Connections(3, 2)
    assert [connections.enter(each) for each in "abcd"] == [True, True, True, False]
    connections.leave("a")
    assert connections.enter("d")


def test_those_of_a_proxy_belong_to_whom_it_carries() -> None:
    connections = Connections(100, 2)
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

"""A moderator puts several delegations on the list at once, from a file."""

from typing import Any

from tests.journeys.conftest import Take
from tests.journeys.pages import listed

LIST = b"party,mode\nNew Zealand,read out\nTH,live\n"


def test_the_list_from_a_file(take: Take) -> None:
    moderator = take("moderator")
    moderator.page.keyboard.press("n")
    moderator.press("add-file")
    given: Any = {"name": "list.csv", "mimeType": "text/csv", "buffer": LIST}
    moderator.get("file").set_input_files(given)
    moderator.press("file-confirm")
    listed(moderator, "Australia", "Cambodia", "New Zealand", "Thailand")

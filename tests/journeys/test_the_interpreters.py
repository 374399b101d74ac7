"""Interpretation: relay, handover in mid-turn, and a dead booth. Each voice is a tone of its own, told apart by FFT."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.booths import (
    FLOOR,
    FRENCH,
    FRENCH_TOO,
    SPANISH,
    Booths,
    hears,
    listening_page,
)
from tests.journeys.conftest import Take, seated
from tests.journeys.everyone import is_clean
from tests.journeys.pages import Tab, sees
from tests.journeys.secretary import call
from tests.support.hall import Hall


@pytest.fixture
def booths(hall: Hall, browser: Browser) -> Booths:
    """The interpreters: two in the French booth, one in the Spanish."""
    return Booths(hall, browser, Ana="fr", Ben="fr", Eva="es")


@pytest.fixture
def fiji(hall: Hall, browser: Browser, booths: Booths) -> Tab:
    """Fiji, whose microphone is the floor's tone."""
    tab = seated(hall, listening_page(browser, FLOOR), "fiji")
    tab.join()
    return tab


@pytest.fixture
def chile(hall: Hall, browser: Browser, booths: Booths) -> Tab:
    """Chile, which only listens."""
    tab = seated(hall, listening_page(browser, 60), "chile")
    tab.press("join-without")
    return tab


def speaks(hall: Hall, fiji: Tab, language: str) -> None:
    """Fiji asks for the floor in a language, and gets it."""
    fiji.press("request-options")
    fiji.get("options-language").select_option(language)
    fiji.press("request-with-options")
    expect(fiji.get("withdraw")).to_be_visible()
    call(hall, "FJ")


@pytest.mark.thorough
def test_fiji_speaks_english_and_chile_hears_spanish_by_relay_from_french(
    hall: Hall, booths: Booths, take: Take, fiji: Tab, chile: Tab
) -> None:
    moderator = take("moderator")
    speaks(hall, fiji, "en")
    ana, eva = booths.opened("Ana", FRENCH), booths.opened("Eva", SPANISH)
    chile.choose("language", "es")
    sees(chile, "hears", "nobody interprets into Spanish")
    hears(chile, FLOOR, silent=(FRENCH, SPANISH))

    hears(ana, FLOOR)
    ana.page.keyboard.press("d")
    expect(ana.get("microphone-state")).to_have_attribute("data-state", "live")
    eva.page.keyboard.press("1")
    sees(eva, "booth-hears", "French")
    hears(eva, FRENCH, silent=(FLOOR,))
    eva.page.keyboard.press("d")
    expect(eva.get("microphone-state")).to_have_attribute("data-state", "live")

    sees(chile, "hears", "You hear Español, from French by relay.")
    hears(chile, SPANISH, low=(FLOOR,), silent=(FRENCH,))
    chile.choose("floor-level", "off")
    hears(chile, SPANISH, silent=(FLOOR, FRENCH))
    chile.choose("floor-level", "equal")
    hears(chile, SPANISH, FLOOR, silent=(FRENCH,))
    chile.choose("language", "fr")
    hears(chile, FRENCH, FLOOR, silent=(SPANISH,))
    moderator.choose("spoken", "fr")
    sees(chile, "hears", "French is spoken")
    hears(chile, FLOOR, silent=(FRENCH, SPANISH))


@pytest.mark.thorough
def test_a_voice_to_the_staff_and_a_handover_in_mid_turn(
    hall: Hall, browser: Browser, booths: Booths, take: Take, fiji: Tab, chile: Tab
) -> None:
    moderator = take("moderator")
    speaks(hall, fiji, "en")
    ana, ben = booths.opened("Ana", FRENCH), booths.opened("Ben", FRENCH_TOO)
    chile.choose("language", "fr")
    ana.page.keyboard.press("d")
    hears(chile, FRENCH, low=(FLOOR,))

    ana.page.keyboard.down("c")
    expect(ana.get("microphone-state")).to_have_attribute("data-state", "coughing")
    hears(chile, low=(FLOOR,), silent=(FRENCH,))
    ana.page.keyboard.up("c")
    hears(chile, FRENCH)

    page = listening_page(browser, 60)
    page.context.grant_permissions(["microphone"])
    operator = seated(hall, page, "operator")
    speak_to_the_staff(ana, ben, moderator, operator, chile)

    ana.page.keyboard.press("h")
    sees(ana, "handover-waits", "Ben")
    sees(ben, "handover-offered", "Ana offers you the microphone.")
    ben.page.keyboard.press("y")
    hears(chile, FRENCH_TOO, low=(FLOOR,), silent=(FRENCH,))
    expect(ben.get("microphone-state")).to_have_attribute("data-state", "live")
    sees(ana, "microphone-state", "Ben is on duty")
    ana.page.keyboard.press("n")
    hears(chile, FRENCH, low=(FLOOR,), silent=(FRENCH_TOO,))

    ana.page.keyboard.press("s")
    sees(fiji, "slower-asked", "slow down")
    sees(moderator, "slower-asked", "French")


def speak_to_the_staff(ana: Tab, ben: Tab, moderator: Tab, operator: Tab, chile: Tab) -> None:
    """The booth on duty speaks to the moderator and the operator; its listeners hear the floor, and not the booth."""
    hears(operator, silent=(FLOOR, FRENCH, FRENCH_TOO))
    ana.page.keyboard.down("v")
    sees(ana, "microphone-state", "You speak to the moderator and the operator, not to the channel")
    sees(operator, "talkback", "The French booth is speaking to you.")
    sees(moderator, "talkback", "The French booth is speaking to you.")
    hears(operator, FRENCH, silent=(FLOOR, FRENCH_TOO))
    hears(chile, FLOOR, silent=(FRENCH, FRENCH_TOO))
    expect(moderator.get("dead-booths")).to_be_hidden()
    expect(ana.get("talk-unheard")).to_be_hidden()
    sees(ben, "talk-other", "The French booth speaks to the moderator and the operator now.")
    operator.press("talkback-silence")
    hears(operator, silent=(FLOOR, FRENCH))
    operator.press("talkback-silence")
    hears(operator, FRENCH)
    ana.page.keyboard.up("v")
    expect(ana.get("microphone-state")).to_have_attribute("data-state", "live")
    hears(chile, FRENCH, low=(FLOOR,))
    hears(operator, silent=(FLOOR, FRENCH))

    # A colleague who is not on duty speaks to them while the channel goes on.
    ben.page.keyboard.press("v")
    sees(ben, "microphone-state", "You speak to the moderator and the operator")
    hears(operator, FRENCH_TOO, silent=(FLOOR, FRENCH))
    hears(chile, FRENCH, low=(FLOOR,), silent=(FRENCH_TOO,))

    # An output that plays into the room never has it.
    operator.get("play-here").check()
    sees(operator, "talkback", "this output plays into the room")
    hears(operator, FLOOR, silent=(FRENCH, FRENCH_TOO))
    assert set(operator.page.evaluate("() => outputs()")) == {""}
    choice = operator.get("talkback-output")
    choice.select_option(label="Fake Audio Output 1")
    hears(operator, FLOOR, FRENCH_TOO, silent=(FRENCH,))
    assert set(operator.page.evaluate("() => outputs()")) == {"", choice.input_value()}
    operator.get("play-nobody").check()
    ben.page.keyboard.press("v")
    hears(operator, silent=(FLOOR, FRENCH, FRENCH_TOO))


@pytest.mark.thorough
def test_a_two_way_booth(hall: Hall, booths: Booths, fiji: Tab, chile: Tab) -> None:
    speaks(hall, fiji, "en")
    ana, eva = booths.opened("Ana", FRENCH), booths.opened("Eva", SPANISH)
    chile.choose("language", "es")
    ana.page.keyboard.press("d")
    expect(ana.get("microphone-state")).to_have_attribute("data-state", "live")
    ana.page.keyboard.press("b")
    sees(ana, "microphone-state", "Live in Spanish")
    sees(chile, "hears", "You hear Español")
    hears(chile, FRENCH, low=(FLOOR,), silent=(SPANISH,))

    sees(eva, "microphone-state", "The French booth is heard in Spanish.")
    sees(eva, "channel-held", "when that booth leaves it")
    eva.page.keyboard.press("d")
    sees(eva, "refusal", "Another booth is on duty in this channel.")
    ana.page.keyboard.press("a")
    sees(ana, "microphone-state", "Live in French")
    eva.page.keyboard.press("d")
    hears(chile, SPANISH, low=(FLOOR,), silent=(FRENCH,))


def test_an_interpreters_page_by_keyboard_alone(
    hall: Hall, booths: Booths, take: Take, fiji: Tab, chile: Tab
) -> None:
    speaks(hall, fiji, "en")
    ana = booths.opened("Ana", FRENCH)
    chile.choose("language", "fr")
    hears(chile, FLOOR, silent=(FRENCH,))
    keys = ana.page.keyboard
    keys.press("d")
    expect(ana.get("microphone-state")).to_have_attribute("data-state", "live")
    sees(chile, "hears", "You hear Français")
    hears(chile, FRENCH, low=(FLOOR,))
    chile.page.close()

    moderator = take("moderator")
    moderator.reveal("holds-clock").check()
    moderator.page.keyboard.press("Escape")
    ben = booths.opened("Ben", FRENCH_TOO)
    keys.press("m")
    expect(ana.get("message-text")).to_be_focused()
    keys.type("Please bring water.")
    keys.press("Enter")
    expect(ben.get("messages")).to_contain_text("Please bring water.")

    # A letter in a field is no command, and Escape leads back to the keys.
    keys.press("Escape")
    keys.press("g")
    expect(ana.get("glossary-search")).to_be_focused()
    keys.type("o")
    for typed in ("quorum", "", "quorum"):
        keys.press("Tab")
        keys.type(typed)
    keys.press("Enter")
    sees(ana, "glossary-said", "Added: quorum")
    expect(ana.get("microphone-state")).to_have_attribute("data-state", "live")
    keys.press("Escape")
    keys.press("t")
    expect(ana.get("tab-texts")).to_have_attribute("aria-selected", "true")
    keys.press("Escape")

    ben.page.keyboard.press("g")
    ben.page.keyboard.type("quo")
    expect(ben.get("glossary")).to_contain_text("quorum")
    keys.press("w")
    expect(ana.get("preset-1")).to_have_attribute("aria-pressed", "true")
    keys.press("q")
    expect(ana.get("preset-0")).to_have_attribute("aria-pressed", "true")

    # The clock stops while the booth has no connection, because the chair wants it.
    ana.page.context.close()
    sees(moderator, "dead-booths", "The clock is stopped until the booth is back.")
    ben.page.keyboard.press("Escape")
    ben.page.keyboard.press("n")
    expect(ben.get("microphone-state")).to_have_attribute("data-state", "live")
    expect(moderator.get("dead-booths")).to_be_hidden()
    expect(moderator.get("suspend")).to_be_visible()


@pytest.mark.thorough
def test_a_dead_booth(hall: Hall, booths: Booths, take: Take, fiji: Tab, chile: Tab) -> None:
    moderator = take("moderator")
    speaks(hall, fiji, "en")
    ana = booths.opened("Ana", FRENCH)
    chile.choose("language", "fr")
    chile.choose("floor-level", "off")
    ana.page.keyboard.press("d")
    hears(chile, FRENCH, silent=(FLOOR,))

    ana.page.context.close()
    sees(chile, "hears", "nothing comes from the French booth now")
    hears(chile, FLOOR, silent=(FRENCH,))
    sees(moderator, "dead-booths", "French")


@pytest.mark.thorough
def test_the_desk_plays_a_channel_into_an_output_of_the_room(
    hall: Hall, browser: Browser, booths: Booths, fiji: Tab
) -> None:
    speaks(hall, fiji, "en")
    page = listening_page(browser, 60)
    page.context.grant_permissions(["microphone"])
    # What booths say to the operator is played into another output.
    page.context.add_init_script("localStorage.setItem('balai.talkback', '{\"silenced\": true}')")
    operator = seated(hall, page, "operator")
    operator.press("tab-languages")
    choice = operator.get("output-fr")
    choice.select_option(label="Fake Audio Output 1")
    chosen = choice.input_value()
    hears(operator, FLOOR)
    assert set(operator.page.evaluate("() => outputs()")) == {chosen}

    ana = booths.opened("Ana", FRENCH)
    ana.page.keyboard.press("d")
    hears(operator, FRENCH, silent=(FLOOR,))
    assert operator.page.evaluate("() => outputs()") == [chosen]
    operator.page.reload()
    operator.press("tab-languages")
    expect(operator.get("output-missing-fr")).to_be_hidden()
    hears(operator, FRENCH, silent=(FLOOR,))
    ana.page.keyboard.press("o")
    hears(operator, FLOOR, silent=(FRENCH,))


@pytest.mark.thorough
def test_the_pages_of_languages_for_everyone(
    hall: Hall, booths: Booths, take: Take, fiji: Tab, chile: Tab
) -> None:
    moderator, operator = take("moderator"), take("operator")
    is_clean(chile, "session with languages")
    ana, ben, eva = (
        booths.opened("Ana", FRENCH),
        booths.opened("Ben", FRENCH_TOO),
        booths.opened("Eva", SPANISH),
    )
    is_clean(eva, "booth with nobody on duty")
    speaks(hall, fiji, "en")
    ana.page.keyboard.press("d")
    expect(ana.get("microphone-state")).to_have_attribute("data-state", "live")
    chile.choose("language", "fr")
    sees(chile, "hears", "You hear Français")
    is_clean(chile, "session in French")
    is_clean(ana, "booth live")
    ana.page.keyboard.press("v")
    for tab in (operator, moderator):
        sees(tab, "talkback", "The French booth is speaking to you.")
    is_clean(ana, "booth that speaks to the staff")
    is_clean(operator, "desk with a booth that speaks to it")
    is_clean(moderator, "console with a booth that speaks to it", (1440, 1024, 390, 320), scrolls=False)
    ana.page.keyboard.press("v")
    ben.page.keyboard.press("h")
    sees(ana, "handover-offered", "Ben wants to take over.")
    is_clean(ana, "booth with a handover offered")
    is_clean(ben, "booth of a colleague")
    operator.press("tab-languages")
    sees(operator, "booth-fr", "Ana")
    is_clean(operator, "desk languages")
    is_clean(moderator, "console with languages", (1440, 1024, 390, 320), scrolls=False)
    ana.page.context.close()
    sees(moderator, "dead-booths", "French")
    is_clean(moderator, "console with a dead booth", (1440, 1024, 390, 320), scrolls=False)

"""Screenshots of the views of the signer."""
import os
from pathlib import Path
from tests.journeys.test_the_signer import *
OUT=Path("/tmp/b/c15_shots"); OUT.mkdir(exist_ok=True)

def snap(tab, name, widths=(1440,1024,390)):
    tab.page.bring_to_front()
    for w in widths:
        tab.page.set_viewport_size({"width":w,"height":{1440:900,1024:768,390:844,1920:1080}[w]})
        tab.page.wait_for_timeout(900)
        tab.page.screenshot(path=str(OUT/f"{name}-{w}.png"))

@pytest.fixture
def booths(hall, browser):
    return Booths(hall, browser, Sara="ase", Tom="ase", Ana="fr")

def test_shots(hall, booths, take, browser, screen, device):
    moderator, operator = take("moderator"), take("operator")
    chile = device("chile")
    sara = booths.opened_to_sign("Sara", GREEN)
    sara.page.keyboard.press("d")
    expect(sara.get("sign-state")).to_have_attribute("data-state", "live")
    give(moderator, "Australia")
    shows(chile, "green")
    snap(chile,"session"); 
    chile.press("sign-larger"); snap(chile,"session-large"); chile.press("sign-hide"); snap(chile,"session-hidden"); chile.press("sign-show")
    chile.page.evaluate("() => localStorage.setItem('balai.language','id')")
    snap(sara,"booth")
    operator.page.bring_to_front()
    operator.get("hall-sign-choice").select_option("beside")
    shows(screen,"green")
    snap(screen,"hall",(1920,1024))
    snap(operator,"desk",(1440,390))
    for lang,name in (("id","id"),):
        for tab,n in ((chile,"session"),(sara,"booth"),(screen,"hall")):
            tab.page.evaluate("(l) => { document.documentElement.lang = l; }", lang)
    for tab,n in ((chile,"session"),(sara,"booth"),(screen,"hall")):
        tab.page.evaluate("() => document.documentElement.dir = 'rtl'")
        snap(tab,n+"-rtl",(1440,390) if n!="hall" else (1920,))

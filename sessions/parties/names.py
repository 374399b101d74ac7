"""Checks the names that people without an account choose. Pure, except that it reads a table of similar characters."""

from collections.abc import Iterable
from functools import cache

from foundation.refusals import Refusal
from foundation.text import clean_name, comparable_words, has_letter_or_digit

ROLES: dict[str, tuple[str, ...]] = {
    "en": (
        "admin", "administrator", "ambassador", "chair", "chairman", "chairperson", "chairwoman", "co-chair",
        "vice-chair", "delegate", "delegation", "interpreter", "moderator", "operator", "organiser", "organizer",
        "panellist", "panelist", "president", "presiding officer", "rapporteur", "captioner", "secretary",
        "secretary-general", "secretariat", "staff", "hall screen", "host", "support",
    ),
    "id": (
        "administrator", "delegasi", "delegat", "duta besar", "juru bahasa", "ketua", "wakil ketua", "moderator",
        "operator", "panelis", "panitia", "penyelenggara", "pelapor", "presiden", "sekretaris", "sekretariat",
        "sekretaris jenderal", "staf", "layar ruang sidang", "pemimpin sidang",
    ),
    "fr": (
        "administrateur", "administratrice", "ambassadeur", "ambassadrice", "président", "présidente", "présidence",
        "coprésident", "vice-président", "délégué", "déléguée", "délégation", "interprète", "modérateur", "modératrice",
        "opérateur", "opératrice", "organisateur", "organisatrice", "panéliste", "rapporteur", "sous-titreur",
        "secrétaire", "secrétaire général", "secrétariat", "personnel", "écran de la salle", "régie", "assistance",
    ),
    "es": (
        "administrador", "administradora", "embajador", "embajadora", "presidente", "presidenta", "presidencia",
        "copresidente", "vicepresidente", "delegado", "delegada", "delegación", "intérprete", "moderador", "moderadora",
        "operador", "operadora", "organizador", "organizadora", "panelista", "relator", "relatora", "subtitulador",
        "secretario", "secretaria", "secretario general", "secretaría", "personal", "pantalla de la sala", "asistencia",
    ),
    "ar": (
        "المدير", "السفير", "الرئيس", "رئيسة", "نائب الرئيس", "المندوب", "مندوب", "الوفد", "وفد",
        "المترجم", "مترجم فوري", "مدير الجلسة", "المشغل", "المنظم", "المقرر", "الأمين العام", "الأمانة",
        "الموظفون", "شاشة القاعة", "الدعم",
    ),
    "zh": (
        "管理员", "大使", "主席", "联合主席", "副主席", "代表", "代表团", "口译员", "译员", "主持人", "操作员",
        "主办方", "组织者", "专题小组成员", "报告员", "字幕员", "秘书", "秘书长", "秘书处", "工作人员", "会场屏幕",
        "技术支持",
    ),
    "ru": (
        "администратор", "посол", "председатель", "сопредседатель", "заместитель председателя", "делегат", "делегация",
        "переводчик", "устный переводчик", "модератор", "ведущий", "оператор", "организатор", "участник дискуссии",
        "докладчик", "секретарь", "генеральный секретарь", "секретариат", "персонал", "экран зала", "поддержка",
    ),
}  # fmt: skip
"""Titles of people who do more than listen, such as the chair, in each language of the pages."""

FILLERS = (
    "the", "of", "for", "from", "and", "dan", "dari", "untuk", "yang", "republic", "republik", "république",
    "república",
    "республика", "جمهورية",
)  # fmt: skip
ARTICLES = ("le", "la", "les", "l", "de", "du", "des", "d", "et", "el", "los", "las", "del", "y")
"""Filler words before another word. At the end of a name they may be a family name, such as *Le*."""

DELEGATES = (
    "delegate", "delegation", "delegasi", "delegat", "délégué", "déléguée", "délégation", "delegado", "delegada",
    "delegación", "المندوب", "مندوب", "الوفد", "وفد", "代表", "代表团", "делегат", "делегация",
)  # fmt: skip
"""The roles that a delegation's own phone may name."""

LONG_WORD = 7
"""A role's name with at least this many letters is refused inside a longer word too, because it cannot be there by
chance.
"""

ComparableWords = tuple[str, ...]


def chosen_name(typed: str, parties: Iterable[str], own: Iterable[str] = ()) -> str:
    """The name that a guest typed, in the stored form, or "" if none was typed.

    It must not be the name of a role, or of one of the `parties`. `own` are the names of the guest's own party: a name
    such as *delegate of* that party is allowed. Refuses `name.unreadable`, `name.of_a_role`, `name.of_a_party`.
    """
    if not typed.strip():
        return ""
    name = clean_name(typed)
    if not has_letter_or_digit(name):
        raise Refusal(
            "name.unreadable",
            "This name has no letters and no digits. Write it with letters, or leave it empty.",
        )
    words = comparable_words(name)
    mine = {comparable_words(party) for party in own}
    if _has_role(words, delegate=bool(mine)):
        raise Refusal(
            "name.of_a_role",
            "This is the name of a role in the conference. Give your own name.",
        )
    if any(
        _is_party_name(words, look)
        for party in parties
        if (look := comparable_words(party)) and look not in mine
    ):
        raise Refusal(
            "name.of_a_party",
            "A party of this conference has this name. Give your own first name and family name.",
        )
    return name


def _has_role(words: ComparableWords, *, delegate: bool) -> bool:
    joined = "".join(words)
    for role in _words_for_roles():
        if delegate and role in _words_for_delegates():
            continue
        whole = "".join(role)
        is_long = len(whole) >= LONG_WORD or _is_chinese(whole)
        if _contains_words(role, words) or joined == whole or (is_long and whole in joined):
            return True
    return False


def _is_chinese(text: str) -> bool:
    """Whether a text is of Chinese characters alone. Chinese does not separate words."""
    return all("\u4e00" <= character <= "\u9fff" for character in text)


def _is_party_name(words: ComparableWords, party: ComparableWords) -> bool:
    """Whether the words are a party's name, alone or with filler words. If the party's name has several words, it is
    found inside other words too.
    """
    joined, whole = "".join(words), "".join(party)
    if joined == whole or (len(party) > 1 and _contains_words(party, words)):
        return True
    ahead = [word for word in words[:-1] if word not in _articles()] + list(words[-1:])
    rest = [word for word in ahead if word not in _filler_words() and not word.isdecimal()]
    return bool(rest) and len(rest) % len(party) == 0 and tuple(rest) == party * (len(rest) // len(party))


def _contains_words(part: ComparableWords, words: ComparableWords) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))


@cache
def _words_for_roles() -> frozenset[ComparableWords]:
    return frozenset(comparable_words(role) for roles in ROLES.values() for role in roles)


@cache
def _words_for_delegates() -> frozenset[ComparableWords]:
    return frozenset(comparable_words(role) for role in DELEGATES)


@cache
def _articles() -> frozenset[str]:
    return frozenset(look for article in ARTICLES for look in comparable_words(article))


@cache
def _filler_words() -> frozenset[str]:
    return frozenset(look for filler in FILLERS for look in comparable_words(filler))

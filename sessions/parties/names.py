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
        "المدير", "السفير", "سفير", "الرئيس", "رئيس", "رئيسة", "نائب الرئيس", "المندوب", "مندوب", "الوفد", "وفد",
        "المترجم", "مترجم فوري", "مدير الجلسة", "المشغل", "المنظم", "المقرر", "الأمين", "الأمين العام", "الأمانة",
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
    "the", "of", "for", "from", "and", "dan", "dari", "untuk", "yang", "republic", "republik", "le", "la", "les", "de",
    "du", "des", "et", "el", "los", "las", "del", "y", "république", "república",
)  # fmt: skip

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
        if _contains_words(role, words) or joined == whole or (len(whole) >= LONG_WORD and whole in joined):
            return True
    return False


def _is_party_name(words: ComparableWords, party: ComparableWords) -> bool:
    """Whether the words are a party's name, alone or with filler words. If the party's name has several words, it is
    found inside other words too.
    """
    joined, whole = "".join(words), "".join(party)
    if joined == whole or (len(party) > 1 and _contains_words(party, words)):
        return True
    rest = [word for word in words if word not in _filler_words() and not word.isdecimal()]
    return bool(rest) and len(rest) % len(party) == 0 and tuple(rest) == party * (len(rest) // len(party))


def _contains_words(part: ComparableWords, words: ComparableWords) -> bool:
    return any(words[at : at + len(part)] == part for at in range(len(words) - len(part) + 1))


@cache
def _words_for_roles() -> frozenset[ComparableWords]:
    return frozenset(comparable_words(role) for roles in ROLES.values() for role in roles)


@cache
def _words_for_delegates() -> frozenset[ComparableWords]:
    return frozenset(comparable_words(role) for role in ("delegate", "delegation", "delegasi", "delegat"))


@cache
def _filler_words() -> frozenset[str]:
    return frozenset(look for filler in FILLERS for look in comparable_words(filler))

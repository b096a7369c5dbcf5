"""Find Norwegian national identity numbers in text.

Covers every series that is or will be in use: ordinary numbers, D-numbers (day + 40), H-numbers
(month + 40), FH-numbers (first digit 8 or 9), the synthetic series of Tenor and others (month + 20,
+ 40, + 60, + 65, + 80, also together with day + 40), and the numbers issued from 2032, whose first
check digit may leave a remainder of 0 to 3. Dates are not checked against the calendar: a number with
an impossible date is still somebody's typing error.

The functions answer where, never what: nothing here logs or returns the number that was found.
"""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

MAKS_SKILLETEGN = 3

_VEKTER_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
_VEKTER_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_RESTER_K1 = frozenset({0, 1, 2, 3})
_DAGER = frozenset((*range(1, 32), *range(41, 72)))
_MAANEDER = frozenset(maaned + tillegg for tillegg in (0, 20, 40, 60, 65, 80) for maaned in range(1, 13))
_FELLES_HJELPENUMMER = frozenset({8, 9})

# Hangul fillers draw nothing but count as letters, so they would hide a number without showing it.
_USYNLIGE = frozenset("\u115f\u1160\u3164\uffa0")
# Format characters (soft hyphen, zero width space …) and marks drawn on top of the digit before them.
_BORT = frozenset({"Cf", "Mn", "Me"})

# «27.11.2026 9:30» has eleven digits. Exactly this shape is a date with a clock time.
_DATO_MED_KLOKKE = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.(?:19|20)\d\d,? \d{1,2}:\d\d(?!\d)")

# In an address: eleven digits in one run, or six and five with one separator between.
_I_ADRESSE = re.compile(r"(?<!\d)(\d{6})[-+._ ]?(\d{5})(?!\d)")

_Gruppe = list[int]


def inneholder_personnummer(tekst: str) -> bool:
    """Say whether the text holds something that may be a national identity number. Linear in its length."""
    if sum(tegn.isdigit() for tegn in tekst) < 11 and tekst.isascii():
        return False
    return any(_treff_i(rekke) for rekke in _rekker(_normaliser(tekst)))


def adresse_inneholder_personnummer(adresse: str) -> bool:
    """Say whether a web address may hold one.

    Addresses are full of digits that belong to nobody, with separators between, so only the two ways people write a
    number are looked for. A meeting id of eleven digits that happens to have both check digits is refused too.
    """
    return any(er_personnummer([int(s) for s in a + b]) for a, b in _I_ADRESSE.findall(_normaliser(unquote(adresse))))


def er_personnummer(siffer: list[int]) -> bool:
    """Check eleven digits against the date part and both check digits."""
    if len(siffer) != 11:
        return False
    dag, maaned = siffer[0] * 10 + siffer[1], siffer[2] * 10 + siffer[3]
    gyldig_form = siffer[0] in _FELLES_HJELPENUMMER or (dag in _DAGER and maaned in _MAANEDER)
    return gyldig_form and _vektet(siffer, _VEKTER_1) % 11 in _RESTER_K1 and _vektet(siffer, _VEKTER_2) % 11 == 0


def _vektet(siffer: list[int], vekter: tuple[int, ...]) -> int:
    return sum(ett * vekt for ett, vekt in zip(siffer, vekter, strict=False))


def _normaliser(tekst: str) -> str:
    synlig = "".join(
        tegn
        for tegn in unicodedata.normalize("NFKC", tekst)
        if unicodedata.category(tegn) not in _BORT and tegn not in _USYNLIGE
    )
    return _DATO_MED_KLOKKE.sub(" kl ", synlig)


def _rekker(tekst: str) -> Iterator[list[_Gruppe]]:
    """Yield runs of digit groups that stand at most three separators from each other."""
    rekke: list[_Gruppe] = []
    avstand = MAKS_SKILLETEGN + 1
    for tegn in tekst:
        verdi = unicodedata.digit(tegn, None)
        if verdi is None:
            avstand = MAKS_SKILLETEGN + 1 if tegn.isalpha() else avstand + 1
            continue
        if avstand > MAKS_SKILLETEGN:
            if rekke:
                yield rekke
            rekke = [[verdi]]
        elif avstand:
            rekke.append([verdi])
        else:
            rekke[-1].append(verdi)
        avstand = 0
    if rekke:
        yield rekke


def _treff_i(rekke: list[_Gruppe]) -> bool:
    """Try every stretch of whole groups. A number never starts or ends inside an unbroken row of digits."""
    return any(_treff_fra(rekke, start) for start in range(len(rekke)))


def _treff_fra(rekke: list[_Gruppe], start: int) -> bool:
    siffer: list[int] = []
    for gruppe in rekke[start : start + 13]:
        siffer += gruppe[:14]
        if len(siffer) == 11 and er_personnummer(siffer):
            return True
        if len(siffer) == 13 and _med_fullt_aarstall(siffer):
            return True
        if len(siffer) > 13:
            return False
    return False


def _med_fullt_aarstall(siffer: list[int]) -> bool:
    """«01.01.1990 12345»: people write the year with four digits before the last five."""
    aarhundre = siffer[4] * 10 + siffer[5]
    return aarhundre in {18, 19, 20} and er_personnummer(siffer[:4] + siffer[6:])

"""Make checksum-correct national identity numbers of every series, in memory only: ordinary ones may be somebody's.

Written from the public description of the numbers, apart from the scanner, so that they cannot agree on a mistake.
"""

import datetime as dt
import random

VEKTER_K1 = (3, 7, 6, 1, 8, 9, 4, 5, 2)
VEKTER_K2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
# kind: (added to the day, added to the month)
TILLEGG = {
    "fnr": (0, 0),
    "dnr": (40, 0),
    "hnr": (0, 40),
    "pluss20": (0, 20),
    "pluss60": (0, 60),
    "pluss65": (0, 65),
    "tenor": (0, 80),
    "dnr_tenor": (40, 80),
    "dnr_pluss65": (40, 65),
}
SLAG = (*TILLEGG, "fh")
SKILLETEGN = ("", " ", "-", ".", "/", "\N{NO-BREAK SPACE}", "\N{EN DASH}", " - ", "_", "\n", ", ")


def lag(slag: str, tilfeldig: random.Random, *, rest: int = 0) -> str:
    """One number. `rest` is what the first check digit leaves: 0 until 2032, then 0 to 3."""
    while True:
        if slag == "fh":
            ni = [tilfeldig.choice((8, 9)), *(tilfeldig.randrange(10) for _ in range(8))]
        else:
            dag = dt.date(1900, 1, 1) + dt.timedelta(days=tilfeldig.randrange(73_000))
            til_dag, til_maaned = TILLEGG[slag]
            dato = f"{dag.day + til_dag:02}{dag.month + til_maaned:02}{dag.year % 100:02}"
            ni = [int(tegn) for tegn in f"{dato}{tilfeldig.randrange(1000):03}"]
        k1 = (rest - sum(v * s for v, s in zip(VEKTER_K1, ni, strict=True))) % 11
        ti = [*ni, k1]
        k2 = -sum(v * s for v, s in zip(VEKTER_K2, ti, strict=True)) % 11
        if k1 < 10 and k2 < 10:
            return "".join(map(str, [*ti, k2]))


def skriv(nummer: str, tilfeldig: random.Random) -> str:
    """Write it as people do: together, split after the date, in pairs, or digit by digit; sometimes in other digits."""
    grupper = tilfeldig.choice(((11,), (6, 5), (2, 2, 2, 5), (2, 2, 2, 3, 2), (4, 2, 5), (1,) * 11, (3, 3, 3, 2)))
    skille = tilfeldig.choice(SKILLETEGN)
    deler, start = [], 0
    for lengde in grupper:
        deler.append(nummer[start : start + lengde])
        start += lengde
    tekst = skille.join(deler)
    match tilfeldig.randrange(12):
        case 0:
            return "".join(chr(ord(tegn) + 0xFEE0) if tegn.isdigit() else tegn for tegn in tekst)  # full width
        case 1:
            return "".join(chr(ord(tegn) - 0x30 + 0x0660) if tegn.isdigit() else tegn for tegn in tekst)  # Arabic-Indic
        case 2:
            return tekst[:4] + "\N{ZERO WIDTH SPACE}" + tekst[4:]
        case 3:
            return tekst[:2] + "\N{SOFT HYPHEN}" + tekst[2:]
        case _:
            return tekst

import random
import sys

import pytest

from grunnmur.portal.personnummer import adresse_inneholder_personnummer, er_personnummer, inneholder_personnummer
from tests.portal.personnummergenerator import SKILLETEGN, SLAG, lag, skriv

ANTALL = 2_000


@pytest.mark.parametrize("slag", SLAG)
def test_every_number_of_the_kind_is_found(slag: str) -> None:
    tilfeldig = random.Random(slag)
    skrevet = [f"Gjelder {skriv(lag(slag, tilfeldig), tilfeldig)}, takk." for _ in range(ANTALL)]
    assert [tekst for tekst in skrevet if not inneholder_personnummer(tekst)] == []


@pytest.mark.parametrize("rest", [1, 2, 3])
@pytest.mark.parametrize("slag", ["fnr", "dnr", "tenor"])
def test_numbers_issued_from_2032_are_found(slag: str, rest: int) -> None:
    tilfeldig = random.Random(rest)
    skrevet = [skriv(lag(slag, tilfeldig, rest=rest), tilfeldig) for _ in range(ANTALL)]
    assert [tekst for tekst in skrevet if not inneholder_personnummer(tekst)] == []


@pytest.mark.parametrize("skille", SKILLETEGN)
def test_date_with_full_year_before_the_last_five_is_found(skille: str) -> None:
    tilfeldig = random.Random(skille)
    for _ in range(200):
        nummer = lag("tenor", tilfeldig)
        tekst = f"{nummer[:2]}.{nummer[2:4]}.19{nummer[4:6]}{skille or ' '}{nummer[6:]}"
        assert inneholder_personnummer(f"Født {tekst}"), "a number written with a full year went through"


@pytest.mark.parametrize("rest", [4, 5, 6, 7, 8, 9, 10])
def test_other_remainders_are_no_identity_numbers(rest: int) -> None:
    tilfeldig = random.Random(rest)
    numre = [[int(tegn) for tegn in lag("fnr", tilfeldig, rest=rest)] for _ in range(200)]
    assert not any(er_personnummer(nummer) for nummer in numre)


@pytest.mark.parametrize("posisjon", range(9, 11))
def test_one_changed_check_digit_is_let_through(posisjon: int) -> None:
    """The control of the recall tests: the scanner checks the digits, it does not refuse every eleven."""
    tilfeldig = random.Random(posisjon)
    endret = 0
    for _ in range(500):
        nummer = [int(tegn) for tegn in lag("tenor", tilfeldig)]
        nummer[posisjon] = (nummer[posisjon] + 5) % 10
        endret += not er_personnummer(nummer)
    assert endret > 400


def test_realistic_text_gives_fewer_than_one_false_alarm_in_a_thousand() -> None:
    tilfeldig = random.Random(2026)
    alarmer = sum(inneholder_personnummer(_vanlig_tekst(tilfeldig)) for _ in range(10_000))
    assert alarmer < 10


def _vanlig_tekst(tilfeldig: random.Random) -> str:
    """What clinicians write in the fields of the form: dates, phones, addresses, units, clock times, goals."""
    r = tilfeldig.randrange
    fraser = (
        lambda: f"Ønsker hospitering {r(1, 29)}.–{r(1, 29)}. januar 2027, eventuelt uke {r(1, 53)}.",
        lambda: (
            f"Ring meg på {r(400, 499)} {r(10, 99)} {r(100, 999)} eller {r(61, 63)} {r(10, 99)} {r(10, 99)} {r(10, 99)}."
        ),
        lambda: f"Tlf. {r(40000000, 49999999)}, e-post ansatt{r(100)}@kommune.example.",
        lambda: f"Jeg kan fra {r(1, 29):02}.{r(1, 13):02}.2027 til {r(1, 29):02}.{r(1, 13):02}.2027.",
        lambda: f"Storgata {r(1, 120)}, {r(2800, 2900)} Gjøvik, {r(1, 5)}. etasje, rom {r(100, 600)}.",
        lambda: f"Møtet er {r(1, 29)}.{r(1, 13)}.2026 kl. {r(8, 17)}.{r(10, 60)} på Teams.",
        lambda: f"Vi har {r(5, 80)} pasienter, {r(2, 30)} sykepleiere og {r(1, 9)} leger fordelt på {r(2, 6)} grupper.",
        lambda: f"Sak {r(1, 99)}/{r(20, 27)} i utvalget, se H-2026-{r(1, 9999):04}.",
        lambda: f"HPR {r(1000000, 9999999)}, autorisert {r(1990, 2025)}.",
        lambda: f"Org.nr. 9{r(10, 99)} {r(100, 999)} {r(100, 999)}.",
        lambda: f"Vakt {r(1, 29)}.{r(1, 13)}.2027 {r(7, 22)}:{r(10, 60)}, {r(30, 100)} prosent stilling.",
        lambda: f"Målet er å lære ESAS-r (skår 0–10), {r(2, 9)} av {r(10, 20)} punkter i ALM {r(40, 90)}.",
        lambda: f"Reise ca. {r(20, 200)} km, {r(1, 9)} t {r(10, 59)} min, utlegg kr {r(100, 999)},{r(10, 99)}.",
    )
    return " ".join(tilfeldig.choice(fraser)() for _ in range(tilfeldig.randint(1, 8)))


@pytest.mark.parametrize(
    "tekst",
    ["1 " * 50_000, "0" * 100_000, "01.01.90 " * 11_000, "1\N{ZERO WIDTH SPACE}" * 50_000, "9-9-" * 25_000],
    ids=["digit and space", "one row", "dates", "hidden", "help numbers"],
)
def test_a_hundred_kilobytes_of_trouble_cost_what_their_length_says(tekst: str) -> None:
    """Eight times the text is at most eight times the steps, counted and not timed."""
    assert _steg(tekst) <= 8 * 1.1 * _steg(tekst[: len(tekst) // 8]) + 500


def _steg(tekst: str) -> int:
    """How many lines of Python the scan runs."""
    antall = 0

    def tell(*_: object) -> object:
        nonlocal antall
        antall += 1
        return tell

    gammel = sys.gettrace()
    sys.settrace(tell)  # type: ignore[arg-type]
    try:
        inneholder_personnummer(tekst)
    finally:
        sys.settrace(gammel)
    return antall


@pytest.mark.parametrize("ramme", ["Rom 12 {}", "{} 7", "1, 2, {}", "12.01.2027: {}", "x{}y", "({})", "{} {}"])
def test_other_numbers_beside_it_do_not_hide_it(ramme: str) -> None:
    tilfeldig = random.Random(ramme)
    for _ in range(100):
        assert inneholder_personnummer(ramme.format(*[lag("tenor", tilfeldig)] * 2)), "hidden by its neighbours"


def test_separators_wider_than_three_end_a_number() -> None:
    nummer = lag("tenor", random.Random(1))
    assert inneholder_personnummer(f"{nummer[:6]}   {nummer[6:]}")
    assert not inneholder_personnummer(f"{nummer[:6]}    {nummer[6:]}")
    assert not inneholder_personnummer(f"{nummer[:6]} til {nummer[6:]}")


def test_date_with_clock_time_is_no_number() -> None:
    assert not any(inneholder_personnummer(f"27.11.2026 {t}:{m:02}") for t in range(10) for m in range(60))


@pytest.mark.parametrize("form", ["{}", "?fnr={}&x=1", "a/{}/b", "#p{}"])
def test_a_number_in_an_address_is_found_as_people_write_it(form: str) -> None:
    tilfeldig = random.Random(form)
    for _ in range(200):
        nummer = lag("tenor", tilfeldig)
        for skrevet in (nummer, f"{nummer[:6]}-{nummer[6:]}", f"{nummer[:6]}%20{nummer[6:]}", f"{nummer[:6]}+{nummer[6:]}"):
            assert adresse_inneholder_personnummer(f"https://x.example/{form.format(skrevet)}")


def test_the_other_digits_of_an_address_are_nobodys() -> None:
    tilfeldig = random.Random(3)
    nummer = lag("tenor", tilfeldig)
    for ufarlig in (f"1{nummer}", f"{nummer}2", f"{nummer[:3]}-{nummer[3:7]}-{nummer[7:]}", "meet/8123-4567"):
        assert not adresse_inneholder_personnummer(f"https://x.example/{ufarlig}")

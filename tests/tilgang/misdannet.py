"""Malformed posts and query strings: what a scanner, a broken client or a curious person may send."""

from __future__ import annotations

import functools
from random import Random
from urllib.parse import quote, quote_from_bytes

from django.db import transaction
from django.forms import BaseForm
from django.test import Client
from django.urls import resolve

from tests.tilgang.adresser import Sted, navn_i_portalen

VERDIER = [
    "", " ", "0", "-1", "9" * 40, "1e309", "NaN", "true", "null", "[]", "{}", "' OR 1=1 --", "<script>alert(1)</script>",
    "../../etc/passwd", "00000000-0000-0000-0000-000000000000", "ikke-en-uuid", "32.13.2026", "2026-02-30", "31.12.99999",
    "0001-01-01", "9999-12-31", "æøå", "‮", "\ufeff", "𝔘𝔫𝔦", "a" * 5000, "%s%n%x", "{{7*7}}", "\r\nSet-Cookie: x=1", "\t",
    "enkeltpasient", "kunnskap", "ikke_nodvendig", "09:00",
    "mottatt", "innvilget", "hf", "kommune", "on", "1", "2", "5", "2027-09", "01.09.2027", "31.12.2026", "delt", "ja", "nei",
    "send", "stamdata", "plass", "steng", "spesialist", "a@prove.example", "https://prove.example",
]  # fmt: skip
RAA = [b"%00", b"%ED%A0%80", b"%FF%FE", b"%", b"%zz", b"%C3%28", b"%F0%28%8C%28"]
FELTER = [
    "versjon", "utfall", "kommentar", "tariff_bekreftet", "vertsenhet", "vertsvirksomhet", "sokes_i", "periode_fra",
    "periode_til", "begrunnelse", "tema_og_maal", "faggruppe", "egen_enhet", "onsket_enhet", "tlf_privat", "login",
    "password", "email", "next", "language", "side", "sorter", "tilstand", "q", "vis", "fra", "til", "virksomhet", "enhet",
    "navn", "sporring", "valgt", "person", "type", "gyldig_fra", "gyldig_til", "kontakt_epost", "kontakt_tlf", "sok", "kode",
    "gjelder_enkeltpasient", "svar", "soker", "id", "pk", "csrfmiddlewaretoken", "fil", "rolletype", "malform", "varselvalg",
    "sak", "tjeneste", "som", "handling", "start", *(f"{navn}_1" for navn in ("start", "avdeling", "foer", "etter")),
]  # fmt: skip


def _verdi(tilfeldig: Random) -> bytes:
    if tilfeldig.random() < 0.12:
        return tilfeldig.choice(RAA)
    return quote(tilfeldig.choice(VERDIER), safe="").encode()


@functools.cache
def _felter(app: str) -> list[str]:
    """The fields of every form in the app, as often as all the others together."""
    egne: set[str] = set()
    klasser = [BaseForm]
    while klasser:
        klasse = klasser.pop()
        klasser += klasse.__subclasses__()
        if klasse.__module__.startswith(f"{app}."):
            prefiks = f"{kode}-" if (kode := getattr(klasse, "KODE", "")) else ""
            egne |= {prefiks + navn for navn in getattr(klasse, "base_fields", ())}
    return sorted(egne) * max(1, len(FELTER) // len(egne)) + FELTER if egne else FELTER


def _sporring(tilfeldig: Random, felter: list[str], fremmede: list[str]) -> bytes:
    par = []
    for _ in range(tilfeldig.randint(0, 12)):
        felt = tilfeldig.choice(felter).encode() if tilfeldig.random() < 0.95 else _verdi(tilfeldig)
        if felt == b"versjon" and tilfeldig.random() < 0.5:  # often right: what comes after the lock is tried too
            par.append(felt + b"=" + tilfeldig.choice([b"1", b"2", b"3", b"4"]))
            continue
        verdi = quote(tilfeldig.choice(fremmede)).encode() if tilfeldig.random() < 0.15 else _verdi(tilfeldig)
        par.append(felt + b"=" + verdi)
    return b"&".join(par)


def skyt(sted: Sted, klienter: dict[str, Client], antall: int, *, fro: int = 1, rom: str = "") -> list[str]:
    """Send `antall` malformed requests, to addresses in `rom`; every HTTP 500 comes back as what brought it about."""
    tilfeldig = Random(fro)
    navn = [navn for navn in navn_i_portalen() if navn.startswith(rom)]
    ting = [
        *(sak for saker in sted.saker.values() for sak in saker),
        sted.cast.hamar,
        sted.cast.utenforenhet,
        sted.cast.utenfor,
    ]
    fremmede = [str(en.pk) for en in ting]
    feil = []
    for _ in range(antall):
        rolle, adresse = tilfeldig.choice(list(klienter)), sted.adresse(tilfeldig.choice(navn))
        metode = tilfeldig.choice(["GET", "POST", "POST"])
        felter = _felter(resolve(adresse).func.__module__.partition(".views")[0])
        innhold = _sporring(tilfeldig, felter, fremmede)
        miljo = {
            "PATH_INFO": adresse,
            "REQUEST_METHOD": metode,
            "HTTP_HOST": "localhost",
            "QUERY_STRING": (_sporring(tilfeldig, felter, fremmede) if metode == "GET" else b"").decode("latin-1"),
        }
        if metode == "POST":
            miljo |= _kropp(tilfeldig, innhold)
        klient = klienter[rolle]
        with transaction.atomic():
            status = klient.handler(klient._base_environ(**miljo)).status_code
            transaction.set_rollback(True)
        if status >= 500:
            feil.append(f"{status} {rolle} {metode} {adresse} ?{miljo['QUERY_STRING']} {quote_from_bytes(innhold)[:300]}")
    return feil


def _kropp(tilfeldig: Random, innhold: bytes) -> dict[str, object]:
    from django.test.client import FakePayload

    slag = tilfeldig.choice(
        ["application/x-www-form-urlencoded"] * 6
        + ["application/json", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain; charset=hex"]
    )
    if slag.startswith("multipart/form-data; b") and tilfeldig.random() < 0.7:
        felt = tilfeldig.choice(FELTER).encode()
        innhold = (
            b'--x\r\nContent-Disposition: form-data; name="' + felt + b'"\r\n\r\n' + _verdi(tilfeldig) + b"\r\n--x--\r\n"
        )
    return {"CONTENT_TYPE": slag, "CONTENT_LENGTH": str(len(innhold)), "wsgi.input": FakePayload(innhold)}

"""Malformed posts and query strings: what a scanner, a broken client or a curious person may send."""

from __future__ import annotations

from random import Random
from urllib.parse import quote, quote_from_bytes

from django.db import transaction
from django.test import Client

from tests.tilgang.adresser import Sted, navn_i_portalen

VERDIER = [
    "", " ", "0", "-1", "9" * 40, "1e309", "NaN", "true", "null", "[]", "{}", "' OR 1=1 --", "<script>alert(1)</script>",
    "../../etc/passwd", "00000000-0000-0000-0000-000000000000", "ikke-en-uuid", "32.13.2026", "2026-02-30", "31.12.99999",
    "0001-01-01", "9999-12-31", "æøå", "‮", "\ufeff", "𝔘𝔫𝔦", "a" * 5000, "%s%n%x", "{{7*7}}", "\r\nSet-Cookie: x=1", "\t",
    "mottatt", "innvilget", "hf", "kommune", "on",
]  # fmt: skip
RAA = [b"%00", b"%ED%A0%80", b"%FF%FE", b"%", b"%zz", b"%C3%28", b"%F0%28%8C%28"]
FELTER = [
    "versjon", "utfall", "kommentar", "tariff_bekreftet", "vertsenhet", "vertsvirksomhet", "sokes_i", "periode_fra",
    "periode_til", "begrunnelse", "tema_og_maal", "faggruppe", "egen_enhet", "onsket_enhet", "tlf_privat", "login",
    "password", "email", "next", "language", "side", "sorter", "tilstand", "q", "vis", "fra", "til", "virksomhet", "enhet",
    "navn", "sporring", "valgt", "person", "type", "gyldig_fra", "gyldig_til", "kontakt_epost", "kontakt_tlf", "sok", "kode",
    "gjelder_enkeltpasient", "svar", "soker", "id", "pk", "csrfmiddlewaretoken", "fil", "rolletype", "malform", "varselvalg",
]  # fmt: skip


def _verdi(tilfeldig: Random) -> bytes:
    if tilfeldig.random() < 0.12:
        return tilfeldig.choice(RAA)
    return quote(tilfeldig.choice(VERDIER), safe="").encode()


def _sporring(tilfeldig: Random, fremmede: list[str]) -> bytes:
    par = []
    for _ in range(tilfeldig.randint(0, 12)):
        felt = tilfeldig.choice(FELTER).encode() if tilfeldig.random() < 0.95 else _verdi(tilfeldig)
        verdi = quote(tilfeldig.choice(fremmede)).encode() if tilfeldig.random() < 0.15 else _verdi(tilfeldig)
        par.append(felt + b"=" + verdi)
    return b"&".join(par)


def skyt(sted: Sted, klienter: dict[str, Client], antall: int, *, fro: int = 1) -> list[str]:
    """Send `antall` malformed requests; every HTTP 500 comes back as what brought it about."""
    tilfeldig = Random(fro)
    navn = navn_i_portalen()
    ting = [*sted.saker.values(), sted.cast.hamar, sted.cast.utenforenhet, sted.cast.utenfor]
    fremmede = [str(en.pk) for en in ting]
    feil = []
    for _ in range(antall):
        rolle, adresse = tilfeldig.choice(list(klienter)), sted.adresse(tilfeldig.choice(navn))
        metode = tilfeldig.choice(["GET", "POST", "POST"])
        innhold = _sporring(tilfeldig, fremmede)
        miljo = {
            "PATH_INFO": adresse,
            "REQUEST_METHOD": metode,
            "HTTP_HOST": "localhost",
            "QUERY_STRING": (_sporring(tilfeldig, fremmede) if metode == "GET" else b"").decode("latin-1"),
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

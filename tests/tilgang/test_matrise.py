"""Who gets what at every address: the law as a table, role by role and method by method.

`matrise.txt` is written by hand (and read by people): the state is «mottatt», the application is from
Gjøvik to the hospital. A new address without a line fails; so does a line without an address.
"""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Rolle
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from hospitering.models import Soknad
from tests.tilgang.adresser import ROLLER, Sted, klient, navn_i_portalen

MATRISE = Path(__file__).with_name("matrise.txt")


def les_matrise() -> dict[tuple[str, str], dict[str, int]]:
    """(address, method) → role → status."""
    rader: dict[tuple[str, str], dict[str, int]] = {}
    for linje in MATRISE.read_text(encoding="utf-8").splitlines():
        if not linje or linje.startswith("#"):
            continue
        navn, metode, *svar = linje.split()
        rader[navn, metode] = dict(zip(ROLLER, map(int, svar), strict=True))
    return rader


def svar(klient: Client, metode: str, adresse: str) -> int:
    """The status of one request whose effect is undone. Asks the handler itself: a fraction of the client's cost."""
    with transaction.atomic():
        svar = klient.handler(klient._base_environ(PATH_INFO=adresse, REQUEST_METHOD=metode, HTTP_HOST="localhost"))
        transaction.set_rollback(True)
    return svar.status_code


def test_hver_adresse_har_sin_linje() -> None:
    i_matrisen = {navn for navn, _metode in les_matrise()}
    assert i_matrisen == set(navn_i_portalen())


@pytest.mark.parametrize("rolle", ROLLER)
def test_matrisen(sted: Sted, rolle: str) -> None:
    """Every address by GET and POST gives exactly what the table says."""
    klienten = klient(sted.cast, rolle)
    feil = []
    for (navn, metode), ventet in les_matrise().items():
        fikk = svar(klienten, metode, sted.adresse(navn))
        if fikk != ventet[rolle]:
            feil.append(f"{navn} {metode}: {fikk}, not {ventet[rolle]}")
    assert feil == []


@pytest.mark.parametrize("rolle", ["anonym", "soker", "leder", "utenfor"])
def test_andre_metoder_gir_aldri_mer(sted: Sted, rolle: str) -> None:
    """HEAD at most as GET; PUT at most as POST; PATCH, DELETE and TRACE never; nothing is ever a 500."""
    klienten = klient(sted.cast, rolle)
    matrise = les_matrise()
    for navn in navn_i_portalen():
        adresse = sted.adresse(navn)
        assert svar(klienten, "HEAD", adresse) in {405, matrise[navn, "GET"][rolle]}, navn
        assert svar(klienten, "PUT", adresse) in {405, matrise[navn, "POST"][rolle]}, navn
        # A reset link that is not valid says so whatever the method: the same page as GET, open to all.
        ellers = {200} if navn == "account_reset_password_from_key" else set()
        for metode in ("PATCH", "DELETE", "TRACE"):
            assert svar(klienten, metode, adresse) in {302, 400, 403, 404, 405} | ellers, (navn, metode)
        assert svar(klienten, "OPTIONS", adresse) < 500, navn


def test_en_fremmed_finner_ingenting_i_saken(sted: Sted) -> None:
    """Independent of the table: no address of a case is anything but missing to a stranger."""
    for rolle in ("utenfor", "hamarleder", "hamarmottak", "kommunemottak", "kontakt", "kontakt_adm"):
        klienten = klient(sted.cast, rolle)
        for navn in navn_i_portalen():
            adresse = sted.adresse(navn)
            if str(sted.sak.pk) in adresse:
                assert svar(klienten, "GET", adresse) in {404, 405}, (rolle, navn)
                assert svar(klienten, "POST", adresse) in {404, 405}, (rolle, navn)


@pytest.mark.parametrize("rolle", ["soker", "leder", "mottak", "vertsleder", "admin"])
def test_get_endrer_ingenting(sted: Sted, rolle: str) -> None:
    """A mail scanner that opens every address decides nothing (reading log, session and jobs aside)."""
    klienten = klient(sted.cast, rolle)
    for_ = _fasit()
    for navn in navn_i_portalen():
        for metode in ("GET", "OPTIONS"):
            klienten.handler(
                klienten._base_environ(PATH_INFO=sted.adresse(navn), REQUEST_METHOD=metode, HTTP_HOST="localhost")
            )
    assert _fasit() == for_


def _fasit() -> list[object]:
    return [
        list(Soknad.objects.order_by("pk").values_list("pk", "tilstand", "versjon")),
        list(Oppgave.objects.order_by("pk").values_list("pk", "lukket")),
        list(Varsel.objects.order_by("pk").values_list("pk", "lest", "epost")),
        list(Rolle.objects.order_by("pk").values_list("pk", "gyldig_til")),
        list(Bruker.objects.order_by("pk").values_list("pk", "malform", "is_active", "navn")),
        Hendelse.objects.count(),
    ]


def test_admin_er_bare_for_systemadministrator(sted: Sted) -> None:
    """Every page of Django admin: the administrator gets in, everybody else is sent away."""
    from django.contrib import admin
    from django.urls import reverse

    sider = [reverse("admin:index")]
    for modell in admin.site._registry:
        sider.append(reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist"))
    for rolle in ROLLER:
        klienten = klient(sted.cast, rolle)
        ventet = {200} if rolle == "admin" else {302, 404, 403}
        for side in sider:
            assert svar(klienten, "GET", side) in ventet, (rolle, side)

"""Who gets what at every address: the law as a table, role by role, method by method, state by state.

The table is `omraader/*.txt`, one file for each area; how an area brings its part stands in `omraader/__init__.py`.
"""

import itertools

import pytest

from tests.avtrykk import innhold
from tests.tilgang.adresser import Sted, navn_i_portalen, svar, ventet
from tests.tilgang.omraader import ALLE_ROLLER, OMRAADER, ROLLER
from tests.tilgang.sporsmaal import TILSTANDER, avvik, avvik_i_tilstand, bare_405, spor

pytestmark = pytest.mark.usefixtures("avslag_tegnes_en_gang")

SAKER = [navn for navn, omraade in OMRAADER.items() if len(omraade.tilstander) > 1]

LOV_AA_ENDRE = {'"django_session"', '"jobb_jobb"', '"mellomlager"', '"saksgang_lesing"'}
"""What opening a page may write: the session, work ordered, rate limits, and who opened the case."""

SPOR_OM_ALT = {"anonym", "soker", "admin", "koordinator"}
"""Those who try also what nobody may by that method (405)."""


def test_hver_adresse_har_sine_linjer() -> None:
    assert set(ventet()) == {(navn, metode) for navn in navn_i_portalen() for metode in ("GET", "POST")}


@pytest.mark.parametrize("rolle", ALLE_ROLLER)
def test_matrisen(sted: Sted, rolle: str) -> None:
    """Every address by GET and POST gives exactly what the table says."""
    skal = {
        rad: statuser[rolle]
        for rad, statuser in ventet().items()
        if rolle in statuser and (rolle in SPOR_OM_ALT or not bare_405(statuser))
    }
    assert avvik(spor(sted, rolle, skal), skal) == []


@pytest.mark.parametrize(("omraade", "tilstand"), TILSTANDER)
@pytest.mark.django_db
def test_matrisen_i_hver_tilstand(omraade: str, tilstand: str) -> None:
    """Every line of a state holds, asked by one of those whom it answers alike (`en_av_hver`). The rest is `make drill`."""
    assert avvik_i_tilstand(omraade, tilstand, set(OMRAADER[omraade].rader[tilstand])) == {}


@pytest.mark.parametrize("omraade", OMRAADER)
def test_en_tilstand_sier_bare_det_som_er_annerledes(omraade: str) -> None:
    forste, *andre = OMRAADER[omraade].tilstander
    rader = OMRAADER[omraade].rader
    assert [(t, rad) for t in andre for rad, statuser in rader[t].items() if rader[forste][rad] == statuser] == []


@pytest.mark.parametrize("rolle", ["anonym", "soker", "leder", "utenfor", "koordinator"])
def test_andre_metoder_gir_aldri_mer(sted: Sted, rolle: str) -> None:
    """HEAD at most as GET; PUT at most as POST; PATCH, DELETE and TRACE never; nothing is ever a 500."""
    klient = sted.klient(rolle)
    matrise = ventet()
    for navn in adresser_for(rolle):
        adresse = sted.adresse(navn)
        assert svar(klient, "HEAD", adresse) in {405, matrise[navn, "GET"][rolle]}, navn
        assert svar(klient, "PUT", adresse) in {405, matrise[navn, "POST"][rolle]}, navn
        # A reset link that is not valid says so whatever the method: the same page as GET, open to all.
        ellers = {200} if navn == "account_reset_password_from_key" else set()
        # Refused before the view asks who it is: one of those signed in is enough.
        for metode in ("PATCH", "DELETE", "TRACE") if rolle in ("anonym", "soker") else ():
            assert svar(klient, metode, adresse) in {302, 400, 403, 404, 405} | ellers, (navn, metode)
        assert svar(klient, "OPTIONS", adresse) < 500, navn


@pytest.mark.parametrize("omraade", SAKER)
def test_en_fremmed_finner_ingenting_i_saken(sted: Sted, omraade: str) -> None:
    """Independent of the table: no address of a case is anything but missing to a stranger."""
    fremmede = OMRAADER[omraade].fremmede
    assert "utenfor" in fremmede
    # Where they share a column the table can say nothing of one of them that it does not say of all.
    for rolle in fremmede[:1] if "fremmed" in OMRAADER[omraade].kolonner else fremmede:
        klient = sted.klient(rolle)
        for navn in sted.sakens(omraade):
            assert svar(klient, "GET", sted.adresse(navn)) in {404, 405}, (rolle, navn)
            assert svar(klient, "POST", sted.adresse(navn)) in {404, 405}, (rolle, navn)


@pytest.mark.parametrize(
    "rolle", ["soker", "leder", "mottak", "vertsleder", "admin", "koordinator", "kommune_lis", "lis3", "avdelingsleder"]
)
def test_get_endrer_ingenting(sted: Sted, rolle: str) -> None:
    """A mail scanner that opens every address decides nothing (reading log, session and jobs aside)."""
    klient = sted.klient(rolle)
    for_ = innhold()
    for navn in adresser_for(rolle):
        for metode in ("GET", "OPTIONS"):
            klient.handler(klient._base_environ(PATH_INFO=sted.adresse(navn), REQUEST_METHOD=metode, HTTP_HOST="localhost"))
    etter = innhold()
    assert {tabell for tabell in for_ | etter if for_.get(tabell) != etter.get(tabell)} <= LOV_AA_ENDRE


def adresser_for(rolle: str) -> list[str]:
    """Where the table has a word on this role; of areas in which it is one of many strangers, nothing."""
    matrise = ventet()
    fremmed_i = [o for o in OMRAADER.values() if "fremmed" in o.kolonner and rolle in o.fremmede[1:]]
    andres = {navn for o in fremmed_i for navn, _metode in o.rader[o.tilstander[0]]}
    return [navn for navn in navn_i_portalen() if rolle in matrise[navn, "GET"] and navn not in andres]


def test_admin_er_bare_for_systemadministrator(sted: Sted) -> None:
    """Every page of Django admin: the administrator gets in, the others are sent away, each from a page in turn."""
    from django.contrib import admin
    from django.urls import reverse

    sider = [
        reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_changelist") for modell in admin.site._registry
    ]
    andre = [rolle for rolle in ROLLER if rolle != "admin"]
    spurt = [(rolle, reverse("admin:index")) for rolle in andre] + list(zip(itertools.cycle(andre), sider, strict=False))
    for rolle, side in spurt:
        assert svar(sted.klient(rolle), "GET", side) in {302, 404, 403}, (rolle, side)
    for side in [reverse("admin:index"), *sider]:
        assert svar(sted.klient("admin"), "GET", side) == 200, side

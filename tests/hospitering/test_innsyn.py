"""Who sees what: a stranger nothing, each role its part, and private fields only with those who need them."""

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.models import Lesing
from grunnmur.saksgang.operations import noter_lesing
from grunnmur.saksgang.selectors import innsyn_i
from hospitering import operations as op
from hospitering.models import Soknad
from hospitering.rules import ser_private
from tests.rollebesetning import Cast

ALLE = [
    "soker", "leder", "stedfortreder", "overleder", "kontakt_adm", "kommunemottak", "mottak", "vertsleder",
    "divisjonsleder", "kontakt", "hamarleder", "hamarmottak", "sekretariat", "utenfor",
]  # fmt: skip

EGEN = {"soker", "leder", "overleder", "sekretariat"}
SER = {
    "utkast": {"soker"},
    "innsendt": EGEN,
    "oversendt": EGEN | {"mottak"},
    "mottatt": EGEN | {"mottak", "vertsleder", "divisjonsleder"},
    "innvilget": EGEN | {"mottak", "vertsleder", "divisjonsleder"},
    "vertsdel": EGEN | {"mottak", "vertsleder", "divisjonsleder", "kontakt"},
    "besvart": EGEN | {"mottak", "vertsleder", "divisjonsleder", "kontakt"},
}
SER_PRIVATE = {
    "utkast": {"soker"},
    "innsendt": {"soker", "leder"},
    "oversendt": {"soker", "leder", "mottak"},
    "mottatt": {"soker", "leder", "mottak", "vertsleder"},
    "innvilget": {"soker", "leder", "mottak", "vertsleder"},
    "vertsdel": {"soker", "leder", "mottak", "vertsleder"},
    "besvart": {"soker", "leder", "mottak", "vertsleder"},
}


@pytest.mark.krav("S1-S05", "S1-S06", "S1-S19", "S1-S35")
@pytest.mark.parametrize("naar", list(SER))
def test_hvem_ser_saken_og_hvem_ser_private_felter(cast: Cast, naar: str) -> None:
    sak = getattr(cast, naar)()
    assert {n for n in ALLE if Soknad.objects.synlig_for(cast.folk[n]).filter(pk=sak.pk).exists()} == SER[naar]
    assert {n for n in ALLE if ser_private(cast.folk[n], sak)} == SER_PRIVATE[naar]


def test_avslag_hos_egen_leder_naar_aldri_verten(cast: Cast) -> None:
    sak = cast.innsendt()
    op.avslaa_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, kommentar="Ikke nå.")
    ser = {n for n in ALLE if Soknad.objects.synlig_for(cast.folk[n]).exists()}
    assert ser == EGEN


def test_inaktiv_ser_og_gjor_ingenting(cast: Cast) -> None:
    cast.innsendt()
    cast.leder.is_active = False
    cast.leder.save()
    assert not Soknad.objects.synlig_for(cast.leder).exists()


def test_stedfortreder_ser_det_lederen_ser(cast: Cast) -> None:
    sak = cast.innsendt()
    rolle = cast.leder.roller.get(type=RolleType.LEDER)
    assert not Soknad.objects.synlig_for(cast.stedfortreder).exists()
    cast.stedfortreder_for("stedfortreder", rolle)
    assert Soknad.objects.synlig_for(cast.stedfortreder).get() == sak
    assert ser_private(cast.stedfortreder, sak)


def test_synlighet_koster_faa_sporringer(cast: Cast, django_assert_max_num_queries: object) -> None:
    for _ in range(3):
        cast.mottatt()
    for navn, tak in (("soker", 3), ("leder", 4), ("mottak", 3), ("sekretariat", 3)):
        with django_assert_max_num_queries(tak):  # type: ignore[operator]
            assert len(Soknad.objects.synlig_for(cast.folk[navn]).med_navn()) == 3


def test_lesing_noteres_en_gang_om_dagen_og_ikke_sokerens_egen(cast: Cast) -> None:
    sak = cast.innsendt()
    for hvem in (cast.leder, cast.leder, cast.soker):
        noter_lesing(sak, hvem)
    assert [(rad.bruker, rad.antall) for rad in Lesing.objects.for_sak(sak)] == [(cast.leder, 2)]


def test_skjemaet_som_pdf_noteres_som_lesing(cast: Cast, client: Client) -> None:
    sak = cast.innsendt()
    client.force_login(cast.leder)
    client.get(reverse("hospitering:skjema_pdf", args=[sak.pk]))
    assert [(rad.bruker, rad.antall) for rad in Lesing.objects.for_sak(sak)] == [(cast.leder, 1)]


def test_systemadministrator_som_aapner_saken_noteres(cast: Cast, client: Client) -> None:
    sak = cast.innsendt()
    admin = cast.person("admin", "Ada Administrator")
    Bruker.objects.filter(pk=admin.pk).update(is_staff=True, is_superuser=True)
    client.force_login(Bruker.objects.get(pk=admin.pk))
    assert client.get(reverse("admin:hospitering_soknad_change", args=[sak.pk])).status_code == 200
    assert [rad.bruker for rad in Lesing.objects.for_sak(sak)] == [admin]
    assert "Ada Administrator åpnet saken" in [linje.tekst for linje in innsyn_i(sak)]

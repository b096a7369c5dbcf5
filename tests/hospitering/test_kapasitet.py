"""How many hospitants a unit takes each week: kept when agreements are entered, also by fifty at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from copy import copy
from datetime import date, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.models import Hendelse
from hospitering.models import Periodeforslag, Soknad, Tilstand, Ukebelegg, Ukeskapasitet
from hospitering.operations import periode
from hospitering.operations.avtale import inngaa_avtale
from hospitering.operations.enhetsprofil import fjern_uke, lagre_profil, sett_uker
from hospitering.selectors.kapasitet import UKE, mandag
from hospitering.selectors.ukekalender import Ukekalender, ukekalender
from tests.hospitering import avtaler
from tests.hospitering.skjema import innlogget, tekst
from tests.rollebesetning import Cast, lag_cast

ANTALL = 50
PLASSER = 3


def kapasitet(cast: Cast, antall: int | None, versjon: int = 0) -> None:
    lagre_profil(cast.palliativ.pk, utfort_av=cast.vertsleder, versjon=versjon, felter={"kapasitet": antall})


def perioden(sak: Soknad) -> tuple[date, date]:
    """The first and the last day that are agreed."""
    assert sak.avtale.fra and sak.avtale.til
    return sak.avtale.fra, sak.avtale.til


def kopier_av(sak: Soknad, antall: int) -> list[Soknad]:
    """The same clarified case so many times, as rows: fifty of them by operations would take a minute."""
    saker: list[Soknad] = [sak]
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        for nummer in range(1, antall):
            ny = copy(Soknad.objects.get(pk=sak.pk))
            ny.pk, ny.saksnummer = uuid4(), f"H-2099-{nummer:04d}"
            ny.save(force_insert=True)
            for rad in (sak.avtale, *sak.avtale.perioder.all(), *sak.avklaringer.all(), sak.reiseavtale):
                rad = copy(rad)
                navn = "avtale_id" if hasattr(rad, "avtale_id") else "soknad_id"
                rad.pk = uuid4() if navn == "avtale_id" else None
                setattr(rad, navn, ny.pk)
                rad.save(force_insert=True)
            saker.append(ny)
    return saker


@pytest.mark.krav("S1-H03")
def test_femti_avtaler_paa_en_gang_gir_aldri_flere_enn_det_er_plass_til(transactional_db: None) -> None:
    cast: Cast = lag_cast()
    kapasitet(cast, PLASSER)
    saker = kopier_av(Soknad.objects.get(pk=avtaler.avklart(cast).pk), ANTALL)
    start = Barrier(ANTALL)

    def inngaa(sak: Soknad) -> str:
        start.wait()
        try:
            inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
        except ValidationError as feil:
            return feil.messages[0]
        finally:
            connection.close()
        return "inngått"

    with ThreadPoolExecutor(ANTALL) as traader:
        svar = list(traader.map(inngaa, saker))
    assert svar.count("inngått") == PLASSER
    assert saker[0].periode_fra
    uke = dato(mandag(saker[0].periode_fra))
    assert all(f"i uken som begynner {uke}" in nei for nei in svar if nei != "inngått")
    per_uke = Ukebelegg.objects.values("uke").annotate(n=Count("pk")).values_list("n", flat=True)
    assert set(per_uke) == {PLASSER}
    assert Soknad.objects.filter(tilstand=Tilstand.AVTALE_INNGAATT).count() == PLASSER
    assert Hendelse.objects.filter(navn="inngaa_avtale").count() == PLASSER


def test_en_uke_for_seg_stanser_avtalen_og_gir_plass_igjen(cast: Cast) -> None:
    kapasitet(cast, PLASSER)
    sak = avtaler.avklart(cast)
    _fra, til = perioden(sak)
    uke = mandag(til)
    sett_uker(cast.palliativ.pk, utfort_av=cast.vertsleder, versjon=1, fra=til, til=None, antall=0)
    with pytest.raises(ValidationError) as full:
        inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    assert f"i uken som begynner {dato(uke)}." in full.value.messages[0]
    assert not Ukebelegg.objects.exists(), "no week is taken when one of them is full"
    with pytest.raises(IntegrityError, match="belegg_over_kapasiteten"), transaction.atomic():
        Ukebelegg.objects.create(soknad=sak, enhet=cast.palliativ, uke=uke)
    fjern_uke(cast.palliativ.pk, utfort_av=cast.vertsleder, versjon=2, uke=uke)
    sak = inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    assert sak.tilstand == Tilstand.AVTALE_INNGAATT


def test_grensen_kan_settes_lavere_enn_det_som_er_tatt(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    kapasitet(cast, 0)
    fra = mandag(perioden(sak)[0])
    kalender = ukekalender(cast.palliativ, cast.soker, fra)
    assert (kalender.uker[0].tilstand, kalender.uker[0].hele) == ("overfull", "1 av 0 plasser er tatt")
    assert (kalender.uker[-1].tilstand, kalender.uker[-1].tekst) == ("full", "Stengt")
    assert Soknad.objects.get().tilstand == Tilstand.AVTALE_INNGAATT


def test_foreslaatte_perioder_vises_og_tar_ingen_plass(cast: Cast) -> None:
    sak = avtaler.foreslaatt(cast)
    kapasitet(cast, 1)
    forslag = Periodeforslag.objects.get()
    fra = mandag(forslag.fra)
    kalender = ukekalender(cast.palliativ, cast.vertsleder, fra)
    assert [(u.tatt, u.tekst, u.forslag) for u in kalender.uker[:1]] == [(0, "1 ledig", "1 foreslått")]
    assert kalender.uker[-1].forslag == ""
    [rad] = kalender.hospitanter
    assert (rad.navn, rad.celler[0].k, rad.celler[0].tekst[:9]) == ("Synne Søker", "offer", "Foreslått")
    andre = ukekalender(cast.palliativ, cast.hamarleder, fra)
    assert (andre.uker[0].forslag, andre.hospitanter) == ("1 foreslått", [])
    sak = periode.bekreft_periode(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    assert ukekalender(cast.palliativ, cast.vertsleder, fra).uker[0].forslag == ""


def test_kalenderen_viser_navn_bare_til_dem_som_ser_saken(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    fra = mandag(perioden(sak)[0])

    def vist(bruker: Bruker) -> Ukekalender:
        kalender: Ukekalender = (
            innlogget(bruker)
            .get(reverse("hospitering:enhet", args=[cast.palliativ.pk]), {"fra": fra.isoformat()})
            .context["kalender"]
        )
        assert [u.tatt for u in kalender.uker[:2]] == [1, 1], "everybody sees how full it is"
        return kalender

    for bruker in (cast.vertsleder, cast.divisjonsleder, cast.kontakt):
        [rad] = vist(bruker).hospitanter
        assert (rad.navn, rad.url) == ("Synne Søker", sak.get_absolute_url())
        assert sum(c.bredde for c in rad.celler) == 12
    for bruker in (cast.hamarleder, cast.stedfortreder):
        assert vist(bruker).hospitanter == []
    side = innlogget(cast.hamarleder).get(reverse("hospitering:enhet", args=[cast.palliativ.pk]), {"fra": fra.isoformat()})
    assert "Synne Søker" not in tekst(side)


def test_lederen_setter_uker_i_skjemaet(cast: Cast) -> None:
    kapasitet(cast, PLASSER)
    leder, adresse = innlogget(cast.vertsleder), reverse("hospitering:enhet_kapasitet", args=[cast.palliativ.pk])
    forste = mandag(timezone.localdate()) + 4 * UKE
    data: dict[str, Any] = {"versjon": 1, "fra": f"{forste + timedelta(days=2):%d.%m.%Y}", "antall": 1}
    data["til"] = f"{forste + 2 * UKE:%d.%m.%Y}"
    assert leder.post(adresse, data).status_code == 302
    satt = list(Ukeskapasitet.objects.values_list("uke", "antall"))
    assert satt == [(forste, 1), (forste + UKE, 1), (forste + 2 * UKE, 1)]
    assert leder.post(adresse, data).status_code == 409, "somebody else saved"
    galt = leder.post(adresse, data | {"versjon": 2, "til": f"{forste - UKE:%d.%m.%Y}"})
    assert galt.context["form"].errors["til"] == ["Til-dato kan ikke være før fra-dato."]
    fjern = reverse("hospitering:enhet_fjern_uke", args=[cast.palliativ.pk, forste.isoformat()])
    assert innlogget(cast.soker).post(fjern, {"versjon": 2}).status_code == 403
    assert leder.post(fjern, {"versjon": 2}).status_code == 302
    assert Ukeskapasitet.objects.count() == 2


def test_bare_den_som_steller_enheten_setter_uker(cast: Cast) -> None:
    kapasitet(cast, PLASSER)
    with pytest.raises(Nektet):
        sett_uker(cast.palliativ.pk, utfort_av=cast.kontakt, versjon=1, fra=timezone.localdate(), til=None, antall=9)
    with pytest.raises(Utdatert):
        sett_uker(cast.palliativ.pk, utfort_av=cast.vertsleder, versjon=0, fra=timezone.localdate(), til=None, antall=9)

"""When retention ends in the allocation: reasons, comments and days of absence go; who got which place when stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import Fritekst
from grunnmur.saksgang.bevaring import TOMT, regler
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.operations import flytt, sett_bevaringstid, tom_utlopte
from lis.tildeling import overganger as o
from lis.tildeling.models import Endring, Forsinkelse, Fravaer, Kandidat, Tildeling
from lis.tildeling.operations import forsinkelse, frafall, fravaer

from .folk import OPPSTART
from .tildelinger import SLUTT, fra_annet_hf, gjor, tildelt
from .tilstander import ny, til_behandling

pytestmark = pytest.mark.django_db


def feie(maaneder: int) -> int:
    return tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=timezone.now() + timedelta(days=31 * maaneder))


def bestem(kode: str, maaneder: int) -> None:
    sett_bevaringstid(f"tildeling.{kode}", maaneder=maaneder, utfort_av=Bruker.objects.systemet())


def test_hver_sak_har_en_regel_som_tommer_alt_og_hver_fritekst_er_nevnt() -> None:
    her = apps.get_app_config("tildeling")
    saker = {modell for modell in her.get_models() if issubclass(modell, Sak)}
    assert {regel.modell for regel in regler() if regel.alt and regel.kode.startswith("tildeling.")} == saker
    # Adopted criteria are rules about nobody; the other two are emptied with their round and their proposal.
    tekster = {
        f"{modell.__name__}.{felt.name}" for modell in her.get_models() for felt in modell._meta.fields
        if isinstance(felt, Fritekst) and not modell.__name__.endswith("Event")
    }  # fmt: skip
    assert tekster == {
        "Kriterier.tekst", "Kriterium.forklaring", "Kriteriegruppe.forklaring", "Kandidat.unntak_begrunnelse",
        "Endring.begrunnelse", "Tildeling.unntak_begrunnelse",
    }  # fmt: skip


def test_ingen_fritekst_staar_i_radhistorikken() -> None:
    """What is emptied must not live on where nothing can change."""
    for modell in apps.get_app_config("tildeling").get_models():
        historikk = getattr(modell, "pgh_event_model", None)
        if historikk is not None and not modell.__name__.startswith("Kriteri"):
            assert [felt.name for felt in historikk._meta.fields if isinstance(felt, Fritekst)] == [], modell


@pytest.mark.krav("S1-L14", "G-18")
def test_en_tildeling_som_er_over_mister_begrunnelse_og_fravaer(lis: Any) -> None:
    sak, aapen = fra_annet_hf(lis), tildelt(lis)
    for en in (sak, aapen):
        gjor(fravaer.meld_fravaer, en, lis.koordinator, fra=OPPSTART, til=date(2029, 4, 1))
        gjor(forsinkelse.meld_forsinkelse, en, lis.koordinator, gjelder="kommune", ny_dato=SLUTT + timedelta(days=5))
    gjor(frafall.meld_frafall, sak, lis.koordinator, dato=OPPSTART)
    assert feie(60) == 0  # nobody has decided how long
    bestem("tildeling", 36)
    assert (feie(34), feie(38), feie(38)) == (0, 1, 0)
    sak, aapen = Tildeling.objects.get(pk=sak.pk), Tildeling.objects.get(pk=aapen.pk)
    assert (sak.unntak_begrunnelse, aapen.unntak_begrunnelse, sak.tilstand) == (TOMT, "", "frafalt")
    assert [f.tildeling for f in Fravaer.objects.all()] == [aapen]
    assert Forsinkelse.objects.filter(tildeling=sak).count() == 1
    assert {str(h.data) for h in Hendelse.objects.for_sak(sak)} == {"{}"}


def test_en_runde_som_er_over_mister_begrunnelsene_og_forslaget_sine(lis: Any) -> None:
    runde = til_behandling(lis, "lis1lege", onsker={"lis1lege": [lis.gjovik]})
    kandidat = runde.kandidater.get()
    forslag = runde.forslag.create(
        navn="Første", tilstand="bestilt", saksnummer="F1-2026-9998", bestilt_av=lis.koordinator, inndata_sha256="0" * 64
    )
    Endring.objects.create(
        forslag=forslag, kandidat=kandidat, grunn="avtale", begrunnelse="Avtale fra før.", av=lis.koordinator,
        tidspunkt=timezone.now(),
    )  # fmt: skip
    flytt(ny(runde), o.AVLYS, utfort_av=lis.koordinator, kommentar="Lages på nytt.")
    for kode in ("runde", "forslag"):
        bestem(kode, 120)
    assert (feie(110), feie(125)) == (0, 2)
    assert Endring.objects.get().begrunnelse == TOMT
    assert {h.kommentar for h in Hendelse.objects.for_sak(runde)} == {""}
    assert kandidat.onsker.count() == 1


def test_unntaket_i_en_runde_tommes_med_runden(lis: Any) -> None:
    from .tilstander import planlagt

    runde = planlagt(lis, "lis1lege")
    annen = fra_annet_hf(lis)
    Kandidat.objects.create(runde=runde, lege=annen.lege, hf=annen.hf, unntak_begrunnelse="Avtale om bytte.")
    flytt(ny(runde), o.AVLYS, utfort_av=lis.koordinator)
    bestem("runde", 120)
    assert feie(125) == 1
    assert set(Kandidat.objects.values_list("unntak_begrunnelse", flat=True)) == {"", TOMT}

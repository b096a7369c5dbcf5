"""When retention ends in LIS1: reasons and comments go, the counts stay."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import sett_bevaringstid, tom_utlopte
from lis.lis1.operations import stilling as op
from tests.lis1.folk import Lis1Cast
from tests.lis1.plasser import avslaatt
from tests.lis1.stillinger import UTLYSNING, besatt, planlagt, utlyst


def feie(maaneder: int) -> int:
    return tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=timezone.now() + timedelta(days=31 * maaneder))


def test_begrunnelsene_i_en_stilling_som_er_besatt_eller_trukket_tommes(lis: Lis1Cast) -> None:
    avvik = {"sykehus_maaneder": 15, "avvik_begrunnelse": "Delt stilling.", "avvik_url": UTLYSNING}
    uten = {"koblet": False, "ukoblet_begrunnelse": "Avtale med et annet foretak."}
    fylt, trukket, aapen = besatt(lis, **avvik), utlyst(lis, **uten), planlagt(lis, **uten)
    op.trekk(trukket.pk, utfort_av=lis.koordinator, versjon=trukket.versjon)
    assert feie(60) == 0  # nobody has decided how long
    sett_bevaringstid("lis1.stilling", maaneder=36, utfort_av=Bruker.objects.systemet())
    assert (feie(34), feie(38), feie(38)) == (0, 2, 0)
    for stilling in (fylt, trukket, aapen):
        stilling.refresh_from_db()
    assert (fylt.avvik_begrunnelse, fylt.ukoblet_begrunnelse, fylt.avviker) == (TOMT, "", True)
    assert (trukket.avvik_begrunnelse, trukket.ukoblet_begrunnelse) == ("", TOMT)
    assert aapen.ukoblet_begrunnelse == "Avtale med et annet foretak."
    assert {str(h.data) for h in Hendelse.objects.for_sak(fylt)} == {"{}"}


def test_kommentaren_til_en_plass_som_ikke_ble_godkjent_tommes(lis: Lis1Cast) -> None:
    plass = avslaatt(lis, "Veilederen må være spesialist.")
    sett_bevaringstid("lis1.kommuneplass", maaneder=36, utfort_av=Bruker.objects.systemet())
    assert (feie(34), feie(38)) == (0, 1)
    plass.refresh_from_db()
    assert (plass.svar_kommentar, plass.merknad) == (TOMT, TOMT)
    assert {h.kommentar for h in Hendelse.objects.for_sak(plass)} == {""}

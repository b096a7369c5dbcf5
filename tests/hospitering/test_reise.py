"""Travel and stay: between employer and hospitant, and nowhere anybody else looks (S1-H12)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Signatur
from grunnmur.varsling.models import Varsel
from hospitering.models import Punkt, Reiseavtale, Soknad
from hospitering.operations import avtale
from tests.hospitering import avtaler
from tests.hospitering.test_pdf import pdf as skjemaet
from tests.rollebesetning import Cast

HEMMELIG = "Leiebil fra Lindesnes"

pytestmark = pytest.mark.krav("S1-H12")


def foreslaatt(cast: Cast, sak: Soknad, av: Any) -> Soknad:
    return avtale.foresla_reise(sak.pk, utfort_av=av, versjon=sak.versjon, dekning="delvis", merknad=HEMMELIG)


def lest(bruker: Any, sak: Soknad, side: str = "avtale") -> str:
    klient = Client()
    klient.force_login(bruker)
    svar = klient.get(reverse(f"hospitering:{side}", args=[sak.pk]))
    assert svar.status_code == 200
    return svar.content.decode()


def test_de_to_foreslaar_og_bekrefter_ingen_andre(cast: Cast) -> None:
    sak = avtaler.naa_er(cast.besvart())
    with pytest.raises(Nektet):
        foreslaatt(cast, sak, cast.kontakt)
    sak = foreslaatt(cast, sak, cast.soker)
    for feil in (cast.soker, cast.vertsleder):
        with pytest.raises(Nektet):
            avtale.bekreft_reise(sak.pk, utfort_av=feil, versjon=sak.versjon)
    sak = avtale.bekreft_reise(sak.pk, utfort_av=cast.leder, versjon=sak.versjon)
    assert sak.avklaringer.get(punkt=Punkt.REISE).av == cast.leder
    # A new proposal opens the point again: nothing stands that only one of them wants.
    sak = foreslaatt(cast, sak, cast.leder)
    assert not sak.avklaringer.filter(punkt=Punkt.REISE).exists()
    assert Reiseavtale.objects.get(pk=sak.pk).bekreftet is None
    with pytest.raises(ValidationError):
        avtale.foresla_reise(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, dekning="kanskje")


def test_ingen_andre_leser_det_noe_sted(cast: Cast) -> None:
    sak = avtaler.foreslaatt(cast)
    sak = foreslaatt(cast, sak, cast.leder)
    sak = avtale.bekreft_reise(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    for ser in (cast.soker, cast.leder):
        assert HEMMELIG in lest(ser, sak)
    for andre in (cast.kontakt, cast.vertsleder, cast.mottak, cast.sekretariat):
        side = lest(andre, sak)
        assert HEMMELIG not in side and "Arbeidsgiver dekker en del" not in side
        assert "Reise og opphold" in side  # the point stands there as clarified
        assert HEMMELIG not in lest(andre, sak, "sak")
    assert HEMMELIG not in skjemaet(cast.soker, sak)
    overalt = [*Hendelse.objects.for_sak(sak), *Signatur.objects.filter(hendelse__sak_id=sak.pk), *Varsel.objects.all(),
               *Oppgave.objects.for_sak(sak), *sak.avklaringer.all()]  # fmt: skip
    assert HEMMELIG not in serializers.serialize("json", overalt)


def test_siden_for_reise_er_for_de_to(cast: Cast) -> None:
    sak = foreslaatt(cast, avtaler.naa_er(cast.besvart()), cast.leder)
    assert HEMMELIG in lest(cast.soker, sak, "reise")
    klient = Client()
    for andre, kode in ((cast.kontakt, 403), (cast.sekretariat, 403), (cast.utenfor, 404)):
        klient.force_login(andre)
        svar = klient.get(reverse("hospitering:reise", args=[sak.pk]))
        assert (svar.status_code, HEMMELIG in svar.content.decode()) == (kode, False)

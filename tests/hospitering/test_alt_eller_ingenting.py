"""A verb whose notice cannot be written has done nothing: one of each kind, along the life of one case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse
from hospitering.models import Soknad
from hospitering.operations import avtale, evaluering, gjennomforing, klargjoring, kontakt, periode
from hospitering.selectors.eksport import hele_saken
from tests.rollebesetning import Cast
from tests.varselfeil import varsel_nektes

from . import avtaler


def alt(sak: Soknad) -> Any:
    """The whole case but for who was refused."""
    return hele_saken(avtaler.naa_er(sak)) | {"avvisninger": None}


def nektes(verb: Callable[..., Any], sak: Soknad, hvem: Bruker, **felter: Any) -> None:
    foer = alt(sak)
    with varsel_nektes():
        verb(sak.pk, utfort_av=hvem, versjon=sak.versjon, **felter)
    assert alt(sak) == foer


def test_uten_varsel_skjer_ingenting(cast: Cast) -> None:
    c = cast
    avtaler.tekst()
    sak = cast.besvart()
    nektes(periode.foresla_periode, sak, c.kontakt, **avtaler.perioden(sak))
    nektes(avtale.foresla_reise, sak, c.leder, dekning="dekkes")
    nektes(kontakt.bytt_kontakt, sak, c.kontakt, kontakt_navn="Vera", kontakt_epost=c.vertsleder.epost, kontakt_tlf="1")
    sak = avtaler.avklart(c, sak)
    nektes(avtale.inngaa_avtale, sak, c.kontakt)
    sak = avtale.inngaa_avtale(sak.pk, utfort_av=c.kontakt, versjon=sak.versjon)
    nektes(gjennomforing.avlys, sak, c.kontakt, aarsak="kapasitet")
    sak = klargjoring.signer_taushet(sak.pk, utfort_av=c.soker, versjon=sak.versjon)
    sak = klargjoring.les_instruks(sak.pk, utfort_av=c.soker, versjon=sak.versjon)
    nektes(klargjoring.les_instruks, sak, c.kontakt)  # the last of them opens the gate, and tells of it
    assert avtaler.naa_er(sak).tilstand == "avtale_inngaatt"


def test_uten_varsel_er_ingenting_holdt_og_ingenting_evaluert(cast: Cast) -> None:
    sak, tiden = avtaler.paagaar(cast), Bruker.objects.systemet()
    assert sak.periode_til
    nektes(gjennomforing.avslutt, sak, tiden, naa=avtaler.kl(sak.periode_til) + timedelta(days=1))
    sak = avtaler.gjennomfort(cast)
    nektes(evaluering.lever_evaluering, sak, cast.soker, svar=avtaler.SVAR)
    nektes(evaluering.frafall, sak, cast.kontakt, side="vert", grunn="sluttet")
    assert Oppgave.objects.for_sak(sak).aapne().filter(type="hospitering.evaluer").count() == 2
    assert not Hendelse.objects.for_sak(sak).filter(navn__in=["evaluer", "frafall"]).exists()

"""The period: proposed by one side, answered by the other, and by the own leader where it was not granted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from hospitering.models import Avtale, Periodeforslag, Periodetilstand, Soknad
from hospitering.operations import avtale, avtaleskjema, periode
from hospitering.tekster import avtale as tekster
from tests.hospitering import avtaler
from tests.hospitering.avtaler import kl, perioden
from tests.rollebesetning import Cast

P = Periodetilstand


def foresla(sak: Soknad, av: Any, **andre: Any) -> Soknad:
    return periode.foresla_periode(sak.pk, utfort_av=av, versjon=sak.versjon, **perioden(sak, **andre))


def svar(verb: Any, sak: Soknad, av: Any, **andre: Any) -> Soknad:
    return verb(sak.pk, utfort_av=av, versjon=sak.versjon, **andre)


def utenfor(sak: Soknad) -> dict[str, Any]:
    """A week later than what was granted."""
    assert sak.periode_til
    til = sak.periode_til + timedelta(days=7)
    return {"til": til, "evaluering_tidspunkt": kl(til)}


def skylder(sak: Soknad) -> set[tuple[str, str]]:
    """Who owes what: the type without its area, and the person or the role."""
    aapne = Oppgave.objects.for_sak(sak).aapne().select_related("person")
    return {(o.type.removeprefix("hospitering."), o.person.navn if o.person else o.rolletype) for o in aapne}


def varslet(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"hospitering.{mal}").values_list("mottaker__navn", flat=True))


@pytest.mark.krav("S1-H09", "S1-S40", "S1-H21")
def test_oensket_og_avtalt_periode_staar_begge(cast: Cast) -> None:
    sak = avtaler.foreslaatt(cast, fra=cast.besvart().periode_fra)
    onsket = (sak.periode_fra, sak.periode_til)
    assert skylder(sak) >= {("periode_svar", "Synne Søker")}
    kortere = {"til": sak.periode_til - timedelta(days=3)}
    sak = foresla(sak, cast.soker, **kortere)  # the hospitant would rather have something else
    assert ("periode_svar", "Kristin Kontakt") in skylder(sak)
    with pytest.raises(Nektet):  # nobody answers the own proposal
        svar(periode.bekreft_periode, sak, cast.soker)
    sak = svar(periode.bekreft_periode, avtaler.naa_er(sak), cast.kontakt)
    gjelder = sak.avtale.perioder.get(tilstand=P.GJELDER)
    assert (sak.periode_fra, sak.periode_til) == onsket
    assert (sak.avtale.til, gjelder.foreslatt_av, gjelder.besvart_av) == (kortere["til"], cast.soker, cast.kontakt)
    assert sak.avtale.evaluering_tidspunkt == kl(onsket[1] + timedelta(days=1))
    assert varslet("periode_bekreftet") == {"Synne Søker"}  # whoever did it knows


@pytest.mark.krav("S1-H09")
def test_utenfor_det_innvilgede_avgjoer_egen_leder(cast: Cast) -> None:
    sak = avtaler.foreslaatt(cast)
    sak = foresla(sak, cast.kontakt, **utenfor(sak))
    sak = svar(periode.bekreft_periode, sak, cast.soker)
    assert (sak.avtale.fra, skylder(sak) & {("periode_leder", "leder")}) == (None, {("periode_leder", "leder")})
    with pytest.raises(Nektet):
        svar(periode.avgjor_periode, sak, cast.vertsleder, godkjent=True)
    sak = svar(periode.avgjor_periode, avtaler.naa_er(sak), cast.leder, godkjent=True)
    assert sak.avtale.til == utenfor(sak)["til"]
    assert varslet("periode_godkjent") == {"Synne Søker", "Kristin Kontakt"}
    # Within what the leader has said yes to since, nobody asks again.
    sak = foresla(sak, cast.kontakt, **utenfor(sak), fra=sak.periode_fra + timedelta(days=1))
    sak = svar(periode.bekreft_periode, sak, cast.soker)
    assert sak.avtale.fra == sak.periode_fra + timedelta(days=1)


def test_ingen_sier_ja_baade_for_verten_og_for_arbeidsgiveren(cast: Cast) -> None:
    """The contact person has since become the applicant's own leader: somebody else there answers."""
    sak = avtaler.foreslaatt(cast)
    sak = svar(periode.bekreft_periode, foresla(sak, cast.kontakt, **utenfor(sak)), cast.soker)
    cast.rolle("kontakt", RolleType.LEDER, cast.korttid)
    with pytest.raises(ValidationError, match="en annen leder hos arbeidsgiveren"):
        svar(periode.avgjor_periode, avtaler.naa_er(sak), cast.kontakt, godkjent=True)
    hos_leder = sak.avtale.perioder.filter(tilstand=P.HOS_LEDER)
    with pytest.raises(IntegrityError, match="periode_bekreftes_av_den_andre_siden"), transaction.atomic():
        hos_leder.update(leder=cast.kontakt, leder_svarte=timezone.now())
    sak = svar(periode.avgjor_periode, avtaler.naa_er(sak), cast.leder, godkjent=True)
    assert sak.avtale.til == utenfor(sak)["til"]


def test_leders_nei_lar_det_som_gjaldt_gjelde(cast: Cast) -> None:
    sak = avtaler.avklart(cast)
    gjaldt = (sak.avtale.fra, sak.avtale.til)
    assert ("inngaa_avtale", "Kristin Kontakt") in skylder(sak)
    sak = svar(periode.bekreft_periode, foresla(sak, cast.kontakt, **utenfor(sak)), cast.soker)
    with pytest.raises(UlovligOvergang):  # while a period waits the agreement cannot be entered
        svar(avtale.inngaa_avtale, sak, cast.kontakt)
    sak = svar(periode.avgjor_periode, avtaler.naa_er(sak), cast.leder, godkjent=False)
    assert skylder(sak) == {("inngaa_avtale", "Kristin Kontakt")}
    sak = svar(avtale.inngaa_avtale, sak, cast.kontakt)
    assert (sak.avtale.fra, sak.avtale.til) == gjaldt


def test_nei_foer_noe_er_avtalt_gir_verten_ballen(cast: Cast) -> None:
    sak = foresla(avtaler.naa_er(cast.besvart()), cast.soker)
    assert ("avtale_forslag", "Kristin Kontakt") in skylder(sak)  # the host's own points are left
    sak = svar(periode.avslaa_periode, sak, cast.kontakt)
    assert ("avtale_forslag", "Kristin Kontakt") in skylder(sak)
    assert ("periode_svar", "Kristin Kontakt") not in skylder(sak)


@pytest.mark.krav("S1-H21")
@pytest.mark.parametrize(
    ("felt", "endring"),
    [
        ("til", lambda s: {"til": s.periode_fra - timedelta(days=1)}),
        ("fra", lambda s: {"fra": s.innsendt_tid.date() - timedelta(days=2)}),
        ("evaluering_tidspunkt", lambda s: {"evaluering_tidspunkt": kl(s.periode_til - timedelta(days=1))}),
    ],
)
def test_en_periode_som_ikke_gaar(cast: Cast, felt: str, endring: Any) -> None:
    sak = avtaler.naa_er(cast.besvart())
    with pytest.raises(ValidationError) as nei:
        foresla(sak, cast.kontakt, **endring(sak))
    assert felt in nei.value.message_dict
    assert not Periodeforslag.objects.exists()


@pytest.mark.krav("S1-H03")
def test_vertens_skjema_er_ett_alt_eller_ingenting(cast: Cast) -> None:
    sak = avtaler.naa_er(cast.besvart())
    assert sak.periode_fra and sak.periode_til
    felter = {
        **perioden(sak), "ansvar": True, "taushet_form": "papir", "taushet_naar": sak.periode_fra,
        "instruks_naar": sak.periode_fra,
    }  # fmt: skip
    galt = felter | {"ansvar": False, "til": sak.periode_fra - timedelta(days=1)}
    with pytest.raises(ValidationError) as nei:
        avtaleskjema.avklar_og_foresla(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, **galt)
    assert {"ansvar", "til"} <= set(nei.value.message_dict)
    assert (avtaler.naa_er(sak).versjon, Periodeforslag.objects.count()) == (sak.versjon, 0)
    sent = felter | {"taushet_naar": sak.periode_fra + timedelta(days=1)}
    with pytest.raises(ValidationError) as nei:
        avtaleskjema.avklar_og_foresla(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, **sent)
    assert set(nei.value.message_dict) == {"taushet_naar"}
    assert not Periodeforslag.objects.exists()  # the proposal was fine, and went with the rest
    sak = avtaleskjema.avklar_og_foresla(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, **felter)
    assert ("avtale_forslag", "Kristin Kontakt") not in skylder(sak)
    sak = svar(periode.bekreft_periode, sak, cast.soker)
    assert Hendelse.objects.for_sak(sak).filter(navn="avklar").count() == 1


@pytest.mark.krav("S1-S40")
def test_databasen_holder_paa_det_samme(cast: Cast) -> None:
    sak = avtaler.foreslaatt(cast)
    forslag = sak.avtale.perioder.get()
    alene = Periodeforslag.objects.filter(pk=forslag.pk)
    with pytest.raises(IntegrityError), transaction.atomic():  # confirmed by the side that proposed
        alene.update(besvart_av=cast.vertsleder, besvart=forslag.foreslatt)
    with pytest.raises(IntegrityError), transaction.atomic():  # applies without an answer
        alene.update(tilstand=P.GJELDER)
    with pytest.raises(IntegrityError), transaction.atomic():  # an agreement about what nobody has confirmed
        Avtale.objects.filter(pk=sak.pk).update(
            fra=forslag.fra, til=forslag.til, evaluering_tidspunkt=forslag.evaluering_tidspunkt, evaluering_form="digital"
        )
    sak = foresla(sak, cast.kontakt, **utenfor(sak))
    with pytest.raises(IntegrityError), transaction.atomic():  # outside what was granted, without the own leader
        sak.avtale.perioder.filter(tilstand=P.FORESLATT).update(
            tilstand=P.GJELDER, besvart_av=cast.soker, besvart=forslag.foreslatt
        )


def test_oppgavene_ved_inngaaelse_spoerres_en_gang(cast: Cast) -> None:
    """Clarifying again what is clarified asks nobody twice."""
    sak = avtaler.avklart(cast)
    assert sak.periode_fra
    igjen = {"ansvar": True, "taushet_form": "papir", "taushet_naar": sak.periode_fra, "instruks_naar": sak.periode_fra}
    from hospitering.operations.avklaring import avklar

    sak = avklar(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, **igjen)
    assert Oppgave.objects.for_sak(sak).aapne().filter(type=tekster.INNGAA).count() == 1


@pytest.mark.krav("S1-H09")
def test_listen_viser_perioden_som_er_avtalt(cast: Cast, client: Client) -> None:
    sak = cast.besvart()
    assert sak.periode_til
    avtalt = sak.periode_til - timedelta(days=3)
    sak = avtaler.foreslaatt(cast, sak, til=avtalt)
    client.force_login(cast.soker)

    def til() -> Any:
        return next(rad.til for rad in client.get("/hospitering/?vis=mine").context["rader"])

    assert til() == sak.periode_til
    svar(periode.bekreft_periode, sak, cast.soker)
    assert til() == avtalt

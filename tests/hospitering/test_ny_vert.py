"""When the host changes after somebody has decided: nothing of the old host's stays behind."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grunnmur.organisasjon.models import Rolle
from grunnmur.varsling.frister import minn_om_frister
from hospitering import operations as op
from hospitering.models import Soknad, Tilstand
from tests.hospitering.behandling import gaar_til_saken, post, se
from tests.rollebesetning import Cast

T = Tilstand


def endre(sak: Soknad, cast: Cast, **felter: object) -> Soknad:
    return op.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=felter)


def til_hamar(cast: Cast) -> dict[str, object]:
    return {"sokes_i": "kommune", "vertsvirksomhet": cast.hamar, "onsket_enhet": cast.hamarhelse}


def test_ny_vert_etter_innvilgelse_arver_ingen_kontaktperson(cast: Cast) -> None:
    sak = endre(cast.vertsdel(), cast, **til_hamar(cast))
    assert (sak.tilstand, sak.vertsenhet, sak.hospiteringsenhet) == (T.INNSENDT, cast.hamarhelse, None)
    assert (sak.kontakt_navn, sak.kontakt_epost, sak.kontakt_tlf, sak.kontakt_bruker) == ("", "", "", None)
    sak = op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)
    sak = op.bekreft_mottatt(sak.pk, utfort_av=cast.hamarmottak, versjon=sak.versjon)
    op.innvilg_vert(sak.pk, utfort_av=cast.hamarleder, versjon=sak.versjon)
    assert not Soknad.objects.synlig_for(cast.kontakt).exists()


def test_vertens_del_faller_med_vertens_vedtak(cast: Cast) -> None:
    """Else a refusal in the next round would name a contact person."""
    sak = endre(cast.vertsdel(), cast, bidrag="Kan undervise.")
    assert (sak.tilstand, sak.hospiteringsenhet, sak.kontakt_navn, sak.kontakt_bruker) == (T.MOTTATT, None, "", None)
    sak = op.returner(sak.pk, utfort_av=cast.mottak, versjon=sak.versjon, kommentar="Hører til i Hamar.")
    sak = op.send_paa_nytt(
        sak.pk, utfort_av=cast.leder, versjon=sak.versjon, vertsvirksomhet=cast.hamar, vertsenhet=cast.hamarhelse
    )
    assert (sak.tilstand, sak.vertsvirksomhet) == (T.OVERSENDT, cast.hamar)


@pytest.mark.parametrize("vert", ["annen part", "annen enhet"])
def test_onsket_som_endres_mens_lederen_venter_paa_svar_flytter_mottakeren(cast: Cast, vert: str) -> None:
    sak = cast.innsendt()
    sak = op.spor_soker(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, sporsmaal="Er dette rett enhet?")
    nytt = til_hamar(cast) if vert == "annen part" else {"onsket_enhet": cast.akutt}
    sak = endre(sak, cast, **nytt)
    assert (sak.tilstand, sak.vertsenhet) == (T.MANGLER_SVAR, nytt["onsket_enhet"])


@pytest.mark.krav("S1-H10")
def test_den_som_ikke_lenger_ser_saken_faar_likevel_kvittering(cast: Cast) -> None:
    """Intake of one unit forwards to another: their part is then over."""
    cast.person("enhetsmottak", "Eli Enhetsmottak")
    cast.rolle("enhetsmottak", "mottaksansvarlig", cast.palliativ)
    sak = cast.oversendt()
    svar = post(cast.enhetsmottak, "videresend", sak, vertsenhet=cast.akutt.pk, kommentar="")
    assert not Soknad.objects.synlig_for(cast.enhetsmottak).exists()
    assert not gaar_til_saken(svar, sak)
    assert svar.status_code == 302


def test_hull_som_er_lukket_staar_i_historikken(cast: Cast) -> None:
    sak = cast.innsendt()
    naa = timezone.now() + timedelta(days=1)
    Rolle.objects.filter(type="leder", virksomhet=cast.gjovik).update(gyldig_til=naa.date() - timedelta(days=2))
    minn_om_frister(naa=naa)
    cast.rolle("leder", "leder", cast.korttid, fra=timezone.localdate())
    minn_om_frister(naa=naa)
    assert "registrerte at noen kan svare igjen" in se(cast.soker, sak).content.decode()

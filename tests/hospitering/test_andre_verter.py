"""Hosts that the form does not know (G-13): only where the network has opened for them, and then handled as any other."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from grunnmur.organisasjon.models import Deltakelse, Enhet, Helsefellesskap, RolleType, Virksomhet, Virksomhetstype
from hospitering import operations as op
from hospitering.models import Innstilling, Soknad, Tilstand
from hospitering.selectors.skjema import skjemadata
from hospitering.skjema_pdf import skjemakontekst
from tests.hospitering.skjema import adresse, innlogget, nytt_utkast, tekst, utfylt
from tests.rollebesetning import FOR_LENGE_SIDEN, Cast

pytestmark = pytest.mark.krav("G-13")


@pytest.fixture
def sykehjem(cast: Cast) -> Enhet:
    """A private institution that takes part, with a unit, a leader and somebody who receives."""
    stiftelse = Virksomhet.objects.create(navn="Stiftelsen Solheim", orgnr="971277882", type=Virksomhetstype.INSTITUSJON)
    Deltakelse.objects.create(
        helsefellesskap=cast.helsefellesskap, virksomhet=stiftelse, gyldig_fra=FOR_LENGE_SIDEN
    )  # fmt: skip
    enhet = Enhet.objects.create(virksomhet=stiftelse, navn="Solheim sykehjem", sted="Gjøvik")
    for kode, navn, rolle in [
        ("solleder", "Solveig Sykehjemsleder", RolleType.LEDER),
        ("solmottak", "Siri Sykehjemsmottak", RolleType.MOTTAKSANSVARLIG),
    ]:
        cast.person(kode, navn)
        cast.rolle(kode, rolle, enhet)
    return enhet


def aapne_for_andre(cast: Cast) -> None:
    Innstilling.objects.create(helsefellesskap=cast.helsefellesskap, andre_verter=True)


def til(enhet: Enhet) -> dict[str, Any]:
    return {"sokes_i": "annen", "vertsvirksomhet": enhet.virksomhet, "onsket_enhet": enhet}


def test_lukket_finnes_valget_ikke(cast: Cast, soker: Any, sykehjem: Enhet) -> None:
    utkast = nytt_utkast(soker)
    side = soker.get(adresse("utkast", utkast))
    assert [kode for kode, _navn in side.context["form"].fields["sokes_i"].choices] == ["hf", "kommune"]
    assert "annen_vert" not in side.context["form"].fields
    with pytest.raises(ValidationError) as nei:
        cast.innsendt(**til(sykehjem))
    assert "ikke åpnet for andre verter" in nei.value.message_dict["vertsvirksomhet"][0]
    assert soker.get(reverse("hospitering:enhet", args=[sykehjem.pk])).status_code == 404
    sak = cast.innsendt()
    with pytest.raises(ValidationError):
        op.innvilg_egen(
            sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True, vertsenhet=sykehjem
        )  # fmt: skip


def test_aapnet_gaar_den_som_enhver_annen(cast: Cast, soker: Any, sykehjem: Enhet) -> None:
    aapne_for_andre(cast)
    utkast = nytt_utkast(soker)
    skrevet = utfylt(cast, versjon=utkast.versjon, sokes_i="annen", annen_vert=str(sykehjem.virksomhet_id),
                     onsket_enhet_tekst=sykehjem.visningsnavn, onsket_enhet=str(sykehjem.pk))  # fmt: skip
    uten = soker.post(adresse("utkast", utkast), skrevet | {"annen_vert": ""})
    assert uten.context["form"].errors["annen_vert"] == ["Velg virksomheten du vil hospitere i."]
    utkast.refresh_from_db()
    svar = soker.post(adresse("utkast", utkast), skrevet | {"versjon": utkast.versjon})
    assert svar["Location"] == adresse("se_over", utkast)
    utkast.refresh_from_db()
    sak = op.send_inn(utkast.pk, utfort_av=cast.soker, versjon=utkast.versjon)
    assert (sak.vertsvirksomhet, sak.vertsenhet, sak.sokes_i) == (sykehjem.virksomhet, sykehjem, "annen")
    sak = op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)
    sak = op.bekreft_mottatt(sak.pk, utfort_av=cast.solmottak, versjon=sak.versjon)
    sak = op.innvilg_vert(sak.pk, utfort_av=cast.solleder, versjon=sak.versjon)
    assert sak.tilstand == Tilstand.INNVILGET_VERT
    nett = Helsefellesskap.objects.get()
    skjema = skjemakontekst(skjemadata(Soknad.objects.get(pk=sak.pk), nett), helsefellesskap=nett)["skjema"]
    assert (skjema["annen_vert"], skjema["i_sykehus"], skjema["i_kommune"]) == ("Stiftelsen Solheim", False, False)
    Innstilling.objects.update(andre_verter=False)
    assert Soknad.objects.get().tilstand == Tilstand.INNVILGET_VERT, "what is under way goes on"


def test_listen_og_enhetens_side_viser_den_naar_det_er_aapnet(cast: Cast, soker: Any, sykehjem: Enhet) -> None:
    aapne_for_andre(cast)
    assert "Solheim sykehjem" in tekst(soker.get(reverse("hospitering:enheter")))
    ny = f"{adresse('ny')}?enhet={sykehjem.pk}"
    assert ny in tekst(innlogget(cast.leder).get(reverse("hospitering:enhet", args=[sykehjem.pk])))
    soker.post(adresse("ny"), {"enkeltpasient": "nei", "enhet": str(sykehjem.pk)})
    assert Soknad.objects.get().sokes_i == "annen"

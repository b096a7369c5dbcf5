"""A joint session: planned, changed, held, called off, or passed in silence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.models import Hendelse
from tests.varselfeil import varsel_nektes
from veiledning.models import Aktivitet, Foresporsel, Paamelding
from veiledning.operations import aktivitet as op
from veiledning.operations import paamelding, samordning

from .aktiviteter import fortalt, holdt, om, oppgaver, planlagt
from .folk import VeilCast, virkedag


@pytest.mark.parametrize(
    ("feil", "felt"),
    [
        ({"start": om(-1)}, "start"), ({"form": "mote"}, "sted"), ({"form": "ambulant"}, "sted"),
        ({"svarer": "soker"}, "svarer"), ({"svarer": "kommunesvarer"}, "svarer"),
    ],
)  # fmt: skip
def test_det_som_mangler_sies_ved_feltet(veil: VeilCast, feil: dict[str, Any], felt: str) -> None:
    if "svarer" in feil:
        feil = {"svarer": veil.folk[feil["svarer"]]}
    with pytest.raises(ValidationError) as nei:
        planlagt(veil, **feil)
    assert list(nei.value.message_dict) == [felt]


def test_den_som_spurte_svarer_ikke_seg_selv(veil: VeilCast) -> None:
    veil.rolle("soker", RolleType.VEILEDNINGSANSVARLIG, veil.palliativ)
    with pytest.raises(ValidationError) as nei:
        planlagt(veil, veil.meldt(), svarer=veil.soker)
    assert list(nei.value.message_dict) == ["svarer"]
    sak = planlagt(veil, veil.meldt())
    with pytest.raises(ValidationError, match="sitt eget"):
        op.endre(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, felter={"svarer": veil.soker})


@pytest.mark.krav("S1-V11")
def test_holdt_aktivitet_besvarer_hvert_behov_og_begge_sider_spoerres_om_utfallet(veil: VeilCast) -> None:
    en = veil.meldt()
    sak = planlagt(veil, en)
    paamelding.meld_paa(sak.pk, utfort_av=veil.soker)
    paamelding.meld_paa(sak.pk, utfort_av=veil.hamarspor)
    sak.refresh_from_db()
    with pytest.raises(ValidationError, match="ikke begynt"):
        op.hold(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, var_med=[])
    holdt(veil, sak, var_med=[veil.soker.pk])
    en.refresh_from_db()
    sak.refresh_from_db()
    assert (sak.tilstand, en.tilstand, en.ansvarlig) == ("gjennomfort", "gjennomfort", veil.svarer)
    assert oppgaver(sak) == []
    assert oppgaver(en) == [("utfall", veil.svarer, ""), ("utfall", veil.soker, "")]
    assert dict(Paamelding.objects.values_list("bruker__navn", "svar")) == {
        "Synne Søker": "var_med",
        "Hilde Hamarspør": "nei",
    }
    assert Hendelse.objects.for_sak(en).get(navn="ble_holdt").utfort_av.er_system


@pytest.mark.krav("S1-V11")
def test_avlyst_aktivitet_gir_spoersmaalene_tilbake_til_vakten_med_fristen_de_hadde(veil: VeilCast) -> None:
    en = veil.meldt(naa=timezone.now() - timedelta(days=20))
    frist = en.svarfrist
    sak = planlagt(veil, en)
    paamelding.meld_paa(sak.pk, utfort_av=veil.hamarspor)
    sak.refresh_from_db()
    op.avlys(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, kommentar="Vi finner en ny dag.")
    en.refresh_from_db()
    assert (en.tilstand, en.samordnet_til, en.svarfrist, en.vakt) == ("meldt", None, frist, veil.svarer)
    assert oppgaver(en) == [("ta", veil.svarer, "")]
    assert (fortalt("avlyst_tilbake"), fortalt("aktivitet_avlyst")) == ({"Synne Søker"}, {"Svein Svarer", "Hilde Hamarspør"})


def test_endret_tid_fortelles_alle_som_kommer_eller_er_spurt(veil: VeilCast) -> None:
    sak = planlagt(veil, veil.meldt())
    paamelding.meld_paa(sak.pk, utfort_av=veil.hamarspor)
    sak.refresh_from_db()
    foer = sak.versjon
    with pytest.raises(Nektet):
        op.endre(sak.pk, utfort_av=veil.svarer, versjon=foer, felter={"start": om(12)})
    with pytest.raises(ValidationError, match="ikke endret noe"):
        op.endre(sak.pk, utfort_av=veil.koordinator, versjon=foer, felter={"start": sak.start})
    with pytest.raises(Utdatert):
        op.endre(sak.pk, utfort_av=veil.koordinator, versjon=foer - 1, felter={"start": om(12)})
    sak = op.endre(sak.pk, utfort_av=veil.koordinator, versjon=foer, felter={"start": om(12), "svarer": veil.svarer2})
    assert sak.versjon > foer
    assert fortalt("aktivitet_endret") == {"Svein Svarer", "Hilde Hamarspør"}
    assert fortalt("aktivitet_flyttet") == {"Synne Søker"}
    assert fortalt("aktivitet_svarer") == {"Svein Svarer", "Sigrid Svarerto"}
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.person, oppgave.frist) == (veil.svarer2, virkedag(12))


@pytest.mark.krav("S1-V11")
def test_en_dato_som_passerer_i_stillhet_gir_koordinatoren_en_oppgave(veil: VeilCast) -> None:
    sak = planlagt(veil, veil.meldt())
    assert op.minn_om_aktiviteter(naa=sak.start + timedelta(hours=3)) == 0
    dagen_etter = sak.start + timedelta(days=1)
    assert op.minn_om_aktiviteter(naa=dagen_etter) == 1
    assert op.minn_om_aktiviteter(naa=dagen_etter) == 0
    assert oppgaver(sak) == [("folg_opp_aktivitet", None, "veiledningskoordinator"), ("hold", veil.svarer, "")]
    assert fortalt("aktivitet_ikke_registrert") == {"Svein Svarer", "Kirsti Koordinator"}
    holdt(veil, sak)
    assert (oppgaver(sak), op.minn_om_aktiviteter(naa=dagen_etter)) == ([], 0)


VERB = ["planlegg", "samle", "endre", "hold", "avlys", "dekker_ikke", "minn"]


@pytest.mark.parametrize("verb", VERB)
def test_et_varsel_som_feiler_etterlater_ingenting(veil: VeilCast, verb: str) -> None:
    en, to = veil.meldt(), veil.meldt(av="hamarspor")
    sak = planlagt(veil, en)
    en.refresh_from_db()
    gjor = {
        "planlegg": lambda: planlagt(veil, to),
        "samle": lambda: op.samle(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, behov=[to.pk]),
        "endre": lambda: op.endre(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, felter={"start": om(12)}),
        "hold": lambda: holdt(veil, sak),
        "avlys": lambda: op.avlys(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon),
        "dekker_ikke": lambda: samordning.dekker_ikke(en.pk, utfort_av=veil.soker, versjon=en.versjon),
        "minn": lambda: op.minn(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=sak.versjon),
    }[verb]

    def tilstand() -> tuple[Any, ...]:
        return (
            list(Foresporsel.objects.order_by("pk").values_list("tilstand", "versjon")),
            list(Aktivitet.objects.order_by("pk").values_list("tilstand", "versjon", "start")),
            Hendelse.objects.count(), Oppgave.objects.aapne().count(), Paamelding.objects.count(),
        )  # fmt: skip

    foer = tilstand()
    with varsel_nektes():
        gjor()
    assert tilstand() == foer
    gjor()
    assert tilstand() != foer

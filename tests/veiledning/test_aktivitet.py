"""Many ask for the same: one session, everybody told and asked, and no question lost with it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from veiledning.models import Aktivitet, Foresporsel, Paamelding
from veiledning.operations import aktivitet as op
from veiledning.operations import foresporsel, paamelding, samordning, vakt

from .folk import VeilCast, virkedag


def om(dager: int, time: int = 13) -> datetime:
    return timezone.make_aware(datetime.combine(virkedag(dager), datetime.min.time())) + timedelta(hours=time)


def felter(veil: VeilCast, **andre: Any) -> dict[str, Any]:
    return {
        "tittel": "Smertepumper i hjemmet", "beskrivelse": "Innstilling, skifte av kassett og feilsøking.",
        "fagfelt": "somatikk", "svarer": veil.svarer, "form": "video", "start": om(10), "varighet": 60,
    } | andre  # fmt: skip


def planlagt(veil: VeilCast, *behov: Foresporsel, **andre: Any) -> Aktivitet:
    return op.planlegg(
        utfort_av=veil.koordinator, virksomhet=veil.sykehus, felter=felter(veil, **andre), behov=[b.pk for b in behov]
    )


def holdt(veil: VeilCast, sak: Aktivitet, **andre: Any) -> Aktivitet:
    sak.refresh_from_db()
    alle = list(sak.paameldinger.values_list("bruker_id", flat=True))
    valg = {"utfort_av": veil.koordinator, "versjon": sak.versjon, "var_med": alle, "naa": sak.start + timedelta(hours=2)}
    return op.hold(sak.pk, **(valg | andre))


def oppgaver(sak: Any) -> list[tuple[str, Bruker | None, str]]:
    aapne = Oppgave.objects.for_sak(sak).aapne().order_by("type", "person__sortering")
    return [(o.type.removeprefix("veiledning."), o.person, o.rolletype) for o in aapne.select_related("person")]


def fortalt(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"veiledning.{mal}").values_list("mottaker__navn", flat=True))


@pytest.mark.krav("S1-V11")
def test_behov_samles_i_en_aktivitet_og_hver_som_spurte_faar_vite_det(veil: VeilCast) -> None:
    tatt, meldt = veil.tatt(), veil.meldt(veil.behov(overskrift="Smertepumpe om natten"), av="hamarspor")
    sak = planlagt(veil, tatt, meldt)
    assert (sak.tilstand, (sak.saksnummer or "")[:3]) == ("planlagt", "VA-")
    for en in (tatt, meldt):
        en.refresh_from_db()
        assert (en.tilstand, en.samordnet_til, en.ansvarlig, en.vakt) == ("samordnet", sak, None, None)
        assert oppgaver(en) == [("kommer", en.melder, "")]
        assert en.forste_svar_tid is None  # the coordinator's plan is no answer until the asker has accepted it
    assert oppgaver(sak) == [("hold", veil.svarer, "")]
    assert fortalt("samordnet") == {"Synne Søker", "Hilde Hamarspør"}
    assert fortalt("samordnet_fra_deg") == {"Svein Svarer"}
    assert set(Paamelding.objects.values_list("bruker__navn", "svar")) == {
        ("Synne Søker", "spurt"), ("Hilde Hamarspør", "spurt"),
    }  # fmt: skip


@pytest.mark.krav("S1-V11")
def test_bare_koordinatoren_hos_den_som_skal_svare_samordner(veil: VeilCast) -> None:
    en = veil.meldt()
    for fremmed in (veil.kommunekoordinator, veil.svarer, veil.vertsleder, veil.soker, veil.utenfor):
        with pytest.raises(Nektet):
            op.planlegg(utfort_av=fremmed, virksomhet=veil.sykehus, felter=felter(veil), behov=[en.pk])
    with pytest.raises(Nektet):  # the own party may arrange, but the question is owed by another
        op.planlegg(
            utfort_av=veil.kommunekoordinator, virksomhet=veil.gjovik,
            felter=felter(veil, svarer=veil.kommunesvarer), behov=[en.pk],
        )  # fmt: skip
    assert not Aktivitet.objects.exists()
    en.refresh_from_db()
    assert en.tilstand == "meldt"


def test_om_en_pasient_samordnes_aldri(veil: VeilCast) -> None:
    en = veil.meldt(veil.tilbakering())
    with pytest.raises(ValidationError, match="tatt hånd om"):
        planlagt(veil, en)


def test_det_som_er_tatt_haand_om_i_mellomtiden_stopper_alt(veil: VeilCast) -> None:
    en, trukket = veil.meldt(), veil.meldt(av="hamarspor")
    foresporsel.trekk(trukket.pk, utfort_av=veil.hamarspor, versjon=trukket.versjon)
    with pytest.raises(ValidationError, match=trukket.saksnummer or ""):
        planlagt(veil, en, trukket)
    en.refresh_from_db()
    assert (en.tilstand, Aktivitet.objects.count()) == ("meldt", 0)


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


@pytest.mark.krav("S1-V11")
def test_den_som_spurte_kan_si_at_aktiviteten_ikke_dekker_behovet(veil: VeilCast) -> None:
    en = veil.meldt()
    sak = planlagt(veil, en)
    en.refresh_from_db()
    for fremmed in (veil.svarer, veil.koordinator, veil.hamarspor):
        with pytest.raises(Nektet):
            samordning.dekker_ikke(en.pk, utfort_av=fremmed, versjon=en.versjon)
    en = samordning.dekker_ikke(en.pk, utfort_av=veil.soker, versjon=en.versjon, kommentar="Vi trenger svar før helgen.")
    assert (en.tilstand, en.samordnet_til, oppgaver(en)) == ("meldt", None, [("ta", veil.svarer, "")])
    assert fortalt("dekker_ikke") == {"Svein Svarer", "Kirsti Koordinator"}
    assert Paamelding.objects.get(aktivitet=sak).svar == "nei"
    with pytest.raises(UlovligOvergang):
        samordning.dekker_ikke(en.pk, utfort_av=veil.soker, versjon=en.versjon)


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


def test_paamelding_svarer_paa_oppgaven_og_plassene_er_et_tak(veil: VeilCast) -> None:
    en = veil.meldt()
    sak = planlagt(veil, en, plasser=1)
    paamelding.meld_paa(sak.pk, utfort_av=veil.soker)
    en.refresh_from_db()
    assert (oppgaver(en), en.avtalt_tid is not None) == ([], True)
    with pytest.raises(ValidationError, match="Alle plassene er tatt"):
        paamelding.meld_paa(sak.pk, utfort_av=veil.hamarspor)
    with pytest.raises(IntegrityError), transaction.atomic():  # past the operation too
        Paamelding.objects.create(aktivitet=sak, bruker=veil.hamarspor, svar="ja", tidspunkt=timezone.now())
    sak.refresh_from_db()
    with pytest.raises(ValidationError) as nei:
        paamelding.meld_paa(sak.pk, utfort_av=veil.svarer)
    assert nei.value.messages == ["Du står som den som svarer, og er med uansett."]
    paamelding.meld_av(sak.pk, utfort_av=veil.soker)
    assert paamelding.meld_paa(sak.pk, utfort_av=veil.hamarspor).svar == "ja"
    for verb in (paamelding.meld_paa, paamelding.meld_av):
        with pytest.raises(Nektet):
            verb(sak.pk, utfort_av=veil.utenfor)


def test_paameldingen_stenger_naar_aktiviteten_begynner(veil: VeilCast) -> None:
    sak = planlagt(veil)
    with pytest.raises(ValidationError, match="har begynt"):
        paamelding.meld_paa(sak.pk, utfort_av=veil.soker, naa=sak.start)


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


def test_flere_behov_legges_til_og_fra_saken_selv(veil: VeilCast) -> None:
    sak, en, to = planlagt(veil), veil.meldt(), veil.meldt(av="hamarspor")
    sak = op.samle(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, behov=[en.pk])
    with pytest.raises(ValidationError, match="minst ett"):
        op.samle(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, behov=[])
    with pytest.raises(Nektet):
        op.samordne(to.pk, utfort_av=veil.svarer, versjon=to.versjon, aktivitet=sak.pk)
    with pytest.raises(Utdatert):
        op.samordne(to.pk, utfort_av=veil.koordinator, versjon=to.versjon - 1, aktivitet=sak.pk)
    op.samordne(to.pk, utfort_av=veil.koordinator, versjon=to.versjon, aktivitet=sak.pk)
    assert {b.melder.navn for b in sak.behov.all()} == {"Synne Søker", "Hilde Hamarspør"}


def test_kommunen_samordner_det_sykehuset_spoer_om(veil: VeilCast) -> None:
    en = veil.meldt(veil.omvendt(), av="sykehuslege")
    sak = op.planlegg(
        utfort_av=veil.kommunekoordinator, virksomhet=veil.gjovik,
        felter=felter(veil, svarer=veil.kommunesvarer), behov=[en.pk],
    )  # fmt: skip
    assert sak.behov.get().melder == veil.sykehuslege


def test_trukket_spoersmaal_blir_ikke_besvart_av_aktiviteten(veil: VeilCast) -> None:
    en, to = veil.meldt(), veil.meldt(av="hamarspor")
    sak = planlagt(veil, en, to)
    en.refresh_from_db()
    foresporsel.trekk(en.pk, utfort_av=veil.soker, versjon=en.versjon)
    holdt(veil, sak)
    en.refresh_from_db()
    to.refresh_from_db()
    assert (en.tilstand, to.tilstand) == ("trukket", "gjennomfort")


def test_en_som_tok_spoersmaalet_faar_det_ikke_tilbake_uten_aa_ta_det(veil: VeilCast) -> None:
    en = veil.tatt()
    sak = planlagt(veil, en)
    op.avlys(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    en.refresh_from_db()
    assert en.ansvarlig is None
    assert vakt.ta(en.pk, utfort_av=veil.svarer, versjon=en.versjon).ansvarlig == veil.svarer


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
    with transaction.atomic():
        with transaction.get_connection().cursor() as peker:
            peker.execute(
                "CREATE FUNCTION pg_temp.nei() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE check_violation; END $$;"
                "CREATE TRIGGER nei BEFORE INSERT ON varsling_varsel FOR EACH ROW EXECUTE FUNCTION pg_temp.nei();"
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            gjor()
        with transaction.get_connection().cursor() as peker:
            peker.execute("DROP TRIGGER nei ON varsling_varsel; DROP FUNCTION pg_temp.nei();")
    assert tilstand() == foer
    gjor()
    assert tilstand() != foer

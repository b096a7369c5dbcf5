"""Enrolment, change, on hold, back, withdrawn: success beside refusal, all or nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.portal.dato import pluss_maaneder
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lis3.frister import foresporselsfrist
from lis.lis3.models import Innmelding, Seksmndforesporsel, Spesialisering
from lis.lis3.operations import innmelding as op
from lis.lis3.operations.innmelding import Onskelinje
from lis.lis3.selectors.innmelding import innmeldingsside
from tests.lis3.folk import LisCast
from tests.lis3.tjenester import akseptert, tilbudt

OM_ET_AAR = pluss_maaneder(timezone.localdate().replace(day=1), 13)
SENERE = pluss_maaneder(OM_ET_AAR, 3)


def onske(lis: LisCast, start: date = OM_ET_AAR, avdeling: str = "medisin", foer: int = 0, etter: int = 1) -> Onskelinje:
    return Onskelinje(start, foer, etter, lis.avdelinger[avdeling])


def utkast(lis: LisCast, *onsker: Onskelinje, kode: str = "lis3", **andre: Any) -> Innmelding:
    lege = lis.leger[kode]
    sak = op.registrer_lege(utfort_av=lis.kommune_lis, navn=lege.navn, epost=lege.epost, kommune=lege.kommune)
    linjer = list(onsker) or [onske(lis)]
    return op.lagre_utkast(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=linjer, **andre)


def innmeldt(lis: LisCast, *onsker: Onskelinje, **andre: Any) -> Innmelding:
    sak = utkast(lis, *onsker, **andre)
    return op.meld_inn(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)


def oppgaver(sak: Innmelding) -> list[str]:
    return sorted(Oppgave.objects.for_sak(sak).aapne().values_list("type", flat=True))


# --- enrol ------------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-I06", "S1-I08", "S1-I22")
def test_enrolled_is_in_the_queue_numbered_asked_for_and_told(lis: LisCast) -> None:
    sak = utkast(lis, onske(lis), onske(lis, SENERE, "dps"))
    sak = op.meld_klar(sak.pk, utfort_av=lis.alis_kontor, versjon=sak.versjon)
    assert oppgaver(sak) == ["lis3.meld_inn"]
    sak = op.meld_inn(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    aar = timezone.localdate().year
    assert (sak.tilstand, sak.saksnummer, sak.planlagt_start) == ("innmeldt", f"L3-{aar}-0001", OM_ET_AAR)
    assert oppgaver(sak) == []
    foresporsel = Seksmndforesporsel.objects.gjeldende().get(innmelding=sak)
    assert (foresporsel.frist, foresporsel.sen_innmelding) == (foresporselsfrist(OM_ET_AAR), False)
    fortalt = {
        (v.mal, v.mottaker.navn) for v in Varsel.objects.filter(sak_id=sak.pk, mal__startswith="lis3.innm") if v.mottaker
    }
    assert fortalt == {("lis3.innmeldt", "Karl Koordinator"), ("lis3.innmeldt_lege", "Liv Listre")}


@pytest.mark.parametrize("hvem", ["hamar_lis", "koordinator", "lis3", "alis_kontor", "avdelingsleder", "utenfor"])
def test_only_the_own_municipality_enrols(lis: LisCast, hvem: str) -> None:
    sak = utkast(lis)
    with pytest.raises(Nektet):
        op.meld_inn(sak.pk, utfort_av=lis.folk[hvem], versjon=sak.versjon)
    with pytest.raises(Nektet):
        op.lagre_utkast(sak.pk, utfort_av=lis.folk[hvem], versjon=sak.versjon, onsker=[])


@pytest.mark.krav("S1-I03", "S1-I04", "S1-I05", "S1-I09")
@pytest.mark.parametrize(
    ("mangel", "setning"),
    [
        ("plan", "Registrer at legen har fått individuell utdanningsplan, før du melder inn."),
        ("veileder", "Registrer en veileder som er godkjent spesialist i allmennmedisin, før du melder inn."),
        ("onsker", "Oppgi minst ett ønske om tid, avdeling og sted, før du melder inn."),
        ("begrunnelse", "Skriv hvorfor tjenesten bør deles i to perioder, før du melder inn."),
    ],
)
def test_what_is_missing_stops_the_enrolment_with_what_to_do(lis: LisCast, mangel: str, setning: str) -> None:
    sak = utkast(lis, deling="delt" if mangel == "begrunnelse" else "samlet")
    if mangel == "plan":
        Spesialisering.objects.filter(lege=sak.lege_id).update(plan_tildelt=None)
    if mangel == "veileder":
        Spesialisering.objects.filter(lege=sak.lege_id).update(veileder=None)
    if mangel == "onsker":
        sak.onsker.all().delete()
    with pytest.raises(ValidationError) as feil:
        op.meld_inn(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    assert feil.value.messages == [setning]
    sak.refresh_from_db()
    assert (sak.tilstand, sak.saksnummer) == ("utkast", None)


def test_wishes_are_in_the_future_at_most_five_and_never_twice(lis: LisCast) -> None:
    sak = utkast(lis)
    lagre = {"utfort_av": lis.kommune_lis, "versjon": sak.versjon}
    for linjer, setning in [
        ([onske(lis, pluss_maaneder(OM_ET_AAR, n)) for n in range(6)], "høyst 5"),
        ([onske(lis), onske(lis)], "like"),
        ([onske(lis, etter=13)], "høyst 12"),
    ]:
        with pytest.raises(ValidationError, match=setning):
            op.lagre_utkast(sak.pk, onsker=linjer, **lagre)  # type: ignore[arg-type]
    sak = op.lagre_utkast(sak.pk, onsker=[onske(lis, timezone.localdate())], **lagre)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="fram i tid"):
        op.meld_inn(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    lis.avdelinger["dps"].aktiv = False
    lis.avdelinger["dps"].save()
    with pytest.raises(ValidationError, match="tar ikke imot LIS3"):
        op.lagre_utkast(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=[onske(lis, avdeling="dps")])


@pytest.mark.krav("S1-I22")
def test_a_late_enrolment_is_asked_at_once_and_is_no_breach(lis: LisCast) -> None:
    sak = innmeldt(lis, onske(lis, timezone.localdate() + timedelta(days=60)))
    foresporsel = Seksmndforesporsel.objects.get(innmelding=sak)
    assert (foresporsel.tilstand, foresporsel.sen_innmelding) == ("sendt", True)


# --- change -----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-I07", "S1-I22")
def test_a_change_moves_every_deadline_and_tells_the_coordinator_at_once(lis: LisCast) -> None:
    sak = innmeldt(lis)
    kjent = timezone.localdate() - timedelta(days=4)
    sak = op.meld_endring(
        sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=[onske(lis, SENERE)], endret_dato=kjent
    )
    assert sak.planlagt_start == SENERE
    assert Seksmndforesporsel.objects.gjeldende().get(innmelding=sak).frist == foresporselsfrist(SENERE)
    hendelse = Hendelse.objects.for_sak(sak).get(navn="meld_endring")
    assert hendelse.data["dager_til_meldt"] == 4
    assert [(e["felt"], e["fra"], e["til"]) for e in hendelse.data["endringer"]][:2] == [
        ("planlagt_start", OM_ET_AAR.isoformat(), SENERE.isoformat()),
        ("foresporselsfrist", foresporselsfrist(OM_ET_AAR).isoformat(), foresporselsfrist(SENERE).isoformat()),
    ]
    fortalt = Varsel.objects.filter(mal="lis3.endring", sak_id=sak.pk)
    assert sorted(v.mottaker.navn for v in fortalt if v.mottaker) == ["Karl Koordinator", "Liv Listre"]


def test_nothing_new_is_no_change(lis: LisCast) -> None:
    sak = innmeldt(lis)
    igjen = op.meld_endring(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=[onske(lis)])
    assert igjen.versjon == sak.versjon
    assert not Hendelse.objects.for_sak(sak).filter(navn="meld_endring").exists()


def test_a_change_is_the_municipalitys_from_a_fresh_page_and_says_something_possible(lis: LisCast) -> None:
    sak = innmeldt(lis)
    ny = {"onsker": [onske(lis, SENERE)], "versjon": sak.versjon}
    for hvem in ("koordinator", "lis3", "hamar_lis", "alis_kontor"):
        with pytest.raises(Nektet):
            op.meld_endring(sak.pk, utfort_av=lis.folk[hvem], **ny)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="når endringen ble kjent"):
        op.meld_endring(
            sak.pk,
            utfort_av=lis.kommune_lis,
            endret_dato=timezone.localdate() + timedelta(days=1),
            **ny,  # type: ignore[arg-type]
        )
    with pytest.raises(ValidationError, match="minst ett ønske"):
        op.meld_endring(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=[])
    op.meld_endring(sak.pk, utfort_av=lis.kommune_lis, **ny)  # type: ignore[arg-type]
    with pytest.raises(Utdatert):
        op.meld_endring(sak.pk, utfort_av=lis.kommune_lis, **ny)  # type: ignore[arg-type]


# --- two parts --------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-I09")
def test_two_parts_wait_for_the_hospitals_assessment(lis: LisCast) -> None:
    sak = innmeldt(lis, deling="delt", deling_begrunnelse="Praksisen er liten.")
    assert (sak.delingsvurdering, oppgaver(sak)) == ("venter", ["lis3.vurder_deling"])
    with pytest.raises(Nektet):
        op.vurder_deling(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, godkjent=True, begrunnelse="Ja.")
    with pytest.raises(ValidationError, match="hva vurderingen bygger på"):
        op.vurder_deling(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, godkjent=True, begrunnelse=" ")
    sak = op.vurder_deling(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, godkjent=True, begrunnelse="Egnet.")
    assert (sak.delingsvurdering, oppgaver(sak)) == ("godkjent", [])
    # The same departments and reason: the assessment stands. Another department: it is made anew.
    sak = op.meld_endring(
        sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=[onske(lis, SENERE)],
        deling="delt", deling_begrunnelse="Praksisen er liten.",
    )  # fmt: skip
    assert sak.delingsvurdering == "godkjent"
    sak = op.meld_endring(
        sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=[onske(lis, SENERE, "medisin_lhmr")],
        deling="delt", deling_begrunnelse="Praksisen er liten.",
    )  # fmt: skip
    assert (sak.delingsvurdering, oppgaver(sak)) == ("venter", ["lis3.vurder_deling"])


@pytest.mark.krav("S1-I09")
def test_two_parts_are_never_approved_at_a_department_that_is_not(lis: LisCast) -> None:
    sak = innmeldt(lis, onske(lis, avdeling="dps"), deling="delt", deling_begrunnelse="Praksisen er liten.")
    svar = {"utfort_av": lis.koordinator, "begrunnelse": "Vurdert."}
    with pytest.raises(ValidationError, match="godkjent utdanningsvirksomhet"):
        op.vurder_deling(sak.pk, versjon=sak.versjon, godkjent=True, **svar)  # type: ignore[arg-type]
    sak = op.vurder_deling(sak.pk, versjon=sak.versjon, godkjent=False, **svar)  # type: ignore[arg-type]
    assert oppgaver(sak) == ["lis3.velg_samlet"]
    sak = op.meld_endring(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=[onske(lis, avdeling="dps")])
    assert (sak.deling, sak.delingsvurdering, oppgaver(sak)) == ("samlet", "", [])


# --- locum, on hold, withdrawn ----------------------------------------------------------------------------------------


@pytest.mark.krav("S1-I10")
def test_the_municipality_says_whether_a_locum_is_settled(lis: LisCast) -> None:
    sak = innmeldt(lis)
    with pytest.raises(Nektet):
        op.avklar_vikar(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, vikar="ja")
    sak = op.avklar_vikar(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, vikar="ja")
    assert (sak.vikar, sak.vikar_dato) == ("ja", timezone.localdate())
    sak = op.avklar_vikar(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, vikar="plan")
    assert (sak.vikar, sak.vikar_dato) == ("plan", None)


def test_on_hold_asks_nobody_and_comes_back_by_itself(lis: LisCast) -> None:
    sak = innmeldt(lis)
    til = timezone.localdate() + timedelta(days=30)
    with pytest.raises(Nektet):
        op.sett_paa_vent(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon, til=til)
    with pytest.raises(ValidationError, match="fram i tid"):
        op.sett_paa_vent(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, til=timezone.localdate())
    sak = op.sett_paa_vent(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, til=til)
    assert not Seksmndforesporsel.objects.gjeldende().filter(innmelding=sak).exists()
    naa = timezone.now()
    dagen_foer = naa + timedelta(days=29)
    assert [op.gjenoppta_forfalte(t) for t in (dagen_foer, naa + timedelta(days=30), naa + timedelta(days=30))] == [0, 1, 0]
    sak.refresh_from_db()
    assert (sak.tilstand, sak.paa_vent_til) == ("innmeldt", None)
    assert Seksmndforesporsel.objects.gjeldende().filter(innmelding=sak).count() == 1
    with pytest.raises(UlovligOvergang):
        op.gjenoppta(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)


@pytest.mark.parametrize("hvem", ["kommune_lis", "lis3"])
def test_municipality_and_doctor_withdraw_and_everything_is_closed(lis: LisCast, hvem: str) -> None:
    sak = innmeldt(lis, deling="delt", deling_begrunnelse="Praksisen er liten.")
    with pytest.raises(Nektet):
        op.trekk(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)
    sak = op.trekk(sak.pk, utfort_av=lis.folk[hvem], versjon=sak.versjon)
    assert (sak.tilstand, oppgaver(sak)) == ("trukket", [])
    foresporsel = Seksmndforesporsel.objects.get(innmelding=sak)
    assert (foresporsel.tilstand, Oppgave.objects.for_sak(foresporsel).aapne().count()) == ("erstattet", 0)


def test_withdrawing_gives_back_the_place_that_was_offered(lis: LisCast) -> None:
    tilbud = tilbudt(lis)
    sak = tilbud.innmelding
    sak.refresh_from_db()
    op.trekk(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon)
    tilbud.refresh_from_db()
    assert (tilbud.tilstand, [d.opptar for d in tilbud.deler.all()]) == ("trukket", [False])
    assert Oppgave.objects.for_sak(tilbud).aapne().count() == 0


@pytest.mark.krav("S1-I07")
def test_a_change_moves_the_planned_start_also_past_an_agreed_place_and_the_page_says_so(lis: LisCast) -> None:
    sak = akseptert(lis).innmelding
    sak.refresh_from_db()
    sak = op.meld_endring(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, onsker=[onske(lis, SENERE)])
    assert sak.planlagt_start == SENERE
    assert innmeldingsside(sak, lis.kommune_lis).plass.avviker is True  # type: ignore[union-attr]

"""Words about health or family are refused; services, wards and professions are not."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from lis.tildeling.ord import ord_om_helse_eller_familie, valider_noytral

pytestmark = pytest.mark.krav("S1-L14", "G-18")


@pytest.mark.parametrize(
    ("tekst", "ord_"),
    [
        ("Gravide går foran", "Gravide"),
        ("Kandidaten er gravid.", "gravid"),
        ("Legen er syk", "syk"),
        ("Legen er sjuk.", "sjuk"),
        ("på grunn av sykdom i nær familie", "sykdom"),
        ("Er sykmeldt til mai", "sykmeldt"),
        ("langvarig sykefravær", "sykefravær"),
        ("Kronisk sykdom", "Kronisk"),
        ("av hensyn til helsen", "helsen"),
        ("Helse", "Helse"),
        ("helsemessige grunner", "helsemessige"),
        ("helsetilstand", "helsetilstand"),
        ("psykisk helse", "psykisk"),
        ("Har en diagnose", "diagnose"),
        ("Kandidater med barn", "barn"),
        ("Små barn hjemme", "barn"),
        ("Har småbarn", "småbarn"),
        ("barnehageplass i Hamar", "barnehageplass"),
        ("Barnet begynner på skolen", "Barnet"),
        ("Familiesituasjon", "Familiesituasjon"),
        ("familien bor i Gjøvik", "familien"),
        ("Samboer bor i kommunen", "Samboer"),
        ("sambuar i kommunen", "sambuar"),
        ("Ektefelle arbeider der", "Ektefelle"),
        ("Er gift med en lege der", "gift"),
        ("partner i Hamar", "partner"),
        ("Foreldrene trenger hjelp", "Foreldrene"),
        ("foreldrepermisjon", "foreldrepermisjon"),
        ("Har permisjon til høsten", "permisjon"),
        ("Fødselspermisjon fra mars", "Fødselspermisjon"),
        ("venter fødsel i april", "fødsel"),
        ("Omsorgsansvar", "Omsorgsansvar"),
        ("har omsorg for andre", "omsorg for"),
        ("Eneforsørger", "Eneforsørger"),
        ("SYKDOM", "SYKDOM"),
        ("tannlegesykdom", "tannlegesykdom"),
        ("hjertelidelse", "hjertelidelse"),
    ],
)
def test_ord_om_helse_og_familie_avvises_med_ordet(tekst: str, ord_: str) -> None:
    assert ord_om_helse_eller_familie(tekst) == ord_
    with pytest.raises(ValidationError) as feil:
        valider_noytral(tekst)
    assert feil.value.messages == [
        f"Ta bort «{ord_}». Her skal det aldri stå noe om helse eller familie, heller ikke uten navn."
    ]


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "Tjeneste i allmennmedisin",
        "Praksis ved sykehus og sykehjem",
        "Arbeid som sykehjemslege eller sykepleier",
        "Tilknytning til helseforetaket",
        "Helse Sør-Øst har godkjent plassen",
        "Helse- og omsorgstjenesten i kommunen",
        "Kommunehelsetjenesten og spesialisthelsetjenesten",
        "Folkehelse og samfunnsmedisin",
        "Helsestasjon og skolehelsetjeneste",
        "Miljørettet helsevern",
        "Psykisk helsevern for voksne",
        "Statsforvalteren og Helsedirektoratet",
        "Barnelege i kommunen veileder",
        "Tjeneste ved barneavdelingen",
        "Barnesykdommer er et eget fag",
        "Barne- og ungdomspsykiatri",
        "Familievernkontoret ligger samme sted",
        "Samarbeidspartner i regionen",
        "Kreftavdelingen og diagnostikk",
        "Sykkelvei til legevakten",
        "Faren for at plassen blir stående",
        "Har skrevet at kommunen er første ønske",
        "Kjenner kommunen etter minst seks måneders arbeid der",
        "Fødselsdato brukes ikke",
        "Kommunen trenger en lege som kan begynne i mars",
        "Farsund kommune",
        "Moravia",
    ],
)
def test_tjenester_avdelinger_og_yrker_slipper_gjennom(tekst: str) -> None:
    assert ord_om_helse_eller_familie(tekst) == ""
    valider_noytral(tekst)

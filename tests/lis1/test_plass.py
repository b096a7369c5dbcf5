"""Municipal places: proposed by the municipality, approved by the County Governor, told to those who count on them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.selectors import venter_paa_deg
from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Rolle, RolleType, Virksomhet, Virksomhetstype
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Avvisning, Hendelse
from grunnmur.varsling.frister import fei
from grunnmur.varsling.maler import skriv
from grunnmur.varsling.models import Varsel
from lis.lis1.models import Kommuneplass
from lis.lis1.operations import folger
from lis.lis1.operations import plass as op
from lis.lis1.selectors.kommuner import mulige_kommuner
from tests.lis1.folk import Lis1Cast
from tests.lis1.plasser import aapne, avslaatt, foreslaatt, fortalt, gjor, godkjent, halvaar

SVAR = ("lis1.plass_svar", "Statsforvalteren i Innlandet")


@pytest.mark.krav("S1-L07", "S1-L04")
def test_fra_forslag_til_godkjent_plass_med_oppgave_og_beskjed(lis: Lis1Cast) -> None:
    plass = foreslaatt(lis)[0]
    assert (plass.tilstand, plass.saksnummer, aapne(plass)) == (
        "foreslaatt", f"KP-{timezone.localdate().year}-0001", [SVAR],
    )  # fmt: skip
    assert fortalt(plass, "plass_foreslaatt") == ["Stig Statsforvalter"]
    assert [o.sak for o in Oppgave.objects.venter_paa(lis.statsforvalter)] == [plass]
    plass = gjor(op.godkjenn, plass, lis.statsforvalter)
    assert (plass.tilstand, aapne(plass)) == ("godkjent", [])
    assert fortalt(plass, "plass_godkjent") == ["Kari Kommunekontakt", "Kåre Kommuneoverlege"]
    assert list(Hendelse.objects.for_sak(plass).order_by("id").values_list("navn", "utfort_av__navn")) == [
        ("foreslaa", "Kari Kommunekontakt"), ("godkjenn", "Stig Statsforvalter"),
    ]  # fmt: skip


def test_tjue_like_plasser_er_tjue_saker_og_en_beskjed(lis: Lis1Cast) -> None:
    plasser = foreslaatt(lis, antall=20)
    assert len({p.saksnummer for p in plasser}) == Kommuneplass.objects.count() == 20
    assert {(p.kommune, p.oppstart, p.enhet, p.merknad) for p in plasser} == {
        (lis.gjovik, halvaar(), lis.korttid, "Legekontor og sykehjem.")
    }
    assert Varsel.objects.filter(mottaker=lis.statsforvalter).count() == 1
    varsel = Varsel.objects.get(mottaker=lis.statsforvalter)
    assert skriv(varsel).emne == "Gjøvik kommune foreslår 20 LIS1-plasser"
    assert Oppgave.objects.venter_paa(lis.statsforvalter).count() == 20


@pytest.mark.parametrize("antall", [0, -1, 21])
def test_antallet_er_fra_en_til_tjue(lis: Lis1Cast, antall: int) -> None:
    with pytest.raises(ValidationError) as feil:
        foreslaatt(lis, antall=antall)
    assert (list(feil.value.message_dict), Kommuneplass.objects.count()) == (["antall"], 0)


@pytest.mark.parametrize(
    "hvem", ["hamarkontakt", "utenkontakt", "koordinator", "statsforvalter", "rhf", "lis1lege", "utenfor"]
)
def test_bare_kommunen_selv_foreslaar(lis: Lis1Cast, hvem: str) -> None:
    with pytest.raises(Nektet):
        foreslaatt(lis, utfort_av=lis.folk[hvem])
    assert foreslaatt(lis, utfort_av=lis.kommuneoverlege)[0].tilstand == "foreslaatt"


def test_en_kommune_utenfor_helsefellesskapet_tilbyr_ingen_plasser(lis: Lis1Cast) -> None:
    with pytest.raises(ValidationError) as feil:
        foreslaatt(lis, utfort_av=lis.utenkontakt, kommune=lis.annen, enhet=None)
    assert feil.value.message_dict == {"kommune": ["Bare kommuner som er med i helsefellesskapet, kan tilby plasser."]}


def test_deltakelsen_gjelder_den_dagen_det_foreslaas_og_den_dagen_det_godkjennes(lis: Lis1Cast) -> None:
    plass, idag = foreslaatt(lis)[0], timezone.localdate()
    Deltakelse.objects.filter(virksomhet=lis.gjovik).update(gyldig_til=idag - timedelta(days=1))
    for forsok in (lambda: foreslaatt(lis), lambda: gjor(op.godkjenn, plass, lis.statsforvalter)):
        with pytest.raises(ValidationError, match="helsefellesskapet"):
            forsok()
    assert list(mulige_kommuner()) == [lis.hamar]
    assert list(mulige_kommuner(idag - timedelta(days=1))) == [lis.gjovik, lis.hamar]


@pytest.mark.parametrize(
    ("oppstart", "melding"),
    [
        (date(2031, 4, 1), "Oppstart i kommunen er 1. mars eller 1. september."),
        (date(2020, 3, 1), "Velg et halvår som ikke har begynt."),
    ],
)
def test_oppstarten_er_et_halvaar_som_ikke_har_begynt(lis: Lis1Cast, oppstart: date, melding: str) -> None:
    with pytest.raises(ValidationError) as feil:
        foreslaatt(lis, oppstart=oppstart)
    assert feil.value.message_dict == {"oppstart": [melding]}


def test_enheten_er_kommunens_egen_og_i_drift(lis: Lis1Cast) -> None:
    nedlagt = Enhet.objects.create(virksomhet=lis.gjovik, navn="Nedlagt", sted="Gjøvik", nedlagt=timezone.localdate())
    for enhet in (lis.hamarhelse, nedlagt):
        with pytest.raises(ValidationError) as feil:
            foreslaatt(lis, enhet=enhet)
        assert list(feil.value.message_dict) == ["enhet"]


@pytest.mark.parametrize("verb", [op.godkjenn, op.ikke_godkjenn])
@pytest.mark.parametrize("hvem", ["kommunekontakt", "koordinator", "rhf", "lis1lege", "utenfor", "hamarkontakt"])
def test_bare_statsforvalteren_svarer(lis: Lis1Cast, verb: Any, hvem: str) -> None:
    plass, andre = foreslaatt(lis)[0], {"kommentar": "Nei"} if verb is op.ikke_godkjenn else {}
    with pytest.raises(Nektet):
        gjor(verb, plass, lis.folk[hvem], **andre)
    assert Avvisning.objects.for_sak(plass).get().bruker == lis.folk[hvem]
    assert gjor(verb, plass, lis.statsforvalter, **andre).tilstand != "foreslaatt"


def test_et_nei_har_en_kommentar_kommunen_leser_og_kan_rette(lis: Lis1Cast) -> None:
    plass = foreslaatt(lis)[0]
    with pytest.raises(ValidationError) as feil:
        gjor(op.ikke_godkjenn, plass, lis.statsforvalter, kommentar="  ")
    assert list(feil.value.message_dict) == ["kommentar"]
    plass = gjor(op.ikke_godkjenn, plass, lis.statsforvalter, kommentar="Veilederen må være spesialist.")
    assert (plass.tilstand, plass.svar_kommentar, aapne(plass)) == ("ikke_godkjent", "Veilederen må være spesialist.", [])
    assert fortalt(plass, "plass_ikke_godkjent") == ["Kari Kommunekontakt", "Kåre Kommuneoverlege"]
    plass = gjor(
        op.foreslaa_paa_nytt, plass, lis.kommunekontakt, oppstart=halvaar(2), enhet=lis.helse, merknad="Ny veileder."
    )
    assert (plass.tilstand, plass.oppstart, plass.enhet, aapne(plass)) == ("foreslaatt", halvaar(2), lis.helse, [SVAR])
    assert fortalt(plass, "plass_paa_nytt") == ["Stig Statsforvalter"]
    assert gjor(op.godkjenn, plass, lis.statsforvalter).svar_kommentar == ""


def test_en_endring_gjor_at_den_som_vil_godkjenne_maa_se_paa_nytt(lis: Lis1Cast) -> None:
    plass = foreslaatt(lis)[0]
    gjor(op.endre_plass, plass, lis.kommunekontakt, oppstart=halvaar(2), enhet=None, merknad="Bare legevakt.")
    with pytest.raises(Utdatert):
        op.godkjenn(plass.pk, utfort_av=lis.statsforvalter, versjon=plass.versjon)
    plass.refresh_from_db()
    assert (plass.tilstand, plass.oppstart, aapne(plass)) == ("foreslaatt", halvaar(2), [SVAR])
    endringer = Hendelse.objects.for_sak(plass).get(navn="endre_plass").data["endringer"]
    assert endringer == [
        {"felt": "oppstart", "fra": halvaar(1).isoformat(), "til": halvaar(2).isoformat()},
        {"felt": "enhet", "fra": "Korttidsavdelingen, Gjøvik", "til": ""},
    ]
    gjor(op.godkjenn, plass, lis.statsforvalter)
    with pytest.raises(UlovligOvergang):
        gjor(op.endre_plass, plass, lis.kommunekontakt, oppstart=halvaar(1))


@pytest.mark.krav("S1-L07")
def test_en_godkjent_plass_som_trekkes_varsles_med_en_gang(lis: Lis1Cast) -> None:
    plass = gjor(op.trekk_plass, godkjent(lis), lis.kommunekontakt)
    assert (plass.tilstand, aapne(plass)) == ("trukket", [])
    assert fortalt(plass, "plass_trukket") == ["Karl Koordinator", "Stig Statsforvalter"]
    assert set(Varsel.objects.filter(mal="lis1.plass_trukket").values_list("epost", flat=True)) == {"klar"}


def test_et_forslag_som_trekkes_trenger_ikke_svar(lis: Lis1Cast) -> None:
    plass = gjor(op.trekk_plass, foreslaatt(lis)[0], lis.kommunekontakt)
    assert (aapne(plass), fortalt(plass, "plass_forslag_trukket")) == ([], ["Stig Statsforvalter"])
    assert fortalt(plass, "plass_trukket") == []
    andre = gjor(op.trekk_plass, avslaatt(lis), lis.kommunekontakt)
    assert (fortalt(andre, "plass_trukket"), fortalt(andre, "plass_forslag_trukket")) == ([], [])


@pytest.mark.parametrize("hvem", ["hamarkontakt", "statsforvalter", "koordinator", "utenfor"])
def test_bare_kommunen_trekker(lis: Lis1Cast, hvem: str) -> None:
    plass = godkjent(lis)
    with pytest.raises(Nektet):
        gjor(op.trekk_plass, plass, lis.folk[hvem])


def test_en_plass_godkjennes_ikke_etter_at_halvaaret_har_begynt(lis: Lis1Cast) -> None:
    plass = foreslaatt(lis, oppstart=halvaar(0))[0]
    senere = timezone.make_aware(datetime.combine(halvaar(0), datetime.min.time()))
    with pytest.raises(ValidationError, match="Halvåret har begynt"):
        gjor(op.godkjenn, plass, lis.statsforvalter, naa=senere)
    plass.refresh_from_db()
    assert plass.tilstand == "foreslaatt"


def test_stedfortrederen_svarer_paa_vegne_av_statsforvalteren(lis: Lis1Cast) -> None:
    lis.person("vikaren", "Vera Vikar")
    lis.stedfortreder_for("vikaren", Rolle.objects.get(bruker=lis.statsforvalter))
    plass = gjor(op.godkjenn, foreslaatt(lis)[0], lis.vikaren)
    hendelse = Hendelse.objects.for_sak(plass).get(navn="godkjenn")
    assert (hendelse.utfort_av, hendelse.paa_vegne_av) == (lis.vikaren, lis.statsforvalter)


def test_taushet_minnes_om_og_gaar_oppover(lis: Lis1Cast) -> None:
    embete = Virksomhet.objects.get(type=Virksomhetstype.STATSFORVALTER)
    lis.person("embetsleder", "Elin Embetsleder")
    lis.rolle("embetsleder", RolleType.KONTAKT_ADM, embete)
    plass = foreslaatt(lis)[0]
    oppgave = Oppgave.objects.for_sak(plass).get()
    for dag in oppgave.paaminnelser:
        fei(dag, naa=timezone.make_aware(datetime.combine(dag, datetime.min.time()) + timedelta(hours=8)))
    om_plassen = Varsel.objects.filter(oppgave=oppgave).values_list("mottaker__navn", flat=True)
    assert (len(oppgave.paaminnelser), sorted(om_plassen)) == (
        4, ["Elin Embetsleder", *["Stig Statsforvalter"] * 4],
    )  # fmt: skip


def test_uten_statsforvalter_i_portalen_sier_vi_hva_som_mangler(lis: Lis1Cast) -> None:
    Virksomhet.objects.filter(type=Virksomhetstype.STATSFORVALTER).update(type=Virksomhetstype.INSTITUSJON)
    with pytest.raises(ValidationError, match="Statsforvalteren er ikke registrert"):
        foreslaatt(lis)
    assert Kommuneplass.objects.count() == 0


def test_oppgaven_staar_paa_min_side_med_kommunens_navn(lis: Lis1Cast) -> None:
    foreslaatt(lis)
    assert [str(linje.tittel) for linje in venter_paa_deg(lis.statsforvalter)] == [
        "Godkjenn LIS1-plass fra Gjøvik kommune, eller svar nei"
    ]


@pytest.mark.parametrize(
    ("hvem", "ser"),
    [
        ("koordinator", {"foreslaatt", "godkjent"}), ("statsforvalter", {"foreslaatt", "godkjent"}),
        ("rhf", {"foreslaatt", "godkjent"}), ("kommunekontakt", {"foreslaatt", "godkjent"}),
        ("kommuneoverlege", {"foreslaatt", "godkjent"}), ("hamarkontakt", {"godkjent"}),
        ("utenkontakt", set()), ("lis1lege", set()), ("utenfor", set()), ("leder", set()),
    ],
)  # fmt: skip
def test_hvem_som_ser_plassene(lis: Lis1Cast, hvem: str, ser: set[str]) -> None:
    godkjent(lis)
    foreslaatt(lis)
    assert set(Kommuneplass.objects.synlig_for(lis.folk[hvem]).values_list("tilstand", flat=True)) == ser


VERB = [
    (op.godkjenn, "foreslaatt", "statsforvalter", {}),
    (op.ikke_godkjenn, "foreslaatt", "statsforvalter", {"kommentar": "Nei."}),
    (op.foreslaa_paa_nytt, "avslaatt", "kommunekontakt", {"oppstart": date(2033, 3, 1)}),
    (op.trekk_plass, "godkjent", "kommunekontakt", {}),
]


@pytest.mark.parametrize(("verb", "situasjon", "hvem", "andre"), VERB, ids=lambda v: getattr(v, "__name__", ""))
def test_en_beskjed_som_feiler_etterlater_ingenting(
    lis: Lis1Cast, monkeypatch: pytest.MonkeyPatch, verb: Any, situasjon: str, hvem: str, andre: dict[str, Any]
) -> None:
    plass = {"foreslaatt": lambda c: foreslaatt(c)[0], "avslaatt": avslaatt, "godkjent": godkjent}[situasjon](lis)
    foer = (plass.tilstand, plass.versjon, aapne(plass), Hendelse.objects.count(), Varsel.objects.count())

    def feiler(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("varsle")

    monkeypatch.setattr(folger, "varsle", feiler)
    with pytest.raises(RuntimeError, match="varsle"):
        gjor(verb, plass, lis.folk[hvem], **andre)
    plass.refresh_from_db()
    assert (plass.tilstand, plass.versjon, aapne(plass), Hendelse.objects.count(), Varsel.objects.count()) == foer


def test_et_forslag_der_beskjeden_feiler_gir_ingen_plasser(lis: Lis1Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def feiler(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("varsle")

    monkeypatch.setattr(folger, "varsle", feiler)
    with pytest.raises(RuntimeError, match="varsle"):
        foreslaatt(lis, antall=3)
    assert (Kommuneplass.objects.count(), Oppgave.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE lis1_kommuneplass SET tilstand = 'godkjent', versjon = versjon + 1 WHERE tilstand = 'trukket'",
        "UPDATE lis1_kommuneplass SET oppstart = '2030-04-01'",
        "DELETE FROM lis1_kommuneplass",
        "UPDATE lis1_kommuneplass SET tilstand = 'ikke_godkjent', versjon = versjon + 1 WHERE tilstand = 'foreslaatt'",
    ],
)
def test_loven_gjelder_ogsaa_for_sql(lis: Lis1Cast, sql: str) -> None:
    gjor(op.trekk_plass, foreslaatt(lis)[0], lis.kommunekontakt)
    foreslaatt(lis)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as peker:
        peker.execute(sql)


def test_mangler_embetet_folk_spoerres_kontakten_om_aa_utpeke_noen(lis: Lis1Cast) -> None:
    embete = Virksomhet.objects.get(type=Virksomhetstype.STATSFORVALTER)
    lis.person("embetsleder", "Elin Embetsleder")
    lis.rolle("embetsleder", RolleType.KONTAKT_ADM, embete)
    Bruker.objects.filter(pk=lis.statsforvalter.pk).update(is_active=False)
    foreslaatt(lis)
    assert [o.type for o in Oppgave.objects.venter_paa(lis.embetsleder)] == ["oppgaver.utpek"]

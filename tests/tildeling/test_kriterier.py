"""Criteria: who writes them, what they may say, and that only the committee adopts them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.tildeling.models import Kriteriegruppe, Kriterier, Kriterium
from lis.tildeling.operations import kriterier as op
from lis.tildeling.selectors.kriterieforskjell import mellom

from .tilstander import gjeldende, lagt_fram, mote_om_kriterier, ny, utkast

pytestmark = pytest.mark.django_db

SKRIVER = ("koordinator", "statsforvalter", "organsekretaer")
"""The LIS coordinator, the committee's leader and its own secretary."""
SKRIVER_IKKE = (
    "kommuneoverlege", "vara", "kommunekontakt", "hamarkontakt", "rhf", "utvalgssekretaer", "lis1lege", "utenfor",
)  # fmt: skip


def gjor(verb: Any, sak: Kriterier, hvem: Any, **andre: Any) -> Any:
    return verb(sak.pk, utfort_av=hvem, versjon=ny(sak).versjon, **andre)


def ord_(sak: Kriterier) -> dict[str, Any]:
    return {"tekst": sak.tekst, "rekkefolge": sak.rekkefolge, "beslutningsdyktig": sak.beslutningsdyktig}


def med_kriterium(lis: Any, sak: Kriterier, navn: str = "Praksis i kommunen", **andre: Any) -> Kriterium:
    return gjor(op.sett_kriterium, sak, lis.koordinator, navn=navn, hoyest=andre.pop("hoyest", 10), **andre)


def tekst_i(feil: pytest.ExceptionInfo[ValidationError]) -> str:
    return " ".join(feil.value.messages)


def varslet(mal: str) -> list[str]:
    return sorted(Varsel.objects.filter(mal=f"tildeling.{mal}").values_list("mottaker__navn", flat=True))


# --- writing ----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L12")
@pytest.mark.parametrize("hvem", SKRIVER)
def test_de_som_ordner_kriteriene_skriver_dem(lis: Any, hvem: str) -> None:
    sak = op.skriv(utfort_av=lis.folk[hvem], organ=lis.organ)
    ny_ = gjor(op.endre, sak, lis.folk[hvem], tekst="Etter ønskene.", rekkefolge="felles", beslutningsdyktig=2)
    assert (ny_.tekst, ny_.beslutningsdyktig, ny_.nummer, ny_.tilstand) == ("Etter ønskene.", 2, 1, "utkast")


@pytest.mark.parametrize("hvem", SKRIVER_IKKE)
def test_ingen_andre_skriver_kriterier(lis: Any, hvem: str) -> None:
    person, sak = lis.folk[hvem], utkast(lis)
    rad = med_kriterium(lis, sak)
    gruppe = gjor(op.sett_gruppe, sak, lis.koordinator, navn="Distriktspraksis")
    with pytest.raises(Nektet):
        op.skriv(utfort_av=person, organ=lis.organ)
    for verb, data in [
        (op.endre, {"tekst": "Annet", "rekkefolge": "egne", "beslutningsdyktig": 9}),
        (op.sett_kriterium, {"navn": "Annet", "hoyest": 5}),
        (op.sett_kriterium, {"navn": "Annet", "hoyest": 5, "nummer": rad.nummer}),
        (op.fjern_kriterium, {"nummer": rad.nummer}),
        (op.sett_gruppe, {"navn": "Annet"}),
        (op.fjern_gruppe, {"gruppe": gruppe.pk}),
        (op.legg_fram, {"mote": mote_om_kriterier(lis).pk}),
        (op.forkast, {}),
    ]:
        with pytest.raises(Nektet):
            gjor(verb, sak, person, **data)
    til_vedtak = lagt_fram(lis, sak)
    with pytest.raises(Nektet):
        gjor(op.trekk_tilbake, til_vedtak, person)
    assert (ny(sak).tilstand, [k.navn for k in sak.kriterium.all()]) == ("til_vedtak", ["Praksis i kommunen"])


def test_ny_versjon_begynner_som_en_kopi_av_den_som_gjelder(lis: Any) -> None:
    sak = utkast(lis, rekkefolge="egne", beslutningsdyktig=2)
    med_kriterium(lis, sak, forklaring="Ett poeng for hver måned.", per_kommune=True)
    gjor(op.sett_gruppe, sak, lis.koordinator, navn="Distriktspraksis", forklaring="Har søkt distrikt.")
    gammel = gjeldende(lis, sak)
    kopi = op.skriv(utfort_av=lis.koordinator, organ=lis.organ)
    assert (kopi.nummer, ord_(kopi)) == (2, ord_(gammel))
    assert list(kopi.kriterium.values_list("nummer", "navn", "forklaring", "hoyest", "per_kommune")) == [
        (1, "Praksis i kommunen", "Ett poeng for hver måned.", 10, True)
    ]
    assert list(kopi.grupper.values_list("navn", "forklaring")) == [("Distriktspraksis", "Har søkt distrikt.")]
    assert mellom(gammel, kopi) == []
    gjor(op.fjern_kriterium, kopi, lis.koordinator, nummer=1)
    assert gammel.kriterium.count() == 1


def test_ett_utkast_om_gangen_i_verb_og_database(lis: Any) -> None:
    sak = utkast(lis)
    for gjort in (lambda: None, lambda: lagt_fram(lis, sak)):
        gjort()
        with pytest.raises(ValidationError, match="allerede begynt på nye kriterier"):
            op.skriv(utfort_av=lis.koordinator, organ=lis.organ)
        with pytest.raises(IntegrityError, match="kriterier_ett_paa_vei"), transaction.atomic():
            Kriterier.objects.create(organ=lis.organ, nummer=7, tilstand="utkast", saksnummer="KR-2026-9999")


def test_den_som_er_for_sen_maa_se_paa_nytt(lis: Any) -> None:
    sak = utkast(lis)
    gjor(op.endre, sak, lis.statsforvalter, tekst="Nytt.", rekkefolge="felles", beslutningsdyktig=3)
    for verb, data in [
        (op.endre, ord_(sak)), (op.sett_kriterium, {"navn": "A", "hoyest": 1}), (op.sett_gruppe, {"navn": "A"}),
        (op.forkast, {}), (op.legg_fram, {"mote": mote_om_kriterier(lis).pk}),
    ]:  # fmt: skip
        with pytest.raises(Utdatert):
            verb(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, **data)


def test_uendret_er_ingen_hendelse(lis: Any) -> None:
    sak = ny(utkast(lis))
    gjor(op.endre, sak, lis.koordinator, **ord_(sak))
    assert (ny(sak).versjon, Hendelse.objects.for_sak(sak).filter(navn="endre_kriterier").count()) == (sak.versjon, 1)


@pytest.mark.krav("S1-L14", "G-18")
@pytest.mark.parametrize("felt", ["navn", "forklaring"])
def test_kriterier_og_grupper_sier_aldri_noe_om_helse_eller_familie(lis: Any, felt: str) -> None:
    sak = utkast(lis)
    data = {"navn": "Tilknytning", "forklaring": "Etter arbeid i kommunen."} | {felt: "Kandidater med barn"}
    for verb, mer in [(op.sett_kriterium, {"hoyest": 5}), (op.sett_gruppe, {})]:
        with pytest.raises(ValidationError) as feil:
            gjor(verb, sak, lis.koordinator, **data, **mer)
        assert list(feil.value.message_dict) == [felt]
        assert "Ta bort «barn»" in tekst_i(feil)
    # Past the forms and the operation too.
    for modell, mer in [(Kriterium, {"nummer": 1, "hoyest": 5}), (Kriteriegruppe, {})]:
        with pytest.raises(ValidationError, match="Ta bort «barn»"), transaction.atomic():
            modell.objects.create(kriterier=sak, **data, **mer)
    assert (sak.kriterium.count(), sak.grupper.count()) == (0, 0)


def test_felles_rekkefolge_har_ikke_poeng_for_hver_kommune(lis: Any) -> None:
    sak = utkast(lis)
    with pytest.raises(ValidationError, match="krever egen rekkefølge"):
        med_kriterium(lis, sak, per_kommune=True)
    with pytest.raises(IntegrityError, match="kriterium_per_kommune"), transaction.atomic():
        sak.kriterium.create(nummer=1, navn="Praksis", hoyest=5, per_kommune=True)
    gjor(op.endre, sak, lis.koordinator, **ord_(sak) | {"rekkefolge": "egne"})
    med_kriterium(lis, sak, per_kommune=True)
    with pytest.raises(ValidationError, match="gir poeng for hver kommune"):
        gjor(op.endre, sak, lis.koordinator, **ord_(sak) | {"rekkefolge": "felles"})
    with pytest.raises(IntegrityError, match="kriterier_felles_uten_per_kommune"), transaction.atomic():
        Kriterier.objects.filter(pk=sak.pk).update(rekkefolge="felles", versjon=99)


@pytest.mark.parametrize(
    ("felt", "verdi", "melding"),
    [
        ("hoyest", 0, "fra 1 til 1000"), ("hoyest", 1001, "fra 1 til 1000"), ("navn", "", "kan ikke være blankt"),
        ("navn", "PRAKSIS I KOMMUNEN", "allerede et kriterium"),
    ],
)  # fmt: skip
def test_et_kriterium_er_helt(lis: Any, felt: str, verdi: Any, melding: str) -> None:
    sak = utkast(lis)
    med_kriterium(lis, sak)
    with pytest.raises(ValidationError) as feil:
        gjor(op.sett_kriterium, sak, lis.koordinator, **{"navn": "Annet", "hoyest": 5} | {felt: verdi})
    assert melding in tekst_i(feil)
    assert sak.kriterium.count() == 1


def test_ikke_flere_maa_delta_enn_de_som_sitter_der(lis: Any) -> None:
    sak = utkast(lis)
    with pytest.raises(ValidationError, match="Utvalget har 3 som vedtar"):
        gjor(op.endre, sak, lis.koordinator, **ord_(sak) | {"beslutningsdyktig": 4})
    with pytest.raises(ValidationError, match="Oppgi fra 1 til 20"):
        gjor(op.endre, sak, lis.koordinator, **ord_(sak) | {"beslutningsdyktig": 0})
    with pytest.raises(ValidationError, match="blankt"):
        gjor(op.endre, sak, lis.koordinator, **ord_(sak) | {"tekst": ""})


def test_historikken_sier_hva_som_ble_endret(lis: Any) -> None:
    sak = utkast(lis, tekst="Første avsnitt.\nAndre avsnitt.")
    gjor(op.endre, sak, lis.koordinator, tekst="Første avsnitt.\nNytt avsnitt.", rekkefolge="egne", beslutningsdyktig=2)
    med_kriterium(lis, sak)
    gjor(op.fjern_kriterium, sak, lis.koordinator, nummer=1)
    rader = [h.data.get("endringer") for h in Hendelse.objects.for_sak(sak).order_by("id")][-3:]
    assert rader == [
        [
            {"felt": "tekst", "fra": "Andre avsnitt.", "til": "Nytt avsnitt."},
            {"felt": "rekkefolge", "fra": "Én felles rekkefølge", "til": "Egen rekkefølge for hver kommune"},
            {"felt": "beslutningsdyktig", "fra": "3", "til": "2"},
        ],
        [{"felt": "kriterium", "fra": "", "til": "Praksis i kommunen: høyst 10 poeng."}],
        [{"felt": "kriterium", "fra": "Praksis i kommunen: høyst 10 poeng.", "til": ""}],
    ]

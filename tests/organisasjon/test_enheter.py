"""Units, people and participation, and the trail that every operation leaves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from grunnmur.organisasjon import operations
from grunnmur.organisasjon.models import Deltakelse, Enhet, Helsefellesskap, Rolle, RolleType

from .handlinger import HANDLINGER
from .hus import Rollebesetning, ny_rolle

EN_DAG = timedelta(days=1)


# --- Units -------------------------------------------------------------------------------------------------------------


def test_leder_endrer_profilen_men_ikke_navnet(hus: Rollebesetning) -> None:
    operations.endre_enhet(hus.hjemme, profil="Vi gir sykepleie i hjemmet.", utfort_av=hus.leder)
    with pytest.raises(PermissionDenied):
        operations.endre_enhet(hus.hjemme, navn="Noe annet", utfort_av=hus.leder)
    with pytest.raises(PermissionDenied):
        operations.endre_enhet(hus.natt, profil="Ikke min.", utfort_av=hus.leder)
    hus.hjemme.refresh_from_db()
    assert (hus.hjemme.navn, hus.hjemme.profil) == ("Hjemmetjenesten", "Vi gir sykepleie i hjemmet.")


def test_endring_av_navn_kan_sokes_opp(hus: Rollebesetning) -> None:
    operations.endre_enhet(hus.hjemme, navn="Ålgård omsorg", fagomraade="Lindring", utfort_av=hus.kontakt)
    assert [list(Enhet.objects.sok(ord_)) for ord_ in ("ålg", "lind gjø", "omsorg natt")] == [[hus.hjemme], [hus.hjemme], []]


def test_uendret_enhet_skrives_ikke(hus: Rollebesetning) -> None:
    foer = Enhet.pgh_event_model.objects.count()
    operations.endre_enhet(hus.hjemme, navn="Hjemmetjenesten", utfort_av=hus.kontakt)
    operations.flytt_enhet(hus.hjemme, til=hus.helse, utfort_av=hus.kontakt)
    assert Enhet.pgh_event_model.objects.count() == foer


@pytest.mark.parametrize(
    ("handling", "melding"),
    [
        (lambda h: operations.flytt_enhet(h.helse, til=h.natt, utfort_av=h.kontakt), "ligge under seg selv"),
        (lambda h: operations.flytt_enhet(h.natt, til=h.annen_enhet, utfort_av=h.kontakt), "samme virksomhet"),
        (
            lambda h: operations.opprett_enhet(
                h.kommune, navn="Nattpatruljen", sted="Gjøvik", overordnet=h.hjemme, utfort_av=h.kontakt
            ),
            "allerede en enhet med dette navnet",
        ),
        (lambda h: operations.legg_ned_enhet(h.hjemme, utfort_av=h.kontakt), "Enheten har underenheter"),
        (lambda h: operations.opprett_enhet(h.kommune, navn="", utfort_av=h.kontakt), ""),
    ],
)
def test_treet_holdes_helt(hus: Rollebesetning, handling: Callable[[Rollebesetning], Any], melding: str) -> None:
    foer = list(Enhet.objects.order_by("id").values())
    with pytest.raises(ValidationError) as feil:
        handling(hus)
    assert melding in " ".join(feil.value.messages)
    assert list(Enhet.objects.order_by("id").values()) == foer


def test_nedlagt_enhet_avslutter_rollene_og_kan_aapnes_igjen(hus: Rollebesetning, idag: date) -> None:
    ny_rolle(hus.ansatt, RolleType.LEDER, hus.natt)
    ny_rolle(hus.mottak, RolleType.LEDER, hus.natt, fra=idag + 5 * EN_DAG)
    operations.legg_ned_enhet(hus.natt, utfort_av=hus.kontakt)
    assert list(Rolle.objects.filter(enhet=hus.natt).values_list("bruker__navn", "gyldig_til")) == [("Anne Ansatt", idag)]
    assert hus.natt not in Enhet.objects.aktive()
    with pytest.raises(ValidationError, match="nedlagt"):
        HANDLINGER["gi_rolle"](hus, hus.kontakt)
    operations.gjenaapne_enhet(hus.natt, utfort_av=hus.kontakt)
    assert hus.natt in Enhet.objects.aktive()


# --- People and participation ------------------------------------------------------------------------------------------


def test_ny_person_kan_ikke_logge_inn_med_passord(hus: Rollebesetning) -> None:
    bruker, ny = HANDLINGER["registrer_person"](hus, hus.kontakt)
    assert (ny, bruker.has_usable_password()) == (True, False)
    assert [r.enhet for r in bruker.roller.all()] == [hus.natt]


def test_kjent_person_faar_ansettelse_men_beholder_sitt_eget(hus: Rollebesetning) -> None:
    bruker, ny = operations.registrer_person(
        navn="Et Annet Navn", epost="Utenfor@kommune.example", enhet=hus.natt, utfort_av=hus.kontakt
    )
    assert (ny, bruker.navn) == (False, "Ulf Utenfor")
    assert bruker.roller.count() == 2


def test_deltakelse_meldes_av_administrator(hus: Rollebesetning, idag: date) -> None:
    helsefellesskap = Helsefellesskap.objects.create(navn="Et helsefellesskap", helseforetak=hus.sykehus)
    with pytest.raises(PermissionDenied):
        operations.meld_deltakelse(hus.kommune, helsefellesskap, utfort_av=hus.kontakt)
    rad = operations.meld_deltakelse(hus.kommune, helsefellesskap, utfort_av=hus.admin)
    with pytest.raises(ValidationError, match="deltar allerede"):
        operations.meld_deltakelse(hus.kommune, helsefellesskap, utfort_av=hus.admin)
    operations.avslutt_deltakelse(rad, siste_dag=idag, utfort_av=hus.admin)
    assert Deltakelse.objects.get().gyldig_til == idag


# --- The trail ---------------------------------------------------------------------------------------------------------


def spor(modell: Any, pk: Any) -> list[tuple[str, str]]:
    hendelser = modell.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id").select_related("pgh_context")
    return [
        (h.pgh_context.metadata["operasjon"], h.pgh_context.metadata["utfort_av"]) if h.pgh_context else ("", "")
        for h in hendelser
    ]


def test_historikken_sier_hvem_og_hva(hus: Rollebesetning) -> None:
    rolle = HANDLINGER["gi_rolle"](hus, hus.kontakt)
    assert spor(Rolle, rolle.pk) == [("gi_rolle", str(hus.kontakt.pk))]


def test_operasjon_inni_en_annen_baerer_den_ytterstes_navn(hus: Rollebesetning) -> None:
    rolle = ny_rolle(hus.ansatt, RolleType.LEDER, hus.natt)
    operations.legg_ned_enhet(hus.natt, utfort_av=hus.kontakt)
    assert spor(Rolle, rolle.pk) == [("", ""), ("legg_ned_enhet", str(hus.kontakt.pk))]

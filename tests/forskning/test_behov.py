"""Needs: who reports them, which projects take them up, how they end, and that restricted projects never show."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from forskning.models import Behov, Behovskobling, Prosjekt
from forskning.operations import behov as op
from forskning.operations import prosjekt as prosjektop
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel


def felter(forsk: Any, **andre: Any) -> dict[str, Any]:
    return {
        "tittel": "Hva virker mot fall hjemme?", "beskrivelse": "Mange eldre faller hjemme.", "virksomhet": forsk.gjovik,
        "enhet": forsk.korttid, "temaer": [forsk.temaer["tjenesteutvikling"]],
    } | andre  # fmt: skip


def behov(forsk: Any, *, av: str = "kommuneforsker", **andre: Any) -> Behov:
    return nytt(op.meld(utfort_av=forsk.folk[av], felter=felter(forsk, **andre)))


def nytt(sak: Behov) -> Behov:
    return Behov.objects.get(pk=sak.pk)


def koblet(forsk: Any, b: Behov, p: Prosjekt) -> None:
    op.koble(p.pk, utfort_av=p.leder, versjon=forsk.nytt(p).versjon, behov=b.pk)


def hendelser(sak: Any) -> list[str]:
    return list(Hendelse.objects.for_sak(sak).order_by("id").values_list("navn", flat=True))


def varslet(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"forskning.{mal}").values_list("mottaker__navn", flat=True))


@pytest.mark.krav("S1-A02", "S1-F01")
def test_a_need_is_reported_for_a_party_one_belongs_to(forsk: Any) -> None:
    b = behov(forsk)
    assert (b.tilstand, b.meldt_av, b.saksnummer[:3]) == ("meldt", forsk.kommuneforsker, "FB-")
    for kode in ("forsker", "hamarsjef", "utenfor", "sekretariat"):
        with pytest.raises(Nektet):
            behov(forsk, av=kode)
    assert set(Behov.objects.synlig_for(forsk.hamarsjef)) == {b}
    assert not Behov.objects.synlig_for(forsk.utenfor).exists()


@pytest.mark.parametrize(
    ("andre", "felt"),
    [({"tittel": " "}, "tittel"), ({"beskrivelse": ""}, "beskrivelse"), ({"temaer": []}, "temaer")],
)
def test_what_a_need_must_say_is_said_at_its_field(forsk: Any, andre: dict[str, Any], felt: str) -> None:
    with pytest.raises(ValidationError) as feil:
        behov(forsk, **andre)
    assert list(feil.value.message_dict) == [felt]


def test_the_unit_is_one_of_the_party(forsk: Any) -> None:
    with pytest.raises(ValidationError) as feil:
        behov(forsk, enhet=forsk.palliativ)
    assert list(feil.value.message_dict) == ["enhet"]


def test_whoever_reported_it_and_the_party_s_leaders_change_it(forsk: Any) -> None:
    b = behov(forsk)
    ny = op.endre(
        b.pk, utfort_av=forsk.fou, versjon=b.versjon, felter={"tittel": "Hva virker?", "temaer": [forsk.temaer["demografi"]]}
    )
    assert ([t.kode for t in ny.temaer.all()], nytt(b).tittel) == (["demografi"], "Hva virker?")
    with pytest.raises(Utdatert):
        op.endre(b.pk, utfort_av=forsk.fou, versjon=b.versjon, felter={"tittel": "A"})
    for kode in ("forsker", "sykehusfou", "hamarsjef"):
        with pytest.raises(Nektet):
            op.endre(b.pk, utfort_av=forsk.folk[kode], versjon=ny.versjon, felter={"tittel": "A"})


# --- taken up ---------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-A02")
def test_a_project_takes_up_a_need_and_whoever_reported_it_is_told(forsk: Any) -> None:
    b, p, annet = behov(forsk), forsk.ide(), forsk.ide()
    with pytest.raises(Nektet):
        op.koble(p.pk, utfort_av=forsk.kommuneforsker, versjon=p.versjon, behov=b.pk)
    with pytest.raises(Utdatert):
        op.koble(p.pk, utfort_av=forsk.forsker, versjon=p.versjon + 1, behov=b.pk)
    koblet(forsk, b, p)
    koblet(forsk, b, annet)
    assert (nytt(b).tilstand, hendelser(b)) == ("i_prosjekt", ["meld_behov", "ta_behov_i_prosjekt", "ta_behov_i_flere"])
    assert varslet("behov_tatt_opp") == {"Kai Kommuneforsker"}
    assert hendelser(p)[-1] == "koble_behov"
    with pytest.raises(ValidationError, match="allerede"):
        koblet(forsk, b, p)
    with pytest.raises(IntegrityError), transaction.atomic():
        Behovskobling.objects.create(behov=b, prosjekt=p, koblet_av=forsk.forsker, tidspunkt=timezone.now())


def test_it_is_free_again_when_the_last_project_lets_go(forsk: Any) -> None:
    b, p, annet = behov(forsk), forsk.ide(), forsk.ide()
    koblet(forsk, b, p)
    koblet(forsk, b, annet)
    with pytest.raises(Nektet):
        op.losne(p.pk, utfort_av=forsk.kommuneforsker, versjon=forsk.nytt(p).versjon, behov=b.pk)
    op.losne(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, behov=b.pk)
    assert nytt(b).tilstand == "i_prosjekt"
    op.losne(annet.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(annet).versjon, behov=b.pk)
    assert (nytt(b).tilstand, varslet("behov_lagt_tilbake")) == ("meldt", {"Kai Kommuneforsker"})
    with pytest.raises(ValidationError, match="ikke koblet"):
        op.losne(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, behov=b.pk)


@pytest.mark.krav("S1-A02")
def test_a_restricted_project_leaves_no_trace_on_the_need_until_it_is_shared(forsk: Any) -> None:
    b, p = behov(forsk), forsk.ide(begrensning="konkurranse")
    koblet(forsk, b, p)
    assert (nytt(b).tilstand, nytt(b).versjon, hendelser(b)) == ("meldt", b.versjon, ["meld_behov"])
    assert not Varsel.objects.exists()
    prosjektop.del_(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon)
    assert (nytt(b).tilstand, varslet("behov_tatt_opp")) == ("i_prosjekt", {"Kai Kommuneforsker"})
    prosjektop.begrens(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, kode="konkurranse")
    assert nytt(b).tilstand == "meldt"


def test_a_project_that_stops_lays_its_needs_back(forsk: Any) -> None:
    b, p = behov(forsk), forsk.ide()
    koblet(forsk, b, p)
    prosjektop.stans(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, grunn="ikke_tid")
    assert nytt(b).tilstand == "meldt"
    prosjektop.ta_opp_igjen(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon)
    assert nytt(b).tilstand == "i_prosjekt"


# --- how it ends ------------------------------------------------------------------------------------------------------


def test_those_who_have_the_need_say_that_it_is_answered(forsk: Any) -> None:
    b, p = behov(forsk), forsk.ide()
    koblet(forsk, b, p)
    b = nytt(b)
    with pytest.raises(Nektet):
        op.besvar(b.pk, utfort_av=forsk.forsker, versjon=b.versjon, kommentar="Rapporten.")
    with pytest.raises(ValidationError, match="Skriv hva"):
        op.besvar(b.pk, utfort_av=forsk.kommuneforsker, versjon=b.versjon)
    b = op.besvar(b.pk, utfort_av=forsk.kommuneforsker, versjon=b.versjon, kommentar="Rapporten.")
    assert (b.tilstand, varslet("behov_besvart")) == ("besvart", {"Frida Forsker"})
    with pytest.raises(ValidationError, match="besvart eller lukket"):
        koblet(forsk, b, forsk.ide())
    b = op.gjenaapne(b.pk, utfort_av=forsk.kommuneforsker, versjon=b.versjon)
    assert b.tilstand == "i_prosjekt"


def test_a_need_that_is_gone_is_closed_and_can_be_opened(forsk: Any) -> None:
    b = behov(forsk)
    b = op.lukk(b.pk, utfort_av=forsk.fou, versjon=b.versjon, kommentar="Gjort i et annet prosjekt.")
    assert b.tilstand == "lukket"
    with pytest.raises(UlovligOvergang):
        op.endre(b.pk, utfort_av=forsk.fou, versjon=b.versjon, felter={"tittel": "A"})
    assert op.gjenaapne(b.pk, utfort_av=forsk.fou, versjon=b.versjon).tilstand == "meldt"


def test_nothing_is_left_when_people_cannot_be_told(forsk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    b, p = behov(forsk), forsk.ide()

    def faller(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr("forskning.operations.behov.si_fra", faller)
    with pytest.raises(RuntimeError):
        koblet(forsk, b, p)
    assert not Behovskobling.objects.exists()
    assert (nytt(b).tilstand, forsk.nytt(p).versjon) == ("meldt", p.versjon)

"""A round is planned, opened on adopted criteria, closed when its deadline is past, or cancelled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import ProgrammingError, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Organmedlem
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.utvalg.operations import utvalg
from grunnmur.varsling.models import Varsel
from lis.tildeling import tasks
from lis.tildeling.fordeling import forpliktelse
from lis.tildeling.models import Habilitet, Runde
from lis.tildeling.operations import folger
from lis.tildeling.operations import kandidat as kandidatop
from lis.tildeling.operations import onsker as onskeop
from lis.tildeling.operations import runde as op
from tests.rollebesetning import FOR_LENGE_SIDEN

from .folk import OPPSTART
from .test_vern import nekter
from .tilstander import aapen, gjeldende, ny, planlagt, system, utkast

pytestmark = pytest.mark.django_db


def frist(dager: int = 14) -> Any:
    return timezone.now() + timedelta(days=dager)


def aapne_oppgaver(runde: Runde) -> list[tuple[str, str]]:
    oppgaver = Oppgave.objects.for_sak(runde).aapne().select_related("person")
    return sorted((o.type, o.person.navn if o.person else o.rolletype) for o in oppgaver)


def fortalt(runde: Runde, mal: str) -> list[str]:
    return sorted(Varsel.objects.filter(sak_id=runde.pk, mal=f"tildeling.{mal}").values_list("mottaker__navn", flat=True))


# --- planned ----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L12")
def test_runden_lover_et_fro_fra_forste_dag(lis: Any) -> None:
    kriterier = gjeldende(lis)
    runde = op.planlegg(utfort_av=lis.koordinator, oppstart=OPPSTART, frist=frist())
    assert (runde.tilstand, runde.kriterier, runde.organ) == ("planlagt", kriterier, lis.organ)
    assert (len(runde.fro), runde.forpliktelse) == (64, forpliktelse(runde.fro))
    with pytest.raises(ProgrammingError, match="runde_lovet_fro"), transaction.atomic():
        Runde.objects.filter(pk=runde.pk).update(fro="ab" * 32, versjon=runde.versjon + 1)


@pytest.mark.parametrize("kode", ["koordinator", "statsforvalter", "organsekretaer"])
def test_de_som_forbereder_planlegger(lis: Any, kode: str) -> None:
    assert op.planlegg(utfort_av=lis.folk[kode], oppstart=OPPSTART, frist=frist()).tilstand == "planlagt"


@pytest.mark.parametrize("kode", ["kommuneoverlege", "vara", "kommunekontakt", "rhf", "lis1lege", "utenfor"])
def test_andre_planlegger_ikke(lis: Any, kode: str) -> None:
    with pytest.raises(Nektet):
        op.planlegg(utfort_av=lis.folk[kode], oppstart=OPPSTART, frist=frist())
    assert not Runde.objects.exists()


def test_en_runde_om_gangen_for_et_halvaar(lis: Any) -> None:
    forste = op.planlegg(utfort_av=lis.koordinator, oppstart=OPPSTART, frist=frist())
    with pytest.raises(ValidationError) as feil:
        op.planlegg(utfort_av=lis.koordinator, oppstart=OPPSTART, frist=frist())
    assert feil.value.message_dict == {"oppstart": ["Det er allerede en runde for dette halvåret."]}
    op.avlys(forste.pk, utfort_av=lis.koordinator, versjon=forste.versjon)
    assert op.planlegg(utfort_av=lis.koordinator, oppstart=OPPSTART, frist=frist()).tilstand == "planlagt"


def test_frist_og_halvaar_er_fram_i_tid(lis: Any) -> None:
    etter_oppstart = frist((OPPSTART - timezone.localdate()).days + 2)
    for felt, oppstart, naar in [
        ("frist", OPPSTART, frist(-1)), ("frist", OPPSTART, etter_oppstart),
        ("oppstart", date(2020, 3, 1), frist()), ("oppstart", date(2029, 4, 1), frist()),
    ]:  # fmt: skip
        with pytest.raises(ValidationError) as feil:
            op.planlegg(utfort_av=lis.koordinator, oppstart=oppstart, frist=naar)
        assert list(feil.value.message_dict) == [felt]


@pytest.mark.krav("S1-L08")
def test_kanalen_er_arbeidsutvalget_med_medlemmer_eller_direkte(lis: Any) -> None:
    alt = {"utfort_av": lis.utvalgssekretaer}
    gruppe = utvalg.opprett(**alt, felter={"type": "arbeidsutvalg", "navn": "Arbeidsutvalget", "mandat": "Forbereder."})
    runde = op.planlegg(utfort_av=lis.koordinator, oppstart=OPPSTART, frist=frist())
    assert (runde.kanal, runde.arbeidsutvalg) == ("direkte", None)

    def bytt() -> Runde:
        felter = {"kanal": "arbeidsutvalg", "arbeidsutvalg": gruppe}
        return op.endre(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, felter=felter)

    with pytest.raises(ValidationError) as feil:
        bytt()
    assert list(feil.value.message_dict) == ["arbeidsutvalg"]
    medlem = {"bruker": lis.koordinator, "verv": Organmedlem.Verv.MEDLEM, "fra": FOR_LENGE_SIDEN}
    utvalg.oppnevn(gruppe.pk, **alt, **medlem)
    assert (bytt().kanal, ny(runde).arbeidsutvalg) == ("arbeidsutvalg", gruppe)
    nekter("runde_arbeidsutvalg", lambda: Runde.objects.filter(pk=runde.pk).update(kanal="direkte", versjon=99))


# --- opened -----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L12")
def test_aapningen_ber_kandidatene_om_ønsker_og_sier_fra(lis: Any) -> None:
    runde = planlagt(lis)
    runde = op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    assert (runde.tilstand, aapne_oppgaver(runde)) == ("aapen", [("tildeling.onsker", "Lise Lisen")])
    assert fortalt(runde, "runde_aapen") == ["Lise Lisen"]
    assert fortalt(runde, "runde_aapen_utvalg") == ["Kåre Kommuneoverlege", "Stig Statsforvalter"]
    # Those without an account get a mail, and nobody else's name.
    epost = Varsel.objects.filter(mal="tildeling.uten_konto").values_list("til_epost", flat=True)
    assert sorted(epost) == ["kandidat2@lege.example", "kandidat3@lege.example"]


def test_en_med_kommune_i_utlysningen_skylder_ingenting(lis: Any) -> None:
    from tests.lis1.stillinger import navngitt

    runde = planlagt(lis, "kandidat2")
    lis.stilling("lis1lege", **navngitt(lis))
    kandidatop.hent_kandidater(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    runde = op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    assert (aapne_oppgaver(runde), fortalt(runde, "runde_fast")) == ([], ["Lise Lisen"])


@pytest.mark.krav("S1-L12")
def test_ingen_runde_aapnes_uten_vedtatte_kriterier(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege", kriterier=utkast(lis))
    with pytest.raises(ValidationError, match="ikke vedtatt kriterier"):
        op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)


def test_runden_aapnes_paa_kriteriene_som_gjelder_da(lis: Any) -> None:
    forste = gjeldende(lis)
    runde = planlagt(lis, "lis1lege", kriterier=forste)
    from lis.tildeling.operations import kriterier as kriterieop

    from .tilstander import behandlet, lagt_fram

    assert kriterieop
    ny_ordning = behandlet(lis, lagt_fram(lis, utkast(lis, tekst="En ny ordning.")))
    runde = op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    assert (runde.kriterier, ny(forste).tilstand) == (ny_ordning, "avlost")
    nekter(
        "runde_bytter_ikke_kriterier",
        lambda: Runde.objects.filter(pk=runde.pk).update(kriterier=forste, versjon=runde.versjon + 1),
    )


def test_ingen_aapner_uten_kandidater_for_sent_eller_utdatert(lis: Any) -> None:
    gjeldende(lis)
    tom = op.planlegg(utfort_av=lis.koordinator, oppstart=OPPSTART, frist=frist(1))
    with pytest.raises(UlovligOvergang):
        op.aapne(tom.pk, utfort_av=lis.koordinator, versjon=tom.versjon)
    lis.stilling("lis1lege")
    kandidatop.hent_kandidater(tom.pk, utfort_av=lis.koordinator, versjon=tom.versjon)
    with pytest.raises(Utdatert):
        op.aapne(tom.pk, utfort_av=lis.koordinator, versjon=tom.versjon)
    with pytest.raises(ValidationError, match="Fristen for ønsker er ute"):
        op.aapne(tom.pk, utfort_av=lis.koordinator, versjon=ny(tom).versjon, naa=frist(2))


def test_den_utelukkede_forbereder_ikke_runden(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege")
    naa = timezone.now()
    rad = Habilitet.objects.create(runde=runde, bruker=lis.koordinator, grunn="naerstaaende", meldt=naa)
    Habilitet.objects.filter(pk=rad.pk).update(utfall="inhabil", avgjort_av=lis.statsforvalter, avgjort=naa)
    with pytest.raises(Nektet):
        op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    assert op.aapne(runde.pk, utfort_av=lis.organsekretaer, versjon=runde.versjon).tilstand == "aapen"


# --- deadline and closing ---------------------------------------------------------------------------------------------


def test_ny_frist_flytter_oppgaven_og_sies_fra_om(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege")
    runde = op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    ny_frist = frist(21)
    runde = op.endre(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon, felter={"frist": ny_frist})
    oppgave = Oppgave.objects.for_sak(runde).aapne().get()
    assert (oppgave.frist, fortalt(runde, "runde_ny_frist")) == (timezone.localdate(ny_frist), ["Lise Lisen"])
    assert op.endre(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon, felter={}).versjon == runde.versjon


def test_klokken_lukker_naar_fristen_er_ute_og_bare_en_gang(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege")
    runde = op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    assert (op.lukk_forfalte(), ny(runde).tilstand) == (0, "aapen")
    with pytest.raises(UlovligOvergang):
        op.lukk(runde.pk, utfort_av=system(), versjon=ny(runde).versjon)
    assert op.lukk_forfalte(naa=runde.frist) == 1
    assert (ny(runde).tilstand, aapne_oppgaver(runde)) == ("behandles", [("tildeling.behandle", "lis_koordinator")])
    assert fortalt(runde, "runde_lukket") == ["Karl Koordinator", "Kåre Kommuneoverlege", "Stig Statsforvalter"]
    assert op.lukk_forfalte(naa=runde.frist) == 0


def test_oppgaven_i_celery_lukker_og_spor(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege", "kandidat2")
    op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    assert tasks.folg_runder() == 0
    lege = lis.lege("kandidat2")
    lege.bruker = lis.utenfor
    lege.save()
    assert tasks.folg_runder() == 1
    assert aapne_oppgaver(runde) == [("tildeling.onsker", "Lise Lisen"), ("tildeling.onsker", lis.utenfor.navn)]
    assert (tasks.folg_runder(), fortalt(runde, "runde_aapen")) == (0, sorted(["Lise Lisen", lis.utenfor.navn]))


def test_lukkes_tidlig_bare_naar_alle_har_levert(lis: Any) -> None:
    lis.plass()
    runde = aapen(lis, "lis1lege", "kandidat2")
    with pytest.raises(UlovligOvergang):
        op.lukk_tidlig(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    meg, annen = (runde.kandidater.get(lege=lis.lege(kode)) for kode in ("lis1lege", "kandidat2"))
    onskeop.lever(runde.pk, utfort_av=lis.lis1lege, versjon=meg.versjon, kommuner=[lis.gjovik.pk])
    onskeop.onsk_for(runde.pk, annen.pk, utfort_av=lis.koordinator, versjon=annen.versjon, kommuner=[lis.gjovik.pk])
    with pytest.raises(Nektet):
        op.lukk_tidlig(runde.pk, utfort_av=lis.kommuneoverlege, versjon=ny(runde).versjon)
    assert op.lukk_tidlig(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon).tilstand == "behandles"


def test_en_avlyst_runde_sies_fra_om_til_dem_som_var_spurt(lis: Any) -> None:
    runde = planlagt(lis, "lis1lege")
    runde = op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    runde = op.avlys(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    assert (runde.tilstand, aapne_oppgaver(runde)) == ("avlyst", [])
    assert fortalt(runde, "runde_avlyst") == ["Kåre Kommuneoverlege", "Lise Lisen", "Stig Statsforvalter"]
    with pytest.raises(UlovligOvergang):
        op.avlys(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)


# --- told, or not done ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["aapne", "endre", "lukk", "avlys", "ta_ut", "lever"])
def test_et_varsel_som_feiler_etterlater_ingenting(lis: Any, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    lis.plass()
    runde = planlagt(lis, "lis1lege")
    if verb != "aapne":
        runde = op.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    meg = runde.kandidater.get()
    alt: dict[str, Any] = {"utfort_av": lis.koordinator, "versjon": runde.versjon}
    gjor = {
        "aapne": lambda: op.aapne(runde.pk, **alt),
        "endre": lambda: op.endre(runde.pk, **alt, felter={"frist": frist(30)}),
        "lukk": lambda: op.lukk(runde.pk, utfort_av=system(), versjon=runde.versjon, naa=runde.frist),
        "avlys": lambda: op.avlys(runde.pk, **alt),
        "ta_ut": lambda: kandidatop.ta_ut(runde.pk, meg.pk, **alt),
        "lever": lambda: onskeop.lever(runde.pk, utfort_av=lis.lis1lege, versjon=meg.versjon, kommuner=[lis.gjovik.pk]),
    }[verb]

    def bilde() -> Any:
        na, k = ny(runde), ny(meg)
        varsler = Varsel.objects.filter(sak_id=runde.pk).count()
        return na.tilstand, na.versjon, na.frist, aapne_oppgaver(runde), varsler, k.versjon, k.trukket, k.onsker.count()

    def feiler(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("varsle")

    foer = bilde()
    for modul in (folger, kandidatop, onskeop):
        monkeypatch.setattr(modul, "varsle", feiler)
    with pytest.raises(RuntimeError, match="varsle"):
        gjor()
    assert bilde() == foer

"""What the database refuses, also from raw SQL: each guard beside what it lets through."""

import uuid
from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from grunnmur.saksgang.models import Hendelse, Signatur, Vedtak
from hospitering import operations as op
from hospitering.models import Soknad, Tilstand
from tests.rollebesetning import Cast


def sql(setning: str, *verdier: object) -> None:
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute(setning, verdier)


def avvist(handling: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            handling()
    except DatabaseError:
        return True
    return False


@pytest.mark.krav("S1-S20", "S1-S29")
def test_tilstanden_flyttes_bare_etter_tabellen(cast: Cast) -> None:
    sak = cast.innsendt()
    flytt = "UPDATE hospitering_soknad SET tilstand = %s, versjon = versjon + 1 WHERE id = %s"
    assert avvist(lambda: sql(flytt, "innvilget_vert", sak.pk))
    assert not avvist(lambda: sql(flytt, "avslaatt_egen", sak.pk))


def test_en_sak_starter_som_utkast(cast: Cast) -> None:
    sak = cast.innsendt()
    verdier = {f.attname: getattr(sak, f.attname) for f in Soknad._meta.concrete_fields}
    ny = verdier | {"id": uuid.uuid4(), "saksnummer": "H-2026-9999"}
    assert avvist(lambda: Soknad.objects.create(**ny))
    assert not avvist(lambda: Soknad.objects.create(**ny | {"tilstand": Tilstand.UTKAST}))


def test_versjonen_gaar_aldri_ned_og_stiger_med_tilstanden(cast: Cast) -> None:
    sak = cast.innsendt()
    assert avvist(lambda: sql("UPDATE hospitering_soknad SET versjon = versjon - 1 WHERE id = %s", sak.pk))
    assert avvist(lambda: sql("UPDATE hospitering_soknad SET tilstand = 'trukket' WHERE id = %s", sak.pk))


def test_det_som_er_sendt_slettes_aldri(cast: Cast) -> None:
    sak, utkast = cast.innsendt(), cast.utkast()
    slett = "DELETE FROM hospitering_soknad WHERE id = %s"
    assert avvist(lambda: sql(slett, sak.pk))
    assert not avvist(lambda: sql(slett, utkast.pk))
    assert avvist(lambda: sql("TRUNCATE hospitering_soknad CASCADE"))


@pytest.mark.krav("S1-S18", "S1-S24")
@pytest.mark.parametrize("tabell", ["saksgang_hendelse", "saksgang_signatur"])
def test_hendelser_og_signaturer_kan_ikke_endres(cast: Cast, tabell: str) -> None:
    cast.innsendt()
    nokkel = {"saksgang_hendelse": "navn", "saksgang_signatur": "sha256"}[tabell]
    assert avvist(lambda: sql(f"UPDATE {tabell} SET {nokkel} = 'x'"))
    assert avvist(lambda: sql(f"DELETE FROM {tabell}"))
    assert avvist(lambda: sql(f"TRUNCATE {tabell} CASCADE"))
    assert (Hendelse.objects.count(), Signatur.objects.count()) == (1, 1)


def test_en_hendelse_maa_peke_paa_en_sak_som_finnes(cast: Cast) -> None:
    sak = cast.innsendt()
    type_ = ContentType.objects.get_for_model(Soknad)
    felles = {"sak_type": type_, "navn": "prove", "utfort_av": cast.leder, "tidspunkt": timezone.now()}
    assert avvist(lambda: Hendelse.objects.create(sak_id=uuid.uuid4(), **felles))
    assert not avvist(lambda: Hendelse.objects.create(sak_id=sak.pk, **felles))


def nytt_vedtak(sak: Soknad, av: object, *, steg: str, paa_vegne_av: object = None, gjelder: object = None) -> Vedtak:
    hendelse = Hendelse.objects.create(
        sak_type=ContentType.objects.get_for_model(sak),
        sak_id=sak.pk,
        navn="prove",
        utfort_av=av,
        paa_vegne_av=paa_vegne_av,
        tidspunkt=timezone.now(),
    )
    return Vedtak.objects.create(
        sak_type=hendelse.sak_type,
        sak_id=sak.pk,
        steg=steg,
        runde=9,
        utfall="innvilget",
        av=av,
        paa_vegne_av=paa_vegne_av,
        saken_gjelder=gjelder or sak.soker,
        tidspunkt=hendelse.tidspunkt,
        hendelse=hendelse,
    )


@pytest.mark.krav("S1-S20", "S1-S29")
def test_ingen_avgjor_egen_sak_eller_begge_steg(cast: Cast) -> None:
    """The applicant, the one who took the other step, and whoever acts for them, in any combination."""
    sak = cast.mottatt()
    c = cast
    assert avvist(lambda: nytt_vedtak(sak, c.soker, steg="vert"))
    assert avvist(lambda: nytt_vedtak(sak, c.kontakt, steg="vert", paa_vegne_av=c.soker))
    assert avvist(lambda: nytt_vedtak(sak, c.leder, steg="vert"))
    assert avvist(lambda: nytt_vedtak(sak, c.kontakt, steg="vert", paa_vegne_av=c.leder))
    assert avvist(lambda: nytt_vedtak(sak, c.vertsleder, steg="vert", gjelder=c.utenfor))
    assert not avvist(lambda: nytt_vedtak(sak, c.vertsleder, steg="vert"))


def test_bare_ett_gjeldende_vedtak_i_et_steg(cast: Cast) -> None:
    sak = cast.oversendt()
    assert avvist(lambda: nytt_vedtak(sak, cast.overleder, steg="egen"))


def test_et_vedtak_endres_ikke_bare_tilbakekalles_en_gang(cast: Cast) -> None:
    sak = cast.oversendt()
    assert avvist(lambda: sql("UPDATE saksgang_vedtak SET utfall = 'ikke_innvilget', kommentar = 'x'"))
    assert avvist(lambda: sql("DELETE FROM saksgang_vedtak"))
    op.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter={"tema_og_maal": "Noe annet."})
    assert Vedtak.objects.get().tilbakekalt_av.navn == "endre_til_egen"
    assert avvist(lambda: sql("UPDATE saksgang_vedtak SET tilbakekalt_av_id = NULL"))


@pytest.mark.krav("S1-S22", "S1-S31")
def test_avslag_uten_kommentar_stoppes_av_databasen(cast: Cast) -> None:
    sak = cast.innsendt()
    hendelse = Hendelse.objects.create(
        sak_type=ContentType.objects.get_for_model(sak), sak_id=sak.pk, navn="prove", utfort_av=cast.leder,
        tidspunkt=timezone.now(),
    )  # fmt: skip
    felles = {
        "sak_type": hendelse.sak_type, "sak_id": sak.pk, "steg": "egen", "runde": 1, "utfall": "ikke_innvilget",
        "av": cast.leder, "saken_gjelder": cast.soker, "tidspunkt": hendelse.tidspunkt, "hendelse": hendelse,
    }  # fmt: skip
    assert avvist(lambda: Vedtak.objects.create(**felles, kommentar=""))
    assert not avvist(lambda: Vedtak.objects.create(**felles, kommentar="Ikke nå."))


def test_saksnumre_er_uten_hull_og_per_aar(cast: Cast) -> None:
    numre = [cast.innsendt().saksnummer for _ in range(3)]
    aar = timezone.localdate().year
    assert numre == [f"H-{aar}-000{n}" for n in (1, 2, 3)]

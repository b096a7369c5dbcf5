"""When retention ends: what is emptied, what stays, and that nothing else can be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from grunnmur.dokumenter.models import Dokument
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import pluss_maaneder
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.models import Bevaringstid, Hendelse, Signatur, Tomming, Vedtak
from grunnmur.saksgang.operations import sett_bevaringstid, tom_utlopte
from grunnmur.saksgang.selectors import bevaringsplan
from grunnmur.saksgang.tasks import tom_utlopte_saker
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import Soknad
from hospitering.selectors.eksport import hele_saken
from tests.rollebesetning import Cast

REGLER = ("hospitering.privat", "hospitering.uten", "hospitering.gjennomfort")


def om(maaneder: int) -> datetime:
    return timezone.now() + timedelta(days=31 * maaneder + 2)


def plan(**maaneder: int | None) -> None:
    for regel, antall in maaneder.items():
        sett_bevaringstid(f"hospitering.{regel}", maaneder=antall, utfort_av=Bruker.objects.systemet())


def feie(naa: datetime | None = None) -> int:
    return tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=naa)


def avslaatt(cast: Cast) -> Soknad:
    sak = cast.innsendt()
    return op.avslaa_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, kommentar="Synne trengs på jobb.")


def test_uten_bestemt_tid_tommes_ingenting(cast: Cast) -> None:
    avslaatt(cast)
    assert feie(om(600)) == 0
    plan(privat=None, uten=None, gjennomfort=None)
    assert feie(om(600)) == 0


def test_private_felt_tommes_foerst_og_bare_i_avsluttede_saker(cast: Cast) -> None:
    plan(privat=3)
    slutt, aapen = avslaatt(cast), cast.innsendt()
    assert (feie(om(2)), feie(om(3)), feie(om(3))) == (0, 1, 0)
    slutt.refresh_from_db()
    aapen.refresh_from_db()
    assert (slutt.hjemmeadresse, slutt.tlf_privat, slutt.begrunnelse) == ("", "", aapen.begrunnelse)
    assert aapen.hjemmeadresse != ""
    assert Hendelse.objects.for_sak(slutt).last().kommentar == "Synne trengs på jobb."


def test_hele_saken_tommes_og_hendelsene_staar(cast: Cast) -> None:
    plan(uten=12)
    sak, annen = avslaatt(cast), cast.innsendt()
    Dokument.objects.create(
        sak_type=ContentType.objects.get_for_model(sak), sak_id=sak.pk, mal="m", sprak="nb", tittel="T", pdf=b"x",
        skjemaversjon="1", innhold_sha256="0" * 64, pdf_sha256="1" * 64,
    )  # fmt: skip
    hendelser = list(Hendelse.objects.for_sak(sak).values("navn", "utfort_av", "tidspunkt", "fra", "til"))
    avtrykk = list(Signatur.objects.filter(hendelse__sak_id=sak.pk).values_list("sha256", flat=True))
    assert feie(om(12)) == 1
    alt = str(hele_saken(Soknad.objects.get(pk=sak.pk)) | {"historikk": list(Soknad.pgh_event_model.objects.filter(pgh_obj_id=sak.pk).values()), "vedtak_historikk": list(Vedtak.pgh_event_model.objects.filter(sak_id=sak.pk).values())})  # fmt: skip  # noqa: E501
    for borte in ("Hjemvegen", "90000001", "61000001", "trengs på jobb", sak.begrunnelse, sak.tema_og_maal):
        assert borte not in alt, borte
    etter = Soknad.objects.get(pk=sak.pk)
    assert (etter.soker_navn, etter.saksnummer, etter.tilstand, etter.periode_fra, etter.faggruppe) == (
        TOMT, sak.saksnummer, sak.tilstand, sak.periode_fra, sak.faggruppe,
    )  # fmt: skip
    assert list(Hendelse.objects.for_sak(sak).values("navn", "utfort_av", "tidspunkt", "fra", "til")) == hendelser
    assert list(Signatur.objects.filter(hendelse__sak_id=sak.pk).values_list("sha256", "innhold")) == [
        (sha, "") for sha in avtrykk
    ]
    assert Vedtak.objects.for_sak(sak).get().kommentar == TOMT
    assert [(d.pdf, d.pdf_sha256) for d in Dokument.objects.all()] == [(None, "1" * 64)]
    assert {o.emne for o in Oppgave.objects.for_sak(sak)} == {TOMT}
    assert not Varsel.objects.filter(sak_id=sak.pk).exists()
    assert Varsel.objects.filter(sak_id=annen.pk).exists()
    assert Soknad.objects.get(pk=annen.pk).begrunnelse == annen.begrunnelse


def test_innvilget_sak_regnes_fra_periodens_slutt(cast: Cast) -> None:
    plan(gjennomfort=60)
    sak = cast.besvart()
    slutt = timezone.make_aware(datetime.combine(pluss_maaneder(sak.periode_til, 60), datetime.min.time()))
    assert (feie(slutt), feie(slutt + timedelta(days=1, hours=1))) == (0, 1)
    sak.refresh_from_db()
    assert (sak.kontakt_navn, sak.kontakt_epost, sak.kontakt_bruker) == (TOMT, TOMT, None)


def test_siden_for_en_tomt_sak_staar(cast: Cast) -> None:
    plan(uten=1, gjennomfort=1)
    saker = [avslaatt(cast), cast.besvart()]
    assert feie(om(24)) == 2
    for bruker in (cast.soker, cast.leder):
        klient = Client()
        klient.force_login(bruker)
        for sak in saker:
            html = klient.get(sak.get_absolute_url()).content.decode()
            assert f"Søknad {sak.saksnummer}" in html
            assert TOMT in html
            assert f"mailto:{TOMT}" not in html
            assert "Hjemvegen" not in html


def test_oppgaven_i_bakgrunnen_tommer_alt_som_er_ute(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grunnmur.saksgang.operations.bevaring.TOM_BUNT", 1)
    plan(privat=3)
    for _nr in range(3):
        sak = avslaatt(cast)
        Soknad.objects.filter(pk=sak.pk).update(endret=timezone.now() - timedelta(days=200))
    assert (tom_utlopte_saker(), tom_utlopte_saker()) == (3, 0)


@pytest.mark.parametrize(
    ("modell", "felt"),
    [(Hendelse, {"kommentar": ""}), (Signatur, {"innhold": ""}), (Vedtak, {"kommentar": TOMT})],
)
def test_bare_en_tomt_sak_kan_miste_teksten(cast: Cast, modell: Any, felt: dict[str, str]) -> None:
    avslaatt(cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        modell.objects.update(**felt)


def test_i_en_tomt_sak_kan_ingenting_annet_endres(cast: Cast) -> None:
    plan(uten=12)
    avslaatt(cast)
    feie(om(12))
    forsok: list[tuple[Any, dict[str, Any]]] = [
        (Hendelse, {"kommentar": "ny tekst"}),
        (Hendelse, {"utfort_av": cast.leder}),
        (Signatur, {"sha256": "0" * 64}),
        (Signatur, {"innhold": "{}"}),
        (Vedtak, {"kommentar": "ny tekst"}),
        (Vedtak, {"utfall": "innvilget"}),
        (Tomming, {"regel": "noe"}),
    ]
    for modell, felt in forsok:
        with pytest.raises(DatabaseError), transaction.atomic():
            modell.objects.update(**felt)
    for modell in (Hendelse, Signatur, Vedtak, Tomming):
        with pytest.raises(DatabaseError), transaction.atomic():
            modell.objects.all().delete()


def test_planen_sier_hva_som_er_bestemt(cast: Cast) -> None:
    plan(privat=3)
    planen = [(b.maaneder, b.forslag) for b in bevaringsplan() if "hospitering" in b.navn]
    assert sorted(planen, key=lambda par: par[1]) == [(3, 3), (None, 12), (None, 36), (None, 60)]
    with pytest.raises(ValueError, match="no such rule"):
        sett_bevaringstid("hospitering.finnes_ikke", maaneder=1, utfort_av=cast.leder)
    assert Bevaringstid.objects.count() == 1

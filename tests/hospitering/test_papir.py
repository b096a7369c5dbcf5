"""Forms on paper: the date beside the signature, and a page that is sent twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from grunnmur.portal.dato import dato
from grunnmur.saksgang.models import Hendelse, Signatur
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import Soknad
from hospitering.selectors.skjema import skjemadata
from tests.hospitering.skjema import feil_i, innlogget, tekst, utfylt
from tests.rollebesetning import Cast, lag_cast


def adresse(cast: Cast) -> str:
    return reverse("hospitering:papir_registrer", args=[cast.soker.pk])


def skjema(cast: Cast, *, dager_siden: int = 7, **andre: Any) -> dict[str, Any]:
    dag = timezone.localdate() - timedelta(days=dager_siden)
    return utfylt(cast, papir_dato=f"{dag:%d.%m.%Y}") | andre


@pytest.mark.krav("S1-S17", "S1-S18")
@pytest.mark.django_db
def test_datoen_paa_papiret_lagres_signeres_og_vises(cast: Cast) -> None:
    mottak = innlogget(cast.mottak)
    mottak.post(adresse(cast), skjema(cast))
    sak, dag = Soknad.objects.get(), timezone.localdate() - timedelta(days=7)
    assert sak.papir_dato == dag
    assert f'"papir_dato":"{dag.isoformat()}"' in Signatur.objects.get().innhold
    assert skjemadata(sak, cast.helsefellesskap).soker_dato == dato(dag)
    side = tekst(innlogget(cast.leder).get(sak.get_absolute_url()))
    assert f"Underskrevet på papir {dato(dag)}, registrert av mottaket" in side


@pytest.mark.krav("S1-S18")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verdi", "melding"),
    [
        ("", "Skriv datoen som står ved underskriften på papiret."),
        ("31.02.2026", "Datoen i «Dato ved underskriften» finnes ikke. Sjekk dag og måned."),
        ("i morgen", "Papiret kan ikke være underskrevet etter at dere mottok det. Sjekk datoen."),
    ],
)
def test_datoen_maa_finnes_og_ikke_vaere_i_framtiden(cast: Cast, verdi: str, melding: str) -> None:
    i_morgen = f"{timezone.localdate() + timedelta(days=1):%d.%m.%Y}"
    svar = innlogget(cast.mottak).post(adresse(cast), skjema(cast, papir_dato=i_morgen if verdi == "i morgen" else verdi))
    assert feil_i(svar) == {"papir_dato": [melding]}
    assert Soknad.objects.count() == 0


@pytest.mark.django_db
def test_databasen_nekter_en_papirdato_etter_mottak(cast: Cast) -> None:
    i_dag = timezone.localdate()
    sak = op.registrer_papir(utfort_av=cast.mottak, soker=cast.soker, felter=cast.felter(), underskrevet=i_dag)
    elektronisk = cast.innsendt()
    for pk, dag in [(sak.pk, i_dag + timedelta(days=1)), (elektronisk.pk, i_dag)]:
        with pytest.raises(IntegrityError, match="soknad_papir_er_underskrevet_foer_mottatt"), transaction.atomic():
            Soknad.objects.filter(pk=pk).update(papir_dato=dag)


@pytest.mark.krav("S1-S18")
@pytest.mark.django_db
def test_samme_side_sendt_to_ganger_er_en_soknad(cast: Cast) -> None:
    mottak = innlogget(cast.mottak)
    nokkel = mottak.get(adresse(cast)).context["form"]["nokkel"].value()
    svar = [mottak.post(adresse(cast), skjema(cast, nokkel=nokkel), follow=True) for _gang in range(2)]
    sak = Soknad.objects.get()
    assert [f"registrert som {sak.saksnummer}" in tekst(s) for s in svar] == [True, True]
    assert (sak.pk, Hendelse.objects.for_sak(sak).count()) == (UUID(nokkel), 1)
    assert Varsel.objects.filter(mal="hospitering.papir_registrert").count() == 1
    endret = mottak.post(adresse(cast), skjema(cast, nokkel=nokkel, begrunnelse="Et annet skjema."))
    assert "Skjemaet er allerede registrert." in tekst(endret)
    mottak.post(adresse(cast), skjema(cast, begrunnelse="Et annet skjema."))
    assert Soknad.objects.count() == 2


@pytest.mark.django_db
def test_nokkelen_til_en_annens_sak_gir_ingen_innsyn(cast: Cast) -> None:
    fremmed = cast.innsendt()
    with pytest.raises(ValidationError, match="allerede registrert"):
        op.registrer_papir(
            utfort_av=cast.mottak,
            soker=cast.soker,
            felter=cast.felter(),
            underskrevet=timezone.localdate(),
            nokkel=fremmed.pk,
        )


@pytest.mark.krav("S1-S18")
def test_to_samtidige_trykk_gir_en_soknad(transactional_db: None) -> None:
    cast = lag_cast()
    data, start = skjema(cast, nokkel=str(uuid4())), Barrier(2)
    klienter = [innlogget(cast.mottak) for _ in range(2)]

    def trykk(nummer: int) -> int:
        start.wait()
        try:
            return klienter[nummer].post(adresse(cast), data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as traader:
        assert list(traader.map(trykk, range(2))) == [302, 302]
    assert Soknad.objects.count() == Hendelse.objects.count() == 1
    assert Varsel.objects.filter(mal="hospitering.papir_registrert").count() == 1

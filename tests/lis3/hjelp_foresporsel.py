"""Doctors in the queue by raw rows, and the plain verbs around the six-month question."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse
from lis.lis3.models import Innmelding, Innmeldingstilstand, Onske, Seksmndforesporsel
from lis.lis3.operations.foresporsel import ny_foresporsel
from tests.lis3.folk import LisCast


def i_koen(lis: LisCast, kode: str, start: date = date(2027, 9, 1), *, avdeling: str = "medisin") -> Innmelding:
    """In the queue with one wish, and no question planned."""
    sak = Innmelding.objects.create(lege=lis.leger[kode], tilstand=Innmeldingstilstand.UTKAST)
    Innmelding.objects.filter(pk=sak.pk).update(
        tilstand=Innmeldingstilstand.INNMELDT, versjon=2, saksnummer=f"L3-{sak.pk.hex[:8]}",
        innmeldt_tid=timezone.now(), planlagt_start=start,
    )  # fmt: skip
    Onske.objects.create(innmelding=sak, prioritet=1, start=start, avdeling=lis.avdelinger[avdeling])
    sak.refresh_from_db()
    return sak


def hendelse(sak: Innmelding, naa: datetime, av: Bruker) -> Hendelse:
    return Hendelse.objects.create(
        sak_type=ContentType.objects.get_for_model(sak), sak_id=sak.pk, navn="meld_inn",
        fra="utkast", til=sak.tilstand, utfort_av=av, tidspunkt=naa,
    )  # fmt: skip


def meldt(lis: LisCast, kode: str, naa: datetime, start: date = date(2027, 9, 1)) -> Seksmndforesporsel:
    """Enrolled at a moment, with the question that follows from it."""
    sak = i_koen(lis, kode, start)
    with transaction.atomic():
        foresporsel = ny_foresporsel(sak, hendelse(sak, naa, lis.kommune_lis))
    assert foresporsel is not None
    return foresporsel

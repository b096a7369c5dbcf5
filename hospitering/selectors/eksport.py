"""Everything the portal holds about one case, as plain data: the answer to a request for access."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from grunnmur.dokumenter.models import Dokument
from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.models import Avvisning, Hendelse, Lesing, SaksLenke, Vedtak
from grunnmur.varsling.models import Varsel

from ..models import Avtale, Periodeforslag, Reiseavtale, Soknad, Taushetserklaering

DOKUMENTFELTER = ("id", "tittel", "variant", "sprak", "versjon", "skjemaversjon", "pdf_sha256", "opprettet")
"""A document by what it is; the file itself is made from what stands here."""


def hele_saken(sak: Soknad) -> dict[str, Any]:
    """The case, private fields too, and every row that points at it, oldest first."""
    hendelser = Hendelse.objects.for_sak(sak).select_related("utfort_av", "paa_vegne_av", "signatur").order_by("id")
    return {
        "soknad": _rad(sak),
        "avtale": [_rad(a) for a in Avtale.objects.filter(pk=sak.pk)],
        "perioder": [_rad(p) for p in Periodeforslag.objects.filter(avtale=sak.pk)],
        "avklaringer": [_rad(a) for a in sak.avklaringer.order_by("punkt")],
        "reise": [_rad(r) for r in Reiseavtale.objects.filter(pk=sak.pk)],
        "taushetserklaering": [_rad(t) for t in Taushetserklaering.objects.filter(pk=sak.pk)],
        "instrukslesinger": [_rad(i) for i in sak.instrukslesinger.order_by("pk")],
        "forberedelser": [_rad(f) for f in sak.forberedelser.all()],
        "uker": [_rad(u) for u in sak.ukebelegg.order_by("uke")],
        "evalueringer": [_rad(e) for e in sak.evalueringer.order_by("side")],
        "hendelser": [_rad(h) | {"signatur": _signatur(h)} for h in hendelser],
        "vedtak": [_rad(v) for v in Vedtak.objects.for_sak(sak).order_by("tidspunkt")],
        "oppgaver": [_rad(o) for o in Oppgave.objects.for_sak(sak).order_by("venter_siden")],
        "varsler": [_rad(v) for v in Varsel.objects.filter(sak_id=sak.pk).order_by("opprettet", "pk")],
        "dokumenter": list(Dokument.objects.filter(sak_id=sak.pk).order_by("opprettet").values(*DOKUMENTFELTER)),
        "lesinger": [_rad(les) for les in Lesing.objects.for_sak(sak).order_by("forste")],
        "avvisninger": [_rad(a) for a in Avvisning.objects.for_sak(sak).order_by("tidspunkt")],
        "lenker": [_rad(lenke) for lenke in SaksLenke.objects.for_sak(sak).order_by("opprettet")],
    }


def _signatur(hendelse: Hendelse) -> dict[str, Any] | None:
    signatur = getattr(hendelse, "signatur", None)
    return _rad(signatur) if signatur else None


def _rad(rad: Model) -> dict[str, Any]:
    """Every column by name; people and places with their names beside the key."""
    verdier: dict[str, Any] = {}
    for felt in rad._meta.concrete_fields:
        verdi = getattr(rad, felt.attname)
        if felt.is_relation and verdi is not None and felt.name != "sak_type":
            verdier[felt.name] = {"id": verdi, "navn": str(getattr(rad, felt.name))}
        else:
            verdier[felt.name] = verdi
    return verdier

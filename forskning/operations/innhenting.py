"""Calls from a file: tried, shown, confirmed. The same file twice changes nothing the second time (S1-F03)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.portal.dato import tidspunkt
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import operasjon
from grunnmur.varsling.operations import varsle

from .. import rules
from ..models import Utlysning, Utlysningskilde, Utlysningstilstand
from ..utlysningsfil import Innhentingsrad
from .utlysning import FELTER, de_som_folger_med, endre_laast, forleng_laast, legg_inn

NY, ENDRET, UENDRET, UTELATT, FEIL = "ny", "endret", "uendret", "utelatt", "feil"


@dataclass(frozen=True)
class Radutfall:
    nummer: int
    utfall: str
    navn: str
    tekst: str = ""


@operasjon
def prov(
    rader: Sequence[Innhentingsrad], *, utfort_av: Bruker, temaer: Iterable[Tema] = (), naa: datetime | None = None
) -> list[Radutfall]:
    """What `hent` would do, row by row: it is done, and all of it taken back."""
    if not rules.skriver_utlysninger(utfort_av):
        raise Nektet
    with transaction.atomic():
        utfall, _siste = _kjor(rader, utfort_av, list(temaer), naa or timezone.now())
        transaction.set_rollback(True)
    return utfall


@operasjon
def hent(
    rader: Sequence[Innhentingsrad], *, utfort_av: Bruker, temaer: Iterable[Tema] = (), naa: datetime | None = None
) -> list[Radutfall]:
    """Write what is new and what is changed; rows with faults are left out, and say so.

    `temaer` are for calls that come without any. Those who follow the list are told once, of all that is new.
    """
    if not rules.skriver_utlysninger(utfort_av):
        raise Nektet
    utfall, siste = _kjor(rader, utfort_av, list(temaer), naa or timezone.now())
    nye = sum(u.utfall == NY for u in utfall)
    if siste and nye:
        adresse = reverse("forskning:utlysninger")
        til = de_som_folger_med()
        varsle(siste, mal="forskning.utlysninger_nye", mottakere=til, adresse=adresse, data={"antall": nye})
    return utfall


def _kjor(
    rader: Sequence[Innhentingsrad], utfort_av: Bruker, temaer: list[Tema], naa: datetime
) -> tuple[list[Radutfall], Hendelse | None]:
    utfall: list[Radutfall] = []
    siste: Hendelse | None = None
    sett: set[str] = set()
    for rad in rader:
        navn = str(rad.felter.get("tittel", ""))[:160]
        kilde_id = rad.kilde_id or str(rad.felter.get("lenke", ""))[:200]
        if rad.feil:
            utfall.append(Radutfall(rad.nummer, FEIL, navn, " ".join(rad.feil)))
            continue
        if kilde_id in sett:
            utfall.append(Radutfall(rad.nummer, UTELATT, navn, _("Utlysningen står lenger oppe i filen også.")))
            continue
        sett.add(kilde_id)
        try:
            with transaction.atomic():
                hva, tekst, hendelse = _en(rad.felter, kilde_id, utfort_av, temaer, naa)
        except ValidationError as feil:
            hva, tekst, hendelse = FEIL, " ".join(feil.messages), None
        except IntegrityError:  # somebody fetched the same call a moment ago
            hva, tekst, hendelse = UTELATT, _("Noen andre la inn utlysningen nettopp."), None
        siste = hendelse or siste
        utfall.append(Radutfall(rad.nummer, hva, navn, tekst))
    return utfall, siste


def _en(
    felter: dict[str, Any], kilde_id: str, utfort_av: Bruker, temaer: list[Tema], naa: datetime
) -> tuple[str, str, Hendelse | None]:
    kjent = _finn(kilde_id, felter["lenke"])
    ute = felter["frist"] <= naa
    if kjent is None:
        if ute:
            return UTELATT, _("Fristen er ute."), None
        nye = felter | {"temaer": felter.get("temaer") or temaer}
        _utlysning, hendelse = legg_inn(
            utfort_av=utfort_av, felter=nye, naa=naa, kilde=Utlysningskilde.FIL, kilde_id=kilde_id
        )
        return NY, _("Frist %(tid)s.") % {"tid": tidspunkt(felter["frist"])}, hendelse
    if kjent.tilstand == Utlysningstilstand.TRUKKET:
        return UTELATT, _("Utlysningen er tatt bort her, og hentes ikke inn igjen."), None
    if ute:
        return UTELATT, _("Fristen er ute."), None
    foer, gammel_frist = kjent.versjon, kjent.frist
    if kjent.tilstand == Utlysningstilstand.UTLOPT:
        forleng_laast(kjent, utfort_av=utfort_av, frist=felter["frist"], naa=naa)
    nye = {navn: felter[navn] for navn in FELTER if felter.get(navn)}
    if felter.get("temaer"):
        nye["temaer"] = felter["temaer"]
    endre_laast(kjent, utfort_av=utfort_av, felter=nye, naa=naa)
    if not kjent.kilde_id:
        # Written by hand before the file came: from now on the file finds it whatever becomes of the link.
        Utlysning.objects.filter(pk=kjent.pk).update(kilde_id=kilde_id)
    if kjent.versjon == foer:
        return UENDRET, "", None
    if kjent.frist != gammel_frist:
        return ENDRET, _("Ny frist: %(tid)s.") % {"tid": tidspunkt(kjent.frist)}, None
    return ENDRET, _("Teksten, lenken eller temaene er endret."), None


def _finn(kilde_id: str, lenke: str) -> Utlysning | None:
    """By what the file calls it, else one that was written by hand with the same link."""
    laast = Utlysning.objects.select_for_update(of=("self",))
    kjent = laast.filter(kilde_id=kilde_id).first() if kilde_id else None
    return kjent or laast.filter(kilde_id="", lenke=lenke).order_by("opprettet").first()

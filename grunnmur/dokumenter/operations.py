"""Make documents: ordered by a page, made by a job, kept by content hash."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grunnmur.dokumenter.koder import ny_kode, vis_kode
from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.seglnokkel import Seglnokkel, seglnokkel
from grunnmur.dokumenter.selectors import gjeldende_utgave
from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import bestill, kanonisk
from grunnmur.jobb.typer import Framdrift, Resultat
from grunnmur.organisasjon.selectors import logobilde
from grunnmur.portal.adresse import full_adresse

if TYPE_CHECKING:
    from grunnmur.organisasjon.models import Bruker
    from grunnmur.saksgang.models import Sak

JOBBTYPE = "dokumenter.utsted"
PDF = "application/pdf"


def hent_eller_bestill(
    sak: Sak | None,
    mal: str,
    kontekst: dict[str, Any],
    *,
    bestilt_av: Bruker,
    sprak: str,
    tittel: str,
    skjemaversjon: str,
    adresse: str,
    filnavn: str,
    variant: str = "",
    blankt: bool = False,
    naa: datetime | None = None,
) -> Dokument | Jobb:
    """The document when it exists with exactly this content, else the job that makes it. Never renders.

    The caller has decided that the person may see this content; `variant` names what they may see of it.
    `kontekst` is JSON. `adresse` is the page that calls this: the person is sent back to it when the job is done.
    A blank form (`blankt`) says nothing that can be verified, and gets no code. A draft (no case number) is kept by the
    job for some days and never becomes a `Dokument`.
    """
    bestilling = {
        "mal": mal,
        "sprak": sprak,
        "variant": variant,
        "tittel": tittel,
        "skjemaversjon": skjemaversjon,
        "saksnummer": (sak.saksnummer or "") if sak else "",
        "kontekst": kontekst,
    }
    avtrykk = hashlib.sha256(kanonisk(bestilling)).hexdigest()
    utkast = sak is not None and not sak.saksnummer
    if not utkast:
        utgave = gjeldende_utgave(mal=mal, sprak=sprak, variant=variant, **_nokkel(sak))
        if utgave and utgave.innhold_sha256 == avtrykk and utgave.pdf is not None:
            return utgave
    inndata = bestilling | {"avtrykk": avtrykk, "versjon": sak.versjon if sak else 0, "filnavn": filnavn, "blankt": blankt}
    return bestill(
        JOBBTYPE, inndata, bestilt_av=bestilt_av, tittel=tittel, sak=sak, adresse="" if utkast else adresse, naa=naa
    )


def utsted(jobb: Jobb, framdrift: Framdrift) -> Resultat:
    """Job: render what was ordered, seal it and keep it as a new issue. Doing it twice gives one issue.

    Without a key there is no document: the job fails, and is tried again.
    """
    inn = jobb.inndata
    if jobb.sak_id and not inn["saksnummer"]:
        return Resultat(_tegn(inn, kode="", naa=timezone.now()), PDF, inn["filnavn"])
    rekke = {navn: inn[navn] for navn in ("mal", "sprak", "variant")} | {
        "sak_type_id": jobb.sak_type_id,
        "sak_id": jobb.sak_id,
    }
    if _trengs(gjeldende_utgave(**rekke, med_pdf=False), inn):
        naa = timezone.now()
        kode = "" if inn.get("blankt") else ny_kode()
        nokkel = seglnokkel()
        pdf = _forsegl(_tegn(inn, kode=kode, naa=naa), nokkel, sprak=inn["sprak"], naa=naa)
        _legg_til(rekke, inn, pdf=pdf, kode=kode, naa=naa, seglnokkel=nokkel.avtrykk)
    return Resultat()


def tom_for_saker(sak_type_id: int, saker: list[UUID]) -> int:
    """Empty the bytes of every document of cases that are emptied. Copies outside can still be recognised."""
    return Dokument.objects.filter(sak_type=sak_type_id, sak_id__in=saker, pdf__isnull=False).update(pdf=None)


def _nokkel(sak: Sak | None) -> dict[str, Any]:
    if sak is None:
        return {"sak_type_id": None, "sak_id": None}
    return {"sak_type_id": ContentType.objects.get_for_model(sak).pk, "sak_id": sak.pk}


def _trengs(siste: Dokument | None, inn: dict[str, Any]) -> bool:
    """Not when the same content is in force already, nor when the case has moved past what this was read from."""
    if siste is None:
        return True
    return siste.versjon <= inn["versjon"] and siste.innhold_sha256 != inn["avtrykk"]


def _tegn(inn: dict[str, Any], *, kode: str, naa: datetime) -> bytes:
    utgave = {
        "kode": vis_kode(kode),
        "adresse": _kontrollside(kode) if kode else "",
        "tid": naa,
        "saksnummer": inn["saksnummer"],
        "skjemaversjon": inn["skjemaversjon"],
    }
    logo = logobilde(inn["kontekst"].get("logo", ""))
    # Only the worker makes documents: the rest of the house need not wait for the typesetter to load.
    from grunnmur.dokumenter.pdf import render_pdf

    return render_pdf(
        inn["mal"],
        inn["kontekst"] | {"utgave": utgave, "logo": logo is not None},
        sprak=inn["sprak"],
        tittel=inn["tittel"],
        bilder={"avsender.png": logo} if logo else None,
    )


def _forsegl(pdf: bytes, nokkel: Seglnokkel, *, sprak: str, naa: datetime) -> bytes:
    with translation.override(sprak):
        if nokkel.demo:
            grunn = _("Demosegl, gjelder ikke")
        else:
            grunn = _("Skrevet ut fra portalen. Kontroller dokumentet på %(adresse)s") % {"adresse": _kontrollside("")}
        felt = _("Portalens segl")
    # Like the typesetter: only the worker seals.
    from grunnmur.dokumenter.segl import forsegl

    return forsegl(pdf, nokkel, naa=naa, grunn=grunn, felt=felt)


def _kontrollside(kode: str) -> str:
    return full_adresse(reverse("dokumenter:kode", args=[kode]) if kode else reverse("dokumenter:verifiser"))


def _legg_til(rekke: dict[str, Any], inn: dict[str, Any], *, pdf: bytes, kode: str, naa: datetime, seglnokkel: str) -> None:
    """Add the issue at the end of its line. Two workers may try at once: the unique link lets one of them in."""
    while _trengs(siste := gjeldende_utgave(**rekke, med_pdf=False), inn):
        try:
            with transaction.atomic():
                Dokument.objects.create(
                    **rekke, erstatter=siste, tittel=inn["tittel"], saksnummer=inn["saksnummer"],
                    versjon=inn["versjon"], skjemaversjon=inn["skjemaversjon"], innhold_sha256=inn["avtrykk"],
                    pdf=pdf, pdf_sha256=hashlib.sha256(pdf).hexdigest(), kode=kode, opprettet=naa,
                    seglnokkel=seglnokkel,
                )  # fmt: skip
            return
        except IntegrityError:
            # Another worker added an issue: look again. Anything else (the case is gone) must not be tried for ever.
            if gjeldende_utgave(**rekke, med_pdf=False) == siste:
                raise

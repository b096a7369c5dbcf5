"""The handover report as a file: a job makes it, and it is given out only to somebody who may have it still."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from grunnmur.jobb.operations import bestill
from grunnmur.jobb.typer import Framdrift, Jobbfeil, Resultat, registrer_jobbtype

from .brev_pdf import UTGAVE, avsender
from .models import Avdeling
from .selectors.overlevering import kan_overlevere, overleveringskontekst

if TYPE_CHECKING:
    from grunnmur.jobb.models import Jobb
    from grunnmur.organisasjon.models import Bruker

JOBBTYPE = "lis3.overlevering"
MAL = "lis3_overlevering"


def bestill_overlevering(avdeling: Avdeling, *, bestilt_av: Bruker, sprak: str) -> Jobb:
    """Order the report. It names doctors and belongs to no case: the job keeps it for some days, and nobody longer."""
    inndata = {"avdeling": str(avdeling.pk), "sprak": sprak}
    return bestill(JOBBTYPE, inndata, bestilt_av=bestilt_av, tittel=_("Overleveringsrapport for %s") % avdeling)


def _lag(jobb: Jobb, framdrift: Framdrift) -> Resultat:
    avdeling = _avdelingen(jobb)
    if not kan_overlevere(jobb.bestilt_av, avdeling):
        raise Jobbfeil(_("Du har ikke lenger tilgang til avdelingen."))
    from grunnmur.dokumenter.pdf import render_pdf  # WeasyPrint takes a second to load, and only jobs need it

    sprak = jobb.inndata["sprak"]
    with translation.override(sprak):
        tittel = _("Overleveringsrapport")
        utgave = {"kode": "", "adresse": "", "tid": timezone.now(), "saksnummer": "", "skjemaversjon": UTGAVE}
        kontekst = overleveringskontekst(avdeling) | avsender() | {"utgave": utgave}
        pdf = render_pdf(MAL, kontekst, sprak=sprak, tittel=tittel)
    return Resultat(pdf, "application/pdf", f"overlevering-{timezone.localdate():%Y-%m-%d}.pdf", rader=(avdeling.pk,))


def _avdelingen(jobb: Jobb) -> Avdeling:
    return Avdeling.objects.select_related("enhet", "spesialitet").get(pk=jobb.inndata["avdeling"])


def kan_hentes(jobb: Jobb, bruker: Bruker) -> bool:
    """Asked every time the file is fetched: the rights of today. The order is emptied by then; its row is the department."""
    avdeling = Avdeling.objects.filter(pk=UUID(bytes=bytes(jobb.radnokler))).first() if jobb.radnokler else None
    return avdeling is not None and kan_overlevere(bruker, avdeling)


def registrer() -> None:
    """Let the queue make the report."""
    registrer_jobbtype(JOBBTYPE, _lag, tidsgrense=60, kan_hentes=kan_hentes)

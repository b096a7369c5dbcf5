"""A doctor moves to another municipality: what the old one owed on an open enrolment, the new one owes."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.operations import flytt
from grunnmur.varsling.operations import varsle
from lis.lege.models import Lege

from .. import overganger as o
from ..models import Innmelding, Seksmndforesporsel, Tjeneste
from .folger import folk, kommunen, si_fra


def etter_flytting(lege: Lege, fra: Virksomhet, *, utfort_av: Bruker, naa: datetime) -> Hendelse | None:
    """Inside the transaction that has moved the doctor from `fra`: the event, the tasks, and who is told."""
    sak = Innmelding.objects.aapne().select_for_update(of=("self",)).filter(lege=lege).first()
    if sak is None:
        return None
    sak.lege = lege
    endring = {"felt": "kommune", "fra": fra.fullt_navn, "til": lege.kommune.fullt_navn if lege.kommune else ""}
    hendelse = flytt(sak, o.BYTT_KOMMUNE, utfort_av=utfort_av, data={"endringer": [endring]}, naa=naa)
    saker: list[Sak] = [sak, *Seksmndforesporsel.objects.filter(innmelding=sak), *Tjeneste.objects.filter(innmelding=sak)]
    for ett in saker:
        _flytt_oppgaver(ett, hendelse, fra, lege.kommune)
    si_fra(sak, hendelse, "byttet_kommune", [*kommunen(sak), lege.bruker])
    # The old municipality no longer sees the case.
    forrige = folk(ansvarlige(RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=fra.pk))
    data = {"saksnummer": "", "lege": lege.navn}
    varsle(hendelse, mal="lis3.byttet_kommune", mottakere=forrige, adresse=reverse("lis3:liste"), data=data)
    return hendelse


def _flytt_oppgaver(sak: Sak, hendelse: Hendelse, fra: Virksomhet, til: Virksomhet | None) -> None:
    aapne = Oppgave.objects.for_sak(sak).aapne().filter(rolletype=RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=fra)
    for gammel in list(aapne):
        lukk_oppgaver(sak, hendelse, gammel.type)
        if til is not None:
            aapne_oppgave(
                sak, gammel.type, hendelse, emne=gammel.emne, undertekst=gammel.undertekst, frist=gammel.frist,
                rolletype=RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=til, unntatt=gammel.unntatt,
            )  # fmt: skip

"""What follows from a verb here: who is told, and who owes an answer."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Helsefellesskap, Organ, Organmedlem, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.organisasjon.selectors.organ import medlemmer
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.varsling.operations import GAMMELT, send_epost, varsle
from lis.lis1.operations.folger import folk, koordinatorer, purrefrist

from ..models import Kandidat, Runde
from ..rules import er_utelukket
from ..tekster import runde as tekster

Verv = Organmedlem.Verv


def si_fra(sak: Sak, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None], **data: str | int) -> None:
    """Tell these people, with the case number and what `data` names, never what the case says."""
    varsle(
        hendelse,
        mal=f"tildeling.{mal}",
        mottakere=til,
        adresse=sak.get_absolute_url(),  # type: ignore[attr-defined]
        data={"saksnummer": sak.saksnummer or "", **data},
    )


def i_utvalget(organ: Organ) -> list[Bruker]:
    """Those with a seat in the committee today."""
    return [m.bruker for m in medlemmer(organ)]


def de_som_ordner(runde: Runde) -> list[Bruker]:
    """Those who prepare the round: coordinators, the committee's leader and secretary; never who is ruled out of it."""
    verv = Organmedlem.objects.gjeldende().filter(organ=runde.organ, verv__in=(Verv.LEDER, Verv.SEKRETAER))
    alle = [*koordinatorer(), *(m.bruker for m in verv.select_related("bruker"))]
    unike = {b.pk: b for b in alle if b.is_active and not er_utelukket(b, runde)}
    return list(unike.values())


def kommunens_folk(kommune: Virksomhet) -> list[Bruker]:
    """The municipality's LIS contacts, else its chief physicians."""
    return folk(ansvarlige(RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=kommune)) or folk(
        ansvarlige(RolleType.KOMMUNEOVERLEGE, virksomhet=kommune)
    )


# --- the round ----------------------------------------------------------------------------------------------------------


def si_fra_om_runden(runde: Runde, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None]) -> None:
    """Tell these people, with the half-year and the deadline of the round."""
    si_fra(runde, hendelse, mal, til, oppstart=runde.oppstart.isoformat(), frist=runde.frist.isoformat())


def kontoer(runde: Runde, *, onsker: bool | None = None) -> list[Bruker]:
    """The accounts of its candidates: those who wish, those who have a municipality already, or all."""
    med = runde.kandidater.filter(trukket=None, lege__bruker__is_active=True).select_related("lege__bruker")
    if onsker is not None:
        med = med.filter(fast_kommune__isnull=onsker)
    return [k.lege.bruker for k in med if k.lege.bruker]


def be_om_onsker(runde: Runde, hendelse: Hendelse) -> list[Bruker]:
    """Whoever has not said what they wish, owes it by the deadline; returns those asked now.

    Somebody without an account is told by mail, once, how to get in.
    """
    frist = lokal_dato(runde.frist)
    alt = set(Oppgave.objects.for_sak(runde).aapne().filter(type=tekster.ONSKER).values_list("person", flat=True))
    spurt: list[Bruker] = []
    mangler = runde.kandidater.filter(trukket=None, fast_kommune=None, onsker_levert=None)
    for kandidat in mangler.select_related("lege__bruker"):
        bruker = kandidat.lege.bruker
        if bruker is None:
            _skriv_til(runde, kandidat, hendelse)
        elif bruker.is_active and bruker.pk not in alt:
            aapne_oppgave(
                runde,
                tekster.ONSKER,
                hendelse,
                emne=dato(runde.oppstart),
                undertekst=runde.saksnummer or "",
                person=bruker,
                frist=frist,
                paaminnelser=[pluss_virkedager(frist, n) for n in (-5, -2, 0)],
            )
            spurt.append(bruker)
    return spurt


def _skriv_til(runde: Runde, kandidat: Kandidat, hendelse: Hendelse) -> None:
    if timezone.now() - hendelse.tidspunkt > GAMMELT:
        return  # history being loaded
    send_epost(
        mal="tildeling.uten_konto",
        nokkel=f"tildeling.uten_konto:{kandidat.pk}",
        til=kandidat.lege.epost,
        data={"oppstart": runde.oppstart.isoformat(), "frist": runde.frist.isoformat()},
        adresse=reverse("lis1:steder"),
    )


def be_om_behandling(runde: Runde, hendelse: Hendelse) -> None:
    """The wishes are in: the LIS coordinator owes the committee a proposal, unless ruled out."""
    nett = Helsefellesskap.objects.gjeldende()
    if nett is None:
        return
    inhabile = runde.habilitet.filter(utfall="inhabil").values_list("bruker", flat=True)
    kandidater = runde.kandidater.filter(lege__bruker__isnull=False).values_list("lege__bruker", flat=True)
    aapne_oppgave(
        runde,
        tekster.BEHANDLE,
        hendelse,
        emne=dato(runde.oppstart),
        undertekst=runde.saksnummer or "",
        rolletype=RolleType.LIS_KOORDINATOR,
        virksomhet=nett.helseforetak,
        unntatt={pk for pk in (*inhabile, *kandidater) if pk},
        frist_virkedager=purrefrist(),
    )

"""What joins a question to an activity and lets it go again. The activity is locked first, then questions by key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.varsling.operations import varsle

from .. import frister, rules
from .. import overganger as o
from ..models import Aktivitet, Foresporsel, Paamelding, Paameldingssvar, Tilstand
from ..overganger import Overgang
from ..tekster import aktivitet as t
from ..tekster.foresporsel import TAUS
from .avlysning import avlys_avtale
from .folger import be, folk, sett, spor_vakten
from .taushet import bryt_taushet

SVAR_VIRKEDAGER = 3
"""Working days somebody has at least to say whether they come."""


def si_fra_om(
    sak: Aktivitet,
    hendelse: Hendelse,
    mal: str,
    til: Iterable[Bruker | None],
    *,
    sporsmaal: Foresporsel | None = None,
    ogsaa_selv: bool = False,
) -> None:
    """Tell these people about an activity: number, time, who arranges it. About a question the link goes there."""
    varsle(
        hendelse,
        mal=f"veiledning.{mal}",
        mottakere=til,
        adresse=sporsmaal.get_absolute_url() if sporsmaal else sak.get_absolute_url(),
        ogsaa_selv=ogsaa_selv,
        data={
            "saksnummer": sak.saksnummer or "",
            "sporsmaal": (sporsmaal.saksnummer or "") if sporsmaal else "",
            "arrangor": sak.virksomhet.fullt_navn,
            "av": hendelse.utfort_av.navn,
            "start": sak.start.isoformat(),
        },
    )


def laas_behov(sak: Aktivitet) -> list[Foresporsel]:
    """The questions that wait for this activity, locked. The caller holds the activity."""
    return list(_laast().filter(samordnet_til=sak, tilstand=Tilstand.SAMORDNET))


def _laast() -> Any:
    return Foresporsel.objects.select_for_update(of=("self",)).med_navn().order_by("pk")


def samle_inn(sak: Aktivitet, behov: Iterable[UUID], *, utfort_av: Bruker, naa: datetime) -> list[Foresporsel]:
    """Join these questions to the activity; each asker is told and asked to come.

    All or none: raises `ValidationError` when one of them has gone on meanwhile, `Nektet` when one is not owed by a
    party that the person coordinates.
    """
    valgte = set(behov)
    saker = list(_laast().filter(pk__in=valgte))
    videre = [s.saksnummer or "" for s in saker if s.tilstand not in o.SAMORDNE.fra or s.om_enkeltpasient]
    if len(saker) != len(valgte):
        raise ValidationError({"behov": _("Et av spørsmålene finnes ikke lenger. Velg på nytt.")})
    if videre:
        raise ValidationError(
            {"behov": _("Disse er tatt hånd om i mellomtiden: %(numre)s. Ta dem bort.") % {"numre": ", ".join(videre)}}
        )
    if for_seg := [s.saksnummer or "" for s in saker if s.besvares_for_seg]:
        raise ValidationError(
            {"behov": _("Disse skal besvares for seg: %(numre)s. Ta dem bort.") % {"numre": ", ".join(for_seg)}}
        )
    if any(s.melder_id == sak.svarer_id for s in saker):
        raise ValidationError({"svarer": _("Den som har spurt, kan ikke svare på sitt eget spørsmål. Velg en annen.")})
    for en in saker:
        _samle(sak, en, utfort_av=utfort_av, naa=naa)
    return saker


def _samle(sak: Aktivitet, en: Foresporsel, *, utfort_av: Bruker, naa: datetime) -> None:
    hadde = en.ansvarlig
    felter = {
        "samordnet_til": sak,
        "ansvarlig": None,
        "vakt": None,
        "neste_trinn": None,
        **frister.INGEN_NY_TID,
    }
    hendelse = flytt(en, o.SAMORDNE, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_trekk(en, hendelse)
    avlys_avtale(en, hendelse)
    paamelding, ny = Paamelding.objects.get_or_create(
        aktivitet=sak, bruker=en.melder, defaults={"svar": Paameldingssvar.SPURT, "tidspunkt": naa}
    )
    if not ny and paamelding.svar == Paameldingssvar.NEI:
        Paamelding.objects.filter(pk=paamelding.pk).update(svar=Paameldingssvar.SPURT, tidspunkt=naa)
        paamelding.svar = Paameldingssvar.SPURT
    if paamelding.svar == Paameldingssvar.SPURT:
        spor_om_de_kommer(sak, en, hendelse)
    else:
        kommer(en, hendelse)
    si_fra_om(sak, hendelse, "samordnet", [en.melder], sporsmaal=en)
    si_fra_om(sak, hendelse, "samordnet_fra_deg", [hadde], sporsmaal=en)


def lukk_trekk(sak: Foresporsel, hendelse: Hendelse) -> None:
    """Whoever owed the next move does so no longer. A coordinator who follows up the silence still does (S1-V12)."""
    typer = Oppgave.objects.for_sak(sak).aapne().exclude(type=TAUS).values_list("type", flat=True).distinct()
    lukk_oppgaver(sak, hendelse, *typer)


def spor_om_de_kommer(sak: Aktivitet, en: Foresporsel, hendelse: Hendelse) -> None:
    """The asker owes a word on whether they come: by the deadline, some days from now, or the session itself."""
    idag = lokal_dato(hendelse.tidspunkt)
    senest = max(en.svarfrist or idag, pluss_virkedager(idag, SVAR_VIRKEDAGER))
    be(en, t.KOMMER, hendelse, person=en.melder, frist=min(senest, lokal_dato(sak.start)))


def kommer(en: Foresporsel, hendelse: Hendelse) -> None:
    """The asker has accepted the session: it is the first answer, and a later time than the deadline is agreed."""
    naa = hendelse.tidspunkt
    felter = {"avtalt_tid": en.avtalt_tid or naa, "forste_svar_tid": en.forste_svar_tid or naa}
    sett(en, felter | bryt_taushet(en, hendelse))


def gi_tilbake(sak: Foresporsel, overgang: Overgang, *, utfort_av: Bruker, naa: datetime, kommentar: str = "") -> Hendelse:
    """The activity does not answer it after all: back on the line. The deadline is the one that the asker was given."""
    felter = {"samordnet_til": None, "besvares_for_seg": sak.besvares_for_seg or overgang is o.DEKKER_IKKE}
    hendelse = flytt(sak, overgang, utfort_av=utfort_av, kommentar=kommentar, felter=felter, naa=naa)
    lukk_trekk(sak, hendelse)
    sett(sak, spor_vakten(sak, hendelse, trinn=0, naa=naa))
    return hendelse


@operasjon
def dekker_ikke(
    pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None
) -> Foresporsel:
    """The asker says that the activity does not meet the need: the line is asked again, and it is joined to no other."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    aktivitet = sak.samordnet_til
    hendelse = gi_tilbake(sak, o.DEKKER_IKKE, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    if aktivitet is not None:  # always so in this state; the database keeps it
        spurt = Paamelding.objects.filter(aktivitet=aktivitet, bruker=sak.melder, svar=Paameldingssvar.SPURT)
        spurt.update(svar=Paameldingssvar.NEI, tidspunkt=naa)
        til = [aktivitet.svarer, *folk(rules.koordinatorer(aktivitet))]
        si_fra_om(aktivitet, hendelse, "dekker_ikke", til, sporsmaal=sak)
    return sak

"""What the asker does: write, send, withdraw."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import frister, rules
from .. import overganger as o
from ..innhold import FELTER, arbeider_ved, hjemmel_for, kontroller, renset
from ..models import Foresporsel, Tilstand
from ..rules.vakt import enhet_for_fag
from .avlysning import avlys_avtale
from .folger import folk, sett, si_fra, spor_vakten
from .vakt import spurt_paa_linjen


@operasjon
def opprett_utkast(
    *, utfort_av: Bruker, fra_enhet: Enhet, felter: dict[str, Any] | None = None, naa: datetime | None = None
) -> Foresporsel:
    """Start a draft from a unit where the asker works. Only the asker sees it, and it may be deleted.

    Raises `Nektet` when the person is not employed there today.
    """
    naa = naa or timezone.now()
    if not arbeider_ved(utfort_av, fra_enhet, timezone.localdate(naa)):
        raise Nektet
    return Foresporsel.objects.create(
        melder=utfort_av,
        fra_enhet=fra_enhet,
        fra_virksomhet=fra_enhet.virksomhet,
        tilstand=Tilstand.UTKAST,
        opprettet=naa,
        endret=naa,
        **renset({n: v for n, v in (felter or {}).items() if n in FELTER}),
    )


@operasjon
def lagre_utkast(
    pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Foresporsel:
    """Keep what is typed so far. Raises `Utdatert` when another tab saved after `versjon`."""
    sak = _laas_utkast(pk, utfort_av, versjon)
    alt = {navn: getattr(sak, navn) for navn in FELTER} | {n: v for n, v in felter.items() if n in FELTER}
    for navn, verdi in renset(alt).items():
        setattr(sak, navn, verdi)
    sak.versjon += 1
    sak.endret = naa or timezone.now()
    sak.save()
    return sak


@operasjon
def slett_utkast(pk: UUID, *, utfort_av: Bruker, versjon: int) -> None:
    """Throw a draft away. What is sent is never deleted."""
    _laas_utkast(pk, utfort_av, versjon).delete()


def _laas_utkast(pk: UUID, bruker: Bruker, versjon: int) -> Foresporsel:
    sak = Foresporsel.objects.select_for_update(of=("self",)).get(pk=pk)
    if sak.melder_id != bruker.pk:
        raise Nektet
    if sak.tilstand != Tilstand.UTKAST:
        raise UlovligOvergang(_("Spørsmålet er allerede sendt."))
    if sak.versjon != versjon:
        raise Utdatert
    return sak


@operasjon
def meld(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """Send the question: the duty begins, with the law of its direction, a deadline, and whoever is on duty (S1-V04).

    Raises `ValidationError` by field when it is not complete.
    """
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    til = kontroller(sak, dag=timezone.localdate(naa))
    felter = {
        "saksnummer": Saksteller.neste(Foresporsel.PREFIKS, naa),
        "meldt_tid": naa,
        "hjemmel": hjemmel_for(sak.fra_virksomhet, til),
        "svarfrist": frister.svarfrist(sak, naa),
        "til_enhet": sak.til_enhet or enhet_for_fag(til.pk, sak.fagomraade, timezone.localdate(naa)),
    }
    hendelse = flytt(sak, o.MELD, utfort_av=utfort_av, felter=felter, naa=naa)
    sett(sak, spor_vakten(sak, hendelse, trinn=0, naa=naa))
    si_fra(sak, hendelse, "kvittering", [sak.melder], ogsaa_selv=True)
    return sak


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """The asker no longer needs it. Whoever has it, and everybody who has been asked, is told."""
    sak = Foresporsel.objects.laas(pk, versjon)
    spurte = _hos(sak)
    # Nobody rings any more, so the number goes.
    felter = {"vakt": None, "neste_trinn": None, "ring_tlf": "", **frister.INGEN_NY_TID}
    hendelse = flytt(sak, o.TREKK, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(sak, hendelse)
    avlys_avtale(sak, hendelse)
    si_fra(sak, hendelse, "trukket", spurte)
    return sak


def _hos(sak: Foresporsel) -> list[Bruker | None]:
    """Those it lies with: who has it, the leader who looks again, who answers at the session, or whom the line asked."""
    if sak.tilstand == Tilstand.NY_VURDERING:
        return [sak.ansvarlig, *folk(rules.ledere(sak))]
    if sak.tilstand == Tilstand.SAMORDNET and sak.samordnet_til:
        return [sak.samordnet_til.svarer]
    if sak.ansvarlig:
        return [sak.ansvarlig]
    spurt = list(spurt_paa_linjen(sak).select_related("person"))
    roller = {oppgave.rolletype for oppgave in spurt if oppgave.person is None}
    i_rollene = folk(f for trinn in rules.vaktlinje(sak) if trinn.rolle in roller for f in trinn.folk)
    return [*(oppgave.person for oppgave in spurt), *i_rollene]

"""Who takes a question, and what happens when nobody does."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from .. import rules
from ..frister import INGEN_NY_TID
from ..models import Foresporsel, Tilstand
from ..tekster import foresporsel as t
from .avlysning import avlys_avtale
from .folger import be_ansvarlig, sett, si_fra, spor_vakten
from .klokka import klokka_gaar_igjen

NESTE_TREKK = (t.TA, t.SVAR, t.TILSVAR, t.NY_TID, t.BEKREFT, t.GJENNOMFOR)
"""Tasks of whoever owed the next move; the coordinator's task stands beside them until there is an answer."""


@operasjon
def ta(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """A named person takes the question, and owes the answer from now on (S0-V02)."""
    sak = Foresporsel.objects.laas(pk, versjon)
    felter = {"ansvarlig": utfort_av, "vakt": None, "neste_trinn": None}
    hendelse = flytt(sak, o.TA, utfort_av=utfort_av, felter=felter, naa=naa)
    be_ansvarlig(sak, hendelse)
    si_fra(sak, hendelse, "tatt", [sak.melder])
    return sak


@operasjon
def neste_i_vakten(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """Nobody took it in time: the next on the line is asked, at last the leader. It never closes."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    trinn = neste_uspurte(sak, dag=lokal_dato(naa))
    hendelse = flytt(sak, o.NESTE_I_VAKTEN, utfort_av=utfort_av, naa=naa)
    sett(sak, spor_vakten(sak, hendelse, trinn=trinn, naa=naa))
    return sak


def neste_uspurte(sak: Foresporsel, *, dag: date) -> int:
    """The first step of today's line with somebody who has not been asked since the question came to the line.

    The line changes with the weekday and with people, so a number alone would skip whoever is on duty today.
    """
    linje = rules.vaktlinje(sak, dag=dag)
    spurte = list(spurt_paa_linjen(sak).values("person", "rolletype"))
    personer, roller = {s["person"] for s in spurte}, {s["rolletype"] for s in spurte if s["person"] is None}
    for nr, trinn in enumerate(linje):
        if (trinn.rolle or None) not in roller and not {f.bruker.pk for f in trinn.folk} <= personer:
            return nr
    return len(linje) - 1


def spurt_paa_linjen(sak: Foresporsel) -> QuerySet[Oppgave]:
    """What has been asked of the people and roles of the line since the question last came to it, open or not."""
    return Oppgave.objects.for_sak(sak).filter(type=t.TA, venter_siden__gte=_paa_linjen_siden(sak))


def _paa_linjen_siden(sak: Foresporsel) -> datetime:
    """When the question last came to the line: it was sent, passed on, or given back."""
    kom = Hendelse.objects.for_sak(sak).filter(~Q(fra=Tilstand.MELDT) | Q(navn=o.VIDERESEND.navn), til=Tilstand.MELDT)
    siste = kom.order_by("-id").values_list("tidspunkt", flat=True).first()
    return siste or sak.opprettet


@operasjon
def tilbake_til_vakten(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """Whoever had it answers there no longer: the line is asked again, and the deadline stays."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    forrige = sak.ansvarlig
    felter = {"ansvarlig": None, **klokka_gaar_igjen(sak, naa), **INGEN_NY_TID}
    hendelse = flytt(sak, o.TILBAKE_TIL_VAKTEN, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(sak, hendelse, *NESTE_TREKK)
    avlys_avtale(sak, hendelse)
    sett(sak, spor_vakten(sak, hendelse, trinn=0, naa=naa))
    si_fra(sak, hendelse, "tilbake", [sak.melder, forrige])
    return sak


# --- time -------------------------------------------------------------------------------------------------------------


def spor_neste_forfalte(naa: datetime | None = None) -> int:
    """Ask the next where nobody has taken a question in time; return how many."""
    naa = naa or timezone.now()
    venter = Foresporsel.objects.filter(tilstand=Tilstand.MELDT, neste_trinn__lte=naa).order_by("neste_trinn")
    return hver_for_seg(list(venter.values_list("pk", "versjon")), neste_i_vakten, naa=naa)


def gi_tilbake_til_vakten(naa: datetime | None = None) -> int:
    """Give back what lies with somebody who answers there no longer, and ask others where those asked cannot; how many."""
    har_noen = Foresporsel.objects.filter(tilstand__in=o.TILBAKE_TIL_VAKTEN.fra).select_related("ansvarlig", "samordnet_til")
    svarer: dict[tuple[object, ...], bool] = {}
    forlatt = []
    for sak in har_noen:
        # Whether somebody still answers at a place is asked once, however many questions they have there.
        sted = (sak.ansvarlig_id, sak.til_virksomhet_id, sak.til_enhet_id, sak.samordnet_til_id)
        if sted not in svarer:
            svarer[sted] = bool(sak.ansvarlig and rules.er_ansvarlig(sak.ansvarlig, sak))
        if not svarer[sted]:
            forlatt.append((sak.pk, sak.versjon))
    meldte = Foresporsel.objects.filter(tilstand=Tilstand.MELDT).select_related("til_virksomhet")
    uhort = [(s.pk, s.versjon) for s in meldte if _ingen_spurte_svarer(s)]
    return hver_for_seg(forlatt, tilbake_til_vakten, naa=naa) + hver_for_seg(uhort, neste_i_vakten, naa=naa)


def _ingen_spurte_svarer(sak: Foresporsel) -> bool:
    """Everybody who was asked has stopped answering there, and somebody else does answer."""
    for oppgave in Oppgave.objects.for_sak(sak).aapne().filter(type=t.TA).select_related("person"):
        if oppgave.person and rules.kan_svare(oppgave.person, sak):
            return False
        if oppgave.person is None and ansvarlige(
            oppgave.rolletype,
            virksomhet=oppgave.virksomhet_id or sak.til_virksomhet_id,  # type: ignore[arg-type]
            enhet=oppgave.enhet_id,
            unntatt=oppgave.unntatt,
        ):
            return False
    return bool(rules.vaktlinje(sak))

"""What follows a verb on an event: who is told, and who owes what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Rolle, RolleType, Virksomhet
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.operations import GAMMELT, send_epost, varsle

from .. import rules
from .. import tekster as t
from ..models import OVERTAR, Arrangement, Deltaker

SVAR_VIRKEDAGER = 10
"""Working days a party has to say whether it arranges too."""
OPPFOLGING_VIRKEDAGER = 5
"""Working days to say whether an event that is over was held."""


def _data(sak: Arrangement, hendelse: Hendelse) -> dict[str, str]:
    return {
        "arrangement": str(sak.pk),
        "saksnummer": sak.saksnummer or "",
        "tittel": sak.tittel,
        "start": sak.start.isoformat(),
        "arrangor": sak.arrangor.fullt_navn,
        "av": hendelse.utfort_av.navn,
    }


def si_fra(
    sak: Arrangement, hendelse: Hendelse, mal: str, til: Iterable[Bruker], *, ogsaa_selv: bool = False, **ekstra: str
) -> None:
    """Tell these people; the words are made in the language of each."""
    varsle(
        hendelse,
        mal=f"arrangement.{mal}",
        mottakere=til,
        adresse=sak.get_absolute_url(),
        data=_data(sak, hendelse) | ekstra,
        ogsaa_selv=ogsaa_selv,
    )


def skriv_til_gjester(sak: Arrangement, hendelse: Hendelse, mal: str, gjester: Iterable[Deltaker]) -> None:
    """Mail guests, each with a secret of its own. Of history that is loaded nothing is sent, as to users."""
    if timezone.now() - hendelse.tidspunkt > GAMMELT:
        return
    for gjest in gjester:
        send_epost(
            mal=f"arrangement.gjest_{mal}",
            nokkel=f"arrangement:{mal}:{hendelse.pk}:{gjest.pk}",
            til=gjest.epost,
            data=_data(sak, hendelse) | {"deltaker": str(gjest.pk)},
        )


def si_fra_til_deltakere(
    sak: Arrangement, hendelse: Hendelse, mal: str, deltakere: Iterable[Deltaker], *, ogsaa_selv: bool = False
) -> None:
    """Users in the portal, guests by mail."""
    deltakere = list(deltakere)
    si_fra(sak, hendelse, mal, [d.bruker for d in deltakere if d.bruker], ogsaa_selv=ogsaa_selv)
    skriv_til_gjester(sak, hendelse, mal, [d for d in deltakere if d.er_gjest and not d.slettet])


def spor_medarrangor(
    sak: Arrangement, hendelse: Hendelse, virksomhet: Virksomhet, *, mal: str = "spurt_medarrangor"
) -> None:
    """The party owes an answer by the one role that answers for it. One with nobody here is asked outside the portal."""
    rolle = rules.svarrolle(virksomhet.pk)
    if rolle is None:
        return
    frist = min(pluss_virkedager(lokal_dato(hendelse.tidspunkt), SVAR_VIRKEDAGER), sak.dag)
    aapne_oppgave(
        sak, t.SVAR_MEDARRANGOR, hendelse, emne=sak.tittel, undertekst=sak.saksnummer or "", rolletype=rolle,
        virksomhet=virksomhet, frist=frist, besvares=True,
    )  # fmt: skip
    si_fra(sak, hendelse, mal, rules.folk_som_svarer(virksomhet.pk), virksomhet=virksomhet.fullt_navn)


def be_om_oppfolging(sak: Arrangement, hendelse: Hendelse) -> None:
    """Whoever arranges owes the word that it was held, or was not: the maker, else the party."""
    hvem: dict[str, Any] = {"person": sak.laget_av}
    if not rules.arrangerer(sak.laget_av, sak):
        hvem = {"rolletype": overtakende_rolle(sak.arrangor), "virksomhet": sak.arrangor}
    aapne_oppgave(
        sak, t.FOLG_OPP, hendelse, emne=sak.tittel, undertekst=sak.saksnummer or "",
        frist_virkedager=OPPFOLGING_VIRKEDAGER, **hvem,
    )  # fmt: skip


def overtakende_rolle(virksomhet: Virksomhet) -> str:
    """Who arranges for a party when the maker has left: the first role that it has, else its contact, as a gap."""
    roller = Rolle.objects.gjeldende().filter(virksomhet=virksomhet, enhet__isnull=True, bruker__is_active=True)
    finnes = set(roller.filter(type__in=OVERTAR).values_list("type", flat=True))
    return next((rolle for rolle in OVERTAR if rolle in finnes), RolleType.KONTAKT_ADM)


def de_som_arrangerer(sak: Arrangement) -> list[Bruker]:
    """The maker, while they may; else those who take over."""
    if rules.arrangerer(sak.laget_av, sak):
        return [sak.laget_av]
    roller = Rolle.objects.gjeldende().filter(
        virksomhet=sak.arrangor, enhet__isnull=True, type=overtakende_rolle(sak.arrangor)
    )
    return list(Bruker.objects.filter(roller__in=roller, is_active=True).distinct())

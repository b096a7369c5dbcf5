"""What follows a move: who owes the next answer, and who is told."""

from __future__ import annotations

from collections.abc import Iterable

from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.operations import varsle

from .. import tekster
from ..models import Soknad, Steg
from ..rules import inhabile, ledere_egen, ledere_vert, mottakere


def frist_virkedager() -> int | None:
    """Working days before a waiting step is reminded of; None when the network has not set any (G-11)."""
    return Helsefellesskap.objects.order_by("opprettet").values_list("purrefrist_virkedager", flat=True).first()


def si_fra(sak: Soknad, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None], *, ogsaa_selv: bool = False) -> None:
    varsle(
        hendelse,
        mal=f"hospitering.{mal}",
        mottakere=til,
        adresse=sak.get_absolute_url(),
        ogsaa_selv=ogsaa_selv,
        data={"saksnummer": sak.saksnummer, "soker": sak.soker_navn},
    )


def spor_leder_egen(sak: Soknad, hendelse: Hendelse, *, type: str = tekster.LEDER_EGEN, mal: str = "til_leder_egen") -> None:
    """The leader of the own unit owes an answer."""
    egen_enhet, hvem = sak.egen_enhet, ledere_egen(sak)
    aapne_oppgave(
        sak,
        type,
        hendelse,
        emne=sak.soker_navn,
        undertekst=sak.vertsnavn,
        rolletype=RolleType.LEDER,
        virksomhet=egen_enhet.virksomhet if egen_enhet else None,
        enhet=egen_enhet,
        unntatt=inhabile(sak, steg=Steg.EGEN),
        frist_virkedager=frist_virkedager(),
        besvares=bool(hvem),
    )
    si_fra(sak, hendelse, mal, [f.bruker for f in hvem])


def spor_mottak(sak: Soknad, hendelse: Hendelse) -> None:
    """Intake at the host owes a receipt; where nobody is set, the administrative contact is asked (G-12)."""
    hvem = mottakere(sak)
    aapne_oppgave(
        sak,
        tekster.MOTTAK,
        hendelse,
        emne=sak.soker_navn,
        undertekst=sak.vertsnavn,
        rolletype=RolleType.MOTTAKSANSVARLIG,
        virksomhet=sak.vertsvirksomhet,
        enhet=sak.vertsenhet,
        unntatt={sak.soker_id},
        frist_virkedager=frist_virkedager(),
        besvares=bool(hvem),
    )
    reserve = any(f.rolle.type == RolleType.KONTAKT_ADM for f in hvem)
    si_fra(sak, hendelse, "mangler_mottaker" if reserve else "til_mottak", [f.bruker for f in hvem])


def spor_leder_vert(sak: Soknad, hendelse: Hendelse, *, mal: str = "til_leder_vert") -> None:
    """The leader of the host unit owes an answer."""
    hvem = ledere_vert(sak)
    aapne_oppgave(
        sak,
        tekster.LEDER_VERT,
        hendelse,
        emne=sak.soker_navn,
        undertekst=sak.arbeidssted,
        rolletype=RolleType.LEDER,
        virksomhet=sak.vertsvirksomhet,
        enhet=sak.vertsenhet,
        unntatt=inhabile(sak, steg=Steg.VERT),
        frist_virkedager=frist_virkedager(),
        besvares=bool(hvem),
    )
    si_fra(sak, hendelse, mal, [f.bruker for f in hvem])


def har_behandlet(sak: Soknad) -> list[Bruker]:
    """Everybody but the applicant who has done something with the case."""
    hvem = Hendelse.objects.for_sak(sak).exclude(utfort_av=sak.soker_id).values("utfort_av")
    return list(Bruker.objects.filter(pk__in=hvem, er_system=False))

"""What follows a move: who owes the next answer, and who is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, meld_hull
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.operations import varsle

from .. import tekster
from ..models import Purrefrist, Side, Soknad, Steg
from ..rules import inhabile, ledere_egen, ledere_vert, mottakere
from ..rules.avtale import ledere_hospiteringsenhet
from ..tekster import avtale as avtaletekster
from ..tekster.klargjoring import TAUSHET_PAPIR

FORVARSEL = 2
"""Working days before the deadline that somebody is reminded the first time."""


def purring(type: str, hendelse: Hendelse) -> dict[str, Any]:
    """When a waiting step is reminded of and told one level up, for `aapne_oppgave`; nothing where nobody has set any.

    The step's own days, else the network's. They are the network's own wish and never a demand of the procedure (G-11).
    """
    egen = Purrefrist.objects.filter(oppgavetype=type).values_list("virkedager", "eskaleres").first()
    if egen is None:
        felles = Helsefellesskap.objects.order_by("opprettet").values_list("purrefrist_virkedager", flat=True).first()
        return {"frist_virkedager": felles}
    dag = lokal_dato(hendelse.tidspunkt)
    frist, oppover = (pluss_virkedager(dag, dager) for dager in egen)
    return {"frist": frist, "paaminnelser": {pluss_virkedager(frist, -FORVARSEL), frist, oppover}}


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
        **purring(type, hendelse),
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
        **purring(tekster.MOTTAK, hendelse),
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
        **purring(tekster.LEDER_VERT, hendelse),
        besvares=bool(hvem),
    )
    si_fra(sak, hendelse, mal, [f.bruker for f in hvem])


def folk_paa(sak: Soknad, side: Side) -> list[Bruker]:
    """Who is told for one side: the hospitant; the contact person, and the host leader while that one has no account."""
    if side == Side.HOSPITANT:
        return [sak.soker]
    if sak.kontakt_bruker and sak.kontakt_bruker.is_active:
        return [sak.kontakt_bruker]
    return [f.bruker for f in ledere_hospiteringsenhet(sak) or ledere_vert(sak)]


def spor_side(sak: Soknad, side: Side, type: str, hendelse: Hendelse, *, mal: str = "", **valg: Any) -> None:
    """One side of the agreement owes something. Where the contact has no account, the host leader owes it meanwhile."""
    folk = folk_paa(sak, side)
    if "frist" not in valg:
        valg |= purring(type, hendelse)
    aapne_oppgave(
        sak,
        type,
        hendelse,
        emne=sak.soker_navn if side == Side.VERT else sak.vertsnavn,
        undertekst=sak.arbeidssted if side == Side.VERT else sak.saksnummer or "",
        besvares=bool(folk),
        **_hvem(sak, side, folk),
        **valg,
    )
    if mal:
        si_fra(sak, hendelse, mal, folk)


def _hvem(sak: Soknad, side: Side, folk: list[Bruker]) -> dict[str, Any]:
    """Who owes what one side owes, as columns of a task: a person, or the host leader.

    The contact person acts for the unit, so that its leader hears of what has waited too long.
    """
    if side == Side.HOSPITANT:
        return {"person": sak.soker, "rolletype": "", "virksomhet": None, "enhet": None, "unntatt": []}
    enhet = sak.hospiteringsenhet or sak.vertsenhet
    if folk == [sak.kontakt_bruker]:
        return {"person": folk[0], "rolletype": "", "virksomhet": None, "enhet": enhet, "unntatt": [sak.soker_id]}
    return {
        "person": None,
        "rolletype": RolleType.LEDER,
        "virksomhet": enhet.virksomhet if enhet else None,
        "enhet": enhet,
        "unntatt": sorted(inhabile(sak, steg=Steg.VERT)),
    }


def flytt_vertens_oppgaver(sak: Soknad) -> None:
    """Whoever acts for the host now owes what the host owes: a new contact person, or the leader while there is none."""
    folk = folk_paa(sak, Side.VERT)
    vertens = Oppgave.objects.for_sak(sak).aapne().filter(type__in=[*avtaletekster.VERTENS, TAUSHET_PAPIR])
    for oppgave in vertens.exclude(person=sak.soker_id).select_for_update(of=("self",)):
        for felt, verdi in _hvem(sak, Side.VERT, folk).items():
            setattr(oppgave, felt, verdi)
        oppgave.save()
        if not folk:
            meld_hull(oppgave)


def er_spurt(sak: Soknad, type: str) -> bool:
    """Whether somebody owes this already."""
    return Oppgave.objects.for_sak(sak).aapne().filter(type=type).exists()


def har_behandlet(sak: Soknad) -> list[Bruker]:
    """Everybody but the applicant who has done something with the case."""
    hvem = Hendelse.objects.for_sak(sak).exclude(utfort_av=sak.soker_id).values("utfort_av")
    return list(Bruker.objects.filter(pk__in=hvem, er_system=False))

"""Who may do what in guidance: one predicate per sentence of pkt. 1.3."""

from __future__ import annotations

from uuid import UUID

from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige

from ..models import SVARER_SELV, Aktivitet, Foresporsel, Grunn, Omfang
from .bank import er_forvalter, er_side_i_svaret, kan_til_banken, kan_trekke_svaret, leser_banken, samtykker
from .vakt import Trinn, svarer_her, vaktlinje

__all__ = [
    "Trinn",
    "er_ansvarlig",
    "er_forvalter",
    "er_ikke_om_enkeltpasient",
    "er_koordinator",
    "er_leder",
    "er_melder",
    "er_om_enkeltpasient",
    "er_part",
    "er_side_i_svaret",
    "er_systemet",
    "kan_svare",
    "kan_til_banken",
    "kan_trekke_svaret",
    "koordinatorer",
    "ledere",
    "leser_banken",
    "samtykker",
    "svarer_her",
    "unntatt_ny_vurdering",
    "vaktlinje",
]


# --- who somebody is --------------------------------------------------------------------------------------------------


def er_systemet(bruker: Bruker, sak: object) -> bool:
    """Time itself acts: Celery, through its own transitions."""
    return bruker.er_system


def er_melder(bruker: Bruker, sak: Foresporsel) -> bool:
    """Whoever asked (S1-V04)."""
    return bruker.is_active and bruker.pk == sak.melder_id


def er_ansvarlig(bruker: Bruker, sak: Foresporsel) -> Fullmakt | bool | None:
    """The named person who has taken it, while that person still answers there; else the rota gets it back.

    Whoever answered at a joint session stands for what it answered, at whatever unit the question was asked.
    """
    if bruker.pk != sak.ansvarlig_id or not bruker.is_active:
        return None
    return (sak.samordnet_til is not None and sak.samordnet_til.svarer_id == bruker.pk) or svarer_her(bruker, sak)


def er_part(bruker: Bruker, sak: Foresporsel) -> Fullmakt | bool | None:
    """Either of the two who make the agreement (S1-V05)."""
    return er_melder(bruker, sak) or er_ansvarlig(bruker, sak)


def kan_svare(bruker: Bruker, sak: Foresporsel) -> Fullmakt | None:
    """Anybody on the line: on the rota, answering guidance there, or leading the unit. Never the asker."""
    if bruker.pk == sak.melder_id:
        return None
    # Whose day on the rota it is not answers too: who was asked yesterday may take it today.
    if fullmakt := svarer_her(bruker, sak, RolleType.VEILEDNINGSANSVARLIG):
        return fullmakt
    return next((f for trinn in vaktlinje(sak) for f in trinn.folk if f.bruker.pk == bruker.pk), None)


def kan_sende_videre(bruker: Bruker, sak: Foresporsel) -> Fullmakt | bool | None:
    """Whoever could answer, and the party's coordinator: a question is never left with nobody."""
    return er_ansvarlig(bruker, sak) or kan_svare(bruker, sak) or er_koordinator(bruker, sak)


def unntatt_ny_vurdering(sak: Foresporsel) -> set[UUID]:
    """Who never looks again: the asker, whoever drew the limit, and on whose behalf."""
    avgrensning = getattr(sak, "avgrensning", None)
    felter = (
        sak.melder_id,
        sak.ansvarlig_id,
        getattr(avgrensning, "av_id", None),
        getattr(avgrensning, "paa_vegne_av_id", None),
    )
    return {pk for pk in felter if pk}


def ledere(sak: Foresporsel) -> list[Fullmakt]:
    """The leader of the answering unit who looks again; never the asker nor whoever drew the limit."""
    if sak.til_virksomhet_id is None:
        return []
    unntatt = unntatt_ny_vurdering(sak)
    funnet = ansvarlige(RolleType.LEDER, virksomhet=sak.til_virksomhet_id, enhet=sak.til_enhet_id, unntatt=unntatt)
    if funnet or sak.til_virksomhet is None or sak.til_virksomhet.type not in SVARER_SELV:
        return funnet
    # A specialist who works alone has no leader: whoever follows up for the network looks again.
    return [f for f in koordinatorer(sak) if f.bruker.pk not in unntatt]


def er_leder(bruker: Bruker, sak: Foresporsel) -> Fullmakt | None:
    return next((f for f in ledere(sak) if f.bruker.pk == bruker.pk), None)


def koordinatorer(sak: Foresporsel | Aktivitet) -> list[Fullmakt]:
    """The guidance coordinator of the party that owes the answer: silence goes there."""
    virksomhet = koordineres_ved(sak)
    return _koordinatorer(virksomhet, sak) if virksomhet else []


def koordineres_ved(sak: Foresporsel | Aktivitet) -> Virksomhet | None:
    """The party whose coordinator follows it up: a specialist who works alone has none, then it is the trust's."""
    virksomhet = den_som_svarer(sak)
    if virksomhet is None or virksomhet.type not in SVARER_SELV or _koordinatorer(virksomhet, sak):
        return virksomhet
    nettverket = Helsefellesskap.objects.gjeldende()
    return nettverket.helseforetak if nettverket else virksomhet


def _koordinatorer(virksomhet: Virksomhet, sak: Foresporsel | Aktivitet) -> list[Fullmakt]:
    unntatt = () if isinstance(sak, Aktivitet) else (sak.melder_id,)
    return ansvarlige(RolleType.VEILEDNINGSKOORDINATOR, virksomhet=virksomhet, unntatt=unntatt)


def den_som_svarer(sak: Foresporsel | Aktivitet) -> Virksomhet | None:
    """The party that owes the answer."""
    return sak.virksomhet if isinstance(sak, Aktivitet) else sak.til_virksomhet


def er_koordinator(bruker: Bruker, sak: Foresporsel | Aktivitet) -> Fullmakt | None:
    return next((f for f in koordinatorer(sak) if f.bruker.pk == bruker.pk), None)


def koordinator_eller_systemet(bruker: Bruker, sak: Foresporsel | Aktivitet) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or er_koordinator(bruker, sak)


# --- when the case is ready -------------------------------------------------------------------------------------------


def er_om_enkeltpasient(sak: Foresporsel) -> bool:
    return sak.omfang == Omfang.ENKELTPASIENT


def er_ikke_om_enkeltpasient(sak: Foresporsel) -> bool:
    """About one patient nothing is written, limited or joined: somebody rings (S1-V09, S1-V13)."""
    return sak.omfang != Omfang.ENKELTPASIENT


def kan_samordnes(sak: Foresporsel) -> bool:
    """Until the asker has said that a joint session does not meet the need; about one patient never."""
    return er_ikke_om_enkeltpasient(sak) and not sak.besvares_for_seg


def ny_frist_er_foreslaatt(sak: Foresporsel) -> bool:
    return sak.foreslaatt_frist is not None


def er_ikke_meldt_taus(sak: Foresporsel) -> bool:
    """The silence is told once, until there is an answer."""
    return sak.taus_siden is None


def kan_avgrenses(sak: Foresporsel) -> bool:
    """Once: what a leader has said shall be answered, is answered. About one patient never."""
    return er_ikke_om_enkeltpasient(sak) and getattr(sak, "avgrensning", None) is None


def kan_vurderes_paa_nytt(sak: Foresporsel) -> bool:
    """The asker may ask the leader once."""
    avgrensning = getattr(sak, "avgrensning", None)
    return avgrensning is not None and avgrensning.vurdert_tid is None


def ble_ikke_nodvendig(sak: Foresporsel) -> bool:
    return bool(sak.avgrensning.grunn == Grunn.IKKE_NODVENDIG)


def ble_utenfor(sak: Foresporsel) -> bool:
    return bool(sak.avgrensning.grunn == Grunn.UTENFOR_PLIKTEN)


# --- activity ---------------------------------------------------------------------------------------------------------


def er_aktivitetens(bruker: Bruker, sak: Aktivitet) -> Fullmakt | bool | None:
    """The coordinators of the party that arranges it, and whoever answers at it."""
    return er_koordinator(bruker, sak) or (bruker.is_active and bruker.pk == sak.svarer_id)


def er_med_i_nettverket(bruker: Bruker, sak: Aktivitet) -> bool:
    """Anybody who can see a joint session may come."""
    return bruker.is_active and Aktivitet.objects.synlig_for(bruker).filter(pk=sak.pk).exists()

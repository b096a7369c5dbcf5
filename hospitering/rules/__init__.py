"""Who may do what to an application: one predicate per sentence of the procedure."""

from __future__ import annotations

import functools
from collections.abc import Callable
from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige
from grunnmur.saksgang.models import Vedtak

from ..models import Soknad, Steg, Tilstand

# --- who is asked -----------------------------------------------------------------------------------------------------


def spor_en_gang(sak: Soknad) -> None:
    """From now on each question about who answers is asked once of this object: for showing a page, never for acting.

    Operations read the case anew under lock, so what is remembered here decides nothing.
    """
    sak._ansvarlige = {}  # type: ignore[attr-defined]


def _husket(finn: Callable[[Soknad], list[Fullmakt]]) -> Callable[[Soknad], list[Fullmakt]]:
    @functools.wraps(finn)
    def svar(sak: Soknad) -> list[Fullmakt]:
        husk: dict[str, list[Fullmakt]] | None = getattr(sak, "_ansvarlige", None)
        if husk is None:
            return finn(sak)
        if finn.__name__ not in husk:
            husk[finn.__name__] = finn(sak)
        return husk[finn.__name__]

    return svar


def inhabile(sak: Soknad, *, steg: str) -> set[UUID]:
    """Who may not decide this step: the applicant, and all who took, or stood behind, the other step.

    Counts revoked decisions too: whoever once decided for one side never decides for the other.
    """
    andre = Vedtak.objects.for_sak(sak).exclude(steg=steg).values_list("av", "paa_vegne_av")
    return {sak.soker_id}.union(*andre) - {None}


@_husket
def ledere_egen(sak: Soknad) -> list[Fullmakt]:
    """«Leder i egen enhet», and the leader above when that one may not decide (S1-S20)."""
    if sak.egen_enhet is None:
        return []
    return ansvarlige(
        RolleType.LEDER,
        virksomhet=sak.egen_enhet.virksomhet_id,
        enhet=sak.egen_enhet_id,
        unntatt=inhabile(sak, steg=Steg.EGEN),
    )


@_husket
def mottakere(sak: Soknad) -> list[Fullmakt]:
    """«Ansvarspersoner for mottak/videresending» at the host (S1-H10), else its administrative contact (G-12)."""
    if sak.vertsvirksomhet_id is None:
        return []
    return ansvarlige(
        RolleType.MOTTAKSANSVARLIG,
        virksomhet=sak.vertsvirksomhet_id,
        enhet=sak.vertsenhet_id,
        unntatt={sak.soker_id},
    )


@_husket
def ledere_vert(sak: Soknad) -> list[Fullmakt]:
    """«Leder i hospiteringsenhet», one level up when that one already decided for the own unit (S1-S29)."""
    if sak.vertsenhet_id is None or sak.vertsvirksomhet_id is None:
        return []
    return ansvarlige(
        RolleType.LEDER,
        virksomhet=sak.vertsvirksomhet_id,
        enhet=sak.vertsenhet_id,
        unntatt=inhabile(sak, steg=Steg.VERT),
    )


def _som(bruker: Bruker, mulige: list[Fullmakt]) -> Fullmakt | None:
    return next((f for f in mulige if f.bruker.pk == bruker.pk), None)


# --- who may ----------------------------------------------------------------------------------------------------------


def er_soker(bruker: Bruker, sak: Soknad) -> bool:
    """The applicant applies, answers, changes and withdraws (S1-H04)."""
    return bruker.is_active and bruker.pk == sak.soker_id


def registrerer_papir(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """A form signed on paper may be entered by intake of the host it is addressed to (S1-S18)."""
    return er_soker(bruker, sak) or (sak.innsendingsform == "papir" and er_mottaker(bruker, sak))


def er_leder_egen(bruker: Bruker, sak: Soknad) -> Fullmakt | None:
    return _som(bruker, ledere_egen(sak))


def er_mottaker(bruker: Bruker, sak: Soknad) -> Fullmakt | None:
    return _som(bruker, mottakere(sak))


def er_leder_vert(bruker: Bruker, sak: Soknad) -> Fullmakt | None:
    return _som(bruker, ledere_vert(sak))


def er_hos_vertsenheten(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """The host unit's part is filled in by its leader or the contact person already named (S1-S35)."""
    return er_leder_vert(bruker, sak) or (sak.kontakt_bruker_id == bruker.pk)


def ser_private(bruker: Bruker, sak: Soknad) -> bool:
    """Home address and private phone: applicant, own leader, intake and host leader, once it is with them."""
    if er_soker(bruker, sak):
        return True
    if sak.tilstand == Tilstand.UTKAST:
        return False
    if er_leder_egen(bruker, sak):
        return True
    if sak.sendt_tid and er_mottaker(bruker, sak):
        return True
    return bool(sak.sendt_tid and sak.mottatt_tid and er_leder_vert(bruker, sak))


# --- when the case is ready -------------------------------------------------------------------------------------------


def vertsenhet_er_kjent(sak: Soknad) -> bool:
    """A host unit written by hand is tied to a registered one by intake before the host decides."""
    return sak.vertsenhet_id is not None


def spurt_av_egen(sak: Soknad) -> bool:
    return sak.spurt_i == Tilstand.INNSENDT


def spurt_av_vert(sak: Soknad) -> bool:
    return sak.spurt_i == Tilstand.MOTTATT


def er_ikke_over(sak: Soknad) -> bool:
    """What was agreed and has been held is neither changed nor withdrawn."""
    avtalt = sak.tilstand == Tilstand.AVTALE_UNDER_ARBEID
    return not (avtalt and sak.periode_til and sak.periode_til < timezone.localdate())


def vertsdel_er_utfylt(sak: Soknad) -> bool:
    """Unit, contact person, e-mail and phone are there before the reply goes out (S1-S36–S39)."""
    return bool(sak.hospiteringsenhet_id and sak.kontakt_navn and sak.kontakt_epost and sak.kontakt_tlf)

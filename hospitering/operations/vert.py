"""What the host unit does (S1-S29–S45)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Enhet, RolleType
from grunnmur.saksgang.models import Utfall
from grunnmur.saksgang.operations import fatt_vedtak, flytt, krev, operasjon, signer

from .. import overganger as o
from .. import tekster
from ..innhold import vedtaksinnhold
from ..models import Soknad, Steg
from ..rules import inhabile, ledere_egen
from .avtale import start_avtalen
from .egen_leder import krev_kommentar
from .folger import har_behandlet, purring, si_fra
from .invitasjon import plass_i_invitasjonen
from .kontakt import kontaktfelter, kontoen_til
from .mottak import kontroller_enhet


@operasjon
def innvilg_vert(
    soknad_id: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None
) -> Soknad:
    """Host leader grants; the host unit owes its part of the form and the reply (S1-S30)."""
    soknad = Soknad.objects.laas(soknad_id, versjon)
    krev(soknad, o.INNVILG_VERT, utfort_av=utfort_av)
    felter = {"hospiteringsenhet": soknad.vertsenhet, **plass_i_invitasjonen(soknad)}
    hendelse = flytt(
        soknad,
        o.INNVILG_VERT,
        utfort_av=utfort_av,
        kommentar=kommentar,
        felter=felter,
        naa=naa,
    )
    fatt_vedtak(soknad, hendelse, steg=Steg.VERT, utfall=Utfall.INNVILGET)
    signer(hendelse, vedtaksinnhold(soknad, steg=Steg.VERT, utfall=Utfall.INNVILGET, kommentar=kommentar))
    lukk_oppgaver(soknad, hendelse)
    aapne_oppgave(
        soknad,
        tekster.VERTSDEL,
        hendelse,
        emne=soknad.soker_navn,
        undertekst=soknad.vertsnavn,
        rolletype=RolleType.LEDER,
        virksomhet=soknad.vertsvirksomhet,
        enhet=soknad.vertsenhet,
        unntatt=inhabile(soknad, steg=Steg.VERT),
        **purring(tekster.VERTSDEL, hendelse),
    )
    si_fra(soknad, hendelse, "innvilget_vert", [soknad.soker, *har_behandlet(soknad)])
    return soknad


@operasjon
def avslaa_vert(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str, naa: datetime | None = None) -> Soknad:
    """Host leader does not grant. The reply inherits outcome and comment, dated and signed (S1-S31, S43–S45)."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.laas(soknad_id, versjon)
    krev_kommentar(kommentar)
    hendelse = flytt(
        soknad,
        o.AVSLAA_VERT,
        utfort_av=utfort_av,
        kommentar=kommentar,
        felter={"tilbakemelding_utfall": Utfall.IKKE_INNVILGET, "tilbakemelding_tid": naa},
        naa=naa,
    )
    fatt_vedtak(soknad, hendelse, steg=Steg.VERT, utfall=Utfall.IKKE_INNVILGET)
    signer(hendelse, vedtaksinnhold(soknad, steg=Steg.VERT, utfall=Utfall.IKKE_INNVILGET, kommentar=kommentar))
    lukk_oppgaver(soknad, hendelse)
    si_fra(soknad, hendelse, "avslaatt_vert", [soknad.soker, *_egen_side(soknad), *har_behandlet(soknad)])
    return soknad


@operasjon
def fyll_vertsdel(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    hospiteringsenhet: Enhet,
    kontakt_navn: str,
    kontakt_epost: str,
    kontakt_tlf: str,
    naa: datetime | None = None,
) -> Soknad:
    """The host unit names unit, contact person, e-mail and phone (S1-S36–S39). May be done again until the reply.

    Raises `ValidationError` by field.
    """
    soknad = Soknad.objects.laas(soknad_id, versjon)
    flytt(
        soknad,
        o.FYLL_VERTSDEL,
        utfort_av=utfort_av,
        felter={
            "hospiteringsenhet": kontroller_enhet(soknad, hospiteringsenhet),
            **kontaktfelter(soknad, kontakt_navn, kontakt_epost, kontakt_tlf),
        },
        naa=naa,
    )
    return soknad


@operasjon
def gi_tilbakemelding(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The signed reply to the applicant *and* the applicant's organisation (S1-S41–S45)."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("egen_enhet__virksomhet", "hospiteringsenhet__virksomhet").laas(
        soknad_id, versjon
    )
    hendelse = flytt(
        soknad,
        o.TILBAKEMELDING,
        utfort_av=utfort_av,
        felter={
            "tilbakemelding_utfall": Utfall.INNVILGET,
            "tilbakemelding_tid": naa,
            # The contact may have got an account since the unit's part was filled in.
            "kontakt_bruker": kontoen_til(soknad, soknad.kontakt_epost),
        },
        naa=naa,
    )
    innhold = vedtaksinnhold(soknad, steg="tilbakemelding", utfall=Utfall.INNVILGET, kommentar="")
    signer(
        hendelse,
        innhold
        | {
            "hospiteringsenhet": str(soknad.hospiteringsenhet),
            "kontakt_navn": soknad.kontakt_navn,
            "kontakt_epost": soknad.kontakt_epost,
            "kontakt_tlf": soknad.kontakt_tlf,
        },
    )
    lukk_oppgaver(soknad, hendelse)
    start_avtalen(soknad, hendelse)
    si_fra(soknad, hendelse, "tilbakemelding", [soknad.soker, *_egen_side(soknad)])
    return soknad


def _egen_side(soknad: Soknad) -> list[Bruker]:
    """The applicant's organisation: whoever leads the own unit today."""
    return [f.bruker for f in ledere_egen(soknad)]

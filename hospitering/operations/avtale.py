"""The agreement: travel between employer and hospitant, and the day it is entered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, krev, operasjon, signer

from .. import overganger as o
from ..models import Avtale, Punkt, Reiseavtale, Reisedekning, Side, Soknad, Steg
from ..rules import er_soker, inhabile, ledere_egen
from ..tekster import avtale as tekster
from .avklaring import avklar_punkter, begynn_avtale, spor_inngaaelse, uavklar
from .belegg import ta_ukene
from .folger import folk_paa, purring, si_fra, spor_side
from .klargjoring import spor_klargjoring
from .kontakt import folg_opp_kontakt


def start_avtalen(soknad: Soknad, hendelse: Hendelse) -> None:
    """What the reply of the host sets going: the host proposes, and the employer says how travel is covered."""
    begynn_avtale(soknad, hendelse)
    spor_side(soknad, Side.VERT, tekster.FORESLA, hendelse)
    spor_arbeidsgiver(soknad, tekster.REISE, hendelse)
    folg_opp_kontakt(soknad, hendelse)


def spor_arbeidsgiver(soknad: Soknad, type: str, hendelse: Hendelse, *, mal: str = "") -> None:
    """The leader of the own unit owes an answer as employer."""
    hvem = [f.bruker for f in ledere_egen(soknad)]
    enhet = soknad.egen_enhet
    aapne_oppgave(
        soknad,
        type,
        hendelse,
        emne=soknad.soker_navn,
        undertekst=soknad.vertsnavn,
        rolletype=RolleType.LEDER,
        virksomhet=enhet.virksomhet if enhet else None,
        enhet=enhet,
        unntatt=inhabile(soknad, steg=Steg.EGEN),
        **purring(type, hendelse),
        besvares=bool(hvem),
    )
    if mal:
        si_fra(soknad, hendelse, mal, hvem)


@operasjon
def foresla_reise(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    dekning: str,
    merknad: str = "",
    naa: datetime | None = None,
) -> Soknad:
    """Employer or hospitant proposes how travel and stay are covered; the other one confirms (S1-H12).

    What they write is theirs alone: the event says that it happened and keeps none of it.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "egen_enhet__virksomhet").laas(soknad_id, versjon)
    if dekning not in Reisedekning.values:
        raise ValidationError({"dekning": _("Velg hvordan reise og opphold dekkes.")})
    hendelse = flytt(soknad, o.FORESLA_REISE, utfort_av=utfort_av, naa=naa)
    Reiseavtale.objects.update_or_create(
        soknad=soknad,
        defaults={
            "dekning": dekning,
            "merknad": merknad,
            "foreslatt_av": utfort_av,
            "foreslatt": naa,
            "bekreftet_av": None,
            "bekreftet": None,
        },
    )
    uavklar(soknad, Punkt.REISE)
    lukk_oppgaver(soknad, hendelse, tekster.REISE, tekster.REISE_SVAR, tekster.INNGAA)
    if er_soker(utfort_av, soknad):
        spor_arbeidsgiver(soknad, tekster.REISE_SVAR, hendelse, mal="reise_foreslatt")
    else:
        spor_side(soknad, Side.HOSPITANT, tekster.REISE_SVAR, hendelse, mal="reise_foreslatt")
    return soknad


@operasjon
def bekreft_reise(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The other one of employer and hospitant agrees; everybody else sees that it is clarified, and nothing more."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "egen_enhet__virksomhet", "hospiteringsenhet").laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.BEKREFT_REISE, utfort_av=utfort_av, naa=naa)
    Reiseavtale.objects.filter(soknad=soknad).update(bekreftet_av=utfort_av, bekreftet=naa)
    avklar_punkter(soknad, hendelse, Punkt.REISE)
    lukk_oppgaver(soknad, hendelse, tekster.REISE_SVAR)
    spor_inngaaelse(soknad, hendelse)
    si_fra(soknad, hendelse, "reise_bekreftet", [soknad.soker, *(f.bruker for f in ledere_egen(soknad))])
    return soknad


@operasjon
def inngaa_avtale(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """Every point is clarified: the agreement is entered, and its weeks are taken at the host unit.

    Raises `ValidationError` when the period has begun without it, or the unit has no room in one of the weeks.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet", "vertsvirksomhet").laas(soknad_id, versjon)
    krev(soknad, o.INNGAA_AVTALE, utfort_av=utfort_av)
    avtale: Avtale = soknad.avtale
    if avtale.fra and avtale.fra < lokal_dato(naa):
        raise ValidationError(_("Perioden har begynt uten avtale. Foreslå en ny periode før dere inngår avtalen."))
    if avtale.fra and avtale.til:
        ta_ukene(soknad, avtale.fra, avtale.til)
    hendelse = flytt(soknad, o.INNGAA_AVTALE, utfort_av=utfort_av, naa=naa)
    avtale.inngaatt_tid = naa
    avtale.save(update_fields=["inngaatt_tid"])
    signer(hendelse, avtaleinnhold(soknad))
    lukk_oppgaver(soknad, hendelse, *tekster.AVTALEN)
    spor_klargjoring(soknad, hendelse)
    si_fra(
        soknad,
        hendelse,
        "avtale_inngaatt",
        [soknad.soker, *folk_paa(soknad, Side.VERT), *(f.bruker for f in ledere_egen(soknad))],
    )
    return soknad


def avtaleinnhold(soknad: Soknad) -> dict[str, Any]:
    """What the agreement says, as it is signed. How travel is covered is not part of it (S1-H12)."""
    avtale, vert = soknad.avtale, soknad.vertsvirksomhet
    return {
        "saksnummer": soknad.saksnummer,
        "hospitant": soknad.soker_navn,
        "vertsvirksomhet": {"navn": vert.fullt_navn, "orgnr": vert.orgnr} if vert else {},
        "enhet": str(soknad.hospiteringsenhet),
        "kontaktperson": soknad.kontakt_navn,
        "fra": avtale.fra,
        "til": avtale.til,
        "evaluering": avtale.evaluering_tidspunkt.isoformat() if avtale.evaluering_tidspunkt else "",
        "evaluering_form": avtale.evaluering_form,
        "avklart": {rad.punkt: rad.tidspunkt.isoformat() for rad in soknad.avklaringer.order_by("punkt")},
    }

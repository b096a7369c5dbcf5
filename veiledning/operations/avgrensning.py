"""Why a question is not answered: two grounds, in words, and a leader's second look (S1-V07, S1-V08, S1-V10)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.saksgang.overgang import Overgang

from .. import frister, rules
from .. import overganger as o
from ..models import Avgrensning, Foresporsel, Grunn, Innstilling, Nyvurdering, Side
from ..tekster import foresporsel as t
from .avlysning import avlys_avtale
from .folger import emne_for, folk, i_traaden, sett, si_fra, spor_vakten
from .kapasitet import uten_kapasitet


@operasjon
def avgrens(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    vurdering: str,
    forsvarlig: bool,
    ikke_kapasitet: bool = False,
    naa: datetime | None = None,
) -> Foresporsel:
    """The guidance asked for is not necessary: assessed in words, against what is sound practice (hol. § 4-1).

    Raises `ValidationError` without the words or the confirmation, and on `ikke_kapasitet` when the words plead
    capacity and nobody has confirmed that they build on something else.
    """
    if not forsvarlig:
        raise ValidationError({"forsvarlig": [_("Bekreft at du har vurdert om det er forsvarlig.")]})
    felter = {"grunn": Grunn.IKKE_NODVENDIG, "vurdering": vurdering, "forsvarlig_bekreftet": True}
    return _ikke_besvar(pk, o.AVGRENS, felter, utfort_av=utfort_av, versjon=versjon, bekreftet=ikke_kapasitet, naa=naa)


@operasjon
def avvis_utenfor(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    vurdering: str,
    henvist_til: str,
    ikke_kapasitet: bool = False,
    naa: datetime | None = None,
) -> Foresporsel:
    """The question is about organisational or administrative change, which the duty does not cover: say where it belongs.

    Raises `ValidationError` as `avgrens` does.
    """
    if not henvist_til.strip():
        raise ValidationError({"henvist_til": [_("Skriv hvor spørsmålet kan tas opp.")]})
    felter = {"grunn": Grunn.UTENFOR_PLIKTEN, "vurdering": vurdering, "henvist_til": henvist_til}
    return _ikke_besvar(pk, o.AVVIS_UTENFOR, felter, utfort_av=utfort_av, versjon=versjon, bekreftet=ikke_kapasitet, naa=naa)


def _ikke_besvar(
    pk: UUID,
    overgang: Overgang,
    felter: dict[str, Any],
    *,
    utfort_av: Bruker,
    versjon: int,
    bekreftet: bool,
    naa: datetime | None,
) -> Foresporsel:
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    data = _begrunnelse(felter["vurdering"], bekreftet, felter.get("henvist_til", ""))
    # It is an answer: where the leader is asked to look again, a new silence is told anew.
    svart = {**frister.INGEN_NY_TID, "taus_siden": None}
    hendelse = flytt(sak, overgang, utfort_av=utfort_av, felter=svart, data=data, naa=naa)
    Avgrensning.objects.create(foresporsel=sak, av=utfort_av, paa_vegne_av=hendelse.paa_vegne_av, tidspunkt=naa, **felter)
    lukk_oppgaver(sak, hendelse)
    avlys_avtale(sak, hendelse)
    si_fra(sak, hendelse, "avgrenset", [sak.melder])
    return sak


def _begrunnelse(vurdering: str, bekreftet: bool, *andre: str) -> dict[str, Any]:
    """What the event says of the words. Raises `ValidationError` when there are none, or when they plead capacity."""
    if not vurdering.strip():
        raise ValidationError({"vurdering": [_("Skriv vurderingen.")]})
    return uten_kapasitet(vurdering, *andre, bekreftet=bekreftet)


@operasjon
def be_om_ny_vurdering(
    pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None
) -> Foresporsel:
    """The asker disagrees, and the leader of the answering unit is to look again. Once."""
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.BE_OM_NY_VURDERING, utfort_av=utfort_av, kommentar=kommentar.strip(), naa=naa)
    dager = Innstilling.objects.gjeldende().frist_virkedager(sak.hastegrad)
    ledere = rules.ledere(sak)
    leder = not ledere or any(f.rolle.type == RolleType.LEDER for f in ledere)
    aapne_oppgave(
        sak,
        t.NY_VURDERING,
        hendelse,
        emne=emne_for(sak, Side.SVARER),
        undertekst=sak.saksnummer or "",
        rolletype=RolleType.LEDER if leder else RolleType.VEILEDNINGSKOORDINATOR,
        virksomhet=sak.til_virksomhet if leder else rules.koordineres_ved(sak),
        enhet=sak.til_enhet if leder else None,
        unntatt=rules.unntatt_ny_vurdering(sak),
        frist=pluss_virkedager(lokal_dato(hendelse.tidspunkt), dager),
    )
    si_fra(sak, hendelse, "ny_vurdering", folk(ledere))
    return sak


@operasjon
def oppretthold(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    vurdering: str,
    ikke_kapasitet: bool = False,
    naa: datetime | None = None,
) -> Foresporsel:
    """The leader comes to the same, in words. Never whoever drew the limit."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    utenfor = getattr(sak, "avgrensning", None) is not None and sak.avgrensning.grunn == Grunn.UTENFOR_PLIKTEN
    overgang = o.OPPRETTHOLD_UTENFOR if utenfor else o.OPPRETTHOLD_AVGRENSET
    data = _begrunnelse(vurdering, ikke_kapasitet)
    hendelse = flytt(sak, overgang, utfort_av=utfort_av, data=data, naa=naa)
    _noter(sak, hendelse, Nyvurdering.OPPRETTHOLDT, vurdering)
    lukk_oppgaver(sak, hendelse)
    si_fra(sak, hendelse, "opprettholdt", i_traaden(sak))
    return sak


@operasjon
def omgjor(pk: UUID, *, utfort_av: Bruker, versjon: int, vurdering: str, naa: datetime | None = None) -> Foresporsel:
    """The leader decides that it shall be answered: back on the line with a fresh deadline, and no limit a second time."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    _begrunnelse(vurdering, bekreftet=True)
    hadde = sak.ansvarlig
    felter = {"ansvarlig": None, "svarfrist": frister.svarfrist(sak, naa), "taus_siden": None}
    hendelse = flytt(sak, o.OMGJOR, utfort_av=utfort_av, felter=felter, naa=naa)
    _noter(sak, hendelse, Nyvurdering.OMGJORT, vurdering)
    lukk_oppgaver(sak, hendelse)
    sett(sak, spor_vakten(sak, hendelse, trinn=0, naa=naa))
    si_fra(sak, hendelse, "omgjort", [sak.melder, hadde])
    return sak


def _noter(sak: Foresporsel, hendelse: Hendelse, utfall: str, vurdering: str) -> None:
    avgrensning = sak.avgrensning
    avgrensning.nytt_utfall = utfall
    avgrensning.ny_vurdering = vurdering
    avgrensning.vurdert_av = hendelse.utfort_av
    avgrensning.vurdert_paa_vegne_av = hendelse.paa_vegne_av
    avgrensning.vurdert_tid = hendelse.tidspunkt
    avgrensning.save()

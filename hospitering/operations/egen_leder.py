"""What the leader of the own unit does (S1-S20–S28)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Virksomhet
from grunnmur.saksgang.models import Utfall
from grunnmur.saksgang.operations import fatt_vedtak, flytt, operasjon, signer

from .. import overganger as o
from ..innhold import vedtaksinnhold
from ..models import SokesI, Soknad, Steg
from ..selectors.verter import andre_er_aapnet, sokes_i_for
from .folger import har_behandlet, si_fra, spor_mottak


def krev_kommentar(kommentar: str) -> None:
    if not kommentar.strip():
        raise ValidationError({"kommentar": _("Skriv en kommentar når du ikke innvilger.")})


@operasjon
def innvilg_egen(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    tariff_bekreftet: bool,
    kommentar: str = "",
    vertsvirksomhet: Virksomhet | None = None,
    vertsenhet: Enhet | None = None,
    naa: datetime | None = None,
) -> Soknad:
    """Own leader confirms the tariff conditions, grants, and the application is sent to the host (pkt. 1.2).

    The recipient is the wish unless the leader chose another (S1-S25). Raises `ValidationError` when the
    conditions are not confirmed (S1-H11), `Nektet` and `UlovligOvergang` as `flytt`.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("vertsvirksomhet", "onsket_enhet").laas(soknad_id, versjon)
    if not tariff_bekreftet:
        raise ValidationError(
            {"tariff_bekreftet": _("Bekreft at søkeren beholder lønn, ferie og yrkesskadeforsikring hos dere.")}
        )
    felter = {"sendt_tid": naa, "tariff_bekreftet_tid": naa, **_mottaker(soknad, vertsvirksomhet, vertsenhet)}
    hendelse = flytt(
        soknad,
        o.INNVILG_EGEN,
        utfort_av=utfort_av,
        kommentar=kommentar,
        felter=felter,
        data={"mottaker": _mottakernavn(felter, soknad)},
        naa=naa,
    )
    fatt_vedtak(soknad, hendelse, steg=Steg.EGEN, utfall=Utfall.INNVILGET)
    signer(hendelse, vedtaksinnhold(soknad, steg=Steg.EGEN, utfall=Utfall.INNVILGET, kommentar=kommentar))
    lukk_oppgaver(soknad, hendelse)
    spor_mottak(soknad, hendelse)
    si_fra(soknad, hendelse, "innvilget_egen", [soknad.soker])
    return soknad


@operasjon
def avslaa_egen(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str, naa: datetime | None = None) -> Soknad:
    """Own leader does not grant. The case ends; intake and host never see it (S1-S22)."""
    soknad = Soknad.objects.laas(soknad_id, versjon)
    krev_kommentar(kommentar)
    hendelse = flytt(soknad, o.AVSLAA_EGEN, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    fatt_vedtak(soknad, hendelse, steg=Steg.EGEN, utfall=Utfall.IKKE_INNVILGET)
    signer(hendelse, vedtaksinnhold(soknad, steg=Steg.EGEN, utfall=Utfall.IKKE_INNVILGET, kommentar=kommentar))
    lukk_oppgaver(soknad, hendelse)
    si_fra(soknad, hendelse, "avslaatt_egen", [soknad.soker, *har_behandlet(soknad)])
    return soknad


@operasjon
def send_paa_nytt(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    vertsvirksomhet: Virksomhet,
    vertsenhet: Enhet | None = None,
    kommentar: str = "",
    naa: datetime | None = None,
) -> Soknad:
    """The grant stands; the own leader picks another recipient for a returned application."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("vertsvirksomhet", "onsket_enhet").laas(soknad_id, versjon)
    felter = {"sendt_tid": naa, "mottatt_tid": None, **_mottaker(soknad, vertsvirksomhet, vertsenhet)}
    hendelse = flytt(
        soknad,
        o.SEND_PAA_NYTT,
        utfort_av=utfort_av,
        kommentar=kommentar,
        felter=felter,
        data={"mottaker": _mottakernavn(felter, soknad)},
        naa=naa,
    )
    signer(hendelse, vedtaksinnhold(soknad, steg=Steg.EGEN, utfall=Utfall.INNVILGET, kommentar=kommentar))
    lukk_oppgaver(soknad, hendelse)
    spor_mottak(soknad, hendelse)
    si_fra(soknad, hendelse, "sendt_paa_nytt", [soknad.soker])
    return soknad


def _mottaker(soknad: Soknad, virksomhet: Virksomhet | None, enhet: Enhet | None) -> dict:
    """Where it is sent, as columns. Raises `ValidationError` for a recipient that cannot be one."""
    if virksomhet is None and enhet is not None:
        virksomhet = enhet.virksomhet
    if virksomhet is None:
        return {}
    if enhet and enhet.virksomhet_id != virksomhet.pk:
        raise ValidationError({"vertsenhet": _("Enheten hører ikke til virksomheten du har valgt.")})
    if enhet and (enhet.nedlagt or enhet.pk == soknad.egen_enhet_id):
        raise ValidationError({"vertsenhet": _("Denne enheten kan ikke ta imot søknaden. Velg en annen.")})
    if sokes_i_for(virksomhet) == SokesI.ANNEN and not andre_er_aapnet():
        raise ValidationError({"vertsvirksomhet": _("Velg helseforetaket eller en kommune.")})
    if not Deltakelse.objects.gjeldende().filter(virksomhet=virksomhet).exists():
        raise ValidationError({"vertsvirksomhet": _("Denne virksomheten er ikke med i helsefellesskapet.")})
    return {"vertsvirksomhet": virksomhet, "vertsenhet": enhet, "sokes_i": sokes_i_for(virksomhet)}


def _mottakernavn(felter: dict, soknad: Soknad) -> str:
    enhet = felter.get("vertsenhet", soknad.vertsenhet)
    virksomhet = felter.get("vertsvirksomhet", soknad.vertsvirksomhet)
    if enhet:
        return enhet.visningsnavn
    return virksomhet.fullt_navn if virksomhet else ""

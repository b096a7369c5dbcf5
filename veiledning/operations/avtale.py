"""A concrete agreement in the single case: either side proposes it, the other confirms it (S1-V05)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import frister
from .. import overganger as o
from ..models import AVTALEFORMER, Foresporsel, Form, Side, Tilstand, Veiledningsavtale
from ..rules.avtale import foreslaatt_avtale, kan_ha_ansvar_hos_melder, kan_ha_ansvar_hos_svarer, siste_avtale
from ..tekster import foresporsel as t
from .avlysning import avlys_stille, deltakere, naar
from .folger import be, be_ansvarlig, i_traaden, si_fra
from .gitt import gi, har_svart
from .kapasitet import noter_kapasitet
from .klokka import falt_bort, klokka_gaar_igjen

FELTER = ("innhold", "form", "start", "varighet", "sted", "lenke", "ansvarlig_melder", "ansvarlig_svarer")


@operasjon
def foreslaa_avtale(
    pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Veiledningsavtale:
    """Propose what, who, when and how. It replaces whatever was proposed or agreed, and needs both again.

    Raises `ValidationError` by field.
    """
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    side = Side.MELDER if utfort_av.pk == sak.melder_id else Side.SVARER
    ny = klokka_gaar_igjen(sak, naa) | (har_svart(sak, naa) if side == Side.SVARER else {})
    hendelse = flytt(sak, o.FORESLAA_AVTALE, utfort_av=utfort_av, felter=ny, naa=naa)
    _kontroller(sak, felter, naa)
    forrige = siste_avtale(sak)
    erstattet = avlys_stille(sak, hendelse)
    avtale = Veiledningsavtale(
        foresporsel=sak,
        runde=forrige.runde + 1 if forrige else 1,
        foreslaatt_av=side,
        **{navn: verdi for navn, verdi in felter.items() if navn in FELTER},
        **{f"bekreftet_{side}": naa},
    )
    avtale.full_clean(exclude=["foresporsel"])
    avtale.save(force_insert=True)
    noter_kapasitet(sak, avtale.innhold, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse, t.GJENNOMFOR, *falt_bort(sak))
    be_ansvarlig(sak, hendelse)
    if erstattet and erstattet.er_bekreftet:
        si_fra(sak, hendelse, "avtale_endres", deltakere(sak, erstattet), ogsaa_selv=True, ekstra=naar(avtale))
    else:
        si_fra(sak, hendelse, "avtale_foreslaatt", i_traaden(sak), ekstra=naar(avtale))
    return avtale


def _kontroller(sak: Foresporsel, felter: dict[str, Any], naa: datetime) -> None:
    feil = {}
    if felter["form"] not in AVTALEFORMER:
        feil["form"] = _("Velg video, telefon, møte eller ambulant.")
    if felter["form"] in (Form.MOTE, Form.AMBULANT) and not felter.get("sted"):
        feil["sted"] = _("Skriv hvor dere møtes.")
    if felter.get("lenke") and not felter["lenke"].startswith("https://"):
        feil["lenke"] = _("Adressen må begynne med https://.")
    if felter["start"] <= naa:
        feil["start"] = _("Velg et tidspunkt som ikke er passert.")
    feil |= _ansvarlige(sak, felter["ansvarlig_melder"], felter["ansvarlig_svarer"])
    if feil:
        raise ValidationError({navn: [tekst] for navn, tekst in feil.items()})


def _ansvarlige(sak: Foresporsel, melder: Bruker, svarer: Bruker) -> dict[str, str]:
    feil = {}
    if not kan_ha_ansvar_hos_melder(melder, sak):
        feil["ansvarlig_melder"] = _("Velg den som spurte, eller en kollega ved samme enhet.")
    if not kan_ha_ansvar_hos_svarer(svarer, sak):
        feil["ansvarlig_svarer"] = _("Velg en som svarer på veiledning ved enheten.")
    return feil


@operasjon
def bekreft_avtale(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Veiledningsavtale:
    """The other side confirms: from now on it is agreed, and who was named as responsible has the case.

    Only now does a day after the deadline count as the deadline. Raises `ValidationError` when it can no longer be
    kept: the time is past, or somebody named may not any more.
    """
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    avtale, forrige = foreslaatt_avtale(sak), sak.ansvarlig
    felter: dict[str, Any] = {**frister.INGEN_NY_TID, "avtalt_tid": sak.avtalt_tid or naa, "taus_siden": None}
    if avtale is not None:
        dag = lokal_dato(avtale.start)
        kollega = avtale.ansvarlig_melder if avtale.ansvarlig_melder_id != sak.melder_id else None
        felter |= {
            "ansvarlig": avtale.ansvarlig_svarer,
            "ansvarlig_melder": kollega,
            "svarfrist": max(sak.svarfrist or dag, dag),
        }
        if avtale.foreslaatt_av == Side.MELDER:
            felter |= har_svart(sak, naa)
    hendelse = flytt(sak, o.BEKREFT_AVTALE, utfort_av=utfort_av, felter=felter, naa=naa)
    if avtale is None:
        raise UlovligOvergang
    if avtale.start <= naa or _ansvarlige(sak, avtale.ansvarlig_melder, avtale.ansvarlig_svarer):
        raise ValidationError(_("Avtalen kan ikke holdes slik den er foreslått. Foreslå et nytt tidspunkt."))
    setattr(avtale, "bekreftet_svarer" if avtale.foreslaatt_av == Side.MELDER else "bekreftet_melder", naa)
    avtale.save(update_fields=["bekreftet_melder", "bekreftet_svarer"])
    lukk_oppgaver(sak, hendelse)
    be(sak, t.GJENNOMFOR, hendelse, person=avtale.ansvarlig_svarer, frist=pluss_virkedager(lokal_dato(avtale.start), 1))
    si_fra(sak, hendelse, "avtalt", [*deltakere(sak, avtale), forrige], ogsaa_selv=True, ekstra=naar(avtale))
    return avtale


@operasjon
def avtale_utgikk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """The time that was proposed came without the other side's yes: the answer is owed again."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.AVTALE_UTGIKK, utfort_av=utfort_av, naa=naa)
    avlys_stille(sak, hendelse)
    be_ansvarlig(sak, hendelse)
    si_fra(sak, hendelse, "avtale_utgikk", i_traaden(sak))
    return sak


def ta_bort_utgaatte_avtaler(naa: datetime | None = None) -> int:
    """Take away every proposed agreement whose time has passed unconfirmed; return how many."""
    naa = naa or timezone.now()
    ubekreftet = Q(avtaler__bekreftet_melder__isnull=True) | Q(avtaler__bekreftet_svarer__isnull=True)
    utgaatt = Foresporsel.objects.filter(
        ubekreftet, tilstand=Tilstand.MOTTATT, avtaler__avlyst__isnull=True, avtaler__start__lte=naa
    )
    return hver_for_seg(list(utgaatt.distinct().values_list("pk", "versjon")), avtale_utgikk, naa=naa)


@operasjon
def gjennomfor(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """What was agreed has been held. Raises `ValidationError` before it has begun."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    avtale = siste_avtale(sak)
    hendelse = gi(sak, o.GJENNOMFOR, utfort_av=utfort_av, naa=naa)
    if avtale and avtale.start > naa:
        raise ValidationError(_("Avtalen har ikke begynt ennå. Er veiledningen gitt, svarer du skriftlig i stedet."))
    si_fra(sak, hendelse, "gitt", [sak.melder])
    return sak

"""What came of a project: registered, taken away again, used by others, and shared (S4-C12, S4-D12)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.models import Sak
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Prosjekt, Resultat, Viderebruk
from ..tekster.framdrift import FORMIDLING
from .folger import partnernes_folk, prosjektets_folk, si_fra

FELTER = ("art", "tittel", "sammendrag", "dato", "doi", "lenke")


@operasjon
def registrer(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Resultat:
    """Register a result. The project's people and the partners are told; a request to share is answered by it.

    Raises `ValidationError` at the field: a publication needs a DOI or a link, and stands on a project once.
    """
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(prosjekt, o.REGISTRER_RESULTAT, utfort_av=utfort_av, naa=naa)
    if felter["dato"] > lokal_dato(hendelse.tidspunkt):
        raise ValidationError({"dato": _("Datoen kan ikke være i framtiden. Legg det inn som en milepæl til det er klart.")})
    resultat = Resultat(
        prosjekt=prosjekt, registrert_av=utfort_av, registrert=hendelse.tidspunkt, **{n: felter[n] for n in FELTER}
    )
    _kontroller(resultat)
    resultat.save(force_insert=True)
    lukk_oppgaver(prosjekt, hendelse, FORMIDLING)
    alle = {b.pk: b for b in [*prosjektets_folk(prosjekt), *partnernes_folk(prosjekt)] if b.pk != utfort_av.pk}
    si_fra(prosjekt, hendelse, "resultat", alle.values())
    return resultat


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Resultat:
    """Take a result away from every page. The row is kept. `versjon` is the project's."""
    resultat = _laas(pk, versjon)
    hendelse = flytt(resultat.prosjekt, o.TREKK_RESULTAT, utfort_av=utfort_av, naa=naa)
    _krev_gjeldende(resultat)
    resultat.trukket = hendelse.tidspunkt
    resultat.save(update_fields=["trukket"])
    return resultat


@operasjon
def noter_viderebruk(
    pk: UUID, *, utfort_av: Bruker, versjon: int, beskrivelse: str, sak: Sak | None = None, naa: datetime | None = None
) -> Viderebruk:
    """Note where a result was used: in another project, at an event, or outside the portal.

    The caller has decided that the person sees `sak`; who reads the note follows the link only if they see it too.
    """
    resultat = _laas(pk, versjon)
    hendelse = flytt(resultat.prosjekt, o.NOTER_VIDEREBRUK, utfort_av=utfort_av, naa=naa)
    _krev_gjeldende(resultat)
    if sak is not None and sak.pk == resultat.prosjekt_id:
        raise ValidationError({"nummer": _("Resultatet kommer fra dette prosjektet. Skriv et annet, eller ingen.")})
    viderebruk = Viderebruk(
        resultat=resultat,
        beskrivelse=beskrivelse,
        sak_type=ContentType.objects.get_for_model(sak) if sak else None,
        sak_id=sak.pk if sak else None,
        registrert_av=utfort_av,
        registrert=hendelse.tidspunkt,
    )
    viderebruk.full_clean(exclude=["resultat", "sak_type", "sak_id"])
    viderebruk.save(force_insert=True)
    return viderebruk


@operasjon
def meld_formidlet(
    pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None
) -> Prosjekt:
    """What was found is shared, though nothing more is registered here."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(prosjekt, o.MELD_FORMIDLET, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    lukk_oppgaver(prosjekt, hendelse, FORMIDLING)
    return prosjekt


def _kontroller(resultat: Resultat) -> None:
    """The constraints of the table as sentences, each at its field."""
    resultat.full_clean(exclude=["prosjekt"], validate_constraints=False)
    if resultat.art == "publikasjon" and not (resultat.doi or resultat.lenke):
        raise ValidationError({"doi": _("Oppgi DOI eller lenke til publikasjonen.")})
    samme = Resultat.objects.gjeldende().filter(prosjekt=resultat.prosjekt, doi__iexact=resultat.doi)
    if resultat.doi and samme.exists():
        raise ValidationError({"doi": _("Publikasjonen er allerede registrert på prosjektet.")})


def _laas(pk: UUID, versjon: int) -> Resultat:
    """The result, with its project locked."""
    prosjekt = Prosjekt.objects.laas(Resultat.objects.values_list("prosjekt", flat=True).get(pk=pk), versjon)
    resultat = Resultat.objects.get(pk=pk)
    resultat.prosjekt = prosjekt
    return resultat


def _krev_gjeldende(resultat: Resultat) -> None:
    if resultat.trukket:
        raise UlovligOvergang

"""Parties that arrange together: asked by one, answered by each for itself (S4-B03)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from .. import tekster as t
from ..models import Arrangement, Bekreftelse, Kanal, Medarrangor, Tilstand
from .folger import de_som_arrangerer, si_fra, spor_medarrangor

IKKE_SVART = {
    "tilstand": Bekreftelse.INVITERT, "besvart": None, "kanal": "", "av": None, "paa_vegne_av": None, "svart_navn": "",
    "svart_dag": None,
}  # fmt: skip


@operasjon
def be_med(
    pk: UUID, *, utfort_av: Bruker, versjon: int, virksomheter: Iterable[Virksomhet], naa: datetime | None = None
) -> list[Medarrangor]:
    """Ask these parties to arrange it too, of any kind: public, private or voluntary."""
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    nye = [v for v in virksomheter if v.pk != sak.arrangor_id]
    spurte = set(sak.medarrangorer.values_list("virksomhet", flat=True))
    nye = [v for v in nye if v.pk not in spurte]
    navn = ", ".join(v.fullt_navn for v in nye)
    hendelse = flytt(sak, o.BE_MEDARRANGOR, utfort_av=utfort_av, data={"virksomhet": navn}, naa=naa)
    if not nye:
        raise ValidationError({"virksomheter": [_("Velg minst én virksomhet som ikke er spurt før.")]})
    if sak.start <= naa:
        raise ValidationError(_("Arrangementet har begynt, så det er for sent å be med flere."))
    rader = []
    for virksomhet in nye:
        rader.append(Medarrangor.objects.create(arrangement=sak, virksomhet=virksomhet, invitert=naa))
        spor_medarrangor(sak, hendelse, virksomhet)
    return rader


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, versjon: int, virksomhet: UUID, naa: datetime | None = None) -> None:
    """Take a question back that the party has not answered."""
    sak = Arrangement.objects.laas(pk, versjon)
    rad = _rad(sak, virksomhet)
    hendelse = flytt(sak, o.TREKK_MEDARRANGOR, utfort_av=utfort_av, data={"virksomhet": rad.virksomhet.fullt_navn}, naa=naa)
    if rad.tilstand != Bekreftelse.INVITERT:
        raise ValidationError(_("Virksomheten har svart, og svaret blir stående."))
    lukk_oppgaver(sak, hendelse, t.SVAR_MEDARRANGOR, virksomhet=virksomhet)
    rad.delete()


@operasjon
def svar(
    pk: UUID, *, utfort_av: Bruker, versjon: int, virksomhet: UUID, bekreft: bool, kommentar: str = "",
    naa: datetime | None = None,
) -> Medarrangor:  # fmt: skip
    """The party says for itself that it arranges too, or does not. It may change its mind until the event begins."""
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    rad = _rad(sak, virksomhet)
    fullmakt = rules.fullmakt_for(utfort_av, virksomhet)
    verb = o.BEKREFT if bekreft else o.AVSLAA
    data = {"virksomhet": rad.virksomhet.fullt_navn}
    hendelse = flytt(sak, verb, utfort_av=utfort_av, kommentar=kommentar, data=data, naa=naa)
    if fullmakt is None:
        raise Nektet
    _noter(sak, rad, hendelse, bekreft, {"kanal": Kanal.PORTAL, "av": utfort_av, "paa_vegne_av": fullmakt.paa_vegne_av})
    return rad


@operasjon
def registrer_svar(
    pk: UUID, *, utfort_av: Bruker, versjon: int, virksomhet: UUID, bekreft: bool, navn: str, kanal: str, dag: date,
    naa: datetime | None = None,
) -> Medarrangor:  # fmt: skip
    """Note what a party with nobody in the portal has written: by whom, on what day, by mail or on paper."""
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    rad = _rad(sak, virksomhet)
    data = {"virksomhet": rad.virksomhet.fullt_navn}
    hendelse = flytt(sak, o.REGISTRER_SVAR, utfort_av=utfort_av, data=data, naa=naa)
    feil = {}
    if rules.svarrolle(virksomhet) is not None:
        feil["virksomhet"] = _("%(navn)s har noen i portalen som svarer selv.") % {"navn": rad.virksomhet.fullt_navn}
    if kanal not in (Kanal.EPOST, Kanal.PAPIR):
        feil["kanal"] = _("Velg om svaret kom på e-post eller papir.")
    if not navn.strip():
        feil["navn"] = _("Skriv navnet på den som svarte for virksomheten.")
    if dag > lokal_dato(naa):
        feil["dag"] = _("Dagen kan ikke være fram i tid.")
    if feil:
        raise ValidationError({felt: [tekst] for felt, tekst in feil.items()})
    _noter(sak, rad, hendelse, bekreft, {"kanal": kanal, "av": utfort_av, "svart_navn": navn, "svart_dag": dag})
    return rad


def _noter(sak: Arrangement, rad: Medarrangor, hendelse: Hendelse, bekreft: bool, felter: dict[str, object]) -> None:
    if sak.start <= hendelse.tidspunkt:
        raise ValidationError(_("Arrangementet har begynt, så svaret kan ikke endres."))
    hadde_begge = not rules.manglende_nivaaer(sak)
    tilstand = Bekreftelse.BEKREFTET if bekreft else Bekreftelse.AVSLATT
    for navn, verdi in {**IKKE_SVART, **felter, "tilstand": tilstand, "besvart": hendelse.tidspunkt}.items():
        setattr(rad, navn, verdi)
    rad.save()
    lukk_oppgaver(sak, hendelse, t.SVAR_MEDARRANGOR, virksomhet=rad.virksomhet_id)
    til = de_som_arrangerer(sak)
    si_fra(sak, hendelse, "medarrangor_svarte", til, virksomhet=rad.virksomhet.fullt_navn)
    if sak.tilstand == Tilstand.KUNNGJORT and hadde_begge and rules.manglende_nivaaer(sak):
        si_fra(sak, hendelse, "nivaa_mangler", til, virksomhet=rad.virksomhet.fullt_navn, ogsaa_selv=True)


def spor_paa_nytt(sak: Arrangement, hendelse: Hendelse) -> None:
    """A yes was to what it was then: those who said it, or have not answered, are asked about what it is now."""
    for rad in sak.medarrangorer.exclude(tilstand=Bekreftelse.AVSLATT).select_related("virksomhet"):
        lukk_oppgaver(sak, hendelse, t.SVAR_MEDARRANGOR, virksomhet=rad.virksomhet_id)
        for navn, verdi in IKKE_SVART.items():
            setattr(rad, navn, verdi)
        rad.save()
        spor_medarrangor(sak, hendelse, rad.virksomhet, mal="spurt_paa_nytt")


def _rad(sak: Arrangement, virksomhet: UUID) -> Medarrangor:
    """Raises `ValidationError` for a party that is not asked."""
    rad = (
        sak.medarrangorer.select_for_update(of=("self",)).select_related("virksomhet").filter(virksomhet=virksomhet).first()
    )
    if rad is None:
        raise ValidationError({"virksomhet": [_("Virksomheten er ikke spurt om å være medarrangør.")]})
    return rad

"""The committee decides a round: who takes part, who signs, and what happens when somebody sends it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.saksgang.operations import signer as signer_innhold
from grunnmur.utvalg.models import Motesak
from grunnmur.utvalg.operations import saksliste

from .. import overganger as o
from .. import rules
from ..models import Deltaker, Forslag, Forslagstilstand, Kandidat, Runde
from ..ord import valider_noytral
from ..selectors.forslag import er_foreldet
from ..selectors.oppgjor import Oppgjor, oppgjor
from ..selectors.protokoll import vedtaksinnhold
from ..selectors.seter import seter
from ..tekster import vedtak as t
from ..tekster.runde import BEHANDLE
from .folger import be_om_behandling, de_som_ordner, si_fra


@operasjon
def til_underskrift(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    forslag: UUID,
    deltakere: Mapping[UUID, UUID],
    naa: datetime | None = None,
) -> Runde:
    """Choose a proposal, and who decides it (seat → person): each of them owes a signature."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    valgt = runde.forslag.filter(pk=forslag).first()
    # Whoever may not, and whoever is too late, is told that before anything else: then `flytt` below refuses.
    if o.TIL_UNDERSKRIFT.tillatt(utfort_av, runde) and runde.tilstand in o.TIL_UNDERSKRIFT.fra:
        if not rules.habiliteten_er_avklart(runde):
            raise ValidationError(_("Utvalget har ikke avgjort habiliteten til alle som har meldt fra. Gjør det først."))
        if valgt is None:
            raise ValidationError({"valgt": _("Velg et forslag i runden.")})
        valgt = Forslag.objects.laas(valgt.pk, valgt.versjon)
        krev_forslaget(runde, valgt)
        _sett_deltakere(runde, valgt, deltakere, naa)
        flytt(valgt, o.VELG, utfort_av=utfort_av, naa=naa)
    hendelse = flytt(runde, o.TIL_UNDERSKRIFT, utfort_av=utfort_av, felter={"valgt": valgt}, naa=naa)
    lukk_oppgaver(runde, hendelse, BEHANDLE)
    folk = [d.bruker for d in gjeldende(runde)]
    for bruker in folk:
        aapne_oppgave(
            runde, t.SIGNER, hendelse, emne=t.halvaaret(runde), undertekst=runde.saksnummer or "", person=bruker,
            frist_virkedager=t.SIGNER_VIRKEDAGER,
        )  # fmt: skip
    si_fra(runde, hendelse, "til_underskrift", folk, oppstart=runde.oppstart.isoformat())
    return runde


@operasjon
def signer(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """Sign the decision as it stands. With the last signature it is made."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    hendelse = flytt(runde, o.SIGNER, utfort_av=utfort_av, naa=naa)
    signatur = signer_innhold(hendelse, vedtaksinnhold(runde))
    gjeldende(runde).filter(bruker=utfort_av).update(signert=naa, signatur=signatur)
    lukk_oppgaver(runde, hendelse, t.SIGNER, person=utfort_av)
    if rules.alle_har_signert(runde):
        ferdig = flytt(runde, o.ALLE_SIGNERTE, utfort_av=Bruker.objects.systemet(), naa=naa)
        for ordner in de_som_ordner(runde):
            aapne_oppgave(
                runde, t.PUBLISER, ferdig, emne=t.halvaaret(runde), undertekst=runde.saksnummer or "", person=ordner,
                frist_virkedager=t.SIGNER_VIRKEDAGER,
            )  # fmt: skip
        si_fra(runde, ferdig, "vedtatt", de_som_ordner(runde), oppstart=runde.oppstart.isoformat())
    return runde


@operasjon
def send_tilbake(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str, naa: datetime | None = None) -> Runde:
    """One who is to sign, or who prepares, sends the decision back; whoever had signed must sign the next one anew."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    folk = [d.bruker for d in gjeldende(runde)]
    hendelse = _tilbake(runde, o.SEND_TILBAKE, utfort_av, kommentar, naa)
    si_fra(runde, hendelse, "sendt_tilbake", [*folk, *de_som_ordner(runde)])
    return runde


@operasjon
def ta_opp_igjen(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str, naa: datetime | None = None) -> Runde:
    """Something has changed since it was decided, and nothing is published: the committee looks at it again."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    folk = [d.bruker for d in gjeldende(runde)]
    hendelse = _tilbake(runde, o.TA_OPP_IGJEN, utfort_av, kommentar, naa)
    si_fra(runde, hendelse, "tatt_opp_igjen", [*folk, *de_som_ordner(runde)])
    return runde


@operasjon
def paa_sakslisten(pk: UUID, *, utfort_av: Bruker, versjon: int, mote: UUID, naa: datetime | None = None) -> Motesak:
    """Put the round on the agenda of one of the committee's meetings to come."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    flytt(runde, o.SETT_PAA_SAKSLISTEN, utfort_av=utfort_av, naa=naa)
    return saksliste.meld_inn(
        mote, utfort_av=Bruker.objects.systemet(), sak=runde, meldt_av=utfort_av,
        tittel=_("Tildeling av LIS1-plasser med oppstart %(dag)s") % {"dag": dato(runde.oppstart)}, naa=naa,
    )  # fmt: skip


# --- what must hold ---------------------------------------------------------------------------------------------------


def gjeldende(runde: Runde) -> QuerySet[Deltaker]:
    """Those who decide it now, with names."""
    return runde.deltakere.filter(tilbakekalt=None).select_related("bruker", "medlem__bruker", "medlem__representasjon")


def krev_forslaget(runde: Runde, forslag: Forslag) -> Oppgjor:
    """The proposal can be decided as it is: of places there are, for candidates who are in the round, and not outdated."""
    if forslag.hypotetisk:
        raise ValidationError({"valgt": _("En prøveberegning kan ikke vedtas. Lag et forslag med plassene som er.")})
    if forslag.tilstand not in (Forslagstilstand.BEREGNET, Forslagstilstand.VALGT):
        raise ValidationError({"valgt": _("Velg et forslag som er beregnet.")})
    funnet = krev_plassene(runde, forslag)
    if er_foreldet(forslag):
        raise ValidationError(
            {"valgt": _("Plasser, kandidater eller poeng er endret siden forslaget ble beregnet. Lag et nytt forslag.")}
        )
    return funnet


def krev_plassene(runde: Runde, forslag: Forslag, *, laas: bool = False) -> Oppgjor:
    """Who gets which concrete place. Says by name what has changed since the proposal was made."""
    funnet = oppgjor(runde, forslag, laas=laas)
    feil = []
    if funnet.for_faa:
        steder = Virksomhet.objects.filter(pk__in=funnet.for_faa).order_by("sortering")
        navn = ", ".join(s.fullt_navn for s in steder)
        feil.append(_("Disse har færre plasser enn forslaget gir bort: %(navn)s. Lag et nytt forslag.") % {"navn": navn})
    if funnet.borte:
        leger = Kandidat.objects.filter(pk__in=funnet.borte).select_related("lege")
        navn = ", ".join(k.lege.navn for k in leger)
        feil.append(
            _("Disse er ikke lenger med, eller har fått en plass: %(navn)s. Lag et nytt forslag uten dem.") % {"navn": navn}
        )
    if feil:
        raise ValidationError({"valgt": feil})
    return funnet


def _sett_deltakere(runde: Runde, forslag: Forslag, valgt: Mapping[UUID, UUID], naa: datetime) -> None:
    mulige = {s.medlem.pk: s for s in seter(runde, lokal_dato(naa))}
    for medlem, bruker in valgt.items():
        sete = mulige.get(medlem)
        if sete and bruker in {b.pk for b in sete.utelukket}:
            navn = next(b.navn for b in sete.utelukket if b.pk == bruker)
            raise ValidationError(_("%(navn)s er inhabil. Velg en vara, eller at plassen ikke deltar.") % {"navn": navn})
        if sete is None or bruker not in {b.pk for b in sete.mulige}:
            raise ValidationError(_("En av dem du valgte, har ingen plass i utvalget i dag. Se over listen."))
    if len(set(valgt.values())) < len(valgt):
        raise ValidationError(_("Samme person kan ikke sitte i to plasser. Se over hvem som er vara."))
    krav = runde.kriterier.beslutningsdyktig if runde.kriterier else 1
    if len(valgt) < krav:
        tekst = ngettext(
            "Minst %(krav)s må delta for at utvalget kan vedta. Du har valgt %(antall)s.",
            "Minst %(krav)s må delta for at utvalget kan vedta. Du har valgt %(antall)s.",
            krav,
        )
        raise ValidationError(tekst % {"krav": krav, "antall": len(valgt)})
    for medlem, bruker in valgt.items():
        Deltaker.objects.create(runde=runde, forslag=forslag, medlem_id=medlem, bruker_id=bruker, satt_opp=naa)


def krev_noytral(felt: str, tekst: str) -> None:
    """No reason here says anything of health or family."""
    try:
        valider_noytral(tekst)
    except ValidationError as feil:
        raise ValidationError({felt: feil.messages}) from feil


def _tilbake(runde: Runde, verb: o.Overgang, utfort_av: Bruker, kommentar: str, naa: datetime) -> Hendelse:
    """Back to the committee's table: the signatures no longer count, and no proposal is chosen."""
    forslag = runde.valgt
    felter = {"valgt": None, "publiseres": None}
    hendelse = flytt(runde, verb, utfort_av=utfort_av, kommentar=kommentar, felter=felter, naa=naa)
    if not kommentar.strip():
        raise ValidationError({"kommentar": [_("Skriv hva utvalget må se på igjen.")]})
    krev_noytral("kommentar", kommentar)
    gjeldende(runde).update(tilbakekalt=naa)
    if forslag:
        valgt = Forslag.objects.laas(forslag.pk, forslag.versjon)
        flytt(valgt, o.LEGG_TILBAKE, utfort_av=Bruker.objects.systemet(), naa=naa)
    lukk_oppgaver(runde, hendelse, t.SIGNER, t.PUBLISER, t.SE_PAA_IGJEN)
    be_om_behandling(runde, hendelse)
    return hendelse

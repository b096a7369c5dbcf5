"""A project is put to a committee, taken back, and anchored when the committee and every partner have said yes (S1-F04)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import cast
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Organ
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.utvalg.models import Moteform
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import saksliste

from .. import overganger as o
from .. import rules
from ..models import Forankring, Partnersvar, Prosjekt, Prosjekttilstand, Soknadsutfall
from ..selectors import frister
from ..selectors.forankring import BEHANDLET
from ..selectors.organvalg import organer_som_forankrer
from ..tekster.forankring import SEND, SKRIFTLIG
from .folger import partnernes_folk, prosjektets_folk, si_fra
from .forankringssak import be_om_aa_trekke, innstilling, laas_mote, paa_veien, sett_opp, tittel
from .partnerfolger import be_om_svar

SLUTT_PAA_DAGEN = time(23, 59)


@operasjon
def send(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    organ: UUID | None = None,
    mote: UUID | None = None,
    naa: datetime | None = None,
) -> Forankring:
    """Put the project to a committee: on an agenda before the application is due, else its secretary takes it in writing.

    Without `organ` it is the strategic committee; without `mote` the meeting that `frister.plan` finds.
    """
    naa = naa or timezone.now()
    organet = forankrer(organ)
    plan = frister.for_organ(organet, _fristen(pk), lokal_dato(naa))
    # The meeting first, as where its minutes are approved: never the two in another order.
    laas_mote(mote or (plan.mote.pk if plan.mote else None))
    sak = Prosjekt.objects.laas(pk, versjon)
    if rules.styrer(utfort_av, sak) and sak.tilstand in o.SEND_TIL_FORANKRING.fra:
        _krev_klart(sak, organet, plan, mote)
    hendelse = flytt(sak, o.SEND_TIL_FORANKRING, utfort_av=utfort_av, felter={"forankret": None}, naa=naa)
    organet = cast("Organ", organet)
    rad = Forankring(prosjekt=sak, organ=organet, sendt=naa, sendt_av=utfort_av, frist=sak.frist)
    motedag = next((m for m in plan.mulige if m.pk == mote), plan.mote)
    sett_opp(rad, motedag, plan, hendelse)
    rad.save(force_insert=True)
    lukk_oppgaver(sak, hendelse, SEND)
    be_om_svar(sak, hendelse)
    til = [*prosjektets_folk(sak), *partnernes_folk(sak)]
    paa_veien(rad, motedag, hendelse, "forankring_sendt", "forankring_skriftlig", til)
    return rad


def forankrer(organ: UUID | None) -> Organ | None:
    """The committee that is asked: the one chosen, when it is one that may anchor, else the strategic one."""
    if organ is None:
        return rules.det_strategiske_utvalget()
    return organer_som_forankrer().filter(pk=organ).first()


def _fristen(pk: UUID) -> date | None:
    sak = Prosjekt.objects.select_related("utlysning").filter(pk=pk).first()
    return sak.frist if sak else None


def _krev_klart(sak: Prosjekt, organ: Organ | None, plan: frister.Plan, mote: UUID | None) -> None:
    if organ is None:
        raise ValidationError({"organ": [_("Velg utvalget som skal forankre prosjektet.")]})
    if sak.studenter is None:
        raise ValidationError(_("Vurder om studenter kan være med før dere sender prosjektet. Det gjør du under «Rediger»."))
    andre = sak.partnere.med().exclude(virksomhet=sak.eier_id)
    if not andre.exists():
        raise ValidationError(_("Inviter minst én partner før dere sender prosjektet til forankring."))
    if mote is not None and mote not in {m.pk for m in plan.mulige}:
        raise ValidationError(
            {"mote": [_("Møtet tar ikke imot flere saker, eller er etter søknadsfristen. Velg et annet.")]}
        )
    if plan.for_sent:
        for_sent = _("Søknadsfristen er %(dag)s, og utvalget rekker ikke å svare. Registrer søknaden uten forankring.")
        raise ValidationError(for_sent % {"dag": dato(plan.frist) if plan.frist else ""})


@operasjon
def sett_opp_skriftlig(
    pk: UUID, *, utfort_av: Bruker, versjon: int, svarfrist: date, send: bool = True, naa: datetime | None = None
) -> Forankring:
    """The secretary plans a written procedure and puts the case on it; with `send` the members are asked at once."""
    naa = naa or timezone.now()
    sak = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.SETT_OPP_SKRIFTLIG, utfort_av=utfort_av, naa=naa)
    rad = sak.forankringer.select_for_update(of=("self",)).filter(avsluttet__isnull=True).get()
    rad.prosjekt = sak
    if rad.motesak_id:
        raise ValidationError(_("Saken står på en saksliste allerede. Trekk den derfra først."))
    if rad.frist and svarfrist >= rad.frist:
        for_sent = _("Velg en svarfrist før søknadsfristen, som er %(dag)s.")
        raise ValidationError({"svarfrist": [for_sent % {"dag": dato(rad.frist)}]})
    slutt = timezone.make_aware(datetime.combine(svarfrist, SLUTT_PAA_DAGEN))
    felter = {"form": Moteform.SKRIFTLIG, "slutt": slutt}
    mote = moteop.planlegg(rad.organ_id, utfort_av=utfort_av, felter=felter, naa=naa)
    rad.motesak = saksliste.sett_opp(
        mote.pk,
        utfort_av=utfort_av,
        versjon=mote.versjon,
        tittel=tittel(sak),
        innstilling=innstilling(rad),
        sak=sak,
        naa=naa,
    )
    rad.save(update_fields=["motesak"])
    if send:
        mote.refresh_from_db()
        moteop.send_saksliste(mote.pk, utfort_av=utfort_av, versjon=mote.versjon, naa=naa)
    lukk_oppgaver(sak, hendelse, SKRIFTLIG)
    til = [*prosjektets_folk(sak), *partnernes_folk(sak)]
    si_fra(sak, hendelse, "forankring_svarfrist", til, organ=rad.organ.navn, dag=svarfrist.isoformat())
    return rad


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """Take the project back before the committee has met over it; the secretary is asked to take it off the agenda."""
    naa = naa or timezone.now()
    sak = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.TREKK_FORANKRING, utfort_av=utfort_av, naa=naa)
    rad = _aapen(sak)
    if rad and rad.motesak and rad.motesak.trukket is None and rad.motesak.mote.tilstand in BEHANDLET:
        raise ValidationError(_("Utvalget har behandlet saken. Vent på protokollen, som avgjør hva som skjer."))
    lukk_forankringen(sak, hendelse)
    return sak


@operasjon
def los_forankring(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """Something that matters has changed after the decision: the project is put to the committee anew."""
    sak = Prosjekt.objects.laas(pk, versjon)
    flytt(sak, o.LOS_FORANKRING, utfort_av=utfort_av, felter={"forankret": None}, naa=naa)
    return sak


def sjekk(prosjekt: Prosjekt, naa: datetime) -> None:
    """Anchor a project, locked by the caller, when the committee and every party have said yes. Else nothing happens."""
    if prosjekt.tilstand != Prosjekttilstand.TIL_FORANKRING or not rules.er_forankret_av_alle(prosjekt):
        return
    dag = _dagen_alt_var_der(prosjekt)
    hendelse = flytt(prosjekt, o.FORANKRE, utfort_av=Bruker.objects.systemet(), felter={"forankret": dag}, naa=naa)
    lukk_oppgaver(prosjekt, hendelse, SKRIFTLIG)
    si_fra(prosjekt, hendelse, "forankret", [*prosjektets_folk(prosjekt), *partnernes_folk(prosjekt)])


def _dagen_alt_var_der(prosjekt: Prosjekt) -> date:
    """The latest of the committee's day and the days the parties in it answered."""
    siste = prosjekt.forankringer.order_by("-sendt").values_list("vedtatt", flat=True)[:1]
    svar = prosjekt.partnere.filter(svar=Partnersvar.BEKREFTET).values_list("svardato", flat=True)
    return max(d for d in [*siste, *svar] if d is not None)


def trekk_ved_stans(prosjekt: Prosjekt, hendelse: Hendelse, naa: datetime) -> None:
    """A project that is not pursued waits for no committee and no funder. For the operation that stops it."""
    lukk_forankringen(prosjekt, hendelse)
    dag = lokal_dato(naa)
    for soknad in prosjekt.soknader.filter(utfall=""):
        soknad.utfall, soknad.utfall_dato = Soknadsutfall.TRUKKET, max(dag, soknad.sendt)
        soknad.save(update_fields=["utfall", "utfall_dato"])


def lukk_forankringen(sak: Prosjekt, hendelse: Hendelse) -> None:
    """Nothing waits for the committee any more. The agenda is the secretary's: they are asked to take the item off."""
    lukk_oppgaver(sak, hendelse, SEND, SKRIFTLIG)
    rad = _aapen(sak)
    if rad is None:
        return
    rad.trukket = rad.avsluttet = hendelse.tidspunkt
    rad.save(update_fields=["trukket", "avsluttet"])
    if rad.motesak:
        be_om_aa_trekke(sak, rad.motesak, hendelse)


def _aapen(sak: Prosjekt) -> Forankring | None:
    return sak.forankringer.filter(avsluttet__isnull=True).select_related("organ", "motesak__mote__organ").first()

"""Plan, municipal supervisor and interruptions of the specialisation (S1-I03–I05, G-10)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Rolle
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.varsling.operations import varsle
from lis.lege.models import ALLMENNMEDISIN, Avbrudd, Lege, Spesialistgodkjenning

from .. import overganger as o
from .. import rules
from ..models import Gruppe, Innmelding, Innmeldingstilstand, Spesialisering
from .folger import si_fra
from .registrering import be_om_innmelding

IT = Innmeldingstilstand


@operasjon
def tildel_plan(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    plan_tildelt: date,
    veileder: Bruker | None,
    spesialist_kontrollert: bool = False,
    gruppe: str = "",
    start: date | None = None,
    naa: datetime | None = None,
) -> Innmelding:
    """The doctor has got an individual plan, and a supervisor in the municipality (S1-I03–I05).

    A supervisor in general practice who is not a checked specialist is refused, unless the municipal contact
    confirms the check now (`spesialist_kontrollert`). Group and start may be corrected until the doctor is enrolled.
    A plan without an enrolment makes the municipality owe one, and it is reminded (S1-I06).
    """
    naa = naa or timezone.now()
    sak = Innmelding.objects.laas(pk, versjon)
    spesialisering = Spesialisering.objects.select_for_update().filter(lege=sak.lege_id).first()
    ny = spesialisering or Spesialisering(lege=sak.lege)
    foer = _som_data(spesialisering)
    if sak.tilstand == IT.UTKAST:
        ny.gruppe, ny.start = gruppe or ny.gruppe, start or ny.start
    ny.plan_tildelt, ny.veileder = plan_tildelt, veileder
    if rules.er_kommunen(utfort_av, sak):  # whoever may not is told that by `flytt`, not what is wrong with the form
        _kontroller_plan(sak, ny, utfort_av, lokal_dato(naa), spesialist_kontrollert)
    endringer = [
        {"felt": felt, "fra": foer.get(felt, ""), "til": til}
        for felt, til in _som_data(ny).items()
        if foer.get(felt, "") != til
    ]
    hendelse = flytt(sak, o.TILDEL_PLAN, utfort_av=utfort_av, data={"endringer": endringer}, naa=naa)
    if veileder and spesialist_kontrollert:
        bekreft_allmennspesialist(veileder, av=utfort_av, dag=lokal_dato(naa))
    ny.versjon += 1
    ny.save()
    if sak.tilstand == IT.UTKAST:
        be_om_innmelding(sak, hendelse, fra=plan_tildelt, paa_nytt=foer.get("plan_tildelt") != plan_tildelt.isoformat())
    si_fra(sak, hendelse, "plan_tildelt", [sak.lege.bruker])
    if veileder and foer.get("veileder") != veileder.navn:
        fortell_veileder(hendelse, veileder, sak.lege)
    return sak


def _som_data(s: Spesialisering | None) -> dict[str, str]:
    if s is None:
        return {}
    return {
        "plan_tildelt": s.plan_tildelt.isoformat() if s.plan_tildelt else "",
        "veileder": s.veileder.navn if s.veileder else "",
        "start": s.start.isoformat(),
        "gruppe": str(Gruppe(s.gruppe).label),
    }


def _kontroller_plan(sak: Innmelding, ny: Spesialisering, av: Bruker, dag: date, kontrollert: bool) -> None:
    feil: dict[str, str] = {}
    if ny.start is None:
        feil["start"] = _("Oppgi når spesialiseringen startet. Ansienniteten regnes fra den datoen.")
    elif ny.start > dag:
        feil["start"] = _("Spesialiseringen kan ikke starte fram i tid. Oppgi datoen den startet.")
    if ny.plan_tildelt and ny.plan_tildelt > dag:
        feil["plan_tildelt"] = _("Datoen kan ikke være fram i tid. Registrer planen når legen har fått den.")
    if ny.veileder and (problem := _feil_ved_veileder(sak, ny, av, dag, kontrollert)):
        feil["veileder"] = problem
    if feil:
        raise ValidationError(feil)


def _feil_ved_veileder(sak: Innmelding, ny: Spesialisering, av: Bruker, dag: date, kontrollert: bool) -> str:
    veileder = ny.veileder
    if veileder is None:
        return ""
    if veileder.pk == sak.saken_gjelder_id:
        return _("Legen kan ikke være sin egen veileder. Velg en annen.")
    if not Rolle.objects.gjeldende(dag).filter(bruker=veileder, virksomhet=sak.lege.kommune_id).exists():
        return _("Veilederen må ha en rolle i kommunen. Velg en som arbeider hos dere.")
    if ny.gruppe != Gruppe.ALLMENNMEDISIN or rules.er_godkjent_veileder(veileder):
        return ""
    if not kontrollert:
        return _(
            "Veilederen må være spesialist i allmennmedisin. Kontroller godkjenningen i Helsepersonellregisteret, "
            "og kryss av for at du har gjort det, eller velg en annen veileder."
        )
    if veileder.pk == av.pk:
        return _("En annen enn du selv må kontrollere din egen godkjenning. Be LIS-koordinator eller en kollega om det.")
    return ""


def bekreft_allmennspesialist(veileder: Bruker, *, av: Bruker, dag: date) -> None:
    """Keep that somebody has checked the supervisor's approval as specialist, and when; never the specialist."""
    Spesialistgodkjenning.objects.get_or_create(
        bruker=veileder, spesialitet_id=ALLMENNMEDISIN, defaults={"kontrollert": dag, "kontrollert_av": av}
    )


def fortell_veileder(hendelse: Hendelse, veileder: Bruker, lege: Lege) -> None:
    """The supervisor hears of it, but does not see the enrolment: the link goes to the municipality's plan."""
    varsle(
        hendelse,
        mal="lis3.veileder_for",
        mottakere=[veileder],
        adresse=reverse("lis3:utdanning"),
        data={"saksnummer": "", "lege": lege.navn},
    )


# --- interruptions ----------------------------------------------------------------------------------------------------


@operasjon
def registrer_avbrudd(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    fra: date | None = None,
    til: date | None = None,
    dager: int | None = None,
    naa: datetime | None = None,
) -> Innmelding:
    """An interruption as a period, or as a number of days. Never why (G-18)."""
    naa = naa or timezone.now()
    sak = Innmelding.objects.laas(pk, versjon)
    if rules.er_kommunen(utfort_av, sak):
        _kontroller_avbrudd(sak.lege, fra, til, dager, lokal_dato(naa))
    foer = dager_i_alt(sak.lege)
    antall = (til - fra).days + 1 if fra and til else dager or 0
    flytt(
        sak,
        o.REGISTRER_AVBRUDD,
        utfort_av=utfort_av,
        data={"endringer": [{"felt": "avbrudd", "fra": str(foer), "til": str(foer + antall)}]},
        naa=naa,
    )
    Avbrudd.objects.create(lege=sak.lege, fra=fra, til=til, dager=antall)
    _sorter_paa_nytt(sak)
    return sak


@operasjon
def fjern_avbrudd(pk: UUID, avbrudd: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Innmelding:
    """Take away an interruption that was registered by mistake. Gone already: nothing happens."""
    sak = Innmelding.objects.laas(pk, versjon)
    rad = Avbrudd.objects.filter(lege=sak.lege_id, pk=avbrudd).first()
    dager, foer = rad.dager if rad else 0, dager_i_alt(sak.lege)
    endring = {"felt": "avbrudd", "fra": str(foer), "til": str(foer - dager)}
    flytt(sak, o.REGISTRER_AVBRUDD, utfort_av=utfort_av, data={"endringer": [endring]}, naa=naa)
    if rad:
        rad.delete()
    _sorter_paa_nytt(sak)
    return sak


def dager_i_alt(lege: Lege) -> int:
    """Days of interruption, all told."""
    return Avbrudd.objects.filter(lege=lege).aggregate(n=Sum("dager"))["n"] or 0


def _kontroller_avbrudd(lege: Lege, fra: date | None, til: date | None, dager: int | None, dag: date) -> None:
    if bool(fra) != bool(til) or bool(fra) == bool(dager):
        raise ValidationError(_("Oppgi både fra- og til-dato, eller bare antall dager."))
    if fra and til:
        if til < fra:
            raise ValidationError({"til": _("Til-dato kan ikke være før fra-dato.")})
        if til > dag:
            raise ValidationError({"til": _("Registrer avbruddet når det er over. Til-dato kan ikke være fram i tid.")})
        if Avbrudd.objects.filter(lege=lege, fra__lte=til, til__gte=fra).exists():
            raise ValidationError({"fra": _("Perioden overlapper et avbrudd som er registrert.")})


def _sorter_paa_nytt(sak: Innmelding) -> None:
    """A tie that was decided is decided no more when the seniority of one of its doctors has moved."""
    Spesialisering.objects.filter(lege=sak.lege_id).update(lik_rekkefolge=0)

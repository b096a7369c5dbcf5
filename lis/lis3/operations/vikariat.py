"""A department publishes a vacancy, doctors say that they have applied, the department says who got it (S1-I12, I25)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon
from grunnmur.varsling.operations import varsle
from lis.lege.models import Lege

from .. import overganger as o
from .. import rules
from ..models import Avdeling, Besatt, Innmelding, Vikariat, Vikariatsoknad, Vikariattilstand
from ..selectors.forrang import har_forrang, passer_for
from ..tekster.vikariat import BESETT
from .folger import folk, kommunen, koordinatorer

FELTER = ("tittel", "fra", "til", "soknadsfrist", "lenke")
UTFALL_VIRKEDAGER = 10
"""Working days after the deadline for applications that the department has to say who got it."""


@operasjon
def opprett_vikariat(
    *, utfort_av: Bruker, avdeling: Avdeling, felter: dict[str, Any], naa: datetime | None = None
) -> Vikariat:
    """Start a draft. Only the department's leaders and the coordinator see it."""
    naa = naa or timezone.now()
    sak = Vikariat(avdeling=avdeling, tilstand=Vikariattilstand.UTKAST, opprettet=naa, endret=naa, **_felter(felter))
    if not rules.vikariatets_avdeling(utfort_av, sak):
        raise Nektet
    sak.save(force_insert=True)
    return sak


@operasjon
def lagre_vikariat(
    pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Vikariat:
    """Keep what is typed in a draft."""
    sak = _laas_utkast(pk, utfort_av, versjon)
    for navn, verdi in _felter(felter).items():
        setattr(sak, navn, verdi)
    sak.versjon += 1
    sak.endret = naa or timezone.now()
    sak.save()
    return sak


@operasjon
def slett_vikariatutkast(pk: UUID, *, utfort_av: Bruker, versjon: int) -> None:
    """Throw a draft away. What is published is withdrawn instead."""
    _laas_utkast(pk, utfort_av, versjon).delete()


@operasjon
def lys_ut(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Vikariat:
    """Publish: those with precedence for the field and site are told at once, and the coordinator (S1-I24).

    A doctor without an account is told through the municipality.
    """
    naa = naa or timezone.now()
    sak = Vikariat.objects.laas(pk, versjon)
    if not sak.lenke:
        raise ValidationError({"lenke": _("Lim inn lenken til utlysningen. Legene må søke der, ikke i portalen.")})
    if sak.soknadsfrist < lokal_dato(naa):
        raise ValidationError({"soknadsfrist": _("Søknadsfristen er passert. Sett en dato som ikke er passert.")})
    nummer = sak.saksnummer or Saksteller.neste(Vikariat.PREFIKS, naa)
    hendelse = flytt(sak, o.LYS_UT, utfort_av=utfort_av, felter={"saksnummer": nummer}, naa=naa)
    innmeldinger = list(passer_for(sak.avdeling).select_related("lege__bruker"))
    _si_fra(sak, hendelse, "vikariat_utlyst", [i.lege.bruker for i in innmeldinger])
    for kontakt, leger in _uten_konto(innmeldinger).items():
        _si_fra(sak, hendelse, "vikariat_utlyst_kommune", [kontakt], lege=", ".join(leger))
    _si_fra(sak, hendelse, "vikariat_utlyst_koordinator", koordinatorer(sak))
    return sak


@operasjon
def har_sokt(pk: UUID, *, utfort_av: Bruker, versjon: int, sokt: date, naa: datetime | None = None) -> Vikariatsoknad:
    """The doctor has applied outside the portal and says when; precedence is computed as of that day (S1-I25)."""
    naa = naa or timezone.now()
    sak = Vikariat.objects.laas(pk, versjon)
    if sokt > lokal_dato(naa):
        raise ValidationError({"sokt": _("Datoen er ikke kommet ennå. Skriv dagen du sendte søknaden.")})
    if sak.soknader.filter(lege__bruker=utfort_av).exists():
        raise ValidationError({"sokt": _("Du har allerede registrert at du har søkt.")})
    hendelse = flytt(sak, o.HAR_SOKT_VIK, utfort_av=utfort_av, naa=naa)
    lege = Lege.objects.get(bruker=utfort_av)  # exists: the rule has asked
    soknad = Vikariatsoknad.objects.create(vikariat=sak, lege=lege, sokt=sokt, forrang=har_forrang(lege, sokt))
    _si_fra(sak, hendelse, "vikariat_sokt", _ledere(sak), lege=lege.navn)
    return soknad


@operasjon
def frist_ute(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Vikariat:
    """The deadline has passed: the department owes who got it."""
    sak = Vikariat.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.FRIST_UTE, utfort_av=utfort_av, naa=naa)
    enhet = sak.avdeling.enhet
    aapne_oppgave(
        sak,
        BESETT,
        hendelse,
        emne=sak.tittel,
        undertekst=str(sak.avdeling),
        rolletype=RolleType.LEDER,
        virksomhet=enhet.virksomhet,
        enhet=enhet,
        frist_virkedager=UTFALL_VIRKEDAGER,
    )
    _si_fra(sak, hendelse, "vikariat_frist_ute", _ledere(sak))
    return sak


def minn_om_utfall(*, naa: datetime | None = None) -> int:
    """Ask for the outcome of every vacancy whose deadline has passed, each once. Returns how many were asked now."""
    naa = naa or timezone.now()
    spurt = Hendelse.objects.filter(navn=o.FRIST_UTE.navn, sak_id__in=Vikariat.objects.values("pk")).values("sak_id")
    forfalte = Vikariat.objects.filter(tilstand=Vikariattilstand.UTLYST, soknadsfrist__lt=lokal_dato(naa))
    return hver_for_seg(forfalte.exclude(pk__in=spurt).values_list("pk", "versjon"), frist_ute, naa=naa)


@operasjon
def besett(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    besatt_med: str,
    lege: Lege | None = None,
    avvik_begrunnelse: str = "",
    naa: datetime | None = None,
) -> Vikariat:
    """The department says who got it. Internal applicants are unaffected by precedence (S1-I12).

    An external applicant without precedence, where somebody with precedence has applied, needs a reason; the
    coordinator is told.
    """
    sak = Vikariat.objects.laas(pk, versjon)
    soknader = list(sak.soknader.select_related("lege__bruker"))
    med = [s for s in soknader if s.forrang]
    utenom = besatt_med == Besatt.EKSTERN and bool(med)
    if besatt_med == Besatt.LEGE and lege not in [s.lege for s in med]:
        raise ValidationError({"lege": _("Velg hvilken av søkerne med forrang som fikk vikariatet.")})
    if utenom and not avvik_begrunnelse.strip():
        raise ValidationError(
            {"avvik_begrunnelse": _("Leger med forrang har søkt. Skriv hvorfor en ekstern søker uten forrang fikk det.")}
        )
    hendelse = flytt(
        sak,
        o.BESETT,
        utfort_av=utfort_av,
        kommentar=avvik_begrunnelse if utenom else "",
        felter={
            "besatt_med": besatt_med,
            "besatt_lege": lege if besatt_med == Besatt.LEGE else None,
            "avvik_begrunnelse": avvik_begrunnelse if utenom else "",
        },
        naa=naa,
    )
    lukk_oppgaver(sak, hendelse)
    _si_fra(sak, hendelse, "vikariat_besatt", [s.lege.bruker for s in soknader])
    if utenom:
        _si_fra(sak, hendelse, "vikariat_utenom_forrang", koordinatorer(sak))
    return sak


@operasjon
def trekk_vikariat(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Vikariat:
    """The vacancy is filled by nobody and taken away; those who have applied are told."""
    sak = Vikariat.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.TREKK_VIK, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse)
    sokere = Lege.objects.filter(vikariatsoknader__vikariat=sak).select_related("bruker")
    _si_fra(sak, hendelse, "vikariat_trukket", [lege.bruker for lege in sokere])
    return sak


def _felter(felter: dict[str, Any]) -> dict[str, Any]:
    return {navn: felter[navn] for navn in FELTER if navn in felter}


def _laas_utkast(pk: UUID, bruker: Bruker, versjon: int) -> Vikariat:
    sak = Vikariat.objects.laas(pk, versjon)
    if not rules.vikariatets_avdeling(bruker, sak):
        raise Nektet
    if sak.tilstand != Vikariattilstand.UTKAST:
        raise UlovligOvergang
    return sak


def _uten_konto(innmeldinger: list[Innmelding]) -> dict[Bruker, list[str]]:
    """The municipal contacts of doctors who cannot be told themselves, with the doctors' names."""
    svar: dict[Bruker, list[str]] = {}
    for innmelding in innmeldinger:
        if innmelding.lege.bruker is None:
            for kontakt in kommunen(innmelding):
                svar.setdefault(kontakt, []).append(innmelding.lege.navn)
    return svar


def _ledere(sak: Vikariat) -> list[Bruker]:
    enhet = sak.avdeling.enhet
    return folk(ansvarlige(RolleType.LEDER, virksomhet=enhet.virksomhet_id, enhet=enhet.pk))


def _si_fra(sak: Vikariat, hendelse: Hendelse, mal: str, til: list[Any], *, lege: str = "") -> None:
    varsle(
        hendelse,
        mal=f"lis3.{mal}",
        mottakere=til,
        adresse=sak.get_absolute_url(),
        data={"saksnummer": sak.saksnummer or "", "avdeling": str(sak.avdeling), "lege": lege},
    )

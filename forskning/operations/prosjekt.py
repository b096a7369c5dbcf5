"""An idea is registered and changed, shared or restricted, begun and ended (S0-F02, S1-A02, S1-F02)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..models import Begrensning, Partner, Partnersvar, Prosjekt, Prosjekttilstand, Stansgrunn
from ..models.adgang import i_nettverket
from ..selectors.prosjektfelter import FELTER
from ..tekster.forankring import SEND as SEND_TIL_FORANKRING
from ..tekster.framdrift import LEVER_DET
from . import behov as behovop
from .folger import partnernes_folk, prosjektets_folk, si_fra
from .forankring import trekk_ved_stans
from .milepael import sett_oppgaver
from .partnerfolger import be_om_svar, gi_leder_oppgavene, si_fra_om_endring
from .prosjektkrav import endringer, i_ord, kontroller, krev_studenter


@operasjon
def registrer(
    *, utfort_av: Bruker, felter: dict[str, Any], behov: UUID | None = None, naa: datetime | None = None
) -> Prosjekt:
    """Register an idea. Whoever does leads it, and the party that owns it is its first partner, to confirm like the rest.

    `behov` is the need it takes up. Raises `Nektet` to somebody who does not belong to the party, and `ValidationError`
    at the field that lacks something.
    """
    naa = naa or timezone.now()
    prosjekt = Prosjekt(
        eier=felter["eier"], leder=utfort_av, laget_av=utfort_av, tilstand=Prosjekttilstand.IDE, opprettet=naa, endret=naa,
        begrensning=_kjent(felter.get("begrensning", "")),
    )  # fmt: skip
    if not rules.registrerer(utfort_av, prosjekt):
        raise Nektet
    sagt = {navn: felter[navn] for navn in FELTER if navn in felter}
    for navn, verdi in kontroller(prosjekt, sagt, felter["temaer"]).items():
        setattr(prosjekt, navn, verdi)
    prosjekt.saksnummer = Saksteller.neste(Prosjekt.PREFIKS, naa)
    prosjekt.save(force_insert=True)
    prosjekt.temaer.set(felter["temaer"])
    flytt(prosjekt, o.REGISTRER, utfort_av=utfort_av, naa=naa)
    Partner.objects.create(prosjekt=prosjekt, virksomhet=prosjekt.eier, invitert_av=utfort_av, invitert=naa)
    if behov:
        behovop.koble(prosjekt.pk, utfort_av=utfort_av, versjon=prosjekt.versjon, behov=behov, naa=naa)
        prosjekt.refresh_from_db()
    return prosjekt


def _kjent(kode: str) -> str:
    if kode and kode not in Begrensning.values:
        raise ValidationError({"begrensning": _("Velg hvorfor ideen ikke skal deles.")})
    return kode


@operasjon
def endre(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Prosjekt:
    """Change what a project says. Owner, leader, partners and who sees it have verbs of their own.

    What concerns the money stands while a committee or a funder has the case. Nothing changed, nothing written.
    """
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    gamle = list(prosjekt.temaer.all())
    temaer = list(felter.get("temaer", gamle))
    sagt = {navn: felter[navn] for navn in FELTER if navn in felter}
    kontrollert = kontroller(prosjekt, sagt, temaer)
    foer = i_ord(prosjekt, kontrollert, gamle)
    soker = (prosjekt.finansiering, prosjekt.frist)
    for navn, verdi in kontrollert.items():
        setattr(prosjekt, navn, verdi)
    endret = endringer(foer, i_ord(prosjekt, kontrollert, temaer))
    if not endret:
        return prosjekt
    hendelse = flytt(prosjekt, o.ENDRE, utfort_av=utfort_av, felter=kontrollert, data={"endringer": endret}, naa=naa)
    if (prosjekt.finansiering, prosjekt.frist) != soker:
        lukk_oppgaver(prosjekt, hendelse, SEND_TIL_FORANKRING)  # the clock asks anew, by the new day
    si_fra_om_endring(prosjekt, hendelse, [rad["felt"] for rad in endret])
    prosjekt.temaer.set(temaer)
    return prosjekt


# --- who sees it ------------------------------------------------------------------------------------------------------


@operasjon
def begrens(pk: UUID, *, utfort_av: Bruker, versjon: int, kode: str, naa: datetime | None = None) -> Prosjekt:
    """Only those who are in on it see it from now on, and they see why. Open is the rule (S1-F03).

    Raises `UlovligOvergang` while the project is on the open pages: it is taken off them first.
    """
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    if not kode:
        raise ValidationError({"kode": _("Velg hvorfor ideen ikke skal deles.")})
    flytt(prosjekt, o.BEGRENS, utfort_av=utfort_av, felter={"begrensning": _kjent(kode)}, naa=naa)
    behovop.rett_opp(prosjekt, utfort_av=utfort_av, naa=naa)
    return prosjekt


@operasjon
def del_(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """Share what was restricted with everybody of the network."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    flytt(prosjekt, o.DEL, utfort_av=utfort_av, felter={"begrensning": ""}, naa=naa)
    behovop.rett_opp(prosjekt, utfort_av=utfort_av, naa=naa)
    return prosjekt


@operasjon
def bytt_leder(pk: UUID, *, utfort_av: Bruker, versjon: int, leder: Bruker, naa: datetime | None = None) -> Prosjekt:
    """Somebody else of the network leads the project, and owes what its leader owes. Both are told."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    foer = prosjekt.leder
    if rules.styrer(utfort_av, prosjekt):
        if leder == foer:
            raise ValidationError({"epost": _("%(navn)s leder prosjektet allerede.") % {"navn": leder.navn}})
        if not leder.is_active or not i_nettverket(leder):
            raise ValidationError({"epost": _("Prosjektlederen må ha en rolle hos en av partene i helsefellesskapet.")})
    endret = {"felt": "leder", "fra": foer.navn, "til": leder.navn}
    hendelse = flytt(
        prosjekt, o.BYTT_LEDER, utfort_av=utfort_av, felter={"leder": leder}, data={"endringer": [endret]}, naa=naa
    )
    sett_oppgaver(prosjekt, hendelse)
    if prosjekt.tilstand != Prosjekttilstand.IDE:
        gi_leder_oppgavene(prosjekt, hendelse)
    si_fra(prosjekt, hendelse, "prosjekt_leder", [leder], hvem=utfort_av.navn)
    if foer.is_active:
        si_fra(prosjekt, hendelse, "prosjekt_ikke_leder", [foer], hvem=utfort_av.navn)
    return prosjekt


# --- its course -------------------------------------------------------------------------------------------------------


@operasjon
def start_dialog(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """The idea is talked over with the parties; those that have not answered are asked, the owner too (S1-F03)."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(prosjekt, o.START_DIALOG, utfort_av=utfort_av, naa=naa)
    be_om_svar(prosjekt, hendelse)
    return prosjekt


@operasjon
def start(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """A project without external money begins (F04), once every party has answered for itself (S4-B03)."""
    naa = naa or timezone.now()
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    if rules.styrer(utfort_av, prosjekt) and prosjekt.tilstand in o.START.fra:
        krev_studenter(prosjekt)
        _krev_svar(prosjekt)
    felter = {} if prosjekt.oppstart else {"oppstart": _innenfor(prosjekt, naa)}
    hendelse = flytt(prosjekt, o.START, utfort_av=utfort_av, felter=felter, naa=naa)
    _si_fra_til_alle(prosjekt, hendelse, "prosjekt_startet")
    return prosjekt


def _krev_svar(prosjekt: Prosjekt) -> None:
    """Nobody is in a project that has begun without having said so."""
    uten = prosjekt.partnere.filter(svar=Partnersvar.INVITERT).select_related("virksomhet")
    if navn := ", ".join(partner.virksomhet.fullt_navn for partner in uten):
        raise ValidationError(
            _("Disse har ikke svart om de deltar: %(navn)s. Vent på svaret, eller ta dem ut.") % {"navn": navn}
        )
    if not rules.partnerne_har_svart(prosjekt):
        raise ValidationError(_("Prosjekteieren må ha bekreftet at den deltar før prosjektet starter."))


def _innenfor(prosjekt: Prosjekt, naa: datetime) -> Any:
    """Today, but never after the day the project is to end."""
    return min(filter(None, [lokal_dato(naa), prosjekt.avslutning]))


@operasjon
def fullfor(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """The project is done. Reports that are still due stay so; what was found is to be shared (S4-C12)."""
    naa = naa or timezone.now()
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    dag = max(filter(None, [lokal_dato(naa), prosjekt.oppstart]))
    felter = {"avslutning": dag} if prosjekt.avslutning is None or prosjekt.avslutning > dag else {}
    hendelse = flytt(prosjekt, o.FULLFOR, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(prosjekt, hendelse, LEVER_DET)
    _si_fra_til_alle(prosjekt, hendelse, "prosjekt_fullfort")
    return prosjekt


@operasjon
def gjenaapne(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """It was not done after all."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(prosjekt, o.GJENAAPNE, utfort_av=utfort_av, naa=naa)
    sett_oppgaver(prosjekt, hendelse)
    return prosjekt


@operasjon
def stans(
    pk: UUID, *, utfort_av: Bruker, versjon: int, grunn: str, kommentar: str = "", naa: datetime | None = None
) -> Prosjekt:
    """The project is not pursued. Everything that waited is closed, and it leaves the open pages."""
    naa = naa or timezone.now()
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    if rules.styrer(utfort_av, prosjekt) and grunn not in Stansgrunn.values:
        raise ValidationError({"grunn": _("Velg hvorfor prosjektet ikke går videre.")})
    felter = {"stansgrunn": grunn, "publisert": None}
    hendelse = flytt(prosjekt, o.STANS, utfort_av=utfort_av, felter=felter, kommentar=kommentar, naa=naa)
    trekk_ved_stans(prosjekt, hendelse, naa)
    lukk_oppgaver(prosjekt, hendelse)
    behovop.rett_opp(prosjekt, utfort_av=utfort_av, naa=naa)
    _si_fra_til_alle(prosjekt, hendelse, "prosjekt_stanset")
    return prosjekt


@operasjon
def ta_opp_igjen(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """Back to early dialogue. What a committee once decided counts no more; who never answered is asked again."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    felter = {"stansgrunn": "", "forankret": None}
    hendelse = flytt(prosjekt, o.TA_OPP_IGJEN, utfort_av=utfort_av, felter=felter, naa=naa)
    sett_oppgaver(prosjekt, hendelse)
    be_om_svar(prosjekt, hendelse)
    behovop.rett_opp(prosjekt, utfort_av=utfort_av, naa=naa)
    _si_fra_til_alle(prosjekt, hendelse, "prosjekt_tatt_opp")
    return prosjekt


def _si_fra_til_alle(prosjekt: Prosjekt, hendelse: Hendelse, mal: str) -> None:
    si_fra(prosjekt, hendelse, mal, [*prosjektets_folk(prosjekt), *partnernes_folk(prosjekt)])

"""Parties are invited, and each answers for itself (S1-F03, S4-B03).

The project is locked first and then the party's own row, always. An answer carries the version of that row and not of
the project, so that parties answer side by side.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon, signer
from grunnmur.saksgang.overgang import Overgang
from grunnmur.utvalg.operations.folger import sekretaerene

from .. import overganger as o
from ..models import Bekreftelsesmaate, Partner, Partnersvar, Prosjekt, Prosjekttilstand
from ..rules import svarer_for_partneren
from .folger import de_som_styrer, si_fra, svarer_for
from .forankring import sjekk
from .partnerfolger import be_om_svar, noen_svarer_selv, svar_er_gitt

PS = Partnersvar
HOS_UTVALGET = (Prosjekttilstand.TIL_FORANKRING, Prosjekttilstand.FORANKRET)
"""Here a committee is deciding, or has decided, on who takes part."""


@operasjon
def inviter(
    prosjekt_pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    virksomhet: Virksomhet,
    bidrag: str = "",
    naa: datetime | None = None,
) -> Partner:
    """Ask a party to take part. The first one that is asked makes an idea an early dialogue."""
    naa = naa or timezone.now()
    prosjekt = Prosjekt.objects.laas(prosjekt_pk, versjon)
    hendelse = flytt(prosjekt, o.INVITER_PARTNER, utfort_av=utfort_av, data=_hvem(virksomhet), naa=naa)
    if prosjekt.partnere.med().filter(virksomhet=virksomhet).exists():
        raise ValidationError({"virksomhet": _("Virksomheten er allerede partner i prosjektet.")})
    partner = Partner(
        prosjekt=prosjekt, virksomhet=virksomhet, bidrag=bidrag, invitert_av=utfort_av, invitert=naa
    )  # fmt: skip
    partner.full_clean(validate_unique=False, validate_constraints=False)
    partner.save(force_insert=True)
    if prosjekt.tilstand == Prosjekttilstand.IDE:
        flytt(prosjekt, o.START_DIALOG, utfort_av=utfort_av, naa=naa)
    be_om_svar(prosjekt, hendelse)
    _si_fra(prosjekt, hendelse, "partner_invitert", svarer_for(virksomhet), virksomhet)
    return partner


@operasjon
def bekreft(partner_pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Partner:
    """The party takes part. Only the one role that it has named says so; the answer is signed as it was read."""
    return _svar_i_portalen(partner_pk, o.BEKREFT_PARTNER, PS.BEKREFTET, utfort_av=utfort_av, versjon=versjon, naa=naa)


@operasjon
def avslaa(
    partner_pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None
) -> Partner:
    """The party does not take part, or does so no longer. The project goes on without it, and its leader is told."""
    bekreftet = Partner.objects.filter(pk=partner_pk, svar=PS.BEKREFTET).exists()
    verb = o.TREKK_SEG if bekreftet else o.AVSLAA_PARTNER
    return _svar_i_portalen(
        partner_pk, verb, PS.AVSLAATT, utfort_av=utfort_av, versjon=versjon, naa=naa, kommentar=kommentar
    )


def _svar_i_portalen(
    partner_pk: UUID,
    verb: Overgang,
    svar: str,
    *,
    utfort_av: Bruker,
    versjon: int,
    naa: datetime | None,
    kommentar: str = "",
) -> Partner:
    naa = naa or timezone.now()
    prosjekt, partner = _laas(partner_pk, versjon)
    eget = o.for_partneren(verb, partner)
    hendelse = flytt(
        prosjekt, eget, utfort_av=utfort_av, kommentar=kommentar, data=_hvem(partner.virksomhet), naa=naa
    )  # fmt: skip
    fullmakt = svarer_for_partneren(utfort_av, partner)
    hvem = {"besvart_av": utfort_av, "paa_vegne_av": fullmakt.paa_vegne_av if fullmakt else None}
    _sett(partner, svar, maate=Bekreftelsesmaate.PORTALEN, svardato=lokal_dato(naa), **hvem)
    signer(hendelse, _det_som_svares_paa(prosjekt, partner))
    _etter_svaret(prosjekt, partner, hendelse, verb, naa)
    return partner


@operasjon
def registrer_svar(
    partner_pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    ja: bool,
    maate: str,
    navn: str,
    dato: date,
    naa: datetime | None = None,
) -> Partner:
    """Note what a party has answered on paper or by e-mail. Only where nobody there can answer in the portal."""
    naa = naa or timezone.now()
    prosjekt, partner = _laas(partner_pk, versjon)
    hendelse = flytt(prosjekt, o.REGISTRER_SVAR, utfort_av=utfort_av, data=_hvem(partner.virksomhet), naa=naa)
    i_dag = lokal_dato(naa)
    if dato > i_dag:
        raise ValidationError({"dato": _("Svaret kan ikke være gitt etter i dag.")})
    if dato < lokal_dato(partner.invitert):
        raise ValidationError({"dato": _("Virksomheten kan ikke ha svart før den ble invitert.")})
    if noen_svarer_selv(partner.virksomhet, dato, i_dag):
        raise ValidationError(_("Virksomheten svarer selv i portalen. Be den som svarer for den, om å gjøre det."))
    var = partner.svar
    svar = PS.BEKREFTET if ja else PS.AVSLAATT
    _sett(partner, svar, maate=maate, svardato=dato, bekreftet_navn=navn, besvart_av=utfort_av, paa_vegne_av=None)
    _etter_svaret(prosjekt, partner, hendelse, o.TREKK_SEG if var == PS.BEKREFTET else o.REGISTRER_SVAR, naa)
    return partner


@operasjon
def ta_ut(partner_pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Partner:
    """Take a party out of the project, asked or confirmed; it is told. The owner stays, whatever it answers."""
    naa = naa or timezone.now()
    prosjekt, partner = _laas(partner_pk, versjon)
    hendelse = flytt(prosjekt, o.TA_UT_PARTNER, utfort_av=utfort_av, data=_hvem(partner.virksomhet), naa=naa)
    if partner.virksomhet_id == prosjekt.eier_id:
        raise ValidationError(_("Prosjekteieren kan ikke tas ut."))
    _sett(partner, PS.TRUKKET)
    svar_er_gitt(partner, prosjekt, hendelse)
    # Not to the project: whoever is taken out of a restricted one sees it no longer.
    hvem = {"virksomhet": partner.virksomhet.fullt_navn, "av": utfort_av.navn}
    si_fra(prosjekt, hendelse, "partner_tatt_ut", svarer_for(partner.virksomhet), adresse="/", **hvem)
    sjekk(prosjekt, naa)
    return partner


# --- what these share ---------------------------------------------------------------------------------------------------


def _laas(partner_pk: UUID, versjon: int) -> tuple[Prosjekt, Partner]:
    """The project, then the party's row, with the version of the row. A row belongs to one project for ever."""
    prosjekt_pk = Partner.objects.values_list("prosjekt", flat=True).get(pk=partner_pk)
    prosjekt = Prosjekt.objects.select_for_update(of=("self",)).get(pk=prosjekt_pk)
    partner = Partner.objects.select_related("virksomhet").laas(partner_pk, versjon)
    partner.prosjekt = prosjekt
    return prosjekt, partner


def _sett(partner: Partner, svar: str, **felter: Any) -> None:
    """The answer, once: what is answered stays so. Whoever says no to a party that is out is too late."""
    lovlige = {PS.INVITERT: (PS.BEKREFTET, PS.AVSLAATT, PS.TRUKKET), PS.BEKREFTET: (PS.AVSLAATT, PS.TRUKKET)}
    if svar not in lovlige.get(PS(partner.svar), ()):
        raise UlovligOvergang
    for navn, verdi in {"svar": svar, **felter}.items():
        setattr(partner, navn, verdi)
    partner.full_clean(exclude=["prosjekt", "virksomhet"], validate_unique=False)
    partner.save(update_fields=["svar", *felter])
    partner.refresh_from_db(fields=["versjon"])


def _etter_svaret(prosjekt: Prosjekt, partner: Partner, hendelse: Hendelse, verb: Overgang, naa: datetime) -> None:
    svar_er_gitt(partner, prosjekt, hendelse)
    til = [b for b in de_som_styrer(prosjekt) if b.pk != hendelse.utfort_av_id]
    _si_fra(prosjekt, hendelse, _mal(prosjekt, partner, verb), til, partner.virksomhet)
    if partner.svar == PS.AVSLAATT and prosjekt.tilstand in HOS_UTVALGET:
        aapen = prosjekt.forankringer.select_related("organ").order_by("-sendt").first()
        if aapen:
            til = [b for b in sekretaerene(aapen.organ, lokal_dato(naa)) if b not in til]
            _si_fra(prosjekt, hendelse, _mal(prosjekt, partner, verb), til, partner.virksomhet)
    sjekk(prosjekt, naa)


def _mal(prosjekt: Prosjekt, partner: Partner, verb: Overgang) -> str:
    if partner.svar == PS.BEKREFTET:
        return "partner_deltar"
    if partner.virksomhet_id == prosjekt.eier_id:
        return "partner_eier_nei"
    return "partner_trakk_seg" if verb is o.TREKK_SEG else "partner_deltar_ikke"


def _si_fra(prosjekt: Prosjekt, hendelse: Hendelse, mal: str, til: list[Bruker], virksomhet: Virksomhet) -> None:
    si_fra(prosjekt, hendelse, mal, til, virksomhet=virksomhet.fullt_navn, av=hendelse.utfort_av.navn)


def _hvem(virksomhet: Virksomhet) -> dict[str, str]:
    """Which party an event is about, for the history."""
    return {"virksomhet": virksomhet.fullt_navn, "virksomhet_id": str(virksomhet.pk)}


def _det_som_svares_paa(prosjekt: Prosjekt, partner: Partner) -> dict[str, Any]:
    return {
        "sak": prosjekt.saksnummer, "tittel": prosjekt.tittel, "sammendrag": prosjekt.sammendrag,
        "finansiering": prosjekt.finansiering, "soknadsfrist": prosjekt.frist, "virksomhet": partner.virksomhet.fullt_navn,
        "bidrag": partner.bidrag, "svar": partner.svar, "dag": partner.svardato,
    }  # fmt: skip

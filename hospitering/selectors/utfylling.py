"""What the form starts with, and what the applicant reads before signing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Helsefellesskap, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.selectors import egne_enheter
from grunnmur.portal.dato import periode, telefon
from grunnmur.saksgang.models import Hendelse, Vedtak
from grunnmur.saksgang.selectors import Del, Linje, Mangel

from ..innhold import endringer, forste_berorte_steg, kontroller, ledetekst, tilbakekalte_steg
from ..ledetekster import LEDER_EGEN, PERIODE
from ..models import AapenInvitasjon, SokesI, Soknad, Steg
from ..rules import ledere_egen
from ..rules.invitasjon import kan_sokes, svarer_paa
from .historikk import endringslinjer
from .verter import sokes_i_for, verter


def invitasjon_til(bruker: Bruker, pk: UUID | None) -> AapenInvitasjon | None:
    """The open invitation that the applicant came from the page of, while it can be applied to."""
    invitasjon = AapenInvitasjon.objects.synlig_for(bruker).filter(pk=pk).first() if pk else None
    return invitasjon if invitasjon and kan_sokes(invitasjon, timezone.localdate()) else None


def forhandsutfylt(
    bruker: Bruker, *, onsket: UUID | None = None, invitasjon: AapenInvitasjon | None = None
) -> dict[str, Any]:
    """The fields that profile and unit register already know, and the unit the applicant came from the page of.

    An invitation gives unit and days.

    With several workplaces nothing is guessed: the applicant chooses the unit, never the leader.
    """
    enheter = egne_enheter(bruker)
    felter: dict[str, Any] = {
        "soker_navn": bruker.navn,
        "hjemmeadresse": bruker.hjemmeadresse,
        "tlf_privat": bruker.tlf_privat,
        "faggruppe": bruker.faggruppe,
        "tlf_arbeid": bruker.tlf_arbeid,
    }
    if len(enheter) == 1:
        felter |= {"egen_enhet": enheter[0], **fra_enheten(enheter[0])}
        felter["tlf_arbeid"] = felter["tlf_arbeid"] or bruker.tlf_arbeid
    if invitasjon:
        fra = max(invitasjon.fra, timezone.localdate())
        felter |= {"periode_fra": fra, "periode_til": invitasjon.til}
    return felter | _onsket(invitasjon.enhet_id if invitasjon else onsket)


def _onsket(pk: UUID | None) -> dict[str, Any]:
    """A unit of the trust, or of a municipality that takes part, as the recipient of an application."""
    enhet = Enhet.objects.aktive().filter(pk=pk).select_related("virksomhet").first() if pk else None
    nett = Helsefellesskap.objects.gjeldende()
    if enhet is None or nett is None:
        return {}
    til = {"onsket_enhet": enhet, "vertsvirksomhet": enhet.virksomhet, "sokes_i": sokes_i_for(enhet.virksomhet)}
    if enhet.virksomhet_id == nett.helseforetak_id:
        return til
    andre = verter().exclude(type=Virksomhetstype.HELSEFORETAK)
    return til if andre.filter(pk=enhet.virksomhet_id).exists() else {}


def fra_enheten(enhet: Enhet) -> dict[str, str]:
    return {"arbeidssted_adresse": enhet.adresse, "tlf_arbeid": enhet.telefon}


def oppsummering(soknad: Soknad, helsefellesskap: Helsefellesskap | None) -> list[Del]:
    """The whole application in the order of the form, dates in words."""

    def linje(felt: str, verdi: str, lang: bool = False) -> Linje:
        return Linje(ledetekst(felt), verdi or "–", lang)

    return [
        Del(_("Søknaden"), "del-soknaden", [linje("sokes_i", _vert(soknad, helsefellesskap))]),
        Del(
            _("Om deg"),
            "del-om-deg",
            [
                linje("soker_navn", soknad.soker_navn),
                linje("hjemmeadresse", soknad.hjemmeadresse),
                linje("tlf_privat", telefon(soknad.tlf_privat)),
            ],
        ),
        Del(
            _("Arbeidssted"),
            "del-arbeidssted",
            [
                linje("arbeidssted", soknad.arbeidssted),
                linje("arbeidssted_adresse", soknad.arbeidssted_adresse),
                linje("tlf_arbeid", telefon(soknad.tlf_arbeid)),
                Linje(str(LEDER_EGEN).rstrip(":"), ledere(soknad)),
            ],
        ),
        Del(
            _("Hospiteringen"),
            "del-hospiteringen",
            [
                linje("onsket_enhet", str(soknad.onsket_enhet or "") or soknad.onsket_enhet_tekst),
                Linje(str(PERIODE), _periode(soknad)),
                linje("begrunnelse", soknad.begrunnelse, lang=True),
                linje("tema_og_maal", soknad.tema_og_maal, lang=True),
                linje("bidrag", soknad.bidrag, lang=True),
                linje("faggruppe", soknad.faggruppe_tekst),
            ],
        ),
    ]


def _vert(soknad: Soknad, helsefellesskap: Helsefellesskap | None) -> str:
    if soknad.sokes_i == SokesI.HF and helsefellesskap:
        return helsefellesskap.helseforetak_kortnavn
    return soknad.vertsvirksomhet.fullt_navn if soknad.vertsvirksomhet else ""


def _periode(soknad: Soknad) -> str:
    fra, til = soknad.periode_fra, soknad.periode_til
    return periode(fra, til) if fra and til else "–"


def ledere(soknad: Soknad) -> str:
    """«Leder i egen enhet» by name; stand-ins answer too, but the leader is who people know."""
    navn = list(dict.fromkeys(f.bruker.navn for f in ledere_egen(soknad) if f.paa_vegne_av is None))
    return ", ".join(navn) or _("Ingen er registrert. Den administrative kontakten der får beskjed.")


def kontrollside(soknad: Soknad) -> dict[str, Any]:
    """The check page: the sections, and what must be put right before sending, each with the field it is at."""
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    mangler: list[Mangel] = []
    try:
        kontroller(soknad, dag=timezone.localdate())
    except ValidationError as feil:
        mangler = [Mangel(_anker(soknad, felt), tekster[0]) for felt, tekster in feil.message_dict.items()]
    return {"deler": oppsummering(soknad, helsefellesskap), "mangler": mangler, **invitasjonen(soknad)}


def invitasjonen(soknad: Soknad) -> dict[str, Any]:
    """The open invitation that a draft answers, and whether it still does as it stands."""
    if soknad.invitasjon is None:
        return {}
    gjelder = svarer_paa(soknad, soknad.invitasjon) and kan_sokes(soknad.invitasjon, timezone.localdate())
    return {"invitasjon": soknad.invitasjon, "invitasjonen_gjelder": gjelder}


def _anker(soknad: Soknad, felt: str) -> str:
    """Where in the form a field is filled in."""
    if felt == "vertsvirksomhet":
        return {"kommune": "id_kommune", "annen": "id_annen_vert"}.get(soknad.sokes_i, "id_sokes_i_0")
    return {"sokes_i": "id_sokes_i_0", "onsket_enhet": "id_onsket_enhet_tekst", "arbeidssted": "id_egen_enhet"}.get(
        felt, f"id_{felt}"
    )


def helsefellesskapet() -> Helsefellesskap:
    """The network this portal runs for. Raises 404 before master data is loaded: then there is no form to print."""
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    if helsefellesskap is None:
        raise Http404
    return helsefellesskap


def deltakende_kommuner() -> QuerySet[Virksomhet]:
    """The municipalities that take part today."""
    deltar = Deltakelse.objects.gjeldende().values("virksomhet")
    return Virksomhet.objects.filter(type=Virksomhetstype.KOMMUNE, pk__in=deltar).order_by("sortering")


# --- after sending ----------------------------------------------------------------------------------------------------

ENDRINGER = frozenset({"endre", "endre_til_egen", "endre_til_vert"})
SVAR = frozenset({"svar_egen", "svar_vert"})
NY_VURDERING = frozenset({"ny_vurdering_egen", "ny_vurdering_vert"})
TREKK = frozenset({"trekk"})
_SAGT = ("spor_egen", "spor_vert", "avslaa_egen", "avslaa_vert")


def sist_sagt(soknad: Soknad) -> Hendelse | None:
    """The question to answer, or the refusal to look at again: the last thing a leader said to the applicant."""
    return Hendelse.objects.for_sak(soknad).filter(navn__in=_SAGT).select_related("utfort_av").order_by("-id").first()


def forskjell(gammel: Soknad, ny: Soknad) -> dict[str, Any]:
    """What an edit changes, and whose decisions it revokes."""
    berort = forste_berorte_steg(gammel, ny)
    steg = tilbakekalte_steg(berort)
    revne = Vedtak.objects.for_sak(gammel).gjeldende().filter(steg__in=steg).select_related("av").order_by("tidspunkt")
    return {
        "endringer": list(endringslinjer(endringer(gammel, ny), ser_private=True)),
        "revne": [(v.av.navn, Steg(v.steg).label) for v in revne],
        "bare_private": berort is None,
    }

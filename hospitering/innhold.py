"""What an application says: complete or not, signed, and how two versions differ."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Deltakelse, Faggruppe, Rolle, RolleType

from .ledetekster import FELT
from .models import SokesI, Soknad, Steg
from .selectors.verter import andre_er_aapnet, sokes_i_for

FELTER = (
    "sokes_i",
    "vertsvirksomhet",
    "soker_navn",
    "hjemmeadresse",
    "tlf_privat",
    "egen_enhet",
    "arbeidssted",
    "arbeidssted_adresse",
    "tlf_arbeid",
    "onsket_enhet",
    "onsket_enhet_tekst",
    "periode_fra",
    "periode_til",
    "begrunnelse",
    "tema_og_maal",
    "bidrag",
    "faggruppe",
    "faggruppe_annen",
)
"""What the applicant fills in, in the order of the form."""

VALGFRIE = {"bidrag", "faggruppe_annen", "onsket_enhet", "onsket_enhet_tekst"}
BARE_VERTEN = {"bidrag"}
"""A change here concerns the host only; any other public field concerns the own leader first."""

TOM_VERTSDEL: dict[str, Any] = {
    "hospiteringsenhet": None,
    "kontakt_navn": "",
    "kontakt_epost": "",
    "kontakt_tlf": "",
    "kontakt_bruker": None,
}
"""The host's part of the form before the host has granted, and again when that decision falls."""

_MANGLER = {
    "sokes_i": lambda: _("Velg om du søker om hospitering i helseforetaket eller i en kommune."),
    "vertsvirksomhet": lambda: _("Velg kommunen du vil hospitere i."),
    "soker_navn": lambda: _("Skriv navnet ditt."),
    "hjemmeadresse": lambda: _("Skriv hjemmeadressen din."),
    "tlf_privat": lambda: _("Skriv telefonnummeret ditt."),
    "egen_enhet": lambda: _("Velg arbeidsstedet ditt."),
    "arbeidssted": lambda: _("Velg arbeidsstedet ditt."),
    "arbeidssted_adresse": lambda: _("Skriv adressen til arbeidsstedet."),
    "tlf_arbeid": lambda: _("Skriv telefonnummeret til arbeidsstedet."),
    "periode_fra": lambda: _("Skriv datoen hospiteringen skal starte."),
    "periode_til": lambda: _("Skriv datoen hospiteringen skal slutte."),
    "begrunnelse": lambda: _("Skriv en begrunnelse for hospiteringen."),
    "tema_og_maal": lambda: _("Skriv tema og mål for hospiteringen."),
    "faggruppe": lambda: _("Velg faggruppen din."),
}


def utfylt(felter: dict[str, Any]) -> dict[str, Any]:
    """The applicant's fields as columns, with the workplace written out from the unit that was chosen.

    Raises `ValueError` for a field the applicant does not fill in, so that no form can write a state.
    """
    ukjente = set(felter) - set(FELTER)
    if ukjente:
        raise ValueError(f"not fields of the form: {sorted(ukjente)}")
    kolonner = dict(felter)
    enhet = kolonner.get("egen_enhet")
    if enhet is not None:
        kolonner["arbeidssted"] = f"{enhet.visningsnavn}, {enhet.virksomhet.fullt_navn}"
    if kolonner.get("onsket_enhet"):
        kolonner["onsket_enhet_tekst"] = ""
    return kolonner


def mangler(soknad: Soknad) -> dict[str, str]:
    """What must still be filled in before sending, by field, as sentences that say what to do."""
    feil = {felt: _MANGLER[felt]() for felt in FELTER if felt not in VALGFRIE and getattr(soknad, felt) in (None, "")}
    if not soknad.onsket_enhet_id and not soknad.onsket_enhet_tekst:
        feil["onsket_enhet"] = _("Velg eller skriv hvilken enhet du vil hospitere i.")
    if soknad.faggruppe == Faggruppe.ANNEN and not soknad.faggruppe_annen:
        feil["faggruppe_annen"] = _("Skriv hvilken faggruppe du tilhører.")
    if feil.get("egen_enhet"):
        feil.pop("arbeidssted", None)
    return feil


def kontroller(soknad: Soknad, *, dag: date, for_endring: Soknad | None = None) -> None:
    """Raise `ValidationError` by field unless the application may be signed on `dag`.

    A change of something else may be signed after the start date that was wished for has passed.
    """
    feil: dict[str, str] = mangler(soknad)
    fra, til = soknad.periode_fra, soknad.periode_til
    if fra and til and til < fra:
        feil["periode_til"] = _("Til-dato kan ikke være før fra-dato.")
    ny_start = for_endring is None or for_endring.periode_fra != fra
    paa_papir = soknad.innsendingsform == "papir"
    if fra and fra < dag and ny_start and not paa_papir:
        feil["periode_fra"] = _("Hospiteringen kan ikke starte i fortiden. Velg en dato fra og med i dag.")
    vert = soknad.vertsvirksomhet
    if vert is None and soknad.sokes_i == SokesI.ANNEN:
        feil["vertsvirksomhet"] = _("Velg virksomheten du vil hospitere i.")
    if vert:
        ny_vert = for_endring is None or for_endring.vertsvirksomhet_id != vert.pk
        if sokes_i_for(vert) != soknad.sokes_i:
            feil["vertsvirksomhet"] = _("Velg en virksomhet av den typen du søker i.")
        elif soknad.sokes_i == SokesI.ANNEN and ny_vert and not andre_er_aapnet():
            feil["vertsvirksomhet"] = _("Helsefellesskapet har ikke åpnet for andre verter enn helseforetak og kommuner.")
        elif not Deltakelse.objects.gjeldende(dag).filter(virksomhet=vert).exists():
            feil["vertsvirksomhet"] = _("Denne virksomheten er ikke med i helsefellesskapet.")
    enhet = soknad.onsket_enhet
    if enhet and vert and enhet.virksomhet_id != vert.pk:
        feil["onsket_enhet"] = _("Enheten hører ikke til virksomheten du har valgt. Velg en annen enhet.")
    if enhet and enhet.nedlagt:
        feil["onsket_enhet"] = _("Enheten er nedlagt. Velg en annen enhet.")
    if soknad.egen_enhet_id:
        if enhet and enhet.pk == soknad.egen_enhet_id:
            feil["onsket_enhet"] = _("Du kan ikke hospitere i din egen enhet. Velg en annen enhet.")
        ansatt = Rolle.objects.gjeldende(dag).filter(
            bruker=soknad.soker_id, type=RolleType.ANSATT, enhet=soknad.egen_enhet_id
        )
        if not ansatt.exists() and (for_endring is None or for_endring.egen_enhet_id != soknad.egen_enhet_id):
            feil["egen_enhet"] = _("Du er ikke registrert som ansatt her. Velg et arbeidssted du hører til.")
        egen = Deltakelse.objects.gjeldende(dag).filter(virksomhet__enheter=soknad.egen_enhet_id)
        if for_endring is None and not egen.exists():
            feil["egen_enhet"] = _("Arbeidsstedet ditt er ikke med i helsefellesskapet. Velg et arbeidssted som er med.")
    if paa_papir and for_endring is None:
        if soknad.papir_dato is None:
            feil["papir_dato"] = _("Skriv datoen som står ved underskriften på papiret.")
        elif soknad.papir_dato > dag:
            feil["papir_dato"] = _("Papiret kan ikke være underskrevet etter at dere mottok det. Sjekk datoen.")
    if feil:
        raise ValidationError(feil)


def _vis(soknad: Soknad, felt: str) -> str:
    """A field as people read it in a difference."""
    if felt == "faggruppe":
        return soknad.get_faggruppe_display()
    verdi = getattr(soknad, felt)
    if isinstance(verdi, date):
        return verdi.isoformat()
    return str(verdi or "")


def endringer(gammel: Soknad, ny: Soknad) -> list[dict[str, str]]:
    """The fields that differ, before and after; of a private field only that it changed."""
    ulike = []
    for felt in FELTER:
        if felt == "egen_enhet" or getattr(gammel, felt) == getattr(ny, felt):
            continue
        if felt in Soknad.PRIVATE:
            ulike.append({"felt": felt, "skjult": "ja"})
        else:
            ulike.append({"felt": felt, "fra": _vis(gammel, felt), "til": _vis(ny, felt)})
    return ulike


def forste_berorte_steg(gammel: Soknad, ny: Soknad) -> str | None:
    """The first step whose decision rests on what changed; None when only private fields did."""
    offentlige = {f for f in FELTER if f not in Soknad.PRIVATE and getattr(gammel, f) != getattr(ny, f)}
    if not offentlige:
        return None
    return Steg.VERT if offentlige <= BARE_VERTEN else Steg.EGEN


def tilbakekalte_steg(berort: str | None) -> list[str]:
    """The steps whose decisions fall when `berort` is the first that a change touches: that one and what follows."""
    faller: dict[str, list[str]] = {Steg.EGEN: [Steg.EGEN, Steg.VERT], Steg.VERT: [Steg.VERT]}
    return faller.get(berort or "", [])


def signaturinnhold(soknad: Soknad) -> dict[str, Any]:
    """Exactly what a signature on the application covers: every field of the form, and its version."""
    innhold: dict[str, Any] = {felt: _vis(soknad, felt) for felt in FELTER}
    if soknad.papir_dato:
        innhold["papir_dato"] = soknad.papir_dato.isoformat()
    return innhold | {
        "saksnummer": soknad.saksnummer or "",
        "skjemaversjon": soknad.skjemaversjon,
        "mottaker": soknad.vertsnavn,
    }


def vedtaksinnhold(soknad: Soknad, *, steg: str, utfall: str, kommentar: str) -> dict[str, Any]:
    """What a decision's signature covers: the application as it stood, the step, the outcome, the comment."""
    return {"soknad": signaturinnhold(soknad), "steg": steg, "utfall": utfall, "kommentar": kommentar}


def ledetekst(felt: str) -> str:
    """The label of a field without the form's colon."""
    return str(FELT[felt]).rstrip(":")

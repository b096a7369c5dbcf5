"""The trust registers its LIS1 positions, advertises them and hires (S1-L15–L17)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Helsefellesskap, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.varsling.operations import varsle
from lis.lege.operations import finn_eller_lag
from lis.lege.opplysninger import Legeopplysninger

from .. import overganger as o
from .. import rules
from ..models import Innstilling, Kommunepraksis, Kull, Stilling, Stillingstilstand
from ..models.kommuneplass import FOR_KOMMUNEN
from ..selectors.kommuner import mulige_kommuner
from ..selectors.stilling import FELTER, MAKS_LIKE
from .folger import folk, si_fra

LOPENDE = ("tildelt", "ansatt", "i_kommune")
"""The states in which a doctor has a municipal place (the allocation is an app above this one)."""


@operasjon
def registrer_stillinger(
    *, utfort_av: Bruker, kull: Kull, antall: int = 1, felter: dict[str, Any], naa: datetime | None = None
) -> list[Stilling]:
    """So many positions alike, each with its own number. A named municipality is told once for all of them.

    Raises `ValidationError` at the field that lacks something: a deviating length its reason and link (S1-L16), a
    position that is not coupled its reason (S1-L17), a named municipality that takes part today (S1-L15).
    """
    naa = naa or timezone.now()
    if not rules.koordinator(utfort_av):
        raise Nektet
    if not 1 <= antall <= MAKS_LIKE:
        raise ValidationError({"antall": _("Registrer mellom 1 og %(maks)s stillinger om gangen.") % {"maks": MAKS_LIKE}})
    Kull.objects.select_for_update(of=("self",), no_key=True).get(pk=kull.pk)
    kontrollert = _kontroller(Stilling(kull=kull), felter, naa)
    stillinger = []
    for _nummer in range(antall):
        stilling = Stilling(kull=kull, tilstand=Stillingstilstand.PLANLAGT, opprettet=naa, endret=naa, **kontrollert)
        stilling.kommune_fra = stilling.beregnet_kommune_fra
        stilling.saksnummer = Saksteller.neste(Stilling.PREFIKS, naa)
        stilling.save(force_insert=True)
        hendelse = flytt(stilling, o.REGISTRER, utfort_av=utfort_av, naa=naa)
        stillinger.append(stilling)
    si_fra_til_kommunen(stilling, hendelse, "stilling_hos_dere", stilling.kommune, antall=antall)
    return stillinger


@operasjon
def endre_stilling(
    pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Stilling:
    """Change what a position is. The municipality it had and the one it has are told, and the doctor who is hired."""
    naa = naa or timezone.now()
    stilling = Stilling.objects.laas(pk, versjon)
    foer = stilling.kommune
    kontrollert = _kontroller(stilling, felter, naa)
    endringer = [
        {"felt": navn, "fra": _som_tekst(navn, getattr(stilling, navn)), "til": _som_tekst(navn, verdi)}
        for navn, verdi in kontrollert.items()
        if navn != "avviker" and getattr(stilling, navn) != verdi
    ]
    if not endringer:
        return stilling
    gammel_start = stilling.kommune_fra
    for navn, verdi in kontrollert.items():
        setattr(stilling, navn, verdi)
    start = stilling.beregnet_kommune_fra
    if start != gammel_start:
        endringer.append({"felt": "kommune_fra", "fra": gammel_start.isoformat(), "til": start.isoformat()})
    hendelse = flytt(
        stilling,
        o.ENDRE,
        utfort_av=utfort_av,
        felter={**kontrollert, "kommune_fra": start},
        data={"endringer": endringer},
        naa=naa,
    )
    if foer and foer != stilling.kommune:
        si_fra_til_kommunen(stilling, hendelse, "stilling_ikke_hos_dere", foer)
        si_fra_til_kommunen(stilling, hendelse, "stilling_hos_dere", stilling.kommune, antall=1)
    else:
        si_fra_til_kommunen(stilling, hendelse, "stilling_endret" if foer else "stilling_hos_dere", stilling.kommune)
    si_fra_til_legen(stilling, hendelse, "stilling_endret")
    return stilling


@operasjon
def lys_ut(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Stilling:
    """The position is advertised in the Directorate's portal, where it is applied for; here it is only said so."""
    stilling = Stilling.objects.laas(pk, versjon)
    flytt(stilling, o.LYS_UT, utfort_av=utfort_av, naa=naa)
    return stilling


@operasjon
def ansett(pk: UUID, *, utfort_av: Bruker, versjon: int, ansatt: Legeopplysninger, naa: datetime | None = None) -> Stilling:
    """Say who is hired. A doctor has one LIS1 position. A named municipality is told, and the doctor."""
    stilling = Stilling.objects.laas(pk, versjon)
    lege = finn_eller_lag(ansatt)
    if lege.bruker_id == utfort_av.pk:
        raise Nektet
    annen = Stilling.objects.filter(lege=lege).exclude(pk=pk).first()
    if annen:
        melding = _("Legen er allerede ansatt i LIS1-stillingen %(nummer)s.") % {"nummer": annen.saksnummer}
        raise ValidationError({"epost": melding})
    try:
        with transaction.atomic():
            hendelse = flytt(stilling, o.ANSETT, utfort_av=utfort_av, felter={"lege": lege}, naa=naa)
    except IntegrityError as feil:  # hired in another position a moment ago
        raise ValidationError({"epost": _("Legen er allerede ansatt i en annen LIS1-stilling.")}) from feil
    si_fra_til_kommunen(stilling, hendelse, "stilling_besatt", stilling.kommune)
    si_fra_til_legen(stilling, hendelse, "stilling_lege")
    return stilling


@operasjon
def losne(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Stilling:
    """The hiring came to nothing, and the position is advertised again. Why is never asked, and never kept (S1-L14)."""
    stilling = Stilling.objects.laas(pk, versjon)
    lege = stilling.lege
    if rules.er_koordinator(utfort_av, stilling) and stilling.tildelinger.filter(lege=lege, tilstand__in=LOPENDE).exists():
        raise ValidationError(_("Legen har en kommuneplass. Meld frafall på tildelingen først, så får alle vite det."))
    hendelse = flytt(stilling, o.LOSNE, utfort_av=utfort_av, felter={"lege": None}, naa=naa)
    si_fra_til_kommunen(stilling, hendelse, "stilling_losnet", stilling.kommune)
    if lege:
        # The doctor no longer sees the position, so the link is to the front page.
        varsle(
            hendelse,
            mal="lis1.stilling_losnet_lege",
            mottakere=[lege.bruker],
            adresse=reverse("forside"),
            data={"saksnummer": stilling.saksnummer or ""},
        )
    return stilling


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Stilling:
    """The position will not be filled, and is no longer counted. A named municipality is told."""
    stilling = Stilling.objects.laas(pk, versjon)
    hendelse = flytt(stilling, o.TREKK, utfort_av=utfort_av, naa=naa)
    si_fra_til_kommunen(stilling, hendelse, "stilling_ikke_hos_dere", stilling.kommune)
    return stilling


def si_fra_til_legen(stilling: Stilling, hendelse: Hendelse, mal: str) -> None:
    if stilling.lege:
        si_fra(stilling, hendelse, mal, [stilling.lege.bruker], fra=stilling.kommune_fra.isoformat())


# --- what a position must be ------------------------------------------------------------------------------------------


def _kontroller(stilling: Stilling, felter: dict[str, Any], naa: datetime) -> dict[str, Any]:
    """The columns as they are to be: what does not apply is emptied, and what is missing is told at its field."""
    ny = {navn: getattr(stilling, navn) for navn in FELTER if navn != "enhet"}
    ny["enhet"] = stilling.enhet if stilling.enhet_id else None
    ny |= {navn: felter[navn] for navn in FELTER if navn in felter}
    regler = Innstilling.objects.gjeldende()
    standard = (regler.sykehus_maaneder, regler.kommune_maaneder)
    uendret = (ny["sykehus_maaneder"], ny["kommune_maaneder"]) == (stilling.sykehus_maaneder, stilling.kommune_maaneder)
    # A position registered under other rules stays as it was registered until somebody changes its length.
    ny["avviker"] = (
        stilling.avviker
        if uendret and not stilling._state.adding
        else (ny["sykehus_maaneder"], ny["kommune_maaneder"]) != standard
    )
    if not ny["avviker"]:
        ny |= {"avvik_begrunnelse": "", "avvik_url": ""}
    if ny["koblet"]:
        ny["ukoblet_begrunnelse"] = ""
    if ny["kommunepraksis"] == Kommunepraksis.TILDELES:
        ny["kommune"] = None
    if feil := dict(_mangler(ny, stilling, naa)):
        raise ValidationError(feil)
    return ny


def _mangler(ny: dict[str, Any], stilling: Stilling, naa: datetime) -> list[tuple[str, str]]:
    feil = []
    nett = Helsefellesskap.objects.gjeldende()
    if nett is None or ny["enhet"] is None or ny["enhet"].virksomhet_id != nett.helseforetak_id:
        feil.append(("enhet", _("Velg en enhet i sykehuset.")))
    for navn, maks in (("sykehus_maaneder", 36), ("kommune_maaneder", 24)):
        if not 1 <= ny[navn] <= maks:
            feil.append((navn, _("Oppgi mellom 1 og %(maks)s måneder.") % {"maks": maks}))
    if ny["avviker"] and not ny["avvik_begrunnelse"].strip():
        feil.append(("avvik_begrunnelse", _("Stillingen er ikke så lang som reglene sier. Skriv hvorfor.")))
    if ny["avviker"] and not ny["avvik_url"]:
        feil.append(("avvik_url", _("Lenk til Helsedirektoratets utlysning av en stilling med denne varigheten.")))
    if not ny["koblet"] and not ny["ukoblet_begrunnelse"].strip():
        feil.append(("ukoblet_begrunnelse", _("Skriv hvorfor stillingen ikke er koblet med en kommune.")))
    if ny["kommunepraksis"] not in Kommunepraksis.values:
        feil.append(("kommunepraksis", _("Velg kommunen, eller velg at kommunen tildeles.")))
    elif ny["kommunepraksis"] == Kommunepraksis.NAVNGITT:
        if ny["kommune"] is None:
            feil.append(("kommune", _("Velg kommunen, eller velg at kommunen tildeles.")))
        elif ny["kommune"] != stilling.kommune and not _deltar(ny["kommune"], naa):
            feil.append(("kommune", _("Velg en kommune som deltar i helsefellesskapet.")))
    return feil


def _deltar(kommune: Virksomhet, naa: datetime) -> bool:
    return mulige_kommuner(lokal_dato(naa)).filter(pk=kommune.pk).exists()


def _som_tekst(navn: str, verdi: Any) -> str:
    """A field's value as the history keeps it: what people called it that day."""
    if navn == "kommunepraksis":
        return str(Kommunepraksis(verdi).label)
    if isinstance(verdi, bool):
        return str(_("ja") if verdi else _("nei"))
    if isinstance(verdi, Virksomhet):
        return verdi.fullt_navn
    return "" if verdi is None else str(verdi)


def si_fra_til_kommunen(
    stilling: Stilling, hendelse: Hendelse, mal: str, kommune: Virksomhet | None, **data: str | int
) -> None:
    """LIS contact and chief physician of a named municipality; nobody where the municipality is still to be allocated."""
    if kommune is None:
        return
    til = [person for rolle in FOR_KOMMUNEN for person in folk(ansvarlige(rolle, virksomhet=kommune.pk))]
    si_fra(stilling, hendelse, mal, til, fra=stilling.kommune_fra.isoformat(), **{"antall": 1, **data})

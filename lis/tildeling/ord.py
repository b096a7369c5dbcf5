"""Words about health or family: refused wherever somebody writes why in the allocation (S1-L14, G-18).

A list of words stops what slips in, not somebody who wants around it; the code lists and the help texts do the rest.
Names of services, wards and professions pass: «helsestasjon», «barnelege», «sykehjem».
"""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_HELSETJENESTER = (
    "foretak|stasjon|vesen|tjenest|tenest|direktorat|personell|fellesskap|hus|sykeple|sjukeple|søster|vern|fag|region|lov|"
    "rett|ledelse|leiing|teknologi|innovasjon|plan|senter|atlas|melding|administrasjon"
)
_PLEIE = "hus|heim|hjem|pleie|bil|transport|stue"
_BARNEFAG = "lege|lækjar|medisin|avdeling|klinikk|sykehus|sjukehus|sykdom|sjukdom|post|psykiat|kirurg|vern|helsetj|-"

_STAMMER = (
    # Health
    rf"(?<!barne)(?:syk|sjuk)(?!e(?:{_PLEIE})|kel|lus)\w*",
    rf"(?<!folke)helse(?!{_HELSETJENESTER}|- og omsorg|\s+(?:sør-øst|vest|midt|nord|innlandet)\b)\w*",
    r"gravid\w*", r"svanger\w*", r"barsel\w*", r"fød(?:sel|sla|slar|sler|slene|slane)(?!sdat|snummer|sår)\w*", r"føder",
    r"abort\w*", r"am(?:mer|ming)\w*", r"diagnos(?:e|en|er|ene|ar|ane|ert)\b", r"ufør\w*", r"funksjons(?:ned|hem|hind)\w*",
    r"handikapp?\w*", r"kronisk\w*", r"kreft\b", r"angst\b", r"depr(?:esjon|imert)\w*", r"psykisk(?!\w*\s+helsevern)\w*",
    r"utbrent\w*", r"utbrend\w*", r"\w*lidelser?n?e?\b", r"\w*lidingar?\b", r"migrene\b", r"epilepsi\b", r"diabetes\b",
    r"legeerklæring\w*", r"medisinske? (?:grunn|årsak|forhold|behov)\w*", r"velferds(?:grunn|hensyn|omsyn|årsak)\w*",
    # Family
    rf"barn(?:e(?!{_BARNEFAG})\w*|a|s|et|um|løs\w*|laus\w*)?\b",
    r"(?:små|sped|foster|ste|sær|tvilling)barn\w*",
    r"famili(?!evern|emedisin|elege)\w*", r"samb(?:oer|uar|oar)\w*", r"ekte(?:felle|make|mann|par|skap)\w*", r"gift\b",
    r"kj(?:æ|e)reste\w*", r"kon[ea]\b", r"(?<!samarbeids)(?<!avtale)partner(?:en|ens|s)?\b", r"foreld(?:er|re)\w*", r"mor\b",
    r"moren\b", r"mora\b", r"far\b", r"søsken\w*", r"sysken\w*", r"slektning\w*", r"enslig\w*", r"einsleg\w*",
    r"skilsmisse\w*", r"sivilsta(?:nd|tus)\w*", r"(?:ene|alene)?forsørg\w*", r"aleneomsorg\w*",
    r"omsorgs(?:ansvar|oppgave|oppgåve|plikt|behov)\w*", r"omsorg(?:en|a)? (?:for|av)\b", r"adop(?:sjon|ter)\w*",
    r"permisjon\w*", r"(?:mamma|pappa|fødsels|foreldre)perm\w*",
)  # fmt: skip
_ORD = re.compile("|".join(stamme if stamme.startswith(r"\w") else rf"\b{stamme}" for stamme in _STAMMER))
_SAMMENSATT = re.compile(r"\b\w+(?:permisjon|sykdom|sjukdom|svangerskap|gravid|fravær(?:et)? på grunn av syk)\w*")
_FAG = re.compile(r"\bbarne(?:sykdom|sjukdom)\w*")


def ord_om_helse_eller_familie(tekst: str) -> str:
    """The first such word in the text, as it is written there, or nothing."""
    ren = _FAG.sub(lambda treff: "·" * len(treff[0]), tekst.lower())
    treff = [t for t in (_ORD.search(ren), _SAMMENSATT.search(ren)) if t]
    return tekst[slice(*min(t.span() for t in treff))] if treff else ""


def valider_noytral(tekst: str) -> None:
    """Raise ValidationError when the text says something of health or family, and say which word to take out."""
    funnet = ord_om_helse_eller_familie(tekst)
    if funnet:
        raise ValidationError(
            _("Ta bort «%(ord)s». Her skal det aldri stå noe om helse eller familie, heller ikke uten navn."),
            code="noytral",
            params={"ord": funnet},
        )

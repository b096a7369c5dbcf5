"""Whether a text pleads a lack of capacity, in bokmål and nynorsk (S1-V12). Pure: nothing is stopped or told here.

The duty to guide is absolute: neither scarce resources nor a heavy workload sets it aside. This finds the sentences
that people write all the same. It reads words, not meaning, so whoever is found may say that they meant something else.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

PLIKT_ABSOLUTT = _(
    "Veiledningsplikten kan ikke settes til side på grunn av manglende ressurser eller stor arbeidsbelastning. "
    "Foreslå heller et nytt tidspunkt."
)

_IKKE = "(?:ikke|ikkje)"
_UTEN = (
    f"(?:{_IKKE}|ingen|inga|null|manglende|manglande|utilstrekkelig|uten|utan|begrenset|begrensede|avgrensa|knapp|knappe)"
)
_VI = "(?:vi|me|jeg|eg|oss|avdelingen|avdelinga|enheten|eininga|poliklinikken|seksjonen|klinikken|teamet)"
_FYLL = (
    r"(?:(?:dessverre|diverre|for tida|for tiden|for øyeblikket|akkurat|nå|no|nok|mye|mykje|god|noen|noe|noko|nokon|har|"
    r"hatt|får|fått|finner|finn|ser|den|det|selv|sjølv|heller|stor|store|ledig|ledige|tilstrekkelig|særlig|særleg|lenger|"
    r"i dag) ){0,3}"
)
"""Small words that come in between."""
_ORD = r"(?:\w+ ){0,2}?"
_FOLK = (
    r"(?:folk|bemanning\w*|personell|personale|personalet|ansatte|tilsette|medarbeider\w*|fagfolk|leger|legar|overleger|lege|"
    r"sykepleiere|sjukepleiarar|spesialister|spesialistar|hender|vikar\w*|veiledere|rettleiarar|stillinger|stillingar|årsverk)"
)
_SLUTT = r"(?=(?: (?:til|nok|nå|no|for|i|før|på|og|som|her|hos|akkurat|dessverre|diverre|å))\b|\s*$|\s*\W)"

MONSTRE = (
    # capacity
    rf"{_UTEN} {_FYLL}kapasitet\w*",
    rf"(?:mangl\w*|mangel på|fri for|tom for) (?!{_IKKE})(?:{_VI} )?{_FYLL}(?:kapasitet\w*|ressurs\w*|tid|tida|{_FOLK})",
    r"(?:for )?(?:lite|liten|låg|lav|dårlig|dårleg|redusert|sprengt|full|svak) (?:\w+ )?kapasitet\w*",
    rf"kapasiteten (?:vår )?(?:er|var|blir) {_ORD}"
    r"(?:full|sprengt|begrenset|for lav|for låg|avgrensa|liten|lita|nådd|brukt|redusert|oppbrukt)",
    rf"kapasitet\w* (?:tillater|tillèt|tillet|strekker|strekk|rekker|rekk|holder|held) {_ORD}{_IKKE}",
    r"kapasitets(?:mangel|problem|utfordring|hensyn|omsyn|grunn|messig|situasjon|årsak|press|begrensning|avgrensing)\w*",
    r"(?:grunnet|på grunn av|pga\.?|av hensyn til|av omsyn til|ut fra|ut frå) (?:\w+ )?"
    r"(?:kapasitet|ressurs|bemanning|arbeidsmengd|pågang|travel|økonomi|ferie)\w*",
    # resources and money
    r"ressurs(?:mangel|knapphet|knappheit|situasjon|hensyn|omsyn|messig|grunn)\w*",
    rf"(?:{_UTEN}|for få|for lite|for knappe) {_FYLL}ressurs\w*",
    rf"ressurs\w* (?:våre )?(?:er|strekker|strekk|holder|held|rekker|rekk|tillater|tillèt) "
    rf"{_ORD}(?:{_IKKE}|knapp|begrens|avgrens)\w*",
    rf"(?:stramt|stramme|trangt|ingen|{_IKKE}) (?:\w+ )?budsjett\w*",
    r"økonomiske (?:grunn|årsak|hensyn|omsyn|rammer)\w*",
    r"(?:innsparing|nedskjæring|nedskjering|nedbemann|sparetiltak)\w*",
    # time
    rf"(?:{_IKKE}|ingen|inga) {_FYLL}(?:tid|tida){_SLUTT}",
    rf"(?:har|hadde|får|finn|finner) (?:{_VI} )?(?:dessverre )?(?:(?:altfor|alt for|for|svært) )?"
    r"(?:dårlig|dårleg|lite|knapt|knapp)(?: med)? (?:tid|tida)",
    rf"(?:rekker|rekk|rakk|rukket|når|nådde) (?:{_VI} )?{_ORD}{_IKKE}(?! (?:fram|frem|til|mål))",
    rf"{_IKKE} (?:\w+ )?(?:å rekke|rekke|rekker|rekk|rukket)\b",
    r"tids(?:press|nød|klemm|mangel|knapp|hensyn|omsyn|skvis)\w*|tidsmessige (?:årsak|grunn)\w*",
    rf"{_IKKE} (?:\w+ )?rom for",
    # workload
    r"arbeids(?:press|belastning|mengd)\w*",
    r"(?:stor|enorm|voldsom|høy|høg) (?:\w+ )?pågang\w*",
    rf"(?:stort|høyt|høgt|enormt) (?:\w+ )?(?:trykk|press) "
    rf"(?:(?:på|hos|i) (?:{_VI}|avdeling\w*|vakt\w*|akutt\w*)|nå|no|for ti\w+)",
    r"(?:overbelast|overarbeid|overlesset|nedlesset|nedlessa|nedlasta|fullbook|fullbestilt|fullteikna)\w*",
    r"for (?:mye|mykje) for oss|hendene fulle|(?:mye|mykje) å (?:gjøre|gjere|gjera|ta unna)|"
    r"nok å (?:gjøre|gjere)|nok med (?:egne|eigne|våre)",
    r"hektisk\w*|travelt|travel \w+|travle \w+",
    r"(?:full|fulle|fullt) (?:liste|lister|kalender|kalendere|kalendrar|timebok\w*|"
    r"program|timeplan|poliklinikk|dager|dagar|belegg)",
    r"(?:listene|listen|lista|kalenderen|timebøkene|timeboka|programmet|timeplanen|dagene|dagane|avdelingen|avdelinga) "
    r"(?:våre? |vårt )?(?:er|var) (?:\w+ )?(?:full|fulle|fullt)\b",
    r"(?:drukner|druknar) i|etterslep\w*|(?:lang|lange) (?:vente|kø)\w*",
    rf"(?:ingen|{_IKKE}) (?:(?:flere|fleire) )?ledige? (?:time|timer|timar|plass|plasser|plassar|tider|leger|legar|luker)",
    # staffing
    r"underbemann\w*|bemannings(?:situasjon|problem|mangel|krise|utfordring)\w*|minimumsbemanning\w*",
    r"(?:personell|personal|lege|sykepleier|sjukepleiar|spesialist|folke|vikar)mangel\w*",
    rf"(?:for få|for lite|for lav|for låg|lav|låg|redusert|tynn|dårlig|dårleg|knapp|{_UTEN}) {_FYLL}{_FOLK}{_SLUTT}",
    rf"(?:bemanningen|bemanninga) (?:vår )?(?:er|strekker|strekk|holder|held|tillater) {_ORD}"
    rf"(?:lav|låg|tynn|redusert|svak|knapp|presset|pressa|{_IKKE})",
    rf"for få (?:på jobb|på vakt|her|til å)|{_VI} (?:er|har) (?:\w+ )?redusert\w*|ingen som kan (?:ta|svare|hjelpe)",
    r"(?:vakante|ubesatte|ledige|tomme) stilling\w*|vakanse\w*",
    r"(?:syke|sjuke|sykdoms|sjukdoms)(?:fravær|fråvær)\w*",
    r"(?:mange|flere|fleire|to|tre) (?:er |av oss er |kolleger er |kollegaer er )?"
    r"(?:sykmeldte?|sykemeldte?|sjukmelde|sjukmeldt|syke|sjuke)(?=(?: (?:hos|nå|no|og|i avdeling\w*|her|for ti\w+))\b|\s*$)",
    r"(?:sykdom|sjukdom) (?:i|blant|hos) (?:personal|ansatte|tilsette|avdeling|kolleg|lege|oss)\w*",
    r"(?:ferieavvikling|ferietid|sommeravvikling|sommarstenging|sommerstengt|sommarstengt|sommerferie|sommarferie)\w*",
    rf"(?:{_VI}|alle|mange|flere|fleire|legene|legane) (?:\w+ )?(?:er|har) (?:\w+ )?(?:på )?(?:ferie|avspasering)",
    r"(?:presset|pressa|krevende|krevjande|anstrengt|vanskelig|vanskeleg) (?:bemannings|drifts|ressurs|kapasitets)\w*",
    # setting it behind something else
    rf"(?:{_VI} {_ORD}(?:må|er nødt til å|er nøydde til å|blir nødt til å)|må {_VI}) (?:\w+ ){{0,3}}?prioriter\w*",
    rf"{_IKKE} {_ORD}prioriter(?:e|es|t|er|ert|erer|ast|a)?\b(?! \w+ (?:før|foran))",
    rf"prioriter\w* (?:\w+ ){{0,4}}?(?:{_IKKE}|bort|vekk|ned)\b",
    r"(?:nedprioriter|bortprioriter)\w*|(?:viktigere oppgaver|viktigare oppgåver)|prioriterings(?:hensyn|omsyn|grunn)\w*",
    r"(?:andre|egne|eigne) (?:oppgaver|oppgåver|pasienter|pasientar) (?:går|må gå|kommer|kjem) (?:foran|først|fyrst|føre)",
    rf"(?:kan|får|klarer|klarar|greier) {_ORD}{_IKKE} (?:å )?(?:avse|sette av|setje av|satt av|frigjøre|frigjere|avsette)",
)
"""What is looked for, one line for each way of saying it: whole words, and a space is any white space."""


def _kompiler(monster: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{monster})".replace(" ", r"\s+"), re.IGNORECASE)


_FUNN = tuple(_kompiler(monster) for monster in MONSTRE)
_LEDD = re.compile(
    rf"[.!?;:\n]+|,\s|\s+(?=(?:men|fordi|siden|slik at|ettersom|og (?:vi|me|jeg|eg|{_IKKE}))\b)", re.IGNORECASE
)
_IKKE_VAART = _kompiler(
    r"(?<!om )(?<!for )(?<!til )(?<!med )(?<!av )(?<!hos )(?<!på )".replace(" ", r"\s")
    + r"(?:pasient\w*|bruker\w*|brukar\w*|pårørende\w*|pårørande\w*|familie\w*|barne\w*|foreldre\w*|beboer\w*|bebuar\w*|"
    r"ektefelle\w*|mor|far|hun|han|ho|dere|dykk|de|du)\b(?: \w+){0,3}\s*$"
)
"""Ends with somebody else than those who answer: what they lack is what the question may be about."""
_BENEKTET = _kompiler(
    rf"(?:(?:skyldes|skuldast|bygger|byggjer|handler|handlar|grunner) (?:seg )?{_IKKE}(?: på| om)?|"
    rf"(?:er|var) {_IKKE} (?:på grunn av|pga\.?|fordi|grunnet|et spørsmål om|eit spørsmål om|begrunnet i|"
    rf"grunngjeve i|basert på)|"
    r"uavhengig av|uansett|"
    r"(?:på|til) tross (?:av|for)|trass i|tross|verken|hverken|korkje|selv om|sjølv om|selv med|sjølv med|"
    r"uten hensyn til|utan omsyn til)\b[^.]*$"
)
"""Says that this is no reason."""


def viser_til_kapasitet(tekst: str) -> tuple[str, ...]:
    """The phrases that plead a lack of capacity, as they were written, in order; empty where none does."""
    funn: list[str] = []
    for ledd in _LEDD.split(_paa_linjer(tekst)):
        treff = sorted((t.start(), t.group()) for monster in _FUNN for t in monster.finditer(ledd))
        funn += [frase for sted, frase in treff if not _unnskyldt(ledd[:sted])]
    return tuple(dict.fromkeys(funn))


def _unnskyldt(foran: str) -> bool:
    """What stands before a find says that it is about somebody else, or is no reason."""
    return bool(_IKKE_VAART.search(foran) or _BENEKTET.search(foran))


def _paa_linjer(tekst: str) -> str:
    """One line for each paragraph, with single spaces."""
    return "\n".join(" ".join(avsnitt.split()) for avsnitt in tekst.replace("\r", "").split("\n\n"))


def med_plikten(kvittering: str, *tekster: str) -> str:
    """A receipt, with the rule and what to do instead where a text pleads capacity."""
    if any(viser_til_kapasitet(tekst) for tekst in tekster):
        return f"{kvittering} {PLIKT_ABSOLUTT}"
    return kvittering

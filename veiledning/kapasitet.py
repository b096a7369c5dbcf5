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

_IKKE = (
    r"(?:ikke|ikkje|ingen|inga|null|manglende|manglande|utilstrekkelig\w*|uten|utan|begrenset|begrensede|avgrensa|knapp\w*)"
)
_FYLL = r"(?:dessverre|diverre|for tida|for tiden|for øyeblikket|akkurat|nå|no|nok|mye|mykje|god|noen|noe|noko|nokon|har|hatt|har hatt|får|fått|finner|finn|ser|å ha|den|det|selv|sjølv|heller|stor|store|ledig|ledige|tilstrekkelig|tilstrekkelige|særlig|særleg|lenger|i dag)"  # noqa: E501
_SMA = rf"(?:{_FYLL}\s+){{0,3}}"
_VI = r"(?:vi|me|jeg|eg|avdelingen|avdelinga|enheten|eininga|poliklinikken|seksjonen|klinikken|teamet)"
_FOLK = (
    r"(?:folk|bemanning\w*|personell|personale|personalet|ansatte|tilsette|medarbeider\w*|fagfolk|leger|legar|overleger|lege|"
    r"sykepleiere|sjukepleiarar|spesialister|spesialistar|hender|vikar\w*|veiledere|rettleiarar|stillinger|stillingar|årsverk)"
)

MONSTRE = (
    # capacity
    rf"{_IKKE}\s+{_SMA}kapasitet\w*",
    rf"(?:mangl\w*|mangel på|fri for|tom for)\s+(?!ikk)(?:{_VI}\s+)?{_SMA}(?:kapasitet\w*|ressurs\w*|tid|tida|{_FOLK})",
    r"(?:for\s+)?(?:lite|liten|låg|lav|dårlig|dårleg|redusert|sprengt|full|svak)\s+(?:\w+\s+)?kapasitet\w*",
    r"kapasitet\w*\s+(?:vår\s+)?(?:er|var|blir)\s+(?:\w+\s+){0,2}?(?:full\w*|sprengt\w*|begrenset|avgrensa|liten|lita|nådd|brukt|for|redusert|oppbrukt)",
    r"kapasitet\w*\s+(?:tillater|tillèt|tillet|strekker|strekk|rekker|rekk|holder|held)\s+(?:\w+\s+){0,2}?(?:ikke|ikkje)",
    r"kapasitets(?:mangel\w*|problem\w*|utfordring\w*|hensyn\w*|omsyn\w*|grunn\w*|messig\w*|situasjon\w*|årsak\w*|press\w*|begrensning\w*|avgrensing\w*)",  # noqa: E501
    r"(?:grunnet|på grunn av|pga\.?|av hensyn til|av omsyn til|ut fra|ut frå)\s+(?:\w+\s+)?(?:kapasitet\w*|ressurs\w*|bemanning\w*|arbeidsmengd\w*|pågang\w*|travel\w*|økonomi\w*|ferie\w*)",  # noqa: E501
    # resources and money
    r"ressurs(?:mangel\w*|knapphet\w*|knappheit\w*|situasjon\w*|hensyn\w*|omsyn\w*|messig\w*|grunn\w*|krevende for oss|svak\w*)",
    rf"{_IKKE}\s+{_SMA}ressurs\w*",
    r"for\s+(?:få|lite|knappe)\s+ressurs\w*",
    r"ressurs\w*\s+(?:er|strekker|strekk|holder|held|rekker|rekk|tillater|tillèt)\s+(?:\w+\s+){0,2}?(?:ikke|ikkje|knapp\w*|begrens\w*|avgrens\w*)",
    r"(?:stramt?|stramme|ikke|ikkje|ingen|trangt)\s+(?:\w+\s+)?budsjett\w*|økonomiske\s+(?:grunn\w*|årsak\w*|hensyn|omsyn|rammer|rammene)",
    r"(?:innsparing\w*|nedskjæring\w*|nedskjering\w*|nedbemann\w*|sparetiltak\w*)",
    # time
    rf"(?:ikke|ikkje|ingen|inga)\s+{_SMA}(?:tid|tida)(?=\s+(?:til|nok|nå|no|for|i|før|akkurat|dessverre|diverre|å|på|her)\b|\s*$|\s*\W)",
    rf"(?:har|hadde|har\s+hatt|får|finn|finner)\s+(?:{_VI}\s+)?(?:dessverre\s+)?(?:altfor\s+|alt for\s+|for\s+|svært\s+)?(?:dårlig|dårleg|lite|knapt|knapp)(?:\s+med)?\s+(?:tid|tida)",  # noqa: E501
    r"(?:rekker|rekk|rakk|rukket|nådde|når)\s+(?:vi\s+|me\s+|jeg\s+|eg\s+)?(?:\w+\s+){0,2}?(?:ikke|ikkje)(?!\s+(?:fram|frem|til|mål))",
    r"(?:ikke|ikkje)\s+(?:\w+\s+)?(?:rekke|rekker|rekk|rukket|å rekke)\b",
    r"tids(?:press\w*|nød\w*|klemm\w*|mangel\w*|knapp\w*|hensyn\w*|omsyn\w*|skvis\w*)|tidsmessige\s+(?:årsak\w*|grunn\w*)",
    # workload
    r"(?:arbeids|arbeid)(?:spress\w*|press\w*|belastning\w*|mengd\w*)",
    rf"(?:stor|stort|høy|høyt|høgt|enorm|enormt|voldsom|sterk)\s+(?:\w+\s+)?(?:pågang\w*|trykk\b|trykket|belastning|press)(?:\s+(?:hos|på|i)\s+{_VI})?(?!\s*sår)",
    r"(?:overbelast\w*|overarbeid\w*|overlesset|nedlesset|nedlessa|nedlasta|overfylt\w*|fullbooke\w*|fullbooka|fullbestilt\w*|fullteikna|sprengt)",
    r"(?:altfor\s+|for\s+|svært\s+|veldig\s+|så\s+|ekstra\s+)?(?:mye|mykje)\s+å\s+(?:gjøre|gjere|gjera|ta unna)",
    r"(?:hektisk\w*|travelt|travel\s+\w+|travle\s+\w+)",
    r"(?:full|fulle|fullt)\s+(?:liste|lister|kalender|kalendere|kalendrar|timebok\w*|program|timeplan|poliklinikk|oppsett|dager|dagar|avdeling|belegg)",
    r"(?:listene?|lista|kalenderen|timebøkene|timeboka|programmet|timeplanen|dagene|dagane|avdelingen|avdelinga)\s+(?:vår\w*\s+|våre\s+)?(?:er|var)\s+(?:\w+\s+)?full\w*",
    r"(?:hendene|henda)\s+fulle|nok\s+med\s+(?:egne|eigne|våre)|nok\s+å\s+(?:gjøre|gjere)|drukner\s+i|druknar\s+i|stort\s+etterslep|etterslep\w*",
    r"(?:lang|lange)\s+(?:vente|kø)\w*\s*(?:hos oss)?",
    r"(?:ingen|ikke|ikkje)\s+(?:flere\s+|fleire\s+)?ledige?\s+(?:time|timer|timar|plass|plasser|plassar|tider|leger|legar|luker)",
    # staffing
    r"(?:underbemann\w*|underbemanna|bemanningssituasjon\w*|bemanningsproblem\w*|bemanningsmangel\w*|bemanningskrise\w*|bemanningsutfordring\w*|minimumsbemanning\w*)",
    r"(?:personell|personal|lege|sykepleier|sjukepleiar|spesialist|folke|vikar)mangel\w*",
    rf"(?:for\s+(?:få|lite|lav|låg)|lav|låg|redusert|tynn|svekket|svekka|dårlig|dårleg|knapp|{_IKKE})\s+{_SMA}{_FOLK}(?=\s+(?:til|nok|på|nå|no|som|i|for|hos|dessverre|diverre|her|akkurat)\b|\s*$|\s*\W)",
    rf"(?:bemanningen|bemanninga)\s+(?:vår\s+)?(?:er|strekker|strekk|holder|held|tillater)\s+(?:\w+\s+){{0,2}}?(?:lav|låg|tynn|redusert|for|svak|ikke|ikkje|knapp|presset|pressa)",
    r"(?:vakante|ubesatte|ledige|tomme)\s+stilling\w*|vakanse\w*",
    r"(?:sykefravær|sjukefråvær|sykdomsfravær|sjukdomsfråvær)\w*|(?:mange|flere|fleire|to|tre)\s+(?:er\s+|av\s+oss\s+er\s+|kolleger\s+er\s+|kollegaer\s+er\s+)?(?:sykmeldte?|sykemeldte?|sjukmelde|sjukmeldt|syke|sjuke)(?=\s+(?:hos|nå|no|og|i\s+avdeling\w*|her|for\s+tid\w*)\b|\s*$|\s*[.,;!])",  # noqa: E501
    r"(?:sykdom|sjukdom)\s+(?:i|blant|hos)\s+(?:personal\w*|ansatte|tilsette|avdeling\w*|kolleg\w*|lege\w*|oss)",
    rf"(?:ferieavvikling\w*|ferietid\w*|sommeravvikling\w*|sommarstenging\w*|sommerstengt|sommarstengt|sommerferie|sommarferie)|(?:{_VI}|alle|mange|flere|fleire|legene|legane)\s+(?:\w+\s+)?(?:er|har)\s+(?:\w+\s+)?(?:på\s+)?(?:ferie|avspasering)",
    r"(?:presset|pressa|krevende|krevjande|anstrengt|vanskelig|vanskeleg)\s+(?:bemannings\w*|drifts\w*|ressurs\w*|kapasitets\w*|situasjon\s+(?:hos|på|i)\s+(?:oss|avdeling\w*))",
    # setting it behind something else
    rf"{_VI}\s+(?:\w+\s+){{0,2}}?(?:må|er nødt til å|er nøydde til å|blir nødt til å)\s+(?:\w+\s+){{0,3}}?prioriter\w*",
    rf"må\s+{_VI}\s+(?:\w+\s+){{0,3}}?prioriter\w*",
    r"(?:ikke|ikkje|kan\s+ikke|kan\s+ikkje)\s+(?:\w+\s+){0,2}?(?:prioriter\w*|bli\s+prioritert)",
    r"prioriter\w*\s+(?:\w+\s+){0,4}?(?:ikke|ikkje|bort|vekk|ned|egne|eigne|øyeblikkelig|akutte?)\b",
    r"(?:nedprioriter\w*|bortprioriter\w*|prioritert\s+ned|viktigere\s+oppgaver|viktigare\s+oppgåver|prioriteringshensyn|av\s+prioriteringsgrunner)",
    r"(?:andre|egne|eigne|viktigere)\s+(?:oppgaver|oppgåver|pasienter|pasientar)\s+(?:går|må gå|kommer|kjem)\s+(?:foran|først|fyrst|føre)",
    r"(?:kan|får|klarer|klarar|greier|greier)\s+(?:dessverre\s+|diverre\s+)?(?:ikke|ikkje)\s+(?:å\s+)?(?:avse|sette\s+av|setje\s+av|frigjøre|frigjere|avsette|ta\s+unna)",
)
"""What is looked for, one line for each way of saying it. Words are whole words."""

_FUNN = tuple(re.compile(rf"\b(?:{monster})", re.IGNORECASE) for monster in MONSTRE)
_LEDD = re.compile(
    r"[.!?;:\n]+|,\s|\s+(?=(?:men|fordi|siden|slik at|ettersom|og\s+(?:vi|me|jeg|eg|ikke|ikkje))\b)", re.IGNORECASE
)
_IKKE_VAART = re.compile(
    r"(?:(?<!om )(?<!for )(?<!til )(?<!med )(?<!av )(?<!hos )(?<!på )\b"
    r"(?:pasient\w*|bruker\w*|brukar\w*|pårørende\w*|pårørande\w*|familie\w*|barne\w*|foreldre\w*|beboer\w*|bebuar\w*|ektefelle\w*|"
    r"mor|far|hun|han|ho|dere|dykk|de|du)\b(?:\s+\w+){0,3}\s*)$",
    re.IGNORECASE,
)
"""Ends with somebody else than those who answer: what they lack is what the question may be about."""
_BENEKTET = re.compile(
    r"\b(?:skyldes\s+(?:ikke|ikkje)|skuldast\s+(?:ikke|ikkje)|(?:ikke|ikkje)\s+(?:på\s+grunn\s+av|pga\.?|fordi|grunnet|et\s+spørsmål\s+om|"
    r"eit\s+spørsmål\s+om|om|begrunnet\s+i|grunngjeve\s+i|basert\s+på|bygd\s+på)|(?:bygger|byggjer|handler|handlar|dreier|grunner)\s+(?:seg\s+)?"
    r"(?:ikke|ikkje)\s+(?:på|om)|uavhengig\s+av|uavhengig|uansett|(?:på|til)\s+tross\s+(?:av|for)|trass\s+i|tross|verken|hverken|korkje|"
    r"selv\s+om|sjølv\s+om|selv\s+med|sjølv\s+med|uten\s+hensyn\s+til|utan\s+omsyn\s+til)\b[^.]*$",
    re.IGNORECASE,
)
"""Says that this is no reason."""


def viser_til_kapasitet(tekst: str) -> tuple[str, ...]:
    """The phrases that plead a lack of capacity, as they were written, in order; empty where none does."""
    funn = []
    for ledd in _ledd(tekst):
        for monster in _FUNN:
            for treff in monster.finditer(ledd):
                foran = ledd[: treff.start()]
                if not _IKKE_VAART.search(foran) and not _BENEKTET.search(foran):
                    funn.append((tekst.find(ledd) + treff.start(), " ".join(treff.group().split())))
    return tuple(dict.fromkeys(frase for _sted, frase in sorted(funn)))


def _ledd(tekst: str) -> list[str]:
    """Clauses: a plea stands within one."""
    return [ledd for ledd in _LEDD.split(tekst) if ledd.strip()]


def med_plikten(kvittering: str, *tekster: str) -> str:
    """A receipt, with the rule and what to do instead where a text pleads capacity."""
    if any(viser_til_kapasitet(tekst) for tekst in tekster):
        return f"{kvittering} {PLIKT_ABSOLUTT}"
    return kvittering

"""What is asked and answered in the demo: made up, and never about anybody. No text here is medical advice."""

from __future__ import annotations

from typing import NamedTuple


class Tema(NamedTuple):
    """A question with its answer; `enhet` is the unit of the trust that is asked."""

    fagomraade: str
    fagfelt: str
    enhet: str
    overskrift: str
    behov: str
    svar: str


def _t(fag: str, felt: str, enhet: str, overskrift: str, behov: str, svar: str) -> Tema:
    return Tema(fag, {"s": "somatikk", "p": "psykisk_helse", "r": "rus"}[felt], enhet, overskrift, behov, svar)


TEMAER = [
    _t(
        "Palliasjon",
        "s",
        "Palliativt senter",
        "Smertepumpe hjemme",
        "Hvordan skal vi følge opp smertepumper når vi har flere i hjemmetjenesten samtidig?",
        (
            "Lag en fast avtale om tilsyn hver dag, og ha en telefonliste ved pumpa. Prosedyren ligger "
            "åpent, og vi kommer gjerne ut og viser."
        ),
    ),
    _t(
        "Palliasjon",
        "s",
        "Palliativt senter",
        "Forhåndssamtaler i sykehjem",
        "Vi vil innføre forhåndssamtaler. Hvordan kommer vi i gang?",
        "Begynn med én avdeling og bruk samtaleguiden. Gå gjennom de første samtalene sammen etterpå.",
    ),
    _t(
        "Smerte",
        "s",
        "Palliativt senter",
        "Kartlegging av smerte ved demens",
        "Hvilket verktøy anbefaler dere når den det gjelder, ikke kan svare selv?",
        "Bruk et observasjonsskjema og la to vurdere hver for seg. Vi har et kort opplæringsopplegg.",
    ),
    _t(
        "Kreft",
        "s",
        "Kreftpoliklinikken",
        "Feber etter cellegift",
        "Hva skal hjemmetjenesten gjøre først når noen ringer om feber etter cellegift?",
        ("Ring oss med en gang, hele døgnet. Legg telefonnummeret i tiltaksplanen før behandlingen starter."),
    ),
    _t(
        "Kreft",
        "s",
        "Kreftpoliklinikken",
        "Stell av sentralt kateter",
        "Vi skal ta over stell av sentrale katetre og trenger felles prosedyre.",
        "Prosedyren er publisert. To fra hver enhet kan hospitere hos oss en dag først.",
    ),
    _t(
        "Diabetes",
        "s",
        "Medisinsk avdeling",
        "Fotkontroll ved diabetes",
        "Hvor ofte bør føttene kontrolleres i sykehjem, og hvem kan gjøre det?",
        ("Minst en gang i året for alle, oftere ved nedsatt følelse. Sykepleier kan gjøre det med skjemaet vårt."),
    ),
    _t(
        "Diabetes",
        "s",
        "Medisinsk avdeling",
        "Sensor for blodsukker",
        "Flere får sensor. Hva må nattevaktene kunne?",
        "De må kunne lese av pilen og vite når de skal stikke i fingeren. Vi har et kurs på 20 minutter.",
    ),
    _t(
        "Hjertesvikt",
        "s",
        "Medisinsk avdeling",
        "Vekt og væske ved hjertesvikt",
        "Hvilken vektøkning skal vi reagere på, og hvem skal vi ringe?",
        "Ring når vekten har økt slik det står i planen fra oss. Står det ingen plan, spør du oss om en.",
    ),
    _t(
        "Infeksjon og smittevern",
        "s",
        "Medisinsk avdeling",
        "Antibiotika intravenøst i kommunen",
        "Hva må være på plass før vi tar imot flere med intravenøs antibiotika?",
        ("Kompetanse på venetilgang, lege som kan nås, og en avtale om prøver. Sjekklisten vår kan brukes som den er."),
    ),
    _t(
        "Legemiddelgjennomgang",
        "s",
        "Geriatrisk sengepost",
        "Legemiddelgjennomgang i sykehjem",
        "Hvordan forbereder vi gjennomgangen best?",
        ("Samle observasjoner i to uker først, og bli enige om ett mål. Vi kan være med på de to første på video."),
    ),
    _t(
        "Geriatri",
        "s",
        "Geriatrisk sengepost",
        "Delir etter utskrivning",
        "Hvordan oppdager vi delir tidlig når noen kommer hjem fra sykehus?",
        "Bruk det korte skjemaet to ganger i døgnet den første uka, og ring oss ved endring.",
    ),
    _t(
        "Geriatri",
        "s",
        "Geriatrisk sengepost",
        "Fall hos eldre hjemme",
        "Vi vil ha en felles rutine for vurdering etter fall.",
        "Rutinen vår er publisert. Det viktigste er blodtrykk stående, syn, sko og medisiner.",
    ),
    _t(
        "Ernæring",
        "s",
        "Geriatrisk sengepost",
        "Underernæring på korttidsavdeling",
        "Hvor ofte skal vi veie, og når kobler vi på ernæringsfysiolog?",
        "Vei ved ankomst og hver uke. Ta kontakt når planen ikke har hjulpet etter to uker.",
    ),
    _t(
        "Lungesykdom",
        "s",
        "Lungepoliklinikken",
        "Oksygen hjemme ved kols",
        "Hva er riktig oppfølging av oksygen hjemme?",
        "Følg metningen som står i planen, ikke høyere. Vi følger opp etter tre måneder.",
    ),
    _t(
        "Lungesykdom",
        "s",
        "Lungepoliklinikken",
        "Inhalasjonsteknikk",
        "Kan dere lære oss å kontrollere inhalasjonsteknikk?",
        "Ja. Be brukeren vise uten hjelp, og bruk kortene våre for hver type.",
    ),
    _t(
        "Lungesykdom",
        "s",
        "Lungepoliklinikken",
        "Maske om natten",
        "Vi får flere med pustemaske om natten. Hvem har ansvar for utstyret?",
        "Vi har ansvar for maskin og innstilling, dere for daglig stell. Ring oss når masken lekker.",
    ),
    _t(
        "Hjerneslag",
        "s",
        "Slagenheten",
        "Svelgtest etter hjerneslag",
        "Hvem kan gjøre svelgtest i kommunen?",
        "Sykepleier som har fått opplæring. Vi holder kurs to ganger i året, og filmen er åpen for alle.",
    ),
    _t(
        "Hjerneslag",
        "s",
        "Slagenheten",
        "Trening den første tiden etter slag",
        "Hvor mye trening bør det være på korttidsavdelingen?",
        "Korte økter flere ganger om dagen, med det som betyr noe for personen.",
    ),
    _t(
        "Rehabilitering",
        "s",
        "Rehabiliteringsenheten",
        "Målsetting sammen med brukeren",
        "Hvordan får vi mål som faktisk brukes?",
        "Spør hva som er viktig, skriv ett mål med personens egne ord, og se på det hver uke.",
    ),
    _t(
        "Rehabilitering",
        "s",
        "Rehabiliteringsenheten",
        "Hjelpemidler ved utskrivning",
        "Når skal vi søke om hjelpemidler for at de skal være på plass?",
        "Så snart dagen er avtalt. Korttidslageret hos dere dekker det meste den første uka.",
    ),
    _t(
        "Alderspsykiatri",
        "p",
        "Alderspsykiatrisk poliklinikk",
        "Uro om kvelden ved demens",
        "Hvilke miljøtiltak virker mot uro om kvelden?",
        "Fast rytme, lys, smerte og toalett først. Skriv ned hva som skjedde rett før.",
    ),
    _t(
        "Demens",
        "p",
        "Alderspsykiatrisk poliklinikk",
        "Utredning av demens i kommunen",
        "Hvilke prøver og tester vil dere ha før henvisning?",
        "Det som står i sjekklisten vår. Da slipper dere å sende den på nytt.",
    ),
    _t(
        "Angst og depresjon",
        "p",
        "Alderspsykiatrisk poliklinikk",
        "Depresjon hos eldre",
        "Hvordan skiller vi depresjon fra begynnende demens?",
        "Se på forløpet og hva personen selv er opptatt av. Er dere i tvil, spør oss.",
    ),
    _t(
        "LAR",
        "r",
        "Avdeling for rus",
        "Utlevering av LAR i helgene",
        "Hvordan kan vi organisere utlevering når apoteket er stengt?",
        "Lag en avtale om medisinrom og to som kontrollerer. Malen er publisert.",
    ),
    _t(
        "Alkohol",
        "r",
        "Avdeling for rus",
        "Abstinens på kommunal seng",
        "Når er det trygt å ha noen med abstinens hos oss, og når skal de til dere?",
        "Bruk skåringsskjemaet hver fjerde time. Grensen for innleggelse står øverst på det.",
    ),
    _t(
        "Alkohol",
        "r",
        "Avdeling for rus",
        "Samtale om alkohol i hjemmetjenesten",
        "Hvordan tar vi opp alkohol uten å ødelegge kontakten?",
        "Spør alle, spør om helse og søvn, og spør om lov. Vi har et kurs på to timer.",
    ),
]

OMVENDT = [
    (
        "Hva korttidsavdelingen kan ta imot",
        "Hvilke behov kan dere ta imot på kort varsel, og hvem avgjør det?",
        ("Vi tar imot fra klokken ti, også med intravenøs behandling. Leder på vakt svarer innen to timer."),
    ),
    (
        "Velferdsteknologi hjemme",
        "Hva finnes av trygghetsteknologi hos dere, så vi kan si det før utskrivning?",
        "Trygghetsalarm, medisindispenser og sensorer. Lista med hva som er på lager, ligger åpent.",
    ),
    (
        "Oppfølging etter utskrivning i helg",
        "Hvem tar imot når noen skrives ut fredag ettermiddag?",
        "Hjemmetjenesten har ansvarsvakt hele helgen. Ring før klokken fjorten, så er alt klart.",
    ),
]

SPURT_TILBAKE = "Gjelder det både dag og natt, og hvor mange er det hos dere?"
TILSVAR = "Det gjelder mest natt, og vi har tre nå."
KAPASITET = "Vi har ikke kapasitet til dette før over nyttår."
AVGRENSET = "Spørsmålet er grundig besvart i prosedyren som er publisert, og praksisen dere beskriver, er forsvarlig."
UTENFOR = "Spørsmålet gjelder hvordan tjenesten organiseres, ikke hvordan hjelpen gis."
HENVIST = "Samarbeidsutvalget for helsefellesskapet"
OPPRETTHOLDT = "Jeg har lest spørsmålet på nytt og er enig i vurderingen."
OMGJORT = "Prosedyren dekker ikke dette fullt ut. Spørsmålet skal besvares."
LENKE = ("Prosedyre i helsebiblioteket", "https://www.helsebiblioteket.no/fagprosedyrer")

"""What the projects, calls and needs of the demo are about. All of it is made up."""

from __future__ import annotations

from typing import NamedTuple


class Tekst(NamedTuple):
    tittel: str
    sammendrag: str
    behov: str
    temaer: tuple[str, ...]
    type: str = "forskning"


PROSJEKTER: dict[str, Tekst] = {
    "utskriving": Tekst(
        "Trygg utskriving av eldre med flere sykdommer",
        "Vi prøver ut felles samtaler mellom avdeling og hjemmetjeneste før utskriving, og ser om færre kommer tilbake.",
        "Hjemmetjenesten får beskjeder sent, og må ofte ringe for å vite hva som er avtalt.",
        ("tjenesteutvikling", "samhandling_oppgavefordeling"),
    ),
    "hjemmesykehus": Tekst(
        "Hjemmesykehus for barn i spredtbygde kommuner",
        "Kan barn få mer av behandlingen hjemme når sykehus og kommune deler på oppgavene?",
        "Familier reiser langt for korte kontroller.",
        ("tjenesteutvikling", "digitalt_velferdsteknologi"),
    ),
    "sensorer": Tekst(
        "Sensorer som varsler fall før det skjer",
        "Et firma, to kommuner og sykehuset prøver ut om enkle sensorer kan varsle økt fallfare.",
        "Sykehjemmene ønsker å forebygge fall uten å begrense bevegelse.",
        ("digitalt_velferdsteknologi", "forebygging"),
        "innovasjon",
    ),
    "rus": Tekst(
        "Felles oppfølging etter rusbehandling",
        "Vi utvikler en felles plan for de første tolv ukene etter utskriving fra rusbehandling.",
        "Kommunene får vite om utskriving samme dag.",
        ("klinisk_praksis", "samhandling_oppgavefordeling"),
    ),
    "palliasjon": Tekst(
        "Lindring hjemme i helgene",
        "Sykepleiere i kommunen får en fast veileder ved palliativt senter i helgene. Vi måler trygghet og innleggelser.",
        "Helgene gir flest innleggelser som kunne vært unngått.",
        ("klinisk_praksis", "tjenesteutvikling"),
    ),
    "ernaering": Tekst(
        "Mat som medisin på sykehjem",
        "Vi prøver ut et enkelt opplegg for ernæring sammen med brukere, kokker og sykepleiere.",
        "Mange beboere går ned i vekt de første månedene.",
        ("forebygging", "brukermedvirkning"),
        "utvikling",
    ),
    "rekruttering": Tekst(
        "Hva får helsefagarbeidere til å bli?",
        "Vi intervjuer dem som ble og dem som sluttet, og prøver ut tre tiltak i fem kommuner.",
        "Kommunene mister erfarne folk.",
        ("organisasjon_ledelse", "demografi"),
    ),
    "brukerraad": Tekst(
        "Brukere som medforskere",
        "Vi lager og prøver ut en opplæring for brukere som vil være med i forskning.",
        "Brukere spørres for sent og om for lite.",
        ("brukermedvirkning",),
        "utvikling",
    ),
    "video": Tekst(
        "Videotolk i akutte samtaler",
        "Vi ser på hva som skal til for at tolk på video virker i akuttmottak og på legevakt.",
        "Samtaler utsettes når tolken ikke er der.",
        ("digitalt_velferdsteknologi", "klinisk_praksis"),
        "innovasjon",
    ),
    "demens": Tekst(
        "Musikk i hverdagen for personer med demens",
        "Et enkelt opplegg med musikk ble prøvd ut i fire kommuner. Ansatte og pårørende laget det sammen.",
        "Sykehjemmene ønsker tiltak uten legemidler.",
        ("klinisk_praksis", "brukermedvirkning"),
        "utvikling",
    ),
    "ki": Tekst(
        "Språkmodell som hjelp til å skrive epikrise",
        "Vi vil undersøke om et utkast til epikrise kan gjøre den bedre og raskere for kommunen som mottar den.",
        "Epikrisene kommer sent.",
        ("digitalt_velferdsteknologi",),
        "innovasjon",
    ),
    "svangerskap": Tekst(
        "Tidlig samtale om levevaner i svangerskapet",
        "Jordmødre i kommunene prøver ut en samtale som er laget sammen med gravide.",
        "Rådene i svangerskapet er ulike fra kommune til kommune.",
        ("forebygging", "brukermedvirkning"),
    ),
}

FLERE = [
    "Fallforebygging på korttidsplass", "Legemiddelgjennomgang på tvers", "Digital hjemmeoppfølging ved KOLS",
    "Sårbehandling med bilde", "Felles simulering for legevakt og akuttmottak", "Tidlig innsats ved psykisk uhelse hos unge",
    "Ambulerende team for eldre", "Kartlegging av smerte hos personer uten språk", "Samvalg ved slutten av livet",
    "Oppfølging etter hjerneslag", "Arbeidstid som folk blir i", "Felles opplæring i klinisk vurdering",
    "Trygg overgang fra barn til voksen", "Bedre søvn på sykehjem", "Diabetes i hjemmesykepleien",
    "Kortere ventetid for utredning av demens", "Ernæring etter operasjon", "Bruk av varslingsskår i kommunene",
]  # fmt: skip

UTLYSNINGER: list[tuple[str, str, str, int, tuple[str, ...]]] = [
    ("samhandling", "Demofondet for samhandling", "Bedre overganger mellom sykehus og kommune", 62, ("tjenesteutvikling",)),
    ("innovasjon", "Demoprogrammet for innovasjon", "Ny teknologi i helse og omsorg", 48, ("digitalt_velferdsteknologi",)),
    (
        "kommune",
        "Demofondet for kommunal forskning",
        "Forskning kommunene har bruk for",
        96,
        ("klinisk_praksis", "demografi"),
    ),
    ("regional", "Regionale demomidler", "Forprosjekter i regionen", 20, ("forebygging",)),
    ("europa", "Det europeiske demoprogrammet", "Helse i spredtbygde strøk", 180, ("demografi", "tjenesteutvikling")),
    ("bruker", "Demostiftelsen for brukere", "Brukere som medforskere", 34, ("brukermedvirkning",)),
]

BEHOV: list[tuple[str, str, tuple[str, ...], str]] = [
    (
        "Hva gjør at eldre legges inn på nytt innen 30 dager?", "Vi ser det ofte, og vet ikke hva som kunne vært gjort.",
        ("tjenesteutvikling",), "Gjøvik",
    ),
    (
        "Virker digital hjemmeoppfølging for dem som bor alene?", "Vi skal kjøpe utstyr og trenger kunnskap før vi velger.",
        ("digitalt_velferdsteknologi",), "Hamar",
    ),
    (
        "Hvordan holder vi på helsefagarbeidere over 50 år?", "Vi mister dem vi trenger mest.",
        ("demografi", "organisasjon_ledelse"), "Ringsaker",
    ),
    (
        "Hvilke samtaler hjelper pårørende mest?", "Vi har mange tilbud og vet lite om hva som virker.",
        ("brukermedvirkning",), "Lillehammer",
    ),
    (
        "Hva trenger hjemmetjenesten å vite ved utskriving?", "Svaret skal inn i en felles sjekkliste.",
        ("samhandling_oppgavefordeling",), "Gjøvik",
    ),
]  # fmt: skip

AKTORER = [
    ("Demohøgskolen i Innlandet", "utdanningsinstitusjon", "nasjonalt", "Metode, statistikk og studenter i helsefag."),
    ("Demoinstituttet for helseforskning", "forskningsinstitusjon", "nasjonalt", "Følgeforskning og helseøkonomi."),
    ("Demouniversitetet i Norden", "utdanningsinstitusjon", "internasjonalt", "Sammenlignende studier av distrikter."),
    ("Demosensor AS", "naeringsliv", "regionalt", "Sensorer og personvern i hjemmet."),
    ("Demo brukerforum", "brukerorganisasjon", "regionalt", "Brukere som medforskere."),
    ("Demo frivilligsentral", "frivillig", "regionalt", "Møteplasser for eldre."),
]

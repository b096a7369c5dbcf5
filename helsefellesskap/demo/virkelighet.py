"""What the demo's network is built of: real places, ordinary unit names, and names that say they are made up."""

SYKEHUSENHETER: list[tuple[str, str, str, list[tuple[str, str]]]] = [
    # division, site, speciality, [(unit, speciality)]
    ("Somatikk Gjøvik", "Gjøvik", "Somatikk", [
        ("Palliativt senter", "Lindrende behandling"), ("Medisinsk avdeling", "Indremedisin"),
        ("Kirurgisk avdeling", "Kirurgi"), ("Akuttmottaket", "Akuttmedisin"), ("Kreftpoliklinikken", "Onkologi"),
    ]),
    ("Somatikk Lillehammer", "Lillehammer", "Somatikk", [
        ("Akuttmottaket", "Akuttmedisin"), ("Barne- og ungdomsavdelingen", "Barnesykdommer"),
        ("Fødeavdelingen", "Fødselshjelp"), ("Medisinsk avdeling", "Indremedisin"), ("Slagenheten", "Nevrologi"),
    ]),
    ("Somatikk Hamar", "Hamar", "Somatikk", [
        ("Geriatrisk sengepost", "Geriatri"), ("Hudpoliklinikken", "Hudsykdommer"),
        ("Lungepoliklinikken", "Lungesykdommer"), ("Medisinsk avdeling", "Indremedisin"),
    ]),
    ("Somatikk Elverum", "Elverum", "Somatikk", [
        ("Ortopedisk avdeling", "Ortopedi"), ("Kvinneklinikken", "Fødselshjelp"), ("Øyepoliklinikken", "Øyesykdommer"),
        ("Medisinsk avdeling", "Indremedisin"),
    ]),
    ("Somatikk Tynset", "Tynset", "Somatikk", [
        ("Medisinsk sengepost", "Indremedisin"), ("Dialyseenheten", "Nyresykdommer"), ("Fødestuen", "Fødselshjelp"),
    ]),
    ("Psykisk helsevern", "Sanderud", "Psykisk helse", [
        ("Alderspsykiatrisk poliklinikk", "Alderspsykiatri"), ("Akuttpsykiatrisk avdeling", "Psykiatri"),
        ("Ambulant team", "Psykiatri"), ("Avdeling for rus", "Rus og avhengighet"),
    ]),
    ("Habilitering og rehabilitering", "Ottestad", "Rehabilitering", [
        ("Rehabiliteringsenheten", "Rehabilitering"), ("Habiliteringstjenesten", "Habilitering"),
    ]),
    ("Prehospitale tjenester", "Moelv", "Akuttmedisin", [
        ("Ambulansestasjonen", "Akuttmedisin"), ("Akuttmedisinsk kommunikasjonssentral", "Akuttmedisin"),
    ]),
]  # fmt: skip

KOMMUNEENHETER = [
    ("Hjemmetjenesten", "Hjemmesykepleie"),
    ("Korttidsavdelingen", "Korttidsopphold"),
    ("Legevakten", "Allmennmedisin"),
    ("Helsestasjonen", "Forebygging"),
]

FORNAVN = [
    "Anne", "Arild", "Berit", "Bjørn", "Camilla", "Dagfinn", "Eli", "Erlend", "Fredrik", "Grete", "Gunnar", "Hege",
    "Håvard", "Ingvild", "Jon", "Johanne", "Kjersti", "Knut", "Lise", "Magnus", "Marit", "Nils", "Oda", "Ole", "Pernille",
    "Ragnhild", "Rune", "Siri", "Sjur", "Solveig", "Tale", "Torstein", "Unni", "Vegard", "Wenche", "Yngve", "Åse", "Øystein",
]  # fmt: skip

ETTERNAVN = {
    "lege": "Lege",
    "sykepleier": "Sykepleier",
    "jordmor": "Jordmor",
    "helsefagarbeider": "Helsefag",
    "vernepleier": "Vernepleier",
    "fysioterapeut": "Fysio",
    "ergoterapeut": "Ergo",
    "psykolog": "Psykolog",
    "helsesekretaer": "Helsesekretær",
}
"""The surname says what the person is, so that nobody takes a demo person for a real one."""

TEMAER = [
    (
        "Lindring de siste levedagene",
        "Kartlegging av symptomer og bruk av smertepumpe.",
        "Vi får flere som ønsker å dø hjemme, og trenger tryggere rutiner.",
    ),
    (
        "Mottak av dårlige pasienter",
        "Prioritering og samarbeid med ambulansetjenesten.",
        "Legevakten vår er liten, og teamet øver for sjelden.",
    ),
    (
        "Sårbehandling",
        "Vurdering av sår, valg av bandasjer og dokumentasjon.",
        "Hjemmetjenesten skifter på mange sår og vil gjøre det likt.",
    ),
    (
        "Oppfølging etter hjerneslag",
        "Tidlig trening, svelgvansker og planlegging av utskriving.",
        "Overgangen fra sykehus til korttidsplass er sårbar.",
    ),
    (
        "Geriatrisk vurdering",
        "Systematisk legemiddelgjennomgang og vurdering av skrøpelighet.",
        "Avdelingen tar imot stadig eldre med sammensatte behov.",
    ),
    (
        "Hverdagsrehabilitering",
        "Hvordan teamet setter mål sammen med brukeren.",
        "Jeg vil forstå hva kommunen kan følge opp etter utskriving.",
    ),
    (
        "Samarbeid om utskriving",
        "Hvordan kommunen planlegger tjenester fra dag én.",
        "Vi sender ofte meldinger fram og tilbake som kunne vært unngått.",
    ),
    (
        "Psykisk helsehjelp til eldre",
        "Miljøtiltak og samarbeid med pårørende.",
        "Mange hos oss har både depresjon og begynnende demens.",
    ),
    (
        "Dialyse nær hjemmet",
        "Rutiner, utstyr og observasjon underveis.",
        "Kommunen vurderer å starte et tilbud sammen med sykehuset.",
    ),
    (
        "Fødsel utenfor sykehus",
        "Akutte situasjoner og følgetjeneste.",
        "Det er langt til fødeavdelingen, og vi må være forberedt.",
    ),
]

BIDRAG = [
    "Erfaring fra utskriving til kommunal korttidsplass.",
    "Kan holde internundervisning om velferdsteknologi.",
    "Kjennskap til kommunens tildelingskontor.",
    "",
]

AVSLAG_EGEN = [
    "Vi har ikke nok folk på avdelingen i perioden. Søk gjerne igjen til høsten.",
    "Vi prioriterer tema som står i kompetanseplanen. Ta det opp i medarbeidersamtalen.",
]
AVSLAG_VERT = ["Vi har allerede to hospitanter i perioden.", "Enheten flytter i perioden og kan ikke ta imot noen."]
SPORSMAAL = ["Kan du komme to uker senere?", "Er det avklart at du kan gå i turnus hos oss?"]
SVAR = ["Ja, det passer fint.", "Ja, lederen min har sagt ja til turnus."]
RETUR = ["Søknaden gjelder en enhet vi ikke har. Kontakt gjerne oss før dere sender på nytt."]
KOMMENTAR = ["", "", "Dette er godt for hele avdelingen.", "Del gjerne det du lærer på fagdagen."]

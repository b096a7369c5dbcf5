"""What hospitants and hosts of the demo say: of places and ways of working, never of patients."""

LAERTE = (
    "Hvordan teamet planlegger en uke, og hvem en ringer når noe haster.",
    "Å bruke kartleggingsskjemaet likt som dem vi sender til og får fra.",
    "At epikrisen bør si hvem som følger opp hva, og innen når.",
    "Vi fikk vite hva som mangler når noen kommer hjem en fredag.",
    "Hvor mye hjemmetjenesten kan gjøre når beskjeden kommer i tide.",
    "",
)
VERDT = (
    "Å følge tverrfaglig møte to ganger, med tid til spørsmål etterpå.",
    "Dagen sammen med ressurssykepleieren var verdt hele uken.",
    "Å se overgangen fra den andre siden. Nå ringer vi direkte.",
    "Prosedyrepermen vi fikk med hjem, brukes allerede.",
    "Samtalen på slutten, der begge fortalte hva de ville endre.",
)
BEDRE = (
    "Adgangskortet burde ligge klart første dag.",
    "Fire dager er i korteste laget.",
    "Send gjerne leselisten to uker før.",
    "",
    "",
)
PROFILER = {
    "Palliativt senter": {
        "hva_vi_gjor": "Vi lindrer symptomer hos dem som er alvorlig syke, på sengepost, poliklinisk og ute i kommunene.",
        "kan_laere": "Kartlegging av symptomer, samtaler om det som er vanskelig, medisinering med pumpe, og samarbeid med "
        "hjemmetjenesten om de siste ukene hjemme.",
        "passer_for": ["sykepleier", "lege", "fysioterapeut"],
        "praktisk": "Møt i ekspedisjonen klokken 7.45. Arbeidstøy får du hos oss. Parkering på P2.",
        "smittevern": "Følg sykehusets krav til smittevern. Klarering skjer hos bedriftshelsetjenesten før du kommer.",
        "gruppegrense": 2,
        "kapasitet": 2,
    },
    "Akuttmottaket": {
        "hva_vi_gjor": "Vi tar imot alle som legges inn som øyeblikkelig hjelp.",
        "kan_laere": "Triage, mottak av melding fra legevakt og ambulanse, og hvilke opplysninger som haster.",
        "passer_for": ["sykepleier", "lege"],
        "praktisk": "Vi går tredelt turnus. Velg helst en ukedag på dagtid første gang.",
        "smittevern": "",
        "gruppegrense": 1,
        "kapasitet": 3,
    },
    "Korttidsavdelingen": {
        "hva_vi_gjor": "Opphold mellom sykehus og hjem: rehabilitering, utredning og avlastning.",
        "kan_laere": "Hva en kommune får til på få dager, hva som må følge med hit, og hvordan hjemreisen planlegges.",
        "passer_for": [],
        "praktisk": "Vi er 24 plasser. Du følger en primærkontakt hele dagen.",
        "smittevern": "",
        "gruppegrense": 3,
        "kapasitet": 2,
    },
}
FORBEREDELSER = (
    ("Bestill adgangskort", "vert"),
    ("Finn fram arbeidstøy", "vert"),
    ("Les heftet om avdelingen", "hospitant"),
)

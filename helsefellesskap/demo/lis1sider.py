"""What the open pages of the demo say: six published, and one begun. Places are real, the rest is made up."""

from __future__ import annotations


def _side(praksis: str, vakt: str, veiledning: str, bolig: str, kontakt: str, epost: str, telefon: str) -> dict[str, str]:
    return {
        "praksis": praksis, "vakt": vakt, "veiledning": veiledning, "bolig": bolig, "kontakt_navn": kontakt,
        "kontakt_epost": epost, "kontakt_telefon": telefon,
    }  # fmt: skip


SIDER: dict[str, dict[str, str]] = {
    "sykehus": _side(
        "Tolv måneder fordelt på indremedisin, kirurgi og psykisk helsevern. Sykehuset har avdelinger i Elverum, Gjøvik, "
        "Hamar, Lillehammer, Tynset, Reinsvoll og Sanderud.\n\nDu får vite hvilke avdelinger du skal til, før du begynner.",
        "Delt vakt på avdelingen du er på. Du går aldri alene på vakt de første ukene.",
        "Egen veileder i hele perioden, og felles introduksjon den første uka.",
        "Vi har noen personalboliger. Meld fra tidlig.",
        "LIS-koordinator", "lis-koordinator@demo.example", "62000010",
    ),
    "Gjøvik": _side(
        "Fast plass på et legekontor i sentrum, én dag i uka på sykehjem og faste dager på helsestasjonen.",
        "Interkommunal legevakt i Gjøvik. Omtrent én vakt i uka, med erfaren bakvakt.",
        "Spesialist i allmennmedisin veileder hver uke. Gruppe for LIS1 én gang i måneden.",
        "Kommunen hjelper med å finne bolig. Det er kort vei til tog og barnehage.",
        "Kommuneoverlegen i Gjøvik", "kommuneoverlege@demo.example", "61000020",
    ),
    "Hamar": _side(
        "Legekontor på Stortorget og sykehjem med korttidsplasser.",
        "Legevakt i Hamarregionen, delt mellom flere kommuner.",
        "Veileder på kontoret hver dag, og fast samtale hver uke.",
        "",
        "LIS-kontakten i Hamar", "lis1.hamar@demo.example", "62000021",
    ),
    "Lillehammer": _side(
        "To legekontor å velge mellom. Du er også på helsestasjon for ungdom.",
        "Interkommunal legevakt på sykehuset, med bakvakt i huset.",
        "Fast veileder, og undervisning sammen med ALIS hver fjortende dag.",
        "Vi har leiligheter som LIS1 kan leie i perioden.",
        "Kommuneoverlegen i Lillehammer", "lis1.lillehammer@demo.example", "61000022",
    ),
    "Nord-Aurdal": _side(
        "Allmennpraksis på Fagernes med det meste av faget: små og store skader, svangerskap, sykehjem og akuttmedisin.",
        "Legevakt for Valdres. Bil trengs. Bakvakten rykker ut når du ber om det.",
        "Spesialist i allmennmedisin i nabokontoret, og ukentlig veiledning.",
        "Kommunal bolig i gangavstand fra kontoret.",
        "Kommuneoverlegen i Nord-Aurdal", "lis1.nord-aurdal@demo.example", "61000023",
    ),
    "Tynset": _side(
        "Legesenter i samme bygg som sykehuset, med kort vei til kolleger i begge tjenester.",
        "Interkommunal legevakt for Fjellregionen, med bakvakt.",
        "Veiledning hver uke, sammen med LIS1 fra nabokommunene.",
        "Vi skaffer bolig, og hjelper med barnehageplass.",
        "Kommuneoverlegen i Tynset", "lis1.tynset@demo.example", "62000024",
    ),
    "Elverum": _side("", "Interkommunal legevakt i Elverum.", "", "", "", "", ""),
}  # fmt: skip

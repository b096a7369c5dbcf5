"""A project of the hospital's that Gjøvik is asked to take part in, open and restricted, and later on its way.

`forsker` leads it. `sykehusfou` coordinates for its owner and `fou` answers for Gjøvik, which is asked. `ssuleder` leads the
committee that anchors and has no other role; `utvalgssekretaer` keeps every committee and works at the hospital.
`kommuneforsker` is one of all who work in the network. Beside the first: a call, a need of Gjøvik's, a theme somebody has
proposed, a draft of the process, a cluster, and a party that `fou` may describe.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from forskning.models import Partner, Prosjekt
from forskning.operations import behov as behovop
from forskning.operations import dokument, forum, milepael, partner, person, publisering, resultat, temaforslag
from forskning.operations import prosjekt as prosjektop
from forskning.operations import utlysning as utlysningop
from grunnmur.saksgang.models import Lagretfilter
from grunnmur.utvalg.operations import utvalg
from tests.forskning.folk import ForskningCast, bygg_paa
from tests.forskning.forankringer import forankret as forankret_
from tests.forskning.forankringer import invitert, sendt
from tests.forskning.tilstander import i_gang
from tests.rollebesetning import Cast
from tests.tilgang.omraader import Ting

TILSTANDER = ("dialog", "begrenset", "til_forankring", "forankret", "paagaar", "fullfort")
FREMMEDE = ("utenfor", "admin")
ROLLER = (
    "anonym", "fremmed", "forsker", "sykehusfou", "fou", "ssuleder", "utvalgssekretaer", "kommuneforsker", "sekretariat",
)  # fmt: skip
INGEN = UUID("0" * 32)
"""A row that the project does not have."""


def lag(cast: Cast, tilstand: str) -> Ting:
    forsk = bygg_paa(cast)
    if tilstand != TILSTANDER[0]:
        sak = SITUASJONER[tilstand](forsk)
        return Ting(_stier(forsk, sak), (sak,))
    sak = dialog(forsk)
    rundt, saker = _rundt(forsk)
    return Ting(_stier(forsk, sak) | rundt, (sak, *saker))


# --- the project ------------------------------------------------------------------------------------------------------


def dialog(forsk: ForskningCast, **felter: Any) -> Prosjekt:
    """In early dialogue with a milestone and a person by name. Nobody has answered."""
    return _med_rader(forsk, invitert(forsk, **felter))


def _med_rader(forsk: ForskningCast, p: Prosjekt) -> Prosjekt:
    naar = timezone.localdate() + timedelta(days=60)
    felter = {"art": "milepael", "tittel": "Protokollen er ferdig", "frist": naar}
    milepael.legg_til(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, felter=felter)
    student = {"rolle": "student", "navn": "Siv Student", "virksomhet": None}
    person.legg_til(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, felter=student)
    return forsk.nytt(p)


def begrenset(forsk: ForskningCast) -> Prosjekt:
    """The same, but restricted: those who work in the network are strangers to it."""
    return dialog(forsk, begrensning="konkurranse")


def til_forankring(forsk: ForskningCast) -> Prosjekt:
    """Restricted still, and on the agenda of a meeting to come: the committee and those who keep it are in on it."""
    return _med_rader(forsk, sendt(forsk, om=30, begrensning="konkurranse"))


def forankret(forsk: ForskningCast) -> Prosjekt:
    """Open; Gjøvik has said that it takes part."""
    return _med_rader(forsk, forankret_(forsk))


def paagaar(forsk: ForskningCast) -> Prosjekt:
    """Begun, with a result, and shown to anybody. Gjøvik has not answered."""
    p = i_gang(forsk)
    partner.inviter(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, virksomhet=forsk.gjovik)
    p = _med_rader(forsk, p)
    felter = {
        "art": "erfaring", "tittel": "Slik gjorde vi", "sammendrag": "Ring dagen før.", "dato": timezone.localdate(),
        "doi": "", "lenke": "",
    }  # fmt: skip
    resultat.registrer(p.pk, utfort_av=forsk.forsker, versjon=p.versjon, felter=felter)
    publisering.vis_aapent(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon)
    return forsk.nytt(p)


def fullfort(forsk: ForskningCast) -> Prosjekt:
    p = paagaar(forsk)
    prosjektop.fullfor(p.pk, utfort_av=forsk.forsker, versjon=p.versjon)
    return forsk.nytt(p)


SITUASJONER: dict[str, Callable[[ForskningCast], Prosjekt]] = {
    f.__name__: f for f in (begrenset, til_forankring, forankret, paagaar, fullfort)
}


# --- what the paths point at ------------------------------------------------------------------------------------------


def _stier(forsk: ForskningCast, p: Prosjekt) -> dict[str, dict[str, Any]]:
    """The project's own addresses, and what hangs on it; `INGEN` where nothing does."""
    gjovik = Partner.objects.filter(prosjekt=p, virksomhet=forsk.gjovik).first()
    milepaelen, resultatet = p.milepaeler.first(), p.resultater.first()
    student = p.deltakere.filter(bruker=None).first()

    def paa(rad: Any, navn: str, *adresser: str) -> dict[str, dict[str, Any]]:
        return {f"forskning:{a}": {"pk": p.pk, navn: rad.pk if rad else INGEN} for a in adresser}

    svar = {f"forskning:{navn}": {"pk": p.pk} for navn in PROSJEKTETS}
    svar |= paa(gjovik, "partner", "partner_bekreft", "partner_avslaa", "partner_trekk_seg", "partner_svar", "partner_ta_ut")
    svar |= paa(milepaelen, "milepael", "milepael_endre", "milepael_gjort", "milepael_ta_ut")
    svar |= paa(resultatet, "resultat", "resultat_trekk", "viderebruk_ny")
    svar |= paa(student, "deltaker", "person_ta_ut")
    return svar | paa(None, "behov_pk", "prosjekt_koble_behov", "prosjekt_losne_behov")


def _rundt(forsk: ForskningCast) -> tuple[dict[str, dict[str, Any]], tuple[Any, ...]]:
    """What stands beside projects, all made by those whose work it is."""
    naar = timezone.now() + timedelta(days=60)
    utlysning = utlysningop.skriv(
        utfort_av=forsk.fou,
        felter={
            "finansior": "Demofondet", "tittel": "Helsetjenesteforskning", "beskrivelse": "Til alle.", "frist": naar,
            "lenke": "https://fond.example/utlysning", "temaer": [],
        },
    )  # fmt: skip
    behov = behovop.meld(
        utfort_av=forsk.fou,
        felter={
            "tittel": "Fall i hjemmet", "beskrivelse": "Mange faller.", "virksomhet": forsk.gjovik, "enhet": None,
            "temaer": [forsk.temaer["demografi"]],
        },
    )  # fmt: skip
    tema = temaforslag.foreslaa(
        utfort_av=forsk.fou, felter={"navn_nb": "Bærekraft", "navn_nn": "Berekraft", "begrunnelse": "Det angår alle."}
    )
    utkast = dokument.skriv(utfort_av=forsk.fou, art="prosess")
    mal = dokument.legg_til_mal(
        utkast.pk,
        utfort_av=forsk.fou,
        versjon=utkast.versjon,
        navn="Brevmal",
        filnavn="mal.pdf",
        innhold=b"%PDF-1.7\n%%EOF\n",
    )
    klynge = utvalg.opprett(utfort_av=forsk.utvalgssekretaer, felter={"type": "klynge", "navn": "Helseklyngen"})
    med = forum.ta_med(klynge.pk, utfort_av=forsk.fou, virksomhet=forsk.parter["firma"])
    filter_ = {
        f"forskning:{navn}_slett": {
            "pk": Lagretfilter.objects.create(bruker=forsk.fou, liste=liste, navn="Alle", sporring="q=a").pk
        }
        for navn, liste in LISTER.items()
    }
    stier: dict[str, dict[str, Any]] = {
        "forskning:aktor": {"pk": forsk.gjovik.pk},
        "forskning:aktor_rediger": {"pk": forsk.gjovik.pk},
        "forskning:forum": {"pk": klynge.pk},
        "forskning:forum_ta_med": {"pk": klynge.pk},
        "forskning:forum_ta_ut": {"pk": klynge.pk, "deltaker": med.pk},
        "forskning:utlysning_mal": {"filtype": "csv"},
        "forskning:kunnskapsgrunnlag_del": {"valgt": "behov"},
        "forskning:dokument_ny": {"art": "logo"},
        "forskning:mal": {"pk": mal.pk},
        "forskning:mal_fjern": {"pk": utkast.pk, "mal": mal.pk},
    }
    for sak, navn in ((utlysning, UTLYSNINGENS), (behov, BEHOVETS), (tema, TEMAETS), (utkast, DOKUMENTETS)):
        stier |= {f"forskning:{n}": {"pk": sak.pk} for n in navn}
    stier |= {
        f"forskning:{n}": {"pk": utkast.pk, "nummer": 1} for n in ("dokumentdel", "dokumentdel_flytt", "dokumentdel_fjern")
    }
    return stier | filter_, (utlysning, behov, tema, utkast)


PROSJEKTETS = (
    "prosjekt", "rediger", "prosjekt_begrens", "prosjekt_del", "prosjekt_leder", "prosjekt_dialog", "prosjekt_start",
    "prosjekt_fullfor", "prosjekt_gjenaapne", "prosjekt_stans", "prosjekt_ta_opp", "person_ny", "partnere",
    "partner_inviter", "dialog_skriv", "interesse", "interesse_trekk", "forankring", "forankring_send",
    "forankring_trekk", "forankring_los", "forankring_skriftlig", "forankring_saksliste", "uttalelse", "soknad_send",
    "soknad_uforankret", "soknad_midler", "soknad_avslag", "soknad_trekk", "framdrift", "milepael_ny", "resultat_nytt",
    "formidlet", "lever_det", "vis_aapent", "skjul", "aapent_prosjekt",
)  # fmt: skip
UTLYSNINGENS = (
    "utlysning", "utlysning_endre", "utlysning_forleng", "utlysning_trekk", "utlysning_interesse",
    "utlysning_trekk_interesse",
)  # fmt: skip
BEHOVETS = ("behov", "behov_endre", "behov_besvar", "behov_lukk", "behov_gjenaapne", "behov_koble")
TEMAETS = ("temaforslag", "temaforslag_legg_fram", "temaforslag_trekk")
DOKUMENTETS = ("dokument", "dokument_endre", "dokumentdel_ny", "mal_ny", "dokument_ta_i_bruk", "dokument_forkast")
LISTER = {
    "liste": "forskning.prosjekter", "utlysninger": "forskning.utlysninger", "behovsliste": "forskning.behov",
    "aktorer": "forskning.aktorer",
}  # fmt: skip

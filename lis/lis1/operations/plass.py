"""Municipal places: the municipality proposes, the County Governor approves, and either is told (S1-L07, fakta 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..models import Kommuneplass, Kommuneplasstilstand
from ..models.kommuneplass import FLEST_PLASSER, FOR_KOMMUNEN, statsforvalteren
from ..models.kull import STARTDAG
from ..selectors.kommuner import mulige_kommuner
from ..tekster import plass as tekster
from .folger import folk, koordinatorer, purrefrist, si_fra, statsforvaltere

P = Kommuneplasstilstand


@operasjon
def foreslaa_plasser(
    *,
    utfort_av: Bruker,
    kommune: Virksomhet,
    oppstart: date,
    antall: int = 1,
    enhet: Enhet | None = None,
    merknad: str = "",
    naa: datetime | None = None,
) -> list[Kommuneplass]:
    """Propose so many places alike for one half-year; the County Governor owes an answer to each, and is told once.

    Only a municipality that takes part on the day: the right ends with the participation, not with the role.
    """
    naa = naa or timezone.now()
    if not rules.for_kommunen(utfort_av, kommune):
        raise Nektet
    if not 1 <= antall <= FLEST_PLASSER:
        raise ValidationError({"antall": _("Foreslå fra 1 til %(flest)s plasser om gangen.") % {"flest": FLEST_PLASSER}})
    _krev_deltakelse(kommune, naa)
    _krev_plassen(kommune, oppstart, enhet, naa)
    svarere, plasser, hendelser = _svarere(), [], []
    for _nr in range(antall):
        plass = Kommuneplass.objects.create(
            kommune=kommune, oppstart=oppstart, enhet=enhet, merknad=merknad, tilstand=P.FORESLAATT,
            saksnummer=Saksteller.neste(Kommuneplass.PREFIKS, naa), opprettet=naa, endret=naa,
        )  # fmt: skip
        hendelse = flytt(plass, o.FORESLAA, utfort_av=utfort_av, naa=naa)
        _be_statsforvalteren(plass, hendelse, svarere)
        plasser.append(plass)
        hendelser.append(hendelse)
    mal = "plass_foreslaatt" if antall == 1 else "plasser_foreslaatt"
    _si_fra(plasser[0], hendelser[0], mal, svarere.folk, antall=antall)
    return plasser


@operasjon
def endre_plass(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    oppstart: date,
    enhet: Enhet | None = None,
    merknad: str = "",
    naa: datetime | None = None,
) -> Kommuneplass:
    """Change what is proposed, before it is answered. Whoever was about to approve the old one must look again."""
    naa = naa or timezone.now()
    plass = Kommuneplass.objects.laas(pk, versjon)
    felter = {"oppstart": oppstart, "enhet": enhet, "merknad": merknad}
    data = {"endringer": _endringer(plass, felter)}
    hendelse = flytt(plass, o.ENDRE_PLASS, utfort_av=utfort_av, felter=felter, data=data, naa=naa)
    _krev_plassen(plass.kommune, oppstart, enhet, naa)
    lukk_oppgaver(plass, hendelse)
    _be_statsforvalteren(plass, hendelse, _svarere())
    return plass


@operasjon
def godkjenn(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Kommuneplass:
    """The County Governor approves the place; the municipality is told."""
    naa = naa or timezone.now()
    plass = Kommuneplass.objects.laas(pk, versjon)
    if rules.er_statsforvalteren(utfort_av, plass) and plass.tilstand == P.FORESLAATT:
        # The half-year may have come, or the municipality left, while the place waited.
        if plass.oppstart <= lokal_dato(naa):
            raise ValidationError(_("Halvåret har begynt. Plassen kan ikke godkjennes lenger."))
        _krev_deltakelse(plass.kommune, naa)
    hendelse = flytt(plass, o.GODKJENN, utfort_av=utfort_av, felter=_svar(plass, utfort_av), naa=naa)
    lukk_oppgaver(plass, hendelse)
    _si_fra(plass, hendelse, "plass_godkjent", _kommunens_folk(plass.kommune))
    return plass


@operasjon
def ikke_godkjenn(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str, naa: datetime | None = None) -> Kommuneplass:
    """The County Governor does not approve, and says why; the municipality may propose the place again."""
    plass = Kommuneplass.objects.laas(pk, versjon)
    if not kommentar.strip():
        raise ValidationError({"kommentar": _("Skriv hva som mangler for at plassen kan godkjennes.")})
    hendelse = flytt(
        plass, o.IKKE_GODKJENN, utfort_av=utfort_av, kommentar=kommentar, felter=_svar(plass, utfort_av, kommentar), naa=naa
    )
    lukk_oppgaver(plass, hendelse)
    _si_fra(plass, hendelse, "plass_ikke_godkjent", _kommunens_folk(plass.kommune))
    return plass


@operasjon
def foreslaa_paa_nytt(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    oppstart: date,
    enhet: Enhet | None = None,
    merknad: str = "",
    naa: datetime | None = None,
) -> Kommuneplass:
    """Propose a place that was not approved once more, mended; the County Governor owes an answer again."""
    naa = naa or timezone.now()
    plass = Kommuneplass.objects.laas(pk, versjon)
    felter = {"oppstart": oppstart, "enhet": enhet, "merknad": merknad}
    data = {"endringer": _endringer(plass, felter)}
    hendelse = flytt(plass, o.FORESLAA_PAA_NYTT, utfort_av=utfort_av, felter=felter, data=data, naa=naa)
    _krev_deltakelse(plass.kommune, naa)
    _krev_plassen(plass.kommune, oppstart, enhet, naa)
    svarere = _svarere()
    _be_statsforvalteren(plass, hendelse, svarere)
    _si_fra(plass, hendelse, "plass_paa_nytt", svarere.folk)
    return plass


@operasjon
def trekk_plass(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Kommuneplass:
    """The municipality withdraws the place. One that was approved is counted on, so coordinator and County Governor
    hear of it at once.

    Never a reason: why a place is gone may be somebody's health. Once the half-year has begun, an approved place is
    what somebody serves in, and stays.
    """
    naa = naa or timezone.now()
    plass = Kommuneplass.objects.laas(pk, versjon)
    var = plass.tilstand
    if var == P.GODKJENT and plass.oppstart <= lokal_dato(naa) and rules.er_kommunen(utfort_av, plass):
        raise ValidationError(_("Halvåret har begynt. Plassen kan ikke trekkes lenger. Snakk med LIS-koordinatoren."))
    if var == P.GODKJENT and rules.er_kommunen(utfort_av, plass):
        _krev_at_ingen_har(plass)
    hendelse = flytt(plass, o.TREKK_PLASS, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(plass, hendelse)
    if var == P.GODKJENT:
        _si_fra(plass, hendelse, "plass_trukket", [*koordinatorer(), *statsforvaltere()])
    elif var == P.FORESLAATT:
        _si_fra(plass, hendelse, "plass_forslag_trukket", statsforvaltere())
    return plass


def _krev_at_ingen_har(plass: Kommuneplass) -> None:
    """What somebody has been given is not taken away; what is left over is closed first, where others read why."""
    if plass.tildelinger.exclude(tilstand="frafalt").exists():
        raise ValidationError(
            _("Plassen er tildelt en lege og kan ikke trekkes. Faller legen fra, melder dere det på tildelingen.")
        )
    if plass.restplasser.filter(tilstand__in=["ledig", "utlyst", "avtale_annet_hf"]).exists():
        raise ValidationError(_("Plassen er en restplass. Lukk restplassen før dere trekker plassen."))


def _svar(plass: Kommuneplass, bruker: Bruker, kommentar: str = "") -> dict[str, Any]:
    """The columns of an answer. `flytt` refuses whoever may not give it."""
    fullmakt = rules.er_statsforvalteren(bruker, plass)
    vegne = fullmakt.paa_vegne_av if fullmakt else None
    return {"svar_kommentar": kommentar, "svart_av": bruker, "svart_paa_vegne_av": vegne}


def _krev_deltakelse(kommune: Virksomhet, naa: datetime) -> None:
    if not mulige_kommuner(lokal_dato(naa)).filter(pk=kommune.pk).exists():
        raise ValidationError({"kommune": _("Bare kommuner som er med i helsefellesskapet, kan tilby plasser.")})


def _krev_plassen(kommune: Virksomhet, oppstart: date, enhet: Enhet | None, naa: datetime) -> None:
    if (oppstart.month, oppstart.day) not in STARTDAG.values():
        raise ValidationError({"oppstart": _("Oppstart i kommunen er 1. mars eller 1. september.")})
    if oppstart <= lokal_dato(naa):
        raise ValidationError({"oppstart": _("Velg et halvår som ikke har begynt.")})
    if enhet and (enhet.virksomhet_id != kommune.pk or enhet.nedlagt):
        raise ValidationError({"enhet": _("Velg en enhet i kommunen som er i drift.")})


@dataclass(frozen=True)
class _Svarere:
    """Who answers a proposal and by when: the same for twenty places alike."""

    embete: Virksomhet
    folk: list[Bruker]
    virkedager: int | None


def _svarere() -> _Svarere:
    """The deadline is what the network has set for itself (G-11)."""
    embete = statsforvalteren()
    if embete is None:
        raise ValidationError(
            _("Statsforvalteren er ikke registrert i portalen. Be systemadministrator om å registrere embetet.")
        )
    return _Svarere(embete, statsforvaltere(), purrefrist())


def _be_statsforvalteren(plass: Kommuneplass, hendelse: Hendelse, svarere: _Svarere) -> None:
    foreslaatt_av = plass.foreslaatt_av
    aapne_oppgave(
        plass,
        tekster.SVAR,
        hendelse,
        emne=plass.kommune.fullt_navn,
        undertekst=plass.saksnummer or "",
        rolletype=tekster.SVARER,
        virksomhet=svarere.embete,
        frist_virkedager=svarere.virkedager,
        unntatt=foreslaatt_av,
        besvares=bool(svarere.folk) and foreslaatt_av.isdisjoint(person.pk for person in svarere.folk),
    )


def _kommunens_folk(kommune: Virksomhet) -> list[Bruker]:
    return [b for rolle in FOR_KOMMUNEN for b in folk(ansvarlige(rolle, virksomhet=kommune))]


def _si_fra(plass: Kommuneplass, hendelse: Hendelse, mal: str, til: list[Bruker], **data: int) -> None:
    si_fra(plass, hendelse, mal, til, kommune=plass.kommune.fullt_navn, oppstart=plass.oppstart.isoformat(), **data)


def _endringer(plass: Kommuneplass, nye: dict[str, Any]) -> list[dict[str, str]]:
    """What changed, as the history shows it. Of a note it says that, not what it said: the note may be emptied later."""

    def tekst(verdi: Any) -> str:
        return verdi.isoformat() if isinstance(verdi, date) else str(verdi or "")

    return [
        {"felt": felt, "fra": tekst(getattr(plass, felt)), "til": tekst(verdi)}
        for felt, verdi in nye.items()
        if felt != "merknad" and getattr(plass, felt) != verdi
    ]

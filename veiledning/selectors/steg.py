"""Where a question is on its way: from asked to what came of it, with names and dates."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.oppgaver.models import Oppgave
from grunnmur.portal.dato import dato, dato_kort, klokke
from grunnmur.portal.steg import Steg, Stegtilstand
from grunnmur.saksgang.models import Hendelse

from ..models import Foresporsel, Tilstand, Veiledningsavtale
from ..rules import Trinn

T = Tilstand
NAA = {T.MELDT: 1, T.MOTTATT: 2, T.SPURT: 2, T.NY_VURDERING: 2, T.AVTALT: 3, T.SAMORDNET: 3, T.GJENNOMFORT: 4, T.LUKKET: 5}
STOPPET = {T.AVGRENSET: 2, T.UTENFOR: 2}


@dataclass(frozen=True)
class Grunnlag:
    """What the steps are drawn from."""

    sak: Foresporsel
    hendelser: list[Hendelse]
    oppgaver: list[Oppgave]
    mine: bool
    avtale: Veiledningsavtale | None

    def siste(self, *navn: str) -> Hendelse | None:
        return next((h for h in reversed(self.hendelser) if h.navn in navn), None)


def stegliste(g: Grunnlag) -> list[Steg]:
    """The five steps, in order."""
    naa, stoppet = _her(g)
    steg = []
    for nr, (navn, ferdig, naatekst) in enumerate(_alle(g)):
        if nr < naa:
            steg.append(Steg(navn, "ferdig", undertekst=ferdig))
        elif nr == naa:
            tilstand: Stegtilstand = "stoppet" if stoppet else "naa"
            steg.append(Steg(navn, tilstand, "" if stoppet else venter(g), naatekst))
        else:
            steg.append(Steg(navn, "venter"))
    return steg


def _her(g: Grunnlag) -> tuple[int, bool]:
    sak = g.sak
    if sak.tilstand == T.TRUKKET:
        return (3 if sak.avtalt_tid else 2 if sak.ansvarlig_id else 1), True
    if sak.tilstand in STOPPET:
        return STOPPET[T(sak.tilstand)], True
    return NAA.get(T(sak.tilstand), 1), False


def _alle(g: Grunnlag) -> list[tuple[str, str, str]]:
    """Name, what stands under it when it is done, and what stands under it while it lasts."""
    sak = g.sak
    tatt = g.siste("ta")
    har_den = str(sak.ansvarlig or "")
    svar = _("Noen ringer tilbake") if sak.om_enkeltpasient else _("Svar eller avtale")
    gis = _("Dere snakker sammen") if sak.om_enkeltpasient else _("Veiledningen gis")
    avtalt = _("Avtalt %(naar)s") % {"naar": _tid(g.avtale)} if g.avtale and g.avtale.er_bekreftet else ""
    return [
        (_("Spørsmålet er sendt"), _naar(str(sak.melder), sak.meldt_tid), ""),
        (_("Noen tar imot det"), _naar(har_den, tatt.tidspunkt if tatt else None), sak.til_navn),
        (svar, _naar(har_den, sak.forste_svar_tid), _svarer(g)),
        (gis, _naar(har_den, sak.gjennomfort_tid), avtalt or str(T(sak.tilstand).label)),
        (_("Begge sier hva det førte til"), dato(sak.lukket_tid) if sak.lukket_tid else "", ""),
    ]


def _svarer(g: Grunnlag) -> str:
    """Who owes the next move, and by when."""
    sak = g.sak
    if sak.tilstand in (T.AVGRENSET, T.UTENFOR, T.NY_VURDERING, T.TRUKKET):
        return str(T(sak.tilstand).label)
    if sak.tilstand == T.SPURT:
        return _("%(navn)s er spurt tilbake") % {"navn": sak.melder}
    if sak.svarfrist is None:
        return str(sak.ansvarlig or "")
    return _("%(navn)s. Frist %(dato)s") % {"navn": sak.ansvarlig or "", "dato": dato(sak.svarfrist)}


def venter(g: Grunnlag) -> str:
    """Whom it waits for, and for how long."""
    if g.mine:
        return _("Venter på deg")
    if not g.oppgaver:
        return ""
    dager = g.oppgaver[0].ventet_dager()
    if not dager:
        return _("Venter siden i dag")
    return ngettext("Har ventet i %(antall)d dag", "Har ventet i %(antall)d dager", dager) % {"antall": dager}


def vaktsteg(sak: Foresporsel, linje: list[Trinn]) -> list[Steg]:
    """The line as it is today: who has been asked, whose turn it is, who is next and when."""
    naa = min(sak.trinn, len(linje) - 1)
    steg = []
    for nr, trinn in enumerate(linje):
        tilstand: Stegtilstand = "ferdig" if nr < naa else "naa" if nr == naa else "venter"
        tekst = {"ferdig": _("Er spurt"), "naa": _("Har turen nå")}.get(tilstand, "")
        if nr == naa + 1 and (naar := neste(sak)):
            tekst = _("Spørres %(naar)s") % {"naar": naar}
        steg.append(Steg(_folk(trinn), tilstand, "", tekst))
    return steg


def neste(sak: Foresporsel) -> str:
    """When the next on the line is asked. A time that has passed is no promise: the line moves on working days only."""
    if sak.neste_trinn is None or sak.neste_trinn <= timezone.now():
        return ""
    return f"{dato_kort(sak.neste_trinn)} {klokke(sak.neste_trinn)}"


def _folk(trinn: Trinn) -> str:
    """The holders by name; stand-ins only where no holder is left."""
    selv = [f.bruker.navn for f in trinn.folk if f.paa_vegne_av is None]
    return ", ".join(dict.fromkeys(selv or [f.bruker.navn for f in trinn.folk]))


def _tid(avtale: Veiledningsavtale) -> str:
    return f"{dato(avtale.start)} {klokke(avtale.start)}"


def _naar(hvem: str, naar: object) -> str:
    return ", ".join(del_ for del_ in (hvem, dato(naar) if naar else "") if del_)  # type: ignore[arg-type]

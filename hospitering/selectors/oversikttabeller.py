"""The overview as tables, each with its picture: one form for the page, the workbook and the yearly report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from grunnmur.oppgaver.typer import oppgavetype
from grunnmur.organisasjon.models import Faggruppe
from grunnmur.portal.stolper import Bilde, Stolpe

from .. import tekster
from ..models import Side
from .oversikt import Oversikt, Retning, Stegtid, Svar
from .oversiktventer import Venter
from .resultater import Resultat

Verdi = int | float | None
STEGNAVN = {
    tekster.LEDER_EGEN: gettext_lazy("Svar fra leder i egen enhet"),
    tekster.MOTTAK: gettext_lazy("Bekreftelse på mottak"),
    tekster.LEDER_VERT: gettext_lazy("Svar fra leder i hospiteringsenheten"),
}
"""What the line of a task names a person for, and an overview does not."""


@dataclass(frozen=True)
class Linje:
    navn: str
    verdier: list[Verdi]
    forklaring: str = ""


@dataclass(frozen=True)
class Tabell:
    """Figures by line and column, and the same as a picture where one says more."""

    kode: str
    tittel: str
    hode: str
    kolonner: list[str]
    linjer: list[Linje]
    tom: str = ""
    bilde: Bilde | None = None

    @property
    def bred(self) -> bool:
        """Too many columns for a phone: there each line is a card."""
        return len(self.kolonner) > 2

    @property
    def rader(self) -> list[dict[str, object]]:
        """The lines with the name of the column beside each figure."""
        return [
            {
                "navn": linje.navn,
                "forklaring": linje.forklaring,
                "celler": list(zip(self.kolonner, linje.verdier, strict=True)),
            }
            for linje in self.linjer
        ]


@dataclass(frozen=True)
class Matrise:
    """From the parties of the lines to the parties of the columns."""

    kolonner: list[str]
    linjer: list[Linje]
    sum: list[Verdi] = field(default_factory=list)


def dager(antall: float | None) -> str:
    """«1 dag», «2,5 dager», «–»."""
    if antall is None:
        return "–"
    return ngettext("%(antall)s dag", "%(antall)s dager", 1 if antall == 1 else 2) % {"antall": _kort(antall)}


def _kort(antall: float) -> str:
    return f"{antall:.1f}".removesuffix(".0").replace(".", ",")


def ventetabeller(venter: Venter) -> list[Tabell]:
    """What waits now, by what must be done and by where."""
    steg = [
        Linje(str(STEGNAVN.get(s.type) or oppgavetype(s.type).kort), [s.antall, s.forfalt, s.median, s.lengst])
        for s in venter.steg
    ]
    steder = [Linje(s.navn or _("Hospitanten"), [s.antall, s.forfalt, s.lengst]) for s in venter.steder]
    stolper = [
        Stolpe(linje.navn, s.antall - s.forfalt, s.forfalt, str(s.antall))
        for linje, s in zip(steg, venter.steg, strict=True)
    ]
    tekst = " ".join(
        _("%(hva)s: %(antall)s, av dem %(forfalt)s over fristen.")
        % {"hva": s.navn, "antall": s.verdier[0], "forfalt": s.verdier[1]}
        for s in steg
    )
    nokkel = (_("Innen fristen, eller uten frist"), _("Over fristen"))
    bilde = Bilde(_("Det som venter nå"), nokkel, stolper, tekst, varsel=True)
    ingen = _("Ingenting venter nå.")
    kolonner = [_("Antall"), _("Over fristen"), _("Median, dager"), _("Lengst, dager")]
    return [
        Tabell("venter", _("Hva som venter nå"), _("Venter på"), kolonner, steg, ingen, bilde if steg else None),
        Tabell(
            "hvor", _("Hvor det venter nå"), _("Hos"), [_("Antall"), _("Over fristen"), _("Lengst, dager")], steder, ingen
        ),
    ]


def tabellene(o: Oversikt) -> list[Tabell]:
    """What came of the applications of the period, but for who goes where."""
    return [_stegtider(o.steg), _svarene(o), _faggruppene(o), *_resultatene(o)]


def _stegtider(stegene: list[Stegtid]) -> Tabell:
    maalt = [(s, s.median, s.lengst) for s in stegene if s.median is not None and s.lengst is not None]
    navn = {"median": _("Halvparten er raskere enn dette"), "lengst": _("Den som tok lengst tid")}
    stolper = [
        Stolpe(
            _("%(steg)s: %(median)s (lengst %(lengst)s)")
            % {"steg": s.navn, "median": _kort(median), "lengst": _kort(lengst)},
            median, lengst - median, "",
        )
        for s, median, lengst in maalt
    ]  # fmt: skip
    tekst = " ".join(
        _("%(steg)s: median %(median)s, lengst %(lengst)s.")
        % {"steg": s.navn, "median": dager(median), "lengst": dager(lengst)}
        for s, median, lengst in maalt
    )
    return Tabell(
        "tid", _("Tid per steg"), _("Steg"), [_("Saker"), _("Median, dager"), _("Lengst, dager")],
        [Linje(s.navn, [s.antall, s.median, s.lengst], s.forklaring) for s in stegene],
        bilde=Bilde(_("Tid per steg, dager"), (navn["median"], navn["lengst"]), stolper, tekst) if stolper else None,
    )  # fmt: skip


def _svarene(o: Oversikt) -> Tabell:
    svar = [(_("Leder i egen enhet"), o.egen), (_("Leder i hospiteringsenheten"), o.vert)]
    stolper = [Stolpe(navn, s.innvilget, s.avslag, _i_alt(s)) for navn, s in svar]
    tekst = " ".join(
        _("%(hvem)s: %(ja)s innvilget, %(nei)s ikke innvilget.") % {"hvem": navn, "ja": s.innvilget, "nei": s.avslag}
        for navn, s in svar
    )
    return Tabell(
        "svar", _("Innvilget og ikke innvilget"), _("Hvem"),
        [_("Innvilget"), _("Ikke innvilget"), _("Ikke avgjort"), _("Trukket")],
        [Linje(navn, [s.innvilget, s.avslag, s.venter, s.trukket]) for navn, s in svar],
        bilde=Bilde(_("Innvilget og ikke innvilget"), (_("Innvilget"), _("Ikke innvilget")), stolper, tekst),
    )  # fmt: skip


def _i_alt(svar: Svar) -> str:
    return f"{svar.innvilget} + {svar.avslag}" if svar.avslag else str(svar.innvilget)


def _faggruppene(o: Oversikt) -> Tabell:
    navn = {f.value: str(f.label) for f in Faggruppe}
    linjer = [Linje(navn.get(f.faggruppe, f.faggruppe), [f.antall, f.innvilget]) for f in o.faggrupper]
    stolper = [
        Stolpe(rad.navn, f.innvilget, f.antall - f.innvilget, str(f.antall))
        for rad, f in zip(linjer, o.faggrupper, strict=True)
    ]
    tekst = " ".join(
        _("%(faggruppe)s: %(antall)s søknader, %(innvilget)s innvilget.")
        % {"faggruppe": rad.navn, "antall": rad.verdier[0], "innvilget": rad.verdier[1]}
        for rad in linjer
    )
    nokkel = (_("Innvilget av begge"), _("Andre søknader"))
    return Tabell(
        "faggrupper", _("Faggrupper"), _("Faggruppe"), [_("Søknader"), _("Innvilget av begge")], linjer,
        bilde=Bilde(_("Søknader etter faggruppe"), nokkel, stolper, tekst) if stolper else None,
    )  # fmt: skip


def retningstabell(retninger: list[Retning]) -> Tabell:
    """Who goes where, a line for each pair: for the workbook and the report."""
    linjer = [Linje(_("%(fra)s til %(til)s") % {"fra": r.fra, "til": r.til}, [r.antall, r.innvilget]) for r in retninger]
    return Tabell("retninger", _("Fra og til"), _("Fra og til"), [_("Søknader"), _("Innvilget av begge")], linjer)


def matrise(retninger: list[Retning]) -> Matrise:
    """The same with the parties across, and what it comes to for each of them."""
    fra_alle, til_alle = Counter[str](), Counter[str]()
    for r in retninger:
        fra_alle[r.fra] += r.antall
        til_alle[r.til] += r.antall
    til = sorted(til_alle, key=lambda navn: (-til_alle[navn], navn))
    celler = {(r.fra, r.til): r.antall for r in retninger}
    linjer = []
    for fra in sorted(fra_alle, key=lambda navn: (-fra_alle[navn], navn)):
        rad = [celler.get((fra, t), 0) for t in til]
        linjer.append(Linje(fra, [*rad, sum(rad)]))
    summer: list[Verdi] = [sum(r.antall for r in retninger if r.til == t) for t in til]
    return Matrise(til, linjer, [*summer, sum(celler.values())])


def _resultatene(o: Oversikt) -> list[Tabell]:
    ut = []
    for aar in o.nettet:
        for resultat in aar.sider:
            hvem = _("Hospitantene %(aar)s") if resultat.side == Side.HOSPITANT else _("Vertsenhetene %(aar)s")
            for nr, sporsmaal in enumerate(resultat.sporsmaal):
                ut.append(
                    Tabell(
                        f"svar-{aar.aar}-{resultat.side}-{nr}",
                        f"{hvem % {'aar': aar.aar}}: {sporsmaal.tekst}",
                        _("Svar"),
                        [_("Antall"), _("Prosent")],
                        [Linje(a.navn, [a.antall, a.prosent]) for a in sporsmaal.svar],
                    )
                )
    if o.enhetene:
        kolonner = [_("Svar"), _("Målene i stor grad eller helt nådd, prosent"), _("Godt eller stort utbytte, prosent")]
        linjer = [Linje(e.enhet, [e.resultat.antall, *_gode(e.resultat)]) for e in o.enhetene]
        ut.append(Tabell("enhetene", _("Hospitantenes svar, alle år"), _("Enhet"), kolonner, linjer))
    return ut


def _gode(resultat: Resultat) -> list[Verdi]:
    """Of each of the two scales how many in a hundred gave one of the two best answers."""
    return [round(100 * sum(a.antall for a in sporsmaal.svar[:2]) / resultat.antall) for sporsmaal in resultat.sporsmaal[:2]]

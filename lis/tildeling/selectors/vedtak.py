"""What the page of a round shows of the decision: interests, who signs, when it is published, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.valg import Neste, Valg, Valgrad, neste_for, valg_for
from grunnmur.utvalg.models import Motesak
from grunnmur.utvalg.selectors.protokoll import Vedtaksopplysning, paa_saksliste, vedtak_i

from .. import overganger as o
from .. import rules
from ..models import Deltaker, Forslagstilstand, Runde, Rundetilstand
from ..models.adgang import leser_runder
from .habilitet import Binding, Habilitetsrad, bindinger, habilitetsrader
from .seter import ikke_representert

RT = Rundetilstand
MED_VEDTAK = (RT.UNDERSKRIFT, RT.VEDTATT, RT.PUBLISERT)


VALG = (
    Valgrad(o.MELD_HABILITET, gettext_lazy("Meld fra om egen habilitet"), "tildeling:meld_habilitet", "person"),
    Valgrad(o.SETT_PAA_SAKSLISTEN, gettext_lazy("Sett runden på sakslisten"), "tildeling:paa_sakslisten", "calendar"),
    Valgrad(o.SEND_TILBAKE, gettext_lazy("Send tilbake til behandling"), "tildeling:send_tilbake", "undo"),
    Valgrad(o.SETT_TID, gettext_lazy("Bestem når det publiseres"), "tildeling:sett_tid", "clock"),
    Valgrad(o.TA_OPP_IGJEN, gettext_lazy("Ta saken opp igjen"), "tildeling:ta_opp_igjen", "undo"),
)


@dataclass(frozen=True)
class Vedtakspanel:
    """For the committee and those who prepare; of a published round also for those who read rounds."""

    runde: Runde
    arbeider: bool
    """Sits in the committee, or prepares for it: sees what was declared."""
    behandler: bool
    """Has a part in it, and reads what it is decided from."""
    habilitet: list[Habilitetsrad] = field(default_factory=list)
    bindinger: list[Binding] = field(default_factory=list)
    saksliste: list[Motesak] = field(default_factory=list)
    behandlet: list[Vedtaksopplysning] = field(default_factory=list)
    deltakere: list[Deltaker] = field(default_factory=list)
    mangler: list[str] = field(default_factory=list)
    """Fixed representations of the committee that nobody in the decision fills (S1-L11)."""
    ser_vedtaket: bool = False
    ser_protokollen: bool = False
    neste: Neste | None = None
    gjor: list[Valg] = field(default_factory=list)
    uten_konto: list[str] = field(default_factory=list)
    """Candidates who were told by mail alone."""

    @property
    def uavklart(self) -> bool:
        return any(not rad.rad.utfall for rad in self.habilitet)


def ser_vedtaket(bruker: Bruker, runde: Runde) -> bool:
    """Those who work with the round, once it is to be signed."""
    return runde.tilstand in MED_VEDTAK and bool(rules.behandler(bruker, runde))


def ser_protokollen(bruker: Bruker, runde: Runde) -> bool:
    """Those who work with the round once it is decided; County Governor and RHF once it is published. Nobody ruled out."""
    if runde.tilstand == RT.PUBLISERT:
        return leser_runder(bruker) and not rules.er_utelukket(bruker, runde)
    return runde.tilstand == RT.VEDTATT and bool(rules.behandler(bruker, runde))


def vedtakspanel(bruker: Bruker, runde: Runde) -> Vedtakspanel | None:
    """None where this person has nothing to see."""
    behandler = bool(rules.behandler(bruker, runde))
    arbeider = (behandler or rules.sitter_i_utvalget(bruker, runde)) and not _er_kandidat(bruker, runde)
    protokoll = ser_protokollen(bruker, runde)
    if not arbeider and not protokoll:
        return None
    vedtaket = runde.tilstand in MED_VEDTAK and behandler
    deltakere = gjeldende_deltakere(runde) if behandler or protokoll else []
    kan = {overgang.navn for overgang in o.RUNDE.fullmakter(bruker, runde)}
    return Vedtakspanel(
        runde=runde,
        arbeider=arbeider,
        behandler=behandler,
        habilitet=habilitetsrader(bruker, runde) if arbeider else [],
        bindinger=bindinger(runde, med_onsker=behandler and runde.etter_fristen) if arbeider else [],
        saksliste=paa_saksliste(runde) if arbeider else [],
        behandlet=vedtak_i(runde) if arbeider else [],
        deltakere=deltakere,
        mangler=mangler_blant(runde, deltakere),
        ser_vedtaket=vedtaket,
        ser_protokollen=protokoll,
        neste=_neste(runde, kan) if behandler else None,
        gjor=valg_for(runde, VALG, kan if behandler else kan - {o.MELD_HABILITET.navn}),
        uten_konto=_uten_konto(runde) if behandler and runde.tilstand == RT.PUBLISERT else [],
    )


def gjeldende_deltakere(runde: Runde) -> list[Deltaker]:
    """Who decides, or decided, with seats."""
    rader = runde.deltakere.filter(tilbakekalt=None)
    return list(rader.select_related("bruker", "medlem__bruker", "medlem__representasjon", "medlem__virksomhet"))


def mangler_blant(runde: Runde, deltakere: list[Deltaker]) -> list[str]:
    """Fixed representations that nobody of these fills, the day they were set up."""
    if not deltakere:
        return []
    return ikke_representert(runde, {d.medlem_id: d.bruker_id for d in deltakere}, lokal_dato(deltakere[0].satt_opp))


def _er_kandidat(bruker: Bruker, runde: Runde) -> bool:
    return runde.kandidater.filter(lege__bruker=bruker.pk).exists()


def _uten_konto(runde: Runde) -> list[str]:
    leger = runde.kandidater.filter(trukket=None, lege__bruker=None).order_by("lege__sortering")
    return list(leger.values_list("lege__navn", flat=True))


def _neste(runde: Runde, kan: set[str]) -> Neste | None:
    steg = partial(neste_for, runde)
    if o.TIL_UNDERSKRIFT.navn in kan and runde.forslag.filter(tilstand=Forslagstilstand.BEREGNET, hypotetisk=False).exists():
        return steg(
            o.TIL_UNDERSKRIFT, _("Klar til å vedta?"),
            _("Velg forslaget, og hvem som deltar for hver plass i utvalget. De skriver under."),
            _("Send til underskrift"), "tildeling:til_underskrift", "send",
        )  # fmt: skip
    if o.SIGNER.navn in kan:
        return steg(
            o.SIGNER, _("Utvalget venter på underskriften din"),
            _("Les vedtaket, og skriv under. Er noe feil, sender du det tilbake."),
            _("Les og skriv under"), "tildeling:vedtaket", "pencil",
        )  # fmt: skip
    if o.PUBLISER.navn in kan:
        return steg(
            o.PUBLISER, _("Vedtatt, ikke publisert"),
            _("Ingen utenfor utvalget vet noe ennå. Alle får beskjed samtidig når du publiserer."),
            _("Publiser"), "tildeling:publiser", "send",
        )  # fmt: skip
    return None

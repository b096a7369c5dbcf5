"""The proposals of a round: which there are, what they were made from, and whether the round is another by now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.db.models.fields.json import KT

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Hendelse

from .. import rules
from ..fordeling import Resultat, UgyldigInndata, les, les_resultat
from ..models import Endring, Forslag, Forslagstilstand, Kandidat, Kriterium, Poeng, Runde, Rundetilstand
from .forslag_inndata import Faste, Valg, lag_inndata

FT = Forslagstilstand
VISNINGER = {
    FT.BESTILT: Visning.I_KO,
    FT.BEREGNET: Visning.FERDIG,
    FT.FEILET: Visning.FEILET,
    FT.VALGT: Visning.AVTALT,
    FT.FORKASTET: Visning.TRUKKET,
}


def valg_for(sak: Forslag) -> Valg:
    """What the proposal tries otherwise than it is, as it was ordered."""
    if not sak.hypotetisk:
        return Valg()
    forst = Hendelse.objects.for_sak(sak).filter(navn="bestill").order_by("id").values_list("data", flat=True).first()
    return Valg.fra_data(forst or {})


def faste_i(sak: Forslag) -> Faste:
    """Whom the committee has placed otherwise, and where."""
    return dict(sak.endringer.order_by().values_list("kandidat", "kommune"))


def er_foreldet(sak: Forslag) -> bool:
    """Whether the same order would be given another input today: places, wishes, points, groups or candidates differ."""
    try:
        return lag_inndata(sak.runde, endringer=faste_i(sak), valg=valg_for(sak)).avtrykk != sak.inndata_sha256
    except UgyldigInndata:
        return True


def froet_er_kjent(sak: Forslag) -> bool:
    """Whether the seed of the lots is public: it was promised by its fingerprint, and nobody is shown it before."""
    return sak.runde.tilstand == Rundetilstand.PUBLISERT


def resultat_av(sak: Forslag) -> Resultat:
    """The stored answer, read and not computed again."""
    return les_resultat(sak.resultat, les(sak.inndata))


def endringer_i(sak: Forslag) -> QuerySet[Endring]:
    """The changes of the committee, the first first, with the people and places they are about."""
    return sak.endringer.select_related("kandidat__lege", "kommune", "av").order_by("tidspunkt")


TALL = ("med_plass", "uten_plass", "forste_promille", "verste_onske")


# --- the list ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forslagsrad:
    """One proposal in the list, with the figures proposals are compared by; None until it is computed."""

    sak: Forslag
    visning: Visning
    endringer: int
    med_plass: int | None
    uten_plass: int | None
    forste_prosent: int | None
    verste_onske: int | None


def i_listen(forslag: QuerySet[Forslag]) -> QuerySet[Forslag]:
    """With the figures of a row, and without the input and the answer they come from."""
    tall = {f"tall_{navn}": KT(f"resultat__nokkeltall__{navn}") for navn in TALL}
    return (
        forslag.select_related("bestilt_av", "bygger_paa")
        .defer("inndata", "resultat", "bygger_paa__inndata", "bygger_paa__resultat")
        .annotate(antall_endringer=Count("endringer"), **tall)
    )


def rader(forslag: Iterable[Forslag]) -> list[Forslagsrad]:
    svar = []
    for sak in forslag:
        promille = _tall(sak, "forste_promille")
        svar.append(
            Forslagsrad(
                sak=sak,
                visning=VISNINGER[FT(sak.tilstand)],
                endringer=sak.antall_endringer,  # type: ignore[attr-defined]
                med_plass=_tall(sak, "med_plass"),
                uten_plass=_tall(sak, "uten_plass"),
                forste_prosent=None if promille is None else promille // 10,
                verste_onske=_tall(sak, "verste_onske"),
            )
        )
    return svar


def _tall(sak: Any, navn: str) -> int | None:
    verdi = getattr(sak, f"tall_{navn}")
    return None if verdi is None else int(verdi)


# --- what the round's own page shows ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Forslagspanel:
    """The proposals of a round on its page."""

    runde: Runde
    rader: list[Forslagsrad]
    flere: int
    """How many older ones are in the list only."""
    kan_lage: bool
    kan_sammenlignes: bool


FLEST_I_PANELET = 5


def forslagspanel(bruker: Bruker, runde: Runde) -> Forslagspanel | None:
    """For those who decide the round, when the wishes are in; to everybody else there is nothing here."""
    if not (runde.etter_fristen and rules.behandler(bruker, runde)):
        return None
    synlige = Forslag.objects.synlig_for(bruker).filter(runde=runde)
    alle = list(i_listen(synlige).order_by("-opprettet")[: FLEST_I_PANELET + 1])
    antall = len(alle) if len(alle) <= FLEST_I_PANELET else synlige.count()
    return Forslagspanel(
        runde=runde,
        rader=rader(alle[:FLEST_I_PANELET]),
        flere=antall - min(len(alle), FLEST_I_PANELET),
        kan_lage=kan_lage(bruker, runde),
        kan_sammenlignes=sum(sak.resultat_sha256 != "" for sak in alle) > 1,
    )


def kan_lage(bruker: Bruker, runde: Runde) -> bool:
    return runde.tilstand == Rundetilstand.BEHANDLES and bool(rules.behandler(bruker, runde))


@dataclass(frozen=True)
class Mangler:
    """What the committee may want to see to before it makes a proposal. Nothing of it hinders one."""

    uten_onsker: int
    uten_poeng: int
    """Candidates who lack points by some criterion that is for everybody."""

    @property
    def noe(self) -> bool:
        return bool(self.uten_onsker or self.uten_poeng)


def mangler(runde: Runde) -> Mangler:
    onsker = Kandidat.objects.filter(runde=runde, trukket=None, fast_kommune=None)
    felles = Kriterium.objects.filter(kriterier=runde.kriterier_id, per_kommune=False).count()
    med_alle = 0
    if felles:
        gitt = Poeng.objects.filter(kandidat__in=onsker, kriterium__per_kommune=False).order_by()
        med_alle = gitt.values("kandidat").annotate(n=Count("pk")).filter(n=felles).count()
    return Mangler(onsker.filter(onsker_levert=None).count(), onsker.count() - med_alle if felles else 0)


def kan_sammenlignes(bruker: Bruker, runde: Runde) -> list[tuple[str, str]]:
    """The computed proposals of a round as choices, the newest first."""
    synlige = Forslag.objects.synlig_for(bruker).filter(runde=runde).exclude(resultat_sha256="")
    rader_: list[tuple[UUID, str | None, str]] = list(
        synlige.order_by("-opprettet").values_list("pk", "saksnummer", "navn")[:100]
    )
    return [(str(pk), f"{navn} ({nr})") for pk, nr, navn in rader_]

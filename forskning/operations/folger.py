"""What follows from a verb here: who is told, and who owes an answer."""

from __future__ import annotations

from collections.abc import Iterable

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.varsling.operations import varsle

from ..models import Partner, Prosjekt
from ..rules import STYRER_FOR_EIER, svarrollen


def si_fra(
    sak: Sak, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None], *, adresse: str = "", **data: str | int
) -> None:
    """Tell these people, with the case number and what `data` names, never what the case says."""
    varsle(
        hendelse,
        mal=f"forskning.{mal}",
        mottakere=til,
        adresse=adresse or sak.get_absolute_url(),  # type: ignore[attr-defined]
        data={"saksnummer": sak.saksnummer or "", **data},
    )


def folk(fullmakter: Iterable[Fullmakt]) -> list[Bruker]:
    """Each person once, in order."""
    return list({f.bruker.pk: f.bruker for f in fullmakter}.values())


def svarer_for(virksomhet: Virksomhet) -> list[Bruker]:
    """Those who answer for a party (S4-B03); empty where nobody here does."""
    return folk(ansvarlige(svarrollen(virksomhet), virksomhet=virksomhet))


def de_som_styrer(prosjekt: Prosjekt) -> list[Bruker]:
    """The project's leader, else those who step in for the party that owns it."""
    if prosjekt.leder.is_active:
        return [prosjekt.leder]
    return [b for rolle in STYRER_FOR_EIER for b in folk(ansvarlige(rolle, virksomhet=prosjekt.eier))]


def prosjektets_folk(prosjekt: Prosjekt) -> list[Bruker]:
    """The leader and everybody with an account who takes part today."""
    deltakere = prosjekt.deltakere.gjeldende().filter(bruker__is_active=True).select_related("bruker")
    alle = [*de_som_styrer(prosjekt), *(d.bruker for d in deltakere if d.bruker)]
    return list({b.pk: b for b in alle}.values())


def partnernes_folk(prosjekt: Prosjekt) -> list[Bruker]:
    """Those who answer for each party that is in the project or asked to be."""
    partnere: Iterable[Partner] = prosjekt.partnere.med().select_related("virksomhet")
    return list({b.pk: b for p in partnere for b in svarer_for(p.virksomhet)}.values())


def koordinatorer() -> list[Bruker]:
    """Every FoU coordinator of the network."""
    roller = Rolle.objects.gjeldende().filter(type=RolleType.FOU_KOORDINATOR, bruker__is_active=True)
    return list({r.bruker_id: r.bruker for r in roller.select_related("bruker")}.values())

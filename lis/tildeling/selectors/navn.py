"""The names behind the ids of a frozen input."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Virksomhet

from ..fordeling import Feilkode, Inndata, UgyldigInndata
from ..models import Kandidat, Kriteriegruppe


class Navn:
    """Of everybody and everything in an input, each kind read once, and only when asked for."""

    def __init__(self, kandidater: Iterable[str], kommuner: Iterable[str], grupper: Iterable[str] = ()) -> None:
        self._kandidater, self._kommuner, self._grupper = list(kandidater), list(kommuner), set(grupper)

    @classmethod
    def fra(cls, inndata: Inndata) -> Navn:
        grupper = {gruppe for kommune in inndata.kommuner for gruppe in kommune.reservert}
        grupper |= {gruppe for kandidat in inndata.kandidater for gruppe in kandidat.grupper}
        return cls(inndata.kandidat, inndata.kommune, grupper)

    @cached_property
    def kandidater(self) -> dict[str, str]:
        """In Norwegian order."""
        rader = Kandidat.objects.filter(pk__in=_uuider(self._kandidater)).order_by("lege__sortering", "pk")
        return {str(pk): navn for pk, navn in rader.values_list("pk", "lege__navn")}

    @cached_property
    def kommuner(self) -> dict[str, str]:
        """In Norwegian order."""
        rader = Virksomhet.objects.filter(pk__in=_uuider(self._kommuner)).order_by("sortering", "pk")
        return {str(pk): navn for pk, navn in rader.values_list("pk", "navn")}

    @cached_property
    def grupper(self) -> dict[str, str]:
        rader = Kriteriegruppe.objects.filter(pk__in=_uuider(self._grupper))
        return {str(pk): navn for pk, navn in rader.values_list("pk", "navn")}

    def kandidat(self, id_: str) -> str:
        return self.kandidater.get(id_) or _("en kandidat")

    def kommune(self, id_: str | None) -> str:
        return self.kommuner.get(id_ or "") or _("en kommune")

    def gruppe(self, id_: str) -> str:
        return self.grupper.get(id_) or _("en gruppe")


def _uuider(ider: Iterable[str]) -> list[UUID]:
    svar = []
    for id_ in ider:
        try:
            svar.append(UUID(id_))
        except ValueError:
            continue
    return svar


def feilsetning(feil: UgyldigInndata, *, endring: bool = False) -> str:
    """Why the rows of a round cannot be used, by name, and what to do about it; `endring` where one was about to be made."""
    kommune = str(feil.hvor.get("kommune", ""))
    kandidater = feil.hvor.get("kandidater")
    faste = [str(id_) for id_ in kandidater] if isinstance(kandidater, list) else []
    navn = Navn(faste, [kommune])
    if feil.kode == Feilkode.FASTE_FAR_IKKE_PLASS:
        data = {"kommune": navn.kommune(kommune), "hvem": ", ".join(navn.kandidater.values())}
        if endring:
            return _("%(kommune)s har ikke plass til alle som da skal dit uansett: %(hvem)s. Velg en annen kommune.") % data
        return (
            _(
                "%(kommune)s har ikke plass til alle som skal dit uansett: %(hvem)s. Få godkjent flere plasser der, eller "
                "ta en av dem ut av runden."
            )
            % data
        )
    if feil.kode == Feilkode.FOR_MANGE_RESERVERT:
        return _(
            "Det er reservert flere plasser i %(kommune)s enn det er ledige, godkjente plasser. Få godkjent flere plasser "
            "der før du lager et forslag."
        ) % {"kommune": navn.kommune(kommune)}
    return _("Grunnlaget kan ikke brukes. Se over kandidater, ønsker og plasser, og lag et nytt forslag.")

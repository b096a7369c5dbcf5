"""Some cases on the way: what anybody may try, in whatever order, while time goes by and people change roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from hospitering.models import Enhetsprofil, Evaluering, Forberedelsespunkt, Soknad
from hospitering.operations import (
    klokka,
)

from . import avtaler, lovnader
from . import verbvalg as valg
from .verb import DAG, Verb

NEI = (Nektet, UlovligOvergang, Utdatert, ValidationError, LookupError, ObjectDoesNotExist)
"""The last where there is no agreement yet: the pages of one answer 404."""
HVEM_SOM_HELST = (
    "soker", "leder", "stedfortreder", "overleder", "mottak", "vertsleder", "divisjonsleder", "kontakt", "hamarleder",
    "sekretariat", "utenfor",
)  # fmt: skip


def byen(cast: Any) -> list[Soknad]:
    """Where a walk begins: a draft, one that is answered, one that is agreed, one that is ready; three hospitants a week."""
    avtaler.tekst()
    Enhetsprofil.objects.create(enhet=cast.palliativ, kapasitet=3)
    ferdig = avtaler.klar(cast)
    for tekst, side in (("Bestill adgangskort", "vert"), ("Les om lindring", "hospitant")):
        Forberedelsespunkt.objects.create(enhet=cast.palliativ, tekst=tekst, ansvarlig=side)
    return [cast.utkast(), cast.besvart(), avtaler.inngaatt(cast), ferdig]


@dataclass
class Vandrer:
    """`velg` decides everything. `gjort` counts the verbs that went through, `naadd` the states that were reached."""

    cast: Any
    saker: list[Soknad]
    velg: Callable[[list[Any]], Any]
    gjort: Counter[str] = field(default_factory=Counter)
    naadd: set[str] = field(default_factory=set)
    nei: int = 0
    naa: datetime = field(default_factory=timezone.now)
    tatt: dict[tuple[Any, Any], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tatt = lovnader.kapasiteten({})

    def steg(self) -> None:
        """Time goes by, or somebody tries something. What is refused changes nothing."""
        hva = self.velg(["oppgave"] * 5 + ["vanlig"] * 9 + ["hva som helst"] * 2 + ["tiden"] * 3 + ["folk"])
        nr = self.velg([0, 0, 1, 1, 2, 2, 3, 3])
        if hva == "tiden":
            self.la_tiden_gaa(self.saker[nr])
        elif hva == "folk":
            self.velg(valg.FOLK)(self)
        elif hva == "oppgave":
            self.gjor_det_du_skylder(nr)
        else:
            verb = self.velg(valg.VANLIGST[self.saker[nr].tilstand] if hva == "vanlig" else valg.ALLE)
            self.prov(nr, verb, self.rett(self.saker[nr], verb) if hva == "vanlig" else self.en())

    def en(self) -> Bruker:
        return self.cast.folk[self.velg(list(HVEM_SOM_HELST))]

    def rett(self, sak: Soknad, verb: Verb) -> Bruker:
        """Mostly somebody who does such things."""
        return self.cast.folk[self.velg(valg.HVEM[verb])]

    def prov(self, nr: int, verb: Verb, hvem: Bruker) -> bool:
        sak = self.saker[nr]
        foer = self.avtrykk(sak)
        try:
            verb(self, sak, hvem)
        except NEI:
            assert self.avtrykk(sak) == foer, f"{verb.__name__} was refused and left something"
            self.nei += 1
            return False
        klokka.folg(naa=self.naa)
        self.kontroller(nr)
        return True

    def gjor_det_du_skylder(self, nr: int) -> None:
        """Whoever the portal asks may answer: the right is never refused."""
        sak = self.saker[nr]
        aapne = [
            rad for rad in Oppgave.objects.for_sak(sak).aapne().order_by("type", "person__navn") if _kort(rad) in valg.SVARER
        ]
        if not aapne:
            return
        oppgave = self.velg(aapne)
        mulige = [self.cast.folk[kode] for kode in SPURTE]
        hvem = [oppgave.person] if oppgave.person else [b for b in mulige if _venter_paa(oppgave, b)]
        if not hvem:
            return
        bruker, verb = self.velg(hvem), valg.SVARER[_kort(oppgave)]
        try:
            verb(self, sak, bruker)
        except Nektet as feil:
            raise AssertionError(f"{bruker.navn} is asked for {oppgave.type}, and refused") from feil
        except NEI:
            self.nei += 1
            return
        klokka.folg(naa=self.naa)
        self.kontroller(nr)

    def la_tiden_gaa(self, sak: Soknad) -> None:
        """A day, a week, or until the next date of a case: the clock follows, and leaves nothing for a second round."""
        self.naa = max(self.naa, self.velg([self.naa + DAG, self.naa + 7 * DAG, *self.datoer(sak)]))
        klokka.folg(naa=self.naa)
        lovnader.tiden(self.naa)
        naa = dict(Soknad.objects.filter(pk__in=[s.pk for s in self.saker]).values_list("pk", "versjon"))
        for nr, saken in enumerate(self.saker):
            if naa[saken.pk] != saken.versjon:
                self.kontroller(nr)

    def datoer(self, sak: Soknad) -> list[datetime]:
        """The first day of a case, the day after its last, and the day after an evaluation is due."""
        rad = avtaler.naa_er(sak)
        med = getattr(rad, "avtale", None)
        if med is None or med.fra is None:
            return []
        frister = list(Evaluering.objects.filter(soknad=sak).order_by("side").values_list("frist", flat=True))
        dager = [med.fra, med.fra, med.fra - DAG, med.til + DAG, med.til + DAG, *(frist + DAG for frist in frister)]
        return [avtaler.kl(dag, 7) for dag in dager]

    def avtrykk(self, sak: Soknad) -> list[Any]:
        return [Soknad.objects.filter(pk=sak.pk).values().first(), Hendelse.objects.for_sak(sak).count()]

    def kontroller(self, nr: int) -> None:
        sak = self.saker[nr] = avtaler.naa_er(self.saker[nr])
        self.naadd.add(sak.tilstand)
        self.tatt = lovnader.kapasiteten(self.tatt)
        lovnader.alle(self.cast, sak)

    def regnskap(self) -> Counter[str]:
        return Counter(Hendelse.objects.filter(sak_id__in=[s.pk for s in self.saker]).values_list("navn", flat=True))

    def som(self, sak: Soknad, hvem: Bruker) -> dict[str, Any]:
        return {"utfort_av": hvem, "versjon": sak.versjon, "naa": self.naa}

    @property
    def idag(self) -> date:
        return lokal_dato(self.naa)


SPURTE = ("leder", "overleder", "stedfortreder", "vertsleder", "divisjonsleder", "mottak", "kontakt_adm")
"""Who a role may come to."""


def _venter_paa(oppgave: Oppgave, bruker: Bruker) -> bool:
    return Oppgave.objects.venter_paa(bruker).filter(pk=oppgave.pk).exists()


def _kort(oppgave: Oppgave) -> str:
    return oppgave.type.removeprefix("hospitering.")

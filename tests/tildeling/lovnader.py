"""What docs/lis1-tildeling.md promises, asked of the rows without the code that keeps it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.models import Hendelse
from lis.lis1.models import Kommuneplass
from lis.tildeling.fordeling import avtrykk, fordel, les
from lis.tildeling.models import Endring, Forslag, Frafall, Kandidat, Restplass, Runde, Tildeling

from .vandring import Vandring, onsker_i, utelukkede

I_ARBEID = ("ledig", "utlyst", "avtale_annet_hf")
VEDTATT = ("vedtatt", "publisert")
UTELUKKET_KAN = ("onsk", "meld_habilitet")
"""A candidate wishes, and anybody in the committee may declare an interest."""


def utelukket_for(runder: Iterable[Runde]) -> dict[Any, set[Any]]:
    return {sak.pk: utelukkede(sak) for sak in runder}


def lovet(v: Vandring) -> None:
    """Everything that must hold whatever has been done."""
    for sak in Runde.objects.select_related("kriterier", "valgt"):
        vedtaket(sak)
        if sak.pk in v.onsker:
            assert onsker_i(sak) == v.onsker[sak.pk], "wishes changed after closing"
        if sak.tilstand == "publisert":
            publisert(sak, v.ved_publisering[sak.pk])
    plassene(v)
    forslagene()
    ingen_helse()


def ingen_utelukket_gjorde_noe(foer: dict[Any, set[Any]], siden: int) -> None:
    """Nobody ruled out before this step did anything in the round by it."""
    forslag = dict(Forslag.objects.values_list("pk", "runde"))
    for hendelse in Hendelse.objects.filter(pk__gt=siden):
        ute = foer.get(forslag.get(hendelse.sak_id, hendelse.sak_id), set())
        assert hendelse.utfort_av_id not in ute or hendelse.navn in UTELUKKET_KAN, hendelse.navn


def vedtaket(sak: Runde) -> None:
    gjeldende = list(sak.deltakere.filter(tilbakekalt=None))
    skylder = {d.bruker_id for d in gjeldende if d.signert is None}
    bedt = Oppgave.objects.for_sak(sak).aapne().filter(type="tildeling.signer").values_list("person", flat=True)
    assert set(bedt) == skylder, "those who are asked to sign are those who owe it"
    if sak.tilstand in ("planlagt", "aapen", "behandles", "avlyst"):
        assert not gjeldende
        assert sak.valgt is None
        return
    assert not {d.bruker_id for d in gjeldende} & utelukkede(sak), "somebody ruled out takes part"
    assert not sak.habilitet.filter(utfall="").exists(), "an interest is undecided"
    assert sak.kriterier and sak.kriterier.tilstand in ("gjelder", "avlost") and sak.kriterier.vedtatt
    assert len({d.bruker_id for d in gjeldende}) == len(gjeldende) >= sak.kriterier.beslutningsdyktig
    assert {d.forslag_id for d in gjeldende} == {sak.valgt_id}
    if sak.tilstand in VEDTATT:
        assert not skylder, "a signature is missing"
        innhold = {
            d.signatur and d.signatur.sha256 for d in sak.deltakere.filter(tilbakekalt=None).select_related("signatur")
        }
        assert len(innhold) == 1, "they signed different decisions"
    if sak.tilstand == "publisert":
        assert not Oppgave.objects.for_sak(sak).aapne().exists()


def publisert(sak: Runde, plasser: set[Any]) -> None:
    """The allocations are the placements of the chosen proposal, and every place there was is accounted for."""
    assert sak.valgt
    fikk = {(str(t.kandidat_id), str(t.plass.kommune_id)) for t in sak.tildelinger.select_related("plass")}
    assert fikk == {(p["kandidat"], p["kommune"]) for p in sak.valgt.resultat["plasseringer"] if p["kommune"]}
    assert sak.tildelinger.count() == len(fikk)
    opptatt = Counter(Tildeling.objects.exclude(tilstand="frafalt").values_list("plass", flat=True))
    aapne = Counter(Restplass.objects.filter(tilstand__in=I_ARBEID).values_list("plass", flat=True))
    for plass in Kommuneplass.objects.filter(pk__in=plasser):
        har = opptatt[plass.pk] + aapne[plass.pk]
        siste = plass.restplasser.order_by("opprettet").last()
        lukket = siste is not None and siste.tilstand == "lukket"
        assert har == 1 or (har == 0 and (lukket or plass.tilstand != "godkjent")), f"{plass}: {har}"


def plassene(v: Vandring) -> None:
    levende = list(Tildeling.objects.exclude(tilstand="frafalt").select_related("plass"))
    assert len({t.plass_id for t in levende}) == len(levende), "two doctors in a place"
    assert all(t.plass.tilstand == "godkjent" for t in levende), "a place that somebody has was withdrawn"
    lopende = [t.lege_id for t in levende if t.tilstand != "fullfort"]
    assert len(set(lopende)) == len(lopende), "two places for a doctor"
    for frafall in Frafall.objects.select_related("tildeling", "restplass"):
        assert frafall.tildeling.tilstand == "frafalt"
        assert frafall.restplass.plass_id == frafall.tildeling.plass_id, "nobody was told that the place is free"
    for rest in Restplass.objects.all():
        aapne = Oppgave.objects.for_sak(rest).aapne().count()
        assert aapne == (rest.tilstand in I_ARBEID), "whoever sees to a place left over has a task, and only then"


def forslagene() -> None:
    """What is kept gives the same answer again."""
    for sak in Forslag.objects.exclude(tilstand="bestilt"):
        svar = fordel(les(sak.inndata))
        assert (svar.avtrykk, avtrykk(sak.resultat)) == (sak.resultat_sha256, sak.resultat_sha256), "another answer"


def ingen_helse() -> None:
    def med(felt: str) -> Q:
        return Q(**{f"{felt}__icontains": "gravid"})

    assert not Endring.objects.filter(med("begrunnelse")).exists()
    assert not Kandidat.objects.filter(med("unntak_begrunnelse")).exists()
    assert not Tildeling.objects.filter(med("unntak_begrunnelse")).exists()
    assert not Hendelse.objects.filter(med("kommentar") | med("data")).exists()

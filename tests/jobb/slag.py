"""Kinds of work that exist only in these tests, and a short way to order them."""

from typing import Any

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import bestill
from grunnmur.jobb.typer import Jobbfeil, Resultat
from grunnmur.organisasjon.models import Bruker


def ekko(jobb: Jobb, framdrift: Any) -> Resultat:
    framdrift(50)
    return Resultat(jobb.inndata["tekst"].encode(), "text/plain", "ekko æøå.txt")


def umulig(jobb: Jobb, framdrift: Any) -> Resultat:
    raise Jobbfeil("Velg færre rader og bestill på nytt.")


def ustodig(jobb: Jobb, framdrift: Any) -> Resultat:
    raise RuntimeError("hemmelig innhold")


def treg(jobb: Jobb, framdrift: Any) -> Resultat:
    while True:
        pass


def bestilling(bruker: Bruker, slag: str = "ekko", tekst: str = "hei", **valg: Any) -> Jobb:
    return bestill(f"prove.{slag}", {"tekst": tekst}, bestilt_av=bruker, tittel="En prøve", **valg)

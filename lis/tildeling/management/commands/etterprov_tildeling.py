"""Compute an allocation again, and print its fingerprints. Exit code 1 when anything is another than what was kept."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ...fordeling import UgyldigInndata
from ...models import Forslag, Runde
from ...selectors.etterprov import Etterproving, etterprov, etterprov_forslag


class Command(BaseCommand):
    help = (
        "Etterprøv en tildeling: regn den ut på nytt og skriv kontrollsummene. Saksnummeret til et forslag (F1-…) eller en "
        "runde (R1-…), eller en fil med grunnlaget (<saksnummer>-inndata.json)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("hva", help="saksnummer, eller fil med grunnlaget")
        parser.add_argument("--resultat", type=Path, help="fil med svaret (<saksnummer>-resultat.json)")

    def handle(self, *args: Any, **options: Any) -> None:
        hva: str = options["hva"]
        svar = self._fra_fil(Path(hva), options["resultat"]) if hva.endswith(".json") else self._fra_sak(hva)
        self.stdout.write(f"inndata   {svar.inndata_sha256}")
        self.stdout.write(f"resultat  {svar.resultat_sha256}")
        for brudd in svar.brudd:
            self.stdout.write(f"brudd     {brudd.slag.value} {brudd.kandidat} {brudd.kommune} {brudd.annen}".rstrip())
        if svar.lagret_inndata not in ("", svar.inndata_sha256):
            self.stdout.write(f"lagret inndata   {svar.lagret_inndata}")
        if not svar.like:
            self.stdout.write(f"lagret resultat  {svar.lagret_resultat or svar.svar_sha256}")
        if not svar.holder:
            raise CommandError("Svaret er et annet enn det som er lagret.", returncode=1)
        self.stdout.write("Samme svar, og ingenting galt med det.")

    def _fra_sak(self, saksnummer: str) -> Etterproving:
        sak = Forslag.objects.filter(saksnummer=saksnummer).first()
        if sak is None:
            runde = Runde.objects.filter(saksnummer=saksnummer).select_related("valgt").first()
            sak = runde.valgt if runde else None
        if sak is None or not sak.resultat_sha256:
            raise CommandError(f"Fant ikke noe beregnet forslag med saksnummer {saksnummer}.", returncode=2)
        return etterprov_forslag(sak)

    def _fra_fil(self, fil: Path, resultat: Path | None) -> Etterproving:
        try:
            return etterprov(json.loads(fil.read_bytes()), json.loads(resultat.read_bytes()) if resultat else None)
        except (OSError, UgyldigInndata, ValueError, KeyError, TypeError) as feil:
            raise CommandError(f"Filen kan ikke brukes: {feil}", returncode=2) from feil

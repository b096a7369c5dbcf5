"""Write everything the portal holds about one case, as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hospitering.models import Soknad
from hospitering.selectors.eksport import hele_saken


class Command(BaseCommand):
    help = "Skriver alt portalen har om en sak som JSON, også private opplysninger. Brukes når noen ber om innsyn."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("saksnummer", help="for eksempel H-2026-0147")

    def handle(self, *args: Any, **options: Any) -> None:
        nummer = options["saksnummer"].strip().upper()
        sak = Soknad.objects.filter(saksnummer=nummer).first()
        if sak is None:
            raise CommandError(f"Fant ingen sak med nummeret {nummer}. Sjekk at det er skrevet riktig.")
        self.stdout.write(json.dumps(hele_saken(sak), ensure_ascii=False, indent=2, default=str))

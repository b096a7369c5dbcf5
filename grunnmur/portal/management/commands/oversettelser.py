"""Collect messages into `locale/`, or check that every one is translated."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from grunnmur.portal import oversettelse

SPRAK = ("nb", "nn")


class Command(BaseCommand):
    requires_system_checks = []
    help = "Updates locale/*/LC_MESSAGES/django.po from code and templates. --sjekk changes nothing and fails on gaps."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sjekk", action="store_true", help="fail on missing, fuzzy or unused messages; write nothing")

    def handle(self, *args: Any, sjekk: bool = False, **options: Any) -> None:
        if not sjekk:
            for sprak in SPRAK:
                oversettelse.skriv(sprak, oversettelse.oppdater(sprak))
        feil = [en for sprak in SPRAK for en in oversettelse.feil_i(sprak)]
        for en in feil:
            self.stdout.write(f"{en.sprak}: {en.hva}: {en.melding}")
        if feil and sjekk:
            raise CommandError(f"{len(feil)} message(s) are not in order; run `manage.py oversettelser` and translate.")
        self.stdout.write(f"{len(feil)} message(s) left to translate." if feil else "Every message is translated.")

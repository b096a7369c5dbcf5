from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from grunnmur.saksgang.overgang import TABELLER


class Command(BaseCommand):
    help = "Draw every table of transitions to docs/tilstander/ as Mermaid; --sjekk fails when a drawing is stale."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--sjekk", action="store_true")

    def handle(self, *args: Any, sjekk: bool, **options: Any) -> None:
        mappe = Path(settings.BASE_DIR) / "docs" / "tilstander"
        for modell, tabell in TABELLER.items():
            fil = mappe / f"{modell._meta.app_label}-{modell._meta.model_name}.md"
            innhold = f"# {modell._meta.verbose_name}\n\n```mermaid\n{tabell.mermaid()}```\n"
            if sjekk and (not fil.exists() or fil.read_text(encoding="utf-8") != innhold):
                raise CommandError(f"{fil.name} is stale: run manage.py tegn_overganger")
            if not sjekk:
                mappe.mkdir(parents=True, exist_ok=True)
                fil.write_text(innhold, encoding="utf-8")

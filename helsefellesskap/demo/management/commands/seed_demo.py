from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from grunnmur.organisasjon.models import Bruker
from helsefellesskap.demo.kontoer import KONTOER
from helsefellesskap.demo.lis3 import Lisbygger
from helsefellesskap.demo.lisandre import Andrebygger
from helsefellesskap.demo.lisgrunnlag import Grunnlagsbygger
from helsefellesskap.demo.lisleger import LEGER, utdrag
from helsefellesskap.demo.nett import Nettbygger
from helsefellesskap.demo.soknader import ANTALL, FAA, Soknadsbygger
from helsefellesskap.demo.veiledning import ANTALL as ANTALL_SPORSMAAL
from helsefellesskap.demo.veiledning import FAA as FAA_SPORSMAAL
from helsefellesskap.demo.veiledning import Veiledningsbygger
from helsefellesskap.demo.veiledningsfelles import Fellesbygger
from helsefellesskap.demo.veiledningsgrunnlag import Veiledningsgrunnlagbygger


class Command(BaseCommand):
    help = "Load the demo: the real network with made-up people and applications. A rerun changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--liten", action="store_true", help="One of each kind instead of a year and a half's worth.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("seed_demo runs only in the demo (DEMO=1).")
        if Bruker.objects.filter(epost=KONTOER[0].epost).exists():
            self.stdout.write("Demo data is already there.")
            return
        # All or nothing: a demo that was cut off while loading starts over, not halfway.
        with transaction.atomic():
            nett = Nettbygger().bygg()
            Soknadsbygger(nett, antall=FAA if options["liten"] else ANTALL).bygg()
            grunnlag = Grunnlagsbygger(nett).bygg()
            Lisbygger(grunnlag, leger=utdrag() if options["liten"] else LEGER).bygg()
            Andrebygger(grunnlag).bygg()
            veiledning = Veiledningsbygger(
                Veiledningsgrunnlagbygger(nett).bygg(), antall=FAA_SPORSMAAL if options["liten"] else ANTALL_SPORSMAAL
            )
            Fellesbygger(veiledning).bygg(veiledning.bygg())
        self.stdout.write("Demo data loaded.")

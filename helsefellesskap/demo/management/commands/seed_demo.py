import gc
import multiprocessing
from typing import Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections, transaction

from grunnmur.organisasjon.models import Bruker
from helsefellesskap.demo.kontoer import KONTOER
from helsefellesskap.demo.nett import Nett, Nettbygger
from helsefellesskap.demo.omraader import OMRAADER


class Command(BaseCommand):
    help = "Load the demo: the real network with made-up people and cases. A rerun changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--liten", action="store_true", help="One of each kind instead of a year and a half's worth.")
        parser.add_argument(
            "--samtidig",
            action="store_true",
            help="One process for each area: faster, and not all or nothing. For a database that is dropped if it fails.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("seed_demo runs only in the demo (DEMO=1).")
        if Bruker.objects.filter(epost=KONTOER[0].epost).exists():
            self.stdout.write("Demo data is already there.")
            return
        if options["samtidig"]:
            samtidig(liten=options["liten"])
        else:
            with transaction.atomic():
                nett = Nettbygger().bygg()
                for bygg in OMRAADER.values():
                    bygg(nett, options["liten"])
        self.stdout.write("Demo data loaded.")


def samtidig(*, liten: bool) -> None:
    """Build the network, then each area in a process of its own that inherits it. Raises `CommandError` when one fails."""
    with transaction.atomic():
        nett = Nettbygger().bygg()
    for kobling in cast(list[Any], connections.all(initialized_only=True)):
        kobling.close()  # a child must not talk on the parent's lines
        kobling.close_pool()
    gc.freeze()
    fork = multiprocessing.get_context("fork")
    prosesser = {navn: fork.Process(target=bygg_ett, args=(navn, nett, liten), name=navn) for navn in OMRAADER}
    for prosess in prosesser.values():
        prosess.start()
    for prosess in prosesser.values():
        prosess.join()
    if feilet := [navn for navn, prosess in prosesser.items() if prosess.exitcode]:
        raise CommandError(f"The demo data of {', '.join(feilet)} could not be loaded.")


def bygg_ett(navn: str, nett: Nett, liten: bool) -> None:
    """One area, all or nothing."""
    with transaction.atomic():
        OMRAADER[navn](nett, liten)
    connections.close_all()

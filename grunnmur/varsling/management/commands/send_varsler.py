"""One pass of the sender, as Celery does it every half minute."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from grunnmur.varsling.utboks import send_klare


class Command(BaseCommand):
    help = "Send notices that are ready, and daily digests that are due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--maks", type=int, help="Send no more than this many mails (default: VARSLER_PER_KJORING).")

    def handle(self, *args: Any, maks: int | None = None, **options: Any) -> None:
        u = send_klare(maks=maks)
        self.stdout.write(
            f"{u.sendt} sendt, {u.utsatt} utsatt, {u.feilet} feilet, {u.usikre} usikre, {u.ingen} uten mottaker."
        )
        if u.stanset:
            self.stderr.write(f"Stanset: {u.stanset}.")

from django.core.management.base import BaseCommand

from grunnmur.organisasjon.models import Bruker
from hospitering.operations.taushetstekst import last_inn_taushetstekst


class Command(BaseCommand):
    help = "Load the common declaration of confidentiality from hospitering/data/, where there is none. Idempotent."

    def handle(self, *args: object, **options: object) -> None:
        tekst = last_inn_taushetstekst(utfort_av=Bruker.objects.systemet())
        self.stdout.write("1 tekst skrevet." if tekst else "0 tekster skrevet.")

from django.core.management.base import BaseCommand

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.operations import last_inn_stamdata


class Command(BaseCommand):
    help = "Load trusts, municipalities and the cooperation network from grunnmur/organisasjon/data/. Idempotent."

    def handle(self, *args: object, **options: object) -> None:
        antall = last_inn_stamdata(utfort_av=Bruker.objects.systemet())
        self.stdout.write(f"{antall['virksomheter']} virksomheter og {antall['deltakelser']} deltakelser skrevet.")

from django.core.management.base import BaseCommand

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.operations import last_inn_stamdata


class Command(BaseCommand):
    help = "Load trusts, municipalities themes and the cooperation network from grunnmur/organisasjon/data/. Idempotent."

    def handle(self, *args: object, **options: object) -> None:
        antall = last_inn_stamdata(utfort_av=Bruker.objects.systemet())
        skrevet = ", ".join(f"{antall[hva]} {hva}" for hva in ("virksomheter", "temaer", "deltakelser"))
        self.stdout.write(f"{skrevet} skrevet.")

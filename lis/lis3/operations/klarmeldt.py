"""Departments hear of those who are ready and have precedence for their field and site (S1-I24)."""

from __future__ import annotations

from django.urls import reverse

from grunnmur.organisasjon.models import RolleType
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.operations import varsle

from ..models import Innmelding
from ..selectors.forrang import avdelinger_for, med_forrang
from .folger import folk

MAL = "lis3.ny_klarmeldt"


def si_fra_til_avdelinger(innmelding: Innmelding, hendelse: Hendelse) -> None:
    """Tell the leaders of every department whose field and site the doctor wishes for, each of them once.

    Call inside the transaction that enrols, reports ready or changes the wishes: whichever comes last makes the
    doctor ready, and a leader who has been told of this enrolment is not told again.
    """
    if not med_forrang().filter(pk=innmelding.pk).exists():
        return
    fortalt = set(Varsel.objects.filter(sak_id=innmelding.pk, mal=MAL).values_list("mottaker", flat=True))
    ledere = []
    for avdeling in avdelinger_for(innmelding):
        enhet = avdeling.enhet
        ledere += folk(ansvarlige(RolleType.LEDER, virksomhet=enhet.virksomhet_id, enhet=enhet.pk))
    varsle(
        hendelse,
        mal=MAL,
        mottakere=[leder for leder in ledere if leder.pk not in fortalt and leder.pk != innmelding.saken_gjelder_id],
        adresse=reverse("lis3:klarmeldte"),
        data={"saksnummer": innmelding.saksnummer or "", "lege": innmelding.lege.navn},
    )

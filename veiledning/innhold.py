"""What a question says: its fields, what it lacks, and the law that applies by direction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.oppgaver.virkedager import er_virkedag
from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Rolle, RolleType, Virksomhet

from .models import SPESIALIST, SVARER_SELV, Fagfelt, Foresporsel, Form, Hastegrad, Hjemmel, Omfang, Ytelse

FELTER = (
    "til_virksomhet", "til_enhet", "omfang", "fagfelt", "fagomraade", "ytelse", "form", "hastegrad", "onsket_innen",
    "overskrift", "behov", "ring_tlf", "ring_dag", "ring_fra", "ring_til",
)  # fmt: skip
"""What the asker fills in, in the order of the form."""
TEKST = {"overskrift": "", "behov": "", "ytelse": "", "onsket_innen": None}
RING = {"ring_tlf": "", "ring_dag": None, "ring_fra": None, "ring_til": None}


def renset(felter: dict[str, Any]) -> dict[str, Any]:
    """What does not belong to the scope is never kept: no word about one patient, no number to ring for the rest."""
    if felter.get("omfang") == Omfang.ENKELTPASIENT:
        return {**felter, **TEKST, "form": Form.TELEFON}
    if felter.get("omfang"):
        return {**felter, **RING}
    return felter


def hjemmel_for(fra: Virksomhet, til: Virksomhet) -> str:
    """The law of the direction, or blank where neither owes the other guidance (S1-V02, S0-V02–V04)."""
    if fra.er_kommune and til.type in SPESIALIST:
        return Hjemmel.SPHL_6_3
    if fra.type in SPESIALIST and til.er_kommune:
        return Hjemmel.HOL_5_11
    return ""


def arbeider_ved(bruker: Bruker, enhet: Enhet, dag: date) -> bool:
    """Whether somebody is employed at a unit that day: from there they may ask."""
    return Rolle.objects.gjeldende(dag).filter(bruker=bruker, type=RolleType.ANSATT, enhet=enhet).exists()


def mangler(sak: Foresporsel, *, dag: date) -> dict[str, str]:
    """What stands in the way of sending, as a sentence by field."""
    feil: dict[str, str] = {}
    if sak.omfang not in Omfang.values:
        feil["omfang"] = _("Velg hva spørsmålet gjelder.")
    if sak.fagfelt not in Fagfelt.values:
        feil["fagfelt"] = _("Velg fagfelt.")
    if sak.fagomraade is not None and not sak.fagomraade.aktivt:
        feil["fagomraade"] = _("Fagområdet er ikke lenger i bruk. Velg et annet.")
    if not arbeider_ved(sak.melder, sak.fra_enhet, dag):
        feil["fra_enhet"] = _(
            "Du er ikke lenger ansatt der spørsmålet kommer fra. Skriv det på nytt fra der du arbeider nå."
        )
    if sak.til_virksomhet is None:
        feil["til_virksomhet"] = _("Velg hvem du vil spørre.")
    else:
        feil |= _mottakeren(sak, sak.til_virksomhet, dag)
    return feil | (_tilbakering(sak, dag) if sak.om_enkeltpasient else _behovet(sak, dag))


def _mottakeren(sak: Foresporsel, til: Virksomhet, dag: date) -> dict[str, str]:
    deltar = set(
        Deltakelse.objects.gjeldende(dag)
        .filter(virksomhet__in=[til.pk, sak.fra_virksomhet_id])
        .values_list("virksomhet", flat=True)
    )
    if sak.fra_virksomhet_id not in deltar:
        return {"fra_enhet": _("Arbeidsstedet ditt er ikke med i helsefellesskapet. Ring mottakeren direkte.")}
    if til.pk not in deltar:
        return {"til_virksomhet": _("Mottakeren er ikke med i helsefellesskapet. Ring dem direkte.")}
    if not hjemmel_for(sak.fra_virksomhet, til):
        return {"til_virksomhet": _("Plikten gjelder mellom kommune og spesialisthelsetjeneste. Velg den andre siden.")}
    if sak.til_enhet is not None and sak.til_enhet.nedlagt is not None and sak.til_enhet.nedlagt <= dag:
        return {"til_enhet": _("Enheten er nedlagt. Velg en annen.")}
    if sak.til_enhet is None and til.type not in SVARER_SELV and sak.fagomraade is None:
        return {"til_enhet": _("Velg enheten du vil spørre, eller fagområdet det gjelder.")}
    return {}


def _tilbakering(sak: Foresporsel, dag: date) -> dict[str, str]:
    feil = {}
    if not sak.ring_tlf:
        feil["ring_tlf"] = _("Skriv nummeret vi kan ringe.")
    if sak.ring_dag is None:
        feil["ring_dag"] = _("Velg dagen du kan ta telefonen.")
    elif sak.ring_dag < dag:
        feil["ring_dag"] = _("Velg en dag som ikke er passert.")
    elif not er_virkedag(sak.ring_dag):
        feil["ring_dag"] = _("Velg en virkedag. Haster det, så ring enheten nå.")
    if sak.ring_fra is None or sak.ring_til is None or sak.ring_til <= sak.ring_fra:
        feil["ring_fra"] = _("Skriv når du kan ta telefonen, fra og til.")
    return feil


def _behovet(sak: Foresporsel, dag: date) -> dict[str, str]:
    feil = {}
    if sak.ytelse not in Ytelse.values:
        feil["ytelse"] = _("Velg om dere trenger råd, veiledning eller opplysninger.")
    if sak.form not in Form.values:
        feil["form"] = _("Velg hvordan dere helst vil ha svaret.")
    if sak.hastegrad not in Hastegrad.values:
        feil["hastegrad"] = _("Velg hvor mye det haster.")
    if not sak.overskrift:
        feil["overskrift"] = _("Skriv med få ord hva det gjelder.")
    if not sak.behov:
        feil["behov"] = _("Skriv hva dere trenger å vite, uten opplysninger om pasienter.")
    if sak.onsket_innen and sak.onsket_innen < dag:
        feil["onsket_innen"] = _("Velg en dag som ikke er passert.")
    return feil


def kontroller(sak: Foresporsel, *, dag: date) -> Virksomhet:
    """Whom it goes to. Raises `ValidationError` by field when the question cannot be sent."""
    feil = mangler(sak, dag=dag)
    if feil or sak.til_virksomhet is None:
        raise ValidationError({navn: [tekst] for navn, tekst in feil.items()})
    return sak.til_virksomhet

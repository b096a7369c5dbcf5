"""A coordinator plans one session for what many ask about; it is held or called off, and no question gets lost (S1-V11)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from .. import rules
from ..models import Aktivitet, Aktivitetstilstand, Foresporsel, Form, Paamelding, Paameldingssvar
from ..rules.aktivitet import kan_holde
from ..tekster import aktivitet as t
from .folger import folk
from .kapasitet import noter_kapasitet
from .samordning import gi_tilbake, laas_behov, samle_inn, si_fra_om, spor_om_de_kommer
from .utfall import be_om_utfall

P = Paameldingssvar
FELTER = (
    "tittel", "beskrivelse", "fagfelt", "fagomraade", "svarer", "form", "start", "varighet", "sted", "lenke", "plasser",
)  # fmt: skip
"""What a coordinator says about an activity, in the order of the form."""
OPPFOLGING_VIRKEDAGER = 3
"""Working days the coordinator has to say whether an activity that has passed was held."""


@operasjon
def planlegg(
    *,
    utfort_av: Bruker,
    virksomhet: Virksomhet,
    felter: dict[str, Any],
    behov: Iterable[UUID] = (),
    naa: datetime | None = None,
) -> Aktivitet:
    """Plan an activity and join these questions to it. Raises `Nektet` to who does not coordinate at that party."""
    naa = naa or timezone.now()
    sak = Aktivitet(
        virksomhet=virksomhet, laget_av=utfort_av, tilstand=Aktivitetstilstand.PLANLAGT, opprettet=naa, endret=naa,
        **_felter(felter),
    )  # fmt: skip
    if not rules.er_koordinator(utfort_av, sak):
        raise Nektet
    _kontroller(sak, naa)
    sak.saksnummer = Saksteller.neste(Aktivitet.PREFIKS, naa)
    sak.save(force_insert=True)
    hendelse = flytt(sak, o.PLANLEGG, utfort_av=utfort_av, naa=naa)
    _be_holde(sak, hendelse)
    si_fra_om(sak, hendelse, "aktivitet_svarer", [sak.svarer])
    samle_inn(sak, behov, utfort_av=utfort_av, naa=naa)
    return sak


@operasjon
def samle(pk: UUID, *, utfort_av: Bruker, versjon: int, behov: Iterable[UUID], naa: datetime | None = None) -> Aktivitet:
    """Join more questions to an activity that is planned."""
    naa = naa or timezone.now()
    behov = list(behov)
    sak = Aktivitet.objects.laas(pk, versjon)
    if not behov:
        raise ValidationError({"behov": _("Velg minst ett spørsmål.")})
    _er_kommende(sak, naa)
    flytt(sak, o.SAMLE, utfort_av=utfort_av, naa=naa)
    samle_inn(sak, behov, utfort_av=utfort_av, naa=naa)
    return sak


@operasjon
def samordne(pk: UUID, *, utfort_av: Bruker, versjon: int, aktivitet: UUID, naa: datetime | None = None) -> Foresporsel:
    """Join one question, seen on its own page, to an activity that is planned."""
    naa = naa or timezone.now()
    felles = Aktivitet.objects.select_for_update(of=("self",)).get(pk=aktivitet)
    Foresporsel.objects.laas(pk, versjon)
    _er_kommende(felles, naa)
    flytt(felles, o.SAMLE, utfort_av=utfort_av, naa=naa)
    return samle_inn(felles, [pk], utfort_av=utfort_av, naa=naa)[0]


@operasjon
def endre(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Aktivitet:
    """Change what, when, where or who answers. Everybody who comes or is asked is told; the version is the SEQUENCE."""
    naa = naa or timezone.now()
    sak = Aktivitet.objects.laas(pk, versjon)
    foer, svarer = {navn: getattr(sak, navn) for navn in FELTER}, sak.svarer
    nye = _felter(felter)
    endret = {navn: verdi for navn, verdi in nye.items() if verdi != foer[navn]}
    if not endret:
        raise ValidationError(_("Du har ikke endret noe. Endre det som skal bli annerledes, eller gå tilbake."))
    for navn, verdi in endret.items():
        setattr(sak, navn, verdi)
    _kontroller(sak, naa)
    if any(en.melder_id == sak.svarer_id for en in laas_behov(sak)):
        raise ValidationError({"svarer": _("Den som har spurt, kan ikke svare på sitt eget spørsmål. Velg en annen.")})
    data = {"endringer": [_endring(navn, foer[navn], verdi) for navn, verdi in endret.items() if navn != "beskrivelse"]}
    hendelse = flytt(sak, o.ENDRE, utfort_av=utfort_av, felter=endret, data=data, naa=naa)
    lukk_oppgaver(sak, hendelse)
    _be_holde(sak, hendelse)
    flyttet = _spor_paa_nytt(sak, hendelse) if "start" in endret else set()
    si_fra_om(sak, hendelse, "aktivitet_endret", [svarer, *(b for b in _som_kommer(sak) if b.pk not in flyttet)])
    if sak.svarer_id != svarer.pk:
        si_fra_om(sak, hendelse, "aktivitet_svarer", [sak.svarer])
    return sak


@operasjon
def hold(pk: UUID, *, utfort_av: Bruker, versjon: int, var_med: Iterable[UUID], naa: datetime | None = None) -> Aktivitet:
    """It was held: the questions of those who were there are answered, and both sides say what came of it.

    The others' questions go back on the line: a session answers nobody who was not at it.
    """
    naa = naa or timezone.now()
    sak = Aktivitet.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.HOLD, utfort_av=utfort_av, naa=naa)
    if sak.start > naa:
        raise ValidationError(_("Aktiviteten har ikke begynt ennå. Registrer den når den er holdt."))
    lukk_oppgaver(sak, hendelse)
    tiden, med = Bruker.objects.systemet(), set(var_med)
    Paamelding.objects.filter(aktivitet=sak, bruker__in=med).update(svar=P.VAR_MED)
    Paamelding.objects.filter(aktivitet=sak, svar=P.JA).exclude(bruker__in=med).update(svar=P.NEI)
    for en in laas_behov(sak):
        if en.melder_id in med:
            _besvar(sak, en, utfort_av=tiden, naa=naa)
        else:
            tilbake = gi_tilbake(en, o.IKKE_VAR_MED, utfort_av=tiden, naa=naa)
            si_fra_om(sak, tilbake, "holdt_uten_deg", [en.melder], sporsmaal=en)
    return sak


def _besvar(sak: Aktivitet, en: Foresporsel, *, utfort_av: Bruker, naa: datetime) -> None:
    felter = {
        "ansvarlig": sak.svarer,
        "gjennomfort_tid": naa,
        "avtalt_tid": en.avtalt_tid or sak.start,
        "forste_svar_tid": en.forste_svar_tid or naa,
        "taus_siden": None,
    }
    holdt = flytt(en, o.BLE_HOLDT, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(en, holdt)
    be_om_utfall(en, holdt)
    si_fra_om(sak, holdt, "aktivitet_holdt", [en.melder], sporsmaal=en)


@operasjon
def avlys(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None) -> Aktivitet:
    """Call it off. Every question in it goes back on the line at once: the duty is never lost with an activity."""
    naa = naa or timezone.now()
    sak = Aktivitet.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.AVLYS, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    lukk_oppgaver(sak, hendelse)
    tiden, spurte = Bruker.objects.systemet(), set()
    for en in laas_behov(sak):
        tilbake = gi_tilbake(en, o.BLE_AVLYST, utfort_av=tiden, naa=naa)
        si_fra_om(sak, tilbake, "avlyst_tilbake", [en.melder], sporsmaal=en)
        noter_kapasitet(en, kommentar, utfort_av=utfort_av, naa=naa)
        spurte.add(en.melder_id)
    andre = [b for b in _som_kommer(sak) if b.pk not in spurte]
    si_fra_om(sak, hendelse, "aktivitet_avlyst", [sak.svarer, *andre])
    return sak


@operasjon
def minn(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Aktivitet:
    """The day has passed and nobody has said how it went: the coordinator owes it now."""
    naa = naa or timezone.now()
    sak = Aktivitet.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.MINN, utfort_av=utfort_av, naa=naa)
    aapne_oppgave(
        sak,
        t.FOLG_OPP,
        hendelse,
        emne=dato(sak.start),
        undertekst=sak.tittel,
        rolletype=RolleType.VEILEDNINGSKOORDINATOR,
        virksomhet=sak.virksomhet,
        frist_virkedager=OPPFOLGING_VIRKEDAGER,
    )
    si_fra_om(sak, hendelse, "aktivitet_ikke_registrert", [sak.svarer, *folk(rules.koordinatorer(sak))])
    return sak


def minn_om_aktiviteter(*, naa: datetime | None = None) -> int:
    """Ask the coordinators about every activity that has passed unregistered, each once. Returns how many."""
    naa = naa or timezone.now()
    spurt = Oppgave.objects.aapne().filter(type=t.FOLG_OPP).values("sak_id")
    passert = Aktivitet.objects.filter(tilstand=Aktivitetstilstand.PLANLAGT, start__lt=_dagens_start(naa))
    return hver_for_seg(passert.exclude(pk__in=spurt).values_list("pk", "versjon"), minn, naa=naa)


def _dagens_start(naa: datetime) -> datetime:
    return timezone.localtime(naa).replace(hour=0, minute=0, second=0, microsecond=0)


def _felter(felter: dict[str, Any]) -> dict[str, Any]:
    return {navn: felter[navn] for navn in FELTER if navn in felter}


def _kontroller(sak: Aktivitet, naa: datetime) -> None:
    """Raises `ValidationError` by field."""
    feil = {}
    if sak.start <= naa:
        feil["start"] = _("Velg et tidspunkt som ikke er passert.")
    if sak.form in (Form.MOTE, Form.AMBULANT) and not sak.sted:
        feil["sted"] = _("Skriv hvor dere møtes.")
    if sak.svarer_id not in {b.pk for b in kan_holde(sak.virksomhet_id)}:
        feil["svarer"] = _("Velg en som svarer på veiledning hos arrangøren.")
    kommer = sak.paameldinger.filter(svar=P.JA).count() if sak.saksnummer else 0
    if sak.plasser is not None and sak.plasser < kommer:
        feil["plasser"] = _("%(antall)d har meldt seg på. Sett minst så mange plasser.") % {"antall": kommer}
    if feil:
        raise ValidationError({navn: [tekst] for navn, tekst in feil.items()})


def _er_kommende(sak: Aktivitet, naa: datetime) -> None:
    if sak.start <= naa:
        raise ValidationError(_("Aktiviteten har begynt. Velg en annen, eller planlegg en ny."))


def _be_holde(sak: Aktivitet, hendelse: Hendelse) -> None:
    """Whoever answers owes the session on its day."""
    aapne_oppgave(
        sak, t.HOLD, hendelse, emne=dato(sak.start), undertekst=sak.tittel, person=sak.svarer, frist=lokal_dato(sak.start)
    )


def _spor_paa_nytt(sak: Aktivitet, hendelse: Hendelse) -> set[UUID]:
    """A yes was to the time it had: those whose questions it answers say again whether they come. Returns who."""
    behov = laas_behov(sak)
    spurte = {en.melder_id for en in behov}
    Paamelding.objects.filter(aktivitet=sak, bruker__in=spurte).update(svar=P.SPURT, tidspunkt=hendelse.tidspunkt)
    for en in behov:
        lukk_oppgaver(en, hendelse, t.KOMMER)
        spor_om_de_kommer(sak, en, hendelse)
        si_fra_om(sak, hendelse, "aktivitet_flyttet", [en.melder], sporsmaal=en)
    return spurte


def _som_kommer(sak: Aktivitet) -> list[Bruker]:
    """Those who come, and those who have not said yet."""
    ventet = sak.paameldinger.filter(svar__in=[P.JA, P.SPURT]).select_related("bruker")
    return [p.bruker for p in ventet]


def _endring(felt: str, fra: Any, til: Any) -> dict[str, str]:
    return {"felt": felt, "fra": _ord(fra), "til": _ord(til)}


def _ord(verdi: Any) -> str:
    if isinstance(verdi, datetime):
        return timezone.localtime(verdi).strftime("%d.%m.%Y %H:%M")
    return "" if verdi is None else str(verdi)

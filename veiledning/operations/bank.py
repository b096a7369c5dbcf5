"""The answer bank: propose, consent, look after, report, take back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Enhet, Rolle
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Banksvar, Banktilstand, Bankversjon, Foresporsel, Innleggstype, Lenke, Utdatertmelding
from ..tekster import bank as t
from .bankfolger import be_forvalteren, forvaltere, gjelder_til, si_fra, svar_paa_meldinger

SVARFRIST = 10
"""Working days for a consent, and for an answer to a report."""


# --- propose and consent ----------------------------------------------------------------------------------------------


@operasjon
def foreslaa_publisering(
    pk: UUID, *, utfort_av: Bruker, versjon: int, sporsmaal: str, svar: str, naa: datetime | None = None
) -> Banksvar:
    """Either side wants an answer to be read by the whole network. Proposing it is that side's consent.

    The links of the answer go with it. Raises `ValidationError` by field when something is blank.
    """
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    flytt(sak, o.FORESLAA_TIL_BANKEN, utfort_av=utfort_av, naa=naa)
    if sak.ansvarlig is None:
        raise ValueError("an answer was given by somebody")
    _krev_utfylt(sporsmaal, svar)
    er_melder = utfort_av.pk == sak.melder_id
    virksomhet, enhet = _avsender(sak, lokal_dato(naa))
    nytt = Banksvar.objects.create(
        foresporsel=sak,
        melder=sak.melder,
        forfatter=sak.ansvarlig,
        foreslaatt_av=utfort_av,
        virksomhet_id=virksomhet,
        enhet=enhet,
        fagfelt=sak.fagfelt,
        fagomraade=sak.fagomraade,
        sporsmaal=sporsmaal,
        svar=svar,
        tilstand=Banktilstand.FORESLAATT,
        samtykke_melder=naa if er_melder else None,
        samtykke_svarer=None if er_melder else naa,
        opprettet=naa,
        endret=naa,
    )
    _kopier_lenker(sak, nytt)
    hendelse = flytt(nytt, o.FORESLAA_PUBLISERING, utfort_av=utfort_av, naa=naa)
    annen = nytt.forfatter if er_melder else nytt.melder
    aapne_oppgave(
        nytt, t.SAMTYKKE, hendelse, emne=utfort_av.navn[:160], undertekst=sak.saksnummer or "", person=annen,
        frist_virkedager=SVARFRIST,
    )  # fmt: skip
    si_fra(nytt, hendelse, "foreslaatt", [annen])
    return nytt


def _krev_utfylt(sporsmaal: str, svar: str) -> None:
    feil = {}
    if not sporsmaal.strip():
        feil["sporsmaal"] = [_("Skriv spørsmålet slik andre vil stille det.")]
    if not svar.strip():
        feil["svar"] = [_("Skriv svaret.")]
    if feil:
        raise ValidationError(feil)


def _avsender(sak: Foresporsel, dag: date) -> tuple[UUID, Enhet | None]:
    """Where the answer comes from: the unit that was asked, or the author's own when a joint session answered."""
    roller = Rolle.objects.gjeldende(dag).filter(bruker=sak.ansvarlig_id)
    if sak.til_virksomhet_id and roller.filter(virksomhet=sak.til_virksomhet_id).exists():
        return sak.til_virksomhet_id, sak.til_enhet
    egen = roller.select_related("enhet").order_by("gyldig_fra", "id").first()
    if egen is None:
        raise ValidationError(_("Den som svarte, arbeider ikke lenger i helsefellesskapet. Svaret kan ikke publiseres."))
    return egen.virksomhet_id, egen.enhet


def _kopier_lenker(sak: Foresporsel, nytt: Banksvar) -> None:
    siste = sak.innlegg.filter(type=Innleggstype.SVAR).order_by("-tidspunkt", "-id").first()
    if siste:
        Lenke.objects.bulk_create(Lenke(banksvar=nytt, tittel=lenke.tittel, url=lenke.url) for lenke in siste.lenker.all())


@operasjon
def samtykk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Banksvar:
    """The other side says yes, and the answer is published at once, until the day it must be looked at again."""
    naa = naa or timezone.now()
    svar = Banksvar.objects.laas(pk, versjon)
    side = "samtykke_melder" if utfort_av.pk == svar.melder_id else "samtykke_svarer"
    felter = {
        side: naa,
        "publisert_tid": naa,
        "gjennomgaas": gjelder_til(naa),
        "saksnummer": Saksteller.neste(Banksvar.PREFIKS, naa),
    }
    hendelse = flytt(svar, o.SAMTYKK, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(svar, hendelse)
    si_fra(svar, hendelse, "publisert", [svar.melder, svar.forfatter], ogsaa_selv=True)
    return svar


@operasjon
def ikke_samtykk(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None) -> Banksvar:
    """The other side says no, with or without a reason. A better proposal may be made."""
    svar = Banksvar.objects.laas(pk, versjon)
    hendelse = flytt(svar, o.IKKE_SAMTYKK, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    lukk_oppgaver(svar, hendelse)
    si_fra(svar, hendelse, "ikke_samtykket", [svar.foreslaatt_av])
    return svar


# --- look after -------------------------------------------------------------------------------------------------------


@operasjon
def rediger(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    sporsmaal: str,
    svar: str,
    lenker: Sequence[tuple[str, str]] | None = None,
    naa: datetime | None = None,
) -> Banksvar:
    """The author corrects it; what it said before is kept, and the asker, who consented, is told.

    `lenker` replaces the links (title, address) when given. It answers whoever reported it as outdated.
    """
    bank = Banksvar.objects.laas(pk, versjon)
    _krev_utfylt(sporsmaal, svar)
    felter = {"sporsmaal": sporsmaal, "svar": svar}
    foer = Bankversjon(banksvar=bank, sporsmaal=bank.sporsmaal, svar=bank.svar)
    hendelse = flytt(bank, o.REDIGER, utfort_av=utfort_av, felter=felter, naa=naa)
    if (foer.sporsmaal, foer.svar) != (bank.sporsmaal, bank.svar):
        foer.til = hendelse.tidspunkt
        foer.save()
    if lenker is not None:
        nye = [Lenke(banksvar=bank, tittel=tittel, url=url) for tittel, url in lenker]
        for lenke in nye:
            lenke.full_clean(exclude=["banksvar", "innlegg"])
        bank.lenker.all().delete()
        Lenke.objects.bulk_create(nye)
    svar_paa_meldinger(bank, hendelse, "utdatert_rettet")
    si_fra(bank, hendelse, "redigert", [bank.melder])
    return bank


@operasjon
def forny(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Banksvar:
    """It still holds: a new review date, also for what has expired."""
    naa = naa or timezone.now()
    svar = Banksvar.objects.laas(pk, versjon)
    hendelse = flytt(svar, o.FORNY, utfort_av=utfort_av, felter={"gjennomgaas": gjelder_til(naa)}, naa=naa)
    lukk_oppgaver(svar, hendelse, t.GJENNOMGAA)
    svar_paa_meldinger(svar, hendelse, "utdatert_stemmer")
    return svar


@operasjon
def trekk_tilbake(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Banksvar:
    """Either side takes its consent back, or the proposal. Nobody finds the answer any more."""
    svar = Banksvar.objects.laas(pk, versjon)
    hendelse = flytt(svar, o.TREKK_TILBAKE, utfort_av=utfort_av, naa=naa)
    svar_paa_meldinger(svar, hendelse, "utdatert_borte")
    lukk_oppgaver(svar, hendelse)
    si_fra(svar, hendelse, "trukket", [svar.melder, svar.forfatter])
    return svar


@operasjon
def meld_utdatert(pk: UUID, *, utfort_av: Bruker, versjon: int, tekst: str, naa: datetime | None = None) -> Utdatertmelding:
    """A reader says, in words, what no longer holds. Whoever looks after the answer owes an answer to that."""
    naa = naa or timezone.now()
    svar = Banksvar.objects.laas(pk, versjon)
    hendelse = flytt(svar, o.MELD_UTDATERT, utfort_av=utfort_av, naa=naa)
    if not tekst.strip():
        raise ValidationError({"tekst": [_("Skriv hva som ikke stemmer lenger.")]})
    aapne = svar.meldinger.filter(behandlet__isnull=True)
    if aapne.filter(meldt_av=utfort_av).exists():
        raise ValidationError(_("Du har alt meldt dette svaret. Forfatteren har ikke svart ennå."))
    forste = not aapne.exists()
    melding = Utdatertmelding.objects.create(banksvar=svar, meldt_av=utfort_av, tekst=tekst, tidspunkt=naa)
    if forste:
        be_forvalteren(svar, t.UTDATERT, hendelse, frist_virkedager=SVARFRIST)
    si_fra(svar, hendelse, "meldt_utdatert", forvaltere(svar))
    return melding

"""The contact person of the host: named, invited when there is no account, and changed (S1-S37–S39)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.innslipp import be_inn, er_bedt_inn
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from ..models import Instrukslesing, Side, Soknad, Steg, Tilstand
from ..rules import er_leder_egen, inhabile
from ..rules.avtale import kontakten_mangler_konto, ledere_hospiteringsenhet
from ..tekster import avtale as tekster
from .folger import er_spurt, flytt_vertens_oppgaver, purring, si_fra
from .klargjoring import ikke_klar, spor_klargjoring


def kontoen_til(soknad: Soknad, epost: str) -> Bruker | None:
    """The account behind an address, if it is open and not the hospitant's own."""
    konto = Bruker.objects.filter(epost=epost.lower(), is_active=True, er_system=False)
    return konto.exclude(pk=soknad.soker_id).first()


def kontaktfelter(soknad: Soknad, navn: str, epost: str, tlf: str) -> dict[str, Any]:
    """The contact person as columns of the case. Raises `ValidationError` by field."""
    if epost.lower() == soknad.soker.epost.lower():
        raise ValidationError(
            {"kontakt_epost": _("Hospitanten kan ikke være sin egen kontaktperson. Velg en som arbeider hos dere.")}
        )
    konto = kontoen_til(soknad, epost)
    if konto and er_leder_egen(konto, soknad):
        # Whoever decides for the employer does not stand for the other side.
        raise ValidationError(
            {"kontakt_epost": _("Lederen til hospitanten kan ikke være kontaktperson. Velg en som arbeider hos dere.")}
        )
    return {
        "kontakt_navn": navn,
        "kontakt_epost": epost.lower(),
        "kontakt_tlf": tlf,
        "kontakt_bruker": konto,
    }


def folg_opp_kontakt(soknad: Soknad, hendelse: Hendelse) -> None:
    """A contact person with an account is told; one without is invited, and the leader asked where that cannot be done."""
    if not kontakten_mangler_konto(soknad):
        lukk_oppgaver(soknad, hendelse, tekster.KONTAKT)
        si_fra(soknad, hendelse, "kontaktperson", [soknad.kontakt_bruker])
    elif _inviter(soknad, hendelse):
        lukk_oppgaver(soknad, hendelse, tekster.KONTAKT)
    elif not er_spurt(soknad, tekster.KONTAKT):
        _spor_leder(soknad, hendelse)


def _inviter(soknad: Soknad, hendelse: Hendelse) -> bool:
    enhet = soknad.hospiteringsenhet
    if enhet is None:
        return False
    return be_inn(
        enhet,
        soknad.kontakt_epost,
        soknad.kontakt_navn,
        utfort_av=hendelse.utfort_av,
        naa=hendelse.tidspunkt,
    )


def _spor_leder(soknad: Soknad, hendelse: Hendelse) -> None:
    enhet = soknad.hospiteringsenhet
    ledere = [f.bruker for f in ledere_hospiteringsenhet(soknad)]
    aapne_oppgave(
        soknad,
        tekster.KONTAKT,
        hendelse,
        emne=soknad.soker_navn,
        undertekst=soknad.kontakt_navn,
        rolletype=RolleType.LEDER,
        virksomhet=enhet.virksomhet if enhet else None,
        enhet=enhet,
        unntatt=inhabile(soknad, steg=Steg.VERT),
        **purring(tekster.KONTAKT, hendelse),
        besvares=bool(ledere),
    )
    si_fra(soknad, hendelse, "kontakt_uten_konto", ledere)


@operasjon
def inviter_kontakt(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The host leader sends the invitation. Raises `ValidationError` when this person may not, or the account is closed."""
    naa = naa or timezone.now()
    soknad = _laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.INVITER_KONTAKT, utfort_av=utfort_av, naa=naa)
    if not _inviter(soknad, hendelse):
        raise ValidationError(
            _("Invitasjonen kunne ikke sendes. Be lederen av enheten om å invitere, eller velg en annen kontaktperson.")
        )
    lukk_oppgaver(soknad, hendelse, tekster.KONTAKT)
    return soknad


@operasjon
def kontakt_kom(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The contact person has an account from now on, and takes over what the leader has answered for meanwhile."""
    naa = naa or timezone.now()
    soknad = _laas(soknad_id, versjon)
    felter = {"kontakt_bruker": kontoen_til(soknad, soknad.kontakt_epost)}
    hendelse = flytt(soknad, o.KONTAKT_KOM, utfort_av=utfort_av, felter=felter, naa=naa)
    flytt_vertens_oppgaver(soknad)
    folg_opp_kontakt(soknad, hendelse)
    si_fra(soknad, hendelse, "kontakt_kom", [f.bruker for f in ledere_hospiteringsenhet(soknad)])
    return soknad


def ta_imot(bruker: Bruker, naa: datetime) -> int:
    """Somebody has come in: every case that has waited for them as its contact person has them now."""
    venter = Soknad.objects.filter(kontakt_epost=bruker.epost.lower(), kontakt_bruker=None, tilstand__in=o.KONTAKT_KOM.fra)
    saker = venter.exclude(soker=bruker).values_list("pk", "versjon")
    return hver_for_seg(list(saker), kontakt_kom, naa=naa)


def folg_opp_uteblitte(*, naa: datetime) -> int:
    """Ask the leader of contact persons whose invitation no longer works or whose account is closed; return how many."""
    spurt = Oppgave.objects.aapne().filter(type=tekster.KONTAKT, sak_id=OuterRef("pk"))
    mangler = Q(kontakt_bruker=None) | Q(kontakt_bruker__is_active=False)
    uten = Soknad.objects.filter(mangler, ~Exists(spurt), tilstand__in=o.KONTAKT_UTEBLIR.fra)
    saker = uten.exclude(hospiteringsenhet=None).select_related("hospiteringsenhet").order_by("pk")
    ute = [s for s in saker if s.hospiteringsenhet and not er_bedt_inn(s.hospiteringsenhet, s.kontakt_epost, naa)]
    return hver_for_seg([(sak.pk, sak.versjon) for sak in ute], kontakt_uteblir, naa=naa)


@operasjon
def kontakt_uteblir(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The contact person cannot come in: the host leader, who acts meanwhile, has the tasks and is asked what to do."""
    naa = naa or timezone.now()
    soknad = _laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.KONTAKT_UTEBLIR, utfort_av=utfort_av, naa=naa)
    flytt_vertens_oppgaver(soknad)
    _spor_leder(soknad, hendelse)
    return soknad


@operasjon
def bytt_kontakt(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    kontakt_navn: str,
    kontakt_epost: str,
    kontakt_tlf: str,
    naa: datetime | None = None,
) -> Soknad:
    """The host names another contact person, who reads the instruction before anybody starts (S1-S37–S39).

    Raises `ValidationError` by field.
    """
    naa = naa or timezone.now()
    soknad = _laas(soknad_id, versjon)
    felter = kontaktfelter(soknad, kontakt_navn, kontakt_epost, kontakt_tlf)
    ny_person = felter["kontakt_epost"] != soknad.kontakt_epost
    forrige = soknad.kontakt_bruker
    if ny_person and soknad.tilstand == Tilstand.KLAR:
        ikke_klar(soknad, utfort_av=utfort_av, naa=naa)  # first, while whoever hands over still acts for the host
    hendelse = flytt(soknad, o.BYTT_KONTAKT, utfort_av=utfort_av, felter=felter, naa=naa)
    flytt_vertens_oppgaver(soknad)
    if not ny_person:
        if soknad.kontakt_bruker != forrige or er_spurt(soknad, tekster.KONTAKT):  # the account may have opened since
            folg_opp_kontakt(soknad, hendelse)
        return soknad
    folg_opp_kontakt(soknad, hendelse)
    si_fra(soknad, hendelse, "kontakt_byttet", [soknad.soker, forrige])
    if soknad.tilstand == Tilstand.AVTALE_INNGAATT:
        # The new one reads the instruction too: what was ready is not, until that is done (S1-H16).
        Instrukslesing.objects.filter(soknad=soknad, side=Side.VERT).delete()
        spor_klargjoring(soknad, hendelse)
    return soknad


def _laas(soknad_id: UUID, versjon: int) -> Soknad:
    saker = Soknad.objects.select_related("avtale", "hospiteringsenhet__virksomhet", "vertsenhet__virksomhet", "soker")
    return saker.laas(soknad_id, versjon)

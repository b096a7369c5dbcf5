"""Who may do what from the reply of the host on, and when the case is ready for it."""

from __future__ import annotations

from grunnmur.oppgaver.models import Oppgave, OppgaveQuerySet
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige

from ..models import Evaluering, Evalueringstilstand, Periodeforslag, Periodetilstand, Punkt, Reiseavtale, Side, Soknad, Steg
from . import er_leder_egen, er_leder_vert, er_soker, inhabile

P = Periodetilstand
KVITTER = "hospitering.kvitter"
"""The type of the task that asks a side to say that it has seen it."""

# --- who --------------------------------------------------------------------------------------------------------------


def er_systemet(bruker: Bruker, _sak: object) -> bool:
    """Time itself."""
    return bruker.er_system


def ledere_hospiteringsenhet(sak: Soknad) -> list[Fullmakt]:
    """Who leads the unit of the agreement, which may be another than the one that granted (S1-S36)."""
    if sak.hospiteringsenhet_id is None or sak.vertsvirksomhet_id is None:
        return []
    return ansvarlige(
        RolleType.LEDER,
        virksomhet=sak.vertsvirksomhet_id,
        enhet=sak.hospiteringsenhet_id,
        unntatt=inhabile(sak, steg=Steg.VERT),
    )


def er_vert(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """The named contact person; the host leader acts too, and alone while the contact has no account (S1-S37)."""
    if bruker.pk == sak.soker_id:
        return None
    if bruker.is_active and sak.kontakt_bruker_id == bruker.pk:
        return True
    leder = next((f for f in ledere_hospiteringsenhet(sak) if f.bruker.pk == bruker.pk), None)
    return leder or er_leder_vert(bruker, sak)


def er_part(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """One of the two sides of the agreement (S1-S40)."""
    return er_soker(bruker, sak) or er_vert(bruker, sak)


def side_til(bruker: Bruker, sak: Soknad) -> Side | None:
    """Which side this person is on."""
    if er_soker(bruker, sak):
        return Side.HOSPITANT
    return Side.VERT if er_vert(bruker, sak) else None


def er_part_eller_systemet(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or er_part(bruker, sak)


def er_arbeidsgiver_eller_soker(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """Travel and stay are between these two (S1-H12)."""
    return er_soker(bruker, sak) or er_leder_egen(bruker, sak)


def ser_reise(bruker: Bruker, sak: Soknad) -> bool:
    """What is agreed about travel and stay is for hospitant and employer; nobody else, whatever else they see (S1-H12)."""
    return bool(er_arbeidsgiver_eller_soker(bruker, sak))


def er_vert_eller_arbeidsgiver(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """Who may call it off."""
    return er_vert(bruker, sak) or er_leder_egen(bruker, sak)


def er_berort(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """Hospitant, host, employer."""
    return er_part(bruker, sak) or er_leder_egen(bruker, sak)


def er_berort_eller_systemet(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    return er_systemet(bruker, sak) or er_berort(bruker, sak)


def aapent_forslag(sak: Soknad) -> Periodeforslag | None:
    """The proposal that waits for the other side, if there is one."""
    return Periodeforslag.objects.filter(avtale=sak.pk, tilstand=P.FORESLATT).first()


def er_motpart(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """The side that did not make the open proposal."""
    forslag = aapent_forslag(sak)
    if forslag is None:
        return er_part(bruker, sak)
    return er_vert(bruker, sak) if forslag.side == Side.HOSPITANT else er_soker(bruker, sak)


def er_forslagsstiller(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """The side that made the open proposal may take it back."""
    forslag = aapent_forslag(sak)
    if forslag is None:
        return er_part(bruker, sak)
    return er_soker(bruker, sak) if forslag.side == Side.HOSPITANT else er_vert(bruker, sak)


def er_reisemotpart(bruker: Bruker, sak: Soknad) -> Fullmakt | bool | None:
    """Of employer and hospitant the one who did not propose how travel is covered."""
    reise = Reiseavtale.objects.filter(pk=sak.pk).first()
    if reise is None:
        return er_arbeidsgiver_eller_soker(bruker, sak)
    return er_leder_egen(bruker, sak) if reise.foreslatt_av_id == sak.soker_id else er_soker(bruker, sak)


# --- when -------------------------------------------------------------------------------------------------------------


def har_aapent_forslag(sak: Soknad) -> bool:
    return aapent_forslag(sak) is not None


def venter_paa_egen_leder(sak: Soknad) -> bool:
    """A period outside what was granted, confirmed by both sides."""
    return Periodeforslag.objects.filter(avtale=sak.pk, tilstand=P.HOS_LEDER).exists()


def har_ubekreftet_reise(sak: Soknad) -> bool:
    return Reiseavtale.objects.filter(pk=sak.pk, bekreftet__isnull=True).exists()


def kontakten_mangler_konto(sak: Soknad) -> bool:
    """The named contact person cannot sign in yet, so the host leader acts meanwhile (S1-S37)."""
    return sak.kontakt_bruker is None or not sak.kontakt_bruker.is_active


def uavklarte(sak: Soknad) -> list[Punkt]:
    """The points of pkt. 1.2 that nobody has clarified yet, in the order of the procedure (S1-H03)."""
    avklart = set(sak.avklaringer.values_list("punkt", flat=True))
    return [punkt for punkt in Punkt if punkt not in avklart]


def er_avklart(sak: Soknad) -> bool:
    """Every point is clarified, and no period waits for anybody."""
    return not uavklarte(sak) and not har_aapent_forslag(sak) and not venter_paa_egen_leder(sak)


def er_alt_groent(sak: Soknad) -> bool:
    """Confidentiality signed, the instruction read by both sides, all preparation done (S1-H14, H16–H19)."""
    return (
        hasattr(sak, "taushetserklaering")
        and sak.instrukslesinger.count() == len(Side)
        and not sak.forberedelser.filter(gjort__isnull=True).exists()
    )


def ukvitterte(sak: Soknad, side: str) -> OppgaveQuerySet:
    """What a side owes of having seen that it comes to nothing. The hospitant's is the hospitant's alone."""
    aapne = Oppgave.objects.for_sak(sak).aapne().filter(type=KVITTER)
    return aapne.filter(person=sak.soker_id) if side == Side.HOSPITANT else aapne.exclude(person=sak.soker_id)


def skal_kvitteres(sak: Soknad) -> bool:
    """Somebody has not yet said that they have seen it."""
    return Oppgave.objects.for_sak(sak).aapne().filter(type=KVITTER).exists()


def er_evaluert(sak: Soknad) -> bool:
    """Both sides have answered, or are let off with a reason (S1-H20)."""
    ferdig = [Evalueringstilstand.LEVERT, Evalueringstilstand.FRAFALT]
    return sak.evalueringer.filter(tilstand__in=ferdig).count() == len(Side)


def ser_evaluering(bruker: Bruker, evaluering: Evaluering) -> bool:
    """One's own side always; the other's when one's own is given, waived or too late."""
    sak = evaluering.soknad
    side = side_til(bruker, sak)
    if side is None:
        return False
    if side == evaluering.side:
        return True
    return not sak.evalueringer.filter(side=side, tilstand=Evalueringstilstand.VENTER).exists()


def kan_frafalle(bruker: Bruker, sak: Soknad) -> Side | None:
    """Whose evaluation this person may waive: the own side's, and for the hospitant's also the own leader (S1-H20)."""
    return side_til(bruker, sak) or (Side.HOSPITANT if er_leder_egen(bruker, sak) else None)

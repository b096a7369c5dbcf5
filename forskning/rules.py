"""Who may do what with projects, calls, needs and documents: one predicate per sentence."""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Organ, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt, tilgang_for
from grunnmur.utvalg import rules as utvalg

from .models import (
    SKRIVER_GRUNNLAG,
    Behov,
    Dokument,
    Finansiering,
    Innstilling,
    Partner,
    Partnerprofil,
    Partnersvar,
    Prosjekt,
    Temaforslag,
    Utlysning,
)
from .models.adgang import i_nettverket

STYRER_FOR_EIER = (RolleType.FOU_KOORDINATOR, RolleType.LEDER)
SKRIVER_UTLYSNINGER = (RolleType.FOU_KOORDINATOR, RolleType.FORSKER, RolleType.SEKRETARIAT)


def er_systemet(bruker: Bruker, _sak: object) -> bool:
    """Time itself, or a committee's decision, acts through its own transitions."""
    return bruker.er_system


def for_virksomheten(bruker: Bruker, virksomhet: Virksomhet | UUID, *roller: str) -> Fullmakt | None:
    """Acts today in one of these roles for the whole party; in their own role before standing in."""
    pk = virksomhet.pk if isinstance(virksomhet, Virksomhet) else virksomhet
    mulige = [f for f in tilgang_for(bruker).fullmakter if f.rolle.type in roller]
    mulige = [f for f in mulige if f.rolle.virksomhet_id == pk and f.rolle.enhet_id is None]
    return min(mulige, key=lambda f: f.paa_vegne_av is not None, default=None)


def i_rolle(bruker: Bruker, *roller: str) -> Fullmakt | None:
    """Holds, or stands in for, one of these roles anywhere."""
    mulige = [f for f in tilgang_for(bruker).fullmakter if f.rolle.type in roller]
    return min(mulige, key=lambda f: f.paa_vegne_av is not None, default=None)


# --- projects -----------------------------------------------------------------------------------------------------------


def kan_registrere(bruker: Bruker, virksomhet: Virksomhet | UUID | None = None) -> bool:
    """Everybody with a role at a party of the network may register an idea, for a party they belong to."""
    parter = tilgang_for(bruker).parter
    pk = virksomhet.pk if isinstance(virksomhet, Virksomhet) else virksomhet
    return bool(parter) if pk is None else pk in parter


def registrerer(bruker: Bruker, prosjekt: Prosjekt) -> bool:
    """For the party that owns it."""
    return kan_registrere(bruker, prosjekt.eier_id)


def styrer(bruker: Bruker, prosjekt: Prosjekt) -> Fullmakt | bool | None:
    """The project's leader; the FoU coordinator and the leader of the party that owns it, when the leader is away."""
    if bruker.is_active and bruker.pk == prosjekt.leder_id:
        return True
    return for_virksomheten(bruker, prosjekt.eier_id, *STYRER_FOR_EIER)


def er_med(bruker: Bruker, prosjekt: Prosjekt) -> bool:
    """One of the project's people today."""
    i_dag = prosjekt.deltakere.gjeldende(timezone.localdate())
    return bruker.is_active and i_dag.filter(bruker=bruker.pk).exists()


def svarrollen(virksomhet: Virksomhet | UUID) -> str:
    """The one role that answers for a party (S4-B03): as its profile names it, else its leader."""
    pk = virksomhet.pk if isinstance(virksomhet, Virksomhet) else virksomhet
    navngitt = Partnerprofil.objects.filter(pk=pk).values_list("bekreftes_av", flat=True).first()
    return navngitt or RolleType.LEDER


def svarer_for_partneren(bruker: Bruker, partner: Partner) -> Fullmakt | None:
    """Whoever holds the role that the party has named, or stands in for them. Nobody else, not the project's leader."""
    return for_virksomheten(bruker, partner.virksomhet_id, svarrollen(partner.virksomhet_id))


def svarer_for_en_partner(bruker: Bruker, prosjekt: Prosjekt) -> Fullmakt | None:
    """Answers for one of the parties in the project; which one the operation looks at."""
    partnere = prosjekt.partnere.med().values_list("virksomhet", "virksomhet__partnerprofil__bekreftes_av")
    svar = (for_virksomheten(bruker, pk, rolle or RolleType.LEDER) for pk, rolle in partnere)
    return next((fullmakt for fullmakt in svar if fullmakt), None)


def deltar_i_dialogen(bruker: Bruker, prosjekt: Prosjekt) -> Fullmakt | bool | None:
    """The project's people, and those who answer for a party that is in it or asked to be (S1-F03)."""
    return styrer(bruker, prosjekt) or er_med(bruker, prosjekt) or svarer_for_en_partner(bruker, prosjekt)


def kan_melde_interesse(bruker: Bruker, prosjekt: Prosjekt) -> bool:
    """Everybody of the network who is not in on it already; a restricted idea asks for its own partners."""
    return not prosjekt.er_begrenset and i_nettverket(bruker) and not deltar_i_dialogen(bruker, prosjekt)


def forankringens_sekretaer(bruker: Bruker, prosjekt: Prosjekt) -> Fullmakt | bool | None:
    """The secretary of the committee that the project lies with."""
    aapen = prosjekt.forankringer.filter(avsluttet__isnull=True).select_related("organ").first()
    return er_sekretaer(bruker, aapen.organ) if aapen else None


def er_sekretaer(bruker: Bruker, organ: Organ) -> Fullmakt | bool | None:
    """Who keeps the committee's meetings."""
    return utvalg.steller_utvalg(bruker) or utvalg.er_organets_sekretaer(bruker, organ)


def kan_registrere_aktor(bruker: Bruker) -> bool:
    """Whoever can register an idea can register a party that is to be in it; the secretariat too (S1-A04)."""
    return kan_registrere(bruker) or i_rolle(bruker, RolleType.SEKRETARIAT) is not None


# --- what a project is ready for ------------------------------------------------------------------------------------------


def er_forankret_av_alle(prosjekt: Prosjekt) -> bool:
    """The committee has said yes, every party that is asked has answered for itself, and the owner with a yes."""
    siste = prosjekt.forankringer.order_by("-sendt").first()
    return siste is not None and siste.ankrer and partnerne_har_svart(prosjekt)


def partnerne_har_svart(prosjekt: Prosjekt) -> bool:
    """Everybody has answered for themselves, and the owner is in: one that says no owns nothing (S1-F04, S4-B03)."""
    svar = list(prosjekt.partnere.med().values_list("virksomhet", "svar"))
    return (prosjekt.eier_id, Partnersvar.BEKREFTET) in svar and all(s != Partnersvar.INVITERT for _hvem, s in svar)


def er_uten_ekstern_finansiering(prosjekt: Prosjekt) -> bool:
    """Without external money there is nothing to anchor first: it goes straight to running (chapter F, F04)."""
    return prosjekt.finansiering == Finansiering.EGEN


def soker_midler(prosjekt: Prosjekt) -> bool:
    return prosjekt.finansiering == Finansiering.EKSTERN


def har_svar_paa_soknaden(prosjekt: Prosjekt) -> bool:
    return not prosjekt.soknader.filter(utfall="").exists()


def er_aapent(prosjekt: Prosjekt) -> bool:
    """Not restricted, and not on the open pages yet."""
    return not prosjekt.er_begrenset and prosjekt.publisert is None


def er_vist_aapent(prosjekt: Prosjekt) -> bool:
    return prosjekt.publisert is not None


# --- calls, needs, themes, documents --------------------------------------------------------------------------------------


def skriver_utlysninger(bruker: Bruker, _utlysning: Utlysning | None = None) -> Fullmakt | None:
    """FoU coordinators, researchers and the secretariat keep the list of calls (S4-D11)."""
    return i_rolle(bruker, *SKRIVER_UTLYSNINGER)


def er_med_i_nettverket(bruker: Bruker, _sak: object) -> bool:
    return i_nettverket(bruker)


def melder_behov(bruker: Bruker, behov: Behov) -> bool:
    """For a party they belong to."""
    return kan_registrere(bruker, behov.virksomhet_id)


def steller_behov(bruker: Bruker, behov: Behov) -> Fullmakt | bool | None:
    """Whoever reported it, and the FoU coordinator or leader of that party."""
    if bruker.is_active and bruker.pk == behov.meldt_av_id:
        return True
    return for_virksomheten(bruker, behov.virksomhet_id, *STYRER_FOR_EIER)


def foreslaar_tema(bruker: Bruker, _forslag: Temaforslag | None = None) -> bool:
    """Everybody of the network; the committee decides (S4-D08)."""
    return i_nettverket(bruker)


def legger_fram_tema(bruker: Bruker, forslag: Temaforslag) -> Fullmakt | bool | None:
    """FoU coordinators and the secretariat put proposals to the committee; its secretary too."""
    sekretaer = er_sekretaer(bruker, forslag.organ) if forslag.organ else None
    return i_rolle(bruker, *SKRIVER_GRUNNLAG) or sekretaer


def trekker_tema(bruker: Bruker, forslag: Temaforslag) -> Fullmakt | bool | None:
    return bruker.pk == forslag.foreslaatt_av_id or i_rolle(bruker, *SKRIVER_GRUNNLAG)


def skriver_grunnlag(bruker: Bruker, _dokument: Dokument | None = None) -> Fullmakt | None:
    """FoU coordinators and the secretariat write the knowledge base, the process and the rules for the logo."""
    return i_rolle(bruker, *SKRIVER_GRUNNLAG)


def endrer_profil(bruker: Bruker, virksomhet: Virksomhet) -> Fullmakt | None:
    """A party says itself what it is as a partner, and which role answers for it."""
    return for_virksomheten(bruker, virksomhet, RolleType.LEDER, RolleType.FOU_KOORDINATOR, RolleType.KONTAKT_ADM)


def steller_fora(bruker: Bruker) -> Fullmakt | None:
    """Those who keep committees, and FoU coordinators, say which parties are in a forum or a cluster."""
    return utvalg.steller_utvalg(bruker) or i_rolle(bruker, RolleType.FOU_KOORDINATOR)


def det_strategiske_utvalget() -> Organ | None:
    """The committee that anchors unless another is chosen: as set by the network, else its strategic committee."""
    valgt = Innstilling.objects.gjeldende().strategisk_organ
    return valgt or Organ.objects.filter(type=Organ.Type.SSU, nedlagt__isnull=True).order_by("pk").first()

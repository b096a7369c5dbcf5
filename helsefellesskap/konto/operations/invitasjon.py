"""Letting somebody in by a link that expires, works once, and is worth no more than its sender's own power."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.innslipp import har_kommet
from grunnmur.organisasjon.models import Bruker, Enhet, Invitasjon, Rolle, RolleType
from grunnmur.organisasjon.operations import sporbar
from grunnmur.organisasjon.operations.sporbar import forklart
from grunnmur.varsling.operations import send_epost
from helsefellesskap.konto import post
from helsefellesskap.konto.rules import er_aapen, kan_invitere

VARIGHET = timedelta(days=14)


@sporbar
def inviter(
    enhet: Enhet,
    *,
    epost: str,
    navn: str,
    utfort_av: Bruker,
    rolletype: str = RolleType.ANSATT,
    naa: datetime | None = None,
) -> Invitasjon:
    """Invite somebody to a unit. The mail with the link goes out by the outbox; the link is made there."""
    naa = naa or timezone.now()
    if not kan_invitere(utfort_av, enhet, rolletype, timezone.localdate(naa)):
        raise PermissionDenied
    epost = epost.strip().lower()
    # The unit's row is the lock: two invitations of the same person at once become one.
    enhet = Enhet.objects.select_for_update(of=("self",)).select_related("virksomhet").get(pk=enhet.pk)
    if enhet.nedlagt is not None:
        raise ValidationError({"enhet": _("Enheten er nedlagt. Velg en annen enhet.")})
    finnes = Bruker.objects.filter(epost=epost).first()
    if finnes is not None and not finnes.is_active:
        raise ValidationError({"epost": _("Kontoen til personen er stengt. Be systemadministrator om å åpne den.")})
    har_rollen = Rolle.objects.gjeldende(timezone.localdate(naa)).filter(bruker=finnes, type=rolletype, enhet=enhet)
    if finnes is not None and har_rollen.exists() and finnes.has_usable_password():
        raise ValidationError({"epost": _("Personen har allerede tilgang her.")})
    samme = Invitasjon.objects.filter(epost=epost, enhet=enhet, rolletype=rolletype)
    if samme.filter(brukt=None, trukket=None, utloper__gt=naa).exists():
        raise ValidationError({"epost": _("Personen er allerede invitert hit. Trekk den gamle invitasjonen først.")})
    invitasjon = Invitasjon(
        epost=epost,
        navn=navn.strip(),
        enhet=enhet,
        rolletype=rolletype,
        invitert_av=utfort_av,
        opprettet=naa,
        utloper=naa + VARIGHET,
    )
    invitasjon.clean_fields(exclude=["enhet", "invitert_av", "hemmelighet_sha256"])
    invitasjon.save(force_insert=True)
    send_epost(
        mal=post.INVITASJON,
        nokkel=f"{post.INVITASJON}:{invitasjon.pk}",
        til=epost,
        data={
            "invitasjon": str(invitasjon.pk),
            "invitert_av": utfort_av.navn,
            "sted": enhet.visningsnavn,
            "rolletype": rolletype,
        },
    )
    return invitasjon


@sporbar
def trekk_invitasjon(invitasjon: Invitasjon, *, utfort_av: Bruker, naa: datetime | None = None) -> Invitasjon:
    """Take an unused invitation back; its link stops working at once."""
    naa = naa or timezone.now()
    laast = Invitasjon.objects.select_for_update(of=("self",)).select_related("enhet").get(pk=invitasjon.pk)
    if not kan_invitere(utfort_av, laast.enhet, laast.rolletype, timezone.localdate(naa)):
        raise PermissionDenied
    if laast.brukt or laast.trukket:
        raise ValidationError(_("Invitasjonen er allerede brukt eller trukket."))
    laast.trukket = naa
    laast.hemmelighet_sha256 = None
    laast.save(update_fields=["trukket", "hemmelighet_sha256"])
    return laast


@sporbar
def ta_i_bruk_invitasjon(
    hemmelighet: str, *, utfort_av: Bruker, navn: str = "", passord: str = "", naa: datetime | None = None
) -> Bruker:
    """Come in: make the account (or use the invited person's own), and get the role that was offered.

    `utfort_av` is the invited person when signed in, else the system. The link is spent, and the sender must
    still have the power to offer the role: nobody lets people in after having left.
    """
    naa = naa or timezone.now()
    invitasjon = (
        Invitasjon.objects.select_for_update(of=("self",))
        .select_related("enhet__virksomhet", "invitert_av")
        .filter(hemmelighet_sha256=post.hemmelighetens_avtrykk(hemmelighet))
        .first()
    )
    if invitasjon is None or not er_aapen(invitasjon, naa):
        raise ValidationError(_("Invitasjonen er brukt, trukket eller for gammel. Be om en ny."), code="ugyldig")
    bruker = Bruker.objects.select_for_update().filter(epost=invitasjon.epost).first()
    if bruker is None:
        bruker = Bruker(epost=invitasjon.epost, navn=navn or invitasjon.navn)
    if bruker.er_system or not bruker.is_active:
        raise ValidationError(_("Kontoen er stengt. Ta kontakt med lederen din."), code="stengt")
    if utfort_av.pk != bruker.pk:
        # An account somebody already uses is never opened by a link alone.
        if not utfort_av.er_system or (bruker.password and bruker.has_usable_password()):
            raise PermissionDenied
        bruker.navn = navn or bruker.navn
        bruker.set_password(passord)
        bruker.clean_fields(exclude=["password"])
        bruker.save()
    _gi_rolle(invitasjon, bruker, naa)
    invitasjon.brukt = naa
    invitasjon.hemmelighet_sha256 = None
    invitasjon.save(update_fields=["brukt", "hemmelighet_sha256"])
    har_kommet(bruker, naa)
    return bruker


def slipp_inn(enhet: Enhet, epost: str, navn: str, utfort_av: Bruker, naa: datetime) -> bool:
    """Invite on behalf of an area (`innslipp`): whether the person now has an invitation that works."""
    if er_invitert(enhet, epost, naa):
        return True
    try:
        inviter(enhet, epost=epost, navn=navn, utfort_av=utfort_av, naa=naa)
    except (PermissionDenied, ValidationError):
        return False
    return True


def er_invitert(enhet: Enhet, epost: str, naa: datetime) -> bool:
    """Whether the person has an invitation to the unit that works."""
    venter = Invitasjon.objects.filter(epost=epost.strip().lower(), enhet=enhet, brukt=None, trukket=None, utloper__gt=naa)
    return any(er_aapen(i, naa) for i in venter.select_related("enhet", "invitert_av"))


def _gi_rolle(invitasjon: Invitasjon, bruker: Bruker, naa: datetime) -> None:
    """The role offered, unless the person has it already. The leader's power to let in is weighed here too."""
    dag = timezone.localdate(naa)
    sted = {"type": invitasjon.rolletype, "virksomhet": invitasjon.enhet.virksomhet, "enhet": invitasjon.enhet}
    if Rolle.objects.gjeldende(dag).filter(bruker=bruker, **sted).exists():
        return
    rolle = Rolle(bruker=bruker, gyldig_fra=dag, **sted)
    with forklart():
        rolle.save(force_insert=True)

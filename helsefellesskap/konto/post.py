"""Mail about accounts, through the outbox. Everything secret in it is made when the mail is written."""

import hashlib
import secrets
import uuid
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Invitasjon, RolleType
from grunnmur.varsling.maler import SendesIkke, Varselmal, registrer
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.operations import send_epost

NYTT_PASSORD = "konto.nytt_passord"
PASSORD_ENDRET = "konto.passord_endret"
INNLOGGING_ENDRET = "konto.innlogging_endret"
INVITASJON = "konto.invitasjon"
ARBEIDSSTED_MELDT = "konto.arbeidssted_meldt"
ARBEIDSSTED_GODTATT = "konto.arbeidssted_godtatt"
ARBEIDSSTED_AVVIST = "konto.arbeidssted_avvist"
HAR_BYTTET = "konto.har_byttet"

# allauth's notices, by the last part of their template's name.
VARSLER = {
    "password_changed": PASSORD_ENDRET,
    "password_reset": PASSORD_ENDRET,
    "password_set": PASSORD_ENDRET,
    "totp_activated": INNLOGGING_ENDRET,
    "totp_deactivated": INNLOGGING_ENDRET,
    "webauthn_added": INNLOGGING_ENDRET,
    "webauthn_removed": INNLOGGING_ENDRET,
    "recovery_codes_generated": INNLOGGING_ENDRET,
    "account_connected": INNLOGGING_ENDRET,
    "account_disconnected": INNLOGGING_ENDRET,
}


def bestill(mottaker: Bruker, mal: str) -> None:
    """Order one mail about the account; sent when the transaction has been committed."""
    adresse = reverse("mfa_index" if mal in {PASSORD_ENDRET, INNLOGGING_ENDRET} else "account_reset_password")
    send_epost(mal=mal, nokkel=f"{mal}:{uuid.uuid4()}", til=mottaker, adresse=adresse)


def hemmelighetens_avtrykk(hemmelighet: str) -> str:
    """What is kept of an invitation's secret."""
    return hashlib.sha256(hemmelighet.encode()).hexdigest()


def lenke_til_nytt_passord(varsel: Varsel) -> dict[str, Any]:
    """A link that works for PASSWORD_RESET_TIMEOUT and until the password is changed. Nothing of it is stored."""
    bruker = varsel.mottaker
    if bruker is None or not bruker.is_active:
        raise SendesIkke
    nokkel = default_token_generator.make_token(bruker)
    kwargs = {"uidb36": user_pk_to_url_str(bruker), "key": nokkel}
    return {"adresse": reverse("account_reset_password_from_key", kwargs=kwargs)}


def lenke_til_invitasjon(varsel: Varsel) -> dict[str, Any]:
    """A new secret each time the mail is written: only its hash stays, so an earlier mail stops working."""
    invitasjon = Invitasjon.objects.select_for_update().filter(pk=varsel.data["invitasjon"]).first()
    if invitasjon is None or invitasjon.brukt or invitasjon.trukket or invitasjon.utloper <= timezone.now():
        raise SendesIkke
    hemmelighet = secrets.token_urlsafe(32)
    invitasjon.hemmelighet_sha256 = hemmelighetens_avtrykk(hemmelighet)
    invitasjon.save(update_fields=["hemmelighet_sha256"])
    return {"adresse": reverse("ta_i_bruk_invitasjon", args=[hemmelighet])}


def rollen_med_ord(data: dict[str, Any]) -> dict[str, Any]:
    """What the person is invited as, in their language. An invitation from before it was kept is of an employee."""
    rolle = RolleType(data.get("rolletype", RolleType.ANSATT))
    return data | {"rolle": str(rolle.label).lower()}


registrer(
    Varselmal(
        NYTT_PASSORD,
        _("Lag nytt passord"),
        _("Noen har bedt om nytt passord for kontoen din. Lenken virker i ett døgn. Var det ikke deg, kan du la den være."),
        _("Lag nytt passord"),
        lag_data=lenke_til_nytt_passord,
        bare_epost=True,
    ),
    Varselmal(
        PASSORD_ENDRET,
        _("Passordet ditt er endret"),
        _("Var det ikke deg, be om nytt passord med en gang, og si fra til den administrative kontakten i virksomheten."),
        _("Se innlogging og sikkerhet"),
        bare_epost=True,
    ),
    Varselmal(
        INNLOGGING_ENDRET,
        _("Måten du logger inn på er endret"),
        _("En kodeapp, nøkkel, reservekode eller jobbkonto er ny eller fjernet. Var det ikke deg, endre passordet."),
        _("Se innlogging og sikkerhet"),
        bare_epost=True,
    ),
    Varselmal(
        INVITASJON,
        _("%(invitert_av)s inviterer deg til samarbeidsportalen"),
        _("Du er invitert som %(rolle)s ved %(sted)s. Lenken kan brukes én gang, og virker i 14 dager."),
        _("Ta i bruk invitasjonen"),
        forbered=rollen_med_ord,
        lag_data=lenke_til_invitasjon,
        bare_epost=True,
    ),
    Varselmal(
        ARBEIDSSTED_MELDT,
        _("%(navn)s har meldt fra om arbeidssted"),
        _("Svar på om personen arbeider hos dere, og i hvilken enhet."),
        _("Svar på meldingen"),
    ),
    Varselmal(
        ARBEIDSSTED_GODTATT,
        _("Arbeidsstedet ditt er registrert"),
        _("Du er nå registrert ved %(sted)s."),
        _("Åpne portalen"),
    ),
    Varselmal(
        ARBEIDSSTED_AVVIST,
        _("Arbeidsstedet ditt ble ikke registrert"),
        _("%(virksomhet)s har svart på meldingen din. Begrunnelsen står i portalen."),
        _("Se svaret"),
    ),
    Varselmal(
        HAR_BYTTET,
        _("%(navn)s har byttet arbeidssted"),
        _("Ansettelsen hos dere er avsluttet. Avslutt også andre roller personen har hos dere, og velg hvem som overtar."),
        _("Se rollene"),
    ),
)

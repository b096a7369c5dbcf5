"""Sign-in and the person's own pages. allauth's views at Norwegian addresses, each at one address only."""

from allauth.account import views as konto
from allauth.mfa.base import views as tofaktor
from allauth.mfa.recovery_codes import views as koder
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as nokler
from allauth.socialaccount import views as ekstern
from allauth.usersessions import views as okter
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from helsefellesskap.konto.views import arbeidssted, innlogging, invitasjon, profil

urlpatterns = [
    path("logg-inn/", innlogging.logg_inn, name="account_login"),
    path("logg-inn/kode/", tofaktor.authenticate, name="mfa_authenticate"),
    path("logg-inn/nokkel/", login_not_required(nokler.login_webauthn), name="mfa_login_webauthn"),
    path("logg-inn/avbrutt/", ekstern.login_cancelled, name="socialaccount_login_cancelled"),
    path("logg-inn/feil/", ekstern.login_error, name="socialaccount_login_error"),
    path("logg-inn/med/<slug:provider_id>/", innlogging.jobbkonto, name="openid_connect_login"),
    path("logg-inn/med/<slug:provider_id>/svar/", innlogging.tilbake_fra_jobbkonto, name="openid_connect_callback"),
    path("logg-ut/", konto.logout, name="account_logout"),
    path("konto/profil/", profil.profil, name="profil"),
    path("konto/mine-data/", profil.mine_data, name="mine_data"),
    path("konto/mine-data/last-ned/", profil.last_ned_mine_data, name="last_ned_mine_data"),
    path("konto/steng/<uuid:bruker_id>/", profil.steng, name="steng_konto"),
    path("konto/inviter/", invitasjon.inviter, name="inviter"),
    path("konto/inviter/<uuid:invitasjon_id>/trekk/", invitasjon.trekk, name="trekk_invitasjon"),
    path("konto/invitasjon/<str:hemmelighet>/", invitasjon.ta_i_bruk, name="ta_i_bruk_invitasjon"),
    path("konto/arbeidssted/mangler/", arbeidssted.mangler, name="arbeidssted_mangler"),
    path("konto/arbeidssted/bytte/", arbeidssted.bytte, name="arbeidssted_bytte"),
    path("konto/arbeidssted/<uuid:melding_id>/", arbeidssted.melding, name="arbeidssted"),
    path("konto/stengt/", konto.account_inactive, name="account_inactive"),
    path("konto/bekreft/", konto.reauthenticate, name="account_reauthenticate"),
    path("konto/passord/", konto.password_change, name="account_change_password"),
    path("konto/passord/lag/", konto.password_set, name="account_set_password"),
    path("konto/passord/glemt/", konto.password_reset, name="account_reset_password"),
    path("konto/passord/glemt/sendt/", konto.password_reset_done, name="account_reset_password_done"),
    path("konto/passord/nytt/ferdig/", konto.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^konto/passord/nytt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$",
        konto.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("konto/sikkerhet/", tofaktor.index, name="mfa_index"),
    path("konto/sikkerhet/bekreft/", tofaktor.reauthenticate, name="mfa_reauthenticate"),
    path("konto/sikkerhet/app/", app.activate_totp, name="mfa_activate_totp"),
    path("konto/sikkerhet/app/av/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("konto/sikkerhet/koder/", koder.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("konto/sikkerhet/koder/nye/", koder.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("konto/sikkerhet/koder/last-ned/", koder.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("konto/sikkerhet/nokler/", nokler.list_webauthn, name="mfa_list_webauthn"),
    path("konto/sikkerhet/nokler/ny/", nokler.add_webauthn, name="mfa_add_webauthn"),
    path("konto/sikkerhet/nokler/bekreft/", nokler.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("konto/sikkerhet/nokler/<int:pk>/fjern/", nokler.remove_webauthn, name="mfa_remove_webauthn"),
    path("konto/sikkerhet/nokler/<int:pk>/navn/", nokler.edit_webauthn, name="mfa_edit_webauthn"),
    path("konto/okter/", okter.list_usersessions, name="usersessions_list"),
    path("konto/okter/<int:pk>/avslutt/", innlogging.avslutt_okt, name="avslutt_okt"),
    path("konto/sprak/", innlogging.sett_sprak, name="sett_sprak"),
]

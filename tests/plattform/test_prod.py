"""Production starts only with safe settings, and says everything that is wrong at once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from grunnmur.dokumenter.seglnokkel import DEMOSEGL, nytt_par

ROT = Path(__file__).resolve().parents[2]
TRYGT = {
    "SECRET_KEY": "Zr3vXq8LmN0pWc5TyUa1BdEfGh2JkSo4iVx6Rn7lQw9_tCzPgYbMeHjD",
    "ALLOWED_HOSTS": "portal.example",
    "BASE_URL": "https://portal.example/",
    "DATABASE_URL": "postgresql://app@db/portal",
    "REDIS_URL": "redis://redis/0",
    "EMAIL_URL": "smtp+tls://u:p@mail.example:587",
    "DEFAULT_FROM_EMAIL": "portal@portal.example",
    **dict(zip(("SEGL_NOKKEL", "SEGL_SERTIFIKAT"), nytt_par("Prøveportalen"), strict=True)),
}


def start(miljo: dict[str, str], uttrykk: str = "1") -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of their own, with nothing but this environment."""
    kode = f"from django.conf import settings as s; s.DEBUG; print({uttrykk})"
    return subprocess.run(
        [sys.executable, "-c", kode],
        cwd=ROT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "helsefellesskap.settings.prod", **miljo},
        capture_output=True,
        text=True,
    )


def grunn(miljo: dict[str, str]) -> str:
    svar = start(miljo)
    assert svar.returncode == 1
    return svar.stderr.strip().splitlines()[-1].partition("Production refuses to start: ")[2]


def test_safe_settings_start():
    assert start(TRYGT, "s.BASE_URL, s.DEBUG, s.DEMO").stdout == "https://portal.example False False\n"


def test_empty_environment_names_every_missing_setting():
    assert grunn({}) == " ".join(
        f"{navn} is missing."
        for navn in (
            *("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "BASE_URL"),
            *("DEFAULT_FROM_EMAIL", "SEGL_NOKKEL", "SEGL_SERTIFIKAT"),
        )
    )


@pytest.mark.parametrize(
    ("navn", "verdi", "setning"),
    [
        ("SECRET_KEY", "kort", "SECRET_KEY is too easy to guess: use at least 50 random characters."),
        ("SECRET_KEY", "a" * 60, "SECRET_KEY is too easy to guess: use at least 50 random characters."),
        ("ALLOWED_HOSTS", "portal.example,*", "ALLOWED_HOSTS must name the hosts, not '*'."),
        ("BASE_URL", "http://portal.example", "BASE_URL must start with https://."),
        ("OIDC_SERVER", "http://id.example", "OIDC_SERVER must start with https://."),
        ("SEGL_NOKKEL", "noe", "SEGL_NOKKEL is not a private key in PEM that SEGL_PASSORD opens."),
        (
            "SEGL_NOKKEL",
            nytt_par("En annen")[0],
            "SEGL_NOKKEL does not belong to the first certificate of SEGL_SERTIFIKAT.",
        ),
        ("SEGL_SERTIFIKAT", "noe", "SEGL_SERTIFIKAT is not a certificate in PEM."),
        ("SEGL_ELDRE", "noe", "SEGL_ELDRE is not a list of certificates in PEM."),
        ("SEGL_ELDRE", nytt_par(DEMOSEGL)[1], "SEGL_ELDRE holds the certificate of a demo: take it out."),
        ("DEBUG", "1", "DEBUG must be off."),
        ("DEMO", "1", "DEMO must be off: it opens accounts with a published password."),
    ],
)
def test_unsafe_setting_is_refused(navn: str, verdi: str, setning: str):
    assert grunn(TRYGT | {navn: verdi}) == setning


def test_the_seal_of_a_demo_is_refused():
    par = dict(zip(("SEGL_NOKKEL", "SEGL_SERTIFIKAT"), nytt_par(DEMOSEGL), strict=True))
    assert grunn(TRYGT | par) == "SEGL_SERTIFIKAT is that of a demo: make one of your own."


def test_a_weak_seal_is_refused():
    par = dict(zip(("SEGL_NOKKEL", "SEGL_SERTIFIKAT"), nytt_par("Prøveportalen", bit=1024), strict=True))
    assert grunn(TRYGT | par) == "SEGL_NOKKEL must be an RSA key of at least 2048 bits."


def test_no_key_is_made_in_production():
    assert start(TRYGT, "repr(s.SEGL_DEMOFIL)").stdout == "''\n"


def test_all_faults_are_named_together():
    assert grunn(TRYGT | {"DEBUG": "1", "DEMO": "1"}) == (
        "DEBUG must be off. DEMO must be off: it opens accounts with a published password."
    )


def test_every_cookie_is_bound_to_the_host_and_to_tls():
    uttrykk = (
        "[(getattr(s, k + '_COOKIE_NAME')[:7], getattr(s, k + '_COOKIE_SECURE')) for k in ('SESSION', 'CSRF', 'LANGUAGE')]"
    )
    assert start(TRYGT, uttrykk).stdout == f"{[('__Host-', True)] * 3}\n"


@pytest.mark.parametrize(("bak_proxy", "hode"), [("0", "None"), ("1", "('HTTP_X_FORWARDED_PROTO', 'https')")])
def test_a_forwarded_protocol_is_believed_only_behind_a_proxy(bak_proxy: str, hode: str):
    assert start(TRYGT | {"BEHIND_PROXY": bak_proxy}, "s.SECURE_PROXY_SSL_HEADER").stdout == f"{hode}\n"


def test_a_second_factor_is_always_required():
    assert start(TRYGT | {"KREV_TOFAKTOR": "0"}, "s.KREV_TOFAKTOR").stdout == "True\n"


def test_static_files_have_hashed_names():
    assert start(TRYGT, "s.STORAGES['staticfiles']['BACKEND']").stdout == (
        "whitenoise.storage.CompressedManifestStaticFilesStorage\n"
    )


def test_check_deploy_is_clean():
    miljo = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "helsefellesskap.settings.prod", **TRYGT}
    svar = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROT,
        env=miljo,
        capture_output=True,
        text=True,
    )
    assert (svar.returncode, svar.stderr) == (0, "")

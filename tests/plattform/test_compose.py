"""The compose file, `.env.example` and the settings say the same. (No container engine is needed: these read the files.)"""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from grunnmur.dokumenter.seglnokkel import nytt_par

ROT = Path(__file__).resolve().parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROT / "docker-compose.yml").read_text())
TJENESTER: dict[str, dict[str, Any]] = COMPOSE["services"]
EGNE = {"hemmeligheter", "migrer", "web", "worker", "beat"}
EN_GANG = {"hemmeligheter", "migrer"}
# Set by the launcher or read before settings load, not by a settings module.
UTENFOR = {"PORT"}

HEMMELIG = {
    "SECRET_KEY_FILE": "Zr3vXq8LmN0pWc5TyUa1BdEfGh2JkSo4iVx6Rn7lQw9_tCzPgYbMeHjD",
    "DATABASE_URL_FILE": "postgresql://portal_app:x@postgres:5432/portal",
    "SEGL_ELDRE_FILE": "",
    **dict(zip(("SEGL_NOKKEL_FILE", "SEGL_SERTIFIKAT_FILE"), nytt_par("Prøveportalen"), strict=True)),
}
"""What the `hemmeligheter` service writes."""


def lest_av_innstillingene() -> set[str]:
    """Return the name of every environment variable that a settings module asks for."""
    navn = set()
    for fil in (ROT / "helsefellesskap" / "settings").glob("*.py"):
        for node in ast.walk(ast.parse(fil.read_text())):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                kall = node.func.value if isinstance(node.func, ast.Attribute) else node.func
                if isinstance(kall, ast.Name) and kall.id == "env":
                    navn.add(node.args[0].value)
    return navn


def i_eksempelet() -> dict[str, str]:
    linjer = (ROT / ".env.example").read_text().splitlines()
    return dict(linje.split("=", 1) for linje in linjer if re.match(r"[A-Z_]+=", linje))


def test_every_setting_stands_in_the_example_and_nothing_else_does():
    assert set(i_eksempelet()) == lest_av_innstillingene() | UTENFOR


def test_every_setting_in_the_example_has_a_line_that_explains_it():
    forrige, uforklart, i_gruppe = "", [], False
    for linje in (ROT / ".env.example").read_text().splitlines():
        if re.match(r"[A-Z_]+=", linje):
            i_gruppe = i_gruppe or (forrige.startswith("# ") and not forrige.startswith("# ---"))
            if not i_gruppe:
                uforklart.append(linje)
        else:
            i_gruppe = False
        forrige = linje
    assert uforklart == []


def test_the_parts_of_production_are_there():
    assert set(TJENESTER) == EGNE | {"postgres", "redis", "caddy", "mailpit"}
    assert TJENESTER["postgres"]["image"] == "postgres:18"


@pytest.mark.parametrize("navn", ["migrer", "web", "worker", "beat"])
def test_own_services_get_only_settings_that_exist(navn: str):
    gitt = {variabel.removesuffix("_FILE") for variabel in TJENESTER[navn]["environment"]}
    assert gitt <= lest_av_innstillingene()


def test_production_starts_with_what_compose_gives(tmp_path: Path):
    miljo = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "helsefellesskap.settings.prod"}
    for navn, verdi in TJENESTER["web"]["environment"].items():
        utfylt = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", verdi)
        if navn.endswith("_FILE"):
            fil = tmp_path / navn
            fil.write_text(HEMMELIG[navn])
            utfylt = str(fil)
        miljo[navn] = utfylt
    svar = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings as s; print(s.BASE_URL, s.DATABASES['default']['HOST'])"],
        cwd=ROT,
        env=miljo,
        capture_output=True,
        text=True,
    )
    assert (svar.stdout, svar.stderr) == ("https://localhost postgres\n", "")


@pytest.mark.parametrize("navn", sorted(TJENESTER))
def test_no_service_runs_as_root_or_writes_its_image(navn: str):
    tjeneste = TJENESTER[navn]
    assert tjeneste["read_only"] is True
    assert tjeneste["cap_drop"] == ["ALL"]
    if navn in EGNE:
        assert re.findall(r"^USER (\w+)$", (ROT / "Dockerfile").read_text(), re.M) == ["app"]
    else:
        assert tjeneste["user"] not in {"root", "0"}


@pytest.mark.parametrize("navn", sorted(set(TJENESTER) - EN_GANG))
def test_every_lasting_service_has_a_health_check(navn: str):
    assert "test" in TJENESTER[navn]["healthcheck"]


def test_the_portal_never_sees_the_password_of_the_owner_of_the_tables():
    ser = {navn for navn, t in TJENESTER.items() if any("eier" in volum for volum in t.get("volumes", []))}
    assert ser == {"hemmeligheter", "migrer", "postgres"}


def test_only_the_proxy_and_the_mail_catcher_can_be_reached_from_outside():
    apne = {navn: t["ports"] for navn, t in TJENESTER.items() if "ports" in t}
    assert apne == {"caddy": ["80:80", "443:443"], "mailpit": ["127.0.0.1:8025:8025"]}


def test_volumes_and_networks_are_declared():
    volumer = {
        volum.split(":")[0] for t in TJENESTER.values() for volum in t.get("volumes", []) if not volum.startswith((".", "/"))
    }
    nett = {n for t in TJENESTER.values() for n in t.get("networks", [])}
    assert (volumer, nett) == (set(COMPOSE["volumes"]), set(COMPOSE["networks"]))


def test_files_the_image_needs_are_let_in():
    slipper_inn = {linje[1:] for linje in (ROT / ".dockerignore").read_text().splitlines() if linje.startswith("!")}
    assert {navn for navn in slipper_inn if not (ROT / navn).exists()} == set()
    kode = {"grunnmur", "helsefellesskap", "hospitering", "lis", "veiledning"}
    assert {*kode, "locale", "static", "templates", "manage.py"} <= slipper_inn

"""What the container image holds runs as production: runtime dependencies only, two database roles, no demo.

No container engine is needed: the image's folder is made by the rules of `.dockerignore`, and the steps of the Dockerfile
are run in it.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from helsefellesskap.oppstart.postgres import Postgres, programmer
from helsefellesskap.oppstart.redis import Redis

ROT = Path(__file__).resolve().parents[2]


def kjor(*argv: str | Path, cwd: Path, miljo: dict[str, str]) -> str:
    svar = subprocess.run(argv, cwd=cwd, env=miljo, capture_output=True, text=True)
    assert svar.returncode == 0, svar.stdout + svar.stderr
    return svar.stdout


def kopier_det_bildet_slipper_inn(til: Path) -> None:
    regler = (ROT / ".dockerignore").read_text().split()
    utelat = shutil.ignore_patterns("__pycache__", "*.mo", "oppstart")
    for navn in (regel[1:] for regel in regler if regel.startswith("!")):
        kilde = ROT / navn
        shutil.copytree(kilde, til / navn, ignore=utelat) if kilde.is_dir() else shutil.copy(kilde, til / navn)


@pytest.fixture(scope="module")
def mappe() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="hf-bilde-") as navn:
        Path(navn).chmod(0o711)
        yield Path(navn)


@pytest.fixture(scope="module")
def miljo(mappe: Path) -> Iterator[dict[str, str]]:
    """Build the image's folder and start what stands beside it; yield the environment of the `web` service."""
    bilde, venv = mappe / "bilde", mappe / "venv"
    bilde.mkdir()
    kopier_det_bildet_slipper_inn(bilde)
    grunn = {"PATH": f"{venv / 'bin'}:{os.environ['PATH']}", "HOME": str(mappe)}
    kjor(sys.executable, "-m", "venv", venv, cwd=mappe, miljo=dict(os.environ))
    krav = ["install", "-q", "--require-hashes", "-r", ROT / "requirements.txt"]
    uv = (
        subprocess.run(["uv", "pip", *krav, "--python", venv / "bin" / "python"], capture_output=True)
        if shutil.which("uv")
        else None
    )
    if uv is None or uv.returncode:
        kjor(venv / "bin" / "pip", *krav, cwd=mappe, miljo=dict(os.environ))
    bygg = re.search(r"RUN (pybabel.*?)\nUSER", (ROT / "Dockerfile").read_text(), re.S)
    assert bygg
    kjor("sh", "-c", bygg[1], cwd=bilde, miljo=grunn)

    postgres, redis = Postgres(mappe / "data", mappe / "s", flyktig=True), Redis(mappe / "redis.sock")
    postgres.start()
    redis.start()
    try:
        with psycopg.connect(host=str(postgres.sokkel), user="grunnmur", dbname="postgres", autocommit=True) as kobling:
            kobling.execute("CREATE ROLE portal_eier LOGIN")
            kobling.execute("CREATE DATABASE portal OWNER portal_eier")
        (mappe / "passord").write_text("prove")
        roller = grunn | {
            "PATH": f"{programmer()}:{grunn['PATH']}",
            "PGHOST": str(postgres.sokkel),
            "POSTGRES_USER": "grunnmur",
            "POSTGRES_DB": "portal",
            "APP_PASSORD_FILE": str(mappe / "passord"),
        }
        kjor("sh", ROT / "docker/postgres/10-roller.sh", cwd=mappe, miljo=roller)
        with psycopg.connect(host=str(postgres.sokkel), user="grunnmur", dbname="portal", autocommit=True) as kobling:
            kobling.execute("GRANT ALL ON SCHEMA public TO portal_eier")
        web = grunn | {
            "DJANGO_SETTINGS_MODULE": "helsefellesskap.settings.prod",
            "SECRET_KEY": "Zr3vXq8LmN0pWc5TyUa1BdEfGh2JkSo4iVx6Rn7lQw9_tCzPgYbMeHjD",
            "ALLOWED_HOSTS": "portal.example,localhost",
            "BASE_URL": "https://portal.example",
            "BEHIND_PROXY": "1",
            "DATABASE_URL": f"postgresql://portal_app@/portal?host={postgres.sokkel}",
            "REDIS_URL": redis.url,
            "EMAIL_URL": "smtp://localhost:1",
            "DEFAULT_FROM_EMAIL": "portal@portal.example",
            "SEGL_NOKKEL_FILE": str(mappe / "segl" / "nokkel.pem"),
            "SEGL_SERTIFIKAT_FILE": str(mappe / "segl" / "sertifikat.pem"),
        }
        (mappe / "segl").mkdir()
        kjor("python", "docker/hemmeligheter/segl.py", mappe / "segl", cwd=bilde, miljo=grunn)
        eier = web | {"DATABASE_URL": f"postgresql://portal_eier@/portal?host={postgres.sokkel}"}
        kjor("python", "manage.py", "migrate", "-v0", cwd=bilde, miljo=eier)
        kjor("python", "manage.py", "createcachetable", cwd=bilde, miljo=eier)
        yield web
    finally:
        redis.stopp()
        postgres.stopp()


@pytest.fixture(scope="module")
def adresse(mappe: Path, miljo: dict[str, str]) -> Iterator[str]:
    """Start the web server as the image does; yield its address."""
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        port = prove.getsockname()[1]
    argv = ["granian", "--interface", "wsgi", "--port", str(port), "--no-ws", "helsefellesskap.wsgi:application"]
    with open(mappe / "web.log", "wb") as logg:
        web = subprocess.Popen(argv, cwd=mappe / "bilde", env=miljo, stdout=logg, stderr=logg)
    try:
        for _ in range(300):
            try:
                hent(f"http://localhost:{port}/helse/lever/")
                break
            except OSError:
                time.sleep(0.1)
        yield f"http://localhost:{port}"
    finally:
        web.terminate()
        web.wait(20)


class IngenOmdirigering(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def hent(adresse: str, **hoder: str) -> tuple[int, dict[str, str], str]:
    hoder = {navn.replace("_", "-"): verdi for navn, verdi in hoder.items()}
    foresporsel = urllib.request.Request(adresse, headers=hoder)  # noqa: S310
    try:
        svar = urllib.request.build_opener(IngenOmdirigering).open(foresporsel, timeout=20)
    except urllib.error.HTTPError as feil:
        svar = feil
    return svar.status, dict(svar.headers), svar.read().decode(errors="replace")


TLS = {"Host": "portal.example", "X_Forwarded_Proto": "https"}


def test_the_image_is_ready_over_plain_http_from_inside(adresse: str):
    status, _, innhold = hent(f"{adresse}/helse/klar/")
    assert status == 200, innhold


def test_people_are_sent_to_tls(adresse: str):
    status, hoder, _ = hent(f"{adresse}/logg-inn/", Host="portal.example")
    assert (status, hoder["location"]) == (301, "https://portal.example/logg-inn/")


def test_the_sign_in_page_works_behind_the_proxy_with_hashed_files(adresse: str):
    status, hoder, side = hent(f"{adresse}/logg-inn/", **TLS)
    assert (status, hoder["strict-transport-security"]) == (200, "max-age=31536000; includeSubDomains; preload")
    assert "demo-passord" not in side
    filer = re.findall(r'(?:href|src)="(/static/[^"#]+)', side)
    assert len(filer) > 1
    assert {hent(f"{adresse}{fil}", **TLS)[0] for fil in filer} == {200}
    assert [fil for fil in filer if not re.search(r"\.[0-9a-f]{12}\.", fil)] == []


def test_another_host_name_is_refused(adresse: str):
    assert hent(f"{adresse}/logg-inn/", Host="annen.example", X_Forwarded_Proto="https")[0] == 400


def test_the_portal_role_can_write_master_data_with_its_history(mappe: Path, miljo: dict[str, str]):
    kjor("python", "manage.py", "last_inn_stamdata", cwd=mappe / "bilde", miljo=miljo)
    kjor("python", "manage.py", "last_inn_stamdata", cwd=mappe / "bilde", miljo=miljo)


def test_the_worker_gives_its_sign_of_life(adresse: str, mappe: Path, miljo: dict[str, str]):
    argv = ["celery", "-A", "helsefellesskap", "worker", "--concurrency=1", "--loglevel=WARNING"]
    with open(mappe / "worker.log", "wb") as logg:
        arbeider = subprocess.Popen(argv, cwd=mappe / "bilde", env=miljo, stdout=logg, stderr=logg)
    try:
        kjor("celery", "-A", "helsefellesskap", "call", "helse.hjerteslag", cwd=mappe / "bilde", miljo=miljo)
        for _ in range(200):
            if '"status": "klar"' in hent(f"{adresse}/helse/klar/")[2]:
                break
            time.sleep(0.1)
        assert hent(f"{adresse}/helse/klar/")[2] == '{"status": "klar", "degradert": {}}'
    finally:
        arbeider.terminate()
        arbeider.wait(20)

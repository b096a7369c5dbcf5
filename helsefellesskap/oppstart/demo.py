"""The demo in one terminal: PostgreSQL, Redis, a mail sink, web server, Celery worker and beat.

Ctrl-C, a kill of this process or of the `make` above it stops all of them: nothing is left behind.
"""

import fcntl
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Protocol

from helsefellesskap.oppstart import prosess
from helsefellesskap.oppstart.epost import Epostfelle
from helsefellesskap.oppstart.mappe import DATA, ROT, hemmelighet, lag_data, skriv, sokkelmappe
from helsefellesskap.oppstart.postgres import Postgres, StarterIkke
from helsefellesskap.oppstart.redis import Redis
from helsefellesskap.oppstart.stempel import Stempler, avtrykk

BIN = Path(sys.executable).parent
DATABASE = "helsefellesskap"
UFERDIG = "helsefellesskap_uferdig"
"""Where a first start loads the demo. It gets its real name when all is there: one that was cut off begins anew."""
PASSORD = "demo-passord-2026"
KONTOER = ("soker", "leder", "mottak", "vertsleder", "kontakt-adm", "sekretariat", "admin")


class Tjeneste(Protocol):
    """Something that was started and must be stopped."""

    def stopp(self) -> None: ...


class Program:
    """One of our own long-running programs."""

    def __init__(self, navn: str, argv: list[str], miljo: dict[str, str]) -> None:
        self.navn = navn
        with open(DATA / "logg" / f"{navn}.log", "ab") as logg:
            self.prosess = prosess.start(argv, miljo=miljo, cwd=ROT, logg=logg)

    def stopp(self) -> None:
        """Stop it; Celery and the web server finish what they hold."""
        prosess.stopp(self.prosess)


class Kommando:
    """Something that is done once and ends by itself; stopped with the rest when the launcher is."""

    def __init__(self, argv: list[str], miljo: dict[str, str]) -> None:
        self.avtrykk = ""
        self.utskrift = tempfile.TemporaryFile()  # noqa: SIM115  (read when it fails)
        self.prosess = prosess.start(argv, miljo=miljo, cwd=ROT, logg=self.utskrift)

    def vent(self) -> None:
        """Wait for the end. Raises with what it printed when it failed."""
        if self.prosess.wait():
            self.utskrift.seek(0)
            raise StarterIkke(self.utskrift.read().decode(errors="replace"))

    def stopp(self) -> None:
        """Stop it if it still runs."""
        prosess.stopp(self.prosess)


class Demo:
    """Starts the parts in order, watches them, stops them in reverse."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.startet: list[Tjeneste] = []
        self.programmer: list[Program] = []
        self.egen: Postgres | None = None
        self.stempler = Stempler(DATA / "gjort.json")
        self.miljo = dict(os.environ, DEMO="1", DJANGO_SETTINGS_MODULE="helsefellesskap.settings.demo")
        self.miljo.setdefault("BASE_URL", f"http://localhost:{port}")
        self.miljo.setdefault("SECRET_KEY", hemmelighet())

    def start_tjenester(self) -> None:
        """Start what the environment does not already point to."""
        sokler = sokkelmappe()
        if not self.miljo.get("DATABASE_URL"):
            postgres = Postgres(DATA / "postgres", sokler / "pg")
            self.startet.append(postgres)
            postgres.start()
            self.egen = postgres
            self.miljo["DATABASE_URL"] = postgres.url(DATABASE)
        if not self.miljo.get("REDIS_URL"):
            redis = Redis(sokler / "redis.sock")
            self.startet.append(redis)
            redis.start()
            self.miljo["REDIS_URL"] = redis.url
        if not self.miljo.get("EMAIL_URL"):
            felle = Epostfelle(DATA / "post")
            felle.start()
            self.miljo["EMAIL_URL"] = felle.url
        navn = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SECRET_KEY", "BASE_URL")
        skriv(DATA / "demo.env", "".join(f"{n}={self.miljo[n]}\n" for n in navn))

    def manage(self, *kommandoer: str, **miljo: str) -> Kommando:
        """Start management commands one after the other in one process; its output is shown only when one fails."""
        argv = [sys.executable, "-m", "helsefellesskap.oppstart.kommandoer", *kommandoer]
        kommando = Kommando(argv, self.miljo | miljo)
        self.startet.append(kommando)
        return kommando

    def klargjor(self) -> None:
        """Bring translations, static files, tables and demo data up to date."""
        po = sorted(ROT.glob("locale/*/LC_MESSAGES/django.po"))
        mo_mangler = any(not fil.with_suffix(".mo").exists() for fil in po)
        if po and (mo_mangler or not self.stempler.gjelder("oversettelser", avtrykk(po))):
            subprocess.run([BIN / "pybabel", "-q", "compile", "-D", "django", "-d", "locale"], cwd=ROT, check=True)
            self.stempler.sett("oversettelser", avtrykk(po))
        samler = self._samle_statiske()  # beside the rest: it needs no database
        database = self.miljo["DATABASE_URL"]
        migreringer = [fil for mappe in _mapper("migrations") for fil in mappe.glob("*.py")]
        tabeller = avtrykk(migreringer, database)
        demofiler = [fil for fil in ROT.glob("helsefellesskap/demo/**/*") if fil.suffix in {".py", ".csv", ".json"}]
        demodata = avtrykk(demofiler, tabeller)
        if self.egen and not self.egen.har_database(DATABASE):
            print("Preparing the database and loading the demo data (about a minute) ...", flush=True)
            self.egen.slett_database(UFERDIG)
            self.egen.lag_database(UFERDIG)
            alt = ("migrate -v0", "createcachetable", "seed_demo --samtidig")
            self.manage(*alt, DATABASE_URL=self.egen.url(UFERDIG)).vent()
            self.egen.gi_navn(UFERDIG, DATABASE)
        else:
            kommandoer: list[str] = []
            if not self.stempler.gjelder("tabeller", tabeller):
                print("Bringing the database up to date ...", flush=True)
                kommandoer += ["migrate -v0", "createcachetable"]
            if not self.stempler.gjelder("demodata", demodata):
                kommandoer += ["seed_demo"]
            if kommandoer:
                self.manage(*kommandoer).vent()
        self.stempler.sett("tabeller", tabeller)
        self.stempler.sett("demodata", demodata)
        if samler:
            samler.vent()
            self.stempler.sett("statisk", samler.avtrykk)

    def _samle_statiske(self) -> Kommando | None:
        """Start collecting the static files, unless exactly these are collected already."""
        statiske = [fil for mappe in _mapper("static") for fil in mappe.rglob("*") if fil.is_file()]
        hash_ = avtrykk([*statiske, ROT / "requirements.txt"])
        if self.stempler.gjelder("statisk", hash_) and (ROT / "staticfiles" / "staticfiles.json").exists():
            return None
        print("Collecting static files ...", flush=True)
        samler = self.manage("collectstatic --noinput -v0")
        samler.avtrykk = hash_
        return samler

    def start_programmer(self, *navnene: str) -> None:
        """Start these of the web server, the worker and the clock."""
        (DATA / "logg").mkdir(mode=0o700, exist_ok=True)
        celery = [str(BIN / "celery"), "-A", "helsefellesskap"]
        opptak = str(DATA / "beat")
        for navn, argv in {
            "web": [
                *(str(BIN / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
                *("--workers", "1", "--blocking-threads", "4", "--no-ws", "helsefellesskap.wsgi:application"),
            ],
            "arbeider": [*celery, "worker", "--pool=solo", "--loglevel=INFO", "--without-gossip", "--without-mingle"],
            "klokke": [*celery, "beat", "--loglevel=INFO", "--pidfile=", f"--schedule={opptak}"],
        }.items():
            if navn not in navnene:
                continue
            program = Program(navn, argv, self.miljo)
            self.programmer.append(program)
            self.startet.append(program)

    def vent_til_oppe(self) -> None:
        """Wait until the front page answers, which also warms the templates."""
        for sti in ("/helse/lever/", "/"):
            for _ in range(600):
                self.se_etter()
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{self.port}{sti}", timeout=30).close()
                    break
                except urllib.error.HTTPError as svar:
                    if svar.code >= 500:
                        raise StarterIkke(f"{sti} answers {svar.code}; see .data/logg/web.log.") from svar
                    break
                except OSError:
                    time.sleep(0.1)

    def se_etter(self) -> None:
        """Raise when one of the programs has ended by itself."""
        for program in self.programmer:
            if (kode := program.prosess.poll()) is not None:
                raise StarterIkke(f"{program.navn} ended by itself ({kode}); see .data/logg/{program.navn}.log.")

    def stopp(self) -> None:
        """Stop everything, last started first."""
        while self.startet:
            self.startet.pop().stopp()
        (DATA / "demo.env").unlink(missing_ok=True)


def _mapper(navn: str) -> list[Path]:
    """Return the project's own folders of that name, at the top or in an app."""
    return [mappe for dybde in ("", "*/", "*/*/", "*/*/*/") for mappe in ROT.glob(f"{dybde}{navn}") if mappe.is_dir()]


def _port() -> int:
    port = int(os.environ.get("PORT", "8000"))
    with socket.socket() as prove:
        prove.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prove.bind(("127.0.0.1", port))
        except OSError as feil:
            raise StarterIkke(f"Port {port} is taken: choose another with PORT=8001 make demo.") from feil
    return port


def _avbryt(*_: object) -> None:
    raise KeyboardInterrupt


def kjor(tom: bool) -> None:
    """Run until somebody stops it."""
    lag_data()
    laas = open(DATA / "laas", "w")  # noqa: SIM115  (held for as long as the process lives)
    try:
        fcntl.flock(laas, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as feil:
        raise StarterIkke("The demo already runs from this folder: stop it first.") from feil
    if tom:
        for sti in DATA.iterdir():
            if sti.name != "laas":
                shutil.rmtree(sti) if sti.is_dir() else sti.unlink()
    demo = Demo(_port())
    try:
        demo.start_tjenester()
        demo.klargjor()
        # One after the other: three at once on two cores keep the first page waiting for all of them.
        demo.start_programmer("web")
        demo.vent_til_oppe()
        demo.start_programmer("arbeider", "klokke")
        print(f"\nThe portal is up: http://localhost:{demo.port}\n")
        print(f"Accounts, all with the password {PASSORD} (the sign-in page lists every one):")
        print("  " + "  ".join(f"{konto}@demo.example" for konto in KONTOER))
        if demo.miljo["EMAIL_URL"].startswith("smtp://127.0.0.1:"):
            print("Mail it sends is kept in .data/post/, logs in .data/logg/.")
        print("Ctrl-C stops it.", flush=True)
        while True:
            demo.se_etter()
            time.sleep(0.5)
    finally:
        for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(nummer, signal.SIG_IGN)
        demo.stopp()


def main() -> int:
    """Start, and translate what goes wrong into one sentence."""
    if "MAKELEVEL" in os.environ:
        prosess.folg_forelder()
    for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(nummer, _avbryt)
    try:
        kjor(tom="--tom" in sys.argv[1:])
    except StarterIkke as feil:
        print(feil, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

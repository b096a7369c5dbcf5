"""Make this installation's own secrets, once. Run by the `hemmeligheter` service; a file that exists is never changed."""

import secrets
from pathlib import Path

import segl  # beside this file

APP, EIER, SEGL = Path("/hemmeligheter/app"), Path("/hemmeligheter/eier"), Path("/hemmeligheter/segl")


def skriv(fil: Path, verdi: str) -> None:
    """Write the value unless there is one."""
    if not fil.exists():
        fil.write_text(verdi)
        fil.chmod(0o444)  # the folder is mounted only where it is needed


def main() -> None:
    """The application's role and the owner's role have a password each; the web server never sees the owner's."""
    skriv(APP / "secret_key", secrets.token_urlsafe(60))
    skriv(APP / "passord", secrets.token_urlsafe(32))
    skriv(EIER / "passord", secrets.token_urlsafe(32))
    skriv(APP / "database_url", f"postgresql://portal_app:{(APP / 'passord').read_text()}@postgres:5432/portal")
    segl.lag(SEGL)
    skriv(EIER / "database_url", f"postgresql://portal_eier:{(EIER / 'passord').read_text()}@postgres:5432/portal")


if __name__ == "__main__":
    main()

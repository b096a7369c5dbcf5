"""The folder the demo keeps its data in, and the short one its sockets need."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from helsefellesskap.oppstart.postgres import StarterIkke

ROT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("DEMO_DATA", ROT / ".data")).resolve()


def hemmelighet() -> str:
    """Return the secret key of these data, made the first time."""
    fil = DATA / "hemmelighet"
    if not fil.exists():
        skriv(fil, secrets.token_urlsafe(60))
    return fil.read_text()


def skriv(fil: Path, tekst: str) -> None:
    """Write a file that only its owner reads."""
    fil.touch(mode=0o600)
    fil.write_text(tekst)


def sokkelmappe() -> Path:
    """Return a short folder of the system's temporary directory, the same for every start over these data."""
    navn = hashlib.sha256(str(DATA).encode()).hexdigest()[:8]
    mappe = Path(tempfile.gettempdir()) / f"hf-{os.geteuid()}-{navn}"
    mappe.mkdir(mode=0o711, exist_ok=True)
    if mappe.is_symlink() or mappe.stat().st_uid != os.geteuid():
        raise StarterIkke(f"{mappe} belongs to somebody else: remove it.")
    return mappe


def lag_data() -> None:
    """Make the folder."""
    # As root the database runs as another user, who must be able to pass through; its own folder stays 0700.
    DATA.mkdir(parents=True, exist_ok=True)
    DATA.chmod(0o711 if os.geteuid() == 0 else 0o700)

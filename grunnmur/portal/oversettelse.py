"""The portal's message catalogs, without GNU gettext: Babel reads the Python code, Django's templatize the templates.

Bokmål is the source language. Two catalogs are kept:

* `nn`: every message of ours, and those of Django and allauth that people meet and that they lack in nynorsk.
* `nb`: only our own words that happen to be an English message of Django or allauth («Status», «Filter»). Without
  it they would come out in *their* Norwegian.
"""

import importlib.util
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize

_NOKKELORD: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ugettext"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
_MALER = ("*.html", "*.txt", "*.xml")
_UTENOM = {"migrations", "node_modules", "tests", "__pycache__"}

# What people meet of other packages; their own screens are replaced by ours.
_FREMMEDE = (
    ("allauth", ("account/adapter.py", "account/fields.py", "account/forms.py", "account/middleware.py")),
    ("allauth", ("templates/account/messages/*.txt", "templates/mfa/messages/*.txt")),
    ("allauth", ("templates/usersessions/messages/*.txt", "templates/socialaccount/messages/*.txt")),
    ("allauth", ("mfa/adapter.py", "mfa/models.py", "mfa/*/forms.py", "socialaccount/adapter.py", "socialaccount/forms.py")),
    ("django", ("forms/*.py", "core/validators.py", "contrib/auth/password_validation.py", "utils/timesince.py")),
)

Melding = str | tuple[str, ...] | list[str]
_PLASSHOLDER = re.compile(r"%\((\w+)\)|(?<!\{)\{(\w*)\}")


class Feil(NamedTuple):
    """One thing that is wrong with a catalog."""

    sprak: str
    hva: str
    melding: str


def kildekatalog() -> Catalog:
    """Every message of the project, with the file it stands in."""
    katalog = Catalog(domain="django", charset="utf-8")
    for fil in _egne_filer():
        navn = fil.relative_to(settings.BASE_DIR).as_posix()
        for melding, kontekst in _meldinger_i(fil):
            _legg_til(katalog, melding, kontekst, navn)
    return katalog


def ventet(sprak: str) -> Catalog:
    """What the catalog of this language must hold: no more, no less."""
    egne = kildekatalog()
    if sprak == "nn":
        _ta_med_fremmede(egne, sprak)
        return egne
    kolliderer = Catalog(domain="django", charset="utf-8")
    deres = list(_andres_kataloger(sprak))
    for melding in _meldingene(egne):
        oversatt = _andres(deres, melding)
        if oversatt and oversatt != melding.id:
            _legg_til(kolliderer, melding.id, melding.context, *(fil for fil, _linje in melding.locations))
    return kolliderer


def oppdater(sprak: str) -> Catalog:
    """Bring the catalog up to date: keep what is translated, add what is new, drop what is gone. Never guesses."""
    gammel, ny = les(sprak), ventet(sprak)
    ny.locale = sprak
    ny.fuzzy = False
    for melding in _meldingene(ny):
        kjent = gammel.get(_nokkel(melding), melding.context)
        if kjent is not None and not kjent.fuzzy and _fylt(kjent):
            melding.string = kjent.string
            melding.user_comments = kjent.user_comments
        elif sprak == "nb":
            melding.string = melding.id
    return ny


def skriv(sprak: str, katalog: Catalog) -> None:
    """Write the catalog sorted and without line numbers and dates, so that a diff shows only words."""
    ut = io.BytesIO()
    write_po(ut, katalog, width=100, sort_output=True, include_lineno=False, omit_header=True)
    hode = (
        f'msgid ""\nmsgstr ""\n"Language: {sprak}\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    sti(sprak).parent.mkdir(parents=True, exist_ok=True)
    sti(sprak).write_text(hode + ut.getvalue().decode().lstrip())


def feil_i(sprak: str) -> Iterator[Feil]:
    """Missing, fuzzy, unused, and placeholders that got lost in translation."""
    katalog, kilde = les(sprak), ventet(sprak)
    for melding in _meldingene(kilde):
        oversatt = katalog.get(_nokkel(melding), melding.context)
        if oversatt is None or not _fylt(oversatt):
            yield Feil(sprak, "missing", _vis(melding))
        elif oversatt.fuzzy:
            yield Feil(sprak, "fuzzy", _vis(melding))
        elif _plassholdere(oversatt.string) != _plassholdere(melding.id):
            yield Feil(sprak, "placeholders differ", _vis(melding))
    for melding in _meldingene(katalog):
        if kilde.get(_nokkel(melding), melding.context) is None:
            yield Feil(sprak, "unused", _vis(melding))


def les(sprak: str) -> Catalog:
    """The catalog as it stands; an empty one when there is none."""
    if not sti(sprak).exists():
        return Catalog(locale=sprak)
    with sti(sprak).open("rb") as fil:
        return read_po(fil, locale=sprak)


def sti(sprak: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / sprak / "LC_MESSAGES" / "django.po"


def _egne_filer() -> Iterator[Path]:
    rot = Path(settings.BASE_DIR)
    mapper = sorted(mappe for mappe in rot.iterdir() if (mappe / "__init__.py").exists() and mappe.name not in _UTENOM)
    for mappe in [*mapper, rot / "templates"]:
        for fil in sorted(mappe.rglob("*")):
            deler = fil.relative_to(rot).parts
            if not _UTENOM & set(deler) and (fil.suffix == ".py" or ("templates" in deler and _er_mal(fil))):
                yield fil


def _er_mal(fil: Path) -> bool:
    return any(fil.match(monster) for monster in _MALER)


def _meldinger_i(fil: Path) -> Iterator[tuple[Melding, str | None]]:
    kilde = fil.read_text()
    if fil.suffix != ".py":
        # templatize leaves rows of X around the calls; inside parentheses their indentation means nothing.
        kilde = f"({templatize(kilde, origin=str(fil))}\n)"
    for _linje, melding, _kommentarer, kontekst in extract("python", io.BytesIO(kilde.encode()), keywords=_NOKKELORD):
        # Django folds white space in {% blocktranslate trimmed %} itself; an empty id is the header.
        if melding and melding[0]:
            yield melding, kontekst


def _ta_med_fremmede(katalog: Catalog, sprak: str) -> None:
    deres = list(_andres_kataloger(sprak))
    for pakke, monstre in _FREMMEDE:
        spesifikasjon = importlib.util.find_spec(pakke)
        if spesifikasjon is None or spesifikasjon.origin is None:
            continue
        rot = Path(spesifikasjon.origin).parent
        for fil in (fil for monster in monstre for fil in sorted(rot.glob(monster))):
            for melding, kontekst in _meldinger_i(fil):
                if not _andres(deres, Message(melding, context=kontekst)):
                    _legg_til(katalog, melding, kontekst, f"{pakke}/{fil.relative_to(rot).as_posix()}")


def _andres_kataloger(sprak: str) -> Iterator[Catalog]:
    """The compiled catalogs of Django and of the installed apps that are not ours."""
    import django

    rot = Path(settings.BASE_DIR)
    mapper = [Path(django.__file__).parent / "conf", *(Path(app.path) for app in apps.get_app_configs())]
    for mappe in mapper:
        fil = mappe / "locale" / sprak / "LC_MESSAGES" / "django.mo"
        if fil.exists() and (rot not in mappe.parents or "site-packages" in mappe.parts):
            with fil.open("rb") as innhold:
                yield read_mo(innhold)


def _andres(kataloger: Iterable[Catalog], melding: Message) -> Any:
    for katalog in kataloger:
        # Babel leaves the context of a compiled catalog as bytes.
        kontekst = melding.context.encode() if melding.context else None
        funnet = katalog.get(_nokkel(melding), kontekst)  # type: ignore[arg-type]
        if funnet is not None and _fylt(funnet):
            return funnet.string
    return None


def _legg_til(katalog: Catalog, melding: Melding, kontekst: str | None, *filer: str) -> None:
    katalog.add(melding, context=kontekst, locations=[(fil, 0) for fil in filer])


def _meldingene(katalog: Catalog) -> Iterator[Message]:
    return (melding for melding in katalog if melding.id)


def _nokkel(melding: Message) -> str:
    return melding.id if isinstance(melding.id, str) else melding.id[0]


def _fylt(melding: Message) -> bool:
    deler = (melding.string,) if isinstance(melding.string, str) else melding.string or ()
    return all(deler) and bool(deler)


def _plassholdere(tekst: Any) -> set[str]:
    deler = (tekst,) if isinstance(tekst, str) else tekst
    return {treff[0] or treff[1] for del_ in deler for treff in _PLASSHOLDER.findall(del_)}


def _vis(melding: Message) -> str:
    return f"{melding.context}: {_nokkel(melding)}" if melding.context else _nokkel(melding)

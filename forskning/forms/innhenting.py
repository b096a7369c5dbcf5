"""A file that calls are fetched from: each row is a form, and each form says what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.importfil import les_tabell
from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Skjema

from ..utlysningsfil import MAKS_BYTE, MAKS_RADER, Filrad, Innhentingsrad, er_kalender, les_kalender
from .utlysning import Medfrist, fyll_temaer, lenkefelt, temafelt

KREVDE = ("tittel", "frist", "lenke")
KOLONNER = ("tittel", "finansior", "frist", "klokkeslett", "lenke", "temaer", "beskrivelse", "id")
SALT = "forskning.innhenting"
GJELDER_SEKUNDER = 4 * 3600


class Utlysningsrad(Medfrist):
    """One row of a file."""

    merking = False

    tittel = KortekstSkjemafelt(label=gettext_lazy("Tittel"), max_length=160)
    finansior = KortekstSkjemafelt(label=gettext_lazy("Finansiør"), max_length=120)
    lenke = lenkefelt(gettext_lazy("Lenke"))
    beskrivelse = FritekstSkjemafelt(label=gettext_lazy("Beskrivelse"), required=False)
    id = KortekstSkjemafelt(label=gettext_lazy("Id"), max_length=200, required=False)
    field_order = ("tittel", "finansior", "frist", "klokkeslett", "lenke", "beskrivelse", "id")

    def clean_lenke(self) -> str:
        lenke: str = self.cleaned_data["lenke"]
        if not lenke.startswith("https://"):
            raise forms.ValidationError(_("Lenken må begynne med https://."))
        return lenke


class Innhentingsskjema(Skjema):
    fil = forms.FileField(
        label=gettext_lazy("Fil"),
        widget=forms.FileInput(attrs={"accept": ".ics,.csv,.xlsx"}),
        help_text=gettext_lazy(
            "En kalenderfil (.ics) fra finansiøren, eller malen fylt ut som CSV eller Excel. Høyst 512 kB."
        ),
    )
    finansior = KortekstSkjemafelt(
        label=gettext_lazy("Finansiør"), max_length=120, required=False,
        help_text=gettext_lazy("Brukes der filen ikke sier hvem som lyser ut."),
    )  # fmt: skip
    temaer = temafelt(required=False, hjelp=gettext_lazy("Brukes for nye utlysninger som ikke har temaer i filen."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fyll_temaer(self)

    def clean_fil(self) -> UploadedFile:
        """The rows stand in `filrader` afterwards."""
        fil: UploadedFile = self.cleaned_data["fil"]
        if (fil.size or 0) > MAKS_BYTE:
            raise forms.ValidationError(_("Filen er for stor. Den kan være høyst 512 kB. Del den i flere."))
        self.filrader = les_fil(fil.read())
        return fil

    @property
    def pakke(self) -> dict[str, Any]:
        """What was uploaded and chosen, as it is carried from the trial to the confirmation."""
        d = self.cleaned_data
        return {
            "rader": [[rad.nummer, rad.celler, list(rad.feil)] for rad in self.filrader],
            "finansior": d["finansior"],
            "temaer": [str(tema.pk) for tema in d["temaer"]],
        }


def les_fil(innhold: bytes) -> list[Filrad]:
    """Rows of a calendar, a CSV file or a workbook. Raises ValidationError with what to do about the file."""
    if er_kalender(innhold):
        return les_kalender(innhold)
    rader = les_tabell(innhold, kolonner=KOLONNER, krevde=KREVDE)
    if len(rader) > MAKS_RADER:
        raise ValidationError(
            _("Filen har for mange rader. Den kan ha høyst %(maks)s. Del den i flere.") % {"maks": MAKS_RADER}
        )
    ukjent = _ukjente_temaer(rader)
    return [Filrad(r.nummer, r.celler, (*r.feil, *ukjent.get(r.nummer, ()))) for r in rader]


def _ukjente_temaer(rader: Iterable[Any]) -> dict[int, tuple[str, ...]]:
    """In the template the codes are written by hand, so a wrong one is a fault; a funder's own words are just not ours."""
    kjente = temaer_etter_navn()
    feil: dict[int, tuple[str, ...]] = {}
    for rad in rader:
        ukjente = [navn for navn in _navnene(rad.celler.get("temaer", "")) if navn.casefold() not in kjente]
        if ukjente:
            feil[rad.nummer] = (_("«temaer» har noe vi ikke kjenner. Bruk kodene fra forklaringen i malen."),)
    return feil


def _navnene(tekst: str) -> list[str]:
    return [navn.strip() for navn in tekst.split(",") if navn.strip()]


def temaer_etter_navn() -> dict[str, Tema]:
    """By code and by both names."""
    return {n.casefold(): t for t in Tema.objects.gjeldende() for n in (t.kode, t.navn_nb, t.navn_nn)}


def rader_av(pakke: dict[str, Any]) -> list[Innhentingsrad]:
    """What the operation takes, of what `Innhentingsskjema.pakke` holds."""
    kjente = temaer_etter_navn()
    return [_rad(nummer, celler, tuple(feil), pakke["finansior"], kjente) for nummer, celler, feil in pakke["rader"]]


def _rad(
    nummer: int, celler: dict[str, str], feil: tuple[str, ...], finansior: str, kjente: dict[str, Tema]
) -> Innhentingsrad:
    if feil:
        return Innhentingsrad(nummer, {"tittel": celler.get("tittel", "")}, feil=feil)
    skjema = Utlysningsrad({**celler, "finansior": celler.get("finansior") or finansior})
    if not skjema.is_valid():
        meldinger = tuple(dict.fromkeys(str(m) for liste in skjema.errors.values() for m in liste))
        return Innhentingsrad(nummer, {"tittel": _trygg(celler.get("tittel", ""))}, feil=meldinger)
    d = dict(skjema.cleaned_data)
    kilde_id = d.pop("id")
    temaer = [kjente[n.casefold()] for n in _navnene(celler.get("temaer", "")) if n.casefold() in kjente]
    return Innhentingsrad(nummer, d | {"temaer": list(dict.fromkeys(temaer))}, kilde_id)


def _trygg(tittel: str) -> str:
    """A title that is refused is not repeated where it may hold a national identity number."""
    try:
        return str(KortekstSkjemafelt(max_length=160, required=False).clean(tittel[:160]))
    except ValidationError:
        return ""


def pakk(pakke: dict[str, Any], bruker: Bruker) -> str:
    """What was shown, sealed: for this person, for some hours."""
    return signing.dumps(pakke, salt=f"{SALT}.{bruker.pk}", compress=True)


def pakk_ut(tekst: str, bruker: Bruker) -> dict[str, Any] | None:
    try:
        pakke: dict[str, Any] = signing.loads(tekst, salt=f"{SALT}.{bruker.pk}", max_age=GJELDER_SEKUNDER)
    except signing.BadSignature:
        return None
    return pakke

"""What templates draw with: states, icons, dates, steps, error summary, empty lists, pagination."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from grunnmur.portal import dato as datoformat
from grunnmur.portal import navigasjon
from grunnmur.portal.sider import Nokkelside
from grunnmur.portal.skjema.oppsummering import feil_i
from grunnmur.portal.steg import Steg
from grunnmur.portal.stolper import RAD, Bilde, streker
from grunnmur.portal.visning import Visning

register = template.Library()


# --- Icons and states ---


@cache
def _ikonark() -> str:
    return static("img/icons.svg")


@register.simple_tag
@lru_cache(maxsize=1024)
def ikon(navn: str, css: str = "") -> SafeString:
    """Draw an icon from the sprite. It is decoration: the word must stand beside it."""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" {css}" if css else "",
        _ikonark(),
        navn,
    )


@register.simple_tag
def status(visning: Visning, stille: bool = False) -> SafeString:
    """Draw a state. `stille` is for tables: icon and plain text, filled only when somebody must act."""
    if not isinstance(visning, Visning):
        raise template.TemplateSyntaxError(f"status takes a Visning, not {type(visning).__name__}")
    return _tegn_status(visning, stille, get_language())


@lru_cache(maxsize=1024)
def _tegn_status(visning: Visning, stille: bool, sprak: str | None) -> SafeString:
    """A list draws the same few states again and again: once per state and language is enough."""
    if stille:
        return format_html(
            '<span class="st" data-color="{}"{}>{}{}</span>',
            visning.farge,
            SafeString(" data-loud") if visning.hoylytt else "",
            ikon(visning.ikon),
            visning.etikett,
        )
    return format_html(
        '<span class="ds-tag status" data-size="sm" data-color="{}">{}{}</span>',
        visning.farge,
        ikon(visning.ikon),
        visning.etikett,
    )


@register.inclusion_tag("portal/stolper.html")
def stolper(bilde: Bilde) -> dict[str, Any]:
    """Draw bars of two parts. Below it must stand the same as a table."""
    return {"bilde": bilde, "rader": streker(bilde.stolper), "hoyde": RAD * len(bilde.stolper)}


# --- Dates and numbers: empty in, empty out ---


@register.filter
def dato(verdi: datoformat.Tid | None) -> str:
    return datoformat.dato(verdi) if verdi else ""


@register.filter
def dato_kort(verdi: datoformat.Tid | None) -> str:
    return datoformat.dato_kort(verdi) if verdi else ""


@register.filter
def dato_uten_aar(verdi: datoformat.Tid | None) -> str:
    return datoformat.dato_uten_aar(verdi) if verdi else ""


@register.filter
def maaned(verdi: datoformat.Tid | None) -> str:
    return datoformat.maaned(verdi) if verdi else ""


@register.filter
def ukedag(verdi: datoformat.Tid | None) -> str:
    return datoformat.ukedag(verdi) if verdi else ""


@register.filter
def klokke(verdi: dt.datetime | dt.time | None) -> str:
    return datoformat.klokke(verdi) if verdi is not None and verdi != "" else ""


@register.filter
def tidspunkt(verdi: dt.datetime | None) -> str:
    return datoformat.tidspunkt(verdi) if verdi else ""


@register.filter
def relativ(verdi: datoformat.Tid | None, idag: dt.date | None = None) -> str:
    return datoformat.relativ(verdi, idag) if verdi else ""


@register.simple_tag
def periode(fra: datoformat.Tid | None, til: datoformat.Tid | None, kort: bool = False) -> str:
    return datoformat.periode(fra or None, til or None, kort=kort)


@register.filter
def telefon(verdi: str | None) -> str:
    return datoformat.telefon(verdi) if verdi else ""


@register.filter
def telefonlenke(verdi: str | None) -> str:
    """The address of a `tel:` link."""
    if not verdi:
        return ""
    return f"tel:+47{verdi}" if len(verdi) == 8 and verdi.isdigit() else f"tel:{verdi}"


@register.filter
def initialer(navn: str | None) -> str:
    """First letters of the first and last name, for the round mark in the header."""
    deler = (navn or "").split()
    return "".join(del_[0] for del_ in (deler[:1] + deler[1:][-1:])).upper()


@register.simple_tag
def idag() -> dt.date:
    return timezone.localdate()


# --- Steps ---


@register.inclusion_tag("portal/steg.html")
def steg(stegliste: Sequence[Steg], tittel: str = "") -> dict[str, Any]:
    """The horizontal stepper of a card; `tittel` says what it is the status of."""
    return {"stegliste": stegliste, "antall": len(stegliste), "tittel": tittel or _("Status")}


@register.inclusion_tag("portal/vsteg.html")
def vsteg(stegliste: Sequence[Steg]) -> dict[str, Any]:
    """The vertical numbered list of a case page."""
    return {"stegliste": stegliste}


# --- Forms and lists ---


@register.inclusion_tag("portal/feiloppsummering.html")
def feiloppsummering(*skjemaer: BaseForm | BaseFormSet[Any] | None) -> dict[str, Any]:
    """Everything that must be corrected, with links to the fields. Stands above the form, takes the focus."""
    return {"feil": [feil for skjema in skjemaer if skjema for feil in feil_i(skjema)]}


@register.simple_tag(takes_context=True)
def feilprefiks(context: template.Context) -> str:
    """«Feil: » first in the page title when a form on the page was rejected."""
    for lag in context.dicts:
        for verdi in lag.values():
            # By its type: `isinstance` would ask what is lazy what it is, and so fetch it.
            if issubclass(type(verdi), BaseForm | BaseFormSet) and verdi.is_bound and any(feil_i(verdi)):
                return _("Feil: ")
    return ""


@register.simple_tag
def tegnteller(felt: BoundField) -> SafeString:
    """«Inntil 4 000 tegn» under a long text field; the script counts, without it the ceiling stands."""
    maks = felt.field.widget.attrs.get("data-maks")
    if not maks:
        return SafeString("")
    tall = f"{int(maks):,}".replace(",", "\N{NO-BREAK SPACE}")
    return format_html(
        '<p class="counter" data-teller="{}" data-igjen="{}" data-over="{}">{}</p>',
        felt.id_for_label,
        _("{antall} tegn igjen"),
        _("{antall} tegn for mye"),
        _("Inntil %(antall)s tegn") % {"antall": tall},
    )


@register.inclusion_tag("portal/tomt.html")
def tomt(ikon: str, tekst: str, url: str = "", lenketekst: str = "", tittel: str = "") -> dict[str, str]:
    """An empty list: what will appear here, and one way on."""
    return {"ikonnavn": ikon, "tekst": tekst, "url": url, "lenketekst": lenketekst, "tittel": tittel}


@register.inclusion_tag("portal/sider.html", takes_context=True)
def sider(context: template.Context, side: Nokkelside) -> dict[str, Any]:
    """Links to the previous and next page; every other part of the query string is kept."""
    return {"side": side, "request": context["request"]}


@register.simple_tag
def sorterbar(kolonne: str, tekst: str, valgt: str, skjema: str = "filter") -> SafeString:
    """A column header that sorts: a submit button of the filter form, so it works without JavaScript."""
    retning = {kolonne: "ascending", f"-{kolonne}": "descending"}.get(valgt, "none")
    neste = f"-{kolonne}" if retning == "ascending" else kolonne
    return format_html(
        '<th scope="col" aria-sort="{}"><button type="submit" form="{}" name="sorter" value="{}">{}</button></th>',
        retning,
        skjema,
        neste,
        tekst,
    )


@register.simple_tag
def partssider(virksomhet: Any) -> list[navigasjon.Partsside]:
    """What the areas add to the administration of a party, by its key."""
    return navigasjon.partssider(virksomhet)


@register.simple_tag
def linjeskift(tekst: str) -> SafeString:
    """Free text with its own line breaks and paragraphs, escaped."""
    avsnitt = [ett.split("\n") for ett in (tekst or "").split("\n\n") if ett.strip()]
    linjer = (format_html_join(SafeString("<br>"), "{}", ((linje,) for linje in ett)) for ett in avsnitt)
    return format_html_join("", "<p>{}</p>", ((ett,) for ett in linjer))

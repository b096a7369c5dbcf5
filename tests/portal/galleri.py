"""Addresses of the component gallery: every part of the portal's look on real pages, for the browser tests only."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from crispy_forms.layout import Layout
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import (
    Datofelt,
    Datopar,
    Filterskjema,
    Handlinger,
    Knapp,
    Kort,
    Lenkeknapp,
    Merknad,
    Par,
    Radiovalg,
    Skjema,
    Telefonfelt,
    Versjonsfelt,
)
from grunnmur.portal.steg import Steg
from grunnmur.portal.visning import Visning


class Proveskjema(Skjema):
    """One field of every kind."""

    navn = KortekstSkjemafelt(label="Søkerens navn:", max_length=60)
    fra = Datofelt(label="Fra")
    til = Datofelt(label="Til")
    telefon = Telefonfelt(label="Tlf.:")
    epost = forms.EmailField(label="E-postadresse:", required=False, help_text="Brukes bare til varsler.")
    tema = FritekstSkjemafelt(
        label="Ønsket tema og mål for hospiteringen:", help_text="Skriv kort hva du vil lære.", max_length=200
    )
    sted = forms.ChoiceField(
        label="Jeg søker om hospitering i",
        choices=[("si", "Sykehuset"), ("kommune", "En kommune")],
        widget=forms.RadioSelect,
    )
    utfall = forms.ChoiceField(
        label="Innvilger du hospiteringen?",
        choices=[("ja", "Innvilget"), ("nei", "Ikke innvilget")],
        widget=Radiovalg(hjelp={"ja": "Søknaden går videre til vertsenheten.", "nei": "Du må skrive en kommentar."}),
    )
    enhet = forms.ChoiceField(label="Enhet", choices=[("", "Velg enhet"), ("a", "Palliativt senter")])
    dager = forms.MultipleChoiceField(
        label="Dager", choices=[("ma", "Mandag"), ("ti", "Tirsdag")], widget=forms.CheckboxSelectMultiple, required=False
    )
    prosent = forms.IntegerField(label="Stilling (%)", max_value=100, required=False)
    fil = forms.FileField(label="Vedlegg", required=False)
    bekreft = forms.BooleanField(label="Jeg bekrefter at opplysningene er riktige")
    versjon = Versjonsfelt(initial=3)

    def oppsett(self) -> Any:
        return Layout(
            Kort(
                "Om deg",
                "navn",
                Par("telefon", "epost"),
                Datopar("Hospiteringsperiode", "fra", "til", hjelp="Skriv dag, måned og år, for eksempel 18.01.2027."),
                ingress="Vi har hentet dette fra profilen din.",
            ),
            Kort(
                "Hva vil du lære?",
                Merknad("Skriv aldri opplysninger som kan identifisere en pasient."),
                *("tema", "sted", "utfall", "enhet", "dager", "prosent", "fil", "bekreft", "versjon"),
            ),
            Handlinger(
                Knapp("Send inn", ikon="send"),
                Knapp("Lagre utkast", name="lagre", variant="secondary"),
                Lenkeknapp("Avbryt", "/"),
            ),
        )


class Filter(Filterskjema):
    q = forms.CharField(label="Søk", required=False)


STEG = [
    Steg("Sendt", "ferdig", "2. nov.", "Synne Søker"),
    Steg("Egen leder", "ferdig", "5. nov."),
    Steg("Mottak", "stoppet", "6. nov."),
    Steg("Vertsenhet", "naa", "Svar innen 4. des.", "Vera Vertsleder"),
    Steg("Avtale", "venter"),
]


@login_not_required
def komponenter(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Beslutningen er sendt.")
    messages.error(request, "Vi fikk ikke sendt e-posten.")
    naa = timezone.now()
    return render(
        request,
        "galleri/komponenter.html",
        {
            "visninger": list(Visning),
            "steg": STEG,
            "naa": naa,
            "fra": dt.date(2027, 1, 18),
            "til": dt.date(2027, 1, 29),
            "side": SimpleNamespace(forrige="a", neste="b"),
            "filter": Filter(),
        },
    )


@login_not_required
def innlogget(request: HttpRequest) -> HttpResponse:
    """The header of somebody with a long name, a long role and unread notifications."""
    request.user = SimpleNamespace(  # type: ignore[assignment]
        is_authenticated=True,
        is_active=True,
        is_staff=True,
        navn="Administrativ Kontaktperson-Hospiteringsansvarlig",
        tittellinje="Kommunalsjef for helse og omsorg, Nord-Fron kommune og samarbeidende kommuner",
    )
    return komponenter(request)


@login_not_required
def skjema(request: HttpRequest) -> HttpResponse:
    form = Proveskjema(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return HttpResponse("mottatt")
    return render(request, "galleri/skjema.html", {"form": form})


@login_not_required
def lagre(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"melding": f"Lagret «{request.POST['navn']}»", "versjon": int(request.POST["versjon"]) + 1})


@login_not_required
def bekreft(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "portal/bekreft.html",
        {
            "tittel": "Vil du trekke søknaden?",
            "tekst": "Den blir avsluttet.",
            "ja": "Ja, trekk den",
            "tilbake": "/",
            "versjon": 2,
        },
    )


@login_not_required
def inngang(request: HttpRequest) -> HttpResponse:
    return render(request, "galleri/inngang.html")


@login_not_required
def nektet(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@login_not_required
def uforstaaelig(request: HttpRequest) -> HttpResponse:
    raise BadRequest


@login_not_required
def gikk_galt(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


@login_not_required
def bytt_sprak(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.POST.get("language", ""))


@login_not_required
def ekko(request: HttpRequest, verdi: str = "") -> HttpResponse:
    """Say what came through, for the tests of the request guard."""
    return HttpResponse(repr((verdi, dict(request.GET.lists()), dict(request.POST.lists()), sorted(request.FILES))))


urlpatterns = [
    path("", ekko, name="forside"),
    path("komponenter/", komponenter),
    path("innlogget/", innlogget),
    path("skjema/", skjema),
    path("lagre/", lagre, name="lagre"),
    path("bekreft/", bekreft),
    path("inngang/", inngang),
    path("nektet/", nektet),
    path("uforstaaelig/", uforstaaelig),
    path("gikk-galt/", gikk_galt),
    path("sprak/", bytt_sprak, name="sett_sprak"),
    path("personvern/", ekko, name="personvern"),
    path("tilgjengelighet/", ekko, name="tilgjengelighet"),
    path("logg-inn/", ekko, name="account_login"),
    path("logg-ut/", ekko, name="account_logout"),
    path("profil/", ekko, name="profil"),
    path("varsler/", ekko, name="varsler"),
    path("ekko/<path:verdi>", ekko),
    path("ekko/", ekko),
]

"""Is this document genuine and unchanged? Open to anybody; tells nothing about people."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grunnmur.dokumenter.forms import Filskjema, Kodeskjema
from grunnmur.dokumenter.koder import les_kode, vis_kode
from grunnmur.dokumenter.opplasting import Avtrykkstaker
from grunnmur.dokumenter.seglkontroll import kontroller_segl
from grunnmur.dokumenter.seglord import seglet_til, seglord
from grunnmur.dokumenter.selectors import Funn, Kontroll, kontroller_fil, kontroller_kode


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verifiser(request: HttpRequest) -> HttpResponse:
    """Type a code, or upload the file. A posted file is checked by its sum and its seal."""
    if request.method == "POST":
        return _kontroller_fil(request, kode="")
    if "kode" not in request.GET:
        return _side(request)
    skjema = Kodeskjema(request.GET)
    if skjema.is_valid():
        return redirect("dokumenter:kode", kode=skjema.cleaned_data["kode"])
    return _side(request, kodeskjema=skjema)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kode(request: HttpRequest, kode: str) -> HttpResponse:
    """The address printed on the document. A file posted here is compared with that document."""
    lest = les_kode(kode)
    if request.method == "POST":
        return _kontroller_fil(request, kode=lest)
    kontroll = kontroller_kode(lest)
    return _side(request, kode=lest, kontroll=kontroll, seglet=seglet_til(kontroll))


# Nothing of a posted file may reach the disk; the middleware that reads the body first looks for this.
verifiser.opplasting = kode.opplasting = (Avtrykkstaker,)  # type: ignore[attr-defined]


def _kontroller_fil(request: HttpRequest, *, kode: str) -> HttpResponse:
    skjema = Filskjema(request.POST, request.FILES)
    if not skjema.is_valid():
        return _side(request, kode=kode, filskjema=skjema)
    fil = skjema.cleaned_data["fil"]
    kontroll = kontroller_fil(fil.sha256, kode)
    segl = seglord(kontroller_segl(fil.innhold), kontroll)
    return _side(request, kode=kode, kontroll=kontroll, av_fil=True, segl=segl)


def _side(request: HttpRequest, *, kontroll: Kontroll | None = None, kode: str = "", **kontekst: Any) -> HttpResponse:
    standard = {"kodeskjema": Kodeskjema(), "filskjema": Filskjema(), "kode": vis_kode(kode[:12]), "kontroll": kontroll}
    ukjent = kontroll is not None and kontroll.funn is Funn.UKJENT and not kontekst.get("av_fil")
    return render(request, "dokumenter/verifiser.html", standard | kontekst, status=404 if ukjent else 200)

"""The page frame, the menu, states and the partials, without a browser."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context, RequestContext, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from grunnmur.portal import kontekst, navigasjon
from grunnmur.portal.visning import Visning

ROT = Path(__file__).parents[2]
INNLOGGET = SimpleNamespace(
    is_authenticated=True, navn="Synne Anne Søker", tittellinje="Sykepleier, Gjøvik kommune", is_staff=False
)
# The table of the design, and what the area owners asked for; label and colour are the contract with readers.
DESIGNET = {
    "utkast": ("Utkast", "neutral"),
    "sendt": ("Sendt", "info"),
    "hos_egen_leder": ("Hos egen leder", "info"),
    "hos_mottak": ("Hos mottak", "info"),
    "hos_vertsenhet": ("Hos vertsenhet", "info"),
    "venter_paa_deg": ("Venter på deg", "warning"),
    "mangler_svar": ("Mangler svar", "warning"),
    "returnert": ("Returnert", "warning"),
    "innvilget": ("Innvilget", "success"),
    "ikke_innvilget": ("Ikke innvilget", "danger"),
    "avtalt": ("Avtalt", "accent"),
    "paagaar": ("Pågår", "accent"),
    "til_evaluering": ("Til evaluering", "warning"),
    "fullfort": ("Fullført", "neutral"),
    "trukket": ("Trukket", "neutral"),
}


@pytest.fixture(autouse=True)
def ingen_har_registrert_noe(monkeypatch: pytest.MonkeyPatch) -> None:
    """The frame alone: what the areas put into it is proved with them."""
    monkeypatch.setattr(navigasjon, "_punkter", {})
    monkeypatch.setattr(kontekst, "_kilder", {"helsefellesskap": kontekst._uten_navn, "uleste": lambda request: 0})


def foresporsel(bruker: Any = INNLOGGET, sti: str = "/") -> HttpRequest:
    request = RequestFactory().get(sti)
    request.user = bruker
    return request


def tegn(mal: str, **verdier: Any) -> str:
    return Template("{% load portal %}" + mal).render(Context(verdier))


# --- Menu ---


@pytest.mark.urls("tests.portal.galleri")
def test_menu_is_ordered_filtered_and_knows_where_it_is() -> None:
    navigasjon.registrer("Profil", "profil", rekkefolge=20)
    navigasjon.registrer("Varsler", "varsler", rekkefolge=10)
    navigasjon.registrer("Skjult", "personvern", synlig=lambda bruker: False)
    navigasjon.registrer("Uten adresse", "finnes_ikke")
    valg = navigasjon.menyvalg(foresporsel(sti="/profil/passord/"))
    assert [(ett.navn, ett.url, ett.aktiv) for ett in valg] == [
        ("Varsler", "/varsler/", False),
        ("Profil", "/profil/", True),
    ]


@pytest.mark.urls("tests.portal.galleri")
def test_nobody_signed_in_has_no_menu() -> None:
    navigasjon.registrer("Profil", "profil")
    assert navigasjon.menyvalg(foresporsel(AnonymousUser())) == []


def test_front_page_is_current_only_on_itself() -> None:
    assert navigasjon._er_her("/", "/")
    assert not navigasjon._er_her("/hospitering/", "/")


# --- Header and context ---


def test_a_page_that_shows_nothing_asks_nobody() -> None:
    def skal_ikke_kalles(request: HttpRequest) -> Any:
        raise AssertionError("asked for nothing")

    kontekst.registrer_helsefellesskap(skal_ikke_kalles)
    kontekst.registrer_uleste(skal_ikke_kalles)
    assert set(kontekst.portal(foresporsel())) == {"helsefellesskap", "navigasjon", "uleste"}


def test_brand_and_unread_come_from_those_who_know() -> None:
    kontekst.registrer_helsefellesskap(lambda request: kontekst.Merkevare("Helsefellesskap Prøve", "/static/x.svg"))
    kontekst.registrer_uleste(lambda request: 3)
    html = render_to_string("base.html", {"user": INNLOGGET}, request=foresporsel())
    assert "Helsefellesskap Prøve" in html
    assert 'src="/static/x.svg"' in html
    assert str(kontekst.portal(foresporsel())["uleste"]) == "3"
    assert str(kontekst.portal(foresporsel(AnonymousUser()))["uleste"]) == "0"


def test_the_brand_is_asked_once_and_again_when_it_changes() -> None:
    navn = iter(["Gammelt navn", "Nytt navn"])
    kontekst.registrer_helsefellesskap(lambda request: kontekst.Merkevare(next(navn)))
    sider = [kontekst.portal(foresporsel())["helsefellesskap"].navn for _ in range(2)]
    kontekst.glem_helsefellesskap()
    sider.append(kontekst.portal(foresporsel())["helsefellesskap"].navn)
    assert sider == ["Gammelt navn", "Gammelt navn", "Nytt navn"]


@pytest.mark.urls("tests.portal.galleri")
def test_who_am_i_line_and_sign_out() -> None:
    html = render_to_string("base.html", {"user": INNLOGGET}, request=foresporsel())
    assert '<span class="avatar" aria-hidden="true">SS</span>' in html
    assert "Sykepleier, Gjøvik kommune" in html
    assert '<form method="post" action="/logg-ut/">' in html
    assert "Logg inn" not in html


@pytest.mark.urls("tests.portal.galleri")
def test_visitor_has_sign_in_and_no_menus() -> None:
    html = render_to_string("base.html", {"user": AnonymousUser()}, request=foresporsel(AnonymousUser()))
    assert '<a class="ds-button" href="/logg-inn/">' in html
    assert 'class="mainnav"' not in html
    assert "Logg ut" not in html


@pytest.mark.urls("tests.portal.galleri")
def test_language_switch_names_the_other_language_in_its_own_words() -> None:
    request = foresporsel(sti="/ekko/?a=1")
    html = render_to_string("portal/sprakvalg.html", {}, request=request)
    assert '<button type="submit" name="language" value="nn" lang="nn">Vis på nynorsk</button>' in html
    assert 'name="next" value="/ekko/?a=1"' in html
    with translation.override("nn"):
        assert 'value="nb" lang="nb">Vis på bokmål' in render_to_string("portal/sprakvalg.html", {}, request=request)
        assert '<html lang="nn"' in render_to_string("base.html", {"user": INNLOGGET}, request=request)


def test_nothing_is_inline() -> None:
    """The CSP forbids it, so the browser would drop it; templates must not have it in the first place."""
    funn = [
        f"{fil.relative_to(ROT)}: {treff.group()}"
        for mappe in (ROT / "templates", *(app / "templates" for app in ROT.iterdir()), *ROT.glob("[a-z]*/*/templates"))
        for fil in mappe.rglob("*.html")
        if "pdf" not in fil.parts and "epost" not in fil.parts and "varsling" not in fil.parts
        for treff in re.finditer(r"\sstyle=|<style|\son\w+=|<script(?![^>]*\ssrc=)|javascript:", fil.read_text())
    ]
    assert funn == []


# --- States ---


@pytest.mark.parametrize("navn", DESIGNET)
def test_state_looks_as_designed(navn: str) -> None:
    visning = next(en for en in Visning if en.value.nokkel == navn)
    assert (visning.etikett, visning.farge) == DESIGNET[navn]


def test_no_two_states_are_one_and_every_icon_exists() -> None:
    symboler = {ett.get("id") for ett in ET.parse(ROT / "static/img/icons.svg").getroot()}  # noqa: S314  (our own file)
    assert len(Visning) == len({visning.value.nokkel for visning in Visning}) == len({v.etikett for v in Visning})
    assert {visning.ikon for visning in Visning} <= symboler
    assert {visning.farge for visning in Visning} == {"neutral", "info", "accent", "success", "warning", "danger"}


def test_icons_that_templates_name_exist() -> None:
    symboler = {ett.get("id") for ett in ET.parse(ROT / "static/img/icons.svg").getroot()}  # noqa: S314
    brukt = {
        navn
        for fil in (ROT / "templates").rglob("*.html")
        for navn in re.findall(r"\{% (?:ikon|tomt) [\"']([\w-]+)[\"']", fil.read_text())
    }
    assert brukt - symboler == set()


def test_status_tag_is_word_and_icon_and_quiet_in_tables() -> None:
    assert tegn("{% status v %}", v=Visning.INNVILGET) == (
        '<span class="ds-tag status" data-size="sm" data-color="success"><svg class="icon" aria-hidden="true" '
        'focusable="false"><use href="/static/img/icons.svg#check-circle"></use></svg>Innvilget</span>'
    )
    assert "data-loud" not in tegn("{% status v stille=True %}", v=Visning.INNVILGET)
    assert "data-loud" in tegn("{% status v stille=True %}", v=Visning.IKKE_BESVART)


def test_status_refuses_what_is_no_state() -> None:
    with pytest.raises(TemplateSyntaxError):
        tegn("{% status v %}", v="utkast")


# --- Small tags ---


@pytest.mark.parametrize(
    "filter_", ["dato", "dato_kort", "dato_uten_aar", "ukedag", "klokke", "tidspunkt", "relativ", "telefon"]
)
@pytest.mark.parametrize("tomt", [None, ""])
def test_empty_in_empty_out(filter_: str, tomt: str | None) -> None:
    assert tegn("{{ v|" + filter_ + " }}", v=tomt) == ""


@pytest.mark.parametrize(("navn", "ventet"), [("Synne Anne Søker", "SS"), ("Åse", "Å"), ("", ""), (None, "")])
def test_initials(navn: str | None, ventet: str) -> None:
    assert tegn("{{ v|initialer }}", v=navn) == ventet


def test_free_text_keeps_its_lines_and_is_escaped() -> None:
    assert tegn("{% linjeskift v %}", v="en\nto\n\n<b>tre") == "<p>en<br>to</p><p>&lt;b&gt;tre</p>"


def test_pages_keep_the_rest_of_the_query() -> None:
    side = SimpleNamespace(forrige=None, neste="abc")
    html = Template("{% load portal %}{% sider side %}").render(
        RequestContext(foresporsel(sti="/?q=å&side=gammel"), {"side": side})
    )
    assert 'href="?q=%C3%A5&amp;side=abc"' in html
    assert "Forrige" not in html


@pytest.mark.parametrize(
    ("valgt", "retning", "neste"), [("navn", "ascending", "-navn"), ("-navn", "descending", "navn"), ("", "none", "navn")]
)
def test_sortable_header_turns_around(valgt: str, retning: str, neste: str) -> None:
    html = tegn('{% sorterbar "navn" "Navn" valgt %}', valgt=valgt)
    assert f'aria-sort="{retning}"' in html
    assert f'value="{neste}"' in html


# --- Error pages ---


@pytest.mark.urls("tests.portal.galleri")
def test_server_error_page_needs_no_database(client: Client) -> None:
    """No django_db mark: a query would fail the test."""
    client.raise_request_exception = False
    svar = client.get("/gikk-galt/")
    assert svar.status_code == 500
    assert "Noe gikk galt hos oss" in svar.content.decode()


@pytest.mark.urls("tests.portal.galleri")
def test_failed_token_says_how_to_save_the_text() -> None:
    svar = Client(enforce_csrf_checks=True).post("/ekko/", {"q": "1"})
    assert svar.status_code == 403
    assert "Gå tilbake i nettleseren: der står det du skrev." in svar.content.decode()


# --- Budget ---


def test_files_stay_inside_the_budget() -> None:
    import gzip

    def gz(*navn: str) -> int:
        return sum(len(gzip.compress((ROT / "static" / ett).read_bytes(), 9)) for ett in navn)

    css = gz("css/portal.css", "vendor/designsystemet-1.22.0.css", "vendor/theme.css")
    font = (ROT / "static/fonts/inter-subset.woff2").stat().st_size
    assert css <= 40_000
    assert font <= 30_000
    assert (ROT / "static/js/portal.js").stat().st_size <= 5_000
    assert css + font + gz("js/portal.js", "img/icons.svg", "img/logo.svg") + 8_000 <= 90_000


def test_vendored_files_carry_their_licences() -> None:
    lisenser = {fil.name for fil in (ROT / "static/lisenser").iterdir()}
    assert lisenser == {"README.md", "aksel-ikoner-MIT.txt", "designsystemet-MIT.txt", "inter-OFL-1.1.txt"}
    liste = (ROT / "static/lisenser/README.md").read_text()
    fremmede = [fil for mappe in ("vendor", "fonts") for fil in (ROT / "static" / mappe).iterdir()]
    assert [fil.name for fil in fremmede if fil.name not in liste] == []

"""Nynorsk is complete, and the check that says so can fail."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.translation import gettext, ngettext

from grunnmur.portal import oversettelse

PO = """msgid ""
msgstr ""
"Language: nn\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""


def test_every_message_is_translated() -> None:
    """Run `manage.py oversettelser` and fill in locale/nn/LC_MESSAGES/django.po when this fails."""
    assert [tuple(en) for sprak in ("nb", "nn") for en in oversettelse.feil_i(sprak)] == []


@pytest.fixture
def prosjekt(tmp_path: Path, settings: Any) -> Path:
    """A project of one package and one template, and an empty place for catalogs."""
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (tmp_path / "omraade").mkdir()
    (tmp_path / "omraade" / "__init__.py").touch()
    (tmp_path / "templates").mkdir()
    return tmp_path


def kildetekster(prosjekt: Path, python: str = "", mal: str = "") -> set[Any]:
    (prosjekt / "omraade" / "views.py").write_text(python)
    (prosjekt / "templates" / "side.html").write_text(mal)
    return {(melding.context, melding.id) for melding in oversettelse.kildekatalog() if melding.id}


def test_python_of_every_form_is_found(prosjekt: Path) -> None:
    kode = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
a = _("En " "setning")
b = ngettext("%(n)d sak", "%(n)d saker", 2) % {"n": 2}
c = pgettext_lazy("steg", "ferdig")
d = not_a_message("Ikke denne")
"""
    assert kildetekster(prosjekt, python=kode) == {
        (None, "En setning"),
        (None, ("%(n)d sak", "%(n)d saker")),
        ("steg", "ferdig"),
    }


def test_templates_of_every_form_are_found(prosjekt: Path) -> None:
    mal = """{% load i18n %}
  <p title="{% translate 'Tittel' %}">{% translate "Navn" as n %}{{ _("Understrek") }}</p>
      {% blocktranslate with navn=x trimmed %}
        Hei,
        {{ navn }}!
      {% endblocktranslate %}
 {# Translators: about nothing #}
{% blocktranslate count antall=liste|length %}{{ antall }} sak{% plural %}{{ antall }} saker{% endblocktranslate %}
{% translate "ferdig" context "steg" %}{% comment %}{% translate "Ikke denne" %}{% endcomment %}
{% firstof x _("Reserve") %} don't "quote
"""
    assert kildetekster(prosjekt, mal=mal) == {
        (None, "Tittel"),
        (None, "Navn"),
        (None, "Understrek"),
        (None, "Hei, %(navn)s!"),
        (None, ("%(antall)s sak", "%(antall)s saker")),
        ("steg", "ferdig"),
        (None, "Reserve"),
    }


def egne_feil(sprak: str = "nn") -> list[tuple[str, str]]:
    """Without the messages of other packages, which are missing here on purpose."""
    egne = {oversettelse._nokkel(melding) for melding in oversettelse.kildekatalog() if melding.id}
    return [(en.hva, en.melding) for en in oversettelse.feil_i(sprak) if en.hva != "missing" or en.melding in egne]


@pytest.mark.parametrize(
    ("katalog", "feil"),
    [
        ("", [("missing", "Navn på %(enhet)s")]),
        ('msgid "Navn på %(enhet)s"\nmsgstr ""\n', [("missing", "Navn på %(enhet)s")]),
        ('#, fuzzy\nmsgid "Navn på %(enhet)s"\nmsgstr "Namn på %(enhet)s"\n', [("fuzzy", "Navn på %(enhet)s")]),
        ('msgid "Navn på %(enhet)s"\nmsgstr "Namn på %(eining)s"\n', [("placeholders differ", "Navn på %(enhet)s")]),
        (
            'msgid "Navn på %(enhet)s"\nmsgstr "Namn på %(enhet)s"\n\nmsgid "Borte"\nmsgstr "Borte"\n',
            [("unused", "Borte")],
        ),
        ('msgid "Navn på %(enhet)s"\nmsgstr "Namn på %(enhet)s"\n', []),
    ],
)
def test_check_finds_what_is_wrong(prosjekt: Path, katalog: str, feil: list[tuple[str, str]]) -> None:
    kildetekster(prosjekt, python='_("Navn på %(enhet)s")')
    oversettelse.sti("nn").parent.mkdir(parents=True)
    oversettelse.sti("nn").write_text(PO + katalog)
    assert egne_feil() == feil


def test_command_fails_on_gaps_and_writes_nothing(prosjekt: Path) -> None:
    kildetekster(prosjekt, python='_("Ny tekst")')
    with pytest.raises(CommandError, match="not in order"):
        call_command("oversettelser", sjekk=True)
    assert not oversettelse.sti("nn").exists()


def test_update_keeps_what_is_translated_and_never_guesses(prosjekt: Path) -> None:
    kildetekster(prosjekt, python='_("Lagre utkastet"); _("Ny tekst")')
    oversettelse.sti("nn").parent.mkdir(parents=True)
    oversettelse.sti("nn").write_text(
        PO + '# eit notat\nmsgid "Lagre utkastet"\nmsgstr "Lagre utkastet ditt"\n\nmsgid "Ny teks"\nmsgstr "Nesten lik"\n'
    )
    call_command("oversettelser")
    forste = oversettelse.sti("nn").read_bytes()
    katalog = oversettelse.les("nn")
    assert katalog.get("Lagre utkastet").string == "Lagre utkastet ditt"
    assert katalog.get("Lagre utkastet").user_comments == ["eit notat"]
    assert katalog.get("Ny tekst").string == ""
    assert katalog.get("Ny teks") is None
    call_command("oversettelser")
    assert oversettelse.sti("nn").read_bytes() == forste


def test_our_word_that_is_somebody_elses_english_stays_ours(prosjekt: Path) -> None:
    """«Filter» is our Norwegian; Django's catalog would turn it into something of its own."""
    kildetekster(prosjekt, python='_("Password"); _("Vår egen")')
    call_command("oversettelser")
    assert [(melding.id, melding.string) for melding in oversettelse.les("nb") if melding.id] == [("Password", "Password")]


def test_foreign_messages_are_wanted_only_where_their_package_lacks_them() -> None:
    ventet = oversettelse.ventet("nn")
    assert ventet.get("Incorrect password.") is not None, "allauth has no nynorsk"
    assert ventet.get("This field is required.") is None, "Django has this one"


def test_compiled_catalog_works_in_django(kompilert: None) -> None:
    with translation.override("nn"):
        assert gettext("Hopp til hovedinnhold") == "Hopp til hovudinnhald"
        assert gettext("Incorrect password.") == "Passordet er feil."
        assert gettext("This field is required.") == "Feltet er påkravd."
        assert ngettext("om %(antall)d dag", "om %(antall)d dager", 2) == "om %(antall)d dagar"
    assert gettext("Hopp til hovedinnhold") == "Hopp til hovedinnhold"

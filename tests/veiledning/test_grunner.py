"""Every ground on which a question may be left, wherever one can stand: none is about resources (S1-V12)."""

import importlib
import inspect
import pkgutil
import re

import pytest
from django import forms
from django.db import IntegrityError, connection, models, transaction
from django.utils import translation

import veiledning.forms
from veiledning import models as m
from veiledning.kapasitet import viser_til_kapasitet
from veiledning.models import kodeverk
from veiledning.overganger import FORESPORSEL
from veiledning.views.verb import HANDLINGER

STAMMER = re.compile(
    r"kapasit|ressurs|bemann|arbeids?press|arbeidsbelast|arbeidsmengd|travel|pågang|ferie|overbelast|prioriter|økonomi|budsjett|"
    r"sykefrav|sjukefråv|ledig|ventetid|ventelist|tid til|tidspress|tidsnød",
    re.IGNORECASE,
)
"""Stems that have no business in a ground, whatever stands around them."""
GRUNNER = {"ikke_nodvendig", "utenfor_plikten", "feil_adressat", "annet_fag", "kollega"}


def om_ressurser(tekster):
    return sorted({t for t in tekster if STAMMER.search(t) or viser_til_kapasitet(t.replace("_", " ").replace("-", " "))})


def koder_i(modul):
    return [
        k for _n, k in inspect.getmembers(modul) if isinstance(k, type) and issubclass(k, models.TextChoices) and k.choices
    ]


def skjemaer():
    """Every form of the area."""
    funnet = {}
    for info in pkgutil.iter_modules(veiledning.forms.__path__, "veiledning.forms."):
        for navn, klasse in inspect.getmembers(importlib.import_module(info.name), inspect.isclass):
            if issubclass(klasse, forms.BaseForm) and klasse.__module__.startswith("veiledning."):
                funnet[f"{klasse.__module__}.{navn}"] = klasse
    return funnet


def valg(felt):
    """The texts of a list that is written in code; one from the database is master data."""
    if not isinstance(felt, forms.ChoiceField) or isinstance(felt, forms.ModelChoiceField):
        return []
    return [str(del_) for par in list(felt.choices) for del_ in par]


def test_the_finder_finds_what_it_is_made_for():
    tekster = [
        "Kapasitet",
        "manglende_ressurser",
        "Stor arbeidsbelastning",
        "ikke-tid",
        "Vi rekker ikke dette",
        "Feil adressat",
    ]
    assert om_ressurser(tekster) == sorted(tekster[:-1])


@pytest.mark.krav("S1-V12")
@pytest.mark.krav("S1-V07")
@pytest.mark.krav("S1-V10")
def test_the_grounds_are_these_and_no_more():
    assert {*m.Grunn.values, *m.Videregrunn.values} == GRUNNER
    assert {f.name for f in m.Avgrensning._meta.fields if f.choices} == {"grunn", "nytt_utfall"}


@pytest.mark.django_db
@pytest.mark.krav("S1-V12")
@pytest.mark.parametrize("sprak", ["nb", "nn"])
def test_no_list_form_button_or_state_is_about_resources(sprak):
    with translation.override(sprak):
        koder = [str(t) for k in koder_i(kodeverk) for par in k.choices for t in par]
        tilstander = [str(t) for par in m.Tilstand.choices for t in par]
        valgene = [t for klasse in skjemaer().values() for felt in klasse.base_fields.values() for t in valg(felt)]
        knapper = [str(t) for h in HANDLINGER.values() for t in (h.tittel, h.knapp)] + list(HANDLINGER)
        overganger = [str(o.etikett) for o in FORESPORSEL.overganger if o.til] + [
            o.navn for o in FORESPORSEL.overganger if o.til
        ]
    assert [len(liste) > 10 for liste in (koder, tilstander, valgene, knapper, overganger)] == [True] * 5
    assert om_ressurser([*koder, *tilstander, *valgene, *knapper, *overganger]) == []


@pytest.mark.krav("S1-V12")
def test_every_way_out_without_an_answer_is_a_known_one():
    """The states that end a question unanswered, and the transitions that lead there."""
    uten_svar = {"avgrenset", "avvist_utenfor_plikten", "trukket"}
    veier = {o.navn: o.til for o in FORESPORSEL.overganger if o.til in uten_svar}
    assert veier == {
        "trekk": "trukket",
        "avgrens": "avgrenset",
        "avvis_utenfor": "avvist_utenfor_plikten",
        "oppretthold_avgrenset": "avgrenset",
        "oppretthold_utenfor": "avvist_utenfor_plikten",
    }
    assert {o.til for o in FORESPORSEL.overganger if o.til} | {"utkast"} == set(m.Tilstand.values)


@pytest.mark.django_db
@pytest.mark.krav("S1-V12")
def test_the_database_knows_no_ground_about_resources():
    with connection.cursor() as peker:
        peker.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE contype = 'c' AND conrelid::regclass::text LIKE 'veiledning%'"
        )
        sjekker = dict(peker.fetchall())
        peker.execute("SELECT enumlabel FROM pg_enum")
        enumer = [rad[0] for rad in peker.fetchall()]
    verdier = [v for definisjon in sjekker.values() for v in re.findall(r"'([^']*)'", definisjon)]
    assert set(re.findall(r"'([^']*)'", sjekker["avgrensning_er_begrunnet"])) == {"ikke_nodvendig", "utenfor_plikten", ""}
    assert len(verdier) > 50
    assert om_ressurser([*verdier, *enumer]) == []


@pytest.mark.krav("S1-V12")
@pytest.mark.parametrize("grunn", ["kapasitet", "ressurser", "", "annet"])
def test_raw_sql_puts_in_no_other_ground(veil, grunn):
    sak = veil.tatt()
    with pytest.raises(IntegrityError, match="avgrensning_er_begrunnet"), transaction.atomic(), connection.cursor() as peker:
        peker.execute(
            "INSERT INTO veiledning_avgrensning (id, foresporsel_id, grunn, vurdering, forsvarlig_bekreftet, henvist_til, "
            "av_id, tidspunkt, nytt_utfall, ny_vurdering) "
            "VALUES (gen_random_uuid(), %s, %s, 'x', true, 'x', %s, now(), '', '')",
            [sak.pk, grunn, veil.svarer.pk],
        )
    with pytest.raises(Exception, match=r"foresporsel_tilstand|Invalid transition"), transaction.atomic():
        m.Foresporsel.objects.filter(pk=sak.pk).update(tilstand="avvist_kapasitet", versjon=sak.versjon + 1)

"""Admin: master data is kept there, cases are only looked at, and nothing people wrote is shown."""

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker
from veiledning.models import Innstilling, Svarvakt


@pytest.fixture
def admin(veil):
    Bruker.objects.filter(pk=veil.sekretariat.pk).update(is_staff=True, is_superuser=True)
    klient = Client()
    klient.force_login(Bruker.objects.get(pk=veil.sekretariat.pk))
    return klient


def adresse(modell, hva="changelist", *valg):
    return reverse(f"admin:veiledning_{modell}_{hva}", args=valg)


def test_cases_are_looked_at_without_what_people_wrote(veil, admin):
    sak, tilbakering = veil.tatt(), veil.tatt(veil.tilbakering())
    for modell in ("foresporsel", "aktivitet", "banksvar"):
        assert admin.get(adresse(modell), {"q": "V-"}).status_code == 200
        assert admin.get(adresse(modell, "add")).status_code == 403
    for en in (sak, tilbakering):
        side = admin.get(adresse("foresporsel", "change", en.pk))
        tekst = side.content.decode()
        assert (side.status_code, 'name="_save"' in tekst) == (200, False)
        assert [ord_ for ord_ in (en.behov, en.overskrift, en.ring_tlf) if ord_ and ord_ in tekst] == []
        assert admin.post(adresse("foresporsel", "change", en.pk), {"tilstand": "lukket"}).status_code == 403
        assert admin.post(adresse("foresporsel", "delete", en.pk), {"post": "yes"}).status_code == 403


def test_master_data_is_kept_here(veil, admin):
    for modell in ("fagomraade", "innstilling", "svarvakt"):
        assert admin.get(adresse(modell), {"q": "s"} if modell != "innstilling" else {}).status_code == 200
        assert admin.get(adresse(modell, "add")).status_code == 200
    skjema = admin.get(adresse("innstilling", "change", Innstilling.objects.get().pk)).context["adminform"].form
    felter = {n: skjema[n].value() if skjema[n].value() is not None else "" for n in skjema.fields}
    side = admin.post(adresse("innstilling", "change", Innstilling.objects.get().pk), {**felter, "frist_haster": 9})
    assert "Det som haster, kan ikke ha lengre frist enn det som er vanlig." in side.content.decode()
    assert (
        admin.post(adresse("innstilling", "change", Innstilling.objects.get().pk), {**felter, "frist_vanlig": 7}).status_code
        == 302
    )
    assert (Innstilling.objects.get().frist_vanlig, Innstilling.objects.get().versjon) == (7, 2)


def test_only_who_answers_guidance_can_be_on_a_rota(veil, admin):
    valg = admin.get(adresse("svarvakt", "add")).context["adminform"].form.fields["rolle"].queryset
    assert {r.bruker for r in valg} == {veil.svarer, veil.svarer2, veil.reserve, veil.kommunesvarer}
    feil = veil.folk["vertsleder"].roller.get(type="leder").pk
    svar = admin.post(
        adresse("svarvakt", "add"), {"rolle": feil, "ukedager": ["1"], "rekkefolge": 1, "gyldig_fra": "01.01.2026"}
    )
    assert (svar.status_code, Svarvakt.objects.count()) == (200, 2)

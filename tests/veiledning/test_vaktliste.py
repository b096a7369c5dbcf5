"""The rota: who sees it, who keeps it, what it says of today, and where it has a hole."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.portal.dato import dato
from grunnmur.saksgang.feil import Nektet, Utdatert
from veiledning.models import Svarvakt
from veiledning.operations import vaktliste as op
from veiledning.selectors.vaktliste import vaktbilder

from .folk import virkedag

MANDAG = date(2026, 11, 23)
PAASKE = date(2026, 3, 30)


def bilde(veil, dag=MANDAG, av="vertsleder"):
    return vaktbilder([veil.palliativ], veil.folk[av], dag)[0]


def rolle(veil, kode):
    return veil.folk[kode].roller.get(type=RolleType.VEILEDNINGSANSVARLIG)


def linje(veil, kode="svarer"):
    return Svarvakt.objects.get(rolle=rolle(veil, kode))


ANDRE = {"ukedager": [1, 2], "rekkefolge": 1, "gyldig_fra": date(2026, 1, 1)}


def test_today_and_the_rest_of_the_week_in_turn(veil):
    veil.stedfortreder_for("stedfortreder", rolle(veil, "svarer2"))
    uke = bilde(veil, dag=timezone.localdate()).uke
    assert [t.vakt.rolle.bruker.navn for t in uke[0].turer] == [veil.svarer.navn, veil.svarer2.navn]
    assert uke[0].turer[1].vikarer == (veil.stedfortreder.navn,)
    assert [d.dato for d in bilde(veil).uke] == [MANDAG + timedelta(n) for n in range(5)]
    # On a Sunday it is Monday's rota that answers.
    assert bilde(veil, dag=MANDAG - timedelta(1)).i_dag.dato == MANDAG


def test_a_day_off_has_nobody(veil):
    assert [(d.fri, len(d.turer)) for d in bilde(veil, dag=PAASKE).uke] == [
        (False, 2), (False, 2), (False, 2), (True, 0), (True, 0),
    ]  # fmt: skip


def test_what_is_missing_is_said(veil):
    assert bilde(veil).hull == ["Roar Reserve svarer her, men står ikke på vaktlisten."]
    Svarvakt.objects.update(ukedager=[1, 2, 4])
    Rolle.objects.filter(pk=rolle(veil, "svarer").pk).update(gyldig_til=MANDAG + timedelta(10))
    assert bilde(veil).hull == [
        "Ingen står på vaktlisten for alle fagområder: onsdag, fredag.",
        "Roar Reserve svarer her, men står ikke på vaktlisten.",
        f"Svein Svarer svarer her til og med {dato(MANDAG + timedelta(10))}.",
    ]
    Svarvakt.objects.all().delete()
    assert bilde(veil).hull[0] == "Ingen står på vaktlisten. Alle som svarer her, blir spurt samtidig."
    Rolle.objects.filter(enhet=veil.palliativ, type=RolleType.VEILEDNINGSANSVARLIG).update(gyldig_til=date(2026, 1, 1))
    assert bilde(veil).hull == [
        "Ingen svarer på veiledning her. Be administrativ kontakt gi noen rollen veiledningsansvarlig."
    ]


KAN = {"vertsleder": True, "divisjonsleder": True, "koordinator": True, "kontakt_adm_hf": True, "svarer": False}


@pytest.mark.parametrize(("kode", "kan"), [*KAN.items(), ("soker", None), ("kommunekoordinator", None), ("utenfor", None)])
def test_who_sees_it_and_who_keeps_it(veil, client, kode, kan):
    if kode == "kontakt_adm_hf":
        veil.person(kode, "Astrid Adminkontakt")
        veil.rolle(kode, RolleType.KONTAKT_ADM, veil.sykehus)
    client.force_login(veil.folk[kode])
    enhet, en = veil.palliativ.pk, linje(veil)
    sider = [
        f"/veiledning/vaktlister/{enhet}/",
        f"/veiledning/vaktlister/{enhet}/ny/",
        f"/veiledning/vaktlister/linje/{en.pk}/",
    ]
    ventet = {True: [200, 200, 200], False: [200, 403, 403], None: [404, 404, 404]}[kan]
    assert [client.get(s).status_code for s in sider] == ventet
    avslutt = client.post(f"/veiledning/vaktlister/linje/{en.pk}/avslutt/", {"versjon": 1}).status_code
    assert avslutt == {True: 302, False: 403, None: 404}[kan]
    with pytest.raises(Utdatert) if kan else pytest.raises(Nektet):
        op.endre_vakt(linje(veil, "svarer2").pk, utfort_av=veil.folk[kode], versjon=7, **ANDRE)


def test_a_line_is_added_changed_and_ended_by_the_pages(veil, client):
    client.force_login(veil.vertsleder)
    ny = {"rolle": rolle(veil, "reserve").pk, "fagomraade": veil.fag["palliasjon"].pk, "ukedager": ["1", "3"],
          "rekkefolge": "2", "gyldig_fra": "01.01.2026", "gyldig_til": ""}  # fmt: skip
    svar = client.post(f"/veiledning/vaktlister/{veil.palliativ.pk}/ny/", ny, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["Roar Reserve står på vaktlisten."]
    en = linje(veil, "reserve")
    assert (en.ukedager, en.rekkefolge, en.fagomraade) == ([1, 3], 2, veil.fag["palliasjon"])

    endret = {**ny, "ukedager": ["5"], "versjon": "1"}
    adresse = f"/veiledning/vaktlister/linje/{en.pk}/"
    assert client.post(adresse, endret).status_code == 302
    # A page made before that: what was typed stays, and the next try goes through.
    side = client.post(adresse, {**endret, "rekkefolge": "4"})
    assert (side.status_code, side.context["form"]["rekkefolge"].value(), side.context["form"]["versjon"].value()) == (
        409,
        "4",
        "2",
    )
    assert client.post(adresse, {**endret, "rekkefolge": "4", "versjon": "2"}).status_code == 302
    en.refresh_from_db()
    assert (en.ukedager, en.rekkefolge, en.versjon) == ([5], 4, 3)

    assert client.post(f"{adresse}avslutt/", {"versjon": "3"}).status_code == 302
    en.refresh_from_db()
    assert en.gyldig_til == timezone.localdate() - timedelta(1)
    assert Svarvakt.pgh_event_model.objects.filter(pgh_obj_id=en.pk).count() >= 4


@pytest.mark.parametrize("versjon", ["9" * 5000, "-1", "1.5", "²", "", "x"])
def test_a_mangled_version_ends_no_line(veil, client, versjon):
    client.force_login(veil.vertsleder)
    en = linje(veil, "svarer2")
    svar = client.post(f"/veiledning/vaktlister/linje/{en.pk}/avslutt/", {"versjon": versjon}, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["En annen har endret linjen. Se over den, og prøv på nytt."]
    en.refresh_from_db()
    assert en.gyldig_til is None


def test_a_line_that_never_was_in_force_goes_away(veil):
    felter = ANDRE | {"rolle": rolle(veil, "reserve"), "gyldig_fra": virkedag(3)}
    ny = op.legg_til_vakt(veil.palliativ, utfort_av=veil.vertsleder, **felter)
    op.avslutt_vakt(ny.pk, utfort_av=veil.vertsleder, versjon=1)
    assert not Svarvakt.objects.filter(pk=ny.pk).exists()


@pytest.mark.parametrize(
    ("felter", "felt"),
    [
        ({"ukedager": [6]}, "ukedager"),
        ({"rekkefolge": 0}, "__all__"),
        ({"gyldig_til": date(2025, 12, 31)}, "__all__"),
        ({"rolle": "kommunesvarer"}, "rolle"),
    ],
)
def test_what_a_line_cannot_be(veil, felter, felt):
    hvem = rolle(veil, felter.pop("rolle", "reserve"))
    with pytest.raises(ValidationError) as feil:
        op.legg_til_vakt(veil.palliativ, utfort_av=veil.vertsleder, rolle=hvem, **{**ANDRE, **felter})
    assert list(feil.value.message_dict) == [felt]


def test_the_list_of_rotas_asks_no_more_for_more_units(veil, client):
    client.force_login(veil.koordinator)
    antall = []
    for enhet in (None, veil.akutt, veil.divisjon):
        if enhet:
            veil.rolle("kontakt", RolleType.VEILEDNINGSANSVARLIG, enhet)
        with CaptureQueriesContext(
            connection,
        ) as sporringer:
            side = client.get("/veiledning/vaktlister/")
        antall.append((len(side.context["bilder"]), len(sporringer)))
    assert [n for n, _ in antall] == [1, 2, 3]
    assert len({s for _, s in antall[1:]}) == 1


def test_when_the_week_is_over_the_coming_one_is_called_that(veil):
    onsdag, lordag = date(2026, 11, 18), date(2026, 11, 21)
    assert [(bilde(veil, dag=d).neste_uke, bilde(veil, dag=d).uke[0].dato) for d in (onsdag, lordag)] == [
        (False, onsdag), (True, date(2026, 11, 23)),
    ]  # fmt: skip

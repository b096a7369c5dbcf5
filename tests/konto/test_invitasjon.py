"""Inviting, and coming in by an invitation."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Invitasjon, Rolle, RolleType
from grunnmur.varsling.maler import SendesIkke, skriv
from grunnmur.varsling.models import Varsel
from helsefellesskap.konto.operations import inviter, ta_i_bruk_invitasjon, trekk_invitasjon
from helsefellesskap.konto.post import lenke_til_invitasjon
from tests.konto.folk import PASSORD, Rollebesetning, ny_bruker, rolle

pytestmark = pytest.mark.django_db
EPOST = "ny@kommune.example"


def invitert(folk: Rollebesetning, **valg: object) -> tuple[Invitasjon, str]:
    """An invitation and the secret of its mail, made as the sender makes it."""
    invitasjon = inviter(folk.enhet, **{"epost": EPOST, "navn": "Nils Ny", "utfort_av": folk.leder, **valg})
    varsel = Varsel.objects.get(mal="konto.invitasjon", data__invitasjon=str(invitasjon.pk))
    adresse = lenke_til_invitasjon(varsel)["adresse"]
    invitasjon.refresh_from_db()
    return invitasjon, adresse.rstrip("/").rpartition("/")[2]


def roller(epost: str = EPOST) -> list[tuple[str, str]]:
    return [(r.type, str(r.enhet)) for r in Rolle.objects.filter(bruker__epost=epost)]


def test_bare_avtrykket_av_hemmeligheten_lagres(folk: Rollebesetning) -> None:
    invitasjon, hemmelighet = invitert(folk)
    assert len(hemmelighet) >= 43
    assert invitasjon.hemmelighet_sha256 != hemmelighet and len(invitasjon.hemmelighet_sha256) == 64
    assert hemmelighet not in str(list(Varsel.objects.values())) + str(list(Invitasjon.objects.values()))


@pytest.mark.parametrize(("rolletype", "ord_"), [("ansatt", "ansatt"), ("leder", "leder")])
def test_e_posten_sier_hva_en_er_invitert_som(folk: Rollebesetning, rolletype: str, ord_: str) -> None:
    invitert(folk, rolletype=rolletype, utfort_av=folk.kontakt)
    tekst = skriv(Varsel.objects.get(mal="konto.invitasjon")).tekst
    assert tekst.startswith(f"Du er invitert som {ord_} ved Hjemmetjenesten, Lilleby.")


def test_ny_person_lager_konto_faar_rollen_og_er_inne(client: Client, folk: Rollebesetning) -> None:
    _invitasjon, hemmelighet = invitert(folk)
    adresse = reverse("ta_i_bruk_invitasjon", args=[hemmelighet])
    side = client.get(adresse)
    assert (side.status_code, side["Referrer-Policy"]) == (200, "no-referrer")
    svar = client.post(adresse, {"navn": "Nils Ny", "passord": PASSORD, "gjenta": PASSORD})
    assert (svar.status_code, svar["Location"]) == (302, reverse("profil"))
    assert roller() == [("ansatt", "Hjemmetjenesten, Lilleby")]
    assert client.get(reverse("profil")).status_code == 200
    assert Client().get(adresse).status_code == 404


def test_aapning_av_lenken_bruker_den_ikke(client: Client, folk: Rollebesetning) -> None:
    invitasjon, hemmelighet = invitert(folk)
    for _gang in range(3):
        client.get(reverse("ta_i_bruk_invitasjon", args=[hemmelighet]))
    invitasjon.refresh_from_db()
    assert (invitasjon.brukt, Bruker.objects.filter(epost=EPOST).count()) == (None, 0)


def test_lenken_virker_en_gang(folk: Rollebesetning) -> None:
    _invitasjon, hemmelighet = invitert(folk)
    system = Bruker.objects.systemet()
    ta_i_bruk_invitasjon(hemmelighet, utfort_av=system, navn="Nils Ny", passord=PASSORD)
    with pytest.raises(ValidationError) as feil:
        ta_i_bruk_invitasjon(hemmelighet, utfort_av=system, navn="En Annen", passord="noe-helt-annet-1")
    assert feil.value.code == "ugyldig"
    assert Bruker.objects.get(epost=EPOST).check_password(PASSORD)


def test_lenken_gaar_ut_etter_14_dager(folk: Rollebesetning) -> None:
    invitasjon, hemmelighet = invitert(folk)
    system = Bruker.objects.systemet()
    with pytest.raises(ValidationError):
        ta_i_bruk_invitasjon(hemmelighet, utfort_av=system, passord=PASSORD, naa=invitasjon.opprettet + timedelta(days=14))
    ta_i_bruk_invitasjon(hemmelighet, utfort_av=system, passord=PASSORD, naa=invitasjon.opprettet + timedelta(days=13))


def test_trukket_lenke_virker_ikke_og_sendes_ikke(folk: Rollebesetning) -> None:
    invitasjon, hemmelighet = invitert(folk)
    trekk_invitasjon(invitasjon, utfort_av=folk.leder)
    with pytest.raises(ValidationError):
        ta_i_bruk_invitasjon(hemmelighet, utfort_av=Bruker.objects.systemet(), passord=PASSORD)
    with pytest.raises(SendesIkke):
        lenke_til_invitasjon(Varsel.objects.get(mal="konto.invitasjon"))


def test_ny_utsending_gjor_den_gamle_lenken_ugyldig(folk: Rollebesetning) -> None:
    _invitasjon, gammel = invitert(folk)
    lenke_til_invitasjon(Varsel.objects.get(mal="konto.invitasjon"))
    with pytest.raises(ValidationError):
        ta_i_bruk_invitasjon(gammel, utfort_av=Bruker.objects.systemet(), passord=PASSORD)


# The law, as a table: who may hand out which role where.
@pytest.mark.parametrize(
    "hvem,rolletype,enhet,lov",
    [
        ("leder", RolleType.ANSATT, "enhet", True),
        ("leder", RolleType.ANSATT, "annen_enhet", False),
        ("leder", RolleType.LEDER, "enhet", False),
        ("leder", RolleType.KONTAKT_ADM, "enhet", False),
        ("kontakt", RolleType.ANSATT, "annen_enhet", True),
        ("kontakt", RolleType.LEDER, "enhet", True),
        ("kontakt", RolleType.SEKRETARIAT, "enhet", False),
        ("kontakt", RolleType.ANSATT, "vertsenhet", False),
        ("soker", RolleType.ANSATT, "enhet", False),
        ("utenfor", RolleType.ANSATT, "enhet", False),
        ("admin", RolleType.SEKRETARIAT, "enhet", True),
    ],
)
def test_ingen_gir_mer_enn_egen_myndighet(hvem: str, rolletype: str, enhet: str, lov: bool, folk: Rollebesetning) -> None:
    def forsok() -> Invitasjon:
        return inviter(getattr(folk, enhet), epost=EPOST, navn="Nils Ny", rolletype=rolletype, utfort_av=getattr(folk, hvem))

    if lov:
        assert forsok().rolletype == rolletype
    else:
        with pytest.raises(PermissionDenied):
            forsok()
        assert Invitasjon.objects.count() == Varsel.objects.count() == 0


def test_lis_koordinator_inviterer_legene_i_eget_foretak_og_ingen_andre(client: Client, folk: Rollebesetning) -> None:
    koordinator = ny_bruker("koordinator", "Karl Koordinator")
    rolle(koordinator, RolleType.LIS_KOORDINATOR, folk.foretak)
    inviter(folk.vertsenhet, epost="annen@foretak.example", navn="Anne Annen", utfort_av=folk.admin)
    client.force_login(koordinator)
    side = client.get(reverse("inviter")).content.decode()
    assert "annen@foretak.example" not in side  # employees are others' to see
    felter = {"navn": "Lise Lis", "epost": EPOST, "enhet": folk.vertsenhet.pk, "rolletype": "lis1"}
    assert client.post(reverse("inviter"), felter | {"rolletype": "ansatt"}).status_code == 200
    assert client.post(reverse("inviter"), felter | {"enhet": folk.enhet.pk}).status_code == 200
    assert not Invitasjon.objects.filter(epost=EPOST).exists()
    assert client.post(reverse("inviter"), felter).status_code == 302
    assert EPOST in client.get(reverse("inviter")).content.decode()
    with pytest.raises(PermissionDenied):
        inviter(folk.vertsenhet, epost=EPOST, navn="Nils Ny", utfort_av=koordinator)


def test_den_som_har_sluttet_slipper_ingen_inn(folk: Rollebesetning) -> None:
    _invitasjon, hemmelighet = invitert(folk)
    Rolle.objects.filter(bruker=folk.leder, type=RolleType.LEDER).update(gyldig_fra="2020-01-01", gyldig_til="2020-02-01")
    with pytest.raises(ValidationError):
        ta_i_bruk_invitasjon(hemmelighet, utfort_av=Bruker.objects.systemet(), passord=PASSORD)
    assert roller() == []


def test_konto_i_bruk_aapnes_aldri_av_lenken_alene(client: Client, folk: Rollebesetning) -> None:
    _invitasjon, hemmelighet = invitert(folk, epost=folk.utenfor.epost)
    adresse = reverse("ta_i_bruk_invitasjon", args=[hemmelighet])
    assert "Logg inn som" in client.get(adresse).content.decode()
    client.post(adresse, {"navn": "Tyv", "passord": "tyvens-passord-1", "gjenta": "tyvens-passord-1"})
    with pytest.raises(PermissionDenied):
        ta_i_bruk_invitasjon(hemmelighet, utfort_av=Bruker.objects.systemet(), passord="tyvens-passord-1")
    folk.utenfor.refresh_from_db()
    assert folk.utenfor.check_password(PASSORD) and folk.utenfor.navn == "Ulla Utenfor"
    client.force_login(folk.utenfor)
    assert client.post(adresse)["Location"] == "/"
    assert ("ansatt", "Hjemmetjenesten, Lilleby") in roller(folk.utenfor.epost)


def test_importert_person_uten_passord_faar_sitt_eget(folk: Rollebesetning) -> None:
    folk.soker.set_unusable_password()
    folk.soker.save()
    _invitasjon, hemmelighet = invitert(folk, epost=folk.soker.epost)
    ta_i_bruk_invitasjon(hemmelighet, utfort_av=Bruker.objects.systemet(), passord=PASSORD)
    folk.soker.refresh_from_db()
    assert folk.soker.check_password(PASSORD) and folk.soker.navn == "Synne Søker"
    assert roller(folk.soker.epost) == [("ansatt", "Hjemmetjenesten, Lilleby")]


def test_samme_person_inviteres_ikke_to_ganger(folk: Rollebesetning) -> None:
    invitert(folk)
    with pytest.raises(ValidationError):
        inviter(folk.enhet, epost=EPOST.upper(), navn="Nils Ny", utfort_av=folk.kontakt)


def test_siden_viser_ventende_og_trekker_dem(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.leder)
    svar = client.post(
        reverse("inviter"), {"navn": "Nils Ny", "epost": EPOST, "enhet": folk.enhet.pk, "rolletype": "ansatt"}
    )
    assert svar.status_code == 302
    assert EPOST in client.get(reverse("inviter")).content.decode()
    invitasjon = Invitasjon.objects.get()
    assert Client().post(reverse("trekk_invitasjon", args=[invitasjon.pk])).status_code == 302  # to sign-in
    client.post(reverse("trekk_invitasjon", args=[invitasjon.pk]))
    invitasjon.refresh_from_db()
    assert invitasjon.trukket <= timezone.now()


def test_den_som_ikke_kan_invitere_ser_ingen_side(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.soker)
    assert client.get(reverse("inviter")).status_code == 404
    client.force_login(folk.utenfor)
    _invitasjon, _hemmelighet = invitert(folk)
    assert EPOST not in client.get(reverse("inviter")).content.decode()


def test_svakt_passord_avvises_paa_norsk(client: Client, folk: Rollebesetning) -> None:
    _invitasjon, hemmelighet = invitert(folk)
    svar = client.post(
        reverse("ta_i_bruk_invitasjon", args=[hemmelighet]), {"navn": "Nils Ny", "passord": "kort", "gjenta": "kort"}
    )
    assert svar.status_code == 200 and "id_passord_error" in svar.content.decode()
    assert not Bruker.objects.filter(epost=EPOST).exists()

"""Open invitations: written, opened, applied to, and never granted to more than there are places for."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from grunnmur.saksgang.feil import Nektet
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import AapenInvitasjon, Invitasjonstilstand, Soknad, Tilstand
from hospitering.operations import invitasjon as inv
from tests.hospitering.avtaler import kl
from tests.hospitering.skjema import adresse, innlogget, tekst
from tests.rollebesetning import Cast

I = Invitasjonstilstand  # noqa: E741


def felter(**andre: Any) -> dict[str, Any]:
    """An invitation around the days that the cast wishes for."""
    start = timezone.localdate() + timedelta(days=55)
    return {
        "tittel": "En uke i palliativt team",
        "beskrivelse": "Du er med på visitt og hjemmebesøk.",
        "fra": start,
        "til": start + timedelta(days=30),
        "faggrupper": ["sykepleier"],
        "plasser": 1,
        "frist": timezone.localdate() + timedelta(days=20),
    } | andre


def aapen(cast: Cast, **andre: Any) -> AapenInvitasjon:
    utkast = inv.lag(cast.palliativ.pk, utfort_av=cast.vertsleder, felter=felter(**andre))
    return inv.aapne(utkast.pk, utfort_av=cast.vertsleder, versjon=utkast.versjon)


def soknad_paa(cast: Cast, invitasjon: AapenInvitasjon, **andre: Any) -> Soknad:
    """Sent, granted by the own leader, received: it waits for the host."""
    sak = op.opprett_utkast(utfort_av=cast.soker, felter=cast.felter(**andre), invitasjon=invitasjon)
    sak = op.send_inn(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    sak = op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)
    return op.bekreft_mottatt(sak.pk, utfort_av=cast.mottak, versjon=sak.versjon)


def side(navn: str, *pk: object) -> str:
    return reverse(f"hospitering:{navn}", args=pk)


def test_lederen_lager_og_aapner_og_lederne_faar_beskjed(cast: Cast) -> None:
    leder = innlogget(cast.vertsleder)
    skrevet = {n: f"{v:%d.%m.%Y}" if isinstance(v, date) else v for n, v in felter().items()}
    svar = leder.post(side("invitasjon_ny", cast.palliativ.pk), skrevet)
    sak = AapenInvitasjon.objects.get()
    assert (svar.status_code, svar["Location"], sak.tilstand) == (302, sak.get_absolute_url(), I.UTKAST)
    assert innlogget(cast.soker).get(sak.get_absolute_url()).status_code == 404, "a draft is the unit's own"
    assert leder.post(side("invitasjon_aapne", sak.pk), {"versjon": sak.versjon}).status_code == 302
    assert leder.post(side("invitasjon_aapne", sak.pk), {"versjon": sak.versjon}).status_code == 409
    sak.refresh_from_db()
    assert (sak.tilstand, sak.saksnummer) == (I.AAPEN, f"HI-{timezone.localdate().year}-0001")
    varslet = set(Varsel.objects.filter(mal="hospitering.invitasjon_aapnet").values_list("mottaker__navn", flat=True))
    assert varslet == {"Leif Leder", "Olav Overleder", "Dag Divisjonsleder", "Hanne Hamarleder"}
    liste = tekst(innlogget(cast.soker).get(side("invitasjoner"), {"q": "palliativt"}))
    assert "En uke i palliativt team" in liste and "1 av 1 ledige" in liste
    assert innlogget(cast.utenfor).get(sak.get_absolute_url()).status_code == 404
    assert "En uke i palliativt team" not in tekst(innlogget(cast.utenfor).get(side("invitasjoner")))


@pytest.mark.parametrize("hvem", ["soker", "kontakt", "hamarleder", "sekretariat"])
def test_bare_lederen_inviterer(cast: Cast, hvem: str) -> None:
    with pytest.raises(Nektet):
        inv.lag(cast.palliativ.pk, utfort_av=cast.folk[hvem], felter=felter())
    assert innlogget(cast.folk[hvem]).get(side("invitasjon_ny", cast.palliativ.pk)).status_code == 403
    sak = aapen(cast)
    assert innlogget(cast.folk[hvem]).get(side("invitasjon_rediger", sak.pk)).status_code == 403
    with pytest.raises(Nektet):
        inv.trekk(sak.pk, utfort_av=cast.folk[hvem], versjon=sak.versjon)


def test_den_ansatte_soker_med_enhet_tidsrom_og_invitasjon_fylt_ut(cast: Cast, soker: Any) -> None:
    sak = aapen(cast)
    invitert = tekst(soker.get(sak.get_absolute_url()))
    lenke = f"{adresse('ny')}?invitasjon={sak.pk}"
    assert lenke in invitert
    assert str(sak.pk) in tekst(soker.get(lenke))
    svar = soker.post(adresse("ny"), {"enkeltpasient": "nei", "invitasjon": str(sak.pk)})
    utkast = Soknad.objects.get()
    assert svar["Location"] == adresse("utkast", utkast)
    assert (utkast.invitasjon, utkast.onsket_enhet, utkast.vertsvirksomhet) == (sak, cast.palliativ, cast.sykehus)
    assert (utkast.periode_fra, utkast.periode_til, utkast.sokes_i) == (sak.fra, sak.til, "hf")
    assert "Søknaden svarer på invitasjonen" in tekst(soker.get(adresse("se_over", utkast)))


def test_det_som_ikke_lenger_svarer_paa_invitasjonen_er_en_vanlig_soknad(cast: Cast) -> None:
    sak = aapen(cast)
    assert soknad_paa(cast, sak).invitasjon == sak
    assert soknad_paa(cast, sak, onsket_enhet=cast.akutt).invitasjon is None
    assert soknad_paa(cast, sak, periode_til=sak.til + timedelta(days=1)).invitasjon is None
    inv.lukk(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon)
    assert soknad_paa(cast, sak).invitasjon is None


def test_aldri_flere_innvilget_enn_plasser(cast: Cast) -> None:
    sak = aapen(cast)
    forste, andre = soknad_paa(cast, sak), soknad_paa(cast, sak)
    op.innvilg_vert(forste.pk, utfort_av=cast.vertsleder, versjon=forste.versjon)
    with pytest.raises(ValidationError) as full:
        op.innvilg_vert(andre.pk, utfort_av=cast.vertsleder, versjon=andre.versjon)
    assert "Alle plassene i invitasjonen" in full.value.messages[0]
    with (
        pytest.raises(IntegrityError, match="soknad_invitasjonen_er_full"),
        transaction.atomic(),
        connection.cursor() as peker,
    ):
        peker.execute(
            "UPDATE hospitering_soknad SET tilstand = %s, versjon = versjon + 1, hospiteringsenhet_id = vertsenhet_id "
            "WHERE id = %s",
            [Tilstand.INNVILGET_VERT, andre.pk],
        )
    assert "Alle plassene er tatt" in tekst(innlogget(cast.soker).get(sak.get_absolute_url()))
    with pytest.raises(ValidationError) as lavt:
        inv.endre(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, felter={"plasser": 0})
    assert lavt.value.message_dict == {"plasser": ["1 har fått plass. Velg minst så mange plasser."]}
    inv.endre(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, felter={"plasser": 2})
    assert op.innvilg_vert(andre.pk, utfort_av=cast.vertsleder, versjon=andre.versjon).tilstand == Tilstand.INNVILGET_VERT


def test_sokerne_faar_beskjed_om_endring_og_naar_den_trekkes(cast: Cast) -> None:
    sak = aapen(cast)
    soknad = soknad_paa(cast, sak)
    soknad_paa(cast, sak)
    ny_frist = sak.frist + timedelta(days=1)
    sak = inv.endre(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, felter={"frist": ny_frist})
    sak = inv.trekk(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon)
    varsler = Varsel.objects.filter(mottaker=cast.soker, sak_id=sak.pk).order_by("opprettet")
    assert [v.mal for v in varsler] == ["hospitering.invitasjon_endret", "hospitering.invitasjon_trukket"]
    for soknaden in Soknad.objects.all():
        op.innvilg_vert(soknaden.pk, utfort_av=cast.vertsleder, versjon=soknaden.versjon)
    soknad.refresh_from_db()
    assert (soknad.tilstand, soknad.invitasjon) == (Tilstand.INNVILGET_VERT, None), "applications like any other"


def test_tiden_lukker_naar_fristen_er_ute(cast: Cast) -> None:
    sak = aapen(cast)
    assert inv.lukk_utlopte(naa=kl(sak.frist, 23)) == 0
    etter = kl(sak.frist + timedelta(days=1), 1)
    assert (inv.lukk_utlopte(naa=etter), inv.lukk_utlopte(naa=etter)) == (1, 0)
    assert AapenInvitasjon.objects.get().tilstand == I.LUKKET


@pytest.mark.parametrize(
    ("felt", "dager", "melding"),
    [
        ("frist", -1, "Søknadsfristen har gått ut. Velg en dag fra og med i dag."),
        ("frist", 100, "Søknadsfristen kan ikke være etter at hospiteringen er over."),
        ("fra", -1, "Hospiteringen kan ikke starte i fortiden. Velg en dato fra og med i dag."),
        ("til", 1, "Til-dato kan ikke være før fra-dato."),
    ],
)
def test_dager_som_ikke_kan_stemme_sies_ved_feltet(cast: Cast, felt: str, dager: int, melding: str) -> None:
    with pytest.raises(ValidationError) as feil:
        inv.lag(
            cast.palliativ.pk,
            utfort_av=cast.vertsleder,
            felter=felter(**{felt: timezone.localdate() + timedelta(days=dager)}),
        )
    assert feil.value.message_dict[felt] == [melding]


def test_rediger_med_gammel_utgave_lagrer_ikke(cast: Cast) -> None:
    sak = aapen(cast)
    gammel = sak.versjon
    inv.endre(sak.pk, utfort_av=cast.vertsleder, versjon=gammel, felter={"plasser": 4})
    skrevet = {n: f"{v:%d.%m.%Y}" if isinstance(v, date) else v for n, v in felter(tittel="Ny").items()}
    svar = innlogget(cast.vertsleder).post(side("invitasjon_rediger", sak.pk), skrevet | {"versjon": gammel})
    assert svar.status_code == 409
    assert (AapenInvitasjon.objects.get().tittel, AapenInvitasjon.objects.get().plasser) == (sak.tittel, 4)


@pytest.mark.parametrize("antall", [1, 3])
def test_listen_spor_like_mye_uansett_antall(cast: Cast, antall: int, django_assert_max_num_queries: Any) -> None:
    for nummer in range(antall):
        aapen(cast, tittel=f"Uke {nummer}")
    klient = innlogget(cast.soker)
    with django_assert_max_num_queries(23):
        svar = klient.get(side("invitasjoner"))
    assert len(svar.context["rader"]) == antall


def test_forsiden_viser_invitasjoner_som_passer_for_en(cast: Cast) -> None:
    sak = aapen(cast)

    def vist(kode: str) -> bool:
        return sak.tittel in tekst(innlogget(cast.folk[kode]).get("/"))

    assert vist("soker")
    assert not vist("kontakt"), "the own unit is no place to go"
    assert not vist("utenfor")
    inv.endre(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, felter={"faggrupper": ["lege"]})
    assert not vist("soker"), "for other professional groups"

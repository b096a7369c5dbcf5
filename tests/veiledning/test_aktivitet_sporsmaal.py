"""The questions that are joined to one session: everybody told and asked, and none lost with it."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from veiledning.models import Aktivitet, Paamelding
from veiledning.operations import aktivitet as op
from veiledning.operations import foresporsel, samordning, vakt

from .aktiviteter import felter, fortalt, holdt, oppgaver, planlagt
from .folk import VeilCast


@pytest.mark.krav("S1-V11")
def test_behov_samles_i_en_aktivitet_og_hver_som_spurte_faar_vite_det(veil: VeilCast) -> None:
    tatt, meldt = veil.tatt(), veil.meldt(veil.behov(overskrift="Smertepumpe om natten"), av="hamarspor")
    sak = planlagt(veil, tatt, meldt)
    assert (sak.tilstand, (sak.saksnummer or "")[:3]) == ("planlagt", "VA-")
    for en in (tatt, meldt):
        en.refresh_from_db()
        assert (en.tilstand, en.samordnet_til, en.ansvarlig, en.vakt) == ("samordnet", sak, None, None)
        assert oppgaver(en) == [("kommer", en.melder, "")]
        assert en.forste_svar_tid is None  # the coordinator's plan is no answer until the asker has accepted it
    assert oppgaver(sak) == [("hold", veil.svarer, "")]
    assert fortalt("samordnet") == {"Synne Søker", "Hilde Hamarspør"}
    assert fortalt("samordnet_fra_deg") == {"Svein Svarer"}
    assert set(Paamelding.objects.values_list("bruker__navn", "svar")) == {
        ("Synne Søker", "spurt"), ("Hilde Hamarspør", "spurt"),
    }  # fmt: skip


@pytest.mark.krav("S1-V11")
def test_bare_koordinatoren_hos_den_som_skal_svare_samordner(veil: VeilCast) -> None:
    en = veil.meldt()
    for fremmed in (veil.kommunekoordinator, veil.svarer, veil.vertsleder, veil.soker, veil.utenfor):
        with pytest.raises(Nektet):
            op.planlegg(utfort_av=fremmed, virksomhet=veil.sykehus, felter=felter(veil), behov=[en.pk])
    with pytest.raises(Nektet):  # the own party may arrange, but the question is owed by another
        op.planlegg(
            utfort_av=veil.kommunekoordinator, virksomhet=veil.gjovik,
            felter=felter(veil, svarer=veil.kommunesvarer), behov=[en.pk],
        )  # fmt: skip
    assert not Aktivitet.objects.exists()
    en.refresh_from_db()
    assert en.tilstand == "meldt"


def test_om_en_pasient_samordnes_aldri(veil: VeilCast) -> None:
    en = veil.meldt(veil.tilbakering())
    with pytest.raises(ValidationError, match="tatt hånd om"):
        planlagt(veil, en)


def test_det_som_er_tatt_haand_om_i_mellomtiden_stopper_alt(veil: VeilCast) -> None:
    en, trukket = veil.meldt(), veil.meldt(av="hamarspor")
    foresporsel.trekk(trukket.pk, utfort_av=veil.hamarspor, versjon=trukket.versjon)
    with pytest.raises(ValidationError, match=trukket.saksnummer or ""):
        planlagt(veil, en, trukket)
    en.refresh_from_db()
    assert (en.tilstand, Aktivitet.objects.count()) == ("meldt", 0)


def test_flere_behov_legges_til_og_fra_saken_selv(veil: VeilCast) -> None:
    sak, en, to = planlagt(veil), veil.meldt(), veil.meldt(av="hamarspor")
    sak = op.samle(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, behov=[en.pk])
    with pytest.raises(ValidationError, match="minst ett"):
        op.samle(sak.pk, utfort_av=veil.koordinator, versjon=sak.versjon, behov=[])
    with pytest.raises(Nektet):
        op.samordne(to.pk, utfort_av=veil.svarer, versjon=to.versjon, aktivitet=sak.pk)
    with pytest.raises(Utdatert):
        op.samordne(to.pk, utfort_av=veil.koordinator, versjon=to.versjon - 1, aktivitet=sak.pk)
    op.samordne(to.pk, utfort_av=veil.koordinator, versjon=to.versjon, aktivitet=sak.pk)
    assert {b.melder.navn for b in sak.behov.all()} == {"Synne Søker", "Hilde Hamarspør"}


def test_kommunen_samordner_det_sykehuset_spoer_om(veil: VeilCast) -> None:
    en = veil.meldt(veil.omvendt(), av="sykehuslege")
    sak = op.planlegg(
        utfort_av=veil.kommunekoordinator, virksomhet=veil.gjovik,
        felter=felter(veil, svarer=veil.kommunesvarer), behov=[en.pk],
    )  # fmt: skip
    assert sak.behov.get().melder == veil.sykehuslege


@pytest.mark.krav("S1-V11")
def test_den_som_spurte_kan_si_at_aktiviteten_ikke_dekker_behovet(veil: VeilCast) -> None:
    en = veil.meldt()
    sak = planlagt(veil, en)
    en.refresh_from_db()
    for fremmed in (veil.svarer, veil.koordinator, veil.hamarspor):
        with pytest.raises(Nektet):
            samordning.dekker_ikke(en.pk, utfort_av=fremmed, versjon=en.versjon)
    en = samordning.dekker_ikke(en.pk, utfort_av=veil.soker, versjon=en.versjon, kommentar="Vi trenger svar før helgen.")
    assert (en.tilstand, en.samordnet_til, oppgaver(en)) == ("meldt", None, [("ta", veil.svarer, "")])
    assert fortalt("dekker_ikke") == {"Svein Svarer", "Kirsti Koordinator"}
    assert Paamelding.objects.get(aktivitet=sak).svar == "nei"
    with pytest.raises(UlovligOvergang):
        samordning.dekker_ikke(en.pk, utfort_av=veil.soker, versjon=en.versjon)


def test_trukket_spoersmaal_blir_ikke_besvart_av_aktiviteten(veil: VeilCast) -> None:
    en, to = veil.meldt(), veil.meldt(av="hamarspor")
    sak = planlagt(veil, en, to, svarer=veil.svarer2)
    en.refresh_from_db()
    foresporsel.trekk(en.pk, utfort_av=veil.soker, versjon=en.versjon)
    assert fortalt("trukket") == {"Sigrid Svarerto"}
    holdt(veil, sak)
    en.refresh_from_db()
    to.refresh_from_db()
    assert (en.tilstand, to.tilstand) == ("trukket", "gjennomfort")


def test_en_som_tok_spoersmaalet_faar_det_ikke_tilbake_uten_aa_ta_det(veil: VeilCast) -> None:
    en = veil.tatt()
    sak = planlagt(veil, en)
    op.avlys(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    en.refresh_from_db()
    assert en.ansvarlig is None
    assert vakt.ta(en.pk, utfort_av=veil.svarer, versjon=en.versjon).ansvarlig == veil.svarer

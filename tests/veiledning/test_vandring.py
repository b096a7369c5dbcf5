"""Whatever happens to a question, in whatever order: it always has an owner, and ends only with an answer or a reason."""

import logging
import random
from collections import Counter

import pytest
from django.db import transaction

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.saksgang.models import Hendelse
from veiledning import overganger as o
from veiledning.models import AVSLUTTET, UBESVART

from .vandring import ANDRE, BESVART, KLOKKA, SENERE, VERB, Vandrer, navn_paa_hendelser

VANDRINGER, STEG = 10, 25
TREKK = {
    "meldt": [{"ta"}],
    # A proposed agreement waits for the other side; one after the deadline leaves the answer owed beside it.
    "mottatt": [{"svar"}, {"bekreft_avtale"}, {"svar", "bekreft_avtale"}],
    "spurt": [{"tilsvar"}],
    "avtalt": [{"gjennomfor"}],
    "ny_vurdering": [{"ny_vurdering"}],
    "samordnet": [set(), {"kommer"}],  # the session itself is owed by whoever answers there
    "gjennomfort": [{"utfall"}, set()],
}
VED_SIDEN = {"taus", "ny_tid", "oppgaver.utpek"}


class Angre(Exception):
    """The walk is over; nothing of it stays."""


def test_the_walk_knows_every_verb_of_the_table():
    assert {overgang.navn for overgang in o.FORESPORSEL.overganger} == set(VERB) | ANDRE


@pytest.mark.krav("S1-V12")
@pytest.mark.krav("S1-V13")
def test_a_question_is_never_lost(veil, caplog):
    vandre(veil, range(VANDRINGER))
    assert feilmeldinger(caplog) == []


def vandre(veil, nummer):
    """Walk from each of these seeds; what each verb came to, and the states that were reached. Nothing of it stays."""
    gjort, naadd = Counter(), set()
    for nr in nummer:
        vei = []
        try:
            with transaction.atomic():
                v = Vandrer(veil, random.Random(nr))
                sjekk(v, "meld", v.sak.svarfrist)
                for _ in range(STEG):
                    frist = v.sak.svarfrist
                    with transaction.atomic():
                        vei.append(v.steg())
                    sjekk(v, vei[-1], frist)
                raise Angre
        except Angre:
            gjort.update(v.gjort)
            naadd |= v.naadd
        except Exception as feil:
            pytest.fail(f"vandring {nr}: {type(feil).__name__}: {feil}\n" + "\n".join(vei))
    return gjort, naadd


def feilmeldinger(caplog):
    """What a sweep could not do: it goes on with the next, and says so in the log."""
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.ERROR]


def sjekk(v, hva, forrige_frist):
    sak, hendelser = v.sak, navn_paa_hendelser(v.sak)
    oppgaver = list(Oppgave.objects.for_sak(sak).aapne())
    typer = Counter(o.type.removeprefix("veiledning.") for o in oppgaver)
    trekk = set(typer) - VED_SIDEN
    if sak.tilstand in AVSLUTTET:
        assert not typer, (hva, typer)
        _er_ferdig_med_grunn(sak, hendelser)
    else:
        assert trekk in TREKK[sak.tilstand], (hva, typer)
        assert typer["taus"] == (sak.taus_siden is not None and sak.tilstand in UBESVART), (hva, typer)
        assert typer["ny_tid"] == (sak.foreslaatt_frist is not None), (hva, typer)
        assert all(antall == 1 for type_, antall in typer.items() if type_ not in ("ta", "utfall")), (hva, typer)
    if sak.tilstand in UBESVART and sak.tilstand != "samordnet":
        assert all(_eies(oppgave, typer) for oppgave in oppgaver if oppgave.type != "oppgaver.utpek"), (hva, typer)
    if sak.tilstand == "samordnet":
        assert Oppgave.objects.for_sak(sak.samordnet_til).aapne().exists(), hva
    if sak.svarfrist > forrige_frist:
        sist = set(hendelser[-3:])
        assert SENERE & sist or (KLOKKA & sist and "spor" in hendelser), hva
    if sak.om_enkeltpasient:
        _er_uten_tekst(sak)


def _eies(oppgave, typer):
    """By an active person, by somebody in the role, or the gap is reported."""
    if oppgave.person_id:
        return Bruker.objects.filter(pk=oppgave.person_id, is_active=True).exists()
    folk = ansvarlige(oppgave.rolletype, virksomhet=oppgave.virksomhet_id, enhet=oppgave.enhet_id, unntatt=oppgave.unntatt)
    return bool(folk) or typer["oppgaver.utpek"] == 1


def _er_ferdig_med_grunn(sak, hendelser):
    if sak.tilstand == "lukket":
        assert BESVART & set(hendelser) and hendelser[-1] == "lukk", hendelser
    elif sak.tilstand == "trukket":
        assert hendelser[-1] == "trekk", hendelser
    else:
        assert sak.avgrensning.vurdering and sak.avgrensning.av, hendelser


def _er_uten_tekst(sak):
    assert (sak.overskrift, sak.behov) == ("", "")
    for navn in ("innlegg", "avtaler"):
        assert not getattr(sak, navn).exists()
    assert not sak.utfall.exclude(kommentar="").exists()
    assert not hasattr(sak, "avgrensning")
    assert not Hendelse.objects.for_sak(sak).exclude(kommentar="").exists()

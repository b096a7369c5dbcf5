"""What must be true of a project whatever has been done to it, and by whom. Asked after every step of a walk."""

from __future__ import annotations

from typing import Any

from forskning.models import ANKRER, Partner, Prosjekt
from forskning.rules import svarrollen
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Rolle

DIALOG_OG_UTOVER = ("tidligfase", "til_forankring", "forankret", "soknad_sendt", "paagaar")
OVER = ("fullfort", "ikke_viderefort")
VENTENDE_MOTER = ("planlagt", "saksliste_sendt", "holdt", "protokollert")


def alle(forsk: Any, sak: Prosjekt) -> None:
    """Every promise about one project."""
    forankret(sak)
    hos_utvalget(sak)
    soknader(sak)
    partnere(sak)
    skylder(sak)
    hvem_ser(forsk, sak)


def forankret(sak: Prosjekt) -> None:
    """A committee's approved minutes and every party's own yes stand behind an anchored project (S1-F04, S4-B03)."""
    if sak.tilstand != "forankret":
        return
    siste = sak.forankringer.order_by("sendt").last()
    assert siste and siste.utfall in ANKRER, "anchored without a decision"
    assert siste.motesak.mote.tilstand == "godkjent", "anchored before the minutes were approved"
    assert not sak.partnere.filter(svar="invitert").exists(), "anchored while a party had not answered"
    assert sak.partnere.filter(virksomhet=sak.eier, svar="bekreftet").exists(), "anchored without the party that owns it"
    svar = sak.partnere.filter(svar="bekreftet").values_list("svardato", flat=True)
    assert sak.forankret == max([siste.vedtatt, *svar]), "anchored on another day than the last yes came"
    assert sak.studenter is not None, "students were never considered"


def hos_utvalget(sak: Prosjekt) -> None:
    """What waits for a committee waits for it in one place, and somebody owes the next step."""
    aapne = list(sak.forankringer.filter(avsluttet__isnull=True).select_related("motesak__mote"))
    ventet = sak.tilstand == "til_forankring" and not _har_svar(sak)
    assert len(aapne) == int(ventet), f"{len(aapne)} open in {sak.tilstand}"
    for rad in aapne:
        skriftlig = Oppgave.objects.for_sak(sak).aapne().filter(type="forskning.skriftlig").count()
        paa_liste = rad.motesak is not None and rad.motesak.trukket is None and rad.motesak.mote.tilstand in VENTENDE_MOTER
        assert skriftlig == int(rad.motesak is None), "the secretary is asked exactly when no agenda has it"
        assert paa_liste or skriftlig, "it lies with nobody"
        if paa_liste and rad.frist:
            assert rad.motesak.mote.dag < rad.frist, "the committee meets after the application is due"


def _har_svar(sak: Prosjekt) -> bool:
    siste = sak.forankringer.order_by("sendt").last()
    return siste is not None and siste.utfall in ANKRER


def soknader(sak: Prosjekt) -> None:
    """One application at a time, anchored first or with a reason (S1-F04)."""
    aapne = sak.soknader.filter(utfall="").count()
    assert aapne == int(sak.tilstand == "soknad_sendt"), "an application waits for nobody, or for two"
    for soknad in sak.soknader.all():
        if soknad.forankring is None:
            assert soknad.uforankret_grunn and soknad.uforankret_tekst, "unanchored without a reason"
        else:
            assert soknad.forankring.utfall in ANKRER and soknad.forankring.vedtatt <= soknad.sendt
    if sak.tilstand in ("paagaar", "fullfort"):
        assert sak.finansiering == "egen" or sak.soknader.filter(utfall="innvilget").exists(), "runs without money"


def partnere(sak: Prosjekt) -> None:
    """Nobody answered for another party (S4-B03)."""
    inne = list(sak.partnere.med().values_list("virksomhet", flat=True))
    assert len(inne) == len(set(inne)), "a party is in twice"
    for rad in Partner.objects.filter(prosjekt=sak, svar__in=["bekreftet", "avslaatt"]):
        rollen = Rolle.objects.gjeldende(rad.svardato).filter(virksomhet=rad.virksomhet, type=svarrollen(rad.virksomhet))
        if rad.maate == "portalen":
            hvem = [rad.besvart_av_id, rad.paa_vegne_av_id]
            assert rollen.filter(bruker__in=[pk for pk in hvem if pk]).exists(), "answered for by somebody else"
        else:
            assert not rollen.exists() and rad.bekreftet_navn, "registered for a party that answers for itself"


def skylder(sak: Prosjekt) -> None:
    """Whoever is asked has a task, and nobody owes anything to a project that is over."""
    aapne = Oppgave.objects.for_sak(sak).aapne()
    spurt = aapne.filter(type__in=["forskning.partnersvar", "forskning.hent_svar"])
    if sak.tilstand in DIALOG_OG_UTOVER:
        ubesvart = set(sak.partnere.filter(svar="invitert").values_list("pk", flat=True))
        assert set(spurt.values_list("del_id", flat=True)) == ubesvart, "a party that is asked has no task, or has one still"
    if sak.tilstand == "ikke_viderefort":
        assert not aapne.exclude(type="oppgaver.utpek").exists(), "somebody owes something to a project that is stopped"
        assert sak.stansgrunn and sak.publisert is None


def hvem_ser(forsk: Any, sak: Prosjekt) -> None:
    """Restricted is restricted, and open is open."""
    assert not (sak.begrensning and sak.publisert), "restricted and on the open pages"
    innenfor = Prosjekt.objects.filter(pk=sak.pk)
    assert innenfor.synlig_for(forsk.soker).exists() == (not sak.begrensning), "an outsider sees what is restricted"
    assert not innenfor.synlig_for(forsk.utenfor).exists(), "somebody outside the network sees it"
    assert innenfor.synlig_for(sak.leder).exists()
    assert innenfor.offentlige().exists() == (sak.publisert is not None)

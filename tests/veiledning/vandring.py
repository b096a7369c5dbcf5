"""A walk at random: somebody tries some verb on a question, again and again, and time goes by."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Rolle
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from veiledning import overganger as o
from veiledning import rules as r
from veiledning.models import Aktivitet, Foresporsel, Tilstand
from veiledning.operations import aktivitet, avgrensning, avtale, foresporsel, frist, samordning, traad, utfall, vakt
from veiledning.operations.taushet import meld_taushet, meld_taushet_forfalte
from veiledning.operations.videre import videresend
from veiledning.rules.avtale import siste_avtale

from .folk import VeilCast, virkedag

FOLK = (
    "soker", "svarer", "svarer2", "reserve", "vertsleder", "divisjonsleder", "koordinator", "kommunesvarer", "sykehuslege",
    "kommunekoordinator", "spesialist", "sekretariat", "utenfor",
)  # fmt: skip
TEKST = "Dere kan bruke prosedyren vi har."
TRENGSEL = "Vi har dessverre ikke kapasitet til dette nå."
Verb = Callable[["Vandrer", Bruker], object]
SKYLDES = {
    "meldt": ["ta"],
    "mottatt": ["svar", "foreslaa_avtale", "bekreft_avtale", "bekreft_avtale", "spor", "avgrens"],
    "spurt": ["tilsvar"],
    "avtalt": ["gjennomfor"],
    "ny_vurdering": ["oppretthold_avgrenset", "oppretthold_utenfor", "omgjor"],
    "gjennomfort": ["kode_utfall"],
}
"""What somebody is asked for in a state."""


@dataclass
class Vandrer:
    """One question on its way. `gjort` counts the verbs that went through, `naadd` the states it has been in."""

    veil: VeilCast
    tilfeldig: random.Random
    gjort: dict[str, int] = field(default_factory=dict)
    naadd: set[str] = field(default_factory=set)
    naa: datetime = field(default_factory=timezone.now)
    aktivitet: Aktivitet | None = None
    sak: Foresporsel = field(init=False)

    def __post_init__(self) -> None:
        felter, av = self.tilfeldig.choice(
            [
                (self.veil.behov(), "soker"),
                (self.veil.behov(fagomraade=self.veil.fag["palliasjon"], hastegrad="haster"), "soker"),
                (self.veil.tilbakering(ring_dag=virkedag(2)), "soker"),
                (self.veil.tilbakering(til_virksomhet=self.veil.praksis, til_enhet=None), "soker"),
                (self.veil.behov(til_virksomhet=self.veil.praksis, til_enhet=None), "soker"),
                (self.veil.omvendt(), "sykehuslege"),
            ]
        )
        self.sak = self.veil.meldt(felter, av=av, naa=self.naa)
        self.les()

    def les(self) -> None:
        self.sak = Foresporsel.objects.med_navn().get(pk=self.sak.pk)
        self.naadd.add(self.sak.tilstand)

    def steg(self) -> str:
        """Time goes by, and somebody tries something. Returns what it was, also when it was refused."""
        self.naa += timedelta(hours=self.tilfeldig.choice([0, 0, 1, 3, 8, 20, 48]))
        if self.sak.tilstand == "avtalt" and (avtalen := siste_avtale(self.sak)):
            self.naa = self.tilfeldig.choice([self.naa, max(self.naa, avtalen.start)])
        verb = self.et_verb()
        hvem = self.noen(verb)
        foer = self.sak.versjon
        try:
            ({**VERB, **TIDEN})[verb](self, hvem)
        except (Nektet, UlovligOvergang, ValidationError):
            self.les()
            assert self.sak.versjon == foer, f"{verb} ble nektet, men endret saken"
            return f"{verb} av {hvem.navn}: nei"
        self.les()
        self.gjort[verb] = self.gjort.get(verb, 0) + 1
        return f"{verb} av {hvem.navn}: {self.sak.tilstand}"

    def et_verb(self) -> str:
        """Most often something that could be, now and then what is owed, sometimes anything at all."""
        tall, mulige = self.tilfeldig.random(), [v for v in VERB if self.sak.tilstand in o.FORESPORSEL[v].fra]
        if tall < 0.2 and self.sak.tilstand in SKYLDES:
            return self.tilfeldig.choice(SKYLDES[self.sak.tilstand])
        if not mulige or tall > 0.8:
            return self.tilfeldig.choice([*VERB, *TIDEN])
        # A question that is taken back is over: seldom, so that the walk comes further.
        return self.tilfeldig.choice([v for v in mulige if v != "trekk" or tall < 0.25] or mulige)

    def noen(self, verb: str) -> Bruker:
        """Most often the one whose verb it is, sometimes one of the two who talk, sometimes anybody."""
        sak, tall = self.sak, self.tilfeldig.random()
        regel = o.FORESPORSEL[verb].tillatt if verb in VERB else None
        if tall < 0.6 and regel in (r.er_melder, r.er_ansvarlig, r.kan_svare, r.er_part, r.kan_sende_videre):
            hos_svarer = sak.ansvarlig or sak.vakt or self.veil.svarer
            hos = {r.er_melder: [sak.melder], r.er_part: [sak.melder, hos_svarer]}.get(regel, [hos_svarer])
            return self.tilfeldig.choice(hos)
        if tall < 0.8:
            return self.tilfeldig.choice([b for b in (sak.melder, sak.ansvarlig, sak.vakt) if b])
        return self.veil.folk[self.tilfeldig.choice(FOLK)]

    def en(self, operasjon: Callable[..., object], hvem: Bruker, **felter: Any) -> object:
        return operasjon(self.sak.pk, utfort_av=hvem, versjon=self.sak.versjon, naa=self.naa, **felter)

    def tekst(self) -> str:
        return TRENGSEL if self.tilfeldig.random() < 0.2 else TEKST

    def dag(self, laveste: int = -1) -> date:
        return lokal_dato(self.naa) + timedelta(days=self.tilfeldig.randint(laveste, 14))


def _videresend(v: Vandrer, hvem: Bruker) -> object:
    veil = v.veil
    til = v.tilfeldig.choice(
        [
            {"enhet": veil.akutt}, {"enhet": veil.palliativ}, {"enhet": veil.korttid}, {"enhet": veil.hamarhelse},
            {"virksomhet": veil.praksis}, {"person": veil.reserve}, {"person": veil.svarer2}, {"person": veil.soker},
        ]
    )  # fmt: skip
    kommentar = "" if v.sak.om_enkeltpasient else v.tekst()
    return v.en(
        videresend, hvem, grunn=v.tilfeldig.choice(["feil_adressat", "annet_fag", "kollega"]), kommentar=kommentar, **til
    )


def _foreslaa_avtale(v: Vandrer, hvem: Bruker) -> object:
    felter = {
        "innhold": v.tekst(),
        "form": "video",
        "start": timezone.make_aware(datetime.combine(v.dag(0), time(v.tilfeldig.randint(8, 15)))),
        "varighet": 30,
        "sted": "",
        "lenke": "",
        "ansvarlig_melder": v.sak.melder,
        "ansvarlig_svarer": v.tilfeldig.choice([v.sak.ansvarlig or v.veil.svarer, v.veil.svarer2, v.veil.spesialist]),
    }
    return v.en(avtale.foreslaa_avtale, hvem, felter=felter)


def _foreslaa_frist(v: Vandrer, hvem: Bruker) -> object:
    return v.en(frist.foreslaa_frist, hvem, frist=v.dag(), fra=time(10), til=time(v.tilfeldig.randint(9, 12)))


def _samordne(v: Vandrer, hvem: Bruker) -> object:
    """The coordinator of the party that owes the answer plans an activity, and joins the question to it."""
    kommune = v.sak.til_virksomhet == v.veil.gjovik
    koordinator = v.veil.kommunekoordinator if kommune else v.veil.koordinator
    if v.aktivitet is None or v.aktivitet.tilstand != "planlagt" or v.aktivitet.start <= v.naa:
        v.aktivitet = aktivitet.planlegg(
            utfort_av=koordinator,
            virksomhet=v.veil.gjovik if kommune else v.veil.sykehus,
            felter={
                "tittel": "Smertelindring",
                "beskrivelse": "Vi går gjennom prosedyren.",
                "fagfelt": "somatikk",
                "svarer": v.veil.kommunesvarer if kommune else v.veil.svarer,
                "form": "video",
                "start": v.naa + timedelta(days=2),
                "varighet": 60,
            },
            naa=v.naa,
        )
    return v.en(aktivitet.samordne, v.tilfeldig.choice([hvem, koordinator]), aktivitet=v.aktivitet.pk)


def _aktivitet(v: Vandrer, operasjon: Callable[..., Aktivitet], **felter: Any) -> None:
    if v.aktivitet is None:
        raise UlovligOvergang
    v.aktivitet.refresh_from_db()
    leder = v.veil.kommunekoordinator if v.aktivitet.virksomhet == v.veil.gjovik else v.veil.koordinator
    v.aktivitet = operasjon(v.aktivitet.pk, utfort_av=leder, versjon=v.aktivitet.versjon, naa=v.naa, **felter)


def _kode(v: Vandrer, hvem: Bruker) -> object:
    kommentar = v.tilfeldig.choice(["", "Dette var til hjelp."])
    return v.en(
        utfall.kode_utfall, hvem, besvart="ja", nytte=v.tilfeldig.randint(0, 5), ledet_til=["tryggere"], kommentar=kommentar
    )


def _som_systemet(operasjon: Callable[..., object]) -> Verb:
    """The clock may do it; a person may not."""
    return lambda v, hvem: v.en(operasjon, v.tilfeldig.choice([hvem, Bruker.objects.systemet(), Bruker.objects.systemet()]))


def _noen_slutter(v: Vandrer, hvem: Bruker) -> None:
    """Whoever has it, or is asked, answers there no longer; the sweep finds it out."""
    if bruker := v.sak.ansvarlig or v.sak.vakt:
        Rolle.objects.filter(bruker=bruker).exclude(type="ansatt").update(gyldig_til=virkedag(-1))
    vakt.gi_tilbake_til_vakten(v.naa)


def _noen_begynner(v: Vandrer, hvem: Bruker) -> None:
    Rolle.objects.filter(type__in=["veiledningsansvarlig", "leder", "avtalespesialist"]).update(gyldig_til=None)
    vakt.gi_tilbake_til_vakten(v.naa)


VERB: dict[str, Verb] = {
    "meld": lambda v, b: v.en(foresporsel.meld, b),
    "trekk": lambda v, b: v.en(foresporsel.trekk, b) if v.tilfeldig.random() < 0.2 else None,
    "neste_i_vakten": _som_systemet(vakt.neste_i_vakten),
    "ta": lambda v, b: v.en(vakt.ta, b),
    "tilbake_til_vakten": _som_systemet(vakt.tilbake_til_vakten),
    "videresend": _videresend,
    "spor": lambda v, b: v.en(traad.spor, b, tekst=v.tekst()),
    "tilsvar": lambda v, b: v.en(traad.tilsvar, b, tekst=v.tekst()),
    "sett_frist": lambda v, b: v.en(frist.sett_frist, b, frist=v.dag()),
    "foreslaa_frist": _foreslaa_frist,
    "godta_frist": lambda v, b: v.en(frist.godta_frist, b),
    "avslaa_frist": lambda v, b: v.en(frist.avslaa_frist, b),
    "skriv": lambda v, b: v.en(traad.skriv, b, tekst=v.tekst()),
    "foreslaa_avtale": _foreslaa_avtale,
    "bekreft_avtale": lambda v, b: v.en(avtale.bekreft_avtale, b),
    "avtale_utgikk": _som_systemet(avtale.avtale_utgikk),
    "svar": lambda v, b: v.en(traad.svar, b, tekst=v.tekst()),
    "ring_uten_svar": lambda v, b: v.en(traad.ring_uten_svar, b),
    "har_ringt": lambda v, b: v.en(traad.har_ringt, b),
    "gjennomfor": lambda v, b: v.en(avtale.gjennomfor, b),
    "ikke_besvart": lambda v, b: v.en(utfall.ikke_besvart, b),
    "kode_utfall": _kode,
    "lukk": _som_systemet(utfall.lukk),
    "avgrens": lambda v, b: v.en(avgrensning.avgrens, b, vurdering=v.tekst(), forsvarlig=True),
    "avvis_utenfor": lambda v, b: v.en(avgrensning.avvis_utenfor, b, vurdering=v.tekst(), henvist_til="Utvalget"),
    "be_om_ny_vurdering": lambda v, b: v.en(avgrensning.be_om_ny_vurdering, b, kommentar="Vi trenger dette."),
    "oppretthold_avgrenset": lambda v, b: v.en(avgrensning.oppretthold, v.veil.vertsleder, vurdering=TEKST),
    "oppretthold_utenfor": lambda v, b: v.en(avgrensning.oppretthold, b, vurdering=TEKST),
    "omgjor": lambda v, b: v.en(avgrensning.omgjor, v.tilfeldig.choice([b, v.veil.vertsleder]), vurdering=TEKST),
    "samordne": _samordne,
    "dekker_ikke": lambda v, b: v.en(samordning.dekker_ikke, b),
    "ble_avlyst": lambda v, b: _aktivitet(v, aktivitet.avlys),
    "ble_holdt": lambda v, b: _aktivitet(v, aktivitet.hold, var_med=[v.sak.melder_id]),
    "ikke_var_med": lambda v, b: _aktivitet(v, aktivitet.hold, var_med=[]),
    "meld_taushet": _som_systemet(meld_taushet),
}
"""Every verb of the table that somebody, or time, can try."""
ANDRE = {"nevn_kapasitet", "foreslaa_til_banken"}
"""Said by the text of another verb, or an event without a state."""
TIDEN: dict[str, Verb] = {
    "spor_neste": lambda v, b: vakt.spor_neste_forfalte(v.naa),
    "taushet": lambda v, b: meld_taushet_forfalte(v.naa),
    "utgaatte_avtaler": lambda v, b: avtale.ta_bort_utgaatte_avtaler(v.naa),
    "lukk_forfalte": lambda v, b: utfall.lukk_forfalte(v.naa),
    "noen_slutter": _noen_slutter,
    "noen_begynner": _noen_begynner,
}
BESVART = {"svar", "har_ringt", "gjennomfor", "ble_holdt"}
SENERE = {"godta_frist", "tilsvar", "bekreft_avtale", "ikke_besvart", "omgjor"}
"""Only by a word of the asker, or of the leader who says it shall be answered."""
KLOKKA = {"tilbake_til_vakten", "videresend", "foreslaa_avtale"}
"""What takes a question out of «asked back»: the days its clock stood still are added."""


def navn_paa_hendelser(sak: Foresporsel) -> list[str]:
    return list(Hendelse.objects.for_sak(sak).order_by("id").values_list("navn", flat=True))


ALLE = set(Tilstand.values) - {Tilstand.UTKAST}

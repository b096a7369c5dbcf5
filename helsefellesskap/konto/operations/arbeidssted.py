"""«Arbeidsstedet mitt mangler» and «jeg har byttet arbeidssted»: the person tells, the party answers."""

from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Arbeidsstedsmelding, Bruker, Enhet, Rolle, RolleType, Virksomhet
from grunnmur.organisasjon.operations import gi_rolle, sporbar
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.operations import varsle
from helsefellesskap.konto import post
from helsefellesskap.konto.rules import kan_besvare
from helsefellesskap.konto.typer import ARBEIDSSTED

Tilstand = Arbeidsstedsmelding.Tilstand


@sporbar
def meld_arbeidssted(
    virksomhet: Virksomhet,
    *,
    beskrivelse: str,
    utfort_av: Bruker,
    slutter: Rolle | None = None,
    naa: datetime | None = None,
) -> Arbeidsstedsmelding:
    """Tell a party that one works there. `slutter` is the employment that ends when the party says yes."""
    naa = naa or timezone.now()
    if slutter is not None and (
        slutter.bruker_id != utfort_av.pk or slutter.type != RolleType.ANSATT or not slutter.gjelder(timezone.localdate(naa))
    ):
        raise PermissionDenied
    # One person's messages come one at a time: the row of the person is the lock.
    Bruker.objects.select_for_update(no_key=True).get(pk=utfort_av.pk)
    venter = Arbeidsstedsmelding.objects.filter(bruker=utfort_av, virksomhet=virksomhet, tilstand=Tilstand.VENTER)
    if venter.exists():
        raise ValidationError(_("Du har allerede meldt fra til denne virksomheten. Vent på svar."))
    melding = Arbeidsstedsmelding(
        type=Arbeidsstedsmelding.Type.BYTTE if slutter else Arbeidsstedsmelding.Type.MANGLER,
        bruker=utfort_av,
        virksomhet=virksomhet,
        beskrivelse=beskrivelse,
        opprettet=naa,
    )
    melding.clean_fields(exclude=["bruker", "virksomhet"])
    melding.save(force_insert=True)
    hendelse = Hendelse.objects.create(
        sak=melding,
        navn="arbeidssted_meldt",
        til=Tilstand.VENTER,
        utfort_av=utfort_av,
        tidspunkt=naa,
        data={"slutter": str(slutter.pk)} if slutter else {},
    )
    aapne_oppgave(
        melding,  # type: ignore[arg-type]  # any row with a uuid id can be pointed at
        ARBEIDSSTED,
        hendelse,
        emne=utfort_av.navn,
        undertekst=melding.get_type_display(),
        rolletype=RolleType.KONTAKT_ADM,
        virksomhet=virksomhet,
        unntatt=[utfort_av.pk],
        frist_virkedager=5,
    )
    kontakter = ansvarlige(RolleType.KONTAKT_ADM, virksomhet=virksomhet, unntatt=[utfort_av.pk])
    varsle(
        hendelse,
        mal=post.ARBEIDSSTED_MELDT,
        mottakere=[f.bruker for f in kontakter],
        adresse=melding.get_absolute_url(),
        data={"navn": utfort_av.navn},
    )
    return melding


@sporbar
def besvar_arbeidssted(
    melding: Arbeidsstedsmelding,
    *,
    utfort_av: Bruker,
    enhet: Enhet | None = None,
    svar: str = "",
    naa: datetime | None = None,
) -> Arbeidsstedsmelding:
    """The party says yes, with the unit, or no, with a reason. Yes gives the role, and ends the one left behind."""
    naa = naa or timezone.now()
    laast = (
        Arbeidsstedsmelding.objects.select_for_update(of=("self",)).select_related("bruker", "virksomhet").get(pk=melding.pk)
    )
    if not kan_besvare(utfort_av, laast, timezone.localdate(naa)):
        raise PermissionDenied
    if laast.tilstand != Tilstand.VENTER:
        raise ValidationError(_("Meldingen er allerede besvart."))
    if enhet is None and not svar.strip():
        raise ValidationError({"svar": _("Skriv en begrunnelse når du ikke godtar.")})
    if enhet is not None and enhet.virksomhet_id != laast.virksomhet_id:
        raise ValidationError({"enhet": _("Velg en enhet i virksomheten.")})
    laast.tilstand = Tilstand.GODTATT if enhet else Tilstand.AVVIST
    laast.enhet, laast.svar, laast.besvart_av, laast.besvart = enhet, svar, utfort_av, naa
    laast.clean_fields(exclude=["bruker", "virksomhet", "enhet", "besvart_av"])
    laast.save(update_fields=["tilstand", "enhet", "svar", "besvart_av", "besvart"])
    hendelse = Hendelse.objects.create(
        sak=laast,
        navn="arbeidssted_besvart",
        fra=Tilstand.VENTER,
        til=laast.tilstand,
        utfort_av=utfort_av,
        tidspunkt=naa,
        kommentar=svar,
    )
    lukk_oppgaver(laast, hendelse)  # type: ignore[arg-type]
    if enhet:
        _flytt(laast, enhet, hendelse, utfort_av, naa)
    varsle(
        hendelse,
        mal=post.ARBEIDSSTED_GODTATT if enhet else post.ARBEIDSSTED_AVVIST,
        mottakere=[laast.bruker],
        adresse=laast.get_absolute_url(),
        data={"sted": enhet.visningsnavn} if enhet else {"virksomhet": laast.virksomhet.fullt_navn},
    )
    return laast


def _flytt(melding: Arbeidsstedsmelding, enhet: Enhet, hendelse: Hendelse, utfort_av: Bruker, naa: datetime) -> None:
    """Give the new employment, end the one the person said they had left, and tell whom they left."""
    dag = timezone.localdate(naa)
    bruker = melding.bruker
    ny = Rolle.objects.gjeldende(dag).filter(bruker=bruker, type=RolleType.ANSATT, enhet=enhet)
    if not ny.exists():
        gi_rolle(bruker, RolleType.ANSATT, virksomhet=melding.virksomhet, enhet=enhet, utfort_av=utfort_av, naa=naa)
    meldt = Hendelse.objects.for_sak(melding).filter(navn="arbeidssted_meldt").first()
    forlatt = meldt.data.get("slutter") if meldt else None
    if forlatt is None:
        return
    gammel = Rolle.objects.select_for_update(of=("self",)).gjeldende(dag).filter(pk=forlatt, bruker=bruker).first()
    if gammel is None or gammel.enhet_id == enhet.pk:
        return
    # The person ends their own employment here; the new party only confirms that they came. One day is the least
    # a role may last, so one that began today ends today.
    gammel.gyldig_til = max(dag - timedelta(days=1), gammel.gyldig_fra)
    gammel.save(update_fields=["gyldig_til"])
    if gammel.virksomhet_id != melding.virksomhet_id:
        varsle(
            hendelse,
            mal=post.HAR_BYTTET,
            mottakere=[f.bruker for f in ansvarlige(RolleType.KONTAKT_ADM, virksomhet=gammel.virksomhet_id)],
            adresse="/virksomhet/",
            data={"navn": bruker.navn},
        )

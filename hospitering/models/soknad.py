"""The application for hospitering: the official form, and where it is on its way."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID

import pghistory
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Enhet, Faggruppe, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for, underliggende
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.models import Sak, SakQuerySet, Signaturform, Utfall

from .kodeverk import BEHANDLET_AV_VERTEN, HOS_VERTEN, MED_AVTALE, SokesI, Tilstand
from .vern import soknadens_vern

T = Tilstand
SKJEMAVERSJON = "2024-05-08"
"""The form is the annex of Samarbeidsprosedyre 2 as adopted on this day (S1-H08)."""
KONTAKTEN_SER = (T.INNVILGET_VERT, *MED_AVTALE, T.AVLYST, T.TRUKKET)
"""The named contact person is with it from the grant, and hears when it comes to nothing."""


class SoknadQuerySet(SakQuerySet["Soknad"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """What this person may see today; a stranger sees nothing.

        The applicant; own leaders from the unit and up, once sent; intake once it is sent to them; host leaders
        from the host unit and up once intake has received it; the named contact person once the host has
        granted it; the secretariat of the helsefellesskap (without private fields).
        """
        tilgang = tilgang_for(bruker)
        synlig = Q(soker=bruker)
        if tilgang.har(RolleType.SEKRETARIAT):
            return self.filter(synlig | ~Q(tilstand=T.UTKAST))
        if ledet := tilgang.enheter(RolleType.LEDER):
            under = underliggende(ledet)
            synlig |= Q(egen_enhet__in=under) & ~Q(tilstand=T.UTKAST)
            synlig |= Q(vertsenhet__in=under, sendt_tid__isnull=False, mottatt_tid__isnull=False)
            synlig |= Q(hospiteringsenhet__in=under, tilbakemelding_tid__isnull=False)
        if leder_alt := tilgang.virksomheter(RolleType.LEDER):
            synlig |= Q(egen_enhet__virksomhet__in=leder_alt) & ~Q(tilstand=T.UTKAST)
            synlig |= Q(vertsvirksomhet__in=leder_alt, sendt_tid__isnull=False, mottatt_tid__isnull=False)
        if mottar_alt := tilgang.virksomheter(RolleType.MOTTAKSANSVARLIG):
            synlig |= Q(vertsvirksomhet__in=mottar_alt, sendt_tid__isnull=False)
        if mottar := tilgang.enheter(RolleType.MOTTAKSANSVARLIG):
            synlig |= Q(vertsenhet__in=underliggende(mottar), sendt_tid__isnull=False)
        if tilgang.har(RolleType.KONTAKT_ADM):
            # Only where nobody is set for intake does the question land here (G-12).
            venter = Oppgave.objects.venter_paa(bruker).filter(type="hospitering.mottak")
            synlig |= Q(pk__in=venter.values("sak_id"), sendt_tid__isnull=False)
        synlig |= Q(kontakt_bruker=bruker, tilstand__in=KONTAKTEN_SER)
        return self.filter(synlig)

    def med_navn(self) -> Self:
        """With what a list row shows, in the same query."""
        return self.select_related("vertsvirksomhet", "vertsenhet", "onsket_enhet", "egen_enhet__virksomhet")


@pghistory.track(exclude=["hjemmeadresse", "tlf_privat"])
class Soknad(Sak):
    """An application for hospitering (Samarbeidsprosedyre 2, pkt. 1.2 and its annex)."""

    PREFIKS: ClassVar[str] = "H"
    PRIVATE: ClassVar[tuple[str, ...]] = ("hjemmeadresse", "tlf_privat")
    """Seen by the applicant, own leader, intake and host leader only; changing them revokes nothing."""

    soker = models.ForeignKey(Bruker, models.PROTECT, related_name="hospiteringssoknader", verbose_name=_("søker"))
    egen_enhet = models.ForeignKey(
        Enhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("arbeidssted")
    )
    innsendingsform = models.CharField(max_length=12, choices=Signaturform, default=Signaturform.ELEKTRONISK)
    papir_dato = models.DateField(_("underskrevet på papir"), null=True, blank=True)
    """The date beside the signature on paper (S1-S17, S1-S18)."""
    skjemaversjon = models.CharField(_("skjemaversjon"), max_length=20, default=SKJEMAVERSJON)

    # What the applicant fills in (S1-S01–S16), in the order of the form.
    sokes_i = models.CharField(max_length=8, choices=SokesI, blank=True)
    vertsvirksomhet = models.ForeignKey(Virksomhet, models.PROTECT, null=True, blank=True, related_name="+")
    soker_navn = Kortekst(max_length=120, blank=True)
    hjemmeadresse = Kortekst(max_length=160, blank=True)
    tlf_privat = Kortekst(max_length=20, blank=True)
    arbeidssted = Kortekst(max_length=260, blank=True)
    arbeidssted_adresse = Kortekst(max_length=160, blank=True)
    tlf_arbeid = Kortekst(max_length=20, blank=True)
    onsket_enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True, related_name="+")
    onsket_enhet_tekst = Kortekst(max_length=200, blank=True)
    periode_fra = models.DateField(null=True, blank=True)
    periode_til = models.DateField(null=True, blank=True)
    begrunnelse = Fritekst(blank=True)
    tema_og_maal = Fritekst(blank=True)
    bidrag = Fritekst(blank=True)
    faggruppe = models.CharField(max_length=24, choices=Faggruppe, blank=True)
    faggruppe_annen = Kortekst(max_length=80, blank=True)

    invitasjon = models.ForeignKey(
        "hospitering.AapenInvitasjon", models.PROTECT, null=True, blank=True, related_name="soknader"
    )
    """The open invitation that it answers."""

    # Where it is (S1-S17, S25–S27). The recipient may differ from the wish.
    vertsenhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True, related_name="+")
    spurt_i = models.CharField(max_length=24, blank=True)
    """The state a question to the applicant was asked in, and that the answer returns to."""
    innsendt_tid = models.DateTimeField(null=True, blank=True)
    sendt_tid = models.DateTimeField(null=True, blank=True)
    mottatt_tid = models.DateTimeField(null=True, blank=True)
    tariff_bekreftet_tid = models.DateTimeField(null=True, blank=True)

    # Filled in by the host unit (S1-S35–S45).
    hospiteringsenhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True, related_name="+")
    kontakt_navn = Kortekst(max_length=120, blank=True)
    kontakt_epost = models.EmailField(blank=True)
    kontakt_tlf = Kortekst(max_length=20, blank=True)
    kontakt_bruker = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+")
    tilbakemelding_utfall = models.CharField(max_length=16, choices=Utfall, blank=True)
    tilbakemelding_tid = models.DateTimeField(null=True, blank=True)

    objects = SoknadQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("søknad om hospitering")
        verbose_name_plural = _("søknader om hospitering")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=Tilstand.values), name="soknad_tilstand_kjent"),
            models.CheckConstraint(
                condition=Q(tilstand=T.UTKAST)
                | (
                    Q(
                        saksnummer__isnull=False,
                        innsendt_tid__isnull=False,
                        egen_enhet__isnull=False,
                        vertsvirksomhet__isnull=False,
                        periode_fra__isnull=False,
                        periode_til__isnull=False,
                    )
                    & ~Q(soker_navn="")
                    & ~Q(arbeidssted="")
                    & ~Q(begrunnelse="")
                    & ~Q(tema_og_maal="")
                    & ~Q(faggruppe="")
                    & (Q(onsket_enhet__isnull=False) | ~Q(onsket_enhet_tekst=""))
                ),
                name="soknad_sendt_er_utfylt",
            ),
            models.CheckConstraint(
                condition=Q(periode_til__isnull=True) | Q(tilstand=T.UTKAST) | Q(periode_til__gte=F("periode_fra")),
                name="soknad_periode",
            ),
            models.CheckConstraint(
                condition=Q(papir_dato__isnull=True)
                | Q(innsendingsform=Signaturform.PAPIR)
                & (Q(innsendt_tid__isnull=True) | Q(papir_dato__lte=TruncDate("innsendt_tid"))),
                name="soknad_papir_er_underskrevet_foer_mottatt",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=HOS_VERTEN) | Q(sendt_tid__isnull=False, tariff_bekreftet_tid__isnull=False),
                name="soknad_hos_verten_er_innvilget_egen",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[T.MOTTATT, *BEHANDLET_AV_VERTEN]) | Q(mottatt_tid__isnull=False),
                name="soknad_mottatt_har_tid",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=BEHANDLET_AV_VERTEN) | Q(vertsenhet__isnull=False),
                name="soknad_avgjort_av_kjent_enhet",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=MED_AVTALE)
                | (
                    Q(
                        hospiteringsenhet__isnull=False,
                        tilbakemelding_tid__isnull=False,
                        tilbakemelding_utfall=Utfall.INNVILGET,
                    )
                    & ~Q(kontakt_navn="")
                    & ~Q(kontakt_epost="")
                    & ~Q(kontakt_tlf="")
                ),
                name="soknad_vertsdel_utfylt",
            ),
            models.CheckConstraint(
                condition=~Q(tilbakemelding_utfall=Utfall.INNVILGET) | ~Q(tilstand=T.AVSLAATT_VERT),
                name="soknad_tilbakemelding_som_vedtak",
            ),
            models.CheckConstraint(
                condition=Q(tilstand=T.MANGLER_SVAR, spurt_i__in=[T.INNSENDT, T.MOTTATT])
                | (~Q(tilstand=T.MANGLER_SVAR) & Q(spurt_i="")),
                name="soknad_spurt_i",
            ),
            models.CheckConstraint(
                condition=Q(vertsenhet__isnull=True) | Q(egen_enhet__isnull=True) | ~Q(vertsenhet=F("egen_enhet")),
                name="soknad_ikke_i_egen_enhet",
            ),
        ]
        indexes = [
            models.Index(fields=["-innsendt_tid", "-id"], name="soknad_liste"),
            models.Index(fields=["tilstand", "-innsendt_tid", "-id"], name="soknad_tilstand_liste"),
            models.Index(fields=["soker", "-innsendt_tid"], name="soknad_soker"),
            models.Index(fields=["egen_enhet", "-innsendt_tid", "-id"], name="soknad_egen_enhet"),
            models.Index(fields=["vertsenhet", "-innsendt_tid", "-id"], name="soknad_vertsenhet"),
            models.Index(fields=["vertsvirksomhet", "-innsendt_tid", "-id"], name="soknad_vertsvirksomhet"),
        ]
        triggers = soknadens_vern()

    @property
    def saken_gjelder_id(self) -> UUID:
        return self.soker_id

    def get_absolute_url(self) -> str:
        return reverse("hospitering:sak", args=[self.pk])

    @property
    def har_avtale(self) -> bool:
        """Whether the host has replied yes, so that there is an agreement to make, in force, held or called off."""
        return self.tilstand in MED_AVTALE or self.tilbakemelding_utfall == Utfall.INNVILGET

    @property
    def vertsnavn(self) -> str:
        """Where it goes, as people say it: the recipient unit, else the wish as written."""
        enhet = self.vertsenhet or self.onsket_enhet
        return enhet.visningsnavn if enhet else self.onsket_enhet_tekst

    @property
    def faggruppe_tekst(self) -> str:
        return self.faggruppe_annen if self.faggruppe == Faggruppe.ANNEN else self.get_faggruppe_display()

"""A question that is owed an answer, and where it is on its way."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Helsefellesskap, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for, underliggende
from grunnmur.portal.felt import TELEFONNUMMER, Fritekst, Kortekst, Telefonnummer
from grunnmur.saksgang.models import Sak, SakQuerySet

from .kodeverk import Fagfelt, Form, Hastegrad, Hjemmel, Omfang, Ytelse
from .vakt import Fagomraade
from .vern import SVARER_SELV, vern


class Tilstand(models.TextChoices):
    UTKAST = "utkast", _("Utkast")
    MELDT = "meldt", _("Meldt")
    MOTTATT = "mottatt", _("Tatt imot")
    SPURT = "spurt", _("Venter på den som spurte")
    AVTALT = "avtalt", _("Avtalt")
    SAMORDNET = "samordnet", _("Samordnet")
    GJENNOMFORT = "gjennomfort", _("Veiledning gitt")
    LUKKET = "lukket", _("Lukket")
    AVGRENSET = "avgrenset", _("Avgrenset")
    UTENFOR = "avvist_utenfor_plikten", _("Utenfor veiledningsplikten")
    NY_VURDERING = "ny_vurdering", _("Til ny vurdering hos leder")
    TRUKKET = "trukket", _("Trukket")


T = Tilstand
UBESVART = (T.MELDT, T.MOTTATT, T.SPURT, T.AVTALT, T.NY_VURDERING, T.SAMORDNET)
"""The duty is not yet met."""
AVSLUTTET = (T.LUKKET, T.AVGRENSET, T.UTENFOR, T.TRUKKET)
HAR_ANSVARLIG = (T.MOTTATT, T.SPURT, T.AVTALT, T.GJENNOMFORT, T.LUKKET, T.AVGRENSET, T.UTENFOR, T.NY_VURDERING)
"""Somebody with a name has it: «the department» never answers."""


class ForesporselQuerySet(SakQuerySet["Foresporsel"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """What this person may see today; a stranger sees nothing.

        The asker, and the colleague of theirs whom the agreement names; whoever has taken it, while still at the party;
        once sent, those who answer guidance where it lies (at the unit, above it, or for the whole party), the leaders
        there and upward, and the party's guidance coordinator; who answers personally at a party without units; the
        secretariat of the network.
        """
        tilgang = tilgang_for(bruker)
        steder = {f.rolle.virksomhet_id for f in tilgang.fullmakter}
        egne = Q(melder=bruker) | Q(ansvarlig_melder=bruker, fra_virksomhet__in=steder)
        sendt = Q(ansvarlig=bruker) & (Q(til_virksomhet__in=steder) | Q(samordnet_til__svarer=bruker))
        svarer = (RolleType.VEILEDNINGSANSVARLIG, RolleType.LEDER)
        if tilgang.har(RolleType.SEKRETARIAT):
            return self.filter(egne | ~Q(tilstand=T.UTKAST))
        if enheter := tilgang.enheter(*svarer):
            sendt |= Q(til_enhet__in=underliggende(enheter))
        hele = (*svarer, RolleType.VEILEDNINGSKOORDINATOR, RolleType.AVTALESPESIALIST)
        if virksomheter := tilgang.virksomheter(*hele):
            sendt |= Q(til_virksomhet__in=virksomheter)
        koordinerer = tilgang.virksomheter(RolleType.VEILEDNINGSKOORDINATOR)
        if koordinerer and Helsefellesskap.objects.filter(helseforetak__in=koordinerer).exists():
            # Of those who answer alone, the trust of the network follows up the silence.
            sendt |= Q(til_virksomhet__type__in=SVARER_SELV)
        return self.filter(egne | (sendt & ~Q(tilstand=T.UTKAST)))

    def generelle(self) -> Self:
        """Needs that others may share: never about one patient (S1-V11)."""
        return self.exclude(omfang=Omfang.ENKELTPASIENT)

    def aapne_behov(self) -> Self:
        """General needs that nobody has answered, agreed or joined yet."""
        return self.generelle().filter(tilstand__in=[T.MELDT, T.MOTTATT, T.SPURT])

    def samordnes_av(self, bruker: Bruker) -> Self:
        """Open needs of every party, for whoever coordinates guidance anywhere in the network (S1-V11).

        More than `synlig_for` gives: subject and need, but not the case.
        """
        return self.aapne_behov() if tilgang_for(bruker).har(RolleType.VEILEDNINGSKOORDINATOR) else self.none()

    def med_navn(self) -> Self:
        """With what a list row shows, in the same query."""
        return self.select_related(
            "melder", "fra_enhet", "fra_virksomhet", "til_enhet", "til_virksomhet", "ansvarlig", "vakt", "fagomraade"
        )


@sporet(exclude=["overskrift", "behov", "ring_tlf", "sokevektor"])
class Foresporsel(Sak):
    """One asks the other level for guidance (Samarbeidsprosedyre 2, pkt. 1.3; S1-V04).

    About one patient it carries no text at all, only whom to call back, where and when (S1-V13).
    """

    PREFIKS: ClassVar[str] = "V"

    melder = models.ForeignKey(Bruker, models.PROTECT, related_name="veiledningsforesporsler", verbose_name=_("melder"))
    fra_enhet = models.ForeignKey(Enhet, models.PROTECT, related_name="+", verbose_name=_("fra enhet"))
    fra_virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("fra"))
    til_virksomhet = models.ForeignKey(
        Virksomhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("til")
    )
    til_enhet = models.ForeignKey(
        Enhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("til enhet")
    )
    hjemmel = models.CharField(_("hjemmel"), max_length=12, choices=Hjemmel, blank=True)

    omfang = models.CharField(_("omfang"), max_length=16, choices=Omfang, blank=True)
    fagfelt = models.CharField(_("fagfelt"), max_length=16, choices=Fagfelt, blank=True)
    fagomraade = models.ForeignKey(
        Fagomraade, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fagområde")
    )
    ytelse = models.CharField(_("hva trenger dere?"), max_length=12, choices=Ytelse, blank=True)
    form = models.CharField(_("ønsket form"), max_length=12, choices=Form, blank=True)
    hastegrad = models.CharField(_("hvor mye haster det?"), max_length=8, choices=Hastegrad, default=Hastegrad.VANLIG)
    onsket_innen = models.DateField(_("ønsket innen"), null=True, blank=True)
    overskrift = Kortekst(_("hva gjelder det?"), max_length=120, blank=True)
    behov = Fritekst(_("behov"), blank=True)
    ring_tlf = Telefonnummer(_("nummer vi kan ringe"), max_length=20, blank=True)
    ring_dag = models.DateField(_("dag vi kan ringe"), null=True, blank=True)
    ring_fra = models.TimeField(_("fra klokken"), null=True, blank=True)
    ring_til = models.TimeField(_("til klokken"), null=True, blank=True)

    svarfrist = models.DateField(_("svarfrist"), null=True, blank=True)
    foreslaatt_frist = models.DateField(_("foreslått ny frist"), null=True, blank=True)
    """A later day the answerer has asked for. Until the asker accepts it, `svarfrist` is the deadline."""
    foreslaatt_fra = models.TimeField(_("foreslått fra klokken"), null=True, blank=True)
    foreslaatt_til = models.TimeField(_("foreslått til klokken"), null=True, blank=True)
    """When to ring instead, about one patient. Only read while `foreslaatt_frist` is set."""
    ansvarlig = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarlig for svaret")
    )
    ansvarlig_melder = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ansvarlig hos dem som spør")
    )
    """A colleague of the asker whom the agreement in force names, and who reads along; None when it is the asker."""
    vakt = models.ForeignKey(Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("på vakt"))
    """Whose turn it is to take it; None when a whole role is asked."""
    trinn = models.PositiveSmallIntegerField(_("trinn på vaktlisten"), default=0)
    neste_trinn = models.DateTimeField(null=True, blank=True)
    """When the next on the rota is asked too, unless somebody has taken it."""
    samordnet_til = models.ForeignKey(
        "veiledning.Aktivitet", models.PROTECT, null=True, blank=True, related_name="behov", verbose_name=_("samordnet i")
    )
    besvares_for_seg = models.BooleanField(_("besvares for seg"), default=False)
    """The asker has said that a joint session does not meet the need: it is not joined to another."""
    meldt_tid = models.DateTimeField(_("meldt"), null=True, blank=True)
    forste_svar_tid = models.DateTimeField(_("første svar"), null=True, blank=True)
    """The answerer's first word: a question back, a proposal, an answer or a call. Taking it is no answer."""
    avtalt_tid = models.DateTimeField(_("avtalt"), null=True, blank=True)
    gjennomfort_tid = models.DateTimeField(_("gjennomført"), null=True, blank=True)
    lukket_tid = models.DateTimeField(_("lukket"), null=True, blank=True)
    taus_siden = models.DateTimeField(_("taushet meldt"), null=True, blank=True)
    """When the guidance coordinator was told that the deadline passed in silence."""
    sokevektor = models.GeneratedField(
        expression=SearchVector("overskrift", "behov", config="norwegian"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ForesporselQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("veiledningsforespørsel")
        verbose_name_plural = _("veiledningsforespørsler")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=T.values), name="foresporsel_tilstand"),
            models.CheckConstraint(
                condition=Q(tilstand=T.UTKAST)
                | (
                    Q(
                        saksnummer__isnull=False, meldt_tid__isnull=False, til_virksomhet__isnull=False,
                        svarfrist__isnull=False, hjemmel__in=Hjemmel.values, omfang__in=Omfang.values,
                        fagfelt__in=Fagfelt.values, form__in=Form.values, hastegrad__in=Hastegrad.values,
                    )
                ),
                name="foresporsel_sendt_er_utfylt",
            ),
            models.CheckConstraint(
                condition=~Q(omfang=Omfang.ENKELTPASIENT) | Q(overskrift="", behov=""),
                name="foresporsel_ingen_tekst_om_enkeltpasient",
                violation_error_message=_("Skriv ingenting om pasienten. Vi ringer tilbake."),
            ),
            models.CheckConstraint(
                condition=Q(tilstand=T.UTKAST)
                | (
                    Q(omfang=Omfang.ENKELTPASIENT, form=Form.TELEFON, ring_dag__isnull=False, ring_fra__isnull=False)
                    & Q(ring_til__gt=F("ring_fra"))
                    & (~Q(ring_tlf="") | Q(tilstand__in=[T.LUKKET, T.TRUKKET]))
                )
                | (
                    ~Q(omfang=Omfang.ENKELTPASIENT) & Q(ring_tlf="", ring_dag__isnull=True)
                    & ~Q(overskrift="") & ~Q(behov="") & Q(ytelse__in=Ytelse.values)
                ),
                name="foresporsel_tilbakering_eller_behov",
            ),
            models.CheckConstraint(
                condition=Q(ring_tlf="") | Q(ring_tlf__regex=TELEFONNUMMER), name="foresporsel_ring_tlf_er_en_telefon"
            ),
            models.CheckConstraint(
                condition=~Q(omfang=Omfang.ENKELTPASIENT)
                | ~Q(tilstand__in=[T.AVGRENSET, T.UTENFOR, T.NY_VURDERING, T.SAMORDNET]),
                name="foresporsel_enkeltpasient_besvares",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=HAR_ANSVARLIG) | Q(ansvarlig__isnull=False),
                name="foresporsel_har_et_navn",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=T.MELDT) | Q(ansvarlig__isnull=True), name="foresporsel_meldt_er_ikke_tatt"
            ),
            models.CheckConstraint(
                condition=Q(tilstand=T.MELDT) | Q(vakt__isnull=True, neste_trinn__isnull=True),
                name="foresporsel_vakten_er_over",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=T.SAMORDNET) | Q(samordnet_til__isnull=False), name="foresporsel_samordnet_i_noe"
            ),
            models.CheckConstraint(
                condition=~Q(tilstand=T.SAMORDNET) | Q(besvares_for_seg=False), name="foresporsel_besvares_for_seg"
            ),
            models.CheckConstraint(
                condition=Q(foreslaatt_frist__isnull=True)
                | Q(tilstand__in=[T.MOTTATT, T.SPURT])
                & (
                    ~Q(omfang=Omfang.ENKELTPASIENT) & Q(foreslaatt_frist__gt=F("svarfrist"))
                    | Q(omfang=Omfang.ENKELTPASIENT, foreslaatt_fra__isnull=False, foreslaatt_til__gt=F("foreslaatt_fra"))
                ),
                name="foresporsel_foreslaatt_er_senere",
            ),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[T.GJENNOMFORT, T.LUKKET]) | Q(gjennomfort_tid__isnull=False),
                name="foresporsel_gjennomfort_har_tid",
            ),
            models.CheckConstraint(
                condition=Q(ansvarlig__isnull=True) | ~Q(ansvarlig=F("melder")), name="foresporsel_svarer_ikke_seg_selv"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["-meldt_tid", "-id"], name="foresporsel_liste"),
            models.Index(fields=["melder", "-meldt_tid", "-id"], name="foresporsel_melder"),
            models.Index(fields=["til_enhet", "-meldt_tid", "-id"], name="foresporsel_til_enhet"),
            models.Index(fields=["til_virksomhet", "-meldt_tid", "-id"], name="foresporsel_til"),
            models.Index(fields=["ansvarlig", "-meldt_tid", "-id"], name="foresporsel_ansvarlig"),
            models.Index(
                fields=["ansvarlig_melder"], condition=Q(ansvarlig_melder__isnull=False), name="foresporsel_kollega"
            ),
            models.Index(fields=["neste_trinn"], condition=Q(neste_trinn__isnull=False), name="foresporsel_neste_trinn"),
            models.Index(
                fields=["svarfrist"], condition=Q(tilstand__in=[T.MELDT, T.MOTTATT], taus_siden__isnull=True),
                name="foresporsel_taushet",
            ),
            GinIndex(fields=["sokevektor"], name="foresporsel_sok"),
        ]  # fmt: skip
        triggers = vern()

    @property
    def saken_gjelder_id(self) -> UUID:
        return self.melder_id

    def get_absolute_url(self) -> str:
        return reverse("veiledning:sak", args=[self.pk])

    @property
    def om_enkeltpasient(self) -> bool:
        return self.omfang == Omfang.ENKELTPASIENT

    @property
    def navn(self) -> str:
        """What people call it: the subject, or that somebody wants to be rung."""
        if self.om_enkeltpasient:
            return str(_("Ring meg om en pasient"))
        return self.overskrift or str(_("Nytt spørsmål"))

    @property
    def til_navn(self) -> str:
        if self.til_enhet:
            return self.til_enhet.visningsnavn
        return self.til_virksomhet.fullt_navn if self.til_virksomhet else ""

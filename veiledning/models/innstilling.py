"""What the network has decided about guidance: deadlines, the shared understanding, where other matters go."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Helsefellesskap, InnstillingManager
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse

from .kodeverk import Hastegrad


@sporet()
class Innstilling(models.Model):
    """The parameters of guidance. The agreements give no days, so none of these is called a requirement (G-11)."""

    helsefellesskap = models.OneToOneField(Helsefellesskap, models.PROTECT, related_name="+")
    frist_haster = models.PositiveSmallIntegerField(_("svarfrist når det haster, i virkedager"), default=1)
    frist_snart = models.PositiveSmallIntegerField(_("svarfrist når det er snart, i virkedager"), default=3)
    frist_vanlig = models.PositiveSmallIntegerField(_("vanlig svarfrist i virkedager"), default=5)
    trinn_haster = models.PositiveSmallIntegerField(_("arbeidstimer før neste på vaktlisten når det haster"), default=1)
    trinn_snart = models.PositiveSmallIntegerField(_("arbeidstimer før neste på vaktlisten når det er snart"), default=4)
    trinn_vanlig = models.PositiveSmallIntegerField(_("arbeidstimer før neste på vaktlisten ellers"), default=8)
    lukkes_virkedager = models.PositiveSmallIntegerField(
        _("virkedager fra veiledningen er gitt til saken lukkes av seg selv"), default=20
    )
    gjennomgang_maaneder = models.PositiveSmallIntegerField(_("måneder et svar i svarbanken gjelder"), default=12)
    minste_gruppe = models.PositiveSmallIntegerField(
        _("færrest svar før vurderinger vises"),
        default=5,
        help_text=_("Færre enn dette, og nytte vises ikke: da kunne en enkelt person kjennes igjen."),
    )
    forstaaelse_nb = Fritekst(_("felles forståelse av veiledning (bokmål)"), blank=True)
    forstaaelse_nn = Fritekst(_("felles forståelse av veiledning (nynorsk)"), blank=True)
    forstaaelse_vedtatt = models.DateField(_("vedtatt"), null=True, blank=True)
    forstaaelse_url = Nettadresse(_("lenke til dokumentet"), blank=True)
    organisatorisk_navn = Kortekst(_("hvor organisatoriske og administrative spørsmål tas opp"), max_length=120, blank=True)
    organisatorisk_url = Nettadresse(_("lenke til samarbeidsutvalget"), blank=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)

    objects = InnstillingManager["Innstilling"]()

    class Meta:
        verbose_name = _("regler for veiledning")
        verbose_name_plural = _("regler for veiledning")
        constraints = [
            models.CheckConstraint(
                condition=Q(frist_haster__gte=1, frist_snart__gte=F("frist_haster"), frist_vanlig__gte=F("frist_snart")),
                name="veiledning_frister_stiger",
                violation_error_message=_("Det som haster, kan ikke ha lengre frist enn det som er vanlig."),
            ),
            models.CheckConstraint(
                condition=Q(trinn_haster__gte=1, trinn_snart__gte=1, trinn_vanlig__gte=1, minste_gruppe__gte=3),
                name="veiledning_trinn_minst_en",
                violation_error_message=_("Hvert trinn varer minst én arbeidstime, og en gruppe er minst tre."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.helsefellesskap)

    def frist_virkedager(self, hastegrad: str) -> int:
        """Working days from the question to the answer."""
        return {Hastegrad.HASTER: self.frist_haster, Hastegrad.SNART: self.frist_snart}.get(
            Hastegrad(hastegrad), self.frist_vanlig
        )

    def trinn_timer(self, hastegrad: str) -> int:
        """Working hours somebody on the rota has before the next one is asked too."""
        return {Hastegrad.HASTER: self.trinn_haster, Hastegrad.SNART: self.trinn_snart}.get(
            Hastegrad(hastegrad), self.trinn_vanlig
        )

    @property
    def forstaaelse(self) -> str:
        """The shared understanding in the reader's language (S0-K02)."""
        nn = (translation.get_language() or "").startswith("nn")
        return (self.forstaaelse_nn if nn else "") or self.forstaaelse_nb

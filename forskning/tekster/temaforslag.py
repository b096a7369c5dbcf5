"""Proposed themes: what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.varsling.maler import datoer, registrer, serie

_mal = serie("forskning.", _("Åpne forslaget"), forbered=datoer("dag"))

registrer(
    _mal("tema_foreslaatt", _("Forslag til nytt tema (%(saksnummer)s)"),
         _("%(av)s har foreslått et nytt satsingsområde. Legg det fram for utvalget når det er klart.")),
    _mal("tema_til_vedtak", _("Temaet er lagt fram for utvalget (%(saksnummer)s)"),
         _("%(organ)s behandler forslaget %(dag)s.")),
    _mal("tema_vedtatt", _("Temaet er vedtatt (%(saksnummer)s)"),
         _("%(organ)s vedtok %(dag)s temaet som satsingsområde. Nå kan prosjekter, utlysninger og behov merkes med det.")),
    _mal("tema_ikke_vedtatt", _("Temaet ble ikke vedtatt (%(saksnummer)s)"),
         _("%(organ)s sa %(dag)s nei til forslaget.")),
    _mal("tema_utsatt", _("Forslaget til tema er ikke avgjort (%(saksnummer)s)"),
         _("%(organ)s avgjorde ikke forslaget. Legg det fram i et annet møte når det er klart.")),
)  # fmt: skip

"""The feed of what is new on the open pages, as Atom."""

from __future__ import annotations

from datetime import datetime

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..selectors.aapne import Nyhet, nyheter


class Forskningsfeed(Feed[Nyhet, None]):
    feed_type = Atom1Feed
    title = gettext_lazy("Forskning og innovasjon i helsefellesskapet")
    subtitle = gettext_lazy("Prosjekter som er delt, og resultater fra dem.")

    def link(self) -> str:
        return reverse("forskning:aapne")

    def feed_url(self) -> str:
        return reverse("forskning:aapen_feed")

    def items(self) -> list[Nyhet]:
        return nyheter()

    def item_title(self, item: Nyhet) -> str:
        if item.resultat:
            return _("Nytt resultat: %(tittel)s") % {"tittel": item.resultat.tittel}
        return item.prosjekt.tittel

    def item_description(self, item: Nyhet) -> str:
        return item.resultat.sammendrag if item.resultat else item.prosjekt.sammendrag

    def item_link(self, item: Nyhet) -> str:
        return item.adresse

    def item_guid(self, item: Nyhet) -> str:
        return item.id.urn

    def item_pubdate(self, item: Nyhet) -> datetime:
        return item.tid

    def item_updateddate(self, item: Nyhet) -> datetime:
        return item.tid

    def item_author_name(self, item: Nyhet) -> str:
        return item.prosjekt.eier.fullt_navn

    def item_categories(self, item: Nyhet) -> list[str]:
        return [str(tema) for tema in item.prosjekt.temaer.all()]

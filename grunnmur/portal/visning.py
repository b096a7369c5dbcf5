"""How a state looks: one enum for label, colour and icon. Each area maps its own `Tilstand` to it.

The label depends on the viewer (`VENTER_PAA_DEG` for the one who must act, `HOS_EGEN_LEDER` for the rest), so the
area chooses the member; the tag `{% status %}` only draws it.
"""

from enum import Enum
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class _Utseende(NamedTuple):
    nokkel: str
    etikett: Promise
    farge: str
    ikon: str
    # In tables the ordinary is plain text; only what needs somebody's hand gets a filled tag.
    hoylytt: bool = False


class Visning(Enum):
    """A state as people see it. Colour: neutral, info, accent, success, warning or danger."""

    # An application on its way
    UTKAST = _Utseende("utkast", _("Utkast"), "neutral", "pencil")
    SENDT = _Utseende("sendt", _("Sendt"), "info", "send")
    MOTTATT = _Utseende("mottatt", _("Mottatt"), "info", "check")
    UNDER_BEHANDLING = _Utseende("under_behandling", _("Under behandling"), "info", "hourglass")
    HOS_EGEN_LEDER = _Utseende("hos_egen_leder", _("Hos egen leder"), "info", "hourglass")
    HOS_MOTTAK = _Utseende("hos_mottak", _("Hos mottak"), "info", "hourglass")
    HOS_VERTSENHET = _Utseende("hos_vertsenhet", _("Hos vertsenhet"), "info", "hourglass")
    VENTER_PAA_DEG = _Utseende("venter_paa_deg", _("Venter på deg"), "warning", "hourglass", True)
    MANGLER_SVAR = _Utseende("mangler_svar", _("Mangler svar"), "warning", "undo", True)
    RETURNERT = _Utseende("returnert", _("Returnert"), "warning", "undo", True)
    NY_VURDERING = _Utseende("ny_vurdering", _("Til ny vurdering"), "info", "refresh")
    # How it ended
    INNVILGET = _Utseende("innvilget", _("Innvilget"), "success", "check-circle")
    IKKE_INNVILGET = _Utseende("ikke_innvilget", _("Ikke innvilget"), "danger", "x-octagon")
    AVTALE_LAGES = _Utseende("avtale_lages", _("Avtale lages"), "info", "calendar")
    AVTALT = _Utseende("avtalt", _("Avtalt"), "accent", "calendar")
    KLAR_TIL_OPPSTART = _Utseende("klar_til_oppstart", _("Klar til oppstart"), "success", "check-circle")
    PAAGAAR = _Utseende("paagaar", _("Pågår"), "accent", "stethoscope")
    TIL_EVALUERING = _Utseende("til_evaluering", _("Til evaluering"), "warning", "clipboard", True)
    FULLFORT = _Utseende("fullfort", _("Fullført"), "neutral", "check")
    TRUKKET = _Utseende("trukket", _("Trukket"), "neutral", "minus-circle")
    AVSLUTTET = _Utseende("avsluttet", _("Avsluttet"), "neutral", "check")
    # Questions and answers, placements
    BEKREFTET = _Utseende("bekreftet", _("Bekreftet"), "success", "check-circle")
    BESVART = _Utseende("besvart", _("Besvart"), "success", "check-circle")
    VENTER_PAA_SVAR = _Utseende("venter_paa_svar", _("Venter på svar"), "info", "hourglass")
    SENDES_SENERE = _Utseende("sendes_senere", _("Sendes senere"), "neutral", "calendar")
    PAA_VENT = _Utseende("paa_vent", _("På vent"), "neutral", "pause")
    MAA_SENDES = _Utseende("maa_sendes", _("Må sendes"), "warning", "clock", True)
    ENDRING_MELDT = _Utseende("endring_meldt", _("Endring meldt"), "warning", "swap", True)
    IKKE_BESVART = _Utseende("ikke_besvart", _("Ikke besvart"), "danger", "warning", True)
    IKKE_SENDT = _Utseende("ikke_sendt", _("Ikke sendt"), "danger", "warning", True)
    SVARTE_NEI = _Utseende("svarte_nei", _("Svarte nei"), "danger", "x-octagon", True)
    TILDELT = _Utseende("tildelt", _("Tildelt"), "success", "check-circle")
    UTLYST = _Utseende("utlyst", _("Utlyst"), "info", "send")
    BESATT = _Utseende("besatt", _("Besatt"), "success", "check-circle")
    TILBUDT = _Utseende("tilbudt", _("Tilbudt"), "info", "hourglass")
    TAKKET_NEI = _Utseende("takket_nei", _("Takket nei"), "neutral", "minus-circle")
    IKKE_FRIGITT = _Utseende("ikke_frigitt", _("Ikke frigitt"), "danger", "x-octagon")
    UTEN_PLASS = _Utseende("uten_plass", _("Uten plass"), "neutral", "circle")
    # Municipal LIS1 places
    HOS_STATSFORVALTEREN = _Utseende("hos_statsforvalteren", _("Hos Statsforvalteren"), "info", "hourglass")
    GODKJENT = _Utseende("godkjent", _("Godkjent"), "success", "check-circle")
    IKKE_GODKJENT = _Utseende("ikke_godkjent", _("Ikke godkjent"), "danger", "x-octagon", True)
    # Doctors who have a municipal LIS1 place, and places left over
    ANSATT = _Utseende("ansatt", _("Ansatt"), "success", "check-circle")
    I_KOMMUNEN = _Utseende("i_kommunen", _("I kommunen"), "accent", "stethoscope")
    FALT_FRA = _Utseende("falt_fra", _("Falt fra"), "danger", "minus-circle")
    LEDIG = _Utseende("ledig", _("Ledig"), "warning", "warning", True)
    AVTALE_ANNET_HF = _Utseende("avtale_annet_hf", _("Avtale med annet helseforetak"), "accent", "swap")
    LUKKET = _Utseende("lukket", _("Lukket"), "neutral", "minus-circle")
    # The scheme for who gets which LIS1 place
    TIL_VEDTAK = _Utseende("til_vedtak", _("Til vedtak"), "info", "hourglass")
    GJELDER = _Utseende("gjelder", _("Gjelder"), "success", "check-circle")
    AVLOST = _Utseende("avlost", _("Avløst"), "neutral", "check")
    IKKE_VEDTATT = _Utseende("ikke_vedtatt", _("Ikke vedtatt"), "neutral", "minus-circle")
    # Rounds in which LIS1 are allocated municipal places
    AAPEN_FOR_ONSKER = _Utseende("aapen_for_onsker", _("Åpen for ønsker"), "accent", "clipboard")
    TIL_UNDERSKRIFT = _Utseende("til_underskrift", _("Til underskrift"), "warning", "pencil", True)
    VEDTATT = _Utseende("vedtatt", _("Vedtatt"), "success", "check-circle")
    PUBLISERT = _Utseende("publisert", _("Publisert"), "success", "send")
    # Guidance
    TATT_IMOT = _Utseende("tatt_imot", _("Tatt imot"), "info", "person")
    SPURT_TILBAKE = _Utseende("spurt_tilbake", _("Spurt tilbake"), "info", "undo")
    PLANLAGT = _Utseende("planlagt", _("Planlagt"), "accent", "calendar")
    KUNNGJORT = _Utseende("kunngjort", _("Kunngjort"), "success", "send")
    AVLYST = _Utseende("avlyst", _("Avlyst"), "danger", "x-octagon")
    SAMORDNET = _Utseende("samordnet", _("Samordnet"), "accent", "swap")
    VEILEDNING_GITT = _Utseende("veiledning_gitt", _("Veiledning gitt"), "success", "check-circle")
    AVGRENSET = _Utseende("avgrenset", _("Avgrenset"), "neutral", "minus-circle")
    UTENFOR_PLIKTEN = _Utseende("utenfor_plikten", _("Utenfor veiledningsplikten"), "neutral", "minus-circle")
    # Research: from idea to shared result
    IDE = _Utseende("ide", _("Idé"), "neutral", "pencil")
    TIDLIGFASE = _Utseende("tidligfase", _("Tidligfasedialog"), "info", "chat")
    TIL_FORANKRING = _Utseende("til_forankring", _("Til forankring"), "info", "hourglass")
    FORANKRET = _Utseende("forankret", _("Forankret"), "success", "check-circle")
    SOKNAD_SENDT = _Utseende("soknad_sendt", _("Søknad sendt"), "info", "send")
    FORESLAATT = _Utseende("foreslaatt", _("Foreslått"), "info", "send")
    UTSATT = _Utseende("utsatt", _("Utsatt"), "neutral", "pause")
    TATT_TIL_ORIENTERING = _Utseende("tatt_til_orientering", _("Tatt til orientering"), "neutral", "check")
    DELTAR = _Utseende("deltar", _("Deltar"), "success", "check-circle")
    DELTAR_IKKE = _Utseende("deltar_ikke", _("Deltar ikke"), "neutral", "x-octagon")
    TATT_UT = _Utseende("tatt_ut", _("Tatt ut"), "neutral", "minus-circle")
    IKKE_VIDEREFORT = _Utseende("ikke_viderefort", _("Ikke videreført"), "neutral", "minus-circle")
    AAPEN_UTLYSNING = _Utseende("aapen_utlysning", _("Åpen"), "success", "circle")
    FRISTEN_ER_UTE = _Utseende("fristen_er_ute", _("Fristen er ute"), "neutral", "clock")
    TATT_BORT = _Utseende("tatt_bort", _("Tatt bort"), "neutral", "minus-circle")
    BEHOV_MELDT = _Utseende("behov_meldt", _("Meldt"), "info", "circle")
    I_PROSJEKT = _Utseende("i_prosjekt", _("I et prosjekt"), "accent", "check")
    IKKE_AKTUELT = _Utseende("ikke_aktuelt", _("Ikke lenger aktuelt"), "neutral", "minus-circle")
    # Roles, invitations, long work, mail
    AKTIV = _Utseende("aktiv", _("Aktiv"), "success", "check-circle")
    UTLOPT = _Utseende("utlopt", _("Utløpt"), "neutral", "pause")
    MANGLER = _Utseende("mangler", _("Mangler"), "warning", "warning", True)
    I_KO = _Utseende("i_ko", _("I kø"), "info", "hourglass")
    FERDIG = _Utseende("ferdig", _("Ferdig"), "success", "check-circle")
    FEILET = _Utseende("feilet", _("Feilet"), "danger", "x-octagon", True)
    USIKKER = _Utseende("usikker", _("Usikker"), "warning", "warning", True)

    @property
    def etikett(self) -> str:
        """The word beside the icon, in the reader's language."""
        return str(self.value.etikett)

    @property
    def farge(self) -> str:
        return self.value.farge

    @property
    def ikon(self) -> str:
        return self.value.ikon

    @property
    def hoylytt(self) -> bool:
        """Whether it stays filled where the rest is quiet."""
        return self.value.hoylytt

"""What the database refuses about municipal places, whoever writes them."""

from __future__ import annotations

import pgtrigger

FORESLAAR = ("foreslaa", "endre_plass", "foreslaa_paa_nytt")
"""The verbs by which a municipality says what it proposes."""

ENDRET = pgtrigger.Q(old__tilstand__df=pgtrigger.F("new__tilstand"))
SVARDAG = "(NEW.endret AT TIME ZONE 'Europe/Oslo')::date"


def kommuneplassens_vern() -> list[pgtrigger.Trigger]:
    """Two people stand behind an approved place, it is in time and from a party, and it stays what was approved; what
    somebody has is not taken away.
    """
    return [
        pgtrigger.ReadOnly(name="kommuneplass_bytter_ikke_kommune", fields=["kommune"]),
        pgtrigger.Trigger(
            name="kommuneplass_svares_av_en_annen",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__tilstand__in=["godkjent", "ikke_godkjent"]) & ENDRET,
            func=f"""
                IF NEW.svart_av_id IS NULL OR EXISTS (
                    SELECT 1 FROM saksgang_hendelse h
                    WHERE h.sak_id = NEW.id AND h.navn IN {FORESLAAR}
                      AND (NEW.svart_av_id IN (h.utfort_av_id, h.paa_vegne_av_id)
                           OR NEW.svart_paa_vegne_av_id IN (h.utfort_av_id, h.paa_vegne_av_id))) THEN
                    RAISE EXCEPTION 'kommuneplass_samme_person' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,  # noqa: S608  (our own names)
        ),
        pgtrigger.Trigger(
            name="kommuneplass_godkjennes_i_tide",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__tilstand="godkjent") & ENDRET,
            func=f"""
                IF NEW.oppstart <= {SVARDAG} THEN
                    RAISE EXCEPTION 'kommuneplass_halvaaret_har_begynt' USING ERRCODE = 'check_violation';
                END IF;
                IF NOT EXISTS (SELECT 1 FROM organisasjon_deltakelse d WHERE d.virksomhet_id = NEW.kommune_id
                               AND daterange(d.gyldig_fra, d.gyldig_til, '[]') @> {SVARDAG}) THEN
                    RAISE EXCEPTION 'kommuneplass_deltar_ikke' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,  # noqa: S608
        ),
        pgtrigger.Trigger(
            name="kommuneplass_godkjent_staar",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="godkjent"),
            func=f"""
                IF (NEW.oppstart, NEW.enhet_id) IS DISTINCT FROM (OLD.oppstart, OLD.enhet_id) THEN
                    RAISE EXCEPTION 'kommuneplass_er_godkjent' USING ERRCODE = 'check_violation';
                END IF;
                IF NEW.tilstand <> 'godkjent' AND OLD.oppstart <= {SVARDAG} THEN
                    RAISE EXCEPTION 'kommuneplass_er_i_bruk' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        # The allocation is an app above this one. Who has a place is asked of the rows, whoever writes them.
        pgtrigger.Trigger(
            name="kommuneplass_er_tildelt",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="godkjent") & ENDRET,
            func="""
                IF EXISTS (SELECT 1 FROM tildeling_tildeling t
                           WHERE t.plass_id = NEW.id AND t.tilstand <> 'frafalt') THEN
                    RAISE EXCEPTION 'kommuneplass_er_tildelt' USING ERRCODE = 'check_violation';
                END IF;
                IF EXISTS (SELECT 1 FROM tildeling_restplass r WHERE r.plass_id = NEW.id
                           AND r.tilstand IN ('ledig', 'utlyst', 'avtale_annet_hf')) THEN
                    RAISE EXCEPTION 'kommuneplass_er_restplass' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
    ]

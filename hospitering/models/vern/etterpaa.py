"""What the database refuses about confidentiality, the instruction, evaluation and the weeks that are taken."""

from __future__ import annotations

import pgtrigger

from .sql import sql


def erklaeringens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name="taushet_staar", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="taushet_er_vertens",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            func=sql("""
                IF NOT EXISTS (SELECT 1 FROM hospitering_soknad s JOIN hospitering_taushetstekst t ON t.id = NEW.tekst_id
                               WHERE s.id = NEW.soknad_id AND NEW.mottatt_av_id IS DISTINCT FROM s.soker_id
                                 AND (t.virksomhet_id IS NULL OR t.virksomhet_id = s.vertsvirksomhet_id)) THEN
                    NEI(taushet_hos_en_annen_enn_verten)
                END IF;
                RETURN NEW;
            """),
        ),
    ]


def instruksens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name="instruks_lest_endres_ikke", operation=pgtrigger.Update),
        pgtrigger.Trigger(
            name="instruks_leses_av_sin_side",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            func=sql("""
                IF (NEW.side = 'hospitant') <> (NEW.bruker_id = (
                    SELECT s.soker_id FROM hospitering_soknad s WHERE s.id = NEW.soknad_id)) THEN
                    NEI(instruks_lest_av_den_andre_siden)
                END IF;
                RETURN NEW;
            """),
        ),
    ]


def forberedelsens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.ReadOnly(name="forberedelse_er_den_som_ble_avtalt", fields=["soknad", "tekst", "ansvarlig"]),
        pgtrigger.Trigger(
            name="forberedelse_angres_foer_klar",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__gjort__isnull=False, new__gjort__isnull=True),
            func=sql("""
                IF NOT EXISTS (SELECT 1 FROM hospitering_soknad s
                               WHERE s.id = NEW.soknad_id AND s.tilstand = 'avtale_inngaatt') THEN
                    NEI(forberedelse_staar_naar_alt_er_klart)
                END IF;
                RETURN NEW;
            """),
        ),
    ]


def evalueringens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name="evaluering_slettes_ikke", operation=pgtrigger.Delete),
        pgtrigger.FSM(
            name="evaluering_tilstand",
            field="tilstand",
            transitions=[
                ("venter", "levert"),
                ("venter", "frafalt"),
                ("venter", "utlopt"),
                ("utlopt", "levert"),
                ("utlopt", "frafalt"),
            ],
        ),
        pgtrigger.Trigger(
            name="evaluering_av_sin_side",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            func=sql("""
                IF TG_OP = 'INSERT' AND (NEW.tilstand <> 'venter' OR NOT EXISTS (
                    SELECT 1 FROM hospitering_soknad s WHERE s.id = NEW.soknad_id AND s.tilstand = 'gjennomfort')) THEN
                    NEI(evaluering_etter_gjennomfort)
                END IF;
                IF NEW.levert_av_id IS NOT NULL AND (NEW.side = 'hospitant') <> (NEW.levert_av_id = (
                    SELECT s.soker_id FROM hospitering_soknad s WHERE s.id = NEW.soknad_id)) THEN
                    NEI(evaluering_fra_den_andre_siden)
                END IF;
                RETURN NEW;
            """),
        ),
        pgtrigger.Trigger(
            name="evaluering_frigis_av_lesere",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__frigitt_hospitant__isnull=False) | pgtrigger.Q(new__frigitt_vert__isnull=False),
            func=sql("""
                IF EXISTS (SELECT 1 FROM hospitering_evaluering e
                           WHERE e.soknad_id = NEW.soknad_id AND e.side <> NEW.side AND e.tilstand = 'venter' AND
                           CASE e.side WHEN 'vert' THEN NEW.frigitt_vert ELSE NEW.frigitt_hospitant END IS NOT NULL) THEN
                    NEI(evaluering_frigitt_ulest)
                END IF;
                RETURN NEW;
            """),
        ),
        pgtrigger.Trigger(
            name="evaluering_levert_staar",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="levert"),
            func=sql("""
                IF ROW(NEW.maalnaaelse, NEW.utbytte, NEW.igjen, NEW.form, NEW.levert, NEW.levert_av_id)
                   IS DISTINCT FROM ROW(OLD.maalnaaelse, OLD.utbytte, OLD.igjen, OLD.form, OLD.levert, OLD.levert_av_id)
                   OR (ROW(NEW.laerte, NEW.verdt, NEW.bedre) IS DISTINCT FROM ROW(OLD.laerte, OLD.verdt, OLD.bedre)
                       AND NOT EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = OLD.soknad_id)) THEN
                    NEI(evaluering_levert_endres_ikke)
                END IF;
                RETURN NEW;
            """),
        ),
    ]


def belegget_er_innenfor() -> list[pgtrigger.Trigger]:
    """Never more hospitants at a unit in a week than it has said. The lock is its profile."""
    return [
        pgtrigger.Protect(name="belegg_flyttes_ikke", operation=pgtrigger.Update),
        pgtrigger.Trigger(
            name="belegg_innenfor_kapasiteten",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            declare=[("grense", "integer")],
            func=sql("""
                IF NEW.enhet_id IS DISTINCT FROM (SELECT s.hospiteringsenhet_id FROM hospitering_soknad s
                                                  WHERE s.id = NEW.soknad_id) THEN
                    NEI(belegg_hos_en_annen_enhet)
                END IF;
                SELECT p.kapasitet INTO grense FROM hospitering_enhetsprofil p WHERE p.enhet_id = NEW.enhet_id FOR UPDATE;
                IF FOUND THEN
                    grense := COALESCE((SELECT u.antall FROM hospitering_ukeskapasitet u
                                        WHERE u.profil_id = NEW.enhet_id AND u.uke = NEW.uke), grense);
                    IF (SELECT count(*) FROM hospitering_ukebelegg b
                        WHERE b.enhet_id = NEW.enhet_id AND b.uke = NEW.uke) >= grense THEN
                        NEI(belegg_over_kapasiteten)
                    END IF;
                END IF;
                RETURN NEW;
            """),
        ),
    ]

"""What the database refuses about an agreement: its period, its points, and travel."""

from __future__ import annotations

import pgtrigger

from .sql import sql


def avtalens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name="avtale_slettes_ikke", operation=pgtrigger.Delete),
        pgtrigger.Trigger(
            name="avtale_perioden_er_bekreftet",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__fra__isnull=False),
            func=sql("""
                IF NOT EXISTS (SELECT 1 FROM hospitering_periodeforslag p
                               WHERE p.avtale_id = NEW.soknad_id AND p.tilstand = 'gjelder'
                                 AND p.fra = NEW.fra AND p.til = NEW.til
                                 AND p.evaluering_tidspunkt = NEW.evaluering_tidspunkt) THEN
                    NEI(avtale_periode_uten_bekreftelse)
                END IF;
                IF (SELECT s.tilstand FROM hospitering_soknad s WHERE s.id = NEW.soknad_id) IN BINDENDE
                   AND NOT (UKENE_ER_TATT(NEW.soknad_id, NEW.fra, NEW.til)) THEN
                    NEI(avtale_ukene_er_ikke_tatt)
                END IF;
                RETURN NEW;
            """),
        ),
    ]


def periodens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Protect(name="periode_slettes_ikke", operation=pgtrigger.Delete),
        pgtrigger.ReadOnly(
            name="periode_er_den_som_ble_foreslatt",
            fields=[
                "avtale",
                "art",
                "aarsak",
                "fra",
                "til",
                "evaluering_tidspunkt",
                "evaluering_form",
                "side",
                "foreslatt_av",
            ],
        ),
        pgtrigger.FSM(
            name="periode_tilstand",
            field="tilstand",
            transitions=[
                ("foreslatt", "hos_leder"),
                ("foreslatt", "gjelder"),
                ("foreslatt", "avslatt"),
                ("foreslatt", "erstattet"),
                ("hos_leder", "gjelder"),
                ("hos_leder", "avslatt"),
                ("hos_leder", "erstattet"),
                ("gjelder", "erstattet"),
            ],
        ),
        pgtrigger.Trigger(
            name="periode_begge_sider",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            declare=[("sokeren", "uuid")],
            func=sql("""
                SELECT s.soker_id INTO sokeren FROM hospitering_soknad s WHERE s.id = NEW.avtale_id;
                IF (NEW.side = 'hospitant') <> (NEW.foreslatt_av_id = sokeren)
                   OR (NEW.besvart_av_id IS NOT NULL AND (NEW.besvart_av_id = sokeren) = (NEW.side = 'hospitant'))
                   OR NEW.leder_id IN (sokeren, NEW.foreslatt_av_id, NEW.besvart_av_id) THEN
                    NEI(periode_bekreftes_av_den_andre_siden)
                END IF;
                IF TG_OP = 'INSERT' AND NEW.tilstand <> 'foreslatt' THEN
                    NEI(periode_foreslaas_foerst)
                END IF;
                RETURN NEW;
            """),
        ),
        pgtrigger.Trigger(
            name="periode_utenfor_det_innvilgede",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__tilstand="gjelder", new__leder__isnull=True),
            func=sql("""
                IF NOT EXISTS (SELECT 1 FROM hospitering_soknad s WHERE s.id = NEW.avtale_id
                               AND NEW.fra >= s.periode_fra AND NEW.til <= s.periode_til)
                   AND NOT EXISTS (SELECT 1 FROM hospitering_periodeforslag p
                                   WHERE p.avtale_id = NEW.avtale_id AND p.id <> NEW.id AND p.leder_id IS NOT NULL
                                     AND p.tilstand IN ('gjelder', 'erstattet')
                                     AND NEW.fra >= p.fra AND NEW.til <= p.til) THEN
                    NEI(periode_uten_egen_leder)
                END IF;
                RETURN NEW;
            """),
        ),
    ]


def avklaringens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name="avklaring_staar_naar_avtalen_er_inngaatt",
            operation=pgtrigger.Delete,
            when=pgtrigger.Before,
            func=sql("""
                IF (SELECT s.tilstand FROM hospitering_soknad s WHERE s.id = OLD.soknad_id) IN BINDENDE THEN
                    NEI(avklaring_hoerer_til_en_avtale)
                END IF;
                RETURN OLD;
            """),
        )
    ]


def reisens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name="reise_mellom_arbeidsgiver_og_hospitant",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__bekreftet_av__isnull=False),
            declare=[("sokeren", "uuid")],
            func=sql("""
                SELECT s.soker_id INTO sokeren FROM hospitering_soknad s WHERE s.id = NEW.soknad_id;
                IF (NEW.foreslatt_av_id = sokeren) = (NEW.bekreftet_av_id = sokeren) THEN
                    NEI(reise_avtales_mellom_to)
                END IF;
                RETURN NEW;
            """),
        )
    ]

"""What the database refuses about events, whoever writes it."""

from __future__ import annotations

import pgtrigger

SVARER = "('fou_koordinator', 'kontakt_adm', 'leder')"
"""The roles of a whole party that may say yes for it. As `rules.SVARER`, which says in what order."""


def arrangementets_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.ReadOnly(name="arrangement_bytter_ikke_arrangor", fields=["arrangor", "laget_av"]),
        pgtrigger.Trigger(
            name="arrangement_frist_foer_start",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__paameldingsfrist__isnull=False),
            func="""
                IF NEW.paameldingsfrist > (NEW.start AT TIME ZONE 'Europe/Oslo')::date THEN
                    RAISE EXCEPTION 'arrangement_frist_etter_start' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="arrangement_kunngjores_helt",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="planlagt", new__tilstand="kunngjort"),
            func="""
                IF NOT EXISTS (SELECT 1 FROM arrangement_arrangementstema t WHERE t.arrangement_id = NEW.id) THEN
                    RAISE EXCEPTION 'arrangement_uten_tema' USING ERRCODE = 'check_violation';
                END IF;
                -- A fagdag is held by both levels: hospital trust and municipality, each by its own word (S0-F04, S4-B03).
                IF NEW.type = 'fagdag' AND (
                    SELECT count(DISTINCT v.type) FROM organisasjon_virksomhet v
                    WHERE v.type IN ('helseforetak', 'kommune') AND (v.id = NEW.arrangor_id OR EXISTS (
                        SELECT 1 FROM arrangement_medarrangor m
                        WHERE m.arrangement_id = NEW.id AND m.virksomhet_id = v.id AND m.tilstand = 'bekreftet'))
                ) < 2 THEN
                    RAISE EXCEPTION 'arrangement_mangler_et_nivaa' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="arrangement_plass_til_dem_som_kommer",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__plasser__isnull=False, old__plasser__df=pgtrigger.F("new__plasser")),
            func="""
                IF NEW.plasser < (SELECT count(*) FROM arrangement_deltaker d
                                  WHERE d.arrangement_id = NEW.id AND d.svar = 'ja') THEN
                    RAISE EXCEPTION 'arrangement_for_faa_plasser' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
    ]


def temaenes_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name="arrangement_beholder_et_tema",
            operation=pgtrigger.Delete,
            when=pgtrigger.Before,
            func="""
                IF NOT EXISTS (SELECT 1 FROM arrangement_arrangementstema t
                               WHERE t.arrangement_id = OLD.arrangement_id AND t.id <> OLD.id) THEN
                    RAISE EXCEPTION 'arrangement_uten_tema' USING ERRCODE = 'check_violation';
                END IF;
                RETURN OLD;
            """,
        )
    ]


def medarrangorens_vern() -> list[pgtrigger.Trigger]:
    """No party binds another (S4-B03)."""
    return [
        pgtrigger.ReadOnly(name="medarrangor_er_den_samme", fields=["arrangement", "virksomhet"]),
        pgtrigger.Trigger(
            name="medarrangor_er_en_annen",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            func="""
                IF NEW.virksomhet_id = (SELECT a.arrangor_id FROM arrangement_arrangement a WHERE a.id = NEW.arrangement_id)
                   OR NEW.tilstand <> 'invitert' THEN
                    RAISE EXCEPTION 'medarrangor_inviteres_foerst' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="medarrangor_svarer_selv",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__tilstand__in=["bekreftet", "avslatt"])
            & (
                pgtrigger.Q(old__tilstand__df=pgtrigger.F("new__tilstand"))
                | pgtrigger.Q(old__besvart__df=pgtrigger.F("new__besvart"))
            ),
            func=f"""
                IF NEW.kanal = 'portal' AND NOT EXISTS (
                    SELECT 1 FROM organisasjon_rolle r
                    WHERE r.virksomhet_id = NEW.virksomhet_id AND r.enhet_id IS NULL AND r.type IN {SVARER}
                      AND daterange(r.gyldig_fra, r.gyldig_til, '[]') @> (NEW.besvart AT TIME ZONE 'Europe/Oslo')::date
                      AND (r.bruker_id = NEW.av_id OR EXISTS (
                          SELECT 1 FROM organisasjon_stedfortreder s WHERE s.rolle_id = r.id AND s.bruker_id = NEW.av_id
                            AND daterange(s.gyldig_fra, s.gyldig_til, '[]')
                                @> (NEW.besvart AT TIME ZONE 'Europe/Oslo')::date))
                ) THEN
                    RAISE EXCEPTION 'medarrangor_bindes_av_en_annen' USING ERRCODE = 'check_violation';
                END IF;
                IF NEW.kanal <> 'portal' AND EXISTS (
                    SELECT 1 FROM organisasjon_rolle r JOIN organisasjon_bruker b ON b.id = r.bruker_id AND b.is_active
                    WHERE r.virksomhet_id = NEW.virksomhet_id AND r.enhet_id IS NULL AND r.type IN {SVARER}
                      AND daterange(r.gyldig_fra, r.gyldig_til, '[]') @> (NEW.besvart AT TIME ZONE 'Europe/Oslo')::date
                ) THEN
                    RAISE EXCEPTION 'medarrangor_kan_svare_selv' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,  # noqa: S608  (our own names)
        ),
        pgtrigger.Protect(
            name="medarrangor_som_har_svart_blir_staaende",
            operation=pgtrigger.Delete,
            condition=~pgtrigger.Q(old__tilstand="invitert"),
        ),
    ]


def deltakerens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.ReadOnly(name="deltaker_er_den_samme", fields=["arrangement", "bruker"]),
        pgtrigger.Trigger(
            name="deltaker_innenfor_plassene",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__svar="ja"),
            func="""
                -- The row lock lets two who want the last place come one after the other.
                PERFORM 1 FROM arrangement_arrangement a WHERE a.id = NEW.arrangement_id FOR NO KEY UPDATE;
                IF TG_OP = 'UPDATE' AND OLD.svar = 'ja' THEN
                    RETURN NEW;
                END IF;
                IF (SELECT a.plasser FROM arrangement_arrangement a WHERE a.id = NEW.arrangement_id) <=
                   (SELECT count(*) FROM arrangement_deltaker d WHERE d.arrangement_id = NEW.arrangement_id
                      AND d.svar = 'ja' AND d.id <> NEW.id) THEN
                    RAISE EXCEPTION 'deltaker_fullt' USING ERRCODE = 'check_violation';
                END IF;
                IF EXISTS (SELECT 1 FROM arrangement_deltaker d WHERE d.arrangement_id = NEW.arrangement_id
                             AND d.svar = 'venteliste' AND d.id <> NEW.id
                             AND (d.tidspunkt, d.id) < (NEW.tidspunkt, NEW.id)) THEN
                    RAISE EXCEPTION 'deltaker_gaar_forbi_ventelisten' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="deltaker_var_med_paa_noe_som_ble_holdt",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__svar__in=["var_med", "uteble"]),
            func="""
                IF (SELECT a.tilstand FROM arrangement_arrangement a WHERE a.id = NEW.arrangement_id) <> 'gjennomfort' THEN
                    RAISE EXCEPTION 'deltaker_paa_noe_som_ikke_er_holdt' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Protect(
            name="deltaker_er_slettet",
            operation=pgtrigger.Update,
            condition=pgtrigger.Q(old__slettet__isnull=False, new__slettet__isnull=True),
        ),
    ]

"""What the database refuses about an application, whoever writes it."""

from __future__ import annotations

import pgtrigger

from .sql import sql


def _ved_overgang(navn: str, til: str, func: str) -> pgtrigger.Trigger:
    """What must be true in other tables when a case comes to a state."""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__tilstand=til) & ~pgtrigger.Q(old__tilstand=til),
        func=sql(func + "\nRETURN NEW;"),
    )


def soknadens_vern() -> list[pgtrigger.Trigger]:
    return [
        pgtrigger.Trigger(
            name="soknad_verten_er_det_det_sokes_i",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            condition=~pgtrigger.Q(new__tilstand="utkast"),
            func=sql("""
                IF NOT EXISTS (SELECT 1 FROM organisasjon_virksomhet v WHERE v.id = NEW.vertsvirksomhet_id
                               AND CASE NEW.sokes_i WHEN 'hf' THEN v.type = 'helseforetak'
                                                    WHEN 'kommune' THEN v.type = 'kommune'
                                                    ELSE v.type NOT IN ('helseforetak', 'kommune') END) THEN
                    NEI(soknad_feil_vertstype)
                END IF;
                IF EXISTS (SELECT 1 FROM organisasjon_enhet e
                           WHERE e.id IN (NEW.vertsenhet_id, NEW.hospiteringsenhet_id)
                             AND e.virksomhet_id <> NEW.vertsvirksomhet_id) THEN
                    NEI(soknad_enhet_utenfor_verten)
                END IF;
                RETURN NEW;
            """),
        ),
        _ved_overgang(
            "soknad_avtale_er_avklart",
            "avtale_inngaatt",
            """
                IF NOT EXISTS (SELECT 1 FROM hospitering_avtale a JOIN hospitering_periodeforslag p
                               ON p.avtale_id = a.soknad_id AND p.tilstand = 'gjelder' AND p.fra = a.fra AND p.til = a.til
                               WHERE a.soknad_id = NEW.id AND UKENE_ER_TATT(NEW.id, a.fra, a.til))
                   OR NOT EXISTS (SELECT 1 FROM hospitering_reiseavtale r
                                  WHERE r.soknad_id = NEW.id AND r.bekreftet IS NOT NULL)
                   OR (SELECT count(*) FROM hospitering_avklaring k WHERE k.soknad_id = NEW.id) < 18 THEN
                    NEI(soknad_avtalen_er_ikke_avklart)
                END IF;
            """,
        ),
        _ved_overgang(
            "soknad_klar_er_alt_groent",
            "klar",
            """
                IF NOT EXISTS (SELECT 1 FROM hospitering_taushetserklaering t WHERE t.soknad_id = NEW.id)
                   OR (SELECT count(*) FROM hospitering_instrukslesing i WHERE i.soknad_id = NEW.id) < 2
                   OR EXISTS (SELECT 1 FROM hospitering_forberedelse f WHERE f.soknad_id = NEW.id AND f.gjort IS NULL) THEN
                    NEI(soknad_er_ikke_klar)
                END IF;
            """,
        ),
        _ved_overgang(
            "soknad_starter_bare_klar",
            "paagaar",
            """
                IF NOT EXISTS (SELECT 1 FROM hospitering_avtale a WHERE a.soknad_id = NEW.id AND a.klar_tid IS NOT NULL
                               AND (a.klar_tid AT TIME ZONE 'Europe/Oslo')::date <= a.fra)
                   OR NOT EXISTS (SELECT 1 FROM hospitering_taushetserklaering t WHERE t.soknad_id = NEW.id) THEN
                    NEI(soknad_var_ikke_klar_til_start)
                END IF;
            """,
        ),
        _ved_overgang(
            "soknad_avlyst_har_grunn",
            "avlyst",
            """
                IF NOT EXISTS (SELECT 1 FROM hospitering_avtale a WHERE a.soknad_id = NEW.id AND a.slutt_aarsak <> '') THEN
                    NEI(soknad_avlyst_uten_grunn)
                END IF;
            """,
        ),
        _ved_overgang(
            "soknad_fullfort_er_evaluert",
            "evaluert",
            """
                IF (SELECT count(*) FROM hospitering_evaluering e
                    WHERE e.soknad_id = NEW.id AND e.tilstand IN ('levert', 'frafalt')) < 2 THEN
                    NEI(soknad_er_ikke_evaluert)
                END IF;
            """,
        ),
        pgtrigger.Trigger(
            name="soknad_gir_ukene_tilbake",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__tilstand__in=["trukket", "avlyst"]),
            func=sql("""
                IF EXISTS (SELECT 1 FROM hospitering_ukebelegg b WHERE b.soknad_id = NEW.id) THEN
                    NEI(soknad_holder_paa_ukene)
                END IF;
                RETURN NEW;
            """),
        ),
        pgtrigger.Trigger(
            name="soknad_plass_i_invitasjonen",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__tilstand="innvilget_vert", new__invitasjon__isnull=False)
            & ~pgtrigger.Q(old__tilstand="innvilget_vert"),
            declare=[("antall", "integer")],
            func=sql("""
                SELECT i.plasser INTO antall FROM hospitering_aapeninvitasjon i WHERE i.id = NEW.invitasjon_id FOR UPDATE;
                IF (SELECT count(*) FROM hospitering_soknad s WHERE s.invitasjon_id = NEW.invitasjon_id AND s.id <> NEW.id
                    AND s.tilstand IN ('innvilget_vert', 'avtale_under_arbeid', 'avtale_inngaatt', 'klar', 'paagaar',
                                       'gjennomfort', 'evaluert')) >= antall THEN
                    NEI(soknad_invitasjonen_er_full)
                END IF;
                RETURN NEW;
            """),
        ),
    ]

"""What the database refuses about projects, whoever writes it."""

from __future__ import annotations

import pgtrigger


def prosjektets_vern() -> list[pgtrigger.Trigger]:
    """Anchored by a committee and by every partner; applied for by an application; begun on money or without any."""
    return [
        pgtrigger.ReadOnly(name="prosjekt_er_det_samme", fields=["laget_av", "saksnummer"]),
        pgtrigger.Trigger(
            name="prosjekt_forankres_av_alle",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__tilstand="forankret") & ~pgtrigger.Q(old__tilstand="forankret"),
            func="""
                IF COALESCE((SELECT f.utfall FROM forskning_forankring f WHERE f.prosjekt_id = NEW.id
                             ORDER BY f.sendt DESC LIMIT 1), '') NOT IN ('vedtatt', 'vedtatt_endret')
                   OR EXISTS (SELECT 1 FROM forskning_partner p
                              WHERE p.prosjekt_id = NEW.id AND p.svar = 'invitert')
                   OR NOT EXISTS (SELECT 1 FROM forskning_partner p WHERE p.prosjekt_id = NEW.id
                                  AND p.virksomhet_id = NEW.eier_id AND p.svar = 'bekreftet') THEN
                    RAISE EXCEPTION 'prosjekt_er_ikke_forankret_av_alle' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="prosjekt_soknad_er_registrert",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__tilstand="soknad_sendt") & ~pgtrigger.Q(old__tilstand="soknad_sendt"),
            func="""
                IF NOT EXISTS (SELECT 1 FROM forskning_soknad s WHERE s.prosjekt_id = NEW.id AND s.utfall = '') THEN
                    RAISE EXCEPTION 'prosjekt_uten_soknad' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="prosjekt_starter_med_midler_eller_uten",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(new__tilstand="paagaar") & ~pgtrigger.Q(old__tilstand="paagaar"),
            func="""
                IF OLD.tilstand = 'soknad_sendt' AND NOT EXISTS (
                    SELECT 1 FROM forskning_soknad s WHERE s.prosjekt_id = NEW.id AND s.utfall = 'innvilget') THEN
                    RAISE EXCEPTION 'prosjekt_uten_midler' USING ERRCODE = 'check_violation';
                END IF;
                IF OLD.tilstand NOT IN ('soknad_sendt', 'fullfort') AND NEW.finansiering <> 'egen' THEN
                    RAISE EXCEPTION 'prosjekt_soker_midler' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
    ]


def gjelder_staar(navn: str, dokument: str) -> pgtrigger.Trigger:
    """What belongs to a document changes only while it is a draft; `dokument` is SQL for it, of `r` (the row)."""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("r", "record")],
        func=f"""
            IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
            IF NOT EXISTS (SELECT 1 FROM forskning_dokument d WHERE d.id = {dokument} AND d.tilstand = 'utkast') THEN
                RAISE EXCEPTION '{navn}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN r;
        """,  # noqa: S608  (our own names)
    )

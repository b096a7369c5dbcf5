"""What the database refuses about rounds, whoever writes it."""

from __future__ import annotations

import pgtrigger

TOMMES = "EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = runde)"
SITTER = """
    SELECT 1 FROM organisasjon_organmedlem s JOIN tildeling_runde u ON u.id = {runde} AND u.organ_id = s.organ_id
    WHERE s.verv NOT IN ({uten})
      AND daterange(s.gyldig_fra, s.gyldig_til, '[]') @> ({tid} AT TIME ZONE 'Europe/Oslo')::date
      AND s.bruker_id = {bruker}
"""
"""The person has a capacity in the committee of the round that day, other than `uten`."""
UTEN_PLASS = "'sekretaer', 'observator'"


def mens(navn: str, *tilstander: str, runde: str = "r.runde_id", utenom: str = "false") -> pgtrigger.Trigger:
    """Rows of a round change only while it is in one of these states.

    `runde` is SQL for the round of `r` (the row), `utenom` for a change of `NEW` and `OLD` that is always let through.
    A round that is emptied (`Tomming`) may lose its text.
    """
    i = ", ".join(f"'{t}'" for t in tilstander)
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("r", "record"), ("runde", "uuid")],
        func=f"""
            IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
            IF TG_OP = 'UPDATE' THEN
                IF {utenom} THEN RETURN NEW; END IF;
            END IF;
            runde := {runde};
            IF NOT EXISTS (SELECT 1 FROM tildeling_runde u WHERE u.id = runde AND u.tilstand IN ({i}) FOR KEY SHARE)
               AND NOT {TOMMES} THEN
                RAISE EXCEPTION '{navn}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN r;
        """,  # noqa: S608  (our own names)
    )


def i_rundens_kriterier(navn: str, runde: str) -> pgtrigger.Trigger:
    """The group of the row is one of those in the criteria of the round."""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Insert | pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF NOT EXISTS (SELECT 1 FROM tildeling_runde u JOIN tildeling_kriteriegruppe g ON g.kriterier_id = u.kriterier_id
                           WHERE u.id = {runde} AND g.id = NEW.gruppe_id) THEN
                RAISE EXCEPTION '{navn}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608  (our own names)
    )


def bare_utkast(navn: str, kriterier: str = "r.kriterier_id") -> pgtrigger.Trigger:
    """What belongs to criteria changes only while they are a draft: what is adopted, and what is put forward, stands."""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("r", "record")],
        func=f"""
            IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
            IF NOT EXISTS (SELECT 1 FROM tildeling_kriterier k WHERE k.id = {kriterier} AND k.tilstand = 'utkast') THEN
                RAISE EXCEPTION '{navn}' USING ERRCODE = 'check_violation';
            END IF;
            RETURN r;
        """,  # noqa: S608  (our own names)
    )


def rundens_vern() -> list[pgtrigger.Trigger]:
    """A round opens on adopted criteria, is decided by those who may, and says the same for ever after."""
    return [
        pgtrigger.ReadOnly(name="runde_lovet_fro", fields=["fro", "forpliktelse", "oppstart", "organ"]),
        pgtrigger.Trigger(
            name="runde_aapnes_paa_vedtatte_kriterier",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="planlagt", new__tilstand="aapen"),
            func="""
                IF NOT EXISTS (SELECT 1 FROM tildeling_kriterier k WHERE k.id = NEW.kriterier_id
                               AND k.tilstand = 'gjelder' AND k.organ_id = NEW.organ_id FOR SHARE) THEN
                    RAISE EXCEPTION 'runde_uten_vedtatte_kriterier' USING ERRCODE = 'check_violation';
                END IF;
                IF EXISTS (SELECT 1 FROM tildeling_reservasjon r JOIN tildeling_kriteriegruppe g ON g.id = r.gruppe_id
                           WHERE r.runde_id = NEW.id AND g.kriterier_id <> NEW.kriterier_id)
                   OR EXISTS (SELECT 1 FROM tildeling_gruppemedlem m JOIN tildeling_kandidat k ON k.id = m.kandidat_id
                              JOIN tildeling_kriteriegruppe g ON g.id = m.gruppe_id
                              WHERE k.runde_id = NEW.id AND g.kriterier_id <> NEW.kriterier_id) THEN
                    RAISE EXCEPTION 'runde_grupper_fra_andre_kriterier' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="runde_bytter_ikke_kriterier",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=~pgtrigger.Q(old__tilstand="planlagt") & pgtrigger.Q(old__kriterier__df=pgtrigger.F("new__kriterier")),
            func="RAISE EXCEPTION 'runde_bytter_ikke_kriterier' USING ERRCODE = 'check_violation';",
        ),
        pgtrigger.Trigger(
            name="runde_til_underskrift_er_klar",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="behandles", new__tilstand="underskrift"),
            func="""
                IF NOT EXISTS (SELECT 1 FROM tildeling_forslag f WHERE f.id = NEW.valgt_id AND f.runde_id = NEW.id
                               AND f.tilstand IN ('beregnet', 'valgt') AND NOT f.hypotetisk)
                   OR EXISTS (SELECT 1 FROM tildeling_habilitet h WHERE h.runde_id = NEW.id AND h.utfall = '')
                   OR (SELECT count(*) FROM tildeling_deltaker d WHERE d.runde_id = NEW.id AND d.tilbakekalt IS NULL)
                      < (SELECT k.beslutningsdyktig FROM tildeling_kriterier k WHERE k.id = NEW.kriterier_id) THEN
                    RAISE EXCEPTION 'runde_ikke_klar_til_underskrift' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="runde_vedtas_av_dem_som_skal",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="underskrift", new__tilstand="vedtatt"),
            func="""
                IF EXISTS (SELECT 1 FROM tildeling_deltaker d
                           WHERE d.runde_id = NEW.id AND d.tilbakekalt IS NULL AND d.signert IS NULL)
                   OR NOT EXISTS (SELECT 1 FROM tildeling_deltaker d
                                  WHERE d.runde_id = NEW.id AND d.tilbakekalt IS NULL) THEN
                    RAISE EXCEPTION 'runde_mangler_underskrift' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="runde_vedtatt_staar",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand__in=["vedtatt", "publisert", "avlyst"]),
            func="""
                IF (OLD.kriterier_id, OLD.kanal, OLD.arbeidsutvalg_id) IS DISTINCT FROM
                   (NEW.kriterier_id, NEW.kanal, NEW.arbeidsutvalg_id)
                   OR OLD.valgt_id IS DISTINCT FROM NEW.valgt_id AND NEW.tilstand <> 'behandles' THEN
                    RAISE EXCEPTION 'runde_vedtatt_staar' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
    ]

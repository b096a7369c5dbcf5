"""What the database refuses about meetings, whoever writes it."""

from __future__ import annotations

import pgtrigger

LUKKET = "('protokollert', 'godkjent', 'avlyst')"
"""While minutes wait for approval, and for ever after, what they say stands. A cancelled meeting has none."""


def frosset(navn: str, mote: str, *, aapne: str = "") -> pgtrigger.Trigger:
    """Rows of a meeting stand still once its minutes are handed in; `aapne` is a column that may change still.

    `mote` is SQL for the meeting, of `r` (the row). A case that is emptied (`Tomming`) may lose its text.
    """
    uendret = f"AND NOT (TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{aapne}' = to_jsonb(OLD) - '{aapne}')" if aapne else ""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=[("r", "record"), ("mote", "uuid")],
        func=f"""
            IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
            mote := {mote};
            IF (SELECT m.tilstand FROM utvalg_mote m WHERE m.id = mote) IN {LUKKET}
               AND NOT EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = mote) {uendret} THEN
                RAISE EXCEPTION 'mote_protokollen_er_laast' USING ERRCODE = 'check_violation';
            END IF;
            RETURN r;
        """,  # noqa: S608  (our own names)
    )


MOTEDAG = "((CASE m.form WHEN 'skriftlig' THEN m.slutt ELSE m.start END) AT TIME ZONE 'Europe/Oslo')::date"
"""The day of a meeting `m`: a written procedure ends on it."""


DELTAR = "('leder', 'nestleder', 'medlem', 'brukerrepresentant')"
"""Who has a seat: they decide and lead. Observers and the secretary are there, and do neither."""


def sitter_i_organet(navn: str) -> pgtrigger.Trigger:
    """`bruker` fills the seat of `medlem` at the meeting: as the member, or as a deputy of that committee on the day.

    Asked when somebody is put there, never later: who sat there then is not undone by a capacity that ended since.
    """
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("mote_id", "medlem_id", "bruker_id"),
        when=pgtrigger.Before,
        func=f"""
            IF NOT EXISTS (
                SELECT 1 FROM utvalg_mote m
                JOIN organisasjon_organmedlem s ON s.id = NEW.medlem_id AND s.organ_id = m.organ_id AND s.verv <> 'vara'
                WHERE m.id = NEW.mote_id
                  AND daterange(s.gyldig_fra, s.gyldig_til, '[]') @> {MOTEDAG}
                  AND (s.bruker_id = NEW.bruker_id OR EXISTS (
                      SELECT 1 FROM organisasjon_organmedlem v
                      WHERE v.organ_id = m.organ_id AND v.verv = 'vara' AND v.bruker_id = NEW.bruker_id
                        AND daterange(v.gyldig_fra, v.gyldig_til, '[]') @> {MOTEDAG}
                        AND (v.vara_for_id = s.id OR v.vara_for_id IS NULL
                             AND (v.representasjon_id IS NULL OR v.representasjon_id = s.representasjon_id))))
            ) THEN
                RAISE EXCEPTION 'mote_sitter_ikke_i_organet' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608  (our own SQL)
    )


def motets_vern() -> list[pgtrigger.Trigger]:
    """Approved minutes stand, and are approved by those who must."""
    return [
        pgtrigger.ReadOnly(name="mote_bytter_ikke_organ", fields=["organ", "form"]),
        pgtrigger.Trigger(
            name="mote_godkjent_staar",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand__in=["protokollert", "godkjent", "avlyst"]),
            func="""
                IF to_jsonb(NEW) - 'versjon' - 'endret' - 'tilstand'
                   IS DISTINCT FROM to_jsonb(OLD) - 'versjon' - 'endret' - 'tilstand'
                   AND NOT EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = OLD.id) THEN
                    RAISE EXCEPTION 'mote_protokollen_er_laast' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="mote_godkjennes_av_dem_som_skal",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="protokollert", new__tilstand="godkjent"),
            func="""
                IF NOT EXISTS (SELECT 1 FROM utvalg_oppmote o WHERE o.mote_id = NEW.id
                               AND o.godkjent IS NOT NULL AND (NEW.godkjenning = 'alle' OR o.bruker_id = NEW.moteleder_id))
                   OR NEW.godkjenning = 'alle' AND EXISTS (
                       SELECT 1 FROM utvalg_oppmote o JOIN organisasjon_bruker b ON b.id = o.bruker_id AND b.is_active
                       JOIN organisasjon_organmedlem m ON m.bruker_id = b.id AND m.organ_id = NEW.organ_id
                         AND daterange(m.gyldig_fra, m.gyldig_til, '[]') @> (NEW.endret AT TIME ZONE 'Europe/Oslo')::date
                       WHERE o.mote_id = NEW.id AND o.godkjent IS NULL) THEN
                    RAISE EXCEPTION 'mote_mangler_godkjenning' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
        pgtrigger.Trigger(
            name="mote_protokoll_er_hel",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="holdt", new__tilstand="protokollert"),
            func=f"""
                IF EXISTS (SELECT 1 FROM utvalg_motesak s WHERE s.mote_id = NEW.id AND s.trukket IS NULL AND s.utfall = '')
                   OR NOT EXISTS (SELECT 1 FROM utvalg_oppmote o JOIN organisasjon_organmedlem p ON p.id = o.medlem_id
                                  WHERE o.mote_id = NEW.id AND o.bruker_id = NEW.moteleder_id AND p.verv IN {DELTAR}) THEN
                    RAISE EXCEPTION 'mote_protokollen_mangler_noe' USING ERRCODE = 'check_violation';
                END IF;
                IF EXISTS (SELECT 1 FROM utvalg_motesak s
                           WHERE s.mote_id = NEW.id AND s.trukket IS NULL AND s.utfall <> 'utsatt' AND NOT EXISTS (
                               SELECT 1 FROM utvalg_oppmote o JOIN organisasjon_organmedlem p ON p.id = o.medlem_id
                               WHERE o.mote_id = NEW.id AND p.verv IN {DELTAR} AND NOT EXISTS (
                                   SELECT 1 FROM utvalg_inhabilitet i
                                   WHERE i.motesak_id = s.id AND i.oppmote_id = o.id))) THEN
                    RAISE EXCEPTION 'mote_bare_inhabile_behandlet' USING ERRCODE = 'check_violation';
                END IF;
                IF NEW.godkjenning = 'leder' AND EXISTS (
                    SELECT 1 FROM utvalg_inhabilitet i JOIN utvalg_motesak s ON s.id = i.motesak_id
                    WHERE s.mote_id = NEW.id AND s.trukket IS NULL AND i.bruker_id = NEW.moteleder_id) THEN
                    RAISE EXCEPTION 'mote_inhabil_godkjenner_ikke_alene' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,  # noqa: S608  (our own names)
        ),
    ]

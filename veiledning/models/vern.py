"""What the database refuses about a question, whoever writes it."""

from __future__ import annotations

import pgtrigger

from grunnmur.organisasjon.models import Virksomhetstype

from .kodeverk import Hjemmel

SPESIALIST = (Virksomhetstype.HELSEFORETAK, Virksomhetstype.AVTALESPESIALIST, Virksomhetstype.PRIVAT_MED_TILSKUDD)
"""Who owes the municipalities guidance: the trusts, and those with subsidy from the regional authority (S0-V02, V03)."""
SVARER_SELV = (Virksomhetstype.AVTALESPESIALIST, Virksomhetstype.PRIVAT_MED_TILSKUDD)
"""Parties without units: the people there answer personally."""


def _type_er(felt: str, *typer: str) -> str:
    verdier = ", ".join(f"'{t}'" for t in typer)
    return f"(SELECT v.type FROM organisasjon_virksomhet v WHERE v.id = NEW.{felt}_id) IN ({verdier})"  # noqa: S608  (our own values)


def vern() -> list[pgtrigger.Trigger]:
    """From one level to another under the law of that direction, and its scope is never changed once it is sent."""
    return [
        pgtrigger.Trigger(
            name="foresporsel_fra_et_niva_til_et_annet",
            operation=pgtrigger.Insert | pgtrigger.Update,
            when=pgtrigger.Before,
            func=f"""
                IF NOT EXISTS (SELECT 1 FROM organisasjon_enhet e WHERE e.id = NEW.fra_enhet_id
                               AND e.virksomhet_id = NEW.fra_virksomhet_id)
                   OR EXISTS (SELECT 1 FROM organisasjon_enhet e WHERE e.id = NEW.til_enhet_id
                              AND e.virksomhet_id IS DISTINCT FROM NEW.til_virksomhet_id) THEN
                    RAISE EXCEPTION 'foresporsel_enhet_i_annen_virksomhet' USING ERRCODE = 'check_violation';
                END IF;
                IF NEW.tilstand <> 'utkast' AND NOT (
                    NEW.hjemmel = '{Hjemmel.SPHL_6_3}' AND {_type_er("fra_virksomhet", Virksomhetstype.KOMMUNE)}
                        AND {_type_er("til_virksomhet", *SPESIALIST)}
                    OR NEW.hjemmel = '{Hjemmel.HOL_5_11}' AND {_type_er("fra_virksomhet", *SPESIALIST)}
                        AND {_type_er("til_virksomhet", Virksomhetstype.KOMMUNE)}) THEN
                    RAISE EXCEPTION 'foresporsel_feil_hjemmel' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,  # noqa: S608  (our own values)
        ),
        # What was sent stays what was sent: a conversation goes on in the thread.
        pgtrigger.Trigger(
            name="foresporsel_omfang_er_laast",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=~pgtrigger.Q(old__tilstand="utkast") & ~pgtrigger.Q(old__omfang=pgtrigger.F("new__omfang")),
            func="RAISE EXCEPTION 'foresporsel_omfang_er_laast' USING ERRCODE = 'check_violation';",
        ),
        # A joint session is no way to a later deadline, and answers those who were there (S1-V03, S1-V11).
        pgtrigger.Trigger(
            name="foresporsel_samordning_gir_ikke_ny_frist",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="samordnet", new__tilstand="meldt")
            & pgtrigger.Q(new__svarfrist__gt=pgtrigger.F("old__svarfrist")),
            func="RAISE EXCEPTION 'foresporsel_samordning_gir_ikke_ny_frist' USING ERRCODE = 'check_violation';",
        ),
        pgtrigger.Trigger(
            name="foresporsel_holdt_for_den_som_var_med",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            condition=pgtrigger.Q(old__tilstand="samordnet", new__tilstand="gjennomfort"),
            func="""
                IF NOT EXISTS (SELECT 1 FROM veiledning_paamelding p WHERE p.aktivitet_id = NEW.samordnet_til_id
                               AND p.bruker_id = NEW.melder_id AND p.svar = 'var_med') THEN
                    RAISE EXCEPTION 'foresporsel_holdt_for_den_som_var_med' USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
        ),
    ]

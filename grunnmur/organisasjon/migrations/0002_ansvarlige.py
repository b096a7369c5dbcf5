"""The walk up the unit tree, as SQL, so that rules, lists and the sweep ask one and the same question."""

from django.db import migrations

ANSVARLIGE = """
CREATE FUNCTION organisasjon_ansvarlige(
    rolletype text, fra_enhet uuid, i_virksomhet uuid, unntatt uuid[], dag date
) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    -- The ids of the current roles of one type at the nearest level that has any: the unit itself,
    -- each unit above it, and at last the virksomhet. Holders in `unntatt` are passed over.
    -- A virksomhet without anybody for intake answers through its administrative contact (G-12).
    WITH RECURSIVE opp(id, overordnet_id, n) AS (
        SELECT e.id, e.overordnet_id, 0 FROM organisasjon_enhet e WHERE e.id = fra_enhet
        UNION ALL
        SELECT e.id, e.overordnet_id, opp.n + 1
        FROM organisasjon_enhet e JOIN opp ON e.id = opp.overordnet_id WHERE opp.n < 50
    ), treff AS (
        SELECT r.id, CASE WHEN r.type <> rolletype THEN 2000 WHEN r.enhet_id IS NULL THEN 1000 ELSE opp.n END AS n
        FROM organisasjon_rolle r
        JOIN organisasjon_bruker b ON b.id = r.bruker_id AND b.is_active
        LEFT JOIN opp ON opp.id = r.enhet_id
        WHERE r.virksomhet_id = i_virksomhet
          AND (r.type = rolletype OR (rolletype = 'mottaksansvarlig' AND r.type = 'kontakt_adm'))
          AND (r.enhet_id IS NULL OR opp.id IS NOT NULL)
          AND r.gyldig_fra <= dag AND (r.gyldig_til IS NULL OR r.gyldig_til >= dag)
          AND NOT (r.bruker_id = ANY (unntatt))
    )
    SELECT treff.id FROM treff WHERE treff.n = (SELECT min(t.n) FROM treff t)
$$;

CREATE FUNCTION organisasjon_kan_svare(
    rolletype text, fra_enhet uuid, i_virksomhet uuid, unntatt uuid[], dag date, roller uuid[]
) RETURNS boolean LANGUAGE sql STABLE AS $$
    -- Whether one of these roles answers for the question.
    SELECT EXISTS (
        SELECT 1 FROM organisasjon_ansvarlige(rolletype, fra_enhet, i_virksomhet, unntatt, dag) AS svarer(rolle)
        WHERE svarer.rolle = ANY (roller)
    )
$$;

CREATE FUNCTION organisasjon_underliggende(topper uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
    -- The given units and every unit below them.
    WITH RECURSIVE ned(id) AS (
        SELECT e.id FROM organisasjon_enhet e WHERE e.id = ANY (topper)
        UNION
        SELECT e.id FROM organisasjon_enhet e JOIN ned ON e.overordnet_id = ned.id
    )
    SELECT ned.id FROM ned
$$;

CREATE TYPE uuidrange AS RANGE (subtype = uuid);
CREATE TYPE tekstrange AS RANGE (subtype = text, collation = "C");

-- Nobody holds the same role at the same place twice at once.
ALTER TABLE organisasjon_rolle ADD CONSTRAINT rolle_ikke_dobbelt EXCLUDE USING gist (
    uuidrange(bruker_id, bruker_id, '[]') WITH &&,
    uuidrange(COALESCE(enhet_id, virksomhet_id), COALESCE(enhet_id, virksomhet_id), '[]') WITH &&,
    tekstrange(type::text, type::text, '[]') WITH &&,
    daterange(gyldig_fra, gyldig_til, '[]') WITH &&
);
-- Nobody stands in twice at once for the same role.
ALTER TABLE organisasjon_stedfortreder ADD CONSTRAINT stedfortreder_ikke_dobbelt EXCLUDE USING gist (
    uuidrange(rolle_id, rolle_id, '[]') WITH &&,
    uuidrange(bruker_id, bruker_id, '[]') WITH &&,
    daterange(gyldig_fra, gyldig_til, '[]') WITH &&
);
-- Nobody takes part twice at once.
ALTER TABLE organisasjon_deltakelse ADD CONSTRAINT deltakelse_ikke_dobbelt EXCLUDE USING gist (
    uuidrange(virksomhet_id, virksomhet_id, '[]') WITH &&,
    uuidrange(helsefellesskap_id, helsefellesskap_id, '[]') WITH &&,
    daterange(gyldig_fra, gyldig_til, '[]') WITH &&
);
"""

TILBAKE = """
ALTER TABLE organisasjon_deltakelse DROP CONSTRAINT deltakelse_ikke_dobbelt;
ALTER TABLE organisasjon_rolle DROP CONSTRAINT rolle_ikke_dobbelt;
ALTER TABLE organisasjon_stedfortreder DROP CONSTRAINT stedfortreder_ikke_dobbelt;
DROP TYPE tekstrange;
DROP TYPE uuidrange;
DROP FUNCTION organisasjon_underliggende(uuid[]);
DROP FUNCTION organisasjon_kan_svare(text, uuid, uuid, uuid[], date, uuid[]);
DROP FUNCTION organisasjon_ansvarlige(text, uuid, uuid, uuid[], date);
"""


class Migration(migrations.Migration):
    dependencies = [("organisasjon", "0001_initial")]
    operations = [migrations.RunSQL(ANSVARLIGE, TILBAKE)]

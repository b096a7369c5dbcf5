"""No event of a question about one patient carries text: neither a comment, nor words among its parameters (S1-V13)."""

from django.db import migrations

FRAM = """
CREATE FUNCTION veiledning_hendelse_uten_tekst() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Parameters are codes, dates and the names of units and people, under these keys only.
    IF NEW.kommentar = '' AND NEW.data - ARRAY['grunn', 'fra', 'til', 'frist'] = '{}'::jsonb
       AND COALESCE(NEW.data ->> 'grunn', '') ~ '^[a-z_]*$'
       AND COALESCE(NEW.data ->> 'frist', '') ~ '^([0-9]{4}-[0-9]{2}-[0-9]{2})?$' THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT 1 FROM veiledning_foresporsel f WHERE f.id = NEW.sak_id AND f.omfang = 'enkeltpasient') THEN
        RAISE EXCEPTION 'tekst_om_enkeltpasient' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER veiledning_hendelse_uten_tekst BEFORE INSERT OR UPDATE ON saksgang_hendelse
    FOR EACH ROW EXECUTE FUNCTION veiledning_hendelse_uten_tekst();
"""

TILBAKE = """
DROP TRIGGER veiledning_hendelse_uten_tekst ON saksgang_hendelse;
DROP FUNCTION veiledning_hendelse_uten_tekst();
"""


class Migration(migrations.Migration):
    dependencies = [("veiledning", "0001_initial"), ("saksgang", "0003_bevaring")]
    operations = [migrations.RunSQL(FRAM, TILBAKE)]

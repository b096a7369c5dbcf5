"""Look up a case of any area: the row as JSON, or an error where a foreign key would give one."""

from django.db import migrations

FRAM = """
CREATE FUNCTION saksgang_sak(sakstype integer, sak uuid) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    tabell text;
    rad jsonb;
BEGIN
    SELECT c.app_label || '_' || c.model INTO tabell FROM django_content_type c WHERE c.id = sakstype;
    EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE t.id = $1', tabell) INTO rad USING sak;
    IF rad IS NULL THEN
        RAISE EXCEPTION 'sak_finnes_ikke' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN rad;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("saksgang", "0001_initial")]
    operations = [migrations.RunSQL(FRAM, "DROP FUNCTION saksgang_sak(integer, uuid);")]

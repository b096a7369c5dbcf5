#!/bin/sh
# Run once, when the database is made. The owner (portal_eier) migrates; the portal itself runs as portal_app, which may read
# and write rows, but neither TRUNCATE nor change a table or a trigger: what is append-only stays so even for a stolen session.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" -v passord="$(cat "${APP_PASSORD_FILE:-/hemmeligheter/app/passord}")" <<'SQL'
CREATE ROLE portal_app LOGIN PASSWORD :'passord';
REVOKE ALL ON DATABASE portal FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE portal TO portal_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_eier IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_eier IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO portal_app;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_eier IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO portal_app;
SQL

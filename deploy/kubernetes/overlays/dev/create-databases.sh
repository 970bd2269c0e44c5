#!/bin/bash
# Runs once, on an empty volume: for each service a database, the role that owns and migrates it, and the role that works in it.
set -euo pipefail
secrets=${SECRETS:-/etc/postgres/secrets}

sql() {
  psql --set ON_ERROR_STOP=1 --quiet --no-psqlrc --username "${POSTGRES_USER:-postgres}" --dbname postgres "$@"
}

for service in registry review audit; do
  sql --set "database=$service" --set "owner=${service}_owner" --set "app=${service}_app" \
      --set "owner_password=$(<"$secrets/$service-owner")" --set "app_password=$(<"$secrets/$service-app")" <<'SQL'
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password';
CREATE ROLE :"app" LOGIN PASSWORD :'app_password';
CREATE DATABASE :"database" OWNER :"owner";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"app";
SQL
done

sql --set "password=$(<"$secrets/keycloak")" <<'SQL'
CREATE ROLE keycloak LOGIN PASSWORD :'password';
CREATE DATABASE keycloak OWNER keycloak;
REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
SQL

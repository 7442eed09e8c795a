#!/bin/sh
# Makes Temporal's tables or brings them up to date, in the databases that roles.sql made. It may run again at any time:
# where there is nothing to do it does nothing. The connection is in the environment (SQL_…).
set -eu

schema() {
  temporal-sql-tool --database "$1" setup-schema --version 0.0
  temporal-sql-tool --database "$1" update-schema --schema-name "postgresql/v12/$2"
}

schema temporal temporal
schema temporal_visibility visibility

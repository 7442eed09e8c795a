-- Runs once, as the superuser, when the volume is new. The roles are those of docs/access.md, and Temporal's.
\getenv owner TANDEM_MIGRATION_DATABASE_PASSWORD
\getenv application TANDEM_DATABASE_PASSWORD
\getenv temporal TEMPORAL_DATABASE_PASSWORD

create role tandem_owner login password :'owner';
create role tandem_api login password :'application';
create database tandem owner tandem_owner;

create role temporal login password :'temporal';
create database temporal owner temporal;
create database temporal_visibility owner temporal;

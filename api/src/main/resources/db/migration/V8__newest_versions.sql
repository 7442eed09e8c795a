-- For the newest version of a workflow in each status. The organization comes first, as in every condition that row level
-- security adds: an index that begins with it is read alone, and not together with all versions of the organization.
create index on workflow_version (organization_id, workflow_id, status, version desc);
drop index workflow_version_organization_id_idx;

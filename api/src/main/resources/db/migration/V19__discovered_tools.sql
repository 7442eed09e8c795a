-- What the servers of a version's tools said of them when it was published, beside the document and the library's tools.
alter table workflow_version
    add column discovered_tools jsonb not null default '{}' check (jsonb_typeof(discovered_tools) = 'object');
comment on column workflow_version.discovered_tools is
    'by <agent>/<tool>, as their servers described them when the version was published; a draft has none';

create trigger published_discoveries_are_immutable
    before update of discovered_tools on workflow_version
    for each row when (old.status <> 'draft' and new.discovered_tools is distinct from old.discovered_tools)
    execute function keep_what_was_frozen();

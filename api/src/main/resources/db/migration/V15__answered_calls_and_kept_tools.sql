alter table call_session add column answered_at timestamptz;
comment on column call_session.answered_at is
    'of a phone call: when an agent could first be heard, as LiveKit says; null: not yet, or not a phone call';

alter table workflow_version
    add column kept_tools jsonb not null default '{}' check (jsonb_typeof(kept_tools) = 'object');
comment on column workflow_version.kept_tools is
    'of a draft: tools by tool_type, as the version had them that it is a copy of; used where the library has none any more';

alter table call_session add column answered_at timestamptz;
comment on column call_session.answered_at is
    'of a phone call: when an agent could first be heard, as LiveKit says; null: not yet, or not a phone call';

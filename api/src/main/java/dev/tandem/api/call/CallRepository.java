package dev.tandem.api.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

@Transactional
interface CallRepository extends Repository<StoredCall, UUID> {

    @Query("select * from call_session where id = :id and organization_id = :organization")
    Optional<StoredCall> find(UUID organization, UUID id);

    /** Locks a call while its events are recorded, so that they are appended in order. */
    @Query("select status from call_session where id = :id for update")
    Optional<String> lock(UUID id);

    /**
     * Lists calls without a join. Row level security adds its condition to every table of a query; the planner takes
     * the two conditions for independent, and would read and sort all calls of an organization.
     *
     * @param status null: any; likewise the ids
     */
    @Query("""
            select c.* from call_session c
            where c.organization_id = :organization and (c.created_at, c.id) < (:beforeAt, :beforeId)
              and (:status::text is null or c.status = :status)
              and (:workflow::uuid is null or c.workflow_version_id in (
                  select id from workflow_version where workflow_id = :workflow))
              and (:version::uuid is null or c.workflow_version_id = :version)
              and (:channel::text is null or c.channel = :channel)
              and (:test::boolean is null or c.is_test = :test)
              and (:fromAt::timestamptz is null or c.created_at >= :fromAt)
              and (:toAt::timestamptz is null or c.created_at < :toAt)
            order by c.created_at desc, c.id desc limit :limit
            """)
    List<StoredCall> page(
            UUID organization,
            @Nullable String status,
            @Nullable UUID workflow,
            @Nullable UUID version,
            @Nullable String channel,
            @Nullable Boolean test,
            @Nullable Instant fromAt,
            @Nullable Instant toAt,
            Instant beforeAt,
            UUID beforeId,
            int limit);

    @Query("""
            select * from call_session where organization_id = :organization and is_test
              and workflow_version_id in (select id from workflow_version where workflow_id = :workflow)
            """)
    List<StoredCall> testsOf(UUID organization, UUID workflow);

    @Query("select name from workflow where id = :id")
    String workflowName(UUID id);

    @Modifying
    @Query("update call_session set started_at = :at where id = :id")
    void started(UUID id, Instant at);

    @Modifying
    @Query("""
            update call_session set status = :status, ended_at = :at, ended_reason = :reason
            where id = :id and status = 'active'
            """)
    void ended(UUID id, CallStatus status, Instant at, String reason);

    /** Notes that nobody attends the call until its caller comes. */
    @Modifying
    @Query("update call_session set given_back = :attendance where id = :id")
    void givenBack(UUID id, int attendance);

    @Modifying
    @Query("update call_session set given_back = null where id = :id and given_back is not null")
    void attendedAgain(UUID id);

    /** Finds the attendance that gave its place back, of a call that nobody attends until its caller comes. */
    @Query("select given_back from call_session where id = :id and status = 'active' and given_back is not null")
    Optional<Integer> givenBack(UUID id);

    /** Adds the call unless its room holds another call that goes on. */
    @Modifying
    @Query("""
            insert into call_session (id, workflow_version_id, external_session_id, room, temporal_workflow_id)
            select :id, :version, :externalId, :room, :temporalWorkflowId
            where not exists (select from call_session where room = :room and status = 'active')
            on conflict (id) do nothing
            """)
    void takeUp(UUID id, UUID version, String externalId, String room, String temporalWorkflowId);

    @Query("""
            select * from call_session where organization_id = :organization and (id = :id or room = :room)
            order by (id = :id) desc, created_at desc limit 1
            """)
    Optional<StoredCall> inRoom(UUID organization, UUID id, String room);

    @Modifying
    @Query("update call_session set answered_at = now() where id = :id and answered_at is null")
    void answered(UUID id);

    @Query("""
            select not exists (select from call_session where id = :id and answered_at is null)
                or exists (select from session_event
                           where session_id = :id and event_type in ('turn.committed', 'reply.spoken'))
            """)
    boolean wasAnswered(UUID id);

    @Modifying
    @Query("delete from call_session where id = :id")
    int delete(UUID id);
}

package dev.tandem.api.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface WorkflowRepository extends Repository<Workflow, UUID> {

    @Query("select * from workflow where id = :id and organization_id = :organization")
    Optional<Workflow> find(UUID organization, UUID id);

    @Query("select * from workflow where id = :id and organization_id = :organization for update")
    Optional<Workflow> lock(UUID organization, UUID id);

    /** @param name part of the name in any case; empty for any */
    @Query("""
            select * from workflow
            where organization_id = :organization and (created_at, id) < (:beforeAt, :beforeId)
              and position(lower(:name) in lower(name)) > 0
            order by created_at desc, id desc limit :limit
            """)
    List<Workflow> page(UUID organization, String name, Instant beforeAt, UUID beforeId, int limit);

    @Modifying
    @Query("update workflow set name = :name, description = :description, updated_at = :at where id = :id")
    void update(UUID id, String name, @Nullable String description, Instant at);

    /** Whether somebody has called it who was no test. */
    @Query("""
            select exists (select from call_session c join workflow_version v on v.id = c.workflow_version_id
                           where v.workflow_id = :id and not c.is_test)
            """)
    boolean wasCalled(UUID id);

    @Modifying
    @Query("delete from workflow where id = :id")
    void delete(UUID id);
}

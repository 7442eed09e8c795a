package dev.tandem.api.version;

import dev.tandem.api.http.json.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface VersionRepository extends Repository<WorkflowVersion, UUID> {

    @Query("select * from workflow_version where id = :id and organization_id = :organization")
    Optional<WorkflowVersion> find(UUID organization, UUID id);

    @Query("select * from workflow_version where id = :id and organization_id = :organization for update")
    Optional<WorkflowVersion> lock(UUID organization, UUID id);

    /** Locks a workflow while one of its versions is numbered or published. */
    @Query("select id from workflow where id = :workflow and organization_id = :organization for update")
    Optional<UUID> lockWorkflow(UUID organization, UUID workflow);

    @Query("select exists (select from workflow where id = :workflow and organization_id = :organization)")
    boolean workflowExists(UUID organization, UUID workflow);

    @Query("""
            select * from workflow_version
            where workflow_id = :workflow and organization_id = :organization and status = 'published'
            """)
    Optional<WorkflowVersion> published(UUID organization, UUID workflow);

    @Query("select * from workflow_version where workflow_id = :workflow and version = :version")
    Optional<WorkflowVersion> numbered(UUID workflow, int version);

    @Query("select * from workflow_version where workflow_id = :workflow order by version desc limit 1")
    Optional<WorkflowVersion> latest(UUID workflow);

    /** @param status empty for any */
    @Query(rowMapperClass = VersionSummaryRow.class, value = """
            select id, workflow_id, version, status, published_at, created_at from workflow_version
            where workflow_id = :workflow and version < :before and :status in ('', status)
            order by version desc limit :limit
            """)
    List<VersionSummary> page(UUID workflow, String status, int before, int limit);

    /**
     * Finds the newest version of each workflow and status with one step into an index each, however many versions
     * there are. (Without the organization as the index's first column, row level security would have every step read
     * all of its versions.)
     */
    @Query(rowMapperClass = VersionSummaryRow.class, value = """
            select v.id, v.workflow_id, v.version, v.status, v.published_at, v.created_at
            from unnest(array[:workflows]) wanted (workflow)
            cross join (values ('draft'), ('published')) shown (status)
            cross join lateral (
                select * from workflow_version
                where workflow_id = wanted.workflow and status = shown.status
                order by version desc limit 1
            ) v
            """)
    List<VersionSummary> current(List<UUID> workflows);

    @Modifying
    @Query("update workflow_version set config = :config, revision = revision + 1 where id = :id")
    void save(UUID id, StoredJson config);

    @Modifying
    @Query("""
            update workflow_version set status = 'archived', revision = revision + 1
            where workflow_id = :workflow and status = 'published'
            """)
    void archivePublished(UUID workflow);

    @Modifying
    @Query("update workflow_version set status = 'archived', revision = revision + 1 where id = :id")
    void archive(UUID id);

    @Modifying
    @Query("""
            update workflow_version
            set status = 'published', published_at = :at, config = :config, revision = revision + 1
            where id = :id
            """)
    void publish(UUID id, StoredJson config, Instant at);
}

package dev.tandem.api.workspace;

import dev.tandem.api.http.page.Cursor;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads and writes rows of workspace variables. Secrets are in them only sealed. */
@Repository
class WorkspaceVariableRows {

    /**
     * The content of a variable: either a value or a sealed secret.
     *
     * @param value JSON
     * @param sealed Base64
     * @param dataKey id of the key that sealed it
     */
    record Content(
            @Nullable String value,
            @Nullable String sealed,
            @Nullable UUID dataKey) {}

    private final JdbcClient jdbc;

    WorkspaceVariableRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<WorkspaceVariable> find(UUID organization, UUID id) {
        return jdbc.sql("select * from workspace_variable where id = :id and organization_id = :organization")
                .param("id", id)
                .param("organization", organization)
                .query(WorkspaceVariable::of)
                .optional();
    }

    /**
     * Lists variables, newest first.
     *
     * @param workflow null lists the variables of all workflows and of the organization
     */
    List<WorkspaceVariable> page(UUID organization, @Nullable UUID workflow, Cursor cursor, int limit) {
        return jdbc.sql("""
                        select * from workspace_variable
                        where organization_id = :organization and (created_at, id) < (:beforeAt, :beforeId)
                          and (cast(:workflow as uuid) is null or workflow_id = :workflow)
                        order by created_at desc, id desc limit :limit
                        """)
                .param("organization", organization)
                .param("beforeAt", cursor.at().atOffset(ZoneOffset.UTC))
                .param("beforeId", cursor.id())
                .param("workflow", workflow)
                .param("limit", limit)
                .query(WorkspaceVariable::of)
                .list();
    }

    void insert(UUID id, UUID organization, NewWorkspaceVariable.Checked variable, Content content) {
        jdbc.sql("""
                        insert into workspace_variable
                            (id, organization_id, workflow_id, name, is_secret, value, sealed, data_key_id)
                        values (:id, :organization, :workflow, :name, :isSecret, :value::jsonb, decode(:sealed, 'base64'), :dataKey)
                        """)
                .param("id", id)
                .param("organization", organization)
                .param("workflow", variable.workflowId())
                .param("name", variable.name())
                .param("isSecret", variable.isSecret())
                .param("value", content.value())
                .param("sealed", content.sealed())
                .param("dataKey", content.dataKey())
                .update();
    }

    void update(UUID id, Content content) {
        jdbc.sql("""
                        update workspace_variable
                        set value = :value::jsonb, sealed = decode(:sealed, 'base64'), data_key_id = :dataKey, updated_at = now()
                        where id = :id
                        """)
                .param("id", id)
                .param("value", content.value())
                .param("sealed", content.sealed())
                .param("dataKey", content.dataKey())
                .update();
    }

    void delete(UUID id) {
        jdbc.sql("delete from workspace_variable where id = :id")
                .param("id", id)
                .update();
    }
}

package dev.tandem.api.workspace;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds where workspace variables are used, and which of them share a name. */
@Repository
class VariableUses {

    private final JdbcClient jdbc;

    VariableUses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean workflowExists(UUID organization, UUID workflow) {
        return jdbc.sql("select exists (select from workflow where id = :id and organization_id = :organization)")
                .param("id", workflow)
                .param("organization", organization)
                .query(Boolean.class)
                .single();
    }

    /** Whether another variable of the organization has this name and is of the other kind. */
    boolean nameIsOfOtherKind(UUID organization, String name, boolean isSecret) {
        return jdbc.sql("""
                        select exists (select from workspace_variable
                            where organization_id = :organization and name = :name and is_secret <> :isSecret)
                        """)
                .param("organization", organization)
                .param("name", name)
                .param("isSecret", isSecret)
                .query(Boolean.class)
                .single();
    }

    /** Returns the bytes of a workflow's variables, or of the whole organization's variables. */
    long bytes(UUID organization, @Nullable UUID workflow) {
        return jdbc.sql("""
                        select coalesce(sum(octet_length(name) + coalesce(octet_length(value::text), 0)
                                            + coalesce(octet_length(sealed), 0)), 0)
                        from workspace_variable
                        where organization_id = :organization and workflow_id is not distinct from cast(:workflow as uuid)
                        """)
                .param("organization", organization)
                .param("workflow", workflow)
                .query(Long.class)
                .single();
    }

    /** Returns the name of a workflow whose published version names the variable, if there is one. */
    Optional<String> publishedIn(UUID organization, WorkspaceVariable variable) {
        return jdbc.sql("""
                        select w.name from workflow_version v join workflow w on w.id = v.workflow_id
                        where v.organization_id = :organization and v.status = 'published'
                          and (cast(:workflow as uuid) is null or v.workflow_id = :workflow)
                          and (v.config::text ~ :mention or v.tool_definitions::text ~ :mention)
                        order by w.name limit 1
                        """)
                .param("organization", organization)
                .param("workflow", variable.workflowId())
                .param("mention", "\\mworkspace\\." + variable.name() + "\\M")
                .query(String.class)
                .optional();
    }
}

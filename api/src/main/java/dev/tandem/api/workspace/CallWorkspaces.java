package dev.tandem.api.workspace;

import dev.tandem.workflows.workspace.SealedSecret;
import dev.tandem.workflows.workspace.SealedSecrets;
import dev.tandem.workflows.workspace.WorkspaceValues;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the settings and secrets that a call gets when it begins. It is asked within a transaction of the organization.
 */
@Repository
public class CallWorkspaces {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final DataKeys keys;

    CallWorkspaces(JdbcClient jdbc, DataKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    private record Row(
            String name,
            String scope,
            @Nullable String value,
            @Nullable String sealed) {}

    /**
     * Returns all settings, and those secrets that are named, still sealed.
     *
     * @param workflow the workflow whose own variables win over those of the organization
     */
    public WorkspaceValues of(UUID organization, UUID workflow, Set<String> secrets) {
        List<Row> rows = rows(organization, workflow);
        Map<String, JsonNode> settings = rows.stream()
                .filter(row -> row.value() != null)
                .collect(Collectors.toMap(Row::name, row -> MAPPER.readTree(row.value())));
        List<SealedSecret> sealed = rows.stream()
                .filter(row -> row.sealed() != null && secrets.contains(row.name()))
                .map(row -> new SealedSecret(row.name(), row.scope(), Objects.requireNonNull(row.sealed())))
                .toList();
        return new WorkspaceValues(
                settings,
                sealed.isEmpty()
                        ? SealedSecrets.NONE
                        : new SealedSecrets(keys.of(organization).orElseThrow(), sealed));
    }

    private List<Row> rows(UUID organization, UUID workflow) {
        return jdbc.sql("""
                        select distinct on (name) name, coalesce(workflow_id::text, '') as scope, value,
                               translate(encode(sealed, 'base64'), chr(10), '') as sealed
                        from workspace_variable
                        where organization_id = :organization and (workflow_id is null or workflow_id = :workflow)
                        order by name, workflow_id nulls last
                        """)
                .param("organization", organization)
                .param("workflow", workflow)
                .query((row, number) -> new Row(
                        row.getString("name"), row.getString("scope"), row.getString("value"), row.getString("sealed")))
                .list();
    }
}

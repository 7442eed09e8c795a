package dev.tandem.api.tool;

import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.NewestFirst;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.tool.ToolDefinitionRequest.StoredTool;
import dev.tandem.workflows.gate.ToolDefinition;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Manages an organization's tools. A change here changes drafts; a published version has its own copy. */
@Service
@Transactional
class ToolLibrary {

    private final JdbcClient jdbc;

    ToolLibrary(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    LibraryTool get(UUID organization, UUID id) {
        return jdbc.sql("select * from tool_definition where id = :id and organization_id = :organization")
                .param("id", id)
                .param("organization", organization)
                .query(LibraryTool::of)
                .optional()
                .orElseThrow(() -> ApiProblem.notFound("tool definition", id));
    }

    /** Lists tools, newest first. */
    @Transactional(readOnly = true)
    List<LibraryTool> page(UUID organization, Cursor cursor, int limit) {
        return NewestFirst.page(jdbc, "select * from tool_definition", organization, cursor, limit)
                .query(LibraryTool::of)
                .list();
    }

    /** @throws ApiProblem 409 if the tool type exists already, 422 */
    LibraryTool add(UUID organization, ToolDefinitionRequest request) {
        StoredTool tool = request.checkedNew();
        UUID id = UUID.randomUUID();
        try {
            with(tool.definition(), jdbc.sql("""
                                    insert into tool_definition (id, organization_id, tool_type, adapter, config,
                                                                 parameters, description, side_effect)
                                    values (:id, :organization, :toolType, :adapter, :config::jsonb,
                                            :parameters::jsonb, :description, :sideEffect)
                                    """))
                    .param("id", id)
                    .param("organization", organization)
                    .param("toolType", tool.toolType())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw ApiProblem.conflict(
                    "name-taken", "There is a tool " + tool.toolType() + " in the library already: change that one.");
        }
        return get(organization, id);
    }

    /** @throws ApiProblem 404, 422 */
    LibraryTool change(UUID organization, UUID id, ToolDefinitionRequest change) {
        lock(organization, id);
        StoredTool changed = change.checkedChange(get(organization, id).stored());
        with(changed.definition(), jdbc.sql("""
                                update tool_definition
                                set adapter = :adapter, config = :config::jsonb, parameters = :parameters::jsonb,
                                    description = :description, side_effect = :sideEffect, updated_at = now()
                                where id = :id
                                """)).param("id", id).update();
        return get(organization, id);
    }

    /** @throws ApiProblem 404 */
    void delete(UUID organization, UUID id) {
        get(organization, id);
        jdbc.sql("delete from tool_definition where id = :id").param("id", id).update();
    }

    /** Locks a tool, so that two requests which change different fields do not undo each other's changes. */
    private void lock(UUID organization, UUID id) {
        jdbc.sql("select id from tool_definition where id = :id and organization_id = :organization for update")
                .param("id", id)
                .param("organization", organization)
                .query(UUID.class)
                .optional();
    }

    private static StatementSpec with(ToolDefinition definition, StatementSpec statement) {
        return statement
                .param("adapter", definition.adapter())
                .param("config", definition.config().toString())
                .param("parameters", definition.parameters().toString())
                .param("description", definition.description())
                .param("sideEffect", definition.sideEffect().wireName());
    }
}

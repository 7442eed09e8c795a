package dev.tandem.api.scenario;

import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.problem.ApiProblem;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps scenarios with their workflows. */
@Service
@Transactional
class KeptScenarios {

    /** Scenarios of one workflow: as many as one run takes. */
    static final int MOST = 200;

    private static final String SELECT = "select * from scenario where organization_id = :organization";

    private final JdbcClient jdbc;

    KeptScenarios(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    KeptScenario get(UUID organization, UUID workflow, UUID id) {
        return jdbc.sql(SELECT + " and workflow_id = :workflow and id = :id")
                .param("organization", organization)
                .param("workflow", workflow)
                .param("id", id)
                .query(KeptScenario::of)
                .optional()
                .orElseThrow(() -> ApiProblem.notFound("scenario of this workflow", id));
    }

    /** Lists scenarios, newest first. */
    @Transactional(readOnly = true)
    List<KeptScenario> page(UUID organization, UUID workflow, Cursor cursor, int limit) {
        requireWorkflow(organization, workflow, "");
        return jdbc.sql(SELECT + """
                         and workflow_id = :workflow and (created_at, id) < (:beforeAt, :beforeId)
                        order by created_at desc, id desc limit :limit
                        """)
                .param("organization", organization)
                .param("workflow", workflow)
                .param("beforeAt", cursor.at().atOffset(ZoneOffset.UTC))
                .param("beforeId", cursor.id())
                .param("limit", limit)
                .query(KeptScenario::of)
                .list();
    }

    /** Returns those that have to pass before a version of the workflow is published, by name. */
    @Transactional(readOnly = true)
    List<KeptScenario> required(UUID organization, UUID workflow) {
        return jdbc.sql(SELECT + " and workflow_id = :workflow and required order by name")
                .param("organization", organization)
                .param("workflow", workflow)
                .query(KeptScenario::of)
                .list();
    }

    /** @throws ApiProblem 404 if there is no such workflow, 409 if the name is taken or the workflow has too many */
    KeptScenario add(UUID organization, UUID workflow, GivenScenario given, boolean required) {
        requireWorkflow(organization, workflow, " for update");
        long there = jdbc.sql("select count(*) from scenario where workflow_id = :workflow")
                .param("workflow", workflow)
                .query(Long.class)
                .single();
        if (there >= MOST) {
            throw ApiProblem.conflict(
                    "too-many-scenarios",
                    "A workflow keeps at most " + MOST + " scenarios; delete one that nobody needs.");
        }
        UUID id = UUID.randomUUID();
        try {
            jdbc.sql("""
                            insert into scenario (id, workflow_id, name, required, document, yaml, sha256)
                            values (:id, :workflow, :name, :required, :document::json, :yaml, :sha256)
                            """)
                    .param("id", id)
                    .param("workflow", workflow)
                    .param("name", given.scenario().name())
                    .param("required", required)
                    .param("document", given.json().toString())
                    .param("yaml", given.yaml())
                    .param("sha256", given.sha256())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw taken(given);
        }
        return get(organization, workflow, id);
    }

    /**
     * @param given null: it stays as it is; likewise {@code required}
     * @throws ApiProblem 404, 409 if the name is taken, 412
     */
    KeptScenario change(
            UUID organization,
            UUID workflow,
            UUID id,
            @Nullable String ifMatch,
            @Nullable GivenScenario given,
            @Nullable Boolean required) {
        KeptScenario before = lock(organization, workflow, id);
        before.tag().check(ifMatch);
        boolean isSame = (given == null || (given.sha256().equals(before.sha256()) && sameText(given, before)))
                && (required == null || required == before.required());
        if (isSame) {
            return before;
        }
        try {
            jdbc.sql("""
                            update scenario
                            set name = :name, required = :required, document = :document::json, yaml = :yaml,
                                sha256 = :sha256, revision = revision + 1, updated_at = now()
                            where id = :id
                            """)
                    .param("id", id)
                    .param(
                            "name",
                            given == null ? before.name() : given.scenario().name())
                    .param("required", required == null ? before.required() : required)
                    .param("document", (given == null ? before.document() : given.json()).toString())
                    .param("yaml", given == null ? before.yaml() : given.yaml())
                    .param("sha256", given == null ? before.sha256() : given.sha256())
                    .update();
        } catch (DuplicateKeyException taken) {
            throw given == null ? taken : taken(given);
        }
        return get(organization, workflow, id);
    }

    private static boolean sameText(GivenScenario given, KeptScenario before) {
        return given.yaml() == null || given.yaml().equals(before.yaml());
    }

    /** @throws ApiProblem 404, 412 */
    void delete(UUID organization, UUID workflow, UUID id, @Nullable String ifMatch) {
        lock(organization, workflow, id).tag().check(ifMatch);
        jdbc.sql("delete from scenario where id = :id").param("id", id).update();
    }

    private KeptScenario lock(UUID organization, UUID workflow, UUID id) {
        return jdbc.sql(SELECT + " and workflow_id = :workflow and id = :id for update")
                .param("organization", organization)
                .param("workflow", workflow)
                .param("id", id)
                .query(KeptScenario::of)
                .optional()
                .orElseThrow(() -> ApiProblem.notFound("scenario of this workflow", id));
    }

    private void requireWorkflow(UUID organization, UUID workflow, String lock) {
        boolean isThere = jdbc.sql("select id from workflow where id = :id and organization_id = :organization" + lock)
                .param("id", workflow)
                .param("organization", organization)
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!isThere) {
            throw ApiProblem.notFound("workflow", workflow);
        }
    }

    private static ApiProblem taken(GivenScenario given) {
        return ApiProblem.conflict(
                "name-taken",
                "The workflow has a scenario called \"" + given.scenario().name() + "\" already: change that one.");
    }
}

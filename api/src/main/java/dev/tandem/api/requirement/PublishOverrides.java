package dev.tandem.api.requirement;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps who published a version although its required tests had not passed. */
@Repository
@Transactional
public class PublishOverrides {

    private static final int LONGEST = 2_000;

    private final JdbcClient jdbc;
    private final JsonMapper mapper;

    PublishOverrides(JdbcClient jdbc, JsonMapper mapper) {
        this.jdbc = jdbc;
        this.mapper = mapper;
    }

    /** @param by the key or the person that answers for it */
    public record Justification(String reason, String by) {

        /**
         * Reads the override of a request.
         *
         * @param reason null: the request has none
         * @throws ApiProblem 403 if somebody else than an owner sends it, 422
         */
        public static Justification of(Access access, @Nullable String reason) {
            if (!access.permits(Role.OWNER)) {
                throw ApiProblem.of(
                        HttpStatus.FORBIDDEN,
                        "forbidden",
                        "Only an owner publishes a version whose required tests have not passed.");
            }
            if (reason == null || reason.isBlank() || reason.length() > LONGEST) {
                throw ApiProblem.invalidRequest(List.of(new Problem(
                        "required",
                        "/override/reason",
                        "Say why, in 1 to " + LONGEST + " characters: it is kept with the version.")));
            }
            return new Justification(reason, access.caller());
        }
    }

    /**
     * An override that is kept.
     *
     * @param tests those that had not passed
     */
    public record Kept(String reason, String by, Instant at, JsonNode tests) {}

    public void keep(UUID version, Justification override, List<RequiredTests.Shortfall> tests) {
        jdbc.sql("""
                        insert into publish_override (workflow_version_id, reason, given_by, tests)
                        values (:version, :reason, :by, :tests::jsonb)
                        """)
                .param("version", version)
                .param("reason", override.reason())
                .param("by", override.by())
                .param(
                        "tests",
                        mapper.writeValueAsString(tests.stream()
                                .map(RequiredTests.Shortfall::withoutCalls)
                                .toList()))
                .update();
    }

    @Transactional(readOnly = true)
    public Optional<Kept> of(UUID version) {
        return jdbc.sql("select * from publish_override where workflow_version_id = :version")
                .param("version", version)
                .query((row, number) -> new Kept(
                        row.getString("reason"),
                        row.getString("given_by"),
                        Objects.requireNonNull(row.getObject("created_at", OffsetDateTime.class))
                                .toInstant(),
                        mapper.readTree(row.getString("tests"))))
                .optional();
    }
}

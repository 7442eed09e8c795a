package dev.tandem.api.webhook;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds the organization of a dialled number. A webhook has no organization yet, and finds it through a function of the
 * database (docs/access.md).
 */
@Repository
class DialledNumbers {

    private final JdbcClient jdbc;

    DialledNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Answering(UUID organization, String slug, UUID workflow) {}

    /**
     * @param number E.164
     * @return empty if the number is unknown, or nothing answers it
     */
    Optional<Answering> answering(String number) {
        return jdbc.sql("select organization, slug, workflow from answering_number(:number)")
                .param("number", number)
                .query((row, n) -> new Answering(
                        row.getObject("organization", UUID.class),
                        row.getString("slug"),
                        row.getObject("workflow", UUID.class)))
                .optional();
    }
}

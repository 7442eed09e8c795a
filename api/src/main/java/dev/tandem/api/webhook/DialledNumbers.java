package dev.tandem.api.webhook;

import dev.tandem.api.phonenumber.DialledNumber;
import java.util.List;
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

    record Answering(String number, UUID organization, String slug, UUID workflow) {}

    /**
     * @param trunk id of the LiveKit SIP trunk that the call came in on; empty: it is not known
     * @return empty if the number is unknown on this trunk, means several numbers, or nothing answers it
     */
    Optional<Answering> answering(DialledNumber dialled, String trunk) {
        String wanted = dialled.e164().orElse("");
        List<Answering> found = jdbc.sql("""
                        select number, organization, slug, workflow from answering_numbers(:number, :ending, :trunk)
                        """)
                .param("number", wanted)
                .param("ending", dialled.ending())
                .param("trunk", trunk)
                .query((row, n) -> new Answering(
                        row.getString("number"),
                        row.getObject("organization", UUID.class),
                        row.getString("slug"),
                        row.getObject("workflow", UUID.class)))
                .list();
        return found.stream()
                .filter(answering -> answering.number().equals(wanted))
                .findFirst()
                .or(() -> only(found.stream()
                        .filter(answering -> dialled.means(answering.number()))
                        .toList()));
    }

    private static Optional<Answering> only(List<Answering> found) {
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}

package dev.tandem.api.http.page;

import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Lists an organization's rows, the newest first. */
public final class NewestFirst {

    private NewestFirst() {}

    /**
     * Returns the query of one page.
     *
     * @param select of a table with the columns {@code organization_id}, {@code created_at} and {@code id}, without a
     *     condition; never of what a client sends
     */
    public static StatementSpec page(JdbcClient jdbc, String select, UUID organization, Cursor cursor, int limit) {
        return jdbc.sql(select + """
                         where organization_id = :organization and (created_at, id) < (:beforeAt, :beforeId)
                        order by created_at desc, id desc limit :limit
                        """)
                .param("organization", organization)
                .param("beforeAt", cursor.at().atOffset(ZoneOffset.UTC))
                .param("beforeId", cursor.id())
                .param("limit", limit);
    }
}

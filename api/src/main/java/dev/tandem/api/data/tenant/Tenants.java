package dev.tandem.api.data.tenant;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds the organization for work that has none yet, through functions of the database (docs/access.md). */
@Repository
public class Tenants {

    private final JdbcClient jdbc;

    Tenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The id and the slug of an organization. */
    public record Named(UUID id, String slug) {}

    /** @param name its slug or its id */
    public Optional<Named> named(String name) {
        return jdbc.sql("select id, slug from organization_named(:name)")
                .param("name", name)
                .query(Named.class)
                .optional();
    }

    /**
     * Finds the organization whose call is held in this LiveKit room. The result is empty if there is no such call.
     *
     * @param begun the call that begins in this very room, if one does; a name may come again
     */
    public Optional<UUID> ofRoom(String room, UUID begun) {
        return jdbc.sql("select id from organization_of_room(:room, :begun) id where id is not null")
                .param("room", room)
                .param("begun", begun)
                .query(UUID.class)
                .optional();
    }
}

package dev.tandem.api.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.projection.RowIds.Kind;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RowIdsTest {

    private static final UUID VERSION = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    /** Compares with an id that Python computed: uuid.uuid5(uuid.NAMESPACE_DNS, "agent:intake"). */
    @Test
    void areUuidsOfVersionFive() {
        UUID id = RowIds.of(VERSION, Kind.AGENT, "intake");

        assertThat(id).hasToString("1f6717b7-ec8c-5ad6-81af-7977916ddc05");
        assertThat(id.version()).isEqualTo(5);
        assertThat(id.variant()).isEqualTo(2);
    }

    @Test
    void differByKindAndVersion() {
        assertThat(RowIds.of(VERSION, Kind.AGENT, "a")).isNotEqualTo(RowIds.of(VERSION, Kind.PATH, "a"));
        assertThat(RowIds.of(VERSION, Kind.AGENT, "a")).isNotEqualTo(RowIds.of(new UUID(1, 2), Kind.AGENT, "a"));
    }
}

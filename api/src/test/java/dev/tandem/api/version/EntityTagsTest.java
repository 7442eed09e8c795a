package dev.tandem.api.version;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.json.StoredJson;
import dev.tandem.api.problem.ApiProblem;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class EntityTagsTest {

    private static final WorkflowVersion VERSION = new WorkflowVersion(
            new UUID(1, 1),
            new UUID(1, 2),
            1,
            VersionStatus.DRAFT,
            null,
            new StoredJson(JsonNodeFactory.instance.objectNode()),
            7,
            Instant.EPOCH);

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "*", "\"3\", \"7\""})
    void letThroughWhoHasSeenTheVersion(String ifMatch) {
        assertThatCode(() -> EntityTags.check(ifMatch, VERSION)).doesNotThrowAnyException();
    }

    @Test
    void letThroughWhoDoesNotAsk() {
        assertThatCode(() -> EntityTags.check(null, VERSION)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", ""})
    void stopWhoHasSeenAnother(String ifMatch) {
        assertThatThrownBy(() -> EntityTags.check(ifMatch, VERSION))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("its ETag is \"7\"");
    }
}

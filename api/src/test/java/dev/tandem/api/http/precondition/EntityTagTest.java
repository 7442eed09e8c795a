package dev.tandem.api.http.precondition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.api.http.problem.ApiProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagTest {

    private static final EntityTag TAG = EntityTag.ofRevision(7);

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "*", "\"3\", \"7\""})
    void letsThroughWhoHasSeenTheState(String ifMatch) {
        assertThatCode(() -> TAG.check(ifMatch)).doesNotThrowAnyException();
    }

    @Test
    void letsThroughWhoDoesNotAsk() {
        assertThatCode(() -> TAG.check(null)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"6\"", "7", "W/\"7\"", ""})
    void stopsWhoHasSeenAnother(String ifMatch) {
        assertThatThrownBy(() -> TAG.check(ifMatch))
                .isInstanceOf(ApiProblem.class)
                .hasMessageContaining("its ETag is \"7\"");
    }

    @Test
    void letsThroughWhoRepeatsAChangeThatWasMade() {
        assertThatCode(() -> TAG.checkRepeated("\"6\"", EntityTag.ofRevision(6)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TAG.checkRepeated("\"5\"", EntityTag.ofRevision(6)))
                .isInstanceOf(ApiProblem.class);
    }

    @Test
    void isTheSameForTheSameState() {
        record State(String name) {}

        assertThat(EntityTag.ofState(new State("a"))).isEqualTo(EntityTag.ofState(new State("a")));
        assertThat(EntityTag.ofState(new State("a"))).isNotEqualTo(EntityTag.ofState(new State("b")));
    }
}

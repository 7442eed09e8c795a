package dev.tandem.workflows.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.tandem.workflows.command.Command;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kind without a name on the wire compiles, is written, and cannot be read again. */
class WireNamesTest {

    @ParameterizedTest
    @ValueSource(classes = {Command.class, TurnStep.class, TurnOutcome.class})
    void everyKindHasANameOfItsOwnOnTheWire(Class<?> sealed) {
        List<JsonSubTypes.Type> named = Arrays.asList(
                Objects.requireNonNull(sealed.getAnnotation(JsonSubTypes.class)).value());

        assertThat(named)
                .<Class<?>>extracting(JsonSubTypes.Type::value)
                .containsExactlyInAnyOrderElementsOf(kinds(sealed).toList());
        assertThat(named).extracting(JsonSubTypes.Type::name).doesNotHaveDuplicates();
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isRecord()
                ? Stream.of(kind)
                : Arrays.stream(kind.getPermittedSubclasses())
                        .<Class<?>>flatMap(WireNamesTest::kinds)
                        .distinct();
    }
}

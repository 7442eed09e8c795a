package dev.tandem.workflows.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PathEventTest {

    @TestFactory
    Stream<DynamicTest> everyEventIsReadByItsName() {
        return Stream.of(
                        new PathEvent.Silence(),
                        new PathEvent.Dtmf("1#*A"),
                        new PathEvent.ToolFailed("check_order-2"),
                        new PathEvent.MaxTurns())
                .map(event -> DynamicTest.dynamicTest(
                        event.documentName(),
                        () -> assertThat(PathEvent.of(event.documentName())).contains(event)));
    }

    @TestFactory
    Stream<DynamicTest> anotherNameIsNoEvent() {
        return Stream.of(
                        "",
                        "dtmf",
                        "dtmf:",
                        "dtmf:x",
                        "dtmf:" + "1".repeat(33),
                        "tool_failed:a b",
                        "silence:1",
                        "Silence")
                .map(name -> DynamicTest.dynamicTest(
                        '"' + name + '"', () -> assertThat(PathEvent.of(name)).isEmpty()));
    }
}

package dev.tandem.workers.tool.http;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Finds a service's own sentence about a failure, in the usual shapes of errors. */
final class ServiceMessage {

    private static final List<String> PLACES = List.of(
            "/message",
            "/error/message",
            "/error",
            "/detail",
            "/title",
            "/errors/0/message",
            "/errors/0/detail",
            "/errors/0",
            "/detail/0/msg",
            "/results/0/error/message",
            "/results/0/error",
            "/error_description",
            "/reason",
            "/msg",
            "/text");

    private ServiceMessage() {}

    /** Returns the sentence; empty if there is none. */
    static String in(JsonNode answer) {
        return PLACES.stream()
                .flatMap(place -> texts(answer.at(place)))
                .findFirst()
                .orElse("");
    }

    private static Stream<String> texts(JsonNode found) {
        return found.isString() && !found.stringValue().isBlank()
                ? Stream.of(found.stringValue().strip())
                : Stream.empty();
    }
}

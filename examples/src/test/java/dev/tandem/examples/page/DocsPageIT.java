package dev.tandem.examples.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.stack.run.LocalStack;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens the API's page of operations in headless Chromium. */
class DocsPageIT {

    @Test
    void everyOperationIsShownAndTheBrowserHasNothingToComplainOf(@TempDir Path folder) throws Exception {
        try (LocalStack stack = LocalStack.builder().workers(0).start()) {
            JsonNode report = ConsoleScript.run(
                    folder.resolve("docs.json"), "e2e/docs.mjs", stack.api().toString());

            assertThat(report.path("complaints")).isEmpty();
            assertThat(report.path("operations").valueStream().map(JsonNode::asString))
                    .containsExactlyInAnyOrderElementsOf(operations(stack.api()));
            assertThat(report.path("unfolded").asString()).contains("Parameters", "Responses");
        }
    }

    private static List<String> operations(URI api) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(api.resolve("/api/openapi.json")).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            JsonNode document = JsonMapper.shared()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
            return document.path("paths")
                    .propertyStream()
                    .flatMap(path -> path.getValue().propertyNames().stream()
                            .map(method -> method.toUpperCase(Locale.ROOT) + " " + path.getKey()))
                    .toList();
        }
    }
}

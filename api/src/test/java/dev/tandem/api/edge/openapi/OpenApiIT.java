package dev.tandem.api.edge.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.tandem.api.ApiTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** In a process of its own: springdoc keeps the model converters of the newest application context in a static place. */
@DirtiesContext(classMode = DirtiesContext.ClassMode.BEFORE_CLASS)
class OpenApiIT extends ApiTest {

    @Test
    void theDocumentIsOpenApi() throws IOException {
        JsonNode document = document();

        assertThat(document.path("openapi").asString()).startsWith("3.1");
        try (InputStream schema = OpenApiIT.class.getResourceAsStream("/openapi/schema-3.1.json")) {
            Schema openApi = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(
                            new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8),
                            InputFormat.JSON);
            assertThat(openApi.validate(document.toString(), InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode document = document();

        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.asString().substring(1)).isMissingNode())
                        .as(reference.asString())
                        .isFalse());
    }

    @Test
    void everyOperationSaysWhatItDoesAndHowItIsRefused() {
        assertThat(operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.path("summary").asString(""))
                    .as("%s", operation)
                    .isNotBlank();
            assertThat(operation.path("responses").propertyNames()).contains("400", "429", "500", "503");
            assertThat(operation.path("responses").propertyNames().stream().filter(status -> status.startsWith("2")))
                    .as("%s", operation.path("operationId"))
                    .isNotEmpty();
        });
        assertThat(operations().map(operation -> operation.path("operationId").asString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void operationsAreGroupedByTheirResource() {
        JsonNode document = document();

        assertThat(document.at("/paths/~1api~1calls~1{id}~1events/get/tags/0").asString())
                .isEqualTo("calls");
        assertThat(document.path("tags")
                        .valueStream()
                        .map(tag -> tag.path("name").asString()))
                .startsWith("workflows", "workflow-versions", "calls")
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(operations()
                        .map(operation -> operation.at("/tags/0").asString())
                        .distinct()
                        .toList());
    }

    @Test
    void namesAreSnakeCase() {
        Pattern snakeCase = Pattern.compile("[a-z0-9_]+");

        assertThat(document().path("components").path("schemas").values().stream()
                        .flatMap(schema -> schema.path("properties").propertyNames().stream()))
                .isNotEmpty()
                .allMatch(snakeCase.asMatchPredicate());
    }

    @Test
    void showsPreconditionsMergePatchesAndKeys() {
        JsonNode version = document().path("paths").path("/api/workflow-versions/{id}");

        assertThat(version.at("/patch/requestBody/content").propertyNames())
                .contains("application/json", "application/merge-patch+json");
        assertThat(version.at("/patch/parameters").findValuesAsString("name")).contains("If-Match");
        assertThat(version.at("/get/responses/200/headers").propertyNames()).contains("ETag");
        assertThat(document().at("/paths/~1api~1workflows/post/parameters").findValuesAsString("$ref"))
                .contains("#/components/parameters/IdempotencyKey");
        assertThat(document()
                        .at("/components/schemas/Workflow/properties/description/type")
                        .toString())
                .contains("null");
    }

    @Test
    void thePageLoadsNothingFromElsewhere() {
        String page = client("").get("/api/docs").expect(200).response().body();

        Pattern loaded = Pattern.compile("(?:src|href)=\"([^\"]+)\"");
        assertThat(loaded.matcher(page).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(2)
                .allSatisfy(path ->
                        assertThat(client("").get(path).status()).as(path).isEqualTo(200));
        assertThat(page).doesNotContain("http:", "https:", "<style", "onload");
    }

    private JsonNode document() {
        return client("").get("/api/openapi.json").expect(200).body();
    }

    private Stream<JsonNode> operations() {
        return document().path("paths").values().stream().flatMap(path -> path.values().stream());
    }
}

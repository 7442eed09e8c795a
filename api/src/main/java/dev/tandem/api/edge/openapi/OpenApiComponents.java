package dev.tandem.api.edge.openapi;

import dev.tandem.api.http.page.Page;
import dev.tandem.api.http.problem.ErrorCatalogue;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpHeaders;

/** Makes the parts of the document that operations refer to: authentication, headers and refusals. */
final class OpenApiComponents {

    static final String IDEMPOTENCY_KEY = "#/components/parameters/IdempotencyKey";
    static final String ETAG = "#/components/headers/ETag";
    static final String LOCATION = "#/components/headers/Location";
    static final String REQUEST_ID = "#/components/headers/RequestId";
    static final String SECURITY = "key";
    static final BigDecimal MAX_LIMIT = BigDecimal.valueOf(Page.MAX_LIMIT);

    private static final String RETRY_AFTER = "#/components/headers/RetryAfter";

    private OpenApiComponents() {}

    static String problem(int status) {
        return "#/components/responses/Problem" + status;
    }

    static void addTo(Components components) {
        components.addSecuritySchemes(
                SECURITY,
                new SecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An API key (`tdm_…`), or a token of the organization's identity provider."));
        components.addParameters(
                "IdempotencyKey",
                new Parameter()
                        .name("Idempotency-Key")
                        .in("header")
                        .description(
                                "A key of the request's own, such as a UUID. For 24 hours the same request with the"
                                        + " same key is answered as before, and not done again.")
                        .schema(ScalarSchemas.typed("string")
                                .minLength(1)
                                .maxLength(255)
                                .pattern("^[\\x21-\\x7E]+$")));
        components.addHeaders("ETag", header("string", "The state of the resource in the answer, for If-Match."));
        components.addHeaders("Location", header("string", "The path of the new resource."));
        components.addHeaders(
                "RequestId", header("string", "The id of the request: X-Request-Id of the request, or a new one."));
        components.addHeaders("RetryAfter", header("integer", "Seconds to wait before the next try."));
        components.addSchemas("ProblemDetail", ProblemSchema.schema());
        addProblems(components);
    }

    private static Header header(String type, String description) {
        return new Header().description(description).schema(ScalarSchemas.typed(type));
    }

    private static void addProblems(Components components) {
        List<ErrorCatalogue.Entry> entries = StreamSupport.stream(
                        ErrorCatalogue.load().entries().spliterator(), false)
                .toList();
        Set<Integer> statuses =
                entries.stream().map(ErrorCatalogue.Entry::status).collect(Collectors.toCollection(TreeSet::new));
        for (int status : statuses) {
            components.addResponses(
                    "Problem" + status,
                    problem(entries.stream()
                            .filter(entry -> entry.status() == status)
                            .toList()));
        }
    }

    private static ApiResponse problem(List<ErrorCatalogue.Entry> entries) {
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/ProblemDetail");
        MediaType media = new MediaType().schema(schema);
        List<String> lines = new ArrayList<>();
        for (ErrorCatalogue.Entry entry : entries) {
            media.addExamples(entry.name(), ProblemSchema.example(entry));
            lines.add("`" + entry.name() + "`: " + entry.explanation().split("(?<=\\.)\\s", 2)[0]);
        }
        ApiResponse response = new ApiResponse()
                .description(String.join("\n\n", lines))
                .content(new Content().addMediaType("application/problem+json", media));
        switch (entries.getFirst().status()) {
            case 429 -> response.addHeaderObject(HttpHeaders.RETRY_AFTER, new Header().$ref(RETRY_AFTER));
            case 401 -> response.addHeaderObject(HttpHeaders.WWW_AUTHENTICATE, header("string", "Bearer"));
            default -> {}
        }
        return response;
    }
}

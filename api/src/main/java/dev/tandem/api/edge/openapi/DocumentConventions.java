package dev.tandem.api.edge.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Adds what the OpenAPI document says once, and what follows from several operations together. */
@Component
class DocumentConventions implements OpenApiCustomizer {

    private static final String VERSION = "0.1";

    private static final String API = "/api/";

    /** These resources come first; the others follow by name. */
    private static final List<String> FIRST = List.of("workflows", "workflow-versions", "calls");

    private final Examples examples = Examples.load();

    @Override
    public void customise(OpenAPI document) {
        document.info(new Info()
                .title("Tandem")
                .version(VERSION)
                .description("Versions, calls and access over REST. JSON is snake_case; errors are problem details"
                        + " (RFC 9457) whose type leads to its explanation.")
                .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
        document.servers(List.of(new Server().url("/")));
        document.security(List.of(new SecurityRequirement().addList(OpenApiComponents.SECURITY)));
        OpenApiComponents.addTo(document.getComponents());
        group(document);
        List<Operation> operations = document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .toList();
        tagVersions(operations);
        operations.forEach(DocumentConventions::addHeaders);
        operations.forEach(examples::addTo);
    }

    /** Groups operations by the resource with which their path begins: {@code calls} of {@code /api/calls/{id}}. */
    private static void group(OpenAPI document) {
        document.getPaths()
                .forEach((path, item) ->
                        item.readOperations().forEach(operation -> operation.setTags(List.of(resource(path)))));
        document.setTags(document.getPaths().keySet().stream()
                .map(DocumentConventions::resource)
                .distinct()
                .sorted(Comparator.comparingInt(DocumentConventions::rank).thenComparing(Comparator.naturalOrder()))
                .map(name -> new Tag().name(name))
                .toList());
    }

    private static String resource(String path) {
        String below = path.startsWith(API) ? path.substring(API.length()) : path.substring(1);
        int end = below.indexOf('/');
        return end < 0 ? below : below.substring(0, end);
    }

    private static int rank(String resource) {
        int first = FIRST.indexOf(resource);
        return first < 0 ? FIRST.size() : first;
    }

    /** Documents an entity tag on every answer that shows a resource which can be changed under a precondition. */
    private static void tagVersions(List<Operation> operations) {
        Set<String> tagged = operations.stream()
                .filter(operation -> operation.getParameters() != null
                        && operation.getParameters().stream()
                                .anyMatch(parameter -> HttpHeaders.IF_MATCH.equals(parameter.getName())))
                .flatMap(DocumentConventions::successes)
                .flatMap(response -> answered(response).stream())
                .collect(Collectors.toSet());
        operations.stream()
                .flatMap(DocumentConventions::successes)
                .filter(response -> answered(response).filter(tagged::contains).isPresent())
                .forEach(response ->
                        response.addHeaderObject(HttpHeaders.ETAG, new Header().$ref(OpenApiComponents.ETAG)));
    }

    private static void addHeaders(Operation operation) {
        operation.getResponses().forEach((status, response) -> {
            if (response.get$ref() == null) {
                response.addHeaderObject("X-Request-Id", new Header().$ref(OpenApiComponents.REQUEST_ID));
                if (status.equals("201")) {
                    response.addHeaderObject(HttpHeaders.LOCATION, new Header().$ref(OpenApiComponents.LOCATION));
                }
            }
        });
    }

    private static Stream<ApiResponse> successes(Operation operation) {
        return operation.getResponses().entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(java.util.Map.Entry::getValue);
    }

    private static Optional<String> answered(ApiResponse response) {
        return Optional.ofNullable(response.getContent()).map(Content::values).stream()
                .flatMap(java.util.Collection::stream)
                .map(media ->
                        media.getSchema() == null ? null : media.getSchema().get$ref())
                .filter(Objects::nonNull)
                .findFirst();
    }
}

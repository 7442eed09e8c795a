package dev.tandem.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiClient;
import dev.tandem.api.ApiClient.Answer;
import dev.tandem.api.ApiTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Asks every route of the route table as somebody who may not use it. {@link RouteSamples} says how a route is asked; a
 * route that is missing there fails.
 */
class EveryRouteIT extends ApiTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "access.md");

    @Autowired
    @Qualifier("requestMappingHandlerMapping") private RequestMappingHandlerMapping table;

    private List<Route> routes = List.of();
    private RouteSamples samples = new RouteSamples(this);

    @BeforeEach
    void routes() {
        routes = Route.all(table);
        samples = new RouteSamples(this);
    }

    @TestFactory
    Stream<DynamicTest> asksForAKey() {
        ApiClient nobody = client("");
        return each(
                routes.stream().filter(route -> route.needed().isPresent() || route.isForAdministrator()),
                route -> ask(route, nobody).problem(401, "unauthorized"));
    }

    @TestFactory
    Stream<DynamicTest> refusesEveryRoleThatIsTooLow() {
        Map<Role, ApiClient> clients = new EnumMap<>(Role.class);
        Arrays.stream(Role.values()).forEach(role -> clients.put(role, clientOf(role)));
        return routes.stream()
                .flatMap(route -> route.needed().stream()
                        .flatMap(needed -> Arrays.stream(Role.values())
                                .filter(role -> !role.permits(needed))
                                .map(role -> DynamicTest.dynamicTest(
                                        route + " as " + role.wireName(),
                                        () -> assertThat(ask(route, Objects.requireNonNull(clients.get(role)))
                                                        .problem(403, "forbidden")
                                                        .text("/detail"))
                                                .contains("needs the role " + needed.wireName())))));
    }

    @TestFactory
    Stream<DynamicTest> keepsTheAdministratorsRoutesFromOwners() {
        return each(
                routes.stream().filter(Route::isForAdministrator),
                route -> ask(route, api).problem(403, "forbidden"));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnothersIsNotThere() {
        ApiClient other = ownerOfAnother();
        return each(
                routes.stream().filter(route -> route.needed().isPresent() && samples.refersToSomething(route)),
                route -> refusedAsIfItNeverWas(route, ask(route, other)));
    }

    /**
     * Asserts that the answer does not show that the resource exists. If only the body refers to it, the body may be
     * refused as faulty.
     */
    private static void refusedAsIfItNeverWas(Route route, Answer answer) {
        if (route.namesAResource()) {
            answer.problem(404, "not-found");
        } else {
            assertThat(answer.status()).as("%s", answer.body()).isIn(404, 422);
        }
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnothersIsInNoList() {
        Iterable<String> ours = samples.ids();
        ApiClient other = ownerOfAnother();
        return each(
                routes.stream()
                        .filter(route ->
                                route.needed().isPresent() && route.method().equals("GET") && !route.namesAResource()),
                route -> assertThat(ask(route, other).expect(200).response().body())
                        .doesNotContain(ours));
    }

    @Test
    void theDocumentSaysWhoMayUseEachRoute() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(routes.stream().map(EveryRouteIT::line).distinct().filter(line -> !document.contains(line)))
                .as("lines that docs/access.md lacks")
                .isEmpty();
    }

    private static String line(Route route) {
        String whom =
                route.needed().map(Role::wireName).orElse(route.isForAdministrator() ? "administrator" : "everybody");
        return "| `" + route.path() + "` | " + route.method() + " | " + whom + " |";
    }

    private static Stream<DynamicTest> each(Stream<Route> routes, Consumer<Route> check) {
        return routes.map(route -> DynamicTest.dynamicTest(route.toString(), () -> check.accept(route)));
    }

    private Answer ask(Route route, ApiClient client) {
        var request = client.request(route.path(samples::id) + samples.query(route));
        return route.hasBody()
                ? client.send(request.header("Content-Type", route.contentType())
                        .method(route.method(), BodyPublishers.ofString(samples.body(route))))
                : client.send(request.method(route.method(), BodyPublishers.noBody()));
    }

    private ApiClient clientOf(Role role) {
        return client(api.post("/api/api-keys", "{\"name\": \"Low\", \"role\": \"" + role.wireName() + "\"}")
                .expect(201)
                .text("/key"));
    }

    private ApiClient ownerOfAnother() {
        String slug = "other-" + UUID.randomUUID().toString().substring(0, 8);
        return client(client(ADMIN_KEY)
                .post("/api/organizations", "{\"name\": \"Other\", \"slug\": \"" + slug + "\"}")
                .expect(201)
                .text("/key"));
    }
}

package dev.tandem.api;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * How every route is asked by {@link EveryRouteIT}. A new endpoint is told here
 *
 * <ul>
 *   <li>in {@link #resources}, how to make what stands in its path, unless the path is there already;
 *   <li>in {@link #bodies}, a body that would be accepted, unless {@code {}} would; what it refers to is ours;
 *   <li>in {@link #queries}, its query, if it does not answer without one;
 *   <li>in {@link #CATALOGUES}, that what its path names is the same for every organization;
 *   <li>in {@link #REFERRING_TO_NOTHING}, that its path has no variable and its body refers to nothing that is there.
 * </ul>
 *
 * and its line in docs/access.md.
 */
final class RouteSamples {

    private static final Map<String, String> CATALOGUES = Map.of("/api/event-types/{}", "call.started");

    private static final Set<String> REFERRING_TO_NOTHING =
            Set.of("POST /api/workflows", "POST /api/api-keys", "POST /api/organizations");

    private final Map<String, Supplier<String>> resources;
    private final Map<String, Supplier<String>> bodies;
    private final Map<String, Supplier<String>> queries;
    private final Map<String, String> made = new HashMap<>();

    /** @param ours makes things of the organization that the others do not belong to */
    RouteSamples(ApiTest ours) {
        resources = Map.of(
                "/api/workflows/{}", () -> ours.workflowOf(id("/api/workflow-versions/{}")),
                "/api/workflow-versions/{}", () -> ours.shopDraft("Asked for by others"),
                "/api/calls/{}",
                        () -> ours.api
                                .post("/api/calls", call(ours))
                                .expect(201)
                                .text("/id"),
                "/api/api-keys/{}",
                        () -> ours.api
                                .post("/api/api-keys", "{\"name\": \"Ours\", \"role\": \"viewer\"}")
                                .expect(201)
                                .text("/id"),
                "/api/organizations/{}",
                        () -> ours.client(ApiTest.ADMIN_KEY)
                                .get("/api/organizations")
                                .expect(200)
                                .text("/items/0/id"));
        bodies = Map.of(
                "POST /api/calls", () -> call(ours),
                "PATCH /api/workflow-versions/{}", () -> "{\"config\": {\"agents\": []}}",
                "PATCH /api/workflows/{}", () -> "{\"name\": \"Theirs\"}");
        queries = Map.of("GET /api/workflow-versions/{}/diff", () -> "?against=" + id("/api/workflow-versions/{}"));
    }

    private static String call(ApiTest ours) {
        return "{\"workflow_version_id\": \"" + ours.shop("Called by others") + "\"}";
    }

    /** What stands in the path of a route, made when it is first asked for. */
    String id(String path) {
        String listed = CATALOGUES.get(path);
        if (listed != null) {
            return listed;
        }
        if (!resources.containsKey(path)) {
            throw new AssertionError("How is a resource of " + path + " made? Say it in RouteSamples.resources.");
        }
        String known = made.get(path);
        if (known == null) {
            known = resources.get(path).get();
            made.put(path, known);
        }
        return known;
    }

    /** Ids of everything that was made. */
    Iterable<String> ids() {
        resources.keySet().forEach(this::id);
        return made.values();
    }

    String body(Route route) {
        return bodies.getOrDefault(route.toString(), () -> "{}").get();
    }

    String query(Route route) {
        return queries.getOrDefault(route.toString(), () -> "").get();
    }

    /** Whether another organization that asks it should be told that something is not there. */
    boolean refersToSomething(Route route) {
        if (CATALOGUES.containsKey(route.path())) {
            return false;
        }
        if (route.namesAResource()) {
            return true;
        }
        if (route.hasBody() && !REFERRING_TO_NOTHING.contains(route.toString())) {
            if (!bodies.containsKey(route.toString())) {
                throw new AssertionError("Does the body of " + route + " refer to anything that is there? Say it in"
                        + " RouteSamples: its body, or that it refers to nothing.");
            }
            return true;
        }
        return false;
    }
}

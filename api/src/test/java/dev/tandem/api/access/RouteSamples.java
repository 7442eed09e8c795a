package dev.tandem.api.access;

import static java.util.Map.entry;

import dev.tandem.api.ApiTest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Says how {@link EveryRouteIT} asks every route. A new endpoint needs here
 *
 * <ul>
 *   <li>in {@link #resources}, how to make the resource of its path, unless the path is there already;
 *   <li>in {@link #bodies}, a body that would be accepted, unless {@code {}} would; it refers to things of our
 *     organization;
 *   <li>in {@link #queries}, its query, if it needs one;
 *   <li>an entry in {@link #CATALOGUES}, if its path names something that is the same for every organization;
 *   <li>an entry in {@link #REFERRING_TO_NOTHING}, if its path has no variable and its body refers to nothing that
 *     exists.
 * </ul>
 *
 * and its line in docs/access.md.
 */
final class RouteSamples {

    private static final Map<String, String> CATALOGUES = Map.of("/api/event-types/{}", "call.started");

    private static final Set<String> REFERRING_TO_NOTHING = Set.of(
            "POST /api/workflows",
            "POST /api/api-keys",
            "POST /api/organizations",
            "POST /api/tool-definitions",
            "PUT /api/prices");

    private final String aTool = """
            {"tool_type": "tool_%d", "adapter": "http", "description": "Looks something up.",
             "config": {"method": "GET", "url": "http://127.0.0.1:9099/things"}}
            """.formatted(System.nanoTime());

    /** A number that is used only once: each run has another. */
    private final String aNumber = "{\"number\": \"+431588%07d\"}".formatted(System.nanoTime() % 10_000_000);

    private final ApiTest ours;
    private final Map<String, Supplier<String>> resources;
    private final Map<String, Supplier<String>> bodies;
    private final Map<String, Supplier<String>> queries;
    private final Map<String, String> made = new HashMap<>();

    /** @param ours the client of the organization to which the things belong */
    RouteSamples(ApiTest ours) {
        this.ours = ours;
        resources = Map.ofEntries(
                entry("/api/workflows/{}", () -> ours.workflowOf(id("/api/workflow-versions/{}"))),
                entry("/api/workflow-versions/{}", () -> ours.shopDraft("Asked for by others")),
                entry("/api/calls/{}", () -> posted("/api/calls", call())),
                entry("/api/workflows/{}/scenarios/{}", this::scenario),
                entry("/api/test-runs/{}", this::testRun),
                entry("/api/calls/{}/commands/{}", this::command),
                entry("/api/replays/{}", this::replay),
                entry("/api/test-sessions/{}", this::testSession),
                entry("/api/api-keys/{}", () -> posted("/api/api-keys", "{\"name\": \"Ours\", \"role\": \"viewer\"}")),
                entry("/api/organizations/{}", this::organization),
                entry("/api/organizations/{}/trunks/{}", this::trunk),
                entry("/api/phone-numbers/{}", () -> posted("/api/phone-numbers", aNumber)),
                entry("/api/workspace-variables/{}", () -> posted("/api/workspace-variables", variable("null"))),
                entry("/api/tool-definitions/{}", () -> posted("/api/tool-definitions", aTool)));
        bodies = Map.ofEntries(
                entry("POST /api/calls", this::call),
                entry("POST /api/workflows/{}/scenarios", RouteSamples::aScenario),
                entry("PUT /api/workflows/{}/required-replay", () -> "{\"last\": 10}"),
                entry("PATCH /api/workflows/{}/scenarios/{}", () -> "{\"required\": false}"),
                entry("POST /api/calls/{}/commands", () -> "{\"command\": \"pause\"}"),
                entry(
                        "POST /api/calls/{}/replay",
                        () -> "{\"version_id\": \"" + id("/api/workflow-versions/{}") + "\"}"),
                entry("PATCH /api/workflow-versions/{}", () -> "{\"config\": {\"agents\": []}}"),
                entry("POST /api/workflow-versions/{}/diff", () -> "{\"config\": {\"agents\": []}}"),
                entry("POST /api/phone-numbers", this::number),
                entry("PATCH /api/phone-numbers/{}", () -> "{\"enabled\": false}"),
                entry("PATCH /api/workflows/{}", () -> "{\"name\": \"Theirs\"}"),
                entry("POST /api/workspace-variables", () -> variable('"' + id("/api/workflows/{}") + '"')),
                entry("PATCH /api/workspace-variables/{}", () -> "{\"value\": \"theirs\"}"),
                entry("PATCH /api/tool-definitions/{}", () -> aTool));
        queries = Map.of("GET /api/workflow-versions/{}/diff", () -> "?against=" + id("/api/workflow-versions/{}"));
    }

    private String posted(String path, String body) {
        return ours.api.post(path, body).expect(201).text("/id");
    }

    private String call() {
        return "{\"workflow_version_id\": \"" + ours.shop("Called by others") + "\"}";
    }

    private String command() {
        return ours.api
                .post("/api/calls/" + id("/api/calls/{}") + "/commands", "{\"command\": \"pause\"}")
                .expect(202)
                .text("/id");
    }

    private String scenario() {
        return posted("/api/workflows/" + id("/api/workflows/{}") + "/scenarios", aScenario());
    }

    private static String aScenario() {
        return "{\"required\": true, \"scenario\": {\"name\": \"s" + System.nanoTime() + "\", \"caller\": []}}";
    }

    private String testRun() {
        String _ = id("/api/workflows/{}/scenarios/{}");
        return ours.api
                .post("/api/workflow-versions/" + id("/api/workflow-versions/{}") + "/run-required", "{}")
                .expect(202)
                .text("/id");
    }

    private String replay() {
        return ours.api
                .post("/api/workflow-versions/" + id("/api/workflow-versions/{}") + "/replay", "{}")
                .expect(202)
                .text("/id");
    }

    private String number() {
        return "{\"number\": \"+4315880101\", \"workflow_id\": \"" + id("/api/workflows/{}") + "\"}";
    }

    private static String variable(String workflow) {
        return "{\"name\": \"v" + System.nanoTime() + "\", \"value\": \"ours\", \"workflow_id\": " + workflow + "}";
    }

    private String organization() {
        return ours.client(ApiTest.ADMIN_KEY)
                .get("/api/organizations")
                .expect(200)
                .text("/items/0/id");
    }

    private String testSession() {
        return ours.api
                .post("/api/workflow-versions/" + id("/api/workflow-versions/{}") + "/test/voice", "{}")
                .expect(201)
                .text("/test_session_id");
    }

    private String trunk() {
        return ours.client(ApiTest.ADMIN_KEY)
                .post(
                        "/api/organizations/" + id("/api/organizations/{}") + "/trunks",
                        "{\"livekit_trunk_id\": \"ST_" + System.nanoTime() + "\"}")
                .expect(201)
                .text("/id");
    }

    /** Returns the id for a path. The resource is made when it is first asked for. */
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

    /** Returns the ids of everything that was made. */
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

    /** Whether another organization that asks the route should get a 404. */
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

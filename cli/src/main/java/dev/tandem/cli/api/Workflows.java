package dev.tandem.cli.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Workflows and their versions, as the API has them. */
public record Workflows(Api api) {

    /**
     * A workflow.
     *
     * @param draft id of its latest draft; null: there is none
     * @param published id of its published version; null: there is none
     */
    public record Workflow(
            String id,
            String name,
            @Nullable String description,
            @Nullable String draft,
            @Nullable String published,
            String etag) {}

    /** @param etag names this state of the version */
    public record Version(String id, int number, String status, String etag, JsonNode config) {

        /** Such as {@code draft 3} or {@code version 2}. */
        public String label() {
            return (status.equals("draft") ? "draft " : "version ") + number;
        }
    }

    public List<String> ids() throws InterruptedException {
        return api.all("/api/workflows").stream()
                .map(workflow -> workflow.path("id").asString())
                .toList();
    }

    public Workflow get(String id) throws InterruptedException {
        return workflow(api.get("/api/workflows/" + id), id);
    }

    /** Returns the workflow of this very name; empty: there is none. */
    public Optional<String> named(String name) throws InterruptedException {
        return api.all("/api/workflows").stream()
                .filter(workflow -> workflow.path("name").asString("").equals(name))
                .map(workflow -> workflow.path("id").asString())
                .findFirst();
    }

    /** Makes a workflow, with an empty draft. */
    public Workflow create(String name, @Nullable String description) throws InterruptedException {
        Answer answer = api.post("/api/workflows", text(name, description));
        return workflow(answer, answer.fine().path("id").asString());
    }

    public Workflow rename(Workflow workflow, String name, @Nullable String description) throws InterruptedException {
        return workflow(
                api.patch("/api/workflows/" + workflow.id(), workflow.etag(), text(name, description)), workflow.id());
    }

    private static ObjectNode text(String name, @Nullable String description) {
        return JsonNodeFactory.instance.objectNode().put("name", name).put("description", description);
    }

    private static Workflow workflow(Answer answer, String id) {
        if (answer.status() == 404) {
            throw Failure.refused("There is no workflow " + id + " for this key. The key may belong to another"
                    + " organization, or the workflow is deleted.");
        }
        JsonNode body = answer.fine();
        return new Workflow(
                id,
                body.path("name").asString(),
                body.path("description").asString(null),
                body.path("draft").path("id").asString(null),
                body.path("published").path("id").asString(null),
                answer.header("ETag").orElse("*"));
    }

    public Version version(String id) throws InterruptedException {
        return version(api.get("/api/workflow-versions/" + id));
    }

    /** Returns what a workflow's next version is made from: its draft, else its published version, else the newest. */
    public Version latest(Workflow workflow) throws InterruptedException {
        String id = workflow.draft() == null ? workflow.published() : workflow.draft();
        if (id == null) {
            id = api.get("/api/workflows/" + workflow.id() + "/versions?limit=1")
                    .fine()
                    .at("/items/0/id")
                    .asString();
        }
        return version(id);
    }

    /** Makes a draft that is a copy of the latest version. */
    public Version newDraft(String workflow) throws InterruptedException {
        return version(api.post("/api/workflows/" + workflow + "/versions", JsonNodeFactory.instance.objectNode()));
    }

    /**
     * Replaces a draft's configuration.
     *
     * @throws Failure if it was changed since it was read
     */
    public Version replace(Version draft, JsonNode config) throws InterruptedException {
        Answer answer = api.patch("/api/workflow-versions/" + draft.id(), draft.etag(), config(config));
        if (answer.status() == 412) {
            throw Failure.refused(
                    "The draft was changed by somebody else at this very moment. Nothing was changed; try again.");
        }
        return version(answer);
    }

    private static Version version(Answer answer) {
        JsonNode body = answer.fine();
        return new Version(
                body.path("id").asString(),
                body.path("version").asInt(),
                body.path("status").asString(),
                answer.header("ETag").orElse("*"),
                body.path("config"));
    }

    /** Returns what a configuration would change in a version: the API's own diff. */
    public JsonNode changes(Version version, JsonNode config) throws InterruptedException {
        return api.post("/api/workflow-versions/" + version.id() + "/diff", config(config))
                .fine();
    }

    /** Returns what would prevent publishing a configuration in the place of a version's. */
    public JsonNode findings(Version version, JsonNode config) throws InterruptedException {
        return api.post("/api/workflow-versions/" + version.id() + "/validate", config(config))
                .fine();
    }

    private static ObjectNode config(JsonNode config) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("config", config);
        return body;
    }
}

package dev.tandem.api.scenario;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import dev.tandem.workflows.scenario.Scenario;
import dev.tandem.workflows.scenario.document.ScenarioDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A scenario that was sent.
 *
 * @param json the same as JSON
 * @param yaml as it was written; null: it came as JSON
 */
record GivenScenario(
        Scenario scenario, JsonNode json, @Nullable String yaml) {

    /**
     * Reads a scenario: an object, or a text of YAML or JSON.
     *
     * @param pointer where it stands in the request
     * @throws ApiProblem 422 that names every fault; in a text with its line
     */
    static GivenScenario read(JsonNode sent, String pointer) {
        ScenarioDocument.Result result =
                sent.isString() ? ScenarioDocument.read(sent.stringValue()) : ScenarioDocument.read(sent);
        return switch (result) {
            case ScenarioDocument.Result.Sound sound ->
                new GivenScenario(sound.scenario(), sound.source().json(), sent.isString() ? sent.stringValue() : null);
            case ScenarioDocument.Result.Faulty(List<Problem> problems) ->
                throw ApiProblem.invalidRequest(problems.stream()
                        .map(one -> new Problem(one.code(), pointer + one.pointer(), one.message()))
                        .toList());
        };
    }

    /**
     * Reads a scenario that was found sound when it was stored.
     *
     * @throws IllegalStateException if it is not now
     */
    static Scenario stored(JsonNode json) {
        return switch (ScenarioDocument.read(json)) {
            case ScenarioDocument.Result.Sound sound -> sound.scenario();
            case ScenarioDocument.Result.Faulty(List<Problem> problems) ->
                throw new IllegalStateException("a stored scenario is faulty: " + problems);
        };
    }

    /** Returns the hash by which a run is known to have been one of this very text. */
    String sha256() {
        try {
            byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}

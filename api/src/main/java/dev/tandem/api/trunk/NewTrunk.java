package dev.tandem.api.trunk;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The request for a trunk, not checked yet. */
record NewTrunk(@Nullable String livekitTrunkId) {

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,200}");

    /** @throws ApiProblem 422 */
    String checked() {
        if (livekitTrunkId == null || !ID.matcher(livekitTrunkId).matches()) {
            throw ApiProblem.invalidRequest(
                    List.of(
                            new Problem(
                                    "invalid_text",
                                    "/livekit_trunk_id",
                                    "Give the id that LiveKit has for the SIP trunk, such as ST_abc: up to 200 characters, no space.")));
        }
        return livekitTrunkId;
    }
}

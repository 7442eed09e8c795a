package dev.tandem.api.phonenumber;

import dev.tandem.api.http.json.StorableJson;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The request to add or change a phone number, not checked yet. */
record NumberRequest(
        @Nullable String number,
        @Nullable String trunkId,
        @Nullable UUID workflowId,
        @Nullable Boolean enabled) {

    private static final int MAX_TRUNK = 200;

    /** @param number E.164 */
    record Checked(
            String number,
            @Nullable String trunkId,
            @Nullable UUID workflowId,
            boolean enabled) {}

    static NumberRequest of(PhoneNumber known) {
        return new NumberRequest(known.number(), known.trunkId(), known.workflowId(), known.enabled());
    }

    /** @throws ApiProblem 422 that lists every fault */
    Checked checked() {
        List<Problem> problems = new ArrayList<>();
        String written = number == null ? "" : number;
        String normal = E164.of(written).orElse("");
        if (written.isBlank()) {
            problems.add(new Problem("required", "/number", "Give the phone number that callers dial."));
        } else if (normal.isEmpty()) {
            problems.add(new Problem(
                    "invalid_number",
                    "/number",
                    "This is not a phone number. Write it with + and the country code, such as +43 1 5880170."));
        }
        if (trunkId != null && (trunkId.isBlank() || !StorableJson.isStorableText(trunkId))) {
            problems.add(new Problem("invalid_text", "/trunk_id", "Give the id of a SIP trunk, or leave it out."));
        }
        if (trunkId != null && trunkId.length() > MAX_TRUNK) {
            problems.add(
                    new Problem("too_long", "/trunk_id", "A trunk's id has at most " + MAX_TRUNK + " characters."));
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.invalidRequest(problems);
        }
        return new Checked(normal, trunkId, workflowId, enabled == null || enabled);
    }
}

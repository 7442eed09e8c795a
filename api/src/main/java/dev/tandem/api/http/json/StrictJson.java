package dev.tandem.api.http.json;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON that can be stored as it is: one value, no duplicate keys, no text that a database refuses. */
final class StrictJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private StrictJson() {}

    /** @throws ApiProblem 400 if it is not JSON, 422 with every place that cannot be stored */
    static JsonNode read(byte[] text) {
        JsonNode value = parse(text);
        if (value.isMissingNode()) {
            throw malformed("The request has no body: send a JSON object.");
        }
        List<Problem> faults = StorableJson.faults(value);
        if (!faults.isEmpty()) {
            throw ApiProblem.invalidRequest(faults);
        }
        return value;
    }

    private static JsonNode parse(byte[] text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw malformed("The body is not valid JSON" + place(e.getLocation()) + ": " + e.getOriginalMessage());
        }
    }

    /**
     * Describes the place of a fault. A fault that exceeds the parser's limits (depth, length of a number) has no
     * place.
     */
    private static String place(@Nullable TokenStreamLocation location) {
        return location == null
                ? ", or goes beyond what is read here"
                : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static ApiProblem malformed(String detail) {
        return ApiProblem.of(HttpStatus.BAD_REQUEST, "malformed-json", detail);
    }
}

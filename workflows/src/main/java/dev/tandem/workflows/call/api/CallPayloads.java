package dev.tandem.workflows.call.api;

import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.Jackson3JsonPayloadConverter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Converts everything that passes through Temporal to JSON and back, in the same way in api, workers, tests and
 * replays.
 */
public final class CallPayloads {

    private CallPayloads() {}

    public static DataConverter converter() {
        return DefaultDataConverter.newDefaultInstance()
                .withPayloadConverterOverrides(new Jackson3JsonPayloadConverter(mapper()));
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder().build();
    }
}

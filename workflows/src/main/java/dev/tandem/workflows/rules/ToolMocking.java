package dev.tandem.workflows.rules;

import dev.tandem.workflows.mock.TestTools;
import dev.tandem.workflows.protocol.ToolCall;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Decides what answers a tool: the tool itself, or in a test a mock, or nothing. */
sealed interface ToolMocking {

    /** The tool runs. */
    record Run() implements ToolMocking {}

    /** @param mock the tool's name and the mock's place in its list: {@code check_order/0} */
    record Reply(String mock, TestTools.Reply reply) implements ToolMocking {}

    /** The test has no mock that fits. */
    record Missing() implements ToolMocking {}

    static ToolMocking of(CallState state, ToolCall call) {
        return switch (state.call().input().testTools()) {
            case null -> new Run();
            case TestTools.Real _ -> new Run();
            case TestTools.Mocked(Map<String, List<TestTools.Mock>> mocks) ->
                fitting(
                        mocks.getOrDefault(call.name(), List.of()),
                        state.tools().mocks(),
                        call.name(),
                        call.arguments());
        };
    }

    private static ToolMocking fitting(
            List<TestTools.Mock> mocks, Map<String, Integer> times, String name, JsonNode arguments) {
        for (int place = 0; place < mocks.size(); place++) {
            if (mocks.get(place).fits(arguments)) {
                String mock = name + "/" + place;
                return new Reply(mock, mocks.get(place).reply(times.getOrDefault(mock, 0)));
            }
        }
        return new Missing();
    }
}

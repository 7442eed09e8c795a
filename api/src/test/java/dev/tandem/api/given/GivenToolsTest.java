package dev.tandem.api.given;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.mock.TestTools;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GivenToolsTest {

    private static final AgentGraph GRAPH = GraphDocument.load(json("""
            {"agents": [
              {"id": "a", "name": "A", "instructions": "Help.", "tools": [
                {"tool_type": "http", "name": "check_order", "description": "D", "config": {"url": "http://shop/"},
                 "parameters": {"type": "object", "properties": {"order_id": {"type": "string"}}}}]}]}
            """));

    @Test
    void aTestThatSaysNothingOfItsToolsRunsNone() {
        assertThat(read("null")).isEqualTo(new TestTools.Mocked(Map.of()));
        assertThat(GivenTools.read(GRAPH, null, "/test/tools")).isEqualTo(new TestTools.Mocked(Map.of()));
    }

    @Test
    void realToolsAreAskedForByTheirName() {
        assertThat(read("'real'")).isEqualTo(new TestTools.Real());
    }

    @Test
    void aToolIsMockedByOneReply() {
        assertThat(read("{'check_order': {'answer': {'text': '{{order_id}}'}, 'delay_ms': 20}}"))
                .isEqualTo(mocked(new TestTools.Mock(
                        Map.of(), List.of(new TestTools.Answer(json("{'text': '{{order_id}}'}"), 20)))));
    }

    @Test
    void aToolIsMockedByAListOfMocksAndAMockByRepliesInTurn() {
        assertThat(read("""
                        {'check_order': [
                           {'when': {'order_id': 'A1234'}, 'answer': null},
                           {'in_turn': [{'fail': 'unavailable', 'error': 'Away.'}, {'fail': 'lost', 'delay_ms': 5},
                                        {'answer': [1]}]}]}
                        """))
                .isEqualTo(mocked(
                        new TestTools.Mock(
                                Map.of("order_id", json("'A1234'")), List.of(new TestTools.Answer(json("null"), 0))),
                        new TestTools.Mock(
                                Map.of(),
                                List.of(
                                        new TestTools.Failure(TestTools.Meaning.UNAVAILABLE, "Away.", 0),
                                        new TestTools.Failure(
                                                TestTools.Meaning.LOST, "The tool failed, as this test wants it.", 5),
                                        new TestTools.Answer(json("[1]"), 0)))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            'fake'                                                     | invalid_type        | /test/tools
            {'check_orders': {'answer': 1}}                            | unknown_tool        | /test/tools/check_orders
            {'check_order': 'yes'}                                     | invalid_type        | /test/tools/check_order
            {'check_order': []}                                        | invalid_value       | /test/tools/check_order
            {'check_order': {}}                                        | required            | /test/tools/check_order
            {'check_order': [{'answer': 1}, {'answer': 1, 'fail': 'lost'}]} | required       | /test/tools/check_order/1
            {'check_order': {'answer': {'x': ['{{#a}}']}}}             | malformed_template  | /test/tools/check_order/answer/x/0
            {'check_order': {'answer': 'Order {{order}}'}}             | unknown_argument    | /test/tools/check_order/answer
            {'check_order': {'answer': '{{workspace.key}}'}}           | unresolved_template | /test/tools/check_order/answer
            {'check_order': {'when': {'order': 1}, 'answer': 1}}       | unknown_argument    | /test/tools/check_order/when/order
            {'check_order': {'when': 'A1', 'answer': 1}}               | invalid_type        | /test/tools/check_order/when
            {'check_order': {'fail': 'badly'}}                         | invalid_value       | /test/tools/check_order/fail
            {'check_order': {'fail': 'lost', 'error': 7}}              | invalid_type        | /test/tools/check_order/error
            {'check_order': {'answer': 1, 'error': 'no'}}              | invalid_value       | /test/tools/check_order/error
            {'check_order': {'answer': 1, 'delay_ms': -1}}             | invalid_value       | /test/tools/check_order/delay_ms
            {'check_order': {'answer': 1, 'delay_ms': 120001}}         | invalid_value       | /test/tools/check_order/delay_ms
            {'check_order': {'answer': 1, 'delay_ms': '5'}}            | invalid_value       | /test/tools/check_order/delay_ms
            {'check_order': {'answer': 1, 'then': 2}}                  | unknown_field       | /test/tools/check_order/then
            {'check_order': {'in_turn': {}}}                           | invalid_type        | /test/tools/check_order/in_turn
            {'check_order': {'in_turn': []}}                           | invalid_value       | /test/tools/check_order/in_turn
            {'check_order': {'in_turn': [{'when': {}, 'answer': 1}]}}  | unknown_field       | /test/tools/check_order/in_turn/0/when
            {'check_order': {'in_turn': [{'answer': 1}], 'answer': 1}} | invalid_value       | /test/tools/check_order/answer
            """)
    void whatIsWrongIsSaidWithItsPlace(String given, String code, String pointer) {
        ApiProblem refused = catchThrowableOfType(ApiProblem.class, () -> read(given));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.message()).endsWith(".");
        });
    }

    @Test
    void mocksThatAreTooLargeAreRefused() {
        ApiProblem refused = catchThrowableOfType(
                ApiProblem.class,
                () -> read("{'check_order': {'answer': '" + "x".repeat(GivenTools.MOST_BYTES) + "'}}"));

        assertThat(refused.problems().getFirst().code()).isEqualTo("too_large");
    }

    private static TestTools mocked(TestTools.Mock... mocks) {
        return new TestTools.Mocked(Map.of("check_order", List.of(mocks)));
    }

    private static TestTools read(String given) {
        return GivenTools.read(GRAPH, json(given), "/test/tools");
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}

package dev.tandem.workflows.variable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class VariableSchemaTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The day of arrival  | The day of arrival. Ask for it with: \"When do you come?\"",
                "When they come?     | When they come? Ask for it with: \"When do you come?\"",
                "''                  | Ask for it with: \"When do you come?\"",
            })
    void tellsEveryModelHowTheAuthorAsks(String description, String told) {
        Variable day = declared("{\"name\": \"day\", \"data_type\": \"date\", \"description\": \"" + description
                + "\", \"ask\": \"When do you come?\"}");

        assertThat(VariableSchema.of(day).path("x-ask").asString()).isEqualTo("When do you come?");
        assertThat(VariableSchema.of(day).path("description").asString()).isEqualTo(told);
    }

    @Test
    void aVariableWithoutItsOwnWordsHasNone() {
        Variable day = declared("{\"name\": \"day\", \"description\": \"The day\"}");

        assertThat(VariableSchema.of(day).has("x-ask")).isFalse();
        assertThat(VariableSchema.of(day).path("description").asString()).isEqualTo("The day");
    }

    @Test
    void aPathInheritsTheWordsOfTheDocument() {
        AgentGraph graph = GraphDocument.load(JsonMapper.shared().readTree("""
                {"schema_version": 2, "variables": [{"name": "day", "ask": "Which day?"}],
                 "agents": [{"id": "a", "name": "A", "paths": [{"id": "p", "name": "P", "target": {"end": true},
                   "required_variables": [{"name": "day"}, {"name": "hour", "ask": "What time?"}]}]}]}"""));

        assertThat(graph.agent("a").paths().getFirst().variables())
                .extracting(Variable::ask)
                .containsExactly("Which day?", "What time?");
    }

    private static Variable declared(String variable) {
        return GraphDocument.load(JsonMapper.shared()
                        .readTree("{\"schema_version\": 2, \"variables\": [" + variable
                                + "], \"agents\": [{\"id\": \"a\", \"name\": \"A\"}]}"))
                .variables()
                .getFirst();
    }
}

package dev.tandem.api.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProjectionTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Test
    void isEmptyWhereADocumentIsNoDocument() {
        assertThat(of("{\"agents\": 7}").agents()).isEmpty();
        assertThat(of("{\"agents\": [1, null, \"x\", {}]}").agents()).isEmpty();
    }

    @Test
    void leavesOutWhatHasTheIdOfAnother() {
        Projection projection =
                of("{\"agents\": [{\"id\": \"a\", \"name\": \"First\"}, {\"id\": \"a\", \"name\": \"Second\"}]}");

        assertThat(projection.agents()).extracting(Projection.AgentRow::name).containsExactly("First");
    }

    @Test
    void leavesOutAPathThatLeadsNowhere() {
        Projection projection = of("""
                {"agents": [{"id": "a", "name": "A", "paths": [
                  {"id": "p", "name": "P", "target_agent_id": "nobody"},
                  {"id": "q", "name": "Q", "target": {"end": true}, "required_variables": [{"name": "v"}, {}]}]}]}
                """);

        assertThat(projection.paths())
                .extracting(Projection.PathRow::documentId)
                .containsExactly("q");
        assertThat(projection.paths().getFirst().toAgentId()).isNull();
        assertThat(projection.variables())
                .extracting(Projection.VariableRow::name)
                .containsExactly("v");
    }

    @Test
    void keepsToolsOfOneTypeApart() {
        Projection projection = of("""
                {"agents": [{"id": "a", "name": "A", "tools": [
                  {"tool_type": "http", "name": "one"}, {"tool_type": "http", "name": "two"},
                  {"tool_type": "http", "id": "t", "name": "three"},
                  {"tool_type": "check_order"}, {"name": "typeless"}]}]}
                """);

        assertThat(projection.tools())
                .extracting(Projection.ToolRow::documentId)
                .containsExactly("a/one", "a/two", "t", "a/check_order");
    }

    private static Projection of(String document) {
        return Projection.of(new UUID(1, 1), MAPPER.readTree(document));
    }
}

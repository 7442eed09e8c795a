package dev.tandem.api.version;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.api.ApiTest;
import dev.tandem.api.Shop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProjectionIT extends ApiTest {

    @Test
    void theDocumentsPartsAreRows() {
        UUID version = UUID.fromString(shopDraft("Rows"));

        assertThat(rows("""
                        select document_id, name, instructions, llm_config->>'provider' as llm,
                               metadata->>'colour' as colour, position->>'x' as x
                        from agent_node where workflow_version_id = :version order by document_id
                        """, version))
                .extracting(row -> row.values().toString())
                .containsExactly(
                        "[billing, Billing, Answer questions about invoices., null, null, null]",
                        "[intake, Intake, Find out what the caller wants., builtin, blue, 1.50]");
        assertThat(rows("""
                        select t.document_id, tool_type, display_name, config->>'method' as method
                        from agent_tool t join agent_node a on a.id = t.agent_id
                        where a.workflow_version_id = :version
                        """, version))
                .extracting(row -> row.values().toString())
                .containsExactly("[check, http, Check an order, GET]");
        assertThat(rows("""
                        select p.document_id, p.name, f.document_id as origin, t.document_id as target
                        from agent_path p join agent_node f on f.id = p.from_agent_id
                        left join agent_node t on t.id = p.to_agent_id
                        where f.workflow_version_id = :version order by p.document_id
                        """, version))
                .extracting(row -> row.values().toString())
                .containsExactly("[bye, Goodbye, billing, null]", "[to-billing, To Billing, intake, billing]");
        assertThat(rows("""
                        select v.name, v.description, v.is_required, v.data_type
                        from path_variable v join agent_path p on p.id = v.path_id
                        join agent_node a on a.id = p.from_agent_id where a.workflow_version_id = :version
                        """, version))
                .extracting(row -> row.values().toString())
                .containsExactly("[customer_id, The customer's number, true, digits]");
    }

    @Test
    void aPartKeepsItsRowsIdThroughEveryChange() {
        String draft = shopDraft("Same");
        UUID version = UUID.fromString(draft);
        String ids = "select id from agent_node where workflow_version_id = :version order by document_id";
        List<Map<String, @Nullable Object>> before = rows(ids, version);

        api.patch("/api/workflow-versions/" + draft, Shop.change(Shop.DOCUMENT.replace("Lantern", "Comet")))
                .expect(200);
        api.post("/api/workflow-versions/" + draft + "/publish").expect(200);

        assertThat(rows(ids, version)).isEqualTo(before);
    }

    @Test
    void copiesOfADocumentDoNotCollide() {
        String first = shopDraft("Copied");
        String second = api.post("/api/workflows/" + workflowOf(first) + "/versions")
                .expect(201)
                .text("/id");

        assertThat(rows("select id from agent_node where workflow_version_id = :version", UUID.fromString(second)))
                .hasSize(2)
                .doesNotContainAnyElementsOf(
                        rows("select id from agent_node where workflow_version_id = :version", UUID.fromString(first)));
    }

    @Test
    void aBrokenDraftHasTheRowsThatItsSoundPartsHave() {
        String draft = newDraft("Half");

        api.patch("/api/workflow-versions/" + draft, """
                        {"config": {"agents": [{"id": "a", "name": "A"}, {"id": "a", "name": "Twin"}, 7]}}
                        """).expect(200);

        assertThat(rows("select name from agent_node where workflow_version_id = :version", UUID.fromString(draft)))
                .extracting(row -> row.get("name"))
                .containsExactly("A");
    }

    @Test
    void everyRowBelongsToItsVersionsOrganization() {
        shopDraft("Ours");

        Map.of(
                        "workflow_version", "workflow",
                        "agent_node", "workflow_version",
                        "agent_tool", "agent",
                        "agent_path", "from_agent",
                        "path_variable", "path")
                .forEach((table, parent) ->
                        assertThat(strangers(table, parent)).as(table).isEmpty());
    }

    /** Finds rows that belong to another organization than their parent rows. */
    private List<Map<String, @Nullable Object>> strangers(String table, String parent) {
        String parents = switch (parent) {
            case "agent", "from_agent" -> "agent_node";
            case "path" -> "agent_path";
            default -> parent;
        };
        return jdbc.sql("select part.id from " + table + " part join " + parents + " whole on whole.id = part." + parent
                        + "_id where part.organization_id <> whole.organization_id")
                .query()
                .listOfRows();
    }

    private List<Map<String, @Nullable Object>> rows(String sql, Object version) {
        return jdbc.sql(sql).param("version", version).query().listOfRows();
    }
}

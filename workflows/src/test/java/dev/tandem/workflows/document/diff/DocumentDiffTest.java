package dev.tandem.workflows.document.diff;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DocumentDiffTest {

    private final ObjectNode before = Documents.shop();
    private final ObjectNode after = Documents.shop();

    @Test
    void aRenamedAgentIsTheSameAgent() {
        agent(0).put("name", "Reception");

        PartChange renamed = onlyOne(diff().agents().changed());

        assertThat(renamed.id()).isEqualTo("intake");
        assertThat(renamed.name()).isEqualTo("Reception");
        assertThat(renamed.previousName()).isEqualTo("Intake");
        assertThat(renamed.fields()).containsExactly(new FieldChange("/name", json("'Intake'"), json("'Reception'")));
        assertThat(diff().paths().areNone()).isTrue();
    }

    @Test
    void aFieldIsToldWithItsValueBeforeAndAfter() {
        agent(0).putObject("llm").put("provider", "builtin").put("style", "brief");
        ((ObjectNode) before.at("/agents/0")).putObject("llm").put("provider", "builtin");

        assertThat(onlyOne(diff().agents().changed()).fields())
                .containsExactly(new FieldChange("/llm/style", null, json("'brief'")));
    }

    @Test
    void whoMayTellAVariableIsAFieldOfItAndWhatAnAgentCollectsOneOfTheAgent() {
        ((ObjectNode) after.at("/variables/2")).put("source", "tool");
        agent(0).putArray("collects").add("balance");

        assertThat(onlyOne(diff().variables().changed()).fields())
                .containsExactly(new FieldChange("/source", null, json("'tool'")));
        assertThat(onlyOne(diff().agents().changed()).fields())
                .containsExactly(new FieldChange("/collects", null, json("['balance']")));
    }

    @Test
    void anAgentThatCameIsToldWithItsPartsApart() {
        after.withArray("/agents")
                .add(json("{'id':'new','name':'New','tools':[{'tool_type':'http'}],'paths':[{'id':'p','name':'P',"
                        + "'target_agent_id':'intake','required_variables':[{'name':'why'}]}]}"));

        DocumentDiff diff = diff();

        assertThat(onlyOne(diff.agents().added()).fields())
                .containsExactly(new FieldChange("/name", null, json("'New'")));
        assertThat(onlyOne(diff.tools().added()).id()).isEqualTo("new/http");
        assertThat(onlyOne(diff.paths().added()).owner()).isEqualTo("new");
        assertThat(onlyOne(diff.variables().added()).owner()).isEqualTo("p");
        assertThat(diff.document()).isEmpty();
    }

    @Test
    void aPathThatWentTakesItsVariablesWithIt() {
        after.withArray("/agents/0/paths").remove(0);

        assertThat(onlyOne(diff().paths().removed()).id()).isEqualTo("to-billing");
        assertThat(onlyOne(diff().variables().removed()).name()).isEqualTo("customer_id");
    }

    @Test
    void aPathThatMovedToAnotherAgentIsTheSamePath() {
        JsonNode goodbye = after.withArray("/agents/0/paths").remove(1);
        after.withArray("/agents/1/paths").add(goodbye);

        PartChange moved = onlyOne(diff().paths().changed());

        assertThat(moved.owner()).isEqualTo("billing");
        assertThat(moved.previousOwner()).isEqualTo("intake");
        assertThat(moved.fields()).isEmpty();
    }

    @Test
    void anotherOrderIsAChangeOfTheList() {
        JsonNode goodbye = after.withArray("/agents/0/paths").remove(1);
        after.withArray("/agents/0/paths").insert(0, goodbye);

        assertThat(onlyOne(diff().agents().changed()).fields())
                .containsExactly(
                        new FieldChange("/paths", json("['to-billing','goodbye']"), json("['goodbye','to-billing']")));
    }

    @Test
    void aNewFirstAgentChangesWhoAnswers() {
        before.remove("entry_agent_id");
        after.remove("entry_agent_id");
        after.withArray("/agents").insert(0, json("{'id':'first','name':'First'}"));

        assertThat(diff().document())
                .containsExactly(new FieldChange("/entry_agent_id", json("'intake'"), json("'first'")));
    }

    @Test
    void anOlderSchemaIsNoChange() {
        before.remove("schema_version");
        after.put("sources", "any");
        ((ObjectNode) before.at("/agents/1")).remove("collects");
        agent(1).remove("collects");

        assertThat(diff().changesNothing()).isTrue();
    }

    @Test
    void brokenDocumentsCanBeCompared() {
        DocumentDiff diff = DocumentDiff.between(
                json("{'agents':[{'id':'a'},{'id':'a'},{'name':'B'}],'variables':[{}]}"),
                json("{'agents':[{'id':'a'},7]}"));

        assertThat(diff.agents().removed()).extracting(PartChange::id).containsExactly("a", "a#2", "#2");
        assertThat(diff.document()).extracting(FieldChange::field).containsExactly("/entry_agent_id", "/agents");
    }

    private DocumentDiff diff() {
        return DocumentDiff.between(before, after);
    }

    private ObjectNode agent(int index) {
        return (ObjectNode) after.at("/agents/" + index);
    }

    private static PartChange onlyOne(List<PartChange> changes) {
        assertThat(changes).hasSize(1);
        return changes.getFirst();
    }
}

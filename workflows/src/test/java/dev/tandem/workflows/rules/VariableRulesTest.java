package dev.tandem.workflows.rules;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariableRulesTest {

    private static final AgentGraph SHOP = Documents.shopGraph();
    private static final Tool CHECK_ORDER = SHOP.entry().tool("check_order").orElseThrow();

    @Test
    void startsWithDeclaredDefaults() {
        VariableUpdate start = VariableRules.start(SHOP, Map.of());

        assertThat(start.variables())
                .containsExactly(Map.entry(
                        "shop", new VariableValue("shop", json("'Lantern Books'"), Source.DEFAULT, 0, false)));
        assertThat(start.refused()).isEmpty();
    }

    @Test
    void whatIsGivenReplacesTheDefault() {
        VariableUpdate start = VariableRules.start(SHOP, Map.of("shop", json("'Owl'"), "customer_id", json("'4711'")));

        assertThat(start.variables())
                .containsExactly(Map.entry("shop", new VariableValue("shop", json("'Owl'"), Source.GIVEN, 0, false)));
        assertThat(start.refused())
                .containsExactly(
                        Map.entry("customer_id", "is told by the caller or an operator, not by the start of the call"));
    }

    @Test
    void refusesGivenValuesThatDoNotFitOrAreNotDeclared() {
        VariableUpdate start = VariableRules.start(SHOP, Map.of("customer_id", json("4711"), "mood", json("'good'")));

        assertThat(start.refused())
                .containsEntry("customer_id", "must be digits only, such as 0042")
                .containsEntry("mood", "is not declared; add it to the document's variables with \"given\": true");
    }

    @Test
    void saysWhatMustBeGiven() {
        AgentGraph graph = GraphDocument.load(
                json("{'agents':[{'id':'a','name':'A'}],'variables':[{'name':'crm_id','given':true}]}"));

        assertThat(VariableRules.start(graph, Map.of()).refused())
                .containsExactly(Map.entry("crm_id", "must be given when the call starts"));
    }

    @Test
    void keepsWhatTheModelNotedIfItFits() {
        VariableUpdate merge = VariableRules.note(
                in(4, Map.of()),
                List.of(
                        new VariableNote("customer_id", "four seven one one", json("'4711'"), true),
                        new VariableNote("order_state", "lost", json("'lost'"), false),
                        new VariableNote("mood", "good", json("'good'"), false)));

        assertThat(merge.changed())
                .containsExactly(new VariableValue("customer_id", json("'4711'"), Source.CALLER, 4, false));
        assertThat(merge.refused())
                .containsExactly(
                        Map.entry("order_state", "must be one of: open, shipped"),
                        Map.entry("mood", "is not a variable of this conversation"));
    }

    @Test
    void aValueIsConfirmedOnlyAfterTheTurnInWhichItWasSaid() {
        VariableNote confirmation = new VariableNote("customer_id", "yes", json("'4711'"), true);
        Map<String, VariableValue> known =
                Map.of("customer_id", new VariableValue("customer_id", json("'4711'"), Source.CALLER, 3, false));

        assertThat(VariableRules.note(in(3, known), List.of(confirmation)).changed())
                .isEmpty();
        assertThat(VariableRules.note(in(4, known), List.of(confirmation)).changed())
                .containsExactly(new VariableValue("customer_id", json("'4711'"), Source.CALLER, 4, true));
    }

    @Test
    void saysWhyAValueCouldNotBeRead() {
        VariableNote unclear =
                new VariableNote("customer_id", "next", json("'next'"), false, "could be several; ask which");

        assertThat(VariableRules.note(in(1, Map.of()), List.of(unclear)).refused())
                .containsExactly(Map.entry("customer_id", "could be several; ask which"));
    }

    @Test
    void fillsVariablesFromAResult() {
        VariableUpdate merge = VariableRules.assign(SHOP, Map.of(), CHECK_ORDER, answered("{'state':'open'}"), 5);

        assertThat(merge.changed())
                .containsExactly(new VariableValue("order_state", json("'open'"), Source.TOOL, 5, false));
    }

    @Test
    void doesNotFillWhatTheResultLacksOrGetsWrong() {
        assertThat(VariableRules.assign(SHOP, Map.of(), CHECK_ORDER, answered("{}"), 5)
                        .refused())
                .containsEntry("order_state", "is not in the result of check_order at \"/state\"");
        assertThat(VariableRules.assign(SHOP, Map.of(), CHECK_ORDER, answered("{'state':7}"), 5)
                        .refused())
                .containsEntry("order_state", "must be a text of 1 to 2000 characters");
    }

    @Test
    void aNewValueOfTheCallerWaitsUntilItIsConfirmedItself() {
        VariableValue known = new VariableValue("customer_id", json("'4711'"), Source.CALLER, 1, true);

        VariableUpdate merge = VariableRules.note(
                in(2, Map.of("customer_id", known)),
                List.of(new VariableNote("customer_id", "4712", json("'4712'"), false)));

        assertThat(merge.variables()).containsExactly(Map.entry("customer_id", known));
        assertThat(merge.refused()).containsExactly(Map.entry("customer_id", Checks.UNCONFIRMED));
    }

    @Test
    void aLaterValueIsNoLongerConfirmedWhereTheLastWordCounts() {
        AgentGraph old = GraphDocument.load(json("{'variables':[{'name':'id'}],'agents':[{'id':'a','name':'A'}]}"));
        VariableValue known = new VariableValue("id", json("'4711'"), Source.TOOL, 1, true);

        VariableUpdate merge = VariableRules.note(
                RuleContext.at(old, old.entry()).with(Map.of("id", known)).in(2),
                List.of(new VariableNote("id", "4712", json("'4712'"), false)));

        assertThat(merge.changed()).containsExactly(new VariableValue("id", json("'4712'"), Source.CALLER, 2, false));
        assertThat(merge.refusals()).isEmpty();
    }

    private static RuleContext in(int turn, Map<String, VariableValue> known) {
        return RuleContext.at(SHOP, SHOP.entry()).with(known).in(turn);
    }

    private static ToolResult answered(String content) {
        return new ToolResult("k", "check_order", ToolResult.Status.OK, json(content), null, 1, 1);
    }
}

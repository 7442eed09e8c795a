package dev.tandem.workflows.rules;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.event.CallEvent;
import dev.tandem.workflows.event.EventMasking;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.protocol.Rejection;
import dev.tandem.workflows.protocol.ToolResult;
import dev.tandem.workflows.protocol.TransferProposal;
import dev.tandem.workflows.variable.HiddenValues;
import dev.tandem.workflows.variable.Variable;
import dev.tandem.workflows.variable.VariableNote;
import dev.tandem.workflows.variable.VariableUpdate;
import dev.tandem.workflows.variable.VariableValue;
import dev.tandem.workflows.variable.VariableValue.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may tell a variable, and against whom. */
class TellingTest {

    private static final AgentGraph DESK = GraphDocument.load(json("{'schema_version':2,'variables':["
            + "{'name':'verified','data_type':'boolean'},"
            + "{'name':'tier'},"
            + "{'name':'all','given':true,'source':['caller','tool','given','operator']},"
            + "{'name':'mail','given':true,'source':['given','caller']},"
            + "{'name':'city','ask':'Which city?'},"
            + "{'name':'idle'}],"
            + "'agents':[{'id':'a','name':'A','collects':['mail','all'],"
            + "'tools':[{'tool_type':'http','name':'look','assign':{'verified':'/v','tier':'/t','all':'/a'}}],"
            + "'paths':[{'id':'p','name':'P','target':{'end':true},"
            + "'required_variables':[{'name':'tier'},{'name':'pin','confirm':true}]},"
            + "{'id':'q','name':'Q','target':{'end':true},'required_variables':[{'name':'verified'}]},"
            + "{'id':'x','name':'X','kind':'expression','guard_condition':'verified','target':{'end':true},"
            + "'required_variables':[{'name':'seen'}]}]}]}"));

    private static final Tool LOOK = DESK.entry().tool("look").orElseThrow();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                verified | CALLER, OPERATOR, TOOL
                tier     | CALLER, OPERATOR, TOOL
                all      | CALLER, GIVEN, OPERATOR, TOOL
                mail     | CALLER, GIVEN
                city     | CALLER, OPERATOR
                pin      | CALLER, OPERATOR
                seen     | OPERATOR
                idle     | OPERATOR
                made_up  | TOOL
                """)
    void byDefaultThoseTellAVariableFromWhomTheDocumentGivesItAWay(String name, String sources) {
        assertThat(DESK.sources().of(name).allowed().stream().map(Enum::name).sorted())
                .containsExactly(sources.split(", ", -1));
    }

    @Test
    void whatOnlyAnAssignFillsIsATools() {
        AgentGraph graph = GraphDocument.load(json("{'schema_version':2,'variables':[{'name':'v'}],'agents':["
                + "{'id':'a','name':'A','tools':[{'tool_type':'http','name':'t','assign':{'v':'/v'}}]}]}"));

        assertThat(graph.sources().of("v").allowed()).containsExactlyInAnyOrder(Source.TOOL, Source.OPERATOR);
        assertThat(graph.collected(graph.entry())).isEmpty();
    }

    @Test
    void anAgentIsToldWhatItCollectsAsksForOrNeedsOnAPathThatTheModelProposes() {
        assertThat(DESK.collected(DESK.entry()))
                .extracting(Variable::name)
                .containsExactly("all", "mail", "city", "tier", "pin", "verified");
    }

    /** The order: operator, tool, start of the call, what the caller confirmed, what the caller said. */
    @ParameterizedTest
    @CsvSource({
        "OPERATOR, TOOL, false", "OPERATOR, CALLER, false", "OPERATOR, OPERATOR, true",
        "TOOL, OPERATOR, true", "TOOL, TOOL, true", "TOOL, CALLER, false",
        "GIVEN, TOOL, true", "GIVEN, CALLER, false", "GIVEN, OPERATOR, true",
        "CALLER, CALLER, true", "CALLER, TOOL, true", "CALLER, OPERATOR, true",
        "DEFAULT, CALLER, true", "DEFAULT, TOOL, true",
    })
    void aLowerSourceNeverReplacesAHigherOne(Source known, Source next, boolean replaces) {
        RuleContext context = knowing(new VariableValue("all", json("'old'"), known, 1, false));

        VariableUpdate update = told(context, "all", next);

        assertThat(update.variables().get("all"))
                .extracting(VariableValue::value)
                .isEqualTo(json(replaces ? "'new'" : "'old'"));
        assertThat(update.refusals()).hasSize(replaces ? 0 : 1);
    }

    @Test
    void whatAToolRepeatsIsTheToolsWordFromThenOn() {
        RuleContext said = knowing(new VariableValue("tier", json("'gold'"), Source.CALLER, 1, true));

        VariableUpdate repeated = answers(said, "{'t':'gold'}");

        assertThat(repeated.changed()).containsExactly(new VariableValue("tier", json("'gold'"), Source.TOOL, 2, true));
        assertThat(noted(said.with(repeated.variables()), "tier", "'silver'", true)
                        .variables())
                .isEqualTo(repeated.variables());
    }

    @Test
    void aConfirmedWordOfTheCallerCorrectsWhatWasGivenWhereTheDocumentSaysSo() {
        VariableValue given = new VariableValue("mail", json("'a@x.org'"), Source.GIVEN, 0, false);
        VariableUpdate said = noted(knowing(given), "mail", "'b@x.org'", true);
        RuleContext next = claiming(given, "'b@x.org'", 2).in(3);

        VariableUpdate confirmed =
                VariableRules.note(next, List.of(new VariableNote("mail", "yes", json("null"), true)));

        assertThat(said.refused()).containsExactly(Map.entry("mail", Checks.UNCONFIRMED));
        assertThat(confirmed.changed())
                .containsExactly(new VariableValue("mail", json("'b@x.org'"), Source.CALLER, 3, true));
    }

    @Test
    void nobodyConfirmsAWordInTheTurnInWhichItIsSaid() {
        VariableValue given = new VariableValue("mail", json("'a@x.org'"), Source.GIVEN, 0, false);

        VariableUpdate confirmed = noted(claiming(given, "'b@x.org'", 2), "mail", "'b@x.org'", true);

        assertThat(confirmed.changed()).isEmpty();
    }

    @Test
    void whatAnOperatorSetNoCallerCorrects() {
        VariableValue set = new VariableValue("all", json("'old'"), Source.OPERATOR, 1, true);

        VariableUpdate confirmed = noted(claiming(set, "'new'", 1), "all", "'new'", true);

        assertThat(confirmed.changed()).isEmpty();
        assertThat(confirmed.refused())
                .hasEntrySatisfying("all", reason -> assertThat(reason).contains("an operator"));
    }

    @Test
    void anOperatorCorrectsNothingThatStatesOtherSources() {
        VariableUpdate corrected = VariableRules.correct(DESK, DESK.entry(), Map.of(), "mail", json("'c@x.org'"), 2);

        assertThat(corrected.changed()).isEmpty();
        assertThat(corrected.refused())
                .containsEntry("mail", "is told by the caller or the start of the call, not by an operator");
    }

    @Test
    void aRefusedValueOfASensitiveVariableIsHidden() {
        EventMasking masking = new EventMasking(new HiddenValues(Set.of("pin")));
        CallEvent refused = new CallEvent.VariableRefused(1, "pin", json("'0815'"), Source.CALLER, Checks.UNCONFIRMED);

        assertThat(masking.mask(refused))
                .isEqualTo(new CallEvent.VariableRefused(1, "pin", json("'****'"), Source.CALLER, Checks.UNCONFIRMED));
        assertThat(masking.mask(new CallEvent.TurnFailed(1, "a", "A", "nobody understood 0815")))
                .isEqualTo(new CallEvent.TurnFailed(1, "a", "A", "nobody understood ****"));
    }

    @Test
    void aCallerConfirmsAToolsValueWithoutBecomingItsSource() {
        RuleContext known = knowing(new VariableValue("all", json("'old'"), Source.TOOL, 1, false));

        assertThat(noted(known, "all", "'old'", true).changed())
                .containsExactly(new VariableValue("all", json("'old'"), Source.TOOL, 2, true));
    }

    @Test
    void aPathWaitsWhileTheCallerDisputesWhatTheyHadConfirmed() {
        VariableValue pin = new VariableValue("pin", json("'1'"), Source.CALLER, 1, true);
        VariableValue tier = new VariableValue("tier", json("'gold'"), Source.TOOL, 1, false);
        RuleContext disputed = claiming(pin, "'2'", 2).with(Map.of("pin", pin, "tier", tier));

        Decision decision = TransferRules.decide(disputed, new TransferProposal("p", json("{}")));

        assertThat(rejection(decision).invalid()).containsExactly(Map.entry("pin", Checks.UNCONFIRMED));
        assertThat(TransferRules.askedFor(disputed, rejection(decision))).isEmpty();
    }

    @Test
    void theArgumentsOfAPathTellWhatTheCallerMayTellAndNothingElse() {
        RuleContext context = RuleContext.at(DESK, DESK.entry());

        Decision decision = TransferRules.decide(context, new TransferProposal("p", json("{'seen':'yes','pin':'1'}")));

        assertThat(decision.variables()).containsOnlyKeys("pin");
        assertThat(rejection(decision).invalid()).containsEntry("seen", "is told by an operator, not by the caller");
        assertThat(decision.update().refusals()).hasSize(1);
    }

    @Test
    void aPathThatWaitsForAToolDoesNotHaveTheCallerAsked() {
        AgentGraph graph = GraphDocument.load(json("{'schema_version':2,'variables':[{'name':'v','source':'tool'}],"
                + "'agents':[{'id':'a','name':'A','tools':[{'tool_type':'http','name':'t','assign':{'v':'/v'}}],"
                + "'paths':[{'id':'p','name':'P','target':{'end':true},'required_variables':[{'name':'v'}]}]}]}"));

        Decision decision =
                TransferRules.decide(RuleContext.at(graph, graph.entry()), new TransferProposal("p", json("{}")));

        assertThat(rejection(decision).wanted()).isEmpty();
        assertThat(rejection(decision).reason())
                .isEqualTo("This path waits for v, which a tool tells and the caller cannot; do not ask the caller for"
                        + " it.");
    }

    @Test
    void documentsOfTheFirstSchemasTakeTheLastWordOfAnybody() {
        AgentGraph old = GraphDocument.load(json("{'schema_version':1,'variables':[{'name':'v'}],'agents':["
                + "{'id':'a','name':'A','tools':[{'tool_type':'http','name':'t','assign':{'v':'/v'}}]}]}"));
        VariableValue known = new VariableValue("v", json("'tool'"), Source.TOOL, 1, false);

        VariableUpdate update =
                noted(RuleContext.at(old, old.entry()).with(Map.of("v", known)).in(2), "v", "'caller'", false);

        assertThat(update.changed()).containsExactly(new VariableValue("v", json("'caller'"), Source.CALLER, 2, false));
        assertThat(old.collected(old.entry())).extracting(Variable::name).containsExactly("v");
    }

    @Test
    void readsTheNamesOfSourcesThatRecordedCallsHave() {
        JsonMapper mapper = JsonMapper.shared();

        assertThat(List.of("'transfer'", "'TRANSFER'", "'caller'", "'channel'", "'CHANNEL'", "'given'"))
                .extracting(name -> mapper.treeToValue(json(name), Source.class))
                .containsExactly(Source.CALLER, Source.CALLER, Source.CALLER, Source.GIVEN, Source.GIVEN, Source.GIVEN);
        assertThat(mapper.<JsonNode>valueToTree(Source.values()))
                .isEqualTo(json("['caller','tool','given','operator','default']"));
    }

    @Test
    void aModelThatMakesUpManyNamesLeavesTwentyEvents() {
        List<VariableNote> notes = IntStream.range(0, 100)
                .mapToObj(n -> new VariableNote("made_up_" + n, "", json("1"), false))
                .toList();

        VariableUpdate update = VariableRules.note(RuleContext.at(DESK, DESK.entry()), notes);

        assertThat(update.refused()).hasSize(100);
        assertThat(update.refusals()).hasSize(20);
    }

    private static RuleContext knowing(VariableValue known) {
        return RuleContext.at(DESK, DESK.entry())
                .with(Map.of(known.name(), known))
                .in(2);
    }

    /** Returns a context in which the caller has said another value. */
    private static RuleContext claiming(VariableValue known, String claim, int turn) {
        RuleContext context = knowing(known);
        return new RuleContext(
                context.graph(),
                context.agent(),
                context.variables(),
                Map.of(known.name(), new VariableValue(known.name(), json(claim), Source.CALLER, turn, false)),
                context.history(),
                context.turn(),
                context.channel());
    }

    private static VariableUpdate told(RuleContext context, String name, Source source) {
        return switch (source) {
            case CALLER -> noted(context, name, "'new'", false);
            case TOOL -> answers(context, "{'a':'new'}");
            case OPERATOR ->
                VariableRules.correct(DESK, DESK.entry(), context.variables(), name, json("'new'"), context.turn());
            case GIVEN, DEFAULT -> throw new IllegalArgumentException("told only when a call starts: " + source);
        };
    }

    private static VariableUpdate noted(RuleContext context, String name, String value, boolean confirmed) {
        return VariableRules.note(context, List.of(new VariableNote(name, "said", json(value), confirmed)));
    }

    private static VariableUpdate answers(RuleContext context, String content) {
        ToolResult result = new ToolResult("k", "look", ToolResult.Status.OK, json(content), null, 1, 1);
        return VariableRules.assign(DESK, context.variables(), LOOK, result, context.turn());
    }

    private static Rejection rejection(Decision decision) {
        return Optional.of(decision)
                .filter(Decision.Rejected.class::isInstance)
                .map(Decision.Rejected.class::cast)
                .map(Decision.Rejected::rejection)
                .orElseThrow();
    }
}

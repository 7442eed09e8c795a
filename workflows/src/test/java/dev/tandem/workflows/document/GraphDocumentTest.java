package dev.tandem.workflows.document;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.graph.Agent;
import dev.tandem.workflows.graph.AgentGraph;
import dev.tandem.workflows.graph.Context;
import dev.tandem.workflows.graph.Limits;
import dev.tandem.workflows.graph.Path;
import dev.tandem.workflows.graph.Phrase;
import dev.tandem.workflows.graph.Phrases;
import dev.tandem.workflows.graph.ProviderConfig;
import dev.tandem.workflows.graph.Target;
import dev.tandem.workflows.graph.Tool;
import dev.tandem.workflows.graph.Trigger;
import dev.tandem.workflows.graph.TurnTaking;
import dev.tandem.workflows.graph.Vad;
import dev.tandem.workflows.variable.DataType;
import dev.tandem.workflows.variable.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class GraphDocumentTest {

    @Test
    void loadsTheDocumentOfAFastApiServiceUnchanged() {
        AgentGraph graph = GraphDocument.load(Documents.fastApiEra());

        Agent intake = graph.entry();
        assertThat(intake.name()).isEqualTo("Intake");
        assertThat(intake.llm().name()).isEqualTo("openai");
        assertThat(intake.llm().text("model", "")).isEqualTo("gpt-4o-mini");
        assertThat(intake.tools()).extracting(Tool::name).containsExactly("check_order");
        Path path = intake.paths().getFirst();
        assertThat(path.target()).isEqualTo(new Target.ToAgent("uuid"));
        assertThat(path.variables())
                .containsExactly(new Variable(
                        "customer_id",
                        "",
                        DataType.STRING,
                        true,
                        null,
                        List.of(),
                        null,
                        false,
                        false,
                        false,
                        3,
                        null,
                        List.of()));
    }

    @Test
    void fillsInEveryDefault() {
        AgentGraph graph = GraphDocument.load(json("{'agents':[{'id':'a','name':'A'}]}"));

        assertThat(graph.entryAgentId()).isEqualTo("a");
        assertThat(graph.schemaVersion()).isEqualTo(2);
        assertThat(graph.language()).isEqualTo("en-US");
        assertThat(graph.timeZone()).isNull();
        assertThat(graph.limits()).isEqualTo(new Limits(3600, 500, 15, 3, 5));
        assertThat(graph.entry())
                .isEqualTo(new Agent(
                        "a",
                        "A",
                        "",
                        null,
                        new ProviderConfig("builtin", json("{'provider':'builtin'}")),
                        new ProviderConfig("local", json("{'provider':'local'}")),
                        new ProviderConfig("local", json("{'provider':'local'}")),
                        new Vad(.5, 50, 250),
                        new TurnTaking(500, 3000, true, 500, 2000, true, TurnTaking.EndOfTurn.SMART, true),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void aDocumentReplacesTheSentencesThatItWrites() {
        Phrases phrases = GraphDocument.load(
                        json("{'schema_version':2,'language':'en-GB','phrases':{'farewell':'Cheers,"
                                + " {{shop}}.'},'agents':[{'id':'a','name':'A'}]}"))
                .phrases();

        assertThat(phrases.text(Phrase.FAREWELL)).isEqualTo("Cheers, {{shop}}.");
        assertThat(phrases.text(Phrase.STILL_THERE)).isEqualTo("Are you still there?");
    }

    @Test
    void aPublishedDocumentOfVersion1SaysWhatItHasAlwaysSaid() {
        AgentGraph graph = GraphDocument.load(
                json("{'schema_version':1,'language':'de-AT','phrases':7,'agents':[{'id':'a','name':'A'}]}"));

        assertThat(graph.phrases().text(Phrase.FAREWELL))
                .isEqualTo(Phrases.standard("en").orElseThrow().text(Phrase.FAREWELL));
        assertThat(graph.phrases().text(Phrase.HOLD)).isEmpty();
    }

    @Test
    void fillsInTheDefaultsOfAToolAndOfAPath() {
        Agent agent = GraphDocument.load(json("{'agents':[{'id':'a','name':'A','tools':[{'tool_type':'http'}],"
                        + "'paths':[{'id':'p','name':'Bye','target':{'end':true}}]}]}"))
                .entry();

        Tool tool = agent.tools().getFirst();
        assertThat(tool.name()).isEqualTo("http");
        assertThat(tool.sideEffect()).isEqualTo(Tool.SideEffect.ONCE);
        assertThat(tool.timeoutMs()).isEqualTo(10_000);
        assertThat(tool.interruptible()).isFalse();
        assertThat(tool.parameters()).isEqualTo(json("{'type':'object','properties':{}}"));
        assertThat(agent.paths())
                .containsExactly(new Path(
                        "p",
                        "Bye",
                        "",
                        new Trigger.Intent(),
                        new Target.End(),
                        null,
                        List.of(),
                        0,
                        new Context.All(),
                        null,
                        null,
                        Path.ANY_NUMBER,
                        false,
                        2));
    }

    @Test
    void aPathInheritsWhatTheCallDeclaresOfAVariable() {
        AgentGraph graph = Documents.shopGraph();

        Variable wanted =
                graph.entry().path("to-billing").orElseThrow().variables().getFirst();

        assertThat(wanted.dataType()).isEqualTo(DataType.DIGITS);
        assertThat(wanted.pattern()).isEqualTo("[0-9]{4}");
        assertThat(wanted.sensitive()).isTrue();
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = FaultyDocuments.TABLE)
    void namesTheFaultAndItsPlace(String code, String pointer, String document) {
        assertThat(faults(json(document)))
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly(code + " " + pointer);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = FaultyDocuments.VARIABLES)
    void namesTheFaultOfAVariableAndItsPlace(String code, String pointer, String variable) {
        assertThat(faults(json("{'agents':[{'id':'a','name':'A'}],'variables':[" + variable + "]}")))
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly(code + " /variables/0" + pointer);
    }

    @Test
    void namesAllFaultsAtOnceInTheOrderOfTheDocument() {
        JsonNode document = json("{'entry_agent_id':'nobody','agents':[{'id':'a','paths':[{'name':'X',"
                + "'target_agent_id':'gone'}]}],'limits':{'max_turns':0}}");

        assertThat(faults(document))
                .extracting(Problem::pointer)
                .containsExactly(
                        "/entry_agent_id",
                        "/agents/0/paths/0/target_agent_id",
                        "/agents/0/paths/0/id",
                        "/agents/0/name",
                        "/limits/max_turns");
    }

    @Test
    void everyFaultIsASentenceThatSaysWhatToDo() {
        assertThat(faults(json("{'agents':[{'id':'a','name':'A','vad':{'min_speech_ms':-1}}]}")))
                .extracting(Problem::message)
                .containsExactly("\"min_speech_ms\" must be from 0 to 10000.");
    }

    @Test
    void warnsOfUnknownFieldsAndLoads() {
        ObjectNode document = Documents.shop();
        document.put("colour/~", "red");

        assertThat(GraphDocument.parse(document)).isInstanceOfSatisfying(GraphDocument.Result.Sound.class, sound -> {
            assertThat(sound.warnings()).extracting(Problem::code).containsExactly("unknown_field");
            assertThat(sound.warnings()).extracting(Problem::pointer).containsExactly("/colour~1~0");
        });
    }

    @Test
    void aNullFieldCountsAsAbsent() {
        AgentGraph graph = GraphDocument.load(json("{'agents':[{'id':'a','name':'A','llm':null,'greeting':null}]}"));

        assertThat(graph.entry().greeting()).isNull();
        assertThat(graph.entry().llm().name()).isEqualTo("builtin");
    }

    @Test
    void refusesToLoadAPublishedDocumentWithFaults() {
        assertThatThrownBy(() -> GraphDocument.load(json("{'agents':[]}")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no_agent");
    }

    private static List<Problem> faults(JsonNode document) {
        return switch (GraphDocument.parse(document)) {
            case GraphDocument.Result.Faulty faulty -> faulty.problems();
            case GraphDocument.Result.Sound sound -> List.of();
        };
    }
}

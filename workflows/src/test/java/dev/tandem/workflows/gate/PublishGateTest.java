package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.Documents;
import dev.tandem.workflows.document.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class PublishGateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Billing | billing! | true",
                "Billing | Billing- | true",
                "Billing | To Billing | true",
                "R&D / Ops | R and D Ops | true",
                "Büro | BÜRO | true",
                "風林火山 | 風林火山。 | true",
                "Billing | !!! | true",
                "風林火山 | 疾風迅雷 | false",
                "Billing | Billing 2 | false",
                "Büro | Buro | false",
            })
    void warnsOfPathsThatACallerCannotTellApart(String first, String second, boolean warned) {
        JsonNode document = json("{'agents':[{'id':'a','name':'A','paths':["
                + "{'id':'p','name':'" + first + "','description':'One.','target':{'end':true}},"
                + "{'id':'q','name':'" + second + "','description':'Two.','target':{'end':true}}]}]}");

        assertThat(PublishGate.check(document).warnings())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .isEqualTo(warned ? List.of("same_to_the_ear /agents/0/paths/1/name") : List.of());
    }

    @Test
    void letsTheShopPass() {
        assertThat(PublishGate.check(Documents.shop()).problems()).isEmpty();
    }

    @Test
    void tellsAFastApiCustomerWhatThisBuildLacks() {
        assertThat(PublishGate.check(Documents.fastApiEra()).problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly("unknown_tool_type /agents/0/tools/0/tool_type");
    }

    @ParameterizedTest(name = "{0} at /agents/0{1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = RefusedDocuments.FIELDS_OF_AN_AGENT)
    void refusesAnAgentWith(String code, String pointer, String fields) {
        assertRefused(json("{'agents':[{'id':'a','name':'A'," + fields + "}]}"), code, "/agents/0" + pointer);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = RefusedDocuments.FIELDS_OF_A_PATH)
    void refusesAPathWith(String code, String pointer, String fields) {
        assertRefused(
                json("{'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','target':{'end':true}," + fields
                        + "}]}]}"),
                code,
                "/agents/0/paths/0" + pointer);
    }

    @ParameterizedTest(name = "{0} at {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = RefusedDocuments.CONFIGS_OF_AN_HTTP_TOOL)
    void refusesAnHttpToolWith(String code, String pointer, String config) {
        assertRefused(
                json("{'agents':[{'id':'a','name':'A','tools':[{'tool_type':'http','name':'t','parameters':"
                        + "{'type':'object','properties':{'id':{'type':'string'}}},'config':" + config + "}]}]}"),
                code,
                "/agents/0/tools/0/config" + pointer);
    }

    @Test
    void refusesAnAgentThatNoCallComesTo() {
        assertRefused(
                json("{'agents':[{'id':'a','name':'A'},{'id':'b','name':'B','paths':[{'id':'p','name':'P',"
                        + "'target_agent_id':'b'}]}]}"),
                "unreachable_agent",
                "/agents/1");
    }

    @Test
    void refusesOneNameWithTwoTypes() {
        assertRefused(
                json(
                        "{'variables':[{'name':'v','data_type':'digits'}],'agents':[{'id':'a','name':'A','paths':[{'id':'p',"
                                + "'name':'P','target':{'end':true},'required_variables':[{'name':'v','data_type':'integer'}]}]}]}"),
                "conflicting_variable",
                "/agents/0/paths/0/required_variables/0/data_type");
    }

    @Test
    void refusesALanguageThatTheLocalPartsDoNotKnow() {
        assertThat(PublishGate.check(json("{'language':'de-AT','agents':[{'id':'a','name':'A'}]}"))
                        .problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly(
                        "unsupported /agents/0/llm",
                        "unsupported /agents/0/stt",
                        "unsupported /agents/0/tts",
                        "missing_phrase /phrases");
    }

    @Test
    void namesEveryFaultAtOnceAlsoBesideThoseOfTheDocumentItself() {
        JsonNode document = json("{'agents':[{'id':'a','name':'A','greeting':'Hello {{who}}','llm':{'provider':'none'},"
                + "'paths':[{'id':'p','name':'P','description':'d','target_agent_id':'nowhere'},"
                + "{'id':'q','name':'Q','description':'d','target':{'end':true},'guard_condition':'1 +'},"
                + "{'id':'r','name':'R','description':'d','kind':'always','target_agent_id':'c',"
                + "'required_variables':[{'name':'v'}],'global':true,'max_visits':1}]},"
                + "{'id':'b','name':'B'},{'id':'c','name':'C'}]}");

        assertThat(PublishGate.check(document).problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .contains(
                        "unresolved_template /agents/0/greeting",
                        "unknown_provider /agents/0/llm/provider",
                        "dangling_id /agents/0/paths/0/target_agent_id",
                        "invalid_guard /agents/0/paths/1/guard_condition",
                        "unreachable_agent /agents/1");
    }

    @Test
    void aVariableWithoutASourceIsNamedBesideADanglingTarget() {
        JsonNode document = json("{'agents':[{'id':'a','name':'A','paths':[{'id':'r','name':'R','description':'d',"
                + "'kind':'always','target_agent_id':'b','required_variables':[{'name':'v'}]},"
                + "{'id':'p','name':'P','description':'d','target_agent_id':'nowhere'}]},{'id':'b','name':'B'}]}");

        assertThat(PublishGate.check(document).problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly(
                        "no_source /agents/0/paths/0/required_variables/0",
                        "dangling_id /agents/0/paths/1/target_agent_id");
    }

    @Test
    void aFaultyPartIsNotJudgedAsIfItWereWrittenSo() {
        JsonNode document = json("{'agents':[{'id':'a','name':'A','greeting':7,'instructions':'Say {{who}}.',"
                + "'paths':[{'id':'p','name':5,'description':'d','target_agent_id':'b',"
                + "'required_variables':[{'name':'1 x'}]}]},{'id':'b','name':{}}]}");

        assertThat(PublishGate.check(document).problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly(
                        "wrong_type /agents/0/greeting",
                        "unresolved_template /agents/0/instructions",
                        "wrong_type /agents/0/paths/0/name",
                        "invalid_variable_name /agents/0/paths/0/required_variables/0/name",
                        "wrong_type /agents/1/name");
    }

    @Test
    void aTemplateMayNameWhatEveryWayToTheAgentRequires() {
        ObjectNode shop = Documents.shop();
        assertThat(PublishGate.check(shop).problems()).isEmpty();

        shop.withArray("/agents/0/paths").add(json("{'id':'shortcut','name':'Shortcut','target_agent_id':'billing'}"));

        assertThat(PublishGate.check(shop).problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly("unresolved_template /agents/1/greeting");
    }

    @Test
    void warnsOfWordsThatAreSaidWhateverTheServiceAnswers() {
        String tool =
                "{'agents':[{'id':'a','name':'A','tools':[{'tool_type':'http','description':'d','config':{'url':'https://example.org'"
                        + "SUCCESS},'say_result':'SAID'}]}]}";
        assertThat(warnings(tool.replace("SUCCESS", "").replace("SAID", "You are booked.")))
                .containsExactly("success_undeclared /agents/0/tools/0/say_result");
        assertThat(warnings(tool.replace("SUCCESS", "").replace("SAID", "You are booked: {{id}}.")))
                .isEmpty();
        assertThat(warnings(tool.replace("SUCCESS", ",'success':{'pointer':'/ok','equals':true}")
                        .replace("SAID", "You are booked.")))
                .isEmpty();
    }

    @Test
    void warnsOfArgumentsForWhichTheBuiltinModelCannotAsk() {
        String tool =
                "{'agents':[{'id':'a','name':'A','tools':[{'tool_type':'http','description':'d','config':{'url':'https://example.org',"
                        + "'method':'POST'},'parameters':{'type':'object','required':['x'],'properties':{'x':TYPE}}}]}]}";
        assertThat(warnings(tool.replace("TYPE", "{'type':'object'}")))
                .containsExactly("cannot_be_asked /agents/0/tools/0/parameters/properties/x");
        assertThat(warnings(tool.replace("TYPE", "{'type':'array','items':{'type':'string'}}")))
                .isEmpty();
        assertThat(warnings(tool.replace("{'type':'object','req", "{'type':'object','oneOf':[{'required':['x']}],'req")
                        .replace("TYPE", "{'type':'string'}")))
                .isEmpty();
        assertThat(warnings(
                        tool.replace("{'type':'object','req", "{'type':'object','oneOf':[{'required':['x']},{}],'req")
                                .replace("TYPE", "{'type':'string'}")))
                .containsExactly("cannot_be_asked /agents/0/tools/0/parameters");
    }

    private static java.util.List<String> warnings(String document) {
        GateReport report = PublishGate.check(json(document));
        assertThat(report.problems()).isEmpty();
        return report.warnings().stream()
                .map(warning -> warning.code() + " " + warning.pointer())
                .toList();
    }

    @Test
    void refusesAGuardThatNamesNoVariable() {
        GateReport report = PublishGate.check(json("{'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P',"
                + "'target':{'end':true},'guard_condition':'mood > 1'}]}]}"));

        assertThat(report.problems())
                .contains(new Problem(
                        "guard_undeclared",
                        "/agents/0/paths/0/guard_condition",
                        "The guard uses names that are not declared (character 1: undeclared reference to 'mood');"
                                + " declare them under variables. Guards know the variables, visits, turn, channel and CEL's"
                                + " standard functions."));
    }

    @Test
    void whatAGlobalPathSaysMustBeKnownEverywhere() {
        JsonNode document = json("{'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P','description':'d',"
                + "'target_agent_id':'b','required_variables':[{'name':'v'}]}]},{'id':'b','name':'B','paths':[{'id':'q',"
                + "'name':'Q','description':'d','global':true,'target':{'end':true},'say':'Bye {{v}}'}]}]}");

        assertRefused(document, "unresolved_template", "/agents/1/paths/0/say");
    }

    @Test
    void aLanguageThatTheBuildDoesNotKnowNeedsEveryPhrase() {
        ObjectNode document = (ObjectNode)
                json(
                        "{'schema_version':2,'language':'de-AT','phrases':{'apology':'x','bridge':'x','hold':'x','working':'x',"
                                + "'still_there':'x','nobody_there':'x','line_too_long':'x','too_many_lines':'x'},'agents':[{'id':'a','name':'A'}]}");

        assertThat(PublishGate.check(document).problems())
                .contains(
                        new Problem(
                                "missing_phrase",
                                "/phrases",
                                "This build has no sentences of its own in \"de-AT\"; write these under \"phrases\": farewell."));

        document.withObject("/phrases").put("farewell", "Baba.");
        assertThat(PublishGate.check(document).problems())
                .extracting(Problem::code)
                .doesNotContain("missing_phrase");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "malformed_template | {{x",
                "unresolved_template | Bye {{nobody}}",
                "unresolved_template | Bye {{v}}",
                "unresolved_template | Bye {{workspace.shop}}"
            })
    void whatThePlatformSaysMustBeKnownEverywhere(String code, String farewell) {
        JsonNode document =
                json("{'schema_version':2,'phrases':{'farewell':'" + farewell + "'},'agents':[{'id':'a','name':"
                        + "'A','paths':[{'id':'p','name':'P','target_agent_id':'b','required_variables':[{'name':'v'}]}]},"
                        + "{'id':'b','name':'B','greeting':'Hello {{v}}'}]}");

        assertRefused(document, code, "/phrases/farewell");
    }

    @Test
    void whatIsSaidOfAResultMayGoThroughItsLists() {
        GateReport report = PublishGate.check(
                json(
                        "{'agents':[{'id':'a','name':'A','tools':[{'tool_type':'http','config':"
                                + "{'url':'https://example.org'},'say_result':'{{#items}}{{title}}, {{/items}}that is all.'}]}]}"));

        assertThat(report.problems()).isEmpty();
    }

    @Test
    void refusesASecretInAPrompt() {
        Workspace workspace = new Workspace(Map.of(), Set.of("CRM_KEY"), Map.of());

        assertThat(PublishGate.check(
                                json("{'agents':[{'id':'a','name':'A','instructions':'Key: {{workspace.CRM_KEY}}'}]}"),
                                workspace)
                        .problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly("secret_in_prompt /agents/0/instructions");
    }

    @Test
    void tellsFaultsAndRefusalsAtOnce() {
        assertThat(PublishGate.check(json("{'agents':[{'id':'a','llm':{'provider':'clippy'},'paths':[{'id':'p',"
                                + "'name':'P','target':{'end':true},'guard_condition':'x > 1'}]}]}"))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("unknown_provider", "guard_undeclared", "missing_field");
    }

    @Test
    void warnsOfPathsAndToolsWithoutADescription() {
        GateReport report = PublishGate.check(json("{'agents':[{'id':'a','name':'A','paths':[{'id':'p','name':'P',"
                + "'target':{'end':true}}],'tools':[{'tool_type':'http','config':{'url':'https://example.org'},"
                + "'assign':{'v':'/x'}}]}]}"));

        assertThat(report.passed()).isTrue();
        assertThat(report.warnings())
                .extracting(Problem::code)
                .containsExactly("no_description", "undeclared_variable", "no_description");
    }

    private static void assertRefused(JsonNode document, String code, String pointer) {
        assertThat(PublishGate.check(document).problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .containsExactly(code + " " + pointer);
    }
}

package dev.tandem.workflows.guard;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.document.GraphDocument;
import dev.tandem.workflows.graph.AgentGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class GuardTest {

    private static final AgentGraph GRAPH = GraphDocument.load(json("{'variables':["
            + "{'name':'tier','enum':['gold','basic']},{'name':'age','data_type':'integer'},"
            + "{'name':'score','data_type':'number'},{'name':'known','data_type':'boolean'},"
            + "{'name':'day','data_type':'date'},{'name':'slot','data_type':'datetime'},"
            + "{'name':'price','data_type':'currency'},{'name':'int','data_type':'integer'}],"
            + "'agents':[{'id':'a','name':'A'}]}"));

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            tier == 'gold' && age > 17                     ~ {'tier':'gold','age':18}   ~ true
            tier == 'gold' && age > 17                     ~ {'tier':'basic','age':18}  ~ false
            tier == 'gold' && age > 17                     ~ {'tier':'gold'}            ~ unknown
            tier == 'gold' && age > 17                     ~ {'tier':'basic'}           ~ false
            tier == 'gold' || age > 17                     ~ {'tier':'gold'}            ~ true
            tier == 'gold' || age > 17                     ~ {}                         ~ unknown
            !(tier == 'gold')                              ~ {}                         ~ unknown
            known ? age > 1 : score > 1.5                  ~ {'known':false,'score':2}  ~ true
            score >= 1                                     ~ {'score':1.0}              ~ true
            score >= 1                                     ~ {'score':1}                ~ true
            age * 2 == 36                                  ~ {'age':18}                 ~ true
            tier in ['gold', 'silver']                     ~ {'tier':'gold'}            ~ true
            day < '2026-12-01'                             ~ {'day':'2026-11-25'}       ~ true
            slot < timestamp('2026-12-01T00:00:00Z')       ~ {'slot':'2026-11-30T23:30:00-02:00'} ~ false
            double(price.amount) > 100.0                   ~ {'price':{'amount':'120.50','currency':'EUR'}} ~ true
            price.currency == 'USD'                        ~ {'price':{'amount':'120.50','currency':'EUR'}} ~ false
            tier.startsWith('go') && tier.matches('g.*d')  ~ {'tier':'gold'}            ~ true
            100 / age > 1                                  ~ {'age':0}                  ~ false
            100 / age > 1 && known                         ~ {'age':0}                  ~ unknown
            int(tier) > 1                                  ~ {'tier':'gold'}            ~ false
            visits < 2 && turn == 7 && channel == 'voice'  ~ {}                         ~ true
            """)
    void isTrueFalseOrUnknown(String guard, String variables, String verdict) {
        assertThat(judge(guard, variables).word()).isEqualTo(verdict);
    }

    @Test
    void saysWhichVariablesItWaitsFor() {
        assertThat(judge("tier == 'gold' && (age > 17 || known)", "{}"))
                .isEqualTo(new Verdict.Open(List.of("age", "known", "tier")));
    }

    @Test
    void aValueOfAnotherTypeIsUnknown() {
        assertThat(judge("age > 17", "{'age':'eighteen'}")).isEqualTo(new Verdict.Open(List.of("age")));
    }

    @Test
    void saysWhyItCannotBeEvaluated() {
        assertThat(judge("100 / age > 1", "{'age':0}")).isEqualTo(new Verdict.Fails("divide by zero"));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tier ==                     | invalid_guard
            tier == 'gold' and known    | invalid_guard
            tier.matches('(')           | invalid_guard
            tier.matches(tier)          | invalid_guard
            mood == 'good'              | guard_undeclared
            now() > slot                | guard_undeclared
            [1].all(x, x > 0)           | guard_undeclared
            tier == 5                   | guard_type
            age                         | guard_type
            price > 5                   | guard_type
            int > 5                     | guard_type
            """)
    void isFaultyAndNeverHolds(String guard, String code) {
        assertThat(GRAPH.guards().of(guard)).isInstanceOfSatisfying(Guard.Faulty.class, faulty -> {
            assertThat(faulty.code()).isEqualTo(code);
            assertThat(faulty.message()).endsWith(".").doesNotContain("container");
        });
        assertThat(judge(guard, "{'tier':'gold','age':18}").word()).isEqualTo("false");
    }

    private static Verdict judge(String guard, String variables) {
        Map<String, JsonNode> known = new HashMap<>();
        json(variables).properties().forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        return GRAPH.guards().of(guard).judge(new Guard.Facts(known, 1, 7, "voice"));
    }
}

package dev.tandem.workflows.gate;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbacksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    unknown_provider | /0/provider | [{'provider':'murmur'}]
                    invalid_config   | /1/speed    | [{'provider':'local'},{'provider':'local','speed':9}]
                    unsupported      | /0/language | [{'provider':'local','language':'de'}]
                    invalid_fallback | /0          | ['local']
                    invalid_fallback | /0          | [{'speed':1}]
                    invalid_fallback | /0          | [{'provider':'local','fallbacks':[{'provider':'local'}]}]
                    """)
    void areJudgedLikeTheProviderThatTheyStandInFor(String code, String pointer, String fallbacks) {
        assertThat(PublishGate.check(json("{'agents':[{'id':'a','name':'A','tts':{'fallbacks':" + fallbacks + "}}]}"))
                        .problems())
                .extracting(problem -> problem.code() + " " + problem.pointer())
                .contains(code + " /agents/0/tts/fallbacks" + pointer);
    }
}

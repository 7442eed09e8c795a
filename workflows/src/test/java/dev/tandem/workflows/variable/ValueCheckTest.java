package dev.tandem.workflows.variable;

import static dev.tandem.workflows.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueCheckTest {

    @ParameterizedTest(name = "{0}: {1} fits, {2} does not")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            string   | 'x'                                | 5
            string   | '0'                                | ' '
            integer  | -7                                 | 7.5
            integer  | 9007199254740993                   | 92233720368547758070
            integer  | 0                                  | '7'
            number   | 7.5                                | '7.5'
            boolean  | false                              | 'false'
            date     | '2028-02-29'                       | '2026-02-29'
            date     | '2026-03-31'                       | '31.3.2026'
            time     | '14:30'                            | '2pm'
            datetime | '2026-03-31T14:30:00+02:00'        | '2026-03-31T14:30:00'
            phone    | '+14155550100'                     | '4155550100'
            phone    | '+436641234567'                    | '+0123456789'
            email    | 'jane@example.org'                 | 'jane at example.org'
            email    | 'a.b+c@sub.example.org'            | 'jane@example'
            digits   | '0042'                             | '42a'
            digits   | '7'                                | '٧'
            currency | {'amount':'12.50','currency':'EUR'} | {'amount':12.5,'currency':'EUR'}
            currency | {'amount':'-3','currency':'JPY'}   | {'amount':'1','currency':'euro'}
            """)
    void checksTheType(String type, String fitting, String misfitting) {
        DataType dataType = DataType.of(type).orElseThrow();

        assertThat(ValueCheck.typeMisfit(dataType, json(fitting))).isEmpty();
        assertThat(ValueCheck.typeMisfit(dataType, json(misfitting)))
                .get()
                .asString()
                .startsWith("must be ");
    }
}

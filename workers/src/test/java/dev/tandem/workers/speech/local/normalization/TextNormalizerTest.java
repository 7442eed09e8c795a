package dev.tandem.workers.speech.local.normalization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workers.speech.local.Corpus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextNormalizerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        I have 3 orders.                  | I have three orders.
        It weighs 1,250 grams             | It weighs one thousand two hundred fifty grams
        Pi is 3.14                        | Pi is three point one four
        It is -5 outside                  | It is minus five outside
        Twelve or 12.                     | Twelve or twelve.
        007                               | zero zero seven
        123456789                         | one two three four five six seven eight nine
        the 1st and the 22nd              | the first and the twenty second
        12.5% off, 100%                   | twelve point five percent off, one hundred percent
        5-7 days                          | five to seven days
        version 1.2.3                     | version one point two point three
        5kg and 1 km                      | five kilograms and one kilometer
        20°C                              | twenty degrees Celsius
        1/2 hour, 2½ days                 | one half hour, two and a half days
        24/7                              | twenty four seven
        in 2026, since 1985               | in twenty twenty six, since nineteen eighty five
        the 1990s                         | the nineteen nineties
        3x                                | three times
        """)
    void readsNumbers(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        $42.50                            | forty two dollars and fifty cents
        $1                                | one dollar
        $1.01                             | one dollar and one cent
        $0.99                             | ninety nine cents
        $1,206                            | one thousand two hundred six dollars
        The total is $5.                  | The total is five dollars.
        $1.5 million                      | one point five million dollars
        $5k                               | five thousand dollars
        -$7                               | minus seven dollars
        €19.90                            | nineteen euros and ninety cents
        £3.20                             | three pounds and twenty pence
        42.50 USD                         | forty two dollars and fifty cents
        12.00 dollars                     | twelve dollars
        """)
    void readsMoney(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        2026-11-24                        | November twenty fourth, twenty twenty six
        on Nov 24                         | on November twenty fourth
        on Nov. 24th.                     | on November twenty fourth.
        November 24, 2026                 | November twenty fourth, twenty twenty six
        24 November 2026                  | November twenty fourth, twenty twenty six
        the 4th of July                   | July fourth
        11/24/2026                        | November twenty fourth, twenty twenty six
        2026-13-45 at                     | two thousand twenty six to thirteen to forty five at
        Tue, Nov 24                       | Tuesday, November twenty fourth
        May 2027                          | May twenty twenty seven
        You may 5 times                   | You may five times
        14:30                             | two thirty P M
        9:00                              | nine o'clock
        9:05 am                           | nine oh five A M
        at 2 p.m. today                   | at two P M today
        At 2 p.m. We close at 5 p.m.      | At two P M. We close at five P M.
        until 5pm.                        | until five P M.
        2026-11-24T14:30:00Z              | November twenty fourth, twenty twenty six two thirty P M
        """)
    void readsDatesAndTimes(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        A1234                             | A one two three four
        C-7781                            | C seven seven eight one
        INV-2041                          | I, N, V, two zero four one
        ZX98Q                             | Z X nine eight Q
        order 1234                        | order one two three four
        Your order number is 88120.       | Your order number is eight eight one two zero.
        #1234                             | number one two three four
        #1                                | number one
        ending in 4417                    | ending in four four one seven
        room 101                          | room one zero one
        555-0198                          | five five five, zero one nine eight
        (415) 555-0198                    | four one five, five five five, zero one nine eight
        +1 415-555-0198                   | plus one, four one five, five five five, zero one nine eight
        +49 30 1234567                    | plus four nine, three zero, one two three, four five six seven
        mp3                               | M P three
        T-1000                            | T one zero zero zero
        account 123456                    | account one two three, four five six
        """)
    void readsIds(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        Mr. Smith and Dr. Jones           | Mister Smith and Doctor Jones
        12 Maple St., Springfield         | twelve Maple Street, Springfield
        Elm Dr.                           | Elm Drive.
        e.g. shoes, socks, etc.           | for example shoes, socks, et cetera.
        the U.S. office                   | the U S office
        No. 5                             | number five
        J. R. Smith                       | J R Smith
        It is plan C. We call.            | It is plan C. We call.
        Q&A                               | Q and A
        you @ home                        | you at home
        tea/coffee and/or milk            | tea slash coffee and or milk
        me@example.com                    | me at example dot com
        jane.doe+x1@shop.co.uk            | jane dot doe plus X one at shop dot co dot U K
        https://www.example.com/help      | example dot com
        see tandem.dev.                   | see tandem dot dev.
        """)
    void readsAbbreviationsAndAddresses(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        Mon–Fri 9–5                       | Monday to Friday nine to five
        Mon-Fri, 9am-5pm                  | Monday to Friday, nine A M to five P M
        Sat 10:00 – 14:30                 | Saturday ten o'clock to two thirty P M
        Monday–Thursday                   | Monday to Thursday
        9-5pm                             | nine to five P M
        Jan–Mar 2027                      | January to March twenty twenty seven
        Nov 24–26                         | November twenty fourth to twenty six
        Nov 24 – Dec 3                    | November twenty fourth to December third
        2019–2021                         | twenty nineteen to twenty twenty one
        20~30 min                         | twenty to thirty minutes
        It takes 20 ~ 30 min.             | It takes twenty to thirty minutes.
        ~5 min                            | about five minutes
        5 min. later                      | five minutes later
        5–7 kg                            | five to seven kilograms
        10–20%                            | ten to twenty percent
        10%-20%                           | ten to twenty percent
        2 - 3 people                      | two to three people
        555-0198                          | five five five, zero one nine eight
        2026-11-24                        | November twenty fourth, twenty twenty six
        """)
    void readsRanges(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        $5-$10                            | five to ten dollars
        $5–10                             | five to ten dollars
        €5 - €10                          | five to ten euros
        5–10 €                            | five to ten euros
        5 € – 10 €                        | five to ten euros
        5-10 dollars                      | five to ten dollars
        $5k-$10k                          | five thousand dollars to ten thousand dollars
        $1.50-$2.25                       | one dollar and fifty cents to two dollars and twenty five cents
        1.200,50 €                        | one thousand two hundred euros and fifty cents
        € 12,50                           | twelve euros and fifty cents
        12,50 EUR                         | twelve euros and fifty cents
        1.200 €                           | one thousand two hundred euros
        1 200,50 €                        | one thousand two hundred euros and fifty cents
        20,- €                            | twenty euros
        1'200.50 CHF                      | one thousand two hundred Swiss francs and fifty centimes
        3,5 %                             | three point five percent
        1,5 kg                            | one point five kilograms
        $1,200                            | one thousand two hundred dollars
        """)
    void readsRangesAndNumbersOfMoneyAsTheyAreWrittenElsewhere(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        - [x] Paid                        | Paid
        - [ ] Paid                        | Not yet: Paid
        [X] Paid                          | Paid
        ☑ Paid                            | Paid
        Tom &amp;amp; Jerry               | Tom and Jerry
        Tom &amp; Jerry                   | Tom and Jerry
        it&#39;s 5&nbsp;&euro;            | it's five euros
        &lt;b&gt;Bold&lt;/b&gt; words     | Bold words
        M&M                               | M and M
        https://shop.example/a?b=1        | shop dot example
        See https://shop.example/a?b=1.   | See shop dot example.
        http://user:pw@shop.example:80/   | shop dot example
        Go to example.com/help/me, please | Go to example dot com, please
        www.shop.example/x#y              | shop dot example
        """)
    void readsBoxesEntitiesAndAddressesAsAPersonDoes(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken);
    }

    @Test
    void readsAListOfTasksItemByItem() {
        assertThat(TextNormalizer.of("- [x] Paid\n- [ ] Shipped")).isEqualTo("Paid. Not yet: Shipped");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        A customer called.                | a customer called.
        Yes. A moment, please.            | Yes. a moment, please.
        It is A one two.                  | It is A one two.
        A one two three                   | A one two three
        Plan A is fine                    | Plan A is fine
        """)
    void tellsTheLetterFromTheArticle(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        Sure — let me look                | Sure, let me look
        It's “fine”, really               | It's fine, really
        well-known                        | well known
        Hello 👋 there                    | Hello there
        **Important:** call us            | Important: call us
        It (the box) came                 | It, the box, came
        Wait...                           | Wait…
        the customers' orders             | the customers' orders
        It's M I C H A E L.               | It's M, I, C, H, A, E, L.
        the U.S.A. team                   | the USA team
        rock 'n' roll                     | rock n roll
        5 < 6 ™                           | five six
        !!!                               | ''
        """)
    void dropsWhatNobodySays(String written, String spoken) {
        assertThat(TextNormalizer.of(written)).isEqualTo(spoken.equals("''") ? "" : spoken);
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void leavesPlainSentencesAlone(String sentence) {
        assertThat(TextNormalizer.of(sentence)).isEqualTo(sentence);
    }

    static List<String> corpus() {
        return Corpus.sentences().stream()
                .filter(sentence -> !sentence.contains("spelled"))
                .toList();
    }
}

package dev.tandem.workers.llm.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenValuesTest {

    /** A Sunday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "today | 2026-11-22",
                "Tomorrow, please. | 2026-11-23",
                "the day after tomorrow | 2026-11-24",
                "yesterday | 2026-11-21",
                "on Tuesday | 2026-11-24",
                "next Sunday | 2026-11-29",
                "this Sunday | 2026-11-22",
                "last Friday | 2026-11-20",
                "in three days | 2026-11-25",
                "in a week | 2026-11-29",
                "two weeks ago | 2026-11-08",
                "December fifth | 2026-12-05",
                "December the 5th | 2026-12-05",
                "the fifth of December | 2026-12-05",
                "the twenty first of December | 2026-12-21",
                "January twenty second | 2027-01-22",
                "March 3, 2024 | 2024-03-03",
                "March third twenty twenty four | 2024-03-03",
                "3/14 | 2027-03-14",
                "2026-12-24 | 2026-12-24",
            })
    void readsDates(String words, LocalDate date) {
        assertThat(SpokenDates.date(words, TODAY)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I do not know", "February thirtieth", "my order number is 1234"})
    void readsNoDateWhereThereIsNone(String words) {
        assertThat(SpokenDates.date(words, TODAY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at three pm | 15:00",
                "3:30 p.m. | 15:30",
                "half past three | 03:30",
                "quarter to four in the afternoon | 15:45",
                "quarter past nine | 09:15",
                "noon | 12:00",
                "midnight | 00:00",
                "ten thirty am | 10:30",
                "five o'clock | 05:00",
                "12 am | 00:00",
                "16:45 | 16:45",
            })
    void readsTimes(String words, String time) {
        assertThat(SpokenTimes.find(words).map(Object::toString)).contains(time);
    }

    @ParameterizedTest
    @CsvSource({
        "five, 5",
        "twenty one, 21",
        "two hundred and five, 205",
        "one thousand two hundred thirty four, 1234",
        "three point five, 3.5",
        "twelve hundred, 1200",
        "not three but four, 4",
        "17, 17",
    })
    void readsNumbers(String words, String number) {
        assertThat(NumberWords.last(Spoken.words(words))
                        .map(reading -> reading.value().toPlainString()))
                .contains(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forty two dollars and fifty cents | 42.50 USD",
                "$1,200 | 1200.00 USD",
                "it was $3.5 | 3.50 USD",
                "twenty euros | 20.00 EUR",
                "five dollars fifty | 5.50 USD",
            })
    void readsMoney(String words, String amount) {
        assertThat(SpokenMoney.find(words).map(money -> money.value() + " " + money.currency()))
                .contains(amount);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "john.smith@example.com | john.smith@example.com",
                "my email is john dot smith at example dot com | john.smith@example.com",
                "it's j smith 42 at example dot co dot uk. | jsmith42@example.co.uk",
                "mary underscore jane at mail dot example dot org, thanks | mary_jane@mail.example.org",
            })
    void readsEmailAddresses(String words, String address) {
        assertThat(SpokenContacts.email(words)).contains(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "415 555 2671 | US | +14155552671",
                "four one five, five five five, two six seven one | US | +14155552671",
                "plus four three one two three four five six seven eight | US | +4312345678",
                "(415) 555-2671 | US | +14155552671",
            })
    void readsPhoneNumbers(String words, String region, String number) {
        assertThat(SpokenContacts.phone(words, region)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "A one two three four", "five five five"})
    void readsNoPhoneNumberWhereThereIsNone(String words) {
        assertThat(SpokenContacts.phone(words, "US")).isEqualTo(Optional.empty());
    }
}

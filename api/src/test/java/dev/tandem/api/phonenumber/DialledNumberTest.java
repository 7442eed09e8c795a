package dev.tandem.api.phonenumber;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialledNumberTest {

    private static final String VIENNA = "+4315880170";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+4315880170",
                "4315880170",
                "+43 (1) 588 01-70",
                "004315880170",
                "0114315880170",
                "sip:+4315880170@host",
                "SIPS:004315880170@host:5061;transport=tls",
                "<sip:+4315880170@host>;tag=7",
                "\"Desk\" <sip:+4315880170@host>",
                "tel:+4315880170"
            })
    void aNumberThatNamesItsCountryIsRead(String written) {
        assertThat(DialledNumber.of(written).e164()).contains(VIENNA);
    }

    @ParameterizedTest
    @CsvSource({
        "015880170, +4315880170",
        "15880170, +4315880170",
        "sip:015880170@host, +4315880170",
        "4155552671, +14155552671",
        "(415) 555-2671, +14155552671",
        "020 7946 0958, +442079460958"
    })
    void aNumberInTheFormOfItsCountryEndsLikeItAndMeansIt(String written, String number) {
        DialledNumber dialled = DialledNumber.of(written);

        assertThat(number).endsWith(dialled.ending());
        assertThat(dialled.means(number)).isTrue();
    }

    @Test
    void anotherNumberThatEndsAlikeIsNotMeant() {
        assertThat(DialledNumber.of("5880170").means(VIENNA)).isFalse();
        assertThat(DialledNumber.of("880170").means(VIENNA)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "anonymous", "sip:desk@host", "+", "0", "*31#0158", "+43\u0000", "語"})
    void whatIsNoNumberIsShownAndMeansNone(String written) {
        DialledNumber dialled = DialledNumber.of(written);

        assertThat(dialled.e164()).isEmpty();
        assertThat(dialled.means(VIENNA)).isFalse();
        assertThat(dialled.text()).matches("[\\x20-\\x7e]{0,64}");
    }

    @Test
    void whatIsShownIsShort() {
        assertThat(DialledNumber.of("9".repeat(10_000)).text()).hasSize(64);
    }
}

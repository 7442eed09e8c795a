package dev.tandem.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyTest {

    @Test
    void aRandomKeyIsAKeyAndLikeNoOther() {
        ApiKey key = ApiKey.random();

        assertThat(ApiKey.parse(key.text())).contains(key);
        assertThat(ApiKey.random()).isNotEqualTo(key);
        assertThat(key.hash()).hasSize(32);
    }

    @Test
    void isNeverWrittenOut() {
        ApiKey key = ApiKey.random();

        assertThat(key.toString()).startsWith("tdm_").hasSizeLessThan(15).doesNotContain(key.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tdm_", "tdm_short", "sk_0123456789012345678901234", "tdm_01234567890123456789 01"})
    void isTdmAndAtLeastTwentyCharacters(String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
    }

    @Test
    void aSettingThatIsNoneIsRefusedWithoutSayingIt() {
        assertThatThrownBy(() -> ApiKey.ofSetting("secret-of-mine"))
                .hasMessageContaining("TANDEM_BOOTSTRAP_KEY is not a key")
                .hasMessageNotContaining("secret-of-mine");
    }
}

package dev.tandem.workflows.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeysTest {

    private final MasterKeys old = MasterKeys.parse(Keys.master("2025", 1));
    private final MasterKeys rotated = MasterKeys.parse(Keys.master("2026", 2) + ", " + Keys.master("2025", 1));
    private final DataKey key = Keys.data("shop");
    private final SealedSecret sealed = key.seal("crm_key", "", "canary-4f9c2b");

    @Test
    void theFirstSealsAndAllOpen() {
        WrappedKey before = old.wrap(key);
        WrappedKey after = rotated.wrap(rotated.unwrap(before));

        assertThat(before.masterKey()).isEqualTo("2025");
        assertThat(after.masterKey()).isEqualTo("2026");
        assertThat(rotated.unwrap(before).open(sealed)).isEqualTo("canary-4f9c2b");
        assertThat(rotated.unwrap(after).open(sealed)).isEqualTo("canary-4f9c2b");
    }

    @Test
    void unwrapsWhatBuildsBeforeTinkWrapped() {
        String before = "AWsAAAAAAAAAAAAAADZVV49ScYOeIi2BHHAJg6z23n9OSYZ3nxSiPGMHykQxuYYnwNf5uvSLPKxHiPGvww==";
        assertThat(old.unwrap(new WrappedKey("key-of-shop", "shop", "2025", before))
                        .open(sealed))
                .isEqualTo("canary-4f9c2b");
    }

    @Test
    void namesTheMasterKeyThatIsNotThere() {
        WrappedKey after = rotated.wrap(key);
        assertThatThrownBy(() -> old.unwrap(after))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("2026")
                .hasMessageContaining("TANDEM_MASTER_KEY");
    }

    @Test
    void opensNoDataKeyOfAnotherOrganization() {
        WrappedKey wrapped = old.wrap(key);
        WrappedKey moved = new WrappedKey(wrapped.id(), "rival", wrapped.masterKey(), wrapped.wrapped());
        assertThatThrownBy(() -> old.unwrap(moved)).isInstanceOf(CannotOpenException.class);
    }

    @Test
    void withoutASettingThereAreNone() {
        assertThat(MasterKeys.parse(" ").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topsecret",
                "id:topsecret",
                "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                "a b:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=",
                "a:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=,",
                "a:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=,a:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="
            })
    void saysHowKeysAreGivenAndNotWhatWasGiven(String text) {
        assertThatThrownBy(() -> MasterKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TANDEM_MASTER_KEY")
                .hasMessageNotContaining("topsecret")
                .hasMessageNotContaining("AQEB");
    }
}

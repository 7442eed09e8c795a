package dev.tandem.workflows.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SealingTest {

    private static final String CANARY = "canary-4f9c2b";

    private final DataKey key = Keys.data("shop");
    private final SealedSecret sealed = key.seal("crm_key", "", CANARY);

    @Property(tries = 200)
    void opensToWhatWasSealed(@ForAll String clear) {
        assertThat(key.open(key.seal("any", "workflow", clear))).isEqualTo(wellFormed(clear));
    }

    @Test
    void opensWhatBuildsBeforeTinkSealed() {
        String before = "AWEAAAAAAAAAAAAAAD/QNfO0CrBxqpKYXtFL+GyVpvOhnUwHxb0kB2uj";
        assertThat(key.open(new SealedSecret("crm_key", "", before))).isEqualTo(CANARY);
        assertThat(sealed.sealed()).as("a format byte, nonce, text and tag").hasSameSizeAs(before);
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(key.seal("crm_key", "", CANARY)).isNotEqualTo(sealed);
    }

    @Test
    void showsNothingOfWhatIsSealed() {
        assertThat(new String(Base64.getDecoder().decode(sealed.sealed()), StandardCharsets.ISO_8859_1))
                .doesNotContain(CANARY);
        assertThat(sealed.toString()).doesNotContain(CANARY);
    }

    @Test
    void opensUnderNoOtherNameNorForAnotherWorkflow() {
        assertSealed(key, new SealedSecret("other", "", sealed.sealed()));
        assertSealed(key, new SealedSecret("crm_key", "workflow", sealed.sealed()));
    }

    @Test
    void aNameAndAScopeNeverReadAsAnother() {
        SealedSecret moved = key.seal("b", "a", CANARY);
        assertSealed(key, new SealedSecret("ab", "", moved.sealed()));
    }

    @Test
    void opensForNoOtherOrganizationNorWithAnotherDataKey() {
        assertSealed(new DataKey("key-of-shop", "rival", key.bytes()), sealed);
        assertSealed(new DataKey("newer", "shop", key.bytes()), sealed);
    }

    @Test
    void doesNotOpenWhenABitOfItHasChanged() {
        byte[] bytes = Base64.getDecoder().decode(sealed.sealed());
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            assertSealed(
                    key, new SealedSecret("crm_key", "", Base64.getEncoder().encodeToString(damaged)));
        }
        assertSealed(key, new SealedSecret("crm_key", "", "not base64!"));
        assertSealed(key, new SealedSecret("crm_key", "", ""));
    }

    private static void assertSealed(DataKey with, SealedSecret secret) {
        assertThatThrownBy(() -> with.open(secret))
                .isInstanceOf(CannotOpenException.class)
                .hasMessageNotContaining(CANARY);
    }

    /** Removes lone surrogates, which UTF-8 does not have and a secret never holds. */
    private static String wellFormed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

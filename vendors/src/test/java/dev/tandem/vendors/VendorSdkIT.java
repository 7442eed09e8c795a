package dev.tandem.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VendorSdkIT {

    @Test
    void runsAScriptWithEverySdk() throws Exception {
        assertThat(VendorSdk.installed()
                        .run(VendorSdkIT.class, "versions.py", "openai")
                        .path("argument")
                        .asString())
                .isEqualTo("openai");
        assertThat(VendorSdk.installed()
                        .run(VendorSdkIT.class, "versions.py")
                        .path("installed")
                        .size())
                .isEqualTo(6);
    }

    @Test
    void aScriptThatFailsTellsWhy() {
        assertThatThrownBy(() -> VendorSdk.installed().run(VendorSdkIT.class, "fails.py"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no such thing");
    }
}

package dev.tandem.workers.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.workflows.graph.ProviderConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AccountTest {

    private static final Map<String, String> ENVIRONMENT =
            Map.of("VENDOR_API_KEY", "installed-key", "VENDOR_BASE_URL", "http://vendor.test:8080/v1/");

    private static Account account(String config, Map<String, String> environment) {
        return Account.of(
                new ProviderConfig("vendor", JsonMapper.shared().readTree(config)),
                "VENDOR",
                "https://api.vendor.example/v1",
                environment::get);
    }

    @Test
    void isTheVendorsOwnWhereNobodySaysMore() {
        Account account = account("{}", Map.of());

        assertThat(account.key()).isEmpty();
        assertThat(account.at("audio/speech")).hasToString("https://api.vendor.example/v1/audio/speech");
    }

    @Test
    void takesWhatTheConfigDoesNotSayFromTheEnvironment() {
        Account account = account("{}", ENVIRONMENT);

        assertThat(account.key()).isEqualTo("installed-key");
        assertThat(account.at("audio/speech")).hasToString("http://vendor.test:8080/v1/audio/speech");
        assertThat(account("{\"api_key\": \"own\"}", ENVIRONMENT).key()).isEqualTo("own");
    }

    @Test
    void givesTheInstallationsKeyToNoAddressThatADocumentChose() {
        Account account = account("{\"base_url\": \"https://elsewhere.example\"}", ENVIRONMENT);

        assertThat(account.key()).isEmpty();
        assertThat(account.baseUrl().host()).isEqualTo("elsewhere.example");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        assertThatThrownBy(() -> account("{\"base_url\": \"ftp://x\"}", Map.of()))
                .isInstanceOf(ProviderException.class)
                .hasMessageContaining("base_url");
    }

    @Test
    void showsNoKey() {
        assertThat(account("{}", ENVIRONMENT).toString()).doesNotContain("installed-key");
    }
}

package dev.tandem.workers.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.workflows.catalog.ProviderDescriptor;
import org.junit.jupiter.api.Test;

class InstalledProvidersTest {

    @Test
    void everyProviderHasADescriptorAndEveryDescriptorAProvider() {
        assertThat(Providers.installed().stream().map(one -> one.kind() + "/" + one.name()))
                .containsExactlyInAnyOrderElementsOf(ProviderDescriptor.installed().stream()
                        .map(one -> one.kind() + "/" + one.name())
                        .toList());
    }

    @Test
    void aProviderKnowsTheSchemaOfItsConfig() {
        assertThat(Providers.installed())
                .allSatisfy(one -> assertThat(one.configSchema()
                                .at("/properties/provider/const")
                                .asString(""))
                        .isEqualTo(one.name()));
    }
}

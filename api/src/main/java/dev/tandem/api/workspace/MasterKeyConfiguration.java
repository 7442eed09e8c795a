package dev.tandem.api.workspace;

import dev.tandem.workflows.workspace.MasterKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the master keys from the environment. */
@Configuration(proxyBeanMethods = false)
class MasterKeyConfiguration {

    @Bean
    MasterKeys masterKeys(@Value("${tandem.master-key}") String setting) {
        return MasterKeys.parse(setting);
    }
}

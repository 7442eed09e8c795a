package dev.tandem.api.secret;

import dev.tandem.workflows.secret.MasterKeys;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The master keys, from the environment. */
@Configuration(proxyBeanMethods = false)
class MasterKeyConfiguration {

    @Bean
    MasterKeys masterKeys(@Value("${tandem.master-key}") String setting) {
        return MasterKeys.parse(setting);
    }
}

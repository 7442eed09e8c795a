package dev.tandem.api.temporal;

import dev.tandem.workflows.call.api.CallPayloads;
import io.temporal.common.converter.DataConverter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes Temporal's payloads use the same JSON as everything else. */
@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {

    @Bean
    DataConverter callPayloads() {
        return CallPayloads.converter();
    }
}

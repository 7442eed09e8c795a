package dev.tandem.api.temporal;

import dev.tandem.workflows.call.api.CallPayloads;
import io.temporal.common.converter.DataConverter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What travels through Temporal is written as everywhere else. */
@Configuration(proxyBeanMethods = false)
class TemporalConfiguration {

    @Bean
    DataConverter callPayloads() {
        return CallPayloads.converter();
    }
}

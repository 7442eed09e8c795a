package dev.tandem.api.call;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.convert.ConverterBuilder;
import org.springframework.data.convert.ConverterBuilder.ConverterAware;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Converts a call's status to its column and back, and lets {@link Retention} run by a schedule. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class CallConfiguration {

    @Bean
    static ConverterAware callStatusColumn() {
        return ConverterBuilder.reading(String.class, CallStatus.class, CallStatus::of)
                .andWriting(CallStatus::wireName);
    }
}

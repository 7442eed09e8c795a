package dev.tandem.api.version;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.convert.ConverterBuilder;
import org.springframework.data.convert.ConverterBuilder.ConverterAware;

/** Converts a version's status to its column and back. */
@Configuration(proxyBeanMethods = false)
class VersionConfiguration {

    @Bean
    static ConverterAware versionStatusColumn() {
        return ConverterBuilder.reading(String.class, VersionStatus.class, VersionStatus::of)
                .andWriting(VersionStatus::wireName);
    }
}

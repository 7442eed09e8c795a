package dev.tandem.api.version;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.convert.ConverterBuilder;
import org.springframework.data.convert.ConverterBuilder.ConverterAware;

/** How a version's status stands in its column. */
@Configuration(proxyBeanMethods = false)
class VersionConfiguration {

    @Bean
    static ConverterAware versionStatusColumn() {
        return ConverterBuilder.reading(String.class, VersionStatus.class, VersionStatus::of)
                .andWriting(VersionStatus::wireName);
    }
}

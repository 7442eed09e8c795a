package dev.tandem.api.version;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads a status in a query as JSON writes it. */
@Component
class StatusParameter implements Converter<String, VersionStatus> {

    @Override
    public VersionStatus convert(String wireName) {
        return VersionStatus.of(wireName);
    }
}

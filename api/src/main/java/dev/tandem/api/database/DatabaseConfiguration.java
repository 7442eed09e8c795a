package dev.tandem.api.database;

import dev.tandem.api.call.CallStatus;
import dev.tandem.api.json.StoredJson;
import dev.tandem.api.version.VersionStatus;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.util.PGobject;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.mapping.JdbcValue;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Conversions between PostgreSQL's types and ours: jsonb, and states in lower case. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration extends AbstractJdbcConfiguration {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Override
    protected List<?> userConverters() {
        return List.of(
                new JsonReader(),
                new JsonWriter(),
                new VersionStatusReader(),
                new VersionStatusWriter(),
                new CallStatusReader(),
                new CallStatusWriter());
    }

    @ReadingConverter
    private static final class JsonReader implements Converter<PGobject, StoredJson> {
        @Override
        public StoredJson convert(PGobject column) {
            return new StoredJson(MAPPER.readTree(String.valueOf(column.getValue())));
        }
    }

    @WritingConverter
    private static final class JsonWriter implements Converter<StoredJson, JdbcValue> {
        @Override
        public JdbcValue convert(StoredJson json) {
            PGobject column = new PGobject();
            column.setType("jsonb");
            try {
                column.setValue(json.value().toString());
            } catch (SQLException e) {
                throw new IllegalStateException("PGobject only keeps the text", e);
            }
            return JdbcValue.of(column, JDBCType.OTHER);
        }
    }

    @ReadingConverter
    private static final class VersionStatusReader implements Converter<String, VersionStatus> {
        @Override
        public VersionStatus convert(String column) {
            return VersionStatus.of(column);
        }
    }

    @WritingConverter
    private static final class VersionStatusWriter implements Converter<VersionStatus, String> {
        @Override
        public String convert(VersionStatus status) {
            return status.wireName();
        }
    }

    @ReadingConverter
    private static final class CallStatusReader implements Converter<String, CallStatus> {
        @Override
        public CallStatus convert(String column) {
            return CallStatus.of(column);
        }
    }

    @WritingConverter
    private static final class CallStatusWriter implements Converter<CallStatus, String> {
        @Override
        public String convert(CallStatus status) {
            return status.wireName();
        }
    }
}

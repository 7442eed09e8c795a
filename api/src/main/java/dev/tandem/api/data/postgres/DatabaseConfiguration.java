package dev.tandem.api.data.postgres;

import dev.tandem.api.http.json.StoredJson;
import java.sql.JDBCType;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.util.PGobject;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.converter.Converter;
import org.springframework.data.convert.ConverterBuilder.ConverterAware;
import org.springframework.data.convert.ReadingConverter;
import org.springframework.data.convert.WritingConverter;
import org.springframework.data.jdbc.core.mapping.JdbcValue;
import org.springframework.data.jdbc.repository.config.AbstractJdbcConfiguration;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Converts between PostgreSQL's types and ours: jsonb, and the types that features add. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration extends AbstractJdbcConfiguration {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final List<ConverterAware> columns;

    /** @param columns beans in which features say how their types are written into columns */
    DatabaseConfiguration(List<ConverterAware> columns) {
        this.columns = columns;
    }

    @Override
    protected List<?> userConverters() {
        return Stream.concat(Stream.of(new JsonReader(), new JsonWriter()), columns.stream())
                .toList();
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
}

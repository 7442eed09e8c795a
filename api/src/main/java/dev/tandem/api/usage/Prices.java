package dev.tandem.api.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the price list of an organization. It has none at first. */
@Repository
@Transactional
class Prices {

    private final JdbcClient jdbc;

    Prices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the list, by provider and model, oldest first. */
    @Transactional(readOnly = true)
    public List<Price> of(UUID organization) {
        return jdbc.sql("""
                        select * from price where organization_id = :organization
                        order by kind, provider, model, valid_from
                        """)
                .param("organization", organization)
                .query(Prices::price)
                .list();
    }

    /** Puts this list in the place of the one that is there. */
    public void replace(UUID organization, List<Price> prices) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('tandem.prices'), hashtext(:organization))")
                .param("organization", organization.toString())
                .query()
                .singleRow();
        jdbc.sql("delete from price where organization_id = :organization")
                .param("organization", organization)
                .update();
        for (Price price : prices) {
            jdbc.sql("""
                            insert into price (organization_id, kind, provider, model, valid_from, currency,
                                input_per_million, cached_per_million, output_per_million, audio_per_hour,
                                characters_per_million)
                            values (:organization, :kind, :provider, :model, :from, :currency,
                                :input, :cached, :output, :audio, :characters)
                            """)
                    .param("organization", organization)
                    .param("kind", price.kind())
                    .param("provider", price.provider())
                    .param("model", price.model() == null ? "" : price.model())
                    .param("from", price.validFrom())
                    .param("currency", price.currency())
                    .param("input", price.inputPerMillion())
                    .param("cached", price.cachedPerMillion())
                    .param("output", price.outputPerMillion())
                    .param("audio", price.audioPerHour())
                    .param("characters", price.charactersPerMillion())
                    .update();
        }
    }

    private static Price price(ResultSet row, int number) throws SQLException {
        String model = row.getString("model");
        return new Price(
                row.getString("kind"),
                row.getString("provider"),
                model.isEmpty() ? null : model,
                row.getObject("valid_from", LocalDate.class),
                row.getString("currency"),
                row.getBigDecimal("input_per_million"),
                row.getBigDecimal("cached_per_million"),
                row.getBigDecimal("output_per_million"),
                row.getBigDecimal("audio_per_hour"),
                row.getBigDecimal("characters_per_million"));
    }
}

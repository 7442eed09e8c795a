package dev.tandem.api.trunk;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells the administrator, when the process starts, which phone numbers answer no call for want of a trunk. */
@Component
class UnboundNumbers {

    private static final Logger log = LoggerFactory.getLogger(UnboundNumbers.class);

    private final JdbcClient jdbc;

    UnboundNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param slug of the organization */
    record Unbound(String slug, String number) {}

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        try {
            numbers()
                    .forEach(unbound -> log.atWarn()
                            .addKeyValue("organization", unbound.slug())
                            .addKeyValue("number", unbound.number())
                            .log("a phone number answers no call: it is on no trunk of its organization"
                                    + " (POST /api/organizations/{id}/trunks, then PATCH /api/phone-numbers/{id})"));
        } catch (DataAccessException away) {
            log.warn("it is not known which phone numbers are on no trunk: {}", away.getMessage());
        }
    }

    List<Unbound> numbers() {
        return jdbc.sql("select slug, number from numbers_without_trunk()")
                .query((row, n) -> new Unbound(row.getString("slug"), row.getString("number")))
                .list();
    }
}

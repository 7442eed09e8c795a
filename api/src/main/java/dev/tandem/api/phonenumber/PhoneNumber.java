package dev.tandem.api.phonenumber;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A number that callers dial.
 *
 * @param number E.164
 * @param trunkId of the LiveKit SIP trunk; null: any
 * @param workflowId who answers; null: nobody
 * @param enabled false: calls to it are not taken up
 */
@Table("phone_number")
record PhoneNumber(
        @Id UUID id,
        UUID organizationId,
        String number,
        @Nullable String trunkId,
        @Nullable UUID workflowId,
        boolean enabled,
        Instant createdAt) {}

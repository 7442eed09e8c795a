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
 * @param trunkId id of the LiveKit SIP trunk; null for any, where the installation has one organization
 * @param workflowId the workflow that answers; null if none does
 * @param enabled whether calls to it are answered
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

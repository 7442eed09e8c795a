package dev.tandem.api.phonenumber;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.Repository;

interface NumberRepository extends Repository<PhoneNumber, UUID> {

    @Query("select * from phone_number where id = :id and organization_id = :organization")
    Optional<PhoneNumber> find(UUID organization, UUID id);

    @Query("select * from phone_number where id = :id and organization_id = :organization for update")
    Optional<PhoneNumber> lock(UUID organization, UUID id);

    @Query("""
            select * from phone_number
            where organization_id = :organization and (created_at, id) < (:beforeAt, :beforeId)
            order by created_at desc, id desc limit :limit
            """)
    List<PhoneNumber> page(UUID organization, Instant beforeAt, UUID beforeId, int limit);

    @Query("select exists (select from workflow where id = :workflow and organization_id = :organization)")
    boolean workflowExists(UUID organization, UUID workflow);

    @Query("select exists (select from trunk where livekit_trunk_id = :trunk and organization_id = :organization)")
    boolean trunkExists(UUID organization, String trunk);

    @Modifying
    @Query("delete from phone_number where id = :id and organization_id = :organization")
    int delete(UUID organization, UUID id);
}

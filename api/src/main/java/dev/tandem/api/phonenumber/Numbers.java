package dev.tandem.api.phonenumber;

import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.workflows.document.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Manages an organization's phone numbers. */
@Service
@Transactional
class Numbers {

    private final NumberRepository numbers;
    private final JdbcAggregateOperations rows;

    Numbers(NumberRepository numbers, JdbcAggregateOperations rows) {
        this.numbers = numbers;
        this.rows = rows;
    }

    /** @throws ApiProblem 409 if the organization has the number, 422 if it has no such workflow or trunk */
    PhoneNumber add(UUID organization, NumberRequest.Checked wish) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return unlessTaken(() -> rows.insert(row(UUID.randomUUID(), organization, now, wish)));
    }

    /** @throws ApiProblem 404 */
    @Transactional(readOnly = true)
    PhoneNumber get(UUID organization, UUID id) {
        return numbers.find(organization, id).orElseThrow(() -> ApiProblem.notFound("phone number", id));
    }

    @Transactional(readOnly = true)
    List<PhoneNumber> page(UUID organization, Cursor cursor, int limit) {
        return numbers.page(organization, cursor.at(), cursor.id(), limit);
    }

    /** @throws ApiProblem 404, 409 if the organization has the number, 422 */
    PhoneNumber change(UUID organization, UUID id, UnaryOperator<NumberRequest> change) {
        PhoneNumber known = numbers.lock(organization, id).orElseThrow(() -> ApiProblem.notFound("phone number", id));
        NumberRequest.Checked wish = change.apply(NumberRequest.of(known)).checked();
        return unlessTaken(() -> rows.update(row(id, organization, known.createdAt(), wish)));
    }

    /** @throws ApiProblem 404 */
    void delete(UUID organization, UUID id) {
        if (numbers.delete(organization, id) == 0) {
            throw ApiProblem.notFound("phone number", id);
        }
    }

    private PhoneNumber row(UUID id, UUID organization, Instant createdAt, NumberRequest.Checked wish) {
        UUID workflow = wish.workflowId();
        if (workflow != null && !numbers.workflowExists(organization, workflow)) {
            throw ApiProblem.invalidRequest(List.of(new Problem(
                    "unknown_workflow", "/workflow_id", "There is no such workflow; GET /api/workflows lists them.")));
        }
        String trunk = wish.trunkId();
        if (trunk != null && !numbers.trunkExists(organization, trunk)) {
            throw ApiProblem.of(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "unknown-trunk",
                    "This organization has no trunk " + trunk + ". The installation's administrator adds trunks.");
        }
        return new PhoneNumber(id, organization, wish.number(), wish.trunkId(), workflow, wish.enabled(), createdAt);
    }

    /** Writes a number, unless the organization has it already. Whether another one has it does not matter. */
    private static PhoneNumber unlessTaken(Supplier<PhoneNumber> write) {
        try {
            return write.get();
        } catch (RuntimeException e) {
            if (e instanceof DuplicateKeyException || e.getCause() instanceof DuplicateKeyException) {
                throw ApiProblem.conflict("number-taken", "This organization has this number already.");
            }
            throw e;
        }
    }
}

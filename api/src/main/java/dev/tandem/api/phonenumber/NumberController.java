package dev.tandem.api.phonenumber;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.Page;
import dev.tandem.api.http.problem.ApiProblem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Manages the numbers that callers dial, and the workflows that answer them. */
@RestController
@RequestMapping("/api/phone-numbers")
class NumberController {

    private final Numbers numbers;

    NumberController(Numbers numbers) {
        this.numbers = numbers;
    }

    /** Adds a number. It is stored as E.164, and an organization can have it only once. */
    @PostMapping
    @Requires(Role.PUBLISHER)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<NumberView> add(Access access, @RequestBody NumberRequest request) {
        NumberView added = NumberView.of(numbers.add(access.organization(), request.checked()));
        return ResponseEntity.created(URI.create("/api/phone-numbers/" + added.id()))
                .body(added);
    }

    /** Lists numbers, newest first. */
    @GetMapping
    @Requires(Role.VIEWER)
    Page<NumberView> list(
            Access access,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        List<PhoneNumber> found = numbers.page(access.organization(), Cursor.parse(cursor), size + 1);
        return Page.of(found, size, number -> new Cursor(number.createdAt(), number.id()))
                .map(NumberView::of);
    }

    /** Shows a number. */
    @GetMapping("/{id}")
    @Requires(Role.VIEWER)
    NumberView get(Access access, @PathVariable UUID id) {
        return NumberView.of(numbers.get(access.organization(), id));
    }

    /**
     * Changes the given fields of a number. The value null removes a trunk or a workflow.
     *
     * @throws ApiProblem 422 that lists every fault
     */
    @PatchMapping("/{id}")
    @Requires(Role.PUBLISHER)
    NumberView change(Access access, @PathVariable UUID id, @RequestBody JsonNode patch) {
        return NumberView.of(numbers.change(access.organization(), id, known -> NumberChange.of(known, patch)));
    }

    /** Deletes a number. */
    @DeleteMapping("/{id}")
    @Requires(Role.PUBLISHER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        numbers.delete(access.organization(), id);
    }

    /**
     * @param number E.164
     * @param workflowId the workflow that answers; null if none does
     */
    record NumberView(
            UUID id,
            String number,
            @Nullable String trunkId,
            @Nullable UUID workflowId,
            boolean enabled,
            Instant createdAt) {

        static NumberView of(PhoneNumber number) {
            return new NumberView(
                    number.id(),
                    number.number(),
                    number.trunkId(),
                    number.workflowId(),
                    number.enabled(),
                    number.createdAt());
        }
    }
}

package dev.tandem.api.trunk;

import dev.tandem.api.access.ForAdministrator;
import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.Page;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/organizations/{organization}/trunks")
class TrunkController {

    private final Trunks trunks;

    TrunkController(Trunks trunks) {
        this.trunks = trunks;
    }

    /** Gives a SIP trunk to an organization: its numbers may be on that trunk then. */
    @ForAdministrator
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Trunk> add(@PathVariable UUID organization, @RequestBody NewTrunk request) {
        String wanted = request.checked();
        Trunk added = Tenant.call(organization, () -> trunks.add(organization, wanted));
        return ResponseEntity.created(URI.create("/api/organizations/" + organization + "/trunks/" + added.id()))
                .body(added);
    }

    /** Lists an organization's trunks, newest first. */
    @ForAdministrator
    @GetMapping
    Page<Trunk> list(
            @PathVariable UUID organization,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        List<Trunk> found = Tenant.call(organization, () -> trunks.page(organization, Cursor.parse(cursor), size + 1));
        return Page.of(found, size, trunk -> new Cursor(trunk.createdAt(), trunk.id()));
    }

    /** Takes a trunk from an organization. Numbers on it answer no call from then on. */
    @ForAdministrator
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID organization, @PathVariable UUID id) {
        Tenant.run(organization, () -> trunks.delete(organization, id));
    }
}

package dev.tandem.api.organization;

import dev.tandem.api.access.ApiKey;
import dev.tandem.api.access.ForAdministrator;
import dev.tandem.api.data.tenant.Tenant;
import dev.tandem.api.http.page.Cursor;
import dev.tandem.api.http.page.Page;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/organizations")
class OrganizationController {

    private final Organizations organizations;

    OrganizationController(Organizations organizations) {
        this.organizations = organizations;
    }

    /** Makes an organization. The answer shows its owner's key; no later answer does. */
    @ForAdministrator
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CreatedOrganization> create(@RequestBody NewOrganization request) {
        NewOrganization.Checked wanted = request.checked();
        UUID id = UUID.randomUUID();
        ApiKey key = ApiKey.random();
        Organization added = Tenant.call(id, () -> organizations.add(id, wanted, key));
        return ResponseEntity.created(URI.create("/api/organizations/" + id))
                .cacheControl(CacheControl.noStore())
                .body(new CreatedOrganization(added, key.text()));
    }

    /** Lists the installation's organizations, newest first. */
    @ForAdministrator
    @GetMapping
    Page<Organization> list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        List<Organization> found = organizations.page(Cursor.parse(cursor), size + 1);
        return Page.of(found, size, organization -> new Cursor(organization.createdAt(), organization.id()));
    }

    /** Shows an organization. */
    @ForAdministrator
    @GetMapping("/{id}")
    Organization get(@PathVariable UUID id) {
        return Tenant.call(id, () -> organizations.get(id));
    }

    /**
     * Changes an organization's name, time zone, retention or limits. Its slug cannot be changed, because ids in Temporal begin
     * with it.
     */
    @ForAdministrator
    @PatchMapping("/{id}")
    Organization change(@PathVariable UUID id, @RequestBody OrganizationChange change) {
        return Tenant.call(id, () -> organizations.change(id, change));
    }

    /** @param key an owner's key of the organization */
    record CreatedOrganization(Organization organization, String key) {}
}

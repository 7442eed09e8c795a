package dev.tandem.api.tool;

import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.Role;
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
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/tool-definitions")
class ToolDefinitionController {

    private final ToolLibrary library;

    ToolDefinitionController(ToolLibrary library) {
        this.library = library;
    }

    /** Adds a tool to the library. Documents name it in {@code tool_type}. */
    @Requires(Role.EDITOR)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<LibraryTool> create(Access access, @RequestBody ToolDefinitionRequest request) {
        LibraryTool added = library.add(access.organization(), request);
        return ResponseEntity.created(URI.create("/api/tool-definitions/" + added.id()))
                .body(added);
    }

    /** Lists the tools of the library, newest first. */
    @Requires(Role.VIEWER)
    @GetMapping
    Page<LibraryTool> list(
            Access access,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.checkedLimit(limit);
        List<LibraryTool> found = library.page(access.organization(), Cursor.parse(cursor), size + 1);
        return Page.of(found, size, tool -> new Cursor(tool.createdAt(), tool.id()));
    }

    /** Shows a tool of the library. */
    @Requires(Role.VIEWER)
    @GetMapping("/{id}")
    LibraryTool get(Access access, @PathVariable UUID id) {
        return library.get(access.organization(), id);
    }

    /** Changes a tool for every draft that names it. Published versions keep their own copy. */
    @Requires(Role.EDITOR)
    @PatchMapping("/{id}")
    LibraryTool change(Access access, @PathVariable UUID id, @RequestBody ToolDefinitionRequest change) {
        return library.change(access.organization(), id, change);
    }

    /** Deletes a tool. Drafts that name it cannot be published any more, and their validation says so. */
    @Requires(Role.EDITOR)
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Access access, @PathVariable UUID id) {
        library.delete(access.organization(), id);
    }
}

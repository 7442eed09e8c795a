package dev.tandem.api.edge.openapi;

import dev.tandem.api.access.WithoutKey;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.http.problem.ErrorCatalogue;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Explains the types of problems. */
@RestController
@RequestMapping("/api/problems")
class ProblemController {

    private static final String WHY = "the same is in the documentation";

    private final ErrorCatalogue catalogue = ErrorCatalogue.load();

    /** Explains when a type of problem is answered, and what to do about it. */
    @WithoutKey(WHY)
    @GetMapping(path = "/{type}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ErrorCatalogue.Entry> explain(@PathVariable String type) {
        return kept().body(entry(type));
    }

    @Operation(hidden = true)
    @WithoutKey(WHY)
    @GetMapping(path = "/{type}", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(@PathVariable String type) {
        return kept().body(ProblemPages.html(entry(type)));
    }

    private ErrorCatalogue.Entry entry(String type) {
        return catalogue.entry(type).orElseThrow(() -> ApiProblem.notFound("type of problem", type));
    }

    private static ResponseEntity.BodyBuilder kept() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic());
    }
}

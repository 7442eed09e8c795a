package dev.tandem.api.edge.openapi;

import dev.tandem.api.access.WithoutKey;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page to browse the OpenAPI document. Everything that it loads comes from this process. */
@RestController
class DocsController {

    @Operation(hidden = true)
    @WithoutKey("the code is open, and so is what it answers to")
    @GetMapping(path = "/api/docs", produces = MediaType.TEXT_HTML_VALUE)
    Resource page() {
        return new ClassPathResource("openapi/docs.html");
    }
}

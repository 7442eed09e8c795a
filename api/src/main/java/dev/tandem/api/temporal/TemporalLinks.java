package dev.tandem.api.temporal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Makes the addresses of pages in the Temporal UI. */
@Component
public class TemporalLinks {

    private final String pages;

    TemporalLinks(@Value("${tandem.temporal.ui}") String ui, @Value("${spring.temporal.namespace}") String namespace) {
        this.pages = ui.replaceAll("/+$", "") + "/namespaces/" + encoded(namespace) + "/workflows/";
    }

    public String workflow(String workflowId) {
        return pages + encoded(workflowId);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

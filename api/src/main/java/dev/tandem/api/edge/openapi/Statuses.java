package dev.tandem.api.edge.openapi;

import dev.tandem.api.access.WithoutKey;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Lists the statuses with which an operation may be refused. */
final class Statuses {

    private Statuses() {}

    static SortedSet<Integer> of(Operation operation, HandlerMethod method, Set<RequestMethod> verbs) {
        SortedSet<Integer> statuses = new TreeSet<>(List.of(400, 406, 429, 500, 503));
        boolean writes = !verbs.contains(RequestMethod.GET);
        if (!method.hasMethodAnnotation(WithoutKey.class)) {
            statuses.addAll(List.of(401, 403));
        }
        if (writes) {
            // Routes without a key ask for a signature.
            statuses.add(401);
        }
        if (has(operation, "path") || operation.getRequestBody() != null) {
            statuses.add(404);
        }
        if (has(operation, "query")) {
            statuses.add(422);
        }
        if (writes) {
            statuses.addAll(List.of(409, 422));
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of(413, 415, 422));
        }
        if (parameters(operation).stream().anyMatch(one -> HttpHeaders.IF_MATCH.equals(one.getName()))) {
            statuses.add(412);
        }
        return statuses;
    }

    private static boolean has(Operation operation, String place) {
        return parameters(operation).stream().anyMatch(parameter -> place.equals(parameter.getIn()));
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }
}

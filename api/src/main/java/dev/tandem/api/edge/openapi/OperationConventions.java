package dev.tandem.api.edge.openapi;

import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import dev.tandem.api.access.Access;
import dev.tandem.api.access.Requires;
import dev.tandem.api.access.WithoutKey;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Adds what is the same for every operation of a kind, so that a new controller does not repeat it. */
@Component
class OperationConventions implements OperationCustomizer {

    static {
        // It is resolved from the key, and is not a parameter of the request.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Access.class);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        String resource = method.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        operation.setOperationId(resource.substring(0, 1).toLowerCase(Locale.ROOT) + resource.substring(1) + "-"
                + method.getMethod().getName());
        describe(operation, method);
        Set<RequestMethod> verbs = verbs(method);
        if (verbs.contains(RequestMethod.POST) && method.hasMethodAnnotation(Requires.class)) {
            operation.addParametersItem(new Parameter().$ref(OpenApiComponents.IDEMPOTENCY_KEY));
        }
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(OperationConventions::explain);
        }
        answers(operation, method, verbs);
        return operation;
    }

    private static void describe(Operation operation, HandlerMethod method) {
        String comment =
                Comments.text(RuntimeJavadoc.getJavadoc(method.getMethod()).getComment());
        String access = access(method);
        operation.setSummary(comment.isEmpty() ? null : firstSentence(comment));
        operation.setDescription(comment.isEmpty() ? access : comment + "\n\n" + access);
        if (method.hasMethodAnnotation(WithoutKey.class)) {
            operation.setSecurity(List.of());
        }
    }

    private static String access(HandlerMethod method) {
        if (method.hasMethodAnnotation(WithoutKey.class)) {
            return "Needs no key.";
        }
        @Nullable Requires requires = method.getMethodAnnotation(Requires.class);
        return requires == null
                ? "Needs the key of the installation's administrator."
                : "Needs the role `" + requires.value().wireName() + "`.";
    }

    private static String firstSentence(String comment) {
        return comment.split("(?<=[.;:])\\s", 2)[0].replaceFirst("[.;:]$", "");
    }

    private static Set<RequestMethod> verbs(HandlerMethod method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequestMapping.class);
        return mapping == null ? Set.of() : Set.of(mapping.method());
    }

    private static void explain(Parameter parameter) {
        switch (String.valueOf(parameter.getName())) {
            case "limit" -> {
                parameter.setDescription("The most items that a page has.");
                parameter.getSchema().minimum(BigDecimal.ONE).maximum(OpenApiComponents.MAX_LIMIT);
            }
            case "cursor" -> parameter.setDescription("`next_cursor` of the page before; none for the first page.");
            case HttpHeaders.IF_MATCH ->
                parameter.setDescription(
                        "The ETag on which the change is based. The change is refused if the ETag is stale.");
            default -> {}
        }
    }

    private static void answers(Operation operation, HandlerMethod method, Set<RequestMethod> verbs) {
        for (int status : Statuses.of(operation, method, verbs)) {
            operation
                    .getResponses()
                    .addApiResponse(
                            Integer.toString(status), new ApiResponse().$ref(OpenApiComponents.problem(status)));
        }
    }
}

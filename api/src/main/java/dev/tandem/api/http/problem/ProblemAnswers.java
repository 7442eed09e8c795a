package dev.tandem.api.http.problem;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/** Lets a filter answer a failure exactly as if a controller had thrown it. */
@Component
public class ProblemAnswers {

    private final ObjectProvider<HandlerExceptionResolver> resolver;

    /** @param resolver looked up with the first failure, because filters are made before Spring MVC */
    ProblemAnswers(@Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> resolver) {
        this.resolver = resolver;
    }

    public void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
            throws ServletException {
        // A problem detail is JSON, whatever media types the route would have produced.
        request.removeAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE);
        if (resolver.getObject().resolveException(request, response, null, failure) == null) {
            throw new ServletException("no handler for this failure", failure);
        }
    }
}
